"""Which passages of a draft stand in the library, and where.

The check compares with the texts it is given and nothing else: not the internet, and not what a model was
trained on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


Kind = Literal["verbatim", "near", "paraphrase"]

MINIMUM_LETTERS = 32
MINIMUM_CJK = 13


@dataclass(frozen=True)
class Place:
    """A passage of the draft, in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A passage of a library item, in code points of its text."""

    item: int
    title: str
    path: str
    start: int
    end: int


@dataclass(frozen=True)
class Hit:
    """A passage that the draft shares with one library item.

    `text` is the draft's passage exactly as written; `words` counts it as a reader would, `letters` as the
    check does (letters and digits after normalising). `rarity` is the number of library items that contain
    the whole passage: 1 is a passage found nowhere else, a high number is a common phrase. Only kind
    "verbatim" is found so far; near-verbatim copies and paraphrases will come as the other kinds.
    """

    kind: Kind
    draft: Place
    source: Source
    text: str
    words: int
    letters: int
    rarity: int = 1


@dataclass(frozen=True)
class CheckReport:
    """What a check found. `items` and `words` are the size of the library it compared with.

    `covered_words` are the draft's words that lie in any hit, each counted once; `draft_words` all its words.
    """

    hits: tuple[Hit, ...]
    items: int
    words: int
    draft_words: int
    covered_words: int
    seconds: float
