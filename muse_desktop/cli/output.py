"""Results go to standard output; what cannot be written there is told, not lost."""

from __future__ import annotations

import json
import os
import sys

from muse_desktop.errors import MuseError


def say(text: str = "", end: str = "\n") -> None:
    """Print to standard output at once. Raises BrokenPipeError, cli.output_failed."""
    try:
        print(text, end=end, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        raise MuseError("cli.output_failed", reason=error.strerror or str(error)) from error


def silence() -> None:
    """Give up standard output, so that Python does not try again at exit what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_json(value: object) -> None:
    """Print a result as JSON, in letters that the terminal has."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:  # an old terminal, or the name of a file that is no UTF-8
        text = json.dumps(value, indent=2)
    say(text)
