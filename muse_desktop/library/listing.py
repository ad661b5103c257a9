"""The library as a list to look through: which texts, in which order, and a page of them at a time.

Ids are cheap (100,000 of them are less than a megabyte) and say how long the list is; what stands in a row is
read when the row is looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import String, and_, cast, exists, func, or_, select, true
from sqlalchemy.orm import Session

from muse_desktop.library import details
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.store.tables.library import (
    LibraryCollection,
    LibraryCollectionItem,
    LibraryDetail,
    LibraryItem,
)

Order = Literal[
    "added", "title", "author", "year", "language", "words", "rights", "rating", "tags", "format", "source",
    "licence", "opened",
]  # fmt: skip
MOST_OFFERED = 500  # authors and tags that a filter offers, the most frequent ones

_ITEM, _DETAIL = LibraryItem, LibraryDetail
_YEAR, _RATING, _WORK, _PARENT = _DETAIL.year, _DETAIL.rating, _DETAIL.work_id, _DETAIL.parent_id
_TAGS = func.json_each(_DETAIL.tags).table_valued("value", name="tag")
_ORDERS: dict[str, Any] = {
    "added": _ITEM.added_at,
    "title": func.lower(_ITEM.title),
    "author": func.lower(func.nullif(_ITEM.author, "")),
    "year": _YEAR,
    "language": func.nullif(_ITEM.language, ""),
    "words": _ITEM.words,
    "rights": func.nullif(_ITEM.rights, ""),
    "rating": func.nullif(_RATING, 0),
    "tags": func.nullif(func.lower(cast(_DETAIL.tags, String)), "[]"),
    "format": func.nullif(_DETAIL.format, ""),
    "source": func.lower(func.nullif(_DETAIL.source, "")),
    "licence": func.lower(func.nullif(_DETAIL.licence, "")),
    "opened": _DETAIL.opened_at,
}
_NO_YEAR = -1
_SHARED: dict[str, Any] = {
    "title": _ITEM.title,
    "author": _ITEM.author,
    "language": _ITEM.language,
    "rights": _ITEM.rights,
    "year": func.coalesce(_YEAR, _NO_YEAR),
    "source": func.coalesce(_DETAIL.source, ""),
    "licence": func.coalesce(_DETAIL.licence, ""),
    "rating": func.coalesce(_RATING, 0),
}
_UNKNOWN: dict[str, Any] = {"year": None, "tags": [], "rating": 0}
_AT_ONCE = 5_000  # SQLite counts the values of one statement


@dataclass(frozen=True)
class Wish:
    """Which texts are wanted, and in which order. None: any; "" in a text field: those where it is unknown.

    `words`: every one of them occurs in title, author, source, tags or file name. `variants`: also those made
    from another text. `one_per_work`: of several versions only the first. `years` includes both ends, either
    may be open.
    """

    words: str = ""
    language: str | None = None
    author: str | None = None
    rights: str | None = None
    tag: str | None = None
    format: str | None = None
    collection: int | None = None
    least_rating: int = 0
    years: tuple[int | None, int | None] = (None, None)
    variants: bool = False
    one_per_work: bool = False
    work: int | None = None
    order: Order = "added"
    descending: bool = True

    @property
    def narrows(self) -> bool:
        """Whether anything is left out because of what the writer asked for."""
        return self != Wish(variants=self.variants, order=self.order, descending=self.descending)


@dataclass(frozen=True, eq=False)
class Listing:
    """What was found: ids in the order wished for, and how many words the texts have together."""

    wish: Wish
    ids: array[int]
    words: int


@dataclass(frozen=True)
class Listed:
    """One row: the text, how many versions of its work there are, and how many variants were made from it."""

    info: ItemInfo
    versions: int = 1
    variants: int = 0


@dataclass(frozen=True)
class CollectionName:
    """A collection as a filter offers it."""

    id: int
    name: str
    items: int
    by_rule: bool = False


@dataclass(frozen=True)
class Offered:
    """What the filters offer: values with how many texts have them, the most frequent first.

    `total` and `words` count all texts but the variants.
    """

    total: int = 0
    words: int = 0
    variants: int = 0
    languages: tuple[tuple[str, int], ...] = ()
    authors: tuple[tuple[str, int], ...] = ()
    rights: tuple[tuple[str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    formats: tuple[tuple[str, int], ...] = ()
    years: tuple[int, int] | None = None
    collections: tuple[CollectionName, ...] = ()


def find(session: Session, wish: Wish) -> Listing:
    """The texts that `wish` asks for."""
    wanted = _joined(select(_ITEM.id, _ITEM.words)).where(*_conditions(wish))
    if wish.one_per_work:
        work = func.coalesce(_WORK, -_ITEM.id)
        wanted = wanted.where(
            _ITEM.id.in_(_joined(select(func.min(_ITEM.id))).where(*_conditions(wish)).group_by(work))
        )
    key = _ORDERS[wish.order]
    keys = (key.is_(None), key.desc() if wish.descending else key.asc())
    listed = wanted.order_by(*keys, _ITEM.id.desc() if wish.descending else _ITEM.id).subquery()
    # One row, made by SQLite alone: 100,000 of them would keep the window's thread from its turn.
    both = select(func.json_group_array(listed.c.id), func.coalesce(func.sum(listed.c.words), 0))
    ids, words = session.execute(both).one()
    return Listing(wish, array("q", msgspec.json.decode(ids, type=list[int])), words)


def newest(session: Session, count: int) -> tuple[list[Listed], int]:
    """The texts that were added last, newest first, and how many there are; no variants."""
    here = and_(_ITEM.removed_at.is_(None), _PARENT.is_(None))
    ids = session.scalars(_joined(select(_ITEM.id)).where(here).order_by(_ITEM.id.desc()).limit(count))
    total = session.scalar(_joined(select(func.count()).select_from(_ITEM)).where(here))
    return page(session, list(ids)), total or 0


def page(session: Session, items: Sequence[int]) -> list[Listed]:
    """What stands in the rows of these texts, in this order; those that are gone are left out."""
    infos = {info.id: info for info in details.infos(session, items)}
    works = {info.work for info in infos.values() if info.work is not None}
    versions = _counted(session, _WORK, works) if works else {}
    variants = _counted(session, _PARENT, set(infos)) if infos else {}
    return [
        Listed(
            info, versions.get(info.work, 1) if info.work is not None else 1, variants.get(info.id, 0)
        )
        for one in items
        if (info := infos.get(one)) is not None
    ]  # fmt: skip


def shared(session: Session, items: Sequence[int]) -> dict[str, Any]:
    """What all these texts have in common, by field; where they differ it is missing. `tags` never is."""
    # msgspec, here and above: of 100,000 numbers json keeps every other thread from Python for 15 ms
    numbers = msgspec.json.encode(list(items)).decode()
    ids = func.json_each(numbers).table_valued("value", name="chosen")
    here = and_(_ITEM.removed_at.is_(None), _ITEM.id.in_(select(ids.c.value)))
    parts = [part for one in _SHARED.values() for part in (func.count(one.distinct()), func.min(one))]
    many, *found = session.execute(_joined(select(func.count(), *parts).select_from(_ITEM)).where(here)).one()
    same = {name: found[2 * at + 1] for at, name in enumerate(_SHARED) if found[2 * at] == 1}
    if "year" in same:
        same["year"] = None if same["year"] == _NO_YEAR else same["year"]
    tags = (
        select(_TAGS.c.value)
        .select_from(_DETAIL)
        .join(_ITEM, _ITEM.id == _DETAIL.item_id)
        .join(_TAGS, true())
        .where(here)
        .group_by(_TAGS.c.value)
        .having(func.count() == many)
    )
    return same | {"tags": tuple(session.scalars(tags))}


def family(session: Session, info: ItemInfo) -> tuple[list[ItemInfo], list[ItemInfo]]:
    """The versions of a text's work, itself among them, and the variants made from it, as they were added."""
    versions = [] if info.work is None else _those(session, _WORK, info.work)
    return versions, _those(session, _PARENT, info.id)


