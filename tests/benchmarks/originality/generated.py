"""How well passages hidden in known ways are found: each way by itself, in English and 中文, the peer beside.

Measured is the part of the generator's authors and pairs that nothing is tuned on.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from muse_desktop.text.segment import count_words
from tests.benchmarks.originality.detecting import (
    Check,
    Detector,
    ReuseFolder,
    Run,
    exact,
    run,
    shipped_encoder,
    text_files,
)
from tests.benchmarks.originality.edits import EDITS
from tests.benchmarks.originality.generator import LOOKALIKE, PARAPHRASE, UNRELATED, made_for
from tests.benchmarks.originality.peer import Peer
from tests.benchmarks.originality.plagdet import Case, Scores, by_kind
from tests.benchmarks.originality.reuse import first_times, times
from tests.benchmarks.row import Row

GOALS = {
    "verbatim": 0.95,
    "random": 0.90,
    "sentences-shuffled": 0.90,
    "clauses-shuffled": 0.90,
    "synonyms": 0.80,
    "word-forms": 0.80,
}
_FOUND, _PRECISE = 0.60, 0.90


def rows(data: Path | None) -> list[Row]:
    """All rows, for English and 中文."""
    found = []
    for language in EDITS:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name) / "made"
            made_for(data, language, True, Path(name) / "unpacked").write(root)
            found += _language(f"hidden {language}", ReuseFolder.open(root))
    return found


def _language(name: str, folder: ReuseFolder) -> list[Row]:
    truth = folder.truth or ()
    peer = Peer()
    with shipped_encoder() as encoder:
        check = Check(encoder=encoder)
        ours = run(check, folder)
    theirs = run(peer, folder)
    scores, others = by_kind(truth, ours.found), by_kind(truth, theirs.found)
    made = []
    for kind, goal in GOALS.items():
        if kind in scores:
            value = scores[kind].plagdet
            how = f"{scores[kind]}; held part; {peer.name} {others[kind].plagdet:.3f}"
            made.append(Row(f"{name}: {kind}", value, "", f">= {goal}", value >= goal, how))
    if PARAPHRASE in scores:
        made += _paraphrases(name, scores[PARAPHRASE], others[PARAPHRASE])
    made += [_raised(name, folder, check, ours, kind) for kind in (LOOKALIKE, UNRELATED)]
    return [*made, times(name, check, ours), first_times(name, check), times(name, peer, theirs)]


def _paraphrases(name: str, ours: Scores, theirs: Scores) -> list[Row]:
    """The share of single sentences found, and how right what is found there is."""
    share = ours.found / ours.cases
    how = f"{ours}; held pairs; sentence aligner found {theirs.found}, P {theirs.precision:.3f}"
    fine = ours.precision >= _PRECISE
    return [
        Row(f"{name}: paraphrases found", share, "", f">= {_FOUND}", share >= _FOUND, how),
        Row(f"{name}: paraphrases, precision", ours.precision, "", f">= {_PRECISE}", fine, "of the same"),
    ]


def _raised(name: str, folder: ReuseFolder, detector: Detector, made: Run, kind: str) -> Row:
    """Hits raised in drafts with nothing copied: of pairs that only look alike, and of none at all."""
    texts = [exact(path) for path in text_files(folder.drafts) if path.name.startswith(kind)]
    raised = _of(made.found, kind)
    words = sum(map(count_words, texts))
    how = f"{len(raised)} raised in {len(texts)} drafts, {words:,} words, nothing copied; {detector.name}"
    value = len(raised) / words * 100_000 if words else 0.0
    return Row(f"{name}: {kind}, raised", value, "/100,000 w", "-", True, how)


def _of(found: Sequence[Case], kind: str) -> list[Case]:
    return [one for one in found if one.draft.startswith(kind)]
