"""Payloads of the ledger's records, read without trusting them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.store import tables


def told(db: Session, *kinds: str) -> Iterator[tuple[tables.Event, dict[str, Any]]]:
    """The records of these kinds, in order, with their payloads; those changed by hand are left out, for
    the chain's own check names them."""
    event = tables.Event
    for row in db.scalars(select(event).where(event.kind.in_(kinds)).order_by(event.seq)):
        try:
            yield row, dict(json.loads(row.payload))
        except (ValueError, TypeError):
            continue
