"""`muse-desktop check`: the passages that files share with the library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.cli.context import Commands, open_studio
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, MuseError, message

if TYPE_CHECKING:
    from muse_desktop.library.corpus import Corpus


def register(commands: Commands) -> None:
    """Hang the command on the command line."""
    check = commands.add("check", "find the passages that files share with the library", _check)
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument(
        "--library", type=Path, metavar="DIR", help="a folder of texts instead of the workspace's library"
    )
    check.add_argument("--own", action="store_true", help="compare with your own texts too")


def _check(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.formats.read import read_text

    drafts = []
    for path in chosen.files:
        read = read_text(path)
        drafts.append((path, read.text))
        if read.note:
            print(f"{path}: {message(read.note, language, encoding=read.encoding)}", file=sys.stderr)
    if chosen.library:
        from muse_desktop.library.folder import open_folder

        folder = open_folder(chosen.library)
        # The same text twice is still compared; anything else left out must not pass as clean.
        left_out = [
            MuseError(one.code, **one.values) for one in folder.skipped if one.code != "library.duplicate"
        ]
        return _compare(chosen, language, drafts, folder, lambda: left_out)
    with open_studio(chosen, "read") as studio:
        from muse_desktop.library.others import Others

        library, others = studio.library, Others(studio.library)
        if chosen.own:
            return _compare(chosen, language, drafts, library, library.notices)
        return _compare(chosen, language, drafts, others, library.notices, others.left_out)


def _compare(
    chosen: argparse.Namespace,
    language: Language,
    drafts: Sequence[tuple[Path, str]],
    corpus: Corpus,
    notices: Callable[[], Sequence[MuseError]],
    own_left_out: int = 0,
) -> int:
    """Check the drafts and print what was found; `notices` tells what could not be compared with."""
    from muse_desktop.originality.check import check_text
    from muse_desktop.studio.shapes import check_shape

    reports = [(path, check_text(text, corpus)) for path, text in drafts]
    totals = corpus.totals()
    for notice in notices():
        print(notice.text(language), file=sys.stderr)
    if chosen.json:
        print_json(check_shape(reports, totals, notices(), language, own_left_out))
        return 0
    for path, report in reports:
        said = "cli.check_found" if report.hits else "cli.check_nothing"
        say(message(
            said, language, file=str(path), passages=len(report.hits), covered=report.covered_words,
            words=report.draft_words, items=totals.items, library_words=totals.words,
        ))  # fmt: skip
        for hit in report.hits:
            say(f"  {hit.draft.start}–{hit.draft.end}  {hit.source.title} "
                 f"{hit.source.start}–{hit.source.end}\n    {' '.join(hit.text.split())}")  # fmt: skip
    if own_left_out:
        say(message("cli.check_own", language, texts=own_left_out))
    say(message("cli.check_scope", language))
    return 0
