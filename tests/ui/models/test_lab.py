"""The speed lab's page: what is ticked and on which text, what is shown, smaller files made behind it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from muse_desktop.errors import MuseError
from muse_desktop.models.values import ShelfModel
from muse_desktop.studio.lab_values import Comparison, Step
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Languages
from muse_desktop.ui.models.lab_chart import ticks
from muse_desktop.ui.models.lab_page import LabPage
from muse_desktop.ui.models.lab_setup import Draft
from muse_desktop.ui.models.lab_table import ROW_HEIGHT
from muse_desktop.ui.models.lab_words import file_size
from muse_desktop.ui.models.quantise_dialog import QuantiseDialog, bits_of, smaller_kinds
from tests.ui.models.scripted_lab import ScriptedLab, benchmark, comparison, shelf_model
from tests.ui.window.scripted import done

GB = 10**9
WEIGHTS = 7_500_000_000
DRAFT = Draft("Two inks", "The fog came up the channel the way it came every winter. " * 20, 240)


@pytest.fixture
def models() -> tuple[ShelfModel, ...]:
    return (
        shelf_model("Tide 7B F16", 15 * GB, parameters=WEIGHTS),
        shelf_model("Tide 7B Q8_0", 8 * GB, parameters=WEIGHTS),
        shelf_model("Tide 7B Q4_K_M", 4_600_000_000, parameters=WEIGHTS),
        shelf_model("Small 135M Q4_1", 92_000_000),
        shelf_model("Heron 4B Q4_K_M", 2_500_000_000),
    )


@pytest.fixture
def lab(studio: Studio) -> ScriptedLab:
    studio.lab.close()
    studio.lab = scripted = ScriptedLab()
    return scripted


@pytest.fixture
def page(
    qtbot: QtBot, look: object, studio: Studio, lab: ScriptedLab, models: tuple[ShelfModel, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[LabPage]:  # fmt: skip
    monkeypatch.setattr(studio.models, "shelf", lambda: done(models))
    monkeypatch.setattr(studio.models, "default", lambda task: models[1].path)
    languages = Languages()
    languages.use("en")
    made = LabPage(studio, Jobs(), None)
    made.jobs_of_the_test = made._jobs  # lives as long as the page
    qtbot.addWidget(made)
    made.draft = lambda: DRAFT
    made.resize(1280, 720)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: made.setup.picks.count() == len(models))
    yield made
    languages.remove()


def finish(qtbot: QtBot, page: LabPage, lab: ScriptedLab, value: object) -> None:
    lab.finish(value)
    qtbot.waitUntil(lambda: page.measuring is None)


def dialog_of(page: LabPage) -> QuantiseDialog:
    return next(one for one in page.findChildren(QuantiseDialog) if one.isVisible())


def cells(page: LabPage, row: int) -> list[str]:
    table = page.results.table
    return [table.item(row, column).text() if table.item(row, column) else "" for column in range(7)]


# What is measured


def test_the_model_one_writes_with_is_ticked_and_one_alone_is_measured_on_the_open_document(
    qtbot: QtBot, page: LabPage, lab: ScriptedLab, models: tuple[ShelfModel, ...]
) -> None:
    assert page.setup.paths == (models[1].path,)
    assert page.setup.source == "draft"
    assert "Two inks" in page.setup._title.text()
    assert page.setup.start.text() == "Measure its speed"
    page.setup.start.click()
    assert lab.asked == [("benchmark", models[1].path, DRAFT.text)]
    assert page.setup.strip.isVisible()
    assert not page.setup.start.isVisible()
    finish(qtbot, page, lab, benchmark(models[1]))
    assert page.results.title.text() == "Tide 7B Q8_0 on this computer"
    assert page.results.why.text() == "It writes about as fast as you read."
    assert [figure.value.text() for figure in page.results.figures] == ["7.8", "118", "1.9 s", "9.6 GB"]
    assert page.setup.start.isVisible()


def test_rows_are_ticked_by_click_and_space_and_a_fifth_waits(qtbot: QtBot, page: LabPage) -> None:
    picks = page.setup.picks
    for row in (0, 2):
        qtbot.mouseClick(
            picks.viewport(), Qt.MouseButton.LeftButton, pos=picks.visualItemRect(picks.item(row)).center()
        )
    picks.setFocus()
    picks.setCurrentRow(3)
    qtbot.keyClick(picks, Qt.Key.Key_Space)
    assert len(page.setup.paths) == 4
    assert page.setup.start.text() == "Compare 4 models"
    assert not picks.item(4).flags() & Qt.ItemFlag.ItemIsEnabled
    picks.toggle(4)
    assert len(page.setup.paths) == 4
    qtbot.keyClick(picks, Qt.Key.Key_Space)
    assert page.setup.start.text() == "Compare 3 models"
    assert picks.item(4).flags() & Qt.ItemFlag.ItemIsEnabled
    assert "not ticked" in picks.item(3).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_pasted_text_is_used_and_asked_for_first(
    qtbot: QtBot, page: LabPage, lab: ScriptedLab, models: tuple[ShelfModel, ...]
) -> None:
    assert not page.setup.paste.isVisible()
    page.setup.sources["pasted"].click()
    assert page.setup.paste.isVisible()
    assert not page.setup.start.isEnabled()
    qtbot.keyClicks(page.setup.paste, "The pen had frozen twice.")
    page.setup.start.click()
    assert lab.asked[-1] == ("benchmark", models[1].path, "The pen had frozen twice.")
    lab.fail("engine.cancelled")
    qtbot.waitUntil(lambda: page.measuring is None)


def test_without_a_document_of_some_length_the_sample_of_the_app_is_meant(page: LabPage) -> None:
    page.setup.show_draft(Draft("Untitled", "Three short words", 3))
    assert page.setup.source == "sample"
    assert page.setup.sources["draft"].isEnabled()
    page.setup.show_draft(None)
    assert not page.setup.sources["draft"].isEnabled()
    assert page.setup.text.startswith("The harbour")
    assert "Nothing leaves this computer" in page.setup._privacy.text()


def test_progress_is_told_and_cancel_reaches_the_lab(qtbot: QtBot, page: LabPage, lab: ScriptedLab) -> None:
    page.setup.start.click()
    assert page.setup.strip.label.text() == "Waiting for its turn…"
    lab.tell(0.42, Step("reading", "Tide"))
    qtbot.waitUntil(lambda: page.setup.strip.label.text() == "Tide reads your text")
    assert page.setup.strip.bar.value() == 420
    page.setup.strip.cancel.click()
    assert lab.cancelled
    assert page.setup.strip.label.text() == "Stopping…"
    told: list[MuseError] = []
    page.failed.connect(told.append)
    lab.fail("engine.cancelled")
    qtbot.waitUntil(lambda: page.measuring is None)
    assert told == []
    assert page.setup.start.isVisible()


def test_a_failure_is_told_and_what_was_known_stays(
    qtbot: QtBot, page: LabPage, lab: ScriptedLab, models: tuple[ShelfModel, ...]
) -> None:
    page.results.show_comparison(comparison(models[:2]))
    page.setup.start.click()
    with qtbot.waitSignal(page.failed) as told:
        lab.fail("engine.crashed", reason="signal 9")
    assert told.args[0].code == "engine.crashed"
    assert page.results.comparison is not None
    qtbot.waitUntil(lambda: page.measuring is None)


# What is shown


def test_the_table_has_every_number_and_the_picture_a_dot_for_each(
    qtbot: QtBot, page: LabPage, lab: ScriptedLab, models: tuple[ShelfModel, ...]
) -> None:
    page.setup.picks.tick([one.path for one in models[:4]])
    page.setup.start.click()
    assert lab.asked[-1][:2] == ("compare", tuple(one.path for one in models[:4]))
    finish(qtbot, page, lab, comparison(models[:4]))
    assert cells(page, 1) == ["★ Tide 7B Q8_0", "8.0 GB", "7.8", "18.6", "0.93", "0.014", "95 %"]
    assert cells(page, 3)[5:] == ["–", "–"]
    results = page.results
    assert results.title.text() == "Take Tide 7B Q8_0"
    assert results.why.text() == (
        "At 95 % of the places it would choose the same next word as Tide 7B F16. It writes twice as fast. "
        "It takes 8.0 GB instead of 15.0 GB."
    )
    assert results.chart.shown == (0, 1, 2, 3)
    fast, slow = results.chart.point(3), results.chart.point(0)
    assert fast.x() > slow.x()
    assert fast.y() > slow.y(), "the more surprised stands lower"
    assert results.chart.radius(0) > results.chart.radius(3)
    assert len(results.samples.views) == 4
    assert results.samples.views[3].toPlainText() == "and the tide, which owed nobody anything, went out."
    assert "lower is better" in results.table.horizontalHeaderItem(3).toolTip()
    assert "KL" in results.table.horizontalHeaderItem(5).toolTip()
    shown = [label.text() for label in results._note_words if label.isVisible()]
    assert any("KL" in words for words in shown)


def test_a_file_that_failed_says_why_in_its_row_and_has_no_dot(
    page: LabPage, models: tuple[ShelfModel, ...]
) -> None:
    found = comparison(models[:3])
    failed = dataclasses.replace(
        found.rows[2], measured=False, words_per_s=0.0, bits_per_character=0.0, sample="",
        code="engine.model_missing", values={"path": "/models/gone.gguf"},
    )  # fmt: skip
    page.results.show_comparison(Comparison((*found.rows[:2], failed), 512, found.base, 1, 2304, False))
    table = page.results.table
    assert "gone.gguf" in table.item(2, 2).text()
    assert table.columnSpan(2, 2) == 5
    assert page.results.chart.shown == (0, 1)
    assert len(page.results.samples.views) == 2
    assert "busy" in page.results.about.text()


def test_none_that_could_be_measured_is_said_plainly(page: LabPage, models: tuple[ShelfModel, ...]) -> None:
    gone = {"measured": False, "words_per_s": 0.0, "code": "engine.crashed", "values": {"reason": "9"}}
    rows = tuple(dataclasses.replace(one, **gone) for one in comparison(models[:2]).rows)
    page.results.show_comparison(Comparison(rows, 0, models[0].path, -1))
    assert page.results.title.text() == "None of them could be measured"
    assert not page.results.chart.isVisible()
    assert not page.results.use.isVisible()


def test_the_largest_is_taken_where_the_smaller_ones_stray(
    page: LabPage, models: tuple[ShelfModel, ...]
) -> None:
    page.results.show_comparison(comparison(models[:3], recommended=0))
    assert page.results.title.text() == "Take Tide 7B F16"
    assert "worth its size" in page.results.why.text()


def test_in_a_narrow_window_nothing_is_cut_off(
    qtbot: QtBot, page: LabPage, models: tuple[ShelfModel, ...]
) -> None:
    page.results.show_comparison(comparison(models[:4]))
    for width, columns in ((1280, 7), (880, 6)):
        page.resize(width, 600)
        table = page.results.table
        qtbot.waitUntil(lambda: sum(not table.isColumnHidden(at) for at in range(7)) == columns)  # noqa: B023
        qtbot.waitUntil(lambda: table.horizontalHeader().length() <= table.viewport().width())  # noqa: B023
        assert table.columnWidth(0) >= 90
        if columns == 7:
            qtbot.waitUntil(lambda: {table.rowHeight(at) for at in range(4)} == {ROW_HEIGHT})  # noqa: B023
        assert page.results.inside.width() <= page.results.viewport().width()


def test_arrow_keys_go_from_dot_to_dot_and_the_table_follows(
    qtbot: QtBot, page: LabPage, models: tuple[ShelfModel, ...]
) -> None:
    page.results.show_comparison(comparison(models[:3]))
    chart, table = page.results.chart, page.results.table
    chart.setFocus()
    assert chart.current == 1
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == 2
    assert table.currentRow() == 2
    assert "Tide 7B Q4_K_M: 12 words a second" in chart.accessibleDescription()
    table.selectRow(0)
    assert chart.current == 0
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.point(1).toPoint())
    assert table.currentRow() == 1
    assert chart.dot_at(chart.point(1) + QPoint(90, 60)) == -1


def test_the_one_to_take_is_used_from_now_on(
    qtbot: QtBot, page: LabPage, studio: Studio, models: tuple[ShelfModel, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    chosen: list[tuple[Path, str]] = []
    monkeypatch.setattr(studio.models, "set_default", lambda path, task: chosen.append((path, task)))
    page.results.show_comparison(comparison(models[:3], recommended=2))
    assert page.results.use.isVisible()
    with qtbot.waitSignal(page.chosen_for):
        page.results.use.click()
    assert chosen == [(models[2].path, "prose")]
    assert not page.results.use.isVisible()
    page.results.show_comparison(comparison(models[:2], recommended=1))
    assert page.results.use.isVisible()


# Smaller files


def test_a_smaller_file_is_made_behind_the_page_and_both_are_then_compared(
    qtbot: QtBot, page: LabPage, lab: ScriptedLab, studio: Studio, models: tuple[ShelfModel, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page.setup.smaller.click()
    dialog = dialog_of(page)
    assert dialog.model == models[1], "what is ticked is meant"
    dialog.choose(models[0].path, "Q5_K_M")
    target = studio.models.folder / "Tide 7B Q5_K_M.gguf"
    assert dialog.target == target
    assert str(studio.models.folder) in dialog._where.text()
    assert dialog.kinds.item(2).text() == "Q5_K_M"
    assert "about 5.3 GB" in dialog.kinds.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    dialog.make.click()
    assert lab.asked == [("quantise", models[0].path, "Q5_K_M", target)]
    assert not page.setup.smaller.isVisible()
    lab.tell(0.3, Step("quantising", "Tide 7B F16"))
    page.hide()  # the writer goes back to the page
    qtbot.waitUntil(lambda: page.setup.making.bar.value() == 300)
    new = shelf_model("Tide 7B Q5_K_M", 5_300_000_000, studio.models.folder)
    monkeypatch.setattr(studio.models, "shelf", lambda: done((*models, new)))
    lab.finish(target)
    page.show()
    qtbot.waitUntil(lambda: page.setup.picks.count() == 6)
    assert page.setup.made.text() == "Tide 7B Q5_K_M is ready, beside your other models."
    page.setup.compare_both.click()
    assert set(page.setup.paths) == {models[0].path, target}
    assert page.setup.start.text() == "Compare 2 models"
    assert not page.setup.compare_both.isVisible()


def test_cancel_ends_the_making(qtbot: QtBot, page: LabPage, lab: ScriptedLab, tmp_path: Path) -> None:
    page.make_smaller(Path("/models/Tide 7B F16.gguf"), "Q4_0", tmp_path / "new.gguf")
    page.setup.making.cancel.click()
    assert lab.cancelled
    lab.fail("engine.cancelled")
    qtbot.waitUntil(lambda: page.making is None)
    assert page.setup.smaller.isVisible()
    assert not page.setup.compare_both.isVisible()


def test_only_what_makes_a_file_smaller_is_offered(
    page: LabPage, models: tuple[ShelfModel, ...], lab: ScriptedLab, tmp_path: Path
) -> None:
    assert bits_of(models[0]) == 16
    assert smaller_kinds(models[0])[0] == "Q8_0"
    assert smaller_kinds(models[1])[0] == "Q6_K"
    assert smaller_kinds(shelf_model("Tide Q3_K_M", GB)) == ()
    none = QuantiseDialog((), lab, tmp_path, page)  # type: ignore[arg-type]
    none.show()
    assert not none.make.isVisible()
    assert "Get a larger file" in none._about.text()
    none.close()


def test_a_file_that_is_there_already_is_not_made_again(
    page: LabPage, models: tuple[ShelfModel, ...], lab: ScriptedLab, tmp_path: Path
) -> None:
    (tmp_path / "Tide 7B Q4_K_M.gguf").write_bytes(b"GGUF")
    dialog = QuantiseDialog(models, lab, tmp_path, page)  # type: ignore[arg-type]
    dialog.show()
    assert dialog.kind == "Q4_K_M"
    assert not dialog.make.isEnabled()
    assert "is there already" in dialog._where.text()
    dialog.kinds.setCurrentRow(0)
    assert dialog.make.isEnabled()
    assert not dialog._already.isVisible()
    dialog.choose(models[1].path, "Q6_K")
    assert dialog._already.isVisible()
    dialog.close()


# The whole of it


def test_everything_can_be_reached_by_tab_and_has_a_name(
    qtbot: QtBot, page: LabPage, models: tuple[ShelfModel, ...]
) -> None:
    page.results.show_comparison(comparison(models[:3], recommended=2))
    page.setup.picks.setFocus()
    seen: list[QWidget] = []
    while (at := QApplication.focusWidget()) not in seen:
        seen.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    wanted = [page.setup.picks, page.setup.smaller, page.setup.start, page.results.use, page.results.chart,
              page.results.table]  # fmt: skip
    assert [one for one in seen if one in wanted] == wanted
    for control in seen:
        words = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or words, control


def test_the_page_changes_its_language_while_it_stands(
    qtbot: QtBot, page: LabPage, models: tuple[ShelfModel, ...]
) -> None:
    page.results.show_comparison(comparison(models[:3]))
    languages = Languages()
    languages.use("zh")
    try:
        qtbot.waitUntil(lambda: "采用" in page.results.title.text())
        texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]
        assert any("困惑度" in words for words in texts)
        assert page.results.table.horizontalHeaderItem(2).text() == "字/秒"
    finally:
        languages.remove()


def test_a_model_of_the_shelf_can_be_offered(
    qtbot: QtBot, page: LabPage, models: tuple[ShelfModel, ...]
) -> None:
    page.offer([models[4].path])
    qtbot.waitUntil(lambda: set(page.setup.paths) == {models[1].path, models[4].path})


def test_axes_have_round_numbers() -> None:
    assert ticks(43) == [0, 10, 20, 30, 40, 50]
    assert ticks(0.9) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    assert len(ticks(7)) == 5




def test_small_files_are_told_apart_by_their_megabytes(qtbot: QtBot, page: LabPage) -> None:
    assert [file_size(size) for size in (98_362_432, 144_811_072, 15 * GB)] == ["98 MB", "145 MB", "15.0 GB"]
