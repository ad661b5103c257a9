"""Texts of the library that a prompt is to be in conversation with: as much of each as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from muse_desktop.text.segment import is_cjk, sentences

LEAST = 24
"""Tokens; a reference of which less than this would be told is left out."""


@dataclass(frozen=True)
class Reference:
    """A text, or a passage of one. `item`: its number in the library; `shelf`: its id on the inspiration
    shelf, "" for a text of the writer's own choosing; `start`: where the passage begins in the item's text.
    """

    item: int
    title: str
    text: str
    author: str = ""
    shelf: str = ""
    start: int = 0

    @property
    def name(self) -> str:
        """Title and author, for the eye."""
        return f"{self.title} · {self.author}" if self.author else self.title


class References(msgspec.Struct, frozen=True):
    """The words for a prompt, the references they hold (with the text as it is told), and those left out."""

    text: str = ""
    told: tuple[Reference, ...] = ()
    left_out: tuple[Reference, ...] = ()
    shortened: tuple[Reference, ...] = ()


NO_REFERENCES = References()


def told(references: Sequence[Reference], language: str, room: int) -> References:
    """The words for `references` in about `room` tokens, shared evenly.

    What one leaves free the next may use. A text too long for its share is told from its
    beginning and ends with a sentence or line.
    """
    inside: list[Reference] = []
    left_out: list[Reference] = []
    shortened: list[Reference] = []
    blocks: list[str] = []
    for place, one in enumerate(references):
        head = heading(one, language)
        share = room // (len(references) - place) - tokens(head) - 2
        kept = shorter(one.text.strip(), share) if share >= LEAST else ""
        if not kept:
            left_out.append(one)
            continue
        if len(kept) < len(one.text.strip()):
            shortened.append(one)
        block = f"{head}\n\n{kept}"
        room -= tokens(block) + 2
        inside.append(replace(one, text=kept))
        blocks.append(block)
    return References("\n\n".join(blocks), tuple(inside), tuple(left_out), tuple(shortened))


def heading(one: Reference, language: str) -> str:
    """The line above a reference."""
    if language == "zh":
        return f"《{one.title}》{one.author}".rstrip()
    return f"{one.title}, by {one.author}" if one.author else one.title


def shorter(text: str, room: int) -> str:
    """The beginning of `text` in about `room` tokens, to the end of a sentence or line; "" if none fits."""
    if tokens(text) <= room:
        return text
    end = 0
    for _, stop in sentences(text):
        if tokens(text[:stop]) > room:
            break
        end = stop
    return text[:end]


def tokens(text: str) -> int:
    """About how many tokens `text` is, rather too many: four letters, or one character of Chinese."""
    wide = sum(map(is_cjk, text)) if not text.isascii() else 0
    return wide + (len(text) - wide) // 4 + 2
