"""A draft with the figures it rests on, as a report: a page to read, print, save or send along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

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
from muse_desktop.provenance.disclosure.basis import percent_words
from muse_desktop.provenance.disclosure.no_ai import moment
from muse_desktop.provenance.disclosure.rules import Words
from muse_desktop.provenance.disclosure.values import Answer, Draft
from muse_desktop.provenance.display import Tint
from muse_desktop.provenance.figures import Figures, Interaction, Passage, words_of

TINTS: tuple[Tint, ...] = ("own", "generated", "edited", "pasted", "imported", "unknown")
OPENING = 60  # characters of a passage that are shown
MOST_PASSAGES = 300  # rows of the table; the evidence bundle has all of them


def disclosure_report(draft: Draft, figures: Figures, recipes: Mapping[str, str]) -> Report:
    """The whole report: answers, what to think of, figures, gaps, limits, rules. `recipes`: names by id."""
    say = Words(draft.form.id, "zh" if draft.language == "zh" else "en")
    subtitle = say("subtitle", form=draft.form.name, date=draft.made_at[:10])
    blocks = (
        Verdict(draft.mark, draft.headline, draft.detail),
        Paragraph(say("not_legal"), "muted"),
        *_answers(draft, say),
        *_listed(say("h_cautions"), draft.cautions),
        *_line(draft, say),
        *_totals(figures, say),
        *_passages(figures, say),
        *_requests(draft, figures, recipes, say),
        *_models(figures, say),
        Heading(say("h_gaps")),
        Items(draft.gaps) if draft.gaps else Paragraph(say("no_gaps")),
        *_listed(say("h_limits"), draft.limits),
        Heading(say("h_check")),
        Paragraph(say("check_text", records=f"{figures.records:,}", head=figures.head)),
        *_rules(draft, say),
    )
    return Report(draft.title, draft.language, blocks, subtitle, say("foot"))


def _answers(draft: Draft, say: Words) -> Iterator[Block]:
    yield Heading(say("h_answers"))
    told: set[str] = set()
    for answer in draft.answers:
        yield Heading(answer.asked, 2)
        yield Paragraph(answer.answer, "quote")
        yield from (Paragraph(text, "muted") for text in grounds(answer, say) if text not in told)
        told |= {say("but", limit=limit) for limit in answer.limits}  # each limit once is enough


def grounds(answer: Answer, say: Words) -> list[str]:
    """What stands beneath an answer: its meaning, why, the figures it rests on, their limits."""
    lines = [say("in_other_words", meaning=answer.meaning)] if answer.meaning else []
    if answer.why:
        lines.append(say("why", why=answer.why))
    if answer.rests_on:
        gap = "；" if say.language == "zh" else "; "
        figures = (say.figure(label, value) for label, value in answer.rests_on)
        lines.append(say("rests_on", figures=gap.join(figures)))
    lines += [say("but", limit=limit) for limit in answer.limits]
    if answer.ground == "you":
        lines.append(say("your_word"))
    return lines


def _listed(heading: str, texts: tuple[str, ...]) -> tuple[Block, ...]:
    return (Heading(heading), Items(texts)) if texts else ()


def _line(draft: Draft, say: Words) -> tuple[Block, ...]:
    if draft.line is None:
        return ()
    heading = Heading(say("h_line", limit=f"{draft.line.limit:g}"))
    return heading, Paragraph(draft.line.words)


def _totals(figures: Figures, say: Words) -> tuple[Block, ...]:
    parts = []
    for tint in TINTS:
        words = words_of(figures.shares, tint)
        percent = percent_words(100 * words / figures.words if figures.words else 0)
        shown = say("share", words=say.count(words, "words"), percent=percent)
        parts.append(SharePart(say(f"tint_{tint}"), words, shown, tint))
    return Heading(say("h_totals")), Shares(tuple(parts))


def _passages(figures: Figures, say: Words) -> Iterator[Block]:
    passages = tuple(passage for one in figures.documents for passage in one.passages)
    yield Heading(say("h_passages"))
    yield _table(figures, passages, say) if passages else Paragraph(say("no_passages"))
    if figures.retyped:
        yield Heading(say("h_retyped"))
        yield _table(figures, figures.retyped, say)


def _table(figures: Figures, passages: tuple[Passage, ...], say: Words) -> Table:
    titles = {one.document: one.title for one in figures.documents}
    columns = tuple(say(f"col_{name}") for name in ("document", "place", "words", "begins"))
    rows = [
        (titles.get(one.document, ""), f"{one.start:,}–{one.end:,}", f"{one.words:,}", _opening(one.text))
        for one in passages[:MOST_PASSAGES]
    ]
    if len(passages) > MOST_PASSAGES:
        rows.append(("…", "", "", say.count(len(passages), "passages")))
    return Table(columns, tuple(rows), (3, 2, 1, 5))


def _opening(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= OPENING else line[: OPENING - 1] + "…"


def _requests(
    draft: Draft, figures: Figures, recipes: Mapping[str, str], say: Words
) -> tuple[Block, ...]:
    """Each request where the recipient asks for all, else how many of which sort."""
    if not figures.interactions:
        return Heading(say("h_requests")), Paragraph(say("no_requests"))
    if draft.every_request:
        names = ("when", "what", "model", "offered", "taken")
        rows = tuple(_request(one, recipes, say) for one in figures.interactions)
        table = Table(tuple(say(f"col_{name}") for name in names), rows, (3, 3, 4, 2, 2))
        return Heading(say("h_requests")), table
    asked = Counter(one.recipe for one in figures.interactions)
    taken = Counter(one.recipe for one in figures.interactions if one.taken)
    counted = tuple(
        (recipes.get(recipe, recipe), f"{number:,}", f"{taken[recipe]:,}")
        for recipe, number in asked.most_common()
    )
    columns = tuple(say(f"col_{name}") for name in ("what", "requests", "taken"))
    return Heading(say("h_uses")), Table(columns, counted, (4, 1, 1))


def _request(one: Interaction, recipes: Mapping[str, str], say: Words) -> tuple[str, ...]:
    taken = say("times", n=one.taken) if one.taken else say("not_once")
    model = one.model or say("no_model_named")
    return moment(one.at), recipes.get(one.recipe, one.recipe), model, f"{one.candidates}", taken


def _models(figures: Figures, say: Words) -> tuple[Block, ...]:
    if not figures.models:
        return ()
    unknown = say("unknown")
    rows = tuple(
        (one.name or unknown, one.licence or unknown, f"{one.generations:,}", one.sha256 or unknown)
        for one in figures.models
    )
    columns = tuple(say(f"col_{name}") for name in ("model", "licence", "requests", "sha"))
    return Heading(say("h_models")), Table(columns, rows, (3, 2, 1, 5))


def _rules(draft: Draft, say: Words) -> tuple[Block, ...]:
    facts = Facts(tuple((source.name, source.address) for source in draft.form.sources))
    dated = say("rules_as_of", date=draft.form.as_of)
    return Heading(say("h_rules")), Paragraph(dated), facts
