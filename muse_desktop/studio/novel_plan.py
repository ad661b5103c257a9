"""What becomes of a novel that comes in: its pieces as the writer has arranged them in the preview."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from muse_desktop.formats.novel import Novel
from muse_desktop.manuscript.incoming import NewDocument
from muse_desktop.manuscript.tree_values import NodeKind
from muse_desktop.text.segment import count_words

RANKS: dict[NodeKind, int] = {"part": 0, "chapter": 1, "scene": 2, "note": 2}
FIRST_WORDS = 160
"""Code points of a piece's beginning in the preview."""


@dataclass(frozen=True, slots=True)
class PlanPiece:
    """A piece of the file. `level`: of its heading there, 1 is the outermost, 0 where it has none."""

    level: int
    title: str
    text: str
    words: int
    wanted: bool = True

    @property
    def begins(self) -> str:
        """Its first words, on one line."""
        return " ".join(self.text[: 2 * FIRST_WORDS].split())[:FIRST_WORDS]


@dataclass(frozen=True, slots=True)
class NovelPlan:
    """All pieces in order, and what a heading of each level means."""

    pieces: tuple[PlanPiece, ...]
    kinds: Mapping[int, NodeKind]

    @classmethod
    def of(cls, novel: Novel) -> NovelPlan:
        """The pieces as they were found."""
        kinds: dict[int, NodeKind] = {one.level: one.kind for one in novel.pieces if one.title}
        pieces = (
            PlanPiece(one.level if one.title else 0, one.title, one.text, one.words) for one in novel.pieces
        )
        return cls(tuple(pieces), dict(sorted(kinds.items())))

    def kind(self, place: int) -> NodeKind:
        """What a piece becomes; one without a heading is a scene."""
        return self.kinds.get(self.pieces[place].level, "scene")

    def parents(self, wanted_only: bool = False) -> list[int | None]:
        """For each piece the place of the one it is in: the nearest before it of a higher rank.

        `wanted_only`: where that one is left out, the one around it.
        """
        found: list[int | None] = []
        way: list[int] = []
        for place, piece in enumerate(self.pieces):
            rank = RANKS[self.kind(place)]
            while way and RANKS[self.kind(way[-1])] >= rank:
                way.pop()
            above = [one for one in way if self.pieces[one].wanted or not wanted_only]
            found.append(above[-1] if above else None)
            if piece.level:  # what has no heading holds nothing
                way.append(place)
        return found

    @property
    def count(self) -> int:
        """How many pieces are to come in."""
        return sum(piece.wanted for piece in self.pieces)

    @property
    def words(self) -> int:
        """The words of those."""
        return sum(piece.words for piece in self.pieces if piece.wanted)

    def heading_counts(self) -> dict[int, int]:
        """How many headings of each level there are."""
        levels = [piece.level for piece in self.pieces]
        return {level: levels.count(level) for level in self.kinds}

    # What the writer does

    def with_wanted(self, places: Collection[int], wanted: bool) -> NovelPlan:
        """Pieces taken in or left out."""
        return self._with({place: replace(self.pieces[place], wanted=wanted) for place in places})

    def with_title(self, place: int, title: str) -> NovelPlan:
        """A piece with another title; a part or chapter keeps its own where none is given."""
        if not title.strip() and self.pieces[place].level:
            return self
        return self._with({place: replace(self.pieces[place], title=" ".join(title.split()))})

    def with_kind(self, level: int, kind: NodeKind) -> NovelPlan:
        """What headings of a level mean. Deeper levels never stand above: they give way where they must."""
        kinds = {**self.kinds, level: kind}
        for other in kinds:
            if other < level and RANKS[kinds[other]] > RANKS[kind]:
                kinds[other] = kind
            if other > level and RANKS[kinds[other]] < RANKS[kind]:
                kinds[other] = kind
        return NovelPlan(self.pieces, kinds)

    def merged(self, place: int) -> NovelPlan:
        """A piece put behind the text of the one before it; its title becomes a line of that text.

        What looked like a heading or a break was none: no letter is lost, and no break is put in.
        """
        if not 0 < place < len(self.pieces):
            return self
        before, piece = self.pieces[place - 1], self.pieces[place]
        text = "\n\n".join(part for part in (before.text, piece.title, piece.text) if part)
        joined = replace(before, text=text, words=count_words(text), wanted=before.wanted or piece.wanted)
        return NovelPlan((*self.pieces[: place - 1], joined, *self.pieces[place + 1 :]), self.kinds)

    def _with(self, changed: Mapping[int, PlanPiece]) -> NovelPlan:
        return NovelPlan(
            tuple(changed.get(place, piece) for place, piece in enumerate(self.pieces)), self.kinds
        )

    # What comes of it

    def documents(self, untitled: Callable[[int], str]) -> list[NewDocument]:
        """What is to be made; `untitled` names the nth scene without a title inside its chapter, from 1."""
        places: dict[int, int] = {}
        made: list[NewDocument] = []
        parents = self.parents(wanted_only=True)
        for place, title in enumerate(self.titles(untitled)):
            if not self.pieces[place].wanted:
                continue
            parent = parents[place]
            inside = None if parent is None else places[parent]
            places[place] = len(made)
            made.append(NewDocument(self.kind(place), title, self.pieces[place].text, inside))
        return made

    def titles(self, untitled: Callable[[int], str]) -> list[str]:
        """The title of each piece; those without one are counted inside what they are in."""
        numbers: dict[int | None, int] = {}
        found: list[str] = []
        for parent, piece in zip(self.parents(), self.pieces, strict=True):
            numbers[parent] = numbers.get(parent, 0) + 1
            found.append(piece.title or untitled(numbers[parent]))
        return found


def notes_document(title: str, notes: Sequence[str]) -> NewDocument:
    """The comments of a file as one note, which is in no count of the manuscript."""
    return NewDocument("note", title, "\n\n".join(notes))
