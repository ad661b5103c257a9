"""Spelling and other words for the window: dictionaries at work, and which words are right in a project.

Everything that takes time answers with a Future; nothing here ever raises because a dictionary broke: then
nothing is called wrong, and `troubles` says why.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.personal_words import PersonalWords, tidy
from muse_desktop.paths import settings_file
from muse_desktop.settings import Settings
from muse_desktop.text.offsets import Utf16Map

if TYPE_CHECKING:
    from muse_desktop.craft.spelling import Speller
    from muse_desktop.craft.spelling_files import Dictionary
    from muse_desktop.craft.spelling_found import Found
    from muse_desktop.craft.spelling_words import Known
    from muse_desktop.craft.thesaurus import Entry

T = TypeVar("T")
WORKERS = 2  # suggestions do not wait behind a check
Names = Callable[[int], Iterable[str]]
Listener = Callable[[], None]


class Where(msgspec.Struct, frozen=True):
    """Whose words are right: a project's, and what is ignored in one of its documents."""

    project: int
    document: int


class Wrong(msgspec.Struct, frozen=True):
    """A word that nothing knows, at UTF-16 units `start` to `end` of the piece it was found in."""

    start: int
    end: int
    word: str


class Checked(msgspec.Struct, frozen=True):
    """The mistakes of some pieces of text, and the state of dictionaries and words they were found with."""

    state: int
    wrong: tuple[tuple[Wrong, ...], ...]


class DictionaryInfo(msgspec.Struct, frozen=True):
    """A dictionary that can be chosen; a `shipped` one stays. `trouble`: why it is left out at present."""

    name: str
    shipped: bool
    trouble: MuseError | None = None


