"""`python tests/soak.py NAME [--rounds N]`: a long fault test in full. The suite runs a small part of each.

Each name is a function, most of them in tests/faults.py, that takes a number of rounds and a folder, and
fails loudly.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> int:
    from tests import chaos, faults
    from tests.engine import guarding
    from tests.engine.test_grammar import grammars
    from tests.manuscript.test_session import edits
    from tests.ui.origin_writer import origins

    full = {
        **faults.FULL,
        "manuscript": (chaos.manuscript, 200),
        "origins": (origins, 100_000),
        "grammars": (grammars, 250),
        "edits": (edits, 400),
        "guard": (guarding.blocked, 75),
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=[*full, "all"])
    parser.add_argument("--rounds", "--operations", type=int, default=0, help="instead of the usual number")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in full if chosen.name == "all" else [chosen.name]:
        work, usual = full[name]
        rounds = chosen.rounds or usual
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            os.environ["MUSE_DESKTOP_HOME"] = str(Path(folder, "home"))
            said = work(rounds, Path(folder))
        print(f"{name}: {rounds} rounds in {time.monotonic() - started:.0f} s. {said}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
