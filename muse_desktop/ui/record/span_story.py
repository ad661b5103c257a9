"""What became of a passage that was accepted from the model: how it was, what stands of it, what differs.

Without Qt, so that it runs off the UI thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

import msgspec

from muse_desktop.provenance.origins import Origin, OriginBook
from muse_desktop.provenance.records import CandidateRecord, GenerationRecord
from muse_desktop.provenance.runs import Runs
from muse_desktop.text.diff import Change, changes

NEAR = 200  # characters of other text inside a passage, beyond which it is two pieces
TOGETHER_S = 1.0  # origins of one acceptance are made at once
BETWEEN = "\n…\n"

Fate = Literal["same", "gone", "new"]


class SpanStory(msgspec.Struct, frozen=True):
    """`accepted`: as it came from the model; `standing`: what is in its place in the document now."""

    accepted: str
    standing: str
    changes: tuple[Change, ...]

    @property
    def parts(self) -> tuple[tuple[str, Fate], ...]:
        """Both texts as one: what is in both, what is gone, what is new, in reading order."""
        return tuple(part for part in _parts(self) if part[0])


def story(
    text: str, runs: Runs, book: OriginBook, block: int, record: GenerationRecord
) -> SpanStory | None:
    """The story of a block of `text`; None where the record does not tell what was accepted.

    A passage made word by word has several origins that alternate; they are told together, with the writer's
    words between them.
    """
    origin = book.get(block)
    accepted = accepted_text(origin, record)
    if not accepted:
        return None
    book.load(runs.origins())
    family = {one for one in runs.origins() if _is_of(book, one, origin)}
    pieces = [text[start:end].strip() for start, end in _pieces(runs, family)]
    standing = BETWEEN.join(piece for piece in pieces if piece)
    return SpanStory(accepted, standing, tuple(changes(accepted, standing)))


def accepted_text(origin: Origin, record: GenerationRecord) -> str:
    """The text that came in with a generated origin; "" where that cannot be said."""
    kept = _candidate(origin, record)
    if kept is None:
        return ""
    notes = [note for note in kept.accepted if _holds(note, origin)]
    if notes:
        nearest = min(notes, key=lambda note: _apart(str(note.get("at", "")), origin.created_at))
        start, end = _span(nearest)
        return kept.text[start:end].strip()
    return "" if origin.output_start is None else kept.text[origin.output_start :].strip()


def not_taken(origin: Origin, record: GenerationRecord) -> tuple[CandidateRecord, ...]:
    """The other candidates of the generation a span rests on: what the writer could have had instead."""
    return tuple(one for one in record.candidates if one.position != origin.candidate and one.text.strip())


def _candidate(origin: Origin, record: GenerationRecord) -> CandidateRecord | None:
    return next((one for one in record.candidates if one.position == origin.candidate), None)


def _holds(note: Mapping[str, object], origin: Origin) -> bool:
    start, end = _span(note)
    return start <= (origin.output_start or 0) < end


def _span(note: Mapping[str, object]) -> tuple[int, int]:
    start, end = note.get("start"), note.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (0, 0)


def _is_of(book: OriginBook, number: int, accepted: Origin) -> bool:
    """Whether text with this origin came in with the accepted one, or was typed into it since."""
    block = book.block(number)
    if block is None:
        return False
    origin = book.get(block)
    return block == accepted.id or (
        (origin.generation_id, origin.candidate) == (accepted.generation_id, accepted.candidate)
        and origin.generation_id is not None
        and _apart(origin.created_at, accepted.created_at) < TOGETHER_S
    )


def _apart(first: str, second: str) -> float:
    """Seconds between two times of the record; what cannot be read is far from everything."""
    try:
        return abs((datetime.fromisoformat(first) - datetime.fromisoformat(second)).total_seconds())
    except (ValueError, TypeError):
        return float("inf")


def _pieces(runs: Runs, family: set[int]) -> Iterator[tuple[int, int]]:
    """Where text of these origins stands, with what little stands between."""
    before: tuple[int, int] | None = None
    for start, end, origin in runs.spans():
        if origin not in family:
            continue
        if before is not None and start - before[1] > NEAR:
            yield before
            before = None
        before = (before[0] if before else start, end)
    if before is not None:
        yield before


def _parts(told: SpanStory) -> Iterator[tuple[str, Fate]]:
    at = 0
    for change in told.changes:
        yield told.accepted[at : change.old_start], "same"
        yield told.accepted[change.old_start : change.old_end], "gone"
        yield told.standing[change.new_start : change.new_end], "new"
        at = change.old_end
    yield told.accepted[at:], "same"
