"""What is worth another look: texts to reread, drafts forgotten, passages close to the page, gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.curate import gaps as missing
from muse_desktop.library.curate.choosing import by_marginal_relevance, mean_likeness
from muse_desktop.library.curate.dismissals import dismissed, opened
from muse_desktop.library.curate.likeness import CLOSE, Likeness, Ordinary, WordLikeness, shared_words
from muse_desktop.library.curate.resting import forgotten, own_unread, worth_rereading
from muse_desktop.library.curate.values import Asking, Draft, Pick, PickKind, Picks, Reason
from muse_desktop.library.library import Library
from muse_desktop.library.search.values import Found, Hit
from muse_desktop.store.clock import now, parse
from muse_desktop.store.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]
else:
    np = LazyModule("numpy")
    Rows = Any

MOST_TEXTS = 5_000
"""Of a larger library the texts that matter most by what is listed of them are compared, no more."""

_HITS = 60  # passages the search is asked for, of which each text's best is taken
_RELATED_TEXTS = 24  # whose passages are compared with the page
_EXCERPT = 160  # code points
_COMMON = 400  # texts whose words say what is ordinary


@dataclass(frozen=True)
class _Look:
    """The library as one look finds it."""

    items: Sequence[ItemInfo]
    opened: Mapping[int, str]
    at: datetime
    dismissed: frozenset[tuple[str, str]]

    def wanted(self, some: Iterable[Pick]) -> list[Pick]:
        """Those that the writer did not dismiss."""
        return [one for one in some if (one.kind, one.key) not in self.dismissed]


class Similar(Protocol):
    """The library's search, as far as the curator needs it."""

    def similar(self, text: str, *, limit: int) -> Found:
        """The passages that are like `text`, best first."""


