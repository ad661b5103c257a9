"""What a model would take, against what llama.cpp says it took."""

from __future__ import annotations

import re
from pathlib import Path

import gguf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_cpp import llama_cpp

from muse_desktop.engine.child import fit, ggml
from muse_desktop.engine.child.context import AbortFlag, Context, cells_for
from muse_desktop.engine.child.fit import Needs, Shared, Table, share
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.errors import MuseError

MIB = 2**20
TABLE = Table(
    name="m", architecture="llama", layers=(100, 100, 100), rest=500, output=200, context_trained=4096,
    width=8, inner=16, vocabulary=32, kv_cell=30,
)  # fmt: skip


def close_enough(told: int, true: float) -> bool:
    """At most 15 % too much, at most 5 % too little."""
    return 0.95 * true <= told <= 1.15 * true


def taken(model_file: Path, context: int, log: NativeLog) -> dict[str, float]:
    """Bytes llama.cpp's log names when the model is really loaded."""
    with log.listening() as lines:
        model = Model(model_file, 0, log)
        Context(model, context, Pilots(1, fixed=True), AbortFlag(), log).close()
        model.close()
    said = "".join(lines)
    sizes = {what: re.findall(rf"{what} buffer size = +([\d.]+) MiB", said) for what in
             ("model", "KV", "compute", "output")}  # fmt: skip
    return {what: float(found[-1]) * MIB for what, found in sizes.items()}


@pytest.mark.real_model
@pytest.mark.parametrize("context", [512, 2048, 8192])
def test_an_estimate_and_the_formulas_are_close_to_what_is_really_taken(
    model_file: Path, log: NativeLog, context: int
) -> None:
    true = taken(model_file, context, log)
    told = fit.estimate(model_file, context, -1, log)
    calculated = fit.formula(fit.read_table(model_file, log), context)
    for needs in (Needs(told.kv, told.compute), calculated):
        assert close_enough(needs.kv, true["KV"])
        assert close_enough(needs.compute, true["compute"] + true["output"])
    assert close_enough(told.weights, true["model"])
    assert close_enough(told.needed_ram, sum(true.values()))
    assert (told.context, told.layers, told.gpu_layers, told.needed_gpu) == (context, 31, 0, 0)
    assert told.fits


@pytest.mark.real_model
def test_a_larger_batch_takes_more_and_no_weights_are_read_for_it(model_file: Path, log: NativeLog) -> None:
    usual, large = (fit.estimate(model_file, 512, 0, log, batch=batch) for batch in (0, 512))
    assert large.compute > 5 * usual.compute
    with log.listening() as lines:
        fit.estimate(model_file, 512, 0, log)
    assert re.findall(r"model buffer size = +([\d.]+)", "".join(lines)) == ["0.00"]


