"""Replacing over the whole manuscript: a preview, a choice, one edit per document, one step back for all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.find import Change, Finder
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.saving import text_hash
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.kinds import MODEL_KINDS
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.provenance.words import window, word_around, word_over


@dataclass(frozen=True)
class DocumentPreview:
    """What would change in one document. `text_hash` is of the text that was looked at, saved or not."""

    document_id: int
    title: str
    text_hash: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Splice:
    """One edit: `removed` code points at `start` become `inserted`, whose origins are `runs`."""

    start: int
    removed: int
    inserted: str
    runs: tuple[Run, ...] = field(repr=False)


@dataclass(frozen=True)
class Replaced:
    """A document in which `count` places were replaced. `back` undoes it while the text is as `text_hash`
    says; what it was before is `before_hash`. `unsaved`: why it could not be saved; it is open then and is
    saved with the next save."""

    document_id: int
    title: str
    count: int
    text_hash: str
    back: Splice
    before_hash: str = ""
    unsaved: MuseError | None = None


@dataclass(frozen=True)
class Refused:
    """A document that was left as it is, and why."""

    document_id: int
    title: str
    error: MuseError


@dataclass(frozen=True)
class Outcome:
    """What was done in which documents, and which were left alone."""

    done: tuple[Replaced, ...]
    refused: tuple[Refused, ...]


class Opened(NamedTuple):
    """A document's session, and whether it was open before."""

    session: DocumentSession
    was_open: bool


Apply = Callable[[DocumentSession, Splice], None]


def preview(
    manuscript: Manuscript,
    finder: Finder,
    replacement: str,
    *,
    project_id: int | None = None,
    documents: Collection[int] | None = None,
) -> list[DocumentPreview]:
    """Every replacement in the documents (of a project, or only `documents`) outside the trash, in order.

    Looks at what is being typed, not only at what is saved, and changes nothing. Any thread may call.
    Raises MuseError as `Finder` does.
    """
    finder.check()
    made: list[DocumentPreview] = []
    for info in manuscript.documents(project_id):
        if info.trashed or (documents is not None and info.id not in documents):
            continue
        session = manuscript.opened(info.id)
        text = session.text if session else manuscript.read(info.id).text
        if changes := finder.changes(text, replacement):
            made.append(DocumentPreview(info.id, info.title, text_hash(text), tuple(changes)))
    return made


def replace(
    manuscript: Manuscript,
    previews: Sequence[DocumentPreview],
    chosen: Collection[tuple[int, int]] | None = None,
    *,
    before: Callable[[DocumentSession], None] | None = None,
    apply: Apply | None = None,
) -> Outcome:
    """Do what was previewed, or of it what is `chosen` as (document_id, number of the change from 0).

    A document whose text is no longer what was previewed is refused with manuscript.find_changed. Each of
    the others gets one edit, and is saved; those that were not open are closed again. `before` is called
    with each session ahead of its edit (to keep a snapshot); `apply` makes the edit where a page shows the
    document. On the thread of the sessions.
    """
    done: list[Replaced] = []
    refused: list[Refused] = []
    for one in previews:
        wanted = chosen_of(one, chosen)
        if not wanted:
            continue
        try:
            opened = open_for(manuscript, one.document_id, one.title, one.text_hash)
            if before is not None:
                before(opened.session)
        except MuseError as error:
            refused.append(Refused(one.document_id, one.title, error))
            continue
        done.append(replace_in(opened, wanted, apply))
    return Outcome(tuple(done), tuple(refused))


def chosen_of(one: DocumentPreview, chosen: Collection[tuple[int, int]] | None) -> list[Change]:
    """The changes of one document that are wanted; with None all of them."""
    return [
        change
        for number, change in enumerate(one.changes)
        if chosen is None or (one.document_id, number) in chosen
    ]


def replace_in(
    opened: Opened, changes: Sequence[Change], apply: Apply | None = None, *, settle: bool = True
) -> Replaced:
    """One document's part of `replace`: edits it, saves it, closes it if it was not open.

    Without `settle` saving and closing are the caller's.
    """
    session = opened.session
    before = text_hash(session.text)
    splice = splice_of(session, changes)
    back = _back(session, splice)
    (apply or _apply)(session, splice)
    digest = text_hash(session.text)
    unsaved = _settled(opened, apply is not None) if settle else None
    return Replaced(session.id, session.title, len(changes), digest, back, before, unsaved)


def take_back(manuscript: Manuscript, outcome: Outcome, apply: Apply | None = None) -> Outcome:
    """Undo `replace`: texts and origins are as before. A document changed since is refused, as there."""
    done: list[Replaced] = []
    refused: list[Refused] = []
    for one in outcome.done:
        try:
            back = take_back_in(manuscript, one, apply)
            done += [back] if back else []
        except MuseError as error:
            refused.append(Refused(one.document_id, one.title, error))
    return Outcome(tuple(done), tuple(refused))


def take_back_in(
    manuscript: Manuscript, one: Replaced, apply: Apply | None = None, *, settle: bool = True
) -> Replaced | None:
    """One document's part of `take_back`; None where the writer has already undone it on the page.

    Without `settle` saving and closing are the caller's. Raises MuseError as `open_for`.
    """
    opened = open_for(manuscript, one.document_id, one.title, one.text_hash, one.before_hash)
    session = opened.session
    before = text_hash(session.text)
    if before != one.text_hash:
        if settle:
            _settled(opened, True)
        return None
    again = _back(session, one.back)
    (apply or _take_back)(session, one.back)
    digest = text_hash(session.text)
    unsaved = _settled(opened, apply is not None) if settle else None
    return Replaced(session.id, session.title, one.count, digest, again, before, unsaved)


