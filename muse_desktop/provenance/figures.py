"""What the record says of a work, as numbers: the one set of figures that the origins view, disclosure, the
publication check and the evidence bundle all rest on, so that no two of them can differ.

Words are counted as `text/count.py` counts them (中文 by character), positions are code points. Text that a
model wrote stays "the model's" however much it was edited afterwards: tints `generated` and `edited` together
are the words that *rest on* generated text, and `Block` says how much of each accepted passage still stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muse_desktop.provenance.display import Share, Shares, Tint
from muse_desktop.provenance.kinds import Kind


@dataclass(frozen=True)
class Passage:
    """One stretch [start, end) of a document that rests on generated text, without a gap between its parts.

    `blocks`: the generated origins it has text of.
    """

    document: int
    start: int
    end: int
    words: int
    text: str
    blocks: tuple[int, ...]


@dataclass(frozen=True)
class Retyped(Passage):
    """A stretch that is recorded as the writer's or from elsewhere (`kind`: what most of it is), but is the
    same, word for word, as what `candidate` of `generation` has from its code point `output_start` on.

    See retyped.py for what is found and what is not. `blocks`: those it was typed into, mostly none.
    """

    kind: Kind
    generation: int
    candidate: int
    output_start: int


@dataclass(frozen=True)
class DocumentFigures:
    """One document of a work and where its text came from. `runs_hash`: SHA-256 of its encoded origins.

    `said_model_words`: of its imported words those whose file says that a model wrote them (claims.py).
    """

    document: int
    title: str
    kind: str
    shares: Shares
    text_hash: str
    runs_hash: str
    passages: tuple[Passage, ...]
    said_model_words: int = 0

    @property
    def model_words(self) -> int:
        """Words that rest on generated text: as generated, or edited since."""
        return words_of(self.shares, "generated") + words_of(self.shares, "edited")


@dataclass(frozen=True)
class Block:
    """One passage that was accepted from a model, and what became of it.

    `accepted`, `standing`: characters without white space, then and now letter for letter as generated, in
    whichever document of the workspace they stand now (`documents`). `seq` is the record that tells of it.
    """

    origin: int
    generation: int
    candidate: int
    document: int
    at: str
    seq: int
    accepted: int
    standing: int
    rewritten: bool
    picked: bool
    documents: tuple[int, ...]

    @property
    def edit_depth(self) -> float:
        """Which part of what was accepted does not stand any more, 0 to 1."""
        return 1 - self.standing / self.accepted if self.accepted else 0.0


@dataclass(frozen=True)
class Interaction:
    """One request to a model, whether anything of it was taken or not. `document` None: asked for none.

    `state` as the generation's row has it; `taken`: how many times text of it was accepted.
    """

    generation: int
    at: str
    recipe: str
    state: str
    via: str
    document: int | None
    model: str
    candidates: int
    taken: int


@dataclass(frozen=True)
class ModelUsed:
    """A model file (or an address) that took part; "" where it is not known."""

    name: str
    sha256: str
    licence: str
    generations: int


@dataclass(frozen=True)
class Gap:
    """A time or a place where the record cannot speak: `code` is a message code of the room `provenance`
    (`provenance.gap_killed`, `gap_clock`, `gap_outside`, `gap_unknown`, `gap_redacted`), with its values."""

    code: str
    at: str
    values: Mapping[str, str | int]


@dataclass(frozen=True)
class Figures:
    """A work (one document, or the compiled documents of a project) as the record has it.

    `interactions` are all of the project's, also where nothing was accepted; `retyped`: passages that were
    typed, but are the same as words of one of the model's answers (see retyped.py); no word is in two.
    """

    project: int
    title: str
    documents: tuple[DocumentFigures, ...]
    shares: Shares
    blocks: tuple[Block, ...]
    interactions: tuple[Interaction, ...]
    models: tuple[ModelUsed, ...]
    hands_only: tuple[tuple[str, str | None], ...]  # when it began, when it ended
    gaps: tuple[Gap, ...]
    retyped: tuple[Retyped, ...]
    records: int
    head: str
    made_at: str

    @property
    def words(self) -> int:
        """All words."""
        return self.shares.total.words

    @property
    def model_words(self) -> int:
        """Words that rest on generated text: as generated, or edited since."""
        return words_of(self.shares, "generated") + words_of(self.shares, "edited")

    @property
    def said_model_words(self) -> int:
        """Imported words whose files say that a model wrote them; they are in no count of `model_words`."""
        return sum(one.said_model_words for one in self.documents)

    @property
    def model_percent(self) -> float:
        """`model_words` of all words, in percent; 0 without words."""
        return 100 * self.model_words / self.words if self.words else 0.0


def words_of(shares: Shares, tint: Tint) -> int:
    """The words of one tint."""
    return shares.tints.get(tint, Share()).words
