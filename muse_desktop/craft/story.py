"""What a prompt is told of the story bible: the entries that are named in it, and those always told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from muse_desktop.text.names import Names
from muse_desktop.text.segment import is_cjk

LOOKED_AT, GRID = 12_000, 4_000
"""Code points before the cursor that are looked at, from a multiple of the grid on: so the entries that are
told, and with them the prompt's beginning, stay the same while the writer goes on."""

_KINDS = {
    "en": {"character": "character", "place": "place", "thing": "thing", "fact": ""},
    "zh": {"character": "人物", "place": "地点", "thing": "物品", "fact": ""},
}


class StoryEntry(msgspec.Struct, frozen=True):
    """One entry of the story bible. `kind`: character, place, thing or fact."""

    id: int
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    notes: str = ""
    mention: Literal["always", "named", "never"] = "named"


class Story(msgspec.Struct, frozen=True):
    """The words for a prompt, the entries they tell of, and those that found no room."""

    text: str = ""
    told: tuple[StoryEntry, ...] = ()
    left_out: tuple[StoryEntry, ...] = ()


NO_STORY = Story()


def recent(before: str) -> str:
    """The end of the text before the cursor in which names are looked for."""
    start = max(0, len(before) - LOOKED_AT)
    return before[start + -start % GRID :]


def chosen(entries: Sequence[StoryEntry], text: str) -> tuple[StoryEntry, ...]:
    """The entries to tell a prompt with `text` in it: those told always, and those named there, in order.

    An entry of which there is nothing to say beyond its name is left out unless it is told always.
    """
    of_name: dict[str, set[int]] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            of_name.setdefault(" ".join(name.split()), set()).add(entry.id)
    found = _names(tuple(of_name)).named(text)
    named = {one for name in found for one in of_name[name]}
    return tuple(
        entry
        for entry in entries
        if entry.mention == "always"
        or (entry.mention == "named" and entry.id in named and (entry.notes or entry.aliases))
    )


@lru_cache(maxsize=4)
def _names(names: tuple[str, ...]) -> Names:
    """Kept, because the same names are looked for after each pause."""
    return Names(names)


def told(entries: Sequence[StoryEntry], language: str, room: int) -> Story:
    """The words for `entries`, one line each, in about `room` tokens; those told always go first for room."""
    lines = {entry.id: line(entry, language) for entry in entries}
    kept: set[int] = set()
    for entry in sorted(entries, key=lambda entry: entry.mention != "always"):
        cost = _tokens(lines[entry.id])
        if cost <= room:
            room -= cost
            kept.add(entry.id)
    inside = tuple(entry for entry in entries if entry.id in kept)
    return Story(
        "\n".join(lines[entry.id] for entry in inside),
        inside,
        tuple(entry for entry in entries if entry.id not in kept),
    )


def line(entry: StoryEntry, language: str) -> str:
    """One entry in a line: name, kind and other names, notes."""
    chinese = language == "zh"
    kind = _KINDS["zh" if chinese else "en"].get(entry.kind, "")
    also = ("、" if chinese else ", ").join(entry.aliases)
    also = f"{'又名' if chinese else 'also '}{also}" if also else ""
    beside = ("，" if chinese else ", ").join(part for part in (kind, also) if part)
    if beside:
        beside = f"（{beside}）" if chinese else f" ({beside})"
    notes = _one_line(entry.notes)
    colon = ("：" if chinese else ": ") if notes else ""
    return f"{entry.name}{beside}{colon}{notes}"


def _one_line(notes: str) -> str:
    """Line breaks become spaces, or nothing between Chinese characters and marks."""
    made = ""
    for piece in filter(None, (part.strip() for part in notes.splitlines())):
        wide = made and (is_cjk(made[-1]) or made[-1] in "。，、；：！？…」』”）")
        made += piece if not made or wide else f" {piece}"
    return made


def _tokens(text: str) -> int:
    """About how many tokens `text` is, rather too many: as the fitting estimates."""
    return sum(4 if ord(ch) >= 0x2E80 else 1 for ch in text) // 4 + 2
