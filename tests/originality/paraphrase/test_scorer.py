"""How probable it is that two sentences say the same."""

from __future__ import annotations

import random

import pytest

from muse_desktop.originality.paraphrase.likeness import Likeness, likeness, stretched
from muse_desktop.originality.paraphrase.scorer import Scorer, best_threshold, f1_score, shipped
from muse_desktop.originality.paraphrase.sentence import said

TRUE = "The nurses and probationers arrived in the middle of May, and then work began in good earnest."
SAME = "Nurses and trainees arrived in mid-May, and then the work began in earnest."
OTHER = "He took the address of the bureau from his father in May, and then sallied forth."


def probability(ours: str, theirs: str, meaning: float) -> float:
    return shipped().probability(likeness(said(ours), said(theirs), meaning))


def test_a_paraphrase_is_more_probable_than_another_sentence_of_the_same_shape() -> None:
    assert probability(TRUE, SAME, 0.8) > 0.9
    assert probability(TRUE, OTHER, 0.2) < 0.3


def test_a_paraphrase_in_chinese_is_compared_by_characters() -> None:
    ours, same = "少年在月光下独自走回了家。", "月光下，那少年独自一人走回家去。"
    assert probability(ours, same, 0.8) > 0.8
    assert probability(ours, "她把信放进抽屉，再也没有打开。", 0.2) < 0.2


def test_equal_sentences_are_alike_in_everything() -> None:
    seen = likeness(said(TRUE), said(TRUE.replace("earnest", "EARNEST")), 1.0)
    assert tuple(seen) == pytest.approx((1.0, 1.0, 1.0, 1.0, 0.0, 1.0))


@pytest.mark.parametrize("nothing", ["", "…!", "\u200d"])
def test_a_sentence_without_words_is_like_nothing(nothing: str) -> None:
    assert not any(likeness(said(nothing), said(TRUE), 0.9))


def test_names_and_numbers_that_differ_make_sentences_less_alike() -> None:
    ours = said("In the year 1851 Captain Ahab left Nantucket.")
    assert ours.names == {"1851", "captain", "ahab", "nantucket"}
    other = said("In the year 1920 Captain Brown left London.")
    assert likeness(ours, other).names < 0.5 < likeness(ours, said("Ahab left Nantucket in 1851.")).names


def test_a_cosine_is_told_from_that_of_unrelated_texts() -> None:
    assert stretched(0.8, 0.8) == 0.0
    assert stretched(0.9, 0.8) == pytest.approx(0.5)
    assert stretched(1.0, 1.0) == 0.0


def test_fitting_finds_what_decides() -> None:
    chance = random.Random(1)
    same = [bool(at % 2) for at in range(400)]
    pairs = [
        Likeness(0.5, 0.3 * one + chance.gauss(0.4, 0.1), chance.random(), 0.5, 0.0, chance.random())
        for one in same
    ]
    scorer = Scorer.fitted(pairs[:200], same[:200])
    assert max(range(6), key=lambda at: abs(scorer.weights[at])) == 1
    assert f1_score(scorer.probabilities(pairs[200:]), same[200:], scorer.threshold) > 0.85


def test_the_best_threshold_calls_equal_scores_together() -> None:
    assert best_threshold([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == 0.5
    assert f1_score([0.9, 0.5, 0.5, 0.1], [True, True, False, False], 0.5) == pytest.approx(0.8)
