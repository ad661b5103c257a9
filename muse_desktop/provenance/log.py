"""The ledger as a file, `log.jsonl`: what leaves the workspace, and what a stranger checks.

The form `muse-desktop/log/1`: UTF-8 without a mark at its beginning, lines end with "\\n" (the last too),
none is empty. Each line is one JSON object in canonical form (RFC 8785): keys in order, no spaces, "/" and
letters unescaped. It holds null, true, false, strings, integers below 2^53, and objects and lists of these;
keys are ASCII, so that `json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))` in
Python writes the very same. A reader writes what it has read in that form again and compares the bytes: a
line that differs is wrong.

Line 1, the heading:

    {"form":"muse-desktop/log/1","head":H,"records":N}

N is how many records follow, H the hash of the last of them (64 zeros for none). Every other line is a
record, numbered 1 to N:

    {"hash":H,"record":{"at":T,"content":C,"document":D,"kind":K,"payload":P,"seq":S},"words":W}

`record` is what is chained, in these very bytes: H = hex(SHA-256("muse-desktop/event/1\\n" + hash of the
record before (64 zeros for none) + the bytes of `record`)). T is UTC as "2026-11-23T05:25:40.123Z", D the
number of a document or null, K the kind of event, P an object; P never holds words of a text, but names of
files and titles that a text was copied from. C is null, or hex(SHA-256(the bytes of W)); W is an object with
the words of the event (`inserted` and `removed` for an edit), or null where they are redacted or where there
never were any.

A record whose hash is not that of its bytes is only in order where a later record of kind "wiped" has
[its number, hex(SHA-256(the bytes of its `record`))] in the list `records` of its payload: names were taken
out of its payload when the writer wiped a project. The last such word about a record counts.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.provenance.chain import FIRST, WIPED, Bad, Chain, plain, record_bytes, vouching
from muse_desktop.store import tables

FORM = "muse-desktop/log/1"
LONGEST = 64 * 2**20
"""Bytes of the longest line that is read: a paste of ten million words is shorter."""
_HASH = re.compile(r"[0-9a-f]{64}")
_FIELDS = {"at", "content", "document", "kind", "payload", "seq"}
_SAFE = 2**53
_BATCH = 500

Keep = Callable[[int, str, int | None], bool]
"""Whether the words of a record go into the file: its number, its kind, its document."""


@dataclass(frozen=True)
class LogRecord:
    """One record of a file; `raw` are the bytes that are chained, `words` None where there are none."""

    seq: int
    kind: str
    at: str
    document: int | None
    payload: dict[str, Any]
    content: str | None
    hash: str
    words: dict[str, Any] | None
    raw: bytes


@dataclass(frozen=True)
class LogReport:
    """What a file holds: `records` in order before the first that is wrong (`first_bad`, 0: the heading),
    what is wrong with it (`problem`, None: nothing), how many records have no words any more, and the chain
    as far as it is in order."""

    records: int
    first_bad: int | None
    problem: MuseError | None
    redacted: int
    chain: Chain


def write_log(db: Session, file: BinaryIO, keep: Keep | None = None) -> int:
    """Write the whole ledger to `file`, words only where `keep` says so (None: all); how many records.

    Raises MuseError provenance.words_unreadable where words beside the chain are damaged; `verify` first.
    """
    head = db.execute(select(tables.Workspace.head_seq, tables.Workspace.head_hash)).one()
    heading = {"form": FORM, "head": head.head_hash or FIRST, "records": head.head_seq}
    file.write(plain(heading) + b"\n")
    event = tables.Event
    columns = (
        event.seq, event.kind, event.at, event.document_id, event.payload, event.content_hash, event.hash,
        tables.EventContent.content,
    )  # fmt: skip
    query = select(*columns).outerjoin(tables.EventContent, tables.EventContent.seq == event.seq)
    for row in db.execute(query.order_by(event.seq).execution_options(yield_per=_BATCH)):
        wanted = row.content is not None and (keep is None or keep(row.seq, row.kind, row.document_id))
        file.write(_line(row, _unpacked(row.seq, row.content) if wanted else b"null"))
    return int(head.head_seq)


def _line(row: Any, words: bytes) -> bytes:
    raw = record_bytes(row.seq, row.kind, row.at, row.document_id, row.payload, row.content_hash)
    return b'{"hash":"' + str(row.hash).encode() + b'","record":' + raw + b',"words":' + words + b"}\n"


def _unpacked(seq: int, content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except (zlib.error, TypeError):
        raise MuseError("provenance.words_unreadable", seq=seq) from None


class _Wrong(ValueError):
    """A line that is not as it must be."""


def check_log(file: BinaryIO) -> LogReport:
    """Read a whole file, which may come from anywhere, and check every record and the chain.

    `file` must be one that can be read twice. It is read line by line; nothing of it is trusted, and what is
    wrong is told, not raised.
    """
    start = file.tell()
    chain = Chain(vouching(_wipes(file)))
    file.seek(start)
    try:
        records = read_log(file, chain)
        for _ in records:
            pass
    except MuseError as error:
        seq = error.values.get("seq")
        first = seq if isinstance(seq, int) else 0
        return LogReport(chain.count, first, error, chain.redacted, chain)
    return LogReport(chain.count, None, None, chain.redacted, chain)


def read_log(file: BinaryIO, chain: Chain | None = None) -> Iterator[LogRecord]:
    """The records of a file in order; each is checked before it is handed out, the chain too if given.

    Raises MuseError provenance.log_heading, log_newer, log_line, log_cut, log_short, log_long,
    record_missing, record_doubled, record_changed, words_changed; the error's value `seq` is the record's
    number.
    """
    chain = Chain({}) if chain is None else chain
    count, head = _heading(file)
    while line := _read_line(file, chain.count + 1):
        seq = chain.count + 1
        if seq > count:
            raise MuseError("provenance.log_long", seq=seq, told=count)
        try:
            record = parse_line(line)
        except (ValueError, RecursionError):
            raise MuseError("provenance.log_line", seq=seq) from None
        _follow(chain, record)
        yield record
    if chain.count < count:
        raise MuseError("provenance.log_short", seq=chain.count + 1, told=count, records=chain.count)
    if chain.previous != head:
        raise MuseError("provenance.log_heading", seq=0)


def _follow(chain: Chain, record: LogRecord) -> None:
    words = None if record.words is None else plain(record.words)
    try:
        seq = chain.follow(record.seq, record.hash)
        chain.take(seq, record.raw, record.hash, record.content, words, record.document)
    except Bad as bad:
        raise MuseError(bad.reason, seq=bad.seq) from None
    chain.hear(record.seq, record.kind, record.payload)


def _heading(file: BinaryIO) -> tuple[int, str]:
    """How many records are told, and the hash of the last."""
    line = _read_line(file, 0)
    try:
        found = parse(line)
        form, head, count = found.get("form"), found.get("head"), found.get("records")
        right = set(found) == {"form", "head", "records"} and plain(found) + b"\n" == line
    except (ValueError, RecursionError):
        raise MuseError("provenance.log_heading", seq=0) from None
    if isinstance(form, str) and re.fullmatch(r"muse-desktop/log/[2-9]", form):
        raise MuseError("provenance.log_newer", seq=0, form=form)
    number = isinstance(count, int) and not isinstance(count, bool) and count >= 0
    if not (right and form == FORM and number and isinstance(head, str) and _HASH.fullmatch(head)):
        raise MuseError("provenance.log_heading", seq=0)
    assert isinstance(count, int)
    return count, head


def _read_line(file: BinaryIO, seq: int) -> bytes:
    line = file.readline(LONGEST)
    if line and not line.endswith(b"\n"):
        raise MuseError("provenance.log_line" if len(line) == LONGEST else "provenance.log_cut", seq=seq)
    return line


def parse_line(line: bytes) -> LogRecord:
    """A record's line, with its "\\n". Raises ValueError or RecursionError for what differs from the form."""
    found = parse(line)
    record: Any = found.get("record")
    words: Any = found.get("words")
    told: Any = found.get("hash")
    if set(found) != {"hash", "record", "words"} or not isinstance(record, dict) or set(record) != _FIELDS:
        raise _Wrong
    raw = plain(record)
    beside = plain(words)
    if line != b'{"hash":' + plain(told) + b',"record":' + raw + b',"words":' + beside + b"}\n":
        raise _Wrong
    seq, document, content = record["seq"], record["document"], record["content"]
    typed = (
        _is_number(seq)
        and (document is None or _is_number(document))
        and (content is None or _is_hash(content))
        and isinstance(record["at"], str)
        and isinstance(record["kind"], str)
        and isinstance(record["payload"], dict)
        and _is_hash(told)
        and (words is None or (isinstance(words, dict) and content is not None))
    )
    if not typed:
        raise _Wrong
    return LogRecord(
        seq, record["kind"], record["at"], document, record["payload"], content, told, words, raw
    )  # fmt: skip


def parse(line: bytes) -> dict[str, Any]:
    """One JSON object and no fractions. Raises ValueError, RecursionError."""
    found = _DECODER.decode(line.decode("utf-8"))
    if not isinstance(found, dict):
        raise _Wrong
    return found


def _refuse(_: str) -> NoReturn:
    raise _Wrong


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(number := int(digits)) >= _SAFE:
        raise _Wrong
    return number


_DECODER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse, parse_int=_whole)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _wipes(file: BinaryIO) -> Iterator[tuple[int, str, str]]:
    """The records that say what was wiped: they vouch for others before them."""
    mark = f'"kind":"{WIPED}"'.encode()
    while line := file.readline(LONGEST):
        if mark not in line:
            continue
        try:
            record = parse_line(line)
        except (ValueError, RecursionError):
            continue
        if record.kind == WIPED:
            yield record.seq, record.kind, plain(record.payload).decode()
