"""Models of other programs are found where these keep them, and nothing they say is trusted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from muse_desktop.models.found import found

DIGEST = "a" * 64


def model(path: Path, size: int = 100) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"GGUF" + bytes(size - 4))
    return path


def manifest(models: Path, name: str, digest: str = f"sha256:{DIGEST}") -> Path:
    path = models / "manifests" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    layers = [
        {"mediaType": "application/vnd.ollama.image.license", "digest": f"sha256:{'b' * 64}"},
        {"mediaType": "application/vnd.ollama.image.model", "digest": digest},
    ]
    path.write_text(json.dumps({"schemaVersion": 2, "layers": layers}))
    return path


def told(home: Path, platform: str = "linux", **environ: str) -> list[tuple[str, str, Path]]:
    return [(one.tool, one.name, one.path) for one in found(home, environ, platform, home / "root")]


def test_each_program_has_its_places(tmp_path: Path) -> None:
    at = {
        "lm": model(tmp_path / ".lmstudio/models/maker/Qwen3-8B-GGUF/Qwen3-8B-Q4_K_M.gguf"),
        "jan": model(tmp_path / ".local/share/Jan/data/llamacpp/models/jan-v1/model.gguf"),
        "gpt4all": model(tmp_path / ".local/share/nomic.ai/GPT4All/Phi-3.gguf"),
        "kobold": model(tmp_path / "koboldcpp/tiefighter.gguf"),
        "cache": model(tmp_path / ".cache/llama.cpp/gemma.gguf"),
        "ollama": model(tmp_path / f".ollama/models/blobs/sha256-{DIGEST}"),
    }
    manifest(tmp_path / ".ollama/models", "registry.ollama.ai/library/llama3/8b")
    assert told(tmp_path) == [
        ("GPT4All", "Phi-3", at["gpt4all"]),
        ("Jan", "jan-v1", at["jan"]),
        ("KoboldCpp", "tiefighter", at["kobold"]),
        ("LM Studio", "Qwen3-8B-Q4_K_M", at["lm"]),
        ("Ollama", "llama3:8b", at["ollama"]),
        ("llama.cpp", "gemma", at["cache"]),
    ]
    assert all(one.bytes == 100 for one in found(tmp_path, {}, "linux", tmp_path / "root"))


def test_other_systems_have_other_places(tmp_path: Path) -> None:
    mac = model(tmp_path / "Library/Application Support/nomic.ai/GPT4All/a.gguf")
    assert told(tmp_path, "darwin") == [("GPT4All", "a", mac)]
    windows = model(tmp_path / "Roaming/Jan/data/llamacpp/models/b/model.gguf")
    environ = {"APPDATA": str(tmp_path / "Roaming"), "LOCALAPPDATA": str(tmp_path / "Local")}
    assert told(tmp_path, "win32", **environ) == [("Jan", "b", windows)]


def test_folders_that_were_moved_are_found(tmp_path: Path) -> None:
    elsewhere = tmp_path / "big disk"
    (tmp_path / ".lmstudio").mkdir()
    (tmp_path / ".lmstudio/settings.json").write_text(json.dumps({"downloadsFolder": str(elsewhere / "lm")}))
    lm = model(elsewhere / "lm/a/b/one.gguf")
    jan = model(elsewhere / "jan/llamacpp/models/two/model.gguf")
    (tmp_path / ".config/Jan").mkdir(parents=True)
    (tmp_path / ".config/Jan/settings.json").write_text(json.dumps({"data_folder": str(elsewhere / "jan")}))
    kobold = model(elsewhere / "three.gguf")
    (tmp_path / "mine.kcpps").write_text(json.dumps({"model_param": str(kobold)}))
    blob = model(elsewhere / f"ollama/blobs/sha256-{DIGEST}")
    manifest(elsewhere / "ollama", "hf.co/maker/four/Q4_0")
    assert told(tmp_path, OLLAMA_MODELS=str(elsewhere / "ollama")) == [
        ("Jan", "two", jan), ("KoboldCpp", "three", kobold), ("LM Studio", "one", lm),
        ("Ollama", "hf.co/maker/four:Q4_0", blob),
    ]  # fmt: skip


def test_the_service_of_ollama_keeps_its_own(tmp_path: Path) -> None:
    service = tmp_path / "root/usr/share/ollama/.ollama/models"
    blob = model(service / f"blobs/sha256-{DIGEST}")
    manifest(service, "registry.ollama.ai/someone/llama3/8b")
    assert told(tmp_path) == [("Ollama", "someone/llama3:8b", blob)]
    assert told(tmp_path, "win32") == []


def test_hostile_manifests_and_settings_lead_nowhere(tmp_path: Path) -> None:
    models = tmp_path / ".ollama/models"
    model(tmp_path / "secret.gguf")
    model(models / "blobs" / "sha256-x" / "y")
    out = "sha256:x/../../../../secret.gguf"
    assert (models / "blobs" / out.replace(":", "-")).is_file(), "there is something to be led to"
    for number, digest in enumerate((out, "sha256:x/y", "sha256:" + "A" * 64, "", DIGEST)):
        manifest(models, f"registry.ollama.ai/library/bad/{number}", digest)
    folder = models / "manifests/registry.ollama.ai/library/worse"
    folder.mkdir()
    for number, text in enumerate((
        "not json",
        "[]", '{"layers": 7}', '{"layers": [1, {"mediaType": 3}]}', "[" * 100_000, "\0", '{"a": "',
        '{"layers": "' + "x" * 2_000_000 + '"}',
    )):  # fmt: skip
        (folder / str(number)).write_text(text)
    (folder / "bytes").write_bytes(b"\xff\xfe" * 10)
    (folder / "loop").symlink_to(folder / "loop")
    for number, path in enumerate(("../secret.gguf", "\0", "x" * 5000, "relative/secret.gguf", 7, ["a"])):
        (tmp_path / f"{number}.kcpps").write_text(json.dumps({"model_param": path}))
    assert told(tmp_path) == []


def test_only_model_files_are_named_and_each_once(tmp_path: Path) -> None:
    models = tmp_path / ".lmstudio/models"
    first = model(models / "a/b/big-00001-of-00002.gguf")
    model(models / "a/b/big-00002-of-00002.gguf")
    model(models / "a/b/mmproj-big.gguf")
    (models / "a/b/poem.gguf").write_text("no model")
    (models / "a/b/copy.gguf").symlink_to(first)
    (models / "again").symlink_to(models)
    (models / "x.gguf").symlink_to(models / "x.gguf")
    (got,) = found(tmp_path, {}, "linux", tmp_path / "root")
    assert (got.name, got.bytes) == ("big", 200)


def test_loops_of_links_are_walked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models = tmp_path / ".lmstudio/models"
    for name in "abc":
        (models / name).mkdir(parents=True)
        for other in "xyz":
            (models / name / other).symlink_to(models)
    model(models / "a/one.gguf")
    looked: list[Path] = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: looked.append(Path(path)) or scandir(path))
    assert [name for _, name, _ in told(tmp_path)] == ["one"]
    assert len([path for path in looked if path.is_relative_to(models)]) == 4
