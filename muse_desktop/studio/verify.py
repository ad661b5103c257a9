"""Whether the workspace's record holds: the hash chain, and an origin for every character."""

from __future__ import annotations

from typing import Any

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance import ledger
from muse_desktop.store.store import Store


def verify(store: Store, manuscript: Manuscript) -> dict[str, Any]:
    """`{ok, events, documents, problems}`; each problem is a worded sentence that names its place."""
    report = ledger.verify(store)
    problems = []
    if not report.ok:
        problems.append(str(MuseError(report.reason, seq=report.first_bad or 0)))
    documents = manuscript.documents()
    for one in documents:
        found = manuscript.read(one.id)
        if found.runs.length != len(found.text):
            problems.append(str(MuseError("studio.origins_missing", title=one.title)))
    return {"ok": not problems, "events": report.events, "documents": len(documents), "problems": problems}
