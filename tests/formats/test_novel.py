"""Novels of other programs, as they would come in."""

import os
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.formats import novel_office, pandoc
from muse_desktop.formats.novel import read_novel
from muse_desktop.formats.novel_markdown import read_markdown
from muse_desktop.formats.novel_split import is_scene_break, split
from tests.formats.office_files import W, docx, odt, p, packed

NOVEL = """# Part One

## The Door

He *said* **no**.[^1]

* * *

She left.

## 第二章

你好，\\
世界。

> quoted

# Part Two

End.

[^1]: A note.
"""
WANTED = [
    (1, "part", "Part One", ""),
    (2, "chapter", "The Door", ""),
    (3, "scene", "", "He *said* **no**.^[A note.]"),
    (3, "scene", "", "She left."),
    (2, "chapter", "第二章", "你好，\n世界。\n\n> quoted"),
    (1, "part", "Part Two", "End."),
]


def listed(novel):
    return [(piece.level, piece.kind, piece.title, piece.text) for piece in novel.pieces]


def read(tmp_path, data, name):
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_novel(tmp_path / name)


def short(novel):
    return [(piece.title, piece.text) for piece in novel.pieces]


@pytest.mark.parametrize("ending", ["md", "docx", "odt"])
def test_the_same_novel_in_each_kind_of_file_comes_in_the_same(tmp_path, ending):
    data = NOVEL.encode()
    if ending != "md":
        data = pandoc.convert(data, ["--from", "markdown", "--to", ending, "--metadata=title:The Book"])
    novel = read(tmp_path, data, f"novel.{ending}")
    assert listed(novel) == WANTED
    assert novel.title == ("" if ending == "md" else "The Book")
    assert (novel.comments, novel.words) == (0, 13)
    assert novel.pieces[2].first_line == "He *said* **no**.^[A note.]"


def test_word_headings_in_other_languages_comments_changes_and_breaks(tmp_path):
    inserted = '<w:ins w:id="1" w:author="E"><w:r><w:t>new </w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2" w:author="E"><w:r><w:delText>old</w:delText></w:r></w:del>'
    comment = '<w:commentRangeStart w:id="0"/><w:r><w:t>word</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    comment += '<w:r><w:commentReference w:id="0"/></w:r>'
    body = p("我的书", "a3") + p("第一章", "1") + p("他说 ", "", inserted + deleted + comment)
    body += p("#") + p("二") + p("◇ ◇ ◇") + p("三") + p("第二章", "1") + p("……") + p("四")
    comments = f'<w:comments {W}><w:comment w:id="0" w:author="E">{p("COMMENT")}</w:comment></w:comments>'
    data = docx(body, "1=heading 1;a3=Title", {"word/comments.xml": comments})
    novel = read(tmp_path, data, "a.docx")
    assert short(novel) == [
        ("第一章", ""), ("", "他说 new word"), ("", "二"), ("", "三"), ("第二章", "……\n\n四"),
    ]  # fmt: skip
    assert (novel.title, novel.comments, novel.notes) == ("我的书", 1, ("COMMENT",))
    assert {piece.kind for piece in novel.pieces} == {"chapter", "scene"}


def test_writer_headings_annotations_changes_contents_and_notes(tmp_path):
    change = "<text:tracked-changes><text:changed-region><text:deletion><text:p>GONE</text:p></text:deletion>"
    change += "</text:changed-region></text:tracked-changes>"
    contents = "<text:table-of-content><text:index-body><text:p>One 1</text:p></text:index-body>"
    contents += "</text:table-of-content>"
    note = '<office:annotation office:name="1"><dc:creator>E</dc:creator><text:p>COMMENT</text:p>'
    note += "</office:annotation>"
    foot = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    foot += "<text:p>Foot</text:p></text:note-body></text:note>"
    body = f"{change}{contents}<text:p text:style-name='P1'></text:p>".replace("'", '"')
    body = body.replace("></text:p>", "/>") + '<text:p text:style-name="P1">My &amp; Book</text:p>'
    body += '<text:h text:outline-level="1">One</text:h>'
    body += f"<text:p>Be{note}fore{foot}.<text:line-break/>x</text:p>"
    body += "<text:p>a</text:p><text:p>b</text:p><text:p/><text:p>c</text:p><text:p>d</text:p>"
    automatic = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    novel = read(tmp_path, odt(body, automatic), "a.odt")
    assert (novel.title, novel.comments, novel.notes) == ("My & Book", 1, ("COMMENT",))
    assert short(novel) == [("One", ""), ("", "Before^[Foot].\nx\n\na\n\nb"), ("", "c\n\nd")]


