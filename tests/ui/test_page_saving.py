"""The text is on disk a second after the last key, and a refusal loses nothing."""

from concurrent.futures import Future

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.ui.base import keystrokes
from muse_desktop.ui.page import saving as page_saving


@pytest.fixture
def states(page):
    heard = []
    page.saved_state_changed.connect(lambda state, message: heard.append((state, message)))
    return heard


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(page_saving, "EVERY_MS", 30)
    monkeypatch.setattr(page_saving, "AGAIN_MS", 30)


def test_typing_is_saved_by_itself(page, states, qtbot, manuscript, impatient):
    qtbot.keyClicks(page.editor, "kept")
    assert states == [("unsaved", "")]
    qtbot.waitUntil(lambda: page.saved_state == "saved")
    assert states == [("unsaved", ""), ("saving", ""), ("saved", "")]
    assert not page.session.dirty
    assert manuscript.read(page.session.id).text == "kept"


def test_the_usual_wait_is_a_second(page, qtbot):
    qtbot.keyClicks(page.editor, "kept")
    assert page_saving.EVERY_MS == 1000
    qtbot.waitUntil(lambda: page.saved_state == "saved", timeout=3000)


def test_keys_do_not_put_saving_off(page, states, qtbot, manuscript, monkeypatch):
    monkeypatch.setattr(page_saving, "EVERY_MS", 100)
    for _ in range(12):
        qtbot.keyClicks(page.editor, "a")
        qtbot.wait(30)
    assert states.count(("saving", "")) >= 2
    assert manuscript.read(page.session.id).text.startswith("aaa")
    assert ("saved", "") not in states[:2]


def test_saving_now_gives_a_future(page, qtbot, manuscript):
    qtbot.keyClicks(page.editor, "now")
    future = page.flush_now()
    assert future.result(5) is None
    assert manuscript.read(page.session.id).text == "now"
    qtbot.waitUntil(lambda: page.saved_state == "saved")


def refused(*_):
    future = Future()
    future.set_exception(MuseError("store.disk_full"))
    return future


def test_a_refused_save_says_so_in_the_writers_language_and_is_tried_again(
    page, states, qtbot, manuscript, impatient, monkeypatch
):
    page.set_language("zh")
    errors = []
    page.save_refused.connect(errors.append)
    with monkeypatch.context() as full:
        full.setattr(type(page.session), "save", refused)
        qtbot.keyClicks(page.editor, "precious")
        qtbot.waitUntil(lambda: len(errors) >= 2)
    assert {error.code for error in errors} == {"store.disk_full"}
    assert ("refused", MuseError("store.disk_full").text("zh")) in states
    assert page.session.dirty
    qtbot.waitUntil(lambda: page.saved_state == "saved")
    assert manuscript.read(page.session.id).text == "precious"


def test_a_document_that_cannot_be_saved_stays_on_the_page(page, qtbot, monkeypatch):
    qtbot.keyClicks(page.editor, "precious")

    def no(*_):
        raise MuseError("store.disk_full")

    with monkeypatch.context() as full:
        full.setattr(type(page.session), "close", no)
        with pytest.raises(MuseError):
            page.close_session()
    assert page.session.text == "precious"
    page.close_session()
    assert page.session is None


def test_news_of_the_document_before_does_not_count_for_the_next(page, states, qtbot, manuscript):
    slow = Future()
    first = page.session
    first.save = lambda: slow
    qtbot.keyClicks(page.editor, "a")
    page.flush_now()
    page.open(manuscript.open(manuscript.create("Second")))
    states.clear()
    slow.set_exception(MuseError("store.disk_full"))
    qtbot.wait(30)
    assert states == []


def test_a_page_that_is_gone_hears_nothing(page, qtbot):
    slow = Future()
    page.session.save = lambda: slow
    page.flush_now()
    page.sheet.autosave.deleteLater()
    qtbot.wait(10)
    slow.set_result(None)  # must not reach a deleted object
    assert slow.done()


def test_in_the_middle_of_writing_a_save_comes_right_behind_a_key(page, qtbot, monkeypatch, impatient):
    begun = []
    autosave = page.sheet.autosave
    monkeypatch.setattr(autosave, "flush", lambda: begun.append(page.session.text))
    monkeypatch.setattr(keystrokes, "WRITING_S", 60.0)
    monkeypatch.setattr(page_saving, "NEXT_KEY_MS", 60_000)
    page.editor.type_text("a")
    qtbot.wait(100)
    assert begun == []
    page.editor.type_text("b")
    assert begun == []
    qtbot.wait(100)
    assert begun == ["ab"]
