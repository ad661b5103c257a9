"""Fitting a prompt into the context by dropping the oldest text before the cursor.

The text is dropped in large steps, on a grid that hangs on the text's beginning: while the writer goes on
typing the cut stays where it is, the prompt keeps its prefix, and the model's cache stays warm. From one move
of the cut to the next the text grows by half a step at least, by a step as a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from muse_desktop.craft.prompt import Prompt, cut
from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.text.segment import sentences

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

Count = Callable[[Sequence[str]], Sequence[int]]
"""Tokens of each text, special tokens aside; in the app `lambda texts: engine.count(texts).result()`."""

MESSAGE_TOKENS = 8
"""What a chat template adds to one message, in tokens, rounded up (ChatML: 5)."""

_WINDOW = 16  # characters of text looked at for each token of the budget: more never fits
_PIECE = 1 << 16  # characters weighed at once
_WIDE = 0x2E80  # from here on a character is taken as a token; below, four characters are


class Fitted(msgspec.Struct, frozen=True):
    """A prompt that fits. Tokens of each of its parts, of all of it, and of what was dropped by ingredient.

    What was dropped from far before the window is estimated, not counted.
    """

    prompt: Prompt
    tokens: tuple[int, ...]
    total: int
    dropped: dict[str, int]


def fit(prompt: Prompt, count: Count, budget: int) -> Fitted:
    """Make `prompt` fit into `budget` tokens (the context less the answer's length).

    Calls `count` once when everything fits, else three times as a rule. Only the longest text before the
    cursor is cut, from the front, at the start of a paragraph or sentence near a multiple of a step (a power
    of two between an eighth and a quarter of the room it has). Raises craft.prompt_too_long.
    """
    index = _longest_body(prompt)
    begin, end = prompt.parts[index].body or (0, 0) if prompt.parts else (0, 0)
    far = max(begin, end - _WINDOW * max(budget, 1))
    texts = [part.text for part in prompt.parts]
    if far > begin:
        texts[index] = texts[index][:begin] + texts[index][far:]
    *tokens, prefill = count([*texts, prompt.prefill])
    around = prefill + MESSAGE_TOKENS * len(prompt.messages())
    if far == begin and around + sum(tokens) <= budget:
        return Fitted(prompt, tuple(tokens), around + sum(tokens), {})
    if begin == end:
        raise MuseError("craft.prompt_too_long", needed=around + sum(tokens), available=budget)
    return _cut_to(prompt, index, count, budget, around + sum(tokens) - tokens[index], tokens)


def _longest_body(prompt: Prompt) -> int:
    """The part with the longest text that may be cut."""
    bodies = [part.body or (0, 0) for part in prompt.parts]
    return max(range(len(bodies)), key=lambda index: bodies[index][1] - bodies[index][0], default=0)


def _cut_to(
    prompt: Prompt, index: int, count: Count, budget: int, others: int, tokens: Sequence[int]
) -> Fitted:
    """Cut part `index`, which may have `budget - others` tokens; `tokens` are the parts' as counted."""
    part = prompt.parts[index]
    begin, end = part.body or (0, 0)
    body = part.text[begin:end]
    room = budget - others
    step = 1 << max(0, (room // 4).bit_length() - 1)
    while room > 0:
        points = _cut_points(body, step, max(0, len(body) - _WINDOW * budget))
        pieces = [body[a:b] for a, b in pairwise([*points, len(body)])]
        *counted, fixed = count([*pieces, part.text[:begin] + part.text[end:]])
        behind = np.cumsum(counted[::-1])[::-1]
        for point, tail in zip(points, behind, strict=True):
            if fixed + tail > room:
                continue
            shorter = cut(prompt, index, begin + point)
            exact = count([shorter.parts[index].text])[0]
            if exact <= room:
                kept = tuple(exact if at == index else tokens[at] for at in range(len(prompt.parts)))
                dropped = max(1, int(behind[0] - tail) + _estimate(body[: points[0]]))
                return Fitted(shorter, kept, others + exact, {part.ingredient: dropped})
        if step == 0:
            break
        step //= 2  # one step holds more tokens than there is room (rare scripts, emoji): look closer
    raise MuseError("craft.prompt_too_long", needed=others + tokens[index], available=budget)


def _weights(text: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The estimated cost of each character in quarter tokens."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.where(codes >= _WIDE, 4, 1).astype(np.int64)


def _cost(text: str) -> int:
    """The sum of `_weights`, without an array as long as a novel."""
    if text.isascii():
        return len(text)
    return sum(int(_weights(text[at : at + _PIECE]).sum()) for at in range(0, len(text), _PIECE))


def _estimate(text: str) -> int:
    return _cost(text) // 4


def _cut_points(body: str, step: int, far: int) -> list[int]:
    """Places from `far` on where `body` may begin: each grid line, moved on to the next good start.

    A grid line is where the estimated cost from the beginning of the text passes a multiple of `step` tokens.
    Step 0: every character.
    """
    if step == 0:
        return list(range(max(1, far), len(body)))
    before = _cost(body[:far])
    costs = np.concatenate(([before], before + np.cumsum(_weights(body[far:]))))
    lines = np.flatnonzero(np.diff(costs // (4 * step))) + far
    edges = [*lines[lines > 0].tolist(), len(body)]
    points = {_good_start(body, line, (line + after) // 2) for line, after in pairwise(edges)}
    return sorted(point for point in points if point < len(body))


def _good_start(body: str, line: int, limit: int) -> int:
    """The first paragraph, else sentence, else word that starts in `body[line:limit]`; else `line`."""
    ahead = body[line:limit]
    paragraph = ahead.find("\n")
    if paragraph >= 0 and (start := _skip_space(body, line + paragraph)) <= limit:
        return start
    begun = sentences(ahead)
    if len(begun) > 1:
        return line + begun[1][0]
    word = next((at for at, character in enumerate(ahead) if character.isspace()), None)
    return _skip_space(body, line + word) if word is not None else line


def _skip_space(body: str, at: int) -> int:
    while at < len(body) and body[at].isspace():
        at += 1
    return at
