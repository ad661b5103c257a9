"""The settings of `sampling.Sampling` as a chain of llama.cpp samplers, one chain for each candidate."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import numpy as np

from muse_desktop.engine.child.prefix import Floats
from muse_desktop.engine.sampling import Sampling, Step

DRY_BREAKERS = (b"\n", b":", b'"', b"*", "。".encode(), "：".encode(), "「".encode(), "“".encode())
"""Where a repeated sequence may start anew: lines, speaker cues, quotations; Chinese ones included."""

_TOKEN_DATA = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])  # llama_token_data


class SamplerChain:
    """One candidate's sampler chain; owns its C memory, freed by `close`."""

    def __init__(self, vocab: Any, sampling: Sampling, seed: int, dry: DryPrototypes) -> None:
        self._chain = C.llama_sampler_chain_init(C.llama_sampler_chain_default_params())
        for step in sampling.chain():
            C.llama_sampler_chain_add(self._chain, _sampler(vocab, step, seed, dry))

    def clone(self) -> SamplerChain:
        """A chain of its own in the very same state, the random numbers to come included."""
        twin = object.__new__(SamplerChain)
        twin._chain = C.llama_sampler_clone(self._chain)
        return twin

    def pick(self, context: Any, row: int) -> int:
        """Pick a token from a row of the batch that was computed last, and accept it."""
        return int(C.llama_sampler_sample(self._chain, context, row))

    def sample(self, row: Floats) -> int:
        """Pick a token from a row of logits and accept it, as `llama_sampler_sample` does."""
        data = np.zeros(len(row), _TOKEN_DATA)
        data["id"] = np.arange(len(row), dtype=np.int32)
        data["logit"] = row
        array = C.llama_token_data_array(
            data.ctypes.data_as(C.llama_token_data_p), len(row), -1, False  # nothing selected yet; unsorted
        )
        C.llama_sampler_apply(self._chain, ctypes.byref(array))
        token = int(array.data[array.selected].id)
        C.llama_sampler_accept(self._chain, token)
        return token

    def accept(self, tokens: Sequence[int]) -> None:
        """Let penalties and DRY see tokens that were not sampled here: the prompt's end."""
        for token in tokens:
            C.llama_sampler_accept(self._chain, token)

    def close(self) -> None:
        """Free the chain."""
        if self._chain:
            C.llama_sampler_free(self._chain)
            self._chain = None


class DryPrototypes:
    """DRY samplers ready to be cloned: making one reads the whole vocabulary, a clone copies a table."""

    def __init__(self) -> None:
        self._made: dict[tuple[float | int, ...], Any] = {}

    def get(self, vocab: Any, values: dict[str, float | int]) -> Any:
        """A fresh DRY sampler with these values, owned by the caller."""
        key = tuple(values.values())
        if key not in self._made:
            if len(self._made) >= 8:  # a writer trying settings: bounded memory matters more than the table
                self.close()
            breakers = (ctypes.c_char_p * len(DRY_BREAKERS))(*DRY_BREAKERS)
            self._made[key] = C.llama_sampler_init_dry(
                vocab,
                values["multiplier"],
                values["base"],
                int(values["allowed_length"]),
                int(values["window"]),
                breakers,
                len(DRY_BREAKERS),
            )
        return C.llama_sampler_clone(self._made[key])

    def close(self) -> None:
        """Free the prototypes; clones live on."""
        for sampler in self._made.values():
            C.llama_sampler_free(sampler)
        self._made.clear()


def _sampler(vocab: Any, step: Step, seed: int, dry: DryPrototypes) -> Any:
    """The C sampler of one step. Cuts always keep at least one token."""
    name, values = step
    match name:
        case "penalties":
            n_vocab = C.llama_vocab_n_tokens(vocab)
            return C.llama_sampler_init_penalties(n_vocab, values["last_n"], values["repeat"], 0.0, 0.0)
        case "dry":
            return dry.get(vocab, values)
        case "greedy":
            return C.llama_sampler_init_greedy()
        case "top_k":
            return C.llama_sampler_init_top_k(values["k"])
        case "top_p":
            return C.llama_sampler_init_top_p(values["p"], 1)
        case "min_p":
            return C.llama_sampler_init_min_p(values["p"], 1)
        case "xtc":
            return C.llama_sampler_init_xtc(values["probability"], values["threshold"], 1, seed)
        case "temperature":
            return C.llama_sampler_init_temp(values["t"])
        case "dist":
            return C.llama_sampler_init_dist(seed)
    raise ValueError(f"no such sampler: {name}")
