"""What the model library's values look like as JSON: the stable shapes documented in ARCHITECTURE.md."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from muse_desktop.errors import Language, message
from muse_desktop.models.values import TASKS, Connection, Dependents, Entry, HubModel, ShelfModel
from muse_desktop.studio.shapes import Shape

if TYPE_CHECKING:
    from muse_desktop.studio.model_library import ModelLibrary


def shelf_shape(models: ModelLibrary, one: ShelfModel, language: Language) -> Shape:
    """A model on this machine; `default_for`: tasks; `problem`: why it cannot be used, null: it can."""
    shape: Shape = msgspec.to_builtins(msgspec.structs.replace(one, path=str(one.path)))
    del shape["code"], shape["values"]
    problem = {"code": one.code, "reason": message(one.code, language, **one.values)} if one.code else None
    return {**shape, "default_for": default_for(models, one.path), "problem": problem}


def default_for(models: ModelLibrary, path: Path) -> list[str]:
    """The tasks that a model is used for."""
    return [task for task in TASKS if models.default(task) == path]


def entry_shape(models: ModelLibrary, one: Entry) -> Shape:
    """An entry of the catalogue. `needed`: bytes of memory with the context of the settings; `room`: fits,
    tight, too_big; `commercial`: what its licence says of selling what it wrote."""
    same = ("id", "name", "repo", "file", "revision", "bytes", "sha256")
    return {
        **{name: getattr(one, name) for name in same},
        "licence": one.licence,
        "commercial": models.catalogue.licence(one.licence).commercial,
        "languages": list(one.languages),
        "tasks": list(one.tasks),
        "needed": models.needed(one),
        "room": models.room(one),
        "seen": one.seen,
    }


def search_shape(models: ModelLibrary, known: Iterable[Entry], hub: Iterable[HubModel]) -> Shape:
    """What a search found: entries of the catalogue, repositories of the hub."""
    return {
        "catalogue": [entry_shape(models, one) for one in known],
        "hub": [msgspec.to_builtins(one) for one in hub],
    }


def deleted_shape(path: Path, file_stays: bool, missed: Dependents) -> Shape:
    """What a deletion did, and what misses the model now."""
    return {"path": str(path), "file_stays": file_stays, "dependents": msgspec.to_builtins(missed)}


def connections_shape(connections: Iterable[Connection]) -> Shape:
    """The network log, newest first."""
    return {"connections": [msgspec.to_builtins(one) for one in connections]}
