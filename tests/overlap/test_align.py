from __future__ import annotations

import random
import time

from hypothesis import example, given
from hypothesis import strategies as st

from muse_desktop.overlap.align import SharedRun, Threshold, shared_runs
from muse_desktop.text.normalise import normalise

SENTENCE = "The lamp in the harbour office burned all night although nobody had lit it."
CHINESE = "巷子口的那盏灯整夜亮着，可是没有人记得是谁点的它。"


def brute_force(draft: str, source: str, threshold: Threshold) -> set[SharedRun]:
    """Every maximal shared run by comparing all pairs of places."""
    found = set()
    ours = normalise(draft)
    for diagonal in range(-len(draft), len(source)):
        place = max(0, -diagonal)
        end = min(len(draft), len(source) - diagonal)
        while place < end:
            start = place
            while place < end and draft[place] == source[place + diagonal]:
                place += 1
            cjk = int(ours.cjk[start:place].sum())
            if place > start and threshold.reached(cjk, place - start - cjk):
                found.add(SharedRun(start, place, start + diagonal, place + diagonal))
            place += 1
    return found


def prose(seed: int, length: int, alphabet: str) -> str:
    return "".join(random.Random(seed).choices(alphabet, k=length))


@given(
    st.integers(0, 10**6),
    st.lists(st.tuples(st.integers(13, 70), st.integers(0, 150), st.integers(0, 150)), max_size=3),
    st.sampled_from(["abcdefgh", "月光山水明夜白日依尽", "abcd月光山水12"]),
)
def test_every_maximal_shared_run_is_found_with_exact_places(
    seed: int, copies: list[tuple[int, int, int]], alphabet: str
) -> None:
    draft, source = prose(seed, 110, alphabet), prose(seed + 1, 110, alphabet)
    for number, (length, place, source_place) in enumerate(copies):
        run = prose(seed + 2 + number, length, alphabet)
        draft = draft[:place] + run + draft[place:]
        source = source[:source_place] + run + source[source_place:]
    found = shared_runs(normalise(draft), normalise(source))
    assert set(found) == brute_force(draft, source, Threshold())
    assert found == sorted(found)


REPETITIVE = st.text(alphabet=st.sampled_from("ab月"), max_size=200)


@given(REPETITIVE, REPETITIVE)
def test_every_letter_of_a_repetitive_shared_run_is_covered(draft: str, source: str) -> None:
    covered = set()
    for run in shared_runs(normalise(draft), normalise(source)):
        assert draft[run.draft_start : run.draft_end] == source[run.source_start : run.source_end]
        covered.update(range(run.draft_start, run.draft_end))
    for run in brute_force(draft, source, Threshold()):
        assert covered.issuperset(range(run.draft_start, run.draft_end))


@example(period=1, cut=9, between="", times=20)  # places near the ends of a text were once confused
@given(st.integers(1, 5), st.integers(0, 12), st.text(alphabet="xyz", max_size=40), st.integers(20, 150))
def test_copies_inside_a_periodic_text_are_covered(period: int, cut: int, between: str, times: int) -> None:
    source = "haheho"[:period] * times + between + "haheho"[:period] * times
    draft = between + source[cut : cut + 90] + "q" + source[-70:]
    covered = set()
    for run in shared_runs(normalise(draft), normalise(source)):
        covered.update(range(run.draft_start, run.draft_end))
    for run in brute_force(draft, source, Threshold()):
        assert covered.issuperset(range(run.draft_start, run.draft_end))


def test_31_letters_are_too_few_and_32_enough() -> None:
    run = "abcdefghijklmnopqrstuvwxyzabcdefghij"
    for length, expected in ((31, 0), (32, 1)):
        draft, source = "1" + run[:length] + "2", "3" + run[:length] + "4"
        assert len(shared_runs(normalise(draft), normalise(source))) == expected


def test_12_chinese_characters_are_too_few_and_13_enough() -> None:
    run = normalise(CHINESE).letters
    for length, expected in ((12, 0), (13, 1)):
        draft, source = "我" + run[:length] + "你", "他" + run[:length] + "她"
        assert len(shared_runs(normalise(draft), normalise(source))) == expected


def test_a_mixture_of_scripts_counts_in_proportion() -> None:
    run = "他在1998年用iPhone给Margaret写"  # 6 CJK and 18 other letters: 6/13 + 18/32 > 1
    assert len(shared_runs(normalise("甲" + run + "乙"), normalise("丙" + run + "丁"))) == 1
    assert not shared_runs(normalise("甲" + run[2:] + "乙"), normalise("丙" + run[2:] + "丁"))


def test_traditional_and_simplified_copies_are_the_same_text() -> None:
    simplified = "后来他发现，这个国家的图书馆里没有一本书讲过这件事。"
    traditional = "後來他發現，這個國家的圖書館裡沒有一本書講過這件事。"
    draft, source = normalise("今天" + simplified), normalise(traditional)
    [run] = shared_runs(draft, source)
    first, last = draft.source_span(run.draft_start, run.draft_end)
    assert draft.source[first:last] == simplified[:-1]
    first, last = source.source_span(run.source_start, run.source_end)
    assert source.source[first:last] == traditional[:-1]


def test_unrelated_texts_share_nothing() -> None:
    other = "Rain fell on the empty square until the clock gave up. " * 4
    assert shared_runs(normalise(SENTENCE * 3), normalise(other)) == []


def test_half_a_megabyte_of_one_line_is_compared_in_seconds() -> None:
    laughter = normalise("ha " * 170_000)
    lines = normalise("The same line over and over again, says the bored machine.\n" * 8_500)
    other = normalise("ha " * 90_000 + "The same line over and over again, says the bored machine.\n" * 4_000)
    start = time.perf_counter()
    whole = shared_runs(laughter, laughter)
    mixed = shared_runs(other, lines)
    itself = shared_runs(lines, lines)
    assert time.perf_counter() - start < 10
    assert SharedRun(0, 340_000, 0, 340_000) in whole
    assert len(whole) < 200
    assert max(run.draft_end for run in mixed) == len(other.letters)
    assert SharedRun(0, len(lines.letters), 0, len(lines.letters)) in itself
