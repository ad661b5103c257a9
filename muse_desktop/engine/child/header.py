"""What a model file says of itself, read without its weights.

Everything in it comes from outside: texts are cut and cleaned, numbers and counts bounded. ggml itself may
still end the process over a hostile header, so this runs in a child that can be spared.
"""

from __future__ import annotations

import contextlib
import math
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import msgspec

from muse_desktop.engine.child import ggml
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import file_parts, refusal
from muse_desktop.engine.values import Header, HeaderKind
from muse_desktop.errors import MuseError

MAX_ENTRIES = 65_536
"""Values and tensors that a header may announce; the largest models have a few thousand."""
MAX_TEXT, MAX_LANGUAGES, MAX_PARTS = 200, 20, 999
MAX_NUMBER = 2**53  # exact in JSON everywhere
_SMALLEST_VALUE, _SMALLEST_TENSOR = 13, 24  # bytes in the file
_ENCODERS = {
    "bert", "modern-bert", "neo-bert", "eurobert", "nomic-bert", "nomic-bert-moe", "jina-bert-v2",
    "jina-bert-v3", "gemma-embedding", "t5encoder",
}  # fmt: skip
_SEES = {"qwen2vl", "qwen3vl", "qwen3vlmoe", "mllama", "cogvlm", "chameleon"}
_SPLIT = re.compile(r".*-(\d{5})-of-(\d{5})\.gguf", re.IGNORECASE)


def read(path: Path, log: NativeLog) -> Header:
    """The header of the file at `path`, and the tables of those of its parts that lie beside it.

    Raises MuseError `engine.model_broken`, `engine.model_cut_short`. A hostile file may end the process.
    """
    with _checked(path, log) as header:
        told = _told(path, header)
    others = [part for part in file_parts(path) if part != path] if told.part == 1 else []
    more = sum(_parameters(part, log) for part in others[:MAX_PARTS])
    return msgspec.structs.replace(told, parameters=min(told.parameters + more, MAX_NUMBER))


def check_counts(path: Path) -> None:
    """Refuse a header that announces more than the file can hold, before memory is set aside for it.

    Raises MuseError `engine.model_broken`.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(24)
    if len(head) < 24:
        raise refusal(path, "its header is cut short")
    version, tensors, values = struct.unpack("<IQQ", head[4:])
    if version & 0xFFFF == 0:  # a machine that counts the other way round wrote it
        raise refusal(path, "big-endian")
    least = 24 + values * _SMALLEST_VALUE + tensors * _SMALLEST_TENSOR
    if max(tensors, values) > MAX_ENTRIES or least > size:
        raise refusal(path, f"{tensors} tensors, {values} values in {size} bytes")


def check_length(path: Path, header: ggml.Header) -> None:
    """Refuse a file that ends before its weights do. Raises MuseError `engine.model_cut_short`."""
    size, needed = path.stat().st_size, header.file_size()
    if needed > size:
        raise MuseError(
            "engine.model_cut_short", name=path.name, megabytes=_megabytes(size), whole=_megabytes(needed)
        )


def clean(text: str) -> str:
    """One printable line of bounded length."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:MAX_TEXT]


def _told(path: Path, header: ggml.Header) -> Header:
    architecture = clean(header.text("general.architecture"))

    def number(key: str) -> int:
        return min(max((0, *header.numbers(f"{architecture}.{key}"))), MAX_NUMBER)

    part, parts = _split(path, header)
    languages = (clean(one) for one in header.texts("general.languages", MAX_LANGUAGES))
    bidirectional = header.numbers(f"{architecture}.attention.causal") == (0,)
    return Header(
        name=clean(header.text("general.name")),
        architecture=architecture,
        quantisation=_quantisation(header),
        licence=clean(header.text("general.license")),
        context_trained=number("context_length"),
        parameters=_count(header),
        has_template=header.has("tokenizer.chat_template"),
        languages=tuple(one[:35] for one in languages if one),
        embedding=architecture in _ENCODERS or bidirectional or number("pooling_type") > 0,
        vision=architecture == "clip" or architecture in _SEES,
        kind=_kind(header, architecture),
        part=part,
        parts=parts,
    )


def _kind(header: ggml.Header, architecture: str) -> HeaderKind:
    if header.text("general.type") == "adapter":
        return "adapter"
    return "projector" if architecture == "clip" or header.text("general.type") == "mmproj" else "model"


def _split(path: Path, header: ggml.Header) -> tuple[int, int]:
    """Which part of how many it is: by its header, or by its name where the header is silent."""
    number, count = header.numbers("split.no"), header.numbers("split.count")
    if number and count and 1 < count[0] <= MAX_PARTS and 0 <= number[0] < count[0]:
        return number[0] + 1, count[0]
    named = _SPLIT.fullmatch(path.name)
    if named and 1 <= int(named[1]) <= int(named[2]) <= MAX_PARTS:
        return int(named[1]), int(named[2])
    return 1, 1


def _quantisation(header: ggml.Header) -> str:
    """As file names have it ("Q4_K_M"); where the header is silent, the type of most of its weights."""
    types = header.numbers("general.file_type")
    named = ""
    if types and 0 <= types[0] < 1024:
        named = (C.llama_ftype_name(types[0]) or b"").decode("utf-8", "replace").removeprefix("MOSTLY_")
    if not named or "unknown" in named:
        return clean(header.commonest_type())
    named = named.removeprefix("all ")
    for size in ("Small", "Medium", "Large"):
        named = named.replace(f" - {size}", f"_{size[0]}")
    return clean(named)


def _count(header: ggml.Header) -> int:
    return min(sum(math.prod(max(one, 0) for one in tensor.shape) for tensor in header.tensors), MAX_NUMBER)


@contextlib.contextmanager
def _checked(path: Path, log: NativeLog) -> Iterator[ggml.Header]:
    """The header of a file that can be trusted as far as counts and length go; raises as `read`."""
    check_counts(path)
    log.clear()
    with ggml.read_header(path) as header:
        if header is None:
            raise refusal(path, log.reason() or "its header is cut short")
        check_length(path, header)
        yield header


def _parameters(path: Path, log: NativeLog) -> int:
    """The parameters in another part of the model; raises as `read`."""
    with _checked(path, log) as header:
        return _count(header)


def _megabytes(size: int) -> int:
    return min(-(-size // 10**6), MAX_NUMBER)
