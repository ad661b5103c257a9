"""The US Copyright Office: AI-generated text that is more than de minimis is disclosed and excluded.

The test is no percentage (88 FR 16190): would the material be copyrightable if a human had written it? So the
draft discloses all but short phrases, which only the applicant may call trivial.
"""

from __future__ import annotations

from muse_desktop.formats.report import Mark
from muse_desktop.provenance.disclosure.basis import Basis, percent_words
from muse_desktop.provenance.disclosure.pen import Outcome, Pen
from muse_desktop.provenance.disclosure.rules import Words, number
from muse_desktop.provenance.disclosure.values import Answer, Ground
from muse_desktop.provenance.figures import words_of

FORM = "copyright_office"
BARELY = 1  # percent of changed words below which a passage is said to stand as it was generated


def questions(basis: Basis) -> tuple[str, ...]:
    """What is to be asked of the writer."""
    phrases = ("de_minimis",) if _phrases(basis) else ()
    arranged = ("arrangement",) if basis.has_model_text else ()
    return (*phrases, "elsewhere", "other_tools", *arranged, "images")


def _phrases(basis: Basis) -> bool:
    """Whether there is a model's text, and none of it is longer than a short phrase."""
    return 0 < basis.longest <= number(FORM, "short_phrase") and not basis.said_model_text


def outcome(pen: Pen) -> Outcome:
    """The boxes of the application that AI concerns."""
    basis = pen.basis
    trivial = _phrases(basis) and basis.said("de_minimis") == "yes"
    text = basis.has_model_text and not trivial
    images = basis.said("images") == "some"
    is_open = basis.is_open and not text
    mark, headline, detail = _verdict(pen, text, images, trivial, is_open)
    answers = (
        _created(pen, text, is_open),
        _excluded(pen, text, images, is_open),
        _included(pen, text, is_open),
        _note(pen, text, images, is_open),
    )
    return Outcome(mark, headline, detail, answers, _cautions(pen, text))


def _verdict(pen: Pen, text: bool, images: bool, trivial: bool, is_open: bool) -> tuple[Mark, str, str]:
    basis, say = pen.basis, pen.say
    if text:
        words = say.count(basis.least_words, "words")
        detail = say("detail_disclose", words=words) if basis.least_words else say("detail_said")
        return "warn", say("disclose"), detail
    if is_open:
        words = say.count(basis.elsewhere_words, "words")
        return "unknown", say("cannot_tell"), say("detail_open", words=words)
    if images:
        return "warn", say("disclose_images"), say("detail_images")
    if trivial:
        return "warn", say("trivial"), say("detail_trivial", longest=say.count(basis.longest, "words"))
    return "pass", say("nothing"), say("detail_nothing")


def _edited(basis: Basis) -> bool:
    return basis.edited_percent >= BARELY


def _claim(pen: Pen, text: bool) -> str:
    """Which claim fits: what a human wrote, revised, and selected or arranged."""
    basis = pen.basis
    if not text:
        return "created_text"
    own = words_of(basis.figures.shares, "own") > 0
    arranged = basis.said("arrangement") != "partly"
    edited = "_edited" if _edited(basis) else ""
    if own:
        names = {"_edited": "created_edited", "": "created_mixed"}
        return names[edited] if arranged else f"created_partly{edited}"
    return f"created_arranged{edited}" if arranged else "created_nothing"


def _created(pen: Pen, text: bool, is_open: bool) -> Answer:
    own = pen.say.count(words_of(pen.basis.figures.shares, "own"), "words")
    name = "open" if is_open else _claim(pen, text)
    ground: Ground = "open" if is_open else "both"
    why = pen.say("why_open") if is_open else pen.say("why_created", own=own)
    figures, limits = pen.about_text(), pen.limits_of_text()
    return pen.answer("created", lambda say: say(name), why, ground, figures, limits)


def _excluded(pen: Pen, text: bool, images: bool, is_open: bool) -> Answer:
    names = {
        (True, True): "excluded_both",
        (True, False): "excluded_text",
        (False, True): "excluded_images",
        (False, False): "excluded_none",
    }
    name = "open" if is_open else names[text, images]
    why = pen.say("why_open" if is_open else "why_excluded")
    return pen.answer("excluded", lambda say: say(name), why, "open" if is_open else "both")


def _included(pen: Pen, text: bool, is_open: bool) -> Answer:
    """A claim that excludes something names what it includes."""
    name = "open" if is_open else _claim(pen, text)
    why = pen.say("why_open" if is_open else "why_excluded")
    return pen.answer("included", lambda say: say(name), why, "open" if is_open else "both")


def _note(pen: Pen, text: bool, images: bool, is_open: bool) -> Answer:
    basis = pen.basis

    def write(say: Words) -> str:
        if is_open:
            return say("open")
        if not text and not images:
            return say("note_none")
        parts = _located(pen, say) if text else []
        if text and basis.said_model_text:
            parts.append(say("note_said"))
        if images:
            parts.append(say("note_images"))
        gap = "" if say.language == "zh" else " "
        return gap.join([*parts, say("note_claim")] if text else parts)

    why = pen.say("why_open" if is_open else "why_note")
    requests = pen.about_requests() if text else ()
    ground: Ground = "open" if is_open else "both"
    return pen.answer("note", write, why, ground, requests, pen.limits_of_requests() if requests else ())


def _located(pen: Pen, say: Words) -> list[str]:
    """Where the model's text stands, how large it is, what the author did to it."""
    basis = pen.basis
    parts = []
    if basis.model_words:
        longest = max(passage.words for passage in basis.passages) if basis.passages else basis.longest
        parts.append(
            say(
                "note_first",
                passages=say.count(len(basis.passages), "passages"),
                share=pen.share(basis.model_words, say),
                tools=pen.tools(say),
                places=pen.places(say),
                longest=say.count(longest, "words"),
            )
        )
        percent = percent_words(basis.edited_percent)
        parts.append(say("note_edited", percent=percent) if _edited(basis) else say("note_unedited"))
        if basis.candidates > len(basis.blocks):
            parts.append(say("note_chosen", offered=say.count(basis.candidates, "texts")))
        if any(block.rewritten for block in basis.blocks):
            parts.append(say("note_rewritten"))
    if basis.retyped_words:
        parts.append(say("note_retyped", words=say.count(basis.retyped_words, "words")))
    return parts


def _cautions(pen: Pen, text: bool) -> tuple[str, ...]:
    say = pen.say
    cautions = []
    if text:
        cautions.append(say("caution_prompts"))
        if not words_of(pen.basis.figures.shares, "own"):
            cautions.append(say("caution_no_human"))
        cautions.append(say("caution_earlier"))
    if pen.basis.elsewhere_words:
        cautions.append(say("caution_others"))
    return tuple(cautions)
