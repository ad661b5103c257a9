"""Forms of English verbs and nouns: made and recognised by rule, the irregular ones from a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from muse_desktop.paths import resource

VOWELS = "aeiou"


def listed(words: str) -> frozenset[str]:
    """The words of a list written as a line."""
    return frozenset(words.split())


@dataclass(frozen=True)
class Lexicon:
    """What a thesaurus knows: whether it has a word as a verb, and whether it has it at all. It has holes."""

    verb: Callable[[str], bool]
    word: Callable[[str], bool]


# Verbs of several syllables with the stress on the last one, whose last consonant is doubled.
_DOUBLED = listed(
    "abhor acquit admit allot annul appal beget begin commit compel confer control defer deter dispel"
    " distil embed emit equip excel expel impel incur infer occur omit patrol permit prefer propel"
    " quarrel rebel rebut recur refer regret remit repel repent submit transfer transmit travel unpin"
) - {"repent"}
_NOT_DOUBLED = frozenset("wxy")


@dataclass(frozen=True)
class Irregular:
    """A verb of the list with the forms that are made; others are recognised too."""

    base: str
    past: str
    participle: str


@cache
def _list() -> tuple[dict[str, Irregular], dict[str, str], dict[str, str]]:
    """Verbs by base; base by past form; base by participle."""
    verbs: dict[str, Irregular] = {}
    pasts: dict[str, str] = {}
    participles: dict[str, str] = {}
    for line in resource("variation", "verbs.en.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        base, past, participle = line.split()
        verbs[base] = Irregular(base, past.split("/")[0], participle.split("/")[0])
        for one in past.split("/"):
            pasts.setdefault(one, base)
        for one in participle.split("/"):
            participles.setdefault(one, base)
    return verbs, pasts, participles


def is_irregular_base(word: str) -> bool:
    """Whether the list has this verb."""
    return word in _list()[0]


_ODD = {"be": ("is", "was", "been"), "have": ("has", "had", "had"), "do": ("does", "did", "done")}


def past(base: str) -> str:
    """The simple past: walk, walked; go, went."""
    if base in _ODD:
        return _ODD[base][1]
    known = _list()[0].get(base)
    return known.past if known else regular_past(base)


def participle(base: str) -> str:
    """The past participle."""
    if base in _ODD:
        return _ODD[base][2]
    known = _list()[0].get(base)
    return known.participle if known else regular_past(base)


def regular_past(base: str) -> str:
    """The form in -ed, of whatever word."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ied"
    if base.endswith("c") and base[-2:-1] in VOWELS:
        return base + "ked"
    return (base + base[-1] if _doubles(base) else base) + "ed"


def ing(base: str) -> str:
    """The form in -ing."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    if base.endswith("c") and base[-2:-1] in VOWELS:
        return base + "king"
    return (base + base[-1] if _doubles(base) else base) + "ing"


def third(base: str) -> str:
    """The third person singular of the present; a noun's plural is made alike."""
    if base in _ODD:
        return _ODD[base][0]
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _doubles(base: str) -> bool:
    if base in _DOUBLED:
        return True
    if len(base) < 3 or base[-1] in VOWELS or base[-1] in _NOT_DOUBLED or base[-2] not in VOWELS:
        return False
    if base[-3] in VOWELS and not base.startswith("qu", len(base) - 4):
        return False
    return syllables(base) == 1


def syllables(word: str) -> int:
    """About how many: groups of vowels, a silent last e not counted."""
    groups, inside = 0, False
    for letter in word:
        vowel = letter in "aeiouy"
        groups += vowel and not inside
        inside = vowel
    return max(1, groups - (word.endswith("e") and not word.endswith("le") and groups > 1))


def base_of_past(form: str, known_words: Lexicon) -> str:
    """The base of a simple past form; "" where it is none that is known."""
    known = _list()[1].get(form)
    return known or base_of_regular(form, known_words)


def base_of_participle(form: str, known_words: Lexicon) -> str:
    """The base of a past participle; "" where it is none that is known."""
    known = _list()[2].get(form)
    return known or base_of_regular(form, known_words)


def base_of_regular(form: str, known_words: Lexicon) -> str:
    """The base of a form in -ed."""
    if not form.endswith("ed") or len(form) < 4 or known_words.verb(form):  # need, embed
        return ""
    possible = [one for one in _bare(form[:-2], form[-3:]) if regular_past(one) == form]
    return _likeliest(possible, known_words)


def base_of_ing(form: str, known_words: Lexicon) -> str:
    """The base of a form in -ing."""
    if not form.endswith("ing") or len(form) < 5:
        return ""
    possible = [one for one in _bare(form[:-3], form[-4:]) if ing(one) == form]
    return next(filter(known_words.verb, possible), "")


def base_of_third(form: str, known_words: Lexicon) -> str:
    """The base of a third person singular in -s."""
    if not form.endswith("s") or form.endswith("ss") or len(form) < 3:
        return ""
    stems = [form[:-1]]
    stems += [form[:-2]] if form.endswith("es") else []
    stems += [form[:-3] + "y"] if form.endswith("ies") else []
    possible = [one for one in stems if third(one) == form]
    return next((one for one in possible if is_irregular_base(one) or known_words.verb(one)), "")


def _likeliest(possible: Sequence[str], known_words: Lexicon) -> str:
    """The first that is a verb, else the first that is a word: the ending says verb enough."""
    return next(filter(known_words.verb, possible), "") or next(filter(known_words.word, possible), "")


def _bare(stem: str, end: str) -> Iterator[str]:
    """Bases that a form with its ending cut off may have, likeliest first."""
    if end.startswith("i") and stem.endswith("i"):
        yield stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem.endswith("y"):
        yield stem[:-1] + "ie"
    if stem.endswith("ck"):
        yield stem[:-1]
    yield stem
    yield stem + "e"


def inflected(base: str, like: str, base_of_like: str) -> str:
    """`base` in the form that `like` is of `base_of_like`: cherish as loved is of love, cherished.

    A phrase is changed at its first word ("care for", "cared for"). "" where `like` is none of the
    forms of its base.
    """
    first, space, rest = base.partition(" ")
    forms: tuple[Callable[[str], str], ...] = (third, past, participle, ing)
    form = next((made for made in forms if made(base_of_like) == like), None)
    if like == base_of_like:
        return base
    return f"{form(first)}{space}{rest}" if form else ""
