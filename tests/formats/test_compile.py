"""A manuscript goes out, looks like one, and comes in again as it was."""

import io
import re
import zipfile

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.formats.compile import novel_docx, write_novel
from muse_desktop.formats.novel import Section, read_novel
from tests.formats.test_docx import paragraphs, part

NOVEL = [
    Section(1, "Part *One*", ""),
    Section(2, "The Door", ""),
    Section(3, "", "He *said* **no**.\n\nA line\nof verse; 2 * 3 a_b.^[A note.]"),
    Section(3, "", "“Second,” 'tis -- ^[Another *note*.]"),
    Section(2, "第二章 #1", "你好。……\n\n> quoted\n> lines\n\n1984. It was.\n\n- No, she said."),
    Section(1, "Part Two", "——走吧。"),
]


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_what_went_out_comes_in_again(tmp_path, ending):
    path = tmp_path / f"novel.{ending}"
    write_novel(path, "The *Book*", "A. Writer", NOVEL, "en")
    novel = read_novel(path)
    assert [piece.section for piece in novel.pieces] == NOVEL
    assert (novel.title, novel.author) == ("The *Book*", "A. Writer")


def test_the_markdown_is_what_a_person_would_write(tmp_path):
    write_novel(tmp_path / "a.md", "Book", "Me", [Section(1, "One", "a"), Section(2, "", "b")], "en")
    assert (tmp_path / "a.md").read_text("utf-8") == "# Book\n\n*Me*\n\n## One\n\na\n\n* * *\n\nb\n"


def test_the_word_file_has_a_title_page_headings_and_centred_breaks():
    data = novel_docx("Book", "Me", NOVEL, "en")
    found = paragraphs(data)
    assert found[:2] == [("Title", "Book"), ("Author", "Me")]
    assert found[2:4] == [("Heading1", "Part *One*"), ("Heading2", "The Door")]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        styles, document = file.read("word/styles.xml").decode(), file.read("word/document.xml").decode()
        assert "A note." in file.read("word/footnotes.xml").decode()
    part(data, "word/styles.xml")
    heading = re.search(r'w:styleId="Heading1".*?</w:style>', styles, re.DOTALL)
    assert "pageBreakBefore" in heading[0]
    assert "w:pict" not in document
    centred = [one for one in document.split("<w:p>") if "* * *" in one]
    assert len(centred) == 1
    assert 'w:jc w:val="center"' in centred[0]


def test_a_text_without_a_heading_begins_behind_the_title_page():
    data = novel_docx("Book", "", [Section(1, "", "Text."), Section(1, "", "More.\n***\nEnd.")], "zh")
    words = [text for _, text in paragraphs(data)]
    assert words == ["Book", "\n", "Text.", "* * *", "More.", "* * *", "End."]


def test_other_kinds_of_files_are_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(MuseError, match=r"\.odt"):
        write_novel(tmp_path / "a.odt", "T", "", NOVEL, "en")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_manuscript_is_a_title_page():
    assert [text for _, text in paragraphs(novel_docx("Book", "", [], "en"))] == ["Book"]


WORDS = st.builds(str.__add__, st.sampled_from("abé你好1"), st.text("aé好“”’—…!?.;,()<>&`#+-[1", max_size=9))
LINES = st.builds("“{}—{}".format, WORDS, st.lists(WORDS, max_size=5).map(" ".join))
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=4).map("\n\n".join)
CHAPTERS = st.tuples(LINES, st.lists(TEXTS, max_size=3))


@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))  # each one runs pandoc twice
@given(st.lists(CHAPTERS, min_size=1, max_size=25))
def test_any_chapters_come_back_from_word(tmp_path_factory, chapters):
    sections = []
    for title, scenes in chapters:
        sections.append(Section(1, title, scenes[0] if len(scenes) == 1 else ""))
        sections += [Section(2, "", scene) for scene in scenes if len(scenes) > 1]
    path = tmp_path_factory.mktemp("compiled") / "a.docx"
    write_novel(path, "Book", "", sections, "en")
    assert [piece.section for piece in read_novel(path).pieces] == sections
