"""The rules as data: resources/disclosure/FORM.toml, every sentence in English and 中文 side by side.

Each file has `order`, `as_of`, `name`, `asks`, `sources`, `questions` and `says`; common.toml has the words
that all drafts share, and `questions` that several forms take over by name. What is decided from figures is
code; the numbers it decides by stand in the files, under `numbers`, with the reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from muse_desktop.errors import Language, MuseError, Value
from muse_desktop.paths import resource
from muse_desktop.provenance.disclosure.values import Choice, Form, Question, Source

COMMON = "common"


@cache
def _file(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _data(form: str) -> dict[str, Any]:
    return _file(resource("disclosure", f"{form}.toml"))


@cache
def form_ids() -> tuple[str, ...]:
    """The ids of all forms, in their order."""
    files = (path.stem for path in resource("disclosure").glob("*.toml") if path.stem != COMMON)
    return tuple(sorted(files, key=lambda form: (_data(form)["order"], form)))


def form(form_id: str, language: Language) -> Form:
    """A form in a language. Raises MuseError `disclosure.no_form`."""
    if form_id not in form_ids():
        raise MuseError("disclosure.no_form", form=form_id, known=", ".join(form_ids()))
    data = _data(form_id)
    sources = tuple(Source(one["name"][language], one["address"]) for one in data["sources"])
    return Form(form_id, data["name"][language], data["asks"][language], data["as_of"], sources)


def number(form_id: str, name: str) -> float:
    """A number that a draft is decided by."""
    return float(_data(form_id)["numbers"][name])


def question(form_id: str, question_id: str, language: Language, **values: Value) -> Question:
    """One question of a form, or of those that several forms share. `values` fill its places."""
    shared = _data(COMMON)["questions"]
    found = _data(form_id).get("questions", {}).get(question_id) or shared[question_id]
    choices = found.get("choices", ())
    return Question(
        question_id,
        "choice" if choices else found.get("kind", "text"),
        found["text"][language].format(**values),
        found["hint"][language].format(**values) if "hint" in found else "",
        tuple(Choice(one["id"], one["text"][language]) for one in choices),
        found.get("default", ""),
    )


class Words:
    """The sentences of one form in one language, numbers and plurals included."""

    def __init__(self, form_id: str, language: Language) -> None:
        self.language = language
        self._own: Mapping[str, Any] = _data(form_id)["says"]
        self._shared: Mapping[str, Any] = _data(COMMON)["says"]
        self._counts: Mapping[str, Any] = _data(COMMON)["counts"]

    def __call__(self, name: str, **values: Value) -> str:
        """A sentence of the form, or one that all share, with its places filled."""
        wording = self._own.get(name) or self._shared[name]
        text: str = wording[self.language]
        return text.format(**values)

    def count(self, number: int, what: str) -> str:
        """A number with what is counted: "1 word", "1,204 words", "1,204 字"."""
        wording = self._counts[what]
        if self.language == "zh":
            return str(wording["zh"]).format(n=f"{number:,}")
        return str(wording["one" if number == 1 else "other"]).format(n=f"{number:,}")

    def figure(self, label: str, value: str) -> str:
        """A figure with its name; a question is followed by its answer."""
        return f"{label} {value}" if label.endswith(("?", "？")) else self("figure", label=label, value=value)

    def listed(self, parts: Sequence[str]) -> str:
        """Several things in a row."""
        return ("、" if self.language == "zh" else ", ").join(parts)
