"""The KV cache and the abort flag, in this process (nothing here is known to end it)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from llama_cpp import llama_cpp

from muse_desktop.engine.child.context import AbortFlag, Cancelled, Context
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.samplers import DryPrototypes, SamplerChain
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.engine.sampling import PRESETS, Sampling

pytestmark = pytest.mark.real_model


@pytest.fixture(scope="module")
def model(shallow_file: Path, log: NativeLog) -> Iterator[Model]:
    made = Model(shallow_file, 0, log)
    yield made
    made.close()


@pytest.fixture(scope="module")
def context(model: Model, log: NativeLog) -> Iterator[Context]:
    made = Context(model, 512, Pilots(1, fixed=True), AbortFlag(), log)
    yield made
    made.close()


def fill(context: Context, tokens: Sequence[int], position: int) -> None:
    """The next batch holds these tokens of sequence 0, with logits for the last."""
    context.begin_batch()
    context.add(0, position, tokens, all_rows=False)


def test_llama_cpp_sees_the_flag_inside_a_batch_and_goes_on_afterwards(context: Context) -> None:
    abort = context._abort
    context.prepare(range(100), reuse=False)
    fill(context, range(64), 0)
    assert llama_cpp.llama_decode(context.pointer, context.batch) == 0
    context.prepare(range(100), reuse=False)
    abort.raise_flag()
    aborted = 2
    assert llama_cpp.llama_decode(context.pointer, context.batch) == aborted
    with pytest.raises(Cancelled):
        context.prefill(range(100))
    abort.lower()
    assert context.prefill(range(100)) == (64, 36)


def test_only_whole_batches_of_another_prompt_are_used_again(context: Context) -> None:
    context.prepare(range(200), reuse=False)
    assert context.prefill(range(200)) == (64, 64, 64, 8)
    assert context.prepare(range(203), reuse=True) == 192
    assert context.prefill(range(203)) == (11,)
    changed = [*range(100), *range(300, 400)]
    assert context.prepare(changed, reuse=True) == 64
    assert context.prefill(changed) == (64, 64, 8)
    assert context.prepare(range(64), reuse=True) == 0, "the last row must be computed"


@pytest.mark.parametrize("length", [1, 63, 64, 65, 128, 200])
def test_the_very_same_prompt_costs_nothing(context: Context, length: int) -> None:
    prompt = range(length)
    context.prepare(prompt, reuse=False)
    context.prefill(prompt)
    row = context.row.copy()
    fill(context, [5], length)  # a generation writes over the logits and goes on in the sequence
    context.decode()
    assert context.prepare(prompt, reuse=True) == length
    assert context.prefill(prompt) == ()
    assert np.array_equal(context.row, row)


def test_logits_never_pass_for_those_of_another_text_of_the_same_length(context: Context) -> None:
    context.prepare(range(192), reuse=False)
    context.prefill(range(192))
    other = [*range(128), *range(300, 428)]
    context.prepare(other, reuse=True)
    fill(context, other[128:192], 128)
    context.decode()
    context.held.extend(other[128:192])  # as left by a stop after this batch
    assert context.prepare(other[:192], reuse=True) == 128


@pytest.mark.parametrize("sampling", [*PRESETS.values(), Sampling(temperature=0, repeat_penalty=1.3)])
def test_a_token_picked_from_a_kept_row_is_the_one_llama_cpp_picks(
    model: Model, context: Context, sampling: Sampling
) -> None:
    prompt = range(40)
    context.prepare(prompt, reuse=False)
    context.prefill(prompt)
    dry = DryPrototypes()
    for seed in range(12):
        kept, native = (SamplerChain(model.vocab, sampling, seed, dry) for _ in range(2))
        assert kept.sample(context.row) == llama_cpp.llama_sampler_sample(native.pointer, context.pointer, -1)
        kept.close()
        native.close()
    dry.close()


def test_a_boundary_out_of_an_older_record_is_kept_but_not_reused(context: Context) -> None:
    context.prepare(range(200), reuse=False)
    assert context.prefill(range(200), split=70) == (64, 6, 58, 64, 8)
    assert context.prepare(range(64), reuse=True) == 0, "the logits are those of the whole prompt"
    context.prefill(range(64))
    assert context.prepare(range(200), reuse=True) == 64


def test_a_cache_copied_out_and_in_again_computes_the_same(
    model: Model, log: NativeLog, context: Context
) -> None:
    prompt = range(1_000, 1_200)
    context.prepare(prompt, reuse=False)
    context.prefill(prompt)
    row = context.row.copy()
    kept = context.snapshot()
    assert kept is not None
    other = Context(model, 512, Pilots(1, fixed=True), AbortFlag(), log)
    try:
        assert other.restore(kept)
        assert other.prepare(prompt, reuse=True) == 200
        assert np.array_equal(other.row, row)
        for one in (context, other):
            one.prepare(range(1_000, 1_230), reuse=True)
            assert one.prefill(range(1_000, 1_230)) == (38,)
        assert np.array_equal(other.row, context.row)
    finally:
        other.close()


def test_a_cache_that_does_not_fit_is_refused_and_nothing_is_held(
    model: Model, log: NativeLog, context: Context
) -> None:
    prompt = range(1_000, 1_200)
    context.prepare(prompt, reuse=False)
    context.prefill(prompt)
    kept = context.snapshot()
    assert kept is not None
    small = Context(model, 128, Pilots(1, fixed=True), AbortFlag(), log)
    try:
        assert not small.restore(kept)
    finally:
        small.close()
    state = kept.state
    for bad in (state[:0], state[:10], state[: len(state) // 2], state[:-1], np.zeros(5_000, np.uint8)):
        assert not context.restore(replace(kept, state=bad))
        assert context.held == []
    assert not context.restore(replace(kept, tokens=kept.tokens[:-3]))
    assert not context.restore(replace(kept, row=kept.row[:100]))
    context.prepare(prompt, reuse=True)
    assert context.prefill(prompt) == (64, 64, 64, 8)


def test_a_thread_limit_reaches_llama_cpp_with_the_next_batch(model: Model, log: NativeLog) -> None:
    pilots = Pilots(2, fixed=True)
    made = Context(model, 256, pilots, AbortFlag(), log)
    try:
        made.prefill(range(10))
        assert llama_cpp.llama_n_threads(made.pointer) == 2
        pilots.limit(1)
        made.prefill(range(20))
        assert llama_cpp.llama_n_threads(made.pointer) == 1
        assert llama_cpp.llama_n_threads_batch(made.pointer) == 1
    finally:
        made.close()
