"""LoRA adapters, in this process: what fits changes the model, what does not is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from muse_desktop.engine.child.adapters import Adapters
from muse_desktop.engine.child.context import AbortFlag, Context
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.prefix import Floats
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.engine.values import Adapter
from muse_desktop.errors import MuseError
from tests.engine.lora import KV_WIDTH, RANK, WIDTH, attention, write_lora

pytestmark = pytest.mark.real_model
PROMPT = list(range(40, 60))


def row(model: Model, log: NativeLog, *adapters: Adapter) -> Floats:
    """The logits after a prompt."""
    context = Context(model, 128, Pilots(1, fixed=True), AbortFlag(), log)
    try:
        Adapters(adapters, model, context, log)
        context.prepare(PROMPT, reuse=True)
        context.prefill(PROMPT)
        return context.row.copy()
    finally:
        context.close()


def refused(model: Model, log: NativeLog, path: Path) -> MuseError:
    with pytest.raises(MuseError) as caught:
        row(model, log, Adapter(str(path)))
    for language in ("en", "zh"):
        assert not caught.value.text(language).startswith("engine."), caught.value  # type: ignore[arg-type]
    return caught.value


def test_an_adapter_changes_the_model_as_strongly_as_its_scale(
    model: Model, log: NativeLog, tmp_path: Path
) -> None:
    path = str(write_lora(tmp_path / "a.gguf", attention()))
    plain = row(model, log)
    assert np.array_equal(row(model, log, Adapter(path, 0.0)), plain)
    full, half = row(model, log, Adapter(path, 1.0)), row(model, log, Adapter(path, 0.1))
    assert np.abs(full - plain).mean() > 2 * np.abs(half - plain).mean() > 0
    assert np.array_equal(row(model, log), plain), "nothing is left of it"


def test_two_adapters_work_together_each_with_its_scale(model: Model, log: NativeLog, tmp_path: Path) -> None:
    one = str(write_lora(tmp_path / "one.gguf", attention(), seed=1))
    two = str(write_lora(tmp_path / "two.gguf", attention(), seed=2))
    both = row(model, log, Adapter(one), Adapter(two))
    assert not np.array_equal(both, row(model, log, Adapter(one)))
    assert not np.array_equal(both, row(model, log, Adapter(two)))
    assert np.array_equal(row(model, log, Adapter(one), Adapter(two, 0.0)), row(model, log, Adapter(one)))


def test_one_for_another_model_is_told_with_what_does_not_fit(
    model: Model, log: NativeLog, tmp_path: Path
) -> None:
    wide = refused(model, log, write_lora(tmp_path / "wide.gguf", attention(width=512)))
    assert wide.code == "engine.adapter_mismatch"
    assert "blk.0.attn_q.weight 576×576: lora_a 512×4 lora_b 4×512" in str(wide)
    other = refused(model, log, write_lora(tmp_path / "o.gguf", attention(), architecture="qwen2"))
    assert (other.code, other.values["reason"]) == ("engine.adapter_mismatch", "qwen2 ≠ llama")
    deep = {"blk.30.attn_q.weight": ((RANK, WIDTH), (WIDTH, RANK))}
    assert refused(model, log, write_lora(tmp_path / "d.gguf", deep)).code == "engine.adapter_mismatch"
    ranks = {"blk.0.attn_v.weight": ((RANK, WIDTH), (KV_WIDTH, RANK + 1))}
    assert refused(model, log, write_lora(tmp_path / "r.gguf", ranks)).code == "engine.adapter_mismatch"


def test_one_that_changes_nothing_is_told(model: Model, log: NativeLog, tmp_path: Path) -> None:
    for name, path in {
        "zeros": write_lora(tmp_path / "zeros.gguf", attention(), size=0.0),
        "no tensors": write_lora(tmp_path / "none.gguf", {}),
    }.items():
        assert refused(model, log, path).code == "engine.adapter_without_effect", name


def test_one_that_makes_the_model_answer_nonsense_numbers_is_told(
    model: Model, log: NativeLog, tmp_path: Path
) -> None:
    error = refused(model, log, write_lora(tmp_path / "inf.gguf", attention(), size=1e30))
    assert error.code == "engine.adapter_mismatch"


def test_files_that_are_no_adapters_are_told(
    model: Model, log: NativeLog, model_file: Path, tmp_path: Path
) -> None:
    good = write_lora(tmp_path / "good.gguf", attention()).read_bytes()
    (tmp_path / "short.gguf").write_bytes(good[:200])
    (tmp_path / "cut.gguf").write_bytes(good[:-5000])
    (tmp_path / "empty.gguf").write_bytes(b"")
    write_lora(tmp_path / "kind.gguf", attention(), kind="dora")
    for path, code in {
        tmp_path / "gone.gguf": "engine.adapter_missing",
        tmp_path: "engine.adapter_missing",
        tmp_path / "empty.gguf": "engine.adapter_not_lora",
        tmp_path / "kind.gguf": "engine.adapter_not_lora",
        model_file: "engine.adapter_not_lora",
        tmp_path / "short.gguf": "engine.adapter_broken",
        tmp_path / "cut.gguf": "engine.adapter_broken",
    }.items():
        assert refused(model, log, path).code == code, path.name
    assert np.isfinite(row(model, log)).all()
