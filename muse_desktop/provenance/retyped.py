"""Text that is recorded as the writer's own, but is the same as words of one of the model's answers.

The record knows keys, not minds: whoever reads an answer and types it again types it. This compares what is
typed, pasted from outside, imported or unknown with everything a model answered in this workspace, taken or
not, shingle by shingle (shingles.py), and tells the stretches of which every shingle stands in one answer.

What it does not tell. Fewer than eight words in a row (twelve 字), and an answer that was reworded; what
another program's model wrote. Words that the answer itself had from its prompt are left out, or every
writer whose paragraph a model repeats would be told: they were there before. A sentence that both quote (a
proverb, a psalm) is told though nobody copied, so a finding is a question to the writer and no verdict.
Text that rests on that very answer already is no finding.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from muse_desktop.lazy import LazyModule
from muse_desktop.provenance.figures import Retyped
from muse_desktop.provenance.kinds import MODEL_KINDS, Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.provenance.shingles import Shingles, shingles
from muse_desktop.store import tables
from muse_desktop.store.store import Store
from muse_desktop.text.normalise import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.int64]
else:
    np = LazyModule("numpy")
    Hashes = Numbers = Any

COMPARED = frozenset(Kind) - MODEL_KINDS - {Kind.PASTED_LIBRARY}
"""The library's words are the library's, whatever a model made of them."""
_AT_ONCE = 200


class Answer(NamedTuple):
    """A candidate that was answered."""

    generation: int
    candidate: int


@dataclass(frozen=True, eq=False)
class _Kept:
    """An answer in the index; `key` changes when its text does."""

    answer: Answer
    key: tuple[str, int]
    hashes: Hashes
    starts: Numbers


class _Table(NamedTuple):
    """All shingles of all answers by their hashes: in which answer (its number), and where there."""

    answers: list[Answer]
    hashes: Hashes
    numbers: Numbers
    starts: Numbers


@dataclass
class _Run:
    """Words from number `first` to before `last` of a text, every shingle of them in `answer`.

    `starts`: where in the answer each of these shingles begins.
    """

    answer: Answer
    first: int
    last: int
    starts: list[int]


class AnswerIndex:
    """The shingles of all answers in a workspace: each is hashed once, when first asked for. Thread-safe.

    Some 12 bytes for each word that was ever answered.
    """

    def __init__(self, store: Store | None = None) -> None:
        """`store.shared(AnswerIndex)` gives the one of a workspace; it reads in the caller's transaction."""
        del store
        self._guard = threading.Lock()
        self._kept: dict[int, _Kept] = {}
        self._table: _Table | None = None

    def retyped(self, db: Session, book: OriginBook, document: int, text: str, runs: Runs) -> list[Retyped]:
        """What in a text is the same as an answer, in order; no word is told twice."""
        with self._guard:
            table = self._follow(db)
        own = _compared(text, runs, book)
        if table is None or not own.any():
            return []
        made = shingles(text)
        found = list(_runs(table, _Prompts(db), _RestsOn(book, runs), made, own))
        return [_finding(document, text, runs, book, made, run) for run in _apart(found, made)]

    def _follow(self, db: Session) -> _Table | None:
        """Take in answers that came or grew, drop those that are gone; None without any."""
        row = tables.Candidate
        query = select(row.id, row.generation_id, row.position, row.updated_at, func.length(row.text))
        there = {one: (Answer(of, at), (when, length)) for one, of, at, when, length in db.execute(query)}
        gone = self._kept.keys() - there.keys()
        new = [one for one, (_, key) in there.items() if one not in self._kept or self._kept[one].key != key]
        if not gone and not new:
            return self._table
        for one in gone:
            del self._kept[one]
        for at in range(0, len(new), _AT_ONCE):
            part = new[at : at + _AT_ONCE]
            for one, text, authors in db.execute(_texts(part)):
                made = shingles(text)
                theirs = _answered(made, len(text), authors)
                hashes, first = np.unique(made.hashes[theirs], return_index=True)
                self._kept[one] = _Kept(*there[one], hashes, made.words[theirs[first], 0])
        self._table = _sorted(self._kept.values())
        return self._table


def _sorted(found: Iterable[_Kept]) -> _Table | None:
    kept = sorted(found, key=lambda one: one.answer)
    if not kept:
        return None
    hashes = np.concatenate([one.hashes for one in kept])
    order = np.argsort(hashes, kind="stable")
    numbers = np.repeat(np.arange(len(kept)), [len(one.hashes) for one in kept])
    starts = np.concatenate([one.starts for one in kept])
    return _Table([one.answer for one in kept], hashes[order], numbers[order], starts[order])


