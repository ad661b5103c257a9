"""A check's passages beside their sources: filters, what is left out, scrolling together, the page again."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.originality.view import OriginalityView
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import write

COPIED = "the ice came in as it always did, without any sound that a person could point to"
OTHER = "old men settle into chairs when the lamps are lit along the whole of the mole"
FILLING = "\n".join(f"On day {day} nothing was written in the ledger of the harbour." for day in range(60))
SOURCE = f"{FILLING}\nIn the end {COPIED}, and by morning it was a floor.\n{FILLING}"


def pages(word: str) -> str:
    return "\n".join(f"{word} number {page} has no likeness in anybody's library." for page in range(50))


@pytest.fixture
def view(qtbot: QtBot, studio: Studio, window: MainWindow, tmp_path: Path) -> OriginalityView:
    """A draft with a passage of each of two sources, checked and shown."""
    for title, text in (("The Mirror", SOURCE), ("Chairs", f"We saw {OTHER}.")):
        (tmp_path / f"{title}.txt").write_text(text, "utf-8")
    studio.add_to_library([tmp_path / "The Mirror.txt", tmp_path / "Chairs.txt"]).result()
    text = f"{pages('Leaf')}\nShe wrote that {COPIED}. And {OTHER}.\n{pages('Sheet')}"
    window.open_document(studio.manuscript.create("Two passages", text))
    window.actions_["check"].trigger()
    qtbot.waitUntil(lambda: window.companion.check.checked is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.companion.check.checking.running, timeout=20_000)
    window.show_originality(0)
    made = window.originality
    qtbot.waitUntil(lambda: made.sheets.sides is not None, timeout=10_000)
    return made


def titles(view: OriginalityView) -> list[str]:
    return [card.title for card in view.side.list.hits.cards]


def test_what_the_writer_leaves_out_is_listed_and_comes_back(qtbot: QtBot, view: OriginalityView) -> None:
    assert titles(view) == ["The Mirror", "Chairs"]
    assert view.side.summary.text().startswith("2 passages, ")
    view.box.mine.click()
    qtbot.waitUntil(lambda: titles(view) == ["Chairs"], timeout=10_000)
    assert view.side.summary.text().startswith("1 passage, ")
    left = view.side.left_out
    assert [left.rows.index(row, 0).data() for row in range(left.rows.rowCount())] == ["Left out by you"]
    left.setFocus()
    left.setCurrentIndex(left.rows.index(0, 0))
    qtbot.keyClick(left, Qt.Key.Key_Return)
    assert titles(view) == ["The Mirror"]
    assert "it is mine" in view.side.list.hits.cards[0].note
    assert not view.box.mine.isVisible()
    view.box.take_back.click()
    qtbot.waitUntil(lambda: titles(view) == ["The Mirror", "Chairs"], timeout=10_000)


def test_sources_kinds_and_lengths_narrow_the_list(qtbot: QtBot, view: OriginalityView) -> None:
    side = view.side
    side.modes["sources"].click()
    sources = side.sources.sources
    assert [sources.index(row, 0).data() for row in range(2)] == ["The Mirror", "Chairs"]
    side.sources.setCurrentIndex(sources.index(1, 0))
    qtbot.keyClick(side.sources, Qt.Key.Key_Return)
    assert titles(view) == ["Chairs"]
    side.all.click()
    assert titles(view) == ["The Mirror", "Chairs"]
    side.kinds["verbatim"].click()
    qtbot.waitUntil(lambda: not titles(view), timeout=10_000)
    assert side.empty.isVisible()
    side.kinds["verbatim"].click()
    qtbot.waitUntil(lambda: len(titles(view)) == 2, timeout=10_000)
    view._lengths[-1].trigger()  # from 50 words on
    qtbot.waitUntil(lambda: not titles(view), timeout=10_000)
    side.show_group("short")
    view.box.show_them.click()
    qtbot.waitUntil(lambda: view.checking.view.least_words == 0, timeout=10_000)


def test_both_texts_scroll_together_and_esc_goes_to_the_page(
    qtbot: QtBot, window: MainWindow, view: OriginalityView
) -> None:
    draft, source = view.draft, view.source
    qtbot.waitUntil(lambda: source.verticalScrollBar().value() > 0, timeout=10_000)
    ours, theirs = draft.verticalScrollBar(), source.verticalScrollBar()
    apart = ours.value() - theirs.value()
    ours.setValue(ours.value() + 40)
    assert ours.value() - theirs.value() == pytest.approx(apart, abs=2)
    theirs.setValue(0)
    assert ours.value() < 200
    view.sheets.joint.click()
    theirs.setValue(theirs.maximum())
    assert ours.value() < 200
    view.box.rewrite.click()
    assert window.page.isVisible()
    start, end = window.page.selection()
    assert window.desk.session.text[start:end].startswith(COPIED)


def test_a_check_can_be_cancelled(
    qtbot: QtBot, studio: Studio, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, go_on = threading.Event(), threading.Event()

    check, panel = window.companion.check.checking, window.companion.check
    write(qtbot, window, f"She wrote that {COPIED}.")
    started = studio.originality.check

    def held(*args: object, **settings: object) -> object:
        studio.background(lambda: (asked.set(), go_on.wait(10)))
        return started(*args, **settings)

    monkeypatch.setattr(studio.originality, "check", held)
    for _ in range(2):
        studio.background(lambda: go_on.wait(10))
    window.actions_["check"].trigger()
    qtbot.waitUntil(asked.is_set, timeout=10_000)
    assert not panel.button.isEnabled()
    panel.cancel.click()
    assert not check.running
    assert panel.button.isEnabled()
    go_on.set()
    qtbot.wait(50)
    assert panel.checked is None
