"""Reports of checks as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.errors import Language, MuseError
from muse_desktop.formats.atomic import write_bytes
from muse_desktop.originality.shown import Checked, Shown, shown
from muse_desktop.studio.originality.report import Part, Used, originality_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muse_desktop.formats.report import Report
    from muse_desktop.library.corpus import Corpus

SUFFIXES = (".html", ".pdf")


def refuse_other_kinds(path: Path) -> None:
    """Raises MuseError originality.report_kind for a name that says neither HTML nor PDF."""
    if path.suffix.lower() not in SUFFIXES:
        raise MuseError("originality.report_kind", file=path.name)


def part_of(title: str, checked: Checked, found: Shown, corpus: Corpus) -> Part:
    """A checked text with the words of its sources; those that are gone meanwhile are missing."""
    sources: dict[int, str] = {}
    texts: dict[int, str | None] = {}
    for place, hit in enumerate(found.hits):
        item = hit.source.item
        if item not in texts:
            texts[item] = _text(corpus, item)
        if (text := texts[item]) is not None:
            sources[place] = text[hit.source.start : hit.source.end]
    return Part(title, checked, found, sources)


def _text(corpus: Corpus, item: int) -> str | None:
    try:
        return corpus.text(item)
    except MuseError:  # gone, or its file was changed: the report says so at the passage
        return None


def make_report(
    title: str,
    checks: Sequence[tuple[str, Checked]],
    corpus: Corpus,
    used: Used,
    language: Language,
) -> Report:
    """The report of some texts (title, check), shown as `used` says."""
    parts = [
        part_of(name, checked, shown(checked, used.view, used.exclusions), corpus) for name, checked in checks
    ]
    return originality_report(title, parts, used, language)


def write_report(path: Path, report: Report) -> Path:
    """Write `report` as the ending of `path` says, whole or not at all.

    Raises MuseError originality.report_kind, and what the formats and the disk raise.
    """
    refuse_other_kinds(path)
    write_bytes(path, as_bytes(report, path.suffix.lower()))
    return path


def as_bytes(report: Report, suffix: str) -> bytes:
    """The report as .html or .pdf."""
    if suffix == ".pdf":
        from muse_desktop.formats.report_pdf import report_pdf

        return report_pdf(report)
    from muse_desktop.formats.report_html import report_html

    return report_html(report)
