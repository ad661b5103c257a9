"""A statement in plain words, for whoever asks."""

from __future__ import annotations

from muse_desktop.formats.report import Mark
from muse_desktop.provenance.disclosure.basis import NONE, SOME, Basis, percent_words
from muse_desktop.provenance.disclosure.pen import Outcome, Pen
from muse_desktop.provenance.disclosure.rules import Words
from muse_desktop.provenance.disclosure.values import Answer, Ground
from muse_desktop.provenance.figures import words_of

FORM = "general"


def questions(_basis: Basis) -> tuple[str, ...]:
    """What is to be asked of the writer."""
    return ("elsewhere", "other_tools", "images", "translation", "remark")


def outcome(pen: Pen) -> Outcome:
    """One sentence, the whole statement, and the line for the book trade."""
    state = _state(pen.basis)
    mark, headline, detail = _verdict(pen, state)
    answers = (_short(pen, state), _long(pen), _onix(pen, state))
    return Outcome(mark, headline, detail, answers, (pen.say("caution_absence"),))


def _state(basis: Basis) -> str:
    """told, said, open, used, used_elsewhere, open_tools or unused: the first that holds."""
    if basis.least_words:
        return "told"
    if basis.said_model_text:
        return "said"
    if basis.is_open:
        return "open"
    if basis.requests:
        return "used"
    if basis.other_tools in ("ideas", "checking"):
        return "used_elsewhere"
    return "unused" if basis.other_tools == NONE else "open_tools"


def _verdict(pen: Pen, state: str) -> tuple[Mark, str, str]:
    basis, say = pen.basis, pen.say
    heads: dict[str, tuple[Mark, str]] = {
        "told": ("warn", "told"),
        "said": ("warn", "told"),
        "used": ("warn", "used"),
        "used_elsewhere": ("warn", "used"),
        "unused": ("pass", "unused"),
    }
    mark, head = heads.get(state, ("unknown", "cannot_tell"))
    detail = say(
        f"detail_{state}",
        share=pen.share(basis.least_words),
        words=say.count(basis.elsewhere_words, "words"),
        requests=say.count(len(basis.requests), "requests"),
    )
    return mark, say(head), detail


def _short(pen: Pen, state: str) -> Answer:
    basis = pen.basis
    names = {
        "told": "short_text",
        "said": "short_said",
        "open": "short_open",
        "used": "short_asked",
        "used_elsewhere": "short_none_used",
    }

    def write(say: Words) -> str:
        return say(
            names.get(state, "short_none"),
            percent=percent_words(basis.percent(basis.least_words)),
            tools=pen.tools(say),
            edited=pen.edited(say),
            words=say.count(basis.elsewhere_words, "words"),
        )

    ground: Ground = "open" if state.startswith("open") else "both"
    figures, limits = pen.about_text(), pen.limits_of_text()
    return pen.answer("short", write, pen.say("why_short"), ground, figures, limits)


def _long(pen: Pen) -> Answer:
    basis = pen.basis

    def write(say: Words) -> str:
        parts = [*_recorded(pen, say), *_said(basis, say), say("long_proves")]
        if basis.said("remark"):
            parts.append(basis.said("remark"))
        return ("" if say.language == "zh" else " ").join(parts)

    limits = (*pen.limits_of_text(), *pen.limits_of_requests())
    figures = (*pen.about_text(), *pen.about_requests())
    return pen.answer("long", write, pen.say("why_long"), "both", figures, limits)


def _recorded(pen: Pen, say: Words) -> list[str]:
    """What the record shows."""
    basis = pen.basis
    every = say.count(basis.words, "words")
    own = say.count(words_of(basis.figures.shares, "own"), "words")
    parts = [say("long_written", title=basis.figures.title, all=every, own=own)]
    if basis.model_words:
        parts.append(
            say(
                "long_model",
                share=pen.share(basis.model_words, say),
                tools=pen.tools(say),
                percent=percent_words(basis.edited_percent),
                places=pen.places(say),
            )
        )
    if basis.retyped_words:
        parts.append(say("long_retyped", words=say.count(basis.retyped_words, "words")))
    if basis.requests:
        asked = say.count(len(basis.requests), "requests")
        not_taken = say.count(len(basis.not_taken), "requests")
        parts.append(say("long_asked", requests=asked, not_taken=not_taken))
    else:
        parts.append(say("long_not_asked"))
    return parts


def _said(basis: Basis, say: Words) -> list[str]:
    """What only the writer knows."""
    parts = []
    if basis.elsewhere_words:
        name = {NONE: "long_elsewhere_none", SOME: "long_elsewhere_some"}
        words = say.count(basis.elsewhere_words, "words")
        parts.append(say(name.get(basis.elsewhere, "long_elsewhere_open"), words=words))
    if basis.other_tools in ("ideas", "checking", "text"):
        parts.append(say(f"long_other_{basis.other_tools}"))
    parts += [say(f"long_{one}") for one in ("images", "translation") if basis.said(one) == SOME]
    return parts


def _onix(pen: Pen, state: str) -> Answer:
    name = "onix_yes" if state in ("told", "said") else "onix_open" if state == "open" else "onix_no"
    return pen.answer(
        "onix", lambda say: say(name), pen.say("why_onix"), "open" if state == "open" else "both"
    )
