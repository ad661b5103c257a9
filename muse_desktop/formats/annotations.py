"""Markdown Annotations 0.1: who wrote what, as a block at the end of a Markdown file, written and read.

    text…

    ---
    Annotations: 0,95 SHA-256 1132bf5e376a605f5beed4b204456114
    @Ines Marr: 0,20 33,4
    &Model: 20,13
    ...

Ranges are `start[,length]` in grapheme clusters of the text before the block (a CRLF is one), the hash is the
start of the SHA-256 of the range's UTF-8. What a block says is a claim of whoever wrote it: nothing here
believes it, and whatever does not fit is told as a finding. The format is iA's and open
(github.com/iainc/Markdown-Annotations); the reading and writing of it here is our own.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muse_desktop.text.offsets import graphemes

HASH_KEY = "Annotations"
HASH_DIGITS = 32
"""Hex digits of the hash that are written; 32 to 64 are read."""
LONGEST_NAME = 200
LONGEST_TEXT = 4_000_000
"""Code points; in a longer text no ranges are looked up, which takes a list of all clusters."""

_UNFIT = str.maketrans("<>,\\", "‹› /")  # what means something in a key
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HASH = re.compile(r"(\d{1,18})(?:,(\d{1,18}))?[ \t]+SHA-256[ \t]+([0-9A-Fa-f]{32,64})[ \t]*\Z")
_LIKE_HASH = re.compile(r"\S+[ \t]+SHA-?\d+\b", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,18})(?:,(\d{1,18}))?\Z")
_LIKE_RANGE = re.compile(r"[+-]?\d+(?:,[+-]?\d+)?\Z")
_KEY = re.compile(r"((?:[^:\\]|\\.|\\\Z)*):[ ]*(.*)\Z", re.DOTALL)  # one way only to read a backslash


@dataclass(frozen=True)
class Author:
    """Somebody ("@") or something ("&") a block names. `identifier` and `session` as they stand there."""

    human: bool
    name: str = ""
    identifier: str = ""
    session: str = ""

    @property
    def key(self) -> str:
        """The annotation key without the escaping of colons: `@Ines Marr <ines@salt.example>`."""
        who = ("@" if self.human else "&") + self.name + (f" <{self.identifier}>" if self.identifier else "")
        return f"{who}, {self.session}" if self.session else who


@dataclass(frozen=True)
class Authored:
    """Code points [start, end) of a text, and who is said to have written them."""

    start: int
    end: int
    author: Author


@dataclass(frozen=True)
class Finding:
    """What a reader must know about a block: a message code of the room `formats`, and how many (or 0)."""

    code: str
    count: int = 0


@dataclass(frozen=True)
class Annotated:
    """A text without its block, and what the block says of it.

    `spans` are in order and never overlap: what several claim has no author. `verified`: the hash is there
    and right. `others`: annotations that say something else than who wrote, as they stand in the file.
    """

    text: str
    spans: tuple[Authored, ...]
    verified: bool
    findings: tuple[Finding, ...]
    others: tuple[str, ...]

    @property
    def authors(self) -> tuple[Author, ...]:
        """Everybody who has text, in the order in which they first appear."""
        return tuple(dict.fromkeys(span.author for span in self.spans))


# Writing


def write(text: str, spans: Iterable[Authored]) -> str:
    """`text` with a block that names the authors of `spans` (in order, without overlaps, code points).

    A cluster with characters of several authors goes to that of its first one. Without spans the block holds
    the hash alone, which says that nothing is known.
    """
    places = graphemes(text)
    ranges: dict[Author, list[tuple[int, int]]] = {}
    for span in spans:
        first, last = (bisect_right(places, place - 1) for place in (span.start, span.end))
        if first < last:
            _extend(ranges.setdefault(span.author, []), first, last)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_DIGITS]
    lines = [f"{HASH_KEY}: 0,{len(places)} SHA-256 {digest}"]
    for author, found in ranges.items():
        lines.append(f"{_written(author)}: " + " ".join(_range(first, last) for first, last in found))
    gap = "\r\n\r\n" if text.endswith("\r") else "\n\n"  # CR and a lone LF would become one cluster
    return text + gap + "\n".join(["---", *lines, "..."]) + "\n"


def author(human: bool, name: str) -> Author:
    """An author with a name that fits into a key: one line, no marks that mean something there."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    shown = shown.translate(_UNFIT)
    return Author(human, " ".join(shown.split())[:LONGEST_NAME].strip())


