"""What a model takes of the machine's memory, worked out before any of its weights are read.

llama.cpp itself is asked: with `no_alloc` it reads headers, plans every buffer and tells their sizes, in a
tenth of a second and a few megabytes. Where it does not tell, formulas stand in; see `formula`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API

from muse_desktop.engine.child import ggml
from muse_desktop.engine.child.context import SEQUENCES, batch_tokens, cells_for, context_params
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import file_parts, free_memory, refusal, require_memory
from muse_desktop.engine.values import Fit
from muse_desktop.errors import MuseError

GPU_RESERVE = 512 * 2**20
"""Bytes of each GPU that are left alone: the driver, the screen, and what an estimate cannot know."""
AMPLE = 1.5
"""With so many times the formulas' sum free there is no need to ask llama.cpp before a load."""
_MIB = 2**20
_PAD = 256
"""llama.cpp rounds the cells of a KV cache up to a multiple of this."""
_KV = re.compile(r": size = +([\d.]+) MiB \( *\d+ cells")
_COMPUTE = re.compile(r"(\S+) +(compute|output) buffer size = +([\d.]+) MiB")
_LAYER = re.compile(r"blk\.(\d+)\.")


@dataclass(frozen=True)
class Table:
    """What the headers of a model's files tell. Sizes in bytes, `layers` by layer; numbers of the shape are 0
    where the file is silent. `output`: what the last step takes beside the layers."""

    name: str
    architecture: str
    layers: tuple[int, ...]
    rest: int
    output: int
    context_trained: int
    width: int
    inner: int
    vocabulary: int
    kv_cell: int
    heads: int = 0

    @property
    def weights(self) -> int:
        """All weights."""
        return sum(self.layers) + self.rest


@dataclass(frozen=True)
class Needs:
    """Bytes beside the weights: KV cache, and working memory on the CPU and on the GPU."""

    kv: int
    compute: int
    compute_gpu: int = 0


@dataclass(frozen=True)
class Shared:
    """How a model is shared out: layers on the GPU (the output counts as one), bytes there."""

    gpu_layers: int
    weights: int
    kv: int
    compute: int

    @property
    def total(self) -> int:
        """All bytes on the GPU."""
        return self.weights + self.kv + self.compute


def estimate(path: Path, context: int, gpu_layers: int, log: NativeLog, batch: int = 0) -> Fit:
    """What loading this would take and what there is now; see `values.Fit`.

    `gpu_layers`: -1 as many as fit. Raises MuseError `engine.model_broken`, `model_unknown`,
    `context_out_of_range`. A hostile file may end the process, as with a load.
    """
    table = read_table(path, log)
    check_context(context, table.context_trained)
    wanted = gpu_layers if C.llama_supports_gpu_offload() else 0
    needs = _measure(path, context, wanted, batch, log) or formula(table, context, batch)
    gpus = [device for device in ggml.devices() if device.kind == "gpu"] if wanted else []
    free = sum(max(0, device.free - GPU_RESERVE) for device in gpus)
    shared = share(table, needs, free, wanted) if gpus else Shared(0, 0, 0, 0)
    on_cpu = table.weights - shared.weights + needs.kv - shared.kv + needs.compute
    return Fit(
        name=table.name or path.stem,
        weights=table.weights,
        kv=needs.kv,
        compute=needs.compute + shared.compute,
        layers=len(table.layers) + 1,
        gpu_layers=shared.gpu_layers,
        context=context,
        needed_ram=on_cpu,
        free_ram=free_memory(),
        needed_gpu=shared.total,
        free_gpu=free,
    )


def admit(path: Path, context: int, gpu_layers: int, log: NativeLog, batch: int = 0) -> int:
    """How many layers to load onto the GPU, if the model may be loaded at all.

    Raises MuseError `engine.model_too_big` when it does not fit, before any weights are read, and those of
    `estimate`.
    """
    on_gpu = bool(C.llama_supports_gpu_offload()) and gpu_layers != 0
    if not on_gpu:
        require_memory(sum(part.stat().st_size for part in file_parts(path)), free_memory())
        table = read_table(path, log)
        check_context(context, table.context_trained)
        rough = formula(table, context, batch)
        known = table.layers and table.kv_cell and table.vocabulary
        if known and AMPLE * (table.weights + rough.kv + rough.compute) <= free_memory():
            return 0
    fit = estimate(path, context, gpu_layers, log, batch)
    require_memory(fit.needed_ram, fit.free_ram)
    return fit.gpu_layers


def admit_draft(draft: Path, model: Path, context: int, gpu_layers: int, log: NativeLog, batch: int) -> None:
    """Whether a draft model fits beside the model, which is about to be loaded as `admit` has it.

    Asked before either is loaded: weights that are mapped but not read yet still look like free memory.
    Raises as `admit`.
    """
    own = estimate(draft, within(draft, context, log), 0, log)
    beside = estimate(model, context, gpu_layers, log, batch)
    require_memory(own.needed_ram + beside.needed_ram, own.free_ram)


def within(path: Path, context: int, log: NativeLog) -> int:
    """As much of `context` as the model at `path` was trained on. Raises MuseError `engine.model_broken`."""
    trained = read_table(path, log).context_trained
    return min(context, trained) if trained else context


def check_context(context: int, trained: int) -> None:
    """Raises MuseError `engine.context_out_of_range`. `trained` 0: the file does not say."""
    if context <= 0 or 0 < trained < context:
        raise MuseError("engine.context_out_of_range", context=context, trained=trained)


