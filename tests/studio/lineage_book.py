"""A workspace whose documents rest on requests, and the rows that requests leave."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from muse_desktop.craft.recipe import load_recipes
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.paths import resource
from muse_desktop.provenance import ledger
from muse_desktop.provenance.generations import witness
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.lineage import Lineage, Scope
from muse_desktop.provenance.lineage_build import Surroundings
from muse_desktop.provenance.lineage_read import read_lineage
from muse_desktop.store import tables
from muse_desktop.store.store import Store
from muse_desktop.studio.lineage import RecipeNames

RECIPES = load_recipes([resource("recipes")])
MODEL = "/models/harbour-1b.gguf"
SAID = "The tide came in without a sound that night."


def model(db: Session, path: str = MODEL, licence: str = "apache-2.0") -> int:
    """A model's row; its id."""
    row = tables.ModelFile(
        sha256=hashlib.sha256(path.encode()).hexdigest(), path=path, name="Harbour 1B", licence=licence,
        quantisation="Q4_0", added_at="2026-11-01T08:00:00.000Z",
    )  # fmt: skip
    db.add(row)
    db.flush()
    return row.id


def request(
    db: Session,
    document: int | None,
    *,
    at: str = "2026-11-20T09:00:00.000Z",
    recipe: str = "continue",
    fields: Mapping[str, str] | None = None,
    parts: Sequence[Mapping[str, Any]] = (),
    layout: Mapping[str, Any] | None = None,
    answers: Sequence[str] = (SAID, "Nobody came."),
    model_id: int | None = None,
    state: str = "done",
) -> int:
    """A finished request as the recorder leaves it; its id."""
    row = tables.Generation(
        document_id=document, recipe=recipe, recipe_version=2, seed=7, created_at=at, state=state,
        prompt_text="He stood on the pier.", fields=dict(fields or {}), parts=list(parts),
        layout=dict(layout or {}), model_file_id=model_id,
    )  # fmt: skip
    db.add(row)
    db.flush()
    for position, text in enumerate(answers):
        db.add(
            tables.Candidate(
                generation_id=row.id, position=position, seed=7 + position, text=text, updated_at=at
            )
        )
    db.flush()
    ledger.append(db, "generation", document_id=document, payload=witness(db, row))
    return row.id


BEFORE = {
    "ingredient": "before", "tokens": 6, "dropped": 0, "muted": False, "role": "text",
    "text": "He stood on the pier.", "place": 0,
}  # fmt: skip


def take(
    session: DocumentSession, generation: int, text: str, start: int | None = None, candidate: int = 0
) -> int:
    """Accept a text at the end of the document, or at `start`; its origin."""
    place = len(session.text) if start is None else start
    origin = session.insert_origin(
        Kind.GENERATED, generation_id=generation, candidate=candidate, output_start=0
    )
    session.apply(place, 0, text, origin)
    return origin


def saved(session: DocumentSession) -> DocumentSession:
    """The document, saved with its open burst sealed."""
    session.end().result()
    return session


def lineage(manuscript: Manuscript, there: Sequence[str] = (MODEL,), **scope: Any) -> Lineage:
    """What the record says, as if only the files in `there` existed."""
    around = Surroundings(RecipeNames(RECIPES), lambda path: path in there)
    return manuscript.store.read(
        lambda db: read_lineage(db, manuscript.book, Scope(**scope), around)
    )


def many(store: Store, document: int, count: int, days: int = 5) -> list[int]:
    """`count` requests for a document, spread over `days`."""

    def work(db: Session) -> list[int]:
        by = model(db, f"/models/many-{document}.gguf")
        return [
            request(
                db, document, at=f"2026-11-{1 + number * days // count:02}T{8 + number % 8:02}:00:00.000Z",
                model_id=by, parts=[{**BEFORE, "text": f"Before number {number}."}],
                answers=(f"Answer {number} of the tide.", f"Another answer {number}."),
            )
            for number in range(count)
        ]  # fmt: skip

    return store.write(work).result()


def joined(found: Lineage) -> set[tuple[str, str, str]]:
    """The edges, each as (from, relation, to)."""
    return {(edge.source, edge.relation, edge.target) for edge in found.edges}


