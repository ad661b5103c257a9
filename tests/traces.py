"""Looking for words in every file of some folders: plain, in UTF-16, and inside whatever is compressed."""

from __future__ import annotations

import lzma
import re
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def traces(words: Sequence[str], *folders: Path) -> list[str]:
    """Where any of `words` stands: "file: word (how)" for each find; [] when nothing is left of them."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            for word in words:
                if word in str(path.relative_to(folder)):
                    found.append(f"{path}: {word} (its name)")
            if path.is_file():
                found += [f"{path}: {how}" for how in _in_file(path, words)]
    return found


def _in_file(path: Path, words: Sequence[str]) -> Iterator[str]:
    data = path.read_bytes()
    yield from _in_bytes(data, words, "as it is")
    for place in (match.start() for match in _ZLIB.finditer(data)):
        with suppress(zlib.error):
            yield from _in_bytes(zlib.decompressobj().decompress(data[place:]), words, "zlib")
    with suppress(lzma.LZMAError, EOFError):
        yield from _in_bytes(lzma.decompress(data), words, "lzma")
    if data.startswith(b"SQLite format 3"):
        yield from _in_columns(path, words)


def _in_columns(path: Path, words: Sequence[str]) -> Iterator[str]:
    """Long values lie in pieces on several pages, so the columns are read as columns too."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            with suppress(sqlite3.Error):  # a virtual table without its module
                for row in db.execute(f'SELECT * FROM "{table}"'):
                    for value in row:
                        yield from _in_value(value, words, table)


def _in_value(value: object, words: Sequence[str], table: str) -> Iterator[str]:
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    if isinstance(data, bytes):
        yield from _in_bytes(data, words, table)
        with suppress(zlib.error):
            yield from _in_bytes(zlib.decompress(data), words, f"{table}, zlib")


def _in_bytes(data: bytes, words: Sequence[str], how: str) -> Iterator[str]:
    for word in words:
        escaped = word.encode("ascii", "backslashreplace")  # as JSON writes it
        forms = {word.encode("utf-8"), word.encode("utf-16-le"), word.encode("utf-16-be"), escaped}
        if any(form in data for form in forms):
            yield f"{word} ({how})"
