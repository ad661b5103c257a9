"""Smaller files: how far llama.cpp is, what there must be room for, what a vocabulary is known by."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from muse_desktop.engine.child import quantise as room
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.quantise import Progress, file_type, quantise
from muse_desktop.engine.child.survey import survey
from muse_desktop.engine.values import KINDS
from muse_desktop.errors import MuseError
from tests.engine.smaller import write_other_vocabulary


def test_a_large_tensor_counts_for_more_of_the_progress_than_a_small_one() -> None:
    told: list[float] = []
    progress = Progress({"big.weight": 900, "small.weight": 100}, told.append)
    progress.hear("llama_model_loader: - type  f32:   61 tensors\n")
    progress.hear("[   1/   2] big.weight         - [ 30, 30, 1, 1], type = f16, ")
    progress.hear("converting to q4_0 .. ")
    progress.hear("[   2/   2] small.weight       - [ 10, 10, 1, 1], type = f16, ")
    assert told == [0.0, 0.9]


def test_without_sizes_all_tensors_count_alike_and_strange_lines_do_no_harm() -> None:
    told: list[float] = []
    progress = Progress({}, told.append)
    for line in ("[   3/   4] a - [", "[9/2] b", "[ 1/0] c", "[x/y] d", ""):
        progress.hear(line)
    assert told == [0.5, 0.999, 0.0]


def test_every_kind_that_is_offered_is_known_to_llama_and_others_are_refused() -> None:
    assert len({file_type(kind.name) for kind in KINDS}) == len(KINDS)
    assert [kind.bits for kind in KINDS] == sorted((kind.bits for kind in KINDS), reverse=True)
    for unknown in ("Q9", "", "__class__", "Q4_0\n", "Ｑ4_0"):
        with pytest.raises(MuseError) as refused:
            file_type(unknown)
        assert refused.value.code == "engine.quantise_kind"


def test_a_disk_too_small_is_told_before_anything_is_written(
    starter_model: Path, tmp_path: Path, log: NativeLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=200 * 2**20))
    with pytest.raises(MuseError) as refused:
        quantise(starter_model, tmp_path / "x.part", "Q8_0", log, threads=1)
    assert refused.value.code == "engine.quantise_no_space"
    assert refused.value.values["needed_gb"] == round((144_811_072 + room.KEEP_FREE) / 1e9, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_source_and_a_folder_that_has_gone_are_told(
    starter_model: Path, tmp_path: Path, log: NativeLog
) -> None:
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(starter_model.read_bytes()[:4_000_000])
    with pytest.raises(MuseError) as refused:
        quantise(cut, tmp_path / "x.part", "Q4_0", log, threads=1)
    assert refused.value.code == "engine.model_broken"
    with pytest.raises(MuseError) as refused:
        quantise(starter_model, tmp_path / "gone" / "x.part", "Q4_0", log, threads=1)
    assert refused.value.code == "engine.quantise_failed"


def test_vocabularies_are_told_apart_by_their_words_not_by_how_many_they_are(
    starter_model: Path, tmp_path: Path, log: NativeLog
) -> None:
    text = "The lighthouse, 灯塔."
    ours = survey(starter_model, text, log)
    other = survey(write_other_vocabulary(starter_model, tmp_path / "other.gguf"), text, log)
    assert ours == survey(starter_model, text, log)
    assert ours.size == other.size == 49152
    assert ours.sha256 != other.sha256
    assert ours.ends[-1] == len(text)
    assert len(ours.ends) == len(ours.tokens)
    assert ours.context_trained == 8192