class Curator:
    """Picks from one library. Not for the UI thread: it reads texts."""

    def __init__(
        self,
        library: Library,
        store: Store,
        likeness: Likeness | None = None,
        search: Similar | None = None,
        clock: Callable[[], str] = now,
    ) -> None:
        self._library = library
        self._store = store
        self._words = WordLikeness(library.text)
        self._likeness: Likeness = likeness or self._words
        self._search = search
        self._clock = clock
        self._ordinary_words = Ordinary(())
        self._ordinary_of = -1  # texts that were there when they were counted

    def picks(self, asking: Asking, drafts: Sequence[Draft] = ()) -> Picks:
        """What to look at again. `drafts` are the manuscript's documents, without the one being written."""
        items = [one for one in self._library.items() if one.parent is None]
        look = _Look(items, self._store.read(opened), parse(self._clock()), self._store.read(dismissed))
        found: list[Pick] = []
        likeness: dict[PickKind, float] = {}
        for kind in asking.kinds:
            if kind == "gap":
                found += look.wanted(missing.gaps(items))[: asking.count]
            elif kind == "forgotten":
                resting = forgotten(drafts, look.at) + own_unread(items, look.opened, look.at)
                found += sorted(look.wanted(resting), key=lambda one: -one.score)[: asking.count]
            else:
                chosen, likeness[kind] = (self._reread if kind == "reread" else self._related)(asking, look)
                found += chosen
        return Picks(tuple(found), likeness, min(len(items), MOST_TEXTS), len(items))

    def _reread(self, asking: Asking, look: _Look) -> tuple[list[Pick], float]:
        """Texts by rating, rest and theme, spread by the slider."""
        worth = look.wanted(worth_rereading(look.items, look.opened, look.at))
        possible = sorted(worth, key=lambda one: -one.score)[:MOST_TEXTS]
        if not possible:
            return [], 0.0
        vectors, page = self._likeness.vectors([one.item or 0 for one in possible], asking.text)
        theme, chance = np.clip(vectors @ page, 0, 1), self._likeness.chance(vectors)
        relevance = np.array([one.score for one in possible], np.float32)
        if asking.text:
            relevance = (relevance + theme / max(float(theme.max()), chance, CLOSE)) / 2
        rows = by_marginal_relevance(relevance, vectors, asking.balance, asking.count)
        made = []
        for row in rows:
            close = bool(asking.text) and float(theme[row]) >= chance
            pick = replace(possible[row], score=float(relevance[row]))
            made.append(self._with_theme(pick, asking.text) if close else pick)
        return made, mean_likeness(vectors[rows])

    def _with_theme(self, pick: Pick, page: str) -> Pick:
        """With what it has in common with the page, where that can be said."""
        common = self._common(page, self._text(pick.item or 0))
        if not common:
            return pick
        reason = Reason("same_words", {"words": ", ".join(common)})
        return replace(pick, reasons=(reason, *pick.reasons))

    def _related(self, asking: Asking, look: _Look) -> tuple[list[Pick], float]:
        """The passages closest to the page, of different texts, spread by the slider."""
        if not asking.text.strip() or not look.items:
            return [], 0.0
        found, places = self._found_passages(asking.text, look)
        possible = look.wanted(found or self._closest_passages(asking, look))
        if not possible:
            return [], 0.0
        rows = self._likeness.of_passages([places.get(one.key, 0) for one in possible])
        if rows is None:
            rows = self._words.of_texts([self._text(one.item or 0)[one.start : one.end] for one in possible])
        relevance = np.array([one.score for one in possible], np.float32)
        relevance /= max(float(relevance.max()), 1e-9)
        chosen = by_marginal_relevance(relevance, rows, asking.balance, asking.count)
        return [possible[row] for row in chosen], mean_likeness(rows[chosen])

    def _found_passages(self, page: str, look: _Look) -> tuple[list[Pick], dict[str, int]]:
        """What the search finds like the page by words and meaning: the best passage of each text, and the
        passages' ids by the picks' keys."""
        if self._search is None:
            return [], {}
        try:
            hits = self._search.similar(page, limit=_HITS).hits
        except MuseError:  # nothing to look for, or an index that is being made again
            return [], {}
        infos = {one.id: one for one in look.items}
        best: dict[int, tuple[Pick, int]] = {}
        for hit in hits:
            if hit.item in infos and hit.item not in best:
                best[hit.item] = self._as_pick(hit, infos[hit.item], page), hit.passage.id
        found = [(pick, passage) for pick, passage in best.values() if pick.reasons]
        return [pick for pick, _ in found], {pick.key: passage for pick, passage in found}

    def _as_pick(self, hit: Hit, info: ItemInfo, page: str) -> Pick:
        reasons = []
        if hit.meaning_rank is not None:
            reasons.append(Reason("same_meaning", {"place": hit.meaning_rank}))
        if common := self._common(page, hit.text):
            reasons.append(Reason("same_words", {"words": ", ".join(common)}))
        if reasons and hit.passage.heading:
            reasons.append(Reason("stands_in", {"heading": hit.passage.heading}))
        place = hit.passage
        return Pick(
            "related", f"item:{info.id}:{place.start}", info.title, tuple(reasons), hit.score, info.id, None,
            place.start, place.end, _excerpt(hit.text),
        )  # fmt: skip

    def _closest_passages(self, asking: Asking, look: _Look) -> list[Pick]:
        """The closest passage of each of the closest texts, by their words alone."""
        looked_at = look.items[-MOST_TEXTS:]
        vectors, page = self._likeness.vectors([one.id for one in looked_at], asking.text)
        closeness = vectors @ page
        nearest = [int(row) for row in np.argsort(-closeness)[:_RELATED_TEXTS] if closeness[row] > 0]
        closest = [self._closest_passage(asking.text, looked_at[row]) for row in nearest]
        return [pick for pick in closest if pick is not None]

    def _closest_passage(self, page: str, info: ItemInfo) -> Pick | None:
        text = self._text(info.id)
        try:
            places = self._library.passages(info.id)
        except MuseError:
            return None
        passages = [text[one.start : one.end] for one in places]
        rows = self._words.of_texts([*passages, page])
        closeness = rows[:-1] @ rows[-1]
        if not len(closeness) or float(closeness.max()) < CLOSE:
            return None
        best = int(closeness.argmax())
        common = self._common(page, passages[best])
        if not common:
            return None
        place = places[best]
        reasons = [Reason("same_words", {"words": ", ".join(common)})]
        if place.heading:
            reasons.append(Reason("stands_in", {"heading": place.heading}))
        return Pick(
            "related", f"item:{info.id}:{place.start}", info.title, tuple(reasons), float(closeness[best]),
            info.id, None, place.start, place.end, _excerpt(passages[best]),
        )  # fmt: skip

    def _common(self, page: str, text: str) -> list[str]:
        return shared_words(page, text, self._ordinary())

    def _ordinary(self) -> Ordinary:
        """What words are in many texts; counted anew when the library has grown or shrunk."""
        items = self._library.items()
        if self._ordinary_of != len(items):
            step = max(1, len(items) // _COMMON)
            self._ordinary_words = Ordinary([self._text(one.id) for one in items[::step]])
            self._ordinary_of = len(items)
        return self._ordinary_words

    def _text(self, item: int) -> str:
        try:
            return self._library.text(item)
        except MuseError:  # taken out meanwhile, or lost
            return ""


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _EXCERPT else flat[: _EXCERPT - 1].rstrip() + "…"
