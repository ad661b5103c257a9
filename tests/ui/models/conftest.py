"""The tests of the models' pages use the window's own studio and engine."""

from tests.ui.window.conftest import engine as engine
from tests.ui.window.conftest import model_file as model_file
from tests.ui.window.conftest import open_window as open_window
from tests.ui.window.conftest import studio as studio
from tests.ui.window.conftest import window as window
