"""The settings of `sampling.Sampling` as a chain of llama.cpp samplers, one chain for each candidate."""

from __future__ import annotations

import ctypes
import math
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import numpy as np

from muse_desktop.engine import grammar as gbnf
from muse_desktop.engine.child.prefix import Floats
from muse_desktop.engine.sampling import Sampling, Step
from muse_desktop.errors import MuseError

DRY_BREAKERS = (b"\n", b":", b'"', b"*", "。".encode(), "：".encode(), "「".encode(), "“".encode())
"""Where a repeated sequence may start anew: lines, speaker cues, quotations; Chinese ones included."""
NEVER = -100.0
"""A bias this low, or lower, rules a token out."""

Tokenise = Callable[[str], Sequence[int]]

_TOKEN_DATA = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])  # llama_token_data
_BANNING = frozenset({"bias", "grammar", "top_n_sigma"})  # they mark tokens with -inf and leave them in
# The others take logarithms of probabilities, and log 0 is none.
_MIND_NO_INFINITY = frozenset(
    {"penalties", "dry", "min_p", "top_k", "top_p", "xtc", "temperature", "dist", "greedy"}
)
_SPECIAL = _BANNING | {"adaptive_p"}  # steps that are watched from here


class SamplerChain:
    """One candidate's sampler chain; owns its C memory, freed by `close`.

    `steps` is the whole chain in the order it acts: the request's bias and grammar, then what
    `Sampling.chain` says. Bias and grammar come first, on the model's own logits, as in llama.cpp, and what
    they rule out is taken away before anything else acts: no later cut can leave only forbidden tokens.
    The grammar also rules out control tokens, whose text it would match though the writer never sees it.
    """

    def __init__(
        self,
        vocab: Any,
        sampling: Sampling,
        seed: int,
        dry: DryPrototypes,
        bias: Sequence[tuple[str, float]] = (),
        grammar: str = "",
        tokenise: Tokenise | None = None,
    ) -> None:
        """`bias`: see `bias_of_tokens`; `tokenise`: needed for it, a text's tokens without special ones.

        Raises MuseError `engine.grammar_bad`, `engine.setting_out_of_range` (a bias that is no number).
        """
        self._vocab = vocab
        # The C parser would crash on a bad grammar; what is written is followed here too, see `_accept`.
        self._reading = gbnf.begin(grammar) if grammar else None
        values = bias_of_tokens(bias, tokenise) if bias and tokenise is not None else {}
        self.steps = (*_request_steps(values, grammar), *sampling.chain())
        self._open()
        try:
            for step in self.steps:
                C.llama_sampler_chain_add(self._chain, _sampler(vocab, step, seed, dry, grammar))
        except MuseError:
            self.close()
            raise
        self._hidden = dry.controls(vocab) if grammar else None
        self._plain = _SPECIAL.isdisjoint(name for name, _ in self.steps)
        self._draws: list[bool] = []

    def _open(self) -> None:
        self._chain = C.llama_sampler_chain_init(C.llama_sampler_chain_default_params())

    @property
    def pointer(self) -> Any:
        """The C chain as a whole."""
        return self._chain

    @property
    def quick(self) -> bool:
        """Whether `pick` leaves all to llama.cpp and minds no token ruled out by -inf."""
        return self._plain and _MIND_NO_INFINITY.issuperset(name for name, _ in self.steps)

    def clone(self) -> SamplerChain:
        """A chain of its own in the very same state, the random numbers to come included.

        Take it between tokens, not while one is picked. With a large grammar it is not free (about 1 ms).
        """
        twin = object.__new__(SamplerChain)
        twin.steps, twin._hidden, twin._draws = self.steps, self._hidden, list(self._draws)
        twin._vocab, twin._reading, twin._plain = self._vocab, self._reading, self._plain
        twin._open()
        for index, (name, _) in enumerate(self.steps):
            copy = C.llama_sampler_clone(self._at(index))
            if name == "adaptive_p":
                _catch_up(copy, self._draws)
            C.llama_sampler_chain_add(twin._chain, copy)
        return twin

    def pick(self, context: Any, row: int) -> int:
        """Pick a token from a row of the batch that was computed last, and accept it. Raises as `sample`.

        Chains without special steps are left to llama.cpp as a whole, which is quicker.
        """
        if self._plain:
            return int(C.llama_sampler_sample(self._chain, context, row))
        logits = C.llama_get_logits_ith(context, row)
        return self.sample(np.ctypeslib.as_array(logits, (C.llama_vocab_n_tokens(self._vocab),)))

    def sample(self, row: Floats) -> int:
        """Pick a token from a row of logits and accept it, as `llama_sampler_sample` does.

        Raises MuseError `engine.grammar_stuck` when the grammar, the bias or the row itself leaves nothing to
        pick (llama.cpp would pick anything, and the grammar then end the program), `engine.grammar_bad` when
        the grammar can be read in too many ways by now. The chain is as before then, but for its random
        numbers.
        """
        array, _data = self._applied(row)
        if not 0 <= array.selected < array.size:
            raise MuseError("engine.grammar_stuck")
        token = int(array.data[array.selected].id)
        self._accept(token)
        return token

    def _accept(self, token: int) -> None:
        """Let the whole chain see a token. llama.cpp ends the program at one that does not fit the grammar,
        and never comes back where a grammar can be read in ever more ways; neither gets that far."""
        if self._reading is not None and not C.llama_vocab_is_eog(self._vocab, token):
            reading = gbnf.feed(self._reading, _piece(self._vocab, token), ahead=True)
            if not reading.ways:
                raise MuseError("engine.grammar_stuck")
            self._reading = reading
        C.llama_sampler_accept(self._chain, token)

    def shape(self, row: Floats) -> tuple[Any, Any]:
        """The tokens that may be picked from a row of logits, and their logits (float32), as two arrays.

        All steps but the last, which picks: a mirostat chain without its cut, an adaptive-p chain without its
        own change. Nothing is accepted; XTC draws a random number. Raises as `sample`.
        """
        array, _data = self._applied(row, len(self.steps) - 1)
        size = array.size * _TOKEN_DATA.itemsize
        found = np.ctypeslib.as_array(ctypes.cast(array.data, ctypes.POINTER(ctypes.c_uint8)), (size,))
        left = found.view(_TOKEN_DATA)
        return left["id"].copy(), left["logit"].copy()

    def _applied(self, row: Floats, steps: int | None = None) -> tuple[Any, Any]:
        """The candidates after the first `steps` steps (None: all) and the memory that they lie in."""
        data = np.empty(len(row), _TOKEN_DATA)
        data["id"] = np.arange(len(row), dtype=np.int32)
        data["logit"] = row
        data["p"] = 0
        if self._hidden is not None:
            data["logit"][self._hidden] = -np.inf
        data = _possible(data)
        array = _array(data)
        for index, (name, _) in enumerate(self.steps[:steps]):
            if name == "adaptive_p":
                self._draws.append(array.size > 1)
            C.llama_sampler_apply(self._at(index), ctypes.byref(array))
            if name in _BANNING:  # these leave the memory where it was
                data = _possible(data[: array.size])
                array = _array(data, ordered=array.sorted)
        return array, data

    def accept(self, tokens: Sequence[int]) -> None:
        """Let penalties and DRY see tokens of the prompt's end. A grammar does not see them."""
        for index, (name, _) in enumerate(self.steps):
            if name in ("penalties", "dry"):
                sampler = self._at(index)
                for token in tokens:
                    C.llama_sampler_accept(sampler, token)

    def follow(self, tokens: Sequence[int]) -> None:
        """Let the whole chain see tokens of the answer that it did not pick.

        Raises MuseError `engine.grammar_stuck` when they do not fit the grammar, `engine.grammar_bad` as
        `sample`; use the chain no more then.
        """
        grammar = next((i for i, (name, _) in enumerate(self.steps) if name == "grammar"), None)
        for token in tokens:
            if grammar is not None:
                one = np.array([(token, 0.0, 0.0)], _TOKEN_DATA)
                C.llama_sampler_apply(self._at(grammar), ctypes.byref(_array(one)))
                _possible(one)
            self._accept(token)

    def _at(self, index: int) -> Any:
        return C.llama_sampler_chain_get(self._chain, index)

    def close(self) -> None:
        """Free the chain."""
        if self._chain:
            C.llama_sampler_free(self._chain)
            self._chain = None