def test_what_only_looks_like_markup_in_word_is_escaped(tmp_path):
    body = p("A *star* and _low_ and a_b and 2 * 3") + p("# not a heading") + p("> not quoted") + p("C:\\*x")
    novel = read(tmp_path, docx(body), "a.docx")
    assert novel.pieces[0].text.split("\n\n") == [
        "A \\*star\\* and \\_low\\_ and a_b and 2 * 3", "\\# not a heading", "\\> not quoted", "C:\\\\*x",
    ]  # fmt: skip


def test_empty_paragraphs_between_all_paragraphs_are_no_scene_breaks(tmp_path):
    novel = read(tmp_path, docx(p("").join(p(f"Text {n}") for n in range(6))), "a.docx")
    assert len(novel.pieces) == 1


def test_a_text_without_headings_is_split_where_lines_say_chapter(tmp_path):
    body = p("Chapter One") + p("Text.") + p("CHAPTER 2: The Sea") + p("Chapter and verse were quoted.")
    body += p("第三章 海")
    novel = read(tmp_path, docx(body), "a.docx")
    assert short(novel) == [
        ("Chapter One", "Text."), ("CHAPTER 2: The Sea", "Chapter and verse were quoted."), ("第三章 海", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Title\n=====\n\nText\n\nTwo\n---\n\nMore", [("Title", "Text"), ("Two", "More")]),
        ("# A #\nText.\n---\nMore.", [("A", ""), ("", "Text."), ("", "More.")]),
        ("# *A* \\# b\n\nx<!-- hidden -->y {>>why<<}z", [("A # b", "xy z")]),
        ("# A\n\n#\n\nb\n\n⁂\n\nc", [("A", ""), ("", "b"), ("", "c")]),
        ("Before\n\n# A\n\n```\n# code\n\n***\n```", [("", "Before"), ("A", "```\n# code\n\n***\n```")]),
        ("---\ntitle: 'T'\nauthor: W\n---\n# A\n\nx", [("A", "x")]),
        ("# A\r\n\r\none  \r\ntwo", [("A", "one\ntwo")]),
        ("# Chapter 1\n\n## Scene\n\nx", [("Chapter 1", ""), ("Scene", "x")]),
        ("# Book\n\n**A. Writer**\n\n## One\n\nx", [("One", "x")]),
        ("# Book\n\nby A. Writer\n\n## One\n\nx", [("One", "x")]),
        ("no heading", [("", "no heading")]),
    ],
)
def test_markdown_as_people_write_it(tmp_path, text, wanted):
    assert short(read(tmp_path, text, "a.md")) == wanted


def test_lines_a_program_wrapped_are_joined_and_verse_is_not(tmp_path):
    prose = "The lighthouse keeper counted the ships that did not come back that winter. " * 9
    wrapped = pandoc.convert(prose.encode(), ["--from", "markdown", "--to", "markdown"])
    assert wrapped.count(b"\n") > 5
    assert read(tmp_path, wrapped, "a.md").pieces[0].text == prose.strip()
    verse = "Short line\nthen one that is a good deal longer than the first\nand\nso\non\nand on\nend"
    assert read(tmp_path, verse, "b.md").pieces[0].text == verse


def test_title_and_author_of_a_markdown_file(tmp_path):
    novel = read(tmp_path, "---\ntitle: T\nauthor: W\n---\n# A\n\nx", "a.md")
    assert (novel.title, novel.author) == ("T", "W")
    novel = read(tmp_path, "# Book\n\n*A. Writer*\n\n## One\n\nx", "b.md")
    assert (novel.title, novel.author, novel.pieces[0].level) == ("Book", "A. Writer", 1)


