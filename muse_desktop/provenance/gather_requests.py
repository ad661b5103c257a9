"""Every request to a model that a project has to tell of, and the models that answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from muse_desktop.provenance.depth import Acceptance
from muse_desktop.provenance.figures import Interaction, ModelUsed
from muse_desktop.provenance.ledger import WIPED
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.payloads import told
from muse_desktop.store import tables


class _Model(NamedTuple):
    name: str
    sha256: str
    licence: str


def requests(
    db: Session, book: OriginBook, project: int, accepted: Mapping[int, Acceptance], used: Collection[int]
) -> tuple[tuple[Interaction, ...], tuple[ModelUsed, ...]]:
    """Requests for the project's documents, for none, and those whose blocks are among `used`; and their
    models, in the order they were first asked.

    A request for no document could have served any project, so each lists it. Those that were asked for a
    project that was wiped since are not this one's.
    """
    row = tables.Document
    own = set(db.scalars(select(row.id).where(row.project_id == project)))
    standing = {book.get(one).generation_id for one in used}
    wiped = {number for _, said in told(db, WIPED) for number in said.get("generations", [])}
    models = {one.id: one for one in db.scalars(select(tables.ModelFile))}
    taken, candidates = _taken(book, accepted), _candidates(db)
    interactions: list[Interaction] = []
    counted: Counter[_Model] = Counter()
    for found in db.execute(_generations()):
        mine = found.document_id in own or (found.document_id is None and found.id not in wiped)
        if mine or found.id in standing:
            model = _model(models.get(found.model_file_id), found.remote)
            counted[model] += 1
            offered, noted = candidates.get(found.id, (0, 0))
            times = max(noted, taken[found.id])
            interactions.append(_interaction(found, model.name, offered, times))
    return tuple(interactions), tuple(ModelUsed(*one, times) for one, times in counted.items())


def _generations() -> Select[Any]:
    row = tables.Generation
    remote = func.json_extract(row.layout, "$.remote").label("remote")
    columns = row.id, row.created_at, row.recipe, row.state, row.via, row.document_id, row.model_file_id
    return select(*columns, remote).order_by(row.id)


def _interaction(row: Row[Any], model: str, offered: int, taken: int) -> Interaction:
    return Interaction(
        generation=row.id,
        at=row.created_at,
        recipe=row.recipe,
        state=row.state,
        via=row.via,
        document=row.document_id,
        model=model,
        candidates=offered,
        taken=taken,
    )


def _taken(book: OriginBook, accepted: Mapping[int, Acceptance]) -> Counter[int]:
    """How many records tell that text of a generation came in: accepted, or pasted from what it answered."""
    acts = {(book.get(one).generation_id, act.seq, act.document) for one, act in accepted.items()}
    return Counter(generation for generation, _, _ in acts if generation is not None)


def _candidates(db: Session) -> dict[int, tuple[int, int]]:
    """How many answers each generation gave, and how many times their rows say that text was taken."""
    row = tables.Candidate
    found: dict[int, tuple[int, int]] = {}
    for generation, accepted in db.execute(select(row.generation_id, row.accepted)):
        offered, noted = found.get(generation, (0, 0))
        found[generation] = offered + 1, noted + len(accepted or ())
    return found


def _model(row: tables.ModelFile | None, remote: str | None) -> _Model:
    """A model at an address has the name that was asked for there; its file nobody here has seen."""
    if row is None:
        return _Model("", "", "")
    return _Model(row.name, "" if remote else row.sha256, row.licence)
