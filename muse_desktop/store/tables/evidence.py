"""What makes the record evidence, and what a writer states beside it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from muse_desktop.store.tables.base import NEVER_REUSED, Base


class SigningKey(Base):
    """The public half of a key that signed checkpoints here; the other half is in the system's keyring.

    `public_key` is 32 raw bytes of Ed25519, `fingerprint` their SHA-256. `kept_in` is "keyring" or "file".
    """

    __tablename__ = "signing_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    kept_in: Mapped[str]
    created_at: Mapped[str]
    retired_at: Mapped[str | None]


class Checkpoint(Base):
    """A signature over the ledger's head as it was; see provenance/checkpoints.py. Rows are only ever added.

    `body` is the canonical JSON that was signed, `signature` 64 bytes of Ed25519.
    """

    __tablename__ = "checkpoint"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(index=True)
    head: Mapped[str]
    at: Mapped[str]
    reason: Mapped[str]
    fingerprint: Mapped[str]
    body: Mapped[str]
    signature: Mapped[bytes]


class HouseProfile(Base):
    """A set of house rules that a writer made or changed; `rules` as studio/publication says.

    `project_id` None: offered in every project.
    """

    __tablename__ = "house_profile"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    rules: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[str]


class Statement(Base):
    """What a writer said for a project beside the figures: answers of the disclosure wizard, ticks and
    reasons of the publication check. `about` names the form ("kdp", "check", ...), one row each."""

    __tablename__ = "statement"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[str]
