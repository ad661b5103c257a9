"""A Markdown novel of any program as blocks: the text as it is written, without what is not part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from muse_desktop.formats.novel_split import Block, is_scene_break
from muse_desktop.text.segment import is_cjk

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_HIDDEN = r"(?:<!--.*?(?:-->|\Z)|\{>>(?:(?!\{>>).){0,4000}?<<\})"
_COMMENT = re.compile(rf"(?<![ \t])[ \t]+{_HIDDEN}(?=\s|\Z)|{_HIDDEN}", re.DOTALL)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?: {2,}|\t).*)*)\n?", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_FRONT = re.compile(r"\A---[ \t]*\n((?:[\w-]+:.*\n|[ \t]+.*\n|[ \t]*\n)+)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(title|author):[ \t]*(.+)$", re.MULTILINE | re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)(?<!\\)\1")
_LONGEST_HEADING = 1000
_WIDEST, _NARROWEST = 100, 50
_WHOLE_LINES = re.compile(rf"^[ \t]*{_HIDDEN}[ \t]*(?:\n[ \t]*)*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: title and author where it names them, blocks, how many comments were left out."""

    title: str
    author: str
    blocks: list[Block]
    comments: int
    pictures: int = 0
    notes: tuple[str, ...] = ()  # what the comments say


def read_markdown(text: str) -> Source:
    """The blocks of a Markdown text. Hidden comments are dropped and counted, footnotes put where they are
    referred to as `^[note]`, lines wrapped by a program joined."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields = {name.lower(): value.strip(" \t\"'") for name, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    notes = tuple(note for found in _COMMENT.findall(text) if (note := _said(found)))
    text, comments = _COMMENT.subn("", text)
    text = _footnotes(text)
    blocks = _unwrapped(_blocks(text.split("\n")))
    return Source(fields.get("title", ""), fields.get("author", ""), blocks, comments, 0, notes)


def without_comments(text: str) -> tuple[str, int]:
    """A text without its hidden comments (`<!-- so -->`, `{>>so<<}`), and how many there were.

    A comment that has its lines to itself goes with them.
    """
    if "<!--" not in text and "{>>" not in text:
        return text, 0
    text, whole = _WHOLE_LINES.subn("", text)
    text, others = _COMMENT.subn("", text)
    return text, whole + others


def _said(comment: str) -> str:
    """The words of a hidden comment."""
    for start, end in (("<!--", "-->"), ("{>>", "<<}")):
        comment = comment.strip().removeprefix(start).removesuffix(end)
    return comment.strip()


def _footnotes(text: str) -> str:
    notes = {name: " ".join(body.split()) for name, body in _NOTE.findall(text)}
    if not notes:
        return text
    text = _NOTE.sub("", text)
    return _REFERENCE.sub(lambda found: f"^[{notes[found[1]]}]" if found[1] in notes else found[0], text)


def _blocks(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    paragraph: list[str] = []
    empty = 0
    fence = ""

    def close() -> None:
        if paragraph:
            found.append(Block("text", "\n".join(map(_line_end, paragraph))))
            paragraph.clear()

    for line in lines:
        if fence or (mark := _FENCE.match(line)):
            fence = fence or mark[1]  # type: ignore[index]
            ends = bool(paragraph) and line.strip().startswith(fence)
            paragraph.append(line)
            fence = "" if ends else fence
        elif not line.strip():
            close()
            empty += 1
            if empty == 2 and found and found[-1].kind == "text":
                found.append(Block("gap"))
            continue
        elif len(line) < _LONGEST_HEADING and (heading := _ATX.match(line)):
            close()
            words = _title(heading[2] or "")
            found.append(Block("heading", words, len(heading[1])) if words else Block("break"))
        elif len(paragraph) == 1 and (level := _underline(paragraph[0], line)):
            found.append(Block("heading", _title(paragraph.pop()), level))
        elif is_scene_break(line):
            close()
            found.append(Block("break"))
        else:
            paragraph.append(line)
        empty = 0
    close()
    return found


def _line_end(line: str) -> str:
    """The line without the two spaces or the lone backslash that say "line break" elsewhere."""
    line = line.rstrip(" \t")
    return line[:-1] if len(line) - len(line.rstrip("\\")) == 1 else line


def _underline(above: str, line: str) -> int:
    """The level of the heading that `line` makes of the line above; 0 for none. `---` under a sentence is a
    scene break."""
    mark = line.strip()
    if len(mark) < 3 or len(set(mark)) != 1 or mark[0] not in "=-":
        return 0
    if mark[0] == "=":
        return 1
    return 2 if len(above) <= 80 and above.rstrip()[-1:] not in ".!?…\"'”’。！？" else 0


def _title(text: str) -> str:
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text.strip()))
    return _ESCAPED.sub(r"\1", text)


def _unwrapped(blocks: list[Block]) -> list[Block]:
    """Paragraphs in one line each where a program broke the lines: each was as full as it could be."""
    pairs = [
        (line, following)
        for block in blocks
        if block.kind == "text" and not block.text.startswith((">", "```", "~~~"))
        for lines in [block.text.split("\n")]
        for line, following in pairwise(lines)
    ]
    widest = max((len(line) for line, _ in pairs), default=0)
    full = sum(len(line) + 1 + len(following.split(" ")[0]) > widest for line, following in pairs)
    if not _NARROWEST <= widest <= _WIDEST or len(pairs) < 5 or full * 10 < len(pairs) * 9:
        return blocks
    return [
        Block("text", _joined(block.text))
        if block.kind == "text" and not block.text.startswith((">", "```", "~~~"))
        else block
        for block in blocks
    ]


def _joined(text: str) -> str:
    whole = ""
    for line in text.split("\n"):
        tight = whole and line and is_cjk(whole[-1]) and is_cjk(line[0])
        whole += line if not whole or tight else " " + line
    return whole
