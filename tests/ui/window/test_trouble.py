"""After crashes and loads that went wrong: kind words, one click that may help, details to copy."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from muse_desktop.engine import protocol as wire
from muse_desktop.errors import MuseError
from muse_desktop.settings import replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.text_dialog import DetailsDialog
from muse_desktop.ui.compose.trouble import Trouble
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import ScriptedEngine, failed, generated, write
from tests.ui.window.settings_steps import clicked

OFTEN = MuseError("engine.crashed_often", crashes=4, reason="SIGABRT")
TOO_BIG = MuseError("engine.model_too_big", needed_gb=7.2, available_gb=3.1)
CRASHED = MuseError("engine.load_crashed", name="Scripted 1B.gguf", reason="SIGSEGV")


@pytest.fixture
def trouble(window: MainWindow) -> Trouble:
    return window.companion.compose.trouble


def refuse_loads(qtbot: QtBot, window: MainWindow, engine: ScriptedEngine, error: MuseError) -> None:
    """Let the next load go wrong."""
    engine.load_error = error
    window.use_settings(replaced(window._studio.settings, context_tokens=8192))
    qtbot.waitUntil(lambda: window._studio.model.state == "failed")


def test_nothing_is_said_while_nothing_is_wrong(trouble: Trouble) -> None:
    assert not trouble.isVisible()
    assert trouble.text() == ""


def test_after_several_crashes_one_click_takes_a_smaller_context_and_loads_again(
    qtbot: QtBot, studio: Studio, window: MainWindow, engine: ScriptedEngine, trouble: Trouble
) -> None:
    write(qtbot, window, "On")
    engine.generate = lambda *_, **__: failed_job(OFTEN)  # type: ignore[method-assign]
    generated(qtbot, window)
    assert trouble.text() == "The model stopped several times. Your text is safe."
    assert "2,048 tokens" in trouble.smaller.toolTip()
    del engine.generate  # type: ignore[method-assign]
    loads = len(engine.loads)
    clicked(qtbot, trouble.smaller)
    assert (studio.settings.context_tokens, studio.settings.gpu_layers) == (2048, 0)
    qtbot.waitUntil(lambda: len(engine.loads) == loads + 1 and studio.model.state == "ready")
    assert (engine.loads[-1]["context"], engine.loads[-1]["gpu_layers"]) == (2048, 0)
    qtbot.waitUntil(lambda: not trouble.isVisible())
    generated(qtbot, window)
    assert not trouble.isVisible()


def test_a_model_too_big_says_the_numbers_and_offers_less(
    qtbot: QtBot, studio: Studio, window: MainWindow, engine: ScriptedEngine, trouble: Trouble
) -> None:
    refuse_loads(qtbot, window, engine, TOO_BIG)
    qtbot.waitUntil(trouble.isVisible)
    assert trouble.text() == "This model needs 7.2 GB of memory, and 3.1 GB are free."
    assert not trouble.details.isVisible()  # there is nothing more to know
    assert not window.companion.compose._model_note.isVisible()  # said once is enough
    assert window.companion.compose.model_button.isVisible()
    engine.load_error = None
    clicked(qtbot, trouble.smaller)
    qtbot.waitUntil(lambda: studio.model.state == "ready")
    qtbot.waitUntil(lambda: not trouble.isVisible())


def test_where_nothing_is_left_to_make_smaller_nothing_is_offered(
    qtbot: QtBot, studio: Studio, window: MainWindow, trouble: Trouble
) -> None:
    window.use_settings(replaced(studio.settings, context_tokens=512, gpu_layers=0))
    trouble.show_error(CRASHED, studio.model)
    assert trouble.isVisible()
    assert not trouble.smaller.isVisible()
    assert trouble.details.isVisible()


def test_details_show_the_last_lines_to_copy(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine, trouble: Trouble
) -> None:
    refuse_loads(qtbot, window, engine, CRASHED)
    engine.last_words = "ggml.c:42\nGGML_ASSERT(n > 0) failed\n"
    qtbot.waitUntil(trouble.isVisible)
    assert "could not be started" in trouble.text()
    clicked(qtbot, trouble.details)
    details = window.findChild(DetailsDialog)
    qtbot.waitUntil(details.isVisible)
    clicked(qtbot, details.copy)
    assert QApplication.clipboard().text().endswith("ggml.c:42\nGGML_ASSERT(n > 0) failed\n")
    assert CRASHED.text("en") in QApplication.clipboard().text()
    clicked(qtbot, details.close_button)


def test_it_speaks_chinese_and_changes_with_the_language(
    qtbot: QtBot, studio: Studio, window: MainWindow, trouble: Trouble
) -> None:
    trouble.show_error(OFTEN, studio.model)
    window.set_language("zh")
    qtbot.waitUntil(lambda: trouble.text() == "模型停止了几次。您的文字是安全的。")
    assert trouble.smaller.text() == "改用更小的上下文，只用处理器"


def test_the_offer_does_not_widen_the_panel(studio: Studio, window: MainWindow, trouble: Trouble) -> None:
    compose = window.companion.compose
    before = compose.minimumSizeHint().width()
    trouble.show_error(OFTEN, studio.model)
    assert compose.minimumSizeHint().width() <= max(before, 310)


class FailedJob:
    """A generation that ends at once."""

    def __init__(self, error: MuseError) -> None:
        self.future: Future[wire.GenerationResult] = failed(error)

    def cancel(self) -> None:
        return


def failed_job(error: MuseError) -> FailedJob:
    return FailedJob(error)
