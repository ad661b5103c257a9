"""Getting a model: what is said before anything connects, and downloads driven by real clicks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from muse_desktop.models.values import Download, HubModel
from muse_desktop.settings import replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Languages
from muse_desktop.ui.models.catalogue_page import CataloguePage
from muse_desktop.ui.models.entry_view import LicenceDialog
from muse_desktop.ui.models.get_words import GetWords, kind_of
from muse_desktop.ui.models.sign_in import HubAddressDialog, SignInDialog
from muse_desktop.ui.settings.dialog import SettingsDialog
from muse_desktop.ui.window import MainWindow
from tests.models.hub_server import HubServer, gguf
from tests.ui.models.getting import (
    GB,
    MACHINE,
    catalogue,
    chosen,
    clicked,
    dialog_of,
    entry,
    licence,
    only,
    opened,
    searched,
    state,
)
from tests.ui.window.test_access import nameless, tabbed

TIDE = gguf(600_000)
ENTRIES = (
    entry("tide", 5 * GB, sha256="ab" * 32, seen="hash", tasks=("prose", "chinese")),
    entry("gull", 3 * GB, lic="bound"),
    entry("whale", 40 * GB, seen="repository", lic="closed"),
    entry("finder", GB // 5, tasks=("embedding",), lic="nobody-knows"),
)


@pytest.fixture
def studio(studio: Studio) -> Studio:
    studio.models._catalogue = catalogue(*ENTRIES)
    studio.machine.hardware = lambda: MACHINE  # type: ignore[method-assign]
    return studio


@pytest.fixture
def hub() -> Iterator[HubServer]:
    with HubServer() as made:
        made.add("anna/tide", {"tide-Q4_K_M.gguf": TIDE, "tide-Q8_0.gguf": gguf(900_000, 2)})
        gated = {"tide-gated-Q4_K_M.gguf": gguf(300_000, 3)}
        made.add("anna/tide-gated", gated, gated="auto", licence="bound")
        made.add("bert/other", {"other-Q5_K_S.gguf": gguf(200_000, 4)})
        yield made


@pytest.fixture
def connected(studio: Studio, hub: HubServer) -> HubServer:
    """The studio's hub is the local one; its catalogue knows the file on it."""
    studio.set_settings(replaced(studio.settings, hub_endpoint=hub.endpoint))
    digest = hashlib.sha256(TIDE).hexdigest()
    real = entry("tide", len(TIDE), sha256=digest, seen="hash", tasks=("prose", "chinese"))
    studio.models._catalogue = catalogue(real, *ENTRIES[1:])
    return hub


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages()
    made.use("en")
    yield made
    made.remove()


@pytest.fixture
def page(qtbot: QtBot, studio: Studio, look: object, languages: Languages) -> CataloguePage:
    """The page alone, without a window around it, settled."""
    made = CataloguePage(studio, Jobs())
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    qtbot.waitExposed(made)
    made.shown()
    qtbot.waitUntil(lambda: not made._jobs.waiting, timeout=20_000)
    return made


# Before anything connects


def test_the_page_says_what_connects_and_where_to_and_nothing_does(
    qtbot: QtBot, studio: Studio, page: CataloguePage
) -> None:
    assert "Nothing connects to the internet until you" in page.only_here.text()
    assert "huggingface.co" in page.only_here.text()
    assert not page.chips["vision"].isVisible()  # the list has none
    for task in ("chinese", "embedding", "prose"):
        clicked(qtbot, page.chips[task])
        assert page.task == task
    assert studio.models.network.entries() == ()


def test_an_entry_says_what_it_is_what_it_needs_and_what_its_licence_allows(
    qtbot: QtBot, page: CataloguePage
) -> None:
    chosen(qtbot, page, "tide")
    view = page.entry
    assert view.name.text() == "Tide"
    assert view.about.text() == "tide writes plainly."
    assert view.get.button.text() == "Download 5.0 GB"
    assert "huggingface.co" in view.get.said.text()
    assert view.memory.rooms[4096].text() == "6.0 GB · fits"
    assert view.memory.rooms[16384].text() == "7.0 GB · fits"
    assert "16.0 GB" in view.memory.note.text()
    assert "calculated, not measured" in view.memory.note.text()
    assert view.allows.text() == "You may sell what you write with it."
    assert view.facts["languages"][1].text() == "English, 中文"
    assert view.seen.text().startswith("The file and its fingerprint")
    assert view.seen.property("role") == "muted"
    chosen(qtbot, page, "whale")
    assert view.memory.rooms[4096].text() == "41.0 GB · too big"
    assert view.memory.rooms[4096].property("role") == "error"
    assert view.get.button.text() == "Download about 40.0 GB"
    assert view.allows.text() == "Not for writing that you sell."
    assert view.allows.property("role") == "warning"
    assert view.seen.text().startswith("Unverified: only the repository was seen")
    assert view.seen.property("role") == "warning"


