"""Documents as they were."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from muse_desktop.store.tables.base import NEVER_REUSED, Base


class Snapshot(Base):
    """A document as it was when the writer or the program wanted to keep it; see manuscript/snapshots.py.

    `pieces` names the rows of SnapshotPiece that it is put together from, in order. The hashes are those of
    the whole text and of all its encoded origins.
    """

    __tablename__ = "snapshot"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    seq: Mapped[int]
    at: Mapped[str]
    reason: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    characters: Mapped[int]
    words: Mapped[int]
    text_hash: Mapped[str]
    runs_hash: Mapped[str]
    pieces: Mapped[bytes]


class SnapshotPiece(Base):
    """Some paragraphs with their origins, kept once for all the snapshots that hold them.

    `digest` is the first 16 bytes of the SHA-256 of what `data` holds compressed; bytes, because there are
    so many of them.
    """

    __tablename__ = "snapshot_piece"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(unique=True)
    data: Mapped[bytes]
