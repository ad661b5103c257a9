"""Writers Guild of America, 2023 MBA: the company's consent, its own AI material, AI text by scene."""

from __future__ import annotations

from muse_desktop.formats.report import Mark
from muse_desktop.provenance.disclosure.basis import Basis
from muse_desktop.provenance.disclosure.pen import Outcome, Pen
from muse_desktop.provenance.disclosure.rules import Words, question
from muse_desktop.provenance.disclosure.values import Answer, Ground

FORM = "wga"


def questions(basis: Basis) -> tuple[str, ...]:
    """What is to be asked of the writer."""
    consent: tuple[str, ...] = ()
    if basis.used_ai:
        consent = ("consent",)
        if basis.said("consent") in ("written", "spoken"):
            consent = ("consent", "consent_by", "consent_date")
    return ("company", *consent, "handed", "elsewhere", "other_tools")


def outcome(pen: Pen) -> Outcome:
    """The statement, the consent on record, what the company handed over, the scenes."""
    mark, headline, detail = _verdict(pen)
    answers = (_statement(pen), _consent(pen), _handed(pen), _scenes(pen))
    cautions = [pen.say("caution_2026")]
    if pen.basis.used_ai:
        cautions.append(pen.say("caution_policy"))
    handed = pen.basis.said("handed")
    if handed == "not_told":
        cautions.append(pen.say("caution_ask"))
    if handed == "yes":
        cautions.append(pen.say("caution_handed"))
    return Outcome(mark, headline, detail, answers, tuple(cautions))


def _verdict(pen: Pen) -> tuple[Mark, str, str]:
    basis, say = pen.basis, pen.say
    consent = basis.said("consent")
    if not basis.used_ai:
        if basis.is_open or not basis.other_tools:
            return "unknown", say("cannot_tell"), say("detail_open")
        return "pass", say("unused"), say("detail_unused")
    if not consent:
        return "unknown", say("cannot_tell"), say("detail_open")
    if consent == "written":
        return "pass", say("consented"), say("detail_consented", share=pen.share(basis.least_words))
    requests = say.count(len(basis.requests), "requests")
    headline = say("need_writing" if consent == "spoken" else "need_consent")
    mark: Mark = "warn" if consent == "spoken" else "fail"
    return mark, headline, say("detail_need", requests=requests)


def _statement(pen: Pen) -> Answer:
    basis = pen.basis

    def write(say: Words) -> str:
        title = basis.figures.title
        parts = []
        if basis.least_words:
            share = pen.share(basis.least_words, say)
            values = {"share": share, "title": title, "tools": pen.tools(say), "edited": pen.edited(say)}
            parts.append(say("statement_text", **values))
        elif basis.requests:
            asked = say.count(len(basis.requests), "requests")
            parts.append(say("statement_none_taken", title=title, requests=asked))
        else:
            parts.append(say("statement_none", title=title))
        if basis.said_model_text:
            parts.append(say("statement_said", title=title))
        elif basis.other_tools in ("ideas", "checking"):
            parts.append(say("statement_used_elsewhere", title=title))
        if basis.is_open:
            parts.append(say("statement_open", words=say.count(basis.elsewhere_words, "words")))
        return ("" if say.language == "zh" else " ").join(parts)

    ground: Ground = "both" if basis.other_tools else "record"
    figures = (*pen.about_text(), *pen.about_requests())
    limits = (*pen.limits_of_text(), *pen.limits_of_requests())
    return pen.answer("statement", write, pen.say("why_statement"), ground, figures, limits)


def _consent(pen: Pen) -> Answer:
    basis = pen.basis
    given = basis.said("consent")
    name = f"consent_{given or 'open'}" if basis.used_ai else "consent_not_needed"

    def write(say: Words) -> str:
        return say(
            name,
            company=basis.said("company") or say("company_unknown"),
            by=basis.said("consent_by") or say("name_unknown"),
            date=basis.said("consent_date") or say("date_unknown"),
        )

    ground: Ground = "record" if not basis.used_ai else "you" if given else "open"
    return pen.answer("consent", write, pen.say("why_consent"), ground)


def _handed(pen: Pen) -> Answer:
    given = pen.basis.said("handed")
    figures = [pen.said(question(FORM, "handed", pen.say.language))]
    if pen.basis.elsewhere_words:
        figures.append((pen.say("elsewhere"), pen.share(pen.basis.elsewhere_words)))
    return pen.answer(
        "handed",
        lambda say: say(f"handed_{given or 'open'}"),
        pen.say("why_handed"),
        "you" if given else "open",
        tuple(figures),
    )


def _scenes(pen: Pen) -> Answer:
    def write(say: Words) -> str:
        lines = [
            say(
                "scene",
                title=one.title,
                model=f"{one.model_words:,}",
                words=say.count(one.shares.total.words, "words"),
            )
            for one in pen.basis.figures.documents
            if one.model_words
        ]
        return "\n".join(lines) or say("scenes_none")

    return pen.answer("scenes", write, pen.say("why_scenes"), "record", limits=pen.limits_of_text())
