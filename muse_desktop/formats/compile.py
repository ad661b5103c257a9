"""A whole manuscript as one file for readers and editors: title page, headings, centred scene breaks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from muse_desktop.errors import MuseError
from muse_desktop.formats import manuscript_markdown, pandoc
from muse_desktop.formats.atomic import write_bytes
from muse_desktop.formats.novel_split import Section, is_scene_break
from muse_desktop.formats.write import NO_PROPERTIES, dated, metadata_arguments, plain

KNOWN_SUFFIXES = (".md", ".docx")
"""What a manuscript can be compiled to."""
SCENE_BREAK = "* * *"
_DEEPEST = 6
_MARKUP = re.compile(r"([\\`*_\[\]<>#&!~])")
_FOOTNOTE = re.compile(r"\^\[([^\[\]\n]+)\]")
_TITLE = re.compile(r'(w:styleId="Title".*?<w:spacing )', re.DOTALL)
_PARAGRAPH = (
    "```{{=openxml}}\n<w:p><w:pPr>{how}</w:pPr><w:r>{what}</w:r></w:p>\n```"  # CommonMark's raw block
)
_CENTRED = '<w:keepNext/><w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>'
_NEW_PAGE = _PARAGRAPH.format(how="", what='<w:br w:type="page"/>')


def write_novel(
    path: Path,
    title: str,
    author: str,
    sections: Sequence[Section],
    language: str,
    scene_break: str = SCENE_BREAK,
    properties: Mapping[str, str] = NO_PROPERTIES,
) -> None:
    """Write the manuscript to `path` as Markdown or Word by the name's ending; whole or not at all.

    A section with a title gets a heading of its depth, one without stands behind a scene break. Reading the
    Word file with `read_novel` gives the same sections, if no text holds headings or scene breaks itself and
    a chapter of several scenes has its text in the scenes; `_so_` comes back as `*so*`. `scene_break` stands
    between scenes on a line of its own. Raises
    formats.unknown_type, converter_*, and what `write_bytes` raises.
    """
    suffix = path.suffix.lower()
    if suffix not in KNOWN_SUFFIXES:
        raise MuseError("formats.unknown_type", type=suffix or path.name, known=" ".join(KNOWN_SUFFIXES))
    if suffix == ".docx":
        write_bytes(path, novel_docx(title, author, sections, language, scene_break, properties))
    else:
        write_bytes(path, novel_markdown(title, author, sections, scene_break))


def novel_markdown(
    title: str, author: str, sections: Sequence[Section], scene_break: str = SCENE_BREAK
) -> bytes:
    """The manuscript as Markdown: the title is the one heading of the first level, the author below it."""
    front = [f"# {_heading(title)}"] if title else []
    front += [f"*{_heading(author)}*"] if author else []
    mark = scene_break if is_scene_break(scene_break) and scene_break[0] in "*-_" else _heading(scene_break)
    lines = _body(sections, 1 if title else 0, mark, str)
    return plain("\n\n".join([*front, *lines]) + "\n")


def novel_docx(
    title: str,
    author: str,
    sections: Sequence[Section],
    language: str,
    scene_break: str = SCENE_BREAK,
    properties: Mapping[str, str] = NO_PROPERTIES,
) -> bytes:
    """The manuscript as a Word document; footnotes `^[note]` become Word's own.

    `properties`: as `formats.write.write_document` takes them.
    """
    notes: list[str] = []
    words = f"<w:t>{escape(plain_line(scene_break))}</w:t>"
    mark = _PARAGRAPH.format(how=_CENTRED, what=words)

    def text_of(text: str) -> str:
        lines = _FOOTNOTE.sub(lambda found: _reference(notes, found[1]), manuscript_markdown.protect(text))
        return "\n".join(mark if _is_break(line) else line for line in lines.split("\n"))

    lines = _body(sections, 0, mark, text_of)
    has_title_page = bool(title or author)
    if has_title_page and lines and not lines[0].startswith("#"):
        lines.insert(0, _NEW_PAGE)
    lines += [f"[^muse{number}]: {note}" for number, note in enumerate(notes)]
    arguments = ["--from", manuscript_markdown.PANDOC_FORMAT + "+raw_attribute+footnotes", "--to", "docx"]
    arguments += ["--quiet", *metadata_arguments(title, author, language, properties)]
    made = pandoc.convert("\n\n".join(lines).encode(), arguments)
    return dated(_styled(made, _page_levels(sections)))


def _body(
    sections: Sequence[Section], shift: int, scene_break: str, text_of: Callable[[str], str]
) -> list[str]:
    ranks = {level: rank for rank, level in enumerate(sorted({s.level for s in sections if s.title}), 1)}
    lines: list[str] = []
    after_text = False
    for section in sections:
        if section.title:
            depth = min(_DEEPEST, ranks[section.level] + shift)
            lines.append(f"{'#' * depth} {_heading(section.title)}")
            after_text = False
        if not section.text.strip():
            continue
        if not section.title and after_text:
            lines.append(scene_break)
        lines.append(text_of(section.text.strip("\n")))
        after_text = True
    return lines


def plain_line(words: str) -> str:
    """`words` on one line, without characters that no file can hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())


def _heading(title: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(title.split()))


def _is_break(line: str) -> bool:
    return len(line) < 100 and is_scene_break(line) and line.strip()[0] in "*-_"


def _reference(notes: list[str], note: str) -> str:
    notes.append(note)
    return f"[^muse{len(notes) - 1}]"


def _page_levels(sections: Sequence[Section]) -> tuple[int, ...]:
    """The headings that begin a page: all but those of scenes."""
    depth = len({section.level for section in sections if section.title})
    return (1, 2) if depth > 2 else (1,)


def _styled(data: bytes, levels: tuple[int, ...]) -> bytes:
    """Headings of `levels` on new pages and centred; the title a third down its page."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/styles.xml":
                styles = content.decode()
                for level in levels:
                    styles = _heading_style(styles, f"Heading{level}")
                content = _TITLE.sub(r'\1w:before="4200" ', styles, count=1).encode()
            new.writestr(entry.filename, content)
    return made.getvalue()


def _heading_style(styles: str, name: str) -> str:
    """The style sheet with one heading on a new page and centred, in the order of elements Word wants."""
    found = re.search(rf'<w:style [^>]*w:styleId="{name}".*?</w:style>', styles, re.DOTALL)
    if found is None:
        return styles
    style = re.sub(r"<w:jc [^>]*/>", "", found[0])
    style = re.sub(r"(<w:keepLines\s*/>)", r"\1<w:pageBreakBefore/>", style, count=1)
    style = re.sub(r"(<w:outlineLvl )", r'<w:jc w:val="center"/>\1', style, count=1)
    return styles[: found.start()] + style + styles[found.end() :]
