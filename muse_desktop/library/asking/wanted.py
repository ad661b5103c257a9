"""What kind of answer a question wants (a number, a sum, a time, a place, a person, a sort of thing), and
whether a sentence has one of that kind. Cues in English and 中文, no grammar: they break ties."""

from __future__ import annotations

import re
from dataclasses import dataclass

from muse_desktop.library.asking.content import content, names, numbers

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
    r"|\bMa(?:y|rch)\b|\d{3,4}|[年月日春夏秋冬朝暮夜晚晨昏夕时]"
)
_AGE = r"\b(?:years?|old|aged?|year-old|teens|born|birthday)\b|[岁年老]"
_WHERE = (
    r"\b(?:in|at|near|to|from|beside|under|upon|on|behind|outside|inside|beyond|between|over|by|into|through)"
    r" (?:the|a|an|his|her|its|their|my|our|[A-Z])|[里上下中前边外东西南北山江城楼处]"
)
_WHO = (
    r"\b(?:man|men|woman|women|boys?|girls?|lady|gentleman|mother|father|sisters?|brothers?|wife|husband|aunt"
    r"|uncle|cousin|son|daughter|nurse|friend|master|mistress|king|queen|doctor|captain|servant|child|people"
    r"|Mr|Mrs|Miss|Madame|Sir|Lord|Lady)\b|[人翁君客儿女母父友妻僧将]"
)
_WHY = r"\b(?:because|for|since|therefore|so that|in order|lest|that \w+ m(?:ay|ight)|owing)\b|[因为故]"

_FIRST = r"^(?:(?:and|to|from|with|by|for|of|at|in|on) )?"
_KINDS: tuple[tuple[str, str, bool], ...] = (
    # what is asked, what a sentence has then, whether it must have a number as well
    (r"\bhow old\b|\b(?:what|which) age\b|\bthe age of\b|几岁|多大年", _AGE, True),
    (r"\bhow much\b.*\b(?:cost|pa(?:y|id)|earn|bid|sold|worth|money|salary|price|spen[dt])|\bprice\b|\bsalary\b"
     r"|多少钱|价", _MONEY, True),
    (r"\bhow (?:long|often|soon|late|early)\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b|多久|多长时间"
     r"|几年|几天", _SPAN, True),
    (r"\bhow (?:many|tall|far|thick|deep|high|big|wide|large|fast|heavy)\b|多少|几[个只次回位岁里条座]|多[大高深远]",
     r"", True),
    (_FIRST + r"when\b|\b(?:which|what) (?:year|month|day|weekday|season|date|time|hour)\b|何时|什么时候|哪[年天]|季",
     _WHEN, False),
    (_FIRST + r"where\b|\b(?:which|what) (?:country|city|town|place|state|village|street|room|university|school|river)\b"
     r"|哪里|哪儿|何处|什么地方|哪座", _WHERE, False),
    (_FIRST + r"wh(?:o|om|ose)\b|谁|哪位|什么人", _WHO, False),
    (_FIRST + r"why\b|为什么|为何", _WHY, False),
)  # fmt: skip
_ASKED = tuple((re.compile(asked, re.I), re.compile(has, re.I), number) for asked, has, number in _KINDS)
_NAMED = re.compile(r"\bname of\b|\bcalled\b|\bnamed\b|叫什么|名字", re.IGNORECASE)
_VERB = (
    "do|does|did|is|was|were|are|can|has|have|had|will|would|should|shall|may|might|could|must|for|of|in|to|that"
)
_CLASS = re.compile(
    rf"\b(?:which|what)(?: (?:sort|kind) of| of the)? (?!(?:{_VERB}|became) )"
    rf"((?:[a-z]+ ){{0,2}}?[a-z]+) (?:{_VERB}|[a-z]+s|[a-z]+ed|came|brought|woke|ate)\b",
    re.IGNORECASE,
)
_NO_CLASS = frozenset(("name", "age", "kind", "sort"))


@dataclass(frozen=True)
class Wanted:
    """What an answer has. `sort`: the word for what it is one of ("which flower": flower), or ""."""

    cue: re.Pattern[str] | None
    number: bool
    name: bool
    person: bool
    sort: str

    @property
    def says(self) -> bool:
        """Whether anything is known of the answer."""
        return self.number or self.name or self.cue is not None

    def fits(self, text: str, question: frozenset[str]) -> float:
        """How far `text` has what is wanted, 0 to 1. `question`: names in the question, which are none."""
        named = any(name not in question for name in names(text)) if self.name or self.person else False
        if self.name:
            return float(named)
        if self.person:
            return 1.0 if named else 0.6 * bool(self.cue and self.cue.search(text))
        if self.number and not numbers(text):
            return 0.0
        if self.cue is None or not self.cue.pattern:
            return float(self.number)
        return 1.0 if self.cue.search(text) else 0.4 * self.number


def wanted(question: str) -> Wanted:
    """What kind of answer `question` wants."""
    match = _CLASS.search(question)
    sort = ""
    if match is not None:
        said = [one for one in content(match[1]) if one not in _NO_CLASS]
        sort = said[-1] if said else ""
    if _NAMED.search(question):
        return Wanted(None, False, True, False, sort)
    for asked, has, number in _ASKED:
        if asked.search(question):
            return Wanted(has, number, False, has.pattern == _WHO, sort)
    return Wanted(None, False, False, False, sort)
