"""Settings, Remote model: off, tried, agreed to, and never out of sight while it is on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muse_desktop.settings import replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.text_dialog import PromptDialog
from muse_desktop.ui.settings.dialog import SettingsDialog
from muse_desktop.ui.settings.remote import RemotePage
from muse_desktop.ui.window import MainWindow
from tests.engine.remote_servers import MODEL, Speaker, Talk, speaker
from tests.ui.window.scripted import write
from tests.ui.window.settings_steps import clicked, settings_at

pytestmark = pytest.mark.loopback


@pytest.fixture
def server() -> Iterator[Speaker]:
    with speaker() as made:
        yield made


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    return settings_at(qtbot, window, "Remote model")


def address(qtbot: QtBot, page: RemotePage, text: str) -> None:
    """Type an address."""
    page.address.setFocus()
    page.address.selectAll()
    qtbot.keyClicks(page.address, text)


def test_it_is_off_and_says_where_nothing_goes(
    studio: Studio, window: MainWindow, dialog: SettingsDialog
) -> None:
    page = dialog.remote
    assert not page.use.isChecked()
    assert not page.use.isEnabled()  # nothing to use yet
    assert not page.try_button.isEnabled()
    assert not page.sent.isVisible()
    assert "nothing leaves it" in page._about.text()
    assert window.status.offline.text() == "offline"
    assert dialog.settings() == studio.settings


def test_try_shows_what_answers_and_sends_nothing_of_the_draft(
    qtbot: QtBot, window: MainWindow, server: Speaker
) -> None:
    write(qtbot, window, "A secret nobody shall read")
    page = settings_at(qtbot, window, "Remote model").remote
    address(qtbot, page, server.url + "/v1")
    clicked(qtbot, page.try_button)
    qtbot.waitUntil(lambda: f"{MODEL} answered" in page.answer.text(), timeout=10_000)
    assert "secret" not in str(server.asked)
    assert not page.question.isVisible()
    qtbot.keyClick(page.address, Qt.Key.Key_Backspace)
    assert not page.answer.isVisible()  # that was another address


def test_nobody_there_is_told_in_a_sentence(qtbot: QtBot, dialog: SettingsDialog, server: Speaker) -> None:
    page = dialog.remote
    address(qtbot, page, server.url)
    server.shutdown()
    server.server_close()
    clicked(qtbot, page.try_button)
    qtbot.waitUntil(lambda: "No model answers at" in page.answer.text(), timeout=20_000)
    assert page.answer.property("role") == "error"
    assert page.try_button.isEnabled()


def test_the_key_is_spoken_of_only_when_the_server_wants_one(
    qtbot: QtBot, dialog: SettingsDialog, server: Speaker
) -> None:
    def refuse(talk: Talk) -> None:
        talk.json({"error": "who are you"}, 401)

    page = dialog.remote
    address(qtbot, page, server.url)
    told = [label.text() for label in (page._about, page.sent, page.answer, page.use)]
    assert not any("key" in text.casefold() or "MUSE_" in text for text in told)
    server.routes["/v1/models"] = refuse
    clicked(qtbot, page.try_button)
    qtbot.waitUntil(lambda: "MUSE_DESKTOP_REMOTE_KEY" in page.answer.text(), timeout=10_000)


def test_a_new_address_is_used_only_after_the_writer_has_agreed(
    qtbot: QtBot, studio: Studio, window: MainWindow, dialog: SettingsDialog
) -> None:
    page = dialog.remote
    address(qtbot, page, "writing.example.org")
    assert "is sent to writing.example.org" in page.sent.text()  # before anything is switched on
    assert "without encryption" not in page.sent.text()
    clicked(qtbot, page.use)
    assert page.question.isVisible()
    assert "writing.example.org is new here" in page._asked.text()
    assert dialog.settings().remote_url == ""
    clicked(qtbot, page.decline)
    assert not page.use.isChecked()
    assert not page.question.isVisible()
    clicked(qtbot, page.use)
    clicked(qtbot, page.agree)
    assert not page.question.isVisible()
    assert dialog.settings().remote_url == "https://writing.example.org"
    address(qtbot, page, "http://other.example.org")
    assert "without encryption" in page.sent.text()
    assert dialog.settings().remote_url == ""  # this one was never agreed to
    address(qtbot, page, "writing.example.org")
    clicked(qtbot, page.use)
    assert not page.question.isVisible()  # once is enough
    assert dialog.settings().remote_url == "https://writing.example.org"


def test_while_it_is_on_the_status_bar_and_the_prompt_say_where_the_text_goes(
    qtbot: QtBot, studio: Studio, window: MainWindow, server: Speaker
) -> None:
    write(qtbot, window, "The lamps were lit")
    dialog = settings_at(qtbot, window, "Remote model")
    page = dialog.remote
    address(qtbot, page, server.url)
    assert "on this computer" in page.sent.text()
    clicked(qtbot, page.use)
    clicked(qtbot, page.agree)
    clicked(qtbot, dialog.save)
    host = server.url.removeprefix("http://")
    assert window.status.offline.text() == f"remote: {host}"
    assert server.url in window.status.offline.toolTip()
    qtbot.waitUntil(lambda: studio.model.info is not None and studio.model.info.name == MODEL)
    compose = window.companion.compose
    compose.prepare()
    qtbot.waitUntil(lambda: compose.prepared is not None)
    window.actions_["show_prompt"].trigger()
    prompt = window.findChild(PromptDialog)
    assert prompt._about.text().startswith(f"What is sent to {server.url}")
    prompt.reject()
    dialog = settings_at(qtbot, window, "Remote model")
    assert dialog.remote.use.isChecked()
    clicked(qtbot, dialog.remote.use)
    clicked(qtbot, dialog.save)
    assert window.status.offline.text() == "offline"
    qtbot.waitUntil(lambda: studio.model.info is not None and studio.model.info.name == "Scripted 1B")
    assert settings_at(qtbot, window, "Remote model").remote.address.text() == server.url  # kept for later


def test_an_address_that_is_none_cannot_be_switched_on(
    qtbot: QtBot, studio: Studio, dialog: SettingsDialog
) -> None:
    page = dialog.remote
    address(qtbot, page, "ftp://example.org")
    assert not page.use.isEnabled()
    clicked(qtbot, page.try_button)
    qtbot.waitUntil(lambda: "is not the address of a model" in page.answer.text())
    assert dialog.settings() == replaced(studio.settings, remote_model="")
