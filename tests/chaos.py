"""Killing a writer's program at random moments, again and again, on one and the same workspace.

After each kill: at most two seconds of work are gone, the database is sound, every text has exactly the
origins its letters tell, the record holds, and nothing hangs about that belongs to nothing.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.e2e.author import LETTERS

MOST_LOST_S = 2.0
KIND = {letter: kind for kind, letters in LETTERS.items() for letter in letters if letter != " "}


def manuscript(rounds: int, folder: Path, seed: int = 4) -> str:
    """Work and kill `rounds` times; fails loudly. What it came to, in words."""
    chance = random.Random(seed)
    workspace = folder / "manuscript"
    worst, acts, opening, letters = 0.0, 0, 0.0, 0
    for turn in range(rounds):
        early = turn % 8 == 7  # in the middle of opening and recovering
        states, killed = _work_and_kill(workspace, chance, 0.4 if early else 0.5 + 3.5 * chance.random())
        acts += sum(len(told) for told in states.values())
        began = time.monotonic()
        lost, length = _examine(workspace, states, killed)
        opening = max(opening, time.monotonic() - began)
        worst, letters = max(worst, lost), length
    return (
        f"{acts} changed texts told, {letters} letters in the end; most lost: {worst:.2f} s of "
        f"{MOST_LOST_S:.0f}; slowest examination: {opening:.1f} s."
    )


def _work_and_kill(
    workspace: Path, chance: random.Random, seconds: float
) -> tuple[dict[int, list[tuple[float, str]]], float]:
    """Let an author work for some seconds (at random moments also before the first act) and kill it.

    The states of each document as they were told, in order; -1: acts that write documents by themselves.
    """
    states: dict[int, list[tuple[float, str]]] = {}
    log = workspace.parent / "author.log"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.author", str(workspace), str(chance.randrange(10**9))],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        ) as author,
    ):
        assert author.stdout is not None
        end = None
        if seconds < 0.5:
            time.sleep(3 * chance.random())
        else:
            for line in author.stdout:
                _note(states, line, log)
                end = end or time.monotonic() + seconds
                if time.monotonic() >= end:
                    break
        assert author.poll() is None, log.read_text("utf-8", "replace")[-3000:]
        author.kill()
        killed = time.monotonic()
        for line in author.stdout:
            if line.endswith("\n"):  # the last one may be cut off
                _note(states, line, log)
    return states, killed


def _note(states: dict[int, list[tuple[float, str]]], line: str, log: Path) -> None:
    at, _, told = line.strip().partition(" ")
    assert at != "broken", log.read_text("utf-8", "replace")[-3000:]
    document, _, digest = told.partition(" ")
    number = -1 if document == "structure" else int(document)
    states.setdefault(number, []).append((float(at), digest))


def _examine(
    workspace: Path, states: dict[int, list[tuple[float, str]]], killed: float
) -> tuple[float, int]:
    """Open as the next start does and look at everything: seconds of work lost, letters there are."""
    from muse_desktop.manuscript import checking
    from muse_desktop.settings import Settings
    from muse_desktop.store import health
    from muse_desktop.studio.studio import Studio

    studio = Studio.open(workspace, mode="own", settings=Settings(language="en"))
    try:
        lost, length = 0.0, 0
        for document in studio.manuscript.documents():
            session = studio.manuscript.open(document.id)
            length += len(session.text)
            lost = max(lost, _lost(session.text, states, document.id, killed))
            _compare(session)
        found = health.check(studio.store)
        assert found.ok, found.problems
        report = studio.verify()
        assert report["ok"], report["problems"]
        for look in (checking.texts, checking.snapshots, _orphans):
            _, problems = studio.store.read(look)
            assert problems == (), problems
    finally:
        studio.close()
    left = [path.name for path in workspace.rglob("*") if path.suffix in (".part", ".tmp", ".lock")]
    assert left == []
    assert lost <= MOST_LOST_S, f"{lost:.2f} s of work were lost"
    return lost, length


def _lost(text: str, states: dict[int, list[tuple[float, str]]], document: int, killed: float) -> float:
    """Seconds between the kill and the first change that is not in `text`."""
    told = states.get(document, [])
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    places = [place for place, (_, one) in enumerate(told) if one == digest]
    structure = [at for at, _ in states.get(-1, [])]
    if not places:  # written by a split or merge itself, or never opened in this round
        newest = max((at for at, _ in told), default=0.0)
        assert not told or any(at >= newest - MOST_LOST_S for at in structure), (
            f"document {document} has a text it never had: {text[-80:]!r}"
        )
        return 0.0
    after = told[places[-1] + 1 :]
    return killed - after[0][0] if after else 0.0


def _compare(session: object) -> None:
    """Every letter has the origin its kind of text has."""
    assert session.runs.length == len(session.text)
    for start, end, origin in session.runs.spans():
        kind = str(session.book.get(origin).kind)
        wrong = {letter for letter in session.text[start:end] if KIND.get(letter, kind) != kind}
        assert not wrong, f"{wrong} is {kind} in document {session.id}"


def _orphans(db: object) -> tuple[int, tuple[str, ...]]:
    """Rows that belong to nothing, and documents without a place."""
    from sqlalchemy import text

    questions = {
        "pieces": "SELECT count(*) FROM candidate WHERE generation_id NOT IN (SELECT id FROM generation)",
        "running": "SELECT count(*) FROM generation WHERE state = 'running'",
        "pending": "SELECT count(*) FROM pending WHERE document_id NOT IN (SELECT id FROM document)",
        "words": "SELECT count(*) FROM event_content WHERE seq NOT IN (SELECT seq FROM event)",
        "parents": "SELECT count(*) FROM document d JOIN document p ON p.id = d.parent_id"
        " WHERE p.project_id <> d.project_id",
        "places": "SELECT count(*) FROM (SELECT count(*) n, max(position) last, count(DISTINCT position) each"
        " FROM document GROUP BY project_id, parent_id) WHERE n <> last + 1 OR n <> each",
    }
    found = {name: db.execute(text(query)).scalar() for name, query in questions.items()}
    return 0, tuple(f"{name}: {count}" for name, count in found.items() if count)
