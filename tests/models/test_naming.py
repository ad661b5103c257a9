"""Models are called what people know them by."""

from __future__ import annotations

from pathlib import Path

from muse_desktop.models.naming import model_name


def test_a_model_is_called_like_its_file() -> None:
    path = Path("/models/SmolLM2-135M-Instruct.Q4_1.gguf")
    assert model_name(path, "Smollm2 135M 8k Lc100K Mix1 Ep2") == "SmolLM2-135M-Instruct.Q4_1"


def test_a_file_named_by_its_checksum_is_called_by_the_name_inside() -> None:
    blob = Path("/ollama/blobs/sha256-" + "0a" * 32)
    assert model_name(blob, "Gemma 4 E4B it") == "Gemma 4 E4B it"
    assert model_name(blob, "") == blob.name


def test_a_name_with_dots_keeps_them() -> None:
    assert model_name(Path("qwen3.5-2b"), "x") == "qwen3.5-2b"
