"""The models on this machine: those in the models folder, those used where they lie, and the starter."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from muse_desktop import __version__
from muse_desktop.engine.gguf import check_file
from muse_desktop.engine.values import Header
from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.models.identity import known_sha256
from muse_desktop.models.naming import one_line, shelf_name
from muse_desktop.models.shelf_file import Kept, Look, Place, ShelfFile, Use
from muse_desktop.models.sidecar import SIDECAR
from muse_desktop.models.split import missing_parts, model_files, parts_of, size_of
from muse_desktop.models.values import TASKS, Origin, ShelfModel, Task
from muse_desktop.store.clock import now

if TYPE_CHECKING:
    import psutil
else:
    psutil = LazyModule("psutil")

SHELF_FILE, COPYING = "shelf.json", ".copying"
MAX_SIDECAR = 65_536
_LASTING = (
    "engine.model_not_gguf", "engine.model_broken", "engine.model_cut_short", "engine.load_crashed",
)  # fmt: skip
"""What is wrong with a file itself, and need not be asked again while it stays as it is."""
_CHINESE = ("qwen", "chatglm", "glm", "baichuan", "internlm", "minicpm", "deepseek", "hunyuan", "ernie")
"""Families that write 中文, by the beginning of their architecture's name."""


class Sidecar(msgspec.Struct, frozen=True):
    """What is noted beside a downloaded file: where it came from."""

    repo: str = ""
    revision: str = ""
    licence: str = ""
    sha256: str = ""
    name: str = ""
    tasks: tuple[str, ...] = ()