def _extend(ranges: list[tuple[int, int]], first: int, last: int) -> None:
    if ranges and ranges[-1][1] >= first:
        first = ranges.pop()[0]
    ranges.append((first, last))


def _range(first: int, last: int) -> str:
    return f"{first},{last - first}" if last - first > 1 else str(first)


def _written(author: Author) -> str:
    return author.key.replace(":", "\\:")


# Reading


def read(text: str) -> Annotated | None:
    """What the block at the end of `text` says, or None where there is none.

    A `---` that begins front matter or parts two scenes is no block: between it and the last line, `...`, a
    hash or an author must stand.
    """
    found = _block(text)
    if found is None:
        return None
    start, entries, damaged = found
    body = text[:start]
    if len(body) > LONGEST_TEXT:
        return Annotated(body, (), False, (Finding("formats.annotations_too_long", LONGEST_TEXT),), ())
    places = graphemes(body)
    findings: list[Finding] = []
    digest = _HASH.match(entries[0][1]) if entries else None
    rest = entries[1:] if digest or (entries and _LIKE_HASH.match(entries[0][1])) else entries
    end = _hashed(body, places, digest)
    if digest is None:
        findings.append(Finding("formats.annotations_no_hash"))
    elif end is None:
        findings.append(Finding("formats.annotations_wrong_hash"))
    if end is not None and not body[end:].strip("\r\n"):
        body = body[:end]  # the newlines before the block belong to it
        places = places[: bisect_right(places, end - 1)]
    claims, others, outside = _claims(rest, len(places))
    spans, contested = _settled(claims)
    for count, code in ((outside, "outside"), (contested, "overlap"), (damaged, "unreadable")):
        if count:
            findings.append(Finding(f"formats.annotations_{code}", count))
    if others:
        findings.append(Finding("formats.annotations_other", len(others)))
    if end is not None and spans and spans[-1][1] > bisect_right(places, end - 1):
        findings.append(Finding("formats.annotations_not_covered"))
    ends = [*places, len(body)]
    authored = tuple(Authored(ends[first], ends[last], one) for first, last, one in spans)
    return Annotated(body, authored, end is not None, tuple(findings), tuple(others))


def _block(text: str) -> tuple[int, list[tuple[str, str, str]], int] | None:
    """Where the block begins, its entries (key, value, as it stands), lines that are none of them."""
    if not text.rstrip().endswith("..."):
        return None
    lines = [(found.start(), found[0].rstrip("\r\n")) for found in _LINE.finditer(text) if found[0]]
    while lines and not lines[-1][1].strip():
        lines.pop()
    if lines.pop()[1].rstrip() != "...":
        return None
    first = next((at for at in range(len(lines) - 1, -1, -1) if lines[at][1].rstrip() == "---"), None)
    if first is None:
        return None
    entries, damaged = _entries([line for _, line in lines[first + 1 :]])
    is_one = any(key.startswith(("@", "&")) for key, _, _ in entries) or (
        bool(entries) and _LIKE_HASH.match(entries[0][1]) is not None
    )
    return (lines[first][0], entries, damaged) if is_one else None


