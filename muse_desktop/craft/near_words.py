"""Words that may stand for another one in an answer to a question: both ways through the shipped thesaurus.

`thesaurus.look_up` goes from a word to its other words. Here the narrower ones are wanted too (from "flower"
to "rose", which has "flower" as its broader term), for which the file is read as a whole: some milliseconds a
word, and no second index.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from muse_desktop.paths import resource

SAME, WIDER = 0.75, 0.55
"""How near a word of the same meaning is, and one of a wider or narrower one."""
LEVELS, MOST_SENSES = 5, 3
_WORD = re.compile(rb"[a-z]{3,30}")
_GENERIC = re.compile(rb"\|([a-z][a-z '\-]{1,40}) \(generic term\)")
_OTHER = re.compile(rb"\|([a-z]{2,30})(?: \((generic|similar|related) term\))?(?=[|\n])")


@lru_cache(1)
def _data() -> bytes:
    try:
        return b"\n" + resource("thesauri", "en", "words.dat").read_bytes().lower()
    except OSError:
        return b""


@lru_cache(1)
def _places() -> dict[bytes, int]:
    """Where each word stands in `_data()`; ten times as fast as looking for it."""
    try:
        lines = resource("thesauri", "en", "words.index").read_bytes().lower().splitlines()
    except OSError:
        return {}
    return {word: int(place) + 1 for word, place in (line.split(b"\t") for line in lines if b"\t" in line)}


@lru_cache(20_000)
def kinds(word: str) -> frozenset[str]:
    """What an English noun is a kind of, itself included, up to LEVELS steps: "ewe" is a sheep, an animal.

    Of its senses and those of its wider words MOST_SENSES each are followed, the commonest: they come first.
    """
    found = {word}
    edge = [form.encode("ascii", "ignore") for form in dict.fromkeys((word, *_bases(word)))]
    for level in range(LEVELS):
        wider = [one for key in edge for one in _wider(key, MOST_SENSES if level == 0 else 1)]
        edge = [one for one in dict.fromkeys(wider) if one.decode() not in found]
        found.update(one.decode() for one in edge)
    return frozenset(found)


@lru_cache(20_000)
def _wider(key: bytes, senses: int) -> tuple[bytes, ...]:
    place = _places().get(key)
    if place is None:
        return ()
    lines = _data()[place : place + 20_000].split(b"\n")
    count = int(lines[0].rsplit(b"|", 1)[1])
    nouns = [line for line in lines[1 : 1 + count] if line.startswith(b"(noun)")]
    return tuple(match[1] for line in nouns[:senses] for match in _GENERIC.finditer(line))


@lru_cache(512)
def near(word: str, stem: Callable[[str], str]) -> dict[str, float]:
    """The stems of words near to an English `word`, with how near they are; {} for other scripts."""
    found: dict[str, float] = {}
    for form in dict.fromkeys((word, *_bases(word))):
        key = form.encode("ascii", "ignore")
        if len(key) == len(form) and _WORD.fullmatch(key):
            for other, nearness in (*_own(key), *_others(key)):
                kept = stem(other.decode())
                found[kept] = max(found.get(kept, 0.0), nearness)
    return found


def _bases(word: str) -> tuple[str, ...]:
    """What an inflected form may come from; those that are no words are not in the file."""
    made: list[str] = []
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"),
                            ("ing", ""), ("ing", "e")):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)] + instead
            made.append(base)
            if len(base) > 3 and base[-1] == base[-2]:
                made.append(base[:-1])
    return tuple(made)


def _own(key: bytes) -> list[tuple[bytes, float]]:
    """What the file says of a word."""
    data = _data()
    head = data.find(b"\n" + key + b"|")
    if head < 0:
        return []
    lines = data[head + 1 : head + 20_000].split(b"\n")
    count = int(lines[0].rsplit(b"|", 1)[1])
    senses = b"\n".join(lines[1 : 1 + count]) + b"\n"
    return [(match[1], WIDER if match[2] else SAME) for match in _OTHER.finditer(senses)]


def _others(key: bytes) -> list[tuple[bytes, float]]:
    """The words of which the file says this one."""
    data, found = _data(), []
    for match in re.finditer(rb"\|" + key + rb"(?: \((generic|similar|related) term\))?(?=[|\n])", data):
        start = data.rfind(b"\n", 0, match.start())
        while data.startswith(b"\n(", start):
            start = data.rfind(b"\n", 0, start)
        head = data[start + 1 : data.find(b"|", start)]
        if _WORD.fullmatch(head):
            found.append((head, WIDER if match[1] else SAME))
    return found