def _runs(
    table: _Table, prompts: _Prompts, rests: _RestsOn, made: Shingles, own: NDArray[np.bool_]
) -> Iterator[_Run]:
    """Stretches of which every shingle stands in one answer, for each answer."""
    foreign = np.concatenate([np.zeros(1, np.int64), np.cumsum(~own)])
    firsts, lasts = made.words[: len(made.ends), 0], made.words[made.ends - 1, 1]
    low = np.searchsorted(table.hashes, made.hashes, "left")
    high = np.searchsorted(table.hashes, made.hashes, "right")
    going: dict[Answer, _Run] = {}
    for number in np.flatnonzero((high > low) & (foreign[lasts] == foreign[firsts])).tolist():
        span = int(firsts[number]), int(lasts[number])
        for at in range(int(low[number]), int(high[number])):
            answer = table.answers[int(table.numbers[at])]
            if rests.on(answer.generation, *span) or prompts.have(answer.generation, made.of(number)):
                continue
            run = going.get(answer)
            if run is None or number != run.first + len(run.starts):
                if run is not None:
                    yield run
                run = going[answer] = _Run(answer, number, 0, [])
            run.last = int(made.ends[number])
            run.starts.append(int(table.starts[at]))
    yield from going.values()


def _texts(ids: Sequence[int]) -> Select[tuple[int, str, Any]]:
    row, of = tables.Candidate, tables.Generation
    authors = func.json_extract(of.layout, "$.authors")
    return select(row.id, row.text, authors).join(of, of.id == row.generation_id).where(row.id.in_(ids))


def _answered(made: Shingles, length: int, authors: Any) -> Numbers:
    """The numbers of the shingles that are not the writer's alone, where both wrote a text word by word."""
    model = np.ones(length, np.int64)
    try:
        for start, end, author in json.loads(authors or "[]"):
            if author == "typed":
                model[int(start) : int(end)] = 0
    except (ValueError, TypeError):  # damaged: then all of it counts as the model's
        model[:] = 1
    sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(model)])
    count = len(made.ends)
    return np.flatnonzero(sums[made.words[made.ends - 1, 1]] > sums[made.words[:count, 0]])


def _compared(text: str, runs: Runs, book: OriginBook) -> NDArray[np.bool_]:
    """For each code point, whether it may be a finding; marks and spaces between words always."""
    own = np.zeros(len(text), np.bool_)
    for start, end, origin in runs.spans():
        own[start:end] = book.get(origin).kind in COMPARED
    return own


class _Prompts:
    """What the answers were asked with; read when a finding needs it."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._letters: dict[int, str] = {}

    def have(self, generation: int, letters: str) -> bool:
        """Whether these normalised letters stand in what was asked."""
        if generation not in self._letters:
            row = tables.Generation
            prompt = self._db.scalar(select(row.prompt_text).where(row.id == generation)) or ""
            self._letters[generation] = normalise(prompt).letters
        return letters in self._letters[generation]


class _RestsOn:
    """Which generation text was typed into, where it was typed into one."""

    def __init__(self, book: OriginBook, runs: Runs) -> None:
        self._book = book
        self._runs = runs

    def on(self, generation: int, start: int, end: int) -> bool:
        """Whether any of [start, end) rests on that generation."""
        return generation in self._of(start, end)

    def _of(self, start: int, end: int) -> Iterable[int | None]:
        for _, _, origin in self._runs.spans(start, end):
            block = self._book.block(origin)
            if block is not None:
                yield self._book.get(block).generation_id


def _apart(found: list[_Run], made: Shingles) -> list[_Run]:
    """The runs without words that a longer one has (the older answer of two), in order."""
    taken = np.zeros(len(made.words), np.bool_)
    kept: list[_Run] = []
    for run in sorted(found, key=lambda run: (run.first - run.last, run.answer, run.first)):
        free = np.flatnonzero(~taken[run.first : run.last])
        if not len(free):
            continue
        first, last = run.first + int(free[0]), run.first + int(free[-1]) + 1
        long_enough = first < len(made.ends) and int(made.ends[first]) <= last
        if long_enough and not taken[first:last].any():
            taken[first:last] = True
            kept.append(_Run(run.answer, first, last, run.starts[first - run.first :]))
    return sorted(kept, key=lambda run: run.first)


def _finding(document: int, text: str, runs: Runs, book: OriginBook, made: Shingles, run: _Run) -> Retyped:
    start, end = int(made.words[run.first, 0]), int(made.words[run.last - 1, 1])
    kinds: Counter[Kind] = Counter()
    blocks: dict[int, None] = {}
    for first, last, origin in runs.spans(start, end):
        kinds[book.get(origin).kind] += last - first
        block = book.block(origin)
        if block is not None:
            blocks[block] = None
    return Retyped(
        document=document,
        start=start,
        end=end,
        words=run.last - run.first,
        text=text[start:end],
        blocks=tuple(blocks),
        kind=kinds.most_common(1)[0][0],
        generation=run.answer.generation,
        candidate=run.answer.candidate,
        output_start=run.starts[0],
    )
