"""A novel comes in and goes out again: structure, words and origins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.formats.novel import read_novel
from muse_desktop.manuscript.incoming import NewDocument, bring_in
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.provenance.audit import audit
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store.store import Store
from muse_desktop.studio.headings import HeadingWords, chinese_number
from muse_desktop.studio.novel_plan import NovelPlan, notes_document
from muse_desktop.studio.novels import CompileWish, compile_manuscript, survey
from tests.formats.office_files import docx

FILE = """# The Salt Ledger

*Ines Marr*

## Ebb

### The Fog

She came. <!-- check the tide -->

***

She went.

### Salt

It stayed.

## Flood

### 雾

潮水涨了。
"""


@pytest.fixture
def manuscript(tmp_path: Path) -> Iterator[Manuscript]:
    with Store.open(tmp_path / "workspace") as store:
        yield Manuscript(store)


@pytest.fixture
def plan(tmp_path: Path) -> NovelPlan:
    path = tmp_path / "Salt.md"
    path.write_text(FILE, "utf-8")
    return NovelPlan.of(read_novel(path))


def scene(number: int) -> str:
    return f"Scene {number}"


def listed(plan: NovelPlan) -> list[tuple[str, str, str, int | None]]:
    return [(one.kind, one.title, one.text, one.parent) for one in plan.documents(scene)]


def test_the_pieces_of_a_file_become_a_tree_with_named_scenes(plan: NovelPlan) -> None:
    assert listed(plan) == [
        ("part", "Ebb", "", None),
        ("chapter", "The Fog", "", 0),
        ("scene", "Scene 1", "She came.", 1),
        ("scene", "Scene 2", "She went.", 1),
        ("chapter", "Salt", "It stayed.", 0),
        ("part", "Flood", "", None),
        ("chapter", "雾", "潮水涨了。", 5),
    ]


def test_what_is_inside_a_piece_that_is_left_out_goes_one_level_up(plan: NovelPlan) -> None:
    found = plan.with_wanted([1, 5], False)
    assert [(one[1], one[3]) for one in listed(found)] == [
        ("Ebb", None), ("Scene 1", 0), ("Scene 2", 0), ("Salt", 0), ("雾", None),
    ]  # fmt: skip
    assert found.count == 5


def test_a_piece_put_behind_the_one_before_loses_no_letter(plan: NovelPlan) -> None:
    joined = plan.merged(4)
    assert joined.pieces[3].text == "She went.\n\nSalt\n\nIt stayed."
    assert joined.pieces[3].words == 5
    assert sum(one.words for one in joined.pieces) == plan.words + 1
    assert plan.merged(0) is plan


def test_headings_may_mean_something_else_and_never_stand_upside_down(plan: NovelPlan) -> None:
    assert dict(plan.kinds) == {1: "part", 2: "chapter"}
    chapters = plan.with_kind(1, "chapter")
    assert dict(chapters.kinds) == {1: "chapter", 2: "chapter"}
    assert [one.parent for one in chapters.documents(scene)] == [None, None, 1, 1, None, None, None]
    scenes = plan.with_kind(1, "chapter").with_kind(2, "scene")
    assert [one.kind for one in scenes.documents(scene)][:2] == ["chapter", "scene"]
    assert dict(plan.with_kind(2, "part").kinds) == {1: "part", 2: "part"}


def test_everything_comes_in_at_once_with_its_origin(manuscript: Manuscript, plan: NovelPlan) -> None:
    notes = notes_document("Comments", ["check the tide"])
    brought = bring_in(manuscript, [*plan.documents(scene), notes], "Salt.md", title="The Salt Ledger")
    tree = ManuscriptTree(manuscript).read()
    assert [node.title for node in tree.top(brought.project)] == ["Ebb", "Flood", "Comments"]
    assert [node.id for node in tree.top(brought.project)] == list(brought.tops)
    assert [node.title for node in tree.below(brought.tops[0])] == ["The Fog", "Scene 1", "Scene 2", "Salt"]
    found = manuscript.read(brought.documents[-2])
    origin = manuscript.book.get(next(iter(found.runs)).origin)
    assert (origin.kind, origin.source, found.runs.length) == (Kind.IMPORTED, "Salt.md", len("潮水涨了。"))
    assert brought.words == plan.words
    assert audit(manuscript.store) == []


def test_a_novel_comes_in_behind_what_is_there(manuscript: Manuscript, plan: NovelPlan) -> None:
    first = manuscript.create("Mine", "words")
    project = manuscript.projects()[0].id
    brought = bring_in(manuscript, plan.documents(scene), "Salt.md", project)
    tops = ManuscriptTree(manuscript).read().top(project)
    assert [node.id for node in tops] == [first, *brought.tops]
    assert [node.position for node in tops] == [0, 1, 2]


def test_nothing_comes_in_where_it_cannot(manuscript: Manuscript) -> None:
    good = NewDocument("scene", "One", "text")
    with pytest.raises(MuseError) as refused:
        bring_in(manuscript, [good], "a.md", 99)
    assert refused.value.code == "manuscript.no_project"
    with pytest.raises(ValueError, match="comes after"):
        bring_in(manuscript, [good, NewDocument("scene", "Two", "", 1)], "a.md", title="x")
    assert manuscript.projects() == []


def test_the_words_of_comments_are_read_apart(tmp_path: Path) -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    one = '<w:p><w:r><w:t>Is this &amp; </w:t></w:r><w:r><w:t>that true?</w:t></w:r></w:p>'
    comments = f'<w:comments {w}><w:comment w:id="0" w:author="E">{one}{one}</w:comment></w:comments>'
    path = tmp_path / "a.docx"
    path.write_bytes(docx("<w:p><w:r><w:t>Text.</w:t></w:r></w:p>", "", {"word/comments.xml": comments}))
    assert read_novel(path).notes == ("Is this & that true? Is this & that true?",)
    (tmp_path / "a.md").write_text("One.<!-- or two -->\n\n{>>why<<}\n", "utf-8")
    assert read_novel(tmp_path / "a.md").notes == ("or two", "why")


def test_a_reading_that_is_not_wanted_any_more_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    text = "<w:p><w:r><w:t>Text of a long book.</w:t></w:r></w:p>" * 20_000
    path.write_bytes(docx(text, ""))
    with pytest.raises(CancelledError):
        read_novel(path, lambda: True)


# Going out


def novel(manuscript: Manuscript) -> int:
    """40 scenes in 8 chapters of two parts, every fifth in Chinese, with what does not go out among them."""
    project = manuscript.create_project("The Salt Ledger")
    count = 0
    for part in ("Ebb", "退潮"):
        inside = manuscript.create(part, project_id=project, node="part")
        for chapter in range(4):
            row = manuscript.create(f"Chapter *{chapter}*", parent_id=inside, node="chapter")
            for _ in range(5):
                count += 1
                text = f"Scene {count} began.\n\n“Salt,” *she* said. 2 * 3 <!-- no. {count} -->"
                text = text if count % 5 else f"第{count}场：雾来了。\n\n——走吧。"
                manuscript.create(f"Title {count}", text, parent_id=row)
            manuscript.create("Note", "Not this.", parent_id=row, node="note")
    return project


def shown(path: Path) -> tuple[list[tuple[int, str, str]], int]:
    """What another program reads: sections, and all words."""
    found = read_novel(path)
    assert (found.title, found.author) == ("The Salt Ledger", "I. Marr")
    return [(one.level, one.title, one.text) for one in found.pieces], found.words


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_novel_of_40_scenes_goes_out_as_other_programs_read_it(
    manuscript: Manuscript, tmp_path: Path, ending: str
) -> None:
    project = novel(manuscript)
    left_out = next(one.id for one in manuscript.documents() if one.title == "Title 7")
    ManuscriptTree(manuscript).describe([left_out], compiled=False)
    path = tmp_path / f"novel.{ending}"
    written = compile_manuscript(manuscript, CompileWish(project, path, "The Salt Ledger", "I. Marr"))
    sections, words = shown(path)
    assert (written.documents, written.words, written.comments) == (39, words, 31)
    assert [title for _, title, _ in sections if title] == [
        title
        for part in ("Ebb", "退潮")
        for title in (part, *(f"Chapter *{chapter}*" for chapter in range(4)))
    ]
    texts = [text for _, _, text in sections if text]
    assert len(texts) == 39
    assert texts[4] == "第5场：雾来了。\n\n——走吧。"
    assert texts[0].startswith("Scene 1 began.\n\n“Salt,” *she* said. 2 ")
    assert not [text for text in texts if "no." in text or "Scene 7" in text or "Not this" in text]


def test_titles_of_scenes_and_another_break_are_the_writers_choice(
    manuscript: Manuscript, tmp_path: Path
) -> None:
    project = manuscript.create_project("P")
    chapter = manuscript.create("One", project_id=project, node="chapter")
    for title in ("A", "B"):
        manuscript.create(title, f"{title} text.", parent_id=chapter)
    path = tmp_path / "a.md"
    compile_manuscript(manuscript, CompileWish(project, path, "P", scene_break="#"))
    assert path.read_text("utf-8") == "# P\n\n## One\n\nA text.\n\n\\#\n\nB text.\n"
    compile_manuscript(manuscript, CompileWish(project, path, "P", scene_titles=True))
    assert path.read_text("utf-8") == "# P\n\n## One\n\n### A\n\nA text.\n\n### B\n\nB text.\n"


def test_nothing_is_written_where_nothing_is_chosen(manuscript: Manuscript, tmp_path: Path) -> None:
    document = manuscript.create("Empty", "  \n")
    wish = CompileWish(manuscript.projects()[0].id, tmp_path / "a.md", "P")
    with pytest.raises(MuseError) as refused:
        compile_manuscript(manuscript, wish)
    assert refused.value.code == "studio.nothing_to_compile"
    assert not wish.path.exists()
    assert survey(manuscript, wish.project)[document].words == 0


def test_chapters_are_numbered_as_their_language_counts() -> None:
    english = HeadingWords("numbers", "en")
    titles = ["Prologue", "The Fog", "Chapter 9: Salt", "Epilogue"]
    assert [english.heading("chapter", one) for one in titles] == [
        "Prologue", "Chapter 1", "Chapter 2", "Epilogue",
    ]  # fmt: skip
    both = HeadingWords("both", "zh")
    assert [both.heading("chapter", one) for one in ("楔子", "雾", "第三章 盐", "第3章")] == [
        "楔子", "第一章\u3000雾", "第二章\u3000盐", "第三章",
    ]  # fmt: skip
    assert both.heading("part", "退潮") == "第一部\u3000退潮"
    assert HeadingWords("both", "en").heading("chapter", "Part of the tide") == "Chapter 1: Part of the tide"
    assert HeadingWords("titles", "en").heading("chapter", "Salt") == "Salt"
    assert [chinese_number(n) for n in (1, 10, 11, 20, 105, 110, 1005, 1050)] == [
        "一", "十", "十一", "二十", "一百零五", "一百一十", "一千零五", "一千零五十",
    ]  # fmt: skip


def test_no_mark_of_word_is_left_in_what_goes_out(manuscript: Manuscript, tmp_path: Path) -> None:
    manuscript.create("One", "a < b & c\x07\n\n***\n\nend")
    manuscript.create("Two", "next")
    path = tmp_path / "a.docx"
    wish = CompileWish(manuscript.projects()[0].id, path, "", scene_break="<&>\x07")
    compile_manuscript(manuscript, wish)
    text = "\n".join(one.text for one in read_novel(path).pieces)
    assert re.sub(r"\s+", " ", text.replace("\\", "")) == "a < b & c <&> end <&> next"
