"""Where names stand in a text: whole words where words have spaces, anywhere where they have none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import regex  # type: ignore[import-untyped, unused-ignore]

# Scripts written without spaces between words, and Hangul, whose particles follow a name without one.
_RUNNING = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー々〆〇\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
)
_LETTER = rf"[[\p{{L}}\p{{N}}\p{{M}}]--[{_RUNNING}]]"
_IS_LETTER = regex.compile(rf"(?V1){_LETTER}")
_APOSTROPHES = "['’ʼ]"
_LEFT, _RIGHT = rf"(?<!{_LETTER}|{_LETTER}{_APOSTROPHES})", rf"(?!{_LETTER})"


class Names:
    """A set of names to look for. Where one stands inside a longer one ("Anna" in "Anna Karenina"), the
    longer is found. A capital must be one in the text too ("Rose" is not "rose"), all may be capitals, and a
    name in small letters may begin with one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._written: dict[str, str] = {}
        for name in names:
            tidy = " ".join(name.split())
            for form in (tidy, tidy[:1].upper() + tidy[1:], tidy.upper()) if tidy else ():
                self._written.setdefault(_key(form), name)
        self._heads = {form: _heads(form) for form in self._written}

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end (code points) and name, in order, none over another."""
        likely = tuple(form for form, heads in self._heads.items() if any(head in text for head in heads))
        if not likely:
            return []
        found = _pattern(likely).finditer(text)
        return [(*one.span(), self._written[_key(one.group())]) for one in found]

    def named(self, text: str) -> set[str]:
        """The names that stand in `text`."""
        return {name for _, _, name in self.find(text)}


def _key(form: str) -> str:
    """What all spellings of a name have in common that a search treats as the same."""
    composed = unicodedata.normalize("NFC", " ".join(form.split()))
    return composed.replace("’", "'").replace("ʼ", "'")


def _spellings(form: str) -> tuple[str, ...]:
    """As one character per letter with its accent, and as several."""
    return tuple(dict.fromkeys((form, unicodedata.normalize("NFD", form))))


def _heads(form: str) -> tuple[str, ...]:
    """How a name begins, up to what may be written in another way: where that is nowhere, nor is the name."""
    return tuple(spelt.split(" ")[0].split("'")[0] for spelt in _spellings(form))


@lru_cache(maxsize=8)
def _pattern(forms: tuple[str, ...]) -> regex.Pattern[str]:
    """One pattern for all `forms`, the longest first."""
    spelt = [one for form in sorted(forms, key=len, reverse=True) for one in _spellings(form)]
    return regex.compile(f"(?V1)(?:{'|'.join(map(_one, spelt))})")


def _one(form: str) -> str:
    words = (regex.escape(word).replace("'", _APOSTROPHES) for word in form.split(" "))
    left = _LEFT if _IS_LETTER.match(form[0]) else ""
    right = _RIGHT if _IS_LETTER.match(form[-1]) else ""
    return left + r"\s+".join(words) + right
