"""Checkpoints: signatures over the ledger's head, made at a session's end, while writing, and at export.

A checkpoint's body is this object in canonical form (as in log.py):

    {"app":A,"at":T,"documents":D,"form":"muse-desktop/checkpoint/1","head":H,"key":F,"monotonic":M,
     "reason":R,"seq":S}

A is the version of the app, T the wall clock in UTC, M whole milliseconds of a clock that only goes forward
(comparable within one start of the computer), S the number of the last record and H its hash, R one of
"session", "interval", "export", "bundle". D is hex(SHA-256(canonical [[document, text, origins], …])) over
all documents of the workspace in the order of their numbers, `text` and `origins` being the SHA-256 of the
UTF-8 of the text and of the encoded runs. F, the fingerprint, is hex(SHA-256(the public key's 32 raw bytes)).
The signature is Ed25519 over "muse-desktop/checkpoint/1\\n" + the bytes of the body.

In a file, `checkpoints.jsonl`, each line is {"body":{…},"signature":"128 hex digits"}, and the keys are in
`keys.jsonl`, each line {"created_at":T,"fingerprint":F,"kept_in":"keyring" or "file","public_key":"64 hex
digits","retired_at":T or null}; both canonical and in the order they were made, lines end with "\\n".

A key is in order where the ledger tells of it at or before a checkpoint's `seq`: a record of kind "key-made",
payload {"key":F,"kept_in":…}, or "key-replaced", payload {"before":F of the old key,"key":F,"kept_in":…,
"signature":"128 hex digits"}, the old key's signature over "muse-desktop/key/1\\n" + F (64 ASCII digits), so
that who trusts the old key may trust the new one. "key-lost", payload {"key":F}, says that the app could not
get at a key any more; nobody vouches for the one after it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance.chain import FIRST, KEY_KINDS, Chain, KeyTold, digest, plain
from muse_desktop.provenance.keys import KEY_DOMAIN, LOST, REPLACED, KeyInfo, Signer, fingerprint, fits
from muse_desktop.provenance.log import parse
from muse_desktop.store import tables
from muse_desktop.store.clock import now, steady
from muse_desktop.store.schema import app_version

FORM = "muse-desktop/checkpoint/1"
DOMAIN = b"muse-desktop/checkpoint/1\n"
Reason = Literal["session", "interval", "export", "bundle"]
Sure = Literal["confirmed", "unconfirmed", "contradicted"]
"""What is known of completeness, or of the key: compared and the same, compared with nothing, compared and
another."""
_OF_SESSIONS = ("start", "stop", "killed", *KEY_KINDS)
_HASH = re.compile(r"[0-9a-f]{64}")
_TEXTS = ("app", "at", "documents", "form", "head", "key", "reason")
_NUMBERS = ("monotonic", "seq")


@dataclass(frozen=True)
class Checkpoint:
    """A signed body. The other values are read from the body; nothing says yet that they are true."""

    body: str
    signature: bytes
    seq: int
    head: str
    key: str
    at: str
    reason: str
    documents: str


@dataclass(frozen=True)
class DocumentState:
    """A document as a checkpoint has it: hashes of its text and of its encoded origins."""

    document: int
    text: str
    runs: str


@dataclass(frozen=True)
class SignedReport:
    """What the signatures of a record come to.

    `checkpoints`: how many there are; `signed_to`: the last record that one in order covers, made `at` with
    `key`; `known_key`: whether that is the key one was told to expect; `problems`: what is wrong.
    """

    checkpoints: int
    signed_to: int
    at: str
    key: str
    known_key: Sure
    problems: tuple[MuseError, ...]


def document_states(db: Session) -> tuple[DocumentState, ...]:
    """All documents of the workspace as they are saved, those in the trash too."""
    row = tables.Document
    found = db.execute(select(row.id, row.text_hash, row.runs).order_by(row.id))
    return tuple(DocumentState(number, text, digest(runs)) for number, text, runs in found)


def documents_hash(states: Iterable[DocumentState]) -> str:
    """What a body has under "documents"."""
    return digest(plain([[one.document, one.text, one.runs] for one in states]))


def write_checkpoint(db: Session, signer: Signer, reason: Reason) -> Checkpoint:
    """Sign the ledger's head as it is in the transaction of `db`."""
    head = db.execute(select(tables.Workspace.head_seq, tables.Workspace.head_hash)).one()
    at = now()
    body = plain(
        {
            "app": app_version(),
            "at": at,
            "documents": documents_hash(document_states(db)),
            "form": FORM,
            "head": head.head_hash or FIRST,
            "key": signer.fingerprint,
            "monotonic": int(steady() * 1000),
            "reason": reason,
            "seq": head.head_seq,
        }
    )
    made = read_checkpoint(body, signer.sign(DOMAIN + body))
    db.add(
        tables.Checkpoint(
            seq=made.seq, head=made.head, at=at, reason=reason, fingerprint=made.key,
            body=made.body, signature=made.signature,
        )
    )  # fmt: skip
    return made


def read_checkpoint(body: bytes, signature: bytes) -> Checkpoint:
    """A body in the documented form. Raises ValueError or RecursionError for any other."""
    said = parse(body)
    texts = all(isinstance(said.get(name), str) for name in _TEXTS)
    numbers = all(type(said.get(name)) is int for name in _NUMBERS)
    if set(said) != {*_TEXTS, *_NUMBERS} or not texts or not numbers or plain(said) != body:
        raise ValueError("no checkpoint")
    if said["form"] != FORM or not all(_HASH.fullmatch(said[name]) for name in ("documents", "head", "key")):
        raise ValueError("no checkpoint")
    return Checkpoint(
        body.decode(), signature, said["seq"], said["head"], said["key"], said["at"], said["reason"],
        said["documents"],
    )  # fmt: skip


