"""An embedding model of the writer's own (GGUF), computed by the engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from muse_desktop.engine.values import Embedded
from muse_desktop.errors import MuseError
from muse_desktop.library.search.encoders import EncoderInfo, Vectors, normed

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


class EngineEncoder:
    """Asks an engine with an embedding model in it. `embed` waits for its answer and may raise MuseError."""

    def __init__(
        self,
        name: str,
        digest: str,
        embed: Callable[[Sequence[str]], Embedded],
        end: Callable[[], None] = lambda: None,
    ) -> None:
        """`name` and `digest` (of the file) make its id; `end` lets the engine go."""
        self._embed = embed
        self._close = end
        readable = _NOT_IN_A_NAME.sub("-", name.lower()).strip("-")[:40]
        width = embed(["."]).width
        self.info = EncoderInfo(f"gguf-{readable}-{digest[:12]}", width, frozenset(), 0.0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text. Raises what the engine raises, librarysearch.encoder_failed."""
        if not texts:
            return np.empty((0, self.info.dimension), np.float32)
        made = self._embed(texts)
        if (made.width, made.count) != (self.info.dimension, len(texts)):
            raise MuseError("librarysearch.encoder_failed", reason=f"{made.count} × {made.width}")
        return normed(np.frombuffer(made.data, "<f4").reshape(made.count, made.width))

    def close(self) -> None:
        """Let go of the engine."""
        self._close()
