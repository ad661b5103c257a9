import re
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.text import search_words
from muse_desktop.text.search_words import parse, passages, places, terms, units

TEXT = st.text(alphabet="abAé\u0301ßﬁ月光下，がか\u3099 \n’-\u200d한１½㊀T.\u0300一\"", max_size=14)


def found(text, query):
    return [text[start:end] for start, end in places(text, parse(query))]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("月光下的月", "月", ["月", "月"]),
        ("月光下的月", "月光", ["月光"]),
        ("月，光", "月光", []),
        ("月光下", '"月光下"', ["月光下"]),
        ("月 moon light 下", "moon", ["moon"]),
        ("Moonlight on the moon", "moon", ["Moonlight", "moon"]),
        ("Moonlight on the moon", "moon ", ["moon"]),
        ("Moonlight on the moon", '"moon"', ["moon"]),
        ("Moonlight on the moon", '"on th', ["on the"]),
        ("Moonlight on the moon", '"the on"', []),
        ("Mira’s lantern", "mira lant", ["Mira", "lantern"]),
        ("Mira’s lantern", "mira's", ["Mira’s"]),
        ("a well-known man", "well-known ", ["well-known"]),
        ("a well-known man", "known ", ["known"]),
        ("café CAFE\u0301 cafe", "CAFÉ", ["café", "CAFE\u0301", "cafe"]),
        ("後來的書", "后来", ["後來"]),
        ("后来的书", "後來", ["后来"]),
        ("がかか\u3099", "が", ["が", "か\u3099"]),
        ("Straße", "strasse", ["Straße"]),
        ("Ｔ恤 T恤", "t恤", ["Ｔ恤", "T恤"]),
        ("月光T恤", "月光T", ["月光T"]),
        ("in\u00advisible", "invisible", ["in\u00advisible"]),
        ("한국어", "한국", ["한국어"]),
        ("the moon\nthe sun", '"moon the"', []),
        ("the moon, the sun", '"moon the"', ["moon, the"]),
        ("“quoted words” here", "“quoted words”", ["quoted words"]),
        ("12,000 men", "12,000", ["12,000"]),
    ],
)
def test_a_query_finds(text, query, expected):
    assert found(text, query) == expected


@pytest.mark.parametrize("query", ["", "   ", "*", '"', '""', "¶", "()-:^+", "。，", "\x00"])
def test_a_query_without_letters_asks_for_nothing(query):
    assert parse(query) == ()


@settings(max_examples=300)
@given(TEXT, TEXT)
def test_the_quick_way_and_the_thorough_way_find_the_same_places(text, query):
    folded = search_words._same_length(text)
    if folded is None:
        return
    letters = units(text)
    for phrase in parse(query):
        thorough = list(phrase.places(text, letters))
        quick = [match.span() for match in phrase.pattern.finditer(folded, overlapped=True)]
        assert quick == thorough


@pytest.fixture(scope="module")
def fts():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE word USING fts5(terms, tokenize='ascii', prefix='1 2')")
    yield connection
    connection.close()


@settings(max_examples=300)
@given(text=TEXT, query=TEXT)
def test_the_index_finds_what_has_the_phrase_and_nothing_else(fts, text, query):
    fts.execute("DELETE FROM word")
    fts.execute("INSERT INTO word (terms) VALUES (?)", (terms(text),))
    letters = units(text)
    for phrase in parse(query):
        rows = fts.execute("SELECT rowid FROM word WHERE word MATCH ?", (phrase.expression,)).fetchall()
        assert bool(rows) == any(phrase.places(text, letters))


@settings(max_examples=100)
@given(query=st.text())
def test_no_query_is_an_error_to_the_index(fts, query):
    for phrase in parse(query):
        fts.execute("SELECT rowid FROM word WHERE word MATCH ?", (phrase.expression,)).fetchall()


@given(st.text(alphabet="ab .\n月。", max_size=40), st.integers(1, 900))
def test_passages_hold_all_of_the_text_and_end_with_lines(text, times):
    whole = text * times
    made = passages(whole)
    assert "".join(made) == whole
    assert all(made)
    assert all(len(one) <= 2 * search_words._LONG_LINE for one in made)
    if max(map(len, whole.split("\n"))) < search_words._LONG_LINE:
        assert all(one.endswith("\n") for one in made[:-1])


def test_a_long_line_is_cut_behind_a_sentence():
    made = passages("月光下的路很长。" * 1000)
    assert len(made) > 2
    assert all(re.search("。$", one) for one in made)
