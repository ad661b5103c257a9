"""`python tests/soak.py NAME`: a long fault test in full. The suite runs a tenth of each.

Each name is a function of tests/faults.py that takes a number of rounds and a folder, and fails loudly.
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
    from tests.faults import FULL

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=[*FULL, "all"])
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in FULL if chosen.name == "all" else [chosen.name]:
        work, rounds = FULL[name]
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            os.environ["MUSE_DESKTOP_HOME"] = str(Path(folder, "home"))
            said = work(rounds, Path(folder))
        print(f"{name}: {rounds} rounds in {time.monotonic() - started:.0f} s. {said}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
