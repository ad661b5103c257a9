"""Small files of the app's own, written whole or not at all. (What a writer exports: formats/atomic.py.)"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def put(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Put `data` at `path`, making its folder: a temporary name beside it, then that name replaced.

    `durable`: the disk has it when this returns. Readable by this user alone. Raises OSError; what was at
    `path` is there still then, and nothing else is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
