"""The library's rows in muse.db: what is listed, what comes in, what is taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.library import details, files, language
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.texts import gone
from muse_desktop.store.clock import now
from muse_desktop.store.tables import LibraryItem
from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import count_words


@dataclass(frozen=True, eq=False)
class Incoming:
    """A file on its way into the library."""

    file: files.TextFile
    text_sha256: str
    letters: Normalised


def incoming(file: files.TextFile, known: dict[str, str]) -> Incoming:
    """`file` ready to be kept. Raises library.duplicate when its bytes or its text are there already."""
    text_hash = sha256(file.text.encode("utf-8", "surrogatepass")).hexdigest()
    for digest in (file.sha256, text_hash):
        if digest in known:
            raise MuseError("library.duplicate", file=file.path.name, title=known[digest])
    known[file.sha256] = known[text_hash] = file.title
    return Incoming(file, text_hash, normalise(file.text))


def characters(portion: Sequence[Incoming]) -> int:
    """How much text a portion holds."""
    return sum(len(one.file.text) for one in portion)


def hashes(session: Session) -> dict[str, str]:
    """The title of each text by the hashes of its bytes and of its text."""
    rows = session.execute(
        select(LibraryItem.original_sha256, LibraryItem.text_sha256, LibraryItem.title).where(
            LibraryItem.removed_at.is_(None)
        )
    ).all()
    return {digest: title for original, text, title in rows for digest in (original, text)}


def put_in(
    session: Session, portion: Sequence[Incoming], known: Mapping[str, Any] | None = None
) -> list[ItemInfo]:
    """List a portion of new texts; `known`: what `details.change` shall say of all of them."""
    rows = [
        LibraryItem(
            title=_storable(one.file.title),
            path=_storable(str(one.file.path)),
            original_sha256=one.file.sha256,
            text_sha256=one.text_sha256,
            encoding=one.file.encoding,
            words=count_words(one.file.text),
            letters=len(one.letters.letters),
            language=language.guess(one.file.text),
            rights="",
            author="",
            added_at=now(),
            removed_at=None,
        )
        for one in portion
    ]
    session.add_all(rows)
    session.flush()
    session.add_all(
        details.nothing_known(row.id, one.file.path.suffix.lstrip(".").lower())
        for row, one in zip(rows, portion, strict=True)
    )
    session.flush()
    if known:
        details.change(session, {row.id: known for row in rows})
    return details.infos(session, [row.id for row in rows])


def _storable(name: str) -> str:
    """A file's name as text: bytes of it that are no UTF-8 become U+FFFD, which a database can hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def take_out(session: Session, item_ids: Sequence[int]) -> list[str]:
    """Mark items as removed; the hashes of the originals that no other item needs. Raises library.gone."""
    digests: list[str] = []
    for item_id in item_ids:
        row = session.get(LibraryItem, item_id)
        if row is None or row.removed_at is not None:
            raise gone(item_id)
        row.removed_at = now()
        digests.append(row.original_sha256)
    session.flush()
    return [digest for digest in dict.fromkeys(digests) if not _is_needed(session, digest)]


def _is_needed(session: Session, digest: str) -> bool:
    here = LibraryItem.original_sha256 == digest
    return bool(session.scalar(select(func.count()).where(here, LibraryItem.removed_at.is_(None))))
