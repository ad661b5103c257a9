"""What each feature needs of the library, and how much of it is there.

The figures are floors below which a feature says nothing useful, not promises above them. A voice takes its
measures (function words, lengths of sentences, marks) from the writer's own words; rates of common function
words are steady from some ten thousand words on, and a held-out fifth has to be left to test them on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from muse_desktop.errors import Language, message
from muse_desktop.library.corpus import ItemInfo

Feature = Literal["check", "search", "ask", "versions", "curator", "diverse", "voice"]
Unit = Literal["texts", "words"]

VOICE_WORDS = 20_000
TEXTS: Mapping[Feature, int] = {"check": 1, "search": 1, "ask": 1, "versions": 2, "curator": 5, "diverse": 20}


@dataclass(frozen=True)
class Need:
    """`feature` needs `needed` texts or words and `have` are there; `language` says of which ("" any)."""

    feature: Feature
    unit: Unit
    needed: int
    have: int
    language: str = ""

    @property
    def met(self) -> bool:
        """Whether there is enough."""
        return self.have >= self.needed

    def text(self, language: Language) -> str:
        """The sentence for the writer."""
        return message(f"library_stats.need_{self.feature}", language, needed=self.needed, have=self.have)


@dataclass(frozen=True)
class OwnWords:
    """Words by language that the record knows as the writer's own, in the manuscript."""

    by_language: Mapping[str, int] = field(default_factory=dict)


def needs(items: Iterable[ItemInfo], own: OwnWords | None = None) -> tuple[Need, ...]:
    """Every feature's need. `own`: what the manuscript adds to the library's texts that are the writer's.

    A voice is one language's: `have` counts the one with most of the writer's words.
    """
    counted = [one for one in items if one.parent is None]
    words: Counter[str] = Counter((own or OwnWords()).by_language)
    for one in counted:
        if one.rights == "mine":
            words[one.language] += one.words
    language, most = max(words.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    found = [Need(feature, "texts", needed, len(counted)) for feature, needed in TEXTS.items()]
    return (*found, Need("voice", "words", VOICE_WORDS, most, language))
