"""What became of each passage that was accepted from a model: how much of it still stands.

The record of an acceptance tells which characters came in with which origin; the origins of all documents
tell where characters of it stand now. Letters that stand twice, because the passage was copied, count once:
each piece that stands is given a place in the accepted text of its own, the longest pieces first. A piece
without a place of its own is a copy. Where the words of the record are redacted, lengths alone are compared.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.provenance.bursts import ACCEPTED
from muse_desktop.provenance.figures import Block
from muse_desktop.provenance.kinds import MODEL_KINDS, Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables
from muse_desktop.store.packing import unpack_text

PICKED = "picked"
"""The source of a model's words that the writer picked one by one."""
SURE = 8
"""Letters that a part of a standing piece must have to be found by itself in the accepted text."""


@dataclass(frozen=True)
class Standing:
    """Where text of a block stands: the pieces of one document, in order."""

    document: int
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Acceptance:
    """The record that first tells of a block, with all origins that came in with it. `seq` 0: still open."""

    seq: int
    document: int
    at: str
    runs: tuple[tuple[int, int], ...]  # length, origin


def block_of(book: OriginBook, origin_id: int) -> int | None:
    """The block that characters with this origin are letters of: for what was typed into one, None."""
    return book.block(origin_id) if book.get(origin_id).kind in MODEL_KINDS else None


def acceptances(db: Session, book: OriginBook) -> dict[int, Acceptance]:
    """The first record of each block: later ones with its text tell of a move or a copy."""
    first: dict[int, Acceptance] = {}
    for seq, document, at, payload in _records(db):
        one = Acceptance(seq, document, at, _runs_told(payload))
        book.load({origin for _, origin in one.runs})
        for origin in dict.fromkeys(origin for _, origin in one.runs):
            if block_of(book, origin) == origin:
                first.setdefault(origin, one)
    return first


def blocks(
    db: Session,
    book: OriginBook,
    accepted: Mapping[int, Acceptance],
    documents: Collection[int],
    used: Collection[int],
) -> list[Block]:
    """The blocks that were accepted into `documents` or are among `used` (blocks that have text in them).

    In the order they were accepted. A block that no record tells of has what stands of it as its length and
    0 as its record.
    """
    here = {one for one, told in accepted.items() if told.document in documents}
    wanted = here | set(used)
    standing = _standing(db, book, wanted)
    made = [_block(db, book, one, accepted.get(one), standing.get(one, [])) for one in wanted]
    return sorted(made, key=lambda block: (block.seq == 0, block.seq, block.origin))


def letters_standing(accepted: str, pieces: Iterable[str]) -> int:
    """How many characters of `accepted`, white space left out, are covered by `pieces` that stand somewhere.

    No character is covered twice: see the module's text.
    """
    free = [[0, len(accepted)]] if accepted else []
    count = 0
    for piece in sorted(pieces, key=len, reverse=True):
        rest = piece
        while rest:
            least = min(SURE, len(piece))
            length, place = _longest_prefix(accepted, rest, least, free)
            if length:
                _take(free, place, place + length)
                count += visible(rest[:length])
            rest = rest[length or 1 :]
            if len(rest) < least:
                break
    return count


def visible(text: str) -> int:
    """Characters that are no white space."""
    return len(text) - sum(map(str.isspace, text))


def _longest_prefix(
    accepted: str, piece: str, least: int, free: Sequence[Sequence[int]]
) -> tuple[int, int]:
    """Length and place of the longest beginning of `piece` in a free part of `accepted`; (0, 0) for none."""
    whole = _find(accepted, piece, free)
    if whole >= 0:
        return len(piece), whole
    low, high, place = least - 1, len(piece) - 1, 0  # `low` is known to be found, or too short to count
    while low < high:
        middle = (low + high + 1) // 2
        found = _find(accepted, piece[:middle], free)
        if found >= 0:
            low, place = middle, found
        else:
            high = middle - 1
    return (low, place) if low >= least else (0, 0)


def _find(accepted: str, piece: str, free: Sequence[Sequence[int]]) -> int:
    for start, end in free:
        at = accepted.find(piece, start, end)
        if at >= 0:
            return at
    return -1


def _take(free: list[list[int]], start: int, end: int) -> None:
    for index, (first, last) in enumerate(free):
        if first <= start and end <= last:
            free[index : index + 1] = [part for part in ([first, start], [end, last]) if part[0] < part[1]]
            return


