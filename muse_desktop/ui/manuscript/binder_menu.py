"""The menus of the binder: what can be done with the chosen documents, and which project is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from muse_desktop.manuscript.tree_values import KINDS, NodeKind
from muse_desktop.ui.base.widgets import passing_menu

if TYPE_CHECKING:
    from muse_desktop.ui.manuscript.binder import Binder


class BinderMenu(QObject):
    """Made anew each time, for what is chosen then."""

    def __init__(self, binder: Binder) -> None:
        super().__init__(binder)
        self._binder = binder

    def show_at(self, place: QPoint) -> None:
        """The menu of the rows that are chosen, or of the empty place below them."""
        view = self._binder.view
        on_row = view.indexAt(place).isValid()
        menu = self.documents(self._binder.view.chosen() if on_row else [])
        menu.popup(view.viewport().mapToGlobal(place))

    def documents(self, chosen: list[int]) -> QMenu:
        """What can be done with these documents."""
        binder, acts = self._binder, self._binder.acts
        menu = passing_menu(binder)
        if not chosen:
            self._new(menu)
            return menu
        self._new(menu.addMenu(self.tr("New")))
        if len(chosen) == 1:
            menu.addActions(binder.more_actions)
            menu.addAction(self.tr("Rename"), binder.edit_title)
            menu.addAction(self.tr("Duplicate"), lambda: acts.duplicate(chosen[0]))
            following = acts.with_next(chosen[0])
            merge = menu.addAction(self.tr("Merge with the next one"), lambda: acts.merge(following))
            merge.setEnabled(len(following) > 1)
        else:
            menu.addAction(self.tr("Merge into one"), lambda: acts.merge(chosen))
        menu.addSeparator()
        self._moves(menu.addMenu(self.tr("Move")), chosen)
        self._noted(menu, chosen)
        menu.addSeparator()
        menu.addAction(self.tr("Archive"), lambda: acts.archive(chosen))
        menu.addAction(self.tr("Move to trash"), binder.trash)
        return menu

    def _new(self, menu: QMenu) -> None:
        for kind in ("scene", "chapter", "part", "note"):
            menu.addAction(self._binder.new_words(kind), lambda kind=kind: self._binder.create(kind=kind))

    def _moves(self, menu: QMenu, chosen: list[int]) -> None:
        binder, acts = self._binder, self._binder.acts
        menu.addAction(self.tr("Up"), lambda: acts.act("up", chosen))
        menu.addAction(self.tr("Down"), lambda: acts.act("down", chosen))
        menu.addAction(self.tr("Into the one above"), lambda: acts.act("in", chosen))
        menu.addAction(self.tr("Out of the one it is in"), lambda: acts.act("out", chosen))
        menu.addSeparator()
        inside = set(acts.with_inside(chosen))
        for node in binder.book.nodes:
            if node.kind in ("part", "chapter") and node.id not in inside:
                words = self.tr("Into “{title}”").format(title=short(node.title))
                menu.addAction(words, lambda to=node.id: acts.move(chosen, to, None))
        others = [one for one in binder.book.projects if one.id != binder.book.project]
        if others:
            menu.addSeparator()
        for project in others:
            words = self.tr("To the project “{title}”").format(title=short(project.title))
            menu.addAction(words, lambda to=project.id: acts.to_project(chosen, to))

    def _noted(self, menu: QMenu, chosen: list[int]) -> None:
        binder, acts = self._binder, self._binder.acts
        book, words = binder.book, binder.words
        first = book.node(chosen[0])
        if first is None:
            return
        statuses = list(dict.fromkeys([*words.statuses(), *book.used("status")]))
        status = menu.addMenu(self.tr("Status"))
        self._choices(status, statuses, first.status, lambda to: acts.describe(chosen, status=to))
        labels = book.used("label")
        if labels:
            label = menu.addMenu(self.tr("Label"))
            self._choices(label, labels, first.label, lambda to: acts.describe(chosen, label=to))
        kinds: dict[str, NodeKind] = {words.kind(kind): kind for kind in KINDS}
        kind_menu = menu.addMenu(self.tr("Kind"))
        for name, kind in kinds.items():
            action = kind_menu.addAction(name, lambda kind=kind: acts.describe(chosen, kind=kind))
            action.setCheckable(True)
            action.setChecked(first.kind == kind)
        include = menu.addAction(
            self.tr("In the manuscript"), lambda: acts.describe(chosen, compiled=not first.compiled)
        )
        include.setCheckable(True)
        include.setChecked(first.compiled)
        include.setEnabled(first.kind != "note")

    def _choices(self, menu: QMenu, names: list[str], now: str, choose: Callable[[str], None]) -> None:
        for name in [*names, ""]:
            if not name:
                menu.addSeparator()
            action = menu.addAction(name or self.tr("None"), lambda name=name: choose(name))
            action.setCheckable(True)
            action.setChecked(name == now)

    def projects(self) -> QMenu:
        """The projects to choose from, and what can be done with this one."""
        binder = self._binder
        menu = passing_menu(binder)
        group = QActionGroup(menu)
        for project in binder.book.projects:
            action = menu.addAction(short(project.title), lambda to=project.id: binder.show_project(to))
            action.setCheckable(True)
            action.setChecked(project.id == binder.book.project)
            group.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("New project…"), binder.new_project)
        rename = menu.addAction(self.tr("Rename project…"), binder.rename_project)
        rename.setEnabled(binder.book.project is not None)
        return menu


def short(title: str, most: int = 40) -> str:
    """A title for a menu; an ampersand is no shortcut in it."""
    cut = title if len(title) <= most else title[: most - 1] + "…"
    return cut.replace("&", "&&")
