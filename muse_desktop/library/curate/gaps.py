"""What is missing in a library: numbers of a series, and what its texts have hardly any of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.curate.values import Pick, Reason
from muse_desktop.library.stats.names import author_key, displayed_author
from muse_desktop.library.stats.overview import Era, era_of

_MOST_MISSING = 20  # more numbers than this between two parts: not the same series
_FEW = 5  # a library of fewer texts is no reason to speak of what it lacks
_LONG_EMPTINESS = 150  # years
_MOST_OF_IT = 0.6
_DIGITS = "〇一二三四五六七八九"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMBERED = re.compile(
    r"(?P<before>.*?(?:\b(?:part|book|vol(?:ume)?\.?|chapter|letter|no\.?|act|canto|#)\s*|[\s_\-]))"
    r"(?P<number>\d{1,3}|[IVXLC]{1,7})(?P<after>\b.*)?$",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?P<before>.*?第?)(?P<number>[〇零一二三四五六七八九十百\d]{1,5})(?P<after>[章回节節卷部篇集册冊幕])"
)
_AT_END = re.compile(
    r"(?P<before>.*[其之第（(]\s*)(?P<number>[一二三四五六七八九十\d]{1,3})(?P<after>[）)]?)$"
)


@dataclass(frozen=True)
class Numbered:
    """A title that counts: what stands around the number, and the number."""

    series: str
    number: int


def numbered(title: str) -> Numbered | None:
    """The series a title belongs to and its number ("Letters 3", "第三章", "Book IV"), if it has one."""
    for pattern in (_CHINESE, _AT_END, _NUMBERED):
        found = pattern.match(title.strip())
        if found and (value := _value(found["number"])):
            after = "" if pattern is _NUMBERED else f"…{found['after']}"
            name = found["before"] + after
            return Numbered(" ".join(name.casefold().split()), value)
    return None


def gaps(items: Sequence[ItemInfo]) -> list[Pick]:
    """What is missing, most telling first. The language of the sentences is the reader's own matter."""
    counted = [one for one in items if one.parent is None]
    found = list(_series(counted))
    if len(counted) >= _FEW:
        found += _one_sided(counted)
        found += _empty_eras(counted)
        found += _lonely_tags(counted)
        found += _unknown(counted)
    return sorted(found, key=lambda pick: -pick.score)


def _series(items: Sequence[ItemInfo]) -> Iterator[Pick]:
    """Numbers missing between those there; one text alone is no series."""
    series: defaultdict[tuple[str, str], dict[int, ItemInfo]] = defaultdict(dict)
    for one in items:
        if known := numbered(one.title):
            series[author_key(one.author), known.series].setdefault(known.number, one)
    for (_, name), parts in series.items():
        numbers = sorted(parts)
        missing = [number for number in range(numbers[0], numbers[-1]) if number not in parts]
        if len(parts) < 2 or not missing or len(missing) > min(_MOST_MISSING, 2 * len(parts)):
            continue
        before = parts[max(number for number in numbers if number < missing[0])]
        after = parts[min(number for number in numbers if number > missing[0])]
        said = ", ".join(map(str, missing))
        reason = Reason("missing_number", {"before": before.title, "after": after.title, "missing": said})
        yield Pick("gap", f"series:{name}:{said}", before.title, (reason,), 1.0, before.id)


def _one_sided(items: Sequence[ItemInfo]) -> Iterator[Pick]:
    """One author, or one language, who is most of the library."""
    everything = sum(one.words for one in items) or 1
    for what, words, name in (
        ("author", _words_by(items, {one.id: author_key(one.author) for one in items}), _author_names(items)),
        ("language", _words_by(items, {one.id: one.language for one in items}), {}),
    ):
        key, most = max(words.items(), key=lambda pair: pair[1], default=("", 0))
        share = most / everything
        if key and share > _MOST_OF_IT and (what == "author" or share < 1):
            percent = round(100 * share)
            reason = Reason(f"mostly_one_{what}", {what: name.get(key, key), "percent": percent})
            yield Pick("gap", f"{what}:{key}", name.get(key, key), (reason,), 0.3 + 0.3 * share)


def _words_by(items: Sequence[ItemInfo], keys: Mapping[int, str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for one in items:
        words[keys[one.id]] += one.words
    return words


def _author_names(items: Sequence[ItemInfo]) -> dict[str, str]:
    return {author_key(one.author): displayed_author(one.author) for one in items}


def _empty_eras(items: Sequence[ItemInfo]) -> Iterator[Pick]:
    """A time without a text, between times that have some; a long emptiness is not what a writer misses."""
    there = sorted({era_of(one.year) for one in items if one.year is not None})
    if len(there) < 3:  # too little to see a hole in
        return
    for before, after in pairwise(there):
        hole = Era(before.end + 1, after.start - 1)
        if 0 < hole.end - hole.start < _LONG_EMPTINESS:
            name = f"{hole.start}–{hole.end}"
            yield Pick("gap", f"era:{name}", name, (Reason("empty_era", {"years": name}),), 0.4)


def _lonely_tags(items: Sequence[ItemInfo]) -> Iterator[Pick]:
    """Tags that only one text has, where others are used often."""
    tags = Counter(tag for one in items for tag in one.tags)
    if not tags or max(tags.values()) < 3:
        return
    for one in items:
        for tag in one.tags:
            if tags[tag] == 1:
                reason = Reason("lonely_tag", {"tag": tag, "title": one.title})
                yield Pick("gap", f"tag:{tag}", tag, (reason,), 0.3, one.id)


def _unknown(items: Sequence[ItemInfo]) -> Iterator[Pick]:
    """What nobody has said of the texts yet, where it is many of them."""
    for what, number, score in (
        ("rights", sum(not one.rights for one in items), 0.7),
        ("author", sum(not one.author for one in items), 0.5),
        ("rating", len(items) if not any(one.rating for one in items) else 0, 0.2),
    ):
        if number >= max(_FEW, len(items) // 4):
            reason = Reason(f"unknown_{what}", {"number": number, "texts": len(items)})
            yield Pick("gap", f"unknown:{what}", "", (reason,), score)


def _value(number: str) -> int:
    """The number that digits, Roman or Chinese numerals say; 0 where they say none."""
    if number.isdecimal():
        return int(number)
    if number.isascii():
        values = [_ROMAN[letter] for letter in number.upper()]
        later = [*values[1:], 0]
        made = sum(-one if one < next_ else one for one, next_ in zip(values, later, strict=True))
        return made if number in (number.upper(), number.lower()) else 0
    return _chinese(number.replace("零", "〇"))


def _chinese(number: str) -> int:
    if not any(unit in number for unit in "十百"):
        return int("".join(str(_DIGITS.index(one)) if one in _DIGITS else one for one in number))
    total, digit = 0, 0
    for one in number:
        if one in "十百":
            total += (digit or 1) * (10 if one == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.index(one) if one in _DIGITS else int(one)
    return total + digit