def stored(db: Session) -> tuple[tuple[Checkpoint | None, ...], tuple[MuseError, ...]]:
    """All checkpoints of the database in order (None: one that is damaged), and what is wrong with rows."""
    made: list[Checkpoint | None] = []
    problems: list[MuseError] = []
    for number, row in enumerate(db.scalars(select(tables.Checkpoint).order_by(tables.Checkpoint.id)), 1):
        try:
            point = read_checkpoint(row.body.encode(), row.signature)
        except (ValueError, TypeError, AttributeError, RecursionError):
            point = None
        beside = (row.seq, row.head, row.fingerprint, row.at, row.reason)
        if point and (point.seq, point.head, point.key, point.at, point.reason) != beside:
            point = None
        if point is None:
            problems.append(MuseError("provenance.checkpoint_changed", number=number, at=str(row.at)))
        made.append(point)
    return tuple(made), tuple(problems)


def newest(db: Session) -> tables.Checkpoint | None:
    """The row of the last checkpoint."""
    return db.scalars(select(tables.Checkpoint).order_by(tables.Checkpoint.id.desc()).limit(1)).first()


def unsigned(db: Session) -> bool:
    """Whether anything but starts and stops is on record since the newest checkpoint."""
    row, event = tables.Checkpoint, tables.Event
    last = db.scalar(select(row.seq).order_by(row.id.desc()).limit(1)) or 0
    query = select(event.seq).where(event.seq > last, event.kind.not_in(_OF_SESSIONS)).limit(1)
    return db.scalar(query) is not None


def check_signed(
    points: Sequence[Checkpoint | None], keys: Collection[KeyInfo], chain: Chain, expected_key: str = ""
) -> SignedReport:
    """Compare signatures with the records of `chain`; `expected_key`: the fingerprint one was told, if any.

    A signature covers all records up to its own, whoever signed before: the chain sees to that.
    """
    public, problems = _publics(keys)
    told = {one.key: one.seq for one in reversed(chain.keys) if one.kind != LOST}
    good: list[Checkpoint] = []
    for number, point in enumerate(points, 1):
        if point is None:
            continue
        code = _fault(point, public, told, chain)
        if code:
            values = {"at": point.at, "key": short(point.key)}
            problems.append(MuseError(f"provenance.{code}", number=number, seq=point.seq, **values))
        else:
            good.append(point)
    trusted = _vouched_for(expected_key, chain.keys, public)
    problems += _vouching_faults(chain.keys, public)
    known, other = _known(good, expected_key, trusted)
    last = good[-1] if good else None
    return SignedReport(
        len(points), last.seq if last else 0, last.at if last else "", last.key if last else "",
        known, (*problems, *other),
    )  # fmt: skip


def short(key: str) -> str:
    """A fingerprint as a reader can compare it: in groups of four, all of it."""
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def _publics(keys: Collection[KeyInfo]) -> tuple[dict[str, bytes], list[MuseError]]:
    """The public halves by fingerprint, and those that do not fit theirs."""
    public: dict[str, bytes] = {}
    problems: list[MuseError] = []
    for key in keys:
        if isinstance(key.public, bytes) and fingerprint(key.public) == key.fingerprint:
            public[key.fingerprint] = key.public
        else:
            problems.append(MuseError("provenance.key_changed", key=short(str(key.fingerprint))))
    return public, problems


def _fault(point: Checkpoint, public: Mapping[str, bytes], told: Mapping[str, int], chain: Chain) -> str:
    """What is wrong with a checkpoint: a message code of this room, or ""."""
    if point.key not in public:
        return "checkpoint_no_key"
    if not fits(public[point.key], DOMAIN + point.body.encode(), point.signature):
        return "checkpoint_forged"
    found = chain.heads.at(point.seq)
    if found is None:
        return "checkpoint_beyond"
    if found != point.head:
        return "checkpoint_other_log"
    if told.get(point.key, point.seq + 1) > point.seq:
        return "checkpoint_untold_key"
    return ""


def _vouched_for(key: str, told: Sequence[KeyTold], public: Mapping[str, bytes]) -> set[str]:
    """`key` and those that it, or one that it vouched for, vouched for."""
    trusted = {key}
    for one in told:
        if one.kind == REPLACED and one.before in trusted and _vouches(one, public):
            trusted.add(one.key)
    return trusted


def _vouching_faults(told: Sequence[KeyTold], public: Mapping[str, bytes]) -> list[MuseError]:
    return [
        MuseError("provenance.key_not_vouched", seq=one.seq, key=short(one.key))
        for one in told
        if one.kind == REPLACED and not _vouches(one, public)
    ]


def _vouches(one: KeyTold, public: Mapping[str, bytes]) -> bool:
    try:
        signature = bytes.fromhex(one.signature)
    except ValueError:
        return False
    return one.before in public and fits(public[one.before], KEY_DOMAIN + one.key.encode(), signature)


def _known(
    good: Sequence[Checkpoint], expected: str, trusted: Collection[str]
) -> tuple[Sure, tuple[MuseError, ...]]:
    """Whether the expected key has signed, and who else did after it."""
    if not expected:
        return "unconfirmed", ()
    by_them = [at for at, point in enumerate(good) if point.key in trusted]
    if not by_them:
        found = short(good[-1].key) if good else "–"
        return "contradicted", (MuseError("provenance.key_swapped", expected=short(expected), found=found),)
    others = [point for point in good[by_them[-1] + 1 :] if point.key not in trusted]
    if others:
        values: dict[str, Any] = {"seq": good[by_them[-1]].seq, "key": short(others[0].key)}
        return "contradicted", (MuseError("provenance.key_other_after", **values),)
    return "confirmed", ()
