"""The default model for each task: 中文 has its own where the writer gave it one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.models.starter import find_starter
from muse_desktop.settings import Settings, TaskModel, replaced
from muse_desktop.studio.model_host import ModelHost, chosen_model
from muse_desktop.studio.tasks import LOOKED_AT, task_of


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("The harbour was 灰色.", "prose"),
        ("港口是灰色的。She said so.", "chinese"),
        ("港口 was grey", "prose"),
        ("1999", "prose"),
        ("海" * LOOKED_AT + " word" * LOOKED_AT, "prose"),
    ],
)
def test_a_draft_is_chinese_when_most_of_its_newest_words_are(text: str, task: str) -> None:
    assert task_of(text, "zh") == task


def test_a_draft_without_words_will_be_in_the_windows_language() -> None:
    assert task_of(" …\n", "zh") == "chinese"
    assert task_of("", "en") == "prose"


def test_without_a_model_for_chinese_the_one_for_prose_writes_it_too() -> None:
    assert chosen_model(Settings(), "chinese") == find_starter()
    own = Settings(model_path="/m/prose.gguf", task_models=(TaskModel("embedding", "/m/e.gguf"),))
    assert chosen_model(own, "chinese") == Path("/m/prose.gguf")
    both = replaced(own, task_models=(TaskModel("chinese", "/m/zh.gguf"),))
    assert chosen_model(both, "chinese") == Path("/m/zh.gguf")
    assert chosen_model(both) == Path("/m/prose.gguf")


@pytest.fixture
def chinese(tmp_path: Path, starter_model: Path) -> Path:
    """Another file with the same weights: it is the file that counts here."""
    path = tmp_path / "Qwen 中文.gguf"
    shutil.copyfile(starter_model, path)
    return path


@pytest.fixture
def host(tmp_path: Path) -> Iterator[ModelHost]:
    made = ModelHost(Engine(), tmp_path / "hashes.json", Settings(context_tokens=512, threads=1))
    yield made
    made.close()


@pytest.mark.real_model
def test_each_task_is_served_by_its_model_and_nothing_is_loaded_twice(host: ModelHost, chinese: Path) -> None:
    first = host.ready()
    assert not host.serve("chinese"), "no model is set for it"
    assert host.ready() is first
    host.use(Settings(context_tokens=512, threads=1, task_models=(TaskModel("chinese", str(chinese)),)))
    loaded = host.ready().result()
    assert Path(loaded.info.path) == chinese
    assert loaded.info.name == "Qwen 中文"
    assert not host.is_starter
    assert not host.serve("chinese")
    assert host.ready().result() is loaded
    assert host.serve("prose")
    assert not host.is_ready
    host.ready().result()
    assert host.is_starter