@pytest.mark.real_model
def test_a_model_that_does_not_fit_is_refused_before_it_is_read(
    model_file: Path, log: NativeLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = fit.estimate(model_file, 2048, 0, log).needed_ram
    monkeypatch.setattr(fit, "free_memory", lambda: needed + 1)
    assert fit.admit(model_file, 2048, 0, log) == 0
    monkeypatch.setattr(fit, "free_memory", lambda: needed - 1)
    with pytest.raises(MuseError) as refused:
        fit.admit(model_file, 2048, 0, log)
    assert refused.value.code == "engine.model_too_big"
    assert refused.value.values == {"needed_gb": 0.2, "available_gb": 0.2}
    monkeypatch.setattr(fit, "free_memory", lambda: 10**12)
    monkeypatch.setattr(fit, "_measure", lambda *_: pytest.fail("with ample memory nothing is measured"))
    assert fit.admit(model_file, 2048, 0, log) == 0


@pytest.mark.real_model
def test_the_parts_of_a_split_model_count_together(model_file: Path, log: NativeLog, tmp_path: Path) -> None:
    first = split(model_file, tmp_path / "parted.gguf")
    assert first.name == "parted-00001-of-00002.gguf"
    whole, parted = (fit.estimate(path, 512, 0, log) for path in (model_file, first))
    assert (parted.weights, parted.kv, parted.layers) == (whole.weights, whole.kv, whole.layers)
    first.with_name("parted-00002-of-00002.gguf").unlink()
    with pytest.raises(MuseError) as refused:
        fit.estimate(first, 512, 0, log)
    assert refused.value.code == "engine.model_broken"


def split(model_file: Path, target: Path) -> Path:
    """The same model in two files; returns the first."""
    reader = gguf.GGUFReader(model_file)
    writer = gguf.GGUFWriter(target, "llama", split_max_tensors=len(reader.tensors) // 2)
    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name == "general.architecture":
            continue
        kind, inner = field.types[0], field.types[-1] if len(field.types) > 1 else None
        writer.add_key_value(name, field.contents(), kind, sub_type=inner)
    for tensor in reader.tensors:
        writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return min(target.parent.glob("parted-*.gguf"))


def test_a_header_with_values_of_the_wrong_kind_is_silence_not_a_crash(
    log: NativeLog, tmp_path: Path
) -> None:
    writer = gguf.GGUFWriter(tmp_path / "odd.gguf", "llama")
    writer.add_string("llama.block_count", "many")
    writer.add_float32("llama.embedding_length", float("inf"))
    writer.add_int32("llama.attention.head_count", -5)
    writer.add_array("llama.attention.head_count_kv", ["a", "b"])
    writer.add_uint64("llama.context_length", 2**63)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    table = fit.read_table(tmp_path / "odd.gguf", log)
    assert (table.layers, table.width, table.kv_cell, table.context_trained) == ((), 0, 0, 0)


def test_a_context_beyond_the_models_own_is_refused_where_the_file_names_one() -> None:
    fit.check_context(4096, 4096)
    fit.check_context(10**9, 0)
    for context in (0, -1, 4097):
        with pytest.raises(MuseError):
            fit.check_context(context, 4096)


@given(free=st.integers(0, 3000), wanted=st.integers(-1, 6), compute=st.integers(0, 300))
def test_no_more_goes_to_the_gpu_than_fits_and_as_much_as_fits(free: int, wanted: int, compute: int) -> None:
    needs = Needs(kv=90, compute=50, compute_gpu=compute)
    shared = share(TABLE, needs, free, wanted)
    assert shared.total <= free
    assert shared.gpu_layers <= (4 if wanted < 0 else min(wanted, 4))
    most = 4 if wanted < 0 else min(wanted, 4)
    if shared.gpu_layers < most:
        next_one = 130 if shared.gpu_layers else 200 + compute
        assert shared.total + next_one > free


def test_all_layers_and_the_output_go_to_a_gpu_with_room() -> None:
    assert share(TABLE, Needs(90, 50, 70), 10**6) == Shared(4, 500, 90, 70)
    assert share(TABLE, Needs(90, 50, 70), 0) == Shared(0, 0, 0, 0)


def test_the_sizes_are_taken_out_of_llama_cpps_own_words() -> None:
    said = [
        "llama_kv_cache: size =   78.00 MiB (  3584 cells,  30 layers,  4/1 seqs), K (f16): 39.00 MiB",
        "llama_memory_recurrent: size =    2.00 MiB (     4 cells,  30 layers,  4 seqs), R (f32): 1.00 MiB",
        "sched_reserve:      CUDA0 compute buffer size =    16.00 MiB",
        "sched_reserve:  CUDA_Host compute buffer size =     4.00 MiB",
        "sched_reserve:        CPU compute buffer size =    12.00 MiB",
        "llama_context:        CPU  output buffer size =     1.00 MiB",
    ]
    assert fit.parse(said) == Needs(80 * MIB, 17 * MIB, 16 * MIB)
    assert fit.parse(said[2:]) is None
    assert fit.parse(said[:2]) is None


def test_every_call_into_ggml_is_there() -> None:
    for name in ggml._CALLS:
        assert ggml._call(name)
    assert [device.kind for device in ggml.devices()] == ["cpu"] or llama_cpp.llama_supports_gpu_offload()
    assert "CPU" in ggml.backends()
    assert cells_for(4096) == 4096 + 3 * 512
