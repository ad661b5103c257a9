"""`muse-desktop documents | export`: what the workspace holds, and out of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from muse_desktop.cli.context import Commands, open_studio
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language


def register(commands: Commands) -> None:
    """Hang the commands on the command line."""
    commands.add("documents", "list the documents of the workspace", _documents)
    export = commands.add("export", "write a document to a .md, .txt or .docx file", _export)
    export.add_argument("document", type=int)
    export.add_argument("file", type=Path)
    export.add_argument(
        "--with-origins", action="store_true", help="a JSON beside it tells where every span came from"
    )
    export.add_argument(
        "--annotations", action="store_true",
        help="a .md file says at its end who wrote what (Markdown Annotations)",
    )  # fmt: skip


def _documents(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.shapes import documents_shape

    with open_studio(chosen, "read") as studio:
        documents = studio.manuscript.documents()
    if chosen.json:
        print_json(documents_shape(documents))
    else:
        for one in documents:
            say(f"{one.id}  {one.title}  {one.words}")
    return 0


def _export(chosen: argparse.Namespace, language: Language) -> int:
    with open_studio(chosen, "read") as studio:
        warning = studio.evidence.publication.open_claims_of(chosen.document, language)
        if warning is not None:
            print(warning.text(language), file=sys.stderr)
        files = studio.export(
            chosen.document, chosen.file, with_origins=chosen.with_origins, annotations=chosen.annotations
        ).result()
    if chosen.json:
        print_json({"document": chosen.document, "files": [str(path) for path in files]})
    else:
        for path in files:
            say(str(path))
    return 0
