"""House rules: what a publisher, a contest or a magazine asks for, as data that a writer can edit.

Shipped sets are resources/house_rules/*.toml; a writer's own are rows of `house_profile`.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from muse_desktop.errors import Language, MuseError
from muse_desktop.paths import resource
from muse_desktop.studio.publication.values import HOLDING

OWN = "own:"
FIRST = "general"
AGES = (0, 6, 12, 16, 18)
"""0: no age rating."""
LIMITS = ("model_percent", "shared_words", "quote_words", "quote_percent", "least_words", "most_words")
"""The rules that are numbers, not below 0."""


class Rules(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a house asks for; None, "" and () ask for nothing.

    `model_percent`: most words that rest on generated text, 0 for none at all; `no_requests`: no model may
    have been asked for anything; `disclosure`: the form that must be answered, "any" for one of them;
    `shared_words`: the longest passage in common with the library outside quotation marks; `known_sources`:
    a source of unknown terms fails; `quote_words` and `quote_percent`: the longest quotation and all of
    them; `commercial`: the work is to be sold; `banned`: words, `*` at the end for any ending; `age`: the
    youngest readers; `genres`: those not taken; `claims`: what generated text states must be ticked off;
    `holds`: rules of `values.HOLDING` that hold an export back while they fail.
    """

    model_percent: float | None = None
    no_requests: bool = False
    disclosure: str = ""
    shared_words: int | None = None
    known_sources: bool = False
    quote_words: int | None = None
    quote_percent: float | None = None
    commercial: bool = False
    banned: tuple[str, ...] = ()
    age: int = 0
    genres: tuple[str, ...] = ()
    least_words: int | None = None
    most_words: int | None = None
    claims: bool = False
    holds: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """SHA-256 of the rules as JSON with sorted names, hexadecimal."""
        data = json.dumps(msgspec.to_builtins(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(data.encode()).hexdigest()


@dataclass(frozen=True)
class Profile:
    """A set of rules with its name. `shipped`: it came with the app and cannot be changed, only copied."""

    id: str
    name: str
    about: str
    rules: Rules
    shipped: bool


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("house_rules", f"{name}.toml").read_text("utf-8"))


@cache
def shipped_ids() -> tuple[str, ...]:
    """The sets that come with the app, in their order."""
    names = (path.stem for path in resource("house_rules").glob("*.toml"))
    return tuple(sorted(names, key=lambda name: (_file(name)["order"], name)))


def shipped(profile: str, language: Language) -> Profile:
    """One of them. Raises MuseError publication.no_profile."""
    if profile not in shipped_ids():
        raise MuseError("publication.no_profile", profile=profile)
    data = _file(profile)
    rules = rules_of(data.get("rules", {}))
    return Profile(profile, data["name"][language], data["about"][language], rules, True)


def own(number: int, name: str, rules: Mapping[str, Any]) -> Profile:
    """A writer's own set."""
    return Profile(f"{OWN}{number}", name, "", rules_of(rules), False)


def number_of(profile: str) -> int | None:
    """The row of a writer's own set, None for a shipped one."""
    digits = profile.removeprefix(OWN)
    return int(digits) if profile.startswith(OWN) and digits.isascii() and digits.isdigit() else None


def rules_of(raw: Mapping[str, Any]) -> Rules:
    """Rules from a mapping; what is missing, of another type or out of range asks for nothing."""
    kept: dict[str, Any] = {}
    for name, value in raw.items():
        try:
            msgspec.convert({name: value}, Rules)
        except msgspec.ValidationError:
            continue
        kept[name] = value
    rules = msgspec.convert(kept, Rules)
    for name in LIMITS:
        value = getattr(rules, name)
        if value is not None and not 0 <= value < 10**9:
            rules = msgspec.structs.replace(rules, **{name: None})
    return msgspec.structs.replace(
        rules,
        age=rules.age if rules.age in AGES else 0,
        banned=tuple(dict.fromkeys(one for one in map(_tidy, rules.banned) if one.strip("* "))),
        holds=tuple(one for one in HOLDING if one in rules.holds),
    )


def _tidy(word: str) -> str:
    return " ".join(word.split())
