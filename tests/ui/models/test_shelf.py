"""The models on this computer in the window: seen, used, added, deleted, by mouse, keyboard and drag."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.models.values import Dependents, FoundModel, ShelfModel
from muse_desktop.settings import replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.models.delete_dialog import DeleteDialog
from muse_desktop.ui.models.dropped import first_parts
from muse_desktop.ui.models.import_dialog import ImportDialog
from muse_desktop.ui.models.shelf_page import ShelfPage
from muse_desktop.ui.models.shelf_words import ShelfWords
from muse_desktop.ui.window import MainWindow
from tests.models.small import write_small
from tests.ui.window.scripted import ScriptedEngine, done, failed, fit
from tests.ui.window.test_access import nameless

PATIENCE_MS = 30_000


@pytest.fixture(autouse=True)
def _nobodys_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No other program keeps models for whoever runs the tests."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("OLLAMA_MODELS", raising=False)
    return home


@pytest.fixture
def shelf(qtbot: QtBot, window: MainWindow) -> ShelfPage:
    """The page, read."""
    window.activateWindow()
    window.actions_["models"].trigger()
    read(qtbot, window)
    return window.models.view.shelf


def read(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the page has looked at the folders and worked out what fits."""
    page = window.models.view.shelf
    qtbot.waitUntil(lambda: not page.reading and not page._quiet.isActive(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page._asking is None, timeout=PATIENCE_MS)


def names(page: ShelfPage) -> list[str]:
    rows = page.list.rows
    return [rows.name(row) for row in rows.rows]


def choose(page: ShelfPage, name: str) -> None:
    page.list.setCurrentIndex(page.list.rows.index(names(page).index(name), 0))


def small(studio: Studio, name: str, **values: object) -> Path:
    """A real, tiny model in the app's folder."""
    told = {"general__name": name, "general__license": "mit", "llama__context_length": 2048, **values}
    return write_small(studio.models.folder / f"{name}.gguf", **told)


def dialog(window: MainWindow, kind: type) -> Any:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def dropped(window: MainWindow, target: QWidget, *paths: Path) -> bool:
    """Drag files over `target` and let go; whether they were welcome."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(target.rect().center(), copy, mime, left, none)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(target.rect().center()), copy, mime, left, none))
    return enter.isAccepted()


def test_the_models_open_from_keys_and_from_the_status_bar_and_esc_leads_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.activateWindow()
    qtbot.keyClick(
        window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    view = window.models.view
    assert window.stack.currentWidget() is view
    assert QApplication.focusWidget() is view.shelf.list
    qtbot.keyClick(view.shelf.list, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.writing
    assert QApplication.focusWidget() is window.page.editor
    qtbot.mouseClick(window.status.model, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is view
    qtbot.mouseClick(view.back_chip, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window.writing
    read(qtbot, window)


def test_the_starter_is_there_with_its_size_and_what_it_is_used_for(
    qtbot: QtBot, window: MainWindow, studio: Studio, starter_model: Path
) -> None:
    window.use_settings(replaced(studio.settings, model_path=""))
    window.models.open()
    read(qtbot, window)
    page = window.models.view.shelf
    row = page.list.chosen
    assert row is not None
    assert row.path == starter_model
    assert page.list.rows.badges(row) == ["prose"]
    assert "MB" in page.list.rows.second(row) or "GB" in page.list.rows.second(row)
    assert page.list.rows.room(row)
    assert not page.detail.delete.isVisible()
    qtbot.waitUntil(lambda: page.detail.use["prose"].text() == "✓ Used for prose")  # when it is loaded
    assert page.detail.fit.bar.isVisible()
    heard = page.list.rows.data(page.list.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert page.list.rows.name(row) in str(heard)


def test_another_model_is_used_for_prose_and_for_chinese_with_two_clicks(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage, engine: ScriptedEngine
) -> None:
    path = small(studio, "Tide 7B")
    shelf.reload()
    read(qtbot, window)
    choose(shelf, "Tide 7B")
    window.keep_settings(replaced(studio.settings, remote_url="http://writing.example:8080"))
    shelf.detail.use["prose"].click()
    assert studio.settings.model_path == str(path)
    assert studio.settings.remote_url == ""  # what was clicked is what writes
    qtbot.waitUntil(lambda: engine.loads[-1]["path"] == path and studio.model.state == "ready")
    shelf.detail.use["chinese"].click()
    assert studio.models.default("chinese") == path
    row = shelf.list.chosen
    assert row is not None
    assert shelf.list.rows.badges(row) == ["prose", "中文"]
    assert not shelf.detail.use["prose"].isEnabled()
    shelf.detail.use["chinese"].click()  # again: no model of its own for 中文 any more
    assert studio.models.default("chinese") is None
    assert shelf.list.rows.badges(row) == ["prose"]
    assert "prose" in shelf.detail.about.text()
    read(qtbot, window)


def test_while_a_model_elsewhere_writes_none_here_is_called_used(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage
) -> None:
    window.keep_settings(replaced(studio.settings, remote_url="http://writing.example:8080"))
    shelf.shown()
    read(qtbot, window)
    assert shelf.detail.use["prose"].text() == "Use for prose"
    shelf.detail.use["prose"].click()
    assert studio.settings.remote_url == ""
    assert shelf.detail.use["prose"].text() != "Use for prose"
    read(qtbot, window)


def test_enter_and_the_menu_offer_what_can_be_done(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage
) -> None:
    small(studio, "Tide 7B")
    shelf.reload()
    read(qtbot, window)
    choose(shelf, "Tide 7B")
    qtbot.keyClick(shelf.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is shelf.detail.use["prose"]
    menu = shelf.menu()
    said = [action.text() for action in menu.actions()]
    assert said == [
        "Use for prose", "Use for 中文", "Compare in the speed lab", "Open the folder", "Delete…",
    ]  # fmt: skip
    menu.deleteLater()
    window.languages.use("zh")
    assert shelf.detail.heading.text() == "Tide 7B"  # still the chosen one
    window.languages.use("en")


def test_a_model_that_cannot_be_loaded_says_so_on_the_spot(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage, engine: ScriptedEngine
) -> None:
    small(studio, "Tide 7B")
    shelf.reload()
    read(qtbot, window)
    choose(shelf, "Tide 7B")
    engine.load_error = MuseError("engine.model_too_big", needed_gb=7.2, available_gb=3.1)
    shelf.detail.use["prose"].click()
    qtbot.waitUntil(lambda: "7.2" in window.models.view.notices.text, timeout=PATIENCE_MS)
    read(qtbot, window)


def test_a_model_for_vectors_is_not_offered_for_writing(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = studio.models.folder / "bge-m3.gguf"
    model = ShelfModel(path=path, name="bge-m3", bytes=10**8, origin="copied", tasks=("embedding",))
    monkeypatch.setattr(studio.models, "shelf", lambda: done((model,)))
    shelf.reload()
    read(qtbot, window)
    choose(shelf, "bge-m3")
    shown = [task for task, button in shelf.detail.use.items() if button.isVisible()]
    assert shown == ["embedding"]
    assert not shelf.detail.compare.isVisible()
    shelf.detail.use["embedding"].click()
    assert studio.models.default("embedding") == path
    read(qtbot, window)


def test_a_file_that_cannot_be_used_is_listed_with_its_reason(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage
) -> None:
    notes = studio.models.folder / "notes.gguf"
    notes.parent.mkdir(parents=True, exist_ok=True)
    notes.write_text("Buy ink, brown and black.\n" * 40, "utf-8")
    shelf.reload()
    read(qtbot, window)
    at = names(shelf).index("notes")
    assert shelf.list.rows.rows[at].kind == "broken"
    choose(shelf, "notes")
    assert shelf.detail.trouble.isVisible()
    assert "notes" in shelf.detail.trouble.text()
    assert not any(button.isVisible() for button in shelf.detail.use.values())
    assert shelf.detail.delete.isVisible()


def test_the_arrows_pass_over_headings(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lent = FoundModel("LM Studio", "Heron 24B", studio.models.folder / "elsewhere.gguf", 14 * 10**9)
    monkeypatch.setattr(studio.models, "found", lambda: done((lent,)))
    shelf.reload()
    read(qtbot, window)
    assert names(shelf)[-2:] == ["In other programs", "Heron 24B"]
    shelf.list.setFocus()
    shelf.list.setCurrentIndex(shelf.list.rows.index(len(names(shelf)) - 3, 0))
    qtbot.keyClick(shelf.list, Qt.Key.Key_Down)
    assert shelf.detail.heading.text() == "Heron 24B"
    assert "LM Studio" in shelf.detail.about.text()
    shelf.detail.take.click()
    asked = dialog(window, ImportDialog)
    assert asked.in_place.isChecked()  # it lies well where it is
    asked.reject()
    shelf.detail.copy.click()
    assert dialog(window, ImportDialog).copy.isChecked()
    dialog(window, ImportDialog).reject()


def test_a_file_dropped_on_the_page_is_copied_to_the_apps_folder(
    qtbot: QtBot, window: MainWindow, studio: Studio, tmp_path: Path
) -> None:
    path = write_small(tmp_path / "downloads" / "Heron 1B.gguf", general__name="Heron 1B")
    assert not dropped(window, window, path.with_name("letter.docx"))
    assert dropped(window, window.binder.library, path)  # models are not texts for the library
    asked = dialog(window, ImportDialog)
    assert not nameless(asked)
    assert asked.copy.isChecked()
    asked.add.click()
    shelf = window.models.view.shelf
    qtbot.waitUntil(lambda: "Heron 1B" in names(shelf), timeout=PATIENCE_MS)
    read(qtbot, window)
    assert (studio.models.folder / "Heron 1B.gguf").exists()
    assert path.exists()
    assert shelf.detail.heading.text() == "Heron 1B"
    assert not any(one.isVisible() for one in window.findChildren(ImportDialog))


def test_a_file_used_where_it_lies_is_forgotten_but_not_deleted(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = write_small(tmp_path / "lent" / "Heron 1B.gguf", general__name="Heron 1B")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    window.actions_["add_model"].trigger()
    asked = dialog(window, ImportDialog)
    asked.in_place.click()
    asked.add.click()
    qtbot.waitUntil(lambda: "Heron 1B" in names(shelf), timeout=PATIENCE_MS)
    read(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(lambda: shelf.list.hasFocus())  # the dialog has given it back
    qtbot.keyClick(shelf.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(DeleteDialog)))
    asking = dialog(window, DeleteDialog)
    assert not nameless(asking)
    assert "stays where it is" in asking.file.text()
    asking.go.click()
    qtbot.waitUntil(lambda: "Heron 1B" not in names(shelf), timeout=PATIENCE_MS)
    read(qtbot, window)
    assert path.exists()


def test_before_a_model_is_deleted_what_depends_on_it_is_named(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage
) -> None:
    path = small(studio, "Tide 7B")
    shelf.reload()
    read(qtbot, window)
    choose(shelf, "Tide 7B")
    shelf.detail.use["prose"].click()
    qtbot.waitUntil(lambda: studio.model.state == "ready", timeout=PATIENCE_MS)
    shelf.detail.delete.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(DeleteDialog)))
    asking = dialog(window, DeleteDialog)
    assert "writes your prose" in asking.needed.text()
    assert "for good" in asking.file.text()
    asking.reject()
    assert path.exists()
    shelf.detail.delete.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(DeleteDialog)))
    dialog(window, DeleteDialog).go.click()
    qtbot.waitUntil(lambda: not path.exists(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "Tide 7B" not in names(shelf), timeout=PATIENCE_MS)
    assert studio.settings.model_path == ""
    read(qtbot, window)


@pytest.mark.parametrize(
    ("dependents", "said"),
    [
        (Dependents(tasks=("chinese",)), "It writes 中文"),
        (Dependents(tasks=("embedding",)), "searches by meaning"),
        (Dependents(draft=True), "guesses ahead"),
        (Dependents(generations=3), "3 text"),
    ],
)
def test_every_dependent_has_its_sentence(
    qtbot: QtBot, look: object, dependents: Dependents, said: str, tmp_path: Path
) -> None:
    model = ShelfModel(path=tmp_path / "a.gguf", name="a", bytes=10**9, origin="downloaded")
    asking = DeleteDialog(model, dependents)
    qtbot.addWidget(asking)
    assert said in asking.needed.text()


def test_a_text_renamed_to_gguf_is_refused_in_words_and_nothing_is_left_behind(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage, tmp_path: Path
) -> None:
    before = names(shelf)
    notes = tmp_path / "notes.gguf"
    notes.write_text("Buy ink, brown and black.\n" * 40, "utf-8")
    assert dropped(window, window, notes)
    asked = dialog(window, ImportDialog)
    asked.add.click()
    qtbot.waitUntil(lambda: asked.trouble.isVisible(), timeout=PATIENCE_MS)
    assert "notes.gguf" in asked.trouble.text()
    assert asked.add.text() == "Try again"
    asked.reject()
    read(qtbot, window)
    assert names(shelf) == before
    assert not list(studio.models.folder.rglob("notes*"))


def test_a_copy_shows_how_far_it_is_and_can_be_given_up(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    copying: Future[ShelfModel] = Future()
    heard: list[Any] = []

    def add(path: Path, copy: bool, progress: Any, cancelled: Any) -> Future[ShelfModel]:
        heard.append(cancelled)
        progress(3 * 10**9, 7 * 10**9)
        return copying

    monkeypatch.setattr(studio.models, "add", add)
    shelf.take([tmp_path / "Tide 7B.gguf"])
    asked = dialog(window, ImportDialog)
    asked.add.click()
    qtbot.waitUntil(lambda: "3.0 GB" in asked.doing.text())
    assert asked.bar.value() == 428
    assert not asked.choices.isVisible()
    asked.reject()
    assert heard[0]()
    assert asked.isVisible()  # until the copy is really given up
    assert asked.doing.text() == "Stopping…"
    copying.set_exception(MuseError("models.copy_cancelled", name="Tide 7B.gguf"))
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in window.findChildren(ImportDialog)))


def test_of_several_files_those_that_were_refused_stay_to_be_tried_again(
    qtbot: QtBot, window: MainWindow, studio: Studio, shelf: ShelfPage, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    good = ShelfModel(path=tmp_path / "a.gguf", name="a", bytes=1, origin="copied")
    outcome = {"a.gguf": done(good), "b.gguf": failed(MuseError("models.missing", path="b.gguf"))}
    asked_for: list[str] = []

    def add(path: Path, *_: Any) -> Future[ShelfModel]:
        asked_for.append(path.name)
        return outcome[path.name]

    monkeypatch.setattr(studio.models, "add", add)
    shelf.take([tmp_path / "a.gguf", tmp_path / "b.gguf"])
    asked = dialog(window, ImportDialog)
    asked.add.click()
    qtbot.waitUntil(lambda: not asked.running)
    assert "b.gguf" in asked.trouble.text()
    asked.add.click()
    qtbot.waitUntil(lambda: not asked.running)
    assert asked_for == ["a.gguf", "b.gguf", "b.gguf"]
    asked.reject()
    read(qtbot, window)


def test_the_later_parts_of_a_model_go_with_its_first() -> None:
    parts = [Path(f"m-0000{at}-of-00003.gguf") for at in (2, 1, 3)]
    assert first_parts([*parts, Path("n.gguf")]) == [parts[1], Path("n.gguf")]
    assert first_parts([parts[0]]) == [parts[0]]  # alone it is told that the first is missing


def test_without_any_model_the_page_says_what_to_do(
    qtbot: QtBot, window: MainWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading: Future[Any] = Future()
    monkeypatch.setattr(studio.models, "shelf", lambda: reading)
    monkeypatch.setattr(studio.models, "found", lambda: done(()))
    window.models.open()
    shelf = window.models.view.shelf
    assert shelf.busy.isVisible()
    assert shelf.detail.heading.text() == "Looking for models…"
    reading.set_result(())
    read(qtbot, window)
    assert not shelf.busy.isVisible()
    assert shelf.detail.heading.text() == "No model yet"
    shelf.detail.more.click()
    assert window.models.view.stack.currentWidget() is window.models.view.catalogue


def test_the_page_compares_in_the_speed_lab(qtbot: QtBot, window: MainWindow, shelf: ShelfPage) -> None:
    shelf.detail.compare.click()
    view = window.models.view
    assert view.stack.currentWidget() is view.lab
    read(qtbot, window)


def test_every_control_of_the_models_has_a_name_in_both_languages(
    qtbot: QtBot, window: MainWindow, shelf: ShelfPage
) -> None:
    for language in ("en", "zh"):
        window.languages.use(language)
        for name in window.models.view.pages:
            window.models.open(name)
            read(qtbot, window)
            assert not nameless(window.models.view), name
    window.languages.use("en")


def test_what_fits_just_fits_and_what_does_not() -> None:
    words = ShelfWords()
    told = {gb: words.room(fit("Tide", 4096, gb), False) for gb in (1.0, 2.8, 9.0)}
    assert list(told.values()) == ["fits", "just fits", "too big"]
    assert words.room(fit("Tide", 4096, 9.0), True) == "loaded"
