"""The hash chain by itself: how a record is written, what its hash is, and whether one follows another.

    hash_n = SHA-256(domain ‖ hash_(n-1) ‖ JCS(record_n))        JCS: RFC 8785, hash_0 = 64 zeros

The ledger in the database and the one in a file (log.py) are checked by the same `Chain`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import rfc8785

DOMAIN = b"muse-desktop/event/1\n"
FIRST = "0" * 64
WIPED = "wiped"
"""The kind of the record that says what the writer had wiped; see manuscript/wiping.py."""
REDACTED = "redacted"
"""The kind of the record that says whose words were forgotten; see redaction.py."""
KEY_KINDS = ("key-made", "key-replaced", "key-lost")
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: Mapping[str, Any]) -> bytes:
    """`value` as RFC 8785 JSON. Integers below 2^53 and strings only: floats are refused (TypeError)."""
    _refuse_floats(value)
    return rfc8785.dumps(value)  # type: ignore[no-any-return, unused-ignore]


def plain(value: Any) -> bytes:
    """`canonical`, several times as fast, for values known to have ASCII keys and no floats."""
    return _encode(value).encode()


def record_bytes(
    seq: int, kind: str, at: str, document_id: int | None, payload: str, content_hash: str | None
) -> bytes:
    """The bytes that are chained. Raises ValueError, TypeError or AttributeError for what is no record."""
    # JCS of the record: keys in order. The payload is JCS already, so it is taken as it stands; whatever
    # else stood there would have another hash.
    head = plain({"at": at, "content": content_hash, "document": document_id, "kind": kind})
    return head[:-1] + b',"payload":' + payload.encode() + f',"seq":{seq}}}'.encode()


def link(previous: str, record: bytes) -> str:
    """The hash of `record` behind the one with the hash `previous`."""
    return hashlib.sha256(DOMAIN + previous.encode() + record).hexdigest()


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Bad(Exception):
    """The first record that is wrong, and how: a message code of this room."""

    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(seq, reason)
        self.seq = seq
        self.reason = f"provenance.{reason}"


class Heads:
    """The hash of each record, 32 bytes a record: what checkpoints and an expected head are compared with."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, found: str) -> None:
        """One more."""
        self._bytes += bytes.fromhex(found)

    def at(self, seq: int) -> str | None:
        """The hash of record `seq`; of none (0) 64 zeros; None beyond the last."""
        if seq == 0:
            return FIRST
        return self._bytes[32 * (seq - 1) : 32 * seq].hex() if 0 < seq <= len(self) else None

    def find(self, wanted: str) -> int | None:
        """The number of the record with this hash."""
        try:
            sought = bytes.fromhex(wanted)
        except ValueError:
            return None
        at = self._bytes.find(sought) if len(sought) == 32 else -1
        while at >= 0 and at % 32:
            at = self._bytes.find(sought, at + 1)
        return at // 32 + 1 if at >= 0 else None

    def __len__(self) -> int:
        return len(self._bytes) // 32


class KeyTold(msgspec.Struct, frozen=True):
    """What the chain says of a signing key: `kind` is one of KEY_KINDS, `before` and `signature` (hex) only
    for one that replaced another."""

    seq: int
    kind: str
    key: str
    before: str = ""
    signature: str = ""


class Chain:
    """Takes records in order and raises `Bad` at the first that is wrong.

    `vouched`: digests of records whose payloads were replaced, from `vouching`. Afterwards `heads` has all
    hashes, `redacted` how many records are not whole any more, `silent` those without words (number,
    document), and `keys` what is told of signing keys.
    """

    def __init__(self, vouched: Mapping[int, str]) -> None:
        self._vouched = vouched
        self.heads = Heads()
        self.previous = FIRST
        self.redacted = 0
        self.silent: list[tuple[int, int | None]] = []
        self.keys: list[KeyTold] = []

    @property
    def count(self) -> int:
        """How many records are in order."""
        return len(self.heads)

    def follow(self, seq: int, found: str) -> int:
        """The number of the next record, if `seq` is that; `found` is the hash that comes with it."""
        due = self.count + 1
        if seq == due:
            return due
        if seq > due:
            raise Bad(due, "record_missing")
        if seq and self.heads.at(seq) == found:
            raise Bad(seq, "record_doubled")
        raise Bad(due, "record_changed")

    def take(
        self, seq: int, record: bytes, found: str, content_hash: str | None, words: bytes | None,
        document: int | None,
    ) -> None:  # fmt: skip
        """The next record: its bytes, the hash it has, and its words as they were hashed (None: redacted)."""
        withheld = found != link(self.previous, record)
        if withheld and (self._vouched.get(seq) != digest(record) or not _is_hash(found)):
            raise Bad(seq, "record_changed")
        if words is not None and digest(words) != content_hash:
            raise Bad(seq, "words_changed")
        if words is None and content_hash is not None:
            self.silent.append((seq, document))
        self.redacted += withheld or (words is None and content_hash is not None)
        self.previous = found
        self.heads.add(found)

    def hear(self, seq: int, kind: str, payload: Mapping[str, Any]) -> None:
        """Note what a record that is in order says of keys."""
        if kind in KEY_KINDS:
            told = (str(payload.get(name, "")) for name in ("key", "before", "signature"))
            self.keys.append(KeyTold(seq, kind, *told))


def vouching(told: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """The digests of records whose payloads were replaced, from (number, kind, payload) of all records of
    kind WIPED; the last word counts."""
    vouched: dict[int, str] = {}
    for seq, kind, payload in told:
        if kind != WIPED:
            continue
        try:
            said = {int(one): str(sha256) for one, sha256 in json.loads(payload)["records"]}
        except (ValueError, TypeError, KeyError):  # changed by hand: then it vouches for nothing
            continue
        vouched |= {one: sha256 for one, sha256 in said.items() if one < seq}
    return vouched


def unexplained(silent: Iterable[tuple[int, int | None]], told: Iterable[tuple[int, str, str]]) -> list[int]:
    """The records of `silent` whose words are gone without a record of redaction or wiping (`told`) that
    says so: (number, kind, payload) of all records of the kinds REDACTED and WIPED."""
    records: set[int] = set()
    documents: dict[int, int] = {}  # document -> the record of its wiping
    for seq, kind, payload in told:
        try:
            said = dict(json.loads(payload))
            if kind == WIPED:
                documents |= {int(one): seq for one in said.get("documents", ())}
            listed = [said["record"]] if "record" in said else said.get("forgotten", ())
            records |= {int(one) for one in listed if int(one) < seq}
        except (ValueError, TypeError):
            continue
    return [
        seq
        for seq, document in silent
        if seq not in records and not (document is not None and seq < documents.get(document, 0))
    ]


def _is_hash(found: object) -> bool:
    return isinstance(found, str) and len(found) == 64 and set(found) <= set("0123456789abcdef")


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("the ledger holds integers and strings only")
    if isinstance(value, Mapping):
        for part in value.values():
            _refuse_floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_floats(part)
