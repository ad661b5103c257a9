"""Every connection is listed, live, and where there was none the page says so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.models.connections_page import ConnectionsPage
from muse_desktop.ui.window import MainWindow
from tests.ui.window.test_access import nameless

COLUMNS = ("when", "why", "to", "what", "received", "ending")


def opened(qtbot: QtBot, window: MainWindow) -> ConnectionsPage:
    window.models.open("connections")
    page = window.models.view.connections
    qtbot.waitUntil(lambda: page.isVisible() and not window.jobs.waiting, timeout=20_000)
    return page


def row(page: ConnectionsPage, place: int) -> dict[str, str]:
    model = page.model
    return {name: str(model.data(model.index(place, at))) for at, name in enumerate(COLUMNS)}


def test_where_nothing_was_ever_connected_to_the_page_says_so(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    assert page.empty.isVisible()
    assert page.empty.text() == "Nothing has ever been connected to."
    assert not page.table.isVisible()
    assert "sends no statistics" in page.never.text()
    assert not nameless(page)


def test_a_connection_appears_while_the_page_is_looked_at_and_then_how_it_ended(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    search = studio.models.network.begin("search", "huggingface.co:443", "gemma")
    qtbot.waitUntil(page.table.isVisible)
    assert row(page, 0) | {"when": ""} == {
        "when": "", "why": "You searched for a model", "to": "huggingface.co", "what": "gemma",
        "received": "", "ending": "under way, or cut off",
    }  # fmt: skip
    search.end(200, 18_231)
    qtbot.waitUntil(lambda: row(page, 0)["ending"] == "went well")
    assert row(page, 0)["received"] == "18 kB"
    assert "1 connection since" in page.summary.text()
    assert not nameless(page)


def test_the_newest_stands_first_and_what_went_wrong_is_named(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    network = studio.models.network
    network.begin("files", "huggingface.co:443", "anna/tide").end(401, 200, "models.hub_sign_in")
    network.begin("download", "127.0.0.1:8080", "anna/tide tide.gguf").end(206, 5_000_000_000)
    network.begin("download", "cdn.example.org:443", "anna/tide tide.gguf").end(500)
    network.begin("remote", "writing.example.org:443", "/v1/completions").end(0, 0, "engine.remote_hangs")
    network.begin("sign_in", "huggingface.co:443", "whoami").end(0, 0, "some.new_trouble")
    page = opened(qtbot, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    rows = [row(page, place) for place in range(5)]
    assert [one["why"] for one in rows] == [
        "You signed in", "You asked the remote model", "You downloaded a model", "You downloaded a model",
        "You looked into a repository",
    ]  # fmt: skip
    assert [one["ending"] for one in rows] == [
        "broke off", "said nothing for too long", "refused (status 500)", "went well", "asks for a sign-in",
    ]  # fmt: skip
    assert [one["received"] for one in rows] == ["", "", "", "5.0 GB", "1 kB"]
    assert rows[3]["to"] == "127.0.0.1:8080"
    ink = page.model.data(page.model.index(4, 5), Qt.ItemDataRole.ForegroundRole)
    assert ink == colour("danger")


def test_the_log_is_still_there_in_the_next_session(
    qtbot: QtBot, studio: Studio, window: MainWindow
) -> None:
    studio.models.network.begin("search", "huggingface.co:443", "tide").end(200, 10)
    studio.models._network = None  # as if the app had been started anew
    page = opened(qtbot, window)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
