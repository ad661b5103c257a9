"""The record: origins of spans, the ledger, the burst that is open."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from muse_desktop.store.tables.base import Base


class Workspace(Base):
    """The one row (id 1) that says what this folder is, and how long its ledger is."""

    __tablename__ = "workspace"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[str]
    app_version: Mapped[str]
    head_seq: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(default="")


class Origin(Base):
    """Where characters came from. No foreign keys: text is never refused because of its provenance."""

    __tablename__ = "origin"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    document_id: Mapped[int | None] = mapped_column(index=True)
    generation_id: Mapped[int | None] = mapped_column(index=True)
    candidate: Mapped[int | None]
    output_start: Mapped[int | None]
    library_item: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="")
    parent: Mapped[int | None]
    created_at: Mapped[str]


class Event(Base):
    """One link of the ledger's hash chain; see provenance/ledger.py. Rows are only ever added."""

    __tablename__ = "event"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int | None] = mapped_column(index=True)
    kind: Mapped[str]
    at: Mapped[str]
    payload: Mapped[str]
    content_hash: Mapped[str | None]
    prev_hash: Mapped[str]
    hash: Mapped[str]


class EventContent(Base):
    """The words of an event, beside the chain: deleting a row redacts it and the chain stays valid."""

    __tablename__ = "event_content"

    seq: Mapped[int] = mapped_column(ForeignKey("event.seq"), primary_key=True, autoincrement=False)
    content: Mapped[bytes]


class Pending(Base):
    """The burst of a document that is still open: rewritten at each save, sealed into the chain later."""

    __tablename__ = "pending"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str]
    at: Mapped[str]
    payload: Mapped[str]
    content: Mapped[bytes]


class RunSnapshot(Base):
    """A document as it once was, with its origins: a version to go back to, and the base of a diff."""

    __tablename__ = "run_snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    seq: Mapped[int]
    at: Mapped[str]
    text: Mapped[bytes]
    runs: Mapped[bytes]
    text_hash: Mapped[str]
