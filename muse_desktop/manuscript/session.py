"""One open document: its text, the origin of every character, and saving both.

A session belongs to one thread, its caller's; only the result of a save comes from elsewhere. Positions are
code points. Each edit is one splice; in a document of 200,000 words it costs less than a millisecond.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from muse_desktop.errors import Language
from muse_desktop.manuscript import writing_log
from muse_desktop.manuscript.changes import carried_over, hull
from muse_desktop.manuscript.clean import clean_document, clean_insert
from muse_desktop.manuscript.restoring import whole
from muse_desktop.manuscript.saving import Saver, Snapshot
from muse_desktop.manuscript.tally import Tally
from muse_desktop.provenance.bursts import ACCEPTED, DELETED, Burst
from muse_desktop.provenance.kinds import MODEL_KINDS, Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.provenance.words import window, word_around, word_over
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store
from muse_desktop.text.comments import has_comments, words_in_comments
from muse_desktop.text.segment import count_words

UNDONE = "undone"
REPLACED = "replaced"
RESTORED = "restored"
_VERSION_SECONDS = 600.0


class Loaded(msgspec.Struct, frozen=True):
    """A document as the database has it, checked: `len(text)` is `runs.length`."""

    id: int
    project_id: int
    title: str
    text: str
    runs: Runs
    words: int
    version: int
    updated_at: str


class _Remembered(NamedTuple):
    """What an undo brings back besides the text."""

    runs: Runs
    restored: Tally


class DocumentSession:
    """An open document. Get one from `Manuscript.open`."""

    def __init__(
        self,
        store: Store,
        book: OriginBook,
        loaded: Loaded,
        language: Language = "en",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.id = loaded.id
        self.project_id = loaded.project_id
        self.title = loaded.title
        self.text = loaded.text
        self.runs = loaded.runs
        noted = has_comments(loaded.text)  # the row does not say how many words are in them
        self._all_words = count_words(loaded.text) if noted else loaded.words
        self._in_comments = -1, 0  # as of which revision, how many words
        self.book = book
        self.closed = False
        self._clock = clock
        self._version_kept = clock()
        self._revision = 0
        self._ended_at = -1  # the revision that `end` began to write
        self._restored = Tally()  # words that snapshots brought or took: nobody wrote or deleted them
        self._undo: dict[int, _Remembered] = {0: _Remembered(loaded.runs, self._restored)}
        self._most_steps = 0
        self._open: Burst | None = None
        self._finished: list[Burst] = []
        self._first_finished = 0
        written = loaded.text, loaded.runs
        self._saver = Saver(store, book, loaded.id, loaded.project_id, loaded.version, language, written)
        self._saver.saved_at = loaded.updated_at

    @property
    def words(self) -> int:
        """How many words the text has, without its comments."""
        if self._in_comments[0] != self._revision:
            self._in_comments = self._revision, words_in_comments(self.text)
        return self._all_words - self._in_comments[1]

    @property
    def dirty(self) -> bool:
        """Whether there is something that is not on disk."""
        return self._revision != self._saver.saved_revision

    @property
    def saved_at(self) -> str | None:
        """When the document was last written, as `clock.now()` says it."""
        return self._saver.saved_at

    @property
    def save_error(self) -> BaseException | None:
        """Why the last save wrote nothing, or None when it did write."""
        return self._saver.error

    @property
    def conflicts(self) -> tuple[int, ...]:
        """Documents made of what somebody else had written into this one meanwhile."""
        return self._saver.conflicts

    def insert_origin(self, kind: Kind, **details: Any) -> int:
        """A new origin in this document; `details` as for `OriginBook.add`."""
        return self.book.add(kind, **{"document_id": self.id, **details})

    def typed_origin(self, start: int, inserted: str = "") -> int:
        """The origin for text typed at `start`; say what is `inserted` if it is known.

        Inside a generated block (both neighbours belong to it), and right behind a generated word that is
        thereby changed, the block is the typed text's parent; elsewhere it has none.
        """
        before = self._block(start - 1) if start > 0 else None
        if before is None:
            return self.book.typed(self.id)
        after = self._block(start) if start < len(self.text) else None
        if before == after:
            return self.book.typed(self.id, before)
        word = word_around(self.text, start)
        lengthens = word is not None and word[0] < start and (not inserted or inserted[0].isalnum())
        return self.book.typed(self.id, before if lengthens else None)

    def apply(self, start: int, removed: int, inserted: str, runs: Sequence[Run] | int) -> None:
        """One edit: `removed` code points at `start` become `inserted`, whose origin(s) are `runs`.

        When letters of a generated word are deleted, what is left of it counts as edited. Raises IndexError
        outside the text, ValueError when `runs` and `inserted` differ in length.
        """
        inserted = clean_insert(inserted)
        new = [Run(len(inserted), runs)] if isinstance(runs, int) else list(runs)
        self._refuse_misfit(start, removed, inserted, new)
        if not removed and not inserted:
            return
        kind = self._edit_kind(new)
        self._splice(kind, *self._with_cut_words(start, removed, inserted, new))

    def put_back(self, start: int, removed: int, inserted: str, runs: Sequence[Run]) -> None:
        """An edit that brings back what a snapshot has: `inserted` gets the very origins it had there.

        Errors as for `apply`. Nobody typed or accepted these words now, and the record says so.
        """
        self._refuse_misfit(start, removed, inserted, runs)
        if removed or inserted:
            before = self.text, self.runs
            self._splice(RESTORED, start, removed, inserted, runs)
            old, new = writing_log.changed(self.book, before, (self.text, self.runs))
            self._restored += new - old

    def replace(
        self, start: int, removed: int, inserted: str, runs: Sequence[Run], *, undone: bool = False
    ) -> None:
        """One edit of many replacements (`replacing.splice_of`), or with `undone` what takes it back.

        `inserted` also holds what stands between them, so its origins `runs` are taken as they are. Errors as
        for `apply`.
        """
        inserted = clean_insert(inserted)
        self._refuse_misfit(start, removed, inserted, runs)
        if removed or inserted:
            self._splice(UNDONE if undone else REPLACED, start, removed, inserted, runs)

    def remember(self, undo_steps: int) -> None:
        """Keep the origins as they are now for `QTextDocument.availableUndoSteps()` = `undo_steps`.

        Call it after each edit. States beyond `undo_steps` cannot come back and are dropped.
        """
        for steps in range(undo_steps + 1, self._most_steps + 1):
            self._undo.pop(steps, None)
        self._most_steps = undo_steps
        self._undo[undo_steps] = _Remembered(self.runs, self._restored)

    def restore(self, undo_steps: int, new_text: str) -> None:
        """After an undo or redo: take over `new_text` and the origins remembered for `undo_steps`.

        Without fitting origins the text is compared with the present one; what is new is unknown.
        """
        new_text = clean_insert(new_text)
        runs, restored = self._undo.get(undo_steps, (None, self._restored))
        if runs is None or runs.length != len(new_text):
            runs = carried_over(self.text, self.runs, new_text, self.book.unknown(self.id))
            self._undo[undo_steps] = _Remembered(runs, restored)
            self._most_steps = max(self._most_steps, undo_steps)
        # Origins go back around the words too (a cut word that is whole again), and the record says so.
        edit = whole(new_text, runs, self.text, self.runs)
        if not edit.is_nothing:
            self._splice(UNDONE, edit.start, edit.removed, edit.inserted, edit.runs)
            self._restored = restored

    def replace_all(self, new_text: str) -> None:
        """Take over a text that was changed behind the session's back; what is new in it is unknown."""
        new_text = clean_document(new_text)
        runs = carried_over(self.text, self.runs, new_text, self.book.unknown(self.id))
        start, old_end, new_end = hull(self.text, new_text)
        if start == old_end == new_end:
            return
        self.apply(start, old_end - start, new_text[start:new_end], runs.slice(start, new_end))

    def save(self) -> Future[None]:
        """Write text, origins, finished bursts and the open one in one transaction, off this thread.

        Every ten minutes of writing the text is also kept as a version to go back to.

        The future fails with a MuseError when nothing could be written; the session is dirty then, and the
        next save holds everything. While a save runs, any number of calls make one more.
        """
        if self._open is not None and self._open.is_over(self._clock()):
            self.seal()
        if not self.dirty:
            nothing: Future[None] = Future()
            nothing.set_result(None)
            return nothing
        keep = self._clock() - self._version_kept > _VERSION_SECONDS
        if keep:
            self._version_kept = self._clock()
        return self._saver.save(self._snapshot(keep_version=keep))

    def seal(self) -> None:
        """End the open burst; the next save puts it into the ledger."""
        if self._open is not None:
            self._finished.append(self._open)
            self._open = None
            self._revision += 1

    def close(self) -> None:
        """End the burst, save, and keep a version. Raises a MuseError and stays open when it cannot save."""
        if self.closed:
            return
        self.seal()
        if self.dirty or self._ended_at != self._revision:
            self._saver.save(self._snapshot(keep_version=True)).result()
        self.closed = True

    def end(self) -> Future[None]:
        """Write off this thread what `close` would; once the future is done `close` has nothing to wait for.

        The document stays open until then, and after a failed save; it may still be edited.
        """
        self.seal()
        self._ended_at = self._revision
        return self._saver.save(self._snapshot(keep_version=True))

    def _refuse_misfit(self, start: int, removed: int, inserted: str, runs: Sequence[Run]) -> None:
        if start < 0 or removed < 0 or start + removed > len(self.text):
            raise IndexError(f"{start}+{removed} of {len(self.text)}")
        covered = sum(run.length for run in runs)
        if covered != len(inserted):
            raise ValueError(f"{len(inserted)} code points, but origins for {covered}")

    def _snapshot(self, keep_version: bool = False) -> Snapshot:
        done = self._saver.saved_bursts - self._first_finished
        if done > 0:
            del self._finished[:done]
            self._first_finished += done
        return Snapshot(
            self.id,
            self._revision,
            self.text,
            self.runs,
            self.words,
            self._first_finished,
            tuple(self._finished),
            self._open,
            self._restored,
            keep_version,
        )

    def _splice(self, kind: str, start: int, removed: int, inserted: str, new: Sequence[Run]) -> None:
        end = start + removed
        words = self._more_words(start, end, inserted)
        burst = Burst.of(kind, "", self._clock(), start, self.text[start:end], inserted, new)
        self.text = "".join((self.text[:start], inserted, self.text[end:]))  # one copy less than adding up
        self.runs = self.runs.splice(start, removed, new)
        self._all_words += words
        self._revision += 1
        if self._open is not None and self._open.joins(burst):
            self._open = self._open.joined(burst)
        else:
            self.seal()
            self._open = replace(burst, at=now())

    def _more_words(self, start: int, end: int, inserted: str) -> int:
        """How many words more there are once [start, end) is `inserted`."""
        if start == end and start > 0 and _in_word(self.text[start - 1]) and all(map(_in_word, inserted)):
            return 0  # most keys: one more letter of a word
        left, right = window(self.text, start, end, reach=200)
        before, after = self.text[left:start], self.text[end:right]
        return count_words(before + inserted + after) - count_words(self.text[left:right])

    def _edit_kind(self, new: Sequence[Run]) -> str:
        if not new or not any(run.length for run in new):
            return DELETED
        if any(self._is_model(run.origin) for run in new):
            return ACCEPTED  # also where the writer's own words stand among the model's
        return str(self.book.get(max(new).origin).kind)

    def _with_cut_words(
        self, start: int, removed: int, inserted: str, new: list[Run]
    ) -> tuple[int, int, str, list[Run]]:
        """A splice widened over what it leaves of generated words, which is then marked as cut."""
        end = start + removed
        if not any(self._is_model(origin) for _, _, origin in self.runs.spans(start, end)):
            return start, removed, inserted, new
        head, tail = word_over(self.text, start), word_over(self.text, end)
        first, last = head[0] if head else start, tail[1] if tail else end
        if not inserted and (joined := self._joined_word(start, end)):
            first, last = min(first, joined[0]), max(last, joined[1])
        before, after = self.runs.slice(first, start), self.runs.slice(end, last)
        marked = [*map(self._cut, before), *new, *map(self._cut, after)]
        if marked == [*before, *new, *after]:
            return start, removed, inserted, new
        return first, last - first, self.text[first:start] + inserted + self.text[end:last], marked

    def _joined_word(self, start: int, end: int) -> tuple[int, int] | None:
        """The word that two words become when what is between them is deleted, in present positions."""
        left, right = window(self.text, start, end)
        word = word_over(self.text[left:start] + self.text[end:right], start - left)
        return (word[0] + left, word[1] + left + end - start) if word else None

    def _cut(self, run: Run) -> Run:
        return Run(run.length, self.book.cut(run.origin)) if self._is_model(run.origin) else run

    def _is_model(self, origin: int) -> bool:
        return self.book.get(origin).kind in MODEL_KINDS

    def _block(self, position: int) -> int | None:
        return self.book.block(self.runs.at(position))


def _in_word(character: str) -> bool:
    return character.isascii() and character.isalpha()
