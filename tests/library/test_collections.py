from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.library.collections.dataset import DatasetWish, plan
from muse_desktop.library.collections.exporting import export
from muse_desktop.library.collections.keeping import Collections
from muse_desktop.library.collections.values import Rule
from muse_desktop.library.curate.choosing import mean_likeness
from muse_desktop.library.curate.likeness import WordLikeness
from muse_desktop.library.library import Library
from muse_desktop.store.store import Store

THEMES = {
    "sea": ["harbour", "ship", "tide", "rope", "anchor", "gull", "sail", "salt", "captain", "wave"],
    "farm": ["orchard", "hay", "barn", "plough", "mule", "furrow", "seed", "fence", "goose", "milk"],
    "city": ["tram", "lamp", "stair", "office", "clerk", "newspaper", "crowd", "bell", "bridge", "cafe"],
}
MOON = "床前明月光，疑是地上霜。举头望明月，低头思故乡。"


def prose(theme: str, seed: int, words: int = 120) -> str:
    draw = random.Random(seed)
    said = draw.choices([*THEMES[theme], "the", "and", "of", "was", "in", "it"], k=words)
    return f"{theme} {seed}. " + " ".join(said) + "."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("collections") / "workspace") as opened:
        yield opened


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Library:
    folder = tmp_path_factory.mktemp("texts")
    for theme in THEMES:
        for seed in range(8 if theme == "sea" else 2):
            (folder / f"{theme} {seed}.txt").write_text(prose(theme, seed), "utf-8")
    (folder / "moon.txt").write_text(MOON, "utf-8")
    made = Library(store, store.paths)
    made.add([folder])
    return made


@pytest.fixture
def library(filled: Library) -> Iterator[Library]:
    before = {one.id for one in filled.items()}
    yield filled
    if new := {one.id for one in filled.items()} - before:
        filled.remove(*new)
    nothing = {"rights": "", "author": "", "source": "", "licence": "", "rating": 0, "tags": []}
    filled.set_details(before, year=None, work=None, parent=None, **nothing)


@pytest.fixture
def collections(library: Library, store: Store) -> Iterator[Collections]:
    made = Collections(library, store, lambda: WordLikeness(library.text))
    yield made
    for one in made.all():
        made.delete(one.id)


def ids(library: Library, start: str = "") -> list[int]:
    return [one.id for one in library.items() if Path(one.path).stem.startswith(start)]


def test_a_collection_by_hand_keeps_its_order_and_forgets_what_left_the_library(
    library: Library, collections: Collections, tmp_path: Path
) -> None:
    second, third, *_ = ids(library, "sea")
    (tmp_path / "short visit.txt").write_text(prose("sea", 99), "utf-8")
    (first,) = (one.id for one in library.add([tmp_path]).added)
    made = collections.create("Tides", [third, first])
    collections.add(made, [second, first])
    assert collections.items(made) == [third, first, second]
    collections.arrange(made, [first, second, third])
    collections.remove(made, [second])
    assert collections.items(made) == [first, third]
    library.remove(first)
    assert collections.items(made) == [third]
    (listed,) = collections.all()
    assert (listed.name, listed.by_rule, listed.items) == ("Tides", False, 1)
    assert listed.words == library.info(third).words  # type: ignore[union-attr]
    with pytest.raises(MuseError, match="by hand"):
        collections.run(made)
    collections.delete(made)
    assert collections.all() == []
    assert library.info(third) is not None


def test_names_are_needed_and_different(collections: Collections) -> None:
    made = collections.create("Tides")
    for name in ("  ", "tides"):
        with pytest.raises(MuseError):
            collections.create(name)
    collections.rename(made, "TIDES")  # its own name, written differently
    other = collections.create("Fields")
    with pytest.raises(MuseError, match="TIDES"):
        collections.rename(other, "tides ")


