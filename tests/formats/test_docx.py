"""Word files, opened again as what they are: XML in a zip."""

import io
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.formats import pandoc
from muse_desktop.formats.write import docx, write_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKS = {f"{W}br": "\n", f"{W}pict": "⁂", f"{W}noBreakHyphen": "\u2011"}
DC = "{http://purl.org/dc/elements/1.1/}"


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return ElementTree.fromstring(file.read(name))


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph; line breaks as line feeds, a rule as ⁂."""
    found = []
    for paragraph in part(data, "word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        pieces = [node.text if node.tag == f"{W}t" else MARKS.get(node.tag) for node in paragraph.iter()]
        text = "".join(piece for piece in pieces if piece)
        found.append((style.get(f"{W}val") if style is not None else "", text))
    return found


def texts(text: str) -> list[str]:
    return [found for _, found in paragraphs(docx("", text, "en"))]


def test_title_author_language_and_properties_are_in_the_file(tmp_path):
    properties = {"Origins": "see <beside>"}
    write_document(tmp_path / "a.docx", "夕阳 “X” <b>", "Text.", "zh", "A. *Writer*", properties)
    data = (tmp_path / "a.docx").read_bytes()
    core = part(data, "docProps/core.xml")
    assert core.findtext(f"{DC}title") == "夕阳 “X” <b>"
    assert core.findtext(f"{DC}creator") == "A. *Writer*"
    assert core.findtext(f"{DC}language") == "zh-CN"
    assert b"1970" not in ElementTree.tostring(core)
    custom = part(data, "docProps/custom.xml")
    assert [node.get("name") for node in custom] == ["Origins"]
    assert "see <beside>" in "".join(custom.itertext())


@pytest.mark.parametrize("title", ["True", "false", "null", "12", "-x", "a:b", "$HOME `id`"])
def test_a_title_is_words_whatever_it_looks_like(title):
    assert (part(docx(title, "x", "en"), "docProps/core.xml").findtext(f"{DC}title") or "").strip() == title


def test_the_lines_of_a_poem_stay_lines():
    stanzas = ["First line\nsecond line", "third\n你好，\n世界"]
    assert texts("\n\n".join(stanzas)) == stanzas


def test_headings_and_scene_breaks_are_what_they_are():
    source = "# Chapter *one*\n\nText.\n***\nMore.\n\n* * *\n\n## Part\nEnd\n---\nLast"
    found = paragraphs(docx("", source, "en"))
    assert [text for _, text in found[:5]] == ["Chapter one", "Text.", "⁂", "More.", "⁂"]
    assert [text for _, text in found[5:]] == ["Part", "End", "⁂", "Last"]
    assert found[0][0] == "Heading1"
    assert found[5][0] == "Heading2"


def test_emphasis_is_emphasis():
    data = docx("", "He *said* **no**.", "en")
    document = part(data, "word/document.xml")
    runs = {"".join(r.itertext()): r for r in document.iter(f"{W}r")}
    assert runs["said"].find(f"{W}rPr/{W}i") is not None
    assert runs["no"].find(f"{W}rPr/{W}b") is not None


@pytest.mark.parametrize(
    "line",
    [
        "\"Quotes\" -- 'and' --- dashes... “Curly” – — …",
        "<tag> </tag> <!-- no comment --> &amp; &lt;",
        "`code` ``like this'' $x^2$ \\alpha \\begin{x}",
        "2 * 3 * 4 and a_b_c and 5 < 6 > 4",
        "1984. It was a year.",
        "3) three",
        "- No, she said.",
        "+ plus",
        "* a star",
        "[Chorus]: la la la",
        "[Verse 1]",
        "![a picture](file:///etc/passwd)",
        "#",
        "#hashtag",
        ">_< and >>>",
        "=====",
        "~~~",
        "```",
        "a lone backslash\\",
        "H~2~O ~~gone~~ x^2^ @someone [^1] :smile:",
        "| a | b |",
        "http://example.org www.example.org",
        "🙂👩‍👩‍👧 你好 Привет שלום é",
        "　　你好",
    ],
)
def test_what_only_looks_like_markup_stays_text(line):
    assert texts(f"Before\n{line}\nafter") == [f"Before\n{line}\nafter"]
    assert texts(line) == [line]


def test_indents_and_gaps_stay():
    found = texts("Down\n    and in\n\tand tab\na   gap")[0].replace("\u00a0", " ")
    assert found == "Down\n    and in\n    and tab\na   gap"


def test_a_quotation_is_a_block_and_what_it_says_is_text():
    assert paragraphs(docx("", "> 1984. He said <b>", "en")) == [("BlockText", "1984. He said <b>")]


def test_a_heading_that_only_repeats_the_title_is_not_doubled():
    found = [text for _, text in paragraphs(docx("Sunset", "# Sunset\n\nText.", "en"))]
    assert found == ["Sunset", "Text."]


def test_characters_that_xml_cannot_hold_do_no_harm():
    assert texts("a\x00b\x08c\x1b\ud800d\ufffee") == ["abcde"]


def test_line_ends_of_every_kind_are_line_ends():
    assert texts("a\r\nb\rc\u2028d") == ["a\nb\nc\nd"]


def test_a_long_text_arrives_whole():
    source = [f"Paragraph {number}: 你好 “quoted” and *not* less." for number in range(3000)]
    assert texts("\n\n".join(source)) == [line.replace("*", "") for line in source]


no_markup = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="*_>\\[]\ufffe\uffff\u00ad"
)
plain_lines = st.text(no_markup, max_size=30).filter(
    lambda line: line.strip() and not re.match(r"\s*(#{1,6}[ \t]|-[ \t-]*$)", line)
)


@given(st.lists(plain_lines, min_size=1, max_size=12))
@example(["\U0002f800", "e\u0301"])
@settings(max_examples=25, deadline=None)
def test_any_lines_without_markup_arrive_as_they_are(lines):
    def seen(text: str) -> list[str]:
        # Pandoc composes characters (NFC): canonically the same text, such as U+2F800 for its ideograph.
        composed = unicodedata.normalize("NFC", text)
        return [" ".join(line.split()) for line in composed.split("\n") if line.strip()]

    assert seen("\n".join(texts("\n".join(lines)))) == seen("\n".join(lines))


def failing(path: Path) -> MuseError:
    with pytest.raises(MuseError) as caught:
        write_document(path, "T", "text", "en")
    assert caught.value.code not in str(caught.value)
    return caught.value


def fake(tmp_path: Path, monkeypatch, script: str) -> None:
    """A pandoc that misbehaves."""
    program = tmp_path / "bin" / "pandoc"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: program)


def test_without_pandoc_the_old_file_stays_and_the_writer_is_told_twice(tmp_path, monkeypatch):
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(pandoc.importlib.util, "find_spec", lambda _: None)
    for _ in range(2):
        assert failing(path).code == "formats.converter_missing"
        assert path.read_bytes() == b"old"


@pytest.mark.skipif(os.name != "posix", reason="a script as a program needs its first line to be honoured")
@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("import sys; sys.exit('no')", "formats.converter_failed"),
        ("import os; os.kill(os.getpid(), 9)", "formats.converter_failed"),
        ("import time; time.sleep(60)", "formats.converter_slow"),
    ],
)
def test_when_pandoc_fails_the_old_file_stays_twice(tmp_path, monkeypatch, script, code):
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    fake(tmp_path, monkeypatch, script)
    monkeypatch.setattr(pandoc.convert, "__defaults__", (0.5, "64m", None))
    for _ in range(2):
        assert failing(path).code == code
        assert path.read_bytes() == b"old"
        assert sorted(p.name for p in tmp_path.iterdir()) == ["a.docx", "bin"]


def test_a_text_that_needs_more_memory_than_pandoc_may_have_is_refused():
    with pytest.raises(MuseError) as caught:
        pandoc.convert(b"word *word*\n\n" * 400_000, ["-f", "commonmark", "-t", "docx"], memory="48m")
    assert caught.value.code == "formats.converter_failed"
    assert "eap" in str(caught.value)


def test_pandoc_reads_no_file_even_when_asked(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    with pytest.raises(MuseError):
        pandoc.convert(f"\\input{{{secret}}}".encode(), ["-f", "latex", "-t", "plain", "--fail-if-warnings"])


def test_pandoc_runs_without_a_shell_and_without_our_environment(monkeypatch):
    seen = {}

    def run(command, **options):
        seen.update(options, command=command)
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setenv("SECRET", "x")
    monkeypatch.setattr(subprocess, "run", run)
    pandoc.convert(b"", ["-t", "docx"])
    assert "SECRET" not in seen["env"]
    assert "--sandbox" in seen["command"]
    assert not seen.get("shell")
    assert seen["timeout"] == pandoc.TIMEOUT
