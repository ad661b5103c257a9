"""Scores of a reuse detector: precision, recall, granularity and plagdet over characters.

The definitions are those of Potthast, Stein, Barrón-Cedeño and Rosso, "An Evaluation Framework for Plagiarism
Detection", COLING 2010. A case s and a detection r are sets of characters of both the draft and the source; r
detects s when they have characters in common on both sides; then s ⊓ r is what they have in common, else
nothing.

    macro precision   mean over r of |union over s of s ⊓ r| / |r|
    macro recall      mean over s of |union over r of s ⊓ r| / |s|
    micro precision   |union over (s, r) of s ⊓ r| / |union of all r|
    micro recall      |union over (s, r) of s ⊓ r| / |union of all s|
    granularity       mean, over the cases that are detected at all, of the number of their detections
    plagdet           F1 / log2(1 + granularity)

The plagdet given first is that of the macro averages, as in the competitions.
"""

from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

RESAMPLES = 1000
_FIELDS = ("this_offset", "this_length", "source_offset", "source_length")

Span: TypeAlias = tuple[int, int]
Characters: TypeAlias = dict[tuple[str, str], list[Span]]
T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """A passage of a draft and its place in a source: a true case, or a detection.

    Names are file names; offsets and lengths are code points; `kind` is how it was changed, or for a
    detection what it was taken for.
    """

    draft: str
    source: str
    this_offset: int
    this_length: int
    source_offset: int
    source_length: int
    kind: str = ""

    @property
    def size(self) -> int:
        """Characters on both sides."""
        return self.this_length + self.source_length


@dataclass(frozen=True)
class Scores:
    """What a detector reached. `found` of `cases` were detected by one of `detections`.

    Precision is 1 without detections, recall 1 without cases, granularity 1 when nothing was detected.
    `low` and `high` bound 95 % of plagdet over resampled drafts.
    """

    cases: int
    detections: int
    found: int
    precision: float
    recall: float
    granularity: float
    plagdet: float
    micro_precision: float
    micro_recall: float
    micro_plagdet: float
    low: float
    high: float

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} G {self.granularity:.3f}, "
            f"95 % {self.low:.3f}–{self.high:.3f}, {self.found} of {self.cases} cases found, "
            f"{self.detections} detections, micro {self.micro_plagdet:.3f}"
        )


@dataclass(frozen=True)
class Tally:
    """What one draft adds to the macro averages: sums of precision over its detections and of recall over its
    cases; `touched` is the sum over found cases of their detections."""

    cases: int = 0
    detections: int = 0
    precision: float = 0.0
    recall: float = 0.0
    found: int = 0
    touched: int = 0

    def plus(self, other: Tally) -> Tally:
        """Of both together."""
        return Tally(
            self.cases + other.cases,
            self.detections + other.detections,
            self.precision + other.precision,
            self.recall + other.recall,
            self.found + other.found,
            self.touched + other.touched,
        )

    def means(self) -> tuple[float, float, float]:
        """(precision, recall, granularity), macro averages."""
        return (
            self.precision / self.detections if self.detections else 1.0,
            self.recall / self.cases if self.cases else 1.0,
            self.touched / self.found if self.found else 1.0,
        )


def score(cases: Iterable[Case], detections: Iterable[Case], seed: int = 1) -> Scores:
    """Score detections against the true cases. `seed` is that of the interval's resampling."""
    truth, found = _by_draft(cases), _by_draft(detections)
    per_draft = {}
    common: Characters = defaultdict(list)
    for draft in {**truth, **found}:
        per_draft[draft], shared = _tally(truth.get(draft, []), found.get(draft, []))
        for place, spans in shared.items():
            common[place].extend(spans)
    total = sum_of(per_draft.values())
    precision, recall, granularity = total.means()
    both = _length(common)
    micro_precision = _share(both, _length(_characters(one for some in found.values() for one in some)))
    micro_recall = _share(both, _length(_characters(one for some in truth.values() for one in some)))
    low, high = plagdet_interval(list(per_draft.values()), seed)
    return Scores(
        total.cases,
        total.detections,
        total.found,
        precision,
        recall,
        granularity,
        plagdet(precision, recall, granularity),
        micro_precision,
        micro_recall,
        plagdet(micro_precision, micro_recall, granularity),
        low,
        high,
    )


def by_kind(cases: Sequence[Case], detections: Sequence[Case], seed: int = 1) -> dict[str, Scores]:
    """Scores for each kind of case.

    A detection counts for the kinds of the cases it detects; one that detects nothing counts, as wrong, for
    every kind that its draft has a case of.
    """
    of_draft = _by_draft(cases)
    counted: dict[str, list[Case]] = defaultdict(list)
    for one in detections:
        here = of_draft.get(one.draft, [])
        kinds = {case.kind for case in here if detects(one, case)} or {case.kind for case in here}
        for kind in kinds:
            counted[kind].append(one)
    return {
        kind: score([case for case in cases if case.kind == kind], counted[kind], seed)
        for kind in sorted({case.kind for case in cases})
    }


