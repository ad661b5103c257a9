"""The Authors Guild: the Human Authored mark, and the model contract clause with its line at 5 %.

Only text counts; asking a model for ideas does not. Editing does not make a model's words fewer. The mark's
own licence names no number, so a work under the line is not called free for it.
"""

from __future__ import annotations

from muse_desktop.formats.report import Mark
from muse_desktop.provenance.disclosure.basis import Basis, percent_words
from muse_desktop.provenance.disclosure.pen import Outcome, Pen
from muse_desktop.provenance.disclosure.rules import Words, number
from muse_desktop.provenance.disclosure.values import Answer, Ground, Line

FORM = "authors_guild"


def questions(basis: Basis) -> tuple[str, ...]:
    """What is to be asked of the writer."""
    return ("elsewhere", "other_tools", *(("uses",) if basis.not_taken else ()))


def outcome(pen: Pen) -> Outcome:
    """The warranty, the share with its line, the clause, and what else AI was used for."""
    limit = number(FORM, "line")
    line = pen.line(limit)
    state = _state(pen, line)
    mark, headline, detail = _verdict(pen, state, line)
    answers = (_warranty(pen, state), _share(pen, line), _clause(pen, state), _uses(pen))
    cautions = [pen.say("caution_self")]
    if pen.basis.figures.gaps:
        cautions.append(pen.say("caution_gaps"))
    return Outcome(mark, headline, detail, answers, tuple(cautions), line)


def _state(pen: Pen, line: Line) -> str:
    """clean, under, over or open."""
    basis = pen.basis
    if line.least > line.limit:
        return "over"
    if pen.is_open(line.limit) or (not basis.has_model_text and basis.is_open):
        return "open"
    return "under" if basis.has_model_text else "clean"


def _verdict(pen: Pen, state: str, line: Line) -> tuple[Mark, str, str]:
    basis, say = pen.basis, pen.say
    share = pen.share(basis.least_words)
    if state == "over":
        return "fail", say("over"), say("detail_over", share=share)
    if state == "under":
        return "warn", say("under"), say("detail_under", share=share)
    if state == "open":
        if basis.other_tools == "text":
            return "unknown", say("cannot_tell"), say("detail_open_said")
        least = percent_words(line.least)
        words = say.count(basis.elsewhere_words, "words")
        return "unknown", say("cannot_tell"), say("detail_open", least=least, words=words)
    if basis.requests:
        asked = say.count(len(basis.requests), "requests")
        return "pass", say("clean"), say("detail_clean_used", requests=asked)
    return "pass", say("clean"), say("detail_clean")


def _warranty(pen: Pen, state: str) -> Answer:
    names = {"clean": "warrant_clean", "over": "warrant_no"}
    name = names.get(state, "warrant_not_yet")
    why = pen.say(f"why_warranty_{state}", **_shared(pen, state))
    ground: Ground = "both" if state in ("clean", "over") else "open"
    figures, limits = pen.about_text(), pen.limits_of_text()
    return pen.answer("warranty", lambda say: say(name), why, ground, figures, limits)


def _shared(pen: Pen, state: str) -> dict[str, str]:
    return {"share": pen.share(pen.basis.least_words)} if state == "under" else {}


def _share(pen: Pen, line: Line) -> Answer:
    basis = pen.basis
    near = (0, line.limit, 100)

    def write(say: Words) -> str:
        name = "share_range" if line.most > line.least else "share_said"
        if basis.other_tools == "text":
            name = "share_unknown"
        return say(
            name,
            least=percent_words(line.least, near),
            most=percent_words(line.most, near),
            words=say.count(basis.least_words, "words"),
            all=f"{basis.words:,}",
        )

    return pen.answer("share", write, pen.say("why_share"), "record", pen.about_share())


def _clause(pen: Pen, state: str) -> Answer:
    basis = pen.basis
    name = {"clean": "clause_none", "under": "clause_under", "over": "clause_over"}.get(state, "clause_open")
    if state == "open" and not basis.least_words:
        name = "clause_open_none"

    def write(say: Words) -> str:
        values = {"share": pen.share(basis.least_words, say), "places": pen.places(say)}
        return say(name, edited=pen.edited(say), **values)

    return pen.answer("clause", write, pen.say("why_clause"), "open" if state == "open" else "both")


def _uses(pen: Pen) -> Answer:
    basis = pen.basis
    uses = basis.said("uses")

    def write(say: Words) -> str:
        if not basis.not_taken:
            return say("uses_said_only", uses=uses) if uses else say("uses_none")
        asked = say.count(len(basis.not_taken), "requests")
        return say("uses_said", requests=asked, uses=uses) if uses else say("uses_listed", requests=asked)

    ground: Ground = "both" if uses else "record"
    figures, limits = pen.about_requests(), pen.limits_of_requests()
    return pen.answer("uses", write, pen.say("why_uses"), ground, figures, limits)
