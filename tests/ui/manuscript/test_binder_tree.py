"""Parts, chapters, scenes and notes in the left pane: moved, made, split, merged, put away, brought back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.list_model import Role
from muse_desktop.ui.page import clipboard
from muse_desktop.ui.window import MainWindow
from tests.ui.manuscript.novel import drawn, drop, few, many, shown_words
from tests.ui.window.scripted import write


@pytest.fixture
def novel(studio: Studio, window: MainWindow, shelf: tuple[Path, dict[str, int]]) -> dict[str, int]:
    """Eight scenes of the novel are left, two in each chapter; the first is on the page."""
    ids = dict(shelf[1])
    kept = {f"s{10 * chapter + n}": f"s{2 * chapter + n}" for chapter in range(4) for n in (1, 2)}
    scenes = {title: ids.pop(title) for title in shelf[1] if title.startswith("s")}
    few(studio, {scenes[title]: name for title, name in kept.items()})
    window.binder.reload()
    ids |= {name: scenes[title] for title, name in kept.items()}
    window.open_document(ids["s1"])
    QAbstractItemModelTester(window.binder.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return ids


WHOLE = "I(I.1(s1 s2) I.2(s3 s4)) II(II.1(s5 s6) II.2(s7 s8))"
ALT = Qt.KeyboardModifier.AltModifier


def choose(window: MainWindow, *documents: int) -> None:
    view = window.binder.view
    view.setFocus()
    view.choose(documents[0])
    for document in documents[1:]:
        flag = view.selectionModel().SelectionFlag.Select
        view.selectionModel().select(window.binder.model.index_of(document), flag)


def center(window: MainWindow, document: int) -> QPoint:
    return window.binder.view.visualRect(window.binder.model.index_of(document)).center()


def test_the_tree_shows_parts_chapters_and_scenes_with_the_words_inside(
    window: MainWindow, novel: dict[str, int]
) -> None:
    assert drawn(window) == WHOLE
    assert shown_words(window, novel["I"]) == "10"
    assert shown_words(window, novel["II.2"]) == "15"
    spoken = window.binder.model.index_of(novel["I"]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "I, 10 words, Part, 2 documents inside"


def test_words_typed_count_at_once_in_the_scene_and_in_all_it_is_in(
    qtbot: QtBot, window: MainWindow, novel: dict[str, int]
) -> None:
    window.open_document(novel["s2"])
    write(qtbot, window, " and more")
    qtbot.waitUntil(lambda: shown_words(window, novel["s2"]) == "4")
    assert [shown_words(window, novel[one]) for one in ("I.1", "I", "II")] == ["5", "12", "26"]


def test_a_click_opens_and_a_click_with_control_only_chooses(
    qtbot: QtBot, window: MainWindow, novel: dict[str, int]
) -> None:
    port, left = window.binder.view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(port, left, pos=center(window, novel["s3"]))
    assert window.desk.document == novel["s3"]
    qtbot.mouseClick(port, left, Qt.KeyboardModifier.ControlModifier, center(window, novel["s4"]))
    assert window.desk.document == novel["s3"]
    assert window.binder.view.chosen() == [novel["s3"], novel["s4"]]


def test_a_scene_is_dragged_between_two_others_of_another_chapter(
    studio: Studio, window: MainWindow, novel: dict[str, int]
) -> None:
    model, view = window.binder.model, window.binder.view
    view.collapsed_ids = {novel["II.2"]}
    view.unfold()
    rect = view.visualRect(model.index_of(novel["s6"]))
    drop(view, QPoint(rect.center().x(), rect.top() + 1), model.mimeData([model.index_of(novel["s1"])]))
    assert drawn(window) == "I(I.1(s2) I.2(s3 s4)) II(II.1(s5 s1 s6) II.2(s7 s8))"
    drop(view, center(window, novel["I"]), model.mimeData([model.index_of(novel["II"])]))
    assert drawn(window) == "I(I.1(s2) I.2(s3 s4) II(II.1(s5 s1 s6) II.2(s7 s8)))"
    drop(view, center(window, novel["s5"]), model.mimeData([model.index_of(novel["II"])]))  # into itself: no
    assert studio.writing.tree.read().node(novel["II"]).parent_id == novel["I"]
    assert not view.isExpanded(model.index_of(novel["II.2"]))  # what was folded stays folded


def test_alt_with_arrows_moves_through_the_tree(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int]
) -> None:
    up, down, left, right = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
    for title, key, after in (
        ("I", up, WHOLE),  # it is the first: nothing happens
        ("s2", up, "I(I.1(s2 s1) I.2(s3 s4)) II(II.1(s5 s6) II.2(s7 s8))"),
        ("s2", down, WHOLE),
        ("s2", down, "I(I.1(s1) I.2(s2 s3 s4)) II(II.1(s5 s6) II.2(s7 s8))"),
        ("s2", up, WHOLE),  # up out of a chapter: to the end of the one before
        ("s5", up, "I(I.1(s1 s2) I.2(s3 s4)) II(s5 II.1(s6) II.2(s7 s8))"),
        ("s5", right, "I(I.1(s1 s2) I.2(s3 s4)) II(s5 II.1(s6) II.2(s7 s8))"),  # nothing stands above it
        ("s5", down, "I(I.1(s1 s2) I.2(s3 s4)) II(II.1(s6) s5 II.2(s7 s8))"),
        ("s5", right, "I(I.1(s1 s2) I.2(s3 s4)) II(II.1(s6 s5) II.2(s7 s8))"),
        ("s5", up, WHOLE),
        ("s8", down, "I(I.1(s1 s2) I.2(s3 s4)) II(II.1(s5 s6) II.2(s7) s8)"),
        ("s8", right, WHOLE),
        ("I.2", down, "I(I.1(s1 s2)) II(I.2(s3 s4) II.1(s5 s6) II.2(s7 s8))"),
        ("I.2", up, WHOLE),
        ("s4", left, "I(I.1(s1 s2) I.2(s3) s4) II(II.1(s5 s6) II.2(s7 s8))"),
        ("s4", right, WHOLE),
        ("II", right, "I(I.1(s1 s2) I.2(s3 s4) II(II.1(s5 s6) II.2(s7 s8)))"),
        ("II", left, WHOLE),
    ):
        choose(window, novel[title])
        qtbot.keyClick(window.binder.view, key, ALT)
        assert drawn(window) == after, (title, key)
        assert window.binder.chosen() == novel[title]
    assert len(studio.writing.tree.read().below(novel["I"])) == 6


def test_several_are_moved_together(qtbot: QtBot, window: MainWindow, novel: dict[str, int]) -> None:
    choose(window, novel["s3"], novel["s4"])
    qtbot.keyClick(window.binder.view, Qt.Key.Key_Up, ALT)
    assert drawn(window).startswith("I(I.1(s1 s2 s3 s4) I.2)")
    assert window.binder.view.chosen() == [novel["s3"], novel["s4"]]
    qtbot.keyClick(window.binder.view, Qt.Key.Key_Down, ALT)
    assert drawn(window) == WHOLE


def test_new_ones_stand_where_they_belong(qtbot: QtBot, window: MainWindow, novel: dict[str, int]) -> None:
    choose(window, novel["s1"])
    window.actions_["new_document"].trigger()
    editor = window.binder.view.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "s1b")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: drawn(window).startswith("I(I.1(s1 s1b s2)"))
    assert window.desk.session.title == "s1b"
    window.binder.create(name=False, kind="chapter")
    window.binder.create(name=False, kind="scene")
    window.binder.create(name=False, kind="part")
    assert drawn(window).startswith("I(I.1(s1 s1b s2) Chapter 1(Untitled) I.2(s3 s4)) Part 1 II(")
    window.binder.create(name=False, kind="note")
    assert window.binder.book.node(window.desk.document).kind == "note"


def test_a_scene_is_split_at_the_cursor_and_merged_again(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int]
) -> None:
    window.open_document(novel["s2"])
    write(qtbot, window, " pepper")
    window.page.goto(10)
    window.actions_["split_document"].trigger()
    assert drawn(window).startswith("I(I.1(s1 s2 s2 (second half))")
    assert window.desk.session.text == "pepper"
    assert window.desk.page.cursor_codepoint() == 0
    second = window.desk.document
    assert studio.manuscript.read(novel["s2"]).text == "salt salt "
    typed = window.desk.session.book.get(window.desk.session.runs.at(0))
    assert str(typed.kind) == "typed"
    choose(window, novel["s2"], second)
    window.actions_["merge_documents"].trigger()
    assert drawn(window) == WHOLE
    assert window.desk.session.text == "salt salt \n\n***\n\npepper"
    assert window.desk.session.title == "s2"


def test_what_cannot_be_merged_is_said_and_the_page_stays(
    qtbot: QtBot, window: MainWindow, novel: dict[str, int]
) -> None:
    write(qtbot, window, "!")
    choose(window, novel["s1"], novel["s3"])
    window.actions_["merge_documents"].trigger()
    assert "next to each other" in window.notices.text or "neighbour" in window.notices.text
    window.page.undo()
    assert window.desk.session.text == "salt"  # nothing was let go


def test_a_chapter_goes_to_the_trash_with_all_inside_and_comes_back_to_its_place(
    qtbot: QtBot, window: MainWindow, novel: dict[str, int]
) -> None:
    choose(window, novel["I.1"])
    qtbot.keyClick(window.binder.view, Qt.Key.Key_Delete)
    assert drawn(window) == "I(I.2(s3 s4)) II(II.1(s5 s6) II.2(s7 s8))"
    assert window.desk.document == novel["I.2"]
    assert window.notices.text == "“I.1” is in the trash."
    assert window.binder.trash_view.toggle.text() == "▸ Trash  1"
    window.notices.action.click()
    assert drawn(window) == WHOLE


def test_the_archive_is_out_of_the_words_and_gives_back(
    qtbot: QtBot, window: MainWindow, novel: dict[str, int]
) -> None:
    choose(window, novel["I.2"])
    window.actions_["archive_document"].trigger()
    assert drawn(window) == "I(I.1(s1 s2)) II(II.1(s5 s6) II.2(s7 s8))"
    assert shown_words(window, novel["I"]) == "3"
    archive = window.binder.archive_view
    archive.toggle.click()
    archive.setCurrentIndex(archive.documents.index(0))
    qtbot.keyClick(archive, Qt.Key.Key_Return)
    assert drawn(window) == WHOLE
    assert not archive.toggle.isVisible()


def test_a_scene_that_is_left_out_does_not_count(window: MainWindow, novel: dict[str, int]) -> None:
    choose(window, novel["s4"])
    window.actions_["include_document"].trigger()
    assert shown_words(window, novel["I.2"]) == "3"
    assert shown_words(window, novel["s4"]) == "4"  # its own are still told
    assert "not in the manuscript" in window.binder.model.index_of(novel["s4"]).data(
        Qt.ItemDataRole.ToolTipRole
    )


def test_a_second_project_is_begun_named_and_left_again(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int]
) -> None:
    window.actions_["new_project"].trigger()
    dialog = window.findChild(QInputDialog)
    dialog.setTextValue("Letters")
    dialog.accept()
    assert window.binder.title == "Letters"
    assert window.top.project.text() == "Letters"
    assert drawn(window) == "Untitled"
    window.binder.acts.rename_project("Letters home")
    assert window.top.project.text() == "Letters home"
    menu = window.binder.menu.projects()
    first, second = menu.actions()[:2]
    assert (second.text(), second.isChecked()) == ("Letters home", True)
    first.trigger()
    assert drawn(window) == WHOLE
    assert window.desk.document == novel["s1"]  # where the writer was in it
    window.open_document(studio.writing.tree.read().project(2)[0].id)  # from elsewhere, say a search
    assert window.binder.title == "Letters home"
    to = window.binder.book.projects[0].id
    window.binder.acts.to_project([window.desk.document], to)
    assert [one.title for one in studio.manuscript.documents(to)][-1] == "Untitled"


def test_the_kind_the_status_and_the_label_are_set_from_the_menu(
    window: MainWindow, novel: dict[str, int]
) -> None:
    choose(window, novel["s1"], novel["s2"])
    menu = window.binder.menu.documents(window.binder.view.chosen())
    submenus = {action.text(): action.menu() for action in menu.actions() if action.menu()}
    next(one for one in submenus["Status"].actions() if one.text() == "Revised").trigger()
    next(one for one in submenus["Kind"].actions() if one.text() == "Note").trigger()
    nodes = [window.binder.book.node(novel[one]) for one in ("s1", "s2")]
    assert [(node.status, node.kind) for node in nodes] == [("Revised", "note")] * 2


def test_text_dragged_onto_a_scene_goes_to_its_end_with_its_origins(
    qtbot: QtBot, studio: Studio, window: MainWindow, novel: dict[str, int]
) -> None:
    write(qtbot, window, " typed words")
    window.page.goto(5, 16)
    mime = window.page.editor.createMimeDataFromSelection()
    assert clipboard.read(mime).text == "typed words"
    drop(window.binder.view, center(window, novel["s3"]), mime)
    assert "at the end of “s3”" in window.notices.text
    window.notices.action.click()
    session = window.desk.session
    assert session.text == "salt salt salt\ntyped words"
    kinds = [str(session.book.get(origin).kind) for _, _, origin in session.runs.spans(0, len(session.text))]
    assert kinds == ["imported", "autocorrected", "typed"]
    window.open_document(novel["s4"])
    drop(window.binder.view, center(window, novel["s3"]), mime)  # it is kept, with what can be undone
    window.open_document(novel["s3"])
    assert session.text.endswith("typed words\ntyped words")
    window.page.undo()
    assert session.text == "salt salt salt\ntyped words"


def test_text_goes_only_onto_a_document_never_between_two(window: MainWindow, novel: dict[str, int]) -> None:
    model = window.binder.model
    mime = window.page.editor.createMimeDataFromSelection()
    mime.setText("from another program")
    parent = model.index_of(novel["I.1"])
    assert not model.canDropMimeData(mime, Qt.DropAction.CopyAction, 1, 0, parent)
    assert model.canDropMimeData(mime, Qt.DropAction.CopyAction, -1, -1, parent)


def test_what_is_folded_and_the_project_are_there_again_after_a_restart(
    qtbot: QtBot, studio: Studio, window: MainWindow, open_window, novel: dict[str, int]
) -> None:
    other = studio.manuscript.create_project("Other")
    document = studio.manuscript.create("There", "words", project_id=other)
    window.binder.view.collapse(window.binder.model.index_of(novel["I.2"]))
    window.open_document(document)
    window.close()
    again = open_window(studio)
    assert again.binder.title == "Other"
    assert again.desk.document == document
    again.open_document(novel["s1"])
    view, model = again.binder.view, again.binder.model
    assert not view.isExpanded(model.index_of(novel["I.2"]))
    assert view.isExpanded(model.index_of(novel["I.1"]))


def test_a_novel_of_400_scenes_is_read_again_quickly(studio: Studio, window: MainWindow) -> None:
    many(studio, 400)
    window.binder.reload()
    assert len(window.binder.model.values) == 446
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        window.binder.reload()
        times.append(time.perf_counter() - begun)
    assert sorted(times)[2] < 0.25, times  # about 10 ms on a quiet machine
    row = window.binder.model.index_of(window.binder.model.values[-1].id)
    assert row.data(Role.WORDS) == "7"
