"""Searching the writer's library: by words, by meaning, by both, and for what is like a passage."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import LibraryChange
from muse_desktop.library.library import Library
from muse_desktop.library.passages import VERSION
from muse_desktop.library.search import passages_index, words
from muse_desktop.library.search import vectors as stored
from muse_desktop.library.search.embedding import Embedder, Embedding
from muse_desktop.library.search.encoders import Encoder
from muse_desktop.library.search.fusion import fuse
from muse_desktop.library.search.meaning import nearest
from muse_desktop.library.search.query import Query, meant, parse
from muse_desktop.library.search.values import Cancelled, Filters, Found, Hit, Outdated, never
from muse_desktop.library.search.vectors import VectorStore

__all__ = ["Embedding", "Filters", "Found", "Hit", "LibrarySearch", "Outdated"]

_log = logging.getLogger(__name__)
_DEPTH = 200  # how far down the lists that are fused are read
_KEPT = 16  # filters whose items are remembered
_MOST_ASKED = 6000  # code points of a selection that similar passages are looked for


class _Meaning:
    """An encoder in use, with its vectors and the thread that makes them."""

    def __init__(self, encoder: Encoder, store: VectorStore, embedder: Embedder | None) -> None:
        self.encoder = encoder
        self.store = store
        self.embedder = embedder

    def close(self) -> None:
        if self.embedder is not None:
            self.embedder.close()
        self.encoder.close()


class LibrarySearch:
    """Search in one library. Any thread may call; close it before the store.

    Without an encoder (`use` was not called, or it failed) there are words only; what is asked by meaning is
    answered by words then, and says why.
    """

    def __init__(self, library: Library, folder: Path, *, writable: bool = True) -> None:
        """`folder`: where the vectors of each encoder have a folder of their own."""
        self._library = library
        self._folder = folder
        self._writable = writable
        self._meaning: _Meaning | None = None
        self._trouble: MuseError | None = None
        self._kept: dict[Filters, frozenset[int] | None] = {}  # replaced as a whole
        self._changing = threading.Lock()
        self._unlisten = library.listen(self._heard)

    # Searching

    def words(
        self,
        typed: str,
        filters: Filters | None = None,
        limit: int = 50,
        cancelled: Cancelled = never,
        *,
        typing: bool = False,
    ) -> Found:
        """The passages that have what was typed, best first (query.py has the signs a writer may use).

        `typing`: its last word may not be finished. Raises Outdated once `cancelled()`, which is asked often
        and must be quick; MuseError of the library when its texts cannot be read.
        """
        query = parse(typed, typing=typing)
        with self._library.reading() as db, words.cancellable(db, cancelled):
            ranked = words.ranked(db, query, self._items(filters), limit)
            shown = words.shown(db, ranked.ids, query)
        hits = [
            replace(shown[one], score=1 / rank, word_rank=rank)
            for rank, one in enumerate(ranked.ids, 1)
            if one in shown
        ]
        return Found(tuple(hits), ranked.passages, ranked.more)

    def meaning(
        self, typed: str, filters: Filters | None = None, limit: int = 50, cancelled: Cancelled = never
    ) -> Found:
        """The passages whose meaning is nearest; quotations must be in them, and `-words` must not.

        Raises as `words` does. Where meaning cannot be asked, `trouble` says why and there are no hits.
        """
        return self._fused(typed, filters, limit, cancelled, by_words=False)

    def both(
        self,
        typed: str,
        filters: Filters | None = None,
        limit: int = 50,
        cancelled: Cancelled = never,
        *,
        question: bool = False,
        typing: bool = False,
    ) -> Found:
        """What `words` and `meaning` find, fused by their ranks.

        `question`: a sentence, of whose words a passage need not have all; for looking up an answer.
        """
        return self._fused(typed, filters, limit, cancelled, question=question, typing=typing)

    def similar(
        self,
        text: str,
        filters: Filters | None = None,
        limit: int = 50,
        cancelled: Cancelled = never,
        place: tuple[int, int, int] | None = None,
    ) -> Found:
        """What is like a selection of any length, by its meaning and its rarer words.

        `place`: item, start and end where the selection stands in the library, so that it is not found
        itself. Raises as `words` does, and librarysearch.nothing_to_compare.
        """
        text = text[:_MOST_ASKED]
        without = self._at(*place) if place is not None else ()
        loosely = parse(text.replace('"', " ").replace("-", " "))
        if not loosely.wanted:
            raise MuseError("librarysearch.nothing_to_compare")
        return self._fused(text, filters, limit, cancelled, loosely=loosely, without=without)

    def warm(self) -> None:
        """Have the encoder ready, so that the first question does not wait for it (a second or two)."""
        meaning = self._meaning
        if meaning is not None:
            try:
                meaning.encoder.encode(["."])
            except MuseError as error:
                _log.warning("meaning: %s", error)

    def _fused(
        self,
        typed: str,
        filters: Filters | None,
        limit: int,
        cancelled: Cancelled,
        *,
        by_words: bool = True,
        question: bool = False,
        typing: bool = False,
        loosely: Query | None = None,
        without: Sequence[int] = (),
    ) -> Found:
        query = loosely or parse(typed, typing=typing)
        chosen = self._items(filters)
        depth = max(_DEPTH, limit)
        about = typed if loosely else meant(typed)
        near, trouble = self._near(about, depth, chosen, without, cancelled)
        with self._library.reading() as db, words.cancellable(db, cancelled):
            near_ids = words.obeying(db, query, [one for one, _ in near])
            ranked = words.Ranked([], 0, more=False)
            if by_words and (question or loosely):
                ids = [one for one in words.loosely(db, query, chosen, depth) if one not in without]
                ranked = words.Ranked(ids, len(ids), more=False)
            elif by_words:
                ranked = words.ranked(db, query, chosen, depth)
            scores = fuse(ranked.ids, near_ids)[:limit]
            shown = words.shown(db, [one for one, _ in scores], query if by_words else parse(""))
        word_ranks = {one: rank for rank, one in enumerate(ranked.ids, 1)}
        near_ranks = {one: rank for rank, one in enumerate(near_ids, 1)}
        cosines = dict(near)
        hits = [
            replace(
                shown[one],
                score=score,
                word_rank=word_ranks.get(one),
                meaning_rank=near_ranks.get(one),
                similarity=cosines.get(one),
            )
            for one, score in scores
            if one in shown
        ]
        return Found(tuple(hits), ranked.passages, ranked.more, self.covered, trouble)

    def _near(
        self,
        text: str,
        limit: int,
        chosen: frozenset[int] | None,
        without: Sequence[int],
        cancelled: Cancelled,
    ) -> tuple[list[tuple[int, float]], MuseError | None]:
        """The nearest passages, or why there are none."""
        meaning = self._meaning
        if meaning is None:
            return [], self._trouble
        if not any(one.isalnum() for one in text):
            return [], None
        try:
            return nearest(meaning.encoder, meaning.store, text, limit, chosen, without, cancelled), None
        except MuseError as error:
            return [], error

    def _items(self, filters: Filters | None) -> frozenset[int] | None:
        wanted = filters or Filters()
        kept = self._kept
        if wanted not in kept:
            found = wanted.chosen(self._library.items())
            made = {**(kept if len(kept) < _KEPT else {}), wanted: found}
            if self._kept is kept:  # otherwise the library changed while we looked
                self._kept = made
            return found
        return kept[wanted]

    def _heard(self, _: LibraryChange) -> None:
        self._kept = {}

    def _at(self, item: int, start: int, end: int) -> list[int]:
        """The passages that a span of an item touches."""
        return [one.id for one in self._library.passages(item) if one.start < end and start < one.end]

    # The encoder

    def use(
        self,
        encoder: Encoder,
        background: Encoder | None,
        busy: Callable[[], bool] = lambda: False,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """Search by meaning with `encoder` from now on.

        `background` (None: nothing is made) makes the vectors of what has none, when not `busy()`; both are
        closed by `close` or the next `use`. The vectors of other encoders are deleted. Damaged ones are made
        again, and the next answer says so.
        """
        with self._changing:
            self._close_meaning()
            folder = self._folder / encoder.info.id
            self._trouble = None
            try:
                store = VectorStore(folder, encoder.info.dimension, VERSION, writable=self._writable)
            except MuseError as error:
                self._trouble = error
                if not self._writable:
                    encoder.close()
                    return
                _log.warning("meaning: %s", error)
                stored.forget(folder)
                store = VectorStore(folder, encoder.info.dimension, VERSION)
            embedder = None
            if background is not None and self._writable:
                embedder = Embedder(self._library, background, store, busy, on_change)
                self._forget_others(folder)
            self._meaning = _Meaning(encoder, store, embedder)
            if embedder is not None:
                embedder.begin()  # not before: who hears of it asks `embedding`

    def without_meaning(self, trouble: MuseError | None) -> None:
        """Search by words alone from now on; `trouble` is what answers say about it."""
        with self._changing:
            self._close_meaning()
            self._trouble = trouble

    @property
    def embedding(self) -> Embedding | None:
        """How far the vectors are, None where none are made."""
        meaning = self._meaning
        return meaning.embedder.state if meaning is not None and meaning.embedder is not None else None

    @property
    def covered(self) -> float:
        """The share of the passages that can be found by meaning."""
        meaning = self._meaning
        if meaning is None:
            return 0.0
        if meaning.embedder is not None:
            return meaning.embedder.state.covered
        with self._library.reading() as db:
            (passages,) = db.execute("SELECT count(*) FROM passage").fetchone()
        return min(1.0, meaning.store.passages / passages) if passages else 1.0

    @property
    def trouble(self) -> MuseError | None:
        """What the writer should hear about searching by meaning: vectors that are made again, an encoder
        that is missing."""
        return self._trouble

    @property
    def encoder(self) -> Encoder | None:
        """What makes vectors of questions, None where meaning cannot be asked."""
        meaning = self._meaning
        return meaning.encoder if meaning is not None else None

    @property
    def vectors(self) -> VectorStore | None:
        """The vectors of the passages as far as they are made, None without an encoder."""
        meaning = self._meaning
        return meaning.store if meaning is not None else None

    def pause(self, paused: bool = True) -> None:
        """Make no vectors until `pause(False)`."""
        meaning = self._meaning
        if meaning is not None and meaning.embedder is not None:
            meaning.embedder.pause(paused)

    def settle(self, seconds: float = 60.0) -> bool:
        """Wait until everything can be found by meaning; False when that took too long, or is not made."""
        meaning = self._meaning
        return meaning is not None and meaning.embedder is not None and meaning.embedder.settle(seconds)

    def compact(self) -> None:
        """Leave nothing on disk of what was taken out of the library: neither its words nor its vectors.

        Takes some seconds for ten million words.
        """
        if self._writable:
            with self._library.reading() as db:
                db.execute("PRAGMA query_only=OFF")
                with db:
                    passages_index.compact(db)
            if (store := self.vectors) is not None:
                store.compact()

    def close(self) -> None:
        """Let go of everything. Twice is fine."""
        self._unlisten()
        with self._changing:
            self._close_meaning()

    def _close_meaning(self) -> None:
        if self._meaning is not None:
            self._meaning.close()
            self._meaning = None

    def _forget_others(self, kept: Path) -> None:
        for folder in self._folder.iterdir():
            if folder != kept and folder.is_dir():
                try:
                    stored.forget(folder)
                except OSError as error:  # a reader maps it (Windows): the next time
                    _log.info("old vectors: %s", error)
