"""The imported bytes, each file once, under the hash of its content."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_NEW = ".new"  # written, but not yet sure to be on the disk


class Originals:
    """The folder `root` of originals."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, digest: str) -> Path:
        """Where the bytes with this SHA-256 are, or would be."""
        return self._root / digest[:2] / digest

    def bring(self, data: bytes, digest: str) -> None:
        """Write `data` down; it is kept once `settle` was called. Raises OSError."""
        path = self.path(digest)
        if _has(path, len(data)):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{digest}.{os.getpid()}")
        temporary.write_bytes(data)
        temporary.replace(path.with_name(digest + _NEW))

    def settle(self, digests: Iterable[str]) -> None:
        """Make sure that what was brought is on the disk, whatever happens from now on. Raises OSError."""
        for digest in digests:
            path = self.path(digest)
            fresh = path.with_name(digest + _NEW)
            if not fresh.exists():
                continue
            with fresh.open("r+b") as file:
                os.fsync(file.fileno())
            fresh.replace(path)

    def discard(self, digest: str) -> None:
        """Forget what was brought but not settled."""
        path = self.path(digest)
        path.with_name(digest + _NEW).unlink(missing_ok=True)

    def remove(self, digest: str) -> None:
        """Delete the bytes with this hash."""
        self.path(digest).unlink(missing_ok=True)

    def read(self, digest: str) -> bytes | None:
        """The bytes with this hash; None when they are lost or no longer what they were."""
        try:
            data = self.path(digest).read_bytes()
        except OSError:
            return None
        return data if sha256(data).hexdigest() == digest else None


def _has(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False
