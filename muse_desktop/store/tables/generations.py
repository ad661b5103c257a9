"""What was asked of models, and what they answered."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from muse_desktop.store.tables.base import NEVER_REUSED, Base


class ModelFile(Base):
    """A model file that was used here, known by its hash; the file itself lives elsewhere."""

    __tablename__ = "model_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    path: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    licence: Mapped[str] = mapped_column(default="")
    architecture: Mapped[str] = mapped_column(default="")
    quantisation: Mapped[str] = mapped_column(default="")
    context_trained: Mapped[int] = mapped_column(default=0)
    details: Mapped[dict[str, Any]] = mapped_column("metadata", default=dict)
    added_at: Mapped[str]


class Generation(Base):
    """One request to the model, accepted or not: what went in, and everything a replay needs."""

    __tablename__ = "generation"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True
    )
    recipe: Mapped[str]
    recipe_version: Mapped[int] = mapped_column(default=1)
    mode: Mapped[str] = mapped_column(default="chat")
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    prompt_text: Mapped[str] = mapped_column(default="")
    prompt_tokens: Mapped[bytes] = mapped_column(default=b"")
    parts: Mapped[list[Any]] = mapped_column(default=list)
    parameters: Mapped[list[Any]] = mapped_column(default=list)
    seed: Mapped[int]
    model_file_id: Mapped[int | None] = mapped_column(ForeignKey("model_file.id"), index=True)
    build: Mapped[dict[str, Any]] = mapped_column(default=dict)
    layout: Mapped[dict[str, Any]] = mapped_column(default=dict)
    timings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[str]
    state: Mapped[str] = mapped_column(default="running")
    error: Mapped[str] = mapped_column(default="")
    via: Mapped[str] = mapped_column(default="window")


class Candidate(Base):
    """One answer of a generation. `accepted`: list of {at, document, start, end, position}, start and
    end in its own text, position in the document."""

    __tablename__ = "candidate"
    __table_args__ = (
        Index("ix_candidate_generation_id_position", "generation_id", "position", unique=True),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    generation_id: Mapped[int] = mapped_column(ForeignKey("generation.id", ondelete="CASCADE"))
    position: Mapped[int]
    seed: Mapped[int]
    text: Mapped[str] = mapped_column(default="")
    tokens: Mapped[bytes] = mapped_column(default=b"")
    stop_reason: Mapped[str] = mapped_column(default="")
    accepted: Mapped[list[Any]] = mapped_column(default=list)
    updated_at: Mapped[str]
