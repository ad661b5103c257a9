"""What the lab reckons: where a text is cut, which file is recommended, what a smaller one is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.studio.lab_rules import (
    CLOSE,
    common_cut,
    kind_name,
    opening,
    quantised_bytes,
    quantised_name,
    recommended,
    words_per_token,
)
from muse_desktop.studio.lab_values import LabRow


@given(st.text(max_size=200), st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(0, 60))
def test_no_vocabulary_has_more_tokens_than_the_limit_in_what_is_cut(
    text: str, steps: list[int], limit: int
) -> None:
    ends = [[*range(step, len(text), step), len(text)] for step in steps]
    cut = common_cut(ends, limit)
    assert 0 <= cut <= len(text)
    for one in ends:
        assert sum(end <= cut for end in one) <= max(limit, 1)
    if limit >= len(text) > 0:
        assert cut == len(text)


@given(st.text(max_size=80), st.integers(1, 80))
def test_an_opening_is_the_beginning_and_no_longer_than_asked(text: str, most: int) -> None:
    found = opening(text, most)
    assert text.startswith(found)
    assert len(found) <= most
    assert found == found.rstrip()


def test_an_opening_ends_where_a_word_does_if_words_have_spaces() -> None:
    assert opening("One two three four", 11) == "One two"
    assert opening("One two three", 7) == "One two"
    assert opening("渡船六点离岸天还没有亮", 5) == "渡船六点离"


def test_words_per_token_counts_chinese_by_character() -> None:
    assert words_per_token("one two three", 6) == 0.5
    assert words_per_token("渡船六点", 8) == 0.5
    assert words_per_token("", 0) == 0.0


def _row(
    size: int, gap: float | None, speed: float = 1.0, bits: float = 1.0, measured: bool = True
) -> LabRow:
    return LabRow(
        Path("x"), "x", size, divergence=gap, words_per_s=speed, bits_per_character=bits, measured=measured
    )


def test_the_smallest_file_that_strays_little_is_recommended() -> None:
    rows = [_row(100, 0.0), _row(50, CLOSE), _row(30, CLOSE + 0.001), _row(20, 0.01, measured=False)]
    assert recommended(rows, 0) == 1
    assert recommended(rows[:1], 0) == 0
    assert recommended([rows[0], rows[2]], 0) == 0
    assert recommended(rows, -1) == -1


def test_of_two_files_of_a_size_the_faster_is_recommended() -> None:
    assert recommended([_row(100, 0.0), _row(50, 0.01, 2.0), _row(50, 0.01, 3.0)], 0) == 2


def test_among_families_the_one_that_knows_the_text_best_is_recommended_or_one_as_good_and_smaller() -> None:
    assert recommended([_row(100, 0.0, bits=1.2), _row(50, None, bits=1.0)], 0) == 1
    assert recommended([_row(100, 0.0, bits=1.0), _row(50, None, bits=1.01)], 0) == 1
    assert recommended([_row(100, 0.0, bits=1.0), _row(50, None, bits=1.2)], 0) == 0


def test_a_smaller_file_is_called_by_its_kind() -> None:
    assert quantised_name("SmolLM2-135M-Instruct.Q4_1", "Q8_0") == "SmolLM2-135M-Instruct.Q8_0.gguf"
    assert quantised_name("Qwen3-4B-f16", "Q4_K_M") == "Qwen3-4B-Q4_K_M.gguf"
    assert quantised_name("Mistral-7B-IQ4_XS", "Q3_K_M") == "Mistral-7B-Q3_K_M.gguf"
    assert quantised_name("Big-Q4_K_M-tuned", "Q6_K") == "Big-Q6_K-tuned.gguf"
    assert quantised_name("我的模型", "Q4_0") == "我的模型-Q4_0.gguf"
    assert quantised_name("Faq1_2b", "Q4_0") == "Faq1_2b-Q4_0.gguf"
    assert kind_name("Q4_K - Medium") == "Q4_K_M"
    assert kind_name("Q8_0") == "Q8_0"


def test_a_smaller_files_size_is_reckoned_from_its_parameters() -> None:
    assert quantised_bytes(8_000_000_000, "Q8_0") == 8_500_000_000
    with pytest.raises(MuseError) as refused:
        quantised_bytes(1, "F16")
    assert refused.value.code == "engine.quantise_kind"
