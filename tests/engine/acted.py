"""A child of the engine that acts: no model, it does what the prompt says. Run with `python -c`.

Prompts of a generation: "wait" until it is stopped, "die", "hang" deaf to everything, else it is done at
once with the prompt as its text. A score waits to be stopped when its answer is "wait"; rendering "hang"
never ends, nor does a load of an "endless" file; "dies-later" loads once only, "slow" in four steps.
"""

from __future__ import annotations

import os
import sys
import time
import types
from pathlib import Path

from muse_desktop.engine import lines as wire
from muse_desktop.engine import protocol, values
from muse_desktop.engine.child import worker

LOG = "MUSE_DESKTOP_ACTED_LOG"


class Service:
    """Stands where the one that computes stands."""

    def __init__(self, inbox: worker.Inbox, channel: worker.Channel) -> None:
        self._inbox, self._channel = inbox, channel
        self._path = ""

    def serve(self) -> None:
        while (request := self._inbox.take()) is not None:
            self._note(request)
            self._channel.send(self._answer(request))

    def answer_light(self) -> None:
        while (request := self._inbox.light.get()) is not None:
            self._note(request)
            if isinstance(request, wire.Render) and request.messages[0].content == "hang":
                time.sleep(1000)
            self._channel.send(wire.Answer(request.id, [1] if isinstance(request, wire.Count) else None))

    def _note(self, request: wire.Request) -> None:
        with Path(os.environ[LOG]).open("a", encoding="utf-8") as log:
            log.write(f"{type(request).__name__} {request.id}\n")

    def _answer(self, request: wire.Request) -> wire.Response:
        match request:
            case wire.Load():
                return self._load(request)
            case wire.Generate():
                return self._generate(request.id, request.request)
            case wire.Prewarm():
                return wire.Warmed(request.id, protocol.Prewarmed(1, 1))
            case wire.Score():
                if request.request.answer == "wait" and self._stopped(request.id, 0.4):
                    return wire.Overtaken(request.id)
                return wire.Scores(request.id, values.Scored("x", (1,), (1,), (-1.0,), 1))
        return wire.Answer(request.id, None)

    def _load(self, request: wire.Load) -> wire.Response:
        if "endless" in request.path:
            time.sleep(1000)
        if "dies-later" in request.path:
            mark = Path(request.path + ".loaded")
            if mark.exists():
                os._exit(3)
            mark.touch()
        for done in range(1, 4 if "slow" in request.path else 1):
            time.sleep(0.3)
            self._channel.send(wire.Progress(request.id, done / 4))
        self._path = request.path
        info = protocol.ModelInfo(
            path=request.path, name="", architecture="", quantisation="", licence="", context_trained=1,
            context=1, parameters=1, size_bytes=1, has_template=False, description="", metadata={},
        )  # fmt: skip
        return wire.Loaded(request.id, info)

    def _generate(self, job: int, request: protocol.GenerateRequest) -> wire.Response:
        if request.prompt == "die":
            os._exit(3)
        self._channel.send(wire.Began(job, protocol.Started(1, 0, 1)))
        if request.prompt == "hang":
            time.sleep(1000)
        stopped = request.prompt == "wait" and self._stopped(job, 30)
        text = "" if stopped else f"{request.prompt} {Path(self._path).name}"
        reason: protocol.StopReason = "cancelled" if stopped else "end"
        return wire.Done(
            job,
            protocol.GenerationResult(
                "", (1,), tuple(protocol.CandidateResult(text, (), reason, seed) for seed in request.seeds),
                (), protocol.Timings(0, 0, 0, 0, 0), protocol.Layout(0, (), 1, 1, 1, 1, 0, 1), {},
            ),
        )  # fmt: skip

    def _stopped(self, job: int, seconds: float) -> bool:
        self._inbox.begin(job)
        end = time.monotonic() + seconds
        while not self._inbox.stopped(job) and time.monotonic() < end:
            time.sleep(0.005)
        stopped = bool(self._inbox.stopped(job))
        self._inbox.end()
        return stopped


def main() -> None:
    """Be the child."""
    stage = types.ModuleType("muse_desktop.engine.child.service")
    stage.Service = Service  # type: ignore[attr-defined]
    sys.modules[stage.__name__] = stage
    worker.main()
