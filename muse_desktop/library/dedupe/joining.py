"""What the writer says of texts that look like versions of one work."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from sqlalchemy.orm import Session

from muse_desktop.library.curate.dismissals import dismiss, dismissed
from muse_desktop.library.dedupe.versions import PairKey
from muse_desktop.library.library import Library
from muse_desktop.store.store import Store

_KIND = "versions"  # of the dismissals: two ids with a dash between


def join(library: Library, items: Iterable[int], main: int) -> list[int]:
    """These are versions of one work, `main` in front; the ids of those that are still there.

    Items that were of another work, with all of its others, stay apart from those others. Raises the store's
    errors.
    """
    return library.set_details({main, *items}, work=main)


def separate(library: Library, store: Store, items: Iterable[int]) -> list[int]:
    """These are different works, now and at any later look. Raises the store's errors."""
    wanted = sorted(set(items))

    def note(session: Session) -> None:
        for one, other in combinations(wanted, 2):
            dismiss(session, _KIND, f"{one}-{other}")

    store.write(note).result()
    return library.set_details(wanted, work=None)


def told_apart(session: Session) -> frozenset[PairKey]:
    """The pairs, smaller id first, that the writer said are different works."""
    found = set()
    for kind, key in dismissed(session):
        one, _, other = key.partition("-")
        if kind == _KIND and one.isdecimal() and other.isdecimal():
            found.add((int(one), int(other)))
    return frozenset(found)
