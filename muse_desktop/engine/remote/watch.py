"""Keeping stop strings and banned phrases out of a text that comes bit by bit."""

from __future__ import annotations

from collections.abc import Sequence

import regex  # type: ignore[import-untyped, unused-ignore]


class Watch:
    """Holds back what may be the beginning of a stop string or a banned phrase until it is known.

    Stop strings are exact; banned phrases count in any case.
    """

    def __init__(self, stop: Sequence[str], banned: Sequence[str]) -> None:
        exact = "|".join(regex.escape(text) for text in stop if text)
        any_case = "|".join(regex.escape(text) for text in banned if text)
        parts = [f"(?P<stop>{exact})"] * bool(exact) + [f"(?P<banned>(?i:{any_case}))"] * bool(any_case)
        self._pattern = regex.compile("|".join(parts)) if parts else None
        self._held = ""
        self.hit = ""
        """The phrase that ended the text, as it stood there; "" while none has."""
        self.was_banned = False

    def feed(self, text: str) -> str:
        """What may be shown now. Nothing more once `hit` is set."""
        if self.hit:
            return ""
        if self._pattern is None:
            return text
        text, self._held = self._held + text, ""
        found = self._pattern.search(text, partial=True)
        if found is None:
            return text
        if found.partial:
            self._held = text[found.start() :]
        else:
            self.hit = found.group()
            self.was_banned = "banned" in found.groupdict() and found.group("banned") is not None
        return text[: found.start()]

    def rest(self) -> str:
        """What was held back, when no more text comes."""
        text, self._held = self._held, ""
        return text


class Echo:
    """Drops the start of an answer that some servers say again: the prefill they were given."""

    def __init__(self, prefill: str) -> None:
        self._expected = prefill
        self._held = ""

    def feed(self, text: str) -> str:
        """`text` without the echo; held back while it may still be one."""
        if not self._expected:
            return text
        self._held += text
        if self._held.startswith(self._expected):
            text, self._expected = self._held[len(self._expected) :], ""
            return text
        if self._expected.startswith(self._held):
            return ""
        self._expected = ""
        return self._held

    def rest(self) -> str:
        """What was held back, when no more text comes."""
        return self._held if self._expected else ""
