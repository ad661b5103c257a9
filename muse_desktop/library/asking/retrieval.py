"""Finding the passages of the library that answer a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from muse_desktop.library.asking.content import content, names, stem, stems
from muse_desktop.library.asking.matching import NO_KINDS, Kinds, Question, Rated, Synonyms, idf
from muse_desktop.library.asking.memory import Memory
from muse_desktop.library.asking.subject import named
from muse_desktop.library.asking.sureness import Seen, sureness
from muse_desktop.library.corpus import ItemInfo, Passage
from muse_desktop.library.library import Library
from muse_desktop.library.search import words
from muse_desktop.library.search.encoders import Encoder
from muse_desktop.library.search.passages_index import NUMBERS
from muse_desktop.library.search.query import parse
from muse_desktop.library.search.search import LibrarySearch
from muse_desktop.library.search.values import Cancelled, Filters, Hit, Outdated, never
from muse_desktop.text.search_words import units
from muse_desktop.text.segment import is_cjk

POOL = 160
"""Passages that are looked at one by one, of each way in which they are found."""
CLOSELY = 40
"""So many of them are looked at sentence by sentence."""
LIKELIER = 0.3
"""What a nat counts by which a model finds a question likelier behind one passage than behind another. Chosen
on the parts "development" and "further" of tests/benchmarks/library; anything from 0.2 to 0.5 is as good."""
ASKED_OF = 8
"""So many passages, the best, the model reads."""
MADE_NOW = 60
"""Vectors of passages that are made while a question waits, where the background has not come to them."""
MOST_NAMED = 200
"""Items that a question names as well as the best one; more than these, and the name says nothing."""
WHOLE = 200
"""Works that a question names are looked at passage by passage if they have no more together than this; of
longer ones the likeliest."""
_SYNONYMS = 0.7  # other words as near as this are looked for too
_COUNTED = 20_000  # passages that have a word; more say only that it is common

_BEST = 0.99  # of 1: named as well as the best one
_TELLING = 3000  # passages that have a name; in more than these it names nobody in particular
@dataclass(frozen=True)
class Spoken:
    """A passage that speaks of the question. `best`: its sentences (code points of `text`), best first."""

    passage: Passage
    text: str
    item: ItemInfo
    score: float
    best: tuple[Rated, ...]


@dataclass(frozen=True)
class Retrieved:
    """What was found, best first.

    `answers`: whether that is enough to answer; `missing`: names in the question that stand nowhere in the
    library. `covered`: the share of the library that was searched by meaning too.
    """

    spoken: tuple[Spoken, ...]
    answers: bool
    missing: tuple[str, ...] = ()
    covered: float = 1.0


Likely = Callable[[str, Sequence[Spoken], Cancelled], Sequence[float | None]]
"""The log-probability of a question behind each passage by a model that writes, in nats; None: not known."""


class Retriever:
    """Looks answers up in one library. Any thread may call."""

    def __init__(
        self,
        library: Library,
        search: LibrarySearch,
        words_encoder: Encoder | None = None,
        synonyms: Synonyms = lambda _: {},
        kinds: Kinds = NO_KINDS,
        memory: Memory | None = None,
        likely: Likely | None = None,
    ) -> None:
        """`words_encoder`: makes vectors of single words; without it the thesaurus alone knows other ones.
        `memory` keeps the vectors of sentences from one question to the next. `likely`: what a model
        that writes has to say of the best passages; without it the order is the first."""
        self._library = library
        self._search = search
        self._words = words_encoder
        self._synonyms = synonyms
        self._kinds = kinds
        self._memory = memory or Memory()
        self._likely = likely

    def find(
        self,
        asked: str,
        filters: Filters | None = None,
        limit: int = 8,
        cancelled: Cancelled = never,
    ) -> Retrieved:
        """The passages that speak most of what is `asked`.

        Raises Outdated once `cancelled()`, and MuseError when the library cannot be read.
        """
        filters = filters or Filters()
        counts = self._counts(content(asked), cancelled)
        passages = max(1, self._passages())

        def rarity(word: str) -> float:
            return idf(counts.get(word, 0), passages)

        shares = self._named(asked, filters, rarity, cancelled)
        likeliest = [item for item, share in shares.items() if share > _BEST]
        subject = [info for item in likeliest if (info := self._library.info(item)) is not None]
        question = Question(
            asked,
            rarity,
            self._synonyms,
            self._words,
            self._search.encoder,
            subject="\n".join(f"{info.title}\n{info.author}" for info in subject[:MOST_NAMED]),
            kinds=self._kinds,
            memory=self._memory,
        )
        if question.is_empty:
            return Retrieved((), answers=False)
        missing = tuple(
            name.capitalize() for name in question.names if not self._occurs(name, counts)
        )
        found = self._search.both(asked, filters, POOL, cancelled, question=True)
        pool = {hit.passage.id: hit for hit in found.hits}
        of_named = self._of_named(asked, [info.id for info in subject], filters, cancelled)
        for hit in (*of_named, *self._otherwise(question, filters, cancelled)):
            pool.setdefault(hit.passage.id, hit)
        spoken, seen = self._rated(question, list(pool.values()), shares, cancelled)
        # Whether there is an answer is judged by the first order, which is what the judgement was fitted on.
        enough = bool(spoken) and not missing and _sure(question, spoken[0], seen) > 0
        spoken = self._asked_of(asked, spoken, cancelled)[:limit]
        return Retrieved(tuple(spoken), enough, missing, found.covered)

    def _rated(
        self, question: Question, hits: Sequence[Hit], shares: Mapping[int, float], cancelled: Cancelled
    ) -> tuple[list[Spoken], dict[int, Seen]]:
        """The likeliest passages, best first, and what is known of each by its id."""
        infos = {hit.item: info for hit in hits if (info := self._library.info(hit.item)) is not None}
        hits = [hit for hit in hits if hit.item in infos]
        question.learn([hit.text for hit in hits])
        match = [question.match(hit.text, _about(infos[hit.item], hit.passage)) for hit in hits]
        if cancelled():
            raise Outdated
        near = self._near(question, hits, match)
        seen = {
            hit.passage.id: Seen(shares.get(hit.item, 0.0), near.get(hit.passage.id, 0.0), one)
            for one, hit in zip(match, hits, strict=True)
        }
        first = [seen[hit.passage.id].score for hit in hits]
        if cancelled():
            raise Outdated
        order = sorted(range(len(hits)), key=lambda at: -first[at])[:CLOSELY]
        closely = question.rate([hits[at].text for at in order], [first[at] for at in order])
        made = [
            Spoken(hits[at].passage, hits[at].text, infos[hits[at].item], one.score, one.sentences)
            for at, one in zip(order, closely, strict=True)
        ]
        return sorted(made, key=lambda one: -one.score), seen

    def _asked_of(self, asked: str, spoken: list[Spoken], cancelled: Cancelled) -> list[Spoken]:
        """The best passages in the order in which the model, too, finds the question likely behind them; the
        likelihood of a question ranks passages as in D. S. Sachan and others: Improving Passage Retrieval
        with Zero-Shot Question Generation, EMNLP 2022. Not for questions in Chinese, of which the starter
        model knows too little (the answer first for 15 of 24 instead of 18)."""
        if self._likely is None or len(spoken) < 2 or any(map(is_cjk, asked)):
            return spoken
        read = spoken[:ASKED_OF]
        nats = self._likely(asked, read, cancelled)
        best = max((nat for nat in nats if nat is not None), default=0.0)
        return _moved(spoken, [None if nat is None else LIKELIER * (nat - best) for nat in nats])

    def _near(self, question: Question, hits: Sequence[Hit], match: Sequence[float]) -> dict[int, float]:
        """The cosines of the question and the passages. Vectors that are not made yet are made
        now, of the likeliest passages."""
        import numpy as np

        store, encoder = self._search.vectors, self._search.encoder
        if store is None or encoder is None or not hits:
            return {}
        known = dict(store.of([hit.passage.id for hit in hits]))
        order = sorted(range(len(hits)), key=lambda at: -match[at])
        fresh = [hits[at] for at in order if hits[at].passage.id not in known][:MADE_NOW]
        if fresh:
            made = encoder.encode([hit.text for hit in fresh])
            known.update(zip((hit.passage.id for hit in fresh), made, strict=True))
        cosines = question.nearness(np.array(list(known.values()), np.float32))
        return dict(zip(known, map(float, cosines), strict=True))

    def _named(
        self, asked: str, filters: Filters, rarity: Callable[[str], float], cancelled: Cancelled
    ) -> dict[int, float]:
        """How far each item is one that the question names; {} where that are too many."""
        sql = f"SELECT rowid >> {NUMBERS} FROM passage_word WHERE passage_word MATCH ? LIMIT {_TELLING + 1}"
        telling: dict[str, frozenset[int]] = {}
        with self._library.reading() as db, words.cancellable(db, cancelled):
            for name in dict.fromkeys(names(asked)):
                query = parse(name)
                rows = db.execute(sql, (query.expression,)).fetchall() if query.wanted else []
                told = rows if len(rows) <= _TELLING else []
                telling[name] = frozenset(row[0] for row in told)
        admitted = [info for info in self._library.items() if filters.admits(info)]
        found = named(asked, admitted, telling, rarity)
        best = sum(share > _BEST for share in found.values())
        return found if best <= MOST_NAMED else {}

    def _of_named(
        self, asked: str, items: Sequence[int], filters: Filters, cancelled: Cancelled
    ) -> Iterable[Hit]:
        """Passages of the texts that the question names."""
        if not items:
            return ()
        ids = self._ids(items)
        if ids:
            with self._library.reading() as db, words.cancellable(db, cancelled):
                return words.shown(db, ids).values()
        narrow = Filters(items=frozenset(items), variants=filters.variants)
        return self._search.both(asked, narrow, POOL, cancelled, question=True).hits

    def _ids(self, items: Sequence[int]) -> list[int]:
        """The passages of items; [] where they are more than WHOLE."""
        found: list[int] = []
        for item in items:
            found += (one.id for one in self._library.passages(item))
            if len(found) > WHOLE:
                return []
        return found

    def _otherwise(self, question: Question, filters: Filters, cancelled: Cancelled) -> Iterable[Hit]:
        """Passages that say it in words the thesaurus has for those of the question."""
        others = [
            other
            for word in question.words
            for other, near in self._synonyms(word).items()
            if near >= _SYNONYMS
        ]
        # A question in Chinese has no spaces: what may stand elsewhere are its pairs of characters.
        pairs = [one for one in stems(question.text) if is_cjk(one[0])]
        wanted = [*pairs, *(f"{one}*" if len(one) > 3 else one for one in dict.fromkeys(others))]
        if not wanted:
            return ()
        query = parse(" ".join(wanted))
        chosen = filters.chosen(self._library.items())
        with self._library.reading() as db, words.cancellable(db, cancelled):
            return words.shown(db, words.loosely(db, query, chosen, POOL)).values()

    def _occurs(self, name: str, counts: dict[str, int]) -> bool:
        if counts.get(name, 0):
            return True
        wanted = stem(name)
        return any(
            wanted in {stem(word) for word in content(f"{info.title} {info.author}")}
            for info in self._library.items()
        )

    def _counts(self, wanted: Sequence[str], cancelled: Cancelled) -> dict[str, int]:
        """In how many passages each word stands."""
        sql = (
            "SELECT count(*) FROM (SELECT 1 FROM passage_word WHERE passage_word MATCH ?"
            f" LIMIT {_COUNTED})"
        )
        made: dict[str, int] = {}
        with self._library.reading() as db, words.cancellable(db, cancelled):
            for word in dict.fromkeys(wanted):
                query = parse(word)
                if units(word) and query.wanted:
                    made[word] = db.execute(sql, (query.expression,)).fetchone()[0]
        return made

    def _passages(self) -> int:
        with self._library.reading() as db:
            return int(db.execute("SELECT count(*) FROM passage").fetchone()[0])


def _about(info: ItemInfo, passage: Passage) -> str:
    return f"{info.title} {info.author} {passage.heading}"


def _moved(spoken: list[Spoken], added: Sequence[float | None]) -> list[Spoken]:
    """Sorted anew, with so much added to the scores of the first; None, what is not known, counts as much as
    the others in the mean."""
    known = [one for one in added if one is not None]
    mean = sum(known) / max(1, len(known))
    again = [
        replace(one, score=one.score + (mean if more is None else more))
        for one, more in zip(spoken, added, strict=False)
    ]
    return sorted(again, key=lambda one: -one.score) + spoken[len(added) :]


def _sure(question: Question, best: Spoken, seen: Mapping[int, Seen]) -> float:
    return sureness(question, seen[best.passage.id], best.best[0], best.text)
