"""What the engine's child needs beyond the model, and that loading again and again leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import psutil

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest
from tests.hostile import starter

MOST_OWN_MB = 120.0
MOST_GROWTH_KB = 20.0
FEW = 100
"""Fewer loads than this say little about growth: one stray page of an arena counts."""
MOST_GROWTH_OF_FEW_KB = 400.0


def memory(rounds: int, folder: Path) -> str:
    """The child's own memory after a load and a generation, and its growth over many loads."""
    with Engine() as engine:
        own = _own_memory(engine)
        assert own < MOST_OWN_MB, f"{own:.0f} MB"
        growth = _growth(engine, rounds)
    bound = MOST_GROWTH_KB if rounds >= FEW else MOST_GROWTH_OF_FEW_KB
    assert growth < bound, f"{growth:.1f} KB per load"
    return f"{own:.0f} MB beyond weights, KV cache and compute buffers; {growth:+.1f} KB per load."


def _own_memory(engine: Engine) -> float:
    """Megabytes: all resident pages but those of the model's file, less what llama.cpp was told to take."""
    context = 4096
    engine.load(starter(), context=context, gpu_layers=0).result()
    request = GenerateRequest(prompt="The rain came down. " * 40, seeds=(1, 2), max_tokens=30)
    engine.generate(request, lambda _: None).future.result()
    beyond_file = _resident(engine)
    fit = engine.estimate(starter(), context, 0).result()
    return (beyond_file - fit.kv - fit.compute) / 1e6


def _resident(engine: Engine) -> int:
    """Bytes of resident memory that are not pages of a model file."""
    child = psutil.Process(engine.child_pid)
    if not hasattr(child, "memory_maps"):
        return int(child.memory_info().rss)
    mapped = [one for one in child.memory_maps() if one.path.endswith(".gguf")]
    return int(child.memory_info().rss - sum(one.rss for one in mapped))


def _growth(engine: Engine, rounds: int) -> float:
    """Kilobytes per load: the slope over the last three quarters."""
    short = GenerateRequest(prompt="Hello", seeds=(1,), max_tokens=2)
    taken = []
    for _ in range(rounds):
        engine.load(starter(), context=512, threads=1, gpu_layers=0).result()
        engine.generate(short, lambda _: None).future.result()
        taken.append(_resident(engine))
    settled = np.array(taken[rounds // 4 :]) / 1024
    return float(np.polyfit(np.arange(len(settled)), settled, 1)[0]) if len(settled) > 1 else 0.0
