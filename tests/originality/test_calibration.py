"""What cosines mean: thresholds from unrelated passages, and the arithmetic of the source texts."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest

from muse_desktop.originality.calibration import (
    REACHED_BY,
    Calibration,
    calibrate,
    centred_cosine,
    cosine,
    is_original,
)


def library(items: int = 20, passages: int = 50, width: int = 64) -> tuple[np.ndarray, list[int]]:
    chance = np.random.default_rng(3)
    vectors = chance.normal(size=(items * passages, width)) + 0.5 * math.sqrt(width) * np.eye(width)[0]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), [at // passages for at in range(len(vectors))]


def made() -> Calibration:
    found = calibrate("some", *library())
    assert found is not None
    return found


def test_the_worked_example_of_the_source_texts_is_not_original() -> None:
    generated, poems = [0.1, 0.5, 0.3, 0.4], ([0.2, 0.4, 0.5, 0.3], [0.1, 0.6, 0.3, 0.2])
    assert [round(cosine(generated, poem), 4) for poem in poems] == [0.9337, 0.9505]
    assert not is_original(generated, poems, threshold=0.8)
    assert is_original(generated, poems, threshold=0.96)


def test_identical_vectors_have_cosine_one_and_a_zero_vector_is_like_nothing() -> None:
    assert cosine([0.3, -0.2, 0.9], [0.3, -0.2, 0.9]) == pytest.approx(1.0)
    assert cosine([0.0, 0.0], [0.3, 0.4]) == 0.0
    assert centred_cosine([0.0, 0.0], [0.3, 0.4], [0.3, 0.3]) == 0.0
    assert is_original([0.0, 0.0], [[0.3, 0.4]], threshold=0.5)


def test_what_all_passages_have_in_common_is_taken_off() -> None:
    found = made()
    assert found.unrelated > 0.15
    middle = sum((low + high) / 2 * count for low, high, count in found.bins()) / found.pairs
    assert abs(middle) < 0.02


def test_one_unrelated_pair_in_a_thousand_is_above_the_threshold() -> None:
    found = made()
    assert found.share_above(found.threshold) == pytest.approx(REACHED_BY, rel=0.5)
    assert found.share_above(-1.0) == pytest.approx(1.0)
    assert found.share_above(found.highest) == pytest.approx(0.0)


def test_a_copied_passage_is_above_the_threshold() -> None:
    found, (vectors, _) = made(), library()
    copied = vectors[7] + 0.02 * np.random.default_rng(1).normal(size=64)
    assert centred_cosine(copied, vectors[7], found.mean) > found.threshold
    assert centred_cosine(vectors[8], vectors[307], found.mean) < found.threshold


def test_the_histogram_counts_every_pair_once() -> None:
    found = made()
    assert sum(found.counts) == found.pairs
    assert found.bins()[0][0] == found.low
    assert found.bins()[-1][1] == pytest.approx(found.high)


def test_too_few_passages_are_not_enough_to_tell() -> None:
    vectors, items = library(2, 5)
    assert calibrate("some", vectors, items) is None
    assert calibrate("some", vectors[:0], []) is None


def test_the_passages_of_one_text_will_do_where_there_is_no_other() -> None:
    vectors, _ = library(1, 60)
    assert calibrate("some", vectors, [5] * 60) is not None


def test_passages_without_meaning_do_no_harm() -> None:
    vectors, items = library()
    vectors[::3] = 0
    found = calibrate("some", vectors, items)
    assert found is not None
    assert math.isfinite(found.threshold)
    same = calibrate("some", np.ones((100, 8), np.float32), [at % 5 for at in range(100)])
    assert same is not None
    assert same.threshold == 0.0


def test_it_is_made_again_when_the_library_grew_by_a_quarter() -> None:
    found = made()
    assert not found.is_outgrown(1100)
    assert found.is_outgrown(1300)
    assert found.is_outgrown(700)


def test_it_can_be_kept() -> None:
    found = made()
    assert msgspec.json.decode(msgspec.json.encode(found), type=Calibration) == found
