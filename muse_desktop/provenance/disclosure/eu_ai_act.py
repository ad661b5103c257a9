"""EU AI Act, Article 50(4): a label on AI text of public interest, unless people reviewed it.

A review counts here when it is said who made it, when, what it changed, and who answers for publishing.
"""

from __future__ import annotations

from muse_desktop.formats.report import Mark
from muse_desktop.provenance.disclosure.basis import Basis, percent_words
from muse_desktop.provenance.disclosure.pen import Outcome, Pen
from muse_desktop.provenance.disclosure.rules import Words, question
from muse_desktop.provenance.disclosure.values import Answer, Ground

FORM = "eu_ai_act"
REVIEW = ("reviewer", "review_date", "review_changes", "responsible")
WHOLE = 90  # percent of the words from which a label speaks of the text as a whole


def questions(basis: Basis) -> tuple[str, ...]:
    """What is to be asked of the writer."""
    concerned = basis.said("purpose") in ("yes", "unsure")
    review = ("reviewed", *(REVIEW if basis.said("reviewed") == "yes" else ())) if concerned else ()
    return ("elsewhere", "other_tools", "purpose", *review)


def outcome(pen: Pen) -> Outcome:
    """Whether a label is due, its words, and the record of the review."""
    state = _state(pen.basis)
    mark, headline, detail = _verdict(pen, state)
    answers = [_duty(pen, state), _label(pen, state)]
    cautions = [pen.say("caution_professional")]
    if pen.basis.said("purpose") in ("yes", "unsure"):
        answers.append(_review(pen))
        cautions += [pen.say("caution_spelling"), pen.say("caution_guidelines")]
    return Outcome(mark, headline, detail, tuple(answers), tuple(cautions))


def _state(basis: Basis) -> str:
    """no_text, purpose (not concerned), reviewed, label, open_words or open."""
    if basis.said("purpose") == "no":
        return "purpose" if basis.has_model_text or basis.is_open else "no_text"
    if not basis.has_model_text:
        return "open_words" if basis.is_open else "no_text"
    if basis.said("reviewed") == "yes" and all(basis.said(one) for one in REVIEW):
        return "reviewed"
    label = basis.said("purpose") == "yes" and basis.said("reviewed") == "no"
    return "label" if label else "open"


def _verdict(pen: Pen, state: str) -> tuple[Mark, str, str]:
    basis, say = pen.basis, pen.say
    share = pen.share(basis.least_words)
    if state == "no_text":
        asked = say.count(len(basis.requests), "requests")
        return "pass", say("no_text"), say("detail_no_text", requests=asked)
    if state == "purpose":
        return "pass", say("not_concerned"), say("detail_not_concerned", share=share)
    if state == "reviewed":
        return "pass", say("reviewed"), say("detail_reviewed")
    if state == "label":
        return "warn", say("label"), say("detail_label", share=share)
    if state == "open_words":
        words = say.count(basis.elsewhere_words, "words")
        return "unknown", say("cannot_tell"), say("detail_open_words", words=words)
    return "unknown", say("cannot_tell"), say("detail_open")


def _duty(pen: Pen, state: str) -> Answer:
    names = {"no_text": "duty_none", "open_words": "duty_open"}
    name = names.get(state, f"duty_{state}")
    said = tuple(pen.said(question(FORM, one, pen.say.language)) for one in ("purpose", "reviewed"))
    ground: Ground = "open" if state.startswith("open") else "record" if state == "no_text" else "both"
    figures = (*pen.about_text(), *(said if state != "no_text" else ()))
    return pen.answer(
        "duty", lambda say: say(name), pen.say("why_duty"), ground, figures, pen.limits_of_text()
    )


def _label(pen: Pen, state: str) -> Answer:
    basis = pen.basis

    def label(say: Words) -> str:
        if not basis.least_words:
            return say("label_said")
        responsible = basis.said("responsible") or say("editor")
        share = pen.share(basis.least_words, say)
        name = "label_all" if basis.throughout(WHOLE) else "label_parts"
        return say(name, share=share, tools=pen.tools(say), responsible=responsible)

    def write(say: Words) -> str:
        if not basis.has_model_text:
            return say("label_none")
        if state in ("purpose", "reviewed"):
            return say("label_free", label=label(say))
        return label(say)

    return pen.answer("label", write, pen.say("why_label"), "record", pen.about_share())


def _review(pen: Pen) -> Answer:
    basis = pen.basis

    def write(say: Words) -> str:
        if basis.said("reviewed") != "yes":
            return say("review_none")
        return say(
            "review_text",
            reviewer=basis.said("reviewer") or say("name_unknown"),
            date=basis.said("review_date") or say("date_unknown"),
            changes=basis.said("review_changes") or say("changes_unknown"),
            responsible=basis.said("responsible") or say("name_unknown"),
            percent=percent_words(basis.edited_percent),
        )

    whole = basis.said("reviewed") == "no" or all(basis.said(one) for one in REVIEW)
    ground: Ground = "you" if basis.said("reviewed") and whole else "open"
    return pen.answer("review", write, pen.say("why_review"), ground, limits=pen.limits_of_text())
