"""I to she, he to I: who tells a story, in English by rule, in Chinese by pronoun; speech is left as it is.

Every "he" of a text is changed, whoever it is: only a reader knows which one was meant, and leaves one out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from muse_desktop.craft.variation import english
from muse_desktop.craft.variation.changes import Change, Proposal, cased
from muse_desktop.craft.variation.english import Lexicon, listed
from muse_desktop.craft.variation.reading import (
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NEGATED,
    PREPOSITIONS,
    SUBJECTS,
    Word,
    is_adverb,
    speech,
    told,
)

Person = Literal["i", "you", "he", "she", "they", "we"]
LIMITS = ("speech_kept", "everyone_of_that_name", "no_grammar")
LIMITS_ZH = ("speech_kept", "everyone_of_that_name", "zh_pronouns_alone")


@dataclass(frozen=True)
class _Forms:
    """I, me, my, mine, myself."""

    subject: str
    object: str
    possessive: str
    own: str
    reflexive: str


_FORMS: dict[Person, _Forms] = {
    "i": _Forms("I", "me", "my", "mine", "myself"),
    "you": _Forms("you", "you", "your", "yours", "yourself"),
    "he": _Forms("he", "him", "his", "his", "himself"),
    "she": _Forms("she", "her", "her", "hers", "herself"),
    "they": _Forms("they", "them", "their", "theirs", "themselves"),
    "we": _Forms("we", "us", "our", "ours", "ourselves"),
}
_THIRD = ("he", "she")
_AM = {"i": "am", "he": "is", "she": "is"}
_WAS = {"i": "was", "he": "was", "she": "was"}
_SHORT = {"i": "'m", "he": "'s", "she": "'s"}
_LINKING = listed("and but or if when while because that as than")

_ZH = {"i": "我", "you": "你", "he": "他", "she": "她", "they": "他们", "we": "我们"}
# Words in which the character is no pronoun of a person, or part of another word.
_ZH_NOT = {
    "我": re.compile(r"(?:自|忘|无|小|大|本|唯)我|我(?:国|军|方|校|司|们)"),
    "你": re.compile(r"你们"),
    "他": re.compile(r"(?:其|吉|维|排|利|无)他|他(?:人|日|乡|国|杀|们|律)"),
    "她": re.compile(r"她们"),
    "他们": re.compile(r"(?!)"),
    "我们": re.compile(r"(?!)"),
}


def turn(text: str, old: Person, new: Person, lexicon: Lexicon, language: str = "en") -> Proposal:
    """What has to change so that `new` stands where `old` does."""
    if old == new:
        return Proposal(())
    if language == "zh":
        return _chinese(text, old, new)
    rule = _Rule(old, new, lexicon)
    found = [change for sentence in told(text) for change in rule.sentence(sentence)]
    return Proposal(tuple(sorted(found)), LIMITS)


def _chinese(text: str, old: Person, new: Person) -> Proposal:
    quoted = [*speech(text), *(one.span() for one in re.finditer(r"「[^」\n]*(?:」|$)", text, re.MULTILINE))]
    word = _ZH[old]
    barred = [one.span() for one in _ZH_NOT[word].finditer(text)]
    found = []
    for one in re.finditer(word, text):
        start, end = one.span()
        inside = any(first < end and start < last for first, last in (*quoted, *barred))
        if not inside:
            found.append(Change(start, end, _ZH[new], "person"))
    return Proposal(tuple(found), LIMITS_ZH)


class _Rule:
    """One person instead of another."""

    def __init__(self, old: Person, new: Person, lexicon: Lexicon) -> None:
        self.old, self.new = old, new
        self.lexicon = lexicon
        self.forms, self.becomes = _FORMS[old], _FORMS[new]

    def sentence(self, words: list[Word]) -> list[Change]:
        """The changes in one sentence."""
        found: list[Change] = []
        for place, word in enumerate(words):
            stem = word.low.partition("'")[0]
            if stem == self.forms.subject.lower() and not self._as_object(words, place):
                found += self._subject(words, place)
            else:
                change = self._other(words, place)
                if change is not None:
                    found.append(change)
        return found

    def _as_object(self, words: list[Word], place: int) -> bool:
        """"You" is both; behind a preposition, or behind a verb with no other behind, it is an object."""
        if self.old != "you":
            return False
        previous = words[place - 1].low if place else ""
        return previous in PREPOSITIONS and not self._verb_follows(words, place)

    def _verb_follows(self, words: list[Word], place: int) -> bool:
        following = words[place + 1].low if place + 1 < len(words) else ""
        return following in BE | HAVE | DO | MODALS | NEGATED or self.lexicon.verb(following)

    def _make(self, word: Word, becomes: str, sure: bool = True) -> Change:
        return Change(word.start, word.end, self._cased(becomes, word), "person", sure)

    def _cased(self, becomes: str, word: Word) -> str:
        """With a capital where the word has one; "She" for "I" only where a sentence begins."""
        if word.low == "i" or word.low.startswith("i'"):
            return becomes[:1].upper() + becomes[1:] if self._first(word) else becomes
        return cased(becomes, word.text)

    def _first(self, word: Word) -> bool:
        return word.start == self._start

    _start = -1

    def _subject(self, words: list[Word], place: int) -> list[Change]:
        """The pronoun itself, what is contracted with it, and the verb that agrees with it."""
        word = words[place]
        self._start = words[0].start
        _, mark, ending = word.low.partition("'")
        if mark:
            return [self._short(words, place, "'" + ending)]
        found = [self._make(word, self.becomes.subject)]
        verb = self._verb(words, place)
        if verb is not None:
            found.append(verb)
        return found

    def _short(self, words: list[Word], place: int, ending: str) -> Change:
        word = words[place]
        following = words[place + 1].low if place + 1 < len(words) else ""
        sure = True
        if ending in ("'m", "'re", "'s", "'ve"):
            perfect = ending == "'ve" or (ending == "'s" and following in ("been", "got", "had"))
            sure = ending != "'s" or not english.base_of_participle(following, self.lexicon) or perfect
            have = "'s" if self.new in _THIRD else "'ve"
            ending = have if perfect else _SHORT.get(self.new, "'re")
        return self._make(word, self.becomes.subject + ending, sure)

    def _verb(self, words: list[Word], place: int) -> Change | None:
        """The verb that goes with the subject at `place`, if its form is another now."""
        helper = words[place - 1] if place else None
        if helper is not None and not words[place].marked and helper.low in BE | HAVE | DO:  # a question
            changed = self._agree(helper)
            if changed is not None:
                return changed
        at = place + 1
        while at < len(words) and is_adverb(words[at].low) and not words[at].marked:
            at += 1
        if at >= len(words) or words[at].marked or words[at].low in SUBJECTS:
            return None
        if helper is not None and helper.low in DO | MODALS | NEGATED:
            return None
        return self._agree(words[at])

    def _agree(self, verb: Word) -> Change | None:
        low, negated = verb.low, verb.low.endswith("n't")
        plain = low[:-3] if negated else low
        third = self.new in _THIRD
        if plain in ("am", "is", "are"):
            made = _AM.get(self.new, "are")
        elif plain in ("was", "were"):
            made = _WAS.get(self.new, "were")
        elif plain in ("have", "has"):
            made = "has" if third else "have"
        elif plain in ("do", "does"):
            made = "does" if third else "do"
        else:
            return self._agree_other(verb)
        if negated:
            made = "am not" if made == "am" else made + "n't"
        return None if made == low else Change(verb.start, verb.end, cased(made, verb.text), "agreement")

    def _agree_other(self, verb: Word) -> Change | None:
        """A verb in the present: "I go", "she goes"."""
        was_third, third = self.old in _THIRD, self.new in _THIRD
        low = verb.low
        if was_third == third or low in MODALS | NEGATED | DETERMINERS | PREPOSITIONS or low in _LINKING:
            return None
        if was_third:
            base = english.base_of_third(low, self.lexicon)
            return Change(verb.start, verb.end, cased(base, verb.text), "agreement", True) if base else None
        if english.base_of_past(low, self.lexicon) or not self._is_base(low):
            return None
        return Change(verb.start, verb.end, cased(english.third(low), verb.text), "agreement", True)

    def _is_base(self, word: str) -> bool:
        return english.is_irregular_base(word) or self.lexicon.verb(word)

    def _other(self, words: list[Word], place: int) -> Change | None:
        """Me, my, mine, myself."""
        word = words[place]
        self._start = words[0].start
        low, forms, becomes = word.low, self.forms, self.becomes
        if low == forms.reflexive:
            return self._make(word, becomes.reflexive)
        if low == forms.possessive == forms.object:  # her
            before_noun = self._before_noun(words, place)
            return self._make(word, becomes.possessive if before_noun else becomes.object)
        if low == forms.possessive == forms.own:  # his
            return self._make(word, becomes.possessive if self._before_noun(words, place) else becomes.own)
        for form, made in (
            (forms.possessive, becomes.possessive),
            (forms.own, becomes.own),
            (forms.object, becomes.object),
        ):
            if low == form:
                return self._make(word, made)
        return None

    def _before_noun(self, words: list[Word], place: int) -> bool:
        """Whether a possessive stands here: a noun or an adjective follows, not the end or a small word."""
        if place + 1 >= len(words) or words[place + 1].marked:
            return False
        following = words[place + 1].low
        small = DETERMINERS | PREPOSITIONS | SUBJECTS | BE | HAVE | DO | MODALS | _LINKING | {"own"}
        return following == "own" or not (following in small or is_adverb(following))
