"""The report of originality that goes into an evidence bundle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muse_desktop.errors import Language
from muse_desktop.originality.record import was_checked
from muse_desktop.studio.originality.running import check_now
from muse_desktop.studio.originality.telling import as_bytes, make_report

if TYPE_CHECKING:
    from muse_desktop.provenance.evidence.material import Draft
    from muse_desktop.studio.studio import Studio


def bundled_report(
    studio: Studio, project: int, drafts: Sequence[Draft], language: Language, wanted: bool | None
) -> bytes | None:
    """The drafts of a bundle compared with the library as both are now, as HTML; with what the project's
    checks leave out. None where it is not `wanted`, or (None) where none of the drafts was checked before.
    """
    if wanted is None:
        wanted = studio.store.read(lambda db: was_checked(db, [one.document for one in drafts]))
    if not wanted or not drafts:
        return None
    checks = [(one.title, check_now(studio, one.text, one.document)) for one in drafts]
    title = next((one.title for one in studio.manuscript.projects() if one.id == project), drafts[0].title)
    used = studio.originality.used(project, own=False)
    return as_bytes(make_report(title, checks, studio.library, used, language), ".html")
