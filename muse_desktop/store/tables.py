"""The tables of muse.db: everything that cannot be rebuilt.

Times are ISO 8601 UTC strings (`store.clock.now()`), positions are code points, hashes are lower-case
SHA-256 hex. A change here needs a new revision in `store/migrations` and a new `schema.VERSION`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Ids that other records point to by number are never given twice, even after a row is gone.
_NEVER_REUSED = {"sqlite_autoincrement": True}


class Base(DeclarativeBase):
    """What all tables share: constraint names that a later migration can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this name from the class
        str: Text,
        bytes: LargeBinary,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


class Workspace(Base):
    """The one row (id 1) that says what this folder is, and how long its ledger is."""

    __tablename__ = "workspace"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[str]
    app_version: Mapped[str]
    head_seq: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(default="")


class Project(Base):
    """A book or a collection: a tree of documents. `target` and `day_target` are words, 0 is none; `deadline`
    is a local date (YYYY-MM-DD)."""

    __tablename__ = "project"
    __table_args__ = (_NEVER_REUSED,)

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
    __table_args__ = (_NEVER_REUSED,)

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


class Snapshot(Base):
    """A document as it was when the writer or the program wanted to keep it; see manuscript/snapshots.py.

    `pieces` names the rows of SnapshotPiece that it is put together from, in order. The hashes are those of
    the whole text and of all its encoded origins.
    """

    __tablename__ = "snapshot"
    __table_args__ = (_NEVER_REUSED,)

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


class BibleEntry(Base):
    """A character, place, thing or fact of a story, as the model may be told of it; see manuscript/bible.py.

    `kind` is character, place, thing or fact; `aliases` a list of other names; `mention` says when a prompt
    tells of it: always, named (when the text around it names it) or never.
    """

    __tablename__ = "bible_entry"
    __table_args__ = (_NEVER_REUSED,)

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
    __table_args__ = (_NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    began_at: Mapped[str]
    ended_at: Mapped[str | None]


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
    __table_args__ = (_NEVER_REUSED,)

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
    __table_args__ = (_NEVER_REUSED,)

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
        _NEVER_REUSED,
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


class LibraryItem(Base):
    """A text of the writer's library; its bytes are in originals/ under `original_sha256`."""

    __tablename__ = "library_item"
    __table_args__ = (_NEVER_REUSED,)

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
    __table_args__ = (_NEVER_REUSED,)

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


class Check(Base):
    """One originality check and what it was made against; hits keep their own copy of both texts."""

    __tablename__ = "check"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True
    )
    at: Mapped[str]
    library_items: Mapped[int]
    library_words: Mapped[int]
    hits: Mapped[list[Any]] = mapped_column(default=list)
