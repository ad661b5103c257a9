"""What a check promises of any text: no shared run of the shortest length is left out, no place is wrong."""

from __future__ import annotations

import random
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muse_desktop.originality.check import check_text
from muse_desktop.originality.values import CheckReport
from muse_desktop.overlap.align import Threshold
from muse_desktop.text.normalise import Normalised, normalise
from tests.originality.corpora import Texts
from tests.originality.test_near import story

PIECES = [
    *("ha", "hb", "the ", "harbour ", "Oﬃce ", "naïve ", "STRASSE ", "straße "),
    *("月", "愛爱", "圖书馆", "后來", "𠀀", "𝓵𝓪𝓶𝓹 ", "½", "한국", "مرحبا "),
    *("\r\n", "\n", "👩‍👩‍👧", "\u200d", "\u00ad", "…", " — ", "\ufeff", "e\u0301", "\u0301", "\x00"),
]
VOCABULARIES = [
    *(["ha "], ["ha", "hb"], ["a"] * 30 + ["b\u0301"], ["月"] * 20 + ["日"], ["月", "a "]),
    *(["ab", "圖", "书 "], ["one\r\n", "two "], ["tick ", "👩‍👧 ", "tock. "], ["𝓪", "a", "é", "e\u0301"]),
]


def repetitive(seed: int, vocabulary: list[str], count: int) -> str:
    return "".join(random.Random(seed).choices(vocabulary, k=count))


def disguised(text: str, how: int) -> str:
    forms = (text, text.upper(), unicodedata.normalize("NFD", text), text.replace(" ", "\r\n"))
    return forms[how]


def longest_runs(draft: Normalised, source: str) -> list[tuple[int, int]]:
    """By trying: the stretches of the draft's letters that stand in the source's and are long enough."""
    found, end, told = [], 0, 0
    for start in range(len(draft.letters)):
        end = max(end, start)
        while end < len(draft.letters) and draft.letters[start : end + 1] in source:
            end += 1
        cjk = int(draft.cjk[start:end].sum())
        if end > told and Threshold().reached(cjk, end - start - cjk):
            found.append((start, end))
        told = max(told, end)
    return found


def must_hold_everything(report: CheckReport, draft: str, *library: str) -> None:
    letters = normalise(draft)
    for hit in report.hits:
        assert hit.text == draft[hit.draft.start : hit.draft.end] != ""
        taken = library[hit.source.item - 1][hit.source.start : hit.source.end]
        assert normalise(taken).letters
        if hit.kind == "verbatim":
            assert hit.why.run <= len(normalise(taken).letters)
    for number, text in enumerate(library, 1):
        places = [hit.draft for hit in report.hits if hit.source.item == number]
        for run in longest_runs(letters, normalise(text).letters):
            start, end = letters.source_span(*run)
            assert any(one.start <= start and end <= one.end for one in places), draft[start:end]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.one_of(st.text(max_size=20), st.sampled_from(PIECES)), max_size=30).map("".join),
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(10, 120), st.integers(0, 3), st.text(max_size=9)),
        max_size=4,
    ),
)
def test_every_shared_run_of_any_text_lies_in_a_hit(
    source: str, other: str, copies: list[tuple[int, int, int, str]]
) -> None:
    source += other
    draft = "".join(between + disguised(source[at : at + size], how) for at, size, how, between in copies)
    must_hold_everything(check_text(draft, Texts(source, other)), draft, source, other)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(VOCABULARIES), st.integers(1, 400), st.integers(1, 400))
@example(seed=1, vocabulary=["ha "] * 19 + ["hb "], size=400, source_size=400)
@example(seed=2, vocabulary=["ha"], size=100, source_size=50)
def test_every_shared_run_of_a_text_of_hardly_more_than_one_word_lies_in_a_hit(
    seed: int, vocabulary: list[str], size: int, source_size: int
) -> None:
    draft = repetitive(seed, vocabulary, size)
    library = [repetitive(seed + 1, vocabulary, source_size), repetitive(seed + 2, vocabulary, 50)]
    must_hold_everything(check_text(draft, Texts(*library)), draft, *library)


@pytest.mark.parametrize("vocabulary", [["ha "] * 19 + ["hb "], ["月"] * 20 + ["日"], ["na ", "hey "]])
def test_hardly_more_than_one_word_costs_no_more_than_prose(vocabulary: list[str]) -> None:
    draft, source = (repetitive(seed, vocabulary, 8_000) for seed in (1, 2))
    library = Texts(source, repetitive(3, vocabulary, 8_000))
    began = time.thread_time()
    report = check_text(draft, library)
    assert time.thread_time() - began < 1.0
    assert len(report.hits) < 200


@pytest.mark.parametrize("texts", [2, 10])
def test_a_copied_sentence_is_raised_however_small_the_library(texts: int) -> None:
    library = [story(seed, 300) for seed in range(texts)]
    for seed, count in enumerate(range(11, 19)):
        words = library[seed % texts].split(" ")
        copied = " ".join(words[50 + seed : 50 + seed + count])
        report = check_text(f"{story(90, 150)} {copied} {story(91, 150)}", Texts(*library))
        assert any(hit.raised and copied.strip(".") in hit.text for hit in report.hits)
    assert not any(hit.raised for hit in check_text(story(92, 1000), Texts(*library)).hits)


def test_a_short_phrase_of_usual_words_is_raised_in_a_small_library() -> None:
    phrase = "a moment and you said what is the use of words"  # 36 letters
    report = check_text(f"Rain again. For {phrase}!", Texts(f"He waited {phrase}, then left.", "Nothing."))
    assert [hit.raised for hit in report.hits] == [True]


def test_in_a_small_library_a_copy_is_raised_with_edited_words_beside_it() -> None:
    library = [story(seed, 300) for seed in range(10)]
    kinds = set()
    for seed in range(20):
        words = library[seed % 10].split(" ")
        copied = " ".join(words[50 + seed : 60 + seed])
        edited = " ".join(word for at, word in enumerate(words[60 + seed : 69 + seed]) if at % 3)
        report = check_text(f"{story(90, 150)} {copied} {edited} {story(91, 150)}", Texts(*library))
        (hit,) = (hit for hit in report.hits if copied[5:-5] in hit.text)
        assert hit.raised
        kinds.add(hit.kind)
    assert kinds == {"near", "verbatim"}
