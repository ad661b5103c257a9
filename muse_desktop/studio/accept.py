"""The explicit act by which the model's words may enter a document."""

from __future__ import annotations

from dataclasses import dataclass

from muse_desktop.craft.recipe import Recipe
from muse_desktop.craft.spacing import answer, core, join, paragraph_break
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.kinds import Kind


@dataclass(frozen=True)
class Accepted:
    """What the page inserts as one undo step, with the origin it gets.

    `start` and `end` are the span of the candidate's own text that is taken; `text` may begin with line
    breaks that set a poem apart from the paragraph before it.
    """

    text: str
    origin: int
    start: int
    end: int


def accepted_span(
    recipe: Recipe | None, output: str, start: int, end: int, before: str, selection: str
) -> tuple[str, int, int]:
    """The text to insert and its span of `output`, with the spacing its place asks for.

    A continuation joins the draft's last word; a rewrite takes its selection's place without the model's
    quotation marks; anything else stands as a block of its own. Raises `studio.candidate_range`.
    """
    if not 0 <= start < end <= len(output):
        raise MuseError("studio.candidate_range", length=len(output))
    taken = output[start:end]
    if recipe is not None and recipe.insert == "replace":
        first, last = answer(taken, selection) if (start, end) == (0, len(output)) else core(taken)
        return taken[first:last], start + first, start + last
    if recipe is None or recipe.mode == "continue":
        joined = join(before, taken)
        return joined, end - len(joined), end
    first, last = core(taken)
    return paragraph_break(before) + taken[first:last], start + first, start + last


def accept(
    session: DocumentSession,
    recipe: Recipe | None,
    generation: int,
    candidate: int,
    output: str,
    span: tuple[int, int],
    before: str,
    replaces: tuple[int, int] | None,
) -> Accepted:
    """Make the origin of the text that the writer takes. `replaces`: the span of the draft it stands for."""
    selection = session.text[slice(*replaces)] if replaces else ""
    text, start, end = accepted_span(recipe, output, *span, before, selection)
    rewritten = bool(selection.strip())
    origin = session.insert_origin(
        Kind.REWRITTEN if rewritten else Kind.GENERATED,
        generation_id=generation,
        candidate=candidate,
        output_start=start,
        parent=session.runs.at(replaces[0]) if replaces and rewritten else None,
    )
    return Accepted(text, origin, start, end)
