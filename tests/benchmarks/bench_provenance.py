"""What the record of a novel costs: 100,000 words in one document, typed in bursts, then signed and checked.

A made-up writer at about 40 words a minute, with a clock of their own: sentences behind each other with
pauses, every eighth time they go back and rewrite some words nearby, a tenth of the words are mistyped and
put right, now and then something is pasted or taken from a model. The document is saved every few bursts; a
version is kept and the record signed every ten minutes of writing, as in the app. The ledger is what its
tables take: records, their words, origins, checkpoints and keys, with their indexes.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance import checkpoints, ledger
from muse_desktop.provenance.keys import Keys, Place
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.verifying import verify_record
from muse_desktop.store.store import Store
from tests.benchmarks.bench_snapshots import prose
from tests.benchmarks.row import Row

WORDS = 100_000
TABLES = ("event", "event_content", "origin", "checkpoint", "signing_key")
LETTERS_A_SECOND = 3.6
ROUNDS = 5


class Safe:
    """A place for secrets that is none of the system's."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, place: str, fingerprint: str) -> bytes | None:
        """The secret."""
        return self.kept.get(fingerprint)

    def put(self, fingerprint: str, secret: bytes) -> Place:
        """Keep it."""
        self.kept[fingerprint] = secret
        return "keyring"


class Writer:
    """Writes into a session, with a clock that runs as fast as they type."""

    def __init__(self, session: DocumentSession, chance: random.Random) -> None:
        self.now = 0.0
        self.session = session
        self.chance = chance
        session._clock = lambda: self.now

    def burst(self) -> None:
        """One stretch of writing without a pause, and the pause after it."""
        session, chance = self.session, self.chance
        act = chance.random()
        if act < 0.004 and len(session.text) > 2000:
            self._insert(prose(chance, 60) + "\n\n", session.insert_origin(Kind.GENERATED, generation_id=1))
        elif act < 0.01:
            self._insert(prose(chance, 30) + " ", session.insert_origin(Kind.PASTED_OUTSIDE))
        elif act < 0.13 and len(session.text) > 2000:
            self._rewrite()
        else:
            self._type(prose(chance, chance.randint(8, 45)) + chance.choice((" ", " ", " ", "\n\n")))
        self.now += chance.choice((4, 6, 10, 20, 60))

    def _type(self, text: str, at: int | None = None) -> None:
        session = self.session
        place = len(session.text) if at is None else at
        words = text.split(" ")
        for number, word in enumerate(words):
            piece = word + (" " if number + 1 < len(words) else "")
            if len(piece) > 2 and self.chance.random() < 0.1:  # mistyped
                session.apply(place, 0, piece[:2] + "x", session.typed_origin(place, piece))
                self.now += 1
                session.apply(place, 3, "", ())
                self.now += 1
            session.apply(place, 0, piece, session.typed_origin(place, piece))
            self.now += len(piece) / LETTERS_A_SECOND
            place += len(piece)

    def _rewrite(self) -> None:
        session = self.session
        length = len(session.text)
        at = session.text.find(" ", self.chance.randint(max(0, length - 4000), length - 200)) + 1
        end = session.text.find(" ", at + self.chance.randint(3, 60)) + 1
        if 0 < at < end:
            session.apply(at, end - at, "", ())
            self._type(prose(self.chance, 6).lower().rstrip(".") + " ", at)

    def _insert(self, text: str, origin: int) -> None:
        self.session.apply(len(self.session.text), 0, text, origin)


def rows(data: Path | None) -> list[Row]:
    """Write, then measure what is there."""
    with tempfile.TemporaryDirectory(prefix="muse-provenance-") as folder:
        return _measured(Path(folder, "workspace"))


def _measured(folder: Path) -> list[Row]:
    appended: list[float] = []
    signed: list[float] = []
    with Store.open(folder) as store, _Timed(appended):
        keys = Keys(store, Safe())
        manuscript = Manuscript(store)
        session = manuscript.open(manuscript.create("The novel"))
        document = session.id
        writer = Writer(session, random.Random(5))
        bursts, ten = 0, 600.0
        while session.words < WORDS:
            writer.burst()
            bursts += 1
            if bursts % 6 == 0:
                session.save().result()
            if writer.now >= ten:
                ten = writer.now + 600
                signed.append(_milliseconds(lambda: _sign(store, keys)))
        manuscript.close()
        _sign(store, keys)
        records = ledger.head(store)[0]
    sizes = _sizes(folder / "muse.db")
    size = sum(sizes.values()) / 1e6
    how = f"{records:,} records of {WORDS:,} words, {1e6 * size / records:.0f} bytes each"
    parts = ", ".join(f"{name} {bytes_ / 1e6:.2f}" for name, bytes_ in sizes.items())
    median = statistics.median(appended)
    verified = _best(lambda: _verify(folder))
    opened = _opened(folder, document)
    whole = (folder / "muse.db").stat().st_size / 1e6
    return [
        Row("ledger", size, "MB", "<= 6", size <= 6, how),
        Row("all of muse.db", whole, "MB", "printed", True, parts),
        Row("appending a record, median", median, "ms", "<= 1", median <= 1, f"{len(appended):,} of them"),
        Row("a checkpoint, median", statistics.median(signed), "ms", "printed", True, "with its transaction"),
        Row("verify, all of it", verified / 1000, "s", "<= 2", verified <= 2000, "chain, texts, signatures"),
        Row("opening the document, slowest", opened, "ms", "<= 200", opened <= 200, "a session to write in"),
    ]


class _Timed:
    """While it lasts, the time of each `ledger.append_sealed` in milliseconds goes into a list."""

    def __init__(self, into: list[float]) -> None:
        self._into = into
        self._usual = ledger.append_sealed

    def __enter__(self) -> None:
        def timed(*values: Any) -> int:
            began = time.perf_counter()
            seq = self._usual(*values)
            self._into.append(1000 * (time.perf_counter() - began))
            return seq

        ledger.append_sealed = timed

    def __exit__(self, *_: object) -> None:
        ledger.append_sealed = self._usual


def _sign(store: Store, keys: Keys) -> None:
    sign = partial(checkpoints.write_checkpoint, signer=keys.load(), reason="interval")
    store.write(sign).result()


def _verify(folder: Path) -> None:
    with Store.open(folder, "read") as store:
        report = store.read(verify_record)
    assert report.ok, [str(problem) for problem in report.problems]


def _opened(folder: Path, document: int) -> float:
    """The slowest of some openings, each in a workspace that was just opened."""
    times = []
    for _ in range(ROUNDS):
        with Store.open(folder) as store:
            manuscript = Manuscript(store)
            times.append(_milliseconds(lambda made=manuscript: made.open(document)))
            manuscript.close()
    return max(times)


def _sizes(path: Path) -> dict[str, int]:
    """Bytes of the pages of each table of the ledger with its indexes."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
        query = (
            "SELECT m.tbl_name, sum(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name "
            "WHERE m.tbl_name IN (?, ?, ?, ?, ?) GROUP BY m.tbl_name"
        )
        return dict(connection.execute(query, TABLES))


def _best(work: Callable[[], object]) -> float:
    return min(_milliseconds(work) for _ in range(3))


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
