"""Which texts of the library a work drew on, as far as the record can tell, and on what terms they stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.provenance.depth import decoded
from muse_desktop.provenance.display import tints
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.store import tables


@dataclass(frozen=True)
class Terms:
    """A text of the library. `rights`: mine, public_domain, licensed or "" (unknown); `licence`: its name."""

    item: int
    title: str
    author: str
    rights: str
    licence: str
    source: str
    shelf: str
    removed: bool

    @property
    def known(self) -> bool:
        """Whether it is known on what terms the text may be used."""
        return self.rights in ("mine", "public_domain") or bool(self.licence.strip())


@dataclass(frozen=True)
class Pasted:
    """Code points [start, end) of a document that were pasted. `item`: from this text of the library; None:
    from outside the app, where `source` says what the text said of itself."""

    document: int
    start: int
    end: int
    item: int | None
    source: str


@dataclass(frozen=True)
class Taken:
    """What a writer gave a model in the fields of a request of which words stand in the work."""

    generation: int
    fields: str


def terms(db: Session, items: Collection[int]) -> dict[int, Terms]:
    """The terms of these texts, those that were taken out of the library too."""
    row, more = tables.LibraryItem, tables.LibraryDetail
    query = select(row, more).outerjoin(more, more.item_id == row.id).where(row.id.in_(sorted(items)))
    found = {}
    for one, detail in db.execute(query):
        licence, source, shelf = (detail.licence, detail.source, detail.shelf) if detail else ("", "", "")
        gone = one.removed_at is not None
        found[one.id] = Terms(one.id, one.title, one.author, one.rights, licence, source, shelf, gone)
    return found


def pasted(db: Session, book: OriginBook, document: int) -> list[Pasted]:
    """What was pasted into a document from the library or from outside, and still stands."""
    row = db.get(tables.Document, document)
    runs = decoded(row.runs) if row is not None else None
    if row is None or runs is None or runs.length != len(row.text):
        return []
    book.load(runs.origins())
    found: list[Pasted] = []
    for span in tints(row.text, runs, book):
        origin = book.get(span.origin)
        if origin.kind not in (Kind.PASTED_LIBRARY, Kind.PASTED_OUTSIDE):
            continue
        item = origin.library_item if origin.kind is Kind.PASTED_LIBRARY else None
        last = found[-1] if found else None
        if last and (last.end, last.item, last.source) == (span.start, item, origin.source):
            found[-1] = Pasted(document, last.start, span.end, item, origin.source)
        else:
            found.append(Pasted(document, span.start, span.end, item, origin.source))
    return found


def given(db: Session, generations: Sequence[int]) -> list[Taken]:
    """The fields of these requests, as one text each; those without words are left out."""
    row = tables.Generation
    made = []
    for number, fields in db.execute(select(row.id, row.fields).where(row.id.in_(generations))):
        words = "\n\n".join(value for value in (fields or {}).values() if isinstance(value, str))
        if words.strip():
            made.append(Taken(number, words))
    return made