class Spelling:
    """One per open workspace. `names` gives the names of a project's story; close it before the store."""

    def __init__(self, manuscript: Manuscript, names: Names = lambda _project: ()) -> None:
        self.words = PersonalWords(manuscript.store)
        self.on_change: list[Listener] = []  # called on any thread when what is right may have changed
        self.state = 0  # another number whenever that is so
        self.here: Where | None = None  # the document that is being written
        self._names = names
        self._ignored: dict[int, set[str]] = {}
        self._chosen: tuple[str, ...] = ()
        self._speller: Speller | None = None
        self._known: dict[Where, tuple[frozenset[str], Known]] = {}
        self._guard = threading.RLock()
        self._pool: ThreadPoolExecutor | None = None
        self._closed = False

    @property
    def folder(self) -> Path:
        """Where the writer's own dictionaries are, for all workspaces."""
        return settings_file().parent / "dictionaries"

    @property
    def thesauri(self) -> Path:
        """And the thesauri."""
        return settings_file().parent / "thesauri"

    def use(self, settings: Settings) -> None:
        """Check with the dictionaries these settings name; the processes start at the first question."""
        with self._guard:
            if settings.dictionaries == self._chosen:
                return
            self._chosen = settings.dictionaries
        self._start_anew()

    # Questions

    def check(self, where: Where, pieces: Sequence[str]) -> Future[Checked]:
        """What is wrong in each of some pieces of text, such as paragraphs."""
        return self._do(lambda: self._check(where, pieces))

    def next_wrong(self, where: Where, text: str, start: int) -> Future[tuple[int, int] | None]:
        """The first mistake of a document from code point `start` on, then from its beginning; None: none."""
        return self._do(lambda: self._next(where, text, start))

    def suggest(self, where: Where, word: str) -> Future[list[str]]:
        """What might be meant by a word, the likeliest first."""
        return self._do(lambda: self._at_work().suggest(word, self._right_words(where)))

    def look_up(self, word: str) -> Future[Entry | None]:
        """What the thesauri say of a word, or of its base form; None: nothing."""

        def work() -> Entry | None:
            from muse_desktop.craft import thesaurus, thesaurus_files

            known = [*thesaurus_files.added(self.thesauri), *thesaurus_files.shipped()]
            return thesaurus.look_up(word, known, self._at_work().stems)

        return self._do(work)

    # Words that are right

    def add_word(self, project: int, word: str) -> Future[None]:
        """From now on a word is right in this project. Fails with the store's MuseErrors."""
        return self._told(self.words.add(project, word))

    def remove_word(self, project: int, word: str) -> Future[None]:
        """A word is no longer right in this project. Fails as `add_word` does."""
        return self._told(self.words.remove(project, word))

    def ignore(self, document: int, word: str) -> None:
        """Let a word stand in one document until the program ends."""
        with self._guard:
            self._ignored.setdefault(document, set()).add(tidy(word))
        self.changed()

    def changed(self) -> None:
        """Words or names have changed: what was found before no longer counts. Callable on any thread."""
        with self._guard:
            self.state += 1
            listeners = tuple(self.on_change)
        for listener in listeners:
            listener()

    # Dictionaries and thesauri

    def dictionaries(self) -> list[DictionaryInfo]:
        """What can be chosen, the shipped one first; reads a folder."""
        from muse_desktop.craft.spelling_files import SHIPPED, added

        broken = self.troubles
        own = [one.name for one in added(self.folder) if one.name != SHIPPED]
        return [
            DictionaryInfo(SHIPPED, True, broken.get(SHIPPED)),
            *(DictionaryInfo(name, False, broken.get(name)) for name in own),
        ]

    @property
    def troubles(self) -> dict[str, MuseError]:
        """The dictionaries that had to be left out, and why."""
        with self._guard:
            return dict(self._speller.broken) if self._speller is not None else {}

    def add_dictionary(self, path: Path) -> Future[str]:
        """Add the pair of files of which `path` is one; its name. Fails as `spelling_files.add` raises."""

        def work() -> str:
            from muse_desktop.craft.spelling_files import add

            name = add(path, self.folder).name
            self._start_anew()
            return name

        return self._do(work)

    def remove_dictionary(self, name: str) -> Future[None]:
        """Take a dictionary away. Fails with spelling.not_removed."""

        def work() -> None:
            from muse_desktop.craft.spelling_files import remove

            self._stop()  # Windows keeps files that are open
            try:
                remove(name, self.folder)
            finally:
                self._start_anew()

        return self._do(work)

    def thesaurus_names(self) -> list[str]:
        """The thesauri that were added; reads a folder."""
        from muse_desktop.craft.thesaurus_files import added

        return [one.name for one in added(self.thesauri)]

    def add_thesaurus(self, path: Path) -> Future[str]:
        """Add a thesaurus file; its name. Fails as `thesaurus_files.add` raises."""

        def work() -> str:
            from muse_desktop.craft.thesaurus_files import add

            return add(path, self.thesauri)

        return self._do(work)

    def remove_thesaurus(self, name: str) -> Future[None]:
        """Take a thesaurus away. Fails with thesaurus.not_removed."""

        def work() -> None:
            from muse_desktop.craft.thesaurus_files import remove

            remove(name, self.thesauri)

        return self._do(work)

    def found(self) -> Future[list[Found]]:
        """Dictionaries and thesauri of other programs on this machine."""

        def work() -> list[Found]:
            from muse_desktop.craft.spelling_found import found

            return found()

        return self._do(work)

    def close(self) -> None:
        """End the processes; further questions are cancelled. Twice is fine."""
        with self._guard:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
        self._stop()  # whoever waits for a dictionary gets its error now
        if pool is not None:
            pool.shutdown(wait=True)
        self._stop()

    # Within

    def _do(self, work: Callable[[], T]) -> Future[T]:
        with self._guard:
            if self._closed:
                nothing: Future[T] = Future()
                nothing.cancel()
                return nothing
            if self._pool is None:
                self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="muse-spelling")
            return self._pool.submit(work)

    def _told(self, written: Future[None]) -> Future[None]:
        written.add_done_callback(lambda done: None if done.exception() else self.changed())
        return written

    def _start_anew(self) -> None:
        self._stop()
        self.changed()

    def _stop(self) -> None:
        with self._guard:
            speller, self._speller = self._speller, None
        if speller is not None:
            speller.close()

    def _at_work(self) -> Speller:
        from muse_desktop.craft.spelling import Speller

        with self._guard:
            if self._speller is None:
                self._speller = Speller([] if self._closed else self._files())
            return self._speller

    def _files(self) -> list[Dictionary]:
        from muse_desktop.craft.spelling_files import SHIPPED, added, shipped

        there = {one.name: one for one in added(self.folder)}
        if SHIPPED in self._chosen:
            try:
                there[SHIPPED] = shipped()
            except MuseError:  # the library is missing: nothing can be checked, and the settings say so
                there.pop(SHIPPED, None)
        return [there[name] for name in self._chosen if name in there]

    def _check(self, where: Where, pieces: Sequence[str]) -> Checked:
        known, speller, state = self._known_in(where), self._at_work(), self.state
        found = []
        for piece in pieces:
            units = Utf16Map(piece)
            found.append(
                tuple(
                    Wrong(units.to_utf16(one.start), units.to_utf16(one.end), one.word)
                    for one in speller.check(piece, known)
                )
            )
        return Checked(state, tuple(found))

    def _next(self, where: Where, text: str, start: int) -> tuple[int, int] | None:
        known, speller = self._known_in(where), self._at_work()
        begin = text.rfind("\n", 0, start) + 1  # of the paragraph, so that no word is cut
        end = text.find("\n", start)
        for first, last in ((begin, len(text)), (0, len(text) if end < 0 else end)):
            for _, _, found in speller.check_document(text[first:last], known, lambda: self._closed):
                for one in found:
                    if first + one.start >= start:
                        return first + one.start, first + one.end
            start = 0  # nothing behind the cursor: what stands first
        return None

    def _right_words(self, where: Where) -> frozenset[str]:
        with self._guard:
            ignored = frozenset(self._ignored.get(where.document, ()))
        return frozenset((*self.words.words(where.project), *self._names(where.project), *ignored))

    def _known_in(self, where: Where) -> Known:
        from muse_desktop.craft.spelling_words import Known

        given = self._right_words(where)
        before = self._known.get(where)
        if before is not None and before[0] == given:
            return before[1]
        known = Known(given)
        with self._guard:
            if len(self._known) > 50:
                self._known.clear()
            self._known[where] = given, known
        if before is not None:  # a name has come or gone in the story bible, which tells nobody
            self.changed()
        return known