def test_a_rule_takes_what_fits_and_is_run_again(library: Library, collections: Collections) -> None:
    sea = ids(library, "sea")
    library.set_details(sea[:4], rating=4, year=1850, author="Austen, Jane", add_tags=["tide", "old"])
    library.set_details(sea[4:5], rating=4, author="Jane Austen", add_tags=["tide"])
    rule = Rule(
        languages=("en", ""), authors=("Jane Austen",), tags=("tide",), last_year=1900, least_rating=3
    )
    made = collections.create("Old tides", rule=rule)
    assert collections.items(made) == sea[:4]
    assert collections.rule(made) == rule
    library.set_details(sea[4:5], year=1899)
    library.set_details(sea[:1], rating=1)
    again = collections.run(made)
    assert (again.came, again.went) == ((sea[4],), (sea[0],))
    assert collections.items(made) == list(again.items) == sea[1:5]
    with pytest.raises(MuseError, match="rule fills"):
        collections.add(made, [sea[0]])
    assert collections.run(made, Rule(languages=("zh",))).items == tuple(ids(library, "moon"))


def test_lengths_rights_versions_and_variants_decide_too(library: Library, collections: Collections) -> None:
    sea = ids(library, "sea")
    library.set_details(sea[:3], work=sea[0])
    library.set_details(sea[3:4], parent=sea[0])
    library.set_details(sea[:5], rights="mine")
    assert len(collections.preview(Rule(rights=("mine",)))) == 2  # the longest of three, and one of no work
    assert len(collections.preview(Rule(rights=("mine",), versions=True))) == 4
    assert len(collections.preview(Rule(rights=("mine",), versions=True, variants=True))) == 5
    assert collections.preview(Rule(most_words=30)) == ids(library, "moon")
    assert collections.preview(Rule(least_words=1000)) == []


def test_a_rule_that_asks_for_nothing_is_a_rule(library: Library, collections: Collections) -> None:
    made = collections.create("Everything", rule=Rule())
    assert collections.items(made) == ids(library)
    assert collections.all()[0].by_rule


def test_the_most_different_are_less_alike_than_any_drawn(
    library: Library, collections: Collections
) -> None:
    everything = ids(library)
    vectors, _ = WordLikeness(library.text).vectors(everything)

    def alike(items: list[int]) -> float:
        return mean_likeness(vectors[[everything.index(one) for one in items]])

    different = collections.preview(Rule(choice="diverse", count=4))
    drawn = [collections.preview(Rule(choice="random", count=4, seed=seed)) for seed in range(5)]
    assert alike(different) < sum(map(alike, drawn)) / len(drawn) / 2
    assert drawn[0] == collections.preview(Rule(choice="random", count=4, seed=0))
    titles = [one.title for one in library.items() if one.id in different]
    assert {one.split()[0] for one in titles} == {"sea", "farm", "city", "moon"}


def test_the_best_are_those_with_most_stars(library: Library, collections: Collections) -> None:
    sea = ids(library, "sea")
    library.set_details(sea[2:3], rating=5)
    library.set_details(sea[5:6], rating=3)
    assert collections.preview(Rule(choice="best", count=2)) == [sea[2], sea[5]]


# Datasets


def wish(tmp_path: Path, items: list[int], **more: object) -> DatasetWish:
    return DatasetWish(tmp_path / "set", "Tides & <Fields>", items, **more)  # type: ignore[arg-type]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_texts_of_unknown_rights_are_named_and_left_out_unless_chosen(
    tmp_path: Path, library: Library
) -> None:
    sea, moon = ids(library, "sea"), ids(library, "moon")
    library.set_details(sea[:2], rights="mine", author="Dana Whitlow")
    library.set_details(sea[1:2], parent=sea[0])
    asked = wish(tmp_path, [*sea[:3], *moon, 999])
    planned = plan(library, asked)
    assert [one.id for one in planned.items] == sea[:1]
    assert [(one.item, one.why) for one in planned.left_out] == [
        (sea[1], "variant"), (sea[2], "unknown_rights"), (moon[0], "unknown_rights"), (999, "gone")
    ]  # fmt: skip
    made = export(library, asked)
    assert made.items == (sea[0],)
    card = made.card.read_text("utf-8")
    assert "“sea 2” is left out: whose it is, is not known" in card
    chosen = plan(library, wish(tmp_path, [*sea[:3], *moon], unknown=True, variants=True))
    assert len(chosen.items) == 4


