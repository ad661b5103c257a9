"""`muse-desktop publish-check`: a manuscript against a house's rules, before it goes out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_desktop.cli.context import Commands, open_studio, project_named
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, MuseError

if TYPE_CHECKING:
    from muse_desktop.studio.publication.publication import Publication
    from muse_desktop.studio.publication.values import Finding, Place, Result

_SHOWN = 3  # places of a finding that are printed


def register(commands: Commands) -> None:
    """Hang the command on the command line."""
    check = commands.add("publish-check", "check a manuscript by house rules before it goes out", _check)
    check.add_argument("--project", metavar="TITLE", help="title or number; by default the first project")
    check.add_argument("--document", type=int, action="append", help="only this one (may be repeated)")
    check.add_argument("--rules", metavar="ID", help="house rules; by default those the project goes by")
    check.add_argument("--list", action="store_true", help="list the house rules there are")
    check.add_argument(
        "--choose", action="store_true", help="have the project go by these rules from now on, exports too"
    )
    check.add_argument(
        "--override", metavar="RULE=REASON", action="append", default=[],
        help="set a rule that is not met aside; the reason goes on record",
    )  # fmt: skip
    check.add_argument("--out", type=Path, metavar="FILE", help="write the report to a .pdf or .html")


def _check(chosen: argparse.Namespace, language: Language) -> int:
    writes = bool(chosen.choose or chosen.override)
    with open_studio(chosen, "own" if writes else "read") as studio:
        room = studio.evidence.publication
        project = project_named(studio, chosen.project)
        if chosen.list:
            return _list(room, project, language, chosen.json)
        rules = chosen.rules
        profile = room.profile(rules, language, project) if rules else room.chosen(project, language)
        if chosen.choose:
            room.choose(project, profile.id).result()
        result = room.check(project, chosen.document, profile, language)
        for given in chosen.override:
            room.override(result, *_reason(given, result)).result()
        if chosen.override:
            result = room.judge(room.refreshed(result.material), profile, language)
        if chosen.out is not None:
            room.save(result, chosen.out)
    if chosen.json:
        print_json(check_shape(result))
    elif chosen.out is not None:
        say(str(chosen.out))
    else:
        _print(result, language)
    return 0


def _list(room: Publication, project: int, language: Language, as_json: bool) -> int:
    profiles, goes_by = room.profiles(language, project), room.chosen(project, language).id
    if as_json:
        listed = [{"rules": one.id, "name": one.name, "chosen": one.id == goes_by} for one in profiles]
        print_json({"rules": listed})
    for one in () if as_json else profiles:
        say(f"{'*' if one.id == goes_by else ' '} {one.id}  {one.name}")
    return 0


def _reason(given: str, result: Result) -> tuple[str, str]:
    """Rule and reason of "rule=reason". Raises publication.bad_override."""
    rule, equals, reason = given.partition("=")
    known = [one.rule for one in result.findings]
    if not equals or rule not in known:
        raise MuseError("publication.bad_override", given=given, known=", ".join(known))
    return rule, reason


def _print(result: Result, language: Language) -> None:
    from muse_desktop.studio.publication.report import set_aside, whole
    from muse_desktop.studio.publication.wording import Words

    words = Words(language)
    say(f"{result.profile_name}: {whole(result, words)}")
    for one in result.findings:
        say(f"\n[{one.mark}] {one.name} ({one.rule})\n  {one.told}")
        for line in one.details:
            say(f"  - {line}")
        if one.override is not None:
            say(f"  {set_aside(one.override, words)}")
        elif one.todo and one.mark != "pass":
            say(f"  {words('todo', todo=one.todo)}")
        for place in one.places[:_SHOWN]:
            shown = " ".join(place.text.split())
            say(f"    {place.title} {place.start}–{place.end} ({place.note}): {shown}")
        if len(one.places) > _SHOWN:
            say(f"    {words('more_places', n=len(one.places) - _SHOWN)}")
    say(f"\n{words('not_legal')}")


def check_shape(result: Result) -> dict[str, Any]:
    """The check as the JSON that ARCHITECTURE.md promises."""
    material = result.material
    return {
        "rules": result.profile,
        "rules_name": result.profile_name,
        "rules_sha256": result.rules_hash,
        "made_at": result.made_at,
        "mark": result.mark,
        "findings": [_finding(one) for one in result.findings],
        "texts": [
            {"document": one.document, "title": one.title, "sha256": one.text_hash}
            for one in material.figures.documents
        ],
        "library": {"items": material.library_items, "words": material.library_words},
        "legal_advice": False,
    }


def _finding(one: Finding) -> dict[str, Any]:
    aside = one.override
    return {
        "rule": one.rule,
        "mark": one.mark,
        "name": one.name,
        "told": one.told,
        "details": list(one.details),
        "todo": one.todo,
        "override": {"record": aside.seq, "at": aside.at, "reason": aside.reason} if aside else None,
        "places": [_place(place) for place in one.places],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "document": place.document,
        "start": place.start,
        "end": place.end,
        "note": place.note,
        "text": place.text,
        "ticked": place.ticked if place.key else None,
    }
