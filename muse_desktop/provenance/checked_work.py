"""What the check before publication reads of a work, in one transaction, so that it all belongs together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from muse_desktop.provenance import house_profiles, notices, overrides, source_items
from muse_desktop.provenance.disclosure import answers as given_answers
from muse_desktop.provenance.disclosure.rules import form_ids
from muse_desktop.provenance.figures import Figures
from muse_desktop.provenance.gather import gather
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.overrides import Override
from muse_desktop.provenance.retyped import AnswerIndex
from muse_desktop.provenance.source_items import Pasted, Taken
from muse_desktop.store import tables


@dataclass(frozen=True)
class Text:
    """One document's words as they are saved."""

    document: int
    title: str
    text: str


@dataclass(frozen=True)
class CheckedWork:
    """A work as the check sees it. `answers`: what the writer answered, by form of disclosure; `notice`:
    whether its files say how much rests on generated text; `ticks`: keys of what was ticked off."""

    figures: Figures
    texts: tuple[Text, ...]
    pasted: tuple[Pasted, ...]
    taken: tuple[Taken, ...]
    answers: Mapping[str, Mapping[str, str]]
    notice: bool
    ticks: frozenset[str]
    overrides: tuple[Override, ...]


def read_work(
    db: Session, book: OriginBook, project: int, documents: Sequence[int] | None, answers: AnswerIndex
) -> CheckedWork:
    """Read it; arguments and errors as `gather` has them."""
    figures = gather(db, book, project, documents, answers)
    chosen = [one.document for one in figures.documents]
    rows = [db.get_one(tables.Document, one) for one in chosen]
    used = sorted({one.generation for one in figures.blocks if one.standing})
    forms = house_profiles.answered_forms(db, project, given_answers.PREFIX)
    return CheckedWork(
        figures=figures,
        texts=tuple(Text(row.id, row.title, row.text) for row in rows),
        pasted=tuple(found for one in chosen for found in source_items.pasted(db, book, one)),
        taken=tuple(source_items.given(db, used)),
        answers={one: given_answers.read(db, project, one) for one in form_ids() if one in forms},
        notice=notices.is_on(db, project),
        ticks=house_profiles.ticks(db, project),
        overrides=tuple(overrides.overrides(db, project)),
    )
