"""The models as pictures: each page of the view has a function here; see `screens`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QDialog

from muse_desktop.models.values import Dependents, FoundModel, ShelfModel
from muse_desktop.ui.models.delete_dialog import DeleteDialog
from muse_desktop.ui.models.view import ModelsView
from muse_desktop.ui.window import MainWindow
from tests.screens_getting import catalogue_screens, connections_screens
from tests.ui.models.scripted_lab import comparison, shelf_model
from tests.ui.window.scripted import done


class Stage(Protocol):
    """What `screens.Stage` offers."""

    window: MainWindow

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window live until `ready`."""


def models_screens(stage: Stage) -> Iterator[str]:
    """Every page of the models."""
    for dialog in stage.window.findChildren(QDialog):
        dialog.close()
    stage.window.models.open()
    view = stage.window.models.view
    yield from shelf_screens(stage, view)
    yield from catalogue_screens(stage, view)
    yield from lab_screens(stage, view)
    yield from connections_screens(stage, view)
    stage.window.show_page()


def shelf_screens(stage: Stage, view: ModelsView) -> Iterator[str]:
    """The models on this computer: the starter, a file that is none, one that another program keeps; adding
    and deleting."""
    page, studio = view.shelf, stage.window._studio

    def ready() -> bool:
        return not page.reading and not page._quiet.isActive() and page._asking is None

    view.go("shelf")
    stage.wait(ready)
    yield "models-shelf"
    folder = studio.models.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "notes on salt.gguf").write_text("Salt remembers the shape of the pan.\n" * 40, "utf-8")
    lent = Path.home() / ".lmstudio" / "models" / "heron" / "Heron-24B-Instruct-Q4_K_M.gguf"
    found = FoundModel("LM Studio", lent.stem, lent, 14_300_000_000)
    studio.models.found, before = lambda: done((found,)), studio.models.found
    page.reload()
    stage.wait(ready)
    page.list.setCurrentIndex(page.list.rows.index(2, 0))
    yield "models-shelf-broken"
    page.list.setCurrentIndex(page.list.rows.index(4, 0))
    yield "models-shelf-found"
    page.take([lent])
    yield "models-import"
    large = ShelfModel(path=lent, name=lent.stem, bytes=found.bytes, origin="downloaded", tasks=("prose",))
    DeleteDialog(large, Dependents(tasks=("prose",), draft=True, generations=212), page).open()
    yield "models-delete"
    studio.models.found = before
    (folder / "notes on salt.gguf").unlink()
    page.reload()
    stage.wait(ready)


def lab_screens(stage: Stage, view: ModelsView) -> Iterator[str]:
    """The speed lab at first, with one model measured here, four compared by a script, one made smaller."""
    view.go("lab")
    page = view.lab
    stage.wait(lambda: page.setup.picks.count() > 0)
    yield "models-lab"
    page.start()
    stage.wait(lambda: page.measuring is None)
    yield "models-lab-benchmark"
    gb, weights = 10**9, 7_500_000_000
    kinds = (("F16", 15 * gb), ("Q8_0", 8 * gb), ("Q4_K_M", 4_600_000_000))
    family = [shelf_model(f"Tide-7B-Instruct {kind}", size, parameters=weights) for kind, size in kinds]
    models = [*family, shelf_model("Sandpiper-135M Q4_1", 92_000_000)]
    page._take(models)
    page.setup.picks.tick([one.path for one in models])
    page.results.show_comparison(comparison(models))
    yield "models-lab-compared"
    page.ask_smaller()
    yield "models-lab-smaller"
    page.reload()
