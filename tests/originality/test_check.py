from __future__ import annotations

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import LibraryTotals
from muse_desktop.originality.check import check_text, words_inside
from muse_desktop.originality.values import Hit
from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import words
from tests.originality.corpora import Texts

COPIED = "he wrote down the ships that had not come, and beside each name he drew a small closed door"
LEDGER = (
    "The harbour master kept his accounts in a blue ledger that smelled of rope.\r\n"
    f"Every evening {COPIED}.\r\nIt was, he said, the only honest book in town.\r\n"
)
OTHER = "Rain fell on the orchard while the children slept in the loft above the empty stable."
RIVER = (
    "那年冬天河水结了冰，摆渡的老人把船拖上岸，坐在灶前数他欠下的每一个人情。春天来的时候，他一个也没有忘记。"
)
RIVER_TRADITIONAL = (
    "那年冬天河水結了冰，擺渡的老人把船拖上岸，坐在灶前數他欠下的每一個人情。春天來的時候，他一個也沒有忘記。"
)


def only(text: str, *library: str) -> Hit:
    (hit,) = check_text(text, Texts(*library)).hits
    return hit


def test_a_copied_sentence_is_found_with_exact_places_on_both_sides() -> None:
    draft = f"Nothing here is borrowed. And then {COPIED}. The rest is mine."
    hit = only(draft, OTHER, LEDGER)
    assert hit.kind == "verbatim"
    assert draft[hit.draft.start : hit.draft.end] == COPIED
    assert LEDGER[hit.source.start : hit.source.end] == COPIED
    assert (hit.source.item, hit.source.title, hit.source.path) == (2, "text 2", "2.txt")
    assert (hit.words, hit.letters, hit.rarity) == (19, len(normalise(COPIED).letters), 1)


def test_unrelated_texts_give_nothing_and_the_size_of_the_library_is_told() -> None:
    report = check_text(OTHER, Texts(LEDGER, RIVER))
    assert report.hits == ()
    assert (report.items, report.covered_words, report.draft_words) == (2, 0, 16)
    assert report.words == Texts(LEDGER, RIVER).totals().words


def test_case_punctuation_spaces_and_accents_do_not_hide_a_copy() -> None:
    disguised = COPIED.upper().replace(",", " —").replace("E", "É").replace(" ", "\n")
    for draft in (disguised, unicodedata.normalize("NFD", disguised), disguised.replace("\n", "\r\n")):
        hit = only("✍🏽 " + draft + " 👩‍👩‍👧", LEDGER)
        assert hit.text == draft
        assert LEDGER[hit.source.start : hit.source.end] == COPIED


def test_a_chinese_copy_is_found_and_a_shorter_one_is_not() -> None:
    copied = "摆渡的老人把船拖上岸，坐在灶前"
    hit = only(f"我记得一个故事：{copied}，等着。", RIVER, LEDGER)
    assert hit.text == copied
    assert RIVER[hit.source.start : hit.source.end] == copied
    assert (hit.letters, hit.words) == (14, 14)
    assert check_text("我记得：老人把船拖上岸，坐在灶前。", Texts(RIVER)).hits == ()


@pytest.mark.parametrize(("draft", "source"), [(RIVER, RIVER_TRADITIONAL), (RIVER_TRADITIONAL, RIVER)])
def test_a_copy_between_simplified_and_traditional_is_found(draft: str, source: str) -> None:
    hit = only("开头。" + draft, source)
    assert hit.text == draft[:-1]
    assert source[hit.source.start : hit.source.end] == source[:-1]


def test_a_copy_in_two_texts_is_shown_for_both_and_counted_once() -> None:
    report = check_text(COPIED, Texts(LEDGER, OTHER, "Again: " + LEDGER))
    assert [hit.source.item for hit in report.hits] == [1, 3]
    assert [hit.rarity for hit in report.hits] == [2, 2]
    assert report.covered_words == report.draft_words == 19


def test_rarity_counts_the_texts_that_hold_the_whole_passage() -> None:
    longer, shorter = check_text(LEDGER, Texts(LEDGER, COPIED)).hits
    assert (longer.rarity, longer.source.item) == (1, 1)
    assert (shorter.rarity, shorter.source.item) == (2, 2)


def test_a_copy_with_a_corrected_word_is_one_passage() -> None:
    draft = LEDGER.replace("blue", "grey").strip(".\r\n")
    hit = only(draft, LEDGER)
    assert hit.text == draft
    assert hit.letters < len(normalise(draft).letters)


