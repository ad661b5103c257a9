"""Lineages of the open workspace: names of recipes, which files are there, and the files made of one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.craft.recipe import Recipe, RecipeBook
from muse_desktop.errors import Language
from muse_desktop.formats.atomic import write_bytes
from muse_desktop.provenance.exports import note_export
from muse_desktop.provenance.lineage import Lineage, Scope, as_json
from muse_desktop.provenance.lineage_build import Said, Surroundings
from muse_desktop.provenance.lineage_read import read_lineage
from muse_desktop.provenance.lineage_report import report_of, without_words

if TYPE_CHECKING:
    from muse_desktop.studio.studio import Studio

SUFFIXES = (".html", ".pdf", ".json")


class RecipeNames:
    """Names of recipes, their fields and ingredients, by the recipes that are loaded."""

    def __init__(self, book: RecipeBook) -> None:
        self._recipes: dict[str, Recipe] = {recipe.id: recipe for recipe in book.recipes}

    def recipe(self, recipe: str) -> Said | None:
        """A recipe's name; None when it is not there any more."""
        found = self._recipes.get(recipe)
        return (found.names["en"], found.names["zh"]) if found is not None else None

    def field(self, recipe: str, field: str, value: str) -> tuple[Said, Said]:
        """The label of a field and its value: of a choice what was shown, else what was written."""
        found = self._recipes.get(recipe)
        for one in found.fields if found is not None else ():
            if one.id == field:
                chosen = next((choice for choice in one.choices if choice.id == value), None)
                shown = (chosen.labels["en"], chosen.labels["zh"]) if chosen is not None else (value, value)
                return (one.labels["en"], one.labels["zh"]), shown
        return (field, field), (value, value)

    def source(self, recipe: str, ingredient: str) -> str:
        """Where an ingredient's text comes from; "" for one that is not known."""
        found = self._recipes.get(recipe)
        for one in found.ingredients if found is not None else ():
            if one.id == ingredient:
                return one.source
        return ""


class Lineages:
    """Reads lineages and writes them as files. Its methods block: not for the UI thread."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def read(self, scope: Scope) -> Lineage:
        """The graph of `scope` as far as it is saved. Raises MuseError as `read_lineage` does."""
        around = Surroundings(RecipeNames(self._studio.recipes), _exists)
        book = self._studio.manuscript.book
        return self._studio.store.read(partial(read_lineage, book=book, scope=scope, around=around))

    def exported(self, documents: Sequence[int], path: Path) -> None:
        """Put into the log that `documents` were written to `path`. A workspace that another program has open
        is not written to; the file is there in any case."""
        store = self._studio.store
        if store.mode == "own" and documents:
            data = path.read_bytes()
            store.write(partial(note_export, documents=documents, name=path.name, data=data)).result()

    def write(self, lineage: Lineage, path: Path, language: Language, *, words: bool = True) -> None:
        """Write a lineage as .json, .html or .pdf, by the ending of `path`; `words`: those of prompts,
        answers and passages too. Raises the MuseErrors of `formats.atomic` and `formats.report_pdf`."""
        write_bytes(path, as_bytes(lineage, path.suffix.lower(), language, words=words))


def as_bytes(lineage: Lineage, suffix: str, language: Language, *, words: bool) -> bytes:
    """A lineage as a file of one of `SUFFIXES`. Raises ValueError for another ending."""
    if suffix == ".json":
        value = as_json(lineage if words else without_words(lineage))
        return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    report = report_of(lineage, language, words=words)
    if suffix == ".html":
        from muse_desktop.formats.report_html import report_html

        return report_html(report)
    if suffix == ".pdf":
        from muse_desktop.formats.report_pdf import report_pdf

        return report_pdf(report)
    raise ValueError(suffix)


def _exists(path: str) -> bool:
    """Whether a file is there; a path that this system cannot even look for is not."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False