def test_the_list_shows_each_task_and_marks_what_is_not_verified(qtbot: QtBot, page: CataloguePage) -> None:
    said = {card.key: card.second for card in page.list.cards.values}
    assert set(said) == {"tide", "gull", "whale"}
    assert said["tide"] == "fits · free"
    assert said["gull"] == "fits · bound · not fully verified"
    assert said["whale"] == "too big · closed · unverified"
    assert page.list.cards.values[0].room == "fits"
    clicked(qtbot, page.chips["embedding"])
    assert [one.id for one in page.list.values] == ["finder"]
    assert "not known: ask its owner" in page.entry.allows.text()
    assert "do not write" in page.said.text()
    assert "licence not known" in page.list.cards.values[0].second
    assert not page.entry.read.isVisible()  # there is nothing to read
    assert page.entry.site.toolTip() == "https://huggingface.co/anna/finder"


def test_the_suggested_one_stands_first_with_why(qtbot: QtBot, studio: Studio, page: CataloguePage) -> None:
    best = studio.models.suggestion()
    assert best is not None
    first = page.list.cards.values[0]
    assert (first.key, first.badge) == (best.id, "Best for this computer")
    assert page.list.current == best
    assert page.entry.best.isVisible()
    assert "of the 16.0 GB of memory" in page.entry.why.text()
    other = next(one for one in ENTRIES[:3] if one != best)
    chosen(qtbot, page, other.id)
    assert not page.entry.best.isVisible()


def test_the_wording_of_a_licence_is_read_on_request(qtbot: QtBot, page: CataloguePage) -> None:
    chosen(qtbot, page, "tide")
    clicked(qtbot, page.entry.read)
    dialog = dialog_of(page)
    assert isinstance(dialog, LicenceDialog)
    assert dialog.text.toPlainText() == "The whole wording of it."
    dialog.accept()
    elsewhere = LicenceDialog(licence("bound", "terms"), page)
    qtbot.addWidget(elsewhere)
    assert "https://example.org/bound" in elsewhere.text.toPlainText()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tide-7B-Q4_K_M.gguf", "Q4_K_M"),
        ("sub/tide.Q8_0.gguf", "Q8_0"),
        ("tide-7b-f16.gguf", "F16"),
        ("tide-BF16-00001-of-00002.gguf", "BF16"),
        ("Tide-IQ3_XXS.gguf", "IQ3_XXS"),
        ("gpt-oss-MXFP4.gguf", "MXFP4"),
        ("Q4-named-tide-Q5_K_S.gguf", "Q5_K_S"),
        ("tide.gguf", ""),
    ],
)
def test_the_quantisation_is_read_from_the_name_and_explained(name: str, kind: str, qapp: object) -> None:
    assert kind_of(name) == kind
    assert bool(GetWords().kind(kind)) == bool(kind)


def test_how_long_it_takes_is_told_as_people_say_it(languages: Languages) -> None:
    words = GetWords()
    assert [words.left(seconds) for seconds in (-1, 0.2, 1, 42, 61, 3000, 5400, 1e9)] == [
        "", "1 s left", "1 s left", "42 s left", "1 min left", "50 min left", "1.5 h left", "",
    ]  # fmt: skip
    asked = ENTRIES[0].wanted
    running = Download(
        id="1", wanted=asked, state="running", done=2 * GB, bytes=5 * GB, bytes_per_s=8.3e6, seconds_left=371
    )
    assert words.progress(running) == "2.0 GB of 5.0 GB · 8.3 MB/s · 6 min left"


# From the hub


@pytest.mark.loopback
def test_a_model_of_the_list_is_downloaded_and_used_by_clicks(
    qtbot: QtBot, studio: Studio, window: MainWindow, connected: HubServer
) -> None:
    page = opened(qtbot, window)
    chosen(qtbot, page, "tide")
    clicked(qtbot, page.entry.get.button)
    qtbot.waitUntil(lambda: state(page) == "done", timeout=20_000)
    qtbot.waitUntil(lambda: page.entry.get.button.text() == "Use it now")
    assert Path(only(page).path).read_bytes() == TIDE
    clicked(qtbot, page.entry.get.button)
    assert studio.settings.model_path == only(page).path
    assert studio.models.default("chinese") == Path(only(page).path)
    assert page.entry.get.button.text() == "In use"
    assert not page.entry.get.button.isEnabled()
    card = page.downloads.cards[only(page).id]
    clicked(qtbot, card.remove)
    qtbot.waitUntil(lambda: not page.watch.all)
    assert Path(studio.settings.model_path).exists()  # only put away
    qtbot.waitUntil(lambda: not window.jobs.waiting, timeout=20_000)
    assert "on this computer" in page.list.cards.values[0].second


