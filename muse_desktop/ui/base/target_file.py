"""Which kind of file is to be written, and where to: the widgets of a form that asks for both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLineEdit, QPushButton, QRadioButton, QWidget


class TargetFile(QObject):
    """A radio button for each kind of file, a path, and a button that opens the file dialog.

    The path follows the kind, and the kind what is chosen in the dialog. The form lays the widgets out and
    says their words.
    """

    kind_changed = Signal()
    agreed = Signal(object)  # Path: the file dialog has asked whether this one may be replaced

    def __init__(
        self, suffixes: Sequence[str], title: Callable[[], str], form: QWidget, known: Sequence[str] = ()
    ) -> None:
        """`suffixes`: of the kinds, the first one chosen; `known`: others that a path may end with. `title`:
        of the file dialog."""
        super().__init__(form)
        self._form, self._title = form, title
        self._known = {*suffixes, *known}
        self.kinds = {suffix: QRadioButton(form) for suffix in suffixes}
        group = QButtonGroup(self)
        for button in self.kinds.values():
            group.addButton(button)
        self.kinds[suffixes[0]].setChecked(True)
        self.path = QLineEdit(form)
        self.choose = QPushButton(form)
        self.choose.setProperty("role", "chip")
        for suffix, button in self.kinds.items():
            button.toggled.connect(lambda on, suffix=suffix: self._change_kind(suffix) if on else None)
        self.choose.clicked.connect(lambda _checked=False: self._choose())

    @property
    def suffix(self) -> str:
        """Of the kind that is chosen."""
        return next(suffix for suffix, button in self.kinds.items() if button.isChecked())

    @property
    def is_named(self) -> bool:
        """Whether there is a path."""
        return bool(self.path.text().strip())

    def file(self) -> Path:
        """The file to write, with the chosen ending."""
        path = Path(self.path.text().strip()).expanduser()
        return path if path.suffix.lower() in self._known else path.with_name(path.name + self.suffix)

    def _change_kind(self, suffix: str) -> None:
        path = Path(self.path.text())
        if path.suffix.lower() in self._known:
            self.path.setText(str(path.with_suffix(suffix)))
        self.kind_changed.emit()

    def _choose(self) -> None:
        kinds = f"*{self.suffix}"
        name, _ = QFileDialog.getSaveFileName(self._form, self._title(), str(self.file()), kinds)
        if name:
            self.agreed.emit(Path(name))
            self.path.setText(name)
            suffix = Path(name).suffix.lower()
            if suffix in self.kinds:
                self.kinds[suffix].setChecked(True)
