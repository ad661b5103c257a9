"""What the record says of a generation: the values that are written and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from muse_desktop.engine.protocol import ModelInfo
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import NO_OPTIONS, GenerationOptions


@dataclass(frozen=True)
class PartRecord:
    """What one ingredient of the prompt cost, in tokens, or that it was muted; and the `text` it added in
    which `role`, as number `place` of the prompt's parts, so that the prompt can be composed without it."""

    ingredient: str
    tokens: int
    dropped: int
    muted: bool
    role: str = ""
    text: str = ""
    place: int = -1


AdapterUsed = tuple[str, str, float]
"""Path, SHA-256 and scale of a LoRA adapter that lay over the model."""


DraftUsed = tuple[str, str]
"""Path and SHA-256 of the small model that guessed ahead; the guesses decide how the batches were cut."""


ReferenceUsed = tuple[int, str, str, str, int, int]
"""A text of the library that stood in the prompt: item, title, author, id on the inspiration shelf ("" for
none), and which code points [start, end) of it."""


class Asked(msgspec.Struct, frozen=True):
    """Everything that is asked of the model, known before its first token."""

    recipe: str
    recipe_version: int
    mode: str
    fields: Mapping[str, str]
    prompt_text: str
    parts: tuple[PartRecord, ...]
    sampling: Sampling
    max_tokens: int
    stop: tuple[str, ...]
    seeds: tuple[int, ...]
    model: ModelInfo
    model_sha256: str
    document: int | None
    via: str
    prefill: str = ""
    options: GenerationOptions = NO_OPTIONS
    kept: tuple[int, ...] = ()  # tokens that the answer began with
    adapters: tuple[AdapterUsed, ...] = ()
    draft: DraftUsed | None = None
    branched_from: Mapping[str, int] | None = None  # generation, candidate, token, how many tokens are kept
    story: tuple[tuple[int, str], ...] = ()  # id and name of each entry of the story bible that it tells of
    references: tuple[ReferenceUsed, ...] = ()


@dataclass(frozen=True)
class CandidateRecord:
    """One candidate as the record keeps it."""

    position: int
    seed: int
    text: str
    tokens: tuple[int, ...]
    stop_reason: str
    accepted: tuple[dict[str, object], ...]
    turns: int = 0  # in how many of the engine's steps it took part; 0: not recorded


class GenerationSummary(msgspec.Struct, frozen=True):
    """One line of the history."""

    id: int
    recipe: str
    created_at: str
    state: str
    model: str
    seed: int
    candidates: int
    accepted: bool
    opening: str  # first words of the first candidate
    document: int | None


@dataclass(frozen=True)
class GenerationRecord:
    """Everything recorded of one generation."""

    id: int
    recipe: str
    recipe_version: int
    mode: str
    fields: dict[str, str]
    prompt_text: str
    prompt_tokens: tuple[int, ...]
    parts: tuple[dict[str, object], ...]
    parameters: tuple[dict[str, object], ...]  # the sampler chain, in order
    sampling: Sampling  # the settings the chain was built from
    options: GenerationOptions
    kept: tuple[int, ...]
    adapters: tuple[AdapterUsed, ...]
    draft: DraftUsed | None
    max_tokens: int
    stop: tuple[str, ...]
    seed: int
    model_name: str
    model_sha256: str
    model_licence: str
    model_path: str
    build: dict[str, object]
    layout: dict[str, object]
    timings: dict[str, float]
    created_at: str
    state: str
    error: str
    via: str
    document: int | None
    candidates: tuple[CandidateRecord, ...]

    @property
    def branched_from(self) -> int:
        """The generation that this one leaves behind some word; 0 for one that began by itself."""
        source = self.layout.get("branched_from")
        number = source.get("generation") if isinstance(source, dict) else None
        return number if isinstance(number, int) else 0

    @property
    def blocked(self) -> tuple[int, ...]:
        """At how many places of each candidate a run of the library was kept out; () where nothing was."""
        found = self.layout.get("blocked")
        return tuple(one for one in found if isinstance(one, int)) if isinstance(found, list) else ()

    @property
    def references(self) -> tuple[tuple[int, str, str], ...]:
        """Item, title and author of each text of the library that it was to be in conversation with."""
        told = self.layout.get("references")
        found = []
        for one in told if isinstance(told, list) else ():
            match one:
                case [int(item), str(title), str(author), *_]:
                    found.append((item, title, author))
        return tuple(found)

    @property
    def remote(self) -> str:
        """The address at which the model ran; "" for one on this machine. Its file and tokens are unknown."""
        return str(self.layout.get("remote", ""))
