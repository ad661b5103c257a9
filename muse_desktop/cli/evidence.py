"""`muse-desktop evidence`: a bundle that a stranger can check. `verify FILE` (record.py) looks at one."""

from __future__ import annotations

import argparse
from pathlib import Path

from muse_desktop.cli.context import Commands, open_studio
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, MuseError, message

SIGNS = {"holds": "[ok]", "broken": "[!!]", "unconfirmed": "[??]", "note": "[--]"}


def register(commands: Commands) -> None:
    """Hang the command on the command line."""
    made = commands.add("evidence", "write an evidence bundle (ZIP) of the manuscript", _make)
    made.add_argument("file", type=Path, help="the ZIP to write")
    made.add_argument("--document", type=int, action="append", metavar="N", help="only this; repeatable")
    made.add_argument("--project", type=int, metavar="N", help="which project; the first by default")
    made.add_argument("--as", dest="kind", choices=("docx", "md", "txt"), default="docx")
    made.add_argument("--title", default="", help="instead of the project's or the document's")
    made.add_argument("--author", help="instead of the one in Settings")
    made.add_argument(
        "--leave-out",
        action="append",
        default=[],
        choices=("prompts", "answers", "deleted"),
        help="keep only the hashes of these; repeatable",
    )
    made.add_argument(
        "--originality",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="with a report that compares the text with your library; by default where it was checked before",
    )


def _make(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.studio.bundles import BundleWish

    with open_studio(chosen) as studio:
        documents = tuple(chosen.document) if chosen.document else None
        known = {one.id: one for one in studio.manuscript.documents()}
        projects = {one.id: one.title for one in studio.manuscript.projects()}
        first = known.get(documents[0]) if documents else None
        project = chosen.project or (first.project_id if first else next(iter(projects), 0))
        if project not in projects:
            raise MuseError("provenance.no_work", number=project)
        alone = first is not None and chosen.document and len(chosen.document) == 1
        title = chosen.title or (first.title if first is not None and alone else projects[project])
        author = studio.settings.author if chosen.author is None else chosen.author
        left_out = frozenset(chosen.leave_out)
        wish = BundleWish(
            project, chosen.file, title, documents, f".{chosen.kind}", author, left_out, language,
            chosen.originality,
        )  # fmt: skip
        made = studio.evidence.bundles.make(wish).result()
    if chosen.json:
        print_json(
            {"file": str(made.path), "work": made.work, "documents": made.documents, "words": made.words,
             "records": made.records, "head": made.head, "key": made.key, "signed": made.unsigned is None}
        )  # fmt: skip
        return 0
    say(str(made.path))
    say(message("evidence.made", language, head=f"{made.records}:{made.head}", key=made.key or "-"))
    if made.unsigned is not None:
        say(message("evidence.made_unsigned", language, reason=made.unsigned.text(language)))
    return 0


def verify_bundle(chosen: argparse.Namespace, language: Language) -> int:
    """Look at the bundle that the command line names; it needs no workspace."""
    from muse_desktop.provenance.evidence.checking import check_bundle

    report = check_bundle(chosen.bundle, chosen.head, chosen.key, language)
    if chosen.json:
        print_json(report.plain())
    else:
        marks = [one.mark for one in report.findings]
        for one in report.findings:
            say(f"{SIGNS[one.mark]} {one.text}")
        counts = {mark: marks.count(mark) for mark in ("holds", "broken", "unconfirmed")}
        say(message("evidence.check_sum", language, **counts))
    return 0 if report.ok else 1
