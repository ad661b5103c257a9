"""What the tests of the window share: a themed application, a store, a page with a document."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.store.store import Store
from muse_desktop.ui.base import theme
from muse_desktop.ui.base.collector import Collector
from muse_desktop.ui.page.page import Page


def pytest_configure(config: pytest.Config) -> None:
    # The offscreen platform has no window manager to tell sizes to, and says so for every window.
    config.addinivalue_line("qt_log_ignore", "propagateSizeHints")


@pytest.fixture(scope="module", autouse=True)
def _collected_here(qapp: QApplication) -> Iterator[None]:
    """As in the app: no thread of a studio ever destroys what a window left behind."""
    with Collector():
        yield


@pytest.fixture
def look(qapp: QApplication) -> theme.Theme:
    """The light theme on the application."""
    return theme.apply(qapp, "light", 15.0)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def manuscript(store):
    return Manuscript(store)


@pytest.fixture
def page(qtbot, look, manuscript):
    """A shown page with a new, empty document and the keyboard in it."""
    made = Page()
    qtbot.addWidget(made)
    made.resize(680, 700)
    made.show()
    made.open(manuscript.open(manuscript.create("Lamplighters")))
    made.editor.setFocus()
    qtbot.waitExposed(made)
    return made
