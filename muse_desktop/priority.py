"""How urgent a child process is: what the writer does comes first."""

from __future__ import annotations

import contextlib
import os
import sys


def give_way(steps: int) -> None:
    """Be less urgent than other programs by so many steps of nice (1 to 19); Windows knows below normal, and
    idle from 15 on. Where the system refuses, nothing changes."""
    with contextlib.suppress(OSError):
        if sys.platform != "win32":
            os.nice(steps)
            return
        import psutil

        lower = psutil.IDLE_PRIORITY_CLASS if steps >= 15 else psutil.BELOW_NORMAL_PRIORITY_CLASS
        with contextlib.suppress(psutil.Error):
            psutil.Process().nice(lower)
