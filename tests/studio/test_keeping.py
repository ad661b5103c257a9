"""The record is signed without anybody asking: when a session ends, while writing, before a file leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from muse_desktop.cli.main import run
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance import ledger
from muse_desktop.provenance.clocks import ClockWatch
from muse_desktop.store import tables
from muse_desktop.store.store import Store
from muse_desktop.studio.keeping import EVERY, SETTLED, RecordKeeper
from tests.provenance.signing import MemorySafe

WALL = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Session:
    """An open workspace with a keeper whose clocks stand still until they are moved."""

    def __init__(self, root: Path, safe: MemorySafe) -> None:
        self.forward, self.set = 0.0, 0.0
        self.store = Store.open(root)
        watch = ClockWatch(lambda: WALL + timedelta(seconds=self.forward + self.set), lambda: self.forward)
        self.keeper = RecordKeeper(self.store, watch, lambda: self.forward)
        self.keeper.keys._safe = safe
        self.manuscript = Manuscript(self.store)

    def write(self, words: str = "word ") -> None:
        ids = [one.id for one in self.manuscript.documents()] or [self.manuscript.create("One")]
        session = self.manuscript.open(ids[0])
        session.apply(0, 0, words, session.typed_origin(0))
        session.save().result()

    def settle(self) -> None:
        """What the last transaction called for is done."""
        if "_thread" in self.keeper.__dict__:
            self.keeper._thread.submit(lambda: None).result()
        self.store.write(lambda db: None).result()

    def close(self) -> None:
        self.manuscript.close()
        self.keeper.close()
        self.store.close()


@pytest.fixture
def safe() -> MemorySafe:
    return MemorySafe()


@pytest.fixture
def sitting(tmp_path: Path, safe: MemorySafe) -> Iterator[Session]:
    made = Session(tmp_path / "w", safe)
    yield made
    made.close()


def reasons(root: Path) -> list[str]:
    with Store.open(root, "read") as store:
        query = select(tables.Checkpoint.reason).order_by(tables.Checkpoint.id)
        return store.read(lambda db: list(db.scalars(query)))


def kinds(store: Store) -> list[str]:
    return store.read(lambda db: list(db.scalars(select(tables.Event.kind).order_by(tables.Event.seq))))


def test_a_sessions_end_is_signed_where_something_happened_in_it(tmp_path: Path, safe: MemorySafe) -> None:
    sitting = Session(tmp_path / "w", safe)
    sitting.write()
    sitting.close()
    Session(tmp_path / "w", safe).close()  # opened and closed: nothing to sign
    assert reasons(tmp_path / "w") == ["session"]
    with Store.open(tmp_path / "w", "read") as store:
        found = store.read(lambda db: db.scalars(select(tables.Checkpoint)).one())
        event = store.read(lambda db: db.get(tables.Event, found.seq))
        assert (event.kind, event.hash) == ("key-made", found.head)
        assert "stop" in kinds(store)[: found.seq]


def test_ten_minutes_of_writing_are_signed_and_ten_of_thinking_are_not(sitting: Session) -> None:
    sitting.write()
    sitting.settle()
    root = sitting.store.paths.root
    assert reasons(root) == []
    sitting.forward += EVERY + 1
    sitting.write()
    sitting.settle()
    assert reasons(root) == ["interval"]
    sitting.forward += EVERY + 1
    sitting.store.write(lambda db: None).result()
    sitting.settle()
    assert reasons(root) == ["interval"]


def test_the_key_is_read_ahead_once_the_start_is_over_so_that_closing_need_not_wait(sitting: Session) -> None:
    sitting.write()
    sitting.settle()
    assert sitting.keeper.keys.loaded is None
    sitting.forward += SETTLED
    sitting.write()
    sitting.settle()
    assert sitting.keeper.keys.loaded is not None


def test_what_is_asked_for_is_signed_and_a_key_out_of_reach_is_said(
    sitting: Session, safe: MemorySafe
) -> None:
    assert sitting.keeper.checkpoint("bundle").result().reason == "bundle"
    sitting.keeper.keys._signer = None
    safe.locked = True
    with pytest.raises(MuseError) as refused:
        sitting.keeper.checkpoint("bundle").result()
    assert refused.value.code == "provenance.key_unreachable" == sitting.keeper.trouble.code
    sitting.write()  # writing goes on, and closing too: see the fixture
    sitting.close()
    assert reasons(sitting.store.paths.root) == ["bundle"]
    with pytest.raises(MuseError):
        sitting.keeper.checkpoint("export")


def test_a_writer_may_go_on_with_a_new_key_and_the_record_says_so(sitting: Session, safe: MemorySafe) -> None:
    old = sitting.keeper.checkpoint("export").result().key
    sitting.keeper.keys._signer = None
    safe.locked = True
    with pytest.raises(MuseError):
        sitting.keeper.checkpoint("export").result()
    assert sitting.keeper.new_key().result().key != old
    assert sitting.keeper.trouble is None
    assert kinds(sitting.store)[-2:] == ["key-lost", "key-made"]


@pytest.mark.parametrize("moved", [-7200, 3600])
def test_a_clock_moved_while_writing_is_on_record(sitting: Session, moved: int) -> None:
    sitting.write()
    sitting.set = moved
    sitting.write()
    sitting.settle()
    sitting.settle()
    assert kinds(sitting.store).count("clock-jump") == 1
    event = tables.Event
    query = select(event.payload).where(event.kind == "clock-jump")
    payload = json.loads(sitting.store.read(lambda db: db.scalar(query)))
    assert (payload["seconds"], payload["between"], payload["since"][:19]) == (
        moved, False, "2026-11-23T09:00:00",
    )  # fmt: skip
    assert ledger.verify(sitting.store).ok


def test_the_command_line_confirms_what_it_is_told_and_names_what_contradicts(
    tmp_path: Path, safe: MemorySafe, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = Session(tmp_path / "w", safe)
    sitting.write()
    sitting.close()
    verify = ("--workspace", str(tmp_path / "w"), "--language", "en", "verify")
    assert run([*verify, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["completeness"], told["key"]) == (True, "unconfirmed", "unconfirmed")
    assert told["signed"]["to"] == told["events"]
    head, key = told["head"], told["signed"]["fingerprint"]
    assert run([*verify, "--head", head, "--key", key, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["completeness"], told["key"]) == ("confirmed", "confirmed")
    assert run([*verify, "--head", "99:" + "0" * 64, "--key", "0" * 64]) == 1
    said = capsys.readouterr().out
    assert "it was cut short" in said
    assert "No signature is by the key you expect" in said
    assert run(verify) == 0
    assert "Completeness unconfirmed" in capsys.readouterr().out
    assert run([*verify, "--head", "nonsense"]) == 1
    assert "no head of a log" in capsys.readouterr().err
