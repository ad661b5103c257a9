"""How much of what the library holds: by language, author, time and rights.

Variants are left out: they are the writer's own workings on a text that is counted already. Further versions
of a work are counted, since each is a text by itself, and told apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.stats.names import author_key, displayed_author

_CENTURIES_UNTIL = 1800  # from then on by fifty years


@dataclass(frozen=True)
class Share:
    """Texts and words (each 字 is one) that have `key` in common; "" is what nobody knows."""

    key: str
    items: int
    words: int


@dataclass(frozen=True, order=True)
class Era:
    """The years `start` to `end`, both inside; years before Christ are negative."""

    start: int
    end: int


@dataclass(frozen=True)
class EraShare:
    """Texts and words of a time; `era` None: their year is unknown."""

    era: Era | None
    items: int
    words: int


@dataclass(frozen=True)
class Overview:
    """The figures of a library. Shares are sorted by words, most first; eras by time, unknown last.

    `variants` are left out of every other figure. `versions` are texts that are a further version of a work
    (counted in the others), `version_words` theirs. `rights` keys: mine, public_domain, licensed, "".
    """

    items: int
    words: int
    languages: tuple[Share, ...]
    authors: tuple[Share, ...]
    eras: tuple[EraShare, ...]
    rights: tuple[Share, ...]
    variants: int
    versions: int
    version_words: int


def overview(items: Iterable[ItemInfo]) -> Overview:
    """The figures of these items."""
    everything = list(items)
    counted = [one for one in everything if one.parent is None]
    further = _further_versions(counted)
    return Overview(
        items=len(counted),
        words=sum(one.words for one in counted),
        languages=_shares(counted, lambda one: one.language),
        authors=_author_shares(counted),
        eras=_era_shares(counted),
        rights=_shares(counted, lambda one: one.rights),
        variants=len(everything) - len(counted),
        versions=len(further),
        version_words=sum(one.words for one in further),
    )


def era_of(year: int) -> Era:
    """The era that a year is counted in: its century, from 1800 on its half of the century."""
    span = 50 if year >= _CENTURIES_UNTIL else 100
    start = year // span * span
    return Era(start, start + span - 1)


def _shares(items: Sequence[ItemInfo], key: Callable[[ItemInfo], str]) -> tuple[Share, ...]:
    texts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for one in items:
        texts[key(one)] += 1
        words[key(one)] += one.words
    made = (Share(name, number, words[name]) for name, number in texts.items())
    return tuple(sorted(made, key=lambda share: (-share.words, -share.items, share.key)))


def _author_shares(items: Sequence[ItemInfo]) -> tuple[Share, ...]:
    """By author, "Austen, Jane" and "Jane Austen" as one, under the name that most texts have."""
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in items:
        spelled[author_key(one.author)][displayed_author(one.author)] += 1
    name = {key: min(found, key=lambda form: (-found[form], form)) for key, found in spelled.items()}
    return _shares(items, lambda one: name[author_key(one.author)])


def _era_shares(items: Sequence[ItemInfo]) -> tuple[EraShare, ...]:
    texts: Counter[Era | None] = Counter()
    words: Counter[Era | None] = Counter()
    for one in items:
        era = None if one.year is None else era_of(one.year)
        texts[era] += 1
        words[era] += one.words
    known = sorted(era for era in texts if era is not None)
    order: list[Era | None] = [*known, *([None] if None in texts else [])]
    return tuple(EraShare(era, texts[era], words[era]) for era in order)


def _further_versions(items: Sequence[ItemInfo]) -> list[ItemInfo]:
    """All but the longest text of each work."""
    works: defaultdict[int, list[ItemInfo]] = defaultdict(list)
    for one in items:
        if one.work is not None:
            works[one.work].append(one)
    return [
        one for some in works.values() for one in sorted(some, key=lambda each: (-each.words, each.id))[1:]
    ]