def plagdet(precision: float, recall: float, granularity: float) -> float:
    """F1 / log2(1 + granularity); 0 when nothing was found."""
    if precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall) / math.log2(1 + granularity)


def detects(detection: Case, case: Case) -> bool:
    """Whether they have characters in common both in the draft and in the source."""
    return (
        detection.draft == case.draft
        and detection.source == case.source
        and detection.this_offset < case.this_offset + case.this_length
        and case.this_offset < detection.this_offset + detection.this_length
        and detection.source_offset < case.source_offset + case.source_length
        and case.source_offset < detection.source_offset + detection.source_length
    )


def read_cases(path: Path) -> list[Case]:
    """The cases in a file of one JSON object a line, as truth.jsonl; unknown fields are passed over.

    Raises ValueError naming the line that is not one.
    """
    cases = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            made = json.loads(line)
            places = {field: int(made[field]) for field in _FIELDS}
            kind = str(made.get("kind", ""))
            cases.append(Case(str(made["draft"]), str(made["source"]), kind=kind, **places))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}, line {number}: not a case ({error})") from error
    return cases


def write_cases(cases: Iterable[Case], path: Path) -> None:
    """Write cases with the fields of truth.jsonl, one JSON object a line."""
    lines = (json.dumps(asdict(case), ensure_ascii=False) + "\n" for case in cases)
    path.write_text("".join(lines), "utf-8")


def _tally(cases: Sequence[Case], detections: Sequence[Case]) -> tuple[Tally, Characters]:
    """The sums of one draft, and the characters that cases and detections have in common."""
    of_case: dict[int, Characters] = defaultdict(lambda: defaultdict(list))
    of_detection: dict[int, Characters] = defaultdict(lambda: defaultdict(list))
    common: Characters = defaultdict(list)
    touched: dict[int, int] = defaultdict(int)
    for number, case in enumerate(cases):
        for index, one in enumerate(detections):
            if not detects(one, case):
                continue
            touched[number] += 1
            for place, span in _meeting(case, one):
                for characters in (of_case[number], of_detection[index], common):
                    characters[place].append(span)
    right = (_length(shared) / detections[index].size for index, shared in of_detection.items())
    reached = (_length(shared) / cases[number].size for number, shared in of_case.items())
    made = Tally(
        cases=len(cases),
        detections=len(detections),
        precision=math.fsum(right),
        recall=math.fsum(reached),
        found=len(touched),
        touched=sum(touched.values()),
    )
    return made, common


def _meeting(case: Case, one: Case) -> list[tuple[tuple[str, str], Span]]:
    """s ⊓ r for a detection that detects the case."""
    (draft, a), (source, b) = _sides(case)
    (_, c), (_, d) = _sides(one)
    return [
        (draft, (max(a[0], c[0]), min(a[1], c[1]))),
        (source, (max(b[0], d[0]), min(b[1], d[1]))),
    ]


def _sides(case: Case) -> tuple[tuple[tuple[str, str], Span], tuple[tuple[str, str], Span]]:
    """Which characters of which text: those of the draft, those of the source."""
    return (
        (("draft", case.draft), (case.this_offset, case.this_offset + case.this_length)),
        (("source", case.source), (case.source_offset, case.source_offset + case.source_length)),
    )


def _characters(cases: Iterable[Case]) -> Characters:
    found: Characters = defaultdict(list)
    for case in cases:
        for place, span in _sides(case):
            found[place].append(span)
    return found


def _length(characters: Mapping[tuple[str, str], list[Span]]) -> int:
    """How many different characters the spans hold."""
    total = 0
    for spans in characters.values():
        end = -1
        for first, last in sorted(spans):
            total += max(0, last - max(first, end))
            end = max(end, last)
    return total


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _by_draft(cases: Iterable[Case]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        found[case.draft].append(case)
    return found


def tallies(cases: Iterable[Case], detections: Iterable[Case]) -> dict[str, Tally]:
    """The sums of each draft."""
    truth, found = _by_draft(cases), _by_draft(detections)
    return {draft: _tally(truth.get(draft, []), found.get(draft, []))[0] for draft in {**truth, **found}}


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """Of all together."""
    total = Tally()
    for one in tallies:
        total = total.plus(one)
    return total


def interval(
    parts: Sequence[T], value: Callable[[Sequence[T]], float], seed: int = 1
) -> tuple[float, float]:
    """The 2.5 and 97.5 percentiles of `value` over resamples of `parts`; (0, 0) without parts."""
    if not parts:
        return 0.0, 0.0
    rng = random.Random(seed)
    values = sorted(value(rng.choices(parts, k=len(parts))) for _ in range(RESAMPLES))
    return values[round(0.025 * (RESAMPLES - 1))], values[round(0.975 * (RESAMPLES - 1))]


def plagdet_interval(parts: Sequence[Tally], seed: int = 1) -> tuple[float, float]:
    """Between which values 95 % of plagdet lie when drafts are drawn again, with replacement."""
    return interval(parts, lambda drawn: plagdet(*sum_of(drawn).means()), seed)
