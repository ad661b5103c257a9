"""What a publication check says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muse_desktop.formats.report import Mark
from muse_desktop.originality.values import CheckReport
from muse_desktop.provenance.checked_work import Text
from muse_desktop.provenance.disclosure.values import Draft
from muse_desktop.provenance.figures import Figures
from muse_desktop.provenance.overrides import Override
from muse_desktop.provenance.source_items import Pasted, Taken, Terms

RULES = (
    "ai_text", "ai_use", "disclosure", "record", "originality", "sources", "quotations", "models", "banned",
    "age", "genres", "length", "claims",
)  # fmt: skip
"""All rules, in the order they are told of."""

HOLDING = ("ai_text", "ai_use", "disclosure", "banned", "length")
"""Rules whose failure may hold an export back: those that are quickly looked at, and that a house names."""


@dataclass(frozen=True)
class Place:
    """A passage [start, end) of a document, in code points, with its words (cut where they are many).

    `note` says what it is about; `key` is set where the passage can be ticked off.
    """

    document: int
    title: str
    start: int
    end: int
    text: str
    note: str = ""
    key: str = ""
    ticked: bool = False


@dataclass(frozen=True)
class Finding:
    """What one rule says. `told`: a sentence; `details`: more of them, one line each; `todo`: what to do, ""
    where nothing is. `measure`: how much there is of what the rule is about; `override`: it was set aside."""

    rule: str
    mark: Mark
    name: str
    told: str
    details: tuple[str, ...] = ()
    todo: str = ""
    places: tuple[Place, ...] = ()
    measure: int = 0
    override: Override | None = None

    @property
    def stands(self) -> bool:
        """Whether it is a failure that was not set aside."""
        return self.mark == "fail" and self.override is None


@dataclass(frozen=True)
class Material:
    """All that a check looks at. `hits`: by document, what it shares with the library; `ingredients`: texts
    of the library that share a passage with what the model was given, by number, with the request.
    `licences`: by model licence, whether what such a model wrote may be sold ("yes", "terms", "no",
    "unknown") and a sentence on it; `answered`: forms of disclosure with answers, and their drafts.
    """

    figures: Figures
    texts: tuple[Text, ...]
    hits: Mapping[int, CheckReport]
    library_items: int
    library_words: int
    terms: Mapping[int, Terms]
    pasted: tuple[Pasted, ...]
    taken: tuple[Taken, ...]
    ingredients: Mapping[int, int]
    licences: Mapping[str, tuple[str, str]]
    answered: Mapping[str, Draft]
    notice: bool
    ticks: frozenset[str]
    overrides: tuple[Override, ...]
    notices: tuple[str, ...] = ()  # what could not be compared with, in words


@dataclass(frozen=True)
class Result:
    """A check: findings in the order of RULES, and what it was made against."""

    profile: str
    profile_name: str
    rules_hash: str
    rules: tuple[tuple[str, str], ...]  # each rule of the profile in words
    findings: tuple[Finding, ...]
    material: Material
    language: str
    made_at: str

    @property
    def mark(self) -> Mark:
        """The whole in one word: the worst of what was not set aside."""
        marks = {"warn" if one.override else one.mark for one in self.findings}
        return next((mark for mark in ("fail", "warn", "unknown") if mark in marks), "pass")

    def of(self, rule: str) -> Finding:
        """What a rule says. Raises KeyError where the profile does not ask for it."""
        found = next((one for one in self.findings if one.rule == rule), None)
        if found is None:
            raise KeyError(rule)
        return found
