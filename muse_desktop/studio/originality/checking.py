"""A draft compared with the library, and what was found on record."""

from __future__ import annotations

from dataclasses import replace

from muse_desktop.library.library import Library
from muse_desktop.library.others import Others
from muse_desktop.originality.check import check_text
from muse_desktop.originality.record import record_check
from muse_desktop.originality.values import CheckReport
from muse_desktop.store.store import Store


def compare(text: str, library: Library, *, own: bool = False) -> CheckReport:
    """Compare `text` with the library: with others' texts, and with the writer's own where `own` says so."""
    if own:
        return check_text(text, library)
    others = Others(library)
    return replace(check_text(text, others), own_left_out=others.left_out)


def check(
    text: str, library: Library, store: Store, document: int | None, *, own: bool = False
) -> CheckReport:
    """As `compare`; where the workspace is owned and `document` given, what was found goes on record."""
    report = compare(text, library, own=own)
    if document is not None and store.mode == "own":
        record_check(store, document, report, library).result()
    return report
