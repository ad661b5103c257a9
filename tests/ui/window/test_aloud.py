"""Reading aloud with a voice that plays a script: what is said and lit, how it is steered and refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.settings import replaced
from muse_desktop.ui.aloud import voices
from muse_desktop.ui.aloud.room import AloudRoom
from muse_desktop.ui.aloud.sentences import language_of, next_sentence, voice_for
from muse_desktop.ui.aloud.voices import Speaker, Voice
from muse_desktop.ui.window import MainWindow
from tests.ui.window.settings_steps import clicked, settings_at

ALICE = Voice("en_GB/Alice", "Alice", "en", "en_GB")
TING = Voice("zh_CN/Ting", "Ting", "zh", "zh_CN")
MEI = Voice("zh_TW/Mei", "Mei", "zh", "zh_TW")
BOB = Voice("en_US/Bob", "Bob", "en", "en_US")
STORY = """# Fog

The fog came up. Nobody *looked* up! <!-- check. this -->
***
雾来了。她合上账本。
The end."""
SAID = ["Fog", "The fog came up.", "Nobody looked up!", "雾来了。", "她合上账本。", "The end."]


class ScriptedVoice(Speaker):
    """Says nothing; `over()` ends what it is saying."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.with_: list[str] = []
        self.rate = 0.0
        self.silent = True

    def voices(self) -> tuple[Voice, ...]:
        return ALICE, BOB, MEI, TING

    def say(self, text: str, voice: str = "") -> None:
        self.said.append(text)
        self.with_.append(voice)
        self.silent = False

    def set_rate(self, rate: float) -> None:
        self.rate = rate

    def stop(self) -> None:
        self.silent = True


@pytest.fixture(autouse=True)  # before the window looks
def voice(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedVoice]:
    made = ScriptedVoice()
    monkeypatch.setattr(voices, "installed", lambda: True)
    monkeypatch.setattr(voices, "open_speaker", lambda parent: made)
    yield made
    made.deleteLater()


def over(qtbot: QtBot, voice: ScriptedVoice) -> None:
    """The voice has said its sentence; wait for the next one, or for silence."""
    before = len(voice.said)
    voice.silent = True
    voice.finished.emit()
    qtbot.wait(10)
    assert len(voice.said) == before + 1 or voice.silent


def room(window: MainWindow) -> AloudRoom:
    return window.rooms.get(AloudRoom)


def told(window: MainWindow, text: str, place: int = 0) -> None:
    window.open_document(window._studio.manuscript.create("Fog", text))
    window.page.goto(place)


def lit(window: MainWindow) -> str:
    reader = room(window).reader
    assert reader is not None
    cursor = QTextCursor(window.page.editor.document())
    start, end = reader.range()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def read(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.page.editor, Qt.Key.Key_F8)


