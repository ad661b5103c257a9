"""What the tests of getting models share: a small catalogue, a machine, and what a writer does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from muse_desktop.engine.hardware import Hardware
from muse_desktop.models.catalogue import Catalogue
from muse_desktop.models.values import Commercial, Download, Entry, Licence, Seen, Task
from muse_desktop.ui.models.catalogue_page import CataloguePage
from muse_desktop.ui.window import MainWindow

GB = 10**9
MACHINE = Hardware(
    cpu="Writer's", physical_cores=8, logical_cores=16, ram_total=16 * GB, ram_free=9_300_000_000
)


def licence(name: str, commercial: Commercial, text: str = "") -> Licence:
    says = {"en": f"{name} says so.", "zh": f"{name} 这样说。"}
    return Licence(
        id=name, name=name, commercial=commercial, says=says, url=f"https://example.org/{name}", text=text
    )


def entry(
    id_: str,
    size: int,
    *,
    sha256: str = "",
    seen: Seen = "file",
    lic: str = "free",
    tasks: tuple[Task, ...] = ("prose",),
) -> Entry:
    return Entry(
        id=id_, name=id_.title(), repo=f"anna/{id_}", file=f"{id_}-Q4_K_M.gguf", revision="main", bytes=size,
        sha256=sha256, licence=lic, languages=("en", "zh"), tasks=tasks,
        memory={"4096": size + GB, "16384": size + 2 * GB},
        about={"en": f"{id_} writes plainly.", "zh": f"{id_} 写得平实。"}, seen=seen,
    )  # fmt: skip


def catalogue(*entries: Entry) -> Catalogue:
    licences = {
        "free": licence("free", "yes", "The whole wording of it."),
        "bound": licence("bound", "terms"),
        "closed": licence("closed", "no"),
    }
    return Catalogue(entries, licences)


def opened(qtbot: QtBot, window: MainWindow) -> CataloguePage:
    """The page of models to be had, settled."""
    window.resize(1280, 800)
    window.models.open("catalogue")
    page = window.models.view.catalogue
    qtbot.waitUntil(lambda: page.isVisible() and not window.jobs.waiting, timeout=20_000)
    return page


def clicked(qtbot: QtBot, widget: QWidget) -> None:
    """Click where the writer sees it: what is hidden or covered cannot be clicked."""
    window = widget.window()

    def reached() -> bool:
        at = window.childAt(widget.mapTo(window, widget.rect().center()))
        return at is not None and (at is widget or widget.isAncestorOf(at))

    qtbot.waitUntil(reached)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def chosen(qtbot: QtBot, page: CataloguePage, key: str) -> None:
    """Click a card of the list."""
    row = page.list.cards.row_of(key)
    assert row >= 0, key
    index = page.list.cards.index(row)
    page.list.scrollTo(index)
    place = page.list.visualRect(index).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def searched(qtbot: QtBot, page: CataloguePage, text: str) -> None:
    """Type a name and press Enter; wait for what comes."""
    page.field.setFocus()
    page.field.clear()
    qtbot.keyClicks(page.field, text)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._searching, timeout=20_000)


def dialog_of(window: QWidget) -> QDialog:
    """The dialog that is open."""
    QTest.qWait(30)
    return next(one for one in window.findChildren(QDialog) if one.isVisible())


def state(page: CataloguePage) -> str:
    """Of the only download."""
    downloads = page.watch.all
    return downloads[0].state if downloads else ""


def only(page: CataloguePage) -> Download:
    (download,) = page.watch.all
    return download
