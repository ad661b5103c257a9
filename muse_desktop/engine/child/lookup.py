"""Guessing the next tokens by looking them up: an edited text mostly repeats the one it was made from.

Prompt lookup decoding (Saxena 2023; the n-gram variant of arXiv 2304.04487): where the last few tokens have
stood before, what followed there is proposed. The model then computes all of them in one batch and each is
kept only if the sampler picks it anyway, so the text is the same as without.
"""

from __future__ import annotations

from collections.abc import Sequence

NGRAMS = (6, 4)
"""Lengths of the beginnings that are looked up, longest first. These and the numbers below were chosen on
eight rewritten and three free texts, none of which the benchmark uses."""
FIRST, LEAST = 3, 2
"""Tokens of the first guess, and of the shortest one worth a larger batch."""
REST, MOST_REST = 8, 64
"""Steps without a guess after one that failed; doubled while they go on failing."""


class Lookup:
    """Proposes what may follow a growing list of tokens; learns from how much of it was right.

    Depends on nothing but the tokens, so that a replay proposes the same.
    """

    def __init__(self, tokens: Sequence[int], most: int) -> None:
        """`tokens`: the prompt; `most`: longest guess, 0 = never guess."""
        self._most = most
        self._tokens: list[int] = []
        self._last: dict[tuple[int, ...], int] = {}  # n-gram -> where it last ended, but for the very end
        self._length = min(FIRST, most)
        self._rest = 0
        self._patience = REST
        for token in tokens if most else ():
            self.add(token)

    def add(self, token: int) -> None:
        """One more token stands."""
        if not self._most:
            return
        at = len(self._tokens)
        for n in NGRAMS:  # those that end before this token: the newest one must not find itself
            if at >= n:
                self._last[tuple(self._tokens[at - n :])] = at
        self._tokens.append(token)
        self._rest = max(0, self._rest - 1)

    def remove(self, count: int) -> None:
        """The last tokens were taken back. (What was noted of them is checked when it is used.)"""
        if self._most and count:
            del self._tokens[-count:]

    def guess(self, room: int) -> list[int]:
        """Tokens that may follow, `room` at most; often none."""
        most = min(self._length, room)
        if self._rest or most < LEAST:
            return []
        tokens, end = self._tokens, len(self._tokens)
        for n in NGRAMS:
            gram = tuple(tokens[end - n :]) if end >= n else ()
            at = self._last.get(gram, 0) if gram else 0
            if n <= at < end and tuple(tokens[at - n : at]) == gram:
                return tokens[at : at + most]
        return []

    def learn(self, guessed: int, right: int) -> None:
        """Of `guessed` tokens the first `right` were what came: guess more boldly, or less."""
        if right == guessed:
            self._length = min(2 * self._length, self._most)
            self._patience = REST
        elif 2 * right >= guessed:
            self._length = max(FIRST, right + 1)
            self._patience = REST
        else:
            self._length = min(FIRST, self._most)
            self._rest = self._patience
            self._patience = min(2 * self._patience, MOST_REST)
