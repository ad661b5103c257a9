"""An existing novel from another program, split at its headings, to be looked at before it comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.formats.annotations import Annotated
from muse_desktop.formats.annotations import read as read_annotations
from muse_desktop.formats.novel_markdown import read_markdown
from muse_desktop.formats.novel_office import read_office
from muse_desktop.formats.novel_split import NovelPiece, Section, split
from muse_desktop.formats.origin_claims import FileClaims, read_claims
from muse_desktop.formats.read import read_bytes, read_text

KNOWN_SUFFIXES = (".md", ".markdown", ".docx", ".odt")
"""What a novel can be read from."""

__all__ = ["KNOWN_SUFFIXES", "Novel", "NovelPiece", "Section", "read_novel"]


@dataclass(frozen=True, slots=True)
class Novel:
    """A novel as it would come in: its pieces in order, and how much was left out that is not its text."""

    title: str
    author: str
    pieces: tuple[NovelPiece, ...]
    comments: int
    pictures: int
    encoding_note: str
    """A message code where the encoding of a text file was uncertain, else ""."""
    notes: tuple[str, ...] = ()
    """What the comments say; they are in no piece and count no words."""
    annotated: Annotated | None = None
    """What the block at the end of a .md file says of who wrote what."""
    claims: FileClaims | None = None
    """What a .docx or .odt file says of its origins."""

    @property
    def words(self) -> int:
        """Words of all pieces, without their titles."""
        return sum(piece.words for piece in self.pieces)


def read_novel(path: Path, cancelled: Callable[[], bool] | None = None) -> Novel:
    """The novel in the .md, .docx or .odt file at `path`; nothing is written.

    Headings become parts, chapters and scenes; `***`, `#` and ornaments on lines of their own part scenes.
    Comments, deleted text and pictures are left out; footnotes stand in the text as `^[note]`. Raises
    formats.novel_type, novel_broken, novel_protected, novel_too_big, novel_slow, novel_empty,
    converter_missing, and what `read_text` raises; CancelledError soon after `cancelled` says so.
    """
    suffix = path.suffix.lower()
    note, annotated, claims = "", None, None
    if suffix in (".docx", ".odt"):
        data = read_bytes(path)
        source = read_office(path, data, cancelled)
        claims = read_claims(data, suffix)
    elif suffix in KNOWN_SUFFIXES:
        read = read_text(path)
        annotated, note = read_annotations(read.text), read.note
        source = read_markdown(annotated.text if annotated is not None else read.text)
    else:
        raise MuseError("formats.novel_type", type=suffix or path.name, known=" ".join(KNOWN_SUFFIXES))
    title, author, pieces = split(source.blocks, source.title)
    if not pieces:
        raise MuseError("formats.novel_empty", path=str(path))
    return Novel(
        title or source.title,
        author or source.author,
        tuple(pieces),
        source.comments,
        source.pictures,
        note,
        source.notes,
        annotated,
        claims,
    )
