"""Writing a document to a file other people use. The kind of file follows from the name's ending."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.formats import manuscript_markdown, pandoc
from muse_desktop.formats.atomic import write_bytes

KNOWN_SUFFIXES = (".md", ".txt", ".docx")
"""What a document can be written to."""

NO_PROPERTIES: Mapping[str, str] = MappingProxyType({})
_OWN_METADATA = ("title", "author", "lang")
_TITLE_LIMIT = 500


def write_document(
    path: Path,
    title: str,
    text: str,
    language: str,
    author: str = "",
    properties: Mapping[str, str] = NO_PROPERTIES,
) -> None:
    """Write `text` to `path` as Markdown, plain text or Word by the name's ending; whole or not at all.

    .md and .txt hold exactly the text, as UTF-8. .docx also holds title, author, language ("en", "zh") and
    `properties` as custom document properties; pandoc composes its characters (NFC). Raises
    formats.unknown_type, converter_*, and what `write_bytes` raises.
    """
    suffix = path.suffix.lower()
    if suffix not in KNOWN_SUFFIXES:
        raise MuseError("formats.unknown_type", type=suffix or path.name, known=" ".join(KNOWN_SUFFIXES))
    data = docx(title, text, language, author, properties) if suffix == ".docx" else plain(text)
    write_bytes(path, data)


def write_json(path: Path, value: Any) -> None:
    """Write `value` to `path` as JSON a person can read; whole or not at all."""
    write_bytes(path, msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def plain(text: str) -> bytes:
    """The text as UTF-8, line ends as they are.

    A text that begins with a byte order mark gets one more, since reading takes one away; half a surrogate
    pair, which is no character, becomes U+FFFD.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return (mark + text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def docx(
    title: str, text: str, language: str, author: str = "", properties: Mapping[str, str] = NO_PROPERTIES
) -> bytes:
    """A Word document. A heading that only repeats the title is left to the title. See `write_document`."""
    title = _one_line(title)[:_TITLE_LIMIT]
    arguments = ["--from", manuscript_markdown.PANDOC_FORMAT, "--to", "docx", "--quiet"]
    arguments += metadata_arguments(title, author, language, properties)
    body = manuscript_markdown.protect(_without_title(text, title))
    return dated(pandoc.convert(body.encode(), arguments))


def metadata_arguments(
    title: str, author: str, language: str, properties: Mapping[str, str] = NO_PROPERTIES
) -> list[str]:
    """What tells pandoc the document's title, author and language, and custom properties."""
    metadata = {name: value for name, value in properties.items() if name not in _OWN_METADATA}
    metadata |= {"title": title, "author": author, "lang": "zh-CN" if language == "zh" else language}
    return [f"--metadata={name}:{_metadata(value)}" for name, value in metadata.items() if value]


def _one_line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _metadata(value: str) -> str:
    """One line; a space keeps a title such as "True" from being read as a truth value."""
    line = _one_line(value)
    return line + " " if line.casefold() in ("true", "false") else line


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.lstrip("\n").partition("\n")
    return rest if title and first.startswith("#") and _one_line(first.lstrip("#")) == title else text


def dated(data: bytes) -> bytes:
    """The document with today's date: pandoc's sandbox knows no clock and writes 1970."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = content.replace(b"1970-01-01T00:00:00Z", now)
            new.writestr(entry.filename, content)
    return made.getvalue()
