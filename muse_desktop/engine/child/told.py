"""What the child tells of itself: the loaded model, the versions it computes with, how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable

import llama_cpp
import llama_cpp.llama_cpp as C  # noqa: N812 - the C API

from muse_desktop.engine import protocol
from muse_desktop.engine.child import ggml
from muse_desktop.engine.child.context import Context
from muse_desktop.engine.child.embedding import EmbeddingContext
from muse_desktop.engine.child.model import Model

NAME = 500
"""Characters kept of a name out of a file."""


class Throttle:
    """Passes progress on at most ten times a second, and always the end."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._next = 0.0

    def __call__(self, fraction: float) -> None:
        """Tell `fraction` (0 … 1), or not."""
        now = time.monotonic()
        if now >= self._next or fraction >= 1:
            self._next = now + 0.1
            self._tell(fraction)


def model_info(model: Model, context: Context | EmbeddingContext, load_s: float) -> protocol.ModelInfo:
    """What the app tells the writer about the loaded model."""

    def meta(key: str) -> str:
        return model.metadata.get(key, "")[:NAME]

    return protocol.ModelInfo(
        path=str(model.path),
        name=meta("general.name") or model.path.stem,
        architecture=meta("general.architecture"),
        quantisation=model.quantisation(),
        licence=meta("general.license"),
        context_trained=model.context_trained,
        context=context.size,
        parameters=int(C.llama_model_n_params(model.pointer)),
        size_bytes=model.size_bytes,
        has_template=model.template.present,
        description=model.description(),
        metadata=model.metadata,
        threads=context.threads,
        gpu_layers=model.gpu_layers,
        load_s=load_s,
        embedding=isinstance(context, EmbeddingContext),
    )


def build() -> dict[str, str | list[str]]:
    """The versions and devices this engine computes with."""
    devices = [f"{device.name}: {device.description}" for device in ggml.devices()]
    return {
        "llama_cpp_python": llama_cpp.__version__,
        "llama_cpp": C.llama_version().decode("utf-8", "replace"),
        "system": C.llama_print_system_info().decode("utf-8", "replace").strip(),
        "devices": devices,
    }
