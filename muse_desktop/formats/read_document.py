"""The words of a document of any format, as plain text: what the library keeps and searches.

Text and Markdown are taken as they are. Word, OpenDocument, EPUB, RTF and HTML go through pandoc in its
sandbox; headings become Markdown's, so that chapters can be found again, everything else loses its dress. PDF
is read by pdfium, which is C++ and trusts its input: call that in a process whose end costs nothing.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from muse_desktop.errors import MuseError
from muse_desktop.formats import pandoc
from muse_desktop.formats.plain_blocks import plain_text
from muse_desktop.text.decode import decode

TEXT = frozenset({".txt", ".text", ".md", ".markdown", ".fountain"})
PANDOC = {
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
    ".rtf": "rtf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
PDF = ".pdf"
SUFFIXES = TEXT | PANDOC.keys() | {PDF}
MOST_UNPACKED = 512 * 1024 * 1024
"""Bytes that a zipped document may hold; pictures count too."""
_MOST_XML = 96 * 1024 * 1024
_MOST_ENTRIES = 20_000
_WORDS = (".xml", ".xhtml", ".html", ".htm")
_MEMORY = "1g"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FONT_SCRAMBLING = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")


@dataclass(frozen=True)
class Read:
    """The text of a document, the Python name of its encoding ("" where the format has its own), and a note
    on what was uncertain (see text.decode)."""

    text: str
    encoding: str = ""
    note: str = ""


def read_document(
    name: str, suffix: str, data: bytes, cancelled: Callable[[], bool] | None = None
) -> Read:
    """The text of the document `data`; `suffix` is the ending of its file (with its dot, in small letters),
    `name` what it is called in errors.

    Raises text.binary, formats.locked, formats.broken, formats.no_words,
    formats.unpacks_too_large, formats.converter_*; CancelledError.
    """
    if suffix == PDF:
        if b"%PDF-" not in data[:1024]:
            raise MuseError("formats.broken", file=name)
        return Read(_pdf(name, data))
    if suffix in PANDOC and data.startswith(_OLD_OFFICE):  # Word's files with a password
        raise MuseError("formats.locked", file=name)
    if data.startswith(b"{\\rtf"):
        return Read(_through_pandoc(name, "rtf", data, cancelled))
    if suffix in (".docx", ".odt", ".epub"):
        _must_be_sound(name, data)
        return Read(_through_pandoc(name, PANDOC[suffix], data, cancelled))
    decoded = decode(data)
    if suffix in PANDOC and PANDOC[suffix] == "html":
        utf8 = decoded.text.encode("utf-8", "replace")
        return Read(_through_pandoc(name, "html", utf8, cancelled), decoded.encoding, decoded.note)
    return Read(decoded.text, decoded.encoding, decoded.note)


def _through_pandoc(
    name: str, kind: str, data: bytes, cancelled: Callable[[], bool] | None
) -> str:
    made = pandoc.convert(
        data, ["--from", kind, "--to", "json", "--quiet"], memory=_MEMORY, cancelled=cancelled
    )
    try:
        text = plain_text(json.loads(made))
    except RecursionError as error:
        raise MuseError("formats.broken", file=name) from error
    if not text.strip():
        raise MuseError("formats.no_words", file=name)
    return text


def _must_be_sound(name: str, data: bytes) -> None:
    """Refuse archives that are cut off, locked, or far larger inside than outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            words = sum(one.file_size for one in entries if one.filename.endswith(_WORDS))
            unpacked = sum(one.file_size for one in entries)
            if len(entries) > _MOST_ENTRIES or words > _MOST_XML or unpacked > MOST_UNPACKED:
                raise MuseError("formats.unpacks_too_large", file=name, limit=MOST_UNPACKED >> 20)
            if any(one.flag_bits & 1 for one in entries) or _is_locked(archive):
                raise MuseError("formats.locked", file=name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise MuseError("formats.broken", file=name) from error


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether an EPUB or OpenDocument file says that its parts are encrypted (scrambled fonts are not)."""
    names = set(archive.namelist())
    if "META-INF/encryption.xml" in names:
        said = archive.read("META-INF/encryption.xml")
        return said.count(b"EncryptionMethod") > sum(map(said.count, _FONT_SCRAMBLING))
    if "META-INF/manifest.xml" in names:
        return b"encryption-data" in archive.read("META-INF/manifest.xml")
    return False


def _pdf(name: str, data: bytes) -> str:
    """The text of a PDF, a form feed behind each page."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise MuseError("formats.locked" if locked else "formats.broken", file=name) from error
    pages: list[str] = []
    try:
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            pages.append(words.get_text_bounded().replace("\ufffe", "\u00ad"))  # a hyphen at the line's end
            words.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise MuseError("formats.broken", file=name) from error
    finally:
        document.close()
    if not "".join(pages).strip():
        raise MuseError("formats.no_words", file=name)
    return "\f".join(pages).encode("utf-8", "replace").decode("utf-8")
