"""Files and situations that end a program with llama.cpp in it: here they cost the engine's child at most."""

from __future__ import annotations

import random
import shutil
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest, Piece
from muse_desktop.errors import MuseError
from muse_desktop.models.starter import find_starter

HEADER = 2_000_000
"""Bytes of the starter model that hold its header (metadata and tensor table) and a little more."""
LONGEST_S = 20.0
"""A child that gets nowhere is ended after 15 s; a little more on a busy machine."""
CHILD = """
import sys
sys.path.insert(0, {root!r})
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
except ImportError:
    pass
from muse_desktop.engine.child import worker
worker.main()
"""
"""A child that cannot take all of the machine's memory for a number out of a broken file."""
SHORT = GenerateRequest(prompt="Hello", seeds=(1,), max_tokens=2)
LONG = GenerateRequest(prompt="Once upon a time", seeds=(1, 2), max_tokens=300)
Patch = dict[int, bytes]
"""New bytes by their place in a file."""
COMMAND = [sys.executable, "-c", CHILD.format(root=str(Path(__file__).resolve().parents[1]))]


def starter() -> Path:
    """The starter model, which every checkout has."""
    found = find_starter()
    assert found is not None
    return found


def worded(error: BaseException | None) -> MuseError:
    """Fails unless the writer would read a message in both languages."""
    assert isinstance(error, MuseError), repr(error)
    for language in ("en", "zh"):
        text = error.text(language)  # type: ignore[arg-type]
        assert not text.startswith(error.code), error.code
    return error


def load(engine: Engine, path: Path) -> MuseError | None:
    """Load it; the message when it is refused."""
    loading = engine.load(path, context=128, threads=1, gpu_layers=0)
    error = loading.exception(LONGEST_S)
    return None if error is None else worded(error)


def works(engine: Engine) -> None:
    """A good model can be loaded and writes."""
    assert load(engine, starter()) is None
    assert engine.generate(SHORT, lambda _: None).future.result(LONGEST_S).candidates[0].tokens


@contextmanager
def patched(path: Path, changes: Patch) -> Iterator[None]:
    """The file with some bytes changed in place."""
    before: dict[int, bytes] = {}
    with path.open("r+b") as file:
        for at, new in changes.items():
            file.seek(at)
            before[at] = file.read(len(new))
            file.seek(at)
            file.write(new)
    try:
        yield
    finally:
        with path.open("r+b") as file:
            for at, old in reversed(before.items()):
                file.seek(at)
                file.write(old)


_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
"""Bytes of each type of number in a GGUF header; 8 is a text, 9 a list."""


