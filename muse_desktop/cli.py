"""The same work without a window: `muse-desktop generate | check | library | documents | export | …`.

Results go to standard output (with `--json`, in the stable shapes of ARCHITECTURE.md), reasons to standard
error. Exit status: 0 done, 1 refused or failed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_desktop import __version__
from muse_desktop.errors import Language, MuseError, message

if TYPE_CHECKING:
    from muse_desktop.studio.studio import Studio
    from muse_desktop.studio.values import RunEvent

READING = {"documents", "export", "replay", "verify", "doctor", "check", "library list"}


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; with no command the window opens."""
    parser = argparse.ArgumentParser(
        prog="muse-desktop", description="Write with a model on your own laptop. No command: open the window."
    )
    parser.add_argument("--version", action="version", version=f"Muse Desktop {__version__}")
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="the workspace folder to work in")
    parser.add_argument("--language", choices=("en", "zh"), help="language of messages")
    parser.add_argument(
        "--model", type=Path, metavar="FILE", help="a GGUF file instead of the one in Settings"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, text: str, under: Any = commands) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = under.add_parser(name, help=text, description=text)
        made.add_argument("--json", action="store_true", help="print the result as JSON")
        return made

    generate = command("generate", "write with a recipe and print the text as it streams")
    generate.add_argument("--recipe", required=True, metavar="NAME")
    generate.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", dest="fields")
    generate.add_argument("--seed", type=_seed, help="the same seed gives the same text")
    generate.add_argument("--candidates", type=int, default=1, choices=range(1, 5))
    generate.add_argument("--tokens", type=int, help="most tokens of one candidate")
    generate.add_argument(
        "--before", type=Path, metavar="FILE", help="the text before the cursor; - is standard input"
    )
    generate.add_argument(
        "--selection", type=Path, metavar="FILE", help="the text to work on; - is standard input"
    )
    check = command("check", "find the passages that files share with the library")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument(
        "--library", type=Path, metavar="DIR", help="a folder of texts instead of the workspace's library"
    )
    library = commands.add_parser("library", help="the texts drafts are compared with")
    within = library.add_subparsers(dest="library_command", metavar="COMMAND", required=True)
    add = command("add", "add files and folders of .txt and .md", within)
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command("list", "list the library", within)
    command("documents", "list the documents of the workspace")
    export = command("export", "write a document to a .md, .txt or .docx file")
    export.add_argument("document", type=int)
    export.add_argument("file", type=Path)
    export.add_argument(
        "--with-origins", action="store_true", help="a JSON beside it tells where every span came from"
    )
    replay = command("replay", "repeat a recorded generation and compare")
    replay.add_argument("generation", type=int)
    command("verify", "check the record's hash chain and every document's origins")
    command("doctor", "print versions, backends, paths, model and database health")
    return parser


