"""What kind of answer a question wants (a number, a sum, a time, a place, a person, a sort of thing), and
whether a sentence has one of that kind. Cues in English and 中文, no grammar: they break ties."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from muse_desktop.library.asking.content import content, names, numbers

Kinds = Callable[[str], frozenset[str]]

_MONEY = (
    r"\b(?:pounds?|dollars?|guineas?|shillings?|pence|penny|halfpence|crowns?|cents?|francs?|sovereigns?"
    r"|farthings?|money)\b|[$£€¥]|[钱金银文元两]"
)
_SPAN = (
    r"\b(?:years?|months?|weeks?|days?|nights?|hours?|minutes?|seconds?|centur(?:y|ies)|fortnight|for ever)\b"
    r"|[年月日天夜时载]"
)
_WHEN = (
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|april|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|winter|morning|noon|midnight|evening|night|afternoon"
    r"|dawn|dusk|twilight|daybreak|sunset|sunrise|o['’]clock|christmas|easter|yesterday|ago|year)\b"
    r"|\b(?-i:Ma(?:y|rch))\b|\d{3,4}|[年月日春夏秋冬朝暮夜晚晨昏夕时]"
)
_AGE = r"\b(?:years?|old|aged?|year-old|teens|born|birthday)\b|[岁年老]"
_WHERE = (
    r"\b(?:in|at|near|to|from|beside|under|upon|on|behind|outside|inside|beyond|between|over|by|into|through)"
    r" (?:the|a|an|his|her|its|their|my|our|(?-i:[A-Z]))|[里上下中前边外东西南北山江城楼处]"
)
_WHO = (
    r"\b(?:man|men|woman|women|boys?|girls?|lady|gentleman|mother|father|sisters?|brothers?|wife|husband|aunt"
    r"|uncle|cousin|son|daughter|nurse|friend|master|mistress|king|queen|doctor|captain|servant|child|people"
    r"|Mr|Mrs|Miss|Madame|Sir|Lord|Lady)\b|[人翁君客儿女母父友妻僧将]"
)
_WHY = r"\b(?:because|for|since|therefore|so that|in order|lest|that \w+ m(?:ay|ight)|owing)\b|[因为故]"

_FIRST = r"^(?:(?:and|to|from|with|by|for|of|at|in|on) )?"
_COLOUR = (
    r"\b(?:red|blue|green|yellow|white|black|gr[ea]y|brown|pink|purple|violet|scarlet|crimson|gold(?:en)?|silver"
    r"|orange|pale|dark|fair|chestnut|rosy|ruddy)\b|[红绿蓝青白黑黄紫碧金银苍翠]"
)
_AGES = r"\bhow old\b|\b(?:what|which) age\b|\bthe age of\b|几岁|多大年"
_SUMS = (
    r"\bhow much\b.*\b(?:cost|pa(?:y|id)|earn|bid|sold|worth|money|salary|price|spen[dt])|\bprice\b"
    r"|\bsalary\b|多少钱|价"
)
_SPANS = (
    r"\bhow (?:long|often|soon|late|early)\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b"
    "|多久|多长时间|几年|几天"
)
_NUMBERS = (
    r"\bhow (?:many|tall|far|thick|deep|high|big|wide|large|fast|heavy)\b|多少|几[个只次回位岁里条座]"
    "|多[大高深远]"
)
_TIMES = (
    _FIRST + r"when\b|\b(?:which|what) (?:year|month|day|weekday|season|date|time|hour)\b"
    "|何时|什么时候|哪[年天]|季"
)
_PLACES = (
    _FIRST + r"where\b|\b(?:which|what) (?:country|city|town|place|state|village|street|room"
    r"|university|school|river)\b|哪里|哪儿|何处|什么地方|哪座"
)
_ASKED = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(has, re.IGNORECASE), number)
    for asked, has, number in (
        # what is asked, what a sentence has then, whether it must have a number as well
        (_AGES, _AGE, True),
        (r"\b(?:what|which) colou?r\b|颜色|什么色", _COLOUR, False),
        (_SUMS, _MONEY, True),
        (_SPANS, _SPAN, True),
        (_NUMBERS, "", True),
        (_TIMES, _WHEN, False),
        (_PLACES, _WHERE, False),
        (_FIRST + r"wh(?:o|om|ose)\b|谁|哪位|什么人", _WHO, False),
        (_FIRST + r"why\b|为什么|为何", _WHY, False),
    )
)
_MANY = re.compile(r"\bhow many ([a-z]+)", re.IGNORECASE)
_NAMED = re.compile(r"\bname of\b|\bcalled\b|\bnamed\b|叫什么|名字", re.IGNORECASE)
_HELPING_WORDS = """
do does did is was were are can has have had will would should shall may might could must be became
"""
_HELPING = frozenset(_HELPING_WORDS.split())
_JOINING_WORDS = """
for of in to from on at by with that besides beside between about the a an his her its their
"""
_JOINING = frozenset(_JOINING_WORDS.split())
_ASKED_CLASS = re.compile(
    r"\b(?:which|what)(?: (?:sort|kind|type)s? of| of the)?((?: [a-z][a-z'-]*){1,6})", re.IGNORECASE
)
_TITLES = frozenset(
    {"mr", "mrs", "miss", "ms", "dr", "sir", "madam", "madame", "mademoiselle", "master", "mistress"}
    | {"lord", "lady", "saint", "st", "god", "reverend"}
)
_NO_CLASS = frozenset(("name", "age", "kind", "sort"))


@dataclass(frozen=True)
class Wanted:
    """What an answer has. `sort`: the word for what it is one of ("which flower": flower), `counted`: for
    what is counted ("how many nets": nets), or ""."""

    cue: re.Pattern[str] | None
    number: bool
    name: bool
    person: bool
    sort: str
    counted: str = ""

    @property
    def says(self) -> bool:
        """Whether anything is known of the answer."""
        return self.number or self.name or self.cue is not None

    def fits(self, text: str, question: frozenset[str]) -> float:
        """How far `text` has what is wanted, 0 to 1. `question`: names in the question, which are none."""
        others = (name for name in names(text) if name not in question and name not in _TITLES)
        named = (self.name or self.person) and any(others)
        if self.name:
            return float(named)
        if self.person:
            return 1.0 if named else 0.6 * bool(self.cue and self.cue.search(text))
        if self.number and not numbers(text):
            return 0.0
        if self.cue is None or not self.cue.pattern:
            return float(self.number)
        return 1.0 if self.cue.search(text) else 0.4 * self.number


def _sort(question: str, kinds: Kinds) -> str:
    """The word for what is asked to be one of: "flower" of "which wild flower grows"; "" where none is."""
    match = _ASKED_CLASS.search(question)
    said = [one for one in match[1].split() if one.islower()] if match is not None else []
    end = next((at for at, one in enumerate(said) if one in _HELPING or one in _JOINING), len(said))
    before = [one for one in said[:end] if content(one)]
    if (end < len(said) and said[end] in _HELPING) or len(before) == 1:
        found = before[-1] if before else ""  # "what body part was"
    else:
        found = _first_thing(before, kinds)
    return "" if found in _NO_CLASS else found


def _first_thing(words: Sequence[str], kinds: Kinds) -> str:
    """The thing that words in front of a sentence's verb and with it begin with: "flower" of "wild flower
    grows". Words with the endings of verbs, and the last one, are taken for verbs."""
    found = ""
    for word, after in pairwise((*words, "")):
        is_thing = len(kinds(word)) > 1
        if found and (not is_thing or not after or word.endswith(("s", "ed"))):
            return found
        found = word if is_thing else found
    return found or (words[0] if words else "")


def wanted(question: str, kinds: Kinds = lambda word: frozenset((word,))) -> Wanted:
    """What kind of answer `question` wants. `kinds`: what a word's thing is a kind of."""
    sort = _sort(question, kinds)
    if _NAMED.search(question):
        return Wanted(None, False, True, False, sort)
    for asked, has, number in _ASKED:
        if asked.search(question):
            many = _MANY.search(question)
            counted = next(iter(content(many[1])), "") if many is not None else ""
            return Wanted(has, number, False, has.pattern == _WHO, sort, counted)
    return Wanted(None, False, False, False, sort)
