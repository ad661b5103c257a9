"""Running pandoc, which comes as a program inside a wheel: no files, no network, bounded memory and time."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from pathlib import Path

from muse_desktop.errors import MuseError

TIMEOUT = 120.0
"""Seconds; a novel of 170,000 words takes about 3."""
MEMORY = "2g"
"""Heap limit of pandoc's own runtime, the same on every system (RLIMIT_AS would stop it from starting)."""

LOOK_S = 0.1
"""Seconds between two looks whether a conversion is still wanted."""


def find_pandoc() -> Path:
    """The pandoc of the pypandoc-binary wheel. Raises formats.converter_missing.

    Never one on the PATH: distributions build it without the memory limit, and old ones know no sandbox.
    """
    name = "pandoc.exe" if os.name == "nt" else "pandoc"
    spec = importlib.util.find_spec("pypandoc")
    if spec is not None and spec.origin is not None:
        bundled = Path(spec.origin).parent / "files" / name
        if bundled.is_file():
            return bundled
    raise MuseError("formats.converter_missing")


def convert(
    data: bytes,
    arguments: Sequence[str],
    timeout: float = TIMEOUT,
    memory: str = MEMORY,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """What pandoc makes of `data` on its standard input, from its standard output.

    `--sandbox` keeps it from every file and the network; the environment is empty but for what a program
    needs to start. Raises formats.converter_missing, converter_slow, converter_failed; CancelledError soon
    after `cancelled`, asked again and again, says so, with pandoc ended.
    """
    command = [str(find_pandoc()), "--sandbox", *arguments, "-o", "-", "+RTS", f"-M{memory}", "-RTS"]
    kept = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
    environment = {"LANG": "C.UTF-8", **{name: os.environ[name] for name in kept if name in os.environ}}
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows: no console flashes up
    try:
        if cancelled is None:
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=timeout, env=environment,
                creationflags=flags, check=False,
            )  # fmt: skip
        else:
            done = _run(command, data, timeout, environment, flags, cancelled)
    except subprocess.TimeoutExpired as error:
        raise MuseError("formats.converter_slow", seconds=round(timeout)) from error
    except OSError as error:
        raise MuseError("formats.converter_failed", reason=error.strerror or str(error)) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise MuseError("formats.converter_failed", reason=said[-300:] or f"exit status {done.returncode}")
    return done.stdout


def _run(
    command: list[str],
    data: bytes,
    timeout: float,
    environment: dict[str, str],
    flags: int,
    cancelled: Callable[[], bool],
) -> subprocess.CompletedProcess[bytes]:
    """As `subprocess.run`, but it can be cancelled."""
    pipe = subprocess.PIPE
    end = time.monotonic() + timeout
    given: bytes | None = data
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, creationflags=flags
    ) as process:
        while True:
            try:
                output, said = process.communicate(given, LOOK_S)
                return subprocess.CompletedProcess(command, process.returncode, output, said)
            except subprocess.TimeoutExpired:
                given = None  # it is on its way
            except BaseException:
                process.kill()
                raise
            if cancelled():
                process.kill()
                raise CancelledError
            if time.monotonic() > end:
                process.kill()
                raise subprocess.TimeoutExpired(command, timeout)
