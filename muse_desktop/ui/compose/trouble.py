"""What went wrong, where the writer asked for text, and one click that may help."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.studio.model_host import ModelHost
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated, decimal, number, spoken
from muse_desktop.ui.base.widgets import Chip, TextButton
from muse_desktop.ui.settings.parts import small_print

TOO_MUCH = ("engine.crashed_often", "engine.load_crashed", "engine.load_failed", "engine.model_too_big")
"""Where less context on the processor alone may help."""
CRASHES = ("engine.crashed", "engine.crashed_often", "engine.load_crashed", "engine.load_failed")
"""Where the model program may have said something."""
ADAPTER = "engine.adapter_"


class Trouble(Retranslated, QFrame):
    """Hidden while nothing is wrong. Does nothing by itself."""

    smaller_wanted = Signal()
    without_adapters_wanted = Signal()
    details_wanted = Signal(object)  # MuseError

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.error: MuseError | None = None
        self._context = 0
        self.words = small_print(self, "")
        self.smaller = Chip(parent=self)
        self.without = Chip(parent=self)
        self.details = TextButton(self)
        buttons = FlowLayout(across=8, down=4)
        for button in (self.smaller, self.without, self.details):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 9, 10, 9)
        box.setSpacing(7)
        box.addWidget(self.words)
        box.addLayout(buttons)
        self.smaller.clicked.connect(self.smaller_wanted)
        self.without.clicked.connect(self.without_adapters_wanted)
        self.details.clicked.connect(lambda: self.details_wanted.emit(self.error))
        self.hide()
        self.retranslate()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.smaller, self.without, self.details]

    def text(self) -> str:
        """What is said; "" while nothing is."""
        return self.words.text() if self.error is not None else ""

    def show_error(self, error: MuseError, model: ModelHost) -> None:
        """Say what happened; what can be offered depends on how the model is run."""
        smaller = model.smaller()
        self.error = error
        self._context = smaller.context_tokens if model.would_change(smaller) else 0
        self._show()

    def clear(self) -> None:
        """It is over."""
        self.error = None
        self._show()

    def follow(self, model: ModelHost) -> bool:
        """Show why the model could not be loaded, if there is something to offer, until it is; whether so."""
        if model.state == "failed" and model.error is not None and _of_a_load(model.error):
            self.show_error(model.error, model)
            return True
        if model.state in ("loading", "ready") and self.error is not None and _of_a_load(self.error):
            self.clear()
        return False

    def retranslate(self) -> None:
        """Set the words again."""
        self.smaller.setText(self.tr("Use a smaller context on the processor"))
        self.without.setText(self.tr("Go on without adapters"))
        self.details.setText(self.tr("Show details"))
        self._show()

    def _show(self) -> None:
        error = self.error
        self.setVisible(error is not None)
        if error is None:
            return
        adapter = error.code.startswith(ADAPTER)
        self.smaller.setVisible(error.code in TOO_MUCH and self._context > 0)
        self.without.setVisible(adapter)
        self.details.setVisible(error.code in CRASHES)
        help_ = self.tr("The model then sees {count} tokens at once and needs less memory.")
        self.smaller.setToolTip(help_.format(count=number(self._context)))
        self.words.setText(self._sentence(error))

    def _sentence(self, error: MuseError) -> str:
        if error.code == "engine.crashed_often":
            return self.tr("The model stopped several times. Your text is safe.")
        if error.code == "engine.load_crashed":
            return self.tr(
                "This model could not be started: its file may be damaged, or it needs more than there is. "
                "Your text is safe."
            )
        if error.code == "engine.model_too_big":
            needed, free = (float(error.values.get(name, 0)) for name in ("needed_gb", "available_gb"))
            words = self.tr("This model needs {needed} GB of memory, and {free} GB are free.")
            return words.format(needed=decimal(needed, 1), free=decimal(free, 1))
        return error.text(spoken())


def _of_a_load(error: MuseError) -> bool:
    loads = [code for code in TOO_MUCH if code != "engine.crashed_often"]
    return error.code in loads or error.code.startswith(ADAPTER)
