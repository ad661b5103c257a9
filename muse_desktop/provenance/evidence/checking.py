"""Looks at an evidence bundle that came from anywhere.

What a stranger runs (`verify.py`, the copy that ships with this app, never the bundle's own) is what runs
here too; beside it, what that cannot do: the C2PA manifest, whether `prov` reads the graph, whose key it is.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from muse_desktop.errors import Language, MuseError, message
from muse_desktop.paths import resource
from muse_desktop.provenance.evidence.c2pa_sidecar import check_sidecar
from muse_desktop.provenance.evidence.prov_json import WorkFile

Mark = Literal["holds", "broken", "unconfirmed", "note"]
_NAME = "muse_desktop_evidence_verify"
_LARGEST_SIDECAR = 32 * 2**20
_LARGEST_GRAPH = 64 * 2**20
MEDIA: Mapping[str, str] = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
    ".epub": "application/epub+zip",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True)
class BundleFinding:
    """One thing that was looked at: whether it holds, and a sentence about it."""

    mark: Mark
    code: str
    text: str


@dataclass(frozen=True)
class BundleReport:
    """What a bundle comes to. `ok`: nothing is broken. `complete`: a head known from elsewhere is in its log.

    `ours`: its key is one of this workspace; None where that was not asked.
    """

    name: str
    ok: bool
    complete: bool
    findings: tuple[BundleFinding, ...]
    records: int
    head: str
    key: str
    ours: bool | None

    def plain(self) -> dict[str, Any]:
        """For JSON: {bundle, ok, completeness, records, head, key, ours, findings: [{mark, code, text}]}."""
        return {
            "bundle": self.name,
            "ok": self.ok,
            "completeness": "confirmed" if self.complete else "unconfirmed",
            "records": self.records,
            "head": self.head,
            "key": self.key,
            "ours": self.ours,
            "findings": [{"mark": one.mark, "code": one.code, "text": one.text} for one in self.findings],
        }


def media_of(name: str) -> str:
    """The media type of a final file, by its name."""
    return MEDIA.get(Path(name).suffix.lower(), "application/octet-stream")


def check_bundle(
    path: Path, head: str, key: str, language: Language, ours: Collection[str] | None = None
) -> BundleReport:
    """Check the bundle at `path` (a ZIP, or the folder it was unpacked to).

    `head` and `key`: what is known from elsewhere, "" for nothing; `ours`: the fingerprints of this
    workspace's keys. Raises MuseError evidence.refused where there is no bundle, or one of a newer version.
    """
    verify = verifier()
    try:
        files: dict[str, bytes] = verify.read(path)
        result = verify.examine(files, head, key)
    except verify.Refused as refused:
        raise MuseError("evidence.refused", reason=_worded(verify, refused, language)) from None
    found = [
        BundleFinding(one.mark, one.code, one.text(language))
        for one in result.findings
        if one.code != "sidecar"  # it is looked at below
    ]
    found += [BundleFinding(mark, code, message(f"evidence.{code}", language, **values))
              for mark, code, values in _more(files, result.key, ours)]  # fmt: skip
    return BundleReport(
        path.name,
        all(one.mark != "broken" for one in found),
        result.complete,
        tuple(found),
        len(result.hashes) - 1,
        result.hashes[-1],
        result.key,
        None if ours is None else result.key in ours,
    )


@cache
def verifier() -> ModuleType:
    """The stand-alone verifier that ships with the app, as a module."""
    spec = importlib.util.spec_from_file_location(_NAME, resource("evidence", "verify.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def _worded(verify: ModuleType, refused: Any, language: Language) -> str:
    return str(verify.worded(refused.code, language, refused.values))


_Found = tuple[Mark, str, dict[str, str]]


def _more(files: Mapping[str, bytes], key: str, ours: Collection[str] | None) -> list[_Found]:
    found: list[_Found] = [*_sidecars(files), _graph(files["prov.json"])]
    shipped = resource("evidence", "verify.py").read_bytes()
    if files.get("verify.py") != shipped:
        found.append(("note", "other_verifier", {}))
    if ours is not None and key:
        found.append(("note", "our_key" if key in ours else "other_key", {}))
    return found


def _sidecars(files: Mapping[str, bytes]) -> list[_Found]:
    """The manifests of files that are there, as a C2PA reader has them."""
    found: list[_Found] = []
    for name, data in files.items():
        work = name.removesuffix(".c2pa")
        if name == work:
            continue
        if work not in files or len(data) > _LARGEST_SIDECAR:
            found.append(("broken", "sidecar_alone", {"name": name}))
            continue
        report = check_sidecar(data, WorkFile(work, media_of(work), files[work]))
        if report.ok:
            claim = report.source_type.rpartition("/")[2]
            found.append(("holds", "sidecar_holds", {"name": name, "claim": claim or "-"}))
        else:
            reason = ", ".join(report.failures)[:200]
            found.append(("broken", "sidecar_broken", {"name": name, "reason": reason or report.state}))
    return found


def _graph(data: bytes) -> _Found:
    from prov import Error
    from prov.model import ProvDocument

    if len(data) > _LARGEST_GRAPH:
        return "unconfirmed", "graph_large", {}
    try:
        ProvDocument.deserialize(content=data.decode(), format="json")
    except (Error, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "broken", "graph_unread", {}
    return "holds", "graph_read", {}
