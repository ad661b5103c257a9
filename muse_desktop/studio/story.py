"""The story bible on its way into a prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.recipe import Recipe
from muse_desktop.craft.story import NO_STORY, Story, StoryEntry, chosen, recent, told
from muse_desktop.manuscript.bible import Bible, Entry

SHARE = 4
"""The story bible may fill one part in so many of the context window."""


def with_story(materials: Materials, bible: Bible) -> Materials:
    """`materials` with the entries of the story bible of the document's project."""
    if materials.document is None or materials.story:
        return materials
    project = bible.project_of(materials.document)
    if project is None:
        return materials
    return replace(materials, story=tuple(map(told_entry, bible.entries(project))))


def told_entry(entry: Entry) -> StoryEntry:
    """An entry as prompts know it."""
    return StoryEntry(entry.id, entry.kind, entry.name, entry.aliases, entry.notes, entry.mention)


def wants_story(recipe: Recipe) -> bool:
    """Whether prompts of this recipe may be told of the story bible."""
    return any(one.source == "bible" for one in recipe.ingredients)


def looked_at(fields: Mapping[str, str], materials: Materials) -> str:
    """The text in which names are looked for."""
    return "\n".join((*fields.values(), materials.title, recent(materials.before), materials.selection))


def story_of(recipe: Recipe, fields: Mapping[str, str], materials: Materials, context: int) -> Story:
    """What a prompt of `recipe` is told of the story; `context`: tokens the model can hold."""
    if not materials.story or not wants_story(recipe):
        return NO_STORY
    entries = chosen(materials.story, looked_at(fields, materials))
    return told(entries, materials.language, context // SHARE)
