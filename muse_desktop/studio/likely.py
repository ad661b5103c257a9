"""How likely the loaded model finds a question behind each passage that may answer it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from muse_desktop.craft.prompt import fence, harmless
from muse_desktop.engine.values import Message, ScoreRequest
from muse_desktop.errors import MuseError
from muse_desktop.library.asking.retrieval import Spoken
from muse_desktop.library.search.values import Cancelled, Outdated
from muse_desktop.studio.model_host import ModelHost

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
LONGEST_S = 15.0
"""A slow computer reads no further passages after this."""
_LOOK_S = 0.1  # between two looks whether anybody still waits


class LikelyQuestions:
    """Reads passages with the model that is loaded, or with the chosen one, which is loaded first. No words
    are written, so nothing is recorded. Any thread may call."""

    def __init__(
        self, host: ModelHost, on_read: Callable[[int, int], object] = lambda _at, _of: None
    ) -> None:
        """`on_read` is told, before each passage, which one of how many is read now."""
        self._host = host
        self._on_read = on_read

    def __call__(self, asked: str, passages: Sequence[Spoken], cancelled: Cancelled) -> list[float | None]:
        """Log-probabilities in nats; None for what was not read, which is all where the model cannot do it.
        Raises Outdated once `cancelled()`."""
        found: list[float | None] = [None] * len(passages)
        try:
            waited(self._host.ready(), cancelled)
            began = time.monotonic()
            for place, one in enumerate(passages):
                self._on_read(place + 1, len(passages))
                job = self._host.engine.score(asking(asked, one))
                found[place] = sum(waited(job.future, cancelled, job.cancel).logprobs)
                if time.monotonic() - began > LONGEST_S:
                    break
        except MuseError as error:
            _log.info("asking: not read by the model: %s", error)
        return found


def asking(asked: str, one: Spoken) -> ScoreRequest:
    """The question as what is to be written behind a passage, which stands in quotation marks as data."""
    text = harmless(" ".join(one.text.split()))
    marks = fence(text)
    author = f", by {one.item.author}" if one.item.author else ""
    title = " ".join(harmless(f"{one.item.title}{author}").split())
    wish = "Write a question that this passage answers."
    return ScoreRequest(
        prompt=(Message("user", f"{title}:\n\n{marks}\n{text}\n{marks}\n\n{wish}"),), answer=asked
    )


def waited(future: Future[_T], cancelled: Cancelled, stop: Callable[[], object] = lambda: None) -> _T:
    """The result of `future`, and what it raises. Once `cancelled()`, calls `stop` and raises Outdated."""
    while True:
        try:
            return future.result(_LOOK_S)
        except TimeoutError:
            if cancelled():
                stop()
                raise Outdated from None
