"""How many candidates are written at once, and whether they are all alike or spread over the dial."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from muse_desktop.engine.protocol import MAX_CANDIDATES
from muse_desktop.ui.base.languages import Retranslated


class CountButton(Retranslated, QPushButton):
    """A chip that says what the next generation writes, with a menu to change it."""

    changed = Signal()

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.count = min(max(count, 1), MAX_CANDIDATES)
        self.spread = False  # from faithful to wild instead of all alike
        menu = QMenu(self)
        numbers, kinds = QActionGroup(menu), QActionGroup(menu)
        self.numbers = [self._action(menu, numbers) for _ in range(MAX_CANDIDATES)]
        menu.addSeparator()
        self.alike, self.various = self._action(menu, kinds), self._action(menu, kinds)
        self.setMenu(menu)
        for place, action in enumerate(self.numbers, start=1):
            action.triggered.connect(lambda _checked=False, number=place: self.set_count(number))
        self.alike.triggered.connect(lambda: self.set_spread(False))
        self.various.triggered.connect(lambda: self.set_spread(True))
        self.retranslate()

    def _action(self, menu: QMenu, group: QActionGroup) -> QAction:
        action = menu.addAction("")
        action.setCheckable(True)
        group.addAction(action)
        return action

    @property
    def differ(self) -> bool:
        """Whether the candidates get values of their own."""
        return self.spread and self.count > 1

    def set_count(self, count: int) -> None:
        """How many candidates the next generation writes."""
        self.count = count
        self.retranslate()
        self.changed.emit()

    def set_spread(self, spread: bool) -> None:
        """Whether they are spread over the dial."""
        self.spread = spread
        self.retranslate()
        self.changed.emit()

    def retranslate(self) -> None:
        """Set the words again."""
        for place, action in enumerate(self.numbers, start=1):
            action.setText(self.tr("%n candidates", "", place))
            action.setChecked(place == self.count)
        self.alike.setText(self.tr("All with the same values"))
        self.various.setText(self.tr("From faithful to wild"))
        self.alike.setChecked(not self.spread)
        self.various.setChecked(self.spread)
        for action in (self.alike, self.various):
            action.setEnabled(self.count > 1)
        words = self.tr("%n candidates", "", self.count)
        various = self.tr("{candidates}, varied") if self.differ else "{candidates}"
        self.setText(f"{various.format(candidates=words)} ▾")
        self.setAccessibleName(self.tr("Number of candidates: {number}").format(number=self.count))
        self.setAccessibleDescription(self.various.text() if self.differ else self.alike.text())
        self.setToolTip(
            self.tr("How many versions are written at once, and whether each stands elsewhere on the dial.")
        )
