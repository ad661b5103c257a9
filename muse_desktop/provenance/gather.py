"""Reads what the record says of a work: the one place where `Figures` are made.

They are of what is saved. What nobody claimed, or no record explains, counts as unknown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance.claims import said_model_words
from muse_desktop.provenance.depth import acceptances, blocks, decoded
from muse_desktop.provenance.display import Share, Shares, TintSpan, shares, tints
from muse_desktop.provenance.figures import DocumentFigures, Figures, Passage
from muse_desktop.provenance.gather_gaps import gaps
from muse_desktop.provenance.gather_requests import requests
from muse_desktop.provenance.ledger import FIRST
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.retyped import AnswerIndex
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.text.segment import count_words

K = TypeVar("K")
NO_RECORD = 0
"""An origin that no record explains: of texts whose origins are damaged."""


def gather(
    db: Session,
    book: OriginBook,
    project: int,
    documents: Sequence[int] | None = None,
    answers: AnswerIndex | None = None,
) -> Figures:
    """The figures of `documents`, in that order; None: all that make up the manuscript of `project`.

    `answers`: what a model answered here, as far as it is hashed already; without it all is hashed anew.
    Raises MuseError provenance.no_work where there is no such project or a document is not in it.
    """
    row = db.get(tables.Project, project)
    if row is None:
        raise MuseError("provenance.no_work", number=project)
    chosen = manuscript_of(db, project) if documents is None else list(dict.fromkeys(documents))
    texts = [_text(db, book, project, one) for one in chosen]
    made = [_document(book, one) for one in texts]
    answers = answers or AnswerIndex()
    used = {block for one in made for passage in one.passages for block in passage.blocks}
    accepted = acceptances(db, book)
    interactions, models = requests(db, book, project, accepted, used)
    head = db.execute(select(tables.Workspace.head_seq, tables.Workspace.head_hash)).first()
    return Figures(
        project=project,
        title=row.title,
        documents=tuple(made),
        shares=_sum(one.shares for one in made),
        blocks=tuple(blocks(db, book, accepted, chosen, used)),
        interactions=interactions,
        models=models,
        hands_only=_hands_only(db, project),
        gaps=tuple(gaps(db, made)),
        retyped=tuple(
            found for one in texts for found in answers.retyped(db, book, one.row.id, one.row.text, one.runs)
        ),
        records=head.head_seq if head else 0,
        head=(head.head_hash if head else "") or FIRST,
        made_at=now(),
    )


def manuscript_of(db: Session, project: int) -> list[int]:
    """The documents whose text makes up a project's manuscript, in reading order.

    Compiled ones that are no notes, not archived and not in the trash.
    """
    row = tables.Document
    query = select(row).where(row.project_id == project).order_by(row.position, row.id)
    rows = {found.id: found for found in db.scalars(query)}
    inside: dict[int | None, list[int]] = {}
    for found in rows.values():
        inside.setdefault(found.parent_id if found.parent_id in rows else None, []).append(found.id)
    order: dict[int, None] = {}
    waiting = [*reversed(inside.get(None, []))]
    while waiting:
        one = waiting.pop()
        order[one] = None
        waiting.extend(reversed(inside.get(one, [])))
    order |= dict.fromkeys(rows)  # those of a circle, which only a change from outside makes
    return [one for one in order if _counted(rows[one])]


def _counted(row: tables.Document) -> bool:
    return row.compiled and row.kind != "note" and row.archived_at is None and row.trashed_at is None


class _Text(NamedTuple):
    row: tables.Document
    runs: Runs


def _text(db: Session, book: OriginBook, project: int, document: int) -> _Text:
    row = db.get(tables.Document, document)
    if row is None or row.project_id != project:
        raise MuseError("provenance.no_work", number=document)
    runs = decoded(row.runs)
    if runs is None or runs.length != len(row.text):
        runs = Runs.of(len(row.text), NO_RECORD)
    book.load(runs.origins())
    return _Text(row, runs)


def _document(book: OriginBook, of: _Text) -> DocumentFigures:
    row, runs = of
    return DocumentFigures(
        document=row.id,
        title=row.title,
        kind=row.kind,
        shares=shares(row.text, runs, book),
        text_hash=row.text_hash,
        runs_hash=hashlib.sha256(row.runs).hexdigest(),
        passages=tuple(_passages(row.id, row.text, tints(row.text, runs, book), book)),
        said_model_words=said_model_words(row.text, runs, book),
    )


def _passages(
    document: int, text: str, spans: Iterable[TintSpan], book: OriginBook
) -> Iterator[Passage]:
    together: list[TintSpan] = []
    for span in spans:
        if together and (span.tint not in _MODEL or span.start != together[-1].end):
            yield _passage(document, text, together, book)
            together = []
        if span.tint in _MODEL:
            together.append(span)
    if together:
        yield _passage(document, text, together, book)


_MODEL = ("generated", "edited")


def _passage(document: int, text: str, spans: Sequence[TintSpan], book: OriginBook) -> Passage:
    words = text[spans[0].start : spans[-1].end]
    rests_on = dict.fromkeys(book.block(span.origin) for span in spans)
    return Passage(
        document,
        spans[0].start,
        spans[-1].end,
        count_words(words),
        words,
        tuple(block for block in rests_on if block is not None),
    )


def _sum(parts: Iterable[Shares]) -> Shares:
    everything = list(parts)
    total = Share()
    for one in everything:
        total = _both(total, one.total)
    return Shares(total, _added(one.kinds for one in everything), _added(one.tints for one in everything))


def _added(parts: Iterable[Mapping[K, Share]]) -> dict[K, Share]:
    made: dict[K, Share] = {}
    for part in parts:
        for label, share in part.items():
            made[label] = _both(made.get(label, Share()), share)
    return made


def _both(first: Share, second: Share) -> Share:
    return Share(first.characters + second.characters, first.words + second.words)


def _hands_only(db: Session, project: int) -> tuple[tuple[str, str | None], ...]:
    row = tables.HandsOnly
    query = select(row.began_at, row.ended_at).where(row.project_id == project).order_by(row.began_at, row.id)
    return tuple((began, ended) for began, ended in db.execute(query))
