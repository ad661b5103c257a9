"""The same work without a window: `muse-desktop generate | check | library | documents | export | …`.

Results go to standard output (with `--json`, in the stable shapes of ARCHITECTURE.md), reasons to standard
error. Exit status: 0 done, 1 refused or failed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from muse_desktop import __version__
from muse_desktop.errors import Language, MuseError, message

if TYPE_CHECKING:
    from muse_desktop.library.corpus import Corpus
    from muse_desktop.settings import Settings
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
    generate.add_argument(
        "--tokens", type=_tokens, help="most tokens of one candidate, within the recipe's limits"
    )
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


def _tokens(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("the number of tokens is 1 or more")
    return value


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns the exit status."""
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    name = chosen.command
    if name == "library":
        name = f"library {chosen.library_command}"
    language = resolve_language(chosen.language)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without é or 中文, or a file name that is no UTF-8, must not stop the command.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = COMMANDS[name](chosen, language)
        _say(end="")
        return status
    except MuseError as error:
        print(error.text(language), file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has gone: nothing is left to say
        _silence()
        return 1
    except KeyboardInterrupt:
        return 130


def _say(text: str = "", end: str = "\n") -> None:
    """Print to standard output at once. Raises BrokenPipeError, cli.output_failed."""
    try:
        print(text, end=end, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        _silence()
        raise MuseError("cli.output_failed", reason=error.strerror or str(error)) from error


def _silence() -> None:
    """Give up standard output, so that Python does not try again at exit what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def resolve_language(chosen: str | None) -> Language:
    """The language of messages: what was asked for, else the settings', else the system's."""
    from muse_desktop.paths import settings_file
    from muse_desktop.settings import load_settings, resolved_language

    if chosen in ("en", "zh"):
        return "zh" if chosen == "zh" else "en"
    return resolved_language(load_settings(settings_file()))


def chosen_settings(chosen: argparse.Namespace) -> Settings:
    """The writer's settings with what the command line says instead, for this run."""
    from muse_desktop.paths import settings_file
    from muse_desktop.settings import load_settings, replaced

    settings = load_settings(settings_file())
    if chosen.model:
        settings = replaced(settings, model_path=str(chosen.model.absolute()), remote_url="")
    if chosen.language:
        settings = replaced(settings, language=chosen.language)
    return settings


@contextmanager
def _studio(chosen: argparse.Namespace, name: str) -> Iterator[Studio]:
    from muse_desktop.studio.studio import Studio

    mode: Literal["own", "read"] = "read" if name in READING else "own"
    studio = Studio.open(chosen.workspace, mode=mode, settings=chosen_settings(chosen))
    try:
        yield studio
    finally:
        studio.close()


def _print_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:  # an old terminal, or the name of a file that is no UTF-8
        text = json.dumps(value, indent=2)
    _say(text)


def _text_of(path: Path | None) -> str:
    if path is None:
        return ""
    from muse_desktop.formats.read import read_text
    from muse_desktop.text.decode import decode

    if str(path) != "-":
        return read_text(path).text
    return decode(sys.stdin.buffer.read()).text if sys.stdin else ""


def _generate(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.craft.prompt import Materials
    from muse_desktop.studio.shapes import generation_shape
    from muse_desktop.studio.values import RunPiece

    fields = {}
    for pair in chosen.fields:
        key, equals, value = pair.partition("=")
        if not equals:
            raise MuseError("cli.field_without_value", pair=pair)
        fields[key] = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    materials = Materials(
        before=_text_of(chosen.before), selection=_text_of(chosen.selection), language=language
    )

    unheard: list[Exception] = []
    stop: list[Callable[[], None]] = []

    def stream(event: RunEvent) -> None:
        if unheard or chosen.json or not isinstance(event, RunPiece) or event.candidate:
            return
        try:
            _say(event.text, end="")
        except (BrokenPipeError, MuseError) as error:  # nobody reads on: stop, and let the command say so
            unheard.append(error)
            for cancel in stop:
                cancel()

    with _studio(chosen, "generate") as studio:
        prepared = studio.prepare(chosen.recipe, fields, materials, max_tokens=chosen.tokens).result()
        going = studio.generate(
            prepared, candidates=chosen.candidates, seed=chosen.seed, on_event=stream, via="cli"
        )
        stop.append(going.cancel)
        try:
            record = studio.generation(going.future.result())
        except KeyboardInterrupt:
            going.cancel()
            record = studio.generation(going.future.result())
    if chosen.json:
        _print_json(generation_shape(record))
        return 0
    if unheard:
        raise unheard[0]
    _say()
    for one in record.candidates[1:]:
        _say(f"\n---\n{one.text}")
    return 0


def _check(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.formats.read import read_text

    drafts = []
    for path in chosen.files:
        read = read_text(path)
        drafts.append((path, read.text))
        if read.note:
            print(f"{path}: {message(read.note, language, encoding=read.encoding)}", file=sys.stderr)
    if chosen.library:
        from muse_desktop.library.library import open_folder

        folder = open_folder(chosen.library)
        # The same text twice is still compared; anything else left out must not pass as clean.
        left_out = [
            MuseError(one.code, **one.values) for one in folder.skipped if one.code != "library.duplicate"
        ]
        return _compare(chosen, language, drafts, folder, lambda: left_out)
    with _studio(chosen, "check") as studio:
        return _compare(chosen, language, drafts, studio.library, studio.library.notices)


def _compare(
    chosen: argparse.Namespace,
    language: Language,
    drafts: Sequence[tuple[Path, str]],
    corpus: Corpus,
    notices: Callable[[], Sequence[MuseError]],
) -> int:
    """Check the drafts and print what was found; `notices` tells what could not be compared with."""
    from muse_desktop.originality.check import check_text
    from muse_desktop.studio.shapes import check_shape

    reports = [(path, check_text(text, corpus)) for path, text in drafts]
    totals = corpus.totals()
    for notice in notices():
        print(notice.text(language), file=sys.stderr)
    if chosen.json:
        _print_json(check_shape(reports, totals, notices(), language))
        return 0
    for path, report in reports:
        said = "cli.check_found" if report.hits else "cli.check_nothing"
        _say(message(
            said, language, file=str(path), passages=len(report.hits), covered=report.covered_words,
            words=report.draft_words, items=totals.items, library_words=totals.words,
        ))  # fmt: skip
        for hit in report.hits:
            _say(f"  {hit.draft.start}–{hit.draft.end}  {hit.source.title} "
                 f"{hit.source.start}–{hit.source.end}\n    {' '.join(hit.text.split())}")  # fmt: skip
    _say(message("cli.check_scope", language))
    return 0


def _library_add(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.studio.shapes import added_shape

    with _studio(chosen, "library add") as studio:
        report = studio.add_to_library(chosen.paths).result()
    if chosen.json:
        _print_json(added_shape(report, language))
    else:
        for item in report.added:
            _say(f"{item.id}  {item.title}  {item.words}")
        for one in report.skipped:
            print(message(one.code, language, **one.values), file=sys.stderr)
    # A bad file among good ones is reported; the command fails when nothing it named could be used.
    refused = [one for one in report.skipped if one.code != "library.duplicate"]
    return 1 if refused and len(refused) == len(report.skipped) and not report.added else 0


def _library_list(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.shapes import library_shape

    with _studio(chosen, "library list") as studio:
        items, totals = studio.library.items(), studio.library.totals()
    if chosen.json:
        _print_json(library_shape(items, totals))
    else:
        for one in items:
            _say(f"{one.id}  {one.title}  {one.words}  {one.rights}")
    return 0


def _documents(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.shapes import documents_shape

    with _studio(chosen, "documents") as studio:
        documents = studio.manuscript.documents()
    if chosen.json:
        _print_json(documents_shape(documents))
    else:
        for one in documents:
            _say(f"{one.id}  {one.title}  {one.words}")
    return 0


def _export(chosen: argparse.Namespace, _: Language) -> int:
    with _studio(chosen, "export") as studio:
        files = studio.export(chosen.document, chosen.file, with_origins=chosen.with_origins).result()
    if chosen.json:
        _print_json({"document": chosen.document, "files": [str(path) for path in files]})
    else:
        for path in files:
            _say(str(path))
    return 0


def _replay(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.studio.shapes import replay_shape

    with _studio(chosen, "replay") as studio:
        report = studio.replay(chosen.generation).result()
    reason = message(report.reason, language, **report.values) if report.reason else ""
    if chosen.json:
        _print_json(replay_shape(report, reason))
    else:
        _say(message(
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
        _say(message(said, language, events=str(report["events"]), documents=str(report["documents"]),
                      problems="; ".join(str(one) for one in report["problems"])))  # fmt: skip
    return 0 if report["ok"] else 1


def _doctor(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.doctor import examine

    report = examine(chosen.workspace, chosen.model)
    if chosen.json:
        _print_json(report)
    else:
        for room, entries in report.items():
            _say(room)
            for key, value in entries.items():
                _say(f"  {key}: {value}")
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
