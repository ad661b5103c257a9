"""Typed errors with a code and values, worded in the language of whoever shows them.

Core code raises `MuseError("room.what", value=...)` and never words a sentence. The wording lives in
resources/translations/messages/ROOM.toml, each message in English and 中文 side by side, so the command
line and the window say the same thing.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal

from muse_desktop.paths import resource

Language = Literal["en", "zh"]
Value = str | int | float


class MuseError(Exception):
    """Something a writer can act on: a code such as `engine.crashed` and the values its message names.

    Anything else that is raised is a bug and goes to the crash report instead.
    """

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return message(self.code, "en", **self.values)

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process pools; the default would call the class with positional values.
        return (_rebuild, (self.code, self.values))

    def text(self, language: Language) -> str:
        """The sentence for the writer: what happened and what to do."""
        return message(self.code, language, **self.values)


def _rebuild(code: str, values: dict[str, Value]) -> MuseError:
    return MuseError(code, **values)


@cache
def _room(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("translations", "messages", f"{name}.toml").read_text("utf-8"))


def message(code: str, language: Language, /, **values: Value) -> str:
    """The wording of `code` ("room.what") in `language`, with `{value}` places filled.

    An unknown code or a missing value is a bug, but never hides the news: the code and values are shown.
    """
    room, _, what = code.partition(".")
    try:
        return _room(room)[what][language].format(**values)
    except (KeyError, FileNotFoundError, IndexError, ValueError):
        return f"{code} {values}" if values else code
