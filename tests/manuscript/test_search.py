import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from muse_desktop.errors import MuseError
from muse_desktop.manuscript import search_file
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.search import Search
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Document
from muse_desktop.text.search_words import parse, places
from tests.manuscript.helpers import type_at

PROSE = "The moon rose over the hill.\nMira’s lantern was lit.\n月光下的路很长。\n" * 40


@pytest.fixture
def search(store, manuscript):
    with Search(store) as opened:
        yield opened


def found(search, query, **options):
    assert search.settle(20)
    return search.search(query, **options)


def words(search, manuscript, query):
    """What stands at each place that is found, read from the documents themselves."""
    return [
        manuscript.read(hit.document_id).text[start:end]
        for hit in found(search, query).hits
        for start, end in hit.places
    ]


def test_what_is_saved_is_found_with_its_places_and_what_stands_around(search, manuscript):
    first = manuscript.create("One", "A lantern in the rain.\n月光下的路。")
    manuscript.create("Two", "Nothing here.")
    results = found(search, "lan")
    assert results.complete
    (hit,) = results.hits
    assert (hit.document_id, hit.title, hit.places) == (first, "One", ((2, 9),))
    (excerpt,) = hit.excerpts
    ((start, end),) = excerpt.marks
    assert excerpt.text[start:end] == "lantern"
    assert excerpt.stands_in("A lantern in the rain.\n月光下的路。")
    assert not excerpt.stands_in("Her lantern")
    assert words(search, manuscript, "月光") == ["月光"]
    assert words(search, manuscript, "月") == ["月"]


def test_places_far_into_a_long_document_are_exact(search, manuscript):
    manuscript.create("Long", PROSE + "an unlikely heron\n" + PROSE)
    (hit,) = found(search, "heron").hits
    assert hit.places == ((len(PROSE) + 12, len(PROSE) + 17),)
    assert "heron" in hit.excerpts[0].text


