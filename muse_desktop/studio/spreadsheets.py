"""The record saved as tables: events, every answer of a model, and whose words came in each week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.errors import MuseError
from muse_desktop.formats.atomic import write_bytes
from muse_desktop.manuscript.weeks import MAKERS, monday_of, weeks
from muse_desktop.manuscript.writing_log import first_day
from muse_desktop.provenance import record_csv
from muse_desktop.provenance.record_csv import Cell

if TYPE_CHECKING:
    from muse_desktop.studio.studio import Studio

WEEKS = (
    "week", "words", "own", "model_words", "other", "removed", "own_percent", "model_percent", "other_percent"
)  # fmt: skip


@dataclass(frozen=True)
class TablesWish:
    """Which tables go into `folder`, named `NAME-events.csv` and so on; `project` None: of everything.

    `words`: prompts and answers go out too, not only what is known of them.
    """

    folder: Path
    name: str
    project: int | None = None
    events: bool = True
    generations: bool = True
    weeks: bool = True
    words: bool = False
    bom: bool = True

    @property
    def paths(self) -> dict[str, Path]:
        """The files that are wanted, by the name of their table."""
        wanted = {"events": self.events, "generations": self.generations, "weeks": self.weeks}
        return {
            which: self.folder / f"{self.name}-{which}.csv" for which, chosen in wanted.items() if chosen
        }


def save_tables(studio: Studio, wish: TablesWish) -> list[Path]:
    """Write the tables; each file whole or not at all. Reads the whole record: not for the UI thread.

    Raises MuseError studio.no_table where none is chosen, and what `write_bytes` raises.
    """
    paths = wish.paths
    if not paths:
        raise MuseError("studio.no_table")
    for which, path in paths.items():
        write_bytes(path, _TABLES[which](studio, wish))
    return list(paths.values())


def _events(studio: Studio, wish: TablesWish) -> bytes:
    rows = studio.store.read(lambda db: list(record_csv.events(db, wish.project)))
    return record_csv.table(record_csv.headings(record_csv.EVENTS, studio.language), rows, wish.bom)


def _generations(studio: Studio, wish: TablesWish) -> bytes:
    columns = record_csv.GENERATIONS + (record_csv.WORDS if wish.words else ())
    rows = studio.store.read(lambda db: list(record_csv.generations(db, wish.project, wish.words)))
    return record_csv.table(record_csv.headings(columns, studio.language), rows, wish.bom)


def _weeks(studio: Studio, wish: TablesWish) -> bytes:
    rows = list(_week_rows(studio, wish.project))
    return record_csv.table(record_csv.headings(WEEKS, studio.language), rows, wish.bom)


def _week_rows(studio: Studio, project: int | None) -> Iterator[list[Cell]]:
    """A row for each week from the first in the log to this one, also those without a word."""
    day = studio.store.read(partial(first_day, project_id=project))
    if day is None:
        return
    today = datetime.now().astimezone().date()
    first = date.fromisoformat(day)
    for week in weeks(studio.writing.progress.days(monday_of(first), max(today, first), project)):
        added, parts = week.written.added, week.whole_percents()
        counts = added.total, added.own, added.model, added.other, week.written.removed.total
        yield [week.monday, *counts, *(parts[maker] for maker in MAKERS)]


_TABLES = {"events": _events, "generations": _generations, "weeks": _weeks}
