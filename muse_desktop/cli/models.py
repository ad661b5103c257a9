"""`muse-desktop models list | search | get | add | delete | connections`: models to be had and those here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.cli.context import Commands
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, MuseError, message

if TYPE_CHECKING:
    from muse_desktop.models.values import Dependents, Entry, ShelfModel
    from muse_desktop.studio.model_library import ModelLibrary

GB = 10**9


def register(commands: Commands) -> None:
    """Hang the commands on the command line."""
    within = commands.group("models", "models on this computer, and models to be had")
    within.add("list", "list the models on this computer", _list)
    search = within.add("search", "list the catalogue; with TEXT, ask the hub for that name, too", _search)
    search.add_argument("text", nargs="?", default="", metavar="TEXT")
    get = within.add(
        "get", "download a model; interrupted (Ctrl+C), the same command goes on where it was", _get
    )
    get.add_argument("model", metavar="ID|REPO", help="an id of the catalogue, or a repository of the hub")
    get.add_argument("file", nargs="?", default="", metavar="FILE", help="which file of the repository")
    add = within.add("add", "put a GGUF file on the shelf", _add)
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--in-place", action="store_true", help="use it where it lies instead of copying it")
    delete = within.add("delete", "delete a model from this computer", _delete)
    delete.add_argument("model", metavar="NAME|FILE", help="as `models list` names it")
    delete.add_argument("--yes", action="store_true", help="although something depends on it")
    connections = within.add("connections", "list the connections this app made, newest first", _connections)
    connections.add_argument("--limit", type=_limit, default=100, metavar="N")


def _limit(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("the number of connections is 1 or more")
    return value


def size(bytes_: int) -> str:
    """A number of bytes for a person to read; "?" for one that is not known."""
    if not bytes_:
        return "?"
    return f"{bytes_ / GB:.1f} GB" if bytes_ >= GB // 10 else f"{bytes_ / 10**6:.1f} MB"


@contextmanager
def _models() -> Iterator[ModelLibrary]:
    from muse_desktop.studio.models_alone import models_alone

    with models_alone() as models:
        yield models


@contextmanager
def _models_and_records(workspace: Path | None) -> Iterator[ModelLibrary]:
    """The library beside the workspace, whose record says what a model wrote; alone where there is none."""
    from muse_desktop.paths import settings_file
    from muse_desktop.settings import load_settings
    from muse_desktop.studio.studio import Studio

    with ExitStack() as stack:
        try:
            studio = Studio.open(workspace, mode="read", settings=load_settings(settings_file()))
        except MuseError as error:
            if error.code != "store.missing":
                raise
            yield stack.enter_context(_models())
        else:
            stack.callback(studio.close)
            yield studio.models


def _list(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.studio.model_shapes import default_for, shelf_shape

    with _models() as models:
        found = models.shelf().result()
        if chosen.json:
            print_json({"models": [shelf_shape(models, one, language) for one in found]})
            return 0
        for one in found:
            used = default_for(models, one.path)
            parts = (one.name, size(one.bytes), one.licence, *used, str(one.path))
            say("  ".join(part for part in parts if part))
            if one.code:
                print(f"  {message(one.code, language, **one.values)}", file=sys.stderr)
    return 0


def _search(chosen: argparse.Namespace, _: Language) -> int:
    from muse_desktop.studio.model_shapes import search_shape

    text = chosen.text.strip().lower()
    with _models() as models:
        known = [one for one in models.catalogue.entries if _is_about(one, text)]
        for one in () if chosen.json else known:
            say(f"{one.id}  {one.name}  {size(one.bytes)}  {one.licence}  {models.room(one)}")
        hub = models.search(chosen.text).result() if text else ()
        if chosen.json:
            print_json(search_shape(models, known, hub))
            return 0
        for repo in hub:
            say("  ".join(part for part in (repo.repo, repo.licence, "gated" if repo.gated else "") if part))
    return 0


def _is_about(entry: Entry, text: str) -> bool:
    return any(text in words.lower() for words in (entry.id, entry.name, entry.repo, entry.file))


def _get(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.cli.models_get import fetch, wanted

    with _models() as models:
        path = fetch(models, wanted(models, chosen.model, chosen.file), language)
        return _print_model(chosen, models, _of_path(models, path), language)


def _add(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.cli.models_get import Meter

    meter = Meter()
    with _models() as models:
        try:
            file, copy = chosen.file.absolute(), not chosen.in_place
            added = models.add(file, copy, lambda done, total: meter.show(done, total)).result()
        finally:
            meter.end()
        return _print_model(chosen, models, added, language)


def _print_model(
    chosen: argparse.Namespace, models: ModelLibrary, one: ShelfModel, language: Language
) -> int:
    from muse_desktop.studio.model_shapes import shelf_shape

    if chosen.json:
        print_json({"model": shelf_shape(models, one, language)})
    else:
        say(str(one.path))
    return 0


def _of_path(models: ModelLibrary, path: Path) -> ShelfModel:
    for one in models.shelf().result():
        if one.path == path:
            return one
    raise MuseError("models.not_on_shelf", path=str(path), name=path.name)


def _delete(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.studio.model_shapes import deleted_shape

    with _models_and_records(chosen.workspace) as models:
        one = _named(models, chosen.model)
        missed = models.dependents(one.path).result()
        if _anything(missed) and not chosen.yes and one.origin != "starter":
            raise MuseError("cli.model_needed", name=one.name, what=_what(missed, language))
        models.delete(one.path).result()
    stays = one.origin == "in_place"
    if chosen.json:
        print_json(deleted_shape(one.path, stays, missed))
    else:
        said = "cli.model_forgotten" if stays else "cli.model_deleted"
        say(message(said, language, name=one.name, path=str(one.path)))
    return 0


def _named(models: ModelLibrary, name: str) -> ShelfModel:
    """The model of this name or path. Raises `cli.no_model`, `cli.which_model`."""
    path = Path(name).absolute()
    found = models.shelf().result()
    same = [one for one in found if one.path == path] or [one for one in found if one.name == name]
    if not same:
        raise MuseError("cli.no_model", name=name)
    if len(same) > 1:
        raise MuseError("cli.which_model", name=name, files=", ".join(str(one.path) for one in same))
    return same[0]


def _anything(missed: Dependents) -> bool:
    return bool(missed.tasks or missed.draft or missed.generations)


def _what(missed: Dependents, language: Language) -> str:
    parts = [message(f"cli.needed_for_{task}", language) for task in missed.tasks]
    if missed.draft:
        parts.append(message("cli.needed_as_draft", language))
    if missed.generations:
        parts.append(message("cli.needed_to_repeat", language, generations=missed.generations))
    return ("；" if language == "zh" else "; ").join(parts)


def _connections(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.studio.model_shapes import connections_shape

    with _models() as models:
        made = models.network.entries(chosen.limit)
    if chosen.json:
        print_json(connections_shape(made))
        return 0
    for one in made:
        parts = (one.at, one.why, one.host, one.what, one.status or "-", one.received, one.error)
        say("  ".join(str(part) for part in parts).rstrip())
    if not made:
        say(message("cli.no_connections", language))
    return 0
