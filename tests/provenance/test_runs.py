"""Runs against the naive model: a list with one origin per code point."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.provenance.runs import Run, Runs

ORIGINS = st.integers(1, 5)
RUN = st.builds(Run, st.integers(0, 12), ORIGINS)
RUNS = st.lists(RUN, max_size=40)


def flat(runs):
    return [run.origin for run in runs for _ in range(run.length)]


def assert_canonical(runs: Runs) -> None:
    listed = list(runs)
    assert all(run.length > 0 for run in listed)
    assert all(a.origin != b.origin for a, b in pairwise(listed))
    assert runs.length == sum(run.length for run in listed)
    assert runs.count == len(listed)


@given(RUNS)
def test_runs_say_what_the_list_says(given_runs):
    runs, naive = Runs(given_runs), flat(given_runs)
    assert_canonical(runs)
    assert flat(runs) == naive
    assert [runs.at(place) for place in range(len(naive))] == naive
    assert [origin for start, end, origin in runs.spans() for _ in range(start, end)] == naive


@settings(max_examples=200)
@given(RUNS, st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), RUNS), max_size=12))
def test_any_splices_do_what_they_do_to_the_list(given_runs, edits):
    runs, naive = Runs(given_runs), flat(given_runs)
    for where, how_much, inserted in edits:
        start = round(where * len(naive))
        removed = round(how_much * (len(naive) - start))
        before = runs
        runs = runs.splice(start, removed, inserted)
        assert flat(before) == naive, "an old state changed"
        naive[start : start + removed] = flat(inserted)
        assert flat(runs) == naive
        assert_canonical(runs)
        assert runs == Runs(inserted_run for inserted_run in runs)


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_splices_over_many_chunks_do_what_they_do_to_the_list(seed):
    random = Random(seed)
    naive = [random.randint(1, 3) for _ in range(5000)]
    runs = Runs(Run(1, origin) for origin in naive)
    for _ in range(60):
        start = random.randint(0, len(naive))
        removed = min(len(naive) - start, random.choice([0, 1, 2, 700]))
        count = random.choice([0, 1, 2, 900])
        inserted = [Run(random.randint(0, 3), random.randint(1, 3)) for _ in range(count)]
        runs = runs.splice(start, removed, inserted)
        naive[start : start + removed] = flat(inserted)
    assert flat(runs) == naive
    assert_canonical(runs)


@given(RUNS, st.floats(0, 1), st.floats(0, 1))
def test_a_slice_is_the_slice_of_the_list(given_runs, one, two):
    runs, naive = Runs(given_runs), flat(given_runs)
    start, end = sorted((round(one * len(naive)), round(two * len(naive))))
    assert flat(runs.slice(start, end)) == naive[start:end]


@given(RUNS)
def test_what_is_encoded_is_decoded(given_runs):
    runs = Runs(given_runs)
    assert Runs.decode(runs.encode()) == runs


@given(st.binary(max_size=40))
def test_bytes_that_are_no_runs_are_refused_or_make_sound_runs(data):
    try:
        runs = Runs.decode(data)
    except ValueError:
        return
    assert_canonical(runs)


def test_the_encoding_is_the_documented_one():
    assert Runs([Run(2, 7), Run(1, 256)]).encode() == b"RUN1\x02\0\0\0\x07\0\0\0\x01\0\0\0\0\x01\0\0"


@pytest.mark.parametrize(("start", "removed"), [(-1, 0), (0, 4), (4, 0), (2, -1)])
def test_a_splice_outside_the_text_is_refused(start, removed):
    with pytest.raises(IndexError):
        Runs.of(3, 1).splice(start, removed)


def test_equal_neighbours_merge_also_where_chunks_meet():
    runs = Runs(Run(1, place % 2 + 1) for place in range(2000))
    for border in (256, 512, 768, 1024):
        runs = runs.splice(border, 1, [Run(1, runs.at(border - 1))])
    assert_canonical(runs)


def test_ten_thousand_keystrokes_keep_the_chunks_small():
    runs = Runs.of(10, 1)
    for place in range(10_000):
        runs = runs.splice(place % runs.length, 0, [Run(1, place % 7 + 1)])
    sizes = [len(chunk.runs) for chunk in runs._chunks]
    assert max(sizes) <= 512
    assert runs.length == 10_010
