"""What an originality check finds: passages of a draft and where they stand in the library.

All positions are code points, ends exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["verbatim", "near", "paraphrase"]
"""verbatim: the same letters in a row; near: the same words edited, swapped, shuffled; paraphrase: possibly
the same said in other words."""
KINDS: tuple[Kind, ...] = ("verbatim", "near", "paraphrase")


@dataclass(frozen=True)
class Place:
    """A passage of the draft."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A passage of a library item's text. `path`: where the item was added from."""

    item: int
    title: str
    path: str
    start: int
    end: int


@dataclass(frozen=True)
class Why:
    """What a hit rests on, for a writer who asks why it was raised.

    `run`: letters of the longest shared run. `shared`: how many of the passage's words (中文: 字) stand in
    the source's passage too, in any order, of `of`. `meaning`: cosine of the meanings, 0 where it was not
    asked; `runner_up`: that of the best passage elsewhere, which must be clearly less.
    """

    run: int = 0
    shared: int = 0
    of: int = 0
    meaning: float = 0.0
    runner_up: float = 0.0


NO_REASON = Why()


@dataclass(frozen=True)
class Hit:
    """A passage that the draft shares with one library item.

    `text` is the draft's passage exactly as written; `words` counts it as a reader would, `letters` as the
    check does (letters and digits after normalising that are equal in both; a passage may bridge a few that
    differ). `rarity` is the number of library items that contain the whole passage: 1 is a passage found
    nowhere else, a high number is a common phrase. `likeness` 0 ... 1 is how alike both passages are, 1 for
    the same words. `raised`: worth a writer's attention; the others are only listed.
    """

    kind: Kind
    draft: Place
    source: Source
    text: str
    words: int
    letters: int
    rarity: int = 1
    likeness: float = 1.0
    raised: bool = True
    why: Why = NO_REASON


@dataclass(frozen=True)
class CheckReport:
    """What a check found. `items` and `words` are the size of the library it compared with.

    `covered_words` are the draft's words that lie in any raised hit, each counted once; `draft_words` all its
    words. `own_left_out`: how many texts of the writer's own it was not compared with, as it is by default.
    `meaning`: whether passages with the same meaning in other words were looked for too; `encoder` names what
    they were looked for with.
    """

    hits: tuple[Hit, ...]
    items: int
    words: int
    draft_words: int
    covered_words: int
    seconds: float
    own_left_out: int = 0
    meaning: bool = False
    encoder: str = ""
