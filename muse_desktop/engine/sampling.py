"""How the next token is chosen: the writer's settings, their limits, and the order they act in."""

from __future__ import annotations

import math
import secrets

import msgspec

from muse_desktop.errors import MuseError

LAST_SEED = 2**32 - 2
"""The highest seed: llama.cpp reads 2^32 - 1 as "pick one at random", which could not be replayed."""

LIMITS: dict[str, tuple[float, float]] = {
    "temperature": (0.0, 5.0),
    "temperature_range": (0.0, 5.0),
    "temperature_exponent": (0.1, 10.0),
    "top_n_sigma": (0.0, 10.0),
    "top_k": (0, 1_000_000),
    "typical_p": (0.0, 1.0),
    "top_p": (0.0, 1.0),
    "min_p": (0.0, 1.0),
    "repeat_penalty": (0.1, 10.0),
    "frequency_penalty": (-10.0, 10.0),
    "presence_penalty": (-10.0, 10.0),
    "repeat_last_n": (0, 65_536),
    "xtc_threshold": (0.0, 1.0),
    "xtc_probability": (0.0, 1.0),
    "dry_multiplier": (0.0, 100.0),
    "dry_base": (1.0, 10.0),
    "dry_allowed_length": (1, 1_000),
    "dry_window": (0, 65_536),
    "mirostat": (0, 2),
    "mirostat_tau": (0.0, 20.0),
    "mirostat_eta": (0.0, 1.0),
    "adaptive_target": (0.0, 1.0),
    "adaptive_decay": (0.0, 0.99),
}
"""The lowest and highest value of every field of `Sampling`."""

OFF: dict[str, float | int] = {
    "temperature_range": 0.0,
    "top_n_sigma": 0.0,
    "top_k": 0,
    "typical_p": 1.0,
    "top_p": 1.0,
    "min_p": 0.0,
    "repeat_penalty": 1.0,
    "frequency_penalty": 0.0,
    "presence_penalty": 0.0,
    "xtc_probability": 0.0,
    "dry_multiplier": 0.0,
    "mirostat": 0,
    "adaptive_target": 0.0,
}
"""The value at which a field does nothing. Fields not named are never off by themselves: the temperature,
and those that only shape another one (see `SHAPES`)."""

SHAPES: dict[str, tuple[str, ...]] = {
    "temperature_exponent": ("temperature_range",),
    "repeat_last_n": ("repeat_penalty", "frequency_penalty", "presence_penalty"),
    "xtc_threshold": ("xtc_probability",),
    "dry_base": ("dry_multiplier",),
    "dry_allowed_length": ("dry_multiplier",),
    "dry_window": ("dry_multiplier",),
    "mirostat_tau": ("mirostat",),
    "mirostat_eta": ("mirostat",),
    "adaptive_decay": ("adaptive_target",),
}
"""Fields that matter only while one of the named ones is on."""

COLDEST = 0.001
"""Below this temperature a logit divided by it may not fit a float; such a setting means greedy."""
MIROSTAT_M = 100
"""How many likeliest tokens mirostat 1 looks at (the paper's value, llama.cpp's too)."""

Step = tuple[str, dict[str, float | int]]
"""One sampler of a chain: its name and its values."""


