"""How the next token is chosen: the writer's settings, their limits, and the order they act in."""

from __future__ import annotations

import math
import secrets

import msgspec

from muse_desktop.errors import MuseError

LAST_SEED = 2**32 - 2
"""The highest seed: llama.cpp reads 2^32 - 1 as "pick one at random", which could not be replayed."""

_LIMITS: dict[str, tuple[float, float]] = {
    "temperature": (0.0, 5.0),
    "min_p": (0.0, 1.0),
    "top_k": (0, 1_000_000),
    "top_p": (0.0, 1.0),
    "repeat_penalty": (0.1, 10.0),
    "repeat_last_n": (0, 65_536),
    "xtc_threshold": (0.0, 1.0),
    "xtc_probability": (0.0, 1.0),
    "dry_multiplier": (0.0, 100.0),
    "dry_base": (1.0, 10.0),
    "dry_allowed_length": (1, 1_000),
    "dry_window": (0, 65_536),
}

Step = tuple[str, dict[str, float | int]]
"""One sampler of a chain: its name and its values."""


class Sampling(msgspec.Struct, frozen=True, kw_only=True):
    """The sampler settings of one generation; the defaults suit prose. Temperature 0 is greedy.

    Off means: `min_p` 0, `top_k` 0, `top_p` 1, `repeat_penalty` 1, `xtc_probability` 0, `dry_multiplier` 0.
    Windows (`repeat_last_n`, `dry_window`) are in tokens and include the prompt's end.
    Raises MuseError `engine.setting_out_of_range` when a value is outside its limits.
    """

    temperature: float = 0.8
    min_p: float = 0.05
    top_k: int = 0
    top_p: float = 1.0
    repeat_penalty: float = 1.0
    repeat_last_n: int = 64
    xtc_threshold: float = 0.1
    xtc_probability: float = 0.0
    dry_multiplier: float = 0.0
    dry_base: float = 1.75
    dry_allowed_length: int = 2
    dry_window: int = 1024

    def __post_init__(self) -> None:
        for name, (low, high) in _LIMITS.items():
            value = getattr(self, name)
            if not (math.isfinite(value) and low <= value <= high):
                raise MuseError(
                    "engine.setting_out_of_range", setting=name, value=str(value), low=low, high=high
                )

    def chain(self) -> list[Step]:
        """The samplers that act, in the order they act, each with all its values.

        The C chain is built from this list, so the record and the deed cannot differ. The order is
        llama.cpp's: penalties (repeat, DRY) correct the model's own logits first; then the cuts, cheapest
        first (top-k, top-p, min-p), judged on probabilities that temperature has not bent, so that a warm
        setting does not let nonsense in; XTC after the cuts, so that it removes a likely word only where
        another acceptable one remains; temperature last, on the survivors.
        """
        steps: list[Step] = []
        if self.repeat_penalty != 1.0 and self.repeat_last_n > 0:
            steps.append(("penalties", {"repeat": self.repeat_penalty, "last_n": self.repeat_last_n}))
        if self.dry_multiplier > 0 and self.dry_window > 0:
            dry: dict[str, float | int] = {
                "multiplier": self.dry_multiplier,
                "base": self.dry_base,
                "allowed_length": self.dry_allowed_length,
                "window": self.dry_window,
            }
            steps.append(("dry", dry))
        if self.temperature == 0:
            return [*steps, ("greedy", {})]
        if self.top_k > 0:
            steps.append(("top_k", {"k": self.top_k}))
        if self.top_p < 1:
            steps.append(("top_p", {"p": self.top_p}))
        if self.min_p > 0:
            steps.append(("min_p", {"p": self.min_p}))
        if self.xtc_probability > 0:
            steps.append(("xtc", {"probability": self.xtc_probability, "threshold": self.xtc_threshold}))
        return [*steps, ("temperature", {"t": self.temperature}), ("dist", {})]

    def window(self) -> int:
        """How many of the latest tokens the chain looks back at (0: none)."""
        return max(
            (int(values.get("last_n", values.get("window", 0))) for _, values in self.chain()), default=0
        )


PRESETS: dict[str, Sampling] = {
    "faithful": Sampling(temperature=0.4, min_p=0.1),
    "balanced": Sampling(temperature=0.8, min_p=0.05, dry_multiplier=0.8),
    "wild": Sampling(temperature=1.1, min_p=0.02, xtc_probability=0.5, dry_multiplier=0.8),
}
"""Three points on the safe ↔ wild line (min-p: arXiv 2407.01082; XTC:
text-generation-webui #6335; DRY: #5677). DRY is off in recipes that want refrains."""


def draw_seed() -> int:
    """A fresh seed for a writer who named none; it is recorded like any other."""
    return secrets.randbelow(LAST_SEED + 1)


def candidate_seeds(first: int, count: int) -> tuple[int, ...]:
    """The seeds of `count` candidates: `first` and its successors, wrapped into 0 … LAST_SEED.

    Any integer may be given as `first`, so that a writer can use a date or a birthday.
    """
    return tuple((first + i) % (LAST_SEED + 1) for i in range(count))
