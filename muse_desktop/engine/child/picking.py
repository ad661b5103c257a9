"""Which token comes next: what the sampler chain picks, without what bans, grammar and guard rule out."""

from __future__ import annotations

import numpy as np

from muse_desktop.engine.child.candidate import Candidate
from muse_desktop.engine.child.context import Context
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.prefix import Floats
from muse_desktop.errors import MuseError


def pick(candidate: Candidate, model: Model, context: Context, row: int | None, offset: int) -> int | None:
    """The next token, by the logits `offset` rows behind `row` (None: the prompt's last).

    None when all that may come is ruled out, or where so many are that no more are tried.
    """
    token = _pick(candidate, context, row, offset)
    while token is not None and candidate.refuses(token, model):
        token = None if candidate.exhausted else _pick(candidate, context, row, offset)
    return token


def _pick(candidate: Candidate, context: Context, row: int | None, offset: int) -> int | None:
    excluded = candidate.excluded
    if row is not None and not excluded:
        return candidate.chain.pick(context.pointer, row + offset)
    logits = context.row if row is None else context.logits(row + offset)
    if not excluded:
        return candidate.chain.sample(logits)
    if row is not None and candidate.guarded and candidate.chain.quick:
        return _pick_without(candidate, context, row + offset, logits, sorted(excluded))
    logits = logits.copy()
    logits[list(excluded)] = -np.inf
    try:
        return candidate.chain.sample(logits)
    except MuseError:  # the grammar allows only what is banned here
        return None


def _pick_without(
    candidate: Candidate, context: Context, row: int, logits: Floats, excluded: list[int]
) -> int:
    """Pick with these tokens ruled out in llama.cpp's own row, which is put right again: ten times as quick
    as with a copy of it."""
    kept = logits[excluded]
    logits[excluded] = -np.inf
    try:
        return candidate.chain.pick(context.pointer, row)
    finally:
        logits[excluded] = kept
