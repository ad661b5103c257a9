"""The inspiration shelf: works and excerpts in the public domain that ship with the app, and how they come
into the writer's library.

`resources/shelf/shelf.toml` lists them with author, dates, source and licence; each text is a file beside it,
known by its hash. Nothing of the shelf is in a library before the writer puts it there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.library import Library
from muse_desktop.paths import resource

PATH = "shelf:"
"""How the path of an item begins that was put into a library from the shelf."""

Kind = Literal["poem", "prose", "essay"]


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same words in English and 中文."""

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


class ShelfSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where texts were taken from: its name, what was changed in them, on what terms they stand."""

    id: str
    name: Said
    detail: Said
    licence: Said


class ShelfItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text of the shelf. `born` and `died` are its author's (`about`: as far as known), `year` that of
    its first publication where known; `whole`: not an excerpt of `work`."""

    id: str
    file: str
    title: str
    author: str
    born: int
    died: int
    language: Literal["en", "zh"]
    kind: Kind
    source: str
    sha256: str
    tags: tuple[str, ...] = ()
    year: int | None = None
    about: bool = False
    whole: bool = False
    work: str = ""

    @property
    def lived(self) -> str:
        """The author's years."""
        about = ("约" if self.language == "zh" else "c. ") if self.about else ""
        return f"{about}{self.born}–{self.died}"


class _File(msgspec.Struct, forbid_unknown_fields=True):
    sources: tuple[ShelfSource, ...]
    items: tuple[ShelfItem, ...]


@dataclass(frozen=True)
class PutReport:
    """`added` to the library now; `there`: shelf ids whose text is in it already, perhaps from a file."""

    added: tuple[ItemInfo, ...]
    there: tuple[str, ...]


class Shelf:
    """The shelf in `folder`; read when first asked for. Safe from any thread."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or resource("shelf")

    @cached_property
    def _listed(self) -> _File:
        try:
            data = (self._folder / "shelf.toml").read_bytes()
            return msgspec.convert(tomllib.loads(data.decode("utf-8")), _File)
        except (OSError, ValueError, msgspec.ValidationError) as error:
            raise MuseError("shelf.unreadable", reason=str(error)) from error

    @property
    def items(self) -> tuple[ShelfItem, ...]:
        """All of it, in the order of the list. Raises MuseError shelf.unreadable."""
        return self._listed.items

    @cached_property
    def _by_id(self) -> Mapping[str, ShelfItem]:
        return {one.id: one for one in self._listed.items}

    def get(self, shelf_id: str) -> ShelfItem:
        """One text. Raises MuseError shelf.unknown."""
        found = self._by_id.get(shelf_id)
        if found is None:
            raise MuseError("shelf.unknown", id=shelf_id)
        return found

    def source(self, item: ShelfItem) -> ShelfSource:
        """Where a text was taken from."""
        return next(one for one in self._listed.sources if one.id == item.source)

    def text(self, shelf_id: str) -> str:
        """The text of one item, checked against its hash. Raises MuseError shelf.unknown, shelf.damaged."""
        item = self.get(shelf_id)
        try:
            data = (self._folder / item.file).read_bytes()
        except OSError as error:
            raise MuseError("shelf.damaged", title=item.title) from error
        if sha256(data).hexdigest() != item.sha256:
            raise MuseError("shelf.damaged", title=item.title)
        return data.decode("utf-8")

    def on_library(self, library: Library) -> dict[str, int]:
        """The item of `library` that each shelf id was put there as, where it was."""
        return {one.shelf: one.id for one in library.items() if one.shelf and one.parent is None}

    def put(self, library: Library, shelf_ids: Iterable[str], language: str = "en") -> PutReport:
        """Put texts into the library, as public domain, with all that is known of them.

        A text that is there already is left as it is. `language`: of the words for source and licence. Writes
        to disk and database: not for the UI thread. Raises what `Library.add_text` raises, and shelf.damaged.
        """
        known = self.on_library(library)
        added: list[ItemInfo] = []
        there: list[str] = []
        for shelf_id in dict.fromkeys(shelf_ids):
            if shelf_id in known:
                there.append(shelf_id)
                continue
            try:
                added.append(self._put(library, self.get(shelf_id), language))
            except MuseError as error:
                if error.code != "library.duplicate":
                    raise
                there.append(shelf_id)
        return PutReport(tuple(added), tuple(there))

    def _put(self, library: Library, item: ShelfItem, language: str) -> ItemInfo:
        source = self.source(item)
        where = f"{item.work} · {source.name[language]}" if item.work else source.name[language]
        died = {"en": f"The author died in {item.died}.", "zh": f"作者卒于{item.died}年。"}
        return library.add_text(
            item.title,
            self.text(item.id),
            f"{PATH}{item.file}",
            author=item.author,
            language=item.language,
            rights="public_domain",
            licence=source.licence[language],
            source=where,
            year=item.year,
            tags=item.tags,
            shelf=item.id,
            notes=source.detail[language],
            evidence={"rights": died["zh" if language == "zh" else "en"]},
        )
