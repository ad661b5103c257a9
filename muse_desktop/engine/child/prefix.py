"""How much of a prompt is computed already: the rule by which the cache never changes the text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Tokens = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]


def common_prefix(left: Sequence[int] | Tokens, right: Sequence[int] | Tokens) -> int:
    """How many tokens two texts begin with in common."""
    n = min(len(left), len(right))
    differ = np.asarray(left[:n], np.int32) != np.asarray(right[:n], np.int32)
    return int(differ.argmax()) if differ.any() else n


def usable(held: Sequence[int] | Tokens, complete: bool, prompt: Sequence[int], n_batch: int) -> int:
    """How many of `prompt`'s first tokens need not be computed, when those of `held` are.

    Prompts are computed in batches of `n_batch`, the last one shorter. Results differ in the last bits
    between batch sizes, so only what a fresh start would compute in the very same batches is good: the whole
    batches in common; or everything, when it is just this prompt and it is `complete`, that is, the logits
    after its last token are known.
    """
    common = common_prefix(held, prompt)
    if complete and common == len(held) == len(prompt):
        return common
    return max(0, min(common, len(prompt) - 1)) // n_batch * n_batch
