"""Whether a window can open here, asked before Qt is: Qt ends the process where it finds no screen."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from muse_desktop.errors import MuseError

XCB_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
"""What Qt's X11 plug-in needs beyond a bare system, with Debian's package of each."""


def display_problem(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> MuseError | None:
    """Why no window can open (`cli.no_display`, `cli.missing_libraries`), or None when one can.

    Only Linux needs asking; where QT_QPA_PLATFORM names a platform, the caller knows what it does.
    """
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return None
    if _wayland_answers(environment):
        return None
    if not _x_answers(environment.get("DISPLAY", "")):
        return MuseError("cli.no_display")
    missing = [package for library, package in XCB_LIBRARIES.items() if not _loads(library)]
    return MuseError("cli.missing_libraries", packages=" ".join(missing)) if missing else None


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    if not name:
        return False
    return _connects(str(Path(environment.get("XDG_RUNTIME_DIR", "/run"), name)))


def _x_answers(display: str) -> bool:
    found = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if not found:
        return bool(display)  # a screen of another host: Qt will say what it finds
    path = f"/tmp/.X11-unix/X{found[1]}"  # where X servers put their socket
    return _connects(path) or _connects(f"\0{path}")


def _connects(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as attempt:
        attempt.settimeout(2)
        try:
            attempt.connect(address)
        except OSError:
            return False
        return True


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
