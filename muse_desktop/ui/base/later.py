"""A place for what is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    """Holds one widget, made by `make(place)` when the place is first shown or the widget asked for."""

    def __init__(self, make: Callable[[QWidget], W], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self.made: W | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)

    @property
    def inside(self) -> W:
        """The widget, made now if need be."""
        if self.made is None:
            self.made = self._make(self)
            self.layout().addWidget(self.made)
        return self.made

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: shown for the first time, or again."""
        assert self.inside is not None
        super().showEvent(event)