class Shelf:
    """Looks at the files each time it is asked; remembers what cannot be seen in them. Thread-safe."""

    def __init__(
        self,
        folder: Path,
        starter: Path | None,
        inspect: Callable[[Path], Header] | None = None,
        hashes: Path | None = None,
    ) -> None:
        """`folder` need not exist. `inspect`: reads a header, raises MuseErrors, and survives hostile files
        (`Engine.inspect`); None: headers are not read. `hashes`: the cache of `identity.file_sha256`."""
        self._folder = folder
        self._starter = starter
        self._inspect = inspect
        self._hashes = hashes
        self._file = ShelfFile(folder / SHELF_FILE)
        self._looking = threading.Lock()  # a file is looked into once, even if two ask

    @property
    def folder(self) -> Path:
        """Where the writer's own model files lie."""
        return self._folder

    def paths(self, also: Iterable[Path] = ()) -> tuple[Path, ...]:
        """Where the models lie, without a look into the files."""
        places = (Path(place.path) for place in self._file.read().places)
        starter = (self._starter,) if self._starter else ()
        return tuple(dict.fromkeys((*starter, *self._own(), *places, *also)))

    def models(self, also: Iterable[Path] = ()) -> tuple[ShelfModel, ...]:
        """The starter, then the others by name. `also`: files that are used without having been added."""
        kept = self._file.read()
        found: dict[Path, Origin] = {self._starter: "starter"} if self._starter else {}
        for path in self._own():
            found.setdefault(path, "in_place" if path.is_symlink() else "copied")
        for path in (*(Path(place.path) for place in kept.places), *also):
            found.setdefault(path, "in_place")
        models = [self._model(path, origin, kept) for path, origin in found.items()]
        return tuple(sorted(models, key=lambda one: (one.origin != "starter", one.name.casefold())))

    def get(self, path: Path, also: Iterable[Path] = ()) -> ShelfModel:
        """The model whose first file is at `path`. Raises `models.not_on_shelf`."""
        kept = self._file.read()
        if path == self._starter:
            return self._model(path, "starter", kept)
        if any(path == one for one in self._own()):
            return self._model(path, "in_place" if path.is_symlink() else "copied", kept)
        if any(path == Path(place.path) for place in kept.places) or path in also:
            return self._model(path, "in_place", kept)
        raise MuseError("models.not_on_shelf", name=path.name)

    def keep(self, path: Path, name: str = "") -> None:
        """Use a file where it lies from now on; it is never moved or changed."""

        def change(kept: Kept) -> Kept:
            others = tuple(place for place in kept.places if place.path != str(path))
            return msgspec.structs.replace(kept, places=(*others, Place(str(path), name)))

        self._file.change(change)

    def used(self, path: Path, words_per_s: float) -> None:
        """A model has written just now; `words_per_s` 0: how fast is not known."""

        def change(kept: Kept) -> Kept:
            before = kept.used.get(str(path))
            speed = words_per_s or (before.words_per_s if before else 0.0)
            others = {other: use for other, use in kept.used.items() if other != str(path)}
            return msgspec.structs.replace(kept, used={**others, str(path): Use(now(), round(speed, 2))})

        self._file.change(change)

    def delete(self, path: Path, also: Iterable[Path] = ()) -> None:
        """Delete the files of a model of the models folder; of one used where it lies, only forget it.

        Raises `models.starter_stays`, `models.not_on_shelf`, `models.not_deleted`.
        """
        if self.get(path, also).origin == "starter":
            raise MuseError("models.starter_stays")
        if any(path == one for one in self._own()):  # a link in it goes, what it leads to stays
            self._unlink(path)
        self._forget(path)

    def clean(self) -> None:
        """Remove what a copy left that was ended half-way, by a crash for instance."""
        for file in model_files(self._folder, lambda name: name.endswith(COPYING), follow=False):
            process = file.name.removesuffix(COPYING).rpartition(".")[2]
            if process.isdecimal() and len(process) < 10 and not psutil.pid_exists(int(process)):
                with contextlib.suppress(OSError):
                    file.unlink()

    # Within.

    def _own(self) -> Iterator[Path]:
        """In the models folder. A linked folder is another program's: it is not looked into."""
        return model_files(self._folder, follow=False)

    def _forget(self, path: Path) -> None:
        def change(kept: Kept) -> Kept:
            return msgspec.structs.replace(
                kept,
                places=tuple(place for place in kept.places if place.path != str(path)),
                used={other: use for other, use in kept.used.items() if other != str(path)},
                looks={other: look for other, look in kept.looks.items() if other != str(path)},
            )

        self._file.change(change)

    def _unlink(self, path: Path) -> None:
        for part in reversed(parts_of(path)):  # the first one last: with it the others are found again
            try:
                part.unlink(missing_ok=True)
                part.with_name(part.name + SIDECAR).unlink(missing_ok=True)
            except OSError as error:
                reason = error.strerror or str(error)
                raise MuseError("models.not_deleted", name=part.name, reason=reason) from error
        if path.parent != self._folder and not any(path.parent.iterdir()):
            with contextlib.suppress(OSError):
                path.parent.rmdir()

    def _model(self, path: Path, origin: Origin, kept: Kept) -> ShelfModel:
        sidecar = _sidecar(path) if origin == "copied" else Sidecar()
        place = next((one for one in kept.places if one.path == str(path)), None)
        use = kept.used.get(str(path)) or Use("")
        error, header = self._look(path)
        code, values = (error.code, dict(error.values)) if error is not None else ("", {})
        inner = header.name if header else ""
        named = sidecar.name or (place.name if place else "")
        return ShelfModel(
            path=path,
            name=one_line(named) or shelf_name(path, inner),
            bytes=size_of(path),
            origin="downloaded" if origin == "copied" and sidecar.repo else origin,
            tasks=_tasks(sidecar, header),
            repo=one_line(sidecar.repo),
            revision=one_line(sidecar.revision),
            architecture=header.architecture if header else "",
            quantisation=header.quantisation if header else "",
            licence=one_line(sidecar.licence) or (header.licence if header else ""),
            context_trained=header.context_trained if header else 0,
            parameters=header.parameters if header else 0,
            has_template=bool(header and header.has_template),
            sha256=self._sha256(path, sidecar),
            words_per_s=use.words_per_s,
            last_used=use.at,
            code=code,
            values=values,
        )

    def _sha256(self, path: Path, sidecar: Sidecar) -> str:
        """As far as it is known without reading the file."""
        if self._hashes is not None and (known := known_sha256(path, self._hashes)):
            return known
        return sidecar.sha256 if re.fullmatch("[0-9a-f]{64}", sidecar.sha256) else ""

    def _look(self, path: Path) -> tuple[MuseError | None, Header | None]:
        """What its header says, and why it cannot be used."""
        try:
            check_there(path)
        except MuseError as error:
            return error, None
        if self._inspect is None:
            return None, None
        look = self._looked(path, self._inspect)
        if look.code:
            return MuseError(look.code, **look.values), look.header
        return unusable(path, look.header) if look.header else None, look.header

    def _looked(self, path: Path, inspect: Callable[[Path], Header]) -> Look:
        with self._looking:
            stamp = _stamp(path)
            known = self._file.read().looks.get(str(path))
            by = f"{__version__} {importlib.metadata.version('llama-cpp-python')}"
            if known is not None and (known.stamp, known.by) == (stamp, by):
                return known
            try:
                look = Look(stamp, by, inspect(path))
            except MuseError as error:
                look = Look(stamp, by, None, error.code, dict(error.values))
            if not look.code or look.code in _LASTING:
                self._file.change(
                    lambda kept: msgspec.structs.replace(kept, looks={**kept.looks, str(path): look})
                )
            return look


