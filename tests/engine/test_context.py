"""The KV cache and the abort flag, in this process (nothing here is known to end it)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_cpp import llama_cpp

from muse_desktop.engine.context import AbortFlag, Cancelled, Context, common_prefix
from muse_desktop.engine.log import NativeLog
from muse_desktop.engine.model import Model
from muse_desktop.engine.threads import Pilots

pytestmark = pytest.mark.real_model


@pytest.fixture(scope="module")
def context(model_file: Path) -> Iterator[Context]:
    log = NativeLog()
    log.install()
    model = Model(model_file, 0, log)
    made = Context(model, 512, Pilots(1, fixed=True), AbortFlag(), log)
    yield made
    made.close()
    model.close()


def test_llama_cpp_sees_the_flag_inside_a_batch_and_goes_on_afterwards(context: Context) -> None:
    abort = context._abort
    context.prepare(range(100), reuse=False)
    context._fill(range(64), 0)
    assert llama_cpp.llama_decode(context.pointer, context.batch) == 0
    context.prepare(range(100), reuse=False)
    abort.raise_flag()
    aborted = 2
    assert llama_cpp.llama_decode(context.pointer, context.batch) == aborted
    with pytest.raises(Cancelled):
        context.prefill(range(100))
    abort.lower()
    assert context.prefill(range(100)) == (64, 36)


def test_only_whole_batches_are_used_again(context: Context) -> None:
    context.prepare(range(200), reuse=False)
    assert context.prefill(range(200)) == (64, 64, 64, 8)
    assert context.prepare(range(200), reuse=True) == 192
    assert context.prefill(range(200)) == (8,)
    changed = [*range(100), *range(300, 400)]
    assert context.prepare(changed, reuse=True) == 64
    assert context.prefill(changed) == (64, 64, 8)
    assert context.prepare(range(64), reuse=True) == 0, "the last row must be computed"


def test_a_boundary_out_of_an_older_record_is_kept_but_not_reused(context: Context) -> None:
    context.prepare(range(200), reuse=False)
    assert context.prefill(range(200), split=70) == (64, 6, 58, 64, 8)
    assert context.prepare(range(200), reuse=True) == 64


@given(left=st.lists(st.integers(0, 2)), right=st.lists(st.integers(0, 2)))
def test_the_common_prefix_is_common_and_the_longest(left: list[int], right: list[int]) -> None:
    n = common_prefix(left, right)
    assert left[:n] == right[:n]
    assert n in (len(left), len(right)) or left[n] != right[n]
