"""Whether the workspace's record holds: the hash chain, and what it has hashes of."""

from __future__ import annotations

from typing import Any

from muse_desktop.errors import Language, MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance import ledger
from muse_desktop.provenance.audit import audit
from muse_desktop.store.store import Store


def verify(store: Store, manuscript: Manuscript, language: Language) -> dict[str, Any]:
    """`{ok, events, documents, redacted, problems}`; each problem is a sentence that names its place.

    `redacted`: records of the log whose words are not kept any more. See `audit` for what is not covered.
    """
    report = ledger.verify(store)
    found = audit(store)
    if not report.ok:
        found.insert(0, MuseError(report.reason, seq=report.first_bad or 0))
    return {
        "ok": not found,
        "events": report.events,
        "documents": len(manuscript.documents()),
        "redacted": report.redacted,
        "problems": [problem.text(language) for problem in found],
    }
