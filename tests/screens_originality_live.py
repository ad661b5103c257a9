"""Pictures of what is compared while it is written: marks on the page, and the gauges of candidates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muse_desktop.originality.check import check_text
from muse_desktop.originality.sentences import found_words
from muse_desktop.ui.originality.live_room import LiveRoom
from tests.screens_originality import HARBOUR, LAMPS, RIVER, added

if TYPE_CHECKING:
    from tests.screens import Stage


def live_screens(stage: Stage) -> Iterator[str]:
    """Names of pictures; each is ready when it is yielded."""
    window, studio = stage.window, stage.window.rooms.get(LiveRoom).studio
    known = {info.title for info in studio.library.items()}
    for title, text in (("The Harbour Year", HARBOUR), ("海边的灯火", (RIVER,))):
        if title not in known:
            added(studio, stage, title, "\n\n".join(text), "", "public_domain")
    companion, page = window.companion, window.page
    marks = window.rooms.get(LiveRoom).marks_of(page)
    assert marks is not None
    chinese = f"那一年冬天来得早。{RIVER[RIVER.index('守灯') : RIVER.index('潮水')]}她把灯点上，出门去了。"
    for name, text in (("originality-live", "\n".join(LAMPS[:3])), ("originality-live-chinese", chinese)):
        window.open_document(studio.manuscript.create("Lamplighters", ""))
        companion.go(companion.check)
        page.goto(0)
        page.editor.type_text(text)
        stage.wait(lambda: marks.settled)
        page.goto(20)
        stage.wait(lambda: True)
        yield name
    board = companion.compose.board
    cards = board.make((11, 12))
    for card, text in zip(cards, (LAMPS[0], LAMPS[3]), strict=True):
        card.append(text)
        hits = check_text(text, studio.library).hits
        card.set_hits(hits, found_words(hits, text))
        card.finish("end")
        card.set_recorded(True)
    board.bring(cards)
    companion.go(companion.compose)
    stage.wait(lambda: True)
    yield "originality-candidates"
