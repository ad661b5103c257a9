"""A document as a file other people use, and, when asked, the origin of every span beside it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from muse_desktop.errors import Language
from muse_desktop.formats.annotations import write as with_annotations
from muse_desktop.formats.origin_properties import OriginProperties, for_docx
from muse_desktop.formats.write import write_document, write_json
from muse_desktop.manuscript.manuscript import DocumentText, Manuscript
from muse_desktop.provenance.display import shares, span_list
from muse_desktop.studio.annotating import authors_of

FORMAT = "muse-desktop/origins/1"


@dataclass(frozen=True)
class ExportWish:
    """What goes with a document's text. `origins`: a file beside it; `annotations`: a block at the end of a
    .md file that says who wrote what; `author` is the writer's name."""

    origins: bool = False
    annotations: bool = False
    author: str = ""


def export_document(
    manuscript: Manuscript,
    document: int,
    path: Path,
    wish: ExportWish,
    language: Language,
    properties: OriginProperties | None = None,
) -> list[Path]:
    """Write `document` as it is saved to `path`; the files written, the document first.

    The origins go to `NAME.origins.json` in the same folder; `properties` into a .docx. Raises
    `manuscript.no_document` and the formats' errors; a file that was there before is then as it was.
    """
    found = manuscript.read(document)
    text = found.text
    if wish.annotations and path.suffix.lower() == ".md":
        text = with_annotations(text, authors_of(manuscript, found, wish.author))
    own = for_docx(properties) if properties is not None else {}
    write_document(path, found.title, text, language, wish.author, own)
    if not wish.origins:
        return [path]
    beside = path.with_name(path.name + ".origins.json")
    write_json(beside, origins_of(manuscript, found))
    return [path, beside]


def origins_of(manuscript: Manuscript, found: DocumentText) -> dict[str, Any]:
    """Each span of a document with its origin, positions in code points of the document's text."""
    totals = shares(found.text, found.runs, manuscript.book)
    return {
        "format": FORMAT,
        "document": found.id,
        "title": found.title,
        "sha256": hashlib.sha256(found.text.encode()).hexdigest(),
        "characters": len(found.text),
        "totals": {"all": asdict(totals.total)}
        | {str(kind): asdict(share) for kind, share in totals.kinds.items()},
        "spans": span_list(found.text, found.runs, manuscript.book),
    }
