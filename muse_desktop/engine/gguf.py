"""A first look at a model file, cheap enough for the app's own process."""

from __future__ import annotations

from pathlib import Path

from muse_desktop.errors import MuseError


def check_file(path: Path) -> None:
    """Refuse what cannot be a model, before anything heavy is done with it.

    Raises MuseError `engine.model_missing`, `engine.model_not_gguf`, `engine.model_unreadable`.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MuseError("engine.model_missing", path=str(path)) from error
    except OSError as error:
        raise MuseError(
            "engine.model_unreadable", path=str(path), reason=error.strerror or str(error)
        ) from error
    if magic != b"GGUF":
        raise MuseError("engine.model_not_gguf", path=str(path))
