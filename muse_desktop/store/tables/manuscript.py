"""Projects, their documents, and where and how long was written."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from muse_desktop.store.tables.base import NEVER_REUSED, Base


class Project(Base):
    """A book or a collection: a tree of documents. `target` and `day_target` are words, 0 is none; `deadline`
    is a local date (YYYY-MM-DD)."""

    __tablename__ = "project"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[str]
    target: Mapped[int] = mapped_column(default=0)
    day_target: Mapped[int] = mapped_column(default=0)
    deadline: Mapped[str | None]


class Document(Base):
    """One text with the origin of each of its characters. `version` counts the changes of the text.

    `position` counts from 0 without a gap among all documents with the same project and parent, those in
    the trash or archived too: so each comes back to its place. `trashed_with`: the document whose trashing
    took this one along. `target` is words, 0 is none.
    """

    __tablename__ = "document"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    title: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(default="")
    runs: Mapped[bytes]
    text_hash: Mapped[str]
    words: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[str]
    updated_at: Mapped[str]
    trashed_at: Mapped[str | None]
    kind: Mapped[str] = mapped_column(default="scene")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    status: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    synopsis: Mapped[str] = mapped_column(default="")
    point_of_view: Mapped[str] = mapped_column(default="")
    target: Mapped[int] = mapped_column(default=0)
    compiled: Mapped[bool] = mapped_column(default=True)
    archived_at: Mapped[str | None]
    trashed_with: Mapped[int | None]


class Writing(Base):
    """What one sitting did to one document on one day: words that came and went, by who made them.

    `day` is the writer's local date. Saves of the same document in the same sitting add to the same row.
    """

    __tablename__ = "writing"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(index=True)
    started_at: Mapped[str]
    ended_at: Mapped[str]
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id", ondelete="SET NULL"), index=True)
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True
    )
    own_added: Mapped[int] = mapped_column(default=0)
    own_removed: Mapped[int] = mapped_column(default=0)
    model_added: Mapped[int] = mapped_column(default=0)
    model_removed: Mapped[int] = mapped_column(default=0)
    other_added: Mapped[int] = mapped_column(default=0)
    other_removed: Mapped[int] = mapped_column(default=0)
