from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.curate import dismissals
from muse_desktop.library.curate.choosing import by_marginal_relevance, mean_likeness, most_different
from muse_desktop.library.curate.curator import Curator
from muse_desktop.library.curate.gaps import gaps, numbered
from muse_desktop.library.curate.likeness import WordLikeness
from muse_desktop.library.curate.values import Asking, Draft, Pick
from muse_desktop.library.library import Library
from muse_desktop.store.store import Store

NOW = "2027-06-01T12:00:00.000Z"
THEMES = {
    "sea": ["harbour", "ship", "tide", "rope", "anchor", "gull", "sail", "captain", "pier", "storm"],
    "farm": ["orchard", "barn", "plough", "mule", "furrow", "seed", "goose", "wheat", "scythe", "straw"],
    "city": ["tram", "lamp", "stair", "office", "clerk", "newspaper", "bridge", "window", "smoke", "queue"],
}
PAGE = "The captain looked over the harbour where the tide pulled every rope and anchor, before the storm."
SMALL = ("the", "and", "of", "was", "in", "it")


def prose(theme: str, seed: int) -> str:
    draw = random.Random(f"{theme} {seed}")
    return " ".join(draw.choices([*THEMES[theme], *SMALL], k=150)) + "."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("curator") / "workspace") as opened:
        yield opened


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Library:
    folder = tmp_path_factory.mktemp("texts")
    for theme in THEMES:
        for seed in range(6):
            (folder / f"{theme}{seed} of many.txt").write_text(prose(theme, seed), "utf-8")
    made = Library(store, store.paths)
    made.add([folder])
    return made


@pytest.fixture
def curator(library: Library, store: Store) -> Iterator[Curator]:
    everything = [one.id for one in library.items()]
    yield Curator(library, store, clock=lambda: NOW)
    library.set_details(everything, rating=0, rights="", opened_at=None, parent=None)
    for kind in ("reread", "related", "forgotten", "gap"):
        store.write(lambda session, kind=kind: dismissals.bring_back(session, kind)).result()


def themed(picks: list[Pick]) -> list[str]:
    return [one.title[:3] for one in picks]


def items(library: Library, theme: str) -> list[int]:
    return [one.id for one in library.items() if one.title.startswith(theme)]


def test_a_text_worth_rereading_says_why(curator: Curator, library: Library) -> None:
    (first, second, *_) = items(library, "farm")
    library.set_details([first], rating=5, opened_at="2026-06-01T12:00:00.000Z")
    library.set_details([second], rating=1, opened_at="2027-05-31T12:00:00.000Z")
    best, *rest = curator.picks(Asking(balance=1, kinds=("reread",), count=50)).picks
    assert best.item == first
    said = [reason.text("en") for reason in best.reasons]
    assert said == ["Your rating: 5 of 5.", "Not opened for 365 days."]
    assert "365 天" in best.reasons[1].text("zh")
    assert second not in {one.item for one in rest}  # read yesterday


def test_similar_keeps_to_the_page_and_surprising_picks_are_less_alike(curator: Curator) -> None:
    likeness = []
    for balance in (1.0, 0.5, 0.0):
        found = curator.picks(Asking(PAGE, balance, 5, ("reread",)))
        assert len(found.picks) == 5
        likeness.append(found.likeness["reread"])
        if balance == 1.0:
            assert set(themed(list(found.picks))) == {"sea"}
            assert "harbour" in " ".join(one.reasons[0].text("en") for one in found.picks)
    assert likeness[0] > likeness[1] >= likeness[2]


def test_a_passage_close_to_the_page_is_shown_with_the_words_they_share(
    curator: Curator, library: Library
) -> None:
    found = curator.picks(Asking(PAGE, 1.0, 3, ("related",))).picks
    assert set(themed(list(found))) == {"sea"}
    for one in found:
        assert one.item is not None
        assert one.excerpt[:40] in " ".join(library.text(one.item)[one.start : one.end].split())
        assert one.reasons[0].code == "same_words"
    assert curator.picks(Asking("", kinds=("related",))).picks == ()
    assert curator.picks(Asking("Zwölf xylophone quiz", kinds=("related",))).picks == ()


def test_what_was_dismissed_does_not_come_back_until_it_may(
    curator: Curator, store: Store
) -> None:
    asking = Asking(balance=1, kinds=("reread",), count=3)
    first = curator.picks(asking).picks[0]
    store.write(lambda session: dismissals.dismiss(session, first.kind, first.key)).result()
    store.write(lambda session: dismissals.dismiss(session, first.kind, first.key)).result()
    assert first.key not in {one.key for one in curator.picks(asking).picks}
    store.write(lambda session: dismissals.bring_back(session, first.kind, first.key)).result()
    assert first.key in {one.key for one in curator.picks(asking).picks}


