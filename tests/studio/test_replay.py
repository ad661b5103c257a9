"""Comparing a repeated generation with its record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.studio.replay import _model_file, first_difference

tokens = st.lists(st.integers(0, 5), max_size=12)


@given(tokens)
def test_a_list_does_not_differ_from_itself(some: list[int]) -> None:
    assert first_difference(some, list(some)) is None


@given(tokens, tokens)
def test_everything_before_the_first_difference_is_the_same_and_what_follows_is_not(
    left: list[int], right: list[int]
) -> None:
    at = first_difference(left, right)
    if at is None:
        assert left == right
    else:
        assert left[:at] == right[:at]
        assert left[at : at + 1] != right[at : at + 1]


@dataclass(frozen=True)
class Record:
    """What `_model_file` asks of a record."""

    model_path: str
    model_sha256: str
    model_name: str = "m"


def test_the_model_is_found_where_it_lies_now_past_files_that_are_missing_or_unreadable(
    tmp_path: Path,
) -> None:
    model = tmp_path / "here.gguf"
    model.write_bytes(b"GGUF and more")
    record: Any = Record(str(tmp_path / "gone.gguf"), hashlib.sha256(model.read_bytes()).hexdigest())
    assert _model_file(record, tmp_path / "cache", [tmp_path, model]) == model
    with pytest.raises(MuseError) as caught:
        _model_file(record, tmp_path / "cache", [tmp_path])
    assert caught.value.code == "studio.replay_no_model"
