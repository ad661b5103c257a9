"""What to call a model: the name people know it by."""

from __future__ import annotations

from pathlib import Path


def model_name(path: Path, inner: str) -> str:
    """The file's name without its ending; a store's checksum name gives way to the name inside the file.

    Makers write working titles into `general.name` ("Smollm2 135M 8k Lc100K Mix1 Ep2"), while the file is
    what the writer chose and will look for.
    """
    stem = path.stem if path.suffix.lower() == ".gguf" else path.name
    checksum = stem.removeprefix("sha256-").removeprefix("sha256:")
    looks_like_hash = len(checksum) >= 32 and all(c in "0123456789abcdef" for c in checksum.lower())
    return inner if looks_like_hash and inner else stem
