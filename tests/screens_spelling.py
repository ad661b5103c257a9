"""Pictures of spelling: lines under words, the menu over one, other words for one, the settings' page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from muse_desktop.ui.spelling.room import SpellingRoom

if TYPE_CHECKING:
    from tests.screens import Stage

DRAFT = (
    "By five the estuary had losst its edges, and Quendrith stopped writting down the birds. The fog came up "
    "the channel the way it came evry winter, a little ahead of itself.\n"
    "She kept the harbor’s ledger in two inks. 雾从河口上来，比往年早了一些，Quendrith 没有说话。\n"
    "Her happy father used to recieve letters."
)
THESAURUS = (
    "UTF-8\nhappy|2\n(adj)|blessed|contented|joyful|pleased|unhappy (antonym)\n"
    "(adj)|felicitous|fortunate (similar term)|well-chosen (similar term)\n"
)


def spelling_screens(stage: Stage) -> Iterator[str]:
    """A draft with mistakes, then what can be done about them."""
    window = stage.window
    studio, room, before = window._studio, window.rooms.get(SpellingRoom), window.desk.document
    window.open_document(studio.manuscript.create("Fog", DRAFT))
    lines = next(one for one in room._lines if one.parent() is window.page)
    stage.wait(lambda: lines.settled and lines.wrong_at(DRAFT.index("losst") + 1) is not None)
    yield "spelling"
    window.page.goto(DRAFT.index("writting") + 2)
    room.suggest()
    menu = next(one for one in window.page.editor.findChildren(QMenu) if one.isVisible())
    stage.wait(lambda: menu.actions()[0].isEnabled())
    menu.setParent(window, menu.windowFlags() & ~menu.windowType())  # to be in the picture of the window
    menu.move(window.page.mapTo(window, window.page.editor.cursorRect().bottomLeft()))
    menu.show()
    yield "spelling-menu"
    menu.hide()
    menu.deleteLater()
    window.page.goto(DRAFT.index("happy") + 2)
    room.other_words()
    QTest.qWait(300)
    yield "spelling-more-words"
    room.panel.close_up()
    path = Path(os.environ["MUSE_DESKTOP_HOME"]) / "th_en_US_v2.dat"
    path.write_text(THESAURUS, "utf-8")
    studio.writing.spelling.add_thesaurus(path).result()
    room.other_words()
    stage.wait(lambda: room.panel.model.rowCount() > 0)
    yield "spelling-other-words"
    room.panel.close_up()
    project = window.page.session.project_id
    for word in ("Quendrith", "harbor", "灯塔"):
        studio.writing.spelling.add_word(project, word).result()
    room.settings()
    yield "settings-spelling"
    studio.writing.spelling.remove_thesaurus("th_en_US_v2").result()
    if before is not None:
        window.open_document(before)
