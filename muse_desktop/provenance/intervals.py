"""Times that the record tells of: those in which the model was off, against their rows."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.provenance.ledger import WIPED
from muse_desktop.store import tables

BEGAN, ENDED = "hands_only_began", "hands_only_ended"


def differing(db: Session) -> list[int]:
    """The ids of times whose row is not what the ledger says of it, those gone or added included.

    The times of a project that its writer had wiped are not missed.
    """
    event, row = tables.Event, tables.HandsOnly
    told: dict[int, list[Any]] = {}
    wiped: set[Any] = set()
    events = select(event.kind, event.at, event.payload).where(event.kind.in_((BEGAN, ENDED, WIPED)))
    for kind, at, payload in db.execute(events.order_by(event.seq)):
        try:
            said = dict(json.loads(payload))
        except (ValueError, TypeError):  # changed by hand: the chain's own check names it
            continue
        number = said.get("interval", 0)
        if kind == WIPED:
            wiped.add(said.get("project"))
        elif kind == BEGAN:
            told[number] = [said.get("project"), at, None]
        elif number in told:
            told[number][2] = at
    kept = {found.id: [found.project_id, found.began_at, found.ended_at] for found in db.scalars(select(row))}
    ids = (one for one in {*told, *kept} if told.get(one) != kept.get(one))
    return sorted(one for one in ids if one in kept or told[one][0] not in wiped)
