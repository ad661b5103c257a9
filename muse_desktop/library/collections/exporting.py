"""Writing a dataset: its rows as JSONL, and its card.

Plain rows are `{"text": …, "meta": {…}}`, chat rows `{"messages": [{"role": "user", …}, {"role": "assistant",
…}], "meta": {…}}`. One row is a whole text, a chapter or poem, or a passage.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from muse_desktop.errors import Language, MuseError, message
from muse_desktop.formats.atomic import write_bytes, write_pieces
from muse_desktop.library.collections.card import card
from muse_desktop.library.collections.dataset import (
    CARD,
    DATA,
    DatasetWish,
    Exported,
    LeftOut,
    Plan,
    Unit,
    plan,
)
from muse_desktop.library.corpus import ItemDetails, ItemInfo
from muse_desktop.library.library import Library
from muse_desktop.text.segment import count_words

# What some readers of lines take for line ends inside a JSON string.
_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}


def export(
    library: Library,
    wish: DatasetWish,
    language: Language = "en",
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write the rows and the card; both are there at the end, or what was there before.

    `progress` is told how many texts of how many are done, on this thread. `language` is the card's. Raises
    MuseError library_dataset.nothing, library_dataset.exists, library_dataset.cancelled, and what
    `write_bytes` raises.
    """
    planned = plan(library, wish)
    if not planned.items:
        raise _nothing(len(planned.left_out))
    data, about = wish.folder / DATA, wish.folder / CARD
    if not wish.replace and (there := next((one for one in (data, about) if one.exists()), None)):
        raise MuseError("library_dataset.exists", path=str(there))
    _make_folder(wish.folder)
    writing = _Writing(library, wish, planned, progress, cancelled)
    write_pieces(data, writing.lines())
    inside = tuple(one.info.id for one in writing.written)
    made = Exported(
        data, about, writing.rows, writing.words, inside, (*planned.left_out, *writing.unreadable),
        tuple(one for one in planned.cautions if one.item in inside),
    )  # fmt: skip
    write_bytes(about, card(wish, made, writing.written, language).encode())
    return made


class _Writing:
    """The rows as they are made, counted."""

    def __init__(
        self,
        library: Library,
        wish: DatasetWish,
        planned: Plan,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._library, self._wish, self._planned = library, wish, planned
        self._progress, self._cancelled = progress, cancelled
        self.rows = self.words = 0
        self.written: list[ItemDetails] = []
        self.unreadable: list[LeftOut] = []

    def lines(self) -> Iterator[bytes]:
        """All rows, as lines of JSON. Raises library_dataset.nothing where there are none, so that what was
        there before stays."""
        total = len(self._planned.items)
        for done, info in enumerate(self._planned.items):
            if self._cancelled():
                raise MuseError("library_dataset.cancelled")
            self._progress(done, total)
            try:
                details, text = self._library.details(info.id), self._library.text(info.id)
                parts = _parts(self._library, info.id, text, self._wish.unit)
            except MuseError as error:
                if not error.code.startswith("library."):
                    raise
                self.unreadable.append(LeftOut(info.id, info.title, "unreadable"))
                continue
            for row in _rows(details, parts, self._wish):
                self.rows += 1
                self.words += row["meta"]["words"]
                yield as_line(row)
            if parts:
                self.written.append(details)
        self._progress(total, total)
        if not self.rows:
            raise _nothing(len(self._planned.left_out) + len(self.unreadable))


def as_line(row: dict[str, Any]) -> bytes:
    """A row as one line, whatever a reader takes for a line end."""
    made = json.dumps(row, ensure_ascii=False)
    for letter, escaped in _LINE_ENDS.items():
        made = made.replace(letter, escaped)
    return made.encode("utf-8", "backslashreplace") + b"\n"  # half a surrogate pair: as JSON writes it


def _parts(library: Library, item: int, text: str, unit: Unit) -> list[tuple[str, str]]:
    """Heading and words of each row's part of a text; parts without a word are none."""
    if unit == "text":
        found = [("", text)]
    else:
        places: Iterable[Any] = library.sections(item) if unit == "section" else library.passages(item)
        found = [(one.heading, text[one.start : one.end].strip()) for one in places]
    return [(heading, part) for heading, part in found if part.strip()]


def _rows(
    details: ItemDetails, parts: Sequence[tuple[str, str]], wish: DatasetWish
) -> Iterator[dict[str, Any]]:
    before = ""
    for number, (heading, part) in enumerate(parts):
        meta = _meta(details, heading, number if wish.unit != "text" else None, part)
        if wish.form == "plain":
            yield {"text": part, "meta": meta}
        else:
            asked = _asked(details.info, heading, before if wish.unit == "passage" else "", wish)
            messages = [{"role": "user", "content": asked}, {"role": "assistant", "content": part}]
            yield {"messages": messages, "meta": meta}
        before = part


def _meta(details: ItemDetails, heading: str, number: int | None, part: str) -> dict[str, Any]:
    info = details.info
    made: dict[str, Any] = {
        "title": info.title, "author": info.author, "year": info.year, "language": info.language,
        "rights": info.rights or "unknown", "licence": info.licence, "source": info.source,
        "words": count_words(part), "original_sha256": details.sha256,
    }  # fmt: skip
    if number is not None:
        made |= {"heading": heading, "part": number}
    if info.parent is not None:
        made["variant"] = True
    return made


def _asked(info: ItemInfo, heading: str, before: str, wish: DatasetWish) -> str:
    """What the user of a chat row says."""
    language: Language = "zh" if info.language == "zh" else "en"
    if wish.instruction:
        made = wish.instruction
        # Not str.format: the writer's sentence may have braces of its own.
        for name, value in (("title", info.title), ("author", info.author), ("heading", heading)):
            made = made.replace(f"{{{name}}}", value)
        return f"{made}\n\n{before}" if before else made
    if before:
        return message("library_dataset.ask_on", language, before=before)
    code = "ask_part" if heading else "ask_text"
    return message(f"library_dataset.{code}", language, title=info.title, heading=heading)


def _nothing(left_out: int) -> MuseError:
    return MuseError("library_dataset.nothing", left_out=left_out)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MuseError("library_dataset.no_folder", folder=str(folder), reason=reason) from error
