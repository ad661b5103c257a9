"""Checks that were made, kept: a hit holds its own copy of both texts, whatever becomes of the library."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from muse_desktop.library.corpus import Corpus
from muse_desktop.originality.values import CheckReport, Hit
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store
from muse_desktop.store.tables.checks import Check


def record_check(store: Store, document: int, report: CheckReport, corpus: Corpus) -> Future[int]:
    """Write what a check of `document` found; the future has the row's id."""
    hits = [_kept(hit, corpus) for hit in report.hits]

    def work(session: Session) -> int:
        row = Check(
            document_id=document,
            at=now(),
            library_items=report.items,
            library_words=report.words,
            hits=hits,
        )
        session.add(row)
        session.flush()
        return row.id

    return store.write(work)


def _kept(hit: Hit, corpus: Corpus) -> dict[str, Any]:
    source = corpus.text(hit.source.item)[hit.source.start : hit.source.end]
    return {**asdict(hit), "source_text": source}
