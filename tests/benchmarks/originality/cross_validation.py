"""Choosing a detector's settings from a small grid without scoring on what they were chosen by.

Each draft is scored with the setting that is best on all other drafts: what is printed is to be expected of
drafts that nobody has seen. `python tests/benchmarks/originality/cross_validation.py --data DIR
near.enough=30,40,50 raised_letters=50,60` tries the check's options (`near.`: those of near passages);
`--peer` tries the peer's.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from muse_desktop.originality.check import CheckOptions  # noqa: E402
from tests.benchmarks.originality.detecting import (  # noqa: E402
    Check,
    Detector,
    ReuseFolder,
    exact,
    text_files,
)
from tests.benchmarks.originality.peer import Peer, PeerOptions  # noqa: E402
from tests.benchmarks.originality.plagdet import (  # noqa: E402
    Case,
    Tally,
    plagdet,
    plagdet_interval,
    sum_of,
    tallies,
)

Setting = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Validated:
    """`chosen`: how many drafts each setting was chosen for; `everywhere`: plagdet of each on all drafts,
    which flatters the best; the other values and their interval are of drafts left out."""

    chosen: Mapping[Setting, int]
    everywhere: Mapping[Setting, float]
    precision: float
    recall: float
    granularity: float
    plagdet: float
    low: float
    high: float


def validated(per_setting: Mapping[Setting, Mapping[str, Tally]]) -> Validated:
    """Leave each draft out once. `per_setting`: the sums of each draft, for each setting."""
    names = sorted({draft for found in per_setting.values() for draft in found})
    whole = {setting: sum_of(found.values()) for setting, found in per_setting.items()}
    chosen: Counter[Setting] = Counter()
    parts = []
    for name in names:
        others = {
            setting: plagdet(*sum_of(one for draft, one in found.items() if draft != name).means())
            for setting, found in per_setting.items()
        }
        best = max(others, key=lambda setting: others[setting])
        chosen[best] += 1
        parts.append(per_setting[best].get(name, Tally()))
    precision, recall, granularity = sum_of(parts).means()
    low, high = plagdet_interval(parts)
    return Validated(
        dict(chosen.most_common()),
        {setting: plagdet(*one.means()) for setting, one in whole.items()},
        precision,
        recall,
        granularity,
        plagdet(precision, recall, granularity),
        low,
        high,
    )


def tried(
    folder: ReuseFolder, made: Callable[[Mapping[str, float]], Detector], grid: Mapping[str, Sequence[float]]
) -> dict[Setting, dict[str, Tally]]:
    """The sums of each draft for each setting of the grid; the library is made ready once for all.

    Raises ValueError when the folder has no true cases.
    """
    if folder.truth is None:
        raise ValueError("no truth.jsonl")
    drafts = {path.name: exact(path) for path in text_files(folder.drafts)}
    found: dict[Setting, dict[str, Tally]] = {}
    library: Detector | None = None
    for values in itertools.product(*grid.values()):
        setting = tuple(zip(grid, values, strict=True))
        detector = made(dict(setting))
        if library is None:
            detector.prepare(folder.library)
        else:
            detector.take_over(library)
        library = detector
        cases = [case for name, text in drafts.items() for case in detector.find(name, text)]
        found[setting] = _whole(folder.truth, cases, drafts)
    return found


def _whole(truth: Sequence[Case], cases: Sequence[Case], drafts: Mapping[str, str]) -> dict[str, Tally]:
    known = tallies(truth, cases)
    return {name: known.get(name, Tally()) for name in drafts}


def check_with(setting: Mapping[str, float]) -> Check:
    """The check with some options changed; those of near passages are named near.NAME."""
    options = CheckOptions()
    near = {name.removeprefix("near."): value for name, value in setting.items() if name.startswith("near.")}
    rest = {name: value for name, value in setting.items() if not name.startswith("near.")}
    if near and options.near is not None:
        options = replace(options, near=replace(options.near, **_like(options.near, near)))
    return Check(replace(options, **_like(options, rest)))


def _like(options: object, given: Mapping[str, float]) -> dict[str, Any]:
    """Numbers of the kind that the options have."""
    return {name: type(getattr(options, name))(value) for name, value in given.items()}


def main() -> int:
    """Print the settings with their scores on all drafts, those chosen, and the score on drafts left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="drafts/, library/ and truth.jsonl")
    parser.add_argument("--peer", action="store_true", help="the peer's options, not the check's")
    parser.add_argument("grid", nargs="+", help="NAME=VALUE,VALUE …")
    chosen = parser.parse_args()
    split = (one.split("=", 1) for one in chosen.grid)
    grid = {name: [float(value) for value in values.split(",")] for name, values in split}

    def made(setting: Mapping[str, float]) -> Detector:
        if chosen.peer:
            return Peer(replace(PeerOptions(), **_like(PeerOptions(), setting)))
        return check_with(setting)

    result = validated(tried(ReuseFolder.open(chosen.data), made, grid))
    for setting, value in result.everywhere.items():
        named = "  ".join(f"{name}={one:g}" for name, one in setting)
        print(f"{value:.3f} on all  chosen for {result.chosen.get(setting, 0):3} drafts  {named}")
    print(
        f"left out: plagdet {result.plagdet:.3f} (95 % {result.low:.3f}–{result.high:.3f}), "
        f"P {result.precision:.3f} R {result.recall:.3f} G {result.granularity:.3f}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
