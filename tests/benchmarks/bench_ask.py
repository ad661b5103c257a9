"""Asking the library: 30 questions that the inspiration shelf answers, 10 that it does not.

The questions are in library/questions.toml, in two parts. Goals are set on "heldout"; `--part development`
is what thresholds were chosen on, with `--part further` of library/further.toml. No model writes here: what
is measured is looking up and refusing, which decide what a model may say. The starter model reads the best
passages, as in the app; what comes without it is a row of its own. Vectors of single words come from the
extra "english" where it is installed, as in the app. `--part misses` names the questions that were missed.
"""

from __future__ import annotations

import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from muse_desktop.craft.kinds import kinds, narrow_kinds
from muse_desktop.craft.near_words import near
from muse_desktop.engine.client import Engine
from muse_desktop.library.asking.content import stem
from muse_desktop.library.asking.matching import Kinds
from muse_desktop.library.asking.retrieval import Retriever
from muse_desktop.library.library import Library
from muse_desktop.library.search import encoders
from muse_desktop.library.search.search import LibrarySearch
from muse_desktop.library.shelf import Shelf
from muse_desktop.settings import Settings
from muse_desktop.store.store import Store
from muse_desktop.studio.ask import SHOWN, SOURCES, quotations, words_encoder
from muse_desktop.studio.likely import LikelyQuestions
from muse_desktop.studio.model_host import ModelHost
from tests.benchmarks.row import Row

QUESTIONS = Path(__file__).with_name("library") / "questions.toml"
FURTHER = QUESTIONS.with_name("further.toml")
PARTS = {"heldout": "", "development": "", "further": "", "misses": ""}
TOP = 3


@dataclass
class Tally:
    """What came of one part's questions."""

    answerable: int = 0
    found: int = 0  # the answer is in one of the first three passages
    answered: int = 0  # it was not refused
    quoted: int = 0  # a quoted sentence has the answer
    citations: int = 0
    opening: int = 0  # they open at the sentence they quote
    unanswerable: int = 0
    refused: int = 0
    seconds: float = 0.0


@contextmanager
def shelf_library(folder: Path) -> Iterator[tuple[Library, LibrarySearch]]:
    """A library with the shelf in it, every passage with its vector."""
    store = Store.open(folder, mode="own")
    library = Library(store, store.paths)
    shelf = Shelf()
    shelf.put(library, [item.id for item in shelf.items])
    search = LibrarySearch(library, folder / "vectors")
    search.use(encoders.load(encoders.SHIPPED), encoders.load(encoders.SHIPPED))
    try:
        if not search.settle(600):
            raise RuntimeError("the vectors were not made in time")
        yield library, search
    finally:
        search.close()
        store.close()


def tally(
    library: Library,
    search: LibrarySearch,
    questions: list[dict[str, Any]],
    likely: LikelyQuestions | None,
    *,
    tell: bool,
) -> Tally:
    """Ask all of them; `likely`: with a model that reads."""
    known = Kinds(kinds, narrow_kinds)
    retriever = Retriever(
        library,
        search,
        words_encoder(),
        partial(near, stem=stem),
        known,
        likely=likely,
    )
    made = Tally()
    for one in questions:
        before = time.perf_counter()
        found = retriever.find(one["ask"], limit=SHOWN)
        made.seconds += time.perf_counter() - before
        if "shelf" not in one:
            made.unanswerable += 1
            made.refused += not found.answers
            if tell and found.answers:
                print("  answered:", one["ask"])
            continue
        made.answerable += 1
        answers = [" ".join(text.split()) for text in one["answer"]]

        def has(text: str, shelf: str, answers: list[str] = answers, wanted: str = one["shelf"]) -> bool:
            return shelf == wanted and any(answer in " ".join(text.split()) for answer in answers)

        hit = any(has(spoken.text, spoken.item.shelf) for spoken in found.spoken[:TOP])
        made.found += hit
        made.answered += found.answers
        if tell and not (hit and found.answers):
            print("  missed:" if not hit else "  refused:", one["ask"])
        cited = quotations(found) if found.answers else ()
        sources = [sentence.source for sentence in cited[:SOURCES]]
        made.quoted += any(has(source.quote, source.item.shelf) for source in sources)
        for sentence in cited:
            source = sentence.source
            made.citations += 1
            made.opening += library.text(source.item.id)[source.start : source.end] == source.quote
    return made


def rows(data: Path | None, part: str = "heldout") -> list[Row]:
    """The measured values."""
    name = "heldout" if part == "misses" else part
    file = FURTHER if name == "further" else QUESTIONS
    questions = tomllib.loads(file.read_text("utf-8"))[name]
    with tempfile.TemporaryDirectory() as folder, shelf_library(Path(folder)) as (library, search):
        with Engine() as engine:
            host = ModelHost(engine, Path(folder) / "hashes.json", Settings())
            host.ready().result()
            made = tally(library, search, questions, LikelyQuestions(host), tell=part != "heldout")
        alone = tally(library, search, questions, None, tell=False)
    hits, refusals = round(made.answerable * 0.9), round(made.unanswerable * 0.9)
    each = 1000 * made.seconds / len(questions)
    words = "with" if words_encoder() is not None else "without"
    how = f"{name}, {made.answerable} answerable; {words} vectors of words"
    return [
        Row("answer among the first 3 passages", made.found, "questions", f">= {hits}", made.found >= hits,
            how),
        Row("unanswerable refused", made.refused, "questions", f">= {refusals}", made.refused >= refusals,
            f"{name}, of {made.unanswerable}"),
        Row("citations that open at their sentence", made.opening, "citations", f"{made.citations}",
            made.opening == made.citations, "quoted from the library"),
        Row("answerable and not refused", made.answered, "questions", "-", True, how),
        Row("a quoted sentence has the answer", made.quoted, "questions", "-", True, how),
        Row("looking up one question", each, "ms", "-", True, "484 passages; read by the starter model"),
        Row("answer among the first 3, without the model", alone.found, "questions", "-", True,
            f"{how}; {1000 * alone.seconds / len(questions):.0f} ms each"),
    ]  # fmt: skip
