"""A dataset of library texts: what goes into it, what is left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from muse_desktop.errors import Language, message
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.library import Library

Form = Literal["plain", "chat"]
Unit = Literal["text", "section", "passage"]
DATA, CARD = "data.jsonl", "README.md"


@dataclass(frozen=True)
class DatasetWish:
    """What the writer wants. `folder` is made; `items` in the order of the rows.

    `unknown`: texts of unknown rights go in too, because she chose so; `variants` likewise. `instruction` is
    what the user says in a chat row, with {title}, {author}, {heading} in it; "" for the usual sentence in
    the text's language. `replace`: a dataset that is there already is written over.
    """

    folder: Path
    name: str
    items: Sequence[int]
    form: Form = "plain"
    unit: Unit = "text"
    unknown: bool = False
    variants: bool = False
    instruction: str = ""
    replace: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A text that does not go in, and why: unknown_rights, variant, gone or unreadable."""

    item: int
    title: str
    why: str

    def text(self, language: Language) -> str:
        """The reason as a sentence."""
        return message(f"library_dataset.{self.why}", language, title=self.title)


@dataclass(frozen=True)
class Caution:
    """A text that goes in, whose licence asks for something: no_derivatives, non_commercial, share_alike or
    reserved (all rights reserved, although it is marked as licensed)."""

    item: int
    title: str
    licence: str
    what: str

    def text(self, language: Language) -> str:
        """What to mind, as a sentence."""
        return message(f"library_dataset.{self.what}", language, title=self.title, licence=self.licence)


@dataclass(frozen=True)
class Plan:
    """What an export would take, before anything is written."""

    items: tuple[ItemInfo, ...]
    left_out: tuple[LeftOut, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True)
class Exported:
    """What was written: the rows, each text's rows and words, and what was left out."""

    data: Path
    card: Path
    rows: int
    words: int
    items: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    cautions: tuple[Caution, ...]


def plan(library: Library, wish: DatasetWish) -> Plan:
    """What goes in and what does not; quick, so that it can be shown while the writer chooses."""
    inside: list[ItemInfo] = []
    left_out: list[LeftOut] = []
    for item in dict.fromkeys(wish.items):
        info = library.info(item)
        if info is None:
            left_out.append(LeftOut(item, f"#{item}", "gone"))
        elif info.parent is not None and not wish.variants:
            left_out.append(LeftOut(item, info.title, "variant"))
        elif not info.rights and not wish.unknown:
            left_out.append(LeftOut(item, info.title, "unknown_rights"))
        else:
            inside.append(info)
    return Plan(tuple(inside), tuple(left_out), tuple(_cautions(inside)))


def _cautions(items: Iterable[ItemInfo]) -> Iterator[Caution]:
    for one in items:
        licence = one.licence.upper()
        parts = set(licence.replace("_", "-").split("-"))
        if licence.startswith("CC"):
            for part, what in (("ND", "no_derivatives"), ("NC", "non_commercial"), ("SA", "share_alike")):
                if part in parts:
                    yield Caution(one.id, one.title, one.licence, what)
        if "ALL RIGHTS RESERVED" in licence or any(said in licence for said in ("版权所有", "保留所有权利")):
            yield Caution(one.id, one.title, one.licence, "reserved")
