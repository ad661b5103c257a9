"""Whether the record holds: the chain, what it has hashes of, and who signed it.

Three things are told apart. *Problems*: something differs from what was written, and the first bad record is
named. *Completeness*: a record that was cut short, and everything signed after the cut taken away too, looks
whole from inside; only somebody who kept a head of it (its number and hash) can tell. *The key*: who rebuilds
a whole record can sign it with a key of their own; only somebody who knows the writer's fingerprint can tell.
Without these two nothing is wrong, it is unconfirmed, and said so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance import audit, checkpoints, ledger
from muse_desktop.provenance.chain import Chain
from muse_desktop.provenance.checkpoints import Checkpoint, SignedReport, Sure
from muse_desktop.provenance.keys import KeyInfo, all_keys
from muse_desktop.store import tables

_EXPECTED_HEAD = re.compile(r"(?:(\d{1,15})[:\s]\s*)?([0-9a-f]{64})")


@dataclass(frozen=True)
class Expected:
    """What a reader was told by another way: a head ("" none; `seq` 0 where only its hash is known) and the
    fingerprint of a key ("" none)."""

    head: str = ""
    seq: int = 0
    key: str = ""


NOTHING_EXPECTED = Expected()


@dataclass(frozen=True)
class RecordReport:
    """What was found; `problems` in order of their weight, the chain's first.

    `first_bad`: the number of the first record that is wrong, None for none. `complete`: compared with the
    expected head; `complete_to` the record that has it. `keys` as the database has them.
    """

    problems: tuple[MuseError, ...]
    events: int
    redacted: int
    first_bad: int | None
    seq: int
    head: str
    complete: Sure
    complete_to: int
    signed: SignedReport
    keys: tuple[KeyInfo, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing differs; the rest may still be unconfirmed."""
        return not self.problems


def expected(head: str = "", key: str = "") -> Expected:
    """What a reader typed: a head as "NUMBER:HASH" or "HASH", a fingerprint with or without spaces.

    Raises MuseError provenance.no_head, provenance.no_fingerprint for what is none.
    """
    seq, found = 0, ""
    if head.strip():
        read = _EXPECTED_HEAD.fullmatch(head.strip().lower())
        if read is None:
            raise MuseError("provenance.no_head", head=head.strip()[:80])
        seq, found = int(read[1] or 0), read[2]
    told = re.sub(r"[\s:]", "", key).lower()
    if told and not re.fullmatch(r"[0-9a-f]{64}", told):
        raise MuseError("provenance.no_fingerprint", key=key.strip()[:120])
    return Expected(found, seq, told)


def head_text(seq: int, head: str) -> str:
    """A head as a writer can send it to somebody, and as `expected` reads it."""
    return f"{seq}:{head}"


def verify_record(db: Session, wanted: Expected = NOTHING_EXPECTED) -> RecordReport:
    """Check the whole record of a workspace in one transaction. Nothing is changed."""
    chained, chain = ledger.walk(db)
    points, damaged = checkpoints.stored(db)
    keys = all_keys(db)
    signed = checkpoints.check_signed(points, keys, chain, wanted.key)
    complete, complete_to, cut = completeness(chain, wanted, whole=chained.ok)
    problems = [*audit.audit_in(db), *damaged, *signed.problems, *cut]
    if chained.ok:
        problems += _documents_signed(db, points, chain)
    else:
        problems.insert(0, MuseError(chained.reason, seq=chained.first_bad or 0))
    return RecordReport(
        tuple(problems), chained.events, chained.redacted, chained.first_bad, chain.count, chain.previous,
        complete, complete_to, signed, keys,
    )  # fmt: skip


def completeness(chain: Chain, wanted: Expected, whole: bool) -> tuple[Sure, int, tuple[MuseError, ...]]:
    """Whether the expected head is in the chain, in which record, and what is wrong.

    `whole`: nothing was wrong with the chain itself; else what is missing behind the first bad record is not
    called cut off.
    """
    if not wanted.head:
        return "unconfirmed", 0, ()
    found = chain.heads.find(wanted.head)
    if found is not None and wanted.seq in (0, found):
        return "confirmed", found, ()
    if not whole:
        return "unconfirmed", 0, ()
    if wanted.seq > chain.count:
        return "contradicted", 0, (
            MuseError("provenance.head_cut", seq=chain.count + 1, records=chain.count, told=wanted.seq),
        )
    return "contradicted", 0, (MuseError("provenance.head_missing", records=chain.count),)


def notes(found: RecordReport) -> tuple[MuseError, ...]:
    """What a reader must know beside the problems: what nobody has confirmed, and how far it is signed."""
    told = []
    signed = found.signed
    if not signed.signed_to:
        told.append(MuseError("provenance.note_unsigned"))
    elif signed.signed_to < found.seq:
        told.append(MuseError("provenance.note_signed_to", to=signed.signed_to, records=found.seq))
    if found.complete == "unconfirmed":
        told.append(MuseError("provenance.note_completeness", head=head_text(found.seq, found.head)))
    elif found.complete == "confirmed":
        told.append(MuseError("provenance.note_complete", to=found.complete_to, records=found.seq))
    if signed.signed_to and signed.known_key == "unconfirmed":
        told.append(MuseError("provenance.note_key", key=checkpoints.short(signed.key)))
    if found.redacted:
        told.append(MuseError("provenance.note_redacted", records=found.redacted))
    if any(one.kept_in == "file" and one.retired_at is None for one in found.keys):
        told.append(MuseError("provenance.note_key_file"))
    return tuple(told)


def _documents_signed(db: Session, points: tuple[Checkpoint | None, ...], chain: Chain) -> list[MuseError]:
    """The texts against the newest checkpoint, where nothing was written after it."""
    last = points[-1] if points else None
    if last is None or last.head != chain.previous or last.seq != chain.count:
        return []
    if db.scalar(select(tables.Pending.document_id).limit(1)) is not None:
        return []
    now = checkpoints.documents_hash(checkpoints.document_states(db))
    if now == last.documents:
        return []
    return [MuseError("provenance.documents_changed", at=last.at)]
