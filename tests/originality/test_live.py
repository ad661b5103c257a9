from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.library.corpus import Part, cut
from muse_desktop.originality.check import CheckOptions, check_text
from muse_desktop.originality.live import LiveCheck
from muse_desktop.text.normalise import Normalised, normalise
from tests.originality.corpora import Texts
from tests.originality.test_check import COPIED, LEDGER, OTHER, RIVER, RIVER_TRADITIONAL

LETTERS = CheckOptions(near=None)


def stream(live: LiveCheck, text: str, sizes: list[int]) -> tuple[object, ...]:
    """Feed `text` in pieces of these sizes, over and over; the last answer."""
    place, turn, hits = 0, 0, live.feed("")
    while place < len(text):
        place += sizes[turn % len(sizes)]
        turn += 1
        hits = live.feed(text[:place])
    return hits


def test_a_copied_sentence_is_flagged_with_its_32nd_letter() -> None:
    live = LiveCheck(Texts(OTHER, LEDGER))
    draft = "Then, oh: " + COPIED
    first = next(end for end in range(len(draft) + 1) if live.feed(draft[:end]))
    assert len(normalise(draft[len("Then, oh: ") : first]).letters) == 32


def test_a_chinese_copy_is_flagged_with_its_13th_character() -> None:
    live = LiveCheck(Texts(RIVER_TRADITIONAL))
    first = next(end for end in range(len(RIVER) + 1) if live.feed(RIVER[:end]))
    assert len(normalise(RIVER[:first]).letters) == 13


COPIES = [COPIED, COPIED[:40], COPIED[30:], LEDGER, OTHER, RIVER, RIVER[5:30]]
WORDS = st.sampled_from([*COPIES, "Elsewhere, nothing. ", "é\u0301 ", "他说：", "🙂\r\n"])


@given(st.lists(WORDS, max_size=5), st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_streaming_ends_with_the_hits_of_the_whole_text(parts: list[str], sizes: list[int]) -> None:
    text = "".join(parts)
    corpus = Texts(LEDGER, RIVER_TRADITIONAL, "Before that. " + LEDGER[20:])
    assert stream(LiveCheck(corpus), text, sizes) == check_text(text, corpus, LETTERS).hits


@given(st.integers(0, 10**6), st.integers(1, 7))
def test_random_texts_with_copies_stream_to_the_same_hits(seed: int, size: int) -> None:
    rng = random.Random(seed)
    source = "".join(rng.choices("abcdefghijklmnop月光山水明夜 ", k=600))
    start = rng.randrange(500)
    text = "".join(rng.choices("qrstuv灯船 ", k=50)) + source[start : start + 90] + "zz" + source[:60]
    corpus = Texts(source)
    assert stream(LiveCheck(corpus), text, [size]) == check_text(text, corpus, LETTERS).hits


def test_a_text_that_does_not_continue_is_looked_at_anew() -> None:
    live = LiveCheck(Texts(LEDGER))
    assert live.feed(COPIED)
    assert live.feed("Something else altogether.") == ()
    other = "Something else: " + COPIED
    assert live.feed(other) == check_text(other, Texts(LEDGER), LETTERS).hits
    assert live.feed("") == ()


def test_a_mark_that_arrives_after_its_letter_is_part_of_the_passage() -> None:
    corpus = Texts(COPIED + "e\u0301")
    live = LiveCheck(corpus)
    live.feed(COPIED + "e")
    (hit,) = live.feed(COPIED + "e\u0301")
    assert hit.text == COPIED + "e\u0301"


def test_the_cost_of_a_token_does_not_grow_with_the_text() -> None:
    rng = random.Random(4)
    words = ["".join(rng.choices("etaoinshrdlu", k=rng.randint(2, 8))) for _ in range(3000)]
    library = [" ".join(rng.choices(words, k=20_000)) for _ in range(3)]
    corpus = Texts(*library)
    draft = " ".join([*rng.choices(words, k=4000), library[1][:4000], *rng.choices(words, k=4000)])
    live, costs, place = LiveCheck(corpus), [], 0
    while place < len(draft):
        place += 5
        began = time.perf_counter()
        live.feed(draft[:place])
        costs.append(time.perf_counter() - began)
    early, late = sorted(costs[: len(costs) // 4]), sorted(costs[-len(costs) // 4 :])
    assert late[len(late) // 2] < 3 * early[len(early) // 2] + 0.0005


def test_endless_laughter_does_not_slow_the_stream_down() -> None:
    live = LiveCheck(Texts("ha " * 50_000, "ha " * 3))
    began = time.perf_counter()
    text = ""
    for _ in range(700):
        text += "ha "
        hits = live.feed(text)
    assert time.perf_counter() - began < 20
    assert hits[0].draft.start == 0
    assert hits[-1].draft.end == len(text) - 1


class Books(Texts):
    """Long texts, of which only parts may be read; notes how many letters those have."""

    read = 0

    def normalised(self, item_id: int) -> Normalised:
        raise AssertionError("all of a book was read")

    def part(self, item_id: int, start: int, end: int) -> Part:
        part = cut(self.letters.get(item_id), start, end)
        self.read = max(self.read, len(part.text.letters))
        return part

    def letters_around(self, item_id: int, start: int, end: int) -> str:
        return self.part(item_id, start, end).text.letters


@pytest.mark.parametrize("begin", [0, 40_000, 95_000])
def test_a_long_copy_is_followed_without_reading_all_of_the_book(begin: int) -> None:
    rng = random.Random(begin)
    book = "".join(rng.choices("abcdefghijklmnop月光山水明夜é ", k=100_000))
    draft = "Before it. " + book[begin : begin + 5_000] + " Behind it."
    corpus = Books(book)
    for sizes in ([700], [5_011, 3, 2]):  # in small pieces, and nearly all of it at once
        assert stream(LiveCheck(corpus), draft, sizes) == check_text(draft, Texts(book), LETTERS).hits
    assert corpus.read < 40_000


def test_a_book_may_be_taken_out_while_its_copy_is_being_written() -> None:
    corpus = Texts(OTHER, LEDGER)
    live = LiveCheck(corpus)
    assert live.feed(COPIED[:60])
    del corpus.texts[2]
    corpus.letters.forget(2)
    live.feed(COPIED)
    assert live.feed(COPIED + " And so on.") == ()
