"""The models as pictures: each page of the view has a function here; see `screens`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from muse_desktop.ui.models.view import ModelsView
from muse_desktop.ui.window import MainWindow


class Stage(Protocol):
    """What `screens.Stage` offers."""

    window: MainWindow

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window live until `ready`."""


def models_screens(stage: Stage) -> Iterator[str]:
    """Every page of the models."""
    stage.window.models.open()
    view = stage.window.models.view
    yield from shelf_screens(stage, view)
    yield from catalogue_screens(stage, view)
    yield from lab_screens(stage, view)
    yield from connections_screens(stage, view)
    stage.window.show_page()


def shelf_screens(stage: Stage, view: ModelsView) -> Iterator[str]:
    """The models on this computer."""
    view.go("shelf")
    stage.wait(lambda: not view.shelf.reading and view.shelf._asking is None)
    yield "models-shelf"


def catalogue_screens(stage: Stage, view: ModelsView) -> Iterator[str]:
    """What can be had."""
    view.go("catalogue")
    yield "models-catalogue"


def lab_screens(stage: Stage, view: ModelsView) -> Iterator[str]:
    """The speed lab."""
    view.go("lab")
    yield "models-lab"


def connections_screens(stage: Stage, view: ModelsView) -> Iterator[str]:
    """Every connection."""
    view.go("connections")
    yield "models-connections"
