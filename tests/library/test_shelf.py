"""The inspiration shelf: real works with their papers, put into the library by the writer's own wish."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.library.library import Library
from muse_desktop.library.shelf import Shelf
from muse_desktop.originality.check import check_text
from muse_desktop.paths import resource
from muse_desktop.store.store import Store
from muse_desktop.text.count import count


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Store.open(tmp_path / "work") as store:
        yield Library(store, store.paths)


def test_every_text_has_its_papers_and_is_the_file_that_was_checked(shelf: Shelf) -> None:
    assert len(shelf.items) >= 80
    assert len({one.id for one in shelf.items}) == len(shelf.items)
    for one in shelf.items:
        text = shelf.text(one.id)  # raises where the hash is another
        source = shelf.source(one)
        assert text.strip() == text.rstrip("\n")
        assert not set("_*#[]\r\t\ufeff\u2060\u200b\ufffd") & set(text), one.id
        assert all((one.title, one.author, source.licence.en, source.licence.zh, source.detail.zh))
        assert one.born < one.died < 1930, one.id  # in the public domain wherever it is life and 70 years
        assert one.year is None or one.born < one.year < 1930 or one.author in ("William Shakespeare",)


def test_no_file_lies_on_the_shelf_that_the_list_does_not_name(shelf: Shelf) -> None:
    folder = resource("shelf")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.txt")}
    assert there - {"LICENSE-chinese-poetry.txt"} == {one.file for one in shelf.items}
    assert "MIT License" in (folder / "LICENSE-chinese-poetry.txt").read_text("utf-8")
    assert sum(path.stat().st_size for path in folder.rglob("*")) < 600_000


def test_both_languages_stand_on_it_and_are_what_they_are_said_to_be(shelf: Shelf) -> None:
    for language, least in (("en", 40), ("zh", 40)):
        there = [one for one in shelf.items if one.language == language]
        assert len(there) >= least
        for one in there:
            counted = count(shelf.text(one.id))
            assert (counted.cjk > counted.words / 2) is (language == "zh"), one.id
    assert {one.kind for one in shelf.items} == {"poem", "prose", "essay"}


def test_a_chosen_text_comes_into_the_library_with_author_source_and_licence(
    shelf: Shelf, library: Library
) -> None:
    report = shelf.put(library, ["blake-tiger", "libai-jingyesi"], "en")
    tiger, moon = report.added
    assert (tiger.title, tiger.author, tiger.year) == ("The Tiger", "William Blake", 1794)
    assert (tiger.rights, tiger.shelf, tiger.language) == ("public_domain", "blake-tiger", "en")
    assert "Songs of Innocence" in tiger.source
    assert tiger.licence
    assert (moon.language, moon.year, moon.words) == ("zh", None, 20)
    assert library.text(tiger.id) == shelf.text("blake-tiger")
    assert library.original(tiger.id) == shelf.text("blake-tiger").encode()
    assert "1827" in library.details(tiger.id).evidence["rights"]
    assert shelf.on_library(library) == {"blake-tiger": tiger.id, "libai-jingyesi": moon.id}


def test_what_is_there_already_is_not_put_there_again(shelf: Shelf, library: Library, tmp_path: Path) -> None:
    own = tmp_path / "my copy.txt"
    own.write_text(shelf.text("blake-rose"), "utf-8")
    library.add([own])
    assert shelf.put(library, ["blake-rose", "blake-fly", "blake-fly"]).there == ("blake-rose",)
    assert shelf.put(library, ["blake-fly"]).there == ("blake-fly",)
    assert library.totals().items == 2


def test_words_of_the_shelf_in_a_draft_are_found_like_any_others(shelf: Shelf, library: Library) -> None:
    (tiger,) = shelf.put(library, ["blake-tiger"]).added
    draft = "He thought of the creature, burning bright in the forests of the night, and shivered."
    (hit,) = check_text(draft, library).hits
    assert hit.source.item == tiger.id
    assert draft[hit.draft.start : hit.draft.end].startswith("burning bright")


def test_a_text_that_was_changed_on_disk_is_refused_and_the_others_stay(tmp_path: Path) -> None:
    shutil.copytree(resource("shelf"), tmp_path / "shelf")
    shelf = Shelf(tmp_path / "shelf")
    (tmp_path / "shelf" / "en" / "blake-fly.txt").write_text("Little Fly, thy winter's play", "utf-8")
    with pytest.raises(MuseError) as refused:
        shelf.text("blake-fly")
    assert refused.value.code == "shelf.damaged"
    assert shelf.text("blake-rose").startswith("O rose")
    with pytest.raises(MuseError) as unknown:
        shelf.get("nobody")
    assert unknown.value.code == "shelf.unknown"
    (tmp_path / "shelf" / "shelf.toml").write_text("items = 3", "utf-8")
    with pytest.raises(MuseError) as unreadable:
        assert Shelf(tmp_path / "shelf").items
    assert unreadable.value.code == "shelf.unreadable"
