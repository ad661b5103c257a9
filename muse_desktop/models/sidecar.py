"""The note beside a downloaded file, `FILE.muse.json`: where it came from."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from muse_desktop.files import put
from muse_desktop.models.part import disk_trouble
from muse_desktop.models.values import Wanted
from muse_desktop.store.clock import now

SIDECAR = ".muse.json"
_MAX_BYTES = 1 << 16


def write_sidecar(target: Path, wanted: Wanted, sha256: str, commit: str) -> None:
    """Note what `target` is, whole or not at all. `commit` "": only the revision asked for is known.

    Raises MuseError as `part.disk_trouble`.
    """
    note = {
        "repo": wanted.repo,
        "revision": commit or wanted.revision,
        "licence": wanted.licence,
        "sha256": sha256,
        "tasks": wanted.tasks,
        "name": wanted.name,
        "downloaded_at": now(),
    }
    beside = target.with_name(target.name + SIDECAR)
    try:
        put(beside, msgspec.json.format(msgspec.json.encode(note), indent=2))
    except OSError as error:
        raise disk_trouble(error, target) from error


def noted_sha256(target: Path) -> str:
    """The SHA-256 that is noted beside a file; "" for none."""
    with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        with target.with_name(target.name + SIDECAR).open("rb") as file:
            found = msgspec.json.decode(file.read(_MAX_BYTES))
        if isinstance(found, dict) and isinstance(found.get("sha256"), str):
            return str(found["sha256"])
    return ""
