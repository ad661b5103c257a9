"""Checks that were made, kept: a hit holds its own copy of both texts, whatever becomes of the library."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from concurrent.futures import Future
from dataclasses import asdict
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import Corpus
from muse_desktop.library.others import OWN
from muse_desktop.originality.exclusions import Exclusion
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.originality.values import CheckReport, Hit
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store
from muse_desktop.store.tables.checks import Check
from muse_desktop.store.tables.library import LibraryDetail, LibraryItem

FORMAT = 1


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """What a check was made with: `Check.detail`.

    `text_sha256` is that of the draft in UTF-8, `library_sha256` says which texts it was compared with (see
    `library_state`), `originals` the imported bytes of the sources of its hits, by item id. `exclusions` are
    those that were in force, as they stood then. `encoder` names what paraphrases were looked for with.
    """

    format: int = FORMAT
    text_sha256: str = ""
    library_sha256: str = ""
    originals: dict[str, str] = {}
    view: ViewSettings = ViewSettings()
    exclusions: tuple[dict[str, Any], ...] = ()
    own: bool = False
    meaning: bool = False
    encoder: str = ""
    draft_words: int = 0
    covered_words: int = 0
    seconds: float = 0.0
    own_left_out: int = 0


def text_hash(text: str) -> str:
    """SHA-256 of a draft in UTF-8; half of a surrogate pair, which has no UTF-8, as it is."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def library_state(db: Session, own: bool) -> str:
    """A hash of which texts a check compares with: SHA-256 over the sorted hashes of the texts, a line each.

    The same texts give the same hash, in whatever order they came; variants are none, `own`: the writer's
    own too.
    """
    query = (
        select(LibraryItem.text_sha256)
        .outerjoin(LibraryDetail, LibraryDetail.item_id == LibraryItem.id)
        .where(LibraryItem.removed_at.is_(None), LibraryDetail.parent_id.is_(None))
    )
    if not own:
        query = query.where(LibraryItem.rights != OWN)
    lines = sorted(db.scalars(query))
    return hashlib.sha256("".join(f"{one}\n" for one in lines).encode()).hexdigest()


def originals_of(db: Session, items: Collection[int]) -> dict[int, str]:
    """SHA-256 of the imported bytes of those items, also of those that are in the library no more."""
    query = select(LibraryItem.id, LibraryItem.original_sha256).where(LibraryItem.id.in_(items))
    return {row.id: row.original_sha256 for row in db.execute(query)}


def detail_of(
    text: str,
    report: CheckReport,
    view: ViewSettings,
    exclusions: Sequence[Exclusion],
    originals: dict[int, str],
    library: str,
    own: bool,
) -> Detail:
    """What goes on record beside the hits of `report`."""
    return Detail(
        text_sha256=text_hash(text),
        library_sha256=library,
        originals={str(item): digest for item, digest in originals.items()},
        view=view,
        exclusions=tuple(asdict(one) for one in exclusions),
        own=own,
        meaning=report.meaning,
        encoder=report.encoder,
        draft_words=report.draft_words,
        covered_words=report.covered_words,
        seconds=round(report.seconds, 3),
        own_left_out=report.own_left_out,
    )


def record_check(
    store: Store,
    document: int,
    report: CheckReport,
    corpus: Corpus,
    detail: Detail | None = None,
    row: int | None = None,
) -> Future[int]:
    """Write what a check of `document` found; the future has the row's id.

    `row`: the one on record of the check's first part, which this replaces.
    """
    hits = [kept for hit in report.hits if (kept := _kept(hit, corpus)) is not None]
    told = msgspec.to_builtins(detail) if detail is not None else {}

    def work(session: Session) -> int:
        made = session.get(Check, row) if row is not None else None
        if made is None:
            made = Check(document_id=document, at=now(), library_items=0, library_words=0)
            session.add(made)
        made.library_items, made.library_words = report.items, report.words
        made.hits, made.detail = hits, told
        session.flush()
        return made.id

    return store.write(work)


def read_detail(row: Check) -> Detail:
    """What a check on record was made with; the defaults for one of an earlier version."""
    try:
        return msgspec.convert(row.detail, Detail, strict=False)
    except msgspec.ValidationError:
        return Detail()


def was_checked(db: Session, documents: Collection[int]) -> bool:
    """Whether a check of one of these documents is on record."""
    return db.scalars(select(Check.id).where(Check.document_id.in_(documents)).limit(1)).first() is not None


def _kept(hit: Hit, corpus: Corpus) -> dict[str, Any] | None:
    """The hit with its source's words, or None where the source was taken out while the check ran."""
    try:
        source = corpus.text(hit.source.item)[hit.source.start : hit.source.end]
    except MuseError as error:
        if error.code != "library.gone":
            raise
        return None
    return {**asdict(hit), "source_text": source}
