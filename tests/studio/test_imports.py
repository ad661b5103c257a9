from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.library.corpus import AddProgress, AddReport
from muse_desktop.library.library import Library
from muse_desktop.store.store import Store
from muse_desktop.studio.imports import Imports


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Store.open(tmp_path / "workspace") as store:
        yield Library(store, store.paths)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    for number in range(6):
        path = made / f"{number}.txt"
        path.write_text(f"A short text with the number {number} in it.", "utf-8")
        os.utime(path, (1, 1))
    return made


def test_closing_cuts_an_import_off_and_it_goes_on_the_next_time(library: Library, folder: Path) -> None:
    imports = Imports(library)
    reached, closed = threading.Event(), threading.Event()

    def heard(progress: AddProgress) -> None:
        if progress.done == 2:
            reached.set()
            assert closed.wait(10)

    adding = imports.add([folder], heard)
    assert reached.wait(10)
    closing = threading.Thread(target=imports.close)
    closing.start()
    while not imports._closing.is_set():
        pass
    closed.set()
    closing.join()
    assert adding.result().cancelled
    assert 0 < len(library.items()) < 6
    again = Imports(library)
    (report,) = again.resume().result()
    assert len(library.items()) == 6
    assert not report.cancelled
    assert again.resume().result() == []
    again.close()


def test_an_import_that_the_writer_stopped_does_not_come_back(library: Library, folder: Path) -> None:
    imports = Imports(library)
    assert imports.add([folder], None, lambda: True).result().cancelled
    assert imports.resume().result() == []
    imports.close()


def test_watched_folders_are_looked_at_when_the_writer_comes_back(library: Library, folder: Path) -> None:
    imports = Imports(library)
    heard: list[AddReport] = []
    rung = threading.Event()
    imports.listen(lambda report: (heard.append(report), rung.set()))
    library.watch(folder)
    imports.begin_watching()
    assert rung.wait(10)
    rung.clear()
    (folder / "late.txt").write_text("It came late.", "utf-8")
    os.utime(folder / "late.txt", (1, 1))
    imports.rouse()
    assert rung.wait(10)
    assert [len(one.added) for one in heard] == [6, 1]
    imports.close()
