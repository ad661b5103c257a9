"""Past to present and back, for English stories: by rule, sentence by sentence, speech left as it is.

There is no grammar here, only forms and neighbours. What the rules are sure of is changed; what could also be
a participle, a noun or another person's verb is offered and not made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from muse_desktop.craft.variation import english
from muse_desktop.craft.variation.changes import Change, Proposal, cased
from muse_desktop.craft.variation.english import Lexicon, listed
from muse_desktop.craft.variation.reading import (
    BE,
    DETERMINERS,
    DO,
    HAVE,
    JOINING,
    MODALS,
    NEGATED,
    OPENING,
    PLURAL,
    PREPOSITIONS,
    SINGULAR,
    SUBJECTS,
    Word,
    before,
    plural_noun,
    told,
)

Tense = Literal["past", "present"]
LIMITS = ("speech_kept", "no_grammar", "time_words", "should_must")
"""What a writer has to look after herself: "yesterday" and "now", should and must, what was said."""

_TO_PAST = {
    "can": "could", "will": "would", "may": "might", "shall": "should", "can't": "couldn't",
    "cannot": "could not", "won't": "wouldn't", "don't": "didn't", "doesn't": "didn't", "isn't": "wasn't",
    "aren't": "weren't", "hasn't": "hadn't", "haven't": "hadn't", "am": "was", "is": "was", "are": "were",
    "has": "had", "have": "had", "do": "did", "does": "did",
}  # fmt: skip
_TO_PRESENT = {"could": "can", "would": "will", "might": "may", "couldn't": "can't", "wouldn't": "won't"}
_SHORT_PAST = {"'m": " was", "'re": " were", "'ve": "'d", "'ll": "'d"}
_OF_MANY = listed("the my your his her our their these those some two three many several all both")
_NO_PAST = (BE | HAVE | MODALS | NEGATED | DO | DETERMINERS | PREPOSITIONS | {"not"}) - {"that"}
_NO_PRESENT = (MODALS | NEGATED | DO | DETERMINERS | PREPOSITIONS | BE | HAVE) - {"that"}
Person = Literal["i", "he", "they"]


def turn(text: str, to: Tense, lexicon: Lexicon) -> Proposal:
    """What has to change in `text` so that it is told in the other tense."""
    rule = _Past(lexicon) if to == "past" else _Present(lexicon)
    found = [change for sentence in told(text) for change in rule.sentence(sentence)]
    return Proposal(tuple(sorted(found)), LIMITS)


class _Rule:
    """What both directions share: the clause they are in, and who its subject is."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.finite = False  # a verb of this clause was seen
        self.any = False  # one of this sentence was changed
        self.subject: Person = "he"
        self.subject_sure = True

    def sentence(self, words: list[Word]) -> list[Change]:
        """The changes in one sentence."""
        self.any = self.finite = False
        self.subject, self.subject_sure = "he", False
        found = []
        for place, word in enumerate(words):
            if word.marked or word.low in OPENING or word.low in JOINING:
                self.finite = False
            self._hear(words, place)
            change = self.look(words, place)
            if change is not None:
                found.append(change)
                self.finite = self.any = True
        return found

    def look(self, words: list[Word], place: int) -> Change | None:
        """The change of one word, if it has to."""
        raise NotImplementedError

    def _hear(self, words: list[Word], place: int) -> None:
        """Follow who the subject is, by the last word that could be one."""
        low = words[place].low
        if low == "i":
            self.subject, self.subject_sure = "i", True
        elif low in SINGULAR:
            self.subject, self.subject_sure = "he", low not in ("this", "that")
        elif low in PLURAL:
            self.subject, self.subject_sure = "they", True

    def who(self, words: list[Word], place: int) -> tuple[Person, bool]:
        """The subject of the verb at `place`, and whether that is sure."""
        previous = before(words, place)
        if previous < 0:
            return self.subject, False
        low = words[previous].low
        if low == "i":
            return "i", True
        if low in PLURAL:
            return "they", True
        if low in SINGULAR:
            return "he", True
        if low in JOINING or low in SUBJECTS:
            return self.subject, self.subject_sure
        joined = previous > 1 and words[previous - 1].low == "and"
        plural = plural_noun(low) or joined
        led = previous > 0 and words[previous - 1].low in _OF_MANY
        return ("they" if plural else "he"), not plural or led


