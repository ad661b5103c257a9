"""The tables of muse.db: everything that cannot be rebuilt. One module for each matter.

Times are ISO 8601 UTC strings (`store.clock.now()`), positions are code points, hashes are lower-case
SHA-256 hex. A change needs a new revision in `store/migrations` and a new `schema.VERSION`.

Mapping a table takes a millisecond or two, and a start needs few of them: `tables.Document` loads the module
that has it when it is first used. Tables may name columns of `manuscript` and of their own module, which are
loaded with them; what needs every table (a new database, a migration, counting rows) asks for `all_tables`.
"""

# ruff: noqa: I001 - isort would give every name a statement of its own
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muse_desktop.lazy import LazyModule
from muse_desktop.store.tables.base import Base

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from muse_desktop.store.tables.checks import (
        Check as Check,
        OriginalityExclusion as OriginalityExclusion,
        OriginalitySetting as OriginalitySetting,
    )
    from muse_desktop.store.tables.evidence import (
        Checkpoint as Checkpoint,
        HouseProfile as HouseProfile,
        SigningKey as SigningKey,
        Statement as Statement,
    )
    from muse_desktop.store.tables.generations import (
        Candidate as Candidate,
        Generation as Generation,
        ModelFile as ModelFile,
    )
    from muse_desktop.store.tables.library import (
        CuratorDismissal as CuratorDismissal,
        ImportJob as ImportJob,
        LibraryCollection as LibraryCollection,
        LibraryCollectionItem as LibraryCollectionItem,
        LibraryDetail as LibraryDetail,
        LibraryItem as LibraryItem,
        WatchedFolder as WatchedFolder,
    )
    from muse_desktop.store.tables.manuscript import (
        Document as Document,
        Project as Project,
        Writing as Writing,
    )
    from muse_desktop.store.tables.record import (
        Event as Event,
        EventContent as EventContent,
        Origin as Origin,
        Pending as Pending,
        RunSnapshot as RunSnapshot,
        Workspace as Workspace,
    )
    from muse_desktop.store.tables.story import (
        BibleEntry as BibleEntry,
        HandsOnly as HandsOnly,
        PersonalWord as PersonalWord,
    )

_MODULES = (
    (
        LazyModule("muse_desktop.store.tables.manuscript"),
        (
            "Project",
            "Document",
            "Writing",
        ),
    ),
    (
        LazyModule("muse_desktop.store.tables.record"),
        (
            "Workspace",
            "Origin",
            "Event",
            "EventContent",
            "Pending",
            "RunSnapshot",
        ),
    ),
    (
        LazyModule("muse_desktop.store.tables.snapshots"),
        (
            "Snapshot",
            "SnapshotPiece",
        ),
    ),
    (
        LazyModule("muse_desktop.store.tables.story"),
        (
            "BibleEntry",
            "PersonalWord",
            "HandsOnly",
        ),
    ),
    (
        LazyModule("muse_desktop.store.tables.evidence"),
        (
            "SigningKey",
            "Checkpoint",
            "HouseProfile",
            "Statement",
        ),
    ),
    (
        LazyModule("muse_desktop.store.tables.generations"),
        (
            "ModelFile",
            "Generation",
            "Candidate",
        ),
    ),
    (
        LazyModule("muse_desktop.store.tables.library"),
        (
            "LibraryItem",
            "LibraryDetail",
            "ImportJob",
            "WatchedFolder",
            "LibraryCollection",
            "LibraryCollectionItem",
            "CuratorDismissal",
        ),
    ),
    (
        LazyModule("muse_desktop.store.tables.checks"),
        (
            "Check",
            "OriginalitySetting",
            "OriginalityExclusion",
        ),
    ),
)
_MODULE = {table: module for module, tables in _MODULES for table in tables}


def __getattr__(name: str) -> Any:
    """Python: a name that is not here yet."""
    if name not in _MODULE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    table = getattr(_MODULE[name], name)
    globals()[name] = table
    return table


def all_tables() -> MetaData:
    """Every table of muse.db."""
    for module, (first, *_) in _MODULES:
        getattr(module, first)
    return Base.metadata
