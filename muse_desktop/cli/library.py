"""`muse-desktop library add | list`: the texts drafts are compared with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from muse_desktop.cli.context import Commands, open_studio
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, message


def register(commands: Commands) -> None:
    """Hang the commands on the command line."""
    within = commands.group("library", "the texts drafts are compared with")
    add = within.add("add", "add files and folders of .txt and .md", _add)
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    within.add("list", "list the library", _list)


def _add(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.studio.shapes import added_shape

    with open_studio(chosen) as studio:
        report = studio.add_to_library(chosen.paths).result()
    if chosen.json:
        print_json(added_shape(report, language))
    else:
        for item in report.added:
            say(f"{item.id}  {item.title}  {item.words}")
        for one in report.skipped:
            print(message(one.code, language, **one.values), file=sys.stderr)
    # A bad file among good ones is reported; the command fails when nothing it named could be used.
    refused = [one for one in report.skipped if one.code != "library.duplicate"]
    return 1 if refused and len(refused) == len(report.skipped) and not report.added else 0


def _list(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.shapes import library_shape

    with open_studio(chosen, "read") as studio:
        items, totals = studio.library.items(), studio.library.totals()
    if chosen.json:
        print_json(library_shape(items, totals))
    else:
        for one in items:
            say(f"{one.id}  {one.title}  {one.words}  {one.rights}")
    return 0
