"""Where a studio finds things: the last workspace, recipes, what is remembered of model files."""

from __future__ import annotations

from pathlib import Path

from muse_desktop.models.starter import find_starter
from muse_desktop.paths import cache_dir, default_workspace, resource, settings_file
from muse_desktop.settings import Settings


def hash_cache() -> Path:
    """Where the hashes of model files are remembered."""
    return cache_dir() / "model-hashes.json"


def model_files(settings: Settings) -> list[Path]:
    """The model files the settings name, and the starter where it is installed."""
    named = (settings.model_path, *(one.path for one in settings.task_models))
    return [Path(path) for path in (*named, find_starter()) if path]


def recipe_folders() -> tuple[Path, Path]:
    """The shipped recipes, then the writer's own, which replace them by id."""
    return resource("recipes"), settings_file().parent / "recipes"


def workspace_folder(named: Path | None, settings: Settings) -> Path:
    """The workspace to open: the one named, else the last one, else the writer's own; absolute."""
    folder = named or (Path(settings.last_workspace) if settings.last_workspace else default_workspace())
    return folder.absolute()
