#!/usr/bin/env python3
"""Checks an evidence bundle of Muse Desktop. Needs Python 3.9 or newer and the package `cryptography`.

    python verify.py [BUNDLE.zip | FOLDER] [--head HASH] [--key FINGERPRINT] [--language en|zh] [--json]

Without a name it checks the folder it lies in. --head is a hash that you were told apart from the bundle,
--key the fingerprint of the writer's key: with them a shortened log or another key is found, without them
"completeness unconfirmed" stands in the answer. Exit status: 0 what could be checked holds, 1 something does
not, 2 there was nothing to check. It reads; it never writes and connects to nothing.

What is checked: the signed list of files (bundle.json), the hash chain of log.jsonl and the words beside it,
checkpoints.jsonl and keys.jsonl, that the log tells of this very file and these texts, what report.json
quotes of prompts and answers, and that prov.json names nothing that it does not describe.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BUNDLE = "muse-desktop/bundle/1"
LOG = "muse-desktop/log/1"
CHECKPOINT = "muse-desktop/checkpoint/1"
KEY = "muse-desktop/key/1"
EVENT = b"muse-desktop/event/1\n"
FIRST = "0" * 64
MOST_FILES, MOST_BYTES, LARGEST_NUMBER = 64, 512 * 2**20, 2**53
NEEDED = ("bundle.json", "log.jsonl", "checkpoints.jsonl", "keys.jsonl", "report.json", "prov.json")

WORDS = {
    "not_a_bundle": ("{name} is no evidence bundle: {reason}.", "{name} 不是证据包：{reason}。"),
    "newer": (
        "This bundle has the form {form}. This program knows muse-desktop/bundle/1: take a newer one.",
        "此证据包的格式为 {form}，本程序只认得 muse-desktop/bundle/1：请使用更新的版本。",
    ),
    "list_changed": (
        "bundle.json is not as it was written: {reason}.",
        "bundle.json 与写下时不同：{reason}。"),
    "list_signed": (
        "The list of files is signed by the key {key}.", "文件清单由密钥 {key} 签名。"),
    "list_unsigned": (
        "The list of files is not signed: anybody could have written it.",
        "文件清单没有签名：任何人都可能写出它。"),
    "list_forged": (
        "The signature under the list of files is not that of the key {key}.",
        "文件清单的签名并非出自密钥 {key}。"),
    "file_holds": (
        "Files that are, byte for byte, those of the list: {count}.",
        "{count} 个文件与清单逐字节一致。"),
    "file_changed": ("{name} was changed: it is not the file of the list.", "{name} 被改动过：与清单不符。"),
    "file_missing": ("{name} is missing.", "缺少 {name}。"),
    "file_extra": ("{name} is not in the list: it was added later.", "{name} 不在清单中：是后来加入的。"),
    "log_holds": (
        "The log is unbroken: {records} records, the last of them {head}.",
        "日志完整相连：共 {records} 条记录，最后一条为 {head}。"),
    "log_broken": ("Record {seq} of the log: {reason}.", "日志第 {seq} 条记录：{reason}。"),
    "log_redacted": (
        "Records that keep the hash of their words, but not the words (left out or redacted): {count}.",
        "{count} 条记录只保留文字的哈希值，文字本身已省略或隐去。"),
    "log_wiped": (
        "Records whose names were wiped with a project, vouched for by a later record: {count}.",
        "{count} 条记录在清除作品时去掉了名称，由后面的记录作证。"),
    "signed": (
        "Checkpoints signed by the keys that the log tells of: {count}; the last covers record {seq}.",
        "{count} 个检查点由日志所载的密钥签名；最后一个覆盖到第 {seq} 条记录。"),
    "no_checkpoint": (
        "There is no signed checkpoint: the log could be written anew as a whole.",
        "没有已签名的检查点：整份日志都可能被重新写过。"),
    "checkpoint_bad": ("Checkpoint {number}: {reason}.", "第 {number} 个检查点：{reason}。"),
    "key_bad": ("Key {key}: {reason}.", "密钥 {key}：{reason}。"),
    "key_break": (
        "The key {key} followed one that was lost: nobody vouches that it is the same writer's.",
        "密钥 {key} 取代了一把遗失的密钥：无法证明二者属于同一作者。"),
    "work_holds": (
        "The log tells of this very {name}, and of its texts.",
        "日志所记的正是这份 {name} 及其文字。"),
    "work_other": (
        "The log tells of no file with the contents of {name}.", "日志中没有内容与 {name} 相同的文件。"),
    "figures_other": (
        "report.json tells of other texts than the log: {reason}.",
        "report.json 所记的文字与日志不同：{reason}。"),
    "quotes_hold": (
        "Requests in report.json that are those of the log: {count}; texts of them left out: {left_out}.",
        "report.json 中的 {count} 次请求与日志一致；省略了 {left_out} 段提示与回答。"),
    "quote_changed": (
        "Request {generation} in report.json is not the one of the log: {reason}.",
        "report.json 中的第 {generation} 次请求与日志不符：{reason}。"),
    "graph_holds": (
        "prov.json describes everything that it names. Things in it: {count}.",
        "prov.json 描述了它提到的全部 {count} 项。"),
    "graph_broken": ("prov.json is not whole: {reason}.", "prov.json 不完整：{reason}。"),
    "sidecar": (
        "{name} is in the list; its own signature takes a C2PA reader to check.",
        "{name} 在清单中；它自身的签名需用 C2PA 工具检查。"),
    "head_found": (
        "The head you gave is record {seq} of {records}: nothing up to it was taken out.",
        "您给出的哈希值是第 {seq} 条记录（共 {records} 条）：此前没有缺失。"),
    "head_absent": (
        "The head you gave is not in this log: it was shortened, or it is another log.",
        "此日志中没有您给出的哈希值：日志被截短，或是另一份日志。"),
    "head_unknown": (
        "Completeness unconfirmed: no head was given, so records at the end could be missing.",
        "完整性未确认：没有给出哈希值，末尾可能缺少记录。"),
    "key_found": (
        "The key is the one you gave, or one it handed over to.",
        "密钥正是您给出的，或由它移交的。"),
    "key_swapped": (
        "The bundle is signed by {key}, not by the key you gave.",
        "证据包由 {key} 签名，而不是您给出的密钥。"),
    "key_unknown": (
        "Signer unconfirmed: compare the fingerprint {key} with one you got from the writer.",
        "签名者未确认：请把指纹 {key} 与作者另行告诉您的比较。"),
    "sum_holds": ("Everything that could be checked holds.", "凡能检查的均成立。"),
    "sum_broken": ("Findings that do not hold: {count}.", "有 {count} 项不成立。"),
    "sum_limits": (
        "This is self-recorded evidence: it shows that nothing was changed since it was signed, not who "
        "thought of the words, and not what happened outside the app.",
        "这是自行记录的证据：它说明签名之后没有改动，但不能说明文字出自谁的构思，"
        "也不能说明程序之外发生过什么。"),
    "bad_form": ("not written in the canonical form", "不是规范的写法"),
    "bad_number": (
        "it has another number; a record is missing, doubled or moved",
        "编号不符：有记录缺失、重复或移位"),
    "bad_hash": ("its contents are not those that were chained", "内容与链上所记不符"),
    "bad_words": ("the words beside it are not those that were recorded", "所附文字与当时记录的不符"),
    "bad_end": ("the log has another end than its heading says", "日志的结尾与开头所述不符"),
    "bad_cut": ("the last line is only half there", "最后一行不完整"),
    "bad_signature": ("its signature does not hold", "签名不成立"),
    "bad_place": ("it tells of another log", "所述的是另一份日志"),
    "bad_key": ("the log does not tell of its key", "日志中没有提到它的密钥"),
    "bad_prompt": ("the prompt differs", "提示不同"),
    "bad_answer": ("the answers differ", "回答不同"),
    "bad_unknown": ("the log does not tell of it", "日志中没有提到"),
    "bad_titles": ("the documents differ", "文档不同"),
    "bad_head": ("it ends elsewhere", "结尾不同"),
    "zip_damaged": ("the ZIP is damaged", "ZIP 文件已损坏"),
    "zip_names": (
        "it holds a name that could lie outside its folder, or the same name twice",
        "其中有可能指向文件夹之外的名称，或有重名"),
    "zip_large": ("it is larger than any bundle", "它比任何证据包都大"),
    "zip_locked": ("it is locked with a password", "它被密码锁住"),
    "zip_missing": ("there is no {missing} in it", "其中没有 {missing}"),
    "no_file": ("there is no such file", "没有这个文件"),
}  # fmt: skip


class Refused(Exception):
    """There is nothing to check, or a part is not as it was written; `code` as in WORDS."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `mark`: holds, broken, unconfirmed or note; a value may be a code."""

    mark: str
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The sentence in "en" or "zh"."""
        return worded(self.code, language, self.values)


@dataclass
class Result:
    """What was found. `log` None where the log could not be read; `hashes` by record, 0 the beginning."""

    findings: list[Finding] = field(default_factory=list)
    hashes: list[str] = field(default_factory=lambda: [FIRST])
    key: str = ""

    def add(self, mark: str, code: str, **values: Any) -> None:
        """Note a finding."""
        self.findings.append(Finding(mark, code, values))

    @property
    def ok(self) -> bool:
        """Whether nothing is broken; what is unconfirmed is not broken."""
        return all(one.mark != "broken" for one in self.findings)

    @property
    def complete(self) -> bool:
        """Whether a head known from elsewhere was found in the log."""
        return any(one.code == "head_found" for one in self.findings)

    def plain(self, language: str) -> dict[str, Any]:
        """The result for JSON."""
        found = [{"mark": one.mark, "code": one.code, "text": one.text(language)} for one in self.findings]
        return {
            "ok": self.ok, "completeness": "confirmed" if self.complete else "unconfirmed", "key": self.key,
            "records": len(self.hashes) - 1, "head": self.hashes[-1], "findings": found,
        }  # fmt: skip


def worded(code: str, language: str, values: Mapping[str, Any]) -> str:
    """The words of `code`. A `reason` that begins with "@" is a code itself."""
    told = {name: _printable(value) for name, value in values.items()}
    inner = str(values.get("reason", ""))[1:]
    if str(values.get("reason", "")).startswith("@") and inner in WORDS:
        told["reason"] = WORDS[inner][language == "zh"].format(**told)
    return WORDS[code][language == "zh"].format(**told)


def _printable(value: Any) -> str:
    """A value from the bundle in letters that do nothing to a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(value)[:200])


