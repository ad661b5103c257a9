"""What a model file's tokens are, and how they cut a text; none of its weights are read."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API

from muse_desktop.engine.child.fit import read_table
from muse_desktop.engine.child.generation import text_ends
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.values import Vocabulary


def survey(path: Path, text: str, log: NativeLog) -> Vocabulary:
    """Raises MuseError `engine.model_broken`, `engine.model_unknown`. A hostile file may end the process."""
    trained = read_table(path, log).context_trained
    model = Model(path, 0, log, vocab_only=True)
    try:
        tokens = model.tokenise(text)
        return Vocabulary(
            size=model.n_vocab,
            sha256=fingerprint(model),
            tokens=tuple(tokens),
            ends=tuple(text_ends(model, tokens)),
            context_trained=trained,
        )
    finally:
        model.close()


def fingerprint(model: Model) -> str:
    """SHA-256 over every token's text and attributes in order, and what a text begins with."""
    found = hashlib.sha256()
    for token in range(model.n_vocab):
        text: bytes = C.llama_vocab_get_text(model.vocab, token) or b""
        found.update(struct.pack("<II", len(text), int(C.llama_vocab_get_attr(model.vocab, token)) & 0xFFFF))
        found.update(text)
    start = model.tokenise("", add_special=True)
    found.update(struct.pack(f"<{len(start)}i", *start))
    return found.hexdigest()
