"""Modules that are loaded when something in them is first asked for: the window opens without them."""

from __future__ import annotations

import importlib
from typing import Any

HEAVY = ("numpy", "rapidfuzz.distance", "jinja2.sandbox", "psutil")
"""What a window needs sooner or later, and does not open faster with."""


def load_heavy() -> None:
    """Load what was put off, so that nobody waits for it later. For a thread that has nothing else to do."""
    for name in HEAVY:
        importlib.import_module(name)


class LazyModule:
    """Stands for a module; each of its names is kept here once it was used.

    For a large module that a start does not need. Say to type checkers what it really is:

        if TYPE_CHECKING:
            import numpy as np
        else:
            np = LazyModule("numpy")
    """

    def __init__(self, name: str) -> None:
        self.__dict__["__name__"] = name

    def __getattr__(self, name: str) -> Any:
        value = getattr(importlib.import_module(self.__name__), name)
        self.__dict__[name] = value
        return value
