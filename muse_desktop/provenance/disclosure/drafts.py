"""From figures and what the writer said to a draft for one recipient; pure, so that anybody can test it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from muse_desktop.errors import Language, message
from muse_desktop.provenance.disclosure import (
    authors_guild,
    copyright_office,
    eu_ai_act,
    general,
    kdp,
    no_ai,
    rules,
    wga,
)
from muse_desktop.provenance.disclosure.basis import COUNTED, Basis
from muse_desktop.provenance.disclosure.pen import Outcome, Pen
from muse_desktop.provenance.disclosure.rules import Words
from muse_desktop.provenance.disclosure.values import Answers, Draft, Form, Question
from muse_desktop.provenance.figures import Figures


@dataclass(frozen=True)
class _Rule:
    """How one recipient's form is asked and answered. `language`: of the form itself; None: the draft's."""

    questions: Callable[[Basis], tuple[str, ...]]
    outcome: Callable[[Pen], Outcome]
    language: Language | None = None


_RULES = {
    "kdp": _Rule(kdp.questions, kdp.outcome, "en"),
    "copyright_office": _Rule(copyright_office.questions, copyright_office.outcome, "en"),
    "authors_guild": _Rule(authors_guild.questions, authors_guild.outcome, "en"),
    "no_ai": _Rule(no_ai.questions, no_ai.outcome),
    "wga": _Rule(wga.questions, wga.outcome, "en"),
    "eu_ai_act": _Rule(eu_ai_act.questions, eu_ai_act.outcome),
    "general": _Rule(general.questions, general.outcome),
}


def forms(language: Language) -> list[Form]:
    """Everybody who asks, in the order to offer them."""
    return [rules.form(one, language) for one in rules.form_ids()]


def questions(figures: Figures, form_id: str, answers: Answers, language: Language) -> list[Question]:
    """What the writer is to answer for a form: only what these figures leave open; more may follow from an
    answer. Raises MuseError `disclosure.no_form`."""
    rules.form(form_id, language)
    basis = Basis(figures, answers)
    words = Words(form_id, language).count(basis.elsewhere_words, "words")
    return [
        rules.question(form_id, one, language, words=words)
        for one in _RULES[form_id].questions(basis)
        if one != "elsewhere" or basis.elsewhere_words
    ]


def answered(figures: Figures, answers: Answers, question_id: str, given: str) -> dict[str, str]:
    """The answers with one more; "" takes it back."""
    now = {**answers, question_id: given.strip()}
    if question_id == "elsewhere":
        now[COUNTED] = str(Basis(figures, answers).elsewhere_words) if given else ""
    return {key: value for key, value in now.items() if value}


def draft(
    figures: Figures,
    form_id: str,
    answers: Answers,
    language: Language,
    recipes: Mapping[str, str] = MappingProxyType({}),
) -> Draft:
    """The draft for one recipient. Raises MuseError `disclosure.no_form`.

    The answers stand in the recipient's language; all else, and their meaning, in `language`. `recipes`: what
    the recipes are called, by id.
    """
    form = rules.form(form_id, language)
    rule = _RULES[form_id]
    basis = Basis(figures, answers, recipes)
    say = Words(form_id, language)
    pen = Pen(basis, say, Words(form_id, rule.language or language))
    made = rule.outcome(pen)
    title = say("title", title=figures.title, market=basis.said("market") or _market(say, form_id))
    cautions, mark = made.cautions, made.mark
    if basis.contradicted:
        claimed = say.count(figures.said_model_words, "words")
        cautions = (say("contradicted", words=claimed), *cautions)
        mark = "warn" if mark == "pass" else mark
    if not basis.words:
        cautions = (say("empty_work"), *cautions)
    elif figures.gaps:
        cautions = (say("gaps_told", gaps=say.count(len(figures.gaps), "gaps")), *cautions)
    return Draft(
        form,
        language,
        title,
        mark if basis.words else "unknown",
        made.headline if basis.words else say("cannot_tell"),
        made.detail if basis.words else say("empty_work"),
        made.answers,
        cautions,
        made.line,
        tuple(message(gap.code, language, **{"at": gap.at, **gap.values}) for gap in figures.gaps),
        (say("proves"), say("elsewhere_unseen"), *_limits(pen)),
        made.every_request,
        figures.made_at,
    )


def _market(say: Words, form_id: str) -> str:
    return say("market_unknown") if form_id == "no_ai" else ""


def _limits(pen: Pen) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*pen.limits_of_text(), *pen.limits_of_requests())))
