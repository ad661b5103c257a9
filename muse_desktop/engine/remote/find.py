"""Which model a server has, what kind of server it is, and whether it counts tokens for us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from muse_desktop.engine.protocol import ModelInfo
from muse_desktop.engine.remote.address import Address, check_key
from muse_desktop.engine.remote.api import (
    Kind,
    Meta,
    Model,
    Models,
    Numbers,
    Props,
    Served,
    kind_of,
    read,
    short_name,
)
from muse_desktop.engine.remote.http import Exchange
from muse_desktop.errors import MuseError

MODELS_SHOWN = 5
MAX_CONTEXT = 10_000_000
MAX_TOKENS_ANSWER = 2**25
"""Bytes; llama-server answers with every token of a whole draft."""
_PROBE = "a"


@dataclass(frozen=True)
class Found:
    """A model that answers at an address. `counts`: the server is on this machine and counts tokens."""

    served: Served
    info: ModelInfo
    counts: bool


def find_model(
    address: Address, key: str, named: str, context: int, exchange: Callable[[Served], Exchange]
) -> Found:
    """Ask the server what it has. Raises the MuseErrors that `RemoteEngine.load` names."""
    check_key(address, key)
    asked = exchange(Served(address, key, "other", named))
    try:
        models = read(asked, asked.small("GET", "/v1/models"), Models).data
    except MuseError as error:
        if not (named and error.code == "engine.remote_not_there"):
            raise
        models = [Model(named)]  # it keeps no list, but the writer knows the name
    model = _chosen(models, named, address)
    kind = kind_of(model, asked.server)
    served = Served(address, key, kind, model.id)
    told = _context(served, model, exchange)
    return Found(served, _info(served, model, told, context), _counts(served, exchange))


def _chosen(models: list[Model], named: str, address: Address) -> Model:
    for model in models:
        if not named or named in (model.id, short_name(model.id)):
            return model
    known = ", ".join(short_name(model.id) for model in models[:MODELS_SHOWN]) or "-"
    raise MuseError("engine.remote_no_model", address=address.url, name=named or "-", known=known[:300])


def _context(served: Served, model: Model, exchange: Callable[[Served], Exchange]) -> int:
    """Tokens that one prompt and its answer may have; 0 where nobody tells."""
    told = model.max_model_len or (model.meta or Meta()).n_ctx
    if not told and served.kind == "llama-server":
        try:
            asked = exchange(served)
            told = read(asked, asked.small("GET", "/props"), Props).default_generation_settings.n_ctx
        except MuseError:
            return 0  # a server may keep its properties to itself
    return min(told, MAX_CONTEXT)


def _info(served: Served, model: Model, told: int, asked: int) -> ModelInfo:
    meta = model.meta or Meta()
    return ModelInfo(
        path=f"remote:{served.address.url}", name=short_name(model.id), architecture="", quantisation="",
        licence="", context_trained=meta.n_ctx_train, context=told or asked, parameters=meta.n_params,
        size_bytes=meta.size, has_template=True, description="",
        metadata={"remote.server": served.kind, "remote.model": model.id}, remote=served.address.url,
    )  # fmt: skip


_TOKENISERS: dict[Kind, tuple[str, str]] = {
    "llama-server": ("/tokenize", "content"),
    "llama-cpp-python": ("/extras/tokenize/count", "input"),
    "vllm": ("/tokenize", "prompt"),
}


def _counts(served: Served, exchange: Callable[[Served], Exchange]) -> bool:
    """Only a server on this machine is asked: while a writer writes, no text goes elsewhere."""
    if not (served.address.is_loopback and served.kind in _TOKENISERS):
        return False
    try:
        return told_count(served, exchange(served), _PROBE) > 0
    except MuseError:
        return False


def told_count(served: Served, exchange: Exchange, text: str) -> int:
    """How many tokens the server says `text` has. Raises MuseError `engine.remote_*`."""
    path, name = _TOKENISERS[served.kind]
    body = {"model": served.model, name: text, "add_special": False, "add_special_tokens": False}
    numbers = read(exchange, exchange.small("POST", path, body, MAX_TOKENS_ANSWER), Numbers)
    if numbers.count is not None:
        return numbers.count
    if numbers.tokens is None:
        raise exchange.unreadable("no count of tokens")
    return len(numbers.tokens)
