"""The record as tables for spreadsheets: the ledger's events, and every answer of a model, taken or not.

CSV as RFC 4180 has it, in UTF-8. A text that a spreadsheet would take for a formula gets an apostrophe before
it, so that opening a table never runs anything a manuscript or a file name says. Tables are for looking: what
others can check is the evidence bundle, not these.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import Language
from muse_desktop.paths import resource
from muse_desktop.store import tables

Cell = str | int | None
BOM = b"\xef\xbb\xbf"
"""Before the text, it tells spreadsheets on Windows that this is UTF-8."""
EVENTS = ("number", "at", "kind", "document", "title", "details", "words_kept", "hash")
GENERATIONS = (
    "generation", "at", "recipe", "state", "via", "document", "title", "model", "model_sha256", "licence",
    "seed", "candidate", "stop_reason", "characters", "times_taken", "characters_taken",
)  # fmt: skip
WORDS = ("prompt", "answer")
"""Columns of generations that hold words; only where the writer wants them to go out."""
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_LONGEST = 32_000
"""Characters of a cell: a spreadsheet takes no more than 32,767."""


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], bom: bool = True) -> bytes:
    """A CSV file of `rows` under `columns`; `bom`: with a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in row])
    return (BOM if bom else b"") + out.getvalue().encode("utf-8", "replace")


def headings(columns: Sequence[str], language: Language) -> list[str]:
    """What columns are called in `language`."""
    words = _headings()
    return [words[column][language] for column in columns]


@cache
def _headings() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(resource("record_csv.toml").read_text("utf-8"))
    return found


def _safe(words: str) -> str:
    """`words` as a cell that is a text everywhere."""
    words = words.replace("\x00", "")
    if len(words) > _LONGEST:
        words = words[:_LONGEST] + "…"
    is_formula = words[:1] in ("\t", "\r", "\n") or words.lstrip().startswith(_FORMULA)
    return "'" + words if is_formula else words


def events(db: Session, project: int | None = None) -> Iterator[list[Cell]]:
    """Rows for EVENTS, in order: all, or those of a project's documents and of none."""
    row, content = tables.Event, tables.EventContent
    titles = _titles(db, project)
    query = select(
        row.seq, row.at, row.kind, row.document_id, row.payload, row.content_hash, row.hash, content.seq
    ).outerjoin(content, content.seq == row.seq)
    for seq, at, kind, document, payload, digest, link, kept in db.execute(query.order_by(row.seq)):
        if project is None or document is None or document in titles:
            words = "" if digest is None else "yes" if kept is not None else "redacted"
            yield [seq, at, kind, document, titles.get(document or 0, ""), payload, words, link]


def generations(db: Session, project: int | None = None, words: bool = False) -> Iterator[list[Cell]]:
    """Rows for GENERATIONS, and WORDS where `words`; a row for each answer, in order.

    Of a project those for its documents and for none. An answer nobody took has 0 in `times_taken`.
    """
    row, answer = tables.Generation, tables.Candidate
    titles = _titles(db, project)
    models = {one.id: one for one in db.scalars(select(tables.ModelFile))}
    query = select(row, answer).join(answer, answer.generation_id == row.id)
    pairs = db.execute(query.order_by(row.id, answer.position).execution_options(yield_per=200))
    for made, one in pairs:
        if project is not None and made.document_id is not None and made.document_id not in titles:
            continue
        model = models.get(made.model_file_id or 0)
        remote = "remote" in (made.layout or {})
        cells: list[Cell] = [
            made.id, made.created_at, made.recipe, made.state, made.via, made.document_id,
            titles.get(made.document_id or 0, ""), model.name if model else "",
            model.sha256 if model and not remote else "", model.licence if model else "", str(one.seed),
            one.position + 1, one.stop_reason, len(one.text), len(one.accepted or ()), _taken(one.accepted),
        ]  # fmt: skip
        yield [*cells, made.prompt_text, one.text] if words else cells


def _taken(accepted: Sequence[Any] | None) -> int:
    """How many characters of an answer were taken, those taken twice counted twice."""
    return sum(int(one.get("end", 0)) - int(one.get("start", 0)) for one in accepted or ())


def _titles(db: Session, project: int | None) -> dict[int, str]:
    row = tables.Document
    query = select(row.id, row.title)
    if project is not None:
        query = query.where(row.project_id == project)
    return {found.id: found.title for found in db.execute(query)}
