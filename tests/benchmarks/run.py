"""`python tests/benchmarks/run.py NAME [--part PART] [--json] [--data DIR]`: measured values against goals.

Each NAME is a module `bench_NAME.py` beside this file with `rows(data)`; some have PARTS. Exit status 1 when
a goal is missed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def main() -> int:
    names = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=names)
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    parser.add_argument("--data", type=Path, help="a folder of texts to measure on")
    parser.add_argument("--part", default="", help="measure only this part (engine)")
    parser.add_argument("--detections", type=Path, help="write what was found there (originality)")
    chosen = parser.parse_args()
    bench = importlib.import_module(f"tests.benchmarks.bench_{chosen.name}")
    if chosen.part and chosen.part not in getattr(bench, "PARTS", {}):
        parser.error(f"parts of {chosen.name}: {', '.join(getattr(bench, 'PARTS', {})) or 'none'}")
    given = [chosen.part] if chosen.part else []
    if chosen.detections and not hasattr(bench, "DETECTIONS"):
        parser.error(f"{chosen.name} has no detections to write")
    more = {"detections": chosen.detections} if chosen.detections else {}
    rows = bench.rows(chosen.data, *given, **more)
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        for row in rows:
            mark = "ok  " if row.ok else "MISS"
            print(f"{mark} {row.name:44} {row.value:12.4g} {row.unit:10} goal {row.goal:10} {row.how}")
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