def share(table: Table, needs: Needs, free: int, wanted: int = -1) -> Shared:
    """As much of the model on a GPU with `free` bytes as fits, no more than `wanted` layers (-1: all).

    llama.cpp moves the output first, then the layers from the last to the first; each takes its part of the
    KV cache with it.
    """
    layers = len(table.layers)
    kv = needs.kv // layers if layers else 0
    steps = [(table.output, 0), *((weights, kv) for weights in reversed(table.layers))]
    most = len(steps) if wanted < 0 else min(wanted, len(steps))
    shared = Shared(0, 0, 0, 0)
    for count, (weights, cells) in enumerate(steps[:most], start=1):
        more = Shared(count, shared.weights + weights, shared.kv + cells, needs.compute_gpu)
        if more.total > free:
            break
        shared = more
    return shared


def formula(table: Table, context: int, batch: int = 0) -> Needs:
    """What KV cache and working memory come to by calculation.

    KV: for each layer cells × heads for keys and values × their width × 2 bytes (half precision), the heads
    being fewer than those of the queries with grouped-query attention (Ainslie et al. 2023; llama.cpp's
    `llama_kv_cache`); an upper bound, since sliding windows are not counted. Working memory: the widest point
    of a batch, which is the logits (vocabulary × 4 bytes a token), the inner layer, or, without flash
    attention, how much each head attends to each cell, with the mask; and a row of logits for each sequence.
    """
    tokens = batch_tokens(batch, on_gpu=False)
    cells = -(-cells_for(context) // _PAD) * _PAD
    attention = (table.heads + 1) * cells + 4 * table.width
    widest = max(table.vocabulary + table.width, 4 * table.width + 3 * table.inner, attention)
    return Needs(kv=cells * table.kv_cell, compute=4 * (tokens * widest + SEQUENCES * table.vocabulary))


def read_table(path: Path, log: NativeLog) -> Table:
    """What the headers tell, those of all parts of a split model. Raises MuseError `engine.model_broken`."""
    tensors: list[ggml.Tensor] = []
    table: Table | None = None
    for part in file_parts(path):
        log.clear()
        with ggml.read_header(part) as header:
            if header is None:
                raise refusal(part, log.reason() or "its header is cut short")
            tensors += header.tensors
            if table is None:
                table = _table(header)
    if table is None:
        raise refusal(path, "no such file")
    by_layer: dict[int, int] = {}
    rest = output = 0
    for tensor in tensors:
        if layer := _LAYER.match(tensor.name):
            by_layer[int(layer[1])] = by_layer.get(int(layer[1]), 0) + tensor.size
        else:
            rest += tensor.size
            output += tensor.size if tensor.name.startswith("output") else 0
    if not any(tensor.name == "output.weight" for tensor in tensors):  # then the embedding is used twice
        output += sum(tensor.size for tensor in tensors if tensor.name == "token_embd.weight")
    layers = tuple(by_layer[layer] for layer in sorted(by_layer))
    return Table(**{**vars(table), "layers": layers, "rest": rest, "output": output})


def _table(header: ggml.Header) -> Table:
    kind = header.text("general.architecture")

    def number(key: str) -> int:
        return max((0, *header.numbers(f"{kind}.{key}")))

    layers, width, heads = number("block_count"), number("embedding_length"), number("attention.head_count")
    each = width // heads if heads else 0
    both = (number("attention.key_length") or each) + (number("attention.value_length") or each)
    kv_heads = header.numbers(f"{kind}.attention.head_count_kv") or (heads,)
    all_heads = sum(kv_heads) if len(kv_heads) > 1 else layers * kv_heads[0]
    return Table(
        name=header.text("general.name"),
        architecture=kind,
        layers=(),
        rest=0,
        output=0,
        context_trained=number("context_length"),
        width=width,
        inner=number("feed_forward_length"),
        vocabulary=header.count("tokenizer.ggml.tokens"),
        kv_cell=max(0, all_heads * both * 2),
        heads=heads,
    )


def _measure(path: Path, context: int, gpu_layers: int, batch: int, log: NativeLog) -> Needs | None:
    """What llama.cpp plans; None when it does not tell. Raises as `refusal`."""
    params = C.llama_model_default_params()
    params.no_alloc = True
    params.load_mode = C.LLAMA_LOAD_MODE_NONE  # no_alloc does not go with a mapped file
    params.n_gpu_layers = gpu_layers
    with log.listening() as lines:
        model = C.llama_model_load_from_file(os.fsencode(path), params)
        if not model:
            raise refusal(path, log.reason())
        on_gpu = gpu_layers != 0 and bool(C.llama_supports_gpu_offload())
        tokens = batch_tokens(batch, on_gpu=on_gpu)
        ours = context_params(cells_for(context), tokens, 1, on_gpu=on_gpu)
        planned = C.llama_init_from_model(model, ours)
        if planned:
            C.llama_free(planned)
        C.llama_model_free(model)
    return parse(lines) if planned else None


def parse(lines: Sequence[str]) -> Needs | None:
    """The sizes out of llama.cpp's own words; None when they are not there."""
    kv = [float(found[1]) for line in lines if (found := _KV.search(line))]
    buffers = {(found[1], found[2]): float(found[3]) for line in lines if (found := _COMPUTE.search(line))}
    if not kv or not any(what == "compute" for _, what in buffers):
        return None
    host = sum(size for (where, _), size in buffers.items() if _is_host(where))
    return Needs(
        kv=round(sum(kv) * _MIB),
        compute=round(host * _MIB),
        compute_gpu=round((sum(buffers.values()) - host) * _MIB),
    )


def _is_host(buffer: str) -> bool:
    """Whether a buffer of this name is ordinary memory ("CPU", "CUDA_Host")."""
    return buffer.startswith("CPU") or buffer.endswith("_Host")
