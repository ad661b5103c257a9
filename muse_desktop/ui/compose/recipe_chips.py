"""The recipes as a row of chips; what does not fit waits under More…"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QSizePolicy, QWidget

from muse_desktop.craft.recipe import Recipe
from muse_desktop.errors import Language
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import Chip

GAP = 7


class RecipeChips(Retranslated, QWidget):
    """One chip per recipe, the chosen one filled; the chosen one is always among those shown."""

    chosen = Signal(str)  # recipe id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipes: tuple[Recipe, ...] = ()
        self._current = ""
        self._chips: dict[str, Chip] = {}
        self._group = QButtonGroup(self)
        self._more = Chip(parent=self)
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.retranslate()

    @property
    def current(self) -> str:
        """The id of the chosen recipe."""
        return self._current

    def chip(self, recipe_id: str) -> Chip:
        """The chip of one recipe."""
        return self._chips[recipe_id]

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order: of the chips only to the chosen one, arrows move on from there."""
        return [*self._chips.values(), self._more]

    def retranslate(self) -> None:
        """Set the words again."""
        self._more.setText(self.tr("More…"))
        self._more.setAccessibleName(self.tr("More recipes"))
        self._arrange()

    def show_recipes(self, recipes: tuple[Recipe, ...], language: Language, current: str) -> None:
        """Chips for `recipes`, named in `language`; `current` is filled."""
        for chip in self._chips.values():
            self._group.removeButton(chip)
            chip.setParent(None)
            chip.deleteLater()
        self._recipes, self._chips = recipes, {}
        for recipe in recipes:
            chip = Chip(recipe.names[language], self, checkable=True)
            chip.setToolTip(recipe.about[language])
            chip.setAccessibleDescription(recipe.about[language])
            chip.clicked.connect(lambda _checked=False, name=recipe.id: self.choose(name))
            self._group.addButton(chip)
            self._chips[recipe.id] = chip
        self.choose(current, tell=False)

    def choose(self, recipe_id: str, *, tell: bool = True) -> None:
        """Fill the chip of `recipe_id`, bringing it into view."""
        changed = recipe_id != self._current
        self._current = recipe_id
        if recipe_id in self._chips:
            self._chips[recipe_id].setChecked(True)
        for name, chip in self._chips.items():  # Qt moves the group's one tab stop with the keyboard only
            one = name == recipe_id
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one else Qt.FocusPolicy.ClickFocus)
        self._arrange()
        if tell and changed:
            self.chosen.emit(recipe_id)

    def sizeHint(self) -> QSize:
        """Qt: one line."""
        return QSize(200, self._more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Qt: one line, however narrow."""
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: other chips may fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        shown = self._fitting()
        x = 0
        for name, chip in self._chips.items():
            chip.setVisible(name in shown)
            if name in shown:
                size = chip.sizeHint()
                chip.setGeometry(x, 0, size.width(), size.height())
                x += size.width() + GAP
        hidden = [recipe for recipe in self._recipes if recipe.id not in shown]
        self._more.setVisible(bool(hidden))
        size = self._more.sizeHint()
        self._more.setGeometry(x, 0, size.width(), size.height())
        self._fill_menu(hidden)

    def _fitting(self) -> set[str]:
        widths = {name: chip.sizeHint().width() + GAP for name, chip in self._chips.items()}
        if sum(widths.values()) - GAP <= self.width():
            return set(widths)
        room = self.width() - self._more.sizeHint().width() - widths.get(self._current, 0)
        shown = {self._current}
        for name, width in widths.items():
            if name == self._current:
                continue
            if width > room:
                break
            shown.add(name)
            room -= width
        return shown

    def _fill_menu(self, hidden: list[Recipe]) -> None:
        self._menu.clear()
        for recipe in hidden:
            action = self._menu.addAction(self._chips[recipe.id].text())
            action.setToolTip(self._chips[recipe.id].toolTip())
            action.triggered.connect(lambda _checked=False, name=recipe.id: self.choose(name))
