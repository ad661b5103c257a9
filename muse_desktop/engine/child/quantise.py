"""A model file made smaller: its weights stored with fewer bits, by llama.cpp's own quantiser.

It works a tensor at a time and maps the source, so that it takes little memory beside the largest tensor.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API

from muse_desktop.engine.child import ggml
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import file_parts, refusal
from muse_desktop.engine.child.threads import default_threads
from muse_desktop.engine.gguf import check_file
from muse_desktop.errors import MuseError

KEEP_FREE = 256 * 2**20
"""Bytes that stay free on the disk."""
_PLACE = re.compile(r"^\[ *(\d+)/ *(\d+)\] +(\S+)")
_SIZE = re.compile(r"(model|quant) size *= *([\d.]+) MiB")
_MIB = 2**20


def quantise(
    source: Path,
    part: Path,
    kind: str,
    log: NativeLog,
    tell: Callable[[float], None] = lambda _: None,
    threads: int = 0,
) -> None:
    """Write `source` (any kind; a split one by its first part) to `part` as `kind`, for example "Q4_K_M".

    `tell`: how much is done, 0 … 1; `threads` 0: one for each core. A source that is stored small already is
    made smaller too, and loses both times. What was begun stays when this fails. Raises MuseError
    `engine.quantise_kind`, `engine.quantise_no_space`, `engine.quantise_failed`, those of `check_file`,
    `engine.model_broken`.
    """
    check_file(source)
    try:
        _quantise(source, part, kind, log, tell, threads)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MuseError("engine.quantise_failed", name=source.name, reason=reason[:200]) from error


def _quantise(
    source: Path, part: Path, kind: str, log: NativeLog, tell: Callable[[float], None], threads: int
) -> None:
    params = C.llama_model_quantize_default_params()
    params.ftype = file_type(kind)
    params.nthread = threads or default_threads()
    params.allow_requantize = True
    _require_space(source, part, params, log)
    progress = Progress(_tensor_sizes(source), tell)
    tell(0.0)
    log.clear()
    with log.listening(progress.hear):
        code = C.llama_model_quantize(os.fsencode(source), os.fsencode(part), params)
    if code:
        raise MuseError("engine.quantise_failed", name=source.name, reason=log.reason() or f"number {code}")
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    tell(1.0)


def file_type(kind: str) -> int:
    """llama.cpp's number for a kind. Raises MuseError `engine.quantise_kind`."""
    number = getattr(C, f"LLAMA_FTYPE_MOSTLY_{kind}", None) if kind.isascii() else None
    if not isinstance(number, int):
        raise MuseError("engine.quantise_kind", kind=kind[:40])
    return number


class Progress:
    """How far llama.cpp is, from the line that it writes before each tensor; large tensors count for more."""

    def __init__(self, sizes: dict[str, int], tell: Callable[[float], None]) -> None:
        """`sizes`: bytes of each tensor of the source, by name; {}: all count alike."""
        self._sizes, self._tell = sizes, tell
        self._total = sum(sizes.values())
        self._before = 0  # bytes of the tensors that are done
        self._current = 0

    def hear(self, text: str) -> None:
        """One piece of the log."""
        place = _PLACE.match(text)
        if place is None:
            return
        done, total = int(place[1]) - 1, int(place[2])
        self._before += self._current
        self._current = self._sizes.get(place[3], 0)
        fraction = self._before / self._total if self._total else done / max(total, 1)
        self._tell(min(max(fraction, 0.0), 0.999))


def _tensor_sizes(source: Path) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for file in file_parts(source):
        with ggml.read_header(file) as header:
            if header is not None:
                sizes |= {tensor.name: tensor.size for tensor in header.tensors}
    return sizes


def _require_space(source: Path, part: Path, params: Any, log: NativeLog) -> None:
    """Ask llama.cpp how large it will be, without doing it. Raises MuseError `engine.model_broken`,
    `engine.quantise_no_space`."""
    heard: list[str] = []
    params.dry_run = True
    log.clear()
    with log.listening(heard.append):
        code = C.llama_model_quantize(os.fsencode(source), os.fsencode(part), params)
    params.dry_run = False
    with contextlib.suppress(FileNotFoundError):  # some builds begin a file all the same
        part.unlink()
    if code:
        raise refusal(source, log.reason())
    sizes = {found[1]: float(found[2]) * _MIB for line in heard if (found := _SIZE.search(line))}
    whole = sum(file.stat().st_size for file in file_parts(source))
    table = max(0.0, whole - sizes.get("model", whole))  # the vocabulary and the like: copied as it is
    needed = sizes.get("quant", whole) + table + KEEP_FREE
    free = shutil.disk_usage(part.parent).free
    if needed > free:
        raise MuseError(
            "engine.quantise_no_space", needed_gb=round(needed / 1e9, 1), free_gb=round(free / 1e9, 1)
        )
