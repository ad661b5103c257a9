"""LoRA adapters through the engine: the text changes, and nothing is mixed up with the text without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest, GenerationResult
from muse_desktop.engine.values import Adapter
from muse_desktop.errors import MuseError
from tests.engine.conftest import GREEDY, WAIT, finish
from tests.engine.lora import attention, write_lora

pytestmark = pytest.mark.real_model
REQUEST = GenerateRequest(prompt=tuple(range(1_000, 1_040)), seeds=(1,), max_tokens=8, sampling=GREEDY)
LONG = GenerateRequest(prompt=tuple(range(1_000, 1_270)), seeds=(1,), max_tokens=4, sampling=GREEDY)


def text(engine: Engine, model: Path, *adapters: Adapter) -> GenerationResult:
    info = engine.load(model, context=512, threads=1, adapters=adapters).result(WAIT)
    assert info.adapters == adapters
    return finish(engine, REQUEST)


def test_the_text_changes_and_with_scale_0_it_is_the_models_own(
    fresh_engine: Engine, model_file: Path, tmp_path: Path
) -> None:
    one = str(write_lora(tmp_path / "one.gguf", attention(), seed=1))
    two = str(write_lora(tmp_path / "two.gguf", attention(), seed=2))
    plain = text(fresh_engine, model_file).candidates[0].tokens
    assert text(fresh_engine, model_file, Adapter(one, 0.0)).candidates[0].tokens == plain
    changed = text(fresh_engine, model_file, Adapter(one)).candidates[0].tokens
    assert changed != plain
    assert text(fresh_engine, model_file, Adapter(one), Adapter(two)).candidates[0].tokens != changed
    assert text(fresh_engine, model_file).candidates[0].tokens == plain


def test_what_was_read_with_an_adapter_is_not_used_without_it(shallow_file: Path, tmp_path: Path) -> None:
    one = Adapter(str(write_lora(tmp_path / "one.gguf", attention(4))))
    kept = tmp_path / "states"
    results: list[GenerationResult] = []
    for files, adapters in ((1, ()), (2, (one,)), (2, (one,)), (3, (Adapter(one.path, 0.5),))):
        with Engine() as engine:
            engine.load(shallow_file, context=512, threads=1, adapters=adapters, state_dir=kept).result(WAIT)
            results.append(finish(engine, LONG))
        assert len(list(kept.glob("*.kv"))) == files, "closing keeps what was read"
    assert [result.layout.reused for result in results] == [0, 0, len(LONG.prompt), 0]
    assert results[1].candidates == results[2].candidates


def test_an_adapter_that_is_refused_says_so_and_the_engine_goes_on(
    fresh_engine: Engine, model_file: Path, tmp_path: Path
) -> None:
    loading = fresh_engine.load(model_file, context=512, threads=1, adapters=[Adapter(str(model_file))])
    error = loading.exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "engine.adapter_not_lora"
    assert model_file.name in error.text("en")
    assert fresh_engine.state == "empty"
    assert text(fresh_engine, model_file).candidates[0].tokens
