"""What ggml tells that llama_cpp has no words for: devices and their memory, the header of a GGUF file."""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import llama_cpp
import psutil
from llama_cpp._ctypes_extensions import load_shared_library

from muse_desktop.engine.hardware import Device

MAX_TENSORS = 100_000
_TEXT = 500
"""Characters kept of a text out of a file."""
_STRING, _ARRAY = 8, 9
_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
"""struct's letters for GGUF's types of numbers."""
_CPU_TYPES = (0, 3)  # GGML_BACKEND_DEVICE_TYPE_CPU, _ACCEL (BLAS and the like: no memory of its own)

_SIZE, _HANDLE, _WORD = ctypes.c_size_t, ctypes.c_void_p, ctypes.c_char_p
_CALLS: dict[str, tuple[str, Any, tuple[Any, ...]]] = {
    "ggml_backend_dev_count": ("ggml", _SIZE, ()),
    "ggml_backend_dev_get": ("ggml", _HANDLE, (_SIZE,)),
    "ggml_backend_reg_count": ("ggml", _SIZE, ()),
    "ggml_backend_reg_get": ("ggml", _HANDLE, (_SIZE,)),
    "ggml_backend_reg_name": ("ggml-base", _WORD, (_HANDLE,)),
    "ggml_backend_dev_name": ("ggml-base", _WORD, (_HANDLE,)),
    "ggml_backend_dev_description": ("ggml-base", _WORD, (_HANDLE,)),
    "ggml_backend_dev_type": ("ggml-base", ctypes.c_int, (_HANDLE,)),
    "ggml_backend_dev_memory": ("ggml-base", None, (_HANDLE, _HANDLE, _HANDLE)),
    "gguf_free": ("ggml-base", None, (_HANDLE,)),
    "gguf_find_key": ("ggml-base", ctypes.c_int64, (_HANDLE, _WORD)),
    "gguf_get_kv_type": ("ggml-base", ctypes.c_int, (_HANDLE, ctypes.c_int64)),
    "gguf_get_val_str": ("ggml-base", _WORD, (_HANDLE, ctypes.c_int64)),
    "gguf_get_val_data": ("ggml-base", _HANDLE, (_HANDLE, ctypes.c_int64)),
    "gguf_get_arr_type": ("ggml-base", ctypes.c_int, (_HANDLE, ctypes.c_int64)),
    "gguf_get_arr_n": ("ggml-base", _SIZE, (_HANDLE, ctypes.c_int64)),
    "gguf_get_arr_data": ("ggml-base", _HANDLE, (_HANDLE, ctypes.c_int64)),
    "gguf_get_arr_str": ("ggml-base", _WORD, (_HANDLE, ctypes.c_int64, _SIZE)),
    "gguf_get_data_offset": ("ggml-base", _SIZE, (_HANDLE,)),
    "gguf_get_tensor_offset": ("ggml-base", _SIZE, (_HANDLE, ctypes.c_int64)),
    "gguf_get_tensor_type": ("ggml-base", ctypes.c_int, (_HANDLE, ctypes.c_int64)),
    "ggml_type_name": ("ggml-base", _WORD, (ctypes.c_int,)),
    "gguf_get_n_tensors": ("ggml-base", ctypes.c_int64, (_HANDLE,)),
    "gguf_get_tensor_name": ("ggml-base", _WORD, (_HANDLE, ctypes.c_int64)),
    "gguf_get_tensor_size": ("ggml-base", _SIZE, (_HANDLE, ctypes.c_int64)),
    "gguf_get_tensor_ne": ("ggml-base", ctypes.POINTER(ctypes.c_int64), (_HANDLE, ctypes.c_int64)),
}


class _InitParams(ctypes.Structure):
    _fields_ = (("no_alloc", ctypes.c_bool), ("ctx", ctypes.c_void_p))


@cache
def _library(name: str) -> ctypes.CDLL:
    folder = Path(llama_cpp.__file__).resolve().parent / "lib"
    found: ctypes.CDLL = load_shared_library(name, folder)
    return found


@cache
def _call(name: str) -> Any:
    """One of ggml's functions. Looked for where it is defined: Windows does not look any further."""
    library, result, arguments = _CALLS[name]
    call = getattr(_library(library), name)
    call.restype, call.argtypes = result, list(arguments)
    return call


def _word(call: str, handle: int) -> str:
    return str((_call(call)(handle) or b"").decode("utf-8", "replace"))[:_TEXT]


def devices() -> tuple[Device, ...]:
    """What this engine can compute with, and how much memory each has and has free, in bytes."""
    found: list[Device] = []
    for i in range(_call("ggml_backend_dev_count")()):
        handle = _call("ggml_backend_dev_get")(i)
        free, total = ctypes.c_size_t(0), ctypes.c_size_t(0)
        _call("ggml_backend_dev_memory")(handle, ctypes.byref(free), ctypes.byref(total))
        kind: Literal["cpu", "gpu"]
        kind = "cpu" if _call("ggml_backend_dev_type")(handle) in _CPU_TYPES else "gpu"
        name, description = (_word(f"ggml_backend_dev_{what}", handle) for what in ("name", "description"))
        left = free.value if kind == "gpu" else int(psutil.virtual_memory().available)
        found.append(Device(name, description, total.value, left, kind))
    return tuple(found)


