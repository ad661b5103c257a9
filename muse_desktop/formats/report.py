"""A report as values: what a statement, a check or an evidence bundle says, before it is a page.

`report_html.py` and `report_pdf.py` set the same report; neither takes any markup from the words in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["normal", "muted", "quote", "strong"]
Mark = Literal["pass", "warn", "fail", "unknown"]


@dataclass(frozen=True)
class Heading:
    """The title of a section; `level` 1 or 2 below the report's own title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running words; line ends in `text` are kept. "quote" is somebody's passage, "muted" a side note."""

    text: str
    role: Role = "normal"


@dataclass(frozen=True)
class Verdict:
    """A finding in one line with its mark, such as one rule of a check; `detail` may be empty."""

    mark: Mark
    text: str
    detail: str = ""


@dataclass(frozen=True)
class Facts:
    """Labels and what stands for them, one pair a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Items:
    """A list with a dot before each entry."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows under the headings `columns`; each row has as many cells. `widths`: shares, empty for equal."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class SharePart:
    """One part of a whole: what it is called, its size, and the figures as words ("1,204 words · 12 %").

    `key` chooses colour and pattern: own, pasted, generated, edited, imported or unknown.
    """

    label: str
    size: int
    figures: str
    key: str


@dataclass(frozen=True)
class Shares:
    """A bar of parts with its legend; parts of size 0 stand in the legend only."""

    parts: tuple[SharePart, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing of our own making, as SVG, and what it shows in words."""

    svg: str
    words: str


Pieces = tuple[tuple[str, bool], ...]
"""A passage in pieces: the words, and whether they are marked."""


@dataclass(frozen=True)
class Compared:
    """Two passages side by side under their labels; what only one of them has is marked."""

    labels: tuple[str, str]
    left: Pieces
    right: Pieces


Block = Heading | Paragraph | Verdict | Facts | Items | Table | Shares | Picture | Compared


@dataclass(frozen=True)
class Report:
    """A whole report. `language` is "en" or "zh"; `foot` stands at the end of every page."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    foot: str = ""
