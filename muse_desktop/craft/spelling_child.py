"""One dictionary in a process of its own: `python -m muse_desktop --spelling-worker FOLDER NAME`.

Hunspell is C++ that trusts its dictionary files; a broken one can end or hang the process that reads it. Here
that costs a dictionary and not the writer's text. One JSON request a line on stdin, one answer a line on a
private copy of stdout; the end of stdin means quit.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space; the largest dictionaries take some 200 MB."""
LOAD_S = 30.0
ASK_S = 20.0
"""Seconds after which a process that nobody stopped stops itself, in the middle of Hunspell too."""
_SAMPLE = 4000


def main(arguments: list[str] | None = None) -> int:
    """Load the dictionary, say so, and answer until stdin ends; the exit status."""
    folder, name = (sys.argv[2:4] if arguments is None else arguments)[:2]
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # no library's print can break the protocol
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit()
    faulthandler.dump_traceback_later(LOAD_S, exit=True)
    try:
        ask = _load(Path(folder), name)
    except (OSError, MemoryError, LookupError, ValueError) as error:
        _answer(answers, {"failed": f"{type(error).__name__}: {error}"[:300]})
        return 1
    _answer(answers, {"scripts": sorted(_scripts(Path(folder) / f"{name}.dic", _encoding(folder, name)))})
    while True:
        faulthandler.cancel_dump_traceback_later()
        line = sys.stdin.buffer.readline()
        if not line:
            return 0
        faulthandler.dump_traceback_later(ASK_S, exit=True)
        _answer(answers, ask(json.loads(line)))


def _limit() -> None:
    """Bound the memory and leave no core file, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):  # a lower limit holds already
            continue


def _answer(stream: Any, value: Any) -> None:
    stream.write(json.dumps(value).encode() + b"\n")
    stream.flush()


def _load(folder: Path, name: str) -> Callable[[dict[str, Any]], Any]:
    from hunspell import Hunspell

    speller = Hunspell(name, hunspell_data_dir=str(folder), system_encoding="UTF-8")
    speller._dic_encoding = _encoding(folder, name)  # the wrapper takes ASCII for names it does not know

    def spell(word: str) -> bool:
        try:
            return bool(speller.spell(word))
        except UnicodeEncodeError:  # no letter of this dictionary
            return False

    def ask(request: dict[str, Any]) -> Any:
        if "spell" in request:
            return [spell(word) for word in request["spell"]]
        try:
            if "stem" in request:
                return [found for found in speller.stem(request["stem"]) if found]
            return [found for found in speller.suggest(request["suggest"]) if found]
        except UnicodeEncodeError:
            return []

    return ask


def _encoding(folder: str | Path, name: str) -> str:
    """The encoding the .aff file names, as Python calls it; Latin-1 when it names none or an unknown one."""
    with (Path(folder) / f"{name}.aff").open("rb") as file:
        for line in file:
            words = line.removeprefix(b"\xef\xbb\xbf").split()
            if words[:1] == [b"SET"] and len(words) > 1:
                named = words[1].decode("ascii", "replace").lower().removeprefix("microsoft-")
                named = {"tis620-2533": "tis-620", "tis620": "tis-620"}.get(named, named)
                try:
                    "".encode(named)
                except (LookupError, ValueError):
                    break
                return named
    return "iso8859-1"


def _scripts(path: Path, encoding: str) -> set[str]:
    """The writing systems of the dictionary's words, from a sample over the whole file."""
    from muse_desktop.craft.spelling_words import script

    lines = path.read_bytes().splitlines()
    counts: dict[str, int] = {}
    for line in lines[1 :: max(1, len(lines) // _SAMPLE)]:
        found = script(line.decode(encoding, "replace").partition("/")[0])
        counts[found] = counts.get(found, 0) + 1
    total = sum(counts.values()) - counts.get("", 0)
    return {name for name, count in counts.items() if name and count * 100 >= total}
