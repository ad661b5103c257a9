"""What the speed lab tells: how far a long job is, a row for each file compared, a benchmark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from muse_desktop.errors import Value

Stage = Literal["looking", "loading", "reading", "comparing", "writing", "quantising"]
"""What a job of the lab does now: looks into a file's header and vocabulary, loads it, reads the text with
it, compares it with the largest, writes a sample, makes a smaller file."""


@dataclass(frozen=True)
class Step:
    """What is being done, and with which file (its name without folder)."""

    stage: Stage
    name: str


OnProgress = Callable[[float, Step], None]
"""Told how much of the whole job is done (0 … 1) and what is done now; on a thread of the lab's."""


def silent(_fraction: float, _step: Step) -> None:
    """For callers who do not want to know."""


def never() -> bool:
    """For callers who never cancel."""
    return False


@dataclass(frozen=True)
class LabRow:
    """One file of a comparison.

    `bytes`: all parts. `words_per_s` written and `reads_words_per_s` read, in words of the text (in Chinese
    characters). `perplexity`: exp of the mean surprise of a token, comparable among files with one vocabulary
    only; `bits_per_character`: comparable among all. `divergence`: mean KL(p‖q) in nats a token of this file
    (q) against the base (p), `divergence_error` its standard error, `same_choice`: at what share of the
    places the likeliest token is the base's; 0, 0 and 1 for the base itself, None where the vocabularies
    differ. `sample`: what the model writes on from the text's beginning, with the same seed for all.
    `memory`: bytes its process held.

    `code`, `values`: of the MuseError that says what is missing and why. Not `measured`: everything is, but
    for path, name and bytes; else the divergence.
    """

    path: Path
    name: str
    bytes: int
    quantisation: str = ""
    words_per_s: float = 0.0
    reads_words_per_s: float = 0.0
    perplexity: float = 0.0
    bits_per_character: float = 0.0
    divergence: float | None = None
    same_choice: float | None = None
    sample: str = ""
    code: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    divergence_error: float = 0.0
    memory: int = 0
    measured: bool = True


@dataclass(frozen=True)
class Comparison:
    """Files compared on one text.

    `rows` in the order asked for; `tokens`: how many of the text's the base read (the text is cut where it
    has more than the lab's limit); `characters` of the text used; `base`: the largest file that could be
    measured; `recommended`: the place in `rows` of the file to take, -1 when none could be measured.
    Not `quiet`: other programs were busy meanwhile, so that the speeds are too low.
    """

    rows: tuple[LabRow, ...]
    tokens: int
    base: Path
    recommended: int
    characters: int = 0
    quiet: bool = True


@dataclass(frozen=True)
class Benchmark:
    """How fast this machine runs one file. Speeds in words (in Chinese characters) a second.

    `first_word_s`: seconds from pressing Write to the first word after a prompt of `prompt_tokens` that was
    not read before; `memory`: bytes of main memory its process held at the end; `load_s` seconds.
    Not `quiet`: other programs were busy meanwhile, so that the speeds are too low.
    """

    path: Path
    name: str
    bytes: int
    quantisation: str
    words_per_s: float
    reads_words_per_s: float
    tokens_per_s: float
    reads_tokens_per_s: float
    first_word_s: float
    prompt_tokens: int
    load_s: float
    memory: int
    threads: int
    gpu_layers: int
    sample: str
    quiet: bool = True
