"""Texts of the library on their way into a prompt, to be in conversation with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.recipe import Recipe
from muse_desktop.craft.reference import NO_REFERENCES, Reference, References, told
from muse_desktop.errors import MuseError

if TYPE_CHECKING:
    from muse_desktop.library.library import Library

SHARE = 3
"""References may fill one part in so many of the context window."""


def reference(library: Library, item: int, start: int = 0, end: int | None = None) -> Reference:
    """A text of the library, or code points [start, end) of it, to be in conversation with.

    Reads the text: not for the UI thread. Raises MuseError library.gone, library.original_missing.
    """
    info = library.info(item)
    if info is None:
        raise MuseError("library.gone", item=item)
    text = library.text(item)[start:end]
    return Reference(item, info.title, text, info.author, info.shelf, start)


def takes_references(recipe: Recipe) -> bool:
    """Whether prompts of this recipe may be in conversation with a text."""
    return any(one.source == "reference" for one in recipe.ingredients)


def references_of(recipe: Recipe, materials: Materials, context: int) -> References:
    """What a prompt of `recipe` is told of the references; `context`: tokens the model can hold."""
    if not materials.references or not takes_references(recipe):
        return NO_REFERENCES
    return told(materials.references, materials.language, context // SHARE)
