"""What OpenAI-compatible servers understand: the shapes of their answers and of what is sent to them.

Everything a server says is checked before it is believed; fields nobody asked for are ignored.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from muse_desktop.engine.protocol import GenerateRequest, Message
from muse_desktop.engine.remote.address import Address
from muse_desktop.engine.remote.http import Exchange, Watch
from muse_desktop.engine.sampling import OFF, SHAPES, Sampling, Step
from muse_desktop.errors import MuseError

Kind = Literal["llama-server", "llama-cpp-python", "vllm", "other"]
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
T = TypeVar("T")

MAX_STOPS = 4
"""Stop strings that OpenAI's interface allows; `remote_watch` minds all of them."""

LETTERS_PER_TOKEN = 3.6
"""English prose with today's vocabularies (32,000 to 150,000 tokens): 3.5 to 4.6 letters a token."""

FIRST_WIDE = "\u2e80"
"""Where the scripts of East Asia begin."""


class Meta(msgspec.Struct, frozen=True):
    """What llama-server says of a model."""

    n_ctx: Whole = 0
    n_ctx_train: Whole = 0
    n_params: Whole = 0
    size: Whole = 0


class Model(msgspec.Struct, frozen=True):
    """An entry of /v1/models; `max_model_len` is vLLM's."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    owned_by: str | None = ""
    max_model_len: Whole | None = None
    meta: Meta | None = None


class Models(msgspec.Struct, frozen=True):
    """The answer to GET /v1/models."""

    data: Annotated[list[Model], msgspec.Meta(max_length=10_000)]


class Slot(msgspec.Struct, frozen=True):
    """A part of llama-server's /props."""

    n_ctx: Whole = 0


class Props(msgspec.Struct, frozen=True):
    """The answer to llama-server's GET /props."""

    default_generation_settings: Slot = Slot()


class Delta(msgspec.Struct, frozen=True):
    """New text of a chat answer."""

    content: str | None = None


class Choice(msgspec.Struct, frozen=True):
    """New text of an answer: `delta` in a chat, `text` without one."""

    delta: Delta | None = None
    text: str | None = None
    finish_reason: str | None = None


class Usage(msgspec.Struct, frozen=True):
    """Tokens as the server counted them."""

    prompt_tokens: Whole = 0
    completion_tokens: Whole = 0


class Chunk(msgspec.Struct, frozen=True):
    """One `data:` line of a streamed answer."""

    choices: list[Choice] = []
    usage: Usage | None = None
    error: Any = None
    model: str | None = None
    system_fingerprint: str | None = None


class Numbers(msgspec.Struct, frozen=True):
    """An answer to a question for tokens: the tokens (llama-server) or only their count."""

    tokens: list[Any] | None = None
    count: Whole | None = None


class Vector(msgspec.Struct, frozen=True):
    """One embedding."""

    index: Whole
    embedding: list[float]


class Vectors(msgspec.Struct, frozen=True):
    """The answer to POST /v1/embeddings."""

    data: list[Vector]


@dataclass(frozen=True)
class Served:
    """A model at an address, as it was found."""

    address: Address
    key: str = field(repr=False)
    kind: Kind
    model: str
    gate: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)
    """Held while it counts tokens."""
    watch: Watch | None = field(default=None, compare=False, repr=False)

    @property
    def at_once(self) -> bool:
        """Whether it works on several requests at a time. llama-cpp-python's server cuts one off when the
        next arrives."""
        return self.kind != "llama-cpp-python"


def read(exchange: Exchange, data: bytes, shape: type[T]) -> T:
    """A JSON answer. Raises MuseError `engine.remote_unreadable`."""
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        page = "a web page, not an answer" if data.lstrip()[:1] == b"<" else str(error)
        raise exchange.unreadable(page) from error


def short_name(model: str) -> str:
    """Some servers call a model by its file's path."""
    name = model.replace("\\", "/").rpartition("/")[2] if model.endswith(".gguf") else model
    return "".join(one for one in name.removesuffix(".gguf") if one.isprintable())[:200]


def kind_of(model: Model | None, server: str) -> Kind:
    """Which program serves, by what it says of itself."""
    owner = (model.owned_by or "") if model else ""
    if owner == "llamacpp" or "llama.cpp" in server:
        return "llama-server"
    if owner == "vllm":
        return "vllm"
    return "llama-cpp-python" if owner == "me" and "uvicorn" in server else "other"


