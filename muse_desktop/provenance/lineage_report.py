"""A lineage as a report: the drawing, and the same in tables. `without_words` is for showing it to others."""

from __future__ import annotations

from dataclasses import replace

from muse_desktop.errors import Language, message
from muse_desktop.formats.report import Block, Facts, Heading, Items, Paragraph, Picture, Report, Table
from muse_desktop.provenance.lineage import Fact, Layer, Lineage, Node
from muse_desktop.provenance.lineage_fold import fold
from muse_desktop.provenance.lineage_svg import pictures
from muse_desktop.provenance.lineage_words import (
    fact_lines,
    full_title,
    joined,
    labelled,
    layer_words,
    local_time,
    neighbour_lines,
)

HEAD_SHOWN = 16
WIDTHS = (30.0, 13.0, 30.0, 27.0)
_WORDY = frozenset(
    {"field", "before", "after", "selection", "material", "answer", "passage", "edits", "request", "story"}
)
_NAMED = frozenset({"request", "story"})  # their titles are names, only their texts are words
_PATHS = frozenset({"path"})


def without_words(lineage: Lineage) -> Lineage:
    """The graph without the words of prompts, answers and passages, and without paths of this machine."""
    return replace(lineage, nodes=tuple(_without(node) for node in lineage.nodes))


def _without(node: Node) -> Node:
    facts: tuple[Fact, ...] = tuple(fact for fact in node.facts if fact.key not in _PATHS)
    if node.kind not in _WORDY:
        return replace(node, facts=facts)
    if node.kind in _NAMED:
        return replace(node, facts=facts, text="")
    return replace(node, facts=facts, text="", title="", zh="")


def report_of(lineage: Lineage, language: Language, *, words: bool = True) -> Report:
    """The report in `language`; without `words` it shows what was done, not what was said."""
    shown = lineage if words else without_words(lineage)
    folded = fold(shown)
    about = _say("report_about", language)
    blocks: list[Block] = [Paragraph(about, "muted")]
    if not words:
        blocks.append(Paragraph(_say("report_about_redacted", language), "muted"))
    counts = _counts(shown, language)
    parts = (labelled(name, number, language) for name, number in counts)
    said = _say("report_picture", language, parts=joined(parts, language))
    blocks += [Picture(svg, said) for svg in pictures(folded, language)]
    if folded is not shown:
        blocks.append(Paragraph(_say("report_folded", language), "muted"))
    blocks += [Heading(_say("report_counts", language)), Facts(tuple(counts))]
    blocks += _gone(shown, language)
    for layer in Layer:
        blocks += _table(shown, layer, language)
    return Report(
        title=_title(shown, language),
        language=language,
        blocks=tuple(blocks),
        subtitle=_say("report_subtitle", language, at=local_time(shown.made_at)),
        foot=_say("report_foot", language, records=shown.records, head=shown.head[:HEAD_SHOWN]),
    )


def _title(lineage: Lineage, language: Language) -> str:
    scope = lineage.scope
    if scope.generation is not None:
        return _say("report_title_generation", language, number=scope.generation)
    title = lineage.title or _say("untitled", language)
    return _say("report_title_passage" if scope.is_passage else "report_title", language, title=title)


def _counts(lineage: Lineage, language: Language) -> list[tuple[str, str]]:
    found = []
    for layer in Layer:
        number = sum(node.layer is layer for node in lineage.nodes)
        if number:
            found.append((layer_words(layer, language), f"{number:,}"))
    return found


def _gone(lineage: Lineage, language: Language) -> list[Block]:
    stones = [node for node in lineage.nodes if node.tombstone]
    if not stones:
        return []
    lines = ["\n".join([full_title(node, language), *fact_lines(node, language)]) for node in stones]
    heading = Heading(_say("report_gone", language))
    return [heading, Paragraph(_say("report_gone_about", language), "muted"), Items(tuple(lines))]


def _table(lineage: Lineage, layer: Layer, language: Language) -> list[Block]:
    nodes = [node for node in lineage.nodes if node.layer is layer]
    if not nodes:
        return []
    joins = neighbour_lines(lineage, language)
    columns = ("report_what", "report_when", "report_known", "report_joined")
    rows = tuple(
        (
            full_title(node, language),
            local_time(node.at),
            "\n".join(fact_lines(node, language)),
            "\n".join(joins[node.id]),
        )
        for node in nodes
    )
    head = tuple(_say(name, language) for name in columns)
    return [Heading(layer_words(layer, language)), Table(head, rows, WIDTHS)]


def _say(what: str, language: Language, **values: str | int) -> str:
    return message(f"lineage.{what}", language, **values)
