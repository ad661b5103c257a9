"""A draft compared with the library, and what was found on record."""

from __future__ import annotations

from muse_desktop.library.library import Library
from muse_desktop.originality.check import CheckReport, check_text
from muse_desktop.originality.record import record_check
from muse_desktop.store.store import Store


def check(text: str, library: Library, store: Store, document: int | None) -> CheckReport:
    """Compare `text` with the library; where the workspace is owned and `document` given, record it."""
    report = check_text(text, library)
    if document is not None and store.mode == "own":
        record_check(store, document, report, library).result()
    return report
