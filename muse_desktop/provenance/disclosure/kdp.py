"""Amazon KDP: did an AI tool create text, images or translations, how much, and how far was it edited?

Text that a tool created stays AI-generated after any editing; refining one's own text, ideas and checking are
AI-assisted and not declared (KDP content guidelines; see resources/disclosure/kdp.toml).
"""

from __future__ import annotations

from muse_desktop.formats.report import Mark
from muse_desktop.provenance.disclosure.basis import NONE, Basis, percent_words
from muse_desktop.provenance.disclosure.pen import Outcome, Pen
from muse_desktop.provenance.disclosure.rules import Words, number, question
from muse_desktop.provenance.disclosure.values import Answer, Ground

FORM = "kdp"


def questions(basis: Basis) -> tuple[str, ...]:
    """What is to be asked of the writer."""
    rewrites = ("rewrites",) if basis.only_rewrites and not basis.retyped_words else ()
    return (*rewrites, "elsewhere", "other_tools", "images", "translation")


def outcome(pen: Pen) -> Outcome:
    """The answers to KDP's form."""
    text = _text(pen)
    others = [pen.basis.said(one) for one in ("images", "translation")]
    mark, headline, detail = _verdict(pen, text, others)
    answers = [_any(pen, text, others), _texts(pen, text)]
    answers += [_said(pen, one) for one in ("images", "translation")]
    if text not in (NONE, "open"):
        figures = pen.about_requests()
        answers.append(pen.answer("tools", pen.tools, pen.say("why_tools"), "record", figures))
    return Outcome(mark, headline, detail, tuple(answers), _cautions(pen, text))


def _text(pen: Pen) -> str:
    """The answer about the text: none, open, or some/entire with minimal/extensive editing."""
    basis = pen.basis
    refined = basis.only_rewrites and basis.said("rewrites") == "refined" and not basis.retyped_words
    if basis.least_words and not (refined and not basis.said_model_text):
        amount = "entire" if basis.throughout(number(FORM, "entire_from")) else "some"
        # What came from outside, or was typed after an answer, has no figure of its changes.
        known = basis.model_words and not basis.retyped_words and not basis.said_model_text
        changed = known and basis.edited_percent >= number(FORM, "extensive_from")
        return f"{amount}_{'extensive' if changed else 'minimal'}"
    if basis.said_model_text:
        return "some_minimal"
    return "open" if basis.is_open else NONE


def _verdict(pen: Pen, text: str, others: list[str]) -> tuple[Mark, str, str]:
    basis, say = pen.basis, pen.say
    words = say.count(basis.least_words, "words")
    if text not in (NONE, "open"):
        detail = say("detail_declare", words=words) if basis.least_words else say("detail_said")
        return "warn", say("declare"), detail
    if text == "open":
        words = say.count(basis.elsewhere_words, "words")
        return "unknown", say("cannot_tell"), say("detail_open", words=words)
    if any(one not in ("", NONE) for one in others):
        return "warn", say("declare_other"), say("detail_other")
    if basis.least_words:
        return "pass", say("declare_none"), say("detail_refined", words=words)
    if basis.requests:
        asked = say.count(len(basis.requests), "requests")
        return "pass", say("declare_none"), say("detail_assisted", requests=asked)
    return "pass", say("declare_none"), say("detail_none")


def _any(pen: Pen, text: str, others: list[str]) -> Answer:
    parts = [text, *others]
    if any(one not in ("", "open", NONE) for one in parts):
        name = "yes"
    else:
        name = "no" if all(one == NONE for one in parts) else "open"
    ground: Ground = "open" if name == "open" else "both"
    return pen.answer("any", lambda say: say(name), pen.say("why_any"), ground, pen.about_share())


def _texts(pen: Pen, text: str) -> Answer:
    basis = pen.basis
    said = basis.said_model_text or (basis.elsewhere_words > 0 and not basis.is_open)
    ground: Ground = "open" if text == "open" else "both" if said or basis.said("rewrites") else "record"
    figures = pen.about_text()
    if basis.elsewhere_words:
        words = pen.say.count(basis.elsewhere_words, "words")
        figures += (pen.said(question(FORM, "elsewhere", pen.say.language, words=words)),)
    limits = pen.limits_of_text()
    return pen.answer("texts", lambda say: say(text), _why(pen, text), ground, figures, limits)


def _why(pen: Pen, text: str) -> str:
    basis, say = pen.basis, pen.say
    if text == "open":
        return say("why_open", words=say.count(basis.elsewhere_words, "words"))
    if text == NONE:
        return say("why_refined" if basis.least_words else "why_none")
    if not basis.least_words:
        return say("why_said")
    amount, editing = text.split("_")
    line, percent = f"{number(FORM, 'extensive_from'):g}", percent_words(basis.edited_percent, (0, 50, 100))
    why = say(f"why_{amount}", share=pen.share(basis.least_words), places=pen.places())
    if not basis.model_words:
        return why
    return f"{why} {say(f'why_{editing}', percent=percent, line=line)}"


def _said(pen: Pen, name: str) -> Answer:
    given = pen.basis.said(name)

    def write(say: Words) -> str:
        return say(given or "open")

    asked = "translations" if name == "translation" else name
    figures = (pen.said(question(FORM, name, pen.say.language)),)
    return pen.answer(asked, write, pen.say("why_images"), "you" if given else "open", figures)


def _cautions(pen: Pen, text: str) -> tuple[str, ...]:
    basis, say = pen.basis, pen.say
    cautions = []
    if basis.only_rewrites:
        cautions.append(say("caution_rewrites"))
    if basis.said_model_text and not basis.least_words:
        cautions.append(say("caution_said_amount"))
    if text != NONE:
        cautions.append(say("caution_editions"))
    return tuple(cautions)