def bias_of_tokens(bias: Iterable[tuple[str, float]], tokenise: Tokenise) -> dict[int, float]:
    """What to add to the logit of which token; `NEVER` rules it out.

    Of each text these spellings are looked at: as written and with a capital first letter, each with and
    without a space before. All that are a single token get the value. Where none is, the text has several
    tokens and the first token of each spelling gets it: words that begin alike are hit too, so this is a
    nudge; whole phrases are kept out by `GenerateRequest.banned`. Values of texts that meet in a token add
    up; -100 or lower means never, whatever else is added. Raises MuseError `engine.setting_out_of_range`.
    """
    found: dict[int, float] = {}
    for text, value in bias:
        if not value <= 100:  # nan too
            raise MuseError(
                "engine.setting_out_of_range", setting="bias", value=str(value), low=-100, high=100
            )
        for token in _tokens_of(text, tokenise):
            before = found.get(token, 0.0)
            never = value <= NEVER or before <= NEVER
            found[token] = NEVER if never else max(NEVER, min(before + value, 100.0))
    return dict(sorted(found.items()))


def _tokens_of(text: str, tokenise: Tokenise) -> set[int]:
    if not text:
        return set()
    written = dict.fromkeys((text, text[:1].upper() + text[1:]))
    spelt = [list(tokenise(space + word)) for word in written for space in ("", " ")]
    single = {tokens[0] for tokens in spelt if len(tokens) == 1}
    return single or {tokens[0] for tokens in spelt if tokens}


