from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.library.folder import open_folder
from muse_desktop.library.library import AddProgress, Library
from muse_desktop.originality.check import check_text
from muse_desktop.store.store import Store

LEDGER = (
    "The harbour master kept his accounts in a blue ledger that smelled of rope.\r\n"
    "Every evening he wrote down the ships that had not come, and drew a small closed door.\r\n"
)
RIVER = "那年冬天河水结了冰，摆渡的老人把船拖上岸，坐在灶前数他欠下的每一个人情。"
ORCHARD = "Rain fell on the orchard while the children slept in the loft above the empty stable."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "ledger.txt").write_bytes(LEDGER.encode())
    (folder / "orchard.md").write_text(ORCHARD, "utf-8")
    (folder / "河.txt").write_bytes(RIVER.encode("gb18030"))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def store(root: Path) -> Iterator[Store]:
    with Store.open(root) as opened:
        yield opened


@pytest.fixture
def library(store: Store, texts: Path) -> Library:
    made = Library(store, store.paths)
    made.add([texts])
    return made


def titles(library: Library) -> list[str]:
    return [info.title for info in library.items()]


def found_in(library: Library, draft: str) -> list[str]:
    return [hit.source.title for hit in check_text(draft, library).hits]


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_texts_are_kept_as_they_are_and_counted(library: Library) -> None:
    assert titles(library) == ["ledger", "orchard", "河"]
    ledger, _, river = library.items()
    assert library.text(ledger.id) == LEDGER.replace("\r\n", "\n")
    assert library.original(ledger.id) == LEDGER.encode()
    assert library.text(river.id) == RIVER
    assert (ledger.language, river.language, ledger.rights) == ("en", "zh", "")
    assert river.words == 33
    assert library.totals().items == 3
    assert library.totals().words == sum(info.words for info in library.items())


def test_the_original_bytes_are_kept_under_their_hash(library: Library, store: Store) -> None:
    digest = hashlib.sha256(RIVER.encode("gb18030")).hexdigest()
    assert (store.paths.originals / digest[:2] / digest).read_bytes() == RIVER.encode("gb18030")


def test_adding_the_same_again_adds_nothing_and_says_so(library: Library, texts: Path) -> None:
    (texts / "copy.txt").write_bytes(LEDGER.encode("utf-8-sig"))
    report = library.add([texts])
    assert report.added == ()
    assert {one.code for one in report.skipped} == {"library.duplicate"}
    assert len(report.skipped) == 4
    assert titles(library) == ["ledger", "orchard", "河"]


