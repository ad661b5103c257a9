"""Dictionaries at work for the window: nothing is lost, nothing waits, whatever they do."""

import sys
import time
from concurrent.futures import CancelledError

import pytest

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.settings import Settings
from muse_desktop.store.store import Store
from muse_desktop.studio.spelling import Spelling, Where, Wrong
from tests.craft.test_spelling_files import pair

HERE = Where(1, 1)


@pytest.fixture
def spelling(tmp_path, monkeypatch):
    monkeypatch.setenv("MUSE_DESKTOP_HOME", str(tmp_path / "home"))
    with Store.open(tmp_path / "work") as store:
        manuscript = Manuscript(store)
        manuscript.create("One")
        made = Spelling(manuscript, lambda _: {"Ilvar of Brone"})
        made.use(Settings())
        yield made
        made.close()


def wrong(spelling, text, where=HERE):
    return [one.word for one in spelling.check(where, [text]).result(20).wrong[0]]


def test_places_are_units_of_the_window(spelling):
    (found,) = spelling.check(HERE, ["😀 中文 teh"]).result(20).wrong
    assert found == (Wrong(6, 9, "teh"),)


def test_names_words_and_what_is_ignored_are_right_and_listeners_hear_of_it(spelling):
    heard = []
    spelling.on_change.append(lambda: heard.append(spelling.state))
    text = "Ilvar and Brone met Quendrith, Quill and Quoll’s wrod"
    assert wrong(spelling, text) == ["Quendrith", "Quoll’s", "wrod"]
    spelling.add_word(1, "Quendrith").result(20)
    spelling.ignore(1, "wrod")
    assert len(heard) == len(set(heard)) == 2
    assert wrong(spelling, text) == ["Quoll’s"]
    assert wrong(spelling, text, Where(1, 2)) == ["Quoll’s", "wrod"]
    spelling.remove_word(1, "Quendrith").result(20)
    assert wrong(spelling, text) == ["Quendrith", "Quoll’s"]


def test_a_result_tells_the_state_it_was_found_in(spelling):
    before = spelling.check(HERE, ["teh"]).result(20).state
    assert before == spelling.state
    spelling.ignore(1, "teh")
    assert before != spelling.state


def test_a_dictionary_is_added_ticked_and_removed(spelling, tmp_path):
    assert spelling.add_dictionary(pair(tmp_path / "from")).result(30) == "de_XX"
    assert [(one.name, one.shipped) for one in spelling.dictionaries()] == [("en_US", True), ("de_XX", False)]
    assert wrong(spelling, "the Straße") == ["Straße"]
    spelling.use(Settings(dictionaries=("en_US", "de_XX", "gone")))
    assert wrong(spelling, "the Straße Strase") == ["Strase"]
    spelling.remove_dictionary("de_XX").result(20)
    assert wrong(spelling, "the Straße") == ["Straße"]
    spelling.use(Settings(dictionaries=()))
    assert wrong(spelling, "qwxyz") == []


def test_the_next_mistake_is_found_behind_the_cursor_then_from_the_beginning(spelling):
    text = "Teh fog.\n\n" + "The fog came. " * 400 + "\n\nevry winter"
    assert spelling.next_wrong(HERE, text, 0).result(20) == (0, 3)
    place = text.index("evry")
    assert spelling.next_wrong(HERE, text, 3).result(20) == (place, place + 4)
    assert spelling.next_wrong(HERE, text, place + 4).result(20) == (0, 3)
    assert spelling.next_wrong(HERE, "teh teh", 3).result(20) == (4, 7)
    assert spelling.next_wrong(HERE, "teh fog", 7).result(20) == (0, 3)
    assert spelling.next_wrong(HERE, "The fog.", 3).result(20) is None


def test_a_dictionary_that_hangs_keeps_nobody_waiting_when_the_window_closes(spelling, monkeypatch):
    assert wrong(spelling, "teh") == ["teh"]
    monkeypatch.setattr(
        "muse_desktop.craft.spelling_process.command",
        lambda *_: [sys.executable, "-c", "import time; time.sleep(60)"],
    )
    spelling._start_anew()
    asked, behind = spelling.check(HERE, ["teh"]), [spelling.check(HERE, ["x"]) for _ in range(3)]
    time.sleep(0.2)
    began = time.monotonic()
    spelling.close()
    assert time.monotonic() - began < 2
    assert asked.result(5).wrong == ((),)
    with pytest.raises(CancelledError):
        behind[-1].result(5)
    with pytest.raises(CancelledError):
        spelling.check(HERE, ["teh"]).result(5)


def test_without_the_library_nothing_is_wrong_and_nothing_fails(spelling, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert wrong(spelling, "teh") == []
    assert spelling.suggest(HERE, "teh").result(20) == []
    assert spelling.look_up("teh").result(20) is None
