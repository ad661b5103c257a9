"""The first run: a card on the empty page, four clicks to a poem, and never again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.paths import settings_file
from muse_desktop.settings import Settings, load_settings, replaced, save_settings
from muse_desktop.studio import model_library
from muse_desktop.studio.studio import Studio
from muse_desktop.ui import first_steps
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine, generated, write

OpenWindow = Callable[[Studio], MainWindow]


class Mouse:
    """Clicks where the writer sees something; what is hidden, cut off or covered cannot be clicked."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.clicks = 0
        self._qtbot = qtbot
        self._window = window

    def reaches(self, widget: QWidget) -> bool:
        place = self._place(widget)
        at = self._window.childAt(place)
        return at is not None and (at is widget or widget.isAncestorOf(at))

    def click(self, widget: QWidget) -> None:
        self._qtbot.waitUntil(lambda: self.reaches(widget), timeout=5000)
        QTest.mouseClick(
            self._window.windowHandle(), Qt.MouseButton.LeftButton, pos=self._place(widget), delay=5
        )
        self.clicks += 1

    def _place(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self._window, widget.rect().center())


@pytest.fixture
def mouse(qtbot: QtBot, window: MainWindow) -> Mouse:
    window.resize(1280, 800)
    return Mouse(qtbot, window)


def card_of(window: MainWindow):
    card = window.first_steps.card
    assert card is not None
    assert card.isVisible()
    return card


def words_of(window: MainWindow) -> str:
    labels = card_of(window).findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def is_over(window: MainWindow, studio: Studio) -> bool:
    """No card now, and none in the next window on this machine."""
    kept = load_settings(settings_file())
    return window.first_steps.card is None and studio.settings.welcomed and kept.welcomed


def test_from_the_first_window_to_a_poem_on_the_page_in_four_clicks(
    qtbot: QtBot, window: MainWindow, studio: Studio, mouse: Mouse, engine: ScriptedEngine
) -> None:
    compose = window.companion.compose
    engine.pieces = ["Snow fell,\n", *["and fell,\n"] * 20, "and the harbour kept its word."]
    mouse.click(card_of(window).poem)
    mouse.click(card_of(window).themes[0])
    assert compose.form.answers()["theme"] == "first snow"
    mouse.click(compose.write)
    qtbot.waitUntil(lambda: bool(compose.board.cards) and not compose.running, timeout=20_000)
    mouse.click(compose.board.cards[0].insert)
    assert window.desk.session.text == "".join(engine.pieces)
    assert mouse.clicks == 4
    assert is_over(window, studio)
    assert "first snow" in str(engine.requests[0].prompt)


def test_the_keyboard_stays_on_the_page_and_the_first_key_takes_the_card_away(
    qtbot: QtBot, window: MainWindow, studio: Studio
) -> None:
    card_of(window)
    assert window.focusWidget() is window.page.editor
    write(qtbot, window, "B")
    qtbot.waitUntil(lambda: is_over(window, studio))
    assert window.desk.session.text == "B"


def test_who_skips_it_has_the_page_and_never_sees_it_again(
    window: MainWindow, studio: Studio, mouse: Mouse, open_window: OpenWindow
) -> None:
    mouse.click(card_of(window).skip)
    assert is_over(window, studio)
    assert window.focusWidget() is window.page.editor
    window.close()
    assert open_window(studio).first_steps.card is None


def test_any_generation_takes_it_away(qtbot: QtBot, window: MainWindow, studio: Studio) -> None:
    compose = window.companion.compose
    compose.chips.choose("free")
    compose.form.fill(dict.fromkeys(compose.form.answers(), "a tide"))
    generated(qtbot, window)
    assert is_over(window, studio)


def test_opening_a_document_with_text_takes_it_away(window: MainWindow, studio: Studio) -> None:
    window.open_document(studio.manuscript.create("Empty, too"))
    card_of(window)
    window.open_document(studio.manuscript.create("Brought along", "Written elsewhere."))
    assert is_over(window, studio)


def test_where_something_is_written_already_there_is_no_card(
    qtbot: QtBot, window: MainWindow, studio: Studio, open_window: OpenWindow
) -> None:
    write(qtbot, window, "one two")
    window.close()
    studio.settings = replaced(studio.settings, welcomed=False)
    again = open_window(studio)
    assert is_over(again, studio)


