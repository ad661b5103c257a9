"""The words of a question or sentence that mean something, in a form in which they can be compared."""

from __future__ import annotations

import re

from muse_desktop.text.search_words import units

_STOP_WORDS = """
a about above after again against all alone along also always am an and another any anybody anyone anything
are as at away be became because become becomes been before behind being below beside between both but by
came can cannot come comes could did do does doing done down during each either else ever every everything
few for from further get gets give given goes got had has have having he hence her here hers him himself his
how however i if in instead into is it its itself just kind let like long made make makes many may me might
mine more most much must my near neither never next no nobody nor not nothing now of off often on once one
only onto or other others our out over own people person put rather said same say says see seem seems shall
she should since so some somebody someone something sort still such than that the their them then there
these they thing things this those though through thus till to too toward towards under until up upon us
very was we were what when whenever where whether which while who whole whom whose why will with within
without word would year yes yet you your
"""
_STOP = frozenset(_STOP_WORDS.split())
# Characters and pairs that a question in Chinese is made of, whatever it asks.
_STOP_ZH = frozenset(
    "的了吗呢吧么啊是在有和与及里中上下这那哪谁几多少什为何怎样"
    "要把被让对从到去来做说想会能时候"
)
_APOSTROPHES = re.compile("['’ʼ‘](?=s\\b|$)s?")
_NUMBER_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million once twice
thrice half dozen
"""
_NUMBERS = frozenset(_NUMBER_WORDS.split())
_NUMBERS_ZH = frozenset("〇零一二两三四五六七八九十百千万亿")
_NAME = re.compile(r"\bwho(?:m|se)?\b|\bname\b|\bcalled\b|谁|叫什么|名字", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?\"“”'‘\n] )(?<!^)(?<![\"“‘'])\b[A-Z][a-zé]+")


def content(text: str) -> list[str]:
    """The words of `text` that mean something, folded, in order: of Chinese each character."""
    found: list[str] = []
    for unit in units(_APOSTROPHES.sub("", text)):
        if unit.cjk:
            if unit.letters not in _STOP_ZH:
                found.append(unit.letters)
        elif unit.letters not in _STOP and (len(unit.letters) > 1 or unit.letters.isdigit()):
            found.append(unit.letters)
    return found


def stem(word: str) -> str:
    """An English word without its commonest endings; others as they are. "carved", "carving": "carv"."""
    if not word.isascii() or len(word) <= 3:
        return word
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def stems(text: str) -> frozenset[str]:
    """What two texts can be compared by: stems of words, of Chinese the pairs of neighbouring characters."""
    found: set[str] = set()
    before = None
    for unit in units(_APOSTROPHES.sub("", text)):
        if not unit.cjk:
            if unit.letters not in _STOP and len(unit.letters) > 1:
                found.add(stem(unit.letters))
        elif before is not None and before.cjk and before.end == unit.start:
            pair = before.letters + unit.letters
            if not _STOP_ZH.issuperset(pair):
                found.add(pair)
        before = unit
    return frozenset(found)


def names(text: str) -> list[str]:
    """Words written with a capital inside a sentence: most likely names. English alone."""
    found = (match.group().lower() for match in _NAME.finditer(_APOSTROPHES.sub("", text)))
    return [name for name in found if name not in _STOP]


def numbers(text: str) -> frozenset[str]:
    """The numbers a text has, in digits and in words."""
    found = set(re.findall(r"\d+", text))
    for unit in units(text):
        if unit.letters in (_NUMBERS_ZH if unit.cjk else _NUMBERS):
            found.add(unit.letters)
    return frozenset(found)
