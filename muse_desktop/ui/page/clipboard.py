"""Text on the clipboard with what is known about it, in a private format beside the plain text.

Whoever copies from the page, a library text or a candidate sends its origin along. On pasting it counts only
if the text is still the one that was copied (its hash); everything else came from outside.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocumentFragment

from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Run
from muse_desktop.ui.base.mime import new_mime
from muse_desktop.ui.page.text import cleaned

FORMAT = "application/x-muse-desktop-origins"
MOST_BYTES = 8_000_000
MOST_RUNS = 400_000


class FromPage(msgspec.Struct, frozen=True, tag="page"):
    """Copied from a document: `runs` are (length, origin id)."""

    book: str
    title: str
    runs: list[tuple[int, int]]


class FromLibrary(msgspec.Struct, frozen=True, tag="library"):
    """Copied from a library item; `start` is the place in its text."""

    book: str
    item: int
    title: str
    start: int


class FromCandidate(msgspec.Struct, frozen=True, tag="candidate"):
    """Copied from what a model wrote, before anything was accepted."""

    book: str
    generation: int
    candidate: int
    start: int


Source = FromPage | FromLibrary | FromCandidate


class _Label(msgspec.Struct, frozen=True):
    sha256: str
    source: Source


class Pasted(msgspec.Struct, frozen=True):
    """What the clipboard holds: clean text, and where it was copied from if that is certain."""

    text: str
    source: Source | None


@lru_cache(maxsize=4)
def book_key(book: OriginBook) -> str:
    """A name for a workspace while it is open here; ids of origins and items mean nothing elsewhere."""
    return f"{id(book):x}-{secrets.token_hex(8)}"


def page_mime(text: str, runs: Sequence[Run], book: OriginBook, title: str) -> QMimeData:
    """Text of a document for the clipboard or a drag, with the origins of all its characters."""
    return _mime(text, FromPage(book_key(book), title, [(run.length, run.origin) for run in runs]))


def library_mime(text: str, book: OriginBook, item: int, title: str, start: int = 0) -> QMimeData:
    """Text of a library item, from the code point `start` on."""
    return _mime(text, FromLibrary(book_key(book), item, title, start))


def candidate_mime(text: str, book: OriginBook, generation: int, candidate: int, start: int = 0) -> QMimeData:
    """Text of a candidate, from the code point `start` on."""
    return _mime(text, FromCandidate(book_key(book), generation, candidate, start))


def _mime(text: str, source: Source) -> QMimeData:
    mime = new_mime()
    mime.setText(text)
    mime.setData(FORMAT, msgspec.json.encode(_Label(_hash(cleaned(text)), source)))
    return mime


def readable(mime: QMimeData) -> bool:
    """Whether there is text in it that a page takes; files that are dropped are not its business."""
    return (mime.hasText() or mime.hasHtml()) and not any(url.isLocalFile() for url in mime.urls())


def read(mime: QMimeData) -> Pasted:
    """The text in `mime`, as the page takes it, with its source when the label belongs to this very text."""
    text = mime.text() if mime.hasText() else QTextDocumentFragment.fromHtml(mime.html()).toPlainText()
    text = cleaned(text)
    return Pasted(text, _source(mime, text))


def origin_of(pasted: Pasted, session: DocumentSession) -> int | tuple[Run, ...]:
    """The origin(s) that text gets in a document it is pasted into or dropped on."""
    source = pasted.source
    here = source is not None and source.book == book_key(session.book)
    match source:
        case FromPage() if here:
            return tuple(Run(length, origin) for length, origin in source.runs)
        case FromPage():
            return session.insert_origin(Kind.PASTED_OWN, source=source.title)
        case FromLibrary() if here:
            return session.insert_origin(
                Kind.PASTED_LIBRARY,
                library_item=source.item,
                output_start=source.start,
                source=source.title,
            )
        case FromCandidate() if here:
            return session.insert_origin(
                Kind.GENERATED,
                generation_id=source.generation,
                candidate=source.candidate,
                output_start=source.start,
            )
        case FromCandidate():
            return session.insert_origin(Kind.GENERATED, source="another workspace")
        case FromLibrary():
            return session.insert_origin(Kind.PASTED_OUTSIDE, source=source.title)
    return session.insert_origin(Kind.PASTED_OUTSIDE)


def _source(mime: QMimeData, text: str) -> Source | None:
    data = bytes(mime.data(FORMAT).data()) if mime.hasFormat(FORMAT) else b""
    if not 0 < len(data) <= MOST_BYTES:
        return None
    try:
        label = msgspec.json.decode(data, type=_Label)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None  # another program's, or damaged: then it simply came from outside
    if label.sha256 != _hash(text):
        return None
    if isinstance(label.source, FromPage) and not _fit(label.source.runs, len(text)):
        return None
    return label.source


def _fit(runs: list[tuple[int, int]], length: int) -> bool:
    good = all(run_length > 0 and 0 <= origin < 2**32 for run_length, origin in runs)
    return good and len(runs) <= MOST_RUNS and sum(run_length for run_length, _ in runs) == length


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
