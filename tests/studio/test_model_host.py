"""Which model is loaded, when it is loaded again, and what is said when it cannot be."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.trial import Trials
from muse_desktop.errors import MuseError
from muse_desktop.settings import AdapterSetting, Settings, replaced
from muse_desktop.studio import model_host
from muse_desktop.studio.model_host import ModelHost
from tests.engine.lora import attention, write_lora

pytestmark = pytest.mark.real_model


def code_of(host: ModelHost) -> str:
    with pytest.raises(MuseError) as caught:
        host.ready().result()
    return caught.value.code


def test_the_starter_is_loaded_once_and_called_by_its_files_name(host: ModelHost) -> None:
    first = host.ready()
    assert first.result().info.name == "SmolLM2-135M-Instruct.Q4_1"
    assert host.ready() is first
    assert host.state == "ready"
    assert host.is_starter


def test_a_missing_model_is_told_and_the_next_settings_are_tried_at_once(tmp_path: Path) -> None:
    told: list[str] = []
    host = ModelHost(Engine(), tmp_path / "h.json", Settings(model_path=str(tmp_path / "gone.gguf")))
    host.on_change.append(lambda: told.append(host.state))
    try:
        assert code_of(host) == "models.missing"
        assert host.state == "failed"
        assert host.error is not None
        host.use(Settings(context_tokens=512, threads=1))
        assert host.ready().result().info.context == 512
        assert host.error is None
    finally:
        host.close()
    assert "failed" in told
    assert told[-1] == "ready"


def test_a_load_that_failed_is_not_repeated_with_every_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, starter_model: Path
) -> None:
    broken = tmp_path / "m.gguf"
    broken.write_bytes(b"GGUF" + bytes(2000))
    host = ModelHost(Engine(), tmp_path / "h.json", Settings(model_path=str(broken), context_tokens=512))
    try:
        assert code_of(host).startswith("engine.")
        failed = host.ready()
        assert host.ready() is failed
        monkeypatch.setattr(model_host, "FAILED_REST_S", 0.0)
        assert host.ready() is not failed
        code_of(host)
        monkeypatch.undo()
        shutil.copyfile(starter_model, broken)  # the writer puts a good file in its place
        assert host.ready().result().info.name == "m"
        host.use(replaced(Settings(model_path=str(broken)), context_tokens=768))
        assert host.ready().result().info.context == 768
    finally:
        host.close()


def test_a_file_that_ends_its_child_leaves_the_loaded_models_child_alone(
    host: ModelHost, tmp_path: Path, starter_model: Path
) -> None:
    host.ready().result()
    pid = host.local.child_pid
    data = starter_model.read_bytes()
    name = b"llama.block_count" + (4).to_bytes(4, "little")
    lying = tmp_path / "lying.gguf"
    lying.write_bytes(data.replace(name + (30).to_bytes(4, "little"), name + (1000).to_bytes(4, "little"), 1))
    host.use(Settings(model_path=str(lying), context_tokens=1024))
    code = code_of(host)
    assert code in ("engine.load_crashed", "engine.model_broken")
    assert host.local.child_pid == pid
    assert host.local.model is not None, "the model from before is still there"
    refused = host.ready()
    again = host.try_again()
    assert again is not refused
    with pytest.raises(MuseError, match="lying"):
        again.result()
    host.use(Settings(context_tokens=1024))
    assert host.ready().result().info.context == 1024


def test_what_is_offered_after_crashes_needs_less_each_time(tmp_path: Path) -> None:
    host = ModelHost(Engine(), tmp_path / "h.json", Settings(context_tokens=4096))
    try:
        offered = []
        for _ in range(4):
            smaller = host.smaller()
            offered.append((smaller.context_tokens, smaller.gpu_layers))
            host.use(smaller)
        assert offered == [(2048, 0), (1024, 0), (512, 0), (512, 0)]
    finally:
        host.close()


def test_an_adapter_is_tried_beside_the_loaded_model_and_changes_nothing(
    host: ModelHost, tmp_path: Path
) -> None:
    loaded = host.ready().result()
    fits = write_lora(tmp_path / "fits.gguf", attention())
    wrong = write_lora(tmp_path / "wrong.gguf", attention(width=2048))
    assert host.try_adapter(None, AdapterSetting(str(fits), 0.5)).result() is None
    error = host.try_adapter(None, AdapterSetting(str(wrong))).exception()
    assert isinstance(error, MuseError)
    assert (error.code, error.values["name"]) == ("engine.adapter_mismatch", "wrong.gguf")
    assert host.loaded is loaded
    assert host.state == "ready"


def test_what_a_child_said_before_a_file_ended_it_can_be_shown(tmp_path: Path) -> None:
    dying = [sys.executable, "-c", "import sys; sys.stderr.write('GGML_ASSERT(n > 0) failed'); sys.exit(3)"]
    file = tmp_path / "deadly.gguf"
    file.write_bytes(b"GGUF" + bytes(64))
    host = ModelHost(Engine(), tmp_path / "h.json", Settings(model_path=str(file)))
    host._trials = Trials(tmp_path / "trials.json", dying)
    try:
        assert host.last_words == ""
        assert code_of(host) == "engine.load_crashed"
        assert host.last_words == "GGML_ASSERT(n > 0) failed"
    finally:
        host.close()


def test_what_is_offered_after_crashes_is_smaller_until_it_cannot_be(tmp_path: Path) -> None:
    seen = []
    host = ModelHost(Engine(), tmp_path / "h.json", Settings())
    while host.would_change(smaller := host.smaller()):
        host.use(smaller)
        seen.append((smaller.context_tokens, smaller.gpu_layers))
    host.close()
    assert seen[-1] == (512, 0)
    assert len(seen) <= 4
