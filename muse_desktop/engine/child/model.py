"""One GGUF model in memory: loading it, what its file says about itself, text to tokens and back."""

from __future__ import annotations

import ctypes
import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import psutil

from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.templates import ChatTemplate
from muse_desktop.errors import MuseError

MAX_META = 2_000
"""Characters of one metadata value that are kept; longer ones (vocabularies) are left out."""
MAX_META_ENTRIES = 200
_GB = 1e9


class Model:
    """A loaded model: its weights and vocabulary. Not thread-safe but for tokenising and rendering."""

    def __init__(
        self,
        path: Path,
        gpu_layers: int,
        log: NativeLog,
        progress: Callable[[float], None] | None = None,
        *,
        vocab_only: bool = False,
    ) -> None:
        """Load the file at `path`; `vocab_only`: without its weights, for its words alone.

        `gpu_layers`: 0 none, -1 all; `fit.admit` says how many fit, and whether the model does. Raises
        MuseError `engine.model_unknown`, `engine.model_broken`.
        """
        self.path = path
        self.size_bytes = sum(part.stat().st_size for part in file_parts(path))
        self.on_gpu = bool(C.llama_supports_gpu_offload()) and gpu_layers != 0
        started = time.perf_counter()
        self.pointer, self.gpu_layers = _load(
            path, gpu_layers if self.on_gpu else 0, log, progress, vocab_only
        )
        self.load_s = time.perf_counter() - started
        self.vocab = C.llama_model_get_vocab(self.pointer)
        self.metadata = _metadata(self.pointer)
        self.n_vocab = int(C.llama_vocab_n_tokens(self.vocab))
        self.context_trained = int(C.llama_model_n_ctx_train(self.pointer))
        # A recurrent state cannot forget its last tokens.
        self.can_go_back = not (
            C.llama_model_is_recurrent(self.pointer) or C.llama_model_is_hybrid(self.pointer)
        )
        self.template = ChatTemplate(self._template(), self._special_text("bos"), self._special_text("eos"))
        self._pieces: dict[int, bytes] = {}

    def close(self) -> None:
        """Free the weights. Contexts made from the model must be closed before."""
        if self.pointer:
            C.llama_model_free(self.pointer)
            self.pointer = None

    def files(self) -> tuple[tuple[str, int, int], ...]:
        """Path, size and time of change (ns) of each of the model's files: they differ when a model does."""
        told = [(part, part.stat()) for part in file_parts(self.path)]
        return tuple((str(part.resolve()), one.st_size, one.st_mtime_ns) for part, one in told)

    def description(self) -> str:
        """llama.cpp's own short name, for example "llama 135M Q4_1"."""
        buffer = ctypes.create_string_buffer(256)
        C.llama_model_desc(self.pointer, buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace")

    def quantisation(self) -> str:
        """For example "Q4_1", from the file's own type number."""
        named = C.llama_ftype_name(C.llama_model_ftype(self.pointer))
        return (named or b"").decode("utf-8", "replace").removeprefix("MOSTLY_")

    def tokenise(self, text: str, *, add_special: bool = False, parse_special: bool = False) -> list[int]:
        """Token ids. `add_special`: with the start token if the model wants one; `parse_special`: read
        control tokens written in the text (for rendered templates, never for a writer's own text)."""
        data = text.encode("utf-8")
        size = len(data) + 8
        tokens = (C.llama_token * size)()
        n = C.llama_tokenize(self.vocab, data, len(data), tokens, size, add_special, parse_special)
        if n < 0:
            tokens = (C.llama_token * -n)()
            n = C.llama_tokenize(self.vocab, data, len(data), tokens, -n, add_special, parse_special)
        return list(tokens[: max(n, 0)])

    def tokenise_prompt(self, rendered: str) -> list[int]:
        """Token ids of a rendered template, which may or may not have written the start token itself."""
        bos = self._special_text("bos")
        return self.tokenise(
            rendered, add_special=not (bos and rendered.startswith(bos)), parse_special=True
        )

    def piece(self, token: int) -> bytes:
        """The bytes a token stands for; none for control tokens."""
        known = self._pieces.get(token)
        if known is None:
            known = self._pieces[token] = self._piece(token, special=False)
        return known

    def text(self, tokens: Sequence[int]) -> str:
        """The text of a prompt's tokens, control tokens written out."""
        return b"".join(self._piece(token, special=True) for token in tokens).decode("utf-8", "replace")

    def is_end(self, token: int) -> bool:
        """True for the tokens by which the model says that it is done."""
        return bool(C.llama_vocab_is_eog(self.vocab, token))

    def _piece(self, token: int, *, special: bool) -> bytes:
        buffer = ctypes.create_string_buffer(64)
        n = C.llama_token_to_piece(self.vocab, token, buffer, len(buffer), 0, special)
        if n < 0:
            buffer = ctypes.create_string_buffer(-n)
            n = C.llama_token_to_piece(self.vocab, token, buffer, len(buffer), 0, special)
        return buffer.raw[: max(n, 0)]

    def _special_text(self, which: str) -> str:
        token = C.llama_vocab_bos(self.vocab) if which == "bos" else C.llama_vocab_eos(self.vocab)
        return self._piece(token, special=True).decode("utf-8", "replace") if token >= 0 else ""

    def _template(self) -> str:
        found = C.llama_model_chat_template(self.pointer, None)
        return found.decode("utf-8", "replace") if found else ""


def require_memory(needed: int, available: int) -> None:
    """Refuse what cannot fit, instead of letting the system kill programs. Both in bytes.

    Raises MuseError `engine.model_too_big`.
    """
    if needed > available:
        raise MuseError(
            "engine.model_too_big", needed_gb=round(needed / _GB, 1), available_gb=round(available / _GB, 1)
        )


def free_memory() -> int:
    """Bytes of memory that programs can still take."""
    return int(psutil.virtual_memory().available)


def file_parts(path: Path) -> list[Path]:
    """All files of a split model (`name-00001-of-00003.gguf`), or the one."""
    split = re.fullmatch(r"(.*)-\d{5}-of-(\d{5})\.gguf", path.name)
    if not split:
        return [path]
    named = [path.with_name(f"{split[1]}-{i + 1:05}-of-{split[2]}.gguf") for i in range(int(split[2]))]
    return [part for part in named if part.is_file()]


def _load(
    path: Path,
    gpu_layers: int,
    log: NativeLog,
    progress: Callable[[float], None] | None,
    vocab_only: bool,
) -> tuple[Any, int]:
    """Load with as many layers on the GPU as asked for, or fewer when they do not fit."""
    log.clear()
    for layers in dict.fromkeys((gpu_layers, gpu_layers // 2, 0) if gpu_layers > 0 else (gpu_layers, 0)):
        params = C.llama_model_default_params()
        params.n_gpu_layers = layers
        params.vocab_only = vocab_only
        if progress is not None:
            params.progress_callback = C.llama_progress_callback(lambda done, _: progress(done) or True)
        pointer = C.llama_model_load_from_file(os.fsencode(path), params)
        if pointer:
            return pointer, layers
    raise refusal(path, log.reason())


def refusal(path: Path, reason: str) -> MuseError:
    """What to tell about a file that llama.cpp refused for `reason`."""
    if unknown := re.search(r"unknown model architecture: '([^']*)'", reason):
        return MuseError("engine.model_unknown", architecture=unknown[1][:60])
    return MuseError("engine.model_broken", name=path.name, reason=reason)


def _metadata(pointer: Any) -> dict[str, str]:
    """The file's own key-value pairs, those of bounded length."""
    found: dict[str, str] = {}
    buffer = ctypes.create_string_buffer(MAX_META)
    for i in range(min(C.llama_model_meta_count(pointer), MAX_META_ENTRIES)):
        C.llama_model_meta_key_by_index(pointer, i, buffer, len(buffer))
        key = buffer.value.decode("utf-8", "replace")[:200]
        length = C.llama_model_meta_val_str_by_index(pointer, i, buffer, len(buffer))
        if 0 <= length < len(buffer):
            found[key] = buffer.value.decode("utf-8", "replace")
    return found
