"""Pictures of bringing in a novel and of compiling the manuscript."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.manuscript.in_out_room import InOutRoom
from tests.screens_manuscript import PROSE, PROSE_ZH, SCENES, SCENES_ZH

if TYPE_CHECKING:
    from tests.screens import Stage


def book() -> str:
    """A novel of another program: two parts, eight chapters, 24 scenes, comments."""
    zh = spoken() == "zh"
    lines = ["# 盐的账簿" if zh else "# The Salt Ledger", "*Ines Marr*"]
    for part in range(2):
        lines.append("## " + (("第一部 退潮", "第二部 涨潮") if zh else ("Ebb", "Flood"))[part])
        for chapter in range(4):
            lines.append("### " + (SCENES_ZH if zh else SCENES)[chapter])
            for scene in range(3):
                prose = (PROSE_ZH if zh else PROSE) * (4 + 7 * scene + chapter)
                lines += ["***"] * bool(scene) + [prose, "<!-- check the tide table -->"]
    return "\n\n".join(lines)


def in_out_screens(stage: Stage) -> Iterator[str]:
    """A file that is no novel, the preview of one that is, the notice, the manuscript before it goes out."""
    window = stage.window
    room = window.rooms.get(InOutRoom)
    before = window.desk.document
    with tempfile.TemporaryDirectory() as folder:
        broken, good = Path(folder) / "broken.docx", Path(folder) / "The Salt Ledger.md"
        broken.write_bytes(b"no book")
        good.write_text(book(), "utf-8")
        view = room.incoming.view
        room.incoming.read(broken)
        stage.wait(view.another.isVisible)
        yield "bring-in-refused"
        room.incoming.read(good)
        stage.wait(lambda: view.tree.isVisible() and view.model.rowCount() > 0)
        view.model.tick_wanted.emit(view.model.with_inside(5), False)
        view.tree.go(6)
        yield "bring-in"
        view.go.click()
        stage.wait(lambda: window.stack.currentWidget() is window.writing)
        yield "brought-in"
        window.actions_["compile"].trigger()
        out = room.outgoing.view
        out.path.setText("/home/ines/The Salt Ledger.docx")
        yield "compile"
        window.show_page()
        window.notices.action.click()
    if before is not None:
        window.open_document(before)