def _those(session: Session, column: Any, value: int) -> list[ItemInfo]:
    ids = session.scalars(_joined(select(_ITEM.id)).where(_ITEM.removed_at.is_(None), column == value))
    return details.infos(session, list(ids))


def standing(session: Session, items: Sequence[int], fields: Sequence[str]) -> dict[int, dict[str, Any]]:
    """What stands in these fields of texts now, in the form in which `Library.set_each` puts it back.

    What the guesses of these fields rest on goes with them.
    """
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(items), _AT_ONCE):
        some = _ITEM.id.in_(items[start : start + _AT_ONCE])
        for item, detail in session.execute(_joined(select(_ITEM, _DETAIL)).where(some)):
            evidence = detail.evidence if detail is not None else {}
            values = {name: _value(item, detail, name) for name in fields}
            found[item.id] = values | {"evidence": {name: evidence.get(name) for name in fields}}
    return found


def _value(item: LibraryItem, detail: LibraryDetail | None, name: str) -> Any:
    if name in ("title", "author", "language", "rights"):
        return getattr(item, name)
    if detail is None:
        return _UNKNOWN.get(name, "")
    return getattr(detail, name)


def offered(session: Session) -> Offered:
    """What there is to filter by; variants are counted apart."""
    here = and_(_ITEM.removed_at.is_(None), _PARENT.is_(None))
    total, words, first, last = session.execute(
        _joined(
            select(
                func.count(), func.coalesce(func.sum(_ITEM.words), 0), func.min(_YEAR), func.max(_YEAR)
            ).select_from(_ITEM)
        ).where(here)
    ).one()
    made = _joined(select(func.count()).select_from(_ITEM)).where(
        _ITEM.removed_at.is_(None), _PARENT.is_not(None)
    )
    return Offered(
        total,
        words,
        session.scalar(made) or 0,
        _values(session, _ITEM.language, here),
        _values(session, _ITEM.author, here),
        _values(session, _ITEM.rights, here),
        _tags(session),
        _values(session, func.coalesce(_DETAIL.format, ""), here),
        (first, last) if first is not None else None,
        _collections(session),
    )


