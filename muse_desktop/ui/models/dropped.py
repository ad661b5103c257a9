"""Model files among what is dragged onto the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import regex  # type: ignore[import-untyped, unused-ignore]
from PySide6.QtCore import QMimeData

MOST = 50  # files of one drag
_PART = regex.compile(r"-(\d{5})-of-(\d{5})\.gguf$", regex.IGNORECASE)


def model_files(mime: QMimeData) -> list[Path]:
    """The GGUF files in `mime`, in its order."""
    paths = [Path(url.toLocalFile()) for url in mime.urls()[:MOST] if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == ".gguf"]


def first_parts(paths: Sequence[Path]) -> list[Path]:
    """`paths` without the later parts of a model whose first part is among them: one names them all."""
    firsts = {_PART.sub("", path.name) for path in paths if _number(path) == 1}
    return [path for path in paths if _number(path) <= 1 or _PART.sub("", path.name) not in firsts]


def _number(path: Path) -> int:
    found = _PART.search(path.name)
    return int(found[1]) if found else 0
