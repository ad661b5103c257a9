"""A report as PDF, set by typst. The words reach a fixed page as JSON, so nothing in them is ever markup."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from muse_desktop.errors import MuseError
from muse_desktop.formats.report import Block, Report, Shares
from muse_desktop.formats.report_html import COLOURS, SIGNS
from muse_desktop.paths import resource


def report_pdf(report: Report) -> bytes:
    """`report` as PDF (A4). Takes some seconds the first time, because typst looks at the system's fonts.

    Raises MuseError formats.pdf_failed with what typst said.
    """
    import typst

    value = {
        "title": report.title,
        "subtitle": report.subtitle,
        "foot": report.foot,
        "language": report.language,
        "blocks": [_plain(block) for block in report.blocks],
    }
    fonts = [str(resource("fonts"))]
    with tempfile.TemporaryDirectory() as folder:  # typst can read nothing outside its root
        page = Path(folder, "page.typ")
        page.write_bytes(resource("report", "page.typ").read_bytes())
        inputs = {"report": json.dumps(value, ensure_ascii=False)}
        try:
            made: bytes = typst.compile(str(page), root=folder, font_paths=fonts, sys_inputs=inputs)
        except typst.TypstError as error:
            raise MuseError("formats.pdf_failed", reason=str(error)[:500]) from error
    return made


def _plain(block: Block) -> dict[str, Any]:
    value = {"block": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Shares):
        for part in value["parts"]:
            part["colour"] = COLOURS[part["key"]]
    if "mark" in value:
        value["sign"] = SIGNS[value["mark"]]
    return value
