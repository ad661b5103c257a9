"""What a bundle tells beside its figures: texts with their spans, origins, requests, models."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.provenance.display import TintSpan, tints
from muse_desktop.provenance.figures import Figures
from muse_desktop.provenance.origins import Origin, OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables

_AT_ONCE = 500
_RUNNING = "running"


@dataclass(frozen=True)
class Draft:
    """A document of the work as it is saved. The hashes are those of its text and of its encoded origins."""

    document: int
    title: str
    text: str
    text_hash: str
    runs_hash: str
    spans: tuple[TintSpan, ...]


@dataclass(frozen=True)
class Request:
    """One finished request to a model with all it answered; `model` is the SHA-256 of its file or ""."""

    generation: int
    at: str
    recipe: str
    state: str
    document: int | None
    model: str
    seed: int
    prompt: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """A model that took part: what it is called, whose file it is, under which licence."""

    name: str
    sha256: str
    licence: str


@dataclass(frozen=True)
class Material:
    """What a bundle is made of. `library`: titles of library items that something was pasted from."""

    drafts: tuple[Draft, ...]
    origins: Mapping[int, Origin]
    blocks: Mapping[int, int]
    requests: tuple[Request, ...]
    models: Mapping[str, Model]
    library: Mapping[int, str]

    @property
    def texts(self) -> list[list[int | str]]:
        """[document, hash of its text, hash of its origins] of each draft, as the ledger notes it."""
        return [[one.document, one.text_hash, one.runs_hash] for one in self.drafts]


def read_material(db: Session, book: OriginBook, figures: Figures) -> Material:
    """What belongs to the work that `figures` tell of, as it is saved now."""
    drafts = tuple(_draft(db, book, one.document) for one in figures.documents)
    used = sorted({span.origin for draft in drafts for span in draft.spans})
    origins = {one: book.get(one) for one in used}
    blocks = {one: block for one in used if (block := book.block(one)) is not None}
    origins |= {block: book.get(block) for block in blocks.values()}
    wanted = {one.generation for one in figures.interactions}
    wanted |= {one.generation_id for one in origins.values() if one.generation_id is not None}
    items = {one.library_item for one in origins.values() if one.library_item is not None}
    return Material(
        drafts,
        origins,
        blocks,
        tuple(_requests(db, sorted(wanted))),
        {one.sha256: one for one in _models(db)},
        _titles(db, sorted(items)),
    )


def _draft(db: Session, book: OriginBook, document: int) -> Draft:
    row = db.get_one(tables.Document, document, populate_existing=True)
    try:
        runs = Runs.decode(row.runs)
    except ValueError:
        runs = Runs()
    if runs.length != len(row.text):  # damaged: what no record explains is unknown
        runs = Runs.of(len(row.text), 0)
    book.load(runs.origins())
    hashes = row.text_hash, hashlib.sha256(row.runs).hexdigest()
    return Draft(document, row.title, row.text, *hashes, tuple(tints(row.text, runs, book)))


def _requests(db: Session, wanted: Sequence[int]) -> Iterable[Request]:
    shas = {row.id: row.sha256 for row in db.scalars(select(tables.ModelFile))}
    for at in range(0, len(wanted), _AT_ONCE):
        part = wanted[at : at + _AT_ONCE]
        answers: dict[int, list[str]] = {}
        one = tables.Candidate
        rows = select(one.generation_id, one.text).where(one.generation_id.in_(part))
        for generation, text in db.execute(rows.order_by(one.generation_id, one.position)):
            answers.setdefault(generation, []).append(text)
        generations = select(tables.Generation).where(tables.Generation.id.in_(part))
        for row in db.scalars(generations.order_by(tables.Generation.id)):
            if row.state != _RUNNING:  # the ledger tells of a request when it is over
                yield Request(
                    row.id,
                    row.created_at,
                    row.recipe,
                    row.state,
                    row.document_id,
                    shas.get(row.model_file_id or 0, ""),
                    row.seed,
                    row.prompt_text,
                    tuple(answers.get(row.id, ())),
                )


def _models(db: Session) -> Iterable[Model]:
    for row in db.scalars(select(tables.ModelFile)):
        yield Model(row.name, row.sha256, row.licence)


def _titles(db: Session, items: Sequence[int]) -> dict[int, str]:
    row = tables.LibraryItem
    return {one.id: one.title for one in db.scalars(select(row).where(row.id.in_(items)))}
