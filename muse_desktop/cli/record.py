"""`muse-desktop replay | verify | doctor`: whether what was written down holds, and what state all is in."""

from __future__ import annotations

import argparse
from pathlib import Path

from muse_desktop.cli.context import Commands, open_studio
from muse_desktop.cli.evidence import verify_bundle
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, message


def register(commands: Commands) -> None:
    """Hang the commands on the command line."""
    replay = commands.add("replay", "repeat a recorded generation and compare", _replay)
    replay.add_argument("generation", type=int)
    verify = commands.add("verify", "check the record: its chain, signatures, and every document", _verify)
    verify.add_argument("bundle", nargs="?", type=Path, help="an evidence bundle instead of this workspace")
    verify.add_argument("--head", default="", metavar="NUMBER:HASH", help="a head that was told before")
    verify.add_argument("--key", default="", metavar="FINGERPRINT", help="the writer's key, as told before")
    commands.add("doctor", "print versions, backends, paths, model and database health", _doctor)


def _replay(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.studio.shapes import replay_shape

    with open_studio(chosen, "read") as studio:
        report = studio.replay(chosen.generation).result()
    reason = message(report.reason, language, **report.values) if report.reason else ""
    if chosen.json:
        print_json(replay_shape(report, reason))
    else:
        say(message(
            f"cli.replay_{report.verdict}", language, candidate=(report.candidate or 0) + 1,
            token=report.token if report.token is not None else 0, reason=reason,
        ))  # fmt: skip
    return 1 if report.verdict == "cannot_run" else 0


def _verify(chosen: argparse.Namespace, language: Language) -> int:
    if chosen.bundle is not None:
        return verify_bundle(chosen, language)
    with open_studio(chosen, "read") as studio:
        report = studio.verify(chosen.head, chosen.key)
    if chosen.json:
        print_json(report)
    else:
        said = "cli.verify_ok" if report["ok"] else "cli.verify_bad"
        say(message(said, language, events=str(report["events"]), documents=str(report["documents"]),
                      problems="; ".join(str(one) for one in report["problems"])))  # fmt: skip
        for note in report["notes"]:
            say(f"  {note}")
    return 0 if report["ok"] else 1


def _doctor(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.doctor import examine

    report = examine(chosen.workspace, chosen.model)
    if chosen.json:
        print_json(report)
    else:
        for room, entries in report.items():
            say(room)
            for key, value in entries.items():
                say(f"  {key}: {value}")
    return 0 if report["health"]["ok"] else 1
