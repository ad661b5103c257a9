"""A collection and the rule that fills it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from muse_desktop.errors import MuseError

Choice = Literal["all", "best", "diverse", "random"]


class Rule(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which texts a collection takes. What is empty or None asks for nothing.

    A text needs one of `languages`, of `authors` (however the name is turned), of `rights` and of `formats`,
    and all of `tags`; "" in `languages` or `rights` is what is unknown. Years and words are inside the
    limits, both ends included; with a limit a text of unknown year is not. Of those that fit, `choice` takes
    all, or `count`: the best by rating then length, those that differ most from each other, or any, drawn by
    `seed`. Of the versions of one work the longest alone is taken, unless `versions`; variants never, unless
    `variants`.
    """

    languages: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    least_words: int | None = None
    most_words: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    least_rating: int = 0
    versions: bool = False
    variants: bool = False
    choice: Choice = "all"
    count: int = 20
    seed: int = 0

    def as_json(self) -> dict[str, Any]:
        """What the database keeps of it."""
        kept = msgspec.to_builtins(self)
        # A rule that asks for nothing takes everything, and is still no collection by hand.
        return {**kept, "choice": self.choice}


def rule_of(kept: Mapping[str, Any]) -> Rule | None:
    """The rule that the database keeps; None for a collection by hand.

    Raises MuseError library_collections.rule_unreadable for one of a later version.
    """
    if not kept:
        return None
    try:
        return msgspec.convert(kept, Rule)
    except msgspec.ValidationError as error:
        raise MuseError("library_collections.rule_unreadable", reason=str(error)) from error


@dataclass(frozen=True)
class CollectionInfo:
    """A collection as it is listed. `by_rule`: a rule fills it, `updated_at` says when it last did."""

    id: int
    name: str
    by_rule: bool
    items: int
    words: int
    created_at: str
    updated_at: str


@dataclass(frozen=True)
class Refilled:
    """What running a rule again did: the items now in order, and which came and went."""

    items: tuple[int, ...]
    came: tuple[int, ...]
    went: tuple[int, ...]
