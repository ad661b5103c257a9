"""What the file of an imported text said of who wrote it: kept with the origin, never believed.

Such text is `imported` like any other; the `source` of its origin is the file's name with the author the file
names behind it, `Salt.md [@Ines Marr]` or `Salt.md [&Some Model]` (@ a person, & anything else), as in
Markdown Annotations.
"""

from __future__ import annotations

import re

from muse_desktop.formats.annotations import Author, parse_author
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import Origin, OriginBook
from muse_desktop.provenance.runs import Runs
from muse_desktop.text.segment import count_words

_CLAIM = re.compile(r"(.*) \[([@&][^\[\]]*)\]\Z", re.DOTALL)


def claimed_source(source: str, author: Author) -> str:
    """The `source` of an imported origin whose file names its author."""
    key = " ".join(author.key.replace("[", "(").replace("]", ")").split())
    return f"{source} [{key}]"


def claim_of(origin: Origin) -> Author | None:
    """Who wrote this text, as the file says it came from; None where no file said anything."""
    found = _CLAIM.match(origin.source) if origin.kind is Kind.IMPORTED else None
    return parse_author(found[2]) if found else None


def file_of(origin: Origin) -> str:
    """The `source` of an origin without what the file said of its author."""
    found = _CLAIM.match(origin.source) if origin.kind is Kind.IMPORTED else None
    return found[1] if found else origin.source


def said_model_words(text: str, runs: Runs, book: OriginBook) -> int:
    """How many words are imported from files that say that no person wrote them."""
    words = 0
    first: int | None = None
    for start, _, origin in [*runs.spans(), (len(text), len(text), None)]:
        claim = claim_of(book.get(origin)) if origin is not None else None
        if claim is not None and not claim.human:
            first = start if first is None else first
        elif first is not None:
            words += count_words(text[first:start])
            first = None
    return words
