"""Rules about who wrote what: text and use of models, disclosure, gaps, licences, statements."""

from __future__ import annotations

from muse_desktop.errors import Language, message
from muse_desktop.formats.report import Mark
from muse_desktop.provenance.disclosure.values import Draft
from muse_desktop.provenance.figures import Figures, ModelUsed, Passage, words_of
from muse_desktop.studio.publication.claims import claims
from muse_desktop.studio.publication.profiles import Rules
from muse_desktop.studio.publication.values import Finding, Material, Place
from muse_desktop.studio.publication.wording import Words, percent

EXCERPT = 160  # code points of a passage that are kept


def place(material: Material, document: int, start: int, end: int, note: str = "", **more: object) -> Place:
    """A passage of one of the texts."""
    text = next((one for one in material.texts if one.document == document), None)
    words = text.text[start:end] if text else ""
    shown = words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
    key, ticked = str(more.get("key", "")), bool(more.get("ticked", False))
    return Place(document, text.title if text else "", start, end, shown, note, key, ticked)


def ai_text(material: Material, rules: Rules, say: Words) -> Finding:
    """How much rests on generated text; `measure` is in words, those a file says a model wrote included."""
    figures = material.figures
    words = figures.model_words + figures.said_model_words
    retyped = sum(one.words for one in figures.retyped)
    details = _open_words(figures, say)
    passages: list[tuple[Passage, str]] = [
        (one, say("p_generated")) for document in figures.documents for one in document.passages
    ]
    passages += [(one, say("p_retyped")) for one in figures.retyped]
    places = tuple(place(material, one.document, one.start, one.end, note) for one, note in passages)
    limit = rules.model_percent
    share = {"words": say.count(words, "words"), "percent": percent(words, figures.words)}
    if limit is not None and 100 * words > limit * figures.words:
        key = "ai_forbidden" if limit == 0 else "ai_over"
        told = say(key, **share, limit=f"{limit:g}")
        return Finding("ai_text", "fail", say.name("ai_text"), told, details, say("ai_todo"), places, words)
    if not words:
        open_words = _elsewhere(figures)
        told = say("ai_none_open", open=say.count(open_words, "words")) if open_words else say("ai_none")
    else:
        told = say("ai_some", **share)
    mark: Mark = "pass"
    if limit is not None and (retyped or _elsewhere(figures)):
        mark = "warn"  # what the record cannot place might be a model's too
    elif retyped:
        mark = "warn"
    todo = say("ai_todo_look") if mark == "warn" else ""
    return Finding("ai_text", mark, say.name("ai_text"), told, details, todo, places, words)


def _elsewhere(figures: Figures) -> int:
    return sum(words_of(figures.shares, tint) for tint in ("pasted", "imported", "unknown"))


def _open_words(figures: Figures, say: Words) -> tuple[str, ...]:
    lines = []
    if figures.said_model_words:
        lines.append(say("ai_said", words=say.count(figures.said_model_words, "words")))
    if figures.retyped:
        lines.append(say("ai_retyped", passages=say.count(len(figures.retyped), "passages")))
    if elsewhere := _elsewhere(figures):
        lines.append(say("ai_open", words=say.count(elsewhere, "words")))
    return tuple(lines)


def ai_use(material: Material, rules: Rules, say: Words) -> Finding | None:
    """Requests, where none is allowed."""
    if not rules.no_requests:
        return None
    number = len(material.figures.interactions)
    if not number:
        return Finding("ai_use", "pass", say.name("ai_use"), say("use_none"))
    told = say("use_some", requests=say.count(number, "requests"))
    return Finding("ai_use", "fail", say.name("ai_use"), told, (), say("use_todo"), (), number)


def disclosure(material: Material, rules: Rules, say: Words) -> Finding:
    """Whether what is told of AI has been drafted, and agrees with the figures."""
    figures, wanted = material.figures, rules.disclosure
    took_part = bool(figures.interactions or figures.model_words or figures.said_model_words)
    drafts = dict(material.answered)
    if wanted not in ("", "any"):
        drafts = {form: draft for form, draft in drafts.items() if form == wanted}
    name, measure = say.name("disclosure"), int(took_part)
    details = _of_drafts(drafts, say)
    if took_part and not material.notice:
        details.append(("warn", say("disc_off")))
    if not drafts:
        if not took_part and wanted in ("", "any"):
            return Finding("disclosure", "pass", name, say("disc_nothing"))
        named = wanted not in ("", "any")
        told = say("disc_form_missing", form=say.form(wanted)) if named else say("disc_missing")
        mark: Mark = "fail" if wanted else "warn"
        rest = tuple(line for _, line in details)
        return Finding("disclosure", mark, name, told, rest, say("disc_todo"), (), measure)
    marks = {mark for mark, _ in details}
    worst: Mark = next((one for one in ("fail", "warn", "unknown") if one in marks), "pass")
    if worst == "fail" and not wanted:
        worst = "warn"
    if not marks:
        told = say("disc_there", forms=say.listed(map(say.form, drafts)))
        return Finding("disclosure", "pass", name, told, (), "", (), measure)
    (_, told), *rest_of = details
    off_alone = marks == {"warn"} and not material.notice and len(details) == 1
    todo = say("disc_todo_off" if off_alone else "disc_todo")
    return Finding("disclosure", worst, name, told, tuple(line for _, line in rest_of), todo, (), measure)


