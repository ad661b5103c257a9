"""What the benchmark measures with: passages hidden where it says, settings chosen without peeking."""

from __future__ import annotations

import random

from tests.benchmarks.originality.cross_validation import Setting, validated
from tests.benchmarks.originality.generator import PARAPHRASE, Made, Plan, make
from tests.benchmarks.originality.graded import area
from tests.benchmarks.originality.plagdet import Tally
from tests.benchmarks.originality.sources import Pair, Work

PLAN = Plan(drafts=2, cases=2, pairs=2, said=2, source=600, draft=200, shortest=12, longest=30)
PAIR = Pair("Nobody had seen the keeper since dawn.", "Since sunrise no one saw the keeper.", True)
OTHER = Pair("The bell rang twice that night.", "Twice that night there was no bell.", True)


def _works() -> list[Work]:
    rng = random.Random(5)
    lexis = ["".join(rng.choices("abdegilmnorstu", k=rng.randint(2, 9))) for _ in range(900)]

    def paragraph() -> str:
        return " ".join(" ".join(rng.choices(lexis, k=9)).capitalize() + "." for _ in range(6))

    return [
        Work(f"work {number}", f"author {number}", "en", "\n\n".join(paragraph() for _ in range(30)))
        for number in range(6)
    ]


def _made() -> Made:
    return make(_works(), "en", 3, [PAIR, OTHER], PLAN)


def test_hidden_passages_stand_where_the_truth_says() -> None:
    made = _made()
    copied = [case for case in made.cases if case.kind == "verbatim"]
    assert len(copied) == 4
    for case in copied:
        ours = made.drafts[case.draft][case.this_offset :][: case.this_length]
        assert ours == made.library[case.source][case.source_offset :][: case.source_length]


def test_pairs_are_hidden_with_one_sentence_on_each_side() -> None:
    made = _made()
    found = {
        (
            made.library[case.source][case.source_offset :][: case.source_length],
            made.drafts[case.draft][case.this_offset :][: case.this_length],
        )
        for case in made.cases
        if case.kind == PARAPHRASE
    }
    assert found == {(PAIR.a, PAIR.b), (OTHER.a, OTHER.b)}


def test_each_draft_hides_in_one_way_and_the_seed_decides_all() -> None:
    made = _made()
    assert all(case.draft.startswith(case.kind) for case in made.cases)
    assert made == _made()
    assert made != make(_works(), "en", 4, [PAIR, OTHER], PLAN)


def test_a_draft_is_scored_with_what_the_other_drafts_choose() -> None:
    def tally(share: float) -> Tally:
        return Tally(cases=1, detections=1, precision=share, recall=share, found=1, touched=1)

    bold, shy = (("gap", 1.0),), (("gap", 2.0),)
    per_setting: dict[Setting, dict[str, Tally]] = {
        bold: {"a": tally(0.9), "b": tally(0.9), "c": tally(0.1)},
        shy: {"a": tally(0.6), "b": tally(0.6), "c": tally(0.6)},
    }
    result = validated(per_setting)
    # Without c, bold is better (0.9 against 0.6): c counts 0.1. Without a or b shy is (0.6 against 0.5).
    assert result.chosen == {shy: 2, bold: 1}
    assert abs(result.plagdet - (0.6 + 0.6 + 0.1) / 3) < 1e-9


def test_the_area_is_the_share_of_couples_in_the_right_order() -> None:
    assert area([(0.9, True), (0.5, True), (0.5, False), (0.1, False)]) == 3.5 / 4
