"""What every command works with: the parser it hangs on, the language, the settings, the workspace."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from muse_desktop.errors import Language, MuseError

if TYPE_CHECKING:
    from muse_desktop.settings import Settings
    from muse_desktop.studio.studio import Studio

Mode = Literal["own", "read"]
Handler = Callable[[argparse.Namespace, Language], int]
"""Carries out a command and returns the exit status."""


class Commands:
    """Commands of one level: `muse-desktop COMMAND`, or those under one of them."""

    def __init__(self, subparsers: Any) -> None:
        self._subparsers = subparsers

    def add(self, name: str, text: str, handler: Handler) -> argparse.ArgumentParser:
        """A command that can print its result as JSON; its own arguments are the caller's to add."""
        made: argparse.ArgumentParser = self._subparsers.add_parser(name, help=text, description=text)
        made.add_argument("--json", action="store_true", help="print the result as JSON")
        made.set_defaults(handler=handler)
        return made

    def group(self, name: str, text: str) -> Commands:
        """Commands under a common name, such as `library add`."""
        parser = self._subparsers.add_parser(name, help=text)
        return Commands(parser.add_subparsers(dest=f"{name}_command", metavar="COMMAND", required=True))


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
        settings = replaced(settings, model_path=str(chosen.model.absolute()), task_models=(), remote_url="")
    if chosen.language:
        settings = replaced(settings, language=chosen.language)
    return settings


@contextmanager
def open_studio(chosen: argparse.Namespace, mode: Mode = "own") -> Iterator[Studio]:
    """The workspace that the command line names. "read": beside a window that holds it."""
    from muse_desktop.studio.studio import Studio

    studio = Studio.open(chosen.workspace, mode=mode, settings=chosen_settings(chosen))
    try:
        yield studio
    finally:
        studio.close()


def project_named(studio: Studio, wanted: str | None) -> int:
    """The project with this title or number; the first when none is wanted.

    Raises MuseError manuscript.no_project_named with those there are.
    """
    projects = studio.manuscript.projects()
    for one in projects:
        if wanted is None or wanted in (one.title, str(one.id)):
            return one.id
    known = ", ".join(one.title for one in projects)
    raise MuseError("manuscript.no_project_named", project=wanted or "", known=known)
