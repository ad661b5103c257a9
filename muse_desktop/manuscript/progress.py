"""How far a manuscript is: words by who made them, targets, days and sittings.

Counts are of what is saved. Only texts that changed since the last time are read and counted again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from math import ceil

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript, ProjectInfo
from muse_desktop.manuscript.tally import Tally, tally
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.manuscript.tree_values import Tree
from muse_desktop.manuscript.writing_log import PAUSE
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables
from muse_desktop.store.clock import parse
from muse_desktop.text.count import Count, count

_NO_WORDS = Tally()
_NO_COUNT = Count()
_AT_ONCE = 500  # SQLite takes a bounded number of values in one query
Key = tuple[int, str]


class Length(msgspec.Struct, frozen=True):
    """How long a text is: words by who made them, and everything else that is counted."""

    words: Tally = _NO_WORDS
    count: Count = _NO_COUNT

    def __add__(self, other: Length) -> Length:
        """Both texts together."""
        return Length(self.words + other.words, self.count + other.count)


class Progress(msgspec.Struct, frozen=True):
    """Lengths in one project. `texts`: each document by itself, also notes and what is put away. `inside`:
    each document outside the trash, what belongs to the manuscript in it and below. `whole`: all of it."""

    project: ProjectInfo
    texts: dict[int, Length]
    inside: dict[int, Length]
    whole: Length

    @property
    def missing(self) -> int:
        """Words up to the project's target; 0 without one."""
        return max(0, self.project.target - self.whole.words.total)

    def words_a_day(self, today: date) -> int | None:
        """Words to be written each day, `today` and the last day included, to be done in time.

        None without a target or a deadline, or when the deadline is over.
        """
        if not self.project.target or self.project.deadline is None:
            return None
        days = (date.fromisoformat(self.project.deadline) - today).days + 1
        return ceil(self.missing / days) if days > 0 else None


class Written(msgspec.Struct, frozen=True):
    """Words that came and went, by who made them."""

    added: Tally = _NO_WORDS
    removed: Tally = _NO_WORDS

    def __add__(self, other: Written) -> Written:
        """Both together."""
        return Written(self.added + other.added, self.removed + other.removed)

    @property
    def net(self) -> Tally:
        """What is left of it: below 0 when more was deleted than written."""
        return self.added - self.removed


class DayTotal(msgspec.Struct, frozen=True):
    """What was written on one of the writer's days (YYYY-MM-DD)."""

    day: str
    written: Written


class Sitting(msgspec.Struct, frozen=True):
    """A stretch of writing without a pause of half an hour, on one day. Times as `clock.now()` has them."""

    day: str
    started_at: str
    ended_at: str
    written: Written
    documents: tuple[int, ...]

    @property
    def seconds(self) -> int:
        """From the first change to the last save."""
        return round((parse(self.ended_at) - parse(self.started_at)).total_seconds())


class ProgressBook:
    """The counts of a manuscript. Thread-safe: counting a whole novel anew takes part of a second."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._tree = ManuscriptTree(manuscript)
        self._guard = threading.Lock()
        self._known: dict[int, tuple[Key, Length]] = {}

    def progress(self, project_id: int) -> Progress:
        """The lengths of a project and its documents. Raises MuseError manuscript.no_project."""
        project = next((one for one in self._manuscript.projects() if one.id == project_id), None)
        if project is None:
            raise MuseError("manuscript.no_project", project=project_id)
        tree = self._tree.read()
        texts = self._texts(project_id)
        inside = _inside(tree, project_id, texts)
        whole = Length()
        for node in tree.top(project_id):
            whole += inside[node.id]
        return Progress(project, texts, inside, whole)

    def days(self, first: date, last: date, project_id: int | None = None) -> list[DayTotal]:
        """Every day from `first` to `last` (of one project), also those without a word: a chart's bars."""
        rows = self._rows(first, last, project_id)
        totals = {str(first + timedelta(days=n)): Written() for n in range((last - first).days + 1)}
        for row in rows:
            totals[row.day] += _written(row)
        return [DayTotal(day, written) for day, written in totals.items()]

    def day(self, day: date, project_id: int | None = None) -> Written:
        """What was written on one day (in one project)."""
        return self.days(day, day, project_id)[0].written

    def sittings(self, first: date, last: date, project_id: int | None = None) -> list[Sitting]:
        """The session log from `first` to `last` (of one project), in order."""
        found: list[Sitting] = []
        for row in self._rows(first, last, project_id):
            one = Sitting(
                row.day,
                row.started_at,
                row.ended_at,
                _written(row),
                (row.document_id,) if row.document_id else (),
            )
            if found and _goes_on(found[-1], one):
                found[-1] = _joined(found[-1], one)
            else:
                found.append(one)
        return found

    def _rows(self, first: date, last: date, project_id: int | None) -> list[tables.Writing]:
        row = tables.Writing
        query = select(row).where(row.day.between(str(first), str(last))).order_by(row.started_at, row.id)
        if project_id is not None:
            query = query.where(row.project_id == project_id)
        return self._manuscript.store.read(lambda db: list(db.scalars(query)))

    def _texts(self, project_id: int) -> dict[int, Length]:
        with self._guard:
            keys = self._manuscript.store.read(partial(_keys, project_id=project_id))
            stale = [one for one, key in keys.items() if self._known.get(one, (None,))[0] != key]
            for at in range(0, len(stale), _AT_ONCE):
                part = stale[at : at + _AT_ONCE]
                for one, key, text, runs in self._manuscript.store.read(partial(_load, ids=part)):
                    self._known[one] = key, self._length(text, runs)
            return {one: self._known[one][1] for one in keys if one in self._known}

    def _length(self, text: str, encoded: bytes) -> Length:
        total = count(text)
        try:
            runs = Runs.decode(encoded)
        except ValueError:
            runs = Runs()
        if runs.length != len(text):  # damaged, and repaired when the document is opened
            return Length(Tally(other=total.words), total)
        self._manuscript.book.load(runs.origins())
        return Length(tally(text, runs, self._manuscript.book), total)


def _inside(tree: Tree, project_id: int, texts: dict[int, Length]) -> dict[int, Length]:
    nodes = [node for node in tree.project(project_id) if not node.trashed]
    inside = {node.id: texts.get(node.id, Length()) if node.counted else Length() for node in nodes}
    for node in reversed(nodes):  # what is inside comes behind
        if node.parent_id in inside:
            inside[node.parent_id] += inside[node.id]
    return inside


def _keys(db: Session, project_id: int) -> dict[int, Key]:
    row = tables.Document
    query = select(row.id, row.version, row.text_hash).where(row.project_id == project_id)
    return {one: (version, digest) for one, version, digest in db.execute(query)}


def _load(db: Session, ids: Iterable[int]) -> list[tuple[int, Key, str, bytes]]:
    row = tables.Document
    query = select(row.id, row.version, row.text_hash, row.text, row.runs).where(row.id.in_(ids))
    return [(one, (version, digest), text, runs) for one, version, digest, text, runs in db.execute(query)]


def _written(row: tables.Writing) -> Written:
    return Written(
        Tally(row.own_added, row.model_added, row.other_added),
        Tally(row.own_removed, row.model_removed, row.other_removed),
    )


def _goes_on(before: Sitting, after: Sitting) -> bool:
    return before.day == after.day and parse(after.started_at) - parse(before.ended_at) <= PAUSE


def _joined(before: Sitting, after: Sitting) -> Sitting:
    return Sitting(
        before.day,
        before.started_at,
        max(before.ended_at, after.ended_at),
        before.written + after.written,
        tuple(dict.fromkeys((*before.documents, *after.documents))),
    )
