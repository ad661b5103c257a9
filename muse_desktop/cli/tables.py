"""`muse-desktop tables`: the record as CSV, for spreadsheets."""

from __future__ import annotations

import argparse
from pathlib import Path

from muse_desktop.cli.context import Commands, open_studio
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language

TABLES = ("events", "generations", "weeks")


def register(commands: Commands) -> None:
    """Hang the command on the command line."""
    tables = commands.add("tables", "write the record as CSV: events, generations, weekly shares", _tables)
    tables.add_argument("folder", type=Path, metavar="FOLDER")
    tables.add_argument("--only", choices=TABLES, action="append", help="this table; may be given again")
    tables.add_argument("--project", type=int, metavar="NUMBER", help="of one project instead of all")
    tables.add_argument("--name", default="record", help="what the names of the files begin with")
    tables.add_argument("--words", action="store_true", help="with the words of prompts and answers")
    tables.add_argument("--no-bom", action="store_true", help="without a byte order mark")


def _tables(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.spreadsheets import TablesWish, save_tables

    wanted = {which: which in (chosen.only or TABLES) for which in TABLES}
    wish = TablesWish(
        chosen.folder, chosen.name, chosen.project, words=chosen.words, bom=not chosen.no_bom, **wanted
    )
    with open_studio(chosen, "read") as studio:
        files = save_tables(studio, wish)
    if chosen.json:
        print_json({"files": [str(path) for path in files]})
    else:
        for path in files:
            say(str(path))
    return 0
