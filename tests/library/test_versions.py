from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.library.dedupe.joining import join, separate, told_apart
from muse_desktop.library.dedupe.versions import find_versions, kin_of_text, relation_of
from muse_desktop.library.library import Library
from muse_desktop.store.store import Store

STORY = "\n\n".join(
    f"On the {word} morning the harbour master counted {word} ships and wrote each of them, with the weight "
    f"of its cargo and the name of its owner, into the {word} of his ledgers, before the tide turned."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
)
POEM = "床前明月光，疑是地上霜。举头望明月，低头思故乡。"
SPRING = "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。"
STORK = "白日依山尽，黄河入海流。欲穷千里目，更上一层楼。"
OTHER = "Rain fell on the orchard while the children slept in the loft above the empty stable; nobody came."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "workspace") as opened:
        yield opened


def library_of(tmp_path: Path, store: Store, **texts: str) -> Library:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    library = Library(store, store.paths)
    library.add([folder])
    return library


def ids(library: Library) -> dict[str, int]:
    return {Path(one.path).stem: one.id for one in library.items()}


def test_a_revised_text_is_a_version_and_one_with_other_signs_the_same(tmp_path: Path, store: Store) -> None:
    revised = STORY.replace("seventh", "last").split("\n\n")
    revised[1] = "Nothing at all was like it had been, and the second morning passed without any ship."
    shouted = STORY.upper().replace(",", ";")
    library = library_of(
        tmp_path, store, story=STORY, revised="\n\n".join(revised), shouted=shouted, other=OTHER
    )
    known = ids(library)
    (group,) = find_versions(library).groups
    assert set(group.items) == {known["story"], known["revised"], known["shouted"]}
    relations = {frozenset(one.key): one.relation for one in group.kin}
    assert relations[frozenset({known["story"], known["shouted"]})] == "same"
    assert relations[frozenset({known["story"], known["revised"]})] == "version"
    assert not group.same
    assert not group.joined
    assert 0.5 <= group.likeness < 0.9


def test_a_chapter_is_part_of_its_book_and_no_version_of_it(tmp_path: Path, store: Store) -> None:
    chapter = "\n\n".join(STORY.split("\n\n")[2:5])
    poems = f"{SPRING}\n\n{POEM}\n\n{STORK}"
    library = library_of(tmp_path, store, book=STORY, chapter=chapter, poems=poems, poem=POEM)
    known = ids(library)
    found = find_versions(library)
    assert found.groups == ()
    parts = {(one.one, one.other) for one in found.parts}
    assert parts == {(known["chapter"], known["book"]), (known["poem"], known["poems"])}
    assert all(one.of_one > 0.8 and one.of_other < 0.9 for one in found.parts)


def test_short_poems_in_traditional_and_simplified_characters_are_one(tmp_path: Path, store: Store) -> None:
    old = "牀前明月光，疑是地上霜。舉頭望明月，低頭思故鄉。".replace("牀", "床")
    line = "海内存知己"
    library = library_of(tmp_path, store, new=POEM, old=old, line=line, lines=f"“{line}！”", spring=SPRING)
    known = ids(library)
    groups = {frozenset(group.items) for group in find_versions(library).groups}
    assert groups == {
        frozenset({known["new"], known["old"]}),
        frozenset({known["line"], known["lines"]}),  # too short for a fingerprint: all letters are equal
    }


def test_a_quotation_makes_no_version(tmp_path: Path, store: Store) -> None:
    first = STORY.split("\n\n")[0]
    essay = OTHER * 8 + first + OTHER.upper() * 8
    library = library_of(tmp_path, store, story=STORY, essay=essay)
    found = find_versions(library)
    assert (found.groups, found.parts) == ((), ())


def test_variants_are_left_out(tmp_path: Path, store: Store) -> None:
    library = library_of(tmp_path, store, story=STORY, twin=STORY.replace("first", "very first"))
    known = ids(library)
    assert find_versions(library).groups
    library.set_details([known["twin"]], parent=known["story"])
    assert find_versions(library).groups == ()


def test_the_writer_joins_versions_or_says_they_are_different_works(tmp_path: Path, store: Store) -> None:
    library = library_of(tmp_path, store, story=STORY, twin=STORY.replace("first", "very first"))
    (group,) = find_versions(library).groups
    assert join(library, group.items, group.main)
    assert {one.work for one in library.items()} == {group.main}
    assert find_versions(library).groups[0].joined
    separate(library, store, group.items)
    assert {one.work for one in library.items()} == {None}
    apart = store.read(told_apart)
    assert apart == {tuple(group.items)}
    assert find_versions(library, apart).groups == ()
    assert len(library.items()) == 2  # nothing was deleted


def test_one_new_text_is_compared_without_a_look_at_all(tmp_path: Path, store: Store) -> None:
    library = library_of(
        tmp_path, store, story=STORY, twin=STORY.replace("first", "very first"), other=OTHER
    )
    known = ids(library)
    (kin,) = kin_of_text(library, known["twin"])
    assert kin.key == tuple(sorted((known["story"], known["twin"])))
    assert kin.relation in ("same", "version")
    assert kin_of_text(library, known["other"]) == []


@pytest.mark.parametrize(
    ("shares", "relation"),
    [((0.95, 0.91), "same"), ((0.95, 0.6), "version"), ((0.5, 0.5), "version"), ((0.85, 0.2), "part"),
     ((0.2, 0.85), "part"), ((0.7, 0.4), None)],
)  # fmt: skip
def test_both_shares_say_what_two_texts_are_to_each_other(
    shares: tuple[float, float], relation: str | None
) -> None:
    assert relation_of(*shares) == relation
