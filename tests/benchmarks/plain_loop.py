"""The other side of the engine's speed ratio: the shortest loop over llama.cpp's C API, in its own process.

`python plain_loop.py MODEL THREADS TOKENS FLASH`: for each line on stdin (a JSON list of token ids) it
prefills them (unless they are those of the line before), samples TOKENS tokens (min-p 0.05, temperature 0.8,
seed 7), never stopping at an end token, and prints the decoding speed in tokens/s. FLASH: llama.cpp's number
for flash attention, -1 = its own choice, 0 = off.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time

import llama_cpp.llama_cpp as C  # noqa: N812 - the C API


def main() -> None:
    model_path, threads, count, flash = sys.argv[1], *map(int, sys.argv[2:5])
    quiet = C.llama_log_callback(lambda _level, _text, _user: None)
    C.llama_log_set(quiet, ctypes.c_void_p(0))
    C.llama_backend_init()
    model = C.llama_model_load_from_file(os.fsencode(model_path), C.llama_model_default_params())
    params = C.llama_context_default_params()
    params.n_ctx, params.n_batch, params.no_perf = 4096, 512, True
    params.flash_attn_type = flash
    params.n_threads = params.n_threads_batch = threads
    context = C.llama_init_from_model(model, params)
    print("ready", flush=True)
    held: list[int] = []
    for line in sys.stdin:
        prompt = json.loads(line)
        print(run(context, prompt, count, held == prompt), flush=True)
        held = prompt


def run(context: object, prompt: list[int], count: int, again: bool) -> float:
    chain = C.llama_sampler_chain_init(C.llama_sampler_chain_default_params())
    C.llama_sampler_chain_add(chain, C.llama_sampler_init_min_p(0.05, 1))
    C.llama_sampler_chain_add(chain, C.llama_sampler_init_temp(0.8))
    C.llama_sampler_chain_add(chain, C.llama_sampler_init_dist(7))
    start = len(prompt) - 1 if again else 0
    C.llama_memory_seq_rm(C.llama_get_memory(context), 0, start, -1)
    for begin in range(start, len(prompt), 512):
        part = prompt[begin : begin + 512]
        tokens = (C.llama_token * len(part))(*part)  # must live until it is decoded
        if C.llama_decode(context, C.llama_batch_get_one(tokens, len(part))) != 0:
            raise SystemExit("llama_decode failed")
    token = (C.llama_token * 1)(C.llama_sampler_sample(chain, context, -1))
    started = time.perf_counter()
    for _ in range(count - 1):
        C.llama_decode(context, C.llama_batch_get_one(token, 1))
        token[0] = C.llama_sampler_sample(chain, context, -1)
    speed = (count - 1) / (time.perf_counter() - started)
    C.llama_sampler_free(chain)
    return speed


if __name__ == "__main__":
    main()
