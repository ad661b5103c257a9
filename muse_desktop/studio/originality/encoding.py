"""The encoder that a check looks for paraphrases with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muse_desktop.library.search.encoders import Encoder


def shipped_encoder() -> Encoder | None:
    """The encoder that is shipped, in a process of its own, which starts with the first use and ends when it
    is not needed for some time. None in a build that has none."""
    from muse_desktop.library.search.encoders import known
    from muse_desktop.library.search.encoders.apart import EncoderApart

    infos = known()
    return EncoderApart(infos[0]) if infos else None