def _request_steps(bias: dict[int, float], grammar: str) -> list[Step]:
    """The steps of a request; a grammar is named by its length and checksum, its text is in the request."""
    steps: list[Step] = []
    if bias:
        steps.append(("bias", {str(token): value for token, value in bias.items()}))
    if grammar:
        data = grammar.encode()
        steps.append(("grammar", {"bytes": len(data), "crc32": zlib.crc32(data)}))
    return steps


def _possible(data: Any) -> Any:
    """The candidates that are not ruled out. Raises MuseError `engine.grammar_stuck` when none is left."""
    fine = data["logit"] > -np.inf  # not true for nan
    if not fine.all():
        data = data[fine]
    if not len(data):
        raise MuseError("engine.grammar_stuck")
    return data


def _piece(vocab: Any, token: int) -> bytes:
    """The bytes that a grammar sees of a token."""
    buffer = ctypes.create_string_buffer(64)
    size = C.llama_token_to_piece(vocab, token, buffer, len(buffer), 0, True)
    if size < 0:
        buffer = ctypes.create_string_buffer(-size)
        size = C.llama_token_to_piece(vocab, token, buffer, len(buffer), 0, True)
    return buffer.raw[: max(size, 0)]


def _array(data: Any, ordered: bool = False) -> Any:
    pointer = data.ctypes.data_as(C.llama_token_data_p)
    return C.llama_token_data_array(pointer, len(data), -1, ordered)  # -1: nothing selected yet


def _catch_up(sampler: Any, draws: list[bool]) -> None:
    """Bring the random numbers of a cloned adaptive-p, which llama.cpp starts anew, to where they were.

    Each draw so far is made again, from one candidate or from two, since libraries draw none for one.
    """
    for among_several in draws:
        data = np.zeros(1 + among_several, _TOKEN_DATA)
        C.llama_sampler_apply(sampler, ctypes.byref(_array(data)))
    if draws:
        C.llama_sampler_accept(sampler, -2)  # another token than was drawn: its averages stay


