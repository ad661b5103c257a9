"""What is called a spelling mistake, and where."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.craft.spelling import Mistake, Speller, blocks, mistakes
from muse_desktop.craft.spelling_files import Dictionary, shipped
from muse_desktop.craft.spelling_words import Known, find_words
from muse_desktop.text.segment import count_words

LATIN = frozenset({"Latin"})


@pytest.fixture(scope="module")
def english():
    speller = Speller([shipped()])
    yield speller
    speller.close()


def wrong(english, text, *known):
    return [one.word for one in english.check(text, Known(known))]


def test_a_wrong_word_is_named_where_it_stands(english):
    text = "夕阳🙂 I recieve it, teh end."
    assert english.check(text, Known()) == [Mistake(6, 13, "recieve"), Mistake(18, 21, "teh")]
    assert text[6:13] == "recieve"


@pytest.mark.parametrize(
    "text",
    [
        "don't don’t can't isn’t 'tis ’tis the dog's dogs' O’Brien's".replace("O’Brien's", ""),
        "well-known e-mail twenty-one mother‑in‑law",
        "1984 3rd 2nd 90s '90s 1,000 B2B x86",
        "see https://exampel.org/qwxz?a=bzzq or www.qwxz.org or me@qwxz.org or qwxz.com",
        "*very* **good** _words_ and `qwxz code` and [text](qwxzfile)",
        "```\nqwxz zzxq\n```\ngood",
        "<!-- qwxz zzxq --> good <span class=\"qwxz\">text</span>",
        "a note[^qwxz] and #qwxztag and @qwxzname and my_qwxz_name and notes.md",
        "他说：“你好。” 白い月 です",
        "Привет, мир: שלום Γειά",
        "hello, HELLO, Hello; I; J. R.",
        "coop\u00aderate",
    ],
)
def test_what_is_right_or_no_word_is_left_alone(english, text):
    assert wrong(english, text) == []


def test_of_a_hyphenated_word_the_wrong_part_is_named(english):
    assert english.check("a well-knwon man", Known()) == [Mistake(7, 12, "knwon")]


def test_markup_around_a_wrong_word_does_not_hide_it(english):
    assert wrong(english, "**teh** _recieve_ [wrod](x) # hedding") == ["teh", "recieve", "wrod", "hedding"]


def test_words_of_the_writer_and_names_of_the_story_are_right(english):
    text = "Zorblax met ZORBLAX and Zorblax’s Qwynn-Zorblax. Grokked! grokked. zorblax"
    assert wrong(english, text, "Zorblax", "Qwynn", "grokked") == ["zorblax"]
    assert wrong(english, "Thandeka Nkosi", "Thandeka Nkosi") == []
    assert wrong(english, "Anne-Qwynn", "Anne-Qwynn") == []


def test_suggestions_begin_with_the_names_of_the_story_and_keep_the_apostrophe(english):
    assert english.suggest("Zorblx", ["Zorblax", "Miriam"])[0] == "Zorblax"
    assert "receive" in english.suggest("recieve")
    assert "doesn’t" in english.suggest("dosn’t")
    assert english.suggest("你好") == []


def test_suggestions_for_anything_come_in_bounded_time(english):
    for word in ("x" * 64, "aeiou" * 12, "qwertzuiopasdfghjklyxcvbnm", "ééééééé", "", "\0", "-" * 30):
        before = time.monotonic()
        english.suggest(word)
        assert time.monotonic() - before < 2


def test_a_paragraph_is_checked_in_milliseconds(english):
    text = " ".join(f"The harbour light went out and nobdy saw it; don’t ask who{i}." for i in range(15))
    english.check(text, Known())
    best = min(_seconds(lambda: english.check(text, Known())) for _ in range(20))
    assert best < 0.005


def _seconds(work):
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def test_a_long_document_gives_what_the_whole_gives_and_can_be_stopped(english):
    text = "One paragraph with a mistaek in it.\n\n" * 2000
    found = list(english.check_document(text, Known()))
    assert [span[:2] for span in found] == list(blocks(text))
    assert [one for _, _, many in found for one in many] == english.check(text, Known())
    assert len(found) > 10
    asked = iter([False, False, True])
    assert len(list(english.check_document(text, Known(), lambda: next(asked)))) == 2


def test_without_dictionaries_nothing_is_wrong():
    assert Speller([]).check("qwxz", Known()) == []


def test_a_dictionary_that_cannot_be_read_is_left_out_and_named(tmp_path, english):
    speller = Speller([Dictionary("nothing", tmp_path), shipped()])
    assert [one.word for one in speller.check("teh dog", Known())] == ["teh"]
    assert speller.broken["nothing"].code == "spelling.dictionary_broken"
    speller.close()


def test_a_dictionary_process_that_dies_is_started_again_and_the_second_time_left_out():
    speller = Speller([shipped()])
    assert speller.check("teh", Known())
    for _ in range(2):
        speller._processes[0]._process.kill()
        speller._processes[0]._process.wait()
        speller._remembered.clear()
        assert [one.word for one in speller.check("teh dog", Known())] == ["teh"]
    speller.close()
    assert speller.check("new wrods", Known()) == []
    assert list(speller.broken) == ["en_US"]


@given(st.text(alphabet=st.sampled_from("ab'’- .*_`[](<>)#@/:\n0é你🙂\u0301\u00ad"), max_size=60))
def test_every_judged_word_is_a_word_of_the_text_in_order(text):
    found = find_words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(found) <= count_words(text)


@given(st.text(alphabet="abc -’'\n", max_size=60))
def test_a_text_of_known_words_has_no_mistake_and_the_answer_is_always_the_same(text):
    def nothing(words):
        return [False] * len(words)

    found = mistakes(text, Known(), nothing, LATIN)
    assert found == mistakes(text, Known(), nothing, LATIN)
    assert mistakes(text, Known([text]), nothing, LATIN) == []
    assert mistakes(text, Known(), nothing, frozenset()) == []


@given(st.text(alphabet="ab \n", max_size=300).map(lambda text: text * 60))
def test_blocks_are_the_whole_text(text):
    spans = list(blocks(text))
    assert "".join(text[start:end] for start, end in spans) == text
