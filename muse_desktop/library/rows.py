"""The library's rows in muse.db: what is listed, what comes in, what is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from muse_desktop.library import details
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.texts import gone
from muse_desktop.store.clock import now
from muse_desktop.store.tables.library import LibraryDetail, LibraryItem

_AT_ONCE = 5000

if TYPE_CHECKING:
    from muse_desktop.library.importing.prepare import Prepared


@dataclass(frozen=True, eq=False)
class Incoming:
    """A text on its way into the library. `path` is where it is from, `format` the ending of the file."""

    text: Prepared
    title: str
    path: str
    format: str


@dataclass(frozen=True)
class Source:
    """What an item's text is made from again."""

    item: int
    sha256: str
    title: str
    format: str
    steps: tuple[str, ...]
    text_sha256: str
    language: str

    @property
    def suffix(self) -> str:
        """The ending of its file, with its dot."""
        return f".{self.format}" if self.format else ".txt"


def incoming(text: Prepared, path: Path) -> Incoming:
    """The text of the file at `path`, called by the file's name until the writer names it."""
    return Incoming(text, path.stem, str(path), path.suffix.lstrip(".").lower())


def hashes(session: Session) -> dict[str, str]:
    """The title of each text by the hashes of its bytes and of its text."""
    rows = session.execute(
        select(LibraryItem.original_sha256, LibraryItem.text_sha256, LibraryItem.title).where(
            LibraryItem.removed_at.is_(None)
        )
    ).all()
    return {digest: title for original, text, title in rows for digest in (original, text)}


def removed_hashes(session: Session) -> set[str]:
    """The hashes of the bytes of what was once taken out of the library."""
    there = LibraryItem.removed_at.is_not(None)
    return set(session.scalars(select(LibraryItem.original_sha256).where(there)))


def put_in(
    session: Session, portion: Sequence[Incoming], known: Mapping[str, Any] | None = None
) -> list[ItemInfo]:
    """List a portion of new texts; `known`: what `details.change` shall say of all of them.

    A text from the same place as another is a version of the same work.
    """
    versions = _by_path(session, [_storable(one.path) for one in portion])
    rows = [
        LibraryItem(
            title=_storable(one.title),
            path=_storable(one.path),
            original_sha256=one.text.sha256,
            text_sha256=one.text.text_sha256,
            encoding=one.text.encoding,
            words=one.text.words,
            letters=one.text.letters,
            language=one.text.language,
            rights="",
            author="",
            added_at=now(),
            removed_at=None,
        )
        for one in portion
    ]
    session.add_all(rows)
    session.flush()
    for row, one in zip(rows, portion, strict=True):
        detail = details.nothing_known(row.id, one.format)
        detail.steps, detail.report = list(one.text.steps), one.text.report
        detail.work_id = versions.get(row.path)
        session.add(detail)
    session.flush()
    if known:
        details.change(session, {row.id: known for row in rows})
    return details.infos(session, [row.id for row in rows])


def _by_path(session: Session, paths: Sequence[str]) -> dict[str, int]:
    """The work of the item that came from each path before; that item becomes a version of it too."""
    files = {path for path in paths if Path(path).is_absolute()}  # others are of the shelf, or variants
    # One query: there is no index of paths, and one for each would read all of a long list each time.
    here = select(LibraryItem.id, LibraryItem.path).where(
        LibraryItem.path.in_(files), LibraryItem.removed_at.is_(None)
    )
    first: dict[str, int] = {}
    for item, path in session.execute(here.order_by(LibraryItem.id)):
        first.setdefault(path, item)
    works: dict[str, int] = {}
    for path, earlier in first.items():
        detail = session.get(LibraryDetail, earlier)
        if detail is not None:
            detail.work_id = detail.work_id or earlier
            works[path] = detail.work_id
    return works


def sources(session: Session, items: Iterable[int]) -> list[Source]:
    """What the texts of those `items` that are in the library are made from, in the order of their ids."""
    wanted = sorted(items)
    found: list[Source] = []
    for start in range(0, len(wanted), _AT_ONCE):
        query = (
            select(
                LibraryItem.id, LibraryItem.original_sha256, LibraryItem.title, LibraryItem.text_sha256,
                LibraryItem.language, LibraryDetail.format, LibraryDetail.steps,
            )
            .outerjoin(LibraryDetail, LibraryDetail.item_id == LibraryItem.id)
            .where(LibraryItem.id.in_(wanted[start : start + _AT_ONCE]), LibraryItem.removed_at.is_(None))
            .order_by(LibraryItem.id)
        )  # fmt: skip
        found += [
            Source(item, digest, title, kind or "", tuple(steps or ()), text, language)
            for item, digest, title, text, language, kind, steps in session.execute(query)
        ]
    return found


def made_again(session: Session, texts: Mapping[int, Prepared]) -> list[int]:
    """Note what follows from texts that were cleaned in another way; the items that were still there."""
    there: list[int] = []
    for item, text in texts.items():
        values = {"text_sha256": text.text_sha256, "words": text.words, "letters": text.letters}
        here = LibraryItem.id == item, LibraryItem.removed_at.is_(None)
        if not session.scalar(select(func.count()).where(*here)):
            continue
        session.execute(update(LibraryItem).where(*here).values(**values))
        detail = session.get(LibraryDetail, item)
        if detail is None:
            detail = details.nothing_known(item)
            session.add(detail)
        detail.steps, detail.report = list(text.steps), text.report
        there.append(item)
    return there


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
