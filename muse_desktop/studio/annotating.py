"""Who wrote what of a text, for the block at the end of a Markdown file: out of the record, and into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from muse_desktop.formats.annotations import Annotated, Author, Authored, author, write
from muse_desktop.formats.annotations_carry import carry
from muse_desktop.manuscript.incoming import NewDocument
from muse_desktop.manuscript.manuscript import DocumentText, Manuscript
from muse_desktop.provenance.claims import claim_of
from muse_desktop.provenance.generations import model_names
from muse_desktop.provenance.kinds import MODEL_KINDS, PASTED_KINDS, WRITER_KINDS
from muse_desktop.provenance.origins import Origin

MODEL = "AI"
"""The author of generated text whose model has no name in the record."""
REFERENCE = "Reference"
"""The author of pasted text: somebody else's or older words, as the format's own makers call them."""


def authors_of(manuscript: Manuscript, found: DocumentText, writer: str) -> list[Authored]:
    """Who wrote each part of a document: the writer by the name `writer`, models by theirs.

    Letters count, not words: what was typed into a generated passage is the writer's. Of imported text the
    file it came from may have said who wrote it, which is handed on; else it has no author, like what is
    unknown.
    """
    spans = list(found.runs.spans())
    manuscript.book.load({origin for _, _, origin in spans})
    origins = {one: manuscript.book.get(one) for _, _, one in spans}
    generations = {one.generation_id for one in origins.values() if one.generation_id is not None}
    names = model_names(manuscript.store, generations)
    made: list[Authored] = []
    for start, end, one in spans:
        whose = _author(origins[one], names, writer)
        if whose is None:
            continue
        goes_on = bool(made) and made[-1].end == start and made[-1].author == whose
        made.append(Authored(made.pop().start if goes_on else start, end, whose))
    return made


def annotated(manuscript: Manuscript, made: str, sources: Sequence[DocumentText], writer: str) -> str:
    """`made`, a text put together of `sources`, with a block that says who wrote what of it.

    Headings and breaks between scenes are nobody's.
    """
    known: list[Authored] = []
    before = 0
    for found in sources:
        for span in authors_of(manuscript, found, writer):
            known.append(Authored(before + span.start, before + span.end, span.author))
        before += len(found.text) + 1
    [spans] = carry("\n".join(found.text for found in sources), known, [made])
    return write(made, spans)


def _author(origin: Origin, names: Mapping[int, str], writer: str) -> Author | None:
    if origin.kind in WRITER_KINDS:
        return author(True, writer)
    if origin.kind in MODEL_KINDS:
        return author(False, names.get(origin.generation_id or 0, "") or MODEL)
    if origin.kind in PASTED_KINDS:
        return author(False, REFERENCE)
    return claim_of(origin)


def with_claims(documents: Sequence[NewDocument], annotated: Annotated) -> list[NewDocument]:
    """`documents`, made of the text of `annotated`, with what its block says of who wrote them."""
    carried = carry(annotated.text, annotated.spans, [one.text for one in documents])
    return [replace(one, claims=claims) for one, claims in zip(documents, carried, strict=True)]
