"""Where names stand in a text: whole words where words have spaces, anywhere where they have none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

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
        self._pattern = _pattern(self._written)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end (code points) and name, in order, none over another."""
        if self._pattern is None:
            return []
        found = self._pattern.finditer(text)
        return [(*one.span(), self._written[_key(one.group())]) for one in found]

    def named(self, text: str) -> set[str]:
        """The names that stand in `text`."""
        return {name for _, _, name in self.find(text)}


def _key(form: str) -> str:
    """What all spellings of a name have in common that a search treats as the same."""
    composed = unicodedata.normalize("NFC", " ".join(form.split()))
    return composed.replace("’", "'").replace("ʼ", "'")


def _pattern(forms: Iterable[str]) -> regex.Pattern[str] | None:
    """Longest first, those that begin alike together, so that most places of a text are passed at once."""
    heads: dict[str, list[str]] = {}
    for key in sorted(forms, key=len, reverse=True):
        for form in dict.fromkeys((key, unicodedata.normalize("NFD", key))):
            heads.setdefault(form[0], []).append(_one(form))
    if not heads:
        return None
    parts = (f"(?={regex.escape(head)})(?:{'|'.join(rest)})" for head, rest in heads.items())
    return regex.compile(f"(?V1)(?:{'|'.join(parts)})")


def _one(form: str) -> str:
    words = (regex.escape(word).replace("'", _APOSTROPHES) for word in form.split(" "))
    left = _LEFT if _IS_LETTER.match(form[0]) else ""
    right = _RIGHT if _IS_LETTER.match(form[-1]) else ""
    return left + r"\s+".join(words) + right