# Sampling: our names → the server's. What everybody understands, then what some do.
_STANDARD = {
    "temperature": "temperature",
    "top_p": "top_p",
    "frequency_penalty": "frequency_penalty",
    "presence_penalty": "presence_penalty",
}
_EXTRAS: dict[Kind, dict[str, str]] = {
    "other": {},
    "vllm": {"top_k": "top_k", "min_p": "min_p", "repeat_penalty": "repetition_penalty"},
    "llama-cpp-python": {"top_k": "top_k", "min_p": "min_p", "repeat_penalty": "repeat_penalty"},
    "llama-server": {
        "top_k": "top_k",
        "min_p": "min_p",
        "typical_p": "typical_p",
        "top_n_sigma": "top_n_sigma",
        "repeat_penalty": "repeat_penalty",
        "repeat_last_n": "repeat_last_n",
        "xtc_probability": "xtc_probability",
        "xtc_threshold": "xtc_threshold",
        "dry_multiplier": "dry_multiplier",
        "dry_base": "dry_base",
        "dry_allowed_length": "dry_allowed_length",
        "dry_window": "dry_penalty_last_n",
        "mirostat": "mirostat",
        "mirostat_tau": "mirostat_tau",
        "mirostat_eta": "mirostat_eta",
        "temperature_range": "dynatemp_range",
        "temperature_exponent": "dynatemp_exponent",
    },
}


def sampling_fields(sampling: Sampling, kind: Kind) -> dict[str, float | int]:
    """The values sent, off ones too: a server's own defaults are not off."""
    values = msgspec.structs.asdict(sampling)
    names = _STANDARD | _EXTRAS[kind]
    sent = {theirs: values[ours] for ours, theirs in names.items() if ours in values}
    if kind == "vllm" and sent.get("top_k") == 0:
        sent["top_k"] = -1  # its own way to say off
    return sent


def not_sent(sampling: Sampling, kind: Kind) -> list[str]:
    """The settings that would have an effect and that this server cannot be told."""
    values = msgspec.structs.asdict(sampling)
    on = {name for name, off in OFF.items() if values[name] != off}
    on |= {name for name, shaped in SHAPES.items() if on & set(shaped)}
    return sorted(on - set(_STANDARD | _EXTRAS[kind]))


def chain(sampling: Sampling, kind: Kind) -> tuple[Step, ...]:
    """What goes on record instead of a sampler chain: what was sent, and which wishes were not."""
    steps: list[Step] = [("remote", sampling_fields(sampling, kind))]
    return (*steps, *((f"not sent: {name}", {}) for name in not_sent(sampling, kind)))


def generation_body(request: GenerateRequest, candidate: int, served: Served) -> tuple[str, dict[str, Any]]:
    """Path and body that ask for one candidate. A prefill goes as a last message of the assistant's."""
    sampling = request.samplings[candidate] if request.samplings else request.sampling
    body: dict[str, Any] = {
        "model": served.model,
        "stream": True,
        "max_tokens": request.max_tokens,
        "seed": request.seeds[candidate],
        **sampling_fields(sampling, served.kind),
    }
    if request.stop:
        body["stop"] = list(request.stop[:MAX_STOPS])
    if served.kind in ("vllm", "llama-server"):
        body["stream_options"] = {"include_usage": True}
    if isinstance(request.prompt, str):
        return "/v1/completions", {**body, "prompt": request.prompt}
    turns = [one for one in request.prompt if isinstance(one, Message)]
    messages = [{"role": one.role, "content": one.content} for one in turns]
    if request.prefill:
        messages.append({"role": "assistant", "content": request.prefill})
        if served.kind == "vllm":
            body |= {"add_generation_prompt": False, "continue_final_message": True}
    return "/v1/chat/completions", {**body, "messages": messages}


def refuse_unknown(request: GenerateRequest) -> None:
    """Raise MuseError `engine.remote_cannot` for what no OpenAI-compatible server can be asked."""
    tokens = not isinstance(request.prompt, str) and not request.is_chat
    for feature, asked in (
        ("grammar", request.grammar), ("bias", request.bias), ("tokens", tokens or request.kept),
        ("replay", request.stop_after), ("guard", request.guard),
    ):  # fmt: skip
        if asked:
            raise MuseError("engine.remote_cannot", feature=feature)
    if not (request.prompt if isinstance(request.prompt, str) else any(_contents(request))):
        raise MuseError("engine.prompt_empty")


def _contents(request: GenerateRequest) -> list[str]:
    return [one.content for one in request.prompt if isinstance(one, Message)]


def plain_prompt(messages: tuple[Message | int, ...] | list[Message] | str, prefill: str) -> str:
    """The messages as sent, for people: only the server knows what its template makes of them."""
    if isinstance(messages, str):
        return messages
    turns = [f"[{one.role}]\n{one.content}" for one in messages if isinstance(one, Message)]
    return "\n\n".join([*turns, f"[assistant]\n{prefill}"] if prefill else turns)


def estimate_tokens(text: str) -> int:
    """About how many tokens `text` has, rather too many than too few: one for 3.6 letters of ASCII, for each
    East Asian character (0.7 to 1 in models made for Chinese), for two characters of anything else."""
    ascii_letters = len(text.encode("ascii", "ignore"))
    others = [one for one in text if not one.isascii()] if ascii_letters < len(text) else []
    wide = sum(one >= FIRST_WIDE for one in others)
    return math.ceil(ascii_letters / LETTERS_PER_TOKEN + wide + (len(others) - wide) / 2)
