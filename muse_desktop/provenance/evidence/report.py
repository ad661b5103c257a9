"""The report of a bundle for people: the eight parts that those who ask for evidence look for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from muse_desktop.errors import Language, message
from muse_desktop.formats.report import (
    Block,
    Facts,
    Heading,
    Items,
    Paragraph,
    Report,
    SharePart,
    Shares,
    Table,
    Verdict,
)
from muse_desktop.paths import resource
from muse_desktop.provenance.display import Tint
from muse_desktop.provenance.figures import DocumentFigures, Figures, Passage, words_of

ROWS = 500
"""How many rows of passages and requests the page has; report.json has all."""
DE_MINIMIS_PERCENT = 5.0
_BEGINNING = 60
_TINTS: tuple[Tint, ...] = ("own", "generated", "edited", "pasted", "imported", "unknown")
assert set(_TINTS) == set(get_args(Tint))


@dataclass(frozen=True)
class About:
    """What a report names beside the figures: the file, the log's head, the key ("" without one)."""

    version: str
    work: str
    work_sha256: str
    head: str
    records: int
    key: str
    left_out: tuple[str, ...]  # of prompts, answers, deleted


def bundle_report(figures: Figures, about: About, language: Language) -> Report:
    """The report in `language`."""
    page = _Page(figures, about, language)
    return Report(
        title=page.say("title", title=figures.title),
        language=language,
        blocks=tuple(page.blocks()),
        subtitle=page.say("subtitle", version=about.version, at=_when(figures.made_at) + " UTC"),
        foot=page.say("foot"),
    )


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("evidence", "report.toml").read_text("utf-8"))


