"""Picks that the writer does not want to see again, and when she last opened a text."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from muse_desktop.store.clock import now
from muse_desktop.store.tables.library import CuratorDismissal, LibraryDetail


def dismissed(session: Session) -> frozenset[tuple[str, str]]:
    """The (kind, key) of every pick that was dismissed."""
    rows = session.execute(select(CuratorDismissal.kind, CuratorDismissal.key)).all()
    return frozenset((kind, key) for kind, key in rows)


def dismiss(session: Session, kind: str, key: str) -> None:
    """Do not show this pick again. Twice is fine."""
    row = insert(CuratorDismissal).values(kind=kind, key=key, at=now())
    session.execute(row.on_conflict_do_nothing())


def bring_back(session: Session, kind: str, key: str | None = None) -> int:
    """Allow a dismissed pick again, all of its kind where `key` is None; how many there were."""
    gone = delete(CuratorDismissal).where(CuratorDismissal.kind == kind)
    if key is not None:
        gone = gone.where(CuratorDismissal.key == key)
    return len(session.execute(gone.returning(CuratorDismissal.key)).all())


def opened(session: Session) -> dict[int, str]:
    """When each text was last opened in the reader, those that ever were."""
    rows = session.execute(
        select(LibraryDetail.item_id, LibraryDetail.opened_at).where(LibraryDetail.opened_at.is_not(None))
    ).all()
    return {item: at for item, at in rows if at}