class Sampling(msgspec.Struct, frozen=True, kw_only=True):
    """The sampler settings of one generation; the defaults suit prose. Temperature 0 is greedy.

    `OFF` tells at which value each is off, `LIMITS` how far it goes. Windows (`repeat_last_n`, `dry_window`)
    are in tokens and include the prompt's end. Sources: typical (arXiv 2202.00666), top-n-sigma (2411.07641;
    in standard deviations of the logits), mirostat (2007.14966; `tau` in bits of surprise), adaptive-p
    (llama.cpp #17927: `target` is the probability the picked words shall have on average), dynamic
    temperature (llama.cpp #4972: `temperature` ± `temperature_range`, the flatter the choice the warmer).
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
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    typical_p: float = 1.0
    top_n_sigma: float = 0.0
    temperature_range: float = 0.0
    temperature_exponent: float = 1.0
    mirostat: int = 0
    mirostat_tau: float = 5.0
    mirostat_eta: float = 0.1
    adaptive_target: float = 0.0
    adaptive_decay: float = 0.9

    def __post_init__(self) -> None:
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if not (math.isfinite(value) and low <= value <= high):
                raise MuseError(
                    "engine.setting_out_of_range", setting=name, value=str(value), low=low, high=high
                )

    def chain(self) -> list[Step]:
        """The samplers that act, in the order they act, each with all its values.

        The C chain is built from this list, so the record and the deed cannot differ. The order is
        llama.cpp's: penalties (repeat, DRY) correct the model's own logits first; then the cuts (top-n-sigma,
        top-k, typical, top-p, min-p), judged on probabilities that temperature has not bent, so that a warm
        setting does not let nonsense in; XTC after the cuts, so that it removes a likely word only where
        another acceptable one remains; temperature on the survivors; last what picks.

        What excludes what: greedy (temperature below `COLDEST`) leaves nothing to cut or to draw; mirostat
        makes its own cut and its own draw, so it replaces the cuts, XTC, adaptive-p and the plain draw, and
        keeps penalties and temperature; adaptive-p replaces the plain draw alone (its author advises min-p
        beside it and nothing else). A request's bias and grammar come before all of these, see
        `engine.child.samplers`.
        """
        steps = self._penalties()
        if self.temperature < COLDEST:
            return [*steps, ("greedy", {})]
        if self.mirostat:
            return [*steps, self._heat(), self._mirostat()]
        steps += self._cuts()
        steps.append(self._heat())
        if self.adaptive_target > 0:
            adaptive = {"target": self.adaptive_target, "decay": self.adaptive_decay}
            return [*steps, ("adaptive_p", adaptive)]
        return [*steps, ("dist", {})]

    def _penalties(self) -> list[Step]:
        steps: list[Step] = []
        penalties: dict[str, float | int] = {
            "repeat": self.repeat_penalty,
            "frequency": self.frequency_penalty,
            "presence": self.presence_penalty,
            "last_n": self.repeat_last_n,
        }
        on = any(getattr(self, name) != OFF[name] for name in SHAPES["repeat_last_n"])
        if on and self.repeat_last_n > 0:
            steps.append(("penalties", penalties))
        if self.dry_multiplier > 0 and self.dry_window > 0:
            dry: dict[str, float | int] = {
                "multiplier": self.dry_multiplier,
                "base": self.dry_base,
                "allowed_length": self.dry_allowed_length,
                "window": self.dry_window,
            }
            steps.append(("dry", dry))
        return steps

    def _cuts(self) -> list[Step]:
        steps: list[Step] = []
        if self.top_n_sigma > 0:
            steps.append(("top_n_sigma", {"n": self.top_n_sigma}))
        if self.top_k > 0:
            steps.append(("top_k", {"k": self.top_k}))
        if self.typical_p < 1:
            steps.append(("typical", {"p": self.typical_p}))
        if self.top_p < 1:
            steps.append(("top_p", {"p": self.top_p}))
        if self.min_p > 0:
            steps.append(("min_p", {"p": self.min_p}))
        if self.xtc_probability > 0 and self.xtc_threshold <= 0.5:  # two words above a half cannot be
            steps.append(("xtc", {"probability": self.xtc_probability, "threshold": self.xtc_threshold}))
        return steps

    def _heat(self) -> Step:
        if self.temperature_range <= 0:
            return ("temperature", {"t": self.temperature})
        # The cold end stays above zero: see COLDEST.
        spread = min(self.temperature_range, 0.99 * self.temperature)
        values = {"t": self.temperature, "range": spread, "exponent": self.temperature_exponent}
        return ("dynamic_temperature", values)

    def _mirostat(self) -> Step:
        values: dict[str, float | int] = {"tau": self.mirostat_tau, "eta": self.mirostat_eta}
        return ("mirostat", {**values, "m": MIROSTAT_M}) if self.mirostat == 1 else ("mirostat_v2", values)

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


def dial(position: float) -> Sampling:
    """The settings at a place of the safe ↔ wild line: 0 faithful, 0.5 balanced, 1 wild, exactly.

    Between two presets every value goes from the one to the other in a straight line, so each is continuous
    and never turns back; XTC is off in the lower half and fades in in the upper one. Raises MuseError
    `engine.setting_out_of_range` for a position outside 0 … 1.
    """
    if not 0 <= position <= 1:
        raise MuseError("engine.setting_out_of_range", setting="dial", value=str(position), low=0, high=1)
    upper = position > 0.5
    low, high = (PRESETS[name] for name in (("balanced", "wild") if upper else ("faithful", "balanced")))
    way = 2 * position - 1 if upper else 2 * position
    between = {name: _between(getattr(low, name), getattr(high, name), way) for name in moved(low, high)}
    return msgspec.structs.replace(low, **between)


def _between(low: float, high: float, way: float) -> float:
    """`way` 0 … 1 from `low` to `high`; both ends exactly, and monotone in spite of rounding."""
    if way >= 1:
        return high
    return min(max(low + (high - low) * way, min(low, high)), max(low, high))


def moved(a: Sampling, b: Sampling) -> tuple[str, ...]:
    """The names of the fields in which the two differ, in the order of the fields."""
    return tuple(name for name in Sampling.__struct_fields__ if getattr(a, name) != getattr(b, name))


def draw_seed() -> int:
    """A fresh seed for a writer who named none; it is recorded like any other."""
    return secrets.randbelow(LAST_SEED + 1)


def candidate_seeds(first: int, count: int) -> tuple[int, ...]:
    """The seeds of `count` candidates: `first` and its successors, wrapped into 0 … LAST_SEED.

    Any integer may be given as `first`, so that a writer can use a date or a birthday.
    """
    return tuple((first + i) % (LAST_SEED + 1) for i in range(count))
