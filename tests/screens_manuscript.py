"""The pictures of the whole manuscript: binder, details, outline, index cards, on a novel of 40 scenes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.manuscript.binder_words import NodeWords

if TYPE_CHECKING:
    from tests.screens import Stage

SCENES = ("Ledger night", "Salt on the sill", "What the tide owes", "A letter never sent", "First snow")
SCENES_ZH = ("记账的夜晚", "窗台上的盐", "潮水欠下的", "没有寄出的信", "初雪")
SYNOPSIS = "Ines finds the second ledger under the floor and understands who has been paying for the lamps."
SYNOPSIS_ZH = "伊内斯在地板下找到了第二本账簿，明白了是谁一直在付灯油的钱。"
PROSE = "The fog came up the channel the way it came every winter. "
PROSE_ZH = "雾从河口上来，像每年冬天一样，比往年早了一些。"
LABELS = ("", "Harbour", "City", "Sea")


def novel(studio: Studio) -> int:
    """A project of two parts, eight chapters and 40 scenes in the window's language; its first scene."""
    zh = spoken() == "zh"
    manuscript, tree = studio.manuscript, studio.writing.tree
    project = manuscript.create_project("盐的账簿" if zh else "The Salt Ledger")
    scenes: list[int] = []
    statuses = NodeWords().statuses()
    for part in range(2):
        title = ("第一部 退潮", "第二部 涨潮")[part] if zh else ("Ebb", "Flood")[part]
        inside = manuscript.create(title, project_id=project, node="part")
        for chapter in range(4):
            title = f"第{chapter + 1}章" if zh else f"Chapter {part * 4 + chapter + 1}"
            row = manuscript.create(title, parent_id=inside, node="chapter")
            for scene in range(5):
                at = len(scenes)
                prose = (PROSE_ZH if zh else PROSE) * (3 + 7 * at % 40)
                scenes.append(manuscript.create((SCENES_ZH if zh else SCENES)[scene], prose, parent_id=row))
                tree.describe(
                    scenes[-1:],
                    status=statuses[at % 4] if at % 3 else "",
                    label=LABELS[at % 4],
                    synopsis=(SYNOPSIS_ZH if zh else SYNOPSIS) if at % 5 else "",
                    point_of_view=("Ines", "Tomas", "")[at % 3],
                    target=0 if at % 4 else 1000,
                    compiled=at % 9 != 7,
                )
    tree.archive(scenes[-1])
    tree.trash(manuscript.create("An old beginning", project_id=project))
    return scenes[3]


def manuscript_screens(stage: Stage) -> Iterator[str]:
    """The binder, what is noted of a scene, the outline, the cards of a chapter and one being written on."""
    window = stage.window
    before = window.desk.document
    window.open_document(novel(window._studio))
    QTest.qWait(60)
    yield "binder"
    window.actions_["details"].setChecked(True)
    window.binder.trash_view.toggle.setChecked(True)
    yield "binder-details"
    window.binder.trash_view.fold()
    window.actions_["details"].setChecked(False)
    window.actions_["outline"].trigger()
    yield "outline"
    window.actions_["cards"].trigger()
    yield "cards"
    cards = window.stack.currentWidget()
    cards.list.edit(cards.list.currentIndex())
    yield "cards-writing"
    cards.keep()
    window.show_page()
    window.open_document(before)
