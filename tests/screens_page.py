"""The page as it can look while one writes, and its settings; see `screens`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtTest import QTest

from muse_desktop.settings import replaced
from muse_desktop.ui.settings.dialog import SettingsDialog
from muse_desktop.ui.window import MainWindow

DRAFT = """# The ledger night

By five the estuary had lost its edges, and Ines stopped writing down the birds. She had *meant* to go on. \
“Leave it,” her father said, and he said it **twice**.
> Salt remembers the shape of the pan.
> A grain of it under the tongue is enough.
***
The fog came up the channel the way it came every winter, a little ahead of itself. Nobody in the pilot \
house looked up. The boats went out to meet it with their bells muffled; she counted them by ear.
雾从河口上来，比往年早了一些。守灯的人说，海会把人要的*还给他*，只是很少还给开口的人。她合上账本，听了一会儿。
## Two inks
Black for what had come, brown for what was only expected. <!-- check the colours -->"""
POEM = """The lamp goes out,
the water keeps its light
a little longer than it should.

Nobody asks the water why.
The boats come in
with nothing in them but the tide."""


class Stage(Protocol):
    """What `screens.Stage` offers."""

    window: MainWindow

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window live until `ready`."""


def page_screens(stage: Stage) -> Iterator[str]:
    """Markdown shown, verse, focus on a sentence, typewriter, drafting forward, warm paper, settings."""
    window = stage.window
    before, document = window._studio.settings, window.desk.document
    manuscript = window._studio.manuscript
    window.open_document(manuscript.create("Ledger night, drafted", DRAFT))
    page = window.page
    page.goto(DRAFT.index("Nobody in") + 10)
    yield "page-markdown"
    window.use_settings(replaced(before, theme="paper"))
    yield "page-paper"
    window.use_settings(replaced(before, lit="sentence", typewriter=True))
    window.actions_["focus"].trigger()
    yield "page-sentence"
    page.goto(DRAFT.index("守灯"))
    yield "page-sentence-chinese"
    window.use_settings(replaced(before, lit="paragraph"))
    window.actions_["forward"].setChecked(True)
    yield "page-forward"
    page.cut()
    yield "page-forward-refused"
    window.actions_["forward"].setChecked(False)
    window.actions_["focus"].trigger()
    window.use_settings(before)
    window.open_document(manuscript.create("Nobody asks the water", POEM))
    yield "page-verse"
    window.actions_["settings"].trigger()
    QTest.qWait(60)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.go(dialog.page)
    yield "settings-page"
    if document is not None:
        window.open_document(document)
