"""Before a model is deleted: what becomes of its file, and what depends on it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from muse_desktop.models.values import Dependents, ShelfModel
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.models.snug import Question
from muse_desktop.ui.settings.parts import in_bytes, sentences, small_print

WIDTH = 500


class DeleteDialog(Retranslated, Question):
    """Asks; the page deletes. Cancel is what Enter does."""

    def __init__(self, model: ShelfModel, dependents: Dependents, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._model = model
        self._dependents = dependents
        self._heading = small_print(self, "heading")
        self.file = small_print(self, "")
        self.needed = small_print(self, "")
        self.ask(self._heading, self.file, self.needed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        forgets = self._model.origin == "in_place"
        title = self.tr("Forget “{name}”?") if forgets else self.tr("Delete “{name}”?")
        self.setWindowTitle(title.format(name=self._model.name))
        self._heading.setText(self.windowTitle())
        self.go.setText(self.tr("Forget") if forgets else self.tr("Delete"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self.file.setText(self._file_words(forgets))
        told = self._dependent_words()
        self.needed.setText("\n".join(f"• {one}" for one in told))
        self.needed.setVisible(bool(told))

    def _file_words(self, forgets: bool) -> str:
        if forgets:
            words = self.tr("The file stays where it is ({path}). It only leaves this list.")
            return words.format(path=self._model.path)
        freed = self.tr("{size} of the disk become free.").format(size=in_bytes(self._model.bytes))
        return sentences(self.tr("The file is deleted from this computer for good."), freed)

    def _dependent_words(self) -> list[str]:
        tasks, told = self._dependents.tasks, []
        if "prose" in tasks:
            told.append(self.tr("It writes your prose. The starter model takes its place."))
        if "chinese" in tasks:
            told.append(self.tr("It writes 中文. The model for prose takes its place."))
        if "embedding" in tasks:
            told.append(self.tr("It searches by meaning. That is not possible without it."))
        if self._dependents.draft:
            told.append(self.tr("It guesses ahead for the model that writes, which is slower without it."))
        if count := self._dependents.generations:
            words = self.tr("%Ln texts on record are by it. They stay but cannot be repeated.", "", count)
            told.append(words)
        return told
