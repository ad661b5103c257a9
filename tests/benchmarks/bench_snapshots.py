"""What a thousand snapshots of a novel take on the disk, and how long comparing and restoring take.

A novel of 100,000 words; between two snapshots a day's work: 600 words written into one scene (as many go, so
the novel stays as long), 40 words exchanged here and there, a paragraph accepted from the model every other
day. None is thinned: all are named. Once as 40 scenes, where each scene that changed is kept; once as one
document.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import accumulate
from pathlib import Path

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.snapshots import Snapshots
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store.store import Store
from tests.benchmarks.row import Row

GOAL_MB = 60.0
SNAPSHOTS, WORDS, SCENES, DAILY = 1000, 100_000, 40, 640
PARTS = {"scenes": SCENES, "one": 1}

_LETTERS = "etaoinshrdlucmfwypvbgk"
_CHANCE = random.Random(11)
VOCABULARY = ["".join(_CHANCE.choices(_LETTERS, k=_CHANCE.randint(1, 9))) for _ in range(8000)]
_WEIGHTS = list(accumulate(1 / (rank + 2) for rank in range(len(VOCABULARY))))


def prose(chance: random.Random, words: int) -> str:
    """A paragraph of about so many words, as unevenly frequent as those of a language."""
    sentences = []
    while words > 0:
        length = chance.randint(5, 25)
        chosen = chance.choices(VOCABULARY, cum_weights=_WEIGHTS, k=length)
        sentences.append(" ".join(chosen).capitalize() + ".")
        words -= length
    return " ".join(sentences)


def novel(chance: random.Random, words: int) -> list[str]:
    """Paragraphs of 20 to 120 words."""
    made, length = [], 0
    while length < words:
        made.append(prose(chance, chance.randint(20, 120)))
        length += made[-1].count(" ") + 1
    return made


def scenes_of(paragraphs: Sequence[str], count: int) -> list[str]:
    """The paragraphs as `count` texts."""
    size = -(-len(paragraphs) // count)
    return ["\n\n".join(paragraphs[at : at + size]) for at in range(0, len(paragraphs), size)]


def one_day(chance: random.Random, sessions: Sequence[DocumentSession], words: int) -> list[DocumentSession]:
    """Write about `words` words, most into one scene, a few into two more; the sessions that changed."""
    busy = chance.choice(sessions)
    edited = {session.id: session for session in (busy, *chance.choices(sessions, k=2))}
    new = prose(chance, words - words // 16) + "\n\n"
    start = busy.text.find("\n\n", chance.randrange(max(1, len(busy.text) - len(new) - 200)))
    start = max(0, start + 2)
    accepted = chance.random() < 0.1
    origin = busy.insert_origin(Kind.GENERATED) if accepted else busy.typed_origin(start, new)
    busy.apply(start, 0, new, origin)
    end = min(len(busy.text), start + 2 * len(new))
    busy.apply(start + len(new), end - start - len(new), "", ())
    for number in range(words // 16):
        session = list(edited.values())[number % len(edited)]
        at = session.text.find(" ", chance.randrange(len(session.text) - 100)) + 1
        stop = session.text.find(" ", at)
        if 0 < at < stop:
            session.apply(at, stop - at, "", ())
            word = chance.choice(VOCABULARY)
            session.apply(at, 0, word, session.typed_origin(at, word))
    return list(edited.values())


def rows(data: Path | None, part: str = "") -> list[Row]:
    """Both shapes of the novel, or the one named `part`."""
    made: list[Row] = []
    for name in [part] if part else PARTS:
        with tempfile.TemporaryDirectory(prefix="muse-snapshots-") as folder:
            made += _measured(Path(folder, "workspace"), PARTS[name])
    return made


def _measured(folder: Path, count: int) -> list[Row]:
    chance = random.Random(7)
    taken, seconds = 0, []
    with Store.open(folder) as store:
        manuscript, snapshots = Manuscript(store), Snapshots(store)
        texts = scenes_of(novel(chance, WORDS), count)
        sessions = [manuscript.open(manuscript.create(f"Scene {at}", text)) for at, text in enumerate(texts)]
        written = sum(len(session.text.encode()) for session in sessions)
        for day in range(SNAPSHOTS):
            edited = one_day(chance, sessions, DAILY)
            began = time.perf_counter()
            for session in edited:
                snapshots.take(session, name=f"Day {day}").result()
            seconds.append((time.perf_counter() - began) / len(edited))
            taken += len(edited)
            for session in edited:
                session.save().result()
        told = _compared(snapshots, sessions)
        manuscript.close()
    whole = (folder / "muse.db").stat().st_size / 1e6
    kept = _kept(folder / "muse.db") / 1e6
    shape = f"{count} scenes" if count > 1 else "one document"
    how = f"{SNAPSHOTS} named snapshots, {taken} texts kept, {DAILY} words a day"
    times = written / 1e6 * SNAPSHOTS / kept
    median = 1000 * sorted(seconds)[len(seconds) // 2]
    return [
        Row(f"{shape}: snapshots", kept, "MB", f"< {GOAL_MB:.0f}", kept < GOAL_MB, how),
        Row(f"{shape}: copies of the novel in that", times, "times", "> 10", times > 10, "uncompressed text"),
        Row(f"{shape}: all of muse.db", whole, "MB", "printed", True, "with the record of every edit"),
        Row(f"{shape}: taking one, median", median, "ms", "< 250", median < 250, "off the window's thread"),
        Row(f"{shape}: first compared with now", told[0], "ms", "< 3000", told[0] < 3000, f"{told[1]} hunks"),
    ]


def _compared(snapshots: Snapshots, sessions: Sequence[DocumentSession]) -> tuple[float, int]:
    """Milliseconds for reading and comparing the oldest snapshot of one document, and the hunks."""
    session = sessions[0]
    oldest = snapshots.of_document(session.id)[-1]
    began = time.perf_counter()
    found = snapshots.compare(session, oldest.id)
    return 1000 * (time.perf_counter() - began), len(found.hunks)


def _kept(path: Path) -> float:
    """Bytes that the snapshots and their records add: the file with them less the file without."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
        before = path.stat().st_size
        connection.execute("DELETE FROM snapshot")
        connection.execute("DELETE FROM snapshot_piece")
        connection.execute("DELETE FROM event WHERE kind = 'snapshot'")
        connection.commit()
        connection.execute("VACUUM")
    return before - path.stat().st_size