def test_bad_files_are_named_and_the_others_are_kept(store: Store, texts: Path) -> None:
    (texts / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    (texts / "void.txt").write_bytes(b"")
    (texts / "twice.md").write_text(ORCHARD, "utf-8")
    report = Library(store, store.paths).add([texts, texts / "nowhere.txt"])
    assert [info.title for info in report.added] == ["ledger", "orchard", "河"]
    assert {one.path.name: one.code for one in report.skipped} == {
        "broken.txt": "library.binary",
        "void.txt": "library.empty",
        "twice.md": "library.duplicate",
        "nowhere.txt": "library.missing",
    }


def test_progress_is_told_before_each_file_and_at_the_end(store: Store, texts: Path) -> None:
    told: list[AddProgress] = []
    Library(store, store.paths).add([texts], told.append)
    assert [(one.done, one.total) for one in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_cancelled_import_keeps_what_was_read(store: Store, texts: Path) -> None:
    library = Library(store, store.paths)
    told: list[AddProgress] = []
    report = library.add([texts], told.append, lambda: len(told) == 2)
    assert report.cancelled
    assert titles(library) == ["ledger", "orchard"]
    assert found_in(library, ORCHARD) == ["orchard"]


def test_a_removed_text_is_gone_from_every_place(library: Library, store: Store) -> None:
    assert found_in(library, ORCHARD) == ["orchard"]
    item = library.items()[1].id
    library.remove(item)
    assert titles(library) == ["ledger", "河"]
    assert found_in(library, ORCHARD) == []
    for action in (library.text, library.normalised, library.remove):
        with pytest.raises(MuseError) as caught:
            action(item)
        assert caught.value.code == "library.gone"
    digest = hashlib.sha256(ORCHARD.encode()).hexdigest()
    assert not (store.paths.originals / digest[:2] / digest).exists()
    connection = sqlite3.connect(store.paths.library_database)
    assert connection.execute("SELECT count(*) FROM text").fetchone() == (2,)
    connection.close()


def test_a_removed_text_can_be_added_again(library: Library, texts: Path) -> None:
    library.remove(library.items()[1].id)
    assert [info.title for info in library.add([texts]).added] == ["orchard"]
    assert found_in(library, ORCHARD) == ["orchard"]


def test_everything_is_there_after_reopening(library: Library, store: Store, root: Path) -> None:
    store.close()
    with Store.open(root) as again:
        library = Library(again, again.paths)
        assert titles(library) == ["ledger", "orchard", "河"]
        assert found_in(library, RIVER) == ["河"]
        assert library.notices() == ()


@pytest.mark.parametrize("lost", ["library.db", "index", "both", "damaged db", "damaged index", "no table"])
def test_what_can_be_rebuilt_is_rebuilt(library: Library, store: Store, root: Path, lost: str) -> None:
    before = {info.id: library.text(info.id) for info in library.items()}
    store.close()
    if lost in ("library.db", "both"):
        store.paths.library_database.unlink()
    if lost in ("index", "both"):
        shutil.rmtree(store.paths.index)
    if lost == "damaged db":
        store.paths.library_database.write_bytes(b"this is not a database, whatever its name may say" * 99)
    if lost == "no table":
        connection = sqlite3.connect(store.paths.library_database)
        connection.execute("DROP TABLE text")
        connection.close()
    if lost == "damaged index":
        segment = next(store.paths.index.rglob("*.fp"))
        segment.write_bytes(segment.read_bytes()[:-5])
    with Store.open(root) as again:
        library = Library(again, again.paths)
        assert found_in(library, LEDGER + ORCHARD + RIVER) == ["ledger", "orchard", "河"]
        assert {info.id: library.text(info.id) for info in library.items()} == before
        codes = {notice.code for notice in library.notices()}
        told = {"damaged db": {"library.texts_rebuilt"}, "no table": {"library.texts_rebuilt"}}
        told["damaged index"] = {"overlap.damaged"}
        assert codes == told.get(lost, set())


def test_closing_does_not_wait_for_texts_to_be_made_again_and_the_next_opening_does(
    library: Library, store: Store, root: Path
) -> None:
    store.close()
    store.paths.library_database.unlink()
    shutil.rmtree(store.paths.index)
    with Store.open(root) as again:
        library = Library(again, again.paths)
        library.close()
        assert found_in(library, LEDGER + ORCHARD + RIVER) == []  # nothing was made
    with Store.open(root) as once_more:
        library = Library(once_more, once_more.paths)
        assert found_in(library, LEDGER + ORCHARD + RIVER) == ["ledger", "orchard", "河"]


def test_a_lost_original_is_said_and_the_other_texts_work(library: Library, store: Store, root: Path) -> None:
    store.close()
    digest = hashlib.sha256(ORCHARD.encode()).hexdigest()
    (store.paths.originals / digest[:2] / digest).unlink()
    store.paths.library_database.unlink()
    shutil.rmtree(store.paths.index)
    with Store.open(root) as again:
        library = Library(again, again.paths)
        assert found_in(library, LEDGER + ORCHARD) == ["ledger"]
        assert [notice.code for notice in library.notices()] == ["library.original_missing"]
        assert "orchard" in str(library.notices()[0])


def test_a_reader_beside_the_owner_finds_the_same_and_writes_nothing(
    library: Library, root: Path, texts: Path
) -> None:
    (texts / "more.txt").write_text("A lantern maker's daughter counted the moths all summer.", "utf-8")
    before = snapshot(root / "index") | snapshot(root / "originals")
    with Store.open(root, mode="read") as beside:
        reader = Library(beside, beside.paths)
        assert titles(reader) == ["ledger", "orchard", "河"]
        assert found_in(reader, LEDGER) == ["ledger"]
        for action in (lambda: reader.add([texts]), lambda: reader.remove(1)):
            with pytest.raises(MuseError) as caught:
                action()
            assert caught.value.code == "store.reading"
    assert snapshot(root / "index") | snapshot(root / "originals") == before


@pytest.mark.parametrize("lost", ["library.db", "index", "damaged index"])
def test_a_reader_does_without_what_is_missing(
    library: Library, store: Store, root: Path, lost: str
) -> None:
    store.close()
    if lost == "library.db":
        store.paths.library_database.unlink()
    elif lost == "index":
        shutil.rmtree(store.paths.index)
    else:
        next(store.paths.index.rglob("*.fp")).write_bytes(b"?")
    with Store.open(root, mode="read") as beside:
        reader = Library(beside, beside.paths)
        assert found_in(reader, LEDGER + RIVER) == ["ledger", "河"]
        assert store.paths.library_database.exists() == (lost != "library.db")


IMPORT = """
import sys
from pathlib import Path
from muse_desktop.library import library as module
from muse_desktop.library.importing import run
from muse_desktop.store.store import Store
run.PORTION_FILES = 3
store = Store.open(Path(sys.argv[1]))
print("ready", flush=True)
module.Library(store, store.paths).add([Path(sys.argv[2])], lambda p: print(p.done, flush=True))
"""


def test_killing_the_process_during_an_import_leaves_a_sound_library(tmp_path: Path) -> None:
    many, root = tmp_path / "many", tmp_path / "w"
    many.mkdir()
    for number in range(60):
        line = f"Sentence number {number} of a text which exists only to be copied {number} times. "
        (many / f"{number:02}.txt").write_text(line * 40, "utf-8")
    for stop_at in ("7", "25"):
        child = subprocess.Popen(
            [sys.executable, "-c", IMPORT, str(root), str(many)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == stop_at:
                break
        os.kill(child.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        child.wait()
        child.stdout.close()
    with Store.open(root) as store:
        library = Library(store, store.paths)
        kept = library.items()
        assert 0 < len(kept) < 60
        for info in kept:
            assert library.text(info.id).startswith("Sentence number")
        for info in kept[:5]:
            assert info.title in found_in(library, library.text(info.id)[:80])
        report = library.add([many])
        assert len(report.added) + len(kept) == 60
        assert sorted(titles(library)) == [f"{number:02}" for number in range(60)]
        assert len(set(library._keeper.indexes()[0].ids())) == 60


def test_reading_goes_on_while_texts_are_added_and_removed(store: Store, texts: Path, tmp_path: Path) -> None:
    library = Library(store, store.paths)
    library.add([texts / "ledger.txt"])
    stop = threading.Event()

    def check() -> int:
        rounds = 0
        while not stop.is_set():
            assert "ledger" in found_in(library, LEDGER + ORCHARD)
            rounds += 1
            time.sleep(0.001)
        return rounds

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(check) for _ in range(2)]
        for _ in range(12):
            library.remove(library.add([texts / "orchard.md"]).added[0].id)
        stop.set()
        assert all(reader.result() > 0 for reader in readers)


def test_the_list_can_be_read_in_the_middle_of_an_import(store: Store, texts: Path) -> None:
    library = Library(store, store.paths)
    seen: list[int] = []

    def look(_: AddProgress) -> None:
        with ThreadPoolExecutor(1) as pool:
            seen.append(len(pool.submit(library.items).result(timeout=10)))

    library.add([texts], look)
    assert seen == [0, 0, 0, 3]


def test_a_text_can_be_removed_in_the_middle_of_an_import(library: Library, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    for number in range(3):
        (more / f"{number}.txt").write_text(f"Number {number} of a few texts which are being added.", "utf-8")
    first = library.items()[0].id

    def look(progress: AddProgress) -> None:
        if progress.done == 1:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(library.remove, first).result(timeout=10)

    library.add([more], look)
    assert titles(library) == ["orchard", "河", "0", "1", "2"]
    assert found_in(library, LEDGER) == []


def test_a_full_disk_is_said_and_what_was_added_stays(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    more = tmp_path / "more.txt"
    more.write_text("A lantern maker's daughter counted the moths on each night of that summer.", "utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MuseError) as caught:
        library.add([more])
    assert caught.value.code == "store.disk_full"
    monkeypatch.undo()
    assert titles(library) == ["ledger", "orchard", "河"]
    assert found_in(library, LEDGER) == ["ledger"]
    assert len(library.add([more]).added) == 1


def test_a_folder_is_a_corpus_without_a_workspace(texts: Path) -> None:
    (texts / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    before = snapshot(texts)
    corpus = open_folder(texts)
    assert [info.title for info in corpus.items()] == ["ledger", "orchard", "河"]
    assert [one.code for one in corpus.skipped] == ["library.binary"]
    assert corpus.totals().items == 3
    assert [hit.source.title for hit in check_text(RIVER, corpus).hits] == ["河"]
    assert snapshot(texts) == before
    with pytest.raises(MuseError) as caught:
        open_folder(texts / "nowhere")
    assert caught.value.code == "library.no_folder"


def test_a_file_that_changed_after_the_folder_was_opened_is_named(texts: Path) -> None:
    corpus = open_folder(texts)
    (texts / "ledger.txt").write_text("Something else.", "utf-8")
    with pytest.raises(MuseError) as caught:
        check_text(LEDGER, corpus)
    assert caught.value.code == "library.changed"


def test_damage_behind_the_first_page_of_the_texts_is_repaired_and_never_blamed_on_the_manuscript(
    library: Library, store: Store, root: Path, texts: Path
) -> None:
    for number in range(300):
        (texts / f"{number}.txt").write_text(f"Short text number {number} of many.", "utf-8")
    library.add([texts])
    store.close()
    with sqlite3.connect(store.paths.library_database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.close()
    data = bytearray(store.paths.library_database.read_bytes())
    for page in range(pages // 2, pages):
        data[4096 * page : 4096 * page + 60] = bytes(60)
    store.paths.library_database.write_bytes(data)
    with Store.open(root) as again:
        library = Library(again, again.paths)
        assert found_in(library, LEDGER) == ["ledger"]
        assert [notice.code for notice in library.notices()] == ["library.texts_rebuilt"]


def test_damage_met_while_adding_names_the_file_to_delete(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    more = tmp_path / "more.txt"
    more.write_text("A lantern maker's daughter counted the moths on each night.", "utf-8")
    monkeypatch.setattr(library._keeper.texts, "put", damaged)
    with pytest.raises(MuseError) as caught:
        library.add([more])
    assert caught.value.code == "library.texts_damaged"
    assert "library.db" in str(caught.value)
    monkeypatch.undo()
    assert [one.code for one in library.add([more]).skipped] == ["library.duplicate"]
    assert "more" in titles(library)


@pytest.mark.parametrize("failing", ["segment", "manifest"])
def test_a_disk_that_fills_while_the_index_is_written_is_said(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    import errno

    from muse_desktop.overlap import index, segment

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    more = tmp_path / "more.txt"
    more.write_text("A lantern maker's daughter counted the moths on each night of that summer.", "utf-8")
    if failing == "segment":
        monkeypatch.setattr(segment, "write", full)
    else:
        monkeypatch.setattr(index, "_replace", full)
    with pytest.raises(MuseError) as caught:
        library.add([more])
    assert caught.value.code == "store.disk_full"
    monkeypatch.undo()
    assert found_in(library, more.read_text("utf-8")) == ["more"]


def test_an_index_that_cannot_be_read_is_said_to_a_reader(library: Library, store: Store, root: Path) -> None:
    store.close()
    shutil.rmtree(store.paths.index)
    store.paths.index.write_text("a file where a folder should be", "utf-8")
    with Store.open(root, "read") as again, pytest.raises(MuseError) as caught:
        found_in(Library(again, again.paths), LEDGER)
    assert caught.value.code == "store.cannot_open"


def test_a_folder_that_may_not_be_looked_at_is_no_empty_library(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", forbidden)
    with pytest.raises(MuseError) as caught:
        open_folder(texts)
    assert caught.value.code == "library.unreadable"
