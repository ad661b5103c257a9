"""The safe ↔ wild dial in numbers: where a recipe stands on it, and what a turn of it changes. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from muse_desktop.craft.recipe import Recipe
from muse_desktop.engine.sampling import LIMITS, OFF, Sampling, dial, moved

STEPS = 100
"""Positions of the dial are whole hundredths, so that one can be said, remembered and set again."""

MARKS: dict[str, int] = {"faithful": 0, "balanced": 50, "wild": 100}
# What a recipe asks for its own sake (refrains, for instance) stays when the writer turns the dial.
_KEPT = ("repeat_", "frequency_", "presence_", "dry_")

_STEPS: dict[str, tuple[str, ...]] = {
    "penalties": ("repeat_penalty", "frequency_penalty", "presence_penalty", "repeat_last_n"),
    "dry": ("dry_multiplier", "dry_base", "dry_allowed_length", "dry_window"),
    "typical": ("typical_p",),
    "xtc": ("xtc_probability", "xtc_threshold"),
    "dynamic_temperature": ("temperature", "temperature_range", "temperature_exponent"),
    "greedy": ("temperature",),
    "mirostat": ("mirostat", "mirostat_tau", "mirostat_eta"),
    "mirostat_v2": ("mirostat", "mirostat_tau", "mirostat_eta"),
    "adaptive_p": ("adaptive_target", "adaptive_decay"),
    "dist": (),
}
"""The fields behind each step of a chain; a step not named is a field of that name."""

Value = float | int
ByHand = Mapping[str, Value]


def home(recipe: Recipe) -> int:
    """Where the dial stands when the recipe is chosen."""
    return MARKS[recipe.preset]


def values_at(recipe: Recipe, position: int, by_hand: ByHand | None = None) -> Sampling:
    """The sampling of `recipe` with the dial at `position` (0 … 100), `by_hand` laid over it.

    At home it is exactly the recipe's own. Elsewhere what the recipe set against repetition is kept, and
    any other value of its own moves along with the dial's, so that a small turn never makes a leap.
    """
    if position == home(recipe):
        made = recipe.settings()
    else:
        turned, resting = dial(position / STEPS), dial(home(recipe) / STEPS)
        own: dict[str, Value] = {
            name: round(getattr(turned, name), 4) for name in moved(turned, resting)
        }
        for name, value in recipe.sampling.given().items():
            kept = name.startswith(_KEPT)
            own[name] = value if kept else _moved_along(name, value, turned, resting)
        made = msgspec.structs.replace(turned, **own)
    return msgspec.structs.replace(made, **by_hand) if by_hand else made


def _moved_along(name: str, value: Value, turned: Sampling, resting: Sampling) -> Value:
    low, high = LIMITS[name]
    moved = value + getattr(turned, name) - getattr(resting, name)
    return type(value)(round(max(low, min(high, moved)), 4))


def acting(sampling: Sampling) -> tuple[str, ...]:
    """The fields that do something, in the order they act: a chain may leave out what is set (mirostat
    makes its own cut, temperature 0 leaves nothing to cut)."""
    named = (name for step, _ in sampling.chain() for name in _STEPS.get(step, (step,)))
    return tuple(name for name in named if not is_off(name, getattr(sampling, name)))


def spread(position: int, count: int) -> tuple[int, ...]:
    """Positions for `count` candidates, from half a dial safer than `position` to half a dial wilder."""
    if count < 2:
        return (position,) * count
    low, high = max(0, position - STEPS // 2), min(STEPS, position + STEPS // 2)
    return tuple(round(low + (high - low) * place / (count - 1)) for place in range(count))


def is_off(name: str, value: Value) -> bool:
    """Whether this value turns its sampler off."""
    return name in OFF and value == OFF[name]
