"""KL divergence: the formula on its own, and with the starter model read twice."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as some

from muse_desktop.engine.child import divergence
from muse_desktop.engine.child.context import AbortFlag, Cancelled, Context
from muse_desktop.engine.child.divergence import kl_divergence, log_softmax, measure, standard_error
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.engine.values import MeasureRequest
from muse_desktop.errors import MuseError

LOGITS = st.floats(-40, 40, width=32)
TEXT = "The ferry left at six, before the light had made up its mind. 海上的雾还没有散。"


def _row(size: int) -> st.SearchStrategy[np.ndarray]:
    return some.arrays(np.float32, size, elements=LOGITS)


PAIRS = st.integers(1, 40).flatmap(lambda size: st.tuples(_row(size), _row(size)))


@given(PAIRS)
def test_a_divergence_is_never_below_zero_and_a_row_has_none_from_itself(
    pair: tuple[np.ndarray, np.ndarray],
) -> None:
    big, small = pair
    assert kl_divergence(big, small) >= 0.0
    assert kl_divergence(big, big.copy()) == 0.0


@given(PAIRS)
def test_it_is_the_sum_of_p_times_the_logarithm_of_p_through_q(pair: tuple[np.ndarray, np.ndarray]) -> None:
    def probabilities(row: np.ndarray) -> list[float]:
        powers = [math.exp(float(one)) for one in row]
        return [one / math.fsum(powers) for one in powers]

    p, q = probabilities(pair[0]), probabilities(pair[1])
    direct = math.fsum(one * math.log(one / other) for one, other in zip(p, q, strict=True))
    assert kl_divergence(*pair) == pytest.approx(direct, rel=1e-9, abs=1e-12)


@given(_row(12), LOGITS)
def test_adding_the_same_to_all_logits_changes_next_to_nothing(row: np.ndarray, shift: float) -> None:
    assert kl_divergence(row, row + np.float32(shift)) < 1e-6
    assert float(np.exp(log_softmax(row)).sum()) == pytest.approx(1.0)


def test_what_the_larger_rules_out_does_not_count_and_what_the_smaller_rules_out_is_without_end() -> None:
    ruled_out = np.array([0.0, 1.0, -np.inf], np.float32)
    assert kl_divergence(ruled_out, ruled_out) == 0.0
    assert 0 < kl_divergence(ruled_out, np.array([0.0, 1.0, 0.0], np.float32)) < 1
    assert kl_divergence(np.zeros(3, np.float32), ruled_out) == math.inf


def test_the_error_of_a_mean_shrinks_with_the_root_of_how_many_there_are() -> None:
    assert standard_error([1.0, 3.0] * 50) == pytest.approx(0.1, rel=0.01)
    assert standard_error([1.0]) == standard_error([]) == 0.0


@pytest.fixture(scope="module")
def context(model: Model, log: NativeLog) -> Iterator[Context]:
    made = Context(model, 192, Pilots(1, fixed=True), AbortFlag(), log, 32)
    yield made
    made.close()


def test_a_model_read_twice_does_not_stray_from_itself_whatever_the_cache_held(
    model: Model, context: Context, tmp_path: Path
) -> None:
    file = str(tmp_path / "logits")
    told: list[float] = []
    first = measure(model, context, MeasureRequest(text=TEXT, file=file, write=True), told.append)
    context.prefill(model.tokenise("Something else altogether, of some length."))
    again = measure(model, context, MeasureRequest(text=TEXT, file=file))
    assert (again.divergence, again.divergence_error, again.same_choice) == (0.0, 0.0, 1.0)
    assert again.surprise == first.surprise
    assert first.divergence is None
    assert first.tokens == len(model.tokenise(TEXT)) - 1, "nothing comes before the first token"
    assert first.characters == len(TEXT) - len("The")
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert not context.held
    shorter = MeasureRequest(text=TEXT[:40], file=file)
    assert _refusal(model, context, shorter) == "engine.other_vocabulary"
    assert _refusal(model, context, MeasureRequest(text=TEXT * 20)) == "engine.prompt_too_long"


def test_another_text_surprises_it_more_and_other_numbers_are_a_divergence(
    model: Model, context: Context, tmp_path: Path
) -> None:
    file = tmp_path / "logits"
    plain = measure(model, context, MeasureRequest(text=TEXT, file=str(file), write=True))
    mixed = measure(model, context, MeasureRequest(text=" ".join(sorted(TEXT.split()))))
    assert mixed.surprise / mixed.tokens > plain.surprise / plain.tokens
    kept = np.memmap(file, np.float32, "r+")
    kept *= 0.5
    kept.flush()
    found = measure(model, context, MeasureRequest(text=TEXT, file=str(file)))
    assert found.divergence is not None
    assert found.divergence > 0.1
    assert found.same_choice == 1.0, "half of each logit keeps their order"
    assert found.divergence_error > 0


def test_a_measurement_that_is_stopped_leaves_nothing_in_the_cache(model: Model, context: Context) -> None:
    with pytest.raises(Cancelled):
        measure(model, context, MeasureRequest(text=TEXT), stopped=lambda: True)
    assert not context.held


def test_a_full_disk_and_a_model_that_computes_no_numbers_are_told(
    model: Model, context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = MeasureRequest(text=TEXT, file=str(tmp_path / "logits"), write=True)
    with monkeypatch.context() as full:
        full.setattr(divergence.shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))
        assert _refusal(model, context, asked) == "engine.measure_no_space"
    assert not (tmp_path / "logits").exists()
    monkeypatch.setattr(context, "logits", lambda _: np.full(model.n_vocab, np.nan, np.float32))
    assert _refusal(model, context, MeasureRequest(text=TEXT)) == "engine.no_numbers"


def test_an_empty_text_has_nothing_to_measure(model: Model, context: Context, tmp_path: Path) -> None:
    asked = MeasureRequest(text="", file=str(tmp_path / "logits"), write=True)
    found = measure(model, context, asked)
    assert (found.tokens, found.surprise, found.divergence) == (0, 0.0, None)


def _refusal(model: Model, context: Context, request: MeasureRequest) -> str:
    with pytest.raises(MuseError) as refused:
        measure(model, context, request)
    return refused.value.code
