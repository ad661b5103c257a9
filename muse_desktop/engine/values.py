"""What the engine answers beside generations: words that may come next, how likely a text is, vectors,
whether a model fits, how this machine computes it best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from muse_desktop.engine.sampling import Sampling

Role = Literal["system", "user", "assistant"]


class Message(msgspec.Struct, frozen=True):
    """One turn of a chat prompt; `role` is system, user or assistant."""

    role: Role
    content: str


Prompt = str | tuple[Message | int, ...]
"""Raw text to continue, chat messages, or token ids taken as they are."""


class Guarded(msgspec.Struct, frozen=True, kw_only=True):
    """Runs of words that must not be written: `words` words (`cjk` characters of scripts without spaces) or
    more that stand in the `texts` texts of the set in `file` (`library/guarded.py`).

    `allowed`: names and idioms that may. `before`: what the answer will stand behind, so that a run which
    begins there is seen. `sha256` says what the set holds and how it is used: the same where the same is
    blocked.
    """

    words: int
    cjk: int
    file: str
    sha256: str
    texts: int
    runs: int
    allowed: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True)
class GenerationOptions:
    """How a generation is made beside prompt, length and seed; see `protocol.GenerateRequest`."""

    samplings: tuple[Sampling, ...] = ()
    banned: tuple[str, ...] = ()
    bias: tuple[tuple[str, float], ...] = ()
    grammar: str = ""
    draft: int = 0
    guard: Guarded | None = None


NO_OPTIONS = GenerationOptions()


class Adapter(msgspec.Struct, frozen=True):
    """A LoRA adapter file laid over the model; `scale` 1 as trained, 0 without effect."""

    path: str
    scale: float = 1.0


class WordsRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Which words may come next. `prompt` and `prefill` as in GenerateRequest; `kept`: tokens of the answer
    so far; `sampling` shapes the probabilities; `count`: how many words at most."""

    prompt: Prompt
    sampling: Sampling = Sampling()
    prefill: str = ""
    kept: tuple[int, ...] = ()
    count: int = 10


class NextWord(msgspec.Struct, frozen=True):
    """A word that may come next, its leading space included. `probability` 0 … 1 after the sampler chain,
    `plain` as the model itself gives it. `end`: the model would stop here instead (text "")."""

    text: str
    tokens: tuple[int, ...]
    probability: float
    plain: float
    end: bool = False


class NextWords(msgspec.Struct, frozen=True):
    """Likeliest first; the probabilities add up to 1 at most. `reused`: tokens not computed anew."""

    words: tuple[NextWord, ...]
    prompt_tokens: int
    reused: int


class ScoreRequest(msgspec.Struct, frozen=True, kw_only=True):
    """How likely the model finds an answer. `prompt`, `prefill` as in GenerateRequest (an empty text: the
    answer stands alone); `answer`: the text, or its token ids as they were sampled."""

    prompt: Prompt
    answer: str | tuple[int, ...]
    prefill: str = ""


class Scored(msgspec.Struct, frozen=True):
    """Natural log-probability of each token of the answer after all before it, under the model itself.

    `ends`: where each token ends in `text` (code points; inside a character: where that one begins). Where
    nothing comes before the first token, its log-probability is not known and is nan-free 0.0 with
    `first_known` False. Perplexity = exp(-mean of the known ones).
    """

    text: str
    tokens: tuple[int, ...]
    ends: tuple[int, ...]
    logprobs: tuple[float, ...]
    prompt_tokens: int
    first_known: bool = True


class Embedded(msgspec.Struct, frozen=True):
    """Unit vectors, one for each text, little-endian float32 in a row; `width` numbers each."""

    width: int
    count: int
    data: bytes


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """What a model would need and what there is, in bytes; worked out without loading its weights.

    `gpu_layers` of `layers` go to the GPU (the output counts as one); `needed_*` includes weights, KV cache
    and working memory.
    """

    name: str
    weights: int
    kv: int
    compute: int
    layers: int
    gpu_layers: int
    context: int
    needed_ram: int
    free_ram: int
    needed_gpu: int
    free_gpu: int

    @property
    def fits(self) -> bool:
        """Whether it can be loaded as things are."""
        return self.needed_ram <= self.free_ram and self.needed_gpu <= self.free_gpu


HeaderKind = Literal["model", "adapter", "projector"]
"""A whole model; a LoRA to lay over one; the part of a model that sees, a file of its own."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a model file says of itself: texts cleaned and cut, numbers 0 and texts "" where it is silent.

    `languages`: BCP 47; `embedding`: it makes vectors instead of text; `part` of `parts`: of a split model,
    whose `parameters` are counted over the parts that lie beside the first.
    """

    name: str
    architecture: str
    quantisation: str
    licence: str
    context_trained: int
    parameters: int
    has_template: bool
    languages: tuple[str, ...]
    embedding: bool
    vision: bool
    kind: HeaderKind = "model"
    part: int = 1
    parts: int = 1


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """How this machine computes this model best. Speeds in tokens/s by thread count and by prompt batch.

    Not `quiet`: other programs were busy all along; then `threads` are all there are.
    """

    threads: int
    batch: int
    decode: dict[str, float]
    prefill: dict[str, float]
    quiet: bool = True


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """A model file's vocabulary, and how it cuts a text.

    `sha256`: over the texts and kinds of all tokens in order: the same where token ids mean the same.
    `tokens` of the text, `ends`: where each ends in it (code points). `context_trained` 0: not told.
    """

    size: int
    sha256: str
    tokens: tuple[int, ...]
    ends: tuple[int, ...]
    context_trained: int = 0


class MeasureRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Read a text with the loaded model. `file`: "" for nothing more; with `write` where each token's logits
    go (little-endian float32, a row of the whole vocabulary for each); else those of another model, to
    compare with."""

    text: str
    file: str = ""
    write: bool = False


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """How a model read a text: `tokens` that have a probability, and the `characters` they stand for.

    `surprise`: sum of -ln of their probabilities, in nats. `divergence`: mean KL(p‖q) a token, this model (q)
    against the one in the file (p), and its standard error; `same_choice`: at what share of the places both
    find the same token likeliest. None: not compared.
    """

    tokens: int
    characters: int
    surprise: float
    divergence: float | None = None
    divergence_error: float = 0.0
    same_choice: float | None = None


class Kind(msgspec.Struct, frozen=True):
    """A way to store weights smaller: llama.cpp's name for it, and about how many bits a weight takes."""

    name: str
    bits: float


KINDS: tuple[Kind, ...] = (
    Kind("Q8_0", 8.5), Kind("Q6_K", 6.6), Kind("Q5_K_M", 5.7), Kind("Q4_K_M", 4.9), Kind("Q4_0", 4.6),
    Kind("IQ4_XS", 4.4), Kind("Q3_K_M", 3.9),
)  # fmt: skip
"""Those offered, the largest first. Smaller ones need statistics of the model in use that are not at hand."""
