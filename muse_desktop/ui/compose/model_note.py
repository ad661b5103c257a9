"""A line about the model where the writer asks for text: the starter's limits, or that there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from muse_desktop.studio.model_host import ModelHost
from muse_desktop.ui.base.languages import spoken


class ModelNote(QLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.offers_another = False  # whether the writer may want to choose another model now

    def show_model(self, model: ModelHost, told: bool = False) -> None:
        """Say what is known of `model`; `told`: why it could not be loaded is said elsewhere."""
        if model.state == "ready" and model.is_starter:
            text = self.tr(
                "The starter model is small and knows English only; it is here so that you can begin at once."
            )
        elif model.state == "failed" and model.error is not None:
            text = "" if told else model.error.text(spoken())
        elif model.state == "loading":
            text = self.tr("The model is being loaded…")
        else:
            text = ""
        self.setText(text)
        self.setVisible(bool(text))
        self.offers_another = model.state != "loading" and (told or bool(text))
