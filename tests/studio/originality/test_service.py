"""The originality service of the studio: settings, exclusions, checks in two stages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from muse_desktop.originality.settings import ViewSettings
from muse_desktop.settings import Settings
from muse_desktop.store.tables.checks import Check
from muse_desktop.studio.originality.originality import CheckRun
from muse_desktop.studio.studio import Studio

COPIED = (
    "the ferry had not been seen since the bells were taken down from the tower, and whoever wanted to cross "
    "the water had to walk as far as the mill, where a boy with one oar waited for pennies and for company"
)
DRAFT = f"Nobody minded that {COPIED} at all."


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio.open(tmp_path / "w", settings=Settings(language="en"))
    (tmp_path / "old.txt").write_text(f"They said {COPIED.upper()}, and wept.", "utf-8")
    made.library.add([tmp_path / "old.txt"])
    yield made
    made.close()


def begin(studio: Studio) -> tuple[int, int]:
    document = studio.manuscript.create("A draft")
    return studio.manuscript.projects()[0].id, document


def test_settings_of_a_project_are_kept(studio: Studio) -> None:
    project, _ = begin(studio)
    assert studio.originality.view(project) == ViewSettings()
    wanted = ViewSettings(kinds=("verbatim",), least_words=5)
    studio.originality.set_view(project, wanted).result()
    studio.originality._views.clear()
    assert studio.originality.view(project) == wanted


def test_a_check_is_on_record_with_what_it_was_made_with(studio: Studio) -> None:
    project, document = begin(studio)
    run = studio.originality.check(DRAFT, document)
    first, whole = run.first.result(10), run.whole.result(10)
    assert first == whole
    (hit,) = whole.report.hits
    assert COPIED in hit.text
    assert whole.items[hit.source.item].title == "old"
    shown = studio.originality.shown(whole, project)
    assert (shown.passages, shown.words, shown.original) == (1, hit.words, False)
    kept = studio.store.read(lambda db: db.get_one(Check, whole.check).detail)
    assert kept["library_sha256"] == whole.library
    assert kept["originals"] == {str(hit.source.item): whole.originals[hit.source.item]}


@pytest.mark.parametrize("kind", ["hit", "phrase", "source"])
def test_what_was_left_out_stays_left_out_until_taken_back(studio: Studio, kind: str) -> None:
    project, document = begin(studio)
    checked = studio.originality.check(DRAFT, document).whole.result(10)
    number = studio.originality.exclude(project, kind, checked.report.hits[0], "mine").result(10)
    edited = f"It was raining. Still, as you know, {COPIED}, and that was all."
    again = studio.originality.check(edited, document).whole.result(10)
    shown = studio.originality.shown(again, project)
    assert shown.original
    assert [(one.rule, one.exclusion.id) for one in shown.left_out if one.exclusion] == [(kind, number)]
    studio.originality.include(project, number).result(10)
    assert not studio.originality.shown(again, project).original
    assert studio.originality.exclusions(project) == ()


def test_a_cancelled_check_ends_without_a_result(studio: Studio) -> None:
    run = studio.originality.check(DRAFT, cancelled=lambda: True)
    with pytest.raises(CancelledError):
        run.first.result(10)
    with pytest.raises(CancelledError):
        run.whole.result(10)


def test_a_writer_hears_what_she_said_in_another_chapter(studio: Studio) -> None:
    _, document = begin(studio)
    chapter = studio.manuscript.create("Chapter 3")
    session = studio.manuscript.open(chapter)
    session.apply(0, 0, f"Once, {COPIED}.", session.typed_origin(0))
    session.close()
    (use,) = studio.originality.own(DRAFT, document).result(10).uses
    assert (use.document, use.title) == (chapter, "Chapter 3")
    assert COPIED in use.there
    with pytest.raises(CancelledError):
        studio.originality.own(DRAFT, document, cancelled=lambda: True).result(10)


def test_paraphrases_come_as_a_second_stage_on_the_same_record(studio: Studio) -> None:
    _, document = begin(studio)
    studio.originality.__dict__["encoder"] = None  # by words alone
    done: list[float] = []
    run = studio.originality.check(DRAFT, document, meaning=True, progress=done.append)
    first, whole = run.first.result(10), run.whole.result(10)
    assert (first.report.meaning, whole.report.meaning) == (False, True)
    assert first.check == whole.check
    assert studio.store.read(lambda db: db.get_one(Check, whole.check).detail)["meaning"] is True
    assert done == sorted(done)


def test_paraphrases_can_be_given_up_and_what_was_found_stays(studio: Studio) -> None:
    studio.originality.__dict__["encoder"] = None
    wanted: list[CheckRun] = []
    begun = threading.Event()

    def progress(_: float) -> None:
        begun.wait(10)

    def cancelled() -> bool:
        return bool(wanted and wanted[0].first.done())

    draft = f"{DRAFT} Another sentence of some ten words or so stands here."
    run = studio.originality.check(draft, meaning=True, progress=progress, cancelled=cancelled)
    wanted.append(run)
    begun.set()
    assert run.first.result(10).report.hits
    with pytest.raises(CancelledError):
        run.whole.result(10)


def test_what_was_left_out_of_a_text_that_is_gone_is_left_out_when_it_comes_back(
    studio: Studio, tmp_path: Path
) -> None:
    project, document = begin(studio)
    checked = studio.originality.check(DRAFT, document).whole.result(10)
    (hit,) = checked.report.hits
    studio.library.remove(hit.source.item)
    studio.originality.exclude(project, "source", hit).result(10)
    studio.library.add([tmp_path / "old.txt"])
    again = studio.originality.check(DRAFT, document).whole.result(10)
    assert again.report.hits
    assert studio.originality.shown(again, project).original


def test_a_draft_without_words_is_checked_and_nothing_is_found(studio: Studio) -> None:
    _, document = begin(studio)
    for draft in ("", "\n\n", "…—！？", "\u200d\ufeff", "“"):
        checked = studio.originality.check(draft, document, meaning=not draft).whole.result(10)
        assert studio.originality.shown(checked, None).original
        assert studio.originality.own(draft, document).result(10).uses == ()


def test_a_text_taken_out_while_it_is_compared_is_left_out_of_the_record(
    studio: Studio, tmp_path: Path
) -> None:
    project, document = begin(studio)
    (item,) = studio.library.items()
    taken: list[int] = []

    def progress(_: float) -> None:
        if not taken:
            taken.append(item.id)
            studio.library.remove(item.id)

    checked = studio.originality.check(DRAFT, document, progress=progress).whole.result(10)
    kept = studio.store.read(lambda db: db.get_one(Check, checked.check).hits)
    assert kept == []
    told = studio.originality.export_report(tmp_path / "r.html", checked, project, "A draft").result(20)
    assert told.read_text("utf-8").startswith("<!DOCTYPE html>")