def backends() -> tuple[str, ...]:
    """The ways to compute this build knows: CPU, CUDA, Metal, Vulkan …"""
    count = _call("ggml_backend_reg_count")()
    return tuple(_word("ggml_backend_reg_name", _call("ggml_backend_reg_get")(i)) for i in range(count))


@dataclass(frozen=True)
class Tensor:
    """One tensor as a file's table has it: `shape` as ggml counts, inputs first; `size` in bytes."""

    name: str
    shape: tuple[int, ...]
    size: int


class Header:
    """The header of a GGUF file: its values and its table of tensors, no weights. Made by `read_header`."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.tensors = tuple(self._tensors())

    def text(self, key: str) -> str:
        """A text, "" where there is none."""
        at = self._find(key, _STRING)
        if at < 0:
            return ""
        return str((_call("gguf_get_val_str")(self._handle, at) or b"").decode("utf-8", "replace"))[:_TEXT]

    def numbers(self, key: str) -> tuple[int, ...]:
        """A whole number, or a list of them, one for each layer; () where there is none."""
        at = _call("gguf_find_key")(self._handle, key.encode())
        if at < 0:
            return ()
        kind = _call("gguf_get_kv_type")(self._handle, at)
        if kind != _ARRAY:
            return self._unpack(kind, _call("gguf_get_val_data"), at, 1) if kind in _NUMBERS else ()
        kind = _call("gguf_get_arr_type")(self._handle, at)
        count = min(self.count(key), MAX_TENSORS)
        return self._unpack(kind, _call("gguf_get_arr_data"), at, count) if kind in _NUMBERS else ()

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """The first `most` texts of a list of them; () where there is none."""
        at = self._find(key, _ARRAY)
        if at < 0 or _call("gguf_get_arr_type")(self._handle, at) != _STRING:
            return ()
        found = (_call("gguf_get_arr_str")(self._handle, at, i) for i in range(min(self.count(key), most)))
        return tuple((one or b"").decode("utf-8", "replace")[:_TEXT] for one in found)

    def has(self, key: str) -> bool:
        """Whether there is a text of this name."""
        return self._find(key, _STRING) >= 0

    def file_size(self) -> int:
        """Bytes that a whole file with this header has at least."""
        start, offset = _call("gguf_get_data_offset")(self._handle), _call("gguf_get_tensor_offset")
        ends = (offset(self._handle, i) + one.size for i, one in enumerate(self.tensors))
        return int(start + max(ends)) if self.tensors else 0

    def commonest_type(self) -> str:
        """The type of number that takes most of the file, for example "Q4_1"."""
        sizes: dict[int, int] = {}
        for i, one in enumerate(self.tensors):
            kind = _call("gguf_get_tensor_type")(self._handle, i)
            sizes[kind] = sizes.get(kind, 0) + one.size
        if not sizes:
            return ""
        named = _call("ggml_type_name")(max(sizes, key=lambda kind: sizes[kind]))
        return str((named or b"").decode("utf-8", "replace")).upper()

    def count(self, key: str) -> int:
        """How long a list is; 0 where there is none."""
        at = self._find(key, _ARRAY)
        return int(_call("gguf_get_arr_n")(self._handle, at)) if at >= 0 else 0

    def _find(self, key: str, kind: int) -> int:
        at = int(_call("gguf_find_key")(self._handle, key.encode()))
        return at if at >= 0 and _call("gguf_get_kv_type")(self._handle, at) == kind else -1

    def _unpack(self, kind: int, call: Any, at: int, count: int) -> tuple[int, ...]:
        form = f"={count}{_NUMBERS[kind]}"
        address = call(self._handle, at)
        if not address or not count:
            return ()
        values = struct.unpack(form, ctypes.string_at(address, struct.calcsize(form)))
        return tuple(int(value) for value in values if value == value and abs(value) < 2**63)

    def _tensors(self) -> Iterator[Tensor]:
        for i in range(min(_call("gguf_get_n_tensors")(self._handle), MAX_TENSORS)):
            shape = tuple(_call("gguf_get_tensor_ne")(self._handle, i)[:4])
            name = _call("gguf_get_tensor_name")(self._handle, i).decode("utf-8", "replace")
            yield Tensor(name, shape, int(_call("gguf_get_tensor_size")(self._handle, i)))


@contextlib.contextmanager
def read_header(path: Path) -> Iterator[Header | None]:
    """The header of the file at `path`, for as long as it is looked at; None when it cannot be read.

    As with a load, a hostile file may end the process: for the engine's child alone.
    """
    call = _library("ggml-base").gguf_init_from_file
    call.restype, call.argtypes = ctypes.c_void_p, [ctypes.c_char_p, _InitParams]
    handle = call(os.fsencode(path), _InitParams(True, None))
    if not handle:
        yield None
        return
    try:
        yield Header(handle)
    finally:
        _call("gguf_free")(handle)
