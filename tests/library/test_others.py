from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.library.rights.waiting import asked, never_asked
from muse_desktop.settings import Settings
from muse_desktop.studio.library_list import LibraryList
from muse_desktop.studio.originality.checking import compare
from muse_desktop.studio.studio import Studio

COPIED = "he wrote down the ships that had not come, and beside each name he drew a small closed door"
HERS = f"Every evening {COPIED}."
OLD = "Title: Rope\nAuthor: Jane Doe (1801–1850)\n\nA rope on the pier was longer every day of that week."


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    opened = Studio.open(tmp_path_factory.mktemp("others") / "work", settings=Settings(language="en"))
    yield opened
    opened.close()


def test_the_writers_own_texts_are_left_out_counted_and_compared_with_where_she_says_so(
    studio: Studio,
) -> None:
    library = studio.library
    hers = library.add_text("Ledger", HERS, rights="mine")
    other = library.add_text("Salt", "Salt remembers the shape of the pan, as every cook will tell you.")
    made = library.add_text("Ledger, varied", f"Each night {COPIED}.", parent=other.id)
    report = compare(f"She said that {COPIED}.", library)
    assert (report.hits, report.items, report.own_left_out) == ((), 1, 1)
    with_own = compare(f"She said that {COPIED}.", library, own=True)
    assert [hit.source.item for hit in with_own.hits] == [hers.id]  # a variant is compared with in no case
    assert (with_own.items, with_own.own_left_out) == (2, 0)
    library.remove(hers.id, other.id, made.id)


def test_texts_that_were_never_asked_are_asked_once_and_nothing_is_guessed_where_she_emptied_a_field(
    studio: Studio, tmp_path: Path
) -> None:
    library, store = studio.library, studio.store
    (tmp_path / "rope.txt").write_text(OLD, "utf-8")
    (rope,) = library.add([tmp_path]).added  # as an import does that is cut off before it guesses
    assert store.read(lambda session: never_asked(session, 9)) == [rope.id]
    assert studio.curation.guess_waiting() == 1
    assert (library.info(rope.id).author, library.info(rope.id).rights) == ("Jane Doe", "public_domain")
    assert studio.curation.guess_waiting() == 0
    texts = LibraryList(store, library)
    before = texts.change([rope.id], {"author": "", "rights": ""}).result()
    studio.curation.guess_rights([rope.id])
    assert (library.info(rope.id).author, library.info(rope.id).rights) == ("", "")
    texts.put_back(before).result()  # what was guessed is a guess again
    assert "emptied" not in library.details(rope.id).evidence["author"]
    assert library.info(rope.id).author == "Jane Doe"
    texts.close()


def test_a_text_without_details_is_noted_as_asked(studio: Studio) -> None:
    store = studio.store
    one = studio.library.add_text("Bare", "A few bare words that say nothing of themselves.")
    from muse_desktop.store.tables.library import LibraryDetail

    store.write(lambda session: session.delete(session.get_one(LibraryDetail, one.id))).result()
    assert store.read(lambda session: never_asked(session, 1)) == [one.id]
    store.write(lambda session: asked(session, [one.id, 999_999])).result()
    assert store.read(lambda session: never_asked(session, 1)) == []
