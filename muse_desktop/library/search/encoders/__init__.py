"""Sentence encoders: what makes vectors of texts, behind one interface.

Texts of like meaning get vectors with a large cosine. Which encoder is used is told by its id, under which
its vectors are kept: vectors of two encoders cannot be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
else:
    Vectors = Any

SHIPPED = "use-multilingual-3"
STATIC = "wordllama-256"


@dataclass(frozen=True)
class EncoderInfo:
    """What is known of an encoder before it is loaded.

    `id`: also the name of the folder of its vectors. `languages`: ISO 639-1 codes it was made for, empty
    where that is not known. `rate`: passages of 100 words a second on one core of the machine it was measured
    on, 0 where it was not.
    """

    id: str
    dimension: int
    languages: frozenset[str]
    rate: float


class Encoder(Protocol):
    """Makes vectors of texts. Used by one thread at a time."""

    @property
    def info(self) -> EncoderInfo:
        """What it is."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text (zeros for one without any letter). May raise MuseError."""

    def close(self) -> None:
        """Let go of what it holds. Twice is fine."""


def normed(vectors: Vectors) -> Vectors:
    """Rows brought to length 1; rows of zeros stay."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return rows


USE = EncoderInfo(
    SHIPPED,
    512,
    frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}),
    160.0,
)
WORDLLAMA = EncoderInfo(STATIC, 256, frozenset({"en"}), 4800.0)


def known() -> tuple[EncoderInfo, ...]:
    """The encoders that are installed, the shipped one first; () in a build that has none."""
    from muse_desktop.library.search.encoders import static, universal

    found = ((USE, universal.is_installed()), (WORDLLAMA, static.is_installed()))
    return tuple(info for info, installed in found if installed)


def load(encoder_id: str) -> Encoder:
    """Load one of `known()` into this process (some 150 MB, a second or two).

    Raises MuseError librarysearch.no_encoder.
    """
    from muse_desktop.errors import MuseError
    from muse_desktop.library.search.encoders.static import StaticEncoder
    from muse_desktop.library.search.encoders.universal import UniversalEncoder

    makers: dict[str, type[UniversalEncoder] | type[StaticEncoder]] = {
        SHIPPED: UniversalEncoder,
        STATIC: StaticEncoder,
    }
    if all(one.id != encoder_id for one in known()):
        raise MuseError("librarysearch.no_encoder", encoder=encoder_id)
    return makers[encoder_id]()
