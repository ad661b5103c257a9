"""Every main screen as a picture: `python tests/screens.py OUT [--theme light] [--language en]`.

A workspace is made in a temporary folder, with a library, documents and generations of the real engine; then
the real window is opened on it, offscreen, in each language and theme, and painted at 1280×800.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QMimeData, QPoint, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.collector import Collector
from muse_desktop.ui.base.crash import CrashDialog
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.base.widgets import Column
from muse_desktop.ui.window import MainWindow
from tests.screens_evidence_bundle import bundle_screens
from tests.screens_evidence_disclosure import disclosure_screens
from tests.screens_evidence_infile import infile_screens
from tests.screens_evidence_lineage import lineage_screens
from tests.screens_evidence_originsview import originsview_screens
from tests.screens_evidence_publication import publication_screens
from tests.screens_evidence_timeline import timeline_screens
from tests.screens_first import first_screens
from tests.screens_in_out import in_out_screens
from tests.screens_library import library_screens
from tests.screens_library_search import library_search_screens
from tests.screens_manuscript import manuscript_screens
from tests.screens_models import models_screens
from tests.screens_originality import originality_screens
from tests.screens_originality_guard import guard_screens
from tests.screens_originality_live import live_screens
from tests.screens_page import page_screens
from tests.screens_pages import pages_screens
from tests.screens_safety import safety_screens
from tests.screens_search import search_screens
from tests.screens_settings import settings_screens
from tests.screens_shelf import shelf_screens
from tests.screens_spelling import spelling_screens
from tests.screens_story import story_screens
from tests.screens_writing import writing_screens

SIZE = (1280, 800)
PATIENCE_S = 180
SEED = 11

STORY = (
    "By five the estuary had lost its edges, and Ines stopped writing down the birds. The fog came up the "
    "channel the way it came every winter, a little ahead of itself, and the pilot boats went out to meet it "
    "with their bells muffled.",
    "She kept the harbour's ledger in two inks: black for what had come, brown for what was only expected.",
)
COPIED = "the sea gives back what it is asked for, but seldom to the one who asked"
PASTED = f"Her father used to say that {COPIED}."
LIBRARY = {
    "Letters from the Pilot House": (
        "We lay three nights off the bar and nobody slept.\n\nThe old men have a saying here, that "
        f"{COPIED}, and they say it without bitterness, as one reads out the weather.\n\nOn the fourth "
        "morning the wind went round and we came in on the flood with every lamp lit.\n"
    ),
    "Notes on Salt": (
        "Salt remembers the shape of the pan. A grain of it under the tongue is enough to call up a whole "
        "coast, its sheds and sluices, its women with their sleeves rolled.\n"
    ),
    "海边的灯": "雾从河口上来，比往年早了一些。守灯的人说，海会把人要的还给他，只是很少还给开口的人。\n",
}


class Stage:
    """One window on the stage, and how to make it ready for a picture."""

    def __init__(self, studio: Studio) -> None:
        self.window = MainWindow(studio)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.panes.setSizes([232, 677, 371])
        self.wait(lambda: studio.model.state in ("ready", "failed"))

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window live until `ready`."""
        end = time.monotonic() + PATIENCE_S
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("a screen did not get ready")
            QTest.qWait(30)
        QTest.qWait(60)

    def generate(self, recipe: str, tokens: int) -> None:
        """Let the model write two candidates."""
        compose = self.window.companion.compose
        compose.chips.choose(recipe)
        compose.variation.seed.setText(str(SEED))
        compose.variation.length.setValue(tokens)
        compose.start()
        self.wait(lambda: not compose.running)
        compose.variation.seed.clear()

    def check(self) -> None:
        """Compare the document with the library."""
        self.window.companion.check.checking.forget()
        self.window.actions_["check"].trigger()
        self.wait(lambda: self.window.companion.check.checked is not None)

    def picture(self) -> QPixmap:
        """The window with whatever dialog stands over it."""
        QTest.qWait(150)  # let layouts settle
        made = self.window.grab()
        dialogs = [one for one in self.window.findChildren(QDialog) if one.isVisible()]
        painter = QPainter(made)
        for dialog in dialogs:
            shown = dialog.grab()
            corner = QPoint((made.width() - shown.width()) // 2, (made.height() - shown.height()) // 2)
            painter.drawPixmap(corner, shown)
            painter.setPen(Qt.GlobalColor.gray)
            painter.drawRect(shown.rect().translated(corner))
        painter.end()
        for dialog in dialogs:
            dialog.reject()
        return made


def fill(studio: Studio, folder: Path) -> None:
    """Documents, a library, and a draft of typed, generated, edited and pasted text."""
    for title, text in LIBRARY.items():
        (folder / f"{title}.txt").write_text(text, "utf-8")
    studio.add_to_library([folder]).result()
    for title, text in (("The pilot's daughter", LIBRARY["Notes on Salt"]), ("Fog signals", STORY[1])):
        studio.manuscript.create(title, text)
    stage = Stage(studio)
    window, editor = stage.window, stage.window.page.editor
    studio.manuscript.rename(window.desk.document, "Ledger night")
    window.binder.reload()
    window.binder.trash_view.fold()
    window.open_document(studio.manuscript.create("Two inks"))
    for paragraph in STORY:
        editor.type_text(paragraph + "\n")
    editor.type_text("That night the")
    stage.generate("continue", 60)
    window.companion.compose.board.cards[0].insert.click()
    text = window.desk.session.text
    place = text.rindex(" ", 0, len(text) - 40)
    window.page.goto(place)
    editor.type_text(" she wrote," if text[place - 1] == "," else ", she wrote,")
    window.page.goto(len(window.desk.session.text))
    editor.type_text("\n")
    pasted = QMimeData()
    pasted.setText(PASTED)
    editor.insertFromMimeData(pasted)
    studio.manuscript.trash(studio.manuscript.create("An old beginning"))
    stage.wait(lambda: window.page.saved_state == "saved")
    window.close()


def screens(stage: Stage) -> Iterator[str]:
    """Bring the window into each state in turn and give its name."""
    window = stage.window
    actions, companion = window.actions_, window.companion
    window.binder.reload()
    window.open_document(next(one.id for one in window.binder.model.values if one.title == "Two inks"))
    stage.generate("continue", 60)
    stage.wait(lambda: companion.compose.prepared is not None)
    yield "write"
    window.panes.setSizes([0, 560, 720])
    window.binder.hide()
    yield "side-by-side"
    window.binder.show()
    window.panes.setSizes([232, 677, 371])
    yield from words_screens(stage)
    yield from variation_screens(stage)
    yield from insight_screens(stage)
    companion.compose.runs.clear()
    companion.compose.chips.choose("poem")
    stage.wait(lambda: bool(companion.compose.form.frames))
    theme = companion.compose.form.frames["theme"].control
    theme.setText("the ledger of the harbour")
    stage.wait(lambda: "ledger of" in getattr(companion.compose.prepared, "prompt_text", ""))
    yield "poem"
    actions["show_prompt"].trigger()
    yield "prompt"
    stage.check()
    yield "check"
    window.show_originality(0)
    stage.wait(lambda: bool(window.originality.source.extraSelections()))
    yield "originality"
    window.show_page()
    window.page.clear_hits()
    window.page.goto(window.desk.session.text.index("That night") + 24)
    actions["tab_origins"].trigger()
    stage.wait(lambda: bool(companion.origins.span._record))
    yield "origins"
    actions["tab_history"].trigger()
    stage.wait(lambda: companion.history.model.rowCount() > 0)
    yield "history"
    companion.history.open_generation(1)
    stage.wait(lambda: companion.history.showing_detail)
    companion.history.detail.replay.click()
    stage.wait(lambda: companion.history.detail.replay.isEnabled())
    yield "history-detail"
    companion.history.show_list()
    actions["tab_compose"].trigger()
    actions["palette"].trigger()
    yield "palette"
    window.palette_.close_up()
    for dialog in ("settings", "export", "about"):
        actions[dialog].trigger()
        QTest.qWait(60)
        yield dialog
    yield from manuscript_screens(stage)
    yield from in_out_screens(stage)
    yield from search_screens(stage)
    yield from library_search_screens(stage)
    yield from safety_screens(stage)
    yield from pages_screens(stage)
    yield from writing_screens(stage)
    yield from infile_screens(stage)
    yield from spelling_screens(stage)
    yield from story_screens(stage)
    yield from settings_screens(stage)
    yield from page_screens(stage)
    yield from models_screens(stage)
    yield from originsview_screens(stage)
    yield from timeline_screens(stage)
    yield from lineage_screens(stage)
    yield from disclosure_screens(stage)
    yield from publication_screens(stage)
    yield from shelf_screens(stage)
    yield from bundle_screens(stage)
    yield from library_screens(stage)
    yield from originality_screens(stage)
    yield from live_screens(stage)
    yield from guard_screens(stage)
    actions["focus"].trigger()
    yield "focus"
    actions["focus"].trigger()
    window.news.error(MuseError("engine.model_missing", path="/models/gone.gguf"))
    yield "notice"
    window.notices.drop()
    CrashDialog(
        "Muse Desktop · Python · PySide6\n\nTraceback (most recent call last):\n  …", True, window
    ).open()
    QTest.qWait(60)
    yield "crash"


def variation_screens(stage: Stage) -> Iterator[str]:
    """The dial, fine tuning, candidates spread over the dial, banned words, a long prompt being read."""
    window, compose = stage.window, stage.window.companion.compose
    variation = compose.variation
    compose.runs.clear()
    variation.slider.setValue(70)
    yield "dial"
    variation.tune.setChecked(True)
    variation.panel.rows["top_k"].spin.setValue(40)
    variation.panel.rows["dry_multiplier"].spin.setValue(0.5)
    QTest.qWait(60)
    yield "tuning"
    bar = variation.panel._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "tuning-end"
    window.resize(900, 700)
    window.panes.setSizes([150, 450, 300])
    bar.setValue(120)
    yield "tuning-narrow"
    window.resize(*SIZE)
    window.panes.setSizes([232, 677, 371])
    variation.panel.reset.click()
    variation.tune.setChecked(False)
    variation.slider.setValue(50)
    compose.set_candidates(4)
    compose.count.set_spread(True)
    settings = window._studio.settings
    window.use_settings(replaced(settings, banned=("a testament to", "tapestry of", "shivers down")))
    compose.show_bans()
    stage.generate("continue", 30)
    yield "spread"
    window.actions_["bans"].trigger()
    QTest.qWait(60)
    yield "bans"
    full = dataclasses.replace(
        compose.prepared,
        prompt_tokens=1940,
        shares=tuple(dataclasses.replace(one, tokens=1940, dropped=1204) for one in compose.prepared.shares),
    )
    compose.context.show_prepared(full, spoken())
    compose.context.show_known(full.prompt_text, 1940, 812)
    compose.context.show_reading(1200, 1940)
    for card in compose.board.cards:
        card._stop_reason = ""
        card.set_reading(1200 / 1940)
    yield "reading"
    window.use_settings(settings)
    compose.show_bans()
    compose.count.set_spread(False)
    compose.set_candidates(2)


def insight_screens(stage: Stage) -> Iterator[str]:
    """Candidates compared, several generations asked for, what mattered and which words were surprising."""
    window, compose = stage.window, stage.window.companion.compose
    bar = compose._column.verticalScrollBar()
    compose.runs.clear()
    compose.set_candidates(3)
    stage.generate("continue", 40)
    compose.compare.button.click()
    stage.wait(lambda: bool(compose.compare.places))
    compose.variation.slider.setValue(65)
    bar.setValue(bar.maximum())
    yield "compare"
    bar.setValue(bar.maximum() - 300)
    yield "compare-star"
    compose.compare.button.click()
    compose.variation.slider.setValue(50)
    compose.set_candidates(2)
    QApplication.setDoubleClickInterval(1)
    window.queue.set_paused(True)
    for subject in ("the ledger of the harbour", "first snow on the slipway", "a letter never sent"):
        compose.chips.choose("poem")
        compose.form.frames["theme"].control.setText(subject)
        QTest.qWait(10)
        compose.start()
    stage.wait(lambda: window.queue.waiting == 3)
    window.actions_["queue"].trigger()
    window.queue_panel.list.setCurrentRow(1)
    yield "queue"
    window.queue_panel.close_up()
    compose.runs.stop_all()
    window.queue.set_paused(False)
    stage.wait(lambda: not compose.running)
    stage.generate("poem", 40)
    bar.setValue(bar.maximum())
    yield "strip"
    window.actions_["tab_history"].trigger()
    history = window.companion.history
    history.open_generation(compose.generation.number)
    stage.wait(lambda: history.showing_detail)
    mattered = history.detail.mattered
    mattered.weigh.click()
    mattered.colour.click()
    stage.wait(lambda: bool(mattered.bars) and mattered.view.isVisible())
    bar = history.detail.findChild(Column).verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "mattered"
    history.show_list()
    window.actions_["tab_compose"].trigger()
    compose.runs.clear()


def words_screens(stage: Stage) -> Iterator[str]:
    """Other words for a word of a card, then a text on its way word by word."""
    window, compose = stage.window, stage.window.companion.compose
    view = compose.board.cards[0].view
    cursor = view.textCursor()
    cursor.setPosition(view.toPlainText().index(" ", 30) + 2)
    view.setTextCursor(cursor)
    QTest.keyClick(view, Qt.Key.Key_Return)
    stage.wait(lambda: bool(compose.alternatives.list.words))
    yield "alternatives"
    compose.alternatives.close_up()
    panel = compose.by_word.panel
    compose.by_word.chip.setChecked(True)

    def ready() -> bool:
        return bool(panel.list.words) and not (panel.list.waiting or panel.running or panel._adding)

    stage.wait(ready)
    for keys in ("1", "slow ", "1", "2"):
        QTest.keyClicks(panel.own, keys)
        stage.wait(ready)
    panel.run_on()
    stage.wait(ready)
    QTest.keyClicks(panel.own, "lantern")
    compose._column.ensureWidgetVisible(panel, 0, 20)
    yield "words"
    panel.own.clear()
    panel.start_over()
    compose.by_word.leave()
    window.page.setFocus()


def warn(kind: QtMsgType, _where: object, message: str) -> None:
    """Qt's warnings end the run: a screen that draws them is not done."""
    if kind != QtMsgType.QtDebugMsg and "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def main() -> int:
    """Paint what was asked for; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=["light", "dark", "paper", "contrast"], action="append")
    parser.add_argument("--language", choices=["en", "zh"], action="append")
    parser.add_argument("--only", action="append", help="name of a screen")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(warn)
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder, Collector():
        os.environ["MUSE_DESKTOP_HOME"] = folder
        paint(Path(folder), chosen)
    application.processEvents()
    return 0


def paint(folder: Path, chosen: argparse.Namespace) -> None:
    """Fill a workspace, then open it in every language and theme."""
    texts = folder / "texts"
    texts.mkdir()
    settings = Settings(language="en", theme="light", context_tokens=2048)
    studio = Studio.open(folder / "filled", settings=settings)
    empty = Studio.open(folder / "empty", settings=settings)
    try:
        fill(studio, texts)
        for language in chosen.language or ["en", "zh"]:
            for theme in chosen.theme or ["light", "dark"]:
                for shown, open_studio in ((screens, studio), (first_screens, empty)):
                    open_studio.set_settings(replaced(settings, language=language, theme=theme))
                    stage = Stage(open_studio)
                    for screen in shown(stage):
                        if not chosen.only or screen in chosen.only:
                            stage.picture().save(str(chosen.out / f"{screen}-{theme}-{language}.png"))
                            print(f"{screen}-{theme}-{language}.png")
                    stage.window.close()
                    stage.window.languages.remove()
                    stage.window.deleteLater()
    finally:
        studio.close()
        empty.close()


if __name__ == "__main__":
    raise SystemExit(main())
