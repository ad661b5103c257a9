"""A publication check as a report: findings, their places, the rules, the figures, what it cannot see."""

from __future__ import annotations

from collections.abc import Iterator

from muse_desktop import __version__
from muse_desktop.errors import Language
from muse_desktop.formats.report import (
    Block,
    Facts,
    Heading,
    Items,
    Mark,
    Paragraph,
    Report,
    SharePart,
    Shares,
    Table,
    Verdict,
)
from muse_desktop.provenance.display import Tint
from muse_desktop.provenance.figures import words_of
from muse_desktop.provenance.overrides import Override
from muse_desktop.store.clock import parse
from muse_desktop.studio.publication.values import Finding, Place, Result
from muse_desktop.studio.publication.wording import Words, percent

TINTS: tuple[Tint, ...] = ("own", "generated", "edited", "pasted", "imported", "unknown")
MARKS: tuple[Mark, ...] = ("fail", "warn", "unknown", "pass")
MOST_PLACES = 40  # of one rule; the window lists all of them


def publication_report(result: Result) -> Report:
    """The whole report, in the language the check was made in."""
    language: Language = "zh" if result.language == "zh" else "en"
    say = Words(language)
    blocks = (
        Verdict(result.mark, whole(result, say)),
        Paragraph(say("not_legal"), "muted"),
        *_findings(result, say),
        *_rules(result, say),
        *_figures(result, say),
        Heading(say("h_limits")),
        Items(tuple(say(f"limit_{one}") for one in ("library", "record", "terms", "words", "law"))),
    )
    return Report(
        title=say("title", title=result.material.figures.title),
        language=language,
        blocks=blocks,
        subtitle=say("subtitle", profile=result.profile_name, at=moment(result.made_at), version=__version__),
        foot=say("foot"),
    )


def whole(result: Result, say: Words) -> str:
    """The check in one sentence."""
    number = sum(("warn" if one.override else one.mark) == result.mark for one in result.findings)
    return say(f"whole_{result.mark}", n=number, all=len(result.findings))


def moment(at: str) -> str:
    """A time of the record as people read it, with the distance of their clock from UTC."""
    return parse(at).astimezone().strftime("%Y-%m-%d %H:%M %z")


def _findings(result: Result, say: Words) -> Iterator[Block]:
    aside = [one for one in result.findings if one.override]
    for mark in MARKS:
        found = [one for one in result.findings if one.mark == mark and not one.override]
        if found:
            yield Heading(say(f"h_{mark}"))
        for one in found:
            yield from _finding(one, say)
    if aside:
        yield Heading(say("h_overridden"))
    for one in aside:
        yield from _finding(one, say)
        assert one.override is not None
        yield Paragraph(set_aside(one.override, say), "strong")
        if one.override.reason:
            yield Paragraph(say("reason_hash", hash=one.override.reason_hash), "muted")


def set_aside(override: Override, say: Words) -> str:
    """When and why a rule was set aside."""
    reason = override.reason or say("reason_gone", hash=override.reason_hash)
    return say("overridden", at=moment(override.at), seq=override.seq, reason=reason)


def _finding(one: Finding, say: Words) -> Iterator[Block]:
    yield Verdict(one.mark, one.name, one.told)
    if one.details:
        yield Items(one.details)
    if one.todo and one.mark != "pass" and one.override is None:
        yield Paragraph(say("todo", todo=one.todo), "muted")
    if one.places:
        columns = tuple(say(f"col_{name}") for name in ("document", "place", "text", "about"))
        rows = tuple(_row(place, say) for place in one.places[:MOST_PLACES])
        yield Table(columns, rows, (2, 1.4, 5, 2.4))
    if len(one.places) > MOST_PLACES:
        yield Paragraph(say("more_places", n=len(one.places) - MOST_PLACES), "muted")


def _row(place: Place, say: Words) -> tuple[str, ...]:
    note = say("ticked", note=place.note) if place.ticked else place.note
    return place.title, f"{place.start:,}–{place.end:,}", " ".join(place.text.split()), note


def _rules(result: Result, say: Words) -> Iterator[Block]:
    yield Heading(say("h_rules"))
    yield Paragraph(result.profile_name, "strong")
    if result.rules:
        yield Items(tuple(words for _, words in result.rules))


def _figures(result: Result, say: Words) -> Iterator[Block]:
    material, figures = result.material, result.material.figures
    yield Heading(say("h_figures"))
    parts = []
    for tint in TINTS:
        words = words_of(figures.shares, tint)
        shown = say("share", words=say.count(words, "words"), percent=percent(words, figures.words))
        parts.append(SharePart(say(tint), words, shown, tint))
    yield Shares(tuple(parts))
    yield Heading(say("h_texts"))
    columns = tuple(say(f"col_{name}") for name in ("document", "words", "hash"))
    rows = tuple((one.title, f"{one.shares.total.words:,}", one.text_hash) for one in figures.documents)
    yield Table(columns, rows, (2.4, 1, 6))
    yield Heading(say("h_basis"))
    size = say(
        "f_library_size", texts=say.count(material.library_items, "texts"),
        words=say.count(material.library_words, "words"),
    )  # fmt: skip
    yield Facts((
        (say("f_date"), moment(result.made_at)),
        (say("f_profile"), result.profile_name),
        (say("f_rules_hash"), result.rules_hash),
        (say("f_library"), size),
        (say("f_record"), say("f_record_size", n=f"{figures.records:,}", head=figures.head)),
    ))  # fmt: skip
