"""What to call a model: the name people know it by."""

from __future__ import annotations

from pathlib import Path

from muse_desktop.models.split import part_of, part_stem


def model_name(path: Path, inner: str) -> str:
    """The file's name without its ending; a store's checksum name gives way to the name inside the file.

    Makers write working titles into `general.name` ("Smollm2 135M 8k Lc100K Mix1 Ep2"), while the file is
    what the writer chose and will look for.
    """
    stem = path.stem if path.suffix.lower() == ".gguf" else path.name
    return inner if is_checksum(path) and inner else stem


def is_checksum(path: Path) -> bool:
    """Whether the file's name is a checksum, as in Ollama's store, and says nothing to people."""
    stem = path.stem if path.suffix.lower() == ".gguf" else path.name
    checksum = stem.removeprefix("sha256-").removeprefix("sha256:")
    return len(checksum) >= 32 and all(c in "0123456789abcdef" for c in checksum.lower())


def shelf_name(path: Path, inner: str) -> str:
    """What to call a model on the shelf: as `model_name`, without the number of a part."""
    return part_stem(path) if part_of(path)[1] > 1 else model_name(path, inner)


def one_line(text: str, letters: int = 200) -> str:
    """A text from outside fit to be shown: one printable line of bounded length."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * letters]).split())[:letters]