def canonical(value: Any) -> bytes:
    """`value` in the one form of RFC 8785 that this data has: ASCII keys, no fractions."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def strict(data: bytes) -> Any:
    """The JSON value whose canonical form `data` is. Raises Refused."""
    try:
        value = json.loads(data, parse_float=_refuse, parse_constant=_refuse, parse_int=_whole)
        same = canonical(value) == data
    except (ValueError, RecursionError):
        same = False
    if not same:
        raise Refused("bad_form")
    return value


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= LARGEST_NUMBER:
        raise ValueError(text)
    return int(text)


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def read(path: Path) -> dict[str, bytes]:
    """The files of a bundle, by name. Raises Refused with `not_a_bundle`."""
    try:
        files = _folder(path) if path.is_dir() else _zip(path)
        for name in NEEDED:
            if name not in files:
                raise Refused("zip_missing", missing=name)
    except Refused as refused:
        raise Refused("not_a_bundle", name=path.name, reason=f"@{refused.code}", **refused.values) from None
    return files


def _folder(path: Path) -> dict[str, bytes]:
    files = [one for one in sorted(path.iterdir()) if one.is_file() and not one.name.startswith(".")]
    if len(files) > MOST_FILES or sum(one.stat().st_size for one in files) > MOST_BYTES:
        raise Refused("zip_large")
    return {one.name: one.read_bytes() for one in files}


def _zip(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            return _entries(archive)
    except FileNotFoundError:
        raise Refused("no_file") from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        raise Refused("zip_damaged") from None
    except RuntimeError:
        raise Refused("zip_locked") from None


def _entries(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    names = {one.filename.casefold() for one in entries}
    if len(entries) > MOST_FILES:
        raise Refused("zip_large")
    if not entries or min(one.header_offset for one in entries):  # cut off: a ZIP inside was taken for it
        raise Refused("zip_damaged")
    if len(names) < len(entries) or not all(_harmless(one) for one in entries):
        raise Refused("zip_names")
    left, files = MOST_BYTES, {}
    for entry in entries:
        with archive.open(entry) as stream:  # what a ZIP says of sizes may be a lie: count what comes
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0:
            raise Refused("zip_large")
        files[entry.filename] = data
    return files


def _harmless(entry: zipfile.ZipInfo) -> bool:
    name, kind = entry.filename, stat.S_IFMT(entry.external_attr >> 16)
    plain = name not in ("", ".", "..") and not re.search(r"[/\\:\x00-\x1f]", name)
    return plain and kind in (0, stat.S_IFREG)


def examine(files: Mapping[str, bytes], head: str = "", key: str = "") -> Result:
    """Look at everything in a bundle; `head` and `key` are what is known from elsewhere ("" for nothing).

    `head` may have the record's number and a colon before it.

    Raises Refused with `newer` where the bundle has a form that this program does not know.
    """
    result = Result()
    listed = _list(files, result)
    _files(files, listed, result)
    log = _Log()
    log.read(files["log.jsonl"], result)
    result.hashes = log.hashes
    keys = _keys(files["keys.jsonl"], log, result)
    _list_signature(files["bundle.json"], keys, result)
    newest = _checkpoints(files["checkpoints.jsonl"], log, keys, result)
    if listed and (listed.get("head"), listed.get("records")) != (log.hashes[-1], len(log.hashes) - 1):
        result.add("broken", "list_changed", reason="@bad_head")
    _work(files, listed, log, result)
    _quotes(files["report.json"], log, result)
    _graph(files["prov.json"], result)
    result.key = str(listed.get("key") or newest)
    _known(head.strip().lower().rpartition(":")[2], re.sub(r"[^0-9a-f]", "", key.lower()), log, result)
    return result


def _list(files: Mapping[str, bytes], result: Result) -> dict[str, Any]:
    """The body of bundle.json; {} where it is not as it was written."""
    try:
        loose = json.loads(files["bundle.json"])
        form = loose["body"]["form"]
        if form != BUNDLE and re.fullmatch(r"muse-desktop/bundle/\d+", form):
            raise Refused("newer", form=form)
        value = strict(files["bundle.json"].removesuffix(b"\n"))
        body = value["body"]
        whole = set(value) == {"body", "signature"} and form == BUNDLE and isinstance(body["work"], str)
        whole = whole and all({"bytes", "sha256"} == set(one) for one in body["files"].values())
    except Refused as refused:
        if refused.code == "newer":
            raise
        whole = False
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        whole = False
    if not whole:
        result.add("broken", "list_changed", reason="@bad_form")
    return body if whole else {}


def _files(files: Mapping[str, bytes], listed: Mapping[str, Any], result: Result) -> None:
    told = listed.get("files", {})
    same = 0
    for name, one in sorted(told.items()):
        if name not in files:
            result.add("broken", "file_missing", name=name)
        elif (len(files[name]), digest(files[name])) != (one["bytes"], one["sha256"]):
            result.add("broken", "file_changed", name=name)
        else:
            same += 1
    for name in sorted(set(files) - set(told) - {"bundle.json"}) if told else ():
        result.add("broken", "file_extra", name=name)
    if told and same == len(told):
        result.add("holds", "file_holds", count=same)
    for name in sorted(files):
        if name.endswith(".c2pa"):
            result.add("note", "sidecar", name=name)


def _signed(public: str, signature: str, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _list_signature(data: bytes, keys: Mapping[str, str], result: Result) -> None:
    try:
        value = json.loads(data)
        body, signature, key = value["body"], value["signature"], value["body"]["key"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return  # told already
    if key is None and signature is None:
        result.add("unconfirmed", "list_unsigned")
    elif _signed(keys.get(str(key), ""), str(signature), (BUNDLE + "\n").encode() + canonical(body)):
        result.add("holds", "list_signed", key=key)
    else:
        result.add("broken", "list_forged", key=key)


class _Log:
    """log.jsonl as it was read: hashes by number, and the records that other parts rest on."""

    def __init__(self) -> None:
        self.hashes: list[str] = [FIRST]
        self.kept: dict[str, list[tuple[int, dict[str, Any]]]] = {}  # by kind, those of _KEPT
        self._withheld: dict[int, str] = {}  # digests of records whose bytes are not those chained
        self._redacted = 0

    def read(self, data: bytes, result: Result) -> None:
        """Follow the chain as far as it holds, and tell of it."""
        lines = data.split(b"\n")
        seq = 0
        try:
            heading = strict(lines[0])
            if set(heading) != {"form", "head", "records"} or heading["form"] != LOG:
                raise Refused("bad_form")
            for seq, line in enumerate(lines[1:-1], 1):
                self._line(seq, line)
            seq += 1
            if lines[-1]:
                raise Refused("bad_cut")
            if (heading["records"], heading["head"]) != (len(self.hashes) - 1, self.hashes[-1]):
                raise Refused("bad_end")
            reason = ""
        except Refused as refused:
            reason = refused.code
        except (KeyError, TypeError, AttributeError, ValueError):
            reason = "bad_form"
        changed = self._unvouched()
        if changed:
            result.add("broken", "log_broken", seq=changed, reason="@bad_hash")
        if reason:
            result.add("broken", "log_broken", seq=seq, reason=f"@{reason}")
        if changed or reason:
            return
        result.add("holds", "log_holds", records=len(self.hashes) - 1, head=self.hashes[-1])
        if self._redacted:
            result.add("note", "log_redacted", count=self._redacted)
        if self._withheld:
            result.add("note", "log_wiped", count=len(self._withheld))

    def _line(self, seq: int, line: bytes) -> None:
        value = strict(line)
        record, words = value["record"], value["words"]
        if set(value) != {"hash", "record", "words"} or set(record) != _FIELDS:
            raise Refused("bad_form")
        if record["seq"] != seq:
            raise Refused("bad_number")
        data = canonical(record)
        if value["hash"] != digest(EVENT + self.hashes[-1].encode() + data):
            self._withheld[seq] = digest(data)
        if words is None:
            self._redacted += record["content"] is not None
        elif digest(canonical(words)) != record["content"]:
            raise Refused("bad_words")
        self.hashes.append(str(value["hash"]))
        if record["kind"] in _KEPT:
            self.kept.setdefault(record["kind"], []).append((seq, record["payload"]))

    def _unvouched(self) -> int:
        """The first record whose bytes are neither those chained nor vouched for; 0 for none."""
        vouched: dict[int, str] = {}
        for later, payload in self.of("wiped"):
            try:
                vouched.update({one: told for one, told in payload.get("records", ()) if one < later})
            except (TypeError, ValueError):
                continue
        return min((seq for seq, found in self._withheld.items() if vouched.get(seq) != found), default=0)

    def of(self, kind: str) -> Sequence[tuple[int, dict[str, Any]]]:
        """Number and payload of the records of a kind."""
        return self.kept.get(kind, ())


_FIELDS = {"at", "content", "document", "kind", "payload", "seq"}
_KEPT = {"wiped", "key-made", "key-replaced", "key-lost", "bundle", "generation"}


def _rows(data: bytes) -> Iterator[tuple[int, Any]]:
    """Number and value of each line; Refused stands for a line that is not canonical."""
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        try:
            yield number, strict(line)
        except Refused as refused:
            yield number, refused
    if not data.endswith(b"\n") and data:
        yield data.count(b"\n") + 1, Refused("bad_cut")


def _keys(data: bytes, log: _Log, result: Result) -> dict[str, str]:
    """The public keys by fingerprint."""
    keys: dict[str, str] = {}
    for number, value in _rows(data):
        try:
            public = value["public_key"]
            if digest(bytes.fromhex(public)) != value["fingerprint"]:
                raise ValueError
            keys[value["fingerprint"]] = public
        except (TypeError, KeyError, ValueError):
            result.add("broken", "key_bad", key=number, reason="@bad_form")
    for seq, payload in log.of("key-replaced"):
        old, new = str(payload.get("before")), str(payload.get("key"))
        message = (KEY + "\n" + new).encode()
        if not _signed(keys.get(old, ""), str(payload.get("signature")), message):
            result.add("broken", "key_bad", key=f"{new} ({seq})", reason="@bad_signature")
    for _, payload in log.of("key-made")[1:]:
        result.add("note", "key_break", key=payload.get("key"))
    return keys


def _checkpoints(data: bytes, log: _Log, keys: Mapping[str, str], result: Result) -> str:
    """The fingerprint that signed the last checkpoint, "" without one."""
    made = [*log.of("key-made"), *log.of("key-replaced")]
    told = {str(payload.get("key")): seq for seq, payload in reversed(made)}
    newest, last, count, bad = "", 0, 0, False
    for number, value in _rows(data):
        reason = _checkpoint_fault(value, log, keys, told)
        if reason:
            bad = True
            result.add("broken", "checkpoint_bad", number=number, reason=f"@{reason}")
        else:
            count, last, newest = count + 1, max(last, value["body"]["seq"]), value["body"]["key"]
    if count and not bad:
        result.add("holds", "signed", count=count, seq=last)
    elif not count and not bad:
        result.add("unconfirmed", "no_checkpoint")
    return newest


def _checkpoint_fault(value: Any, log: _Log, keys: Mapping[str, str], told: Mapping[str, int]) -> str:
    """What is wrong with a line of checkpoints.jsonl, as a code; "" for nothing."""
    if isinstance(value, Refused):
        return value.code
    try:
        body, signature = value["body"], value["signature"]
        form, seq, head, key = body["form"], int(body["seq"]), body["head"], body["key"]
    except (TypeError, KeyError, ValueError):
        return "bad_form"
    if form != CHECKPOINT or set(value) != {"body", "signature"}:
        return "bad_form"
    if not _signed(keys.get(str(key), ""), str(signature), (CHECKPOINT + "\n").encode() + canonical(body)):
        return "bad_signature"
    if not 0 <= seq < len(log.hashes) or log.hashes[seq] != head:
        return "bad_place"
    return "" if told.get(key, seq + 1) <= seq else "bad_key"


def _work(files: Mapping[str, bytes], listed: Mapping[str, Any], log: _Log, result: Result) -> None:
    """Whether the log tells of the file in the bundle, and the report of the same texts as the log."""
    name = str(listed.get("work", ""))
    if not listed or name not in files:
        return  # told already
    hashed = digest(files[name])
    records = [payload for _, payload in log.of("bundle") if payload.get("sha256") == hashed]
    if not records:
        result.add("broken", "work_other", name=name)
        return
    try:
        documents = json.loads(files["report.json"])["figures"]["documents"]
        texts = [[one["document"], one["text_hash"], one["runs_hash"]] for one in documents]
    except (ValueError, KeyError, TypeError, RecursionError):
        result.add("broken", "figures_other", reason="@bad_form")
        return
    if texts != records[-1].get("documents"):
        result.add("broken", "figures_other", reason="@bad_titles")
    else:
        result.add("holds", "work_holds", name=name)


def _quotes(data: bytes, log: _Log, result: Result) -> None:
    """Whether prompts and answers in report.json are those that the log has hashes of."""
    told = {payload.get("generation"): payload for _, payload in log.of("generation")}
    count = left_out = wrong = 0
    try:
        for one in json.loads(data)["requests"]:
            fault = _quote_fault(one, told.get(one["generation"]))
            if fault:
                wrong += 1
                result.add("broken", "quote_changed", generation=one["generation"], reason=f"@{fault}")
            count += 1
            left_out += (one["prompt"] is None) + sum(answer is None for answer in one["answers"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        result.add("broken", "quote_changed", generation=count + 1, reason="@bad_form")
        return
    if not wrong:
        result.add("holds", "quotes_hold", count=count, left_out=left_out)


def _quote_fault(one: Mapping[str, Any], told: Mapping[str, Any] | None) -> str:
    if told is None:
        return "bad_unknown"
    if one["prompt"] is not None and digest(one["prompt"].encode()) != told.get("prompt"):
        return "bad_prompt"
    hashes = told.get("candidates", [])
    answers = one["answers"]
    same = len(hashes) == len(answers) and all(
        answer is None or digest(answer.encode()) == known for answer, known in zip(answers, hashes)  # noqa: B905 - Python 3.9
    )
    return "" if same else "bad_answer"


def _graph(data: bytes, result: Result) -> None:
    """Whether every thing that a relation of prov.json names is described in it."""
    try:
        graph = json.loads(data)
        known = {name for part in ("entity", "activity", "agent") for name in graph.get(part, {})}
        named = set()
        for part, relations in graph.items():
            if part not in ("prefix", "entity", "activity", "agent"):
                found = relations.values()
                rows = [row for one in found for row in (one if isinstance(one, list) else [one])]
                named |= {value for row in rows for role, value in row.items() if role in _ROLES}
    except (ValueError, AttributeError, TypeError, RecursionError):
        result.add("broken", "graph_broken", reason="@bad_form")
        return
    if named - known or not known:
        result.add("broken", "graph_broken", reason=", ".join(sorted(map(str, named - known))[:5]))
    else:
        result.add("holds", "graph_holds", count=len(known))


_ROLES = {
    "prov:" + role
    for role in ("entity", "activity", "agent", "collection", "generatedEntity", "usedEntity", "informant",
                 "informed", "delegate", "responsible", "plan", "trigger")
}  # fmt: skip


def _known(head: str, key: str, log: _Log, result: Result) -> None:
    """What is known from elsewhere against what is here."""
    if not head:
        result.add("unconfirmed", "head_unknown")
    elif head in log.hashes[1:]:
        seq = log.hashes.index(head)
        result.add("holds", "head_found", seq=seq, records=len(log.hashes) - 1)
    else:
        result.add("broken", "head_absent")
    heirs = {key}
    for _, payload in log.of("key-replaced"):
        if payload.get("before") in heirs:
            heirs.add(str(payload.get("key")))
    if not key:
        result.add("unconfirmed", "key_unknown", key=result.key or "-")
    elif result.key in heirs:
        result.add("holds", "key_found")
    else:
        result.add("broken", "key_swapped", key=result.key or "-")


SIGNS = {"holds": "[ok]", "broken": "[!!]", "unconfirmed": "[??]", "note": "[--]"}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--head", default="", help="HASH or NUMBER:HASH of the log, known from elsewhere")
    parser.add_argument("--key", default="", help="the fingerprint of the writer's key")
    parser.add_argument("--language", choices=("en", "zh"), default=_language())
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    chosen = parser.parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        result = examine(read(chosen.bundle), chosen.head, chosen.key)
    except Refused as refused:
        sys.stderr.write(worded(refused.code, chosen.language, refused.values) + "\n")
        return 2
    if chosen.json:
        sys.stdout.write(json.dumps(result.plain(chosen.language), ensure_ascii=False, indent=2) + "\n")
        return 0 if result.ok else 1
    broken = sum(one.mark == "broken" for one in result.findings)
    lines = [f"{SIGNS[one.mark]} {one.text(chosen.language)}" for one in result.findings]
    lines += ["", worded("sum_broken" if broken else "sum_holds", chosen.language, {"count": broken})]
    lines.append(worded("sum_limits", chosen.language, {}))
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if broken else 0


def _language() -> str:
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if name.startswith("zh") else "en"


if __name__ == "__main__":
    sys.exit(main())