def splice_of(session: DocumentSession, changes: Sequence[Change]) -> Splice:
    """The one edit that makes `changes` (in order, at least one), and the origins that follow from it.

    What is put in is typed, as if the writer had written over each place: inside generated text it belongs
    to that, and of a generated word what is left counts as cut. All else keeps its origin. Raises
    ValueError when the changes are not of this text.
    """
    text = session.text
    cuts = _Cuts(session, changes)
    start, end = min(cuts.start, changes[0].start), max(cuts.end, changes[-1].end)
    parts: list[str] = []
    runs: list[Run] = []
    done = start
    for change in changes:
        if change.start < done or not text.startswith(change.before, change.start):
            raise ValueError(f"{change.before!r} does not stand at {change.start}")
        parts += (text[done : change.start], change.after)
        runs.extend(cuts.kept(done, change.start))
        if change.after:
            runs.append(Run(len(change.after), _typed(session, change)))
        done = change.end
    parts.append(text[done:end])
    runs.extend(cuts.kept(done, end))
    return Splice(start, end - start, "".join(parts), tuple(Runs(runs)))


class _Cuts:
    """The parts of generated words that changes leave, and the origins of what is kept between them."""

    def __init__(self, session: DocumentSession, changes: Sequence[Change]) -> None:
        self._session = session
        spans = sorted(span for change in changes for span in self._left_by(change))
        self._spans: list[tuple[int, int]] = []
        for start, end in spans:
            if self._spans and start <= self._spans[-1][1]:
                self._spans[-1] = self._spans[-1][0], max(end, self._spans[-1][1])
            else:
                self._spans.append((start, end))
        self.start = self._spans[0][0] if self._spans else len(session.text)
        self.end = self._spans[-1][1] if self._spans else 0

    def kept(self, start: int, end: int) -> Iterator[Run]:
        """The origins of [start, end), which no change touches."""
        runs = self._session.runs
        at = max(bisect_right(self._spans, (start, 0)) - 1, 0)
        for span in self._spans[at : bisect_right(self._spans, (end, 0))]:
            first, last = max(span[0], start), min(span[1], end)
            if first < last:
                yield from runs.slice(start, first)
                yield from (Run(run.length, self._cut(run.origin)) for run in runs.slice(first, last))
                start = last
        yield from runs.slice(start, end)

    def _left_by(self, change: Change) -> Iterator[tuple[int, int]]:
        text, start, end = self._session.text, change.start, change.end
        if not any(self._is_model(origin) for _, _, origin in self._session.runs.spans(start, end)):
            return
        if head := word_over(text, start):
            yield head[0], start
        if tail := word_over(text, end):
            yield end, tail[1]
        if not change.after:  # two words may become one
            left, right = window(text, start, end)
            if joined := word_over(text[left:start] + text[end:right], start - left):
                yield joined[0] + left, start
                yield end, joined[1] + left + end - start

    def _cut(self, origin: int) -> int:
        return self._session.book.cut(origin) if self._is_model(origin) else origin

    def _is_model(self, origin: int) -> bool:
        return self._session.book.get(origin).kind in MODEL_KINDS


def _typed(session: DocumentSession, change: Change) -> int:
    """As `DocumentSession.typed_origin`, with what is replaced taken away."""
    book, runs = session.book, session.runs
    before = book.block(runs.at(change.start - 1)) if change.start else None
    if before is None:
        return book.typed(session.id)
    after = book.block(runs.at(change.end)) if change.end < len(session.text) else None
    if before == after:
        return book.typed(session.id, before)
    word = word_around(session.text, change.start)
    lengthens = word is not None and word[0] < change.start and change.after[0].isalnum()
    return book.typed(session.id, before if lengthens else None)


def open_for(manuscript: Manuscript, document_id: int, title: str, *digests: str) -> Opened:
    """A document whose text has one of these hashes. Raises MuseError manuscript.find_changed, as `open`."""
    was_open = manuscript.opened(document_id) is not None
    session = manuscript.open(document_id)
    if text_hash(session.text) not in digests:
        if not was_open:
            session.close()
        raise MuseError("manuscript.find_changed", title=title)
    return Opened(session, was_open)


def _back(session: DocumentSession, splice: Splice) -> Splice:
    end = splice.start + splice.removed
    runs = session.runs.slice(splice.start, end)
    return Splice(splice.start, len(splice.inserted), session.text[splice.start : end], runs)


def _apply(session: DocumentSession, splice: Splice) -> None:
    session.replace(splice.start, splice.removed, splice.inserted, splice.runs)


def _take_back(session: DocumentSession, splice: Splice) -> None:
    session.replace(splice.start, splice.removed, splice.inserted, splice.runs, undone=True)


def _settled(opened: Opened, applied_elsewhere: bool) -> MuseError | None:
    """Close what was opened for this, save the rest; what kept it from being saved.

    Who made the edit elsewhere (on a page) also saves it, and says so when that is refused.
    """
    try:
        if not opened.was_open:
            opened.session.close()
        elif not applied_elsewhere:
            opened.session.save().result()
    except MuseError as error:
        return error
    return None