class DryPrototypes:
    """What is costly to make anew for each candidate, for one model: DRY samplers ready to be cloned (making
    one reads the whole vocabulary, a clone copies a table), and which tokens are control tokens."""

    def __init__(self) -> None:
        self._made: dict[tuple[float | int, ...], Any] = {}
        self._controls: Any = None

    def get(self, vocab: Any, values: dict[str, float | int]) -> Any:
        """A fresh DRY sampler with these values, owned by the caller."""
        key = tuple(values.values())
        if key not in self._made:
            if len(self._made) >= 8:  # a writer trying settings: bounded memory matters more than the table
                self._free()
            breakers = (ctypes.c_char_p * len(DRY_BREAKERS))(*DRY_BREAKERS)
            self._made[key] = C.llama_sampler_init_dry(
                vocab,
                values["multiplier"],
                values["base"],
                int(values["allowed_length"]),
                int(values["window"]),
                breakers,
                len(DRY_BREAKERS),
            )
        return C.llama_sampler_clone(self._made[key])

    def controls(self, vocab: Any) -> Any:
        """The control tokens that do not end the text, as an array of ids."""
        if self._controls is None:
            every = range(C.llama_vocab_n_tokens(vocab))
            control = (token for token in every if C.llama_vocab_is_control(vocab, token))
            kept = [token for token in control if not C.llama_vocab_is_eog(vocab, token)]
            self._controls = np.array(kept, np.int64)
        return self._controls

    def close(self) -> None:
        """Free the prototypes; clones live on. Called before another model is loaded."""
        self._free()
        self._controls = None

    def _free(self) -> None:
        for sampler in self._made.values():
            C.llama_sampler_free(sampler)
        self._made.clear()


def _sampler(vocab: Any, step: Step, seed: int, dry: DryPrototypes, grammar: str) -> Any:
    """The C sampler of one step. Cuts always keep at least one token."""
    name, values = step
    match name:
        case "bias":
            return _bias(vocab, values)
        case "grammar":
            made = C.llama_sampler_init_grammar(vocab, grammar.encode(), b"root")
            if not made:
                raise MuseError("engine.grammar_bad", line=1, reason="refused by llama.cpp")
            return made
        case "penalties":
            repeat, frequency, presence = (values[key] for key in ("repeat", "frequency", "presence"))
            n_vocab, last = C.llama_vocab_n_tokens(vocab), values["last_n"]
            return C.llama_sampler_init_penalties(n_vocab, last, repeat, frequency, presence)
        case "dry":
            return dry.get(vocab, values)
        case "greedy":
            return C.llama_sampler_init_greedy()
        case "dist":
            return C.llama_sampler_init_dist(seed)
        case "adaptive_p":
            return C.llama_sampler_init_adaptive_p(values["target"], values["decay"], seed)
        case "mirostat":
            n_vocab = C.llama_vocab_n_tokens(vocab)
            return C.llama_sampler_init_mirostat(n_vocab, seed, values["tau"], values["eta"], values["m"])
        case "mirostat_v2":
            return C.llama_sampler_init_mirostat_v2(seed, values["tau"], values["eta"])
        case "xtc":
            return C.llama_sampler_init_xtc(values["probability"], values["threshold"], 1, seed)
    return _cut_or_heat(name, values)


def _cut_or_heat(name: str, values: dict[str, float | int]) -> Any:
    match name:
        case "top_n_sigma":
            return C.llama_sampler_init_top_n_sigma(values["n"])
        case "top_k":
            return C.llama_sampler_init_top_k(values["k"])
        case "typical":
            return C.llama_sampler_init_typical(values["p"], 1)
        case "top_p":
            return C.llama_sampler_init_top_p(values["p"], 1)
        case "min_p":
            return C.llama_sampler_init_min_p(values["p"], 1)
        case "temperature":
            return C.llama_sampler_init_temp(values["t"])
        case "dynamic_temperature":
            return C.llama_sampler_init_temp_ext(values["t"], values["range"], values["exponent"])
    raise ValueError(f"no such sampler: {name}")


def _bias(vocab: Any, values: dict[str, float | int]) -> Any:
    entries = (C.llama_logit_bias * len(values))(
        *((int(token), -math.inf if value <= NEVER else value) for token, value in values.items())
    )
    return C.llama_sampler_init_logit_bias(C.llama_vocab_n_tokens(vocab), len(values), entries)
