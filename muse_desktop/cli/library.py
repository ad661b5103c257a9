"""`muse-desktop library add | resume | watch | list`: the texts drafts are compared with."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.cli import library_sets
from muse_desktop.cli.context import Commands, open_studio
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, message

if TYPE_CHECKING:
    from muse_desktop.library.corpus import AddReport


def register(commands: Commands) -> None:
    """Hang the commands on the command line."""
    within = commands.group("library", "the texts drafts are compared with")
    add = within.add("add", "add files and folders: text, Markdown, Word, EPUB, PDF and more", _add)
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    within.add("resume", "go on with imports that were cut off", _resume)
    watch = within.add("watch", "bring in what is new in watched folders; watch FOLDER too", _watch)
    watch.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    watch.add_argument("--stop", action="store_true", help="watch these folders no longer")
    within.add("list", "list the library", _list)
    library_sets.register(within)


def _add(chosen: argparse.Namespace, language: Language) -> int:
    with open_studio(chosen) as studio:
        report = studio.add_to_library(chosen.paths).result()
    return _tell(report, chosen, language)


def _resume(chosen: argparse.Namespace, language: Language) -> int:
    with open_studio(chosen) as studio:
        reports = studio.imports.resume().result()
    return max((_tell(report, chosen, language) for report in reports), default=0)


def _watch(chosen: argparse.Namespace, language: Language) -> int:
    with open_studio(chosen) as studio:
        library = studio.library
        if chosen.stop:
            named = {os.path.abspath(folder) for folder in chosen.folders}  # noqa: PTH100 - links stay links
            for one in library.watched():
                if one.path in named:
                    library.unwatch(one.id)
            return 0
        for folder in chosen.folders:
            library.watch(folder)
        report = studio.imports.look().result()
    return _tell(report, chosen, language)


def _tell(report: AddReport, chosen: argparse.Namespace, language: Language) -> int:
    """Say what an import did; the exit status."""
    from muse_desktop.studio.shapes import added_shape

    if chosen.json:
        print_json(added_shape(report, language))
    else:
        for item in report.added:
            say(f"{item.id}  {item.title}  {item.words}")
        for one in report.skipped:
            print(message(one.code, language, **one.values), file=sys.stderr)
        if report.interrupted is not None:
            print(report.interrupted.text(language), file=sys.stderr)
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
