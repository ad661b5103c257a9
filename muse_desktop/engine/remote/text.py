"""One candidate from a remote model: the request, and its answer bit by bit."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from muse_desktop.engine.protocol import GenerateRequest, StopReason
from muse_desktop.engine.remote.api import Chunk, Served, generation_body, read
from muse_desktop.engine.remote.http import Exchange, Patience
from muse_desktop.engine.remote.watch import Echo, Watch

MAX_LETTERS_PER_TOKEN = 200
"""A server that sends more than this for each token asked for will never stop."""

_REASONS: dict[str, StopReason] = {"stop": "end", "length": "length"}


@dataclass(frozen=True)
class Ending:
    """How a candidate ended: why, at which banned phrase, and what the server told of itself on the way."""

    reason: StopReason
    banned: str = ""
    model: str = ""
    fingerprint: str = ""
    prompt_tokens: int = 0
    tokens: int = 0


class Telling:
    """One candidate being told. `run` belongs to one thread; `stop` may be called by any."""

    def __init__(
        self, served: Served, request: GenerateRequest, candidate: int, patience: Patience
    ) -> None:
        self.candidate = candidate
        self.stopped = threading.Event()
        self.first_s = 0.0  # from the request to the first text
        self._served, self._request = served, request
        self._exchange = Exchange(served.address, served.key, patience, served.watch)
        self._watch = Watch(request.stop, request.banned)
        self._echo = Echo(request.prefill)
        self._letters = 0

    def stop(self) -> None:
        """Hang up."""
        self.stopped.set()
        self._exchange.abort()

    def run(self, opened: Callable[[], None], tell: Callable[[str], None]) -> Ending:
        """Ask, and `tell` each new text; `opened` when the answer begins. Raises MuseErrors
        `engine.remote_*`; what was told by then stays told."""
        path, body = generation_body(self._request, self.candidate, self._served)
        began = time.monotonic()
        try:
            self._exchange.stream(path, body)
            opened()
            return self._listen(began, tell)
        finally:
            self._exchange.close()

    def _listen(self, began: float, tell: Callable[[str], None]) -> Ending:
        reason: StopReason | None = None
        last, tokens, prompt_tokens, chunks = Chunk(), 0, 0, 0
        for chunk in self._chunks():
            chunks += bool(chunk.choices)
            last = chunk if chunk.model else last
            if chunk.usage is not None:
                tokens, prompt_tokens = chunk.usage.completion_tokens, chunk.usage.prompt_tokens
            for choice in chunk.choices[:1]:
                text = (choice.delta.content if choice.delta else choice.text) or ""
                if text and not self.first_s:
                    self.first_s = time.monotonic() - began
                self._pass_on(text, tell)
                if choice.finish_reason:
                    reason = _REASONS.get(choice.finish_reason, "stop")
            if self._watch.hit:
                reason = "blocked" if self._watch.was_banned else "stop"
                break
        if reason is None:
            raise self._exchange.broke_off()
        if not self._watch.hit:
            self._tell_rest(tell)
        return Ending(
            reason,
            self._watch.hit if self._watch.was_banned else "",
            (last.model or "")[:200],
            (last.system_fingerprint or "")[:200],
            prompt_tokens,
            tokens or chunks,
        )

    def _pass_on(self, text: str, tell: Callable[[str], None]) -> None:
        self._letters += len(text)
        if self._letters > MAX_LETTERS_PER_TOKEN * self._request.max_tokens:
            raise self._exchange.unreadable(f"{self._letters} letters for {self._request.max_tokens} tokens")
        if shown := self._watch.feed(self._echo.feed(text)):
            tell(shown)

    def _tell_rest(self, tell: Callable[[str], None]) -> None:
        shown = self._watch.feed(self._echo.rest())
        if shown := shown + self._watch.rest():
            tell(shown)

    def _chunks(self) -> Iterator[Chunk]:
        """The answer's `data:` lines up to [DONE]; what else an event stream may hold is passed over."""
        while line := self._exchange.line():
            field, _, value = line.partition(b":")
            value = value.strip()
            if field == b"error":  # llama-server's old way
                raise self._exchange.refused_by_text(value.decode("utf-8", "replace"))
            if field != b"data" or not value:
                continue
            if value == b"[DONE]":
                return
            chunk = read(self._exchange, value, Chunk)
            if chunk.error:
                raise self._exchange.refused_by_text({"error": chunk.error})
            yield chunk
