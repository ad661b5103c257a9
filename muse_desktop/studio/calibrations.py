"""What was measured of this machine, kept between runs of the app."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
from pathlib import Path

import msgspec

from muse_desktop.engine.hardware import cpu_name, physical_cores
from muse_desktop.engine.values import Calibration
from muse_desktop.files import put

MOST = 50
"""Results kept; the oldest go first."""


class Calibrations:
    """The result for each model, on this machine and with this build of llama.cpp, in one JSON file.

    A cache: what cannot be read or written costs one more trial.
    """

    def __init__(self, path: Path) -> None:
        """`path`: the file; it need not exist."""
        self._path = path

    def get(self, sha256: str) -> Calibration | None:
        """What was measured with the model of this SHA-256; None when it has not been measured here."""
        return self._read().get(self._key(sha256))

    def put(self, sha256: str, found: Calibration) -> None:
        """Remember a result in place of an older one."""
        key = self._key(sha256)
        kept = {other: old for other, old in self._read().items() if other != key}
        kept = {**dict(list(kept.items())[-(MOST - 1) :]), key: found}
        with contextlib.suppress(OSError):
            put(self._path, msgspec.json.encode(kept))

    @staticmethod
    def _key(sha256: str) -> str:
        cores = f"{physical_cores()}/{os.cpu_count()}"
        return f"{sha256} · {cpu_name()} {cores} · {importlib.metadata.version('llama-cpp-python')}"

    def _read(self) -> dict[str, Calibration]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Calibration])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return {}
