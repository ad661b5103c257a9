"""Whether a sentence that a model wrote is supported by the passage it is said to rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muse_desktop.library.asking.content import content, names, numbers, stem, stems
from muse_desktop.library.asking.matching import Synonyms
from muse_desktop.text.search_words import units
from muse_desktop.text.segment import is_cjk, sentences

LEAST = 0.6
"""The share of a sentence's words that passage or question must have; other words for them count."""
FROM_PASSAGE = 0.34
"""The share of them that must be the passage's own: repeating the question is no answer."""
_SYNONYM = 0.7
_NOT = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|without|cannot)\b|n['’]t\b|[不没无未非莫勿]", re.IGNORECASE
)
_CITED = re.compile(
    r"\s*[\[(（【](?:source|passage|来源|片段)?\s*\d+(?:\s*[,，;、]\s*\d+)*[\])）】]", re.IGNORECASE
)


@dataclass(frozen=True)
class Support:
    """How much of a sentence one passage supports: `share` of its words. `start`, `end`: the sentence of the
    passage that has most of them (code points of the passage's text)."""

    holds: bool
    share: float
    start: int
    end: int


def bare(sentence: str) -> str:
    """A sentence of an answer without the numbers of sources that a model wrote into it."""
    return _CITED.sub("", sentence).strip()


def support(sentence: str, passage: str, question: str, synonyms: Synonyms = lambda _: {}) -> Support:
    """Whether `passage` supports a `sentence` that answers `question`.

    Numbers and names of the sentence must stand in the passage (or the question), and most of its other
    words. Where it says no, the sentence of the passage that supports it must say no too, or the question.
    It compares words: it finds what has no ground in the passage, and cannot tell who did what to whom.
    """
    start, end, best = 0, len(passage), (-1.0, -1.0)
    for first, last in sentences(passage):
        said = passage[first:last]
        # What the question does not say itself tells best where the answer is from.
        fitting = _share(sentence, said, "", synonyms, without=question), _share(sentence, said, "", synonyms)
        if fitting > best:
            start, end, best = first, last, fitting
    share = _share(sentence, passage, question, synonyms)
    own = _share(sentence, passage, "", synonyms, without=question)
    known = _letters(passage) | _letters(question)
    holds = (
        share >= LEAST
        and own >= FROM_PASSAGE
        and numbers(sentence) <= numbers(passage) | numbers(question)
        and all(name in known for name in (*names(sentence), *_first_name(sentence, synonyms)))
        and (not _NOT.search(sentence) or _NOT.search(passage[start:end] + question) is not None)
    )
    return Support(holds, share, start, end)


def best_support(
    sentence: str, passages: Sequence[str], question: str, synonyms: Synonyms = lambda _: {}
) -> tuple[int, Support] | None:
    """Which passage supports a sentence most: its number and how; None when none does."""
    made = [(place, support(sentence, text, question, synonyms)) for place, text in enumerate(passages)]
    held = [one for one in made if one[1].holds]
    return max(held, key=lambda one: one[1].share, default=None)


def _share(
    sentence: str, passage: str, question: str, synonyms: Synonyms, without: str = ""
) -> float:
    """The share of the sentence's words that `passage` or `question` has; `without`: words not counted."""
    if any(map(is_cjk, sentence)):
        wanted = stems(sentence) - stems(without)
        pairs = stems(passage) | stems(question)
        return len(wanted & pairs) / len(wanted) if wanted else 0.0
    left_out = {stem(word) for word in content(without)}
    words = [word for word in dict.fromkeys(content(sentence)) if stem(word) not in left_out]
    there = {stem(word) for word in content(passage)} | {stem(word) for word in content(question)}
    if not words:
        return 0.0
    found = sum(
        stem(word) in there
        or any(near >= _SYNONYM and other in there for other, near in synonyms(word).items())
        for word in words
    )
    return found / len(words)


def _first_name(sentence: str, synonyms: Synonyms) -> tuple[str, ...]:
    """The first word, if it is written as a name and the thesaurus does not know it as a word."""
    words = content(sentence)
    first = sentence.lstrip("\"'“‘*_ ").split(" ")[0]
    if not words or not first[:1].isupper() or not first.lower().startswith(words[0]):
        return ()
    return () if synonyms(words[0]) else (words[0],)


def _letters(text: str) -> frozenset[str]:
    return frozenset(unit.letters for unit in units(re.sub("['’]s\\b", "", text)))
