"""The models on this machine."""

from __future__ import annotations

from pathlib import Path

from muse_desktop.models.naming import model_name
from muse_desktop.models.values import ShelfModel


class Shelf:
    """The models folder, the starter, and the files that are used where they lie."""

    def __init__(self, folder: Path, starter: Path | None) -> None:
        """`folder` need not exist."""
        self._folder = folder
        self._starter = starter

    def models(self) -> tuple[ShelfModel, ...]:
        """Those that are there now."""
        found = [self._starter] if self._starter else []
        found += sorted(self._folder.glob("**/*.gguf"))
        return tuple(
            ShelfModel(
                path=path,
                name=model_name(path, ""),
                bytes=path.stat().st_size,
                origin="starter" if path == self._starter else "copied",
                tasks=("prose",),
            )
            for path in found
        )
