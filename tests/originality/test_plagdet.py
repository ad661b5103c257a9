"""The benchmark's scores, against numbers worked out by hand from the definitions of their paper."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.benchmarks.originality.plagdet import Case, by_kind, plagdet, read_cases, score, write_cases


def test_a_detection_that_is_the_case_scores_one() -> None:
    case = Case("d", "s", 10, 100, 50, 100)
    scores = score([case], [case])
    assert (scores.precision, scores.recall, scores.granularity, scores.plagdet) == (1, 1, 1, 1)
    assert (scores.low, scores.high, scores.micro_plagdet) == (1, 1, 1)


def test_precision_and_recall_count_the_characters_of_both_sides() -> None:
    # The case: draft 0-100, source 200-300. The detection: draft 50-110 (50 right of 60), source 200-240
    # (40 right of 40). In common 90, of 100 detected and 200 true.
    scores = score([Case("d", "s", 0, 100, 200, 100)], [Case("d", "s", 50, 60, 200, 40)])
    assert scores.precision == pytest.approx(90 / 100)
    assert scores.recall == pytest.approx(90 / 200)
    assert scores.granularity == 1
    assert scores.plagdet == pytest.approx(2 * 0.9 * 0.45 / 1.35)


def test_a_case_in_pieces_is_punished_by_the_logarithm() -> None:
    # Three detections of 20 + 20 characters each inside one case of 100 + 100: P = 1, R = 120 / 200 = 0.6,
    # granularity 3, F1 = 0.75, divided by log2(4) = 2.
    case = Case("d", "s", 0, 100, 0, 100)
    pieces = [Case("d", "s", at, 20, at, 20) for at in (0, 40, 80)]
    scores = score([case], pieces)
    assert (scores.precision, scores.granularity) == (1, 3)
    assert scores.recall == pytest.approx(0.6)
    assert scores.plagdet == pytest.approx(0.375)


def test_characters_detected_twice_count_once() -> None:
    # Two detections overlap: draft 0-60 and 40-100 cover all 100; so do the sources.
    case = Case("d", "s", 0, 100, 0, 100)
    scores = score([case], [Case("d", "s", 0, 60, 0, 60), Case("d", "s", 40, 60, 40, 60)])
    assert (scores.recall, scores.precision, scores.granularity) == (1, 1, 2)
    assert scores.plagdet == pytest.approx(1 / math.log2(3))


def test_the_right_passage_with_the_wrong_source_detects_nothing() -> None:
    case = Case("d", "s", 0, 100, 0, 100)
    elsewhere = [Case("d", "other", 0, 100, 0, 100), Case("d", "s", 0, 100, 500, 100)]
    scores = score([case], elsewhere)
    assert (scores.precision, scores.recall, scores.found, scores.plagdet) == (0, 0, 0, 0)


def test_macro_weighs_cases_alike_and_micro_characters() -> None:
    # A long case found whole and a short one missed; a false alarm of 25 + 25. Macro: R = 1/2, P = 1/2.
    # Micro: in common 1800 of 2000 true characters and of 1850 detected ones.
    cases = [Case("d", "s", 0, 900, 0, 900), Case("e", "s", 0, 100, 2000, 100)]
    found = [Case("d", "s", 0, 900, 0, 900), Case("f", "s", 0, 25, 5000, 25)]
    scores = score(cases, found)
    assert (scores.precision, scores.recall, scores.found) == (0.5, 0.5, 1)
    assert scores.micro_recall == pytest.approx(1800 / 2000)
    assert scores.micro_precision == pytest.approx(1800 / 1850)
    assert scores.plagdet == pytest.approx(0.5)
    assert scores.low == 0
    assert scores.high == 1


def test_a_detection_over_two_cases_detects_both() -> None:
    # Draft 0-100 and 150-250, source alike; one detection of 0-250 on both sides: 400 of 500 right.
    cases = [Case("d", "s", 0, 100, 0, 100), Case("d", "s", 150, 100, 150, 100)]
    scores = score(cases, [Case("d", "s", 0, 250, 0, 250)])
    assert scores.precision == pytest.approx(400 / 500)
    assert (scores.recall, scores.granularity, scores.found) == (1, 1, 2)


def test_nothing_detected_scores_nothing_and_nothing_to_detect_is_no_failure() -> None:
    case = Case("d", "s", 0, 100, 0, 100)
    assert score([case], []).plagdet == 0
    assert score([], []).plagdet == 1
    assert score([], [case]).precision == 0


def test_the_parts_of_a_plagdet() -> None:
    assert plagdet(0.5, 1, 1) == pytest.approx(2 / 3)
    assert plagdet(1, 1, 7) == pytest.approx(1 / 3)
    assert plagdet(0, 0, 1) == 0


def test_each_kind_is_scored_with_what_detects_it_and_all_false_alarms_of_its_drafts() -> None:
    shuffled, copied = Case("d", "s", 0, 100, 0, 100, "shuffle"), Case("e", "s", 0, 100, 0, 100, "none")
    stray = Case("d", "s", 500, 50, 500, 50)
    scores = by_kind([shuffled, copied], [shuffled, copied, stray])
    assert (scores["shuffle"].precision, scores["none"].precision) == (0.5, 1)
    assert (scores["shuffle"].recall, scores["shuffle"].cases) == (1, 1)


def test_cases_are_written_and_read_as_lines(tmp_path: Path) -> None:
    cases = [Case("草稿.txt", "s.txt", 1, 2, 3, 4, "near"), Case("d", "s", 5, 6, 7, 8)]
    path = tmp_path / "cases.jsonl"
    write_cases(cases, path)
    assert read_cases(path) == cases
    path.write_text('{"draft": "d"}\n')
    with pytest.raises(ValueError, match="line 1"):
        read_cases(path)
