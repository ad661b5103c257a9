"""Trials of the machine through the engine: they give way, and what they found is what a load uses."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.errors import MuseError
from tests.engine.conftest import WAIT, Heard, ask, finish

pytestmark = pytest.mark.real_model


def test_a_trial_in_the_background_gives_way_to_a_generation(fresh_engine: Engine, model_file: Path) -> None:
    fresh_engine.load(model_file, context=256, threads=1).result(WAIT)
    alone = finish(fresh_engine, ask("Name a colour.", max_tokens=4), Heard())
    trial = fresh_engine.calibrate(background=True)
    time.sleep(0.4)
    started = time.perf_counter()
    disturbed = finish(fresh_engine, ask("Name a colour.", max_tokens=4), Heard())
    assert time.perf_counter() - started < 10 * alone.timings.total_s + 1.0
    assert disturbed.candidates == alone.candidates
    assert not trial.future.done(), "it begins anew"
    trial.cancel()
    error = trial.future.exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "engine.cancelled"


def test_a_trial_without_a_model_says_so(fresh_engine: Engine) -> None:
    error = fresh_engine.calibrate().future.exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "engine.no_model"


def test_the_batch_that_was_found_is_the_one_that_is_used_and_on_record(
    fresh_engine: Engine, model_file: Path
) -> None:
    long = ask("word " * 150, max_tokens=2)
    fresh_engine.load(model_file, context=512, threads=2, batch=128, adaptive=True).result(WAIT)
    layout = finish(fresh_engine, long).layout
    assert (layout.n_batch, layout.n_ubatch, layout.prefill[0]) == (128, 128, 128)
    fresh_engine.load(model_file, context=512, threads=1).result(WAIT)
    assert finish(fresh_engine, long).layout.n_batch == 64


def test_with_a_limit_it_goes_on_writing_the_same(fresh_engine: Engine, model_file: Path) -> None:
    fresh_engine.load(model_file, context=256, threads=2).result(WAIT)
    before = finish(fresh_engine, ask("Name a colour.", max_tokens=8)).candidates
    fresh_engine.limit(1).result(WAIT)
    assert finish(fresh_engine, ask("Name a colour.", max_tokens=8)).candidates == before
