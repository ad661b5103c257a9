from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from muse_desktop.errors import MuseError
from muse_desktop.library import files
from muse_desktop.library.corpus import AddProgress, LibraryChange
from muse_desktop.library.importing import pool, run, watching
from muse_desktop.library.library import Library
from muse_desktop.originality.check import check_text
from muse_desktop.store.store import Store
from tests.formats.test_read_document import pdf

SENTENCE = "The ferryman of number {0} counted the lanterns on the far bank and wrote {0} in his book. "


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store, store.paths)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return many(tmp_path / "texts", 12)


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:02}.txt").write_text(SENTENCE.format(number) * 30, "utf-8")
    old(folder)
    return folder


def old(folder: Path) -> None:
    """As if nothing in it had been touched for a while."""
    for path in folder.iterdir():
        os.utime(path, (time.time() - 60, time.time() - 60))


def test_children_bring_in_the_same_as_one_process_and_a_crash_costs_one_file(
    library: Library, folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "HERE_BYTES", 0)
    monkeypatch.setattr(pool, "children_wanted", lambda: 1)
    (folder / "05.txt").unlink()
    (folder / "05.pdf").write_bytes(pdf(["A ferry on paper."]))
    (folder / "06.txt").write_bytes(b"\x00\x01\x02" * 40)
    told: list[AddProgress] = []
    report = library.add([folder], told.append)
    assert [info.title for info in report.added] == [f"{n:02}" for n in range(12) if n != 6]
    assert [(one.path.name, one.code) for one in report.skipped] == [("06.txt", "library.binary")]
    assert (told[-1].done, told[-1].added, told[-1].skipped) == (12, 11, 1)
    assert library.text(library.items()[5].id) == "A ferry on paper."
    assert check_text(SENTENCE.format(9), library).hits[0].source.title == "09"
    assert not list(store.paths.originals.rglob("*.new"))


def test_a_file_that_kills_its_reader_is_named_and_the_next_is_read() -> None:
    command = "import sys, os; sys.stdin.buffer.read(8); os._exit(3)"
    child = pool._Child([sys.executable, "-c", command])
    task = pool.Task(b"x", "x.pdf", ".pdf")
    assert child.ask(task, 20) is None
    child.end()
    slow = pool._Child([sys.executable, "-c", "import time; time.sleep(60)"])
    assert slow.ask(task, 0.2) is None
    assert slow.was_slow
    slow.end()


