"""What a draft of a disclosure is: questions only the writer can answer, answers with their grounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from muse_desktop.formats.report import Mark

Kind = Literal["choice", "text", "date"]
Ground = Literal["record", "you", "both", "open"]
"""What an answer rests on: the record, the writer's word, both; "open": the writer has yet to answer."""

Answers = Mapping[str, str]
"""What the writer said, by question: the id of a choice, a text, a date (YYYY-MM-DD). Missing: not said."""


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    id: str
    text: str


@dataclass(frozen=True)
class Question:
    """What the record cannot know. `default`: the choice that stands until another is taken, or ""."""

    id: str
    kind: Kind
    text: str
    hint: str
    choices: tuple[Choice, ...]
    default: str


@dataclass(frozen=True)
class Source:
    """Where a rule stands: its name in words, and its address, which the app never opens by itself."""

    name: str
    address: str


@dataclass(frozen=True)
class Form:
    """Somebody who asks: `asks` in one sentence, `as_of` the date (YYYY-MM-DD) the rules were looked at."""

    id: str
    name: str
    asks: str
    as_of: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Answer:
    """One thing that is asked, and a draft of what to say.

    `answer` is ready to be copied, in the recipient's terms and language; `meaning` says the same in the
    draft's language where that is another one, else "". `rests_on` are the figures (label, value), `limits`
    what they leave open.
    """

    id: str
    asked: str
    answer: str
    meaning: str
    why: str
    rests_on: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True)
class Line:
    """A limit drawn on the share of the model's words, in percent: `least` the record shows, and `most` it
    can be if all it cannot place were a model's too."""

    limit: float
    least: float
    most: float
    words: str


@dataclass(frozen=True)
class Draft:
    """A draft for one recipient. `mark` and `headline`: what it comes to; `cautions`: what to think of."""

    form: Form
    language: str
    title: str
    mark: Mark
    headline: str
    detail: str
    answers: tuple[Answer, ...]
    cautions: tuple[str, ...]
    line: Line | None
    gaps: tuple[str, ...]
    limits: tuple[str, ...]
    every_request: bool  # whether the recipient wants each request to a model listed
    made_at: str
