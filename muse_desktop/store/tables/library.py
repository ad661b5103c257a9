"""The writer's library: texts, where they come from, collections."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from muse_desktop.store.tables.base import NEVER_REUSED, Base


class LibraryItem(Base):
    """A text of the writer's library; its bytes are in originals/ under `original_sha256`."""

    __tablename__ = "library_item"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    path: Mapped[str]
    original_sha256: Mapped[str] = mapped_column(index=True)
    text_sha256: Mapped[str] = mapped_column(index=True)
    encoding: Mapped[str] = mapped_column(default="utf-8")
    words: Mapped[int] = mapped_column(default=0)
    letters: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(default="")
    rights: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")
    added_at: Mapped[str]
    removed_at: Mapped[str | None]


class LibraryDetail(Base):
    """What else is known of a text of the library, one row each.

    `evidence` says by field what each guess rests on. `steps` names the cleaning steps that are on, `report`
    what they did. `work_id`: items with the same number are versions of one work. `parent_id`: the item this
    one is a variant of; variants are left out of statistics and checks. `shelf`: the id of the item of the
    inspiration shelf it was taken from. LibraryItem.rights is mine, public_domain, licensed or "" (unknown).
    """

    __tablename__ = "library_detail"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("library_item.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    year: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    tags: Mapped[list[Any]] = mapped_column(default=list)
    rating: Mapped[int] = mapped_column(default=0)
    notes: Mapped[str] = mapped_column(default="")
    format: Mapped[str] = mapped_column(default="")
    steps: Mapped[list[Any]] = mapped_column(default=list)
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    work_id: Mapped[int | None] = mapped_column(index=True)
    parent_id: Mapped[int | None] = mapped_column(index=True)
    shelf: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[str | None]


class ImportJob(Base):
    """An import that was begun: what it was asked to bring in, so that it can go on after a kill.

    `state` is running, done or cancelled; files that are in the library already are known by their hashes.
    """

    __tablename__ = "import_job"

    id: Mapped[int] = mapped_column(primary_key=True)
    paths: Mapped[list[Any]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(default="running")
    started_at: Mapped[str]
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)


class WatchedFolder(Base):
    """A folder whose new texts come into the library by themselves."""

    __tablename__ = "watched_folder"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(unique=True)
    added_at: Mapped[str]
    looked_at: Mapped[str | None]
    paused: Mapped[bool] = mapped_column(default=False)


class LibraryCollection(Base):
    """Some texts under a name: chosen by hand (LibraryCollectionItem), or by `rule` where it is not empty."""

    __tablename__ = "library_collection"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    rule: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[str]
    updated_at: Mapped[str]


class LibraryCollectionItem(Base):
    """One text of a collection, at a place."""

    __tablename__ = "library_collection_item"

    collection_id: Mapped[int] = mapped_column(
        ForeignKey("library_collection.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[int] = mapped_column(ForeignKey("library_item.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)


class CuratorDismissal(Base):
    """A pick of the curator that the writer does not want to see again."""

    __tablename__ = "curator_dismissal"

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[str]