def _seed(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 2**32 - 2:  # the last one means "any" to llama.cpp
        raise argparse.ArgumentTypeError("a seed is a whole number from 0 to 4294967294")
    return value


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns the exit status."""
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    name = chosen.command
    if name == "library":
        name = f"library {chosen.library_command}"
    language = resolve_language(chosen.language)
    try:
        return COMMANDS[name](chosen, language)
    except MuseError as error:
        print(error.text(language), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to say, and Python must not try at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def resolve_language(chosen: str | None) -> Language:
    """The language of messages: what was asked for, else the settings', else the system's."""
    from muse_desktop.paths import settings_file
    from muse_desktop.settings import load_settings, resolved_language

    if chosen in ("en", "zh"):
        return "zh" if chosen == "zh" else "en"
    return resolved_language(load_settings(settings_file()))


@contextmanager
def _studio(chosen: argparse.Namespace, name: str) -> Iterator[Studio]:
    from muse_desktop.paths import settings_file
    from muse_desktop.settings import load_settings, replaced
    from muse_desktop.studio.studio import Studio

    settings = load_settings(settings_file())
    if chosen.model:
        settings = replaced(settings, model_path=str(chosen.model.absolute()))
    studio = Studio.open(chosen.workspace, mode="read" if name in READING else "own", settings=settings)
    try:
        yield studio
    finally:
        studio.close()


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _text_of(path: Path | None) -> str:
    if path is None:
        return ""
    from muse_desktop.formats.read import read_text
    from muse_desktop.text.decode import decode

    return decode(sys.stdin.buffer.read()).text if str(path) == "-" else read_text(path).text


def _generate(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.craft.prompt import Materials
    from muse_desktop.studio.values import RunPiece

    fields = {}
    for pair in chosen.fields:
        key, equals, value = pair.partition("=")
        if not equals:
            raise MuseError("cli.field_without_value", pair=pair)
        fields[key] = value
    materials = Materials(
        before=_text_of(chosen.before), selection=_text_of(chosen.selection), language=language
    )

    def stream(event: RunEvent) -> None:
        if isinstance(event, RunPiece) and event.candidate == 0 and not chosen.json:
            print(event.text, end="", flush=True)

    with _studio(chosen, "generate") as studio:
        prepared = studio.prepare(chosen.recipe, fields, materials, max_tokens=chosen.tokens).result()
        going = studio.generate(
            prepared, candidates=chosen.candidates, seed=chosen.seed, on_event=stream, via="cli"
        )
        try:
            record = studio.generation(going.future.result())
        except KeyboardInterrupt:
            going.cancel()
            record = studio.generation(going.future.result())
    if chosen.json:
        _print_json(
            {
                "generation": record.id,
                "recipe": record.recipe,
                "seed": record.seed,
                "model": {
                    "name": record.model_name,
                    "sha256": record.model_sha256,
                    "licence": record.model_licence,
                },
                "candidates": [
                    {"text": one.text, "tokens": len(one.tokens), "stop_reason": one.stop_reason}
                    for one in record.candidates
                ],
                "timings": record.timings,
            }
        )
        return 0
    print()
    for one in record.candidates[1:]:
        print(f"\n---\n{one.text}")
    return 0


def _check(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.formats.read import read_text
    from muse_desktop.originality.check import check_text

    drafts = [(path, read_text(path).text) for path in chosen.files]

    def compare(corpus: Any) -> int:
        reports = [(path, check_text(text, corpus)) for path, text in drafts]
        totals = corpus.totals()
        if chosen.json:
            hits = [
                {
                    "kind": hit.kind,
                    "draft": {"file": str(path), "start": hit.draft.start, "end": hit.draft.end},
                    "source": {
                        "item": hit.source.item,
                        "title": hit.source.title,
                        "path": hit.source.path,
                        "start": hit.source.start,
                        "end": hit.source.end,
                    },
                    "text": hit.text,
                }
                for path, report in reports
                for hit in report.hits
            ]
            _print_json({"hits": hits, "library": {"items": totals.items, "words": totals.words}})
            return 0
        for path, report in reports:
            said = "cli.check_found" if report.hits else "cli.check_nothing"
            print(message(
                said, language, file=str(path), passages=len(report.hits), covered=report.covered_words,
                words=report.draft_words, items=totals.items, library_words=totals.words,
            ))  # fmt: skip
            for hit in report.hits:
                print(f"  {hit.draft.start}–{hit.draft.end}  {hit.source.title} "
                      f"{hit.source.start}–{hit.source.end}\n    {' '.join(hit.text.split())}")  # fmt: skip
        print(message("cli.check_scope", language))
        return 0

    if chosen.library:
        from muse_desktop.library.library import open_folder

        return compare(open_folder(chosen.library))
    with _studio(chosen, "check") as studio:
        return compare(studio.library)


def _library_add(chosen: argparse.Namespace, language: Language) -> int:
    with _studio(chosen, "library add") as studio:
        report = studio.add_to_library(chosen.paths).result()
    if chosen.json:
        added = [
            {"item": one.id, "title": one.title, "path": one.path, "words": one.words} for one in report.added
        ]
        skipped = [
            {"path": str(one.path), "code": one.code, "reason": message(one.code, language, **one.values)}
            for one in report.skipped
        ]
        _print_json({"added": added, "skipped": skipped})
    else:
        for item in report.added:
            print(f"{item.id}  {item.title}  {item.words}")
        for one in report.skipped:
            print(message(one.code, language, **one.values), file=sys.stderr)
    # A bad file among good ones is reported; the command fails when nothing it named could be used.
    refused = [one for one in report.skipped if one.code != "library.duplicate"]
    return 1 if refused and len(refused) == len(report.skipped) and not report.added else 0


def _library_list(chosen: argparse.Namespace, _: Language) -> int:
    with _studio(chosen, "library list") as studio:
        items, totals = studio.library.items(), studio.library.totals()
    if chosen.json:
        _print_json({
            "items": [
                {"item": one.id, "title": one.title, "path": one.path, "words": one.words,
                 "language": one.language, "rights": one.rights, "added_at": one.added_at}
                for one in items
            ],
            "library": {"items": totals.items, "words": totals.words},
        })  # fmt: skip
    else:
        for one in items:
            print(f"{one.id}  {one.title}  {one.words}  {one.rights}")
    return 0


def _documents(chosen: argparse.Namespace, _: Language) -> int:
    with _studio(chosen, "documents") as studio:
        documents = studio.manuscript.documents()
    if chosen.json:
        _print_json({
            "documents": [
                {"document": one.id, "title": one.title, "words": one.words, "updated_at": one.updated_at,
                 "trashed": bool(one.trashed)}
                for one in documents
            ]
        })  # fmt: skip
    else:
        for one in documents:
            print(f"{one.id}  {one.title}  {one.words}")
    return 0


def _export(chosen: argparse.Namespace, _: Language) -> int:
    with _studio(chosen, "export") as studio:
        files = studio.export(chosen.document, chosen.file, with_origins=chosen.with_origins).result()
    if chosen.json:
        _print_json({"document": chosen.document, "files": [str(path) for path in files]})
    else:
        for path in files:
            print(path)
    return 0


def _replay(chosen: argparse.Namespace, language: Language) -> int:
    with _studio(chosen, "replay") as studio:
        report = studio.replay(chosen.generation).result()
    reason = message(report.reason, language, **report.values) if report.reason else ""
    if chosen.json:
        _print_json({
            "generation": report.generation, "verdict": report.verdict, "candidate": report.candidate,
            "token": report.token, "reason": reason,
        })  # fmt: skip
    else:
        print(message(
            f"cli.replay_{report.verdict}", language, candidate=(report.candidate or 0) + 1,
            token=report.token if report.token is not None else 0, reason=reason,
        ))  # fmt: skip
    return 1 if report.verdict == "cannot_run" else 0


def _verify(chosen: argparse.Namespace, language: Language) -> int:
    with _studio(chosen, "verify") as studio:
        report = studio.verify()
    if chosen.json:
        _print_json(report)
    else:
        said = "cli.verify_ok" if report["ok"] else "cli.verify_bad"
        print(message(said, language, events=str(report["events"]), documents=str(report["documents"]),
                      problems="; ".join(str(one) for one in report["problems"])))  # fmt: skip
    return 0 if report["ok"] else 1


def _doctor(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.doctor import examine

    report = examine(chosen.workspace, chosen.model)
    if chosen.json:
        _print_json(report)
    else:
        for room, entries in report.items():
            print(room)
            for key, value in entries.items():
                print(f"  {key}: {value}")
    return 0 if report["health"]["ok"] else 1


COMMANDS: dict[str, Callable[[argparse.Namespace, Language], int]] = {
    "generate": _generate,
    "check": _check,
    "library add": _library_add,
    "library list": _library_list,
    "documents": _documents,
    "export": _export,
    "replay": _replay,
    "verify": _verify,
    "doctor": _doctor,
}
