"""What the card of counts shows, measured off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from muse_desktop.manuscript.manuscript import ProjectInfo
from muse_desktop.manuscript.progress import Length, Progress, Written
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.tally import tally
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.studio.writing import Writing
from muse_desktop.text.count import count


@dataclass(frozen=True)
class Asked:
    """A document as it is at one moment; what is selected is text[start:end], in code points."""

    document: int
    project: int
    text: str
    runs: Runs
    book: OriginBook
    start: int
    end: int

    @classmethod
    def of(cls, session: DocumentSession, selection: tuple[int, int]) -> Asked:
        """A session as it is now."""
        return cls(session.id, session.project_id, session.text, session.runs, session.book, *selection)


@dataclass(frozen=True)
class Counted:
    """The lengths of selection (None: nothing is selected), document and project, their goals, and today."""

    document: int
    selected: Length | None
    text: Length
    target: int
    progress: Progress
    today: Written

    @property
    def project(self) -> ProjectInfo:
        """The project with its goals."""
        return self.progress.project


def today() -> date:
    """The writer's date."""
    return datetime.now().astimezone().date()


def counter(writing: Writing, asked: Asked) -> Callable[[], Counted]:
    """The work that counts all of it; raises MuseError when the project has gone meanwhile."""

    def work() -> Counted:
        selected = None
        if asked.start < asked.end:
            selected = _length(asked, asked.start, asked.end)
        return Counted(
            asked.document,
            selected,
            _length(asked, 0, len(asked.text)),
            writing.tree.read().node(asked.document).target,
            writing.progress.progress(asked.project),
            writing.progress.day(today(), asked.project),
        )

    return work


def _length(asked: Asked, start: int, end: int) -> Length:
    words = tally(asked.text, asked.runs, asked.book, start, end)
    return Length(words, count(asked.text[start:end]))
