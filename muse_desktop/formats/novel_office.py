"""A novel in a Word or OpenDocument file as blocks, read by pandoc in its sandbox.

The file is hostile until read: only its XML parts, bounded, without declarations of entities, reach pandoc;
pictures never do. Comments and deleted text are left out, insertions are in.
"""

from __future__ import annotations

import html
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.formats import pandoc
from muse_desktop.formats.novel_inlines import Reader, plain_words
from muse_desktop.formats.novel_markdown import Source

MOST_XML = 96 * 1024 * 1024
"""Bytes of all XML parts unpacked; 200,000 words take some 3 to 20."""
MOST_ENTRIES = 20_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTITIES = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, lzma.LZMAError)
_BODY = {".docx": "word/document.xml", ".odt": "content.xml"}
_STYLE = re.compile(rb'<style:style\b[^>]*?>')
_NAME = re.compile(rb'style:name="([^"]*)"')
_PARENT = re.compile(rb'style:parent-style-name="([^"]*)"')
_TAGS = re.compile(rb"<[^>]*>")
_WORD_COMMENT = re.compile(rb"<w:comment\s[^>]*>(.*?)</w:comment>", re.DOTALL)
_ODT_COMMENT = re.compile(rb"<office:annotation(?:\s[^>]*)?>(.*?)</office:annotation>", re.DOTALL)
_WHO_AND_WHEN = re.compile(rb"<(dc:\w+|meta:\w[\w-]*)[^>]*>.*?</\1>", re.DOTALL)
_PARAGRAPH_END = re.compile(rb"</(?:w|text):p>")
MOST_NOTES, LONGEST_NOTE = 2000, 4000
"""Comments whose words are kept, and code points of each."""


def read_office(path: Path, data: bytes, cancelled: Callable[[], bool] | None = None) -> Source:
    """The blocks of the .docx or .odt file `data`, which came from `path`.

    Raises formats.novel_broken, novel_protected, novel_too_big, novel_slow, converter_missing;
    CancelledError soon after `cancelled` says so.
    """
    suffix = path.suffix.lower()
    if data.startswith(_OLD_OFFICE):  # Word keeps files with a password in its old container
        raise MuseError("formats.novel_protected", path=str(path))
    parts = _parts(path, data, suffix)
    arguments = ["--from", "docx+empty_paragraphs" if suffix == ".docx" else "odt", "--to", "json", "--quiet"]
    convert: Callable[..., bytes] = pandoc.convert
    if cancelled is not None:
        convert = partial(convert, cancelled=cancelled)
    try:
        parsed = msgspec.json.decode(convert(_packed(parts), arguments))
        reader = Reader()
        blocks = reader.blocks(parsed["blocks"])
        title, author = (plain_words(parsed["meta"].get(name)) for name in ("title", "author"))
    except MuseError as error:
        if error.code == "formats.converter_missing":
            raise
        code = "formats.novel_slow" if error.code == "formats.converter_slow" else "formats.novel_broken"
        raise MuseError(code, path=str(path)) from error
    except (msgspec.DecodeError, RecursionError, KeyError, TypeError, ValueError, IndexError) as error:
        raise MuseError("formats.novel_broken", path=str(path)) from error
    if suffix == ".odt":
        title, author = (_styled(parts[_BODY[suffix]], name) for name in ("Title", "Author"))
        for words in (title, author):
            solid = next((at for at, block in enumerate(blocks) if block.kind != "gap"), 0)
            if words and blocks[solid : solid + 1] and blocks[solid].text.replace("\\", "") == words:
                blocks = blocks[solid + 1 :]
    return Source(title, author, blocks, _comments(parts), reader.pictures, tuple(_notes(parts)))


def _parts(path: Path, data: bytes, suffix: str) -> dict[str, bytes]:
    """The XML parts by name."""
    parts: dict[str, bytes] = {}
    left = MOST_XML
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = file.infolist()
            if len(entries) > MOST_ENTRIES:
                raise MuseError("formats.novel_broken", path=str(path))
            for entry in entries:
                if not entry.filename.endswith((".xml", ".rels")) and entry.filename != "mimetype":
                    continue
                if entry.flag_bits & 1:
                    raise MuseError("formats.novel_protected", path=str(path))
                with file.open(entry) as opened:  # what the header says about sizes may be a lie
                    part = opened.read(left + 1)
                left -= len(part)
                if left < 0:
                    raise MuseError("formats.novel_too_big", path=str(path), limit=MOST_XML // (1024 * 1024))
                if any(mark in part for mark in _ENTITIES):
                    raise MuseError("formats.novel_broken", path=str(path))
                parts[entry.filename] = part
    except _BROKEN_ZIP as error:
        raise MuseError("formats.novel_broken", path=str(path)) from error
    if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise MuseError("formats.novel_protected", path=str(path))
    has_body = _BODY[suffix] in parts or (suffix == ".docx" and "_rels/.rels" in parts)
    if not has_body:
        raise MuseError("formats.novel_broken", path=str(path))
    return parts


def _packed(parts: dict[str, bytes]) -> bytes:
    if "content.xml" in parts and "styles.xml" not in parts:  # which pandoc insists on
        parts = parts | {"styles.xml": _NO_STYLES}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return made.getvalue()


_NO_STYLES = (
    b'<?xml version="1.0"?><office:document-styles '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:styles/></office:document-styles>'
)


def _comments(parts: dict[str, bytes]) -> int:
    word = sum(
        len(re.findall(rb"<w:comment[\s>]", part))
        for name, part in parts.items()
        if name.rpartition("/")[2].startswith("comments") and name.endswith("comments.xml")
    )
    return word + len(re.findall(rb"<office:annotation[\s>]", parts.get("content.xml", b"")))


def _notes(parts: dict[str, bytes]) -> list[str]:
    """What the comments say, as far as it can be told without a parser."""
    word = [
        found
        for name, part in parts.items()
        if name.rpartition("/")[2] == "comments.xml"
        for found in _WORD_COMMENT.findall(part)
    ]
    found = [*word, *_ODT_COMMENT.findall(parts.get("content.xml", b""))][:MOST_NOTES]
    said = [_TAGS.sub(b"", _WHO_AND_WHEN.sub(b"", _PARAGRAPH_END.sub(b" ", one))) for one in found]
    notes = [" ".join(html.unescape(one.decode("utf-8", "replace")).split())[:LONGEST_NOTE] for one in said]
    return [note for note in notes if note]


def _styled(content: bytes, style: str) -> str:
    """The words of the first paragraph in a paragraph style or one that is based on it; "" for none."""
    names = {style.encode()}
    for found in _STYLE.findall(content):
        parent, name = _PARENT.search(found), _NAME.search(found)
        if parent and name and parent[1] == style.encode():
            names.add(name[1])
    choice = b"|".join(re.escape(name) for name in names)
    start = re.search(rb'<text:p\b[^>]*?text:style-name="(?:' + choice + rb')"[^>/]*>', content)
    if start is None:
        return ""
    end = content.find(b"</text:p>", start.end())
    words = _TAGS.sub(b"", content[start.end() : end]) if end >= 0 else b""
    return " ".join(html.unescape(words.decode("utf-8", "replace")).split())
