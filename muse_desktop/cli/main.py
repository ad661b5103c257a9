"""The whole command line, and carrying out one command of it."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from muse_desktop import __version__
from muse_desktop.cli import (
    checking,
    disclosing,
    documents,
    evidence,
    library,
    models,
    publishing,
    record,
    tables,
    writing,
)
from muse_desktop.cli.context import Commands, resolve_language
from muse_desktop.cli.output import say, silence
from muse_desktop.errors import MuseError

GROUPS = (writing, checking, library, documents, record, tables, evidence, disclosing, publishing, models)


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
    commands = Commands(parser.add_subparsers(dest="command", metavar="COMMAND"))
    for group in GROUPS:
        group.register(commands)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns the exit status."""
    chosen = build_parser().parse_args(arguments)
    language = resolve_language(chosen.language)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without é or 中文, or a file name that is no UTF-8, must not stop the command.
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = chosen.handler(chosen, language)
        say(end="")
        return status
    except MuseError as error:
        print(error.text(language), file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has gone: nothing is left to say
        silence()
        return 1
    except KeyboardInterrupt:
        return 130