def test_a_text_is_read_sentence_by_sentence_without_its_marks(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    told(window, STORY)
    read(qtbot, window)
    assert voice.said == ["Fog"]
    for _ in range(5):
        over(qtbot, voice)
    assert voice.said == SAID
    assert lit(window) == "The end."
    over(qtbot, voice)
    assert room(window).reader.state == "off"
    assert room(window).bar is None


def test_chinese_is_read_by_a_chinese_voice_and_the_rest_by_the_chosen_one(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    window.use_settings(replaced(window._studio.settings, voice=BOB.id, voice_rate=0.4))
    told(window, "Fog came.\n雾来了。\nThe end.")
    read(qtbot, window)
    over(qtbot, voice)
    over(qtbot, voice)
    assert voice.with_ == [BOB.id, TING.id, BOB.id]
    assert voice.rate == 0.4


def test_reading_begins_with_the_sentence_the_cursor_is_in(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    text = "One lamp 𝄞. Two lamps. Three."
    told(window, text, text.index("lamps"))
    read(qtbot, window)
    assert voice.said == ["Two lamps."]
    assert lit(window) == "Two lamps."


def test_at_the_end_of_the_text_the_paragraph_just_written_is_read(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    told(window, "Before.\nOne. Two.\n", len("Before.\nOne. Two.\n"))
    read(qtbot, window)
    assert voice.said == ["One."]


def test_a_selection_is_read_and_nothing_else(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    text = "One. Two words here. Three."
    told(window, text)
    window.page.goto(text.index("words"), text.index("here") + 4)
    read(qtbot, window)
    assert voice.said == ["words here"]
    over(qtbot, voice)
    assert voice.silent
    assert room(window).reader.state == "off"


def test_a_pause_takes_the_cursor_to_the_sentence_and_reading_goes_on_with_what_was_mended(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    told(window, "One. Two. Three.")
    read(qtbot, window)
    over(qtbot, voice)
    read(qtbot, window)
    assert voice.silent
    assert window.page.editor.textCursor().position() == 5
    qtbot.keyClicks(window.page.editor, "Twenty-")
    read(qtbot, window)
    assert voice.said[-1] == "Twenty-Two."
    over(qtbot, voice)
    assert voice.said[-1] == "Three."


def test_reading_goes_on_where_the_writer_put_the_cursor_meanwhile(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    told(window, "One. Two. Three. Four.")
    read(qtbot, window)
    read(qtbot, window)
    window.page.goto(12)
    read(qtbot, window)
    assert voice.said == ["One.", "Three."]


def test_words_typed_before_the_sentence_do_not_move_the_light(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    told(window, "One. Two. Three.", 6)
    read(qtbot, window)
    window.page.goto(0)
    qtbot.keyClicks(window.page.editor, "Zero. ")
    assert lit(window) == "Two."
    over(qtbot, voice)
    assert voice.said == ["Two.", "Three."]


def test_the_bar_steps_changes_the_speed_pauses_and_stops(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    told(window, "One. Two. Three.", 6)
    read(qtbot, window)
    bar = room(window).bar
    assert bar is not None
    clicked(qtbot, bar.back)
    clicked(qtbot, bar.forth)
    clicked(qtbot, bar.forth)
    assert voice.said == ["Two.", "One.", "Two.", "Three."]
    clicked(qtbot, bar.faster)
    assert (bar.speed.text(), voice.rate, window._studio.settings.voice_rate) == ("+1", 0.1, 0.1)
    clicked(qtbot, bar.pause)
    assert voice.silent
    assert bar.pause.text() == "Go on"
    clicked(qtbot, bar.pause)
    assert not voice.silent
    clicked(qtbot, bar.stop)
    assert voice.silent
    assert room(window).bar is None
    assert not window.actions_["stop_aloud"].isEnabled()


def test_escape_and_the_action_stop_the_voice(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    told(window, "One. Two.")
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for key, held in ((Qt.Key.Key_Escape, plain), (Qt.Key.Key_F8, shift)):
        read(qtbot, window)
        assert not voice.silent
        qtbot.keyClick(window.page.editor, key, held)
        assert voice.silent
        assert room(window).reader.state == "off"


def test_another_document_on_the_page_ends_the_reading(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    told(window, "One. Two.")
    read(qtbot, window)
    told(window, "Another.")
    assert voice.silent
    assert room(window).reader.state == "off"
    read(qtbot, window)
    assert voice.said[-1] == "Another."


def test_an_empty_page_stays_silent(qtbot: QtBot, window: MainWindow, voice: ScriptedVoice) -> None:
    told(window, "***\n")
    read(qtbot, window)
    assert not voice.said
    assert room(window).bar is None


def test_a_voice_that_fails_is_told_and_ends_the_reading(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    told(window, "One. Two.")
    read(qtbot, window)
    voice.failed.emit("device busy")
    assert room(window).reader.state == "off"
    assert any("device busy" in notice.words() for notice in window.notices._notices)


def test_without_qts_speech_the_action_is_disabled_and_says_why(
    qtbot: QtBot, window: MainWindow
) -> None:
    room(window)._trouble = MuseError("aloud.not_installed")  # whatever is on this computer
    room(window).settings_changed(window._studio.settings)
    action = window.actions_["read_aloud"]
    assert not action.isEnabled()
    assert "muse-desktop[aloud]" in action.toolTip()
    window.actions_["palette"].trigger()
    qtbot.keyClicks(window.palette_._field, "Read aloud")
    index = window.palette_._list.currentIndex()
    assert "not installed" in index.data(Qt.ItemDataRole.ToolTipRole)
    qtbot.keyClick(window.palette_._field, Qt.Key.Key_Return)
    assert window.palette_.isVisible()
    window.set_language("zh")
    assert "没有安装" in action.toolTip()


def test_without_a_voice_the_first_try_tells_why_and_disables_the_action(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(parent: object) -> Speaker:
        raise MuseError("aloud.no_voice")

    monkeypatch.setattr(voices, "open_speaker", refuse)
    room(window)._trouble = None
    room(window).settings_changed(window._studio.settings)
    told(window, "One.")
    read(qtbot, window)
    action = window.actions_["read_aloud"]
    assert not action.isEnabled()
    assert "No voice" in action.toolTip()


def test_voice_and_speed_are_chosen_in_the_settings(
    qtbot: QtBot, window: MainWindow, voice: ScriptedVoice
) -> None:
    dialog = settings_at(qtbot, window, "Reading aloud")
    page = dialog.aloud
    names = [page.voice.itemText(row) for row in range(page.voice.count())]
    assert names[0] == "The system's own"
    assert len(names) == 5
    page.voice.setCurrentIndex(page.voice.findData(TING.id))
    page.speed.setValue(5)
    clicked(qtbot, page.try_)
    assert voice.said == ["雾从河口上来，比往年早了一些。"]
    assert (voice.with_, voice.rate) == ([TING.id], 0.5)
    clicked(qtbot, dialog.save)
    assert window._studio.settings.voice == TING.id
    assert window._studio.settings.voice_rate == 0.5


def test_where_no_voice_is_found_the_settings_say_so_and_keep_the_choice(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(parent: object) -> Speaker:
        raise MuseError("aloud.not_installed")

    monkeypatch.setattr(voices, "open_speaker", refuse)
    window.use_settings(replaced(window._studio.settings, voice=BOB.id))
    dialog = settings_at(qtbot, window, "Reading aloud")
    assert "muse-desktop[aloud]" in dialog.aloud.said.text()
    assert not dialog.aloud.voice.isEnabled()
    assert dialog.settings().voice == BOB.id


@pytest.mark.parametrize(
    ("text", "language"),
    [("The fog.", ""), ("雾来了。", "zh"), ("霧が来た。", "ja"), ("안개가", "ko"), ("“雾” means fog", "")],
)
def test_the_language_is_that_of_most_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("language", "chosen", "voice"),
    [("", "", ""), ("", "gone", ""), ("", TING.id, ALICE.id), ("zh", MEI.id, MEI.id), ("zh", "", TING.id),
     ("ja", ALICE.id, ALICE.id), ("", BOB.id, BOB.id)],
)  # fmt: skip
def test_the_voice_can_say_the_language(language: str, chosen: str, voice: str) -> None:
    assert voice_for(language, chosen, (ALICE, BOB, MEI, TING), "en") == voice


def test_a_long_paragraph_without_an_end_is_said_in_pieces(qtbot: QtBot) -> None:
    document = QTextDocument("word " * 1000)
    ends, at = [], 0
    while (found := next_sentence(document, at, document.characterCount())) is not None:
        assert found[1] - found[0] <= 1500
        ends.append(found)
        at = found[1]
    assert len(ends) == 4


@pytest.mark.qt_log_ignore("pipewire", extend=True)  # Qt's sound misses it on some systems, and says so
def test_qts_own_speech_says_a_sentence_to_its_end_and_tells_of_none_that_was_stopped(qtbot: QtBot) -> None:
    pytest.importorskip("PySide6.QtTextToSpeech", exc_type=ImportError)
    speaker = voices.QtSpeaker(engine=voices.SILENT)
    found = speaker.voices()
    assert {"en", "fi"} <= {one.language for one in found}
    ended: list[str] = []
    speaker.finished.connect(lambda: ended.append("end"))
    speaker.set_rate(1.0)
    speaker.say("The fog came up the channel", found[-1].id)
    speaker.stop()
    speaker.say("The end", found[0].id)
    qtbot.waitUntil(lambda: bool(ended))
    qtbot.wait(300)
    assert ended == ["end"]
    speaker.deleteLater()


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, qapp: QObject) -> None:
    monkeypatch.undo()  # of the scripted voice
    monkeypatch.setattr(voices, "installed", lambda: True)
    monkeypatch.setitem(sys.modules, "PySide6.QtTextToSpeech", None)  # what importing it then raises
    with pytest.raises(MuseError) as caught:
        voices.open_speaker(qapp)
    assert caught.value.code == "aloud.not_loaded"