def test_two_copies_far_apart_in_the_source_are_two_passages() -> None:
    source = f"{COPIED}. {OTHER} {RIVER}"
    first, second = check_text(f"{OTHER} {COPIED}.", Texts(source)).hits
    assert (first.text, second.text) == (OTHER[:-1], COPIED)


def test_a_passage_that_stands_twice_in_one_source_is_one_hit() -> None:
    hit = only(COPIED, LEDGER + OTHER + LEDGER)
    assert hit.source.start == LEDGER.index(COPIED)


def test_words_cut_by_the_edge_of_a_passage_are_not_counted() -> None:
    text = "an early morning song"
    assert words_inside(text, 3, 16) == 2
    assert words_inside(text, 4, 16) == 1
    assert words_inside("don't", 4, 5) == 0


@given(st.text(alphabet=st.sampled_from("ab '-月。é\u0301"), max_size=200), st.data())
def test_words_inside_a_passage_are_those_of_the_whole_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert words_inside(text, start, end) == sum(a >= start and b <= end for a, b in words(text))


LETTERS = "abcdefghijklmnop ,.\r\n"
PIECES = st.text(alphabet=st.sampled_from(LETTERS + "éﬁß½月光山水灯🙂\u200d\u0301A한"), max_size=80)


@given(
    PIECES,
    PIECES,
    PIECES,
    PIECES,
    st.integers(0, 10**6),
    st.sampled_from(["abcdefghijklmnopqrstuvwxyzéﬁßÅ ,", "月光山水明夜灯船岸春，。", "aé月光bﬁ水𠮷3灯ch 。"]),
)
def test_any_shared_run_is_inside_a_hit_and_every_hit_slices_to_the_text(
    before: str, after: str, left: str, right: str, seed: int, alphabet: str
) -> None:
    run = "".join(random.Random(seed).choices(alphabet, k=60))
    draft, source = before + run + after, left + run + right
    hits = check_text(draft, Texts(source)).hits
    shared = normalise(run)
    assert len(shared.letters) >= 32
    first = int(shared.offsets[0]) + len(before)
    last = int(shared.offsets[len(shared.letters) - 1]) + len(before)
    assert any(hit.draft.start <= first and last < hit.draft.end for hit in hits)
    for hit in hits:
        assert hit.text == draft[hit.draft.start : hit.draft.end]
        theirs = normalise(source[hit.source.start : hit.source.end]).letters
        assert hit.letters <= min(len(normalise(hit.text).letters), len(theirs))


@pytest.mark.parametrize("draft", ["", " \r\n", "。，！…—", "🙂" * 50, "short"])
def test_a_draft_without_enough_letters_has_no_hits(draft: str) -> None:
    assert check_text(draft, Texts(LEDGER)).hits == ()


def test_an_empty_library_finds_nothing() -> None:
    report = check_text(LEDGER, Texts())
    assert (report.hits, report.items, report.words) == ((), 0, 0)


def test_a_draft_that_is_itself_in_the_library_is_one_passage() -> None:
    rng = random.Random(3)
    draft = " ".join("".join(rng.choices("abcdefghijklmno", k=rng.randint(2, 8))) for _ in range(20_000))
    hit = only(draft, OTHER, draft)
    assert (hit.draft.start, hit.draft.end) == (0, len(draft))
    assert hit.words == 20_000


def test_one_line_of_megabytes_is_checked_in_seconds() -> None:
    line = "ha " * 700_000 + COPIED
    began = time.perf_counter()
    report = check_text(line, Texts(LEDGER, "ha " * 100_000))
    assert time.perf_counter() - began < 15
    assert [hit.text for hit in report.hits if hit.source.item == 1] == [COPIED]
    assert report.covered_words > 690_000


def test_a_text_removed_during_the_check_is_left_out() -> None:
    class Vanishing(Texts):
        def normalised(self, item_id: int) -> Normalised:
            self.texts.pop(1, None)
            return super().normalised(item_id)

        def totals(self) -> LibraryTotals:
            return LibraryTotals(1, 1)

    assert [hit.source.item for hit in check_text(COPIED, Vanishing(LEDGER, LEDGER + OTHER)).hits] == [2]


def test_any_other_trouble_with_a_text_is_said() -> None:
    class Lost(Texts):
        def normalised(self, item_id: int) -> Normalised:
            raise MuseError("library.original_missing", title="x")

    with pytest.raises(MuseError):
        check_text(COPIED, Lost(LEDGER))
