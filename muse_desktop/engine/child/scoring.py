"""How likely the model finds a text: the log-probability of each of its tokens after all before it."""

from __future__ import annotations

from collections.abc import Callable

from muse_desktop.engine.child import beside
from muse_desktop.engine.child.context import Cancelled, Context
from muse_desktop.engine.child.generation import checked, prompt_tokens, text_ends
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.prefix import common_prefix
from muse_desktop.engine.protocol import GenerateRequest
from muse_desktop.engine.utf8 import Utf8Stream
from muse_desktop.engine.values import Scored, ScoreRequest
from muse_desktop.errors import MuseError

FILLER, SCORED = beside.BRANCHES[0], beside.BRANCHES[1]
TILE = 64
"""llama.cpp computes attention in tiles of so many cells. A text in cells that are shifted by part of a tile
has other numbers: with the starter model logits differ by 0.1 on average, by 1 at worst. In cells shifted by
whole tiles they are the same to the last bit (measured), so the same text always has the same score."""
_ANCHORS = ("\n", "a", "。")


def score(
    model: Model, context: Context, request: ScoreRequest, stopped: Callable[[], bool] = lambda: False
) -> Scored:
    """Score an answer. What the cache holds of the writer's prompt stays, and is used as far as it is the
    same beginning; only when the cells are too few for both is it dropped.

    Raises Cancelled when `stopped` or aborted, MuseError `engine.prompt_too_long`, `engine.token_unknown`,
    `engine.template_failed`, `engine.decode_failed`.
    """
    prompt = _prompt(model, request)
    answer = request.answer
    tokens = continuation(model, answer) if isinstance(answer, str) else checked(model, answer)
    whole = [*prompt, *tokens]
    if len(whole) > context.size:
        raise MuseError("engine.prompt_too_long", needed=len(whole), available=context.size)
    first_known = bool(prompt) or not tokens
    try:
        logprobs = _compute(model, context, whole, len(prompt), stopped)
    finally:
        beside.empty(context, SCORED)
    if not first_known:
        logprobs.insert(0, 0.0)
    utf8 = Utf8Stream()
    text = "".join(utf8.feed(model.piece(token)) for token in tokens)
    ends = tuple(text_ends(model, tokens))
    return Scored(text, tuple(tokens), ends, tuple(logprobs), len(prompt), first_known)


def _prompt(model: Model, request: ScoreRequest) -> list[int]:
    """The prompt's tokens; for an empty one what the model begins every text with, or nothing."""
    if not request.prompt and not request.prefill:
        return model.tokenise("", add_special=True)
    asked = GenerateRequest(prompt=request.prompt, prefill=request.prefill, seeds=(0,))
    return prompt_tokens(model, asked)[1]


def continuation(model: Model, text: str) -> list[int]:
    """The tokens of `text` where it goes on another text: without the space or mark that some vocabularies
    put before a beginning."""
    data = text.encode()
    for anchor in _ANCHORS:
        before = model.tokenise(anchor)
        both = model.tokenise(anchor + text)
        tokens = both[len(before) :]
        if both[: len(before)] == before and b"".join(map(model.piece, tokens)) == data:
            return tokens
    return model.tokenise(text)


def _compute(
    model: Model, context: Context, whole: list[int], prompt: int, stopped: Callable[[], bool]
) -> list[float]:
    """The log-probabilities of `whole[prompt:]`, without the first where there is nothing before it."""
    first = max(prompt, 1)  # the first token that has one; its logits are those of the row before
    if len(whole) <= first:
        return []
    begin = _place(model, context, whole, first - 1)
    found: list[float] = []
    for start in range(begin, len(whole) - 1, context.n_batch):
        part = whole[start : min(start + context.n_batch, len(whole) - 1)]
        if stopped():
            raise Cancelled
        context.begin_batch()
        context.add(SCORED, start, part, all_rows=start + len(part) >= first)
        context.decode()
        for row in range(max(0, first - 1 - start), len(part)):
            if stopped():
                raise Cancelled
            logits = context.logits(row)
            found.append(float(logits[whole[start + row + 1]]) - beside.log_sum_exp(logits))
    return found


def _place(model: Model, context: Context, whole: list[int], needed: int) -> int:
    """Make room for `whole` beside what is held, sharing its beginning; how many tokens are shared.

    `needed`: the first token whose logits are asked for. Only whole batches are shared, and the cells of the
    rest begin at the place in a tile where they would in an empty cache: see TILE.
    """
    rolls_back = beside.clear(context)
    held = len(context.held)
    shared = 0
    if rolls_back and model.can_go_back:
        shared = min(common_prefix(context.held, whole), needed) // context.n_batch * context.n_batch
    filler = (shared - held) % TILE
    if held + filler + len(whole) - shared > context.cells:
        context.drop()
        return 0
    if filler:
        context.begin_batch()
        context.add(FILLER, 0, [whole[0]] * filler, all_rows=False)
        context.decode()
    if shared:
        beside.copy(context, 0, SCORED, shared)
    return shared
