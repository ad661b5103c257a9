from __future__ import annotations

import random
from itertools import combinations

import pytest

from muse_desktop.overlap.fingerprint import prints
from muse_desktop.overlap.index import Index
from muse_desktop.overlap.shared import in_common
from muse_desktop.text.normalise import normalise

WORDS = ("harbour", "ledger", "rope", "door", "winter", "orchard", "stable", "lantern", "river", "ice")


def texts(number: int) -> dict[int, str]:
    """Texts made of a few stretches, so that some share much, some little, some nothing."""
    draw = random.Random(7)
    stretches = [" ".join(draw.choices(WORDS, k=30)) for _ in range(12)]
    return {
        7 * one + 3: " / ".join(draw.choices(stretches, k=draw.randint(1, 5))) for one in range(number)
    }


def keys(text: str) -> set[int]:
    return set(prints(normalise(text)).keys.tolist())


@pytest.mark.parametrize("portion", [10_000_000, 50])
def test_what_texts_share_is_what_comparing_each_two_finds(portion: int) -> None:
    known = texts(14)
    index = Index.in_memory()
    for some in (list(known)[:6], list(known)[6:]):  # two segments
        index.add_many((one, known[one]) for one in some)
    index.remove(3 + 7 * 2)
    left = {one: keys(text) for one, text in known.items() if one != 3 + 7 * 2}
    found = in_common(index.segments(), portion=portion)
    assert found.own == {one: len(some) for one, some in left.items()}
    wanted = {
        (one, other): len(left[one] & left[other])
        for one, other in combinations(sorted(left), 2)
        if left[one] & left[other]
    }
    assert found.pairs == wanted
    half = in_common(index.segments(), least=0.5, portion=portion).pairs
    assert half == {
        pair: count for pair, count in wanted.items() if count >= 0.5 * min(len(left[one]) for one in pair)
    }
    assert 0 < len(half) < len(wanted)


def test_a_phrase_that_many_have_ties_all_of_them_to_the_first() -> None:
    index = Index.in_memory()
    index.add_many((one, "the harbour master kept his accounts in a blue ledger") for one in range(40))
    pairs = in_common(index.segments()).pairs
    assert set(pairs) == {(0, other) for other in range(1, 40)}


def test_an_empty_index_shares_nothing() -> None:
    found = in_common(Index.in_memory().segments())
    assert (found.own, found.pairs) == ({}, {})
