"""`muse-desktop library collections | versions | export-dataset`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.cli.context import Commands, open_studio
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, MuseError

if TYPE_CHECKING:
    from muse_desktop.studio.studio import Studio

FORMS = ("plain", "chat")
UNITS = ("text", "section", "passage")


def register(within: Commands) -> None:
    """Hang the commands under `library`."""
    collections = within.add("collections", "list the collections; with a name, its texts", _collections)
    collections.add_argument("name", nargs="?", metavar="NAME")
    collections.add_argument("--run", action="store_true", help="fill it anew by its rule first")
    within.add("versions", "find texts that look like versions of one work; changes nothing", _versions)
    export = within.add("export-dataset", "write texts as JSONL with a card", _export)
    export.add_argument("folder", type=Path, metavar="FOLDER")
    export.add_argument("--collection", metavar="NAME", help="the texts of this one; else the whole library")
    export.add_argument("--name", default="", help="what the dataset is called on its card")
    export.add_argument("--form", choices=FORMS, default="plain")
    export.add_argument("--unit", choices=UNITS, default="text", help="what a row is")
    export.add_argument("--instruction", default="", help="what the user says in a chat row")
    export.add_argument("--unknown", action="store_true", help="texts of unknown rights too")
    export.add_argument("--variants", action="store_true", help="variants of other texts too")
    export.add_argument("--replace", action="store_true", help="write over a dataset that is there")


def _named(studio: Studio, name: str) -> int:
    """The id of a collection. Raises MuseError library_collections.none_named."""
    known = studio.curation.collections.all()
    for one in known:
        if name.casefold() == one.name.casefold() or name == str(one.id):
            return one.id
    raise MuseError(
        "library_collections.none_named", name=name, known=", ".join(one.name for one in known) or "–"
    )


def _collections(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.shapes import collection_shape, collections_shape

    with open_studio(chosen, "own" if chosen.run else "read") as studio:
        collections = studio.curation.collections
        if not chosen.name:
            found = collections.all()
            if chosen.json:
                print_json(collections_shape(found))
            for known in () if chosen.json else found:
                say(f"{known.id}  {known.name}  {known.items}  {known.words}")
            return 0
        wanted = _named(studio, chosen.name)
        change = collections.run(wanted) if chosen.run else None
        info = next(one for one in collections.all() if one.id == wanted)
        texts = [one for item in collections.items(wanted) if (one := studio.library.info(item)) is not None]
    if chosen.json:
        print_json(collection_shape(info, texts, change))
        return 0
    for text in texts:
        came = change is not None and text.id in change.came
        say(f"{'+' if came else ' '} {text.id}  {text.title}  {text.words}  {text.rights}")
    for item in change.went if change is not None else ():
        say(f"- {item}")
    return 0


def _versions(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.shapes import versions_shape

    with open_studio(chosen, "read") as studio:
        found = studio.curation.versions()
        titles = {one.id: one.title for one in studio.library.items()}
    if chosen.json:
        print_json(versions_shape(found, titles))
        return 0
    for group in found.groups:
        say(f"{titles.get(group.main, '')}  {100 * group.likeness:.0f} %{'  =' if group.same else ''}")
        for item in group.items:
            say(f"  {item}  {titles.get(item, '')}")
    for part in found.parts:
        share = f"{100 * part.of_one:.0f} %"
        say(f"{part.one}  {titles.get(part.one, '')}  ⊂  {part.other}  {titles.get(part.other, '')}  {share}")
    return 0


def _export(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.library.collections.dataset import DatasetWish
    from muse_desktop.studio.shapes import dataset_shape

    with open_studio(chosen, "read") as studio:
        if chosen.collection:
            items = studio.curation.collections.items(_named(studio, chosen.collection))
        else:
            items = [one.id for one in studio.library.items()]
        name = chosen.name or chosen.collection or chosen.folder.absolute().name
        made = studio.curation.export_dataset(
            DatasetWish(
                chosen.folder, name, items, chosen.form, chosen.unit, chosen.unknown, chosen.variants,
                chosen.instruction, chosen.replace,
            )
        )  # fmt: skip
    if chosen.json:
        print_json(dataset_shape(made, language))
        return 0
    say(f"{made.data}  {made.rows}  {made.words}")
    said = [one.text(language) for one in made.left_out] + [one.text(language) for one in made.cautions]
    for line in said:
        print(line, file=sys.stderr)
    return 0
