"""A recorded generation can be repeated, however it was made."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from muse_desktop.craft.prompt import Materials
from muse_desktop.engine.sampling import Sampling
from muse_desktop.models.starter import find_starter
from muse_desktop.settings import AdapterSetting, Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import GenerationOptions
from tests.benchmarks.engine.replays import KINDS, repeated
from tests.engine.lora import attention, write_lora

pytestmark = pytest.mark.real_model
WAIT = 120.0


def test_one_generation_of_each_kind_comes_out_the_same() -> None:
    """Fifty longer ones: `python tests/benchmarks/run.py engine --part replays`."""
    model = find_starter()
    assert model is not None
    assert repeated(model, 1, size=(3, 20), threads=1) == (len(KINDS), f"1 each: {', '.join(KINDS)}")


def test_the_record_says_what_was_asked_and_how_it_came_about(tmp_path: Path) -> None:
    settings = Settings(context_tokens=512, threads=1, banned=("zebra", "the"))
    options = GenerationOptions(
        samplings=(Sampling(temperature=0), Sampling(temperature=1.2)), banned=("the",), draft=6
    )
    studio = Studio.open(tmp_path / "workspace", settings=settings)
    try:
        materials = Materials(before="The tide came in over the flats. The tide")
        prepared = studio.prepare("continue", {}, materials, max_tokens=24).result(WAIT)
        assert prepared.options == GenerationOptions(banned=("zebra", "the")), "the writer's own list"
        number = studio.generate(prepared, 2, seed=3, options=options).future.result(WAIT)
        record = studio.generation(number)
        assert record.options == options
        assert record.kept == ()
        assert [len(chain) for chain in record.layout["chains"]] == [  # type: ignore[attr-defined]
            len(one.chain()) for one in options.samplings
        ]
        assert record.layout["context"] == 512
        assert all(one.turns > 0 for one in record.candidates)
        assert studio.verify()["ok"]
    finally:
        studio.close()


def test_a_rewriting_recipe_guesses_ahead_and_others_do_not(tmp_path: Path) -> None:
    studio = Studio.open(tmp_path / "workspace", settings=Settings(context_tokens=1024, threads=1))
    try:
        materials = Materials(before="It rained. ", selection="It rained all day.")
        rewriting = studio.prepare("rewrite", {"instruction": "clearer"}, materials).result(WAIT)
        assert rewriting.options.draft > 0
        assert studio.prepare("continue", {}, materials).result(WAIT).options.draft == 0
    finally:
        studio.close()


def test_the_record_names_the_adapter_and_replay_lays_it_over_again(tmp_path: Path) -> None:
    adapter = write_lora(tmp_path / "voice.gguf", attention())
    used = AdapterSetting(str(adapter), 0.5)
    settings = Settings(context_tokens=512, threads=1, adapters=(used,))
    studio = Studio.open(tmp_path / "workspace", settings=settings)
    try:
        prepared = studio.prepare("continue", {}, Materials(before="The tide"), max_tokens=12).result(WAIT)
        number = studio.generate(prepared, 1, seed=3).future.result(WAIT)
        sha256 = hashlib.sha256(adapter.read_bytes()).hexdigest()
        assert studio.generation(number).adapters == ((str(adapter), sha256, 0.5),)
        assert studio.replay(number).result(WAIT).verdict == "identical"
        adapter.unlink()
        gone = studio.replay(number).result(WAIT)
        assert (gone.verdict, gone.reason) == ("cannot_run", "studio.replay_no_model")
        assert gone.values["name"] == "voice.gguf"
    finally:
        studio.close()
