"""Run in a process of its own: gives grammars that passed the check to llama.cpp and writes a little by each.

A JSON list of grammars comes in; for each a line goes out: what was written, and whether the reading of our
own agrees with llama.cpp's. A process that ends early, or hangs, was killed by a grammar.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API
import numpy as np

from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.samplers import DryPrototypes, SamplerChain, _piece
from muse_desktop.engine.grammar import begin
from muse_desktop.engine.grammar_walk import TOO_WIDE, TooWide
from muse_desktop.engine.sampling import Sampling
from muse_desktop.errors import MuseError

TOKENS = 4
ANYTHING = Sampling(temperature=5, min_p=0)


def write(vocab, dry, text, random, usual):
    """Write a few tokens by a grammar. Returns the text, and whether our own reading could go along."""
    chain = SamplerChain(vocab, ANYTHING, int(random.integers(1, 1000)), dry, grammar=text)
    reading, agreed, data = begin(text), True, b""
    for _ in range(TOKENS):
        row = np.full(C.llama_vocab_n_tokens(vocab), -np.inf, np.float32)
        some = np.concatenate([usual, random.integers(0, len(row), 200)])
        row[some] = random.normal(0, 1, len(some))
        tokens, _ = possible(chain, row)
        tried = {token: goes_on(vocab, reading, token) for token in random.choice(some, 30).tolist()}
        agreed &= all(fits in (None, token in tokens) for token, fits in tried.items())
        if not len(tokens):
            break
        try:
            token = chain.sample(row)
        except MuseError as error:
            if error.values.get("reason") != TOO_WIDE:
                raise
            break
        if C.llama_vocab_is_eog(vocab, token):
            break
        data += _piece(vocab, token)
        reading = reading.feed(_piece(vocab, token))
        twin = chain.clone()
        chain.close()
        chain = twin
    chain.close()
    return data.decode("utf-8", "replace"), agreed


def possible(chain, row):
    try:
        return chain.shape(row)
    except MuseError as error:
        if error.code != "engine.grammar_stuck":
            raise
        return np.array([], np.int32), None


def goes_on(vocab, reading, token):
    """Whether a token fits by our own reading; None where that is not said."""
    if C.llama_vocab_is_eog(vocab, token):
        return not reading.missing and reading.walk.complete(reading.ways)
    piece = _piece(vocab, token)
    if C.llama_vocab_is_control(vocab, token) or piece[:1] in (b"", b"\0"):
        return False
    try:
        after = reading.feed(piece)
    except TooWide:
        return None
    return None if after.missing else bool(after.ways)


def main() -> None:
    log = NativeLog()
    log.install()
    params = C.llama_model_default_params()
    params.vocab_only = True
    model = C.llama_model_load_from_file(str(Path(sys.argv[1])).encode(), params)
    vocab = C.llama_model_get_vocab(model)
    dry = DryPrototypes()
    tokens = range(C.llama_vocab_n_tokens(vocab))
    short = [t for t in tokens if C.llama_vocab_is_eog(vocab, t) or len(_piece(vocab, t)) <= 1]
    random = np.random.default_rng(1)
    for text in json.load(sys.stdin):
        written, agreed = write(vocab, dry, text, random, np.array(short))
        sys.stdout.write(json.dumps([written, agreed]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