class _Present(_Rule):
    """From past to present."""

    def look(self, words: list[Word], place: int) -> Change | None:
        """The change of one word, if it has to."""
        word = words[place]
        previous = before(words, place)
        low, behind = word.low, words[previous].low if previous >= 0 else ""
        if low in _TO_PRESENT:
            return self._make(word, _TO_PRESENT[low])
        if low in ("was", "wasn't", "were", "weren't"):
            return self._be(words, place)
        if low in ("had", "hadn't", "did", "didn't"):
            return self._helper(words, place)
        base = english.base_of_past(low, self.lexicon)
        if not base or behind in _NO_PAST or behind.endswith("n't"):
            return None
        if low == "used" and place + 1 < len(words) and words[place + 1].low == "to":
            return None  # a habit of the past has no present of that form
        same = low == base  # put, cut, let: the past shows in "he put" alone
        person, sure = self.who(words, place)
        becomes = english.third(base) if person == "he" else base
        if becomes == low:
            return None
        sure = sure and self._finite(words, place, behind, base) and not same
        if sure:  # so that a verb behind "and" knows whose it is
            self.subject, self.subject_sure = person, True
        return self._make(word, becomes, sure)

    def _finite(self, words: list[Word], place: int, behind: str, base: str) -> bool:
        """Whether a past form is surely the verb of its clause, not a participle."""
        if behind in SUBJECTS:
            return True
        if behind in JOINING or (words[place].marked and self.any):
            return self.any
        if not behind or words[place].marked or self.finite:
            return False
        following = words[place + 1].low if place + 1 < len(words) else ""
        return english.participle(base) != words[place].low or following != "by"

    def _be(self, words: list[Word], place: int) -> Change:
        low = words[place].low
        person, sure = self.who(words, place)
        if low.startswith("were"):
            made, sure = ("are" if person != "i" else "am"), True
        else:
            made = "am" if person == "i" and before(words, place) >= 0 else "is"
            sure = True
        if low.endswith("n't"):
            made = {"are": "aren't", "is": "isn't", "am": "am not"}[made]
        return self._make(words[place], made, sure)

    def _helper(self, words: list[Word], place: int) -> Change:
        low = words[place].low
        person, sure = self.who(words, place)
        following = words[place + 1].low if place + 1 < len(words) else ""
        if low.startswith("did") and following in SUBJECTS:  # a question
            person = "i" if following == "i" else "they" if following in PLURAL else "he"
            sure = True
        made = ("has" if person == "he" else "have") if low.startswith("had") else ""
        made = made or ("does" if person == "he" else "do")
        return self._make(words[place], made + ("n't" if low.endswith("n't") else ""), sure)

    def _make(self, word: Word, becomes: str, sure: bool = True) -> Change:
        return Change(word.start, word.end, cased(becomes, word.text), "tense", sure)


class _Past(_Rule):
    """From present to past."""

    def look(self, words: list[Word], place: int) -> Change | None:
        """The change of one word, if it has to."""
        word = words[place]
        previous = before(words, place)
        low, behind = word.low, words[previous].low if previous >= 0 else ""
        if low in _TO_PAST:
            return self._listed(word, low, behind)
        if "'" in low:
            return self._short(words, place)
        if behind in _NO_PRESENT:
            return None
        base = english.base_of_third(low, self.lexicon)
        if base:
            return self._make(word, english.past(base), self._third_sure(words, place, previous, behind))
        if behind in ("i", "we", "they", "you", "who") and not self._asked(words, previous):
            known = english.is_irregular_base(low) or self.lexicon.verb(low)
            becomes = english.past(low) if known else low
            if becomes != low and low not in DETERMINERS | PREPOSITIONS:
                return self._make(word, becomes, behind != "who")
        return None

    def _listed(self, word: Word, low: str, behind: str) -> Change | None:
        plain = low in ("have", "do", "can", "will", "may")  # also bases, or nouns and months
        if plain and behind in MODALS | NEGATED | DO | DETERMINERS | PREPOSITIONS:
            return None
        if word.text[:1].isupper() and low in ("will", "may") and behind:  # a name, a month
            return None
        return self._make(word, _TO_PAST[low])

    def _short(self, words: list[Word], place: int) -> Change | None:
        """I'm, they've, he'll; "'s" after a pronoun is "was", or "had" before been, got and done."""
        word = words[place]
        at = max(word.text.rfind("'"), word.text.rfind("’"))
        stem, ending = word.text[:at], word.low[word.low.rfind("'") :]
        made = _SHORT_PAST.get(ending)
        if made is not None and stem.lower() in SUBJECTS:
            return Change(word.start, word.end, stem + made, "tense", True)
        if ending == "'s" and stem.lower() in SUBJECTS:
            following = words[place + 1].low if place + 1 < len(words) else ""
            perfect = following in ("been", "got", "gone", "done", "had")
            return Change(word.start, word.end, stem + (" had" if perfect else " was"), "tense", not perfect)
        return None

    def _third_sure(self, words: list[Word], place: int, previous: int, behind: str) -> bool:
        if behind in SINGULAR or behind in ("who", "which"):
            return True
        if behind in JOINING:
            return self.any
        if previous < 0 or self.finite or plural_noun(behind) or words[place].marked:
            return False
        led = any(one.low in DETERMINERS for one in words[max(0, previous - 2) : previous])
        following = words[place + 1].low if place + 1 < len(words) else ""
        return (led or words[previous].text[:1].isupper()) and following not in ("of", *BE, *HAVE, *DO)

    def _asked(self, words: list[Word], previous: int) -> bool:
        """Whether the subject at `previous` stands behind its helping verb: "do you go"."""
        helper: Callable[[str], bool] = lambda low: low in DO | MODALS | NEGATED | BE | HAVE  # noqa: E731
        return previous > 0 and helper(words[previous - 1].low)

    def _make(self, word: Word, becomes: str, sure: bool = True) -> Change:
        return Change(word.start, word.end, cased(becomes, word.text), "tense", sure)
