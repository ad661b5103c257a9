"""Searching what a writer has noted about documents: their titles and synopses, which no index holds."""

from __future__ import annotations

from functools import partial
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.store import tables
from muse_desktop.store.store import Store
from muse_desktop.text.search_words import parse, places

Part = Literal["title", "synopsis"]


class Noted(NamedTuple):
    """A title or synopsis that has every word looked for. `marks` are spans of `text`, in code points."""

    document_id: int
    project_id: int
    title: str
    part: Part
    text: str
    marks: tuple[tuple[int, int], ...]


def noted(store: Store, query: str, *, project_id: int | None = None) -> list[Noted]:
    """The titles and synopses that have every word of `query`, outside the trash; reads as `Search` does."""
    phrases = parse(query)
    if not phrases:
        return []
    made: list[Noted] = []
    for row in store.read(partial(_rows, project_id=project_id)):
        parts: tuple[tuple[Part, str], ...] = (("title", row.title), ("synopsis", row.synopsis))
        for part, text in parts:
            if text and all(places(text, (phrase,)) for phrase in phrases):
                marks = tuple(places(text, phrases))
                made.append(Noted(row.id, row.project_id, row.title, part, text, marks))
    return made


class _Row(NamedTuple):
    id: int
    project_id: int
    title: str
    synopsis: str


def _rows(db: Session, project_id: int | None) -> list[_Row]:
    row = tables.Document
    query = select(row.id, row.project_id, row.title, row.synopsis).where(row.trashed_at.is_(None))
    if project_id is not None:
        query = query.where(row.project_id == project_id)
    return [_Row(*found) for found in db.execute(query)]
