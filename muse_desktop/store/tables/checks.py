"""Originality checks, what they leave out, and what they block."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from muse_desktop.store.tables.base import NEVER_REUSED, Base


class Check(Base):
    """One originality check and what it was made against; hits keep their own copy of both texts.

    `detail`: settings and exclusions it was made with, and hashes, as originality/record.py says.
    """

    __tablename__ = "check"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True
    )
    at: Mapped[str]
    library_items: Mapped[int]
    library_words: Mapped[int]
    hits: Mapped[list[Any]] = mapped_column(default=list)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


class OriginalitySetting(Base):
    """How a project's originality check is set: `view` (what is shown and raised), `guard` (what is blocked
    while the model writes). Both as originality/settings.py says; no row means the defaults."""

    __tablename__ = "originality_setting"

    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    view: Mapped[dict[str, Any]] = mapped_column(default=dict)
    guard: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[str]


class OriginalityExclusion(Base):
    """What a writer said need not be found again in a project: a source, a phrase, one hit.

    `kind` is "source" (all of `original_sha256`), "phrase" (`text`, wherever it stands) or "hit" (`text`
    where it is found in `original_sha256`). Known by hashes and words, so that it outlives the item.
    """

    __tablename__ = "originality_exclusion"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    original_sha256: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[str]
