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
from muse_desktop.text.english_forms import bases

SAME, WIDER = 0.75, 0.55
"""How near a word of the same meaning is, and one of a wider or narrower one."""
_WORD = re.compile(rb"[a-z]{3,30}")
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


@lru_cache(512)
def near(word: str, stem: Callable[[str], str]) -> dict[str, float]:
    """The stems of words near to an English `word`, with how near they are; {} for other scripts."""
    found: dict[str, float] = {}
    for form in dict.fromkeys((word, *bases(word))):
        key = form.encode("ascii", "ignore")
        if len(key) == len(form) and _WORD.fullmatch(key):
            for other, nearness in (*_own(key), *_others(key)):
                kept = stem(other.decode())
                found[kept] = max(found.get(kept, 0.0), nearness)
    return found


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
