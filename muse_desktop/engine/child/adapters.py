"""LoRA adapters laid over the model, each checked: one that does not fit is told and never ignored.

What is refused: a file that is no adapter or cannot be read; one made for another architecture or for other
widths; tensors llama.cpp would pass over in silence (norms); and one that changes nothing, because it is all
zeros or touches nothing the model uses. Rather an error than a writer who believes in an effect.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import numpy as np

from muse_desktop.engine.child import ggml
from muse_desktop.engine.child.context import Context
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model, file_parts
from muse_desktop.engine.child.prefix import Floats
from muse_desktop.engine.values import Adapter
from muse_desktop.errors import MuseError

_SIDES = (".lora_a", ".lora_b")
_PROBE = 4
"""Tokens by which an adapter's effect is seen: several, because attention over one token ignores queries."""


class Adapters:
    """The adapters of one model and its context. They are freed with the model."""

    def __init__(self, wanted: Sequence[Adapter], model: Model, context: Context, log: NativeLog) -> None:
        """Load and lay over. Raises MuseError `engine.adapter_missing`, `adapter_not_lora`, `adapter_broken`,
        `adapter_mismatch`, `adapter_without_effect`."""
        self.wanted = tuple(wanted)
        self._context = context
        if not wanted:
            return
        shapes = {tensor.name: tensor.shape for tensor in _model_tensors(model, log)}
        handles = [_load(Path(adapter.path), model, shapes, log) for adapter in wanted]
        plain = self._probe()
        for adapter, handle in zip(wanted, handles, strict=True):
            self._set([handle], [1.0])
            self._require_effect(Path(adapter.path).name, plain, self._probe())
        self._set(handles, [adapter.scale for adapter in wanted])
        context.drop()

    def identity(self) -> tuple[tuple[str, int, int, float], ...]:
        """What the KV cache depends on: path, size, time of change (ns) and scale of each."""
        told = [(adapter, Path(adapter.path).stat()) for adapter in self.wanted]
        return tuple((one.path, stat.st_size, stat.st_mtime_ns, one.scale) for one, stat in told)

    def _set(self, handles: Sequence[Any], scales: Sequence[float]) -> None:
        array = (C.llama_adapter_lora_p_ctypes * len(handles))(
            *(ctypes.cast(handle, C.llama_adapter_lora_p_ctypes) for handle in handles)
        )
        strengths = (ctypes.c_float * len(scales))(*scales)
        if C.llama_set_adapters_lora(self._context.pointer, array, len(handles), strengths):
            raise MuseError("engine.adapter_broken", name="LoRA", reason="llama_set_adapters_lora")

    def _probe(self) -> Floats:
        """The logits after a few tokens, whatever they mean."""
        context = self._context
        context.drop()
        context.prefill([1 + i for i in range(_PROBE)])
        return context.row.copy()

    def _require_effect(self, name: str, plain: Floats, changed: Floats) -> None:
        if not np.isfinite(changed).all():
            raise MuseError("engine.adapter_mismatch", name=name, reason="the model answers no numbers")
        if np.array_equal(plain, changed):
            raise MuseError("engine.adapter_without_effect", name=name)


def _model_tensors(model: Model, log: NativeLog) -> list[ggml.Tensor]:
    tensors: list[ggml.Tensor] = []
    for part in file_parts(model.path):
        log.clear()
        with ggml.read_header(part) as header:
            tensors += header.tensors if header else ()
    return tensors


def _load(path: Path, model: Model, shapes: dict[str, tuple[int, ...]], log: NativeLog) -> Any:
    _check_file(path)
    log.clear()
    with ggml.read_header(path) as header:
        if header is None:
            raise MuseError("engine.adapter_broken", name=path.name, reason=log.reason() or "cut short")
        check_header(path.name, header, model.metadata.get("general.architecture", ""), shapes)
    log.clear()
    handle = C.llama_adapter_lora_init(model.pointer, os.fsencode(path))
    if not handle:
        raise MuseError("engine.adapter_broken", name=path.name, reason=log.reason() or "cut short")
    return handle


def _check_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise MuseError("engine.adapter_missing", path=str(path)) from error
    except OSError as error:
        raise MuseError(
            "engine.adapter_broken", name=path.name, reason=error.strerror or str(error)
        ) from error
    if magic != b"GGUF":
        raise MuseError("engine.adapter_not_lora", name=path.name)


def check_header(
    name: str, header: ggml.Header, architecture: str, shapes: dict[str, tuple[int, ...]]
) -> None:
    """Compare an adapter's header with the model: `shapes` by name of the model's tensors.

    Raises MuseError `engine.adapter_not_lora`, `adapter_mismatch`, `adapter_without_effect` (no tensors).
    """
    if header.text("general.type") != "adapter" or header.text("adapter.type") != "lora":
        raise MuseError("engine.adapter_not_lora", name=name)
    if (made_for := header.text("general.architecture")) != architecture:
        raise MuseError("engine.adapter_mismatch", name=name, reason=f"{made_for[:60]} ≠ {architecture}")
    if not header.tensors:
        raise MuseError("engine.adapter_without_effect", name=name)
    pairs: dict[str, dict[str, tuple[int, ...]]] = {}
    for tensor in header.tensors:
        base, side = tensor.name[:-7], tensor.name[-7:]
        if side not in _SIDES or base not in shapes:
            raise MuseError("engine.adapter_mismatch", name=name, reason=tensor.name[:100])
        pairs.setdefault(base, {})[side] = tensor.shape
    for base, sides in pairs.items():
        if len(sides) < len(_SIDES) or not _fits(base, shapes[base], sides[".lora_a"], sides[".lora_b"]):
            told = " ".join(f"{side[1:]} {shape[0]}×{shape[1]}" for side, shape in sorted(sides.items()))
            weight = f"{shapes[base][0]}×{shapes[base][1]}"
            raise MuseError("engine.adapter_mismatch", name=name, reason=f"{base[:60]} {weight}: {told}")


def _fits(base: str, weight: tuple[int, ...], a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether A and B multiply to the weight's shape, as llama.cpp's `llama_adapter_lora_init` has it."""
    if base.endswith("token_embd.weight"):  # there the two change places
        return weight[0] == b[1] and weight[1] == a[1] and a[0] == b[0]
    return weight[0] == a[0] and weight[1] == b[1] and a[1] == b[0]
