"""The speed lab with the starter model: compared with itself, with smaller ones, with what is no model."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.paths import cache_dir
from muse_desktop.settings import Settings
from muse_desktop.studio import lab_compare
from muse_desktop.studio.lab import Lab
from muse_desktop.studio.lab_speed import Effort
from muse_desktop.studio.lab_values import Step
from tests.engine.smaller import write_other_vocabulary

pytestmark = pytest.mark.real_model
WAIT = 120.0
SMALL = Effort(tokens=40, prompt=20, written=6, seconds=0.0)


@pytest.fixture
def lab() -> Iterator[Lab]:
    made = Lab(lambda: Settings(threads=1), effort=SMALL)
    yield made
    made.close()
    left = list((cache_dir() / "lab").glob("*"))
    assert left == [], "the numbers of the writer's text are gone"


def test_the_table_has_both_files_with_speed_perplexity_divergence_and_size(
    lab: Lab, f16: Path, tmp_path: Path
) -> None:
    told: list[tuple[float, Step]] = []
    small = tmp_path / lab.quantised_name(f16, "Q4_0")
    made = lab.quantise(f16, "Q4_0", small, lambda done, step: told.append((done, step))).result(WAIT)
    assert made == small
    assert small.name == "starter.Q4_0.gguf"
    assert {step for _, step in told} == {Step("quantising", f16.name)}
    told.clear()
    text = lab.default_text()
    found = lab.compare([small, f16], text, lambda done, step: told.append((done, step))).result(WAIT)
    less, more = found.rows
    assert (found.base, found.recommended) == (f16, 1)
    assert 30 <= found.tokens <= 40
    assert 0 < found.characters < len(text)
    assert (less.quantisation, more.quantisation) == ("Q4_0", "F16")
    assert (less.bytes, more.bytes) == (small.stat().st_size, f16.stat().st_size)
    assert less.words_per_s > 0 < more.words_per_s
    assert less.reads_words_per_s > 0 < more.reads_words_per_s
    assert 1 < more.perplexity < less.perplexity
    assert 0 < more.bits_per_character < less.bits_per_character
    assert (more.divergence, more.same_choice, more.code) == (0.0, 1.0, "")
    assert less.divergence is not None
    assert 0.05 < less.divergence < 1.0
    assert 0 < less.divergence_error < less.divergence
    assert less.same_choice is not None
    assert 0.4 < less.same_choice < 1.0
    assert less.sample
    assert more.sample
    assert more.memory > more.bytes
    done = [one for one, _ in told]
    assert done == sorted(done)
    assert {step.stage for _, step in told} == {"looking", "loading", "reading", "comparing", "writing"}


def test_a_file_does_not_stray_from_itself_and_what_is_no_model_has_a_row_that_says_so(
    lab: Lab, starter_model: Path, tmp_path: Path
) -> None:
    text_file = tmp_path / "notes.gguf"
    text_file.write_text("notes", "utf-8")
    found = lab.compare([starter_model, text_file, starter_model], lab.default_text("zh")).result(WAIT)
    first, broken, second = found.rows
    assert (second.divergence, second.same_choice) == (0.0, 1.0)
    assert second.perplexity == first.perplexity
    assert second.sample == first.sample
    assert (broken.measured, broken.code) == (False, "engine.model_not_gguf")
    assert found.base == starter_model
    assert found.recommended in (0, 2)


def test_other_words_in_the_vocabulary_leave_the_divergence_open_with_the_reason(
    lab: Lab, starter_model: Path, tmp_path: Path
) -> None:
    other = write_other_vocabulary(starter_model, tmp_path / "other.gguf")
    row = lab.compare([starter_model, other], lab.default_text()).result(WAIT).rows[1]
    other.unlink()
    assert (row.divergence, row.same_choice, row.code) == (None, None, "engine.other_vocabulary")
    assert row.measured
    assert row.bits_per_character > 0


def test_a_benchmark_tells_speeds_the_first_words_time_and_memory(lab: Lab, starter_model: Path) -> None:
    found = lab.benchmark(starter_model).result(WAIT)
    assert found.quantisation == "Q4_1"
    assert found.prompt_tokens <= SMALL.prompt
    assert found.words_per_s == pytest.approx(found.tokens_per_s * 0.8, rel=0.4)
    assert found.reads_tokens_per_s > 0
    assert 0 < found.first_word_s < 10
    assert found.memory > found.bytes
    assert (found.threads, found.gpu_layers) == (1, 0)


def test_a_comparison_is_cancelled_soon_and_the_next_job_runs(lab: Lab, starter_model: Path) -> None:
    begun = threading.Event()
    stop = threading.Event()

    def told(_: float, step: Step) -> None:
        if step.stage == "reading":
            begun.set()

    running = lab.compare([starter_model], lab.default_text(), told, stop.is_set)
    waiting = lab.benchmark(starter_model, cancelled=stop.is_set)
    assert begun.wait(WAIT)
    started = time.perf_counter()
    stop.set()
    for future in (running, waiting):
        error = future.exception(10)
        assert isinstance(error, MuseError)
        assert error.code == "engine.cancelled"
    assert time.perf_counter() - started < 5
    short = lab.compare([starter_model], "Too short.").exception(WAIT)
    none = lab.compare([], lab.default_text()).exception(WAIT)
    assert isinstance(short, MuseError)
    assert isinstance(none, MuseError)
    assert (short.code, none.code) == ("studio.lab_text_short", "studio.lab_no_file")


def test_closing_ends_what_runs_and_what_waits(starter_model: Path) -> None:
    lab = Lab(lambda: Settings(threads=1), effort=SMALL)
    running, waiting = lab.benchmark(starter_model), lab.benchmark(starter_model)
    time.sleep(0.2)
    started = time.perf_counter()
    lab.close()
    assert time.perf_counter() - started < 8
    late = lab.benchmark(starter_model)
    for future in (running, waiting, late):
        error = future.exception(1)
        assert isinstance(error, MuseError)
        assert error.code == "engine.closed"


def test_numbers_that_a_crash_left_are_taken_away_and_another_programs_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed, running = tmp_path / "999999-x.logits", tmp_path / "77-y.logits"
    for file in (crashed, running, tmp_path / "strange.logits"):
        file.write_bytes(b"1")
    monkeypatch.setattr(lab_compare.psutil, "pid_exists", lambda pid: pid == 77)
    made = lab_compare.private_file(tmp_path)
    assert set(tmp_path.iterdir()) == {running, made}
    assert made.stat().st_mode & 0o077 == 0 or made.drive, "nobody else may read it"