def _joined(query: Any) -> Any:
    """A query of items with what else is known of them."""
    return query.outerjoin(_DETAIL, _DETAIL.item_id == _ITEM.id)


def _conditions(wish: Wish) -> list[Any]:
    found: list[Any] = [_ITEM.removed_at.is_(None)]
    if not wish.variants:
        found.append(_PARENT.is_(None))
    found += [_has_word(word) for word in wish.words.split()]
    for column, value in (
        (_ITEM.language, wish.language),
        (_ITEM.author, wish.author),
        (_ITEM.rights, wish.rights),
        (func.coalesce(_DETAIL.format, ""), wish.format),
        (_WORK, wish.work),
    ):
        if value is not None:
            found.append(column == value)
    if wish.tag is not None:
        found.append(_has_tag(wish.tag))
    if wish.collection is not None:
        inside = select(LibraryCollectionItem.item_id)
        found.append(_ITEM.id.in_(inside.where(LibraryCollectionItem.collection_id == wish.collection)))
    if wish.least_rating:
        found.append(wish.least_rating <= _RATING)
    first, last = wish.years
    if first is not None:
        found.append(first <= _YEAR)
    if last is not None:
        found.append(last >= _YEAR)
    return found


def _has_word(word: str) -> Any:
    """SQLite folds ASCII alone, so the word is looked for in the cases in which it is usually written."""
    shapes = {word, word.lower(), word.upper(), word.capitalize()} if not word.isascii() else {word}
    escaped = [shape.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for shape in shapes]
    return or_(
        *(
            column.like(f"%{shape}%", escape="\\")
            for shape in escaped
            for column in (_ITEM.title, _ITEM.author, _ITEM.path, _DETAIL.source)
        ),
        *(_tag_like(shape) for shape in escaped),
    )


def _tag_like(shape: str) -> Any:
    return exists(select(1).select_from(_TAGS).where(_TAGS.c.value.like(f"%{shape}%", escape="\\")))


def _has_tag(tag: str) -> Any:
    if not tag:
        return func.coalesce(func.json_array_length(_DETAIL.tags), 0) == 0
    return exists(select(1).select_from(_TAGS).where(_TAGS.c.value == tag))


def _counted(session: Session, column: Any, keys: set[Any]) -> dict[Any, int]:
    both = select(column, func.count()).select_from(_DETAIL).join(_ITEM, _ITEM.id == _DETAIL.item_id)
    rows = both.where(column.in_(keys), _ITEM.removed_at.is_(None))
    return {row[0]: row[1] for row in session.execute(rows.group_by(column))}


def _values(session: Session, column: Any, here: Any) -> tuple[tuple[str, int], ...]:
    count = func.count()
    rows = _joined(select(column, count).select_from(_ITEM)).where(here).group_by(column)
    found = session.execute(rows.order_by(count.desc(), column).limit(MOST_OFFERED))
    return tuple((value, many) for value, many in found)


def _tags(session: Session) -> tuple[tuple[str, int], ...]:
    value, count = _TAGS.c.value, func.count()
    rows = (
        select(value, count)
        .select_from(_DETAIL)
        .join(_ITEM, _ITEM.id == _DETAIL.item_id)
        .join(_TAGS, true())
        .where(_ITEM.removed_at.is_(None), _PARENT.is_(None))
        .group_by(value)
        .order_by(count.desc(), value)
        .limit(MOST_OFFERED)
    )
    return tuple((str(tag), many) for tag, many in session.execute(rows))


def _collections(session: Session) -> tuple[CollectionName, ...]:
    inside = (
        select(func.count(_ITEM.id))
        .join(LibraryCollectionItem, LibraryCollectionItem.item_id == _ITEM.id)
        .where(LibraryCollectionItem.collection_id == LibraryCollection.id, _ITEM.removed_at.is_(None))
    )
    rows = select(
        LibraryCollection.id, LibraryCollection.name, inside.scalar_subquery(), LibraryCollection.rule
    )
    named = session.execute(rows.order_by(LibraryCollection.name))
    return tuple(CollectionName(one, name, items, bool(rule)) for one, name, items, rule in named)