def _entries(lines: Sequence[str]) -> tuple[list[tuple[str, str, str]], int]:
    """The annotations of a block; a line that is indented two more than its key goes on with the value."""
    found: list[tuple[str, str, str]] = []
    damaged = key_indent = goes_on = 0
    for line in lines:
        indent = len(line) - len(line.lstrip(" \t"))
        if found and ((line.strip() and indent >= key_indent + 2) or (not line.strip() and goes_on)):
            goes_on = goes_on or indent
            key, value, whole = found[-1]
            found[-1] = key, f"{value}\n{line[goes_on:]}".strip(), f"{whole}\n{line}"
        elif (parts := _KEY.match(line)) and parts[1].strip():
            key_indent, goes_on = indent, 0
            found.append((parts[1].strip().replace("\\:", ":"), parts[2].rstrip(), line))
        elif line.strip():
            damaged += 1
    return found, damaged


def _hashed(body: str, places: Sequence[int], digest: re.Match[str] | None) -> int | None:
    """The code point where the hashed range ends, if the hash is right."""
    if digest is None:
        return None
    start = int(digest[1])
    end = start + (int(digest[2]) if digest[2] is not None else 1)
    if start > end or end > len(places):
        return None
    ends = [*places, len(body)]
    data = body[ends[start] : ends[end]].encode("utf-8", "surrogatepass")
    right = hashlib.sha256(data).hexdigest().startswith(digest[3].lower())
    return ends[end] if right else None


def _claims(
    entries: Iterable[tuple[str, str, str]], clusters: int
) -> tuple[list[tuple[int, int, Author]], list[str], int]:
    """(first, last, author) in clusters, other annotations as they stand, ranges that are not in the text."""
    claims: list[tuple[int, int, Author]] = []
    others: list[str] = []
    outside = 0
    for key, value, whole in entries:
        parts = value.split()
        if not key.startswith(("@", "&")) or not all(map(_LIKE_RANGE.match, parts)):
            others.append(whole)  # with content it says something else than who wrote
            continue
        whose = parse_author(key)
        for part in parts:
            found = _RANGE.match(part)
            first, length = (int(found[1]), int(found[2] or 1)) if found else (clusters, 1)
            last = min(first + length, clusters)
            outside += found is None or first + length > clusters
            if first < last:
                claims.append((first, last, whose))
    return claims, others, outside


def parse_author(key: str) -> Author:
    """The author a key such as `@Name <identifier>, session` names."""
    rest = key[1:].strip()
    opening = next((at for at, mark in enumerate(rest) if mark in "<,"), None)
    if opening is None:
        return Author(key[0] == "@", rest)
    name, identifier = rest[:opening].strip(), ""
    if rest[opening] == "<" and (closing := _closing(rest, opening)) is not None:
        identifier, rest = rest[opening + 1 : closing], rest[closing + 1 :]
    elif rest[opening] == "<":
        return Author(key[0] == "@", rest)  # no identifier: part of the name
    else:
        rest = rest[opening:]
    return Author(key[0] == "@", name, identifier, rest.lstrip(" ,").strip())


def _closing(text: str, opening: int) -> int | None:
    """Where the bracket that opens at `opening` closes; a backslash takes away what a bracket means."""
    depth, at = 0, opening
    while at < len(text):
        if text[at] == "\\":
            at += 1
        else:
            depth += {"<": 1, ">": -1}.get(text[at], 0)
            if depth == 0:
                return at
        at += 1
    return None


def _settled(claims: list[tuple[int, int, Author]]) -> tuple[list[tuple[int, int, Author]], int]:
    """The claims in order without overlaps; how many clusters are claimed by more than one author."""
    edges = sorted((place, change, at) for at, (first, last, _) in enumerate(claims)
                   for place, change in ((first, 1), (last, -1)))  # fmt: skip
    spans: list[tuple[int, int, Author]] = []
    active: dict[Author, int] = {}
    contested = before = 0
    for place, change, at in edges:
        if place > before and len(active) == 1:
            whose = next(iter(active))
            start = spans.pop()[0] if spans and spans[-1][1:] == (before, whose) else before
            spans.append((start, place, whose))
        elif place > before and active:
            contested += place - before
        before, whose = place, claims[at][2]
        active[whose] = active.get(whose, 0) + change
        if not active[whose]:
            del active[whose]
    return spans, contested
