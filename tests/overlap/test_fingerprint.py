from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.overlap.fingerprint import ALPHABETIC, CJK, fingerprints, prints
from muse_desktop.text.normalise import normalise

MIXED = st.text(alphabet=st.sampled_from("abcdefgh月光山水9"), min_size=0, max_size=120)


def by_relative_place(text: str, start: int, end: int) -> set[tuple[int, int]]:
    """The fingerprints of the run [start, end) that lie wholly in it, by hash and place in the run."""
    letters = normalise(text)
    assert letters.letters == text
    found = set()
    for value, place in zip(*fingerprints(letters), strict=True):
        size = CJK.k if letters.cjk[place : place + CJK.k].any() else ALPHABETIC.k
        if start <= place and place + size <= end:
            found.add((int(value), int(place) - start))
    return found


@given(MIXED, st.text(alphabet="abcdefgh", min_size=32, max_size=60), MIXED, MIXED, MIXED)
def test_a_shared_run_of_32_letters_keeps_a_common_fingerprint(
    a: str, run: str, b: str, c: str, d: str
) -> None:
    ours = by_relative_place(a + run + b, len(a), len(a) + len(run))
    theirs = by_relative_place(c + run + d, len(c), len(c) + len(run))
    assert ours & theirs


@given(MIXED, MIXED.filter(lambda run: len(run) >= 13 and any(ch > "z" for ch in run)), MIXED, MIXED, MIXED)
def test_a_shared_run_of_13_letters_with_a_chinese_one_keeps_a_common_fingerprint(
    a: str, run: str, b: str, c: str, d: str
) -> None:
    ours = by_relative_place(a + run + b, len(a), len(a) + len(run))
    theirs = by_relative_place(c + run + d, len(c), len(c) + len(run))
    assert ours & theirs


@given(MIXED, st.integers(0, 130))
def test_the_fingerprints_of_a_tail_are_those_of_the_whole(text: str, start: int) -> None:
    letters = normalise(text)
    whole, tail = prints(letters), prints(letters, start)
    late = whole.positions >= start
    assert np.array_equal(tail.keys, whole.keys[late])
    assert np.array_equal(tail.positions, whole.positions[late])


def test_long_texts_are_cut_into_portions_without_a_seam() -> None:
    rng = random.Random(5)
    text = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=300_000))
    whole, places = fingerprints(normalise(text))
    assert np.all(np.diff(places) > 0)
    assert int(np.diff(places).max()) <= ALPHABETIC.w  # one in every 13 neighbours
    late, late_places = fingerprints(normalise(text[131_000:131_200]))
    inner = (places >= 131_000) & (places <= 131_200 - ALPHABETIC.k)
    assert set(zip(late.tolist(), (late_places + 131_000).tolist(), strict=True)) <= set(
        zip(whole[inner].tolist(), places[inner].tolist(), strict=True)
    )


def test_about_one_letter_in_seven_is_kept() -> None:
    rng = random.Random(6)
    letters = normalise("".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=200_000)))
    density = len(prints(letters)) / len(letters.letters)
    assert 0.135 < density < 0.150  # 2 / (w + 1)


def test_a_text_too_short_to_hold_a_run_has_no_fingerprints() -> None:
    assert len(prints(normalise("Too short."))) == 0
    assert len(prints(normalise(""))) == 0
