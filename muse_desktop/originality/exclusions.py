"""What a writer said need not be found again, and whether a hit is that.

A passage is known by its letters, not by its place, so that what is written before, behind or between does
not bring it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from muse_desktop.originality.values import Hit
from muse_desktop.text.normalise import normalise

ExclusionKind = Literal["source", "phrase", "hit"]
"""source: all of one text; phrase: these words wherever they stand; hit: these words where they stand in one
text."""
Reason = Literal["", "mine", "quotation", "common", "licensed"]
"""What the writer gave as reason; "" is none."""
REASONS: tuple[Reason, ...] = ("", "mine", "quotation", "common", "licensed")

_SHINGLE = 4  # letters; those of a passage that was edited at its ends stay the same
_ENOUGH = 0.8


@dataclass(frozen=True)
class Exclusion:
    """One thing left out in a project. `sha256` is that of the text as it was imported, "" for a phrase; it
    outlives the item. `title`: what that text was called then; `text`: the passage, "" for a whole source;
    `at`: ISO 8601, UTC."""

    id: int
    kind: ExclusionKind
    sha256: str
    title: str
    text: str
    reason: str
    at: str


def excluded_by(hit: Hit, original: str, exclusions: Iterable[Exclusion]) -> Exclusion | None:
    """The exclusion that covers `hit`, or None; `original` is the hash of its source's imported bytes."""
    return next((one for one in exclusions if _covers(one, hit, original)), None)


def _covers(one: Exclusion, hit: Hit, original: str) -> bool:
    if one.kind != "phrase" and (not original or one.sha256 != original):
        return False
    return one.kind == "source" or same_words(hit.text, one.text)


def same_words(passage: str, known: str) -> bool:
    """Whether `passage` is `known`, a part of it, or that with a few letters more or other ones.

    At least four fifths of its different runs of four letters stand in `known`: a passage that grew by more
    than a quarter is news.
    """
    ours, theirs = _letters(passage), _letters(known)
    if not ours or not theirs or _ENOUGH * len(ours) > len(theirs) + _SHINGLE:
        return False
    if ours in theirs:
        return True
    some, there = _shingles(ours), _shingles(theirs)
    return bool(some) and len(some & there) >= _ENOUGH * len(some)


@lru_cache(4096)
def _letters(text: str) -> str:
    return normalise(text).letters


@lru_cache(4096)
def _shingles(letters: str) -> frozenset[str]:
    return frozenset(letters[at : at + _SHINGLE] for at in range(len(letters) - _SHINGLE + 1))
