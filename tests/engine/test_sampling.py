from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine.sampling import (
    LAST_SEED,
    LIMITS,
    OFF,
    PRESETS,
    SHAPES,
    Sampling,
    candidate_seeds,
    dial,
    draw_seed,
    moved,
)
from muse_desktop.errors import MuseError

ORDER = [
    "penalties", "dry", "top_n_sigma", "top_k", "typical", "top_p", "min_p", "xtc", "temperature",
    "dynamic_temperature", "adaptive_p", "mirostat", "mirostat_v2", "greedy", "dist",
]  # fmt: skip
INTEGERS = {name for name, (low, _) in LIMITS.items() if isinstance(low, int)}


def anything() -> st.SearchStrategy[Sampling]:
    """Any valid settings, each field often at the value that turns it off."""

    def values(name: str) -> st.SearchStrategy[float]:
        low, high = LIMITS[name]
        some = st.integers(int(low), int(high)) if name in INTEGERS else st.floats(low, high)
        return st.one_of(st.just(OFF[name]), some) if name in OFF else some

    return st.builds(Sampling, **{name: values(name) for name in LIMITS})


def names(sampling: Sampling) -> list[str]:
    return [name for name, _ in sampling.chain()]


def test_everything_on_acts_in_the_documented_order_with_all_its_values() -> None:
    full = Sampling(
        temperature=0.9, min_p=0.04, top_k=40, top_p=0.95, repeat_penalty=1.1, repeat_last_n=32,
        xtc_threshold=0.2, xtc_probability=0.5, dry_multiplier=0.8, dry_base=1.8, dry_allowed_length=3,
        dry_window=512, frequency_penalty=0.1, presence_penalty=0.2, typical_p=0.9, top_n_sigma=2,
        temperature_range=0.3, temperature_exponent=1.5, adaptive_target=0.4, adaptive_decay=0.8,
    )  # fmt: skip
    assert full.chain() == [
        ("penalties", {"repeat": 1.1, "frequency": 0.1, "presence": 0.2, "last_n": 32}),
        ("dry", {"multiplier": 0.8, "base": 1.8, "allowed_length": 3, "window": 512}),
        ("top_n_sigma", {"n": 2}),
        ("top_k", {"k": 40}),
        ("typical", {"p": 0.9}),
        ("top_p", {"p": 0.95}),
        ("min_p", {"p": 0.04}),
        ("xtc", {"probability": 0.5, "threshold": 0.2}),
        ("dynamic_temperature", {"t": 0.9, "range": 0.3, "exponent": 1.5}),
        ("adaptive_p", {"target": 0.4, "decay": 0.8}),
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


def test_mirostat_replaces_the_cuts_and_the_draw_but_not_penalties_and_temperature() -> None:
    full = Sampling(
        mirostat=1, mirostat_tau=4, mirostat_eta=0.2, top_k=40, xtc_probability=0.5, presence_penalty=0.5,
        dry_multiplier=0.8, adaptive_target=0.4, top_n_sigma=1, typical_p=0.5,
    )  # fmt: skip
    assert names(full) == ["penalties", "dry", "temperature", "mirostat"]
    assert full.chain()[-1] == ("mirostat", {"tau": 4, "eta": 0.2, "m": 100})
    second = msgspec.structs.replace(full, mirostat=2)
    assert second.chain()[-1] == ("mirostat_v2", {"tau": 4, "eta": 0.2})


def test_penalties_of_every_kind_look_back_and_none_does_without_a_window() -> None:
    for name in SHAPES["repeat_last_n"]:
        assert Sampling(**{name: 1.5}, repeat_last_n=200).window() == 200
        assert Sampling(**{name: 1.5}, repeat_last_n=0).window() == 0


@given(anything())
def test_every_chain_is_in_order_and_ends_with_the_one_step_that_picks(sampling: Sampling) -> None:
    found = names(sampling)
    assert [name for name in ORDER if name in found] == found
    picking = {"greedy", "dist", "adaptive_p", "mirostat", "mirostat_v2"}
    assert [name for name in found if name in picking] == found[-1:]


@given(anything(), anything(), st.sampled_from(sorted(OFF)))
def test_a_field_that_is_off_takes_its_step_away_and_changes_no_other(
    sampling: Sampling, other: Sampling, field: str
) -> None:
    off = msgspec.structs.replace(sampling, **{field: OFF[field]})
    shaping = {name for name, of in SHAPES.items() if of == (field,)}
    changed = {name: getattr(other, name) for name in shaping}
    assert msgspec.structs.replace(off, **changed).chain() == off.chain()


def test_defaults_leave_everything_new_off_so_that_old_records_mean_the_same() -> None:
    old = b'{"temperature":0.9,"min_p":0.02,"xtc_probability":0.5}'
    assert names(msgspec.json.decode(old, type=Sampling)) == ["min_p", "xtc", "temperature", "dist"]
    assert all(getattr(Sampling(min_p=0), name) == value for name, value in OFF.items())
    assert set(LIMITS) == set(Sampling.__struct_fields__)


def test_the_dial_has_the_presets_at_its_marks() -> None:
    assert dial(0) == PRESETS["faithful"]
    assert dial(0.5) == PRESETS["balanced"]
    assert dial(1) == PRESETS["wild"]


@given(st.floats(0, 1), st.floats(0, 1))
def test_turning_the_dial_up_never_makes_anything_tamer(one: float, other: float) -> None:
    low, high = dial(min(one, other)), dial(max(one, other))
    assert low.temperature <= high.temperature
    assert low.min_p >= high.min_p
    assert low.xtc_probability <= high.xtc_probability
    assert low.dry_multiplier <= high.dry_multiplier
    assert high.xtc_probability == 0 or max(one, other) > 0.5


@given(st.floats(0, 0.999))
def test_a_small_turn_is_a_small_change(position: float) -> None:
    before, after = dial(position), dial(position + 0.001)
    for field in moved(before, after):
        assert abs(getattr(after, field) - getattr(before, field)) <= 0.0021


@pytest.mark.parametrize("position", [-0.01, 1.01, math.nan])
def test_the_dial_turns_no_further_than_its_ends(position: float) -> None:
    with pytest.raises(MuseError) as refused:
        dial(position)
    assert refused.value.code == "engine.setting_out_of_range"


def test_what_the_dial_moves_is_told_by_name() -> None:
    assert moved(dial(0.1), dial(0.2)) == ("temperature", "min_p", "dry_multiplier")
    assert moved(dial(0.6), dial(0.9)) == ("temperature", "min_p", "xtc_probability")
    assert moved(Sampling(), Sampling()) == ()