def _of_drafts(drafts: dict[str, Draft], say: Words) -> list[tuple[Mark, str]]:
    """What is not in order with drafts: those that fail first."""
    lines: list[tuple[Mark, str]] = []
    for mark, key in (("fail", "disc_against"), ("warn", "disc_against"), ("unknown", "disc_open")):
        lines += [
            (draft.mark, say(key, form=draft.form.name, headline=draft.headline))
            for draft in drafts.values()
            if draft.mark == mark
        ]
    return lines


def record(material: Material, language: Language, say: Words) -> Finding:
    """Gaps of the record."""
    gaps = material.figures.gaps
    if not gaps:
        return Finding("record", "pass", say.name("record"), say("record_whole"))
    lines = tuple(message(gap.code, language, **{"at": gap.at, **gap.values}) for gap in gaps)
    told = say("record_gaps", gaps=say.count(len(gaps), "gaps"))
    return Finding("record", "warn", say.name("record"), told, lines, say("record_todo"), (), len(gaps))


def models(material: Material, rules: Rules, say: Words) -> Finding:
    """The licences of the models whose words stand in the work."""
    figures, name = material.figures, say.name("models")
    standing = {one.generation for one in figures.blocks if one.standing}
    names = {one.model for one in figures.interactions if one.generation in standing}
    used = [one for one in figures.models if one.name in names]
    if not used and not figures.model_words:
        return Finding("models", "pass", name, say("models_none"))
    used = used or [ModelUsed("", "", "", 0)]
    unread = ("unknown", "")
    of = {one: material.licences.get(one.licence, unread)[0] if one.licence else "unknown" for one in used}
    lines = tuple(_model_line(one, material, say) for one in used)
    unsold = [_called(one, say) for one in used if of[one] == "no"]
    unknown = [_called(one, say) for one in used if of[one] == "unknown"]
    if unsold or unknown:
        mark: Mark = "fail" if unsold and rules.commercial else "warn"
        key = "models_unsold" if unsold else "models_unknown"
        told = say(key, names=say.listed(unsold or unknown))
        measure = len(unsold) or len(unknown)
        return Finding("models", mark, name, told, lines, say("models_todo"), (), measure)
    key = "models_terms" if "terms" in of.values() else "models_free"
    return Finding("models", "pass", name, say(key), lines)


def _called(one: ModelUsed, say: Words) -> str:
    return one.name or say("models_nameless")


def _model_line(one: ModelUsed, material: Material, say: Words) -> str:
    licence = one.licence or say("models_no_licence")
    says = material.licences.get(one.licence, ("", ""))[1] if one.licence else ""
    return say("models_line", name=_called(one, say), licence=licence, says=says).strip()


def length(material: Material, rules: Rules, say: Words) -> Finding | None:
    """The length, where a house names one."""
    least, most, words = rules.least_words, rules.most_words, material.figures.words
    if least is None and most is None:
        return None
    name, counted = say.name("length"), say.count(words, "words")
    if least is not None and words < least:
        told, over = say("length_short", words=counted, limit=say.count(least, "words")), least - words
    elif most is not None and words > most:
        told, over = say("length_long", words=counted, limit=say.count(most, "words")), words - most
    else:
        return Finding("length", "pass", name, say("length_right", words=counted))
    return Finding("length", "fail", name, told, (), say("length_todo"), (), over)


def stated(material: Material, rules: Rules, say: Words) -> Finding | None:
    """What generated text states, with what was ticked off; where a house asks for it."""
    if not rules.claims:
        return None
    places = []
    texts = {one.document: one.text for one in material.texts}
    for document in material.figures.documents:
        for passage in document.passages:
            text = texts.get(document.document, "")
            for one in claims(document.document, text, passage.start, passage.end):
                note, ticked = say(f"c_{one.sort}"), one.key in material.ticks
                places.append(
                    place(material, document.document, one.start, one.end, note, key=one.key, ticked=ticked)
                )
    name, counted = say.name("claims"), say.count(len(places), "claims")
    left = sum(not one.ticked for one in places)
    if not places:
        return Finding("claims", "pass", name, say("claims_none"))
    if not left:
        return Finding("claims", "pass", name, say("claims_done", claims=counted), (), "", tuple(places))
    told = say("claims_open", open=left, claims=counted)
    return Finding("claims", "warn", name, told, (), say("claims_todo"), tuple(places), left)
