"""Whose each part of a text is that a writer and a model made together, as the record keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

import msgspec

Author = Literal["model", "picked", "typed"]
"""Sampled by the model; the model's word, chosen by the writer; the writer's own."""


class Authored(msgspec.Struct, frozen=True):
    """Code points [start, end) of a text, all by one author."""

    start: int
    end: int
    author: Author


def authors_of(layout: Mapping[str, object], length: int) -> tuple[Authored, ...]:
    """What the record of a generation says of its authors, () where the model wrote it all.

    `layout`: the record's; `length`: of the candidate's text. A damaged list counts as none, so that nothing
    of a model's passes for the writer's.
    """
    spans = layout.get("authors")
    if not isinstance(spans, list):
        return ()
    found: list[Authored] = []
    at = 0
    for span in spans:
        made = _authored(span)
        if made is None or not at <= made.start < made.end <= length:
            return ()
        found.append(made)
        at = made.end
    return tuple(found)


def merged(spans: Sequence[Authored]) -> tuple[Authored, ...]:
    """The spans with neighbours of one author made one."""
    made: list[Authored] = []
    for span in spans:
        joins = bool(made) and (made[-1].end, made[-1].author) == (span.start, span.author)
        made.append(Authored(made.pop().start if joins else span.start, span.end, span.author))
    return tuple(made)


def _authored(span: object) -> Authored | None:
    match span:
        case [int(start), int(end), str(author)] if author in get_args(Author):
            return Authored(start, end, author)  # type: ignore[arg-type]
    return None
