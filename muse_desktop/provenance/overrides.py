"""A house rule that a writer set aside, with a reason: a record of kind "override".

Its payload names project, profile, rule, documents, how much the rule found (`measure`), the hash of the
profile's rules and the hash of the reason; the reason's words lie beside the chain, where they can be
redacted and wiped. It holds while the rule finds no more than it did then, in those documents, under those
very rules. An "override_end" takes back all earlier ones of the rule in a project.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from muse_desktop.provenance import ledger
from muse_desktop.provenance.payloads import told
from muse_desktop.store import tables
from muse_desktop.store.packing import unpack_text

OVERRIDE, ENDED = "override", "override_end"


@dataclass(frozen=True)
class Override:
    """One rule set aside. `reason` is "" where its words were redacted; `reason_hash` stays. `seq` and `at`:
    its record."""

    project: int
    profile: str
    rules_hash: str
    rule: str
    documents: tuple[int, ...]
    measure: int
    reason: str
    reason_hash: str = ""
    seq: int = 0
    at: str = ""

    def covers(
        self, profile: str, rules_hash: str, rule: str, documents: Sequence[int], measure: int
    ) -> bool:
        """Whether it holds for what a rule finds now."""
        same = (self.profile, self.rules_hash, self.rule) == (profile, rules_hash, rule)
        return same and measure <= self.measure and set(documents) <= set(self.documents)


def note(db: Session, made: Override) -> int:
    """Put it on record, in the transaction of `db`; the record's number. It belongs to its first document, so
    that wiping the project takes the reason along."""
    payload = {
        "project": made.project,
        "profile": made.profile,
        "rules": made.rules_hash,
        "rule": made.rule,
        "documents": list(made.documents),
        "measure": made.measure,
        "reason": hash_of(made.reason),
    }
    first = made.documents[0] if made.documents else None
    return ledger.append(db, OVERRIDE, document_id=first, payload=payload, content={"reason": made.reason})


def end(db: Session, project: int, profile: str, rule: str) -> None:
    """Take back what was set aside, in the transaction of `db`."""
    ledger.append(db, ENDED, payload={"project": project, "profile": profile, "rule": rule})


def overrides(db: Session, project: int) -> list[Override]:
    """What is set aside in `project`, the oldest first."""
    found: list[Override] = []
    for event, said in told(db, OVERRIDE, ENDED):
        if said.get("project") != project:
            continue
        if event.kind == ENDED:
            ended = said.get("profile"), said.get("rule")
            found = [one for one in found if (one.profile, one.rule) != ended]
        elif (one := _read(db, event.seq, event.at, said)) is not None:
            found.append(one)
    return found


def hash_of(reason: str) -> str:
    """SHA-256 of a reason, hexadecimal."""
    return hashlib.sha256(reason.encode("utf-8", "surrogatepass")).hexdigest()


def _read(db: Session, seq: int, at: str, said: dict[str, object]) -> Override | None:
    listed, measure = said.get("documents"), said.get("measure")
    if not isinstance(listed, list) or not isinstance(measure, int):
        return None  # changed by hand: the chain's own check names it
    return Override(
        project=int(str(said["project"])),
        profile=str(said.get("profile", "")),
        rules_hash=str(said.get("rules", "")),
        rule=str(said.get("rule", "")),
        documents=tuple(one for one in listed if isinstance(one, int)),
        measure=measure,
        reason=_reason(db, seq),
        reason_hash=str(said.get("reason", "")),
        seq=seq,
        at=at,
    )


def _reason(db: Session, seq: int) -> str:
    content = db.get(tables.EventContent, seq)
    if content is None:
        return ""
    try:
        return str(json.loads(unpack_text(content.content))["reason"])
    except (ValueError, TypeError, KeyError, zlib.error):
        return ""
