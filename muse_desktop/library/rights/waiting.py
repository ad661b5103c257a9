"""Which texts have never been asked what they say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from muse_desktop.library.details import nothing_known
from muse_desktop.store.tables.library import LibraryDetail, LibraryItem

ASKED = "asked"
"""The name, among the fields of `LibraryDetail.evidence`, under which it stands that a text was asked."""

VERSION = 1
"""Of the rules: with a higher one every text is asked again."""

_AT_ONCE = 5_000  # SQLite counts the values of one statement


def never_asked(session: Session, most: int) -> list[int]:
    """At most so many of them, those that came last first; no variants, whose words are made."""
    asked: Any = func.coalesce(func.json_extract(LibraryDetail.evidence, f"$.{ASKED}"), 0)
    query = (
        select(LibraryItem.id)
        .outerjoin(LibraryDetail, LibraryDetail.item_id == LibraryItem.id)
        .where(LibraryItem.removed_at.is_(None), LibraryDetail.parent_id.is_(None), asked < VERSION)
        .order_by(LibraryItem.id.desc())
        .limit(most)
    )
    return list(session.scalars(query))


def asked(session: Session, items: Sequence[int]) -> None:
    """These texts were asked, whether or not they said anything."""
    for start in range(0, len(items), _AT_ONCE):
        some = items[start : start + _AT_ONCE]
        here = select(LibraryItem.id).where(LibraryItem.id.in_(some), LibraryItem.removed_at.is_(None))
        missing = set(session.scalars(here))
        for row in session.scalars(select(LibraryDetail).where(LibraryDetail.item_id.in_(some))):
            row.evidence = {**row.evidence, ASKED: VERSION}
            missing.discard(row.item_id)
        for item in missing:
            row = nothing_known(item)
            row.evidence = {ASKED: VERSION}
            session.add(row)
    session.flush()
