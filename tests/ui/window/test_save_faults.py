"""What a writer sees, and what stays, when saving is refused by real means.

A file put in the database's place, a lock held by another process, a disk that is full, a second program.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from muse_desktop.manuscript.backups import contents, text_of
from muse_desktop.store import backup, connect
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.page import saving
from muse_desktop.ui.window import MainWindow

ROOT = Path(__file__).parents[3]

HOLDER = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "AGAIN_MS", 200)
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(MainWindow, "_close_unsaved", lambda *_: True)  # “Close without saving”


def typed(window: MainWindow, qtbot: QtBot, words: str, state: str) -> None:
    window.page.editor.type_text(words)
    window.page.flush_now()
    qtbot.waitUntil(lambda: window.page.saved_state == state, timeout=20_000)


def forget(window: MainWindow) -> None:
    """The test ends: nobody can save this any more."""
    window.close()
    for session in window._studio.manuscript.open_sessions():
        session.closed = True
    window._studio.manuscript._started = False


def refused_again(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """The next save says no as well, and the text stays on the page, unsaved."""
    with qtbot.waitSignal(window.page.save_refused, timeout=20_000):
        window.page.editor.type_text(words)
        window.page.flush_now()
    assert window.page.saved_state == "refused"
    assert words in window.desk.session.text
    assert window.desk.session.dirty


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another process has the database locked for writing."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            holder.stdin.close()


def test_a_file_put_in_the_databases_place_is_told_and_all_words_are_kept_apart(
    window: MainWindow, studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    typed(window, qtbot, "Before. ", "saved")
    document = window.desk.document
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(studio.paths.database)) as db, closing(sqlite3.connect(other)) as copy:
        db.backup(copy)
    other.replace(studio.paths.database)
    typed(window, qtbot, "After. ", "refused")
    assert "in the backup" in window.notices.text
    refused_again(window, qtbot, "And more. ")
    (kept,) = [path for path in backup.backups(studio.paths.backups) if "kept-apart" in path.name]
    assert text_of(kept, document) == "Before. After. And more. "
    assert contents(studio.store, kept).documents
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchone() is None
    with closing(sqlite3.connect(studio.paths.database)) as db:  # the other one is as it was put there
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone() == ("Before. ",)
    forget(window)


def test_a_database_that_vanishes_while_it_is_open_is_told_and_kept_apart(
    window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    typed(window, qtbot, "Before. ", "saved")
    studio.paths.database.unlink()
    typed(window, qtbot, "After. ", "refused")
    (kept,) = [path for path in backup.backups(studio.paths.backups) if "kept-apart" in path.name]
    assert text_of(kept, window.desk.document) == "Before. After. "
    forget(window)


def test_a_database_locked_by_another_process_refuses_twice_and_saves_when_it_is_free(
    window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    typed(window, qtbot, "Before. ", "saved")
    with held(studio.paths.database):
        typed(window, qtbot, "Meanwhile. ", "refused")
        assert "Another program is holding" in window.notices.text
        refused_again(window, qtbot, "Still. ")
    qtbot.waitUntil(lambda: window.page.saved_state == "saved", timeout=20_000)  # by itself
    assert studio.manuscript.read(window.desk.document).text == "Before. Meanwhile. Still. "
    assert "holding" not in window.notices.text


FULL = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
if libc.mount(b"none", sys.argv[1].encode(), b"tmpfs", 0, b"size=3m"):
    sys.exit("no mount")
from pathlib import Path
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.store.store import Store
root = Path(sys.argv[1]) / "work"
store = Store.open(root)
manuscript = Manuscript(store)
session = manuscript.open(manuscript.create("Scene"))
session.apply(0, 0, "Before. ", session.typed_origin(0))
session.save().result()
filler = root.parent / "filler"
with filler.open("wb", buffering=0) as file:
    try:
        while True:
            file.write(b"x" * 4096)
    except OSError:
        pass
for words in ("Meanwhile. " * 9000, "Still. " * 9000):
    session.apply(len(session.text), 0, words, session.typed_origin(len(session.text)))
    try:
        session.save().result()
        print("saved")
    except MuseError as error:
        print(error.code)
text = session.text
filler.unlink()
session.save().result()
print(manuscript.read(session.id).text == text, session.dirty)
manuscript.close()
store.close()
with Store.open(root, "read") as store:
    print(store.read(lambda db: db.connection().exec_driver_sql("PRAGMA integrity_check").scalar()))
"""


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="needs a small disk")
def test_a_disk_that_is_really_full_refuses_twice_and_saves_all_when_there_is_room(tmp_path: Path) -> None:
    told = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-c", FULL, str(tmp_path)],
        capture_output=True, text=True, cwd=ROOT, timeout=90, check=False,
    )  # fmt: skip
    if "no mount" in told.stderr or "unshare" in told.stderr:
        pytest.skip("a process may not have file systems of its own here")
    assert told.stdout.splitlines() == ["store.disk_full", "store.disk_full", "True False", "ok"], told.stderr


def test_a_second_program_is_refused_by_name_and_the_first_goes_on(
    window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    typed(window, qtbot, "Mine. ", "saved")
    code = (
        "import sys; from pathlib import Path; from muse_desktop.errors import MuseError\n"
        "from muse_desktop.studio.studio import Studio\n"
        "try: Studio.open(Path(sys.argv[1]))\n"
        "except MuseError as error: print(error.code, error.values['pid'])"
    )
    second = subprocess.run(
        [sys.executable, "-c", code, str(studio.root)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert second.stdout.split() == ["store.in_use", str(os.getpid())]
    typed(window, qtbot, "And mine. ", "saved")


def test_another_programs_change_to_the_open_document_keeps_both_texts_and_says_so(
    window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    typed(window, qtbot, "Mine. ", "saved")
    document = window.desk.document
    with closing(sqlite3.connect(studio.paths.database)) as db, db:
        db.execute("UPDATE document SET text = 'Theirs.', version = version + 1 WHERE id = ?", (document,))
    typed(window, qtbot, "More. ", "saved")
    qtbot.waitUntil(lambda: "Both texts are kept" in window.notices.text)
    texts = {studio.manuscript.read(one.id).text for one in studio.manuscript.documents()}
    assert {"Mine. More. ", "Theirs."} <= texts
    started = time.monotonic()
    window.notices.action.click()
    qtbot.waitUntil(lambda: window.desk.document != document)
    assert time.monotonic() - started < 5
