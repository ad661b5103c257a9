"""A model file is put on the shelf: looked at, tried in a child that can be spared, then copied or noted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from muse_desktop.engine.trial import CONTEXT, Trial, Trials
from muse_desktop.engine.values import Header
from muse_desktop.errors import MuseError
from muse_desktop.models.importing import Cancelled, Progress, copy_model, files_of
from muse_desktop.models.naming import is_checksum
from muse_desktop.models.shelf import Shelf, unusable

ASK_S = 0.1
"""How often it is asked whether the writer has cancelled."""


class Adding:
    """Adds models to a shelf. Thread-safe; `close` ends what is under way."""

    def __init__(
        self,
        shelf: Shelf,
        inspect: Callable[[Path], Header],
        trials: Path,
        gpu_layers: Callable[[], int] = lambda: -1,
        called: Callable[[Path], str] = lambda _: "",
    ) -> None:
        """`inspect`: reads a header (`Engine.inspect`); `trials`: where results of trials are remembered;
        `gpu_layers`: of the settings, since a trial counts for the place where it computed; `called`: what
        another program calls its file."""
        self._shelf = shelf
        self._inspect = inspect
        self._trials = trials
        self._gpu_layers = gpu_layers
        self._called = called
        self._closed = False

    def add(self, path: Path, copy: bool, progress: Progress, cancelled: Cancelled) -> Path:
        """Put the model that `path` is (or is a part of) on the shelf: the path of its first file there.

        `copy`: into the models folder; else it is used where it lies. A model that is on the shelf already
        stays as it is. Raises what `importing.files_of`, `Engine.inspect`, a trial and
        `importing.copy_model` raise; `models.is_adapter`, `is_projector`, `part_renamed`, `copy_cancelled`.
        """

        def stopped() -> bool:
            return self._closed or cancelled()

        files = files_of(path)
        if self._is_there(files[0], copy):
            return files[0]
        header = self._inspect(files[0])
        if (error := unusable(files[0], header)) is not None:
            raise error
        self._try(files[0], header, stopped)
        if is_checksum(files[0]):
            header = msgspec.structs.replace(header, name=self._called(files[0]) or header.name)
        if not copy:
            self._shelf.keep(files[0], header.name if is_checksum(files[0]) else "")
            return files[0]
        return copy_model(files, header, self._shelf.folder, progress, stopped)

    def close(self) -> None:
        """End what is under way, as cancelled."""
        self._closed = True

    def _is_there(self, path: Path, copy: bool) -> bool:
        try:
            model = self._shelf.get(path)
        except MuseError:
            return False
        return not (copy and model.origin == "in_place")

    def _try(self, path: Path, header: Header, stopped: Cancelled) -> None:
        """Raises why the file is no good; what is a matter of the moment, such as memory, is none."""
        trials = Trials(self._trials)
        done = threading.Event()
        results: list[Trial | BaseException] = []
        context = min(CONTEXT, header.context_trained or CONTEXT)
        layers = self._gpu_layers()

        def work() -> None:
            try:
                results.append(
                    trials.try_file(path, context=context, gpu_layers=layers, embedding=header.embedding)
                )
            except BaseException as error:  # noqa: BLE001 - raised below, in the thread that waits
                results.append(error)
            done.set()

        threading.Thread(target=work, name="muse-trial", daemon=True).start()
        while not done.wait(ASK_S):
            if stopped():
                trials.close()
        (result,) = results
        if stopped():
            raise MuseError("models.copy_cancelled", name=path.name)
        if isinstance(result, BaseException):
            raise result
        if result.refused:
            raise result.error()
