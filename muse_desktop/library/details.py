"""Reading and changing what is known of the library's texts, many in one transaction."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, String, select, type_coerce
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import ItemDetails, ItemInfo
from muse_desktop.library.texts import gone
from muse_desktop.store.tables.library import LibraryDetail, LibraryItem

RIGHTS = ("", "mine", "public_domain", "licensed")
HIGHEST_RATING = 5
_OF_ITEM = ("title", "author", "language", "rights")
_OF_DETAIL = {
    **{name: name for name in ("year", "source", "licence", "rating", "notes", "shelf", "opened_at")},
    "work": "work_id",
    "parent": "parent_id",
}
_SPECIAL = ("tags", "add_tags", "remove_tags", "evidence")
CHANGEABLE = frozenset((*_OF_ITEM, *_OF_DETAIL, *_SPECIAL))
_AT_ONCE = 5000  # SQLite counts the values of one statement
# All of a long list is read in portions with rests between them: the window's thread draws meanwhile.
_PORTION, _REST_S = 1000, 0.01
_NO_TAGS = (None, "[]", "null")


def infos(session: Session, items: Iterable[int] | None = None) -> list[ItemInfo]:
    """The texts of the library, or those of `items` that are in it, in the order they were added."""
    session.flush()  # the connection alone would not
    found: list[ItemInfo] = []
    if items is None:
        for number, portion in enumerate(session.connection().execute(_listing()).partitions(_PORTION)):
            if number:
                time.sleep(_REST_S)
            found += map(_info, portion)
        return found
    wanted = sorted(items)
    for start in range(0, len(wanted), _AT_ONCE):
        some = _listing().where(LibraryItem.id.in_(wanted[start : start + _AT_ONCE]))
        found += map(_info, session.connection().execute(some))
    return found


def _listing() -> Select[Any]:
    item, detail = LibraryItem, LibraryDetail
    columns: list[Any] = [
        item.id, item.title, item.path, item.words, item.language, item.rights, item.added_at, item.author,
        detail.year, detail.source, detail.licence, type_coerce(detail.tags, String), detail.rating,
        detail.format, detail.work_id, detail.parent_id, detail.shelf,
    ]  # fmt: skip
    there = item.removed_at.is_(None)
    return select(*columns).outerjoin(detail, detail.item_id == item.id).where(there).order_by(item.id)


def _info(row: Row[Any]) -> ItemInfo:
    known: Any = row
    item, title, path, words, language, rights, added_at, author, year, source, licence, tags, *rest = known
    rating, kind, work, parent, shelf = rest
    return ItemInfo(
        item, title, path, words, language, rights, added_at, author, year, source or "", licence or "",
        () if tags in _NO_TAGS else tuple(json.loads(tags)), rating or 0, kind or "", work, parent,
        shelf or "",
    )  # fmt: skip


def details(session: Session, item_id: int) -> ItemDetails:
    """Everything known of one text. Raises MuseError library.gone."""
    found = infos(session, [item_id])
    if not found:
        raise gone(item_id)
    item = session.get_one(LibraryItem, item_id)
    detail = session.get(LibraryDetail, item_id) or nothing_known(item_id)
    return ItemDetails(
        found[0], detail.evidence, detail.notes, tuple(detail.steps), detail.report, detail.opened_at,
        item.original_sha256, item.encoding,
    )  # fmt: skip


def nothing_known(item_id: int, kind: str = "") -> LibraryDetail:
    """The row of a text of which only its format is known."""
    return LibraryDetail(
        item_id=item_id, year=None, source="", licence="", evidence={}, tags=[], rating=0, notes="",
        format=kind, steps=[], report={}, work_id=None, parent_id=None, shelf="", opened_at=None,
    )  # fmt: skip


def check(changes: Mapping[str, Any]) -> None:
    """Refuse what no row can hold. Raises MuseError library.rights_unknown, library.rating_outside;
    TypeError for a field there is not."""
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"no such fields of a library item: {', '.join(sorted(unknown))}")
    if changes.get("rights", "") not in RIGHTS:
        raise MuseError("library.rights_unknown", rights=str(changes["rights"]))
    if not 0 <= changes.get("rating", 0) <= HIGHEST_RATING:
        raise MuseError("library.rating_outside", rating=changes["rating"], most=HIGHEST_RATING)


def change(session: Session, each: Mapping[int, Mapping[str, Any]]) -> list[int]:
    """Change what is known of texts, all or none; the ids of those that were still there."""
    for changes in each.values():
        check(changes)
    changed: list[int] = []
    items, known = _loaded(session, list(each))
    for item_id, changes in each.items():
        if (item := items.get(item_id)) is None:
            continue
        detail = known.get(item_id)
        if detail is None:
            detail = nothing_known(item_id)
            session.add(detail)
        _apply(item, detail, changes)
        changed.append(item_id)
    return changed


def _loaded(
    session: Session, wanted: Sequence[int]
) -> tuple[dict[int, LibraryItem], dict[int, LibraryDetail]]:
    items: dict[int, LibraryItem] = {}
    known: dict[int, LibraryDetail] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        here = select(LibraryItem).where(LibraryItem.id.in_(some), LibraryItem.removed_at.is_(None))
        items.update((one.id, one) for one in session.scalars(here))
        more = select(LibraryDetail).where(LibraryDetail.item_id.in_(some))
        known.update((one.item_id, one) for one in session.scalars(more))
    return items, known


def _apply(item: LibraryItem, detail: LibraryDetail, changes: Mapping[str, Any]) -> None:
    for name in _OF_ITEM:
        if name in changes:
            setattr(item, name, changes[name])
    for name, column in _OF_DETAIL.items():
        if name in changes:
            setattr(detail, column, changes[name])
    if not changes.keys().isdisjoint(("tags", "add_tags", "remove_tags")):
        tags = [*changes.get("tags", detail.tags), *changes.get("add_tags", ())]
        left_out = frozenset(changes.get("remove_tags", ()))
        detail.tags = list(dict.fromkeys(tag for tag in tags if tag not in left_out))
    if "evidence" in changes:
        merged = {**detail.evidence, **changes["evidence"]}
        detail.evidence = {field: said for field, said in merged.items() if said is not None}
