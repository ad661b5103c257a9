"""What a file that comes in claims of itself: the properties of origin_properties.py, read back.

Anybody can write such properties into any file. They are shown as what the file says, and nothing that the
record counts ever rests on them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree

from muse_desktop.formats.origin_properties import PREFIX, SOURCE_TYPES

LONGEST = 300
MOST = 40
"""Characters of a value, and properties, that are read; a file may say anything."""
_LARGEST_PART = 1024 * 1024
_NAMES = ("copyright", "ai-disclosure", "digital-source-type")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)
_HEAD = 256 * 1024
_META = re.compile(r"<meta\b[^<>]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_PACKET_BEGINS, _PACKET_ENDS = b"<?xpacket begin=", b"<?xpacket end="
_PARTS = {".docx": r"docProps/custom\.xml", ".odt": r"meta\.xml", ".epub": r".{1,200}\.opf"}


@dataclass(frozen=True)
class FileClaims:
    """Properties about origins as a file has them; names as `origin_properties.named` gives them."""

    named: Mapping[str, str]

    def count(self, tint: str) -> int | None:
        """The words of a tint (or "all") the file claims; None where it does not say a number."""
        said = self.named.get(f"{PREFIX}words-{tint}", "")
        return int(said) if re.fullmatch(r"[0-9]{1,9}", said) else None

    @property
    def model_words(self) -> tuple[int, int] | None:
        """(words that rest on generated text, all words) as the file claims; None where it claims neither."""
        everything = self.count("all")
        found = [self.count(tint) for tint in ("generated", "edited")]
        if everything is None or all(one is None for one in found):
            return None
        return sum(one or 0 for one in found), everything

    @property
    def source_type(self) -> str:
        """IPTC's short name of what the file claims to be, or ""."""
        said = self.named.get("digital-source-type", "")
        return said.removeprefix(SOURCE_TYPES) if said.startswith(SOURCE_TYPES) else ""


def read_claims(data: bytes, suffix: str) -> FileClaims | None:
    """What the file `data` claims, by the ending of its name: .docx, .odt, .epub, .html, .pdf.

    None where it claims nothing, or nothing that can be read: claims are worth no error.
    """
    try:
        if suffix in _PARTS:
            found = _from_xml(_part(data, _PARTS[suffix]))
        elif suffix in (".html", ".htm", ".xhtml"):
            found = _from_html(data[:_HEAD].decode("utf-8", "replace"))
        elif suffix == ".pdf":
            found = _from_xml(_packet(data))
        else:
            found = {}
    except (*_BROKEN, ElementTree.ParseError):
        return None
    kept = {name: _line(value) for name, value in found.items() if _ours(name) and _line(value)}
    return FileClaims(dict(list(kept.items())[:MOST])) if kept else None


def _packet(data: bytes) -> bytes:
    """The XML of the first XMP packet of a PDF that is not compressed."""
    begin = data.index(_PACKET_BEGINS)
    start = data.index(b"?>", begin, begin + 200) + 2
    return data[start : data.index(_PACKET_ENDS, start, start + _LARGEST_PART)].strip()


def _part(data: bytes, pattern: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        name = next((one for one in packed.namelist() if re.fullmatch(pattern, one)), None)
        if name is None:
            raise ValueError("no such part")
        with packed.open(name) as part:
            read = part.read(_LARGEST_PART + 1)
    if len(read) > _LARGEST_PART:
        raise ValueError("too large")
    return read


def _from_xml(data: bytes) -> dict[str, str]:
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)|\x00", data):  # entities can unfold without end
        raise ValueError("declares entities")
    found: dict[str, str] = {}
    for element in ElementTree.fromstring(data).iter():
        tag = element.tag.rpartition("}")[2]
        words = "".join(element.itertext())
        attributes = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
        if tag in ("property", "user-defined"):
            found.setdefault(attributes.get("name", ""), words)
        elif tag == "meta":
            found.setdefault(attributes.get("name", ""), attributes.get("content", ""))
        elif tag == "DigitalSourceType":
            found.setdefault("digital-source-type", words)
        elif element.tag.startswith("{urn:muse-desktop:"):
            found.setdefault(tag if tag in _NAMES else PREFIX + tag, words)
    return found


def _from_html(head: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in _META.findall(head):
        values = {name.lower(): unescape(first or second) for name, first, second in _ATTRIBUTE.findall(meta)}
        if values.get("name"):
            found.setdefault(values["name"], values.get("content", ""))
    return found


def _ours(name: str) -> bool:
    return name in _NAMES or (name.startswith(PREFIX) and len(name) < 40)


def _line(words: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())[:LONGEST]
