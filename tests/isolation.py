"""The suite runs where nothing but loopback exists, child processes included.

On Linux the test process moves itself into a fresh network namespace before anything else happens; every
child inherits it. Where the system refuses that (macOS, Windows, locked-down kernels) a `sitecustomize` on
PYTHONPATH refuses non-loopback sockets in every Python child, and pytest-socket does so in this process.
"""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import sys
from pathlib import Path

MARK = "MUSE_TEST_ISOLATION"
GUARD = Path(__file__).parent / "guard"
_NEWUSER, _NEWNET = 0x10000000, 0x40000000
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 0x1


def isolate_network() -> str:
    """Cut this process and its children off the network; "namespace" or "guard" tells how."""
    if already := os.environ.get(MARK):
        return already
    how = "namespace" if sys.platform == "linux" and _new_namespace() else "guard"
    if how == "guard":
        old = os.environ.get("PYTHONPATH")
        os.environ["PYTHONPATH"] = str(GUARD) + (os.pathsep + old if old else "")
    os.environ[MARK] = how
    return how


def _new_namespace() -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_NEWNET) != 0:
        if libc.unshare(_NEWUSER | _NEWNET) != 0:
            return False
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, _SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", _IFF_UP, b""))
    return True
