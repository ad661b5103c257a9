"""A magazine or prize that takes nothing AI had a hand in: each request counts, taken or not."""

from __future__ import annotations

from muse_desktop.errors import Value
from muse_desktop.formats.report import Mark
from muse_desktop.provenance.disclosure.basis import Basis
from muse_desktop.provenance.disclosure.pen import Outcome, Pen
from muse_desktop.provenance.disclosure.rules import Words, question
from muse_desktop.provenance.disclosure.values import Answer
from muse_desktop.provenance.figures import Interaction, words_of

FORM = "no_ai"


def questions(basis: Basis) -> tuple[str, ...]:
    """What is to be asked of the writer."""
    checking = ("checking_allowed",) if basis.other_tools == "checking" else ()
    return ("market", "elsewhere", "other_tools", *checking)


def outcome(pen: Pen) -> Outcome:
    """The declaration as far as it is true, and every request."""
    state = _state(pen.basis)
    mark, headline, detail = _verdict(pen, state)
    answers = (_declaration(pen, state), _history(pen), _process(pen))
    cautions = [pen.say("caution_guidelines")]
    if state == "fine":
        cautions.append(pen.say("caution_detectors"))
    if pen.basis.figures.gaps:
        gaps = pen.say.count(len(pen.basis.figures.gaps), "gaps")
        cautions.append(pen.say("caution_gaps", gaps=gaps))
    return Outcome(mark, headline, detail, answers, tuple(cautions), every_request=True)


def _state(basis: Basis) -> str:
    """text, asked, said, open_words, open_tools or fine: the first that holds."""
    if basis.least_words:
        return "text"
    if basis.requests:
        return "asked"
    allowed = basis.other_tools == "checking" and basis.said("checking_allowed") == "yes"
    if basis.said_model_text or (basis.other_tools in ("ideas", "checking") and not allowed):
        return "said"
    if basis.is_open:
        return "open_words"
    return "fine" if basis.other_tools == "none" or allowed else "open_tools"


def _verdict(pen: Pen, state: str) -> tuple[Mark, str, str]:
    basis, say = pen.basis, pen.say
    if state == "text":
        return "fail", say("text_in"), say("detail_text", share=pen.share(basis.least_words))
    if state == "asked":
        values = {
            "requests": say.count(len(basis.requests), "requests"),
            "not_taken": say.count(len(basis.not_taken), "requests"),
        }
        return "fail", say("asked_but"), say("detail_asked", **values)
    if state == "said":
        return "fail", say("asked_but"), say("detail_said")
    if state == "open_words":
        words = say.count(basis.elsewhere_words, "words")
        return "unknown", say("cannot_tell"), say("detail_open_words", words=words)
    if state == "open_tools":
        return "unknown", say("cannot_tell"), say("detail_open_tools")
    if basis.figures.gaps:
        return "warn", say("fine_gaps"), say("detail_fine")
    return "pass", say("fine"), say("detail_fine")


def _declaration(pen: Pen, state: str) -> Answer:
    basis = pen.basis
    is_open = state.startswith("open")
    names = {"text": "used_taken", "asked": "used_none_taken", "said": "used_said"}
    name = "declaration_open" if is_open else names.get(state, "no_ai")
    if state == "fine" and basis.other_tools == "checking":
        name = "no_ai_but_checking"
    whys = {"text": "why_text", "asked": "why_used", "said": "why_said", "fine": "why_no_ai"}

    def write(say: Words) -> str:
        values: dict[str, Value] = {"title": basis.figures.title}
        if name == "used_none_taken":
            values["requests"] = say.count(len(basis.requests), "requests")
        if name == "used_taken":
            values |= {"share": pen.share(basis.least_words, say), "places": pen.places(say)}
        if name == "used_said":
            values["what"] = _what(pen, say)
        return say(name, **values)

    words = pen.say.count(basis.elsewhere_words, "words")
    asked = ("other_tools", "elsewhere") if basis.elsewhere_words else ("other_tools",)
    said = tuple(pen.said(question(FORM, one, pen.say.language, words=words)) for one in asked)
    figures = (*pen.about_requests(), *pen.about_text(), *said)
    limits = (*pen.limits_of_requests(), *pen.limits_of_text())
    why = pen.say(whys.get(state, "why_open"))
    return pen.answer("declaration", write, why, "open" if is_open else "both", figures, limits)


def _what(pen: Pen, say: Words) -> str:
    """What the writer says that AI was used for, in the words of the question."""
    found = question(FORM, "other_tools", say.language)
    if pen.basis.other_tools not in ("ideas", "checking"):
        return next(one.text for one in found.choices if one.id == "text")
    return next(one.text for one in found.choices if one.id == pen.basis.other_tools)


def _history(pen: Pen) -> Answer:
    def write(say: Words) -> str:
        lines = (_one(pen, one, say) for one in pen.basis.requests)
        return "\n".join(lines) or say("history_none")

    figures, limits = pen.about_requests(), pen.limits_of_requests()
    return pen.answer("history", write, pen.say("why_history"), "record", figures, limits)


def _one(pen: Pen, request: Interaction, say: Words) -> str:
    taken = say("history_taken", n=request.taken) if request.taken else say("history_not_taken")
    return say(
        "history_line",
        at=moment(request.at),
        what=pen.basis.recipe(request.recipe),
        model=request.model or say("no_model_named"),
        candidates=request.candidates,
        taken=taken,
    )


def _process(pen: Pen) -> Answer:
    basis = pen.basis

    def write(say: Words) -> str:
        now = say("still_running")
        times = [
            say("interval", began=moment(began), ended=moment(ended) if ended else now)
            for began, ended in basis.figures.hands_only
        ]
        return say(
            "process",
            words=say.count(words_of(basis.figures.shares, "own"), "words"),
            all=say.count(basis.words, "words"),
            hands=say.listed(times) or say("none"),
        )

    return pen.answer("process", write, pen.say("why_process"), "record", limits=pen.limits_of_text())


def moment(at: str) -> str:
    """A recorded moment to the minute, in UTC: "2026-11-22 15:04"."""
    return at[:16].replace("T", " ")
