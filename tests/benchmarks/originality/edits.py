"""Ways of hiding that a passage was copied, each by itself; all draw from the generator they are given."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from muse_desktop.craft import thesaurus, thesaurus_files
from muse_desktop.craft.variation import english
from muse_desktop.craft.variation.changes import cased
from muse_desktop.craft.variation.synonyms import lexicon, offers, swappable
from muse_desktop.text.segment import is_cjk, sentences, words

Edit = Callable[[str, random.Random, Sequence[str]], str]
"""(passage, source of chance, words of the host) -> the passage as it stands in the draft."""

_CLAUSE = re.compile(r"[^,;:.!?，、；：。！？\n]+(?:[,;:.!?，、；：。！？]+[\"'”’」』]*|\n|$)\s*")
_CLOSE = 4  # how far a word is moved
_WEAK, _STRONG = 0.15, 0.45  # the share of words that random edits touch
_SOME, _MOST = 0.5, 0.9  # the share of possible words that get another word or form


def verbatim(text: str, rng: random.Random, spare: Sequence[str]) -> str:
    """The same."""
    return text


def obfuscated(text: str, rng: random.Random, spare: Sequence[str]) -> str:
    """Words dropped, put in, replaced by other words, and moved a few places; each as often as the others."""
    found, gaps, begin = _pieces(text)
    share = rng.uniform(_WEAK, _STRONG)
    made: list[tuple[float, str, str]] = []
    for number, (word, gap) in enumerate(zip(found, gaps, strict=True)):
        how = rng.randrange(4) if rng.random() < share else -1
        if how == 0:
            continue
        if how == 1:
            between = "" if is_cjk(word[0]) else " "
            made.append((number - 0.5, rng.choice(spare), between))
        shown = rng.choice(spare) if how == 2 else word
        place = number + rng.randint(-_CLOSE, _CLOSE) if how == 3 else number
        made.append((place, shown, gap))
    return begin + "".join(word + gap for _, word, gap in sorted(made, key=lambda one: one[0]))


def sentences_shuffled(text: str, rng: random.Random, spare: Sequence[str]) -> str:
    """The sentences in another order."""
    return _shuffled([text[start:end] for start, end in sentences(text)], rng, "" if _chinese(text) else " ")


def clauses_shuffled(text: str, rng: random.Random, spare: Sequence[str]) -> str:
    """The parts between commas and stops in another order."""
    found = [match.group().strip() for match in _CLAUSE.finditer(text) if match.group().strip()]
    return _shuffled(found, rng, "" if _chinese(text) else " ")


def synonyms(text: str, rng: random.Random, spare: Sequence[str]) -> str:
    """Other words from the thesaurus for a good part of the words that have any."""
    share = rng.uniform(_SOME, _MOST)

    def other(word: str) -> str:
        return rng.choice(_offered(word) or [word]) if rng.random() < share else word

    return _replaced(text, other)


def forms(text: str, rng: random.Random, spare: Sequence[str]) -> str:
    """Verbs and nouns in another form: walk, walks, walked, walking."""
    share = rng.uniform(_SOME, _MOST)

    def other(word: str) -> str:
        return rng.choice(_forms(word.lower()) or [word]) if rng.random() < share else word

    return _replaced(text, other)


EDITS: Mapping[str, Mapping[str, Edit]] = {
    "en": {
        "verbatim": verbatim,
        "random": obfuscated,
        "sentences-shuffled": sentences_shuffled,
        "clauses-shuffled": clauses_shuffled,
        "synonyms": synonyms,
        "word-forms": forms,
    },
    "zh": {
        "verbatim": verbatim,
        "random": obfuscated,
        "sentences-shuffled": sentences_shuffled,
        "clauses-shuffled": clauses_shuffled,
    },
}


def _pieces(text: str) -> tuple[list[str], list[str], str]:
    """The words, what stands behind each, and what stands before the first."""
    spans = words(text)
    ends = [start for start, _ in spans[1:]] + [len(text)]
    found = [text[start:end] for start, end in spans]
    gaps = [text[end:following] for (_, end), following in zip(spans, ends, strict=True)]
    return found, gaps, text[: spans[0][0]] if spans else text


def _shuffled(pieces: Sequence[str], rng: random.Random, between: str) -> str:
    """In another order than they are in, where there is one."""
    made = list(pieces)
    for _ in range(8):
        rng.shuffle(made)
        if made != list(pieces):
            break
    return between.join(made)


def _replaced(text: str, other: Callable[[str], str]) -> str:
    made, done = [], 0
    for start, end in swappable(text):
        made += [text[done:start], cased(other(text[start:end]), text[start:end])]
        done = end
    return "".join(made) + text[done:]


def _chinese(text: str) -> bool:
    return any(map(is_cjk, text))


@cache
def _offered(word: str) -> list[str]:
    return [one.becomes for one in offers(word.lower(), _look_up) if one.note in ("", "similar")][:5]


@cache
def _forms(word: str) -> list[str]:
    """Its other forms; none where it is no verb and no form of one."""
    lexis = lexicon(_look_up)
    reading = (english.base_of_past, english.base_of_ing, english.base_of_third)
    base = next((found for one in reading if (found := one(word, lexis))), "")
    if not (base := base or (word if lexis.verb(word) else "")):
        return []
    made = {base, english.past(base), english.ing(base), english.third(base)}
    return sorted(made - {word})


@cache
def _look_up(word: str) -> thesaurus.Entry | None:
    return thesaurus.look_up(word, _shipped(), _stems)


def _stems(word: str) -> list[str]:
    """Base forms, by ending alone."""
    lexis = english.Lexicon(lambda one: _has(one, "verb"), lambda one: _has(one, ""))
    found = [
        english.base_of_past(word, lexis),
        english.base_of_participle(word, lexis),
        english.base_of_ing(word, lexis),
        english.base_of_third(word, lexis),
    ]
    return [one for one in found if one]


@cache
def _has(word: str, part: str) -> bool:
    entry = thesaurus.look_up(word, _shipped())
    return entry is not None and any(not part or sense.part == part for sense in entry.senses)


@cache
def _shipped() -> list[thesaurus.Thesaurus]:
    return thesaurus_files.shipped()
