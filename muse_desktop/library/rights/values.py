"""A guess about a text, and the words of the text that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import msgspec

from muse_desktop.errors import Language, Value, message
from muse_desktop.library.corpus import ItemDetails

Field = Literal["title", "author", "year", "source", "licence", "rights"]
FIELDS: tuple[Field, ...] = get_args(Field)


@dataclass(frozen=True)
class Guess:
    """What a field of a text probably is. `rule` says how it was found (a message code of library_rights).

    `quote` stands at code points `start` to `end` of the text as it was read, before any cleaning. `value`
    is an int for the year, else text.
    """

    field: Field
    value: str | int
    rule: str
    quote: str
    start: int
    end: int

    def as_evidence(self) -> dict[str, Any]:
        """What `LibraryDetail.evidence` keeps of it under the field's name."""
        return {
            "value": self.value, "rule": self.rule, "quote": self.quote, "start": self.start, "end": self.end
        }  # fmt: skip


class Evidence(msgspec.Struct, frozen=True):
    """What a guess that stands in a field rests on."""

    value: str | int
    rule: str
    quote: str = ""
    start: int = 0
    end: int = 0

    def text(self, language: Language) -> str:
        """How it was found, as a sentence for the writer; the quotation is shown beside it."""
        return message(f"library_rights.{self.rule}", language, value=_said(self.value))


def _said(value: str | int) -> Value:
    return value


def recorded(evidence: Mapping[str, Any], field: str) -> Evidence | None:
    """The guess on record for a field, whether or not the field still has it."""
    try:
        return msgspec.convert(evidence[field], Evidence)
    except (KeyError, msgspec.ValidationError):
        return None


def emptied() -> dict[str, Any]:
    """What `evidence` keeps of a field in which the writer wants nothing: it is not guessed again."""
    return {"emptied": True}


def was_emptied(evidence: Mapping[str, Any], field: str) -> bool:
    """Whether the writer has emptied a field."""
    said = evidence.get(field)
    return isinstance(said, Mapping) and bool(said.get("emptied"))


def evidence_of(details: ItemDetails) -> dict[Field, Evidence]:
    """What the fields rest on that still have the guessed value; the others are the writer's own."""
    found: dict[Field, Evidence] = {}
    for field in FIELDS:
        known = recorded(details.evidence, field)
        if known is not None and known.value == getattr(details.info, field):
            found[field] = known
    return found
