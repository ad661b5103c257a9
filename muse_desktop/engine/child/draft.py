"""A second, small model that guesses what the large one will write.

Speculative decoding (Leviathan et al. 2023, arXiv 2211.17192), in its plain form: the draft model proposes
its likeliest tokens, the large model computes all of them in one batch and keeps those its own sampler picks
anyway. The draft never decides anything; a bad one only costs time. So it stops as soon as it is not sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import numpy as np

from muse_desktop.engine.child.context import AbortFlag, Context
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.lookup import Lookup
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.prefix import Floats, common_prefix
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.errors import MuseError

SURE = 0.5
"""The draft's own probability below which it does not guess on: in free prose it mostly holds its tongue."""
PADDING = 128
"""By so many tokens two vocabularies may differ at the end: models of one family are padded differently."""
BLANKS, LONGEST_PAUSE = 2, 16
"""For every so many turns in which asking the draft was no use it pauses one more, up to the longest."""


class DraftModel:
    """A small model with its own cache, always computed on the CPU. Used by one thread.

    What it guesses depends on nothing but the prompt and what it was asked since `begin`: the prompt is read
    in batches cut as always (`prefix.usable`), and all that follows in batches that depend on the calls
    alone. So a replay, which asks the same, gets the same guesses to the last bit.
    """

    def __init__(
        self, path: Path, target: Model, context: int, pilots: Pilots, abort: AbortFlag, log: NativeLog
    ) -> None:
        """Load the file at `path` to guess for `target` in texts of `context` tokens. Whether there is memory
        for it is asked before: `fit.admit_draft`.

        Raises MuseError `engine.draft_mismatch`, and those of `Model` and `Context`.
        """
        self.pilots = pilots
        self._target = target
        self._model = Model(path, 0, log)
        self._context: Context | None = None
        self._prompt: list[int] = []
        self._read = False
        self._tail: list[int] = []  # what is computed behind the prompt
        try:
            if not (target.can_go_back and self._model.can_go_back and same_vocabulary(self._model, target)):
                raise MuseError("engine.draft_mismatch", name=path.name)
            size = draft_context(context, self._model.context_trained)
            self._context = Context(self._model, size, pilots, abort, log, cells=size)
            if not self._context.memory:  # an encoder
                raise MuseError("engine.draft_mismatch", name=path.name)
        except MuseError:
            self.close()
            raise

    @property
    def name(self) -> str:
        """What the file calls itself."""
        return self._model.metadata.get("general.name", "") or self._model.path.stem

    def close(self) -> None:
        """Free cache and weights."""
        if self._context is not None:
            self._context.close()
            self._context = None
        self._model.close()

    def begin(self, prompt: Sequence[int]) -> None:
        """A new text begins with `prompt`; it is read when it is needed first, or by `read_prompt`."""
        self._prompt, self._read, self._tail = list(prompt), False, []

    def read_prompt(self) -> None:
        """Read the prompt, all but what the cache holds of it. Raises context.Cancelled."""
        context = self._context
        if context is not None and not self._read and len(self._prompt) < context.size:
            context.prepare(self._prompt, reuse=True)
            context.prefill(self._prompt)
            self._read = True

    def guess(self, tokens: Sequence[int], room: int) -> list[int]:
        """What follows `tokens` (the prompt and what stands of the answer), as far as the draft is sure;
        `room` tokens at most, none behind an end. Raises context.Cancelled."""
        context = self._context
        room = min(room, context.size - len(tokens)) if context is not None else 0
        if context is None or room < 1 or max(tokens) >= self._model.n_vocab:
            return []
        self.read_prompt()
        row = self._follow(context, tokens[len(self._prompt) :])
        guess: list[int] = []
        while True:
            token = int(row.argmax())
            if token >= self._target.n_vocab or probability(row, token) < SURE:
                return guess
            guess.append(token)
            if len(guess) == room or self._target.is_end(token):
                return guess
            row = self._compute(context, [token])

    def _follow(self, context: Context, answer: Sequence[int]) -> Floats:
        """Bring the cache in step with the answer; returns the logits after its last token."""
        # The last one is computed again if need be: nobody has kept its logits.
        kept = min(common_prefix(self._tail, answer), max(0, len(answer) - 1))
        context.rewind(0, len(self._prompt) + kept)  # also what an interrupted batch has left behind
        del self._tail[kept:]
        row = context.row
        for begin in range(kept, len(answer), context.n_batch):
            row = self._compute(context, answer[begin : begin + context.n_batch])
        return row

    def _compute(self, context: Context, tokens: Sequence[int]) -> Floats:
        context.begin_batch()
        context.add(0, len(self._prompt) + len(self._tail), tokens, all_rows=False)
        context.decode()
        self._tail.extend(tokens)
        return context.logits(-1)


class DraftedLookup(Lookup):
    """Guesses by looking up where it can, for that costs nothing, else asks the draft model.

    Both share what is learnt: the length of a guess, and the pauses after bad ones.
    """

    def __init__(self, tokens: Sequence[int], most: int, draft: DraftModel) -> None:
        """As `Lookup`; `draft` begins with the same tokens."""
        super().__init__(tokens, most)
        self._draft = draft
        self._blank = 0
        draft.begin(tokens)

    def guess(self, room: int) -> list[int]:
        """Tokens that may follow, `room` at most. Raises context.Cancelled."""
        most = min(self._length, room)
        found = super().guess(room)
        if found or self._rest or most < 1:
            return found
        found = self._draft.guess(self._tokens, most)
        if not found:
            self._blank += 1
            self._rest = min(self._blank // BLANKS, LONGEST_PAUSE)
        return found

    def learn(self, guessed: int, right: int) -> None:
        """As `Lookup.learn`; bad guesses are no better than none."""
        super().learn(guessed, right)
        self._blank = 0 if 2 * right >= guessed else self._blank + 1


def draft_context(context: int, trained: int) -> int:
    """Tokens of the draft's cache: as many as the text may have, if the draft was trained for so many."""
    return min(context, trained) if trained > 0 else context


def probability(row: Floats, token: int) -> float:
    """The share of a token by softmax, where it has the highest logit of `row`."""
    return float(1 / np.exp(row - row[token]).sum(dtype=np.float64))


def same_vocabulary(draft: Model, target: Model) -> bool:
    """Whether the token ids of both mean the same: kind, start and end, and the text of every token."""
    if C.llama_vocab_type(draft.vocab) != C.llama_vocab_type(target.vocab):
        return False
    if abs(draft.n_vocab - target.n_vocab) > PADDING:
        return False
    marks = (C.llama_vocab_bos, C.llama_vocab_eos, C.llama_vocab_get_add_bos)
    if any(mark(draft.vocab) != mark(target.vocab) for mark in marks):
        return False
    text, attributes = C.llama_vocab_get_text, C.llama_vocab_get_attr
    return all(
        text(draft.vocab, token) == text(target.vocab, token)
        and attributes(draft.vocab, token) == attributes(target.vocab, token)
        for token in range(min(draft.n_vocab, target.n_vocab))
    )
