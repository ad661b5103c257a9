"""Files that are no good model: a message each, and an engine that goes on."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from muse_desktop.engine.child.model import require_memory
from muse_desktop.engine.client import Engine
from muse_desktop.engine.gguf import check_file
from muse_desktop.errors import MuseError
from tests.engine.conftest import WAIT, ask, finish

HEADER = 2_000_000
"""Bytes of the starter model that hold its header (metadata and tensor table) and a little more."""


def refusal(engine: Engine, path: Path, context: int = 256) -> MuseError:
    error = engine.load(path, context=context, threads=1).exception(WAIT)
    assert isinstance(error, MuseError)
    for language in ("en", "zh"):
        assert not error.text(language).startswith("engine."), error  # type: ignore[arg-type]
    return error


def changed(model_file: Path, target: Path, old: bytes, new: bytes) -> Path:
    """A copy of the model with one place of its header changed; the copy is as long as the original."""
    data = model_file.read_bytes()
    assert old in data[:HEADER]
    target.write_bytes(data.replace(old, new, 1)[: len(data)])
    return target


def number(key: str, value: int) -> bytes:
    """A uint32 entry of a GGUF header: key, type 4, value."""
    return key.encode() + struct.pack("<II", 4, value)


def test_a_missing_file_and_a_folder_are_not_there(fresh_engine: Engine, tmp_path: Path) -> None:
    assert refusal(fresh_engine, tmp_path / "none.gguf").code == "engine.model_missing"
    assert refusal(fresh_engine, tmp_path).code in ("engine.model_unreadable", "engine.model_missing")
    assert fresh_engine.child_pid is None, "nothing heavy was started for it"


@pytest.mark.parametrize("content", [b"", b"GGU", b"PK\x03\x04 a zip file", "一首诗".encode() * 1000])
def test_a_file_that_is_no_gguf_is_refused_before_anything_is_started(
    fresh_engine: Engine, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "poem.gguf").write_bytes(content)
    error = refusal(fresh_engine, tmp_path / "poem.gguf")
    assert error.code == "engine.model_not_gguf"
    assert "poem.gguf" in str(error)
    assert fresh_engine.child_pid is None


def test_generating_without_a_model_says_so(fresh_engine: Engine) -> None:
    with pytest.raises(MuseError) as refused:
        finish(fresh_engine, ask("x"))
    assert refused.value.code == "engine.no_model"


@pytest.mark.real_model
def test_damaged_files_are_named_and_the_engine_goes_on(
    fresh_engine: Engine, model_file: Path, tmp_path: Path
) -> None:
    head = model_file.read_bytes()[:HEADER]
    for name, data in {
        "magic alone": b"GGUF",
        "random": b"GGUF" + bytes(range(256)) * 100,
        "cut in the header": head[:1000],
        "cut in the weights": model_file.read_bytes()[:50_000_000],
        "huge counts": b"GGUF" + struct.pack("<IQQ", 3, 2**60, 2**60) + head[24:],
        "unknown version": b"GGUF" + struct.pack("<I", 99) + head[8:],
    }.items():
        broken = tmp_path / f"{name}.gguf"
        broken.write_bytes(data)
        error = refusal(fresh_engine, broken)
        assert error.code == "engine.model_broken", name
        assert error.values["reason"], name
        broken.unlink()
    assert fresh_engine.state == "empty"
    fresh_engine.load(model_file, context=256, threads=1).result(WAIT)
    assert finish(fresh_engine, ask("x", max_tokens=2)).candidates[0].tokens


@pytest.mark.real_model
def test_a_header_that_lies_costs_the_child_at_most(
    fresh_engine: Engine, model_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mutated.gguf"
    for key, old, new in [
        ("llama.block_count", 30, 0),
        ("llama.block_count", 30, 1000),
        ("llama.attention.head_count", 9, 0),
        ("llama.embedding_length", 576, 577),
    ]:
        changed(model_file, target, number(key, old), number(key, new))
        error = refusal(fresh_engine, target)
        assert error.code in ("engine.model_broken", "engine.load_crashed"), (key, new)
        assert error.values["name"] == "mutated.gguf"
    assert fresh_engine.load(model_file, context=256, threads=1).result(WAIT).architecture == "llama"


@pytest.mark.real_model
def test_a_model_of_an_unknown_kind_is_named(fresh_engine: Engine, model_file: Path, tmp_path: Path) -> None:
    key = b"general.architecture" + struct.pack("<IQ", 8, 5)
    target = changed(model_file, tmp_path / "new.gguf", key + b"llama", key + b"lyric")
    error = refusal(fresh_engine, target)
    assert error.code == "engine.model_unknown"
    assert error.values["architecture"] == "lyric"


@pytest.mark.real_model
def test_a_model_larger_than_the_memory_is_refused_before_it_is_read(
    fresh_engine: Engine, model_file: Path, tmp_path: Path
) -> None:
    big = tmp_path / "big.gguf"
    with big.open("wb") as file:
        file.write(model_file.read_bytes()[:HEADER])
        file.truncate(8 * 10**12)  # sparse: takes no room
    error = refusal(fresh_engine, big)
    assert error.code == "engine.model_too_big"
    assert error.values["needed_gb"] == 8000.0


def test_memory_is_compared_in_bytes_and_told_in_gigabytes() -> None:
    require_memory(5, 5)
    with pytest.raises(MuseError) as refused:
        require_memory(7_500_000_000, 3_200_000_000)
    assert refused.value.values == {"needed_gb": 7.5, "available_gb": 3.2}


@pytest.mark.real_model
@pytest.mark.parametrize("context", [0, -1, 8193])
def test_a_context_the_model_cannot_have_is_refused(
    fresh_engine: Engine, model_file: Path, context: int
) -> None:
    error = refusal(fresh_engine, model_file, context)
    assert error.code == "engine.context_out_of_range"
    assert error.values == {"context": context, "trained": 8192}


@pytest.mark.real_model
def test_a_refused_choice_leaves_the_loaded_model_alone(
    fresh_engine: Engine, model_file: Path, tmp_path: Path
) -> None:
    fresh_engine.load(model_file, context=256, threads=1).result(WAIT)
    refusal(fresh_engine, tmp_path / "none.gguf")
    assert fresh_engine.state == "ready"
    assert finish(fresh_engine, ask("x", max_tokens=2)).candidates[0].tokens


def test_a_gguf_passes_the_first_look(tmp_path: Path) -> None:
    (tmp_path / "a.gguf").write_bytes(b"GGUF....")
    check_file(tmp_path / "a.gguf")