def test_settings_that_cannot_be_written_are_no_drama(
    qtbot: QtBot, window: MainWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("read only")

    monkeypatch.setattr(first_steps, "save_settings", refuse)
    write(qtbot, window, "B")
    qtbot.waitUntil(lambda: window.first_steps.card is None)
    assert window.notices.text == ""
    assert not load_settings(settings_file()).welcomed


def test_what_holds_for_one_run_only_is_not_kept_with_it(
    qtbot: QtBot, window: MainWindow, studio: Studio, model_file: Path
) -> None:
    save_settings(Settings(text_points=18), settings_file())
    assert studio.settings.model_path == str(model_file)  # as if it came from the command line
    write(qtbot, window, "B")
    qtbot.waitUntil(lambda: window.first_steps.card is None)
    kept = load_settings(settings_file())
    assert (kept.welcomed, kept.model_path, kept.text_points) == (True, "", 18)


def test_the_writers_own_model_is_named_and_nothing_is_said_against_it(window: MainWindow) -> None:
    assert "Scripted 1B is ready" in words_of(window)
    assert "English" not in words_of(window)


def test_a_model_that_cannot_be_loaded_is_not_called_ready(
    qtbot: QtBot, studio: Studio, open_window: OpenWindow, engine: ScriptedEngine
) -> None:
    engine.load_error = MuseError("engine.model_missing", path="/gone.gguf")
    window = open_window(studio)
    qtbot.waitUntil(lambda: "could not be loaded" in words_of(window))
    assert not card_of(window).poem.isEnabled()
    assert card_of(window).better.isEnabled()


@pytest.fixture
def starter_studio(tmp_path: Path, engine: ScriptedEngine) -> Iterator[Studio]:
    """As after the installation: no model chosen."""
    made = Studio.open(
        tmp_path / "new",
        settings=Settings(language="en", theme="light"),
        engine=engine,  # type: ignore[arg-type]
    )
    yield made
    made.close()


def test_a_chinese_writer_is_told_plainly_that_the_starter_has_no_chinese(
    starter_studio: Studio, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(starter_studio)
    window.resize(1280, 800)
    mouse = Mouse(qtbot, window)
    assert "knows English only" in words_of(window)
    assert "Nothing you write leaves this computer." in words_of(window)
    mouse.click(card_of(window).languages["zh"])
    assert starter_studio.settings.language == "zh"
    assert "不会中文" in words_of(window)
    assert card_of(window).better.property("role") == "primary"
    mouse.click(card_of(window).poem)
    assert card_of(window)._warning.isVisible()
    mouse.click(card_of(window).themes[0])
    assert window.companion.compose.form.answers()["theme"] == "初雪"
    mouse.click(card_of(window).languages["en"])
    assert window.companion.compose.form.answers()["theme"] == "first snow"
    assert not card_of(window)._warning.isVisible()
    mouse.click(card_of(window).back)
    assert card_of(window).poem.property("role") == "primary"


def test_a_model_chosen_meanwhile_is_named_and_one_elsewhere_is_told_apart(
    starter_studio: Studio, open_window: OpenWindow, qtbot: QtBot, model_file: Path
) -> None:
    window = open_window(starter_studio)
    window.use_settings(replaced(starter_studio.settings, model_path=str(model_file)))
    qtbot.waitUntil(lambda: "Scripted 1B is ready" in words_of(window))
    starter_studio.settings = replaced(starter_studio.settings, remote_url="http://127.0.0.1:9")
    window.first_steps.look()
    assert "Nothing you write leaves" not in words_of(window)
    assert "http://127.0.0.1:9" in words_of(window)


def test_the_model_that_suits_this_computer_is_named_with_its_size_and_the_way_to_it_is_open(
    window: MainWindow, mouse: Mouse, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "to download" in words_of(window), timeout=10_000)
    assert "GB of memory" in words_of(window)
    mouse.click(card_of(window).better)
    assert window.stack.currentWidget() is window.models.view
    assert window.models.view.stack.currentWidget() is window.models.view.catalogue
    window.show_page()
    card_of(window)


def test_without_a_catalogue_the_card_just_suggests_nothing(
    studio: Studio, open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(model_library, "resource", lambda *_: tmp_path / "nowhere")
    window = open_window(studio)
    qtbot.waitUntil(lambda: window.jobs.waiting == 0, timeout=10_000)
    assert "to download" not in words_of(window)
    assert window.notices.text == ""


@pytest.mark.parametrize("size", [(1280, 800), (900, 600), (700, 480)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_card_lies_within_the_page_and_every_control_of_it_can_be_reached(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int], language: str
) -> None:
    window.set_language(language)
    window.resize(*size)
    card = card_of(window)
    for choosing in (False, True):
        card.choose_theme(choosing)
        qtbot.wait(20)
        assert window.page.rect().contains(card.geometry())
        column = card._column
        assert column.inside.width() <= column.viewport().width()
        for control in card.stops():
            if control.isVisibleTo(card):
                column.ensureWidgetVisible(control)
                assert Mouse(qtbot, window).reaches(control), control.text()


@pytest.fixture
def real_studio(tmp_path: Path) -> Iterator[Studio]:
    settings = Settings(language="en", theme="light", context_tokens=512, threads=1, candidates=1)
    made = Studio.open(tmp_path / "real", settings=settings)
    yield made
    made.close()


@pytest.mark.real_model
def test_with_the_starter_model_the_first_poem_takes_four_clicks(
    qtbot: QtBot, real_studio: Studio, open_window: OpenWindow
) -> None:
    window = open_window(real_studio)
    window.resize(1280, 800)
    mouse, compose = Mouse(qtbot, window), window.companion.compose
    mouse.click(card_of(window).poem)
    compose.variation.length.setValue(40)  # a short one: this is a test
    mouse.click(card_of(window).themes[2])
    mouse.click(compose.write)
    qtbot.waitUntil(lambda: bool(compose.board.cards) and not compose.running, timeout=60_000)
    mouse.click(compose.board.cards[0].insert)
    assert len(window.desk.session.text.split()) > 8
    assert mouse.clicks <= 4
    assert is_over(window, real_studio)
