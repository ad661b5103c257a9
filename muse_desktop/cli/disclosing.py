"""`muse-desktop disclose`: drafts of what to tell others about AI, from the record."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_desktop.cli.context import Commands, open_studio, project_named
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, MuseError, message

if TYPE_CHECKING:
    from muse_desktop.provenance.disclosure.values import Draft, Question
    from muse_desktop.provenance.figures import Figures
    from muse_desktop.studio.disclosure import Disclosure


def register(commands: Commands) -> None:
    """Hang the command on the command line."""
    disclose = commands.add("disclose", "draft what to tell others about AI, from the record", _disclose)
    disclose.add_argument("form", nargs="?", help="who asks; without it all forms are listed")
    disclose.add_argument("--project", metavar="TITLE", help="title or number; by default the first project")
    disclose.add_argument("--document", type=int, action="append", help="only this one (may be repeated)")
    disclose.add_argument(
        "--answer", metavar="QUESTION=ANSWER", action="append", default=[], help="what only you can know"
    )
    disclose.add_argument("--out", type=Path, metavar="FILE", help="write it to a .pdf, .html, .txt or .md")


def _disclose(chosen: argparse.Namespace, language: Language) -> int:
    with open_studio(chosen, "read") as studio:
        room = studio.evidence.disclosure
        if chosen.form is None:
            forms = room.forms(language)
            if chosen.json:
                print_json({"forms": [{"form": one.id, "name": one.name, "asks": one.asks} for one in forms]})
            for one in () if chosen.json else forms:
                say(f"{one.id}  {one.name}")
            return 0
        figures = room.figures(project_named(studio, chosen.project), chosen.document)
        answers = room.answers(figures.project, chosen.form)
        for given in chosen.answer:
            answers = _answered(room, figures, chosen.form, answers, given, language)
        draft = room.draft(figures, chosen.form, answers, language)
        if chosen.out is not None:
            room.save(figures, draft, chosen.out)
        if chosen.json:
            print_json(_shape(draft))
        elif chosen.out is not None:
            say(str(chosen.out))
        else:
            from muse_desktop.formats.report_text import report_text

            say(report_text(room.report(figures, draft)).decode())
    return 0


def _answered(
    room: Disclosure,
    figures: Figures,
    form: str,
    answers: dict[str, str],
    given: str,
    language: Language,
) -> dict[str, str]:
    """The answers with `given` ("question=answer"). Raises disclosure.no_question."""
    name, _, value = given.partition("=")
    asked = {one.id: one for one in room.questions(figures, form, answers, language)}
    found = asked.get(name)
    if found is None or (found.choices and value and value not in {one.id for one in found.choices}):
        known = message(
            "disclosure.answers_known", language, questions="; ".join(map(_asked, asked.values()))
        )
        raise MuseError("disclosure.no_question", question=name, answer=value, known=known)
    return room.answered(figures, answers, name, value)


def _asked(question: Question) -> str:
    choices = "|".join(one.id for one in question.choices)
    return f"{question.id}={choices or '…'}"


def _shape(draft: Draft) -> dict[str, Any]:
    """The draft as the JSON that ARCHITECTURE.md promises."""
    line = draft.line
    return {
        "form": draft.form.id,
        "rules_as_of": draft.form.as_of,
        "mark": draft.mark,
        "headline": draft.headline,
        "detail": draft.detail,
        "answers": [
            {
                "id": one.id,
                "asked": one.asked,
                "answer": one.answer,
                "meaning": one.meaning,
                "why": one.why,
                "rests_on": [{"figure": label, "value": value} for label, value in one.rests_on],
                "limits": list(one.limits),
                "ground": one.ground,
            }
            for one in draft.answers
        ],
        "cautions": list(draft.cautions),
        "line": {"limit": line.limit, "least": line.least, "most": line.most} if line else None,
        "gaps": list(draft.gaps),
        "limits": list(draft.limits),
        "legal_advice": False,
    }
