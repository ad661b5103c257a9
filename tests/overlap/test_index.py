from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.overlap.align import shared_runs
from muse_desktop.overlap.fingerprint import prints
from muse_desktop.overlap.index import Index
from muse_desktop.text.normalise import normalise


def text(number: int, length: int = 400) -> str:
    return "".join(random.Random(number).choices("abcdefghijklmnopqrstuvwxyz ", k=length))


def finds(index: Index, number: int) -> set[int]:
    """The texts that share fingerprints with the middle of text `number`."""
    return set(index.candidates(prints(normalise(text(number)[100:250]))))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index.open(tmp_path / "index")
    made.add_many((number, text(number)) for number in range(1, 6))
    return made


def test_a_text_is_found_after_reopening(index: Index, tmp_path: Path) -> None:
    again = Index.open(tmp_path / "index")
    assert again.ids() == {1, 2, 3, 4, 5}
    for number in range(1, 6):
        assert finds(again, number) == {number}
    assert finds(again, 77) == set()


def test_what_is_found_leads_to_the_exact_run(index: Index) -> None:
    source, draft = normalise(text(3)), normalise("zz" + text(3)[100:200] + "qq")
    ours = prints(draft)
    found = shared_runs(draft, source, None, ours, index.candidates(ours)[3])
    assert found == shared_runs(draft, source)
    assert len(found) == 1


def test_a_removed_text_is_never_found_again(index: Index, tmp_path: Path) -> None:
    index.remove(3)
    assert finds(index, 3) == set()
    again = Index.open(tmp_path / "index")
    assert again.ids() == {1, 2, 4, 5}
    assert finds(again, 3) == set()
    again.compact()
    assert finds(again, 3) == set()
    assert finds(again, 4) == {4}


def test_nothing_of_a_removed_text_stays_on_disk_after_compacting(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    index.add_many((number, text(number, 4000)) for number in range(1, 6))
    before = index.size_bytes
    index.remove(1, 2, 3, 4)
    index.compact()
    assert index.size_bytes < before / 3
    on_disk = [path for path in (tmp_path / "index").iterdir() if path.suffix == ".fp"]
    assert len(on_disk) == 1


def test_a_text_can_come_back_under_its_old_number(index: Index) -> None:
    index.remove(2)
    index.add_many([(2, text(20))])
    assert finds(index, 20) == {2}
    assert finds(index, 2) == set()


def test_many_imports_are_merged_and_all_stay_findable(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index")
    for number in range(1, 41):
        index.add_many([(number, text(number))])
        if number % 5 == 0:
            index.remove(number - 2)
    assert len(list((tmp_path / "index").glob("*.fp"))) <= 8
    kept = set(range(1, 41)) - set(range(3, 41, 5))
    assert index.ids() == Index.open(tmp_path / "index").ids() == kept
    for number in range(1, 41):
        assert finds(index, number) == ({number} & kept)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 12)), max_size=25))
def test_any_order_of_adding_and_removing_keeps_what_it_should(steps: list[tuple[bool, int]]) -> None:
    index, kept = Index.in_memory(), set()
    for adds, number in steps:
        if adds and number not in kept:
            index.add_many([(number, text(number, 200))])
            kept.add(number)
        elif not adds:
            index.remove(number)
            kept.discard(number)
    assert index.ids() == kept
    ours = prints(normalise(" ".join(text(number, 200) for number in range(1, 13))))
    assert set(index.candidates(ours)) == kept
    for number, theirs in index.candidates(ours).items():
        whole = prints(normalise(text(number, 200)))
        assert set(zip(theirs.keys.tolist(), theirs.positions.tolist(), strict=True)) <= set(
            zip(whole.keys.tolist(), whole.positions.tolist(), strict=True)
        )


@pytest.mark.parametrize("damage", ["flip", "cut", "delete", "manifest", "no manifest", "empty"])
def test_a_damaged_file_is_noticed_on_opening(index: Index, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "index"
    segment = next(folder.glob("*.fp"))
    data = segment.read_bytes()
    if damage == "flip":
        segment.write_bytes(data[:-100] + bytes([data[-100] ^ 1]) + data[-99:])
    elif damage == "cut":
        segment.write_bytes(data[:-8])
    elif damage == "empty":
        segment.write_bytes(b"")
    elif damage == "delete":
        segment.unlink()
    elif damage == "manifest":
        (folder / "manifest.json").write_bytes(b'{"version": 1, "segm')
    else:
        (folder / "manifest.json").unlink()
    with pytest.raises(MuseError) as caught:
        Index.open(folder)
    assert caught.value.code == "overlap.damaged"


def test_a_segment_left_by_a_killed_process_is_ignored_and_cleared(index: Index, tmp_path: Path) -> None:
    stray = tmp_path / "index" / "segment-000099.fp"
    stray.write_bytes(b"half a segm")
    (tmp_path / "index" / "segment-000098.fp.part").write_bytes(b"x")
    assert Index.open(tmp_path / "index").ids() == {1, 2, 3, 4, 5}
    assert not stray.exists()


def test_a_reader_writes_nothing_and_sees_texts_while_the_owner_merges(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    reader = Index.open(folder, writable=False)
    index.remove(1)
    index.compact()
    assert finds(reader, 1) == {1}  # it keeps the state it opened
    assert finds(reader, 4) == {4}
    with pytest.raises(MuseError) as caught:
        reader.add(9, text(9))
    assert caught.value.code == "overlap.read_only"
    missing = tmp_path / "elsewhere"
    assert Index.open(missing, writable=False).ids() == set()
    assert not missing.exists()


def test_long_imports_are_written_in_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muse_desktop.overlap.index._BUFFERED_POSTINGS", 100)
    index = Index.open(tmp_path / "index")
    for number in range(1, 6):
        index.add(number, text(number))
    assert index.ids() == {1, 2, 3, 4}  # some 50 fingerprints each
    index.flush()
    assert index.ids() == {1, 2, 3, 4, 5}


def test_a_fingerprint_takes_eight_bytes(index: Index) -> None:
    wanted = sum(len(prints(normalise(text(number)))) for number in range(1, 6))
    assert sum(part.postings.nbytes for part, _ in index.segments()) == 8 * wanted
    assert index.size_bytes - 8 * wanted < 4000
