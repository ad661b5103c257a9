"""Folders of drafts, a library and the true cases: how well the check finds them, and how long it takes."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.originality.detecting import (
    Check,
    Detector,
    ReuseFolder,
    Run,
    run,
    shipped_encoder,
)
from tests.benchmarks.originality.peer import Peer
from tests.benchmarks.originality.plagdet import Case, Scores, by_kind, score, write_cases
from tests.benchmarks.row import Row

COPIED, CHANGED, LEAST_PRECISION, MOST_PIECES = 0.95, 0.72, 0.90, 1.02


def rows(root: Path, detections: Path | None = None) -> list[Row]:
    """Scores and times on one folder; the check's detections are written to `detections` when it is given.

    Detections are copies and edited copies. Possible paraphrases, which the app shows apart and asks about,
    are scored in a row of their own: where drafts and sources treat the same matter, many are no reuse. Only
    where the truth has paraphrases do they count among the detections.
    """
    folder = ReuseFolder.open(root)
    if not ReuseFolder.is_at(root):
        raise SystemExit(f"{root}: no drafts/ and library/")
    with shipped_encoder() as encoder:
        check = Check(encoder=encoder)
        made = run(check, folder)
    asked = any(case.kind == "paraphrase" for case in folder.truth or ())
    found_here, beside_it = (made.found, check.first) if asked else (check.first, made.found)
    if detections is not None:
        write_cases(found_here, detections)
    found = [times(root.name, check, made), first_times(root.name, check)]
    if folder.truth is not None:
        other = score(folder.truth, beside_it)
        name = "first stage alone" if asked else "with possible paraphrases"
        found[:0] = [
            *scored(root.name, folder.truth, found_here),
            Row(f"{root.name}: {name}", other.plagdet, "", "-", True, str(other)),
        ]
        found += beside(root.name, folder)
    return found


def beside(name: str, folder: ReuseFolder) -> list[Row]:
    """The peer on the same folder."""
    peer = Peer()
    made = run(peer, folder)
    known = score(folder.truth or (), made.found)
    how = f"{known}; thresholds of its paper"
    return [Row(f"{name}: {peer.name}", known.plagdet, "", "-", True, how), times(name, peer, made)]


def scored(name: str, truth: Sequence[Case], found: Sequence[Case]) -> list[Row]:
    """The scores of detections, in all and for each kind."""
    kinds = by_kind(truth, found)
    whole = score(truth, found)
    copied = set(kinds) <= {"none", "verbatim"}
    goal = COPIED if copied else CHANGED
    made = [
        Row(f"{name}: plagdet", whole.plagdet, "", f">= {goal}", whole.plagdet >= goal, str(whole)),
        _precision(name, whole),
        _pieces(name, whole, copied),
    ]
    if len(kinds) > 1:
        made += [Row(f"{name}: {kind}", one.plagdet, "", "-", True, str(one)) for kind, one in kinds.items()]
    return made


def _precision(name: str, whole: Scores) -> Row:
    how = "macro average over detections"
    fine = whole.precision >= LEAST_PRECISION
    return Row(f"{name}: precision", whole.precision, "", f">= {LEAST_PRECISION}", fine, how)


def _pieces(name: str, whole: Scores, copied: bool) -> Row:
    goal = f"<= {MOST_PIECES}" if copied else "-"
    fine = not copied or whole.granularity <= MOST_PIECES
    return Row(f"{name}: granularity", whole.granularity, "", goal, fine, "detections for each case found")


def first_times(name: str, check: Check) -> Row:
    """Milliseconds a draft before paraphrases are looked for."""
    seconds = check.first_seconds
    middle = statistics.median(seconds) * 1000 if seconds else 0.0
    how = f"median; longest {max(seconds, default=0):.2f} s"
    return Row(f"{name}: a draft, first stage", middle, "ms", "-", True, how)


def times(name: str, detector: Detector, made: Run) -> Row:
    """Milliseconds a draft."""
    longest = max(made.seconds, default=0)
    how = f"median; longest {longest:.2f} s; library made ready in {made.preparing:.1f} s"
    middle = statistics.median(made.seconds) * 1000 if made.seconds else 0.0
    return Row(f"{name}: a draft, {detector.name}", middle, "ms", "-", True, how)
