"""The values the loop hands to whoever shows it: the window, the command line, later the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from muse_desktop.craft.prompt import Prompt
from muse_desktop.craft.recipe import Words
from muse_desktop.craft.reference import NO_REFERENCES, References
from muse_desktop.craft.story import NO_STORY, Story
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import NO_OPTIONS, GenerationOptions
from muse_desktop.errors import MuseError
from muse_desktop.originality.values import Hit
from muse_desktop.provenance.records import CandidateRecord, GenerationRecord, GenerationSummary

__all__ = [
    "Branch", "CandidateRecord", "GenerationOptions", "GenerationRecord", "GenerationSummary", "ModelState",
    "Prepared", "ReplayReport", "RunCandidateDone", "RunEvent", "RunFailed", "RunFinished", "RunHits",
    "RunPiece", "RunReading", "RunStarted", "RunUnchecked", "Share",
]  # fmt: skip

ModelState = Literal["none", "loading", "ready", "failed"]


@dataclass(frozen=True)
class Share:
    """One ingredient's part of the context window, in tokens of the loaded model."""

    ingredient: str
    labels: Words  # by language
    tokens: int
    dropped: int  # tokens of old text left out because the context was full
    muted: bool
    mutable: bool


class Branch(msgspec.Struct, frozen=True):
    """Where a generation leaves another one: its prompt again, and `kept` tokens of the answer to begin with.

    `token` of `candidate` of `generation` is the first that is not the old one's.
    """

    generation: int
    candidate: int
    token: int
    prompt_tokens: tuple[int, ...]
    kept: tuple[int, ...]

    def layout(self) -> dict[str, int]:
        """What the record says of it."""
        return {
            "generation": self.generation,
            "candidate": self.candidate,
            "token": self.token,
            "kept": len(self.kept),
        }


@dataclass(frozen=True)
class Prepared:
    """A prompt ready to be sent: what the model will see, and what each ingredient costs."""

    recipe: str
    recipe_version: int
    fields: dict[str, str]
    prompt: Prompt
    prompt_text: str  # exactly the text the model will see, control tokens included
    shares: tuple[Share, ...]
    prompt_tokens: int
    context: int  # tokens the loaded model can hold
    max_tokens: int  # most tokens one candidate may have
    sampling: Sampling
    stop: tuple[str, ...]
    insert: Literal["cursor", "replace"]
    before: str  # the draft before the cursor, so that a candidate joins it with the right spacing
    options: GenerationOptions = NO_OPTIONS
    branch: Branch | None = None
    story: Story = NO_STORY  # what of the story bible it tells
    references: References = NO_REFERENCES  # which texts of the library it is in conversation with


class RunStarted(msgspec.Struct, frozen=True):
    """The generation has its row in the record; pieces will follow."""

    generation: int
    prompt_tokens: int
    reused: int


class RunReading(msgspec.Struct, frozen=True):
    """How many tokens of the prompt are read."""

    done: int
    total: int


class RunPiece(msgspec.Struct, frozen=True):
    """More text of one candidate."""

    candidate: int
    text: str


class RunHits(msgspec.Struct, frozen=True):
    """Overlaps of one candidate with the library so far (all of them, positions in the candidate's text).

    `words`: how many of its words lie in those that are raised.
    """

    candidate: int
    hits: tuple[Hit, ...]
    words: int = 0


class RunUnchecked(msgspec.Struct, frozen=True):
    """One candidate can no longer be compared with the library, and why; it goes on without."""

    candidate: int
    error: MuseError


class RunCandidateDone(msgspec.Struct, frozen=True):
    """One candidate has ended: "end", "length", "stop" or "cancelled"."""

    candidate: int
    stop_reason: str


class RunFinished(msgspec.Struct, frozen=True):
    """All candidates have ended and the record is complete. `blocked`: at how many places of each a run of
    the library was kept out; () where nothing is blocked."""

    generation: int
    tokens_per_s: float
    first_token_s: float
    words_per_s: float
    blocked: tuple[int, ...] = ()


class RunFailed(msgspec.Struct, frozen=True):
    """The generation broke off; what had arrived is kept in the record."""

    error: MuseError


RunEvent = (
    RunStarted | RunReading | RunPiece | RunHits | RunUnchecked | RunCandidateDone | RunFinished | RunFailed
)


class ReplayReport(msgspec.Struct, frozen=True):
    """What came of repeating a generation on this machine."""

    generation: int
    verdict: Literal["identical", "diverged", "cannot_run"]
    candidate: int | None  # the first candidate that differs
    token: int | None  # the first token that differs, counted from 0
    reason: str  # a message code when it cannot run, else empty
    values: dict[str, str | int | float]