def test_plain_rows_hold_the_text_as_it_is_and_what_is_known_of_it(tmp_path: Path, library: Library) -> None:
    (moon,) = ids(library, "moon")
    library.set_details([moon], rights="public_domain", author="李白", licence="Public domain")
    made = export(library, wish(tmp_path, [moon]))
    (row,) = rows(made.data)
    assert row["text"] == library.text(moon)
    meta = row["meta"]
    assert isinstance(meta, dict)
    assert (meta["author"], meta["rights"], meta["licence"], meta["words"]) == (
        "李白", "public_domain", "Public domain", 20
    )  # fmt: skip
    assert meta["original_sha256"] == library.details(moon).sha256


def test_chat_rows_ask_in_the_texts_language_and_go_on_by_passages(tmp_path: Path, library: Library) -> None:
    (moon,), sea = ids(library, "moon"), ids(library, "sea")[0]
    library.set_details([moon, sea], rights="mine")
    made = export(library, wish(tmp_path, [moon, sea], form="chat"))
    asked = [row["messages"][0]["content"] for row in rows(made.data)]  # type: ignore[index]
    assert asked == ["请写题为《moon》的文字。", "Write the text titled “sea 0”."]
    own = wish(tmp_path, [moon], form="chat", instruction="Sing {title} like {x}", replace=True)
    assert rows(export(library, own).data)[0]["messages"][0]["content"] == "Sing moon like {x}"  # type: ignore[index]
    passages = wish(tmp_path, [sea], form="chat", unit="passage", replace=True)
    many = rows(export(library, passages).data)
    assert len(many) == len(library.passages(sea))
    if len(many) > 1:
        assert many[1]["messages"][0]["content"].endswith(many[0]["messages"][1]["content"])  # type: ignore[index]


def test_every_row_is_one_line_for_every_reader(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "odd.txt"
    path.write_text('A line\u2028that "goes"\x85on\\ and\tover.', "utf-8")
    (item,) = (one.id for one in library.add([path]).added)
    library.set_details([item], rights="mine")
    made = export(library, wish(tmp_path, [item]))
    (line,) = made.data.read_text("utf-8").splitlines()  # splits at U+2028 and U+0085 too
    assert json.loads(line)["text"] == library.text(item)


def test_the_card_says_licences_sources_and_what_to_mind_in_both_languages(
    tmp_path: Path, library: Library
) -> None:
    sea = ids(library, "sea")
    library.set_details(sea[:1], rights="licensed", licence="CC-BY-NC-SA-4.0", source="a_blog")
    library.set_details(sea[1:2], rights="licensed", licence="© 2019 X. All rights reserved.")
    made = export(library, wish(tmp_path, sea[:2]))
    card = made.card.read_text("utf-8")
    head = card.split("---")[1]
    assert 'pretty_name: "Tides & <Fields>"' in head
    assert "license: other" in head
    assert "# Tides & \\<Fields\\>" in card
    for said in ("CC-BY-NC-SA-4.0", "a\\_blog", "no commercial use"):
        assert said in card
    assert {one.what for one in made.cautions} == {"non_commercial", "share_alike", "reserved"}
    again = export(library, wish(tmp_path, sea[:1], replace=True), language="zh")
    card = again.card.read_text("utf-8")
    assert "license: cc-by-nc-sa-4.0" in card
    assert "## 权利与许可" in card


def test_nothing_is_written_over_or_half_written(tmp_path: Path, library: Library) -> None:
    sea = ids(library, "sea")
    with pytest.raises(MuseError, match="left out"):
        export(library, wish(tmp_path, sea))
    assert not (tmp_path / "set").exists()
    library.set_details(sea, rights="mine")
    told: list[tuple[int, int]] = []
    made = export(library, wish(tmp_path, sea), progress=lambda done, all_: told.append((done, all_)))
    assert [told[0], told[-1]] == [(0, len(sea)), (len(sea), len(sea))]
    before = made.data.read_bytes()
    with pytest.raises(MuseError, match="already"):
        export(library, wish(tmp_path, sea[:1]))
    answers = iter([False, False, True])
    with pytest.raises(MuseError, match="stopped"):
        export(library, wish(tmp_path, sea, replace=True), cancelled=lambda: next(answers))
    assert made.data.read_bytes() == before
    assert sorted(one.name for one in made.data.parent.iterdir()) == ["README.md", "data.jsonl"]