@pytest.mark.loopback
def test_a_download_is_paused_resumed_and_cancelled(
    qtbot: QtBot, studio: Studio, window: MainWindow, connected: HubServer
) -> None:
    connected.slow(150_000)
    page = opened(qtbot, window)
    chosen(qtbot, page, "tide")
    clicked(qtbot, page.entry.get.button)
    qtbot.waitUntil(lambda: bool(page.watch.all) and only(page).done > 0, timeout=20_000)
    card = page.downloads.cards[only(page).id]
    qtbot.waitUntil(lambda: "of" in card.said.text() and card.bar.value() > 0)
    qtbot.waitUntil(lambda: window.status.downloads.text().startswith("downloading"))
    clicked(qtbot, card.pause)
    qtbot.waitUntil(lambda: state(page) == "paused")
    assert page.entry.get.button.text() == "Go on"
    assert "paused" in card.said.text()
    qtbot.waitUntil(lambda: window.status.downloads.isHidden())
    connected.slow(0)
    clicked(qtbot, card.resume)
    qtbot.waitUntil(lambda: state(page) == "done", timeout=20_000)
    assert connected.bytes_sent < 1.5 * len(TIDE)
    connected.slow(100_000)
    searched(qtbot, page, "other")
    qtbot.waitUntil(lambda: len(page.repo.rows) == 1, timeout=20_000)
    clicked(qtbot, page.repo.rows[0].button)
    qtbot.waitUntil(lambda: len(page.watch.all) == 2)
    clicked(qtbot, page.downloads.cards[page.watch.all[1].id].remove)
    qtbot.waitUntil(lambda: len(page.watch.all) == 1)
    qtbot.waitUntil(lambda: page.repo.rows[0].button.text().startswith("Download"))


@pytest.mark.loopback
def test_search_shows_files_with_what_their_size_means(
    qtbot: QtBot, studio: Studio, connected: HubServer, page: CataloguePage
) -> None:
    searched(qtbot, page, "tide")
    assert [one.repo for one in page.list.values] == ["anna/tide", "anna/tide-gated"]
    assert page.leave_search.isVisible()
    assert not page.chips["prose"].isVisible()
    qtbot.waitUntil(lambda: len(page.repo.rows) == 2, timeout=20_000)
    small, large = page.repo.rows
    assert (small.kind.text(), small.amount.text(), small.fit.text()) == ("Q4_K_M", "1 MB", "fits")
    assert "usual choice" in small.about.text()
    assert large.kind.text() == "Q8_0"
    assert "have not tried" in page.repo.note.text()
    clicked(qtbot, small.button)
    qtbot.waitUntil(lambda: small.button.text() == "Use it now", timeout=20_000)
    clicked(qtbot, page.leave_search)
    assert page.chips["prose"].isVisible()
    assert isinstance(page.list.current, type(ENTRIES[0]))
    searched(qtbot, page, "no such thing")
    assert "Nothing of that name" in page.said.text()
    assert {one.why for one in studio.models.network.entries()} == {"search", "files", "download"}


@pytest.mark.loopback
def test_a_gated_model_says_so_and_a_sign_in_opens_it(
    qtbot: QtBot, studio: Studio, window: MainWindow, connected: HubServer
) -> None:
    page = opened(qtbot, window)
    searched(qtbot, page, "gated")
    assert "asks for a sign-in" in page.list.cards.values[0].second
    assert page.repo._gate.isVisible()
    assert "accept the licence" in page.repo.gate.text()
    qtbot.waitUntil(lambda: bool(page.repo.rows), timeout=20_000)
    clicked(qtbot, page.repo.rows[0].button)
    qtbot.waitUntil(lambda: state(page) == "failed", timeout=20_000)
    card = page.downloads.cards[only(page).id]
    qtbot.waitUntil(card.error.isVisible)
    assert "sign in here with an access token" in card.error.text()
    assert window.status.downloads.text() == "a download stopped"
    clicked(qtbot, page.repo.sign_in)
    dialog = dialog_of(window)
    assert isinstance(dialog, SignInDialog)
    assert dialog.field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.waitUntil(lambda: "no keyring" in dialog.note.text())
    qtbot.keyClicks(dialog.field, "hf_wrong")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not accept the access token" in dialog.answer.text(), timeout=20_000)
    assert dialog.isVisible()
    connected.repos["anna/tide-gated"].accepted.add("hf_good")
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, "hf_good")
    clicked(qtbot, dialog.do)
    qtbot.waitUntil(lambda: page.foot.account.text() == "Signed in as anna.", timeout=20_000)
    clicked(qtbot, card.resume)
    qtbot.waitUntil(lambda: state(page) == "done", timeout=20_000)
    assert "hf_good" not in repr(studio.models.network.entries())
    clicked(qtbot, page.foot.sign)
    qtbot.waitUntil(lambda: page.foot.account.text().startswith("Not signed in"))
    assert studio.models.token.get() == ""


