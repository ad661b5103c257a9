import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.library.search.passages_index import flat, passage_id, terms
from muse_desktop.library.search.query import meant, parse


def said(phrases):
    return ["".join(unit.letters + " " for unit in one.units).strip() for one in phrases]


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("sea storm", ["sea", "storm"], []),
        ('"the old sea" -storm', ["the old sea"], ["storm"]),
        ('sea -"old house"', ["sea"], ["old house"]),
        ("well-known - sea", ["well known", "sea"], []),
        ("月光 -故乡", ["月 光"], ["故 乡"]),
        ('"never closed', ["never closed"], []),
        ("?! — “”", [], []),
        ("-storm", [], ["storm"]),
    ],
)
def test_signs_say_what_must_and_must_not_be_there(typed, wanted, unwanted):
    query = parse(typed)
    assert said(query.wanted) == wanted
    assert said(query.unwanted) == unwanted


def test_a_star_and_typing_let_a_word_go_on():
    assert [one.prefix for one in parse("mari* sea").wanted] == [True, False]
    assert [one.prefix for one in parse("mari sea", typing=True).wanted] == [False, True]
    assert not parse("se", typing=True).wanted[0].prefix  # two letters begin too many words
    assert not parse("sea ", typing=True).wanted[0].prefix


def test_what_a_query_means_leaves_its_signs_out():
    assert meant('storm* "old sea" -house') == "storm old sea"


def test_lines_are_joined_without_moving_a_letter():
    text = "at\nnight\r\n月光\n故鄉"
    assert len(flat(text)) == len(text)
    assert "¶" not in terms(text)
    assert terms("“It’s — £5”") == "it s 5"


def test_a_passage_id_says_whose_it_is_and_counts_only_so_far():
    assert passage_id(3, 1) == 3 << 20 | 1
    with pytest.raises(ValueError, match="million"):
        passage_id(3, 1 << 20)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='aB-*"“月光é (OR)AND^:\n', max_size=20))
def test_no_query_is_an_error(typed):
    import sqlite3

    query = parse(typed, typing=True)
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE w USING fts5(terms, content='', tokenize='ascii')")
    whole = query.expression if query.wanted else ""
    for expression in (whole, query.in_a_row, query.insisted, query.refused):
        if expression:
            db.execute("SELECT rowid FROM w WHERE w MATCH ?", (expression,)).fetchall()
    db.close()
