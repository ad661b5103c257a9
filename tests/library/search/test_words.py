import sqlite3

import pytest

from muse_desktop.library.search import passages_index
from muse_desktop.library.search import words as words_module
from muse_desktop.library.search.fusion import fuse
from muse_desktop.library.search.search import Filters, LibrarySearch, Outdated
from tests.library.search.conftest import ids, titles


@pytest.fixture
def search(library, tmp_path):
    made = LibrarySearch(library, tmp_path / "vectors")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sea house", ["Letters"]),
        ("the sea -house", ["Sea"]),
        ('"at night"', ["Sea"]),  # over the end of a line
        ("stor*", ["Sea"]),
        ("stor", []),
        ("月光", ["靜夜思"]),
        ("月", ["靜夜思"]),
        ("故乡", ["靜夜思"]),  # traditional in the text
        ("光疑", []),
        ("SILENT Roof", ["House"]),
        ("-sea", []),
        ("", []),
    ],
)
def test_words_find_the_passages_that_have_them_all(library, search, typed, expected):
    assert titles(library, search.words(typed)) == expected


def test_a_hit_shows_where_its_words_stand(library, search):
    (hit,) = search.words("old house").hits
    text = library.text(hit.item)
    assert text[hit.passage.start : hit.passage.end] == hit.text
    assert [text[first:last] for first, last in hit.marks] == ["old", "house", "house"]
    assert [hit.text[first:last] for first, last in hit.own_marks] == ["old", "house", "house"]
    assert text.startswith(hit.before + hit.text + hit.after)


def test_words_in_a_row_come_first(library, search, tmp_path):
    file = tmp_path / "Row.txt"
    between = "The old grey tower stood by the water and nobody came. " * 12
    file.write_text(f"A house. {between}Old house here.")
    library.add([file])
    in_a_row = [("old house" in hit.text.lower()) for hit in search.words("old house").hits]
    assert in_a_row == sorted(in_a_row, reverse=True)
    assert in_a_row.count(True) == 2


def test_passages_with_more_of_a_word_come_before_those_with_one_among_many(library, search, tmp_path):
    few, many = tmp_path / "Few.txt", tmp_path / "Many.txt"
    few.write_text("A dragon came. " + "Nobody in the whole village had seen such a thing before. " * 8)
    many.write_text("Dragon! The dragon and the dragon's son.")
    library.add([few, many])
    assert titles(library, search.words("dragon")) == ["Many", "Few"]


def test_filters_narrow_by_what_is_known_of_the_texts(library, search):
    known = ids(library)
    library.set_details([known["Sea"]], author="Anna", year=1901, rights="mine", add_tags=["blue", "wet"])
    library.set_details([known["Letters"]], author="Jonah", year=1850, rating=4, parent=known["Sea"])

    def found(**narrow):
        return sorted(titles(library, search.words("the", Filters(**narrow))))

    assert found() == ["House", "Sea"]  # Letters is a variant
    assert found(variants=True) == ["House", "Letters", "Sea"]
    assert found(authors=frozenset({"Anna"})) == ["Sea"]
    assert found(years=(1900, 1910), variants=True) == ["Sea"]
    assert found(rights=frozenset({"mine"})) == ["Sea"]
    assert found(rights=frozenset({""})) == ["House"]
    assert found(tags=frozenset({"blue", "wet"})) == ["Sea"]
    assert found(rating=3, variants=True) == ["Letters"]
    assert found(items=frozenset({known["House"]})) == ["House"]
    assert found(items=frozenset()) == []
    assert found(languages=frozenset({"zh"})) == []


def test_what_is_taken_out_is_not_found_and_leaves_no_word(library, search, workspace):
    library.remove(ids(library)["Sea"])
    assert titles(library, search.words("sailors")) == []
    search.compact()
    with library.reading() as db:
        blocks = b"".join(row[0] for row in db.execute("SELECT block FROM passage_word_data"))
    assert b"sailor" not in blocks
    assert b"ouse" in blocks
    assert titles(library, search.words("house")) == ["House", "Letters"]


def test_of_very_many_passages_the_last_added_are_ranked(library, search, monkeypatch):
    monkeypatch.setattr(words_module, "MOST_RANKED", 2)
    found = search.words("the")
    assert (found.passages, found.more) == (2, True)
    assert set(titles(library, found)) == {"House", "Letters"}


def test_a_search_nobody_waits_for_any_more_is_given_up(search, monkeypatch):
    monkeypatch.setattr(words_module, "_STEPS", 1)
    with pytest.raises(Outdated):
        search.words("the", cancelled=lambda: True)


def test_a_question_needs_only_some_of_its_words(library, search):
    found = search.both("What did the sailors do on Sunday?", question=True)
    assert titles(library, found)[0] == "Sea"
    assert search.words("What did the sailors do on Sunday?").hits == ()


def test_an_index_of_another_version_has_to_be_made_again(monkeypatch):
    db = sqlite3.connect(":memory:")
    assert not passages_index.is_current(db)
    db.execute("CREATE TABLE passage (id INTEGER PRIMARY KEY)")
    passages_index.create(db)
    assert passages_index.is_current(db)
    passages_index.put(db, [(1, "lonely")])
    assert not passages_index.is_current(db)  # a passage that is nobody's
    db.execute("INSERT INTO passage VALUES (1)")
    assert passages_index.is_current(db)
    monkeypatch.setattr(passages_index, "_STAMP", "other")
    assert not passages_index.is_current(db)
    db.close()


def test_ranks_are_fused_by_their_reciprocals():
    made = fuse([1, 2, 3], [3, 4])
    assert [one for one, _ in made] == [3, 1, 2, 4]
    assert made[0][1] == pytest.approx(1 / 63 + 1 / 61)
    assert dict(made)[4] == pytest.approx(1 / 62)
