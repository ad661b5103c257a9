"""`muse-desktop generate`: a recipe's text, streamed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.cli.context import Commands, open_studio
from muse_desktop.cli.output import print_json, say
from muse_desktop.errors import Language, MuseError

if TYPE_CHECKING:
    from muse_desktop.studio.values import RunEvent


def register(commands: Commands) -> None:
    """Hang the command on the command line."""
    generate = commands.add("generate", "write with a recipe and print the text as it streams", _generate)
    generate.add_argument("--recipe", required=True, metavar="NAME")
    generate.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", dest="fields")
    generate.add_argument("--seed", type=_seed, help="the same seed gives the same text")
    generate.add_argument("--candidates", type=int, default=1, choices=range(1, 5))
    generate.add_argument(
        "--tokens", type=_tokens, help="most tokens of one candidate, within the recipe's limits"
    )
    generate.add_argument(
        "--before", type=Path, metavar="FILE", help="the text before the cursor; - is standard input"
    )
    generate.add_argument(
        "--selection", type=Path, metavar="FILE", help="the text to work on; - is standard input"
    )


def _seed(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 2**32 - 2:  # the last one means "any" to llama.cpp
        raise argparse.ArgumentTypeError("a seed is a whole number from 0 to 4294967294")
    return value


def _tokens(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("the number of tokens is 1 or more")
    return value


def _text_of(path: Path | None) -> str:
    if path is None:
        return ""
    from muse_desktop.formats.read import read_text
    from muse_desktop.text.decode import decode

    if str(path) != "-":
        return read_text(path).text
    return decode(sys.stdin.buffer.read()).text if sys.stdin else ""


def _generate(chosen: argparse.Namespace, language: Language) -> int:
    from muse_desktop.craft.prompt import Materials
    from muse_desktop.studio.shapes import generation_shape
    from muse_desktop.studio.values import RunPiece

    fields = {}
    for pair in chosen.fields:
        key, equals, value = pair.partition("=")
        if not equals:
            raise MuseError("cli.field_without_value", pair=pair)
        fields[key] = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    materials = Materials(
        before=_text_of(chosen.before), selection=_text_of(chosen.selection), language=language
    )

    unheard: list[Exception] = []
    stop: list[Callable[[], None]] = []

    def stream(event: RunEvent) -> None:
        if unheard or chosen.json or not isinstance(event, RunPiece) or event.candidate:
            return
        try:
            say(event.text, end="")
        except (BrokenPipeError, MuseError) as error:  # nobody reads on: stop, and let the command say so
            unheard.append(error)
            for cancel in stop:
                cancel()

    with open_studio(chosen) as studio:
        studio.model.write_in(materials.draft)
        prepared = studio.prepare(chosen.recipe, fields, materials, max_tokens=chosen.tokens).result()
        going = studio.generate(
            prepared, candidates=chosen.candidates, seed=chosen.seed, on_event=stream, via="cli"
        )
        stop.append(going.cancel)
        try:
            record = studio.generation(going.future.result())
        except KeyboardInterrupt:
            going.cancel()
            record = studio.generation(going.future.result())
    if chosen.json:
        print_json(generation_shape(record))
        return 0
    if unheard:
        raise unheard[0]
    say()
    for one in record.candidates[1:]:
        say(f"\n---\n{one.text}")
    return 0
