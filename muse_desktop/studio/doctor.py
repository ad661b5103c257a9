"""What a writer or a helper needs to know when something does not work: versions, paths, model, health."""

from __future__ import annotations

import importlib.metadata
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from muse_desktop import __version__
from muse_desktop.craft.recipe import load_recipes
from muse_desktop.engine.client import Engine
from muse_desktop.engine.hardware import Device
from muse_desktop.errors import MuseError
from muse_desktop.library.library import Library
from muse_desktop.models.identity import file_sha256
from muse_desktop.models.naming import model_name
from muse_desktop.overlap.fingerprint import prints
from muse_desktop.paths import models_dir, resources_root, settings_file
from muse_desktop.settings import load_settings
from muse_desktop.store import health
from muse_desktop.store.store import Store
from muse_desktop.studio.model_host import chosen_model
from muse_desktop.studio.places import hash_cache, recipe_folders, workspace_folder
from muse_desktop.text.normalise import normalise

PACKAGES = ("PySide6-Essentials", "llama-cpp-python", "SQLAlchemy", "alembic", "numpy", "pypandoc-binary")


def examine(workspace: Path | None, model: Path | None) -> dict[str, dict[str, Any]]:
    """Versions, engine, paths, model and health as plain values; never raises for what it examines."""
    settings = load_settings(settings_file())
    root = workspace_folder(workspace, settings)
    chosen = model or chosen_model(settings)
    engine = Engine()
    try:
        built, loaded, fault = _ask(engine, chosen)
    finally:
        engine.close()
    database, ok = _workspace(root)
    broken = [problem.error for problem in load_recipes(recipe_folders()).problems]
    return {
        "versions": _versions(),
        "engine": built,
        "paths": {
            "workspace": str(root),
            "settings": str(settings_file()),
            "models": str(models_dir()),
            "resources": str(resources_root()),
        },
        "model": loaded,
        "health": {
            **database,
            "recipes": _worded(broken),
            "model": fault or "ok",
            "ok": ok and not fault and not broken,
        },
    }


def _workspace(root: Path) -> tuple[dict[str, Any], bool]:
    """The state of database and library, and whether nothing is wrong; no workspace yet is not wrong."""
    try:
        with Store.open(root, mode="read") as store:
            found = health.check(store)
            library = _library(store) if found.ok else "not examined"
    except MuseError as error:
        if error.code == "store.missing":
            return {"database": "none yet", "library": "none yet"}, True
        return {"database": str(error), "library": "not examined"}, False
    database = "ok" if found.ok else "; ".join(found.problems)
    ok = found.ok and library == "ok"
    return {**asdict(found), "database": database, "library": library}, ok


def _library(store: Store) -> str:
    """What a check would have to say about the library: "ok", or why it cannot compare with all of it."""
    library = Library(store, store.paths)
    try:
        library.candidates(prints(normalise("")))  # looks at every list it keeps
    except MuseError as error:
        return str(error)
    return _worded(library.notices())


def _worded(problems: Sequence[MuseError]) -> str:
    return "; ".join(map(str, problems)) or "ok"


def _versions() -> dict[str, str]:
    versions = {
        "muse-desktop": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
    }
    for name in PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "not installed"
    return versions


def _ask(engine: Engine, model: Path | None) -> tuple[dict[str, Any], dict[str, Any], str]:
    """What the engine is built of, what the model is, and what is wrong ("" when nothing is)."""
    built: dict[str, Any] = {}
    try:
        built = dict(engine.versions().result())
        machine = engine.devices().result()
        built |= {"backends": list(machine.backends), "devices": [_device(one) for one in machine.devices]}
        if model is None:
            raise MuseError("models.none")
        sha256 = file_sha256(model, hash_cache())
        info = engine.load(model, context=512).result()
    except MuseError as error:
        return built, {"path": str(model or "")}, str(error)
    found = {
        "path": info.path,
        "name": model_name(model, info.name),
        "sha256": sha256,
        "licence": info.licence,
        "architecture": info.architecture,
        "quantisation": info.quantisation,
        "bytes": info.size_bytes,
        "context": info.context_trained,
        "gpu_layers": info.gpu_layers,
    }
    return built, found, ""


def _device(device: Device) -> str:
    return f"{device.name}: {device.description}, {device.free / 1e9:.1f} of {device.total / 1e9:.1f} GB free"
