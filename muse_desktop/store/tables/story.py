"""What a project knows of its story, its words and its rules."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from muse_desktop.store.tables.base import NEVER_REUSED, Base


class BibleEntry(Base):
    """A character, place, thing or fact of a story, as the model may be told of it; see manuscript/bible.py.

    `kind` is character, place, thing or fact; `aliases` a list of other names; `mention` says when a prompt
    tells of it: always, named (when the text around it names it) or never.
    """

    __tablename__ = "bible_entry"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="character")
    name: Mapped[str]
    aliases: Mapped[list[Any]] = mapped_column(default=list)
    notes: Mapped[str] = mapped_column(default="")
    mention: Mapped[str] = mapped_column(default="named")
    position: Mapped[int] = mapped_column(default=0)
    updated_at: Mapped[str]


class PersonalWord(Base):
    """A word that is spelt right in one project because its writer says so."""

    __tablename__ = "personal_word"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    added_at: Mapped[str]


class HandsOnly(Base):
    """A time in which the model was off in a project; `ended_at` None: it still is."""

    __tablename__ = "hands_only"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    began_at: Mapped[str]
    ended_at: Mapped[str | None]