@pytest.mark.loopback
def test_what_is_not_there_and_a_hub_in_trouble_are_told_in_words(
    qtbot: QtBot, studio: Studio, connected: HubServer, page: CataloguePage
) -> None:
    connected.status(503, times=10, where="api")
    searched(qtbot, page, "tide")
    assert "problem of its own" in page.said.text()
    assert page.said.property("role") == "error"
    assert page.found is None  # the list of known models stays
    chosen(qtbot, page, "gull")  # in the list, and not on this hub
    clicked(qtbot, page.entry.get.button)
    qtbot.waitUntil(lambda: state(page) == "failed", timeout=20_000)
    card = page.downloads.cards[only(page).id]
    qtbot.waitUntil(card.error.isVisible)
    assert "anna/gull" in card.error.text()
    assert page.entry.get.button.text() == "Try again"


# Where the hub is


def test_a_mirror_is_set_here_and_in_the_settings(qtbot: QtBot, studio: Studio, page: CataloguePage) -> None:
    clicked(qtbot, page.foot.hub)
    dialog = dialog_of(page)
    assert isinstance(dialog, HubAddressDialog)
    qtbot.keyClicks(dialog.field, "http://mirror.example.org")
    clicked(qtbot, dialog.do)
    assert "cannot be used" in dialog.answer.text()
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, "mirror.example.org")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert studio.settings.hub_endpoint == "https://mirror.example.org"
    qtbot.waitUntil(lambda: "Hub: mirror.example.org" in page.foot.hub.text())
    assert "only to mirror.example.org" in page.only_here.text()
    assert "From mirror.example.org" in page.entry.get.said.text()
    settings = SettingsDialog(studio, page._jobs, page)
    assert settings.hub.address.text() == "https://mirror.example.org"
    settings.hub.address.setText("ftp://somewhere")
    assert settings.hub.answer.property("role") == "error"
    assert settings.settings().hub_endpoint == "https://mirror.example.org"
    settings.hub.address.clear()
    assert settings.settings().hub_endpoint == ""
    settings.reject()


# Keyboard and names


def test_every_control_has_a_name_and_the_keyboard_reaches_the_download(
    qtbot: QtBot, studio: Studio, page: CataloguePage
) -> None:
    assert not nameless(page)
    page.repo.show_model(hub_model(), licence("free", "yes"), "https://huggingface.co/anna/tide")
    page.repo.show_files((ENTRIES[0].wanted, ENTRIES[1].wanted), MACHINE)
    page.detail.setCurrentWidget(page.repo)
    assert not nameless(page)
    page.show_catalogue()
    assert QApplication.focusWidget() is page.list
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    second = page.list.values[1]
    assert page.entry.entry == second
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.entry.get.button
    order = [page.field, page.list, page.entry.get.button, page.foot.sign]
    seen = [one for one in tabbed(qtbot, page.field) if one in order]
    assert seen == [*order[1:], order[0]]
    for dialog in (SignInDialog(studio, page._jobs, page), HubAddressDialog(studio, page)):
        dialog.open()
        assert not nameless(dialog)
        assert dialog.windowTitle()
        dialog.reject()


def hub_model() -> HubModel:
    return HubModel(repo="anna/tide", downloads=1, likes=1, licence="free", gated=False, updated="2026-01-02")


def test_a_change_of_language_reaches_every_word(
    qtbot: QtBot, languages: Languages, page: CataloguePage
) -> None:
    chosen(qtbot, page, "tide")
    languages.use("zh")
    qtbot.waitUntil(lambda: page.entry.about.text() == "tide 写得平实。")
    assert page.entry.get.button.text() == "下载 5.0 GB"
    assert page.list.cards.values[0].second.startswith("放得下")
    assert page.chips["embedding"].text() == "找段落"
    languages.use("en")
    qtbot.waitUntil(lambda: page.entry.about.text() == "tide writes plainly.")