@dataclass(frozen=True)
class _Page:
    figures: Figures
    about: About
    language: Language

    def say(self, what: str, /, **values: object) -> str:
        return _words()[what][self.language].format(**values)

    def blocks(self) -> Iterator[Block]:
        yield from self._statement()
        yield from self._totals()
        yield from self._passages()
        yield from self._requests()
        yield from self._models()
        yield from self._gaps()
        yield Heading(self.say("limits"))
        limits = ("limit_key", "limit_clock", "limit_screen", "limit_import", "limit_app")
        yield Items(tuple(map(self.say, limits)))
        yield from self._check()

    def _statement(self) -> Iterator[Block]:
        figures = self.figures
        parts = {tint: _number(words_of(figures.shares, tint)) for tint in _TINTS}
        model, percent = _number(figures.model_words), f"{figures.model_percent:.1f}"
        yield Heading(self.say("statement"))
        words = _number(figures.words)
        yield Paragraph(self.say("statement_words", words=words, model=model, percent=percent, **parts))
        yield Paragraph(self.say("statement_kept"))
        above = figures.model_percent > DE_MINIMIS_PERCENT
        yield Paragraph(self.say("line_above" if above else "line_below"))
        made, taken = len(figures.interactions), sum(one.taken > 0 for one in figures.interactions)
        told = self.say("requests_made", requests=made, taken=taken) if made else self.say("requests_none")
        yield Paragraph(told)
        if figures.retyped:
            yield Verdict("warn", self.say("retyped", passages=len(figures.retyped)))

    def _totals(self) -> Iterator[Block]:
        yield Heading(self.say("totals"))
        yield Shares(tuple(self._part(tint) for tint in _TINTS))
        if len(self.figures.documents) > 1:
            columns = (self.say("document"), self.say("words"), *map(self.say, _TINTS))
            rows = tuple(map(self._document, self.figures.documents))
            yield Table(columns, rows, (3, 1.2, *[1.2] * len(_TINTS)))

    def _part(self, tint: Tint) -> SharePart:
        words = words_of(self.figures.shares, tint)
        percent = 100 * words / self.figures.words if self.figures.words else 0
        figures = self.say("figures", words=_number(words), percent=f"{percent:.1f}")
        return SharePart(self.say(tint), words, figures, tint)

    def _document(self, one: DocumentFigures) -> tuple[str, ...]:
        counts = (words_of(one.shares, tint) for tint in _TINTS)
        return (one.title, _number(one.shares.total.words), *map(_number, counts))

    def _passages(self) -> Iterator[Block]:
        yield Heading(self.say("passages"))
        passages = [(one.title, found) for one in self.figures.documents for found in one.passages]
        if not passages:
            yield Paragraph(self.say("passages_none"))
            return
        yield Paragraph(self.say("passages_place"), "muted")
        columns = tuple(map(self.say, ("document", "place", "words", "left", "begins")))
        rows = tuple(self._passage(title, found) for title, found in passages[:ROWS])
        yield Table(columns, rows, (2, 1.5, 0.8, 0.8, 3))
        yield from self._more(len(passages))

    def _passage(self, title: str, found: Passage) -> tuple[str, ...]:
        blocks = [one for one in self.figures.blocks if one.origin in found.blocks]
        accepted, standing = sum(one.accepted for one in blocks), sum(one.standing for one in blocks)
        left = f"{100 * standing / accepted:.0f} %" if accepted else self.say("not_known")
        begins = found.text[:_BEGINNING] + ("…" if len(found.text) > _BEGINNING else "")
        return title, f"{found.start}–{found.end}", _number(found.words), left, " ".join(begins.split())

    def _more(self, count: int) -> Iterator[Block]:
        if count > ROWS:
            yield Paragraph(self.say("more", count=count - ROWS), "muted")

    def _requests(self) -> Iterator[Block]:
        yield Heading(self.say("requests"))
        requests = self.figures.interactions
        if not requests:
            yield Paragraph(self.say("requests_none"))
            return
        yield Paragraph(self.say("requests_about"), "muted")
        unknown = self.say("not_known")
        columns = tuple(map(self.say, ("when", "recipe", "model", "answers", "taken")))
        rows = tuple(
            (_when(one.at), one.recipe, one.model or unknown, str(one.candidates), str(one.taken))
            for one in requests[:ROWS]
        )
        yield Table(columns, rows, (2, 2, 3, 1, 1))
        yield from self._more(len(requests))

    def _models(self) -> Iterator[Block]:
        yield Heading(self.say("models"))
        if not self.figures.models:
            yield Paragraph(self.say("models_none"))
            return
        columns = (self.say("model"), self.say("licence"), self.say("uses"), "SHA-256")
        unknown = self.say("not_known")
        rows = tuple(
            (one.name or unknown, one.licence or unknown, str(one.generations), one.sha256 or unknown)
            for one in self.figures.models
        )
        yield Table(columns, rows, (2, 1.2, 0.8, 4))

    def _gaps(self) -> Iterator[Block]:
        yield Heading(self.say("gaps"))
        gaps = tuple(
            f"{_when(one.at)} — {message(one.code, self.language, **one.values)}" for one in self.figures.gaps
        )
        yield Items(gaps) if gaps else Paragraph(self.say("gaps_none"))
        for began, ended in self.figures.hands_only:
            told = "hands_only" if ended else "hands_only_open"
            yield Paragraph(self.say(told, began=_when(began), ended=_when(ended or "")))
        if self.about.left_out:
            names = ("、" if self.language == "zh" else ", ").join(map(self._left_out, self.about.left_out))
            yield Paragraph(self.say("left_out", what=names))

    def _left_out(self, what: str) -> str:
        return self.say(f"left_{what}")

    def _check(self) -> Iterator[Block]:
        about = self.about
        yield Heading(self.say("check"))
        steps: Sequence[str] = (self.say("check_run"), self.say("check_known"))
        yield Items((*steps, self.say("check_c2pa", name=about.work + ".c2pa")))
        yield Facts(
            (
                (self.say("file"), about.work),
                (self.say("sha256"), about.work_sha256),
                (self.say("head"), about.head),
                (self.say("records"), _number(about.records)),
                (self.say("key"), about.key or self.say("no_key")),
            )
        )


def _number(count: int) -> str:
    return f"{count:,}"


def _when(at: str) -> str:
    """Date and minute of an ISO 8601 time."""
    return at[:16].replace("T", " ")
