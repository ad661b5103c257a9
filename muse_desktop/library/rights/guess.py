"""Guessing author, year, title, source, licence and rights from what stands in a text.

Only the beginning and the end are read, where title pages, headers, colophons and licences stand. The first
rule that has something for a field wins. A guess is never made from what is usual ("an old book, so probably
free"), only from words that can be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from muse_desktop.library.rights import licences, pages
from muse_desktop.library.rights.excerpts import Excerpt, excerpts
from muse_desktop.library.rights.values import FIELDS, Field, Guess
from muse_desktop.library.stats.names import author_key

_Rule = Callable[[Excerpt], Iterator[Guess]]
_OF_THE_HEAD: Sequence[_Rule] = (
    pages.gutenberg, pages.front_matter, pages.dynasty, pages.dated_author, pages.byline, pages.heading
)  # fmt: skip
_OF_BOTH: Sequence[_Rule] = (
    licences.gutenberg, licences.creative_commons, licences.named, licences.public_domain, pages.colophon,
    licences.reserved, pages.address,
)  # fmt: skip
# A notice beside these is an editor's or a translator's: whose the text is, is not known then.
_OVERRULED = frozenset({"died", "dynasty"})


def guess(text: str, own_names: Sequence[str] = (), this_year: int | None = None) -> tuple[Guess, ...]:
    """What the text says of itself: at most one guess for each field, in the order of `FIELDS`.

    `text` as it was read, before any cleaning. `own_names` are the writer's names: a text by her is "mine".
    `this_year` decides whether an author whose year of death stands there died long enough ago.
    """
    head, tail = excerpts(text, this_year or datetime.now().astimezone().year)
    found: dict[Field, Guess] = {}
    for rules, parts in ((_OF_THE_HEAD, (head,)), (_OF_BOTH, (head, tail))):
        for rule in rules:
            for part in parts:
                for one in rule(part):
                    found.setdefault(one.field, one)
    notices = [*licences.notices(head), *licences.notices(tail)]
    if notices:
        _use_notice(found, notices[0])
    _settle_rights(found, notices, {author_key(name) for name in own_names} - {""})
    return tuple(found[field] for field in FIELDS if field in found)


def _use_notice(found: dict[Field, Guess], notice: licences.Notice) -> None:
    """A copyright notice says who and when, where nothing better does, and is a licence of its own kind."""
    found.setdefault("licence", replace(notice.quoted, field="licence", value=notice.quoted.quote))
    if notice.holder:
        found.setdefault("author", replace(notice.quoted, field="author", value=notice.holder))
    if notice.year:
        found.setdefault("year", replace(notice.quoted, field="year", value=notice.year))


def _settle_rights(found: dict[Field, Guess], notices: Sequence[licences.Notice], mine: set[str]) -> None:
    """What several rules together mean for the rights."""
    author = found.get("author")
    if author is not None and author_key(str(author.value)) in mine:
        found["rights"] = replace(author, field="rights", value="mine", rule="own_name")
        return
    known = found.get("rights")
    if notices and known is not None and known.rule in _OVERRULED:
        del found["rights"]