def test_each_save_is_found_and_what_was_deleted_is_not(search, manuscript):
    session = manuscript.open(manuscript.create("One", PROSE))
    type_at(session, len(PROSE) // 2, " zebra ")
    session.save().result()
    (place,) = (place for hit in found(search, "zebra").hits for place in hit.places)
    assert session.text[slice(*place)] == "zebra"
    session.apply(place[0], 5, "", ())
    session.save().result()
    assert found(search, "zebra").hits == ()


def test_only_the_passages_that_changed_are_written_again(search, manuscript, store):
    session = manuscript.open(manuscript.create("One", PROSE * 5))
    assert search.settle(20)

    def passages():
        with contextlib.closing(sqlite3.connect(store.paths.search_database)) as db:
            return {row[0] for row in db.execute("SELECT id FROM passage")}

    before = passages()
    type_at(session, session.text.index("\n", 4000), " zebra")
    session.save().result()
    assert found(search, "zebra").hits
    assert len(before - passages()) <= 2
    assert len(before) > 10


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_after_any_edits_the_index_is_that_of_the_text(tmp_path_factory, data):
    file = search_file.SearchFile(tmp_path_factory.mktemp("index") / "search.db")
    piece = st.text(alphabet="ab 月光.\n", max_size=8).map(lambda one: one * 150)
    text = ""
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        text = text[:start] + data.draw(piece) + text[end:]
        file.put(7, text, "hash")
    assert "".join(passage for _, passage in file._passages(7)) == text
    assert file.is_sound()
    for query in ("a", "月光", "光月"):
        (phrase,) = parse(query)
        rows = file._db.execute("SELECT rowid FROM word WHERE word MATCH ?", (phrase.expression,))
        matched = {row[0] for row in rows}
        assert matched == {one for one, passage in file._passages(7) if places(passage, (phrase,))}
    file.drop(7)
    assert file._db.execute("SELECT count(*) FROM passage").fetchone() == (0,)
    assert file._db.execute("SELECT count(*) FROM word WHERE word MATCH 'a*'").fetchone() == (0,)
    file.close()


def test_what_is_in_the_trash_is_left_out_until_it_comes_back(search, manuscript):
    gone = manuscript.create("One", "lantern")
    manuscript.trash(gone)
    assert found(search, "lantern").hits == ()
    manuscript.restore(gone)
    assert len(found(search, "lantern").hits) == 1


def test_a_search_can_be_kept_to_a_project_or_some_documents(search, manuscript):
    first, other = manuscript.create_project("A"), manuscript.create_project("B")
    one, two = (manuscript.create("x", "lantern", project_id=project) for project in (first, other))
    assert [hit.document_id for hit in found(search, "lantern", project_id=first).hits] == [one]
    assert [hit.document_id for hit in found(search, "lantern", documents=[two]).hits] == [two]
    assert [hit.project_id for hit in found(search, "lantern", limit=1).hits] in ([first], [other])


def test_a_renamed_document_is_shown_with_its_new_title(search, manuscript):
    one = manuscript.create("Old", "lantern")
    assert search.settle(20)
    manuscript.rename(one, "New")
    assert found(search, "lantern").hits[0].title == "New"


def test_a_document_that_is_gone_is_forgotten(search, manuscript, store):
    one = manuscript.create("Old", "lantern")
    assert search.settle(20)
    store.write(lambda db: db.execute(delete(Document).where(Document.id == one))).result()
    assert found(search, "lantern").hits == ()
    with contextlib.closing(sqlite3.connect(store.paths.search_database)) as db:
        assert db.execute("SELECT count(*) FROM passage").fetchone() == (0,)


def test_all_words_in_one_passage_come_first_then_documents_that_have_them_apart(search, manuscript):
    filler = "grass and hills go on and on here.\n" * 60
    apart = manuscript.create("Apart", "a lantern\n" + filler + "a lantern\n" + filler + "an owl")
    near = manuscript.create("Near", filler + "the owl saw a lantern\n")
    manuscript.create("Half", "only a lantern")
    hits = found(search, "owl lantern").hits
    assert [hit.document_id for hit in hits] == [near, apart]
    assert len(hits[0].places) == 2
    assert "an owl" in hits[1].excerpts[0].text  # the rarer of the two


def test_no_query_is_an_error_and_signs_find_nothing(search, manuscript):
    manuscript.create("One", "NOT AND or near* lantern")
    queries = ['"', "NEAR(", "a:b", "x*", "(", "^l", "AND", "{a}", "'", "\x00", "lantern -x", "x" * 100_000]
    for query in queries:
        assert found(search, query).complete
    assert words(search, manuscript, "NOT AND OR ") == ["NOT", "AND", "or"]


@pytest.mark.parametrize("damage", ["gone", "not a database", "a page", "another version", "text", "empty"])
def test_an_index_that_is_lost_or_damaged_is_made_again(store, manuscript, damage):
    manuscript.create("One", PROSE + "heron")
    with Search(store) as search:
        assert len(found(search, "heron").hits) == 1
    path = store.paths.search_database
    if damage == "gone":
        path.unlink()
    elif damage == "not a database":
        path.write_bytes(b"whatever its name may say " * 900)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "a page":
        data = bytearray(path.read_bytes())
        data[8192:16384] = os.urandom(8192)
        path.write_bytes(data)
    else:
        change = {"another version": "UPDATE made SET what = '0'", "text": "UPDATE passage SET text = 'owl'"}
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute(change[damage])
            db.commit()
    with Search(store) as search:
        assert len(found(search, "heron").hits) == 1
        assert found(search, "owl").hits == ()


def test_an_index_deleted_while_it_is_in_use_is_made_again(search, manuscript, store):
    manuscript.create("One", "heron")
    assert search.settle(20)
    search_file.remove(store.paths.search_database)
    assert not search.search("heron").complete
    assert len(found(search, "heron").hits) == 1
    search.rebuild()
    assert len(found(search, "heron").hits) == 1


def test_a_damaged_index_is_made_again_once_a_search_meets_it(search, manuscript, store):
    manuscript.create("One", PROSE)
    assert search.settle(20)
    with contextlib.closing(sqlite3.connect(store.paths.search_database)) as db:
        db.execute("DROP TABLE passage")
    assert search.search("lantern").hits == ()
    assert found(search, "lantern").hits


def test_opening_does_not_wait_for_the_index(store, manuscript, monkeypatch):
    manuscript.create("One", "heron")
    go = threading.Event()
    put = search_file.SearchFile.put

    def slow(self, *values):
        assert go.wait(20)
        put(self, *values)

    monkeypatch.setattr(search_file.SearchFile, "put", slow)
    with Search(store) as search:
        results = search.search("heron")
        assert (results.hits, results.complete) == ((), False)
        manuscript.create("Two", "another")  # nor does saving
        go.set()
        assert len(found(search, "heron").hits) == 1


def test_a_disk_that_is_full_is_told_and_the_documents_are_saved(store, manuscript, monkeypatch):
    def full(self, *values):
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(search_file.SearchFile, "_prepare", full)
        with Search(store) as search:
            one = manuscript.create("One", "heron")
            assert search.settle(20)
            store.paths.search_database.unlink(missing_ok=True)
            with pytest.raises(MuseError) as raised:
                search.search("heron")
            assert raised.value.code == "store.disk_full"
    assert manuscript.read(one).text == "heron"


def test_beside_the_owner_a_reader_finds_what_the_owner_saves(store, manuscript, folder):
    manuscript.create("One", "heron")
    with Store.open(folder, "read") as beside, Search(beside) as search:
        assert len(found(search, "heron").hits) == 1
        manuscript.create("Two", "a heron")
        assert len(found(search, "heron").hits) == 2
    assert not store.paths.search_database.exists()


def test_who_was_told_that_the_index_is_not_complete_hears_when_it_is(store, manuscript):
    manuscript.create("One", "A lantern.")
    told = threading.Event()
    with Search(store) as first:
        assert first.settle(20)
    with Search(store, told.set) as again:  # nothing to take in any more
        while not again.search("lantern").complete:
            assert told.wait(20)
        assert again.search("lantern").hits


def test_the_caller_is_told_when_the_index_has_taken_something_in(store, manuscript):
    told = threading.Event()
    with Search(store, told.set):
        manuscript.create("One", "heron")
        assert told.wait(20)


KILLED = """
import sys
from pathlib import Path
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.search import Search
from muse_desktop.store.store import Store
store = Store.open(Path(sys.argv[1]))
manuscript = Manuscript(store)
search = Search(store)
session = manuscript.open(manuscript.create("One", "the moon rose over the hill\\n" * 2000))
for number in range(10_000):
    session.apply(number * 6, 0, "heron ", session.typed_origin(0))
    session.save().result()
    print(number, flush=True)
"""


@pytest.mark.parametrize("saves", [3, 24])
def test_after_a_kill_the_index_agrees_with_what_was_saved(folder, saves):
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, text=True
    ) as typist:
        for _ in range(saves):
            typist.stdout.readline()
        os.kill(typist.pid, signal.SIGKILL)
        typist.stdout.read()
    with Store.open(folder) as store, Search(store) as search:
        manuscript = Manuscript(store)
        text = manuscript.read(1).text
        expected = places(text, parse("heron "))
        assert len(expected) > 0
        assert sorted(place for hit in found(search, "heron ").hits for place in hit.places) == expected
        manuscript.close()


def test_whoever_makes_the_file_second_finds_it_made(tmp_path, monkeypatch):
    first = search_file.SearchFile(tmp_path / "search.db")
    second = search_file.SearchFile(tmp_path / "search.db")
    assert not second._made()
    first.put(1, "The lantern.", "h")
    assert second.hashes() == {1: "h"}
    first.close()
    second.close()
