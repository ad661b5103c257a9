"""Phrases the model must not use: found while a text grows, before any of them is shown.

The idea (go back to where the phrase began and take another way) is that of arXiv 2510.15061.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.errors import MuseError

MOST_PHRASES, LONGEST = 500, 200
"""Phrases in a list, and characters of one."""

_WORD = r"[\p{Alphabetic}\p{N}--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]"
"""Letters of the scripts that put spaces between words: there a phrase is not found inside a longer word."""
_IS_WORD = regex.compile(_WORD, regex.V1)
_APOSTROPHES = "'’‘ʼ"


class Banned:
    """A list of phrases as one pattern. Upper and lower case, straight and curly apostrophes, one space and
    many are the same; "delv*" bans every word that begins so."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """Raises MuseError `engine.bans_too_many`."""
        wanted = list(dict.fromkeys(" ".join(phrase.split()) for phrase in phrases))
        wanted = [phrase for phrase in wanted if phrase.strip("* ")]
        if len(wanted) > MOST_PHRASES or any(len(phrase) > LONGEST for phrase in wanted):
            raise MuseError("engine.bans_too_many", most=MOST_PHRASES, longest=LONGEST)
        # Longer ones first: of two that begin alike the alternation must be able to match either.
        sources = [_source(phrase) for phrase in sorted(wanted, key=len, reverse=True)]
        self._pattern = regex.compile("|".join(sources), regex.V1 | regex.IGNORECASE) if sources else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def look(self, text: str, start: int, *, final: bool) -> tuple[int | None, int]:
        """Look for a phrase in text[start:].

        Returns where one that is certain begins (None: nowhere), and from where on a phrase may still come
        about when more text follows. `final`: no more follows, so a phrase at the very end is certain.
        """
        waiting = len(text)
        if self._pattern is None:
            return None, waiting
        found = self._pattern.search(text, start)
        if found is not None:
            if final or found.end() < len(text):
                return found.start(), found.start()
            waiting = found.start()
        maybe = self._pattern.search(text, start, partial=True)
        if maybe is not None:
            waiting = min(waiting, maybe.start())
        return None, waiting


def _source(phrase: str) -> str:
    """The pattern of one phrase."""
    open_end = phrase.endswith("*")
    letters = phrase.rstrip("*").strip()
    body = "".join(_letter(letter) for letter in letters)
    before = f"(?<!{_WORD})" if _IS_WORD.match(letters[0]) else ""
    after = f"(?!{_WORD})" if not open_end and _IS_WORD.match(letters[-1]) else ""
    return before + body + after


def _letter(letter: str) -> str:
    if letter == " ":
        return r"\s+"
    if letter in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    return str(regex.escape(letter))


class BanWatch:
    """Passes the text of tokens on when it is certain that no phrase begins in it.

    Text is held back by whole tokens, so that going back never takes away what was shown.
    """

    def __init__(self, banned: Banned) -> None:
        self._banned = banned
        self._before = ""  # the last character that was released: is a word going on?
        self._held: list[str] = []

    @property
    def held(self) -> int:
        """How many of the last tokens are held back."""
        return len(self._held)

    def allow(self, text: str) -> None:
        """Text that stands already: not looked at, but the next may continue it."""
        self._before = (self._before + text)[-1:]

    def feed(self, text: str) -> int:
        """One more token with this text (may be empty). Returns how many tokens to go back, 0 = none;
        those are forgotten here."""
        self._held.append(text)
        return self._look(final=False)

    def finish(self) -> int:
        """The text ends here; as `feed`. To be called until nothing is to be taken back: what stands then may
        end in a phrase that only went on."""
        return self._look(final=True)

    def forget(self, tokens: int) -> None:
        """The last `tokens` were taken back for another reason."""
        del self._held[len(self._held) - tokens :]

    def release(self, keep: int = 0) -> str:
        """The text that is certain now, but for that of the last `keep` tokens."""
        text = self._text()
        _, waiting = self._banned.look(text, len(self._before), final=False)
        end = len(self._before)
        ends = [end]
        for held in self._held[: max(0, len(self._held) - keep)]:
            if end + len(held) > waiting:
                break
            end += len(held)
            ends.append(end)
        # What follows may be taken back: what is let go must be free of phrases without it, too.
        tokens = len(ends) - 1
        while tokens and self._phrase_in(text[: ends[tokens]]):
            tokens -= 1
        return self._let_go(tokens)

    def release_all(self) -> str:
        """All that is held back; for the end, after `finish`."""
        return self._let_go(len(self._held))

    def _look(self, *, final: bool) -> int:
        at, _ = self._banned.look(self._text(), len(self._before), final=final)
        if at is None:
            return 0
        end = len(self._before)
        for place, held in enumerate(self._held):
            end += len(held)
            if end > at:
                back = len(self._held) - place
                del self._held[place:]
                return back
        return 0

    def _phrase_in(self, text: str) -> bool:
        return self._banned.look(text, len(self._before), final=True)[0] is not None

    def _text(self) -> str:
        return self._before + "".join(self._held)

    def _let_go(self, tokens: int) -> str:
        text = "".join(self._held[:tokens])
        del self._held[:tokens]
        self._before = (self._before + text)[-1:]
        return text
