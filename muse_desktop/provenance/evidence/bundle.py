"""Puts an evidence bundle together and signs it.

A bundle is a ZIP of files without folders. `bundle.json`, one line of canonical JSON (as in log.py):

    {"body":{"app":A,"files":{NAME:{"bytes":N,"sha256":H},…},"form":"muse-desktop/bundle/1","head":H,
     "key":F or null,"left_out":[…],"made_at":T,"records":N,"work":NAME of the final file},
     "signature":"128 hex digits" or null}

lists all others. The signature is Ed25519 over "muse-desktop/bundle/1\\n" + the bytes of the body. Before it
is made, the ledger gets a record of kind "bundle" with the hash of the final file and [document, hash of its
text, hash of its origins] of each document, and a checkpoint behind it: so the chain tells of this very file.
`left_out` may hold "prompts", "answers" (those that were not taken) and "deleted" (words that do not stand in
the work any more); their hashes stay. Words of documents that are not in the work are never in a bundle.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import Language, MuseError
from muse_desktop.formats.report_html import report_html
from muse_desktop.paths import resource
from muse_desktop.provenance import ledger
from muse_desktop.provenance.chain import FIRST, digest, plain
from muse_desktop.provenance.checkpoints import document_states, stored
from muse_desktop.provenance.evidence.c2pa_sidecar import make_sidecar, source_type
from muse_desktop.provenance.evidence.material import Material, Request, read_material
from muse_desktop.provenance.evidence.prov_json import WorkFile, prov_json
from muse_desktop.provenance.evidence.report import About, bundle_report
from muse_desktop.provenance.figures import Figures
from muse_desktop.provenance.gather import gather
from muse_desktop.provenance.keys import Signer, all_keys
from muse_desktop.provenance.log import parse, write_log
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.provenance.retyped import AnswerIndex
from muse_desktop.store import tables
from muse_desktop.store.packing import unpack_text

FORM = "muse-desktop/bundle/1"
DOMAIN = b"muse-desktop/bundle/1\n"
REPORT = "muse-desktop/report/1"
KIND = "bundle"
LIST = "bundle.json"
LEFT_OUT = ("prompts", "answers", "deleted")


@dataclass(frozen=True)
class Told:
    """The part of a bundle that is read from the ledger, at one moment."""

    log: bytes
    checkpoints: bytes
    keys: bytes
    head: str
    records: int


def read_texts(db: Session, documents: Sequence[int]) -> list[list[int | str]]:
    """[document, hash of its text, hash of its origins] of each document that is there."""
    states = {one.document: one for one in document_states(db)}
    return [[one, states[one].text, states[one].runs] for one in documents if one in states]


def note_bundle(db: Session, work: WorkFile, texts: list[list[int | str]]) -> None:
    """Put into the ledger that `work` was made of these texts.

    Raises MuseError evidence.changed_meanwhile where they are not what is saved.
    """
    if read_texts(db, [int(one[0]) for one in texts]) != texts:
        raise MuseError("evidence.changed_meanwhile")
    ledger.append(db, KIND, payload={"documents": texts, "sha256": work.sha256})


def read_parts(
    db: Session,
    book: OriginBook,
    answers: AnswerIndex,
    project: int,
    texts: list[list[int | str]],
    left_out: Collection[str],
) -> tuple[Figures, Material, Told]:
    """All that is read for a bundle, at one moment, once `note_bundle` has told of `texts`.

    Raises MuseError evidence.changed_meanwhile where these are not saved any more, provenance.no_work.
    """
    figures = gather(db, book, project, [int(one[0]) for one in texts], answers)
    material = read_material(db, book, figures)
    if material.texts != texts:
        raise MuseError("evidence.changed_meanwhile")
    return figures, material, read_told(db, material, left_out)


def read_told(db: Session, material: Material, left_out: Collection[str]) -> Told:
    """The ledger with the words that may be in the bundle, its checkpoints and its keys."""
    shown = _shown(db, material, "deleted" in left_out)
    file = io.BytesIO()
    records = write_log(db, file, lambda seq, _kind, _document: seq in shown)
    points = [one for one in stored(db)[0] if one is not None]
    checkpoints = [f'{{"body":{one.body},"signature":"{one.signature.hex()}"}}\n'.encode() for one in points]
    keys = [
        plain(
            {
                "created_at": one.created_at,
                "fingerprint": one.fingerprint,
                "kept_in": one.kept_in,
                "public_key": one.public.hex(),
                "retired_at": one.retired_at,
            }
        )
        + b"\n"
        for one in all_keys(db)
    ]
    head = db.scalar(select(tables.Workspace.head_hash)) or FIRST
    return Told(file.getvalue(), b"".join(checkpoints), b"".join(keys), head, records)


def _shown(db: Session, material: Material, only_standing: bool) -> frozenset[int]:
    """The records whose words go into the bundle."""
    texts = {one.document: one.text for one in material.drafts}
    event, content = tables.Event, tables.EventContent
    query = (
        select(event.seq, event.document_id, content.content)
        .join(content, content.seq == event.seq)
        .where(event.document_id.in_(texts))
    )
    return frozenset(
        seq
        for seq, document, packed in db.execute(query)
        if document is not None and (not only_standing or _stands(packed, texts[document]))
    )


def _stands(packed: bytes, text: str) -> bool:
    """Whether all words of a record still stand in the document, so that none of them was deleted."""
    try:
        words = parse(unpack_text(packed).encode())
    except ValueError:
        return False
    if set(words) != {"inserted", "removed"}:
        return False
    return words["removed"] == "" and str(words["inserted"]) in text


def bundle_files(
    figures: Figures,
    material: Material,
    work: WorkFile,
    told: Told,
    signer: Signer | None,
    left_out: Collection[str],
    language: Language,
    version: str,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """All files of a bundle by name, the signed list first. `beside`: further ones."""
    missing = tuple(one for one in LEFT_OUT if one in left_out)
    key = signer.fingerprint if signer else ""
    about = About(version, work.name, work.sha256, told.head, told.records, key, missing)
    files = {
        work.name: work.data,
        f"{work.name}.c2pa": make_sidecar(work, figures, signer, version),
        "report.html": report_html(bundle_report(figures, about, language)),
        "report.json": report_json(figures, material, work, version, missing),
        "prov.json": prov_json(material, work, figures.made_at, version),
        "log.jsonl": told.log,
        "checkpoints.jsonl": told.checkpoints,
        "keys.jsonl": told.keys,
        "verify.py": resource("evidence", "verify.py").read_bytes(),
        "README.txt": resource("evidence", "README.txt").read_bytes(),
        **beside,
    }
    body = plain(
        {
            "app": version,
            "files": {name: {"bytes": len(data), "sha256": digest(data)} for name, data in files.items()},
            "form": FORM,
            "head": told.head,
            "key": key or None,
            "left_out": list(missing),
            "made_at": figures.made_at,
            "records": told.records,
            "work": work.name,
        }
    )
    signature = b'"' + signer.sign(DOMAIN + body).hex().encode() + b'"' if signer else b"null"
    return {LIST: b'{"body":' + body + b',"signature":' + signature + b"}\n", **files}


def report_json(
    figures: Figures, material: Material, work: WorkFile, version: str, left_out: Collection[str]
) -> bytes:
    """The report for machines: the figures, and every request with prompt and answers or their hashes."""
    taken = {(one.generation_id, one.candidate) for one in material.origins.values()}
    value: dict[str, Any] = {
        "form": REPORT,
        "app": version,
        "work": {
            "name": work.name, "media": work.media, "bytes": len(work.data), "sha256": work.sha256,
            "digital_source_type": source_type(figures),
        },
        "left_out": list(left_out),
        "figures": msgspec.to_builtins(figures, str_keys=True),
        "requests": [_request(one, taken, left_out) for one in material.requests],
    }  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _request(
    one: Request, taken: Collection[tuple[int | None, int | None]], left_out: Collection[str]
) -> Mapping[str, Any]:
    shown = [
        answer if "answers" not in left_out or (one.generation, position) in taken else None
        for position, answer in enumerate(one.answers)
    ]
    return {
        "generation": one.generation,
        "at": one.at,
        "recipe": one.recipe,
        "state": one.state,
        "document": one.document,
        "model": one.model,
        "seed": one.seed,
        "prompt": None if "prompts" in left_out else one.prompt,
        "prompt_sha256": one.prompt_sha256,
        "answers": shown,
        "answers_sha256": list(one.answers_sha256),
    }


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The ZIP. What is compressed already is stored."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            dense = name.endswith((".docx", ".epub", ".odt", ".pdf"))
            archive.writestr(name, data, zipfile.ZIP_STORED if dense else zipfile.ZIP_DEFLATED)
    return made.getvalue()
