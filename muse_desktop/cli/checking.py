"""`muse-desktop check`: the passages that files share with the library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from muse_desktop.cli.context import Commands, open_studio, project_named
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, MuseError, Value, message

if TYPE_CHECKING:
    from muse_desktop.library.corpus import Corpus
    from muse_desktop.originality.own import OwnReport
    from muse_desktop.originality.shown import Checked, Shown
    from muse_desktop.studio.originality.report import Used
    from muse_desktop.studio.studio import Studio


def register(commands: Commands) -> None:
    """Hang the command on the command line."""
    check = commands.add("check", "find the passages that files share with the library", _check)
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument(
        "--library", type=Path, metavar="DIR", help="a folder of texts instead of the workspace's library"
    )
    check.add_argument("--own", action="store_true", help="compare with your own texts of the library too")
    check.add_argument(
        "--drafts", action="store_true", help="tell what your drafts in the workspace say already"
    )
    check.add_argument("--meaning", action="store_true", help="look for possible paraphrases too (slower)")
    check.add_argument("--project", metavar="TITLE", help="leave out what this project leaves out")
    check.add_argument("--all", action="store_true", help="list what is left out too, with the reason")
    check.add_argument("--report", type=Path, metavar="FILE", help="write a report: FILE.html or FILE.pdf")


class _Against(msgspec.Struct, frozen=True):
    """What the drafts are compared with, and how what is found is shown. `notices` tell what could not be
    compared with, once the checks are made."""

    corpus: Corpus
    used: Used
    notices: Callable[[], Sequence[MuseError]]
    studio: Studio | None = None
    own_left_out: int = 0
    library: str = ""


@dataclass
class _Found:
    """What was found in all files."""

    checks: list[tuple[Path, Checked, Shown]] = field(default_factory=list)
    drafts: list[tuple[Path, OwnReport]] = field(default_factory=list)


def _check(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.formats.read import read_text
    from muse_desktop.studio.originality.telling import refuse_other_kinds

    if chosen.report:
        refuse_other_kinds(chosen.report)
    if chosen.drafts and chosen.library:
        raise MuseError("cli.check_drafts_no_workspace")
    drafts = []
    for path in chosen.files:
        read = read_text(path)
        drafts.append((path, read.text))
        if read.note:
            print(f"{path}: {message(read.note, language, encoding=read.encoding)}", file=sys.stderr)
    with _against(chosen) as against, ExitStack() as closing:
        found = _look(chosen, drafts, against, closing)
        if chosen.report:
            _report(chosen, found, against, language)
        for notice in against.notices():
            print(notice.text(language), file=sys.stderr)
        if chosen.json:
            _print_shape(found, against, language)
        else:
            _print(chosen, found, against, language)
    return 0


@contextmanager
def _against(chosen: argparse.Namespace) -> Iterator[_Against]:
    from muse_desktop.originality.settings import ViewSettings
    from muse_desktop.studio.originality.report import Used

    if chosen.library:
        from muse_desktop.library.folder import open_folder

        folder = open_folder(chosen.library)
        # The same text twice is still compared; anything else left out must not pass as clean.
        left_out = [
            MuseError(one.code, **one.values) for one in folder.skipped if one.code != "library.duplicate"
        ]
        yield _Against(folder, Used(ViewSettings()), lambda: left_out)
        return
    with open_studio(chosen, "read") as studio:
        from muse_desktop.library.others import Others
        from muse_desktop.originality.record import library_state

        library, others = studio.library, Others(studio.library)
        project = project_named(studio, chosen.project) if chosen.project else None
        used = studio.originality.used(project, own=chosen.own)
        state = studio.store.read(lambda db: library_state(db, own=chosen.own))
        if chosen.own:
            yield _Against(library, used, library.notices, studio, library=state)
        else:
            yield _Against(others, used, library.notices, studio, others.left_out, state)


def _look(
    chosen: argparse.Namespace,
    drafts: Sequence[tuple[Path, str]],
    against: _Against,
    closing: ExitStack,
) -> _Found:
    from muse_desktop.originality.shown import shown
    from muse_desktop.studio.originality.alone import check_alone
    from muse_desktop.studio.originality.encoding import shipped_encoder

    found = _Found()
    encoder = shipped_encoder() if chosen.meaning else None
    if encoder is not None:
        closing.callback(encoder.close)
    for path, text in drafts:
        checked = check_alone(
            text, against.corpus, against.studio, encoder=encoder, meaning=chosen.meaning, own=chosen.own,
            library=against.library, own_left_out=against.own_left_out,
        )  # fmt: skip
        found.checks.append((path, checked, shown(checked, against.used.view, against.used.exclusions)))
        if chosen.drafts and against.studio is not None:
            named = chosen.project is not None or against.studio.manuscript.projects()
            project = project_named(against.studio, chosen.project) if named else None
            found.drafts.append((path, against.studio.originality.own(text, None, project=project).result()))
    return found


def _report(chosen: argparse.Namespace, found: _Found, against: _Against, language: Language) -> None:
    from muse_desktop.studio.originality.report import originality_report
    from muse_desktop.studio.originality.telling import part_of, write_report

    parts = [part_of(path.name, checked, some, against.corpus) for path, checked, some in found.checks]
    title = ("、" if language == "zh" else ", ").join(path.stem for path, _, _ in found.checks[:3])
    write_report(chosen.report, originality_report(title, parts, against.used, language))


def _print_shape(found: _Found, against: _Against, language: Language) -> None:
    from muse_desktop.studio.shapes import check_shape

    told = against.corpus.totals(), against.notices()
    print_json(check_shape(found.checks, *told, language, against.own_left_out, found.drafts))


def _print(chosen: argparse.Namespace, found: _Found, against: _Against, language: Language) -> None:
    for path, checked, some in found.checks:
        _print_one(path, checked, some, language, everything=chosen.all)
    for path, report in found.drafts:
        _print_drafts(path, report, language)
    if against.own_left_out:
        say(message("cli.check_own", language, texts=against.own_left_out))
    say(message("cli.check_scope", language))
    if chosen.report:
        say(message("cli.check_report", language, file=str(chosen.report)))


def _print_one(path: Path, checked: Checked, found: Shown, language: Language, *, everything: bool) -> None:
    from muse_desktop.studio.originality.report import Words, rule, why

    report, words = checked.report, Words(language)
    sizes: dict[str, Value] = {
        "file": str(path), "words": report.draft_words, "items": report.items, "library_words": report.words,
    }  # fmt: skip
    if not report.draft_words:
        say(message("cli.check_empty", language, **sizes))
    elif not report.items:
        say(message("cli.check_no_library", language, **sizes))
    elif not report.hits:
        say(message("cli.check_nothing", language, **sizes))
    elif not found.passages:
        say(message("cli.check_none_shown", language, listed=len(report.hits), **sizes))
    else:
        say(message("cli.check_found", language, passages=found.passages, covered=found.words, **sizes))
    left = {id(one.hit): one for one in found.left_out}
    for hit in report.hits:
        out = left.get(id(hit))
        if out is not None and not everything:
            continue
        kind = f"{words(hit.kind)}, {words.count(hit.words, 'words')}"
        if out is not None:
            kind += f" ({message('cli.check_left_out_as', language, reason=rule(out, words))})"
        place = f"{hit.source.title} {hit.source.start}–{hit.source.end}"
        say(f"  {hit.draft.start}–{hit.draft.end}  {kind}  {place}\n    {' '.join(hit.text.split())}")
        say(f"    {why(hit, words)}")
    if found.passages and left and not everything:
        say(message("cli.check_left_out", language, count=len(left)))


def _print_drafts(path: Path, report: OwnReport, language: Language) -> None:
    count, documents = len(report.uses), report.documents
    say(message("cli.check_drafts", language, file=str(path), count=count, documents=documents))
    here = message("cli.check_drafts_here", language)
    for use in report.uses:
        where = ", ".join(one for one in (here if use.same else use.title, use.heading) if one)
        say(f"  {use.draft.start}–{use.draft.end}  {where} {use.other.start}–{use.other.end}")
        say(f"    {' '.join(use.text.split())}")
