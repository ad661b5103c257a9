"""Writing guesses into the library: only where the writer has said nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import ItemDetails
from muse_desktop.library.library import Library
from muse_desktop.library.rights.guess import guess
from muse_desktop.library.rights.values import Guess, recorded, was_emptied
from muse_desktop.text.decode import decode

_PLAIN = frozenset({"", "txt", "text", "md", "markdown", "fountain"})
_AT_ONCE = 200  # texts whose guesses are written in one transaction


@dataclass(frozen=True)
class Filled:
    """What guessing did. `items` got something new; `kept` counts fields that the writer had set herself."""

    items: tuple[int, ...]
    fields: int
    kept: int
    unread: tuple[int, ...]


def fill_in(
    library: Library, items: Iterable[int], own_names: Sequence[str] = (), this_year: int | None = None
) -> Filled:
    """Guess what these texts say of themselves and keep it, with the evidence.

    A field that is the writer's stays as it is: one that is not empty and holds no earlier guess, and one
    whose guess she changed or took away. Reads every text: not for the UI thread. Raises the store's errors;
    texts that cannot be read are named in the answer.
    """
    changed: list[int] = []
    unread: list[int] = []
    fields = kept = 0
    each: dict[int, dict[str, Any]] = {}
    for item in items:
        try:
            details = library.details(item)
            text = text_as_read(library, details)
        except MuseError as error:
            if not error.code.startswith("library."):
                raise
            unread.append(item)
            continue
        changes, left = changes_for(details, guess(text, own_names, this_year))
        kept += left
        if changes:
            each[item] = changes
            fields += len(changes["evidence"])
        if len(each) >= _AT_ONCE:
            changed += library.set_each(each)
            each = {}
    if each:
        changed += library.set_each(each)
    return Filled(tuple(changed), fields, kept, tuple(unread))


def changes_for(details: ItemDetails, guesses: Iterable[Guess]) -> tuple[dict[str, Any], int]:
    """What to change so that the guesses stand in the fields that are not the writer's; how many are hers.

    Empty when everything is as guessed already.
    """
    changes: dict[str, Any] = {}
    evidence: dict[str, Any] = {}
    kept = 0
    for one in guesses:
        if not is_open(details, one.field):
            kept += getattr(details.info, one.field) != one.value
        elif details.evidence.get(one.field) != one.as_evidence():
            changes[one.field] = one.value
            evidence[one.field] = one.as_evidence()
    return ({**changes, "evidence": evidence} if evidence else {}), kept


def is_open(details: ItemDetails, field: str) -> bool:
    """Whether a field may be guessed: it holds what was guessed before, or nobody ever said anything."""
    value = getattr(details.info, field)
    if was_emptied(details.evidence, field):
        return False
    if (known := recorded(details.evidence, field)) is not None:
        return bool(value == known.value)
    if field == "title":  # a text is called like its file until somebody names it
        return bool(value in ("", Path(details.info.path).stem))
    return value in ("", None)


def text_as_read(library: Library, details: ItemDetails) -> str:
    """The text before any cleaning, which may have taken a header away; of other formats the text there is.

    Raises MuseError library.gone, library.original_missing.
    """
    item = details.info.id
    if details.info.format not in _PLAIN:
        return library.text(item)
    try:
        return decode(library.original(item)).text
    except MuseError as error:
        if error.code != "text.binary":
            raise
        return library.text(item)