def check_there(path: Path) -> None:
    """Raises `models.missing`, `models.part_missing`, or as `engine.gguf.check_file`."""
    if missing := missing_parts(path):
        if len(missing) == len(parts_of(path)) == 1:
            raise MuseError("models.missing", path=str(path))
        named = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
        raise MuseError("models.part_missing", name=shelf_name(path, ""), missing=named, count=len(missing))
    for part in parts_of(path):
        check_file(part)


def unusable(path: Path, header: Header) -> MuseError | None:
    """Why a readable file is no model that can be used by itself; None when it is one."""
    if header.kind == "adapter":
        return MuseError("models.is_adapter", name=path.name)
    if header.kind == "projector":
        return MuseError("models.is_projector", name=path.name)
    if header.parts > 1 and (len(parts_of(path)) != header.parts or header.part != 1):
        return MuseError("models.part_renamed", name=path.name, part=header.part, parts=header.parts)
    return None


def _tasks(sidecar: Sidecar, header: Header | None) -> tuple[Task, ...]:
    """As its origin says; else by what the header tells."""
    if noted := tuple(task for task in TASKS if task in sidecar.tasks):
        return noted
    if header is None:
        return ()
    if header.kind == "adapter":
        return ()
    if header.embedding:
        return ("embedding",)
    if header.kind == "projector":
        return ("vision",)
    chinese = any(one == "zh" or one.startswith(("zh-", "zho", "cmn")) for one in header.languages)
    chinese = chinese or (not header.languages and header.architecture.startswith(_CHINESE))
    tasks: tuple[Task, ...] = ("prose", "chinese") if chinese else ("prose",)
    return (*tasks, "vision") if header.vision else tasks


def _sidecar(path: Path) -> Sidecar:
    """The note beside a file; an empty one where there is none, or none of ours."""
    beside = path.with_name(path.name + SIDECAR)
    with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        if beside.is_file() and beside.stat().st_size <= MAX_SIDECAR:
            return msgspec.json.decode(beside.read_bytes(), type=Sidecar)
    return Sidecar()


def _stamp(path: Path) -> tuple[int, int]:
    """By what a changed model is recognised: bytes and the latest change (ns) of all its parts."""
    states: list[os.stat_result] = []
    for part in parts_of(path):
        with contextlib.suppress(OSError):
            states.append(part.stat())
    return sum(one.st_size for one in states), max((one.st_mtime_ns for one in states), default=0)
