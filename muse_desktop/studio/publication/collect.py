"""Everything a check looks at, read together: slow, so not for the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from muse_desktop.errors import Language, MuseError
from muse_desktop.originality.check import check_text
from muse_desktop.originality.values import CheckReport
from muse_desktop.provenance import source_items
from muse_desktop.provenance.checked_work import CheckedWork, read_work
from muse_desktop.provenance.disclosure.values import Draft
from muse_desktop.provenance.figures import Figures
from muse_desktop.provenance.retyped import AnswerIndex
from muse_desktop.studio.publication.values import Material

if TYPE_CHECKING:
    from muse_desktop.studio.studio import Studio

Progress = Callable[[int, int], None]
"""Called with how many steps are done, and how many there are."""


def collect(
    studio: Studio,
    project: int,
    documents: Sequence[int] | None,
    language: Language,
    compare: bool = True,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Material:
    """What is saved of a project's manuscript, or of some documents, and what the library has of it too.

    Without `compare` the library is left out, which takes a fraction of the time; what rests on it is then
    empty. Raises MuseError provenance.no_work, and publication.cancelled once `cancelled()`.
    """
    answers = studio.store.shared(AnswerIndex)
    read = studio.store.read(
        partial(
            read_work, book=studio.manuscript.book, project=project, documents=documents, answers=answers
        )
    )
    hits: dict[int, CheckReport] = {}
    ingredients: dict[int, int] = {}
    totals = studio.library.totals()
    steps = len(read.texts) + len(read.taken) + 1
    if compare and totals.items:
        for done, one in enumerate(read.texts, 1):
            _step(progress, cancelled, done, steps)
            hits[one.document] = check_text(one.text, studio.library)
        for done, taken in enumerate(read.taken, 1 + len(read.texts)):
            _step(progress, cancelled, done, steps)
            for hit in check_text(taken.fields, studio.library).hits:
                ingredients.setdefault(hit.source.item, taken.generation)
    items = {hit.source.item for report in hits.values() for hit in report.hits} | ingredients.keys()
    items |= {one.item for one in read.pasted if one.item is not None}
    _step(progress, cancelled, steps, steps)
    return Material(
        figures=read.figures,
        texts=read.texts,
        hits=hits,
        library_items=totals.items,
        library_words=totals.words,
        terms=studio.store.read(partial(source_items.terms, items=items)),
        pasted=read.pasted,
        taken=read.taken,
        ingredients=ingredients,
        licences=_licences(studio, read.figures, language),
        answered=_drafts(studio, read, language),
        notice=read.notice,
        ticks=read.ticks,
        overrides=read.overrides,
        notices=tuple(one.text(language) for one in studio.library.notices()) if compare else (),
    )


def _step(progress: Progress, cancelled: Callable[[], bool], done: int, steps: int) -> None:
    if cancelled():
        raise MuseError("publication.cancelled")
    progress(done, steps)


def _licences(studio: Studio, figures: Figures, language: Language) -> dict[str, tuple[str, str]]:
    catalogue = studio.models.catalogue
    return {
        one.licence: (found.commercial, found.says[language])
        for one in figures.models
        for found in (catalogue.licence(one.licence),)
    }


def _drafts(studio: Studio, read: CheckedWork, language: Language) -> dict[str, Draft]:
    room = studio.evidence.disclosure
    return {
        form: room.draft(read.figures, form, answers, language) for form, answers in read.answers.items()
    }
