"""Which model suits this machine: what it needs, whether there is room, and which to suggest."""

from __future__ import annotations

from typing import Literal

from muse_desktop.engine.hardware import Hardware
from muse_desktop.models.catalogue import CONTEXTS, Catalogue
from muse_desktop.models.values import Entry, Task

Room = Literal["fits", "tight", "too_big"]
"""Fits with room for other programs; runs with little left; more than the machine has."""

GIB = 2**30
COMFORT = 0.6
"""Share of the memory, the machine's or a graphics card's, that a model may take beside a browser."""
LIMIT = 0.85
"""Share above which the system begins to swap, and a sentence takes minutes."""
SLOW_ABOVE = 6 * GIB
"""Bytes of weights above which a model without a graphics card writes slower than one reads: each token
reads all weights once, and a laptop's memory gives some 30 GB/s, so about 5 tokens/s at 6 GiB."""
SLOW_BELOW_CORES = 4
"""Cores below which half of `SLOW_ABOVE` is already as slow."""
DISK_LEFT = GIB
"""What a download leaves free on the disk."""


def needed(entry: Entry, context_tokens: int) -> int:
    """Bytes of memory for `entry` with a context of `context_tokens`: on the straight line through the two
    sizes the catalogue gives, for the KV cache grows by the token; never less than the weights."""
    (low, at_low), (high, at_high) = ((int(size), entry.memory[size]) for size in CONTEXTS)
    per_token = (at_high - at_low) / (high - low)
    return max(entry.bytes, round(at_low + per_token * (context_tokens - low)))


def room(needed_bytes: int, hardware: Hardware) -> Room:
    """Whether there is room for `needed_bytes` in this machine's memory, or its largest graphics card's.

    Of what is installed, not of what is free at the moment: programs can be closed.
    """
    places = [hardware.ram_total, *(one.total for one in hardware.devices if one.kind == "gpu")]
    if needed_bytes <= COMFORT * max(places):
        return "fits"
    return "tight" if needed_bytes <= LIMIT * max(places) else "too_big"


def is_slow(entry: Entry, hardware: Hardware) -> bool:
    """Whether `entry` would write slower than one reads: it is large, and no graphics card holds it."""
    if any(_holds(one.total, entry) for one in hardware.devices if one.kind == "gpu"):
        return False
    limit = SLOW_ABOVE if hardware.physical_cores >= SLOW_BELOW_CORES else SLOW_ABOVE // 2
    return entry.bytes > limit


def suggest(
    catalogue: Catalogue, hardware: Hardware, language: Literal["en", "zh"], free_disk: int
) -> Entry | None:
    """The model to suggest to a writer of `language` on this machine; None where none suits.

    The first of the catalogue, whose order is a judgement of the prose, that: is for prose (for 中文: one
    marked as good at it, if any suits), knows the language, fits with a context of 4k and room for other
    programs, is not slow here, leaves a gigabyte free on the disk, and whose SHA-256 is known, so that the
    download can be verified. Hybrid models come last: with them each retry reads the whole text again.
    """
    tasks: tuple[Task, ...] = ("chinese", "prose") if language == "zh" else ("prose",)
    for hybrid in (False, True):
        for task in tasks:
            for entry in catalogue.by_task(task):
                if entry.hybrid is hybrid and _suits(entry, hardware, language, free_disk):
                    return entry
    return None


def _suits(entry: Entry, hardware: Hardware, language: str, free_disk: int) -> bool:
    return (
        entry.seen == "hash"
        and entry.bytes + DISK_LEFT <= free_disk
        and ("*" in entry.languages or language in entry.languages)
        and room(needed(entry, 4096), hardware) == "fits"
        and not is_slow(entry, hardware)
    )


def _holds(memory: int, entry: Entry) -> bool:
    return needed(entry, 4096) <= LIMIT * memory