def numbers(header: bytes) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the numbers of a GGUF header are, and their sizes: those of its values, those of its tensors."""
    values, tensors = [], []

    def number(at: int, size: int = 8) -> int:
        return int.from_bytes(header[at : at + size], "little")

    def after(at: int, kind: int) -> int:
        if kind == 8:
            return at + 8 + number(at)
        if kind != 9:
            return at + _SIZES[kind]
        inner, count, at = number(at, 4), number(at + 4), at + 12
        for _ in range(count):
            at = after(at, inner)
        return at

    at = 24
    for _ in range(number(16)):
        at = after(at, 8)
        kind = number(at, 4)
        values.append((at, 4) if kind in (8, 9) else (at + 4, _SIZES[kind]))  # of others: the type itself
        at = after(at + 4, kind)
    for _ in range(number(8)):
        at = after(at, 8)
        dimensions = number(at, 4)
        tensors += [(at, 4), *((at + 4 + 8 * i, 8) for i in range(dimensions))]
        at += 4 + 8 * dimensions
        tensors += [(at, 4), (at + 4, 8)]
        at += 12
    return values, tensors


def mutation(chance: random.Random, values: list[tuple[int, int]], tensors: list[tuple[int, int]]) -> Patch:
    """Another number in one or two fields; or some bytes, or a run of bytes, anywhere in the header."""
    kind = chance.randrange(4)
    if kind < 2:
        changes = {}
        for at, size in chance.sample((values, tensors)[kind], chance.randrange(1, 3)):
            number = chance.choice([0, 1, 2, 31, 255, 1000, 2**31 - 1, 2**32 - 1, 2**63, 2**64 - 1])
            changes[at] = struct.pack("<Q", number)[:size]
        return changes
    if kind == 2:
        return {chance.randrange(4, HEADER): chance.randbytes(1) for _ in range(chance.randrange(1, 9))}
    return {chance.randrange(4, HEADER): chance.randbytes(chance.randrange(8, 200))}


def headers(rounds: int, folder: Path) -> str:
    """Model files with changed headers: each loads or has a message, and none takes the app with it."""
    chance = random.Random(4)
    path = folder / "mutated.gguf"
    shutil.copyfile(starter(), path)
    with path.open("rb") as file:
        values, tensors = numbers(file.read(HEADER))
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    with Engine(COMMAND) as engine:
        for _ in range(rounds):
            started = time.monotonic()
            with patched(path, mutation(chance, values, tensors)):
                error = load(engine, path)
                if error is None:
                    written = engine.generate(SHORT, lambda _: None).future.exception(LONGEST_S)
                    error = worded(written) if written is not None else None
            outcomes[error.code if error else "loads and writes"] += 1
            slowest = max(slowest, time.monotonic() - started)
        works(engine)
    assert slowest < LONGEST_S
    told = ", ".join(f"{count} {what}" for what, count in outcomes.most_common())
    return f"{told}. Slowest {slowest:.1f} s."


# What killed a Python that had llama.cpp in it.


def _key(name: str, value: int) -> bytes:
    return name.encode() + struct.pack("<II", 4, value)


def _lying_header(old: bytes, new: bytes) -> Callable[[Engine, Path], None]:
    def trigger(engine: Engine, folder: Path) -> None:
        path = folder / "lying.gguf"
        if not path.exists():
            shutil.copyfile(starter(), path)
        with path.open("rb") as file:
            at = file.read(HEADER).index(old)
        with patched(path, {at: new}):
            assert load(engine, path) is not None

    return trigger


BLOCKS = "llama.block_count"
BAD_GRAMMARS = {
    "malformed": 'root ::= "a',
    "left-recursive": 'root ::= root "a" | "b"',
    "rootless": 'x ::= "a"',
}


def _bad_grammar(grammar: str) -> Callable[[Engine, Path], None]:
    def trigger(engine: Engine, folder: Path) -> None:
        request = GenerateRequest(prompt="Hello", seeds=(1,), max_tokens=8, grammar=grammar)
        error = worded(engine.generate(request, lambda _: None).future.exception(LONGEST_S))
        assert error.code.startswith("engine.grammar"), error.code

    return trigger


def _two_threads(engine: Engine, folder: Path) -> None:
    results: list[int] = []

    def use() -> None:
        for _ in range(3):
            counting = engine.count(["one two three"])
            made = engine.generate(SHORT, lambda _: None).future.result(LONGEST_S)
            results.append(len(made.candidates[0].tokens) + counting.result(LONGEST_S)[0])

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 6


def _close_while_writing(engine: Engine, folder: Path) -> None:
    with Engine(COMMAND) as other:
        assert load(other, starter()) is None
        job = _writing(other)
    error = job.exception(LONGEST_S)
    if error is not None:
        assert worded(error).code == "engine.closed"


def _truncated_while_mapped(engine: Engine, folder: Path) -> None:
    path = folder / "shrinking.gguf"
    shutil.copyfile(starter(), path)
    assert load(engine, path) is None
    with path.open("r+b") as file:
        file.truncate(HEADER)
    job = engine.generate(LONG, lambda _: None)
    assert worded(job.future.exception(LONGEST_S)).code == "engine.crashed"
    again = engine.generate(SHORT, lambda _: None).future.exception(LONGEST_S)
    assert worded(again).code == "engine.model_broken", "the file is loaded again, and named"


def _no_memory_left(engine: Engine, folder: Path) -> None:
    import psutil

    job = _writing(engine)
    child = psutil.Process(engine.child_pid)
    if hasattr(child, "rlimit"):
        child.rlimit(psutil.RLIMIT_AS, (1 << 20, 8 << 30))  # less than it has: nothing more is given
    engine.generate(SHORT, lambda _: None)
    more = engine.count(["many words " * 500_000])
    died = job.exception(2 * LONGEST_S)
    assert died is None or worded(died).code in ("engine.crashed", "engine.decode_failed")
    for future in (job, more):
        error = future.exception(2 * LONGEST_S)  # type: ignore[attr-defined]
        if error is not None:
            worded(error)
    pid = engine.child_pid
    if pid == child.pid:
        child.kill()


def _writing(engine: Engine):  # type: ignore[no-untyped-def]
    """The future of a generation that has begun to write."""
    begun = threading.Event()
    job = engine.generate(LONG, lambda event: begun.set() if isinstance(event, Piece) else None)
    assert begun.wait(LONGEST_S)
    return job.future


TRIGGERS: dict[str, Callable[[Engine, Path], None]] = {
    "no layers": _lying_header(_key(BLOCKS, 30), _key(BLOCKS, 0)),
    "a thousand layers": _lying_header(_key(BLOCKS, 30), _key(BLOCKS, 1000)),
    # The type of the KV cache cannot be chosen; a bad type of a value in the header can come with a file.
    "bad type of a value": _lying_header(_key(BLOCKS, 30), BLOCKS.encode() + struct.pack("<II", 99, 30)),
    **{f"{name} grammar": _bad_grammar(text) for name, text in BAD_GRAMMARS.items()},
    "two threads": _two_threads,
    "closed while it writes": _close_while_writing,
    "truncated while mapped": _truncated_while_mapped,
    "no memory left": _no_memory_left,
}


def triggers(rounds: int, folder: Path) -> str:
    """Each of the ten that killed Python: the app lives and says what happened, the next generation works."""
    slowest = ("", 0.0)
    with Engine(COMMAND) as engine:
        works(engine)
        for _ in range(rounds):
            for name, trigger in TRIGGERS.items():
                trigger(engine, folder)
                started = time.monotonic()
                works(engine)
                slowest = max(slowest, (name, time.monotonic() - started), key=lambda one: one[1])
    return f"{len(TRIGGERS)} triggers; slowest to the next generation: {slowest[1]:.2f} s ({slowest[0]})."
