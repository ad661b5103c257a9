"""A report as plain text, for a mail or a form that takes nothing else."""

from __future__ import annotations

from functools import singledispatch
from itertools import chain

from muse_desktop.formats.report import (
    Facts,
    Heading,
    Items,
    Paragraph,
    Picture,
    Report,
    Shares,
    Table,
    Verdict,
)
from muse_desktop.formats.report_html import SIGNS

RULES = {1: "=", 2: "-"}


def report_text(report: Report) -> bytes:
    """`report` as UTF-8 text; headings are underlined, cells of a row stand between vertical bars."""
    head = [report.title, "#" * _wide(report.title)]
    lines = [*head, *([report.subtitle] if report.subtitle else []), ""]
    lines += chain.from_iterable(_block(block) for block in report.blocks)
    if report.foot:
        lines += ["", report.foot]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _wide(text: str) -> int:
    """How wide a line stands in letters of one width; a character of CJK takes two."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


@singledispatch
def _block(block: object) -> list[str]:
    raise TypeError(type(block).__name__)


@_block.register
def _(block: Heading) -> list[str]:
    return ["", block.text, RULES[block.level] * _wide(block.text)]


@_block.register
def _(block: Paragraph) -> list[str]:
    before = "> " if block.role == "quote" else ""
    return [*(before + line for line in block.text.splitlines()), ""]


@_block.register
def _(block: Verdict) -> list[str]:
    return [f"[{SIGNS[block.mark]}] {block.text}", *([f"    {block.detail}"] if block.detail else []), ""]


@_block.register
def _(block: Facts) -> list[str]:
    return [*(f"{label}: {value}" for label, value in block.rows), ""]


@_block.register
def _(block: Items) -> list[str]:
    return [*(f"- {text}" for text in block.texts), ""]


@_block.register
def _(block: Table) -> list[str]:
    return [*(" | ".join(row) for row in (block.columns, *block.rows)), ""]


@_block.register
def _(block: Shares) -> list[str]:
    return [*(f"- {part.label}: {part.figures}" for part in block.parts), ""]


@_block.register
def _(block: Picture) -> list[str]:
    return [block.words, ""]