def test_a_report_says_of_each_file_what_was_done(library: Library, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Nothing to mend.", "utf-8")
    (tmp_path / "broken.txt").write_bytes("It‚Äôs <end_of_turn>\r\nso.".encode())
    report = library.add([tmp_path / "plain.txt", tmp_path / "broken.txt", tmp_path / "gone.txt"])
    kept, changed, dropped = report.outcomes[1:] + report.outcomes[:1]
    assert (kept.state, changed.state, dropped.state, dropped.code) == (
        "kept", "changed", "dropped", "library.missing",
    )  # fmt: skip
    assert changed.steps == {"line_ends": 1, "mojibake": 1}
    assert changed.flags == {"<end_of_turn>": 1}
    assert changed.item is not None
    details = library.details(changed.item)
    assert library.text(changed.item) == "It’s <end_of_turn>\nso."
    assert details.report["steps"]["mojibake"]["samples"] == [{"at": 2, "from": "‚Äô", "to": "’"}]
    assert library.original(changed.item) == "It‚Äôs <end_of_turn>\r\nso.".encode()


def test_steps_are_toggled_and_everything_follows(library: Library, tmp_path: Path) -> None:
    words = "It‚Äôs a long and quiet evening at the ferry <end_of_turn> of the town."
    (tmp_path / "a.txt").write_text(words, "utf-8")
    item = library.add([tmp_path / "a.txt"]).added[0].id
    heard: list[LibraryChange] = []
    stop = library.listen(heard.append)
    assert library.set_steps([item], ["control_tokens"]) == []
    assert library.text(item) == "It‚Äôs a long and quiet evening at the ferry  of the town."
    assert library.details(item).steps == ("control_tokens",)
    assert heard == [LibraryChange(changed=(item,), texts=(item,))]
    assert library.passages(item)[0].end == len(library.text(item))
    draft = "a long and quiet evening at the ferry of the town"
    assert [hit.source.item for hit in check_text(draft, library).hits] == [item]
    preview = library.cleaning(item, ["mojibake"])
    assert preview.text.startswith("It’s")
    assert preview.original.startswith("It‚Äôs")
    stop()
    library.set_details([item], rating=3)
    assert len(heard) == 1


def test_passages_are_divided_at_chapters_and_have_lasting_numbers(library: Library, tmp_path: Path) -> None:
    chapters = "".join(f"CHAPTER {n}\n\n{SENTENCE.format(n) * 12}\n\n" for n in (1, 2))
    (tmp_path / "b.txt").write_text(chapters, "utf-8")
    item = library.add([tmp_path / "b.txt"]).added[0].id
    passages, text = library.passages(item), library.text(item)
    assert [one.number for one in passages] == list(range(len(passages)))
    assert all(one.id == item << 20 | one.number for one in passages)
    assert {one.heading for one in passages} == {"CHAPTER 1", "CHAPTER 2"}
    assert all(60 <= one.words <= 140 for one in passages)
    assert all(text[one.end - 1] == "." for one in passages)
    assert [one.heading for one in library.sections(item)] == ["CHAPTER 1", "CHAPTER 2"]


def test_many_texts_are_changed_at_once_and_who_listens_hears_of_it(library: Library, folder: Path) -> None:
    heard: list[LibraryChange] = []
    library.listen(heard.append)
    ids = tuple(info.id for info in library.add([folder]).added)
    library.set_details(ids[:3], author="Li Bai", rights="public_domain", tags=["tang", "moon"], year=750)
    library.set_each({ids[0]: {"add_tags": ["night"], "remove_tags": ["moon"], "evidence": {"year": "said"}}})
    first, second = library.items()[:2]
    assert (first.tags, second.tags) == (("tang", "night"), ("tang", "moon"))
    assert (second.author, second.year, second.rights) == ("Li Bai", 750, "public_domain")
    assert library.details(ids[0]).evidence == {"year": "said"}
    library.remove(*ids[3:5])
    assert heard == [
        LibraryChange(added=ids),
        LibraryChange(changed=ids[:3]),
        LibraryChange(changed=ids[:1]),
        LibraryChange(removed=ids[3:5]),
    ]
    for wrong in ({"rights": "stolen"}, {"rating": 6}):
        with pytest.raises(MuseError):
            library.set_details(ids, **wrong)


def test_variants_are_left_out_of_checks_and_figures(library: Library) -> None:
    line = "The harbour master kept his accounts in a blue ledger that smelled of rope."
    first = library.add_text("Ledger", line)
    library.add_text("Ledger, again", line.replace("blue", "green"), parent=first.id)
    assert library.totals().items == 1
    assert [hit.source.item for hit in check_text(line, library).hits] == [first.id]
    assert len(library.items()) == 2


def test_an_import_that_was_cut_off_goes_on(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run, "PORTION_FILES", 5)
    keep = library._keeper.keep

    def fail_later(portion: list[object], *rest: object) -> object:
        if library.items():
            full()
        return keep(portion, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(library._keeper, "keep", fail_later)
    with pytest.raises(MuseError):
        library.add([folder])
    monkeypatch.undo()
    (job,) = library.imports(unfinished=True)
    assert (len(library.items()), job.paths) == (5, (str(folder),))
    report = library.resume(job.id)
    assert (len(report.added), len(report.skipped)) == (7, 5)
    assert library.imports(unfinished=True) == []
    assert library.imports()[0].added == 7
    assert len({info.title for info in library.items()}) == len(library.items()) == 12


def test_a_drive_taken_away_ends_the_import_which_can_go_on_later(library: Library, folder: Path) -> None:
    away = folder.with_name("away")

    def take_away(progress: AddProgress) -> None:
        if progress.done == 4:
            folder.rename(away)

    report = library.add([folder], take_away)
    assert report.interrupted is not None
    assert report.interrupted.code == "library.folder_gone"
    assert report.interrupted.values["left"] == 8
    assert len(report.added) == 4
    away.rename(folder)
    assert len(library.resume(report.job).added) == 8


def test_a_second_import_says_that_it_waits(library: Library, folder: Path, tmp_path: Path) -> None:
    other, told = many(tmp_path / "other", 3), list[AddProgress]()
    waiting = threading.Event()
    with ThreadPoolExecutor(1) as thread:
        second = None

        def begin_second(progress: AddProgress) -> None:
            nonlocal second
            if second is None:
                second = thread.submit(library.add, [other], lambda one: (told.append(one), waiting.set()))
                assert waiting.wait(10)

        library.add([folder], begin_second)
        assert second is not None
        second.result()
    assert told[0].waiting
    assert len(library.items()) == 12  # the other three were the same texts


def test_watched_folders_bring_in_what_is_new_and_nothing_twice(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = library.watch(folder)
    assert library.watch(folder) == number
    assert len(library.look().added) == 12
    asked: list[Path] = []
    digest = files.digest
    monkeypatch.setattr(files, "digest", lambda path: (asked.append(path), digest(path))[1])
    assert library.look().outcomes == ()
    assert asked == []  # a look costs no reading
    library.remove(library.items()[0].id)
    os.utime(folder / "00.txt", (1, 1))
    assert library.look().added == ()  # what the writer took out stays out
    (folder / "new.txt").write_text("A text that is being written.", "utf-8")
    assert library.look().added == ()
    monkeypatch.setattr(watching, "SETTLED_S", -1.0)
    assert [info.title for info in library.look().added] == ["new"]
    (folder / "new.txt").write_text("A text that is being written, and goes on.", "utf-8")
    later = library.look().added[0]
    assert later.work == library.items()[-2].id == library.items()[-2].work


def test_paused_and_unplugged_folders_are_left_alone(library: Library, folder: Path, store: Store) -> None:
    number = library.watch(folder)
    library.pause_watching(number, True)
    assert library.look().added == ()
    library.pause_watching(number, False)
    away = folder.rename(folder.with_name("away"))
    assert not library.watched()[0].there
    assert library.look().added == ()
    shutil.move(away, folder)
    assert len(library.look().added) == 12
    assert library.watched()[0].looked_at
    library.unwatch(number)
    assert library.watched() == []
    for wrong, code in ((folder / "none", "no_folder"), (store.paths.root, "watches_itself")):
        with pytest.raises(MuseError) as caught:
            library.watch(wrong)
        assert caught.value.code == f"library.{code}"


def test_many_files_need_no_more_questions_about_earlier_ones_than_a_few(
    library: Library, tmp_path: Path
) -> None:
    """There is no index of paths: one question reads the whole list."""
    asked: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT") and "path IN" in statement.split("WHERE")[-1]:
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        for name, count in (("few", 2), ("many", 40)):
            asked.clear()
            report = library.add([many(tmp_path / name, count)])
            assert report.added
            assert len(asked) == 1, name
    finally:
        event.remove(Engine, "before_cursor_execute", heard)