def test_forgotten_drafts_are_those_that_rest_undone(curator: Curator, library: Library) -> None:
    drafts = [
        Draft(1, "Left", 400, "2027-01-01T12:00:00.000Z", target=500),
        Draft(2, "Today's", 400, "2027-05-30T12:00:00.000Z"),
        Draft(3, "Done", 400, "2027-01-01T12:00:00.000Z", status="完成"),
        Draft(4, "A heading", 3, "2027-01-01T12:00:00.000Z"),
    ]
    own = items(library, "city")[0]
    library.set_details([own], rights="mine", opened_at="2027-01-01T12:00:00.000Z")
    found = curator.picks(Asking(kinds=("forgotten",)), drafts).picks
    assert [(one.document, one.item) for one in found] == [(1, None), (None, own)]
    assert [reason.text("en") for reason in found[0].reasons] == [
        "Not touched for 151 days; 400 words so far.", "80 % of its target of 500 words."
    ]  # fmt: skip


def test_variants_are_never_picked(curator: Curator, library: Library) -> None:
    sea = items(library, "sea")
    library.set_details(sea[1:], parent=sea[0])
    picks = curator.picks(Asking(PAGE, 1.0, 50)).picks
    assert not {one.item for one in picks} & set(sea[1:])


def test_an_empty_library_gives_no_picks(tmp_path: Path) -> None:
    with Store.open(tmp_path / "workspace") as store:
        found = Curator(Library(store, store.paths), store).picks(Asking(PAGE))
        assert (found.picks, found.texts) == ((), 0)


# Gaps


def info(number: int, title: str, **more: object) -> ItemInfo:
    return ItemInfo(number, title, f"{title}.txt", 1000, "en", "", NOW, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "series", "number"),
    [
        ("Letters 3", "letters", 3),
        ("Book IV", "book", 4),
        ("Vol. 2: The Road", "vol.", 2),
        ("第三章", "第…章", 3),
        ("集外集 第十二卷", "集外集 第…卷", 12),
        ("咏怀八十二首 其二十", "咏怀八十二首 其…", 20),
    ],
)
def test_a_title_that_counts_is_seen_to(title: str, series: str, number: int) -> None:
    found = numbered(title)
    assert found is not None
    assert (found.series, found.number) == (series, number)


@pytest.mark.parametrize("title", ["A Civil War", "Villette", "Mix", "静夜思", "1984"])
def test_a_title_that_does_not_count_is_no_series(title: str) -> None:
    assert numbered(title) is None


def test_a_number_missing_between_two_of_a_series_is_a_gap() -> None:
    texts = [info(1, "Letters 1"), info(2, "Letters 2"), info(3, "Letters 4"), info(4, "Essays 9")]
    (pick,) = gaps(texts)
    assert pick.reasons[0].text("en") == (
        "Between “Letters 2” and “Letters 4” there is no number 3 in the library."
    )
    assert gaps(texts[:2]) == []


def test_a_one_sided_library_hears_so() -> None:
    texts = [info(one, f"Tale {chr(65 + one)}", author="Jane Austen", year=1811) for one in range(5)]
    texts += [info(8, "Old", author="Homer", year=-700), info(9, "New", author="X", year=1990)]
    codes = [one.reasons[0].code for one in gaps(texts)]
    assert "mostly_one_author" in codes
    assert "empty_era" in codes
    assert "unknown_rights" in codes
    for one in gaps(texts):
        for reason in one.reasons:
            assert "library_curate" not in reason.text("en") + reason.text("zh")


# Choosing and likeness


def rows(*vectors: tuple[float, ...]) -> np.ndarray:
    made = np.array(vectors, np.float32)
    return made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)


def test_marginal_relevance_goes_from_the_most_relevant_to_the_most_different() -> None:
    vectors = rows((1, 0), (1, 0.02), (0.9, 0.1), (0, 1))
    relevance = np.array([1, 0.99, 0.9, 0.1], np.float32)
    assert by_marginal_relevance(relevance, vectors, 1.0, 3) == [0, 1, 2]
    assert by_marginal_relevance(relevance, vectors, 0.0, 2) == [0, 3]
    assert sorted(by_marginal_relevance(relevance, vectors, 0.0, 9)) == [0, 1, 2, 3]
    assert by_marginal_relevance(relevance[:0], vectors[:0], 0.5, 3) == []


def test_the_most_different_rows_are_far_apart_and_unknown_ones_come_last() -> None:
    vectors = rows((1, 0, 0), (0.99, 0.05, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0))
    assert set(most_different(vectors, 3, first=0)) == {0, 2, 3}
    assert most_different(vectors, 5, first=0)[-1] == 4
    assert most_different(vectors[:0], 3) == []


def test_mean_likeness_is_that_of_every_two() -> None:
    vectors = rows((1, 0), (1, 1), (0, 1))
    wanted = [float(vectors[one] @ vectors[other]) for one, other in ((0, 1), (0, 2), (1, 2))]
    assert mean_likeness(vectors) == pytest.approx(sum(wanted) / 3)
    assert mean_likeness(vectors[:1]) == 0


def test_words_say_which_texts_are_alike_in_chinese_too() -> None:
    texts = {
        1: "月光照在河面上，老人坐在船头。",
        2: "老人的船停在月光下的河面。",
        3: "股票市场今天大幅上涨，投资者欢呼。",
    }
    vectors, page = WordLikeness(texts.__getitem__).vectors([1, 2, 3], "河面上的月光")
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.03
    assert page @ vectors[0] > page @ vectors[2] + 0.05
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
