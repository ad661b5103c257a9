"""What the curator is asked and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from muse_desktop.errors import Language, Value, message

PickKind = Literal["reread", "forgotten", "related", "gap"]
KINDS: tuple[PickKind, ...] = get_args(PickKind)


@dataclass(frozen=True)
class Reason:
    """One reason for a pick: a message code of the room library_curate and its values."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """The reason as a sentence. A value `language` is a code, which is said by its name."""
        values = dict(self.values)
        if "language" in values:
            code = f"library_curate.language_{values['language']}"
            said = message(code, language)
            values["language"] = str(values["language"]) if said == code else said
        return message(f"library_curate.{self.code}", language, **values)


@dataclass(frozen=True)
class Pick:
    """Something worth a look, and why, the weightiest reason first.

    `kind` and `key` name it for good, also when a later look finds it again: that is what a dismissal keeps.
    `item` is a text of the library, `document` one of the manuscript; a gap may have neither. `start` to
    `end` are code points of the item's text where a passage is meant, else 0. `score` 0 to 1 orders picks of
    one kind before any slider.
    """

    kind: PickKind
    key: str
    title: str
    reasons: tuple[Reason, ...]
    score: float
    item: int | None = None
    document: int | None = None
    start: int = 0
    end: int = 0
    excerpt: str = ""


@dataclass(frozen=True)
class Draft:
    """A text of the manuscript, as the curator needs it. `target` is words, 0 is none."""

    document: int
    title: str
    words: int
    updated_at: str
    status: str = ""
    target: int = 0


@dataclass(frozen=True)
class Asking:
    """What the writer wants of the curator.

    `text` is what she works on, "" for nothing in particular. `balance` is the slider: 0 surprising, 1
    similar. `count` picks of each kind at most.
    """

    text: str = ""
    balance: float = 0.5
    count: int = 5
    kinds: tuple[PickKind, ...] = KINDS


@dataclass(frozen=True)
class Picks:
    """What the curator found. `likeness` is the mean likeness of the picks to each other, by kind (0 to 1).

    `looked_at` of `texts` were compared with each other: of a very large library a part, said so.
    """

    picks: tuple[Pick, ...]
    likeness: Mapping[PickKind, float]
    looked_at: int
    texts: int

    def of(self, kind: PickKind) -> Sequence[Pick]:
        """The picks of one kind, best first."""
        return [one for one in self.picks if one.kind == kind]
