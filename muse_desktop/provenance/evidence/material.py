"""What a bundle tells beside its figures: texts with their spans, origins, requests, models."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.provenance.display import TintSpan, tints
from muse_desktop.provenance.figures import Figures
from muse_desktop.provenance.origins import Origin, OriginBook
from muse_desktop.provenance.redaction import redacted_generations
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
    """One finished request to a model with all it answered; `model` is the SHA-256 of its file or "".

    Where the writer had its words forgotten, `prompt` and `answers` are None and the hashes are those that
    the ledger has of them.
    """

    generation: int
    at: str
    recipe: str
    state: str
    document: int | None
    model: str
    seed: int
    prompt: str | None
    answers: tuple[str | None, ...]
    prompt_sha256: str
    answers_sha256: tuple[str, ...]


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
    forgotten = redacted_generations(db)
    recorded = _recorded(db) if forgotten else {}
    for at in range(0, len(wanted), _AT_ONCE):
        part = wanted[at : at + _AT_ONCE]
        answers: dict[int, list[str]] = {}
        one = tables.Candidate
        rows = select(one.generation_id, one.text).where(one.generation_id.in_(part))
        for generation, text in db.execute(rows.order_by(one.generation_id, one.position)):
            answers.setdefault(generation, []).append(text)
        generations = select(tables.Generation).where(tables.Generation.id.in_(part))
        for row in db.scalars(generations.order_by(tables.Generation.id)):
            if row.state == _RUNNING:  # the ledger tells of a request when it is over
                continue
            said = answers.get(row.id, [])
            words: tuple[str | None, tuple[str | None, ...]] = row.prompt_text, tuple(said)
            hashes = _sha256(row.prompt_text), tuple(map(_sha256, said))
            if row.id in forgotten:
                words, hashes = (None, (None,) * len(said)), recorded.get(row.id, hashes)
            model = shas.get(row.model_file_id or 0, "")
            about = row.id, row.created_at, row.recipe, row.state, row.document_id, model, row.seed
            yield Request(*about, *words, *hashes)


def _recorded(db: Session) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The hashes of prompt and answers that the ledger has of each generation."""
    event = tables.Event
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    rows = select(event.payload).where(event.kind == "generation").order_by(event.seq)
    for payload in db.scalars(rows):
        try:
            said = dict(json.loads(payload))
            found[int(said["generation"])] = str(said["prompt"]), tuple(map(str, said["candidates"]))
        except (ValueError, TypeError, KeyError):  # changed by hand: the chain's own check names it
            continue
    return found


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _models(db: Session) -> Iterable[Model]:
    for row in db.scalars(select(tables.ModelFile)):
        yield Model(row.name, row.sha256, row.licence)


def _titles(db: Session, items: Sequence[int]) -> dict[int, str]:
    row = tables.LibraryItem
    return {one.id: one.title for one in db.scalars(select(row).where(row.id.in_(items)))}