def refused(tmp_path, data, name):
    with pytest.raises(MuseError) as caught:
        read(tmp_path, data, name)
    return caught.value.code.removeprefix("formats.")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "novel_broken"),
        (b"PK\x03\x04garbage", "a.odt", "novel_broken"),
        (b"%PDF-1.7", "a.docx", "novel_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx", "novel_protected"),
        (packed({"hello.txt": "x"}), "a.docx", "novel_broken"),
        (docx("<w:p><w:r><w:t>unclosed"), "a.docx", "novel_broken"),
        (docx(p("x"), head=BOMB), "a.docx", "novel_broken"),
        (odt("<text:p>x</text:p>", head=BOMB), "a.odt", "novel_broken"),
        (odt("", extra={"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "a.odt", "novel_protected"),
        (docx(""), "a.docx", "novel_empty"),
        (b" \n ", "a.md", "novel_empty"),
        (b"x", "a.doc", "novel_type"),
        (b"x", "a", "novel_type"),
    ],
)
def test_hostile_and_wrong_files_are_refused_in_words(tmp_path, data, name, code):
    assert refused(tmp_path, data, name) == code


def test_a_bomb_of_zeros_and_a_nest_without_end_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(novel_office, "MOST_XML", 1_000_000)
    data = docx(p("x"), extra={"word/document.xml": b" " * 50_000_000})
    assert len(data) < 100_000
    assert refused(tmp_path, data, "a.docx") == "novel_too_big"
    nest = '<text:section text:name="a">' * 3000 + "<text:p>x</text:p>" + "</text:section>" * 3000
    try:
        read(tmp_path, odt(nest), "b.odt")
    except MuseError as error:
        assert error.code in ("formats.novel_broken", "formats.novel_empty")  # noqa: PT017 - both are right


def test_pictures_never_reach_the_converter(tmp_path, monkeypatch):
    given = []
    convert = pandoc.convert
    monkeypatch.setattr(pandoc, "convert", lambda data, *rest: given.append(data) or convert(data, *rest))
    read(tmp_path, docx(p("x"), extra={"word/media/a.png": b"\0" * 100, "../evil.sh": b"x"}), "a.docx")
    (tmp_path / "sent.zip").write_bytes(given[0])
    with zipfile.ZipFile(tmp_path / "sent.zip") as file:
        assert all(name.endswith((".xml", ".rels")) for name in file.namelist())


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path):
    for name, code in (("no.docx", "not_found"), ("folder.odt", "is_folder"), ("pipe.md", "not_a_file")):
        if name.startswith("folder"):
            (tmp_path / name).mkdir()
        elif name.startswith("pipe"):
            if not hasattr(os, "mkfifo"):
                continue
            os.mkfifo(tmp_path / name)
        with pytest.raises(MuseError) as caught:
            read_novel(tmp_path / name)
        assert caught.value.code == f"formats.{code}"


@pytest.mark.parametrize(
    "text",
    [
        *("{>>" * 60_000, "<!--" * 60_000, " " * 200_000 + "x", "#" * 200_000, "# " + "*_" * 60_000),
        *("[^a]: " * 40_000, "[^a]" * 50_000, "a\n---\n" * 30_000, "`" * 200_000, "\\" * 200_000),
        "x  \n" * 50_000,
    ],
)
def test_a_hostile_markdown_text_is_read_in_bounded_time(text):
    before = time.monotonic()
    source = read_markdown(text)
    split(source.blocks)
    assert time.monotonic() - before < 2


@pytest.mark.parametrize(
    "line", ["***", "* * *", "#", "⁂", "~", "◇　◇", "＊＊＊", "- - -", "————", "• • •", "o0o", "\\*\\*\\*"]
)
def test_ornaments_part_scenes(line):
    assert is_scene_break(line)


@pytest.mark.parametrize("line", ["", "……", "——", "—", "…", "?", "!!!", "1", "a", "* a *", "“”", "-"])
def test_speech_parts_nothing(line):
    assert not is_scene_break(line)


@given(st.text(alphabet="ab.#*\n\n -<!>[]^:`你", max_size=80))
def test_every_letter_of_a_markdown_text_comes_in_but_of_comments(text):
    if "<!--" in text or "[^" in text:
        return
    title, author, pieces = split(read_markdown(text).blocks)
    everything = title + author + "".join(piece.title + piece.text for piece in pieces)
    for letter in "ab你":
        assert everything.count(letter) == text.count(letter)
