"""Which thread count and prompt batch are best: the choice, and a real trial."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine.child import calibrate as trial
from muse_desktop.engine.child.calibrate import best_batch, best_threads, take_turns, thread_choices
from muse_desktop.engine.child.context import AbortFlag, Cancelled
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model

SECONDS = st.lists(st.floats(0.001, 10), min_size=1, max_size=9)


def test_all_cores_half_and_three_quarters_are_tried() -> None:
    assert thread_choices(1) == [1]
    assert thread_choices(2) == [1, 2]
    assert thread_choices(8) == [1, 4, 6, 8]
    assert thread_choices(16) == [1, 8, 12, 16]


def test_of_two_that_are_alike_the_one_with_fewer_threads_is_taken() -> None:
    assert best_threads({1: [0.040], 4: [0.0102], 6: [0.0101], 8: [0.0100]}) == 4
    assert best_threads({1: [0.040], 4: [0.0110], 8: [0.0100]}) == 8


def test_a_neighbour_that_is_busy_for_a_turn_changes_nothing() -> None:
    calm = {1: [0.020] * 5, 2: [0.010] * 5}
    disturbed = {1: [0.020, 0.021, 0.020, 0.019, 0.020], 2: [0.010, 0.150, 0.010, 0.160, 0.010]}
    assert best_threads(calm) == best_threads(disturbed) == 2


def test_only_a_clearly_faster_batch_takes_the_place_of_the_usual() -> None:
    assert best_batch({64: [0.0040], 256: [0.0037]}, 64) == 64
    assert best_batch({64: [0.0040], 256: [0.0030]}, 64) == 256
    assert best_batch({64: [0.0040], 128: [0.00305], 256: [0.0030]}, 64) == 128
    assert best_batch({64: [0.0090, 0.0040], 256: [0.0039, 0.0095]}, 64) == 64
    assert best_batch({64: [0.0040]}, 64) == 64


@given(st.dictionaries(st.integers(1, 64), SECONDS, min_size=1, max_size=5))
def test_what_is_chosen_was_tried_and_is_as_fast_as_any(taken: dict[int, list[float]]) -> None:
    chosen = best_threads(taken)
    assert chosen in taken
    assert best_batch(taken, min(taken)) in taken


def test_the_choices_take_turns_back_and_forth() -> None:
    order: list[int] = []

    def measure(choice: int) -> float:
        order.append(choice)
        return float(choice)

    assert take_turns((1, 2, 4), measure, 0.0, 3) == {1: [1.0] * 3, 2: [2.0] * 3, 4: [4.0] * 3}
    assert order == [1, 2, 4, 4, 2, 1, 1, 2, 4]


def test_while_others_are_busy_the_cores_are_not_judged_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = iter([(0.0, 0.0, 0.0), (10.0, 9.0, 10.0), (0.0, 0.0, 0.0), (10.0, 1.0, 10.0)])
    monkeypatch.setattr(trial.Neighbours, "_now", staticmethod(lambda: next(readings)))
    monkeypatch.setattr(trial.psutil, "cpu_count", lambda: 2)
    assert trial.Neighbours().cores() == pytest.approx(0.1)
    assert trial.Neighbours().cores() == pytest.approx(0.9)


@pytest.mark.real_model
def test_a_real_trial_measures_every_choice(
    model: Model, log: NativeLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "DECODE_S", 0.0)
    monkeypatch.setattr(trial, "PREFILL_S", 0.0)
    found = trial.calibrate(model, AbortFlag(), log)
    assert set(found.decode) == {str(choice) for choice in thread_choices(trial.default_threads())}
    assert {"64", "256"} <= set(found.prefill)
    assert str(found.threads) in found.decode
    assert all(1 < speed < 100_000 for speed in (*found.decode.values(), *found.prefill.values()))
    monkeypatch.setattr(trial, "_try_batches", lambda *_: {64: [0.004]})
    assert trial.calibrate(model, AbortFlag(), log, limit=1).threads == 1


@pytest.mark.real_model
def test_it_stops_within_a_batch_when_something_else_is_asked_for(model: Model, log: NativeLog) -> None:
    abort = AbortFlag()
    timer = threading.Timer(0.3, abort.raise_flag)
    timer.start()
    started = time.perf_counter()
    with pytest.raises(Cancelled):
        trial.calibrate(model, abort, log)
    assert time.perf_counter() - started < 2
    timer.join()
