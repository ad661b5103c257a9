"""Vectors of sentences that questions have asked for, so that the next question about a work is quick."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from muse_desktop.lazy import LazyModule
from muse_desktop.library.search.encoders import Encoder, Vectors

if TYPE_CHECKING:
    import numpy as np
else:
    np = LazyModule("numpy")

KEPT = 3000
"""Passages whose sentences are remembered: about 15 MB. The ones asked for longest ago are forgotten."""


class Memory:
    """The vectors, by encoder and the passage's text. Any thread may ask."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], Vectors] = OrderedDict()
        self._keeping = threading.Lock()

    def vectors(
        self, texts: Sequence[str], said: Sequence[Sequence[str]], encoder: Encoder | None
    ) -> list[Vectors] | None:
        """A row for each sentence of each text; None without an encoder. `said`: the texts' sentences.

        Raises what the encoder raises.
        """
        if encoder is None:
            return None
        keys = [(encoder.info.id, hash(text)) for text in texts]
        with self._keeping:
            known = {key: self._kept[key] for key in keys if key in self._kept}
        new = [at for at, key in enumerate(keys) if key not in known]
        if new:
            rows = encoder.encode([sentence for at in new for sentence in said[at]])
            ends = np.cumsum([len(said[at]) for at in new])[:-1]
            known.update((keys[at], some) for at, some in zip(new, np.split(rows, ends), strict=True))
        with self._keeping:
            for key in keys:
                self._kept[key] = known[key].astype(np.float16)
                self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return [known[key].astype(np.float32) for key in keys]
