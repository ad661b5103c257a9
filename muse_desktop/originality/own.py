"""What a writer said before in drafts of her own: a help for continuity, no reproach."""

from __future__ import annotations

from dataclasses import dataclass

from muse_desktop.originality.values import Kind, Place


@dataclass(frozen=True)
class OwnUse:
    """A passage of a draft that stands, alike, in another place of the writer's own drafts.

    `text` as written here, `there` as written in `document`, whose code points are `other`. `heading`: the
    chapter it stands in there, "" for none. `same`: an earlier place of this very document. Hours and other
    words that every book repeats are not among them.
    """

    kind: Kind
    draft: Place
    text: str
    words: int
    document: int
    title: str
    heading: str
    other: Place
    there: str
    same: bool
    likeness: float = 1.0


@dataclass(frozen=True)
class OwnReport:
    """What was said before, in the order of the draft; `documents` and `words`: how much was looked at."""

    uses: tuple[OwnUse, ...]
    documents: int
    words: int
    seconds: float
