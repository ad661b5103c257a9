"""A draft model in the settings: it is loaded, recorded and replayed; one that does not fit is left out."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from muse_desktop.craft.prompt import Materials
from muse_desktop.engine.client import Engine
from muse_desktop.engine.sampling import Sampling
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.model_host import ModelHost
from muse_desktop.studio.studio import Studio
from tests.engine.tiny_bert import write_tiny_bert

pytestmark = pytest.mark.real_model
WAIT = 120.0
SMALL = Settings(context_tokens=512, threads=1)


def test_a_draft_that_does_not_fit_is_reported_and_the_model_loads_without(
    tmp_path: Path, starter_model: Path
) -> None:
    other = tmp_path / "other.gguf"
    write_tiny_bert(other)
    host = ModelHost(Engine(), tmp_path / "h.json", replaced(SMALL, draft_model=str(other)))
    try:
        loaded = host.ready().result(WAIT)
        assert (loaded.draft, loaded.info.draft) == (None, "")
        assert host.state == "ready"
        assert host.draft_error is not None
        assert (host.draft_error.code, host.draft_error.values["name"]) == (
            "engine.draft_mismatch", "other.gguf",
        )  # fmt: skip
        host.use(replaced(SMALL, draft_model=str(tmp_path / "gone.gguf")))
        assert host.ready().result(WAIT).draft is None
        assert host.draft_error.code == "engine.model_missing"
        host.use(replaced(SMALL, draft_model=str(starter_model)))
        loaded = host.ready().result(WAIT)
        assert loaded.draft == (str(starter_model), loaded.sha256)
        assert loaded.info.draft
        assert host.draft_error is None
        host.use(SMALL)
        assert host.ready().result(WAIT).info.draft == ""
    finally:
        host.close()


def test_the_record_names_the_draft_model_and_replay_loads_it_again(
    tmp_path: Path, starter_model: Path
) -> None:
    draft = tmp_path / "small.gguf"
    shutil.copyfile(starter_model, draft)
    settings = replaced(SMALL, draft_model=str(draft))
    studio = Studio.open(tmp_path / "workspace", settings=settings)
    try:
        materials = Materials(before="The capital of France is")
        greedy = Sampling(temperature=0)
        prepared = studio.prepare("continue", {}, materials, max_tokens=24, sampling=greedy).result(WAIT)
        assert prepared.options.draft > 0, "with a draft model every recipe guesses ahead"
        number = studio.generate(prepared, 1, seed=3).future.result(WAIT)
        record = studio.generation(number)
        sha256 = hashlib.sha256(draft.read_bytes()).hexdigest()
        assert record.draft == (str(draft), sha256)
        assert record.layout["drafted"][0] > 0  # type: ignore[index]
        assert record.candidates[0].turns < len(record.candidates[0].tokens)
        assert studio.replay(number).result(WAIT).verdict == "identical"
        several = studio.generate(prepared, 2, seed=3).future.result(WAIT)
        assert studio.generation(several).draft is None, "it had no part in them"
        with draft.open("ab") as file:
            file.write(b"changed")
        gone = studio.replay(number).result(WAIT)
        assert (gone.verdict, gone.reason) == ("cannot_run", "studio.replay_no_model")
        assert gone.values["name"] == "small.gguf"
        assert studio.verify()["ok"]
    finally:
        studio.close()