def _block(
    db: Session, book: OriginBook, origin_id: int, told: Acceptance | None, standing: Sequence[Standing]
) -> Block:
    origin = book.get(origin_id)
    pieces = [piece for one in standing for piece in one.pieces]
    words = _words(db, told) if told is not None else None
    if told is not None and words is not None:
        letters = "".join(_parts(words, told.runs, origin_id))
        length, left = visible(letters), letters_standing(letters, pieces)
    else:
        left = sum(map(visible, pieces))
        length = sum(size for size, one in told.runs if one == origin_id) if told is not None else left
    return Block(
        origin=origin_id,
        generation=origin.generation_id or 0,
        candidate=origin.candidate or 0,
        document=told.document if told is not None else origin.document_id or 0,
        at=told.at if told is not None else origin.created_at,
        seq=told.seq if told is not None else 0,
        accepted=length,
        standing=min(left, length),
        rewritten=origin.kind is Kind.REWRITTEN,
        picked=origin.source == PICKED,
        documents=tuple(one.document for one in standing),
    )


def _records(db: Session) -> Iterator[tuple[int, int, str, str]]:
    """(number, document, time, payload) of what was accepted, that which is not in the chain yet last."""
    event, open_one = tables.Event, tables.Pending
    sealed = select(event.seq, event.document_id, event.at, event.payload).where(event.kind == ACCEPTED)
    for seq, document, at, payload in db.execute(sealed.order_by(event.seq)):
        yield seq, document or 0, at, payload
    query = select(open_one.document_id, open_one.at, open_one.payload).where(open_one.kind == ACCEPTED)
    for document, at, payload in db.execute(query):
        yield 0, document, at, payload


def _runs_told(payload: str) -> tuple[tuple[int, int], ...]:
    try:
        return tuple((int(length), int(origin)) for length, origin in json.loads(payload)["runs"])
    except (ValueError, TypeError, KeyError):  # changed by hand: the chain's own check names it
        return ()


def _words(db: Session, told: Acceptance) -> str | None:
    """The words that came in, or None where they are redacted or damaged."""
    sealed, open_one = tables.EventContent, tables.Pending
    found = (
        db.scalar(select(sealed.content).where(sealed.seq == told.seq))
        if told.seq
        else db.scalar(select(open_one.content).where(open_one.document_id == told.document))
    )
    if found is None:
        return None
    try:
        return str(json.loads(unpack_text(found))["inserted"])
    except (ValueError, TypeError, KeyError, zlib.error):
        return None


def _parts(words: str, runs: Iterable[tuple[int, int]], wanted: int) -> Iterator[str]:
    at = 0
    for length, origin in runs:
        if origin == wanted:
            yield words[at : at + length]
        at += length


def _standing(db: Session, book: OriginBook, wanted: Collection[int]) -> Mapping[int, list[Standing]]:
    """Where text of these blocks stands now, by block; what is in the trash does not stand."""
    found: dict[int, list[Standing]] = {}
    if not wanted:
        return found
    row = tables.Document
    for document, encoded in db.execute(select(row.id, row.runs).where(row.trashed_at.is_(None))):
        runs = decoded(encoded)
        if runs is None:
            continue
        book.load(runs.origins())
        here = {origin: block_of(book, origin) for origin in runs.origins()}
        if not any(block in wanted for block in here.values()):
            continue
        text = db.scalar(select(row.text).where(row.id == document)) or ""
        pieces = _pieces(text, runs, here.get)
        for block in pieces.keys() & wanted:
            found.setdefault(block, []).append(Standing(document, tuple(pieces[block])))
    return found


def _pieces(text: str, runs: Runs, block: Callable[[int], int | None]) -> dict[int, list[str]]:
    """The pieces of each block in a text; letters next to each other are one piece."""
    pieces: dict[int, list[str]] = {}
    before: tuple[int | None, int] = (None, 0)
    for start, end, origin in runs.spans():
        one = block(origin)
        if one is not None:
            own = pieces.setdefault(one, [])
            if before == (one, start):
                own[-1] += text[start:end]
            else:
                own.append(text[start:end])
        before = one, end
    return pieces


def decoded(encoded: bytes) -> Runs | None:
    """The origins that a row has, or None where they are damaged."""
    try:
        return Runs.decode(encoded)
    except (ValueError, TypeError):
        return None
