import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from sqlalchemy import select

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance.ledger import verify
from muse_desktop.store.store import Store
from muse_desktop.store.tables.record import Event, Pending
from tests.manuscript.helpers import accept_at, kinds_of, type_at

SAVE_SECONDS = 0.05
MOST_LOST_SECONDS = 2 * SAVE_SECONDS + 0.3  # at the real pace of one second: 2 seconds and a bit of luck

TYPIST = """
import sys, time
from pathlib import Path
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.store.store import Store
from tests.manuscript.helpers import accept_at, type_at

manuscript = Manuscript(Store.open(Path(sys.argv[1])))
session = manuscript.open(manuscript.create("One"))
accept_at(session, 0, "Once upon a time. ")
typed, saved = 0, time.monotonic()
while True:
    type_at(session, len(session.text), f"w{typed} ")
    print(typed, time.monotonic(), flush=True)
    typed += 1
    if time.monotonic() - saved >= float(sys.argv[2]):
        session.save()
        saved = time.monotonic()
    time.sleep(0.003)
"""


def events(store):
    return store.read(lambda db: list(db.scalars(select(Event.kind).order_by(Event.seq))))


@pytest.mark.parametrize("seconds", [0.3, 0.9, 1.7])
def test_a_killed_writer_loses_next_to_nothing_and_the_record_holds(folder, seconds):
    command = [sys.executable, "-c", TYPIST, str(folder), str(SAVE_SECONDS)]
    typed = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            typed.append((int(line.split()[0]), float(line.split()[1])))
            if typed[-1][1] - typed[0][1] > seconds:
                break
        child.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        rest = [line.split() for line in child.stdout if line.endswith("\n")]
        typed += [(int(number), float(at)) for number, at in rest]
    with Store.open(folder) as store:
        manuscript = Manuscript(store)
        session = manuscript.open(1)
        words = session.text.removeprefix("Once upon a time. ").split()
        assert words == [f"w{number}" for number in range(len(words))]
        lost = [at for number, at in typed if number >= len(words)]
        assert not lost or killed - lost[0] < MOST_LOST_SECONDS
        assert len(words) > 10
        assert [kind for _, kind in kinds_of(session)] == ["generated", "typed"]
        assert verify(store).ok
        told = events(store)
        assert "killed" in told
        assert "recovered" in told
        assert store.read(lambda db: db.scalar(select(Pending.kind))) is None
        assert "accepted" in told
        manuscript.close()
        assert verify(store).ok


def test_a_clean_end_notes_a_stop_and_the_next_start_no_kill(folder):
    for _ in range(2):
        with Store.open(folder) as store:
            Manuscript(store).close()
    with Store.open(folder, "read") as store:
        assert events(store) == ["start", "stop", "start", "stop"]


@pytest.fixture
def written(folder):
    with Store.open(folder) as store:
        manuscript = Manuscript(store)
        session = manuscript.open(manuscript.create("One"))
        type_at(session, 0, "I wrote this line. ")
        accept_at(session, 19, "The model wrote that line.")
        manuscript.close()
    return folder


def change(folder, statement, *values):
    with closing(sqlite3.connect(folder / "muse.db")) as connection, connection:
        assert connection.execute(statement, values).rowcount == 1


def reopened(folder):
    with Store.open(folder) as store:
        manuscript = Manuscript(store)
        session = manuscript.open(1)
        told = session.text, kinds_of(session), events(store)
        assert verify(store).ok
        manuscript.close()
        again = Manuscript(store).open(1)
        assert (again.text, kinds_of(again)) == told[:2]
        assert events(store).count("changed-outside") == told[2].count("changed-outside")
    return told


def test_a_text_changed_from_outside_keeps_the_known_origins_and_the_rest_is_unknown(written):
    change(written, "UPDATE document SET text = 'I wrote this page. The model wrote that line.\r\nAnd?'")
    text, kinds, told = reopened(written)
    assert text == "I wrote this page. The model wrote that line.\nAnd?"
    assert kinds == [
        ("I wrote this ", "typed"),
        ("page", "unknown"),
        (". ", "typed"),
        ("The model wrote that line.", "generated"),
        ("\nAnd?", "unknown"),
    ]
    assert "changed-outside" in told


@pytest.mark.parametrize("runs", [b"", b"rubbish", b"RUN1", b"RUN1\xff\xff\xff\xff\1\0\0\0"])
def test_damaged_origins_are_taken_from_the_last_version(written, runs):
    change(written, "UPDATE document SET runs = ?", runs)
    _, kinds, told = reopened(written)
    assert [kind for _, kind in kinds] == ["typed", "generated"]
    assert "changed-outside" in told


def test_without_any_version_a_changed_text_is_unknown_and_nothing_is_lost(written):
    with closing(sqlite3.connect(written / "muse.db")) as connection, connection:
        connection.execute("DELETE FROM run_snapshot")
    change(written, "UPDATE document SET text = 'New.'")
    assert reopened(written)[1] == [("New.", "unknown")]


def test_a_reader_beside_a_changed_text_shows_it_without_writing(written):
    change(written, "UPDATE document SET text = 'New.'")
    before = (written / "muse.db").read_bytes()
    with Store.open(written, "read") as store:
        manuscript = Manuscript(store)
        assert manuscript.read(1).text == "New."
        assert manuscript.read(1).runs.length == 4
    assert (written / "muse.db").read_bytes() == before
