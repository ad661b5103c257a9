"""The explicit act by which the model's words may enter a document."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from muse_desktop.craft.recipe import Recipe
from muse_desktop.craft.spacing import answer, core, join, paragraph_break
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.studio.authors import Author, Authored

PICKED = "picked"
"""The source of a model's words that the writer picked one by one."""


class Accepted(msgspec.Struct, frozen=True):
    """What the page inserts as one undo step, with the origins it gets: `runs`, as long as `text`.

    `start` and `end` are the span of the candidate's own text that is taken; `text` may begin with line
    breaks that set a poem apart from the paragraph before it.
    """

    text: str
    runs: tuple[Run, ...]
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
    authors: Sequence[Authored] = (),
) -> Accepted:
    """Make the origins of the text that the writer takes. `replaces`: the span of the draft it stands for.

    `authors`: whose each part of the output is, where the writer had a hand in it; by default all of it is
    the model's. The writer's own words come into the draft as typed.
    """
    selection = session.text[slice(*replaces)] if replaces else ""
    text, start, end = accepted_span(recipe, output, *span, before, selection)
    rewritten = bool(selection.strip())
    parent = session.runs.at(replaces[0]) if replaces and rewritten else None

    def made(author: Author, first: int) -> int:
        if author == "typed":
            return session.book.typed(session.id)
        return session.insert_origin(
            Kind.REWRITTEN if rewritten else Kind.GENERATED,
            generation_id=generation,
            candidate=candidate,
            output_start=first,
            source=PICKED if author == "picked" else "",
            parent=parent,
        )

    parts = _within(authors, start, end)
    origins: dict[Author, int] = {}
    for author, first, _ in parts:
        origins[author] = origins.get(author) or made(author, first)
    lead = len(text) - (end - start)  # line breaks of ours: they belong to what comes first
    runs = [Run(lead, origins[parts[0][0]])]
    runs += [Run(last - first, origins[author]) for author, first, last in parts]
    return Accepted(text, tuple(Runs(runs)), start, end)


def _within(authors: Sequence[Authored], start: int, end: int) -> list[tuple[Author, int, int]]:
    """(author, start, end) of the parts of [start, end), in order and without gaps."""
    parts: list[tuple[Author, int, int]] = []
    at = start
    for one in authors:
        first, last = max(one.start, at), min(one.end, end)
        if first < last:
            if at < first:
                parts.append(("model", at, first))
            parts.append((one.author, first, last))
            at = last
    if at < end or not parts:
        parts.append(("model", at, end))
    return parts
