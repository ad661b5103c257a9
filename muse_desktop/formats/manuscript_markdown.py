"""The Markdown of manuscripts: what is markup in a draft, and what is only text that looks like it.

Headings (`#`), emphasis (`*`, `_`), block quotes (`>`), links, scene breaks (`***`) and backslash escapes are
markup. Everything else CommonMark would take away or change is text: numbers and dashes that begin a line,
`<tags>`, `&entities;`, backticks, pictures, `[Chorus]:`, indents, gaps within a line, a `#` alone.
"""

from __future__ import annotations

import re

PANDOC_FORMAT = "commonmark+hard_line_breaks"
"""pandoc's name for the flavour: every line break of a poem is a line break; quotes and dashes stay."""

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\x0b\x0c\x85]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")  # no place in XML
_SCENE_BREAK = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_NOT_MARKUP = re.compile(r"[<&`]|(?<=!)\[")
_QUOTE = re.compile(r"(?:>+(?: |$))+")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_GAP = re.compile("[ \t]{2,}|\t")


def protect(text: str) -> str:
    """`text` with everything escaped that only looks like markup, as PANDOC_FORMAT reads it."""
    lines = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text)).split("\n")
    safe: list[str] = []
    for line in lines:
        if _SCENE_BREAK.match(line):
            safe += ["", line.strip(), ""]  # apart from the line above, which `---` would make a heading
        else:
            safe.append(_line(line))
    return "\n".join(safe)


def _line(line: str) -> str:
    line = line.rstrip(" \t")
    if quote := _QUOTE.match(line):
        return quote[0] + _line(line[quote.end() :])
    bare = line.lstrip(" \t")
    indent = line[: len(line) - len(bare)].replace("\t", "    ").replace(" ", "\u00a0")
    bare = _NOT_MARKUP.sub(lambda found: "\\" + found.group(), bare)
    bare = _GAP.sub(lambda found: "\u00a0" * (len(found.group().replace("\t", "    ")) - 1) + " ", bare)
    if len(bare) - len(bare.rstrip("\\")) & 1:
        bare += "\\"  # a lone backslash at the end would be taken for a line break
    return indent + bare if indent else _line_start(bare)


def _line_start(bare: str) -> str:
    """Escape what only acts as markup at the beginning of a line."""
    if number := _NUMBER.match(bare):
        return f"{number[1]}\\{bare[number.end(1) :]}"
    is_bullet = bare[:1] in ("-", "+", "*") and bare[1:2] in ("", " ", "\t")
    is_underline = bare and set(bare) in ({"="}, {"-"})
    is_definition = bare.startswith("[") and "](" not in bare  # [Chorus]: would vanish
    is_fence = bare.startswith("~~~")
    is_lone_hash = bare and set(bare) == {"#"}
    is_face = bare.startswith(">")  # >_<, since a quotation was taken before
    literal = is_bullet or is_underline or is_definition or is_fence or is_lone_hash or is_face
    return "\\" + bare if literal else bare
