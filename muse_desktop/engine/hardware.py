"""The machine the model runs on: processor, memory, what else can compute, and whether it is plugged in."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from muse_desktop.lazy import LazyModule

if TYPE_CHECKING:
    import psutil
else:
    psutil = LazyModule("psutil")

_NAME = 100
"""Characters kept of a processor's name."""


class Device(msgspec.Struct, frozen=True):
    """Something the engine can compute with. Memory in bytes; 0 where it does not tell."""

    name: str
    description: str
    total: int
    free: int
    kind: Literal["cpu", "gpu"]


class Hardware(msgspec.Struct, frozen=True, kw_only=True):
    """A machine as it is now. Memory in bytes; `devices` and `backends` are empty until an engine told them;
    `on_battery` is None where there is no battery, or nobody knows."""

    cpu: str
    physical_cores: int
    logical_cores: int
    ram_total: int
    ram_free: int
    devices: tuple[Device, ...] = ()
    backends: tuple[str, ...] = ()
    on_battery: bool | None = None


def hardware(devices: Sequence[Device] = (), backends: Sequence[str] = ()) -> Hardware:
    """This machine, with what an engine told of its devices."""
    memory = psutil.virtual_memory()
    return Hardware(
        cpu=cpu_name(),
        physical_cores=physical_cores(),
        logical_cores=os.cpu_count() or 1,
        ram_total=int(memory.total),
        ram_free=int(memory.available),
        devices=tuple(devices),
        backends=tuple(backends),
        on_battery=on_battery(),
    )


def physical_cores() -> int:
    """Cores, hyperthreads not counted; 1 at least."""
    return int(psutil.cpu_count(logical=False) or os.cpu_count() or 1)


def cpu_name() -> str:
    """What the processor calls itself, as well as the system tells; never empty."""
    name = _linux_cpu() if sys.platform == "linux" else platform.processor()
    return " ".join((name or platform.machine() or "unknown").split())[:_NAME]


def _linux_cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    told = (line.partition(":") for line in lines)
    return next((value for key, _, value in told if key.strip() == "model name"), "")


def on_battery() -> bool | None:
    """Whether the machine runs on its battery; None where there is none, or it does not say."""
    ask = getattr(psutil, "sensors_battery", None)  # not on every system
    try:
        battery = ask() if ask is not None else None
    except (OSError, RuntimeError, ValueError):  # what a strange /sys has been seen to raise
        return None
    return None if battery is None or battery.power_plugged is None else not battery.power_plugged
