"""Runs the command line as a process of its own, as a writer's shell would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def muse(
    *arguments: str | Path,
    stdin: bytes = b"",
    timeout: float = 120,
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """`muse-desktop ARGUMENTS`; output decoded as UTF-8, in English unless the environment says otherwise."""
    done = subprocess.run(
        [sys.executable, "-m", "muse_desktop", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=timeout,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "LC_ALL": "en_US.UTF-8", **(environment or {})},
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def muse_json(*arguments: str | Path, **options: Any) -> Any:
    """The parsed output of a command that must succeed."""
    done = muse(*arguments, "--json", **options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
