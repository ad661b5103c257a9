from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine.sampling import LAST_SEED, PRESETS, Sampling, candidate_seeds, draw_seed
from muse_desktop.errors import MuseError

ORDER = ["penalties", "dry", "top_k", "top_p", "min_p", "xtc", "temperature", "dist"]


def names(sampling: Sampling) -> list[str]:
    return [name for name, _ in sampling.chain()]


def test_everything_on_acts_in_the_documented_order_with_all_its_values() -> None:
    full = Sampling(
        temperature=0.9, min_p=0.04, top_k=40, top_p=0.95, repeat_penalty=1.1, repeat_last_n=32,
        xtc_threshold=0.2, xtc_probability=0.5, dry_multiplier=0.8, dry_base=1.8, dry_allowed_length=3,
        dry_window=512,
    )  # fmt: skip
    assert full.chain() == [
        ("penalties", {"repeat": 1.1, "last_n": 32}),
        ("dry", {"multiplier": 0.8, "base": 1.8, "allowed_length": 3, "window": 512}),
        ("top_k", {"k": 40}),
        ("top_p", {"p": 0.95}),
        ("min_p", {"p": 0.04}),
        ("xtc", {"probability": 0.5, "threshold": 0.2}),
        ("temperature", {"t": 0.9}),
        ("dist", {}),
    ]
    assert full.window() == 512


def test_temperature_zero_takes_the_best_word_but_still_counts_repetition() -> None:
    assert names(Sampling(temperature=0)) == ["greedy"]
    assert names(Sampling(temperature=0, repeat_penalty=1.2)) == ["penalties", "greedy"]


def test_what_is_off_is_not_in_the_chain() -> None:
    assert names(Sampling(min_p=0)) == ["temperature", "dist"]
    assert Sampling(min_p=0).window() == 0


def test_every_preset_is_a_valid_chain() -> None:
    assert set(PRESETS) == {"faithful", "balanced", "wild"}
    for preset in PRESETS.values():
        assert [name for name in ORDER if name in names(preset)] == names(preset)
    assert PRESETS["faithful"].temperature < PRESETS["balanced"].temperature < PRESETS["wild"].temperature


@pytest.mark.parametrize("value", [-0.1, 5.1, math.nan, math.inf])
def test_a_setting_out_of_range_is_refused_by_name(value: float) -> None:
    with pytest.raises(MuseError) as refused:
        Sampling(temperature=value)
    assert refused.value.code == "engine.setting_out_of_range"
    assert refused.value.values["setting"] == "temperature"


def test_settings_survive_json() -> None:
    wild = PRESETS["wild"]
    assert msgspec.json.decode(msgspec.json.encode(wild), type=Sampling) == wild


@given(first=st.integers(), count=st.integers(1, 4))
def test_candidates_get_different_seeds_that_llama_cpp_takes_as_they_are(first: int, count: int) -> None:
    seeds = candidate_seeds(first, count)
    assert len(set(seeds)) == count
    assert all(0 <= seed <= LAST_SEED for seed in seeds)


@given(first=st.integers(0, LAST_SEED))
def test_a_seed_in_range_is_kept(first: int) -> None:
    assert candidate_seeds(first, 1) == (first,)


def test_a_drawn_seed_is_in_range() -> None:
    assert all(0 <= draw_seed() <= LAST_SEED for _ in range(100))
