"""The collections of a library: made, filled, listed, deleted. Texts themselves are never touched here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.library.collections.choosing import chosen
from muse_desktop.library.collections.values import CollectionInfo, Refilled, Rule, rule_of
from muse_desktop.library.curate.likeness import Likeness
from muse_desktop.library.library import Library
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store
from muse_desktop.store.tables.library import LibraryCollection, LibraryCollectionItem, LibraryItem


class Collections:
    """The collections of one library. What changes them waits for the disk: not for the UI thread."""

    def __init__(self, library: Library, store: Store, likeness: Callable[[], Likeness]) -> None:
        self._library = library
        self._store = store
        self._likeness = likeness

    def all(self) -> list[CollectionInfo]:
        """Every collection, by name."""
        return self._store.read(_listed)

    def items(self, collection: int) -> list[int]:
        """The texts of one, in order. Raises MuseError library_collections.gone."""
        return self._store.read(partial(_items, collection=collection))

    def rule(self, collection: int) -> Rule | None:
        """What fills it; None: the writer's hand. Raises library_collections.gone, rule_unreadable."""
        return self._store.read(lambda session: rule_of(_row(session, collection).rule))

    def create(self, name: str, items: Iterable[int] = (), rule: Rule | None = None) -> int:
        """A new collection with these texts, or with those that `rule` takes; its id.

        Raises library_collections.no_name, library_collections.same_name.
        """
        inside = list(items) if rule is None else self._chosen(rule)
        kept = {} if rule is None else rule.as_json()
        work = partial(_create, name=name.strip(), rule=kept, items=inside)
        return self._store.write(work).result()

    def rename(self, collection: int, name: str) -> None:
        """Call it something else. Raises library_collections.gone, no_name, same_name."""
        self._store.write(partial(_rename, collection=collection, name=name.strip())).result()

    def delete(self, collection: int) -> None:
        """Forget a collection; its texts stay. Raises library_collections.gone."""
        self._store.write(partial(_delete, collection=collection)).result()

    def add(self, collection: int, items: Iterable[int]) -> None:
        """Put texts at its end. Raises library_collections.gone, library_collections.by_rule."""
        self._change(collection, lambda there: [*there, *items])

    def remove(self, collection: int, items: Iterable[int]) -> None:
        """Take texts out of it. Raises library_collections.gone, library_collections.by_rule."""
        out = set(items)
        self._change(collection, lambda there: [one for one in there if one not in out])

    def arrange(self, collection: int, items: Sequence[int]) -> None:
        """These texts, in this order. Raises library_collections.gone, library_collections.by_rule."""
        self._change(collection, lambda _: list(items))

    def run(self, collection: int, rule: Rule | None = None) -> Refilled:
        """Fill it anew by its rule, or by another one from now on; a collection by hand only with one.

        Raises library_collections.gone, library_collections.by_hand, library_collections.rule_unreadable.
        """
        wanted = rule or self.rule(collection)
        if wanted is None:
            raise MuseError("library_collections.by_hand")
        inside = self._chosen(wanted)
        kept = None if rule is None else rule.as_json()
        before = self._store.write(
            partial(_refill, collection=collection, items=inside, rule=kept)
        ).result()
        return Refilled(
            tuple(inside),
            tuple(one for one in inside if one not in set(before)),
            tuple(one for one in before if one not in set(inside)),
        )

    def preview(self, rule: Rule) -> list[int]:
        """What a rule would take now."""
        return self._chosen(rule)

    def _chosen(self, rule: Rule) -> list[int]:
        return chosen(rule, self._library.items(), self._likeness())

    def _change(self, collection: int, changed: Callable[[list[int]], list[int]]) -> None:
        def work(session: Session) -> None:
            if _row(session, collection).rule:
                raise MuseError("library_collections.by_rule")
            _refill(session, collection, changed(_items(session, collection)), None)

        self._store.write(work).result()


def _row(session: Session, collection: int) -> LibraryCollection:
    row = session.get(LibraryCollection, collection)
    if row is None:
        raise MuseError("library_collections.gone")
    return row


def _listed(session: Session) -> list[CollectionInfo]:
    row, inside, item = LibraryCollection, LibraryCollectionItem, LibraryItem
    sums = (
        select(inside.collection_id, func.count(item.id), func.coalesce(func.sum(item.words), 0))
        .join(item, item.id == inside.item_id)
        .where(item.removed_at.is_(None))
        .group_by(inside.collection_id)
    )
    known = {collection: (items, words) for collection, items, words in session.execute(sums)}
    found = [
        CollectionInfo(
            one.id, one.name, bool(one.rule), *known.get(one.id, (0, 0)), one.created_at, one.updated_at
        )
        for one in session.scalars(select(row))
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def _items(session: Session, collection: int) -> list[int]:
    _row(session, collection)
    inside = LibraryCollectionItem
    query = (
        select(inside.item_id)
        .join(LibraryItem, LibraryItem.id == inside.item_id)
        .where(inside.collection_id == collection, LibraryItem.removed_at.is_(None))
        .order_by(inside.position, inside.item_id)
    )
    return list(session.scalars(query))


def _create(session: Session, name: str, rule: dict[str, Any], items: Sequence[int]) -> int:
    _check_name(session, name)
    at = now()
    row = LibraryCollection(name=name, rule=rule, created_at=at, updated_at=at)
    session.add(row)
    session.flush()
    _put(session, row.id, items)
    return row.id


def _rename(session: Session, collection: int, name: str) -> None:
    row = _row(session, collection)
    _check_name(session, name, collection)
    row.name = name


def _check_name(session: Session, name: str, own: int | None = None) -> None:
    if not name:
        raise MuseError("library_collections.no_name")
    for other, known in session.execute(select(LibraryCollection.id, LibraryCollection.name)):
        if known.casefold() == name.casefold() and other != own:
            raise MuseError("library_collections.same_name", name=known)


def _delete(session: Session, collection: int) -> None:
    session.delete(_row(session, collection))
    session.flush()


def _refill(
    session: Session, collection: int, items: Sequence[int], rule: dict[str, Any] | None
) -> list[int]:
    """Put these texts into it; those that were there before."""
    row = _row(session, collection)
    before = _items(session, collection)
    if rule is not None:
        row.rule = rule
    row.updated_at = now()
    inside = LibraryCollectionItem
    session.execute(delete(inside).where(inside.collection_id == collection))
    _put(session, collection, items)
    return before


def _put(session: Session, collection: int, items: Sequence[int]) -> None:
    """Texts that were taken out of the library meanwhile are left out."""
    there = set(session.scalars(select(LibraryItem.id).where(LibraryItem.removed_at.is_(None))))
    wanted = [one for one in dict.fromkeys(items) if one in there]
    session.add_all(
        LibraryCollectionItem(collection_id=collection, item_id=item, position=place)
        for place, item in enumerate(wanted)
    )
    session.flush()
