"""The set of what is blocked follows the library: others' texts, as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.library.guarded import GuardedRuns, Made
from muse_desktop.library.library import Library
from muse_desktop.overlap.guard import Guard
from muse_desktop.overlap.guard_file import GuardFile
from muse_desktop.overlap.units import Measure
from muse_desktop.store.store import Store

EIGHT = Measure(8, 16)
LEDGER = "The harbour master kept his accounts in a blue ledger that smelled of rope."
ORCHARD = "Rain fell on the orchard while the children slept in the loft above the stable."
RIVER = "那年冬天河水结了冰，摆渡的老人把船拖上岸，坐在灶前数他欠下的每一个人情。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def library(store: Store) -> Library:
    made = Library(store, store.paths)
    for title, text in (("Ledger", LEDGER), ("Orchard", ORCHARD), ("河", RIVER)):
        made.add_text(title, text)
    return made


def runs(store: Store, library: Library) -> GuardedRuns:
    return GuardedRuns(library, store, store.paths.index / "guard")


def blocks(made: Made, text: str) -> bool:
    guard = Guard(GuardFile.read(made.file).open(made.file.parent, EIGHT))
    return guard.after(guard.begin([""]), text)[1]


def test_it_holds_others_texts_and_follows_what_comes_and_goes(store: Store, library: Library) -> None:
    sets = runs(store, library)
    first = sets.make(EIGHT)
    assert first.texts == 3
    assert all(blocks(first, text) for text in (LEDGER, ORCHARD, RIVER))
    assert sets.make(EIGHT) == first
    assert sets.ready(EIGHT) == first
    ledger, orchard = (one.id for one in library.items()[:2])
    library.set_details([orchard], rights="mine")
    second = sets.make(EIGHT)
    assert not blocks(second, ORCHARD), "her own"
    assert blocks(first, ORCHARD), "a set in use stays as it was"
    library.remove(ledger)
    library.add_text("Ledger", LEDGER.replace("blue", "green"))
    third = sets.make(EIGHT)
    assert not blocks(third, LEDGER.replace("The harbour", "Her harbour").split(" that")[0][:44])
    assert blocks(third, LEDGER.replace("blue", "green"))
    assert len({first.sha256, second.sha256, third.sha256}) == 3


def test_the_same_texts_make_the_same_set_in_another_session(store: Store, library: Library) -> None:
    first = runs(store, library).make(EIGHT)
    again = runs(store, library).make(EIGHT)
    assert again == first
    library.remove(library.items()[0].id)
    changed = runs(store, library).make(EIGHT)
    folder = changed.file.parent
    runs(store, library).make(EIGHT)
    assert [one.name for one in folder.glob("set-*")] == [changed.file.name], "old sets go"


def test_damage_is_mended_and_a_stop_is_a_stop(store: Store, library: Library) -> None:
    made = runs(store, library).make(EIGHT)
    for part in made.file.parent.glob("*.ng"):
        part.write_bytes(part.read_bytes()[:-1])
    mended = runs(store, library).make(EIGHT)
    assert mended.sha256 == made.sha256
    assert blocks(mended, RIVER)
    with pytest.raises(MuseError) as stopped:
        runs(store, library).make(Measure(4, 6), cancelled=lambda: True)
    assert stopped.value.code == "engine.cancelled"


def test_many_small_imports_end_in_few_parts(store: Store, library: Library) -> None:
    sets = runs(store, library)
    for number in range(9):
        library.add_text(f"{number}", f"{number} {ORCHARD[number:]} {number} and so on for ever and ever.")
        made = sets.make(EIGHT)
    assert made.texts == 12
    assert len(GuardFile.read(made.file).parts) <= 6
    assert blocks(made, LEDGER)
