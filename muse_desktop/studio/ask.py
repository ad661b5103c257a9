"""Asking the library: passages that speak of the question, and an answer of which every sentence cites one.

The model reads the best passages and puts them in order, and is asked for words; what it says is believed as
far as a passage supports it. Without a model, or where nothing it said holds, the answer is the sentences of
the library themselves.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Literal

from muse_desktop.craft.kinds import kinds, narrow_kinds
from muse_desktop.craft.near_words import near
from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.recipe import Recipe, load_recipe
from muse_desktop.errors import MuseError
from muse_desktop.library.asking.content import stem
from muse_desktop.library.asking.matching import Kinds
from muse_desktop.library.asking.memory import Memory
from muse_desktop.library.asking.retrieval import Retrieved, Retriever, Spoken
from muse_desktop.library.asking.support import bare, best_support
from muse_desktop.library.corpus import ItemInfo, Passage
from muse_desktop.library.search.encoders import STATIC, Encoder, known, load
from muse_desktop.library.search.values import Cancelled, Filters, never
from muse_desktop.paths import resource
from muse_desktop.studio.likely import LikelyQuestions, waited
from muse_desktop.studio.prepare import prepare
from muse_desktop.text.segment import sentences

if TYPE_CHECKING:
    from muse_desktop.studio.generation import GenerationRun
    from muse_desktop.studio.studio import Studio
    from muse_desktop.studio.values import Prepared

Maker = Literal["model", "library", ""]
SOURCES = 3
"""So many passages the model is told, and so many sentences are quoted without it."""
SHOWN = 6
"""Passages shown as what was found."""
READY_SECONDS = 15.0
NEARLY = 0.75
"""A further passage is quoted beside the best one if it reaches this share of its score."""

synonyms = partial(near, stem=stem)


@dataclass(frozen=True)
class Source:
    """The passage a sentence rests on. `start` to `end`: where the supporting sentence stands, code points of
    the item's text; `quote` is that sentence, `text` all of the passage."""

    item: ItemInfo
    passage: Passage
    start: int
    end: int
    quote: str
    text: str


@dataclass(frozen=True)
class Cited:
    """One sentence of an answer and what it rests on."""

    text: str
    source: Source


@dataclass(frozen=True)
class Answer:
    """What came of a question. Without `sentences` nothing in the library supports an answer.

    `by`: whose words the sentences are. `dropped`: what the model said without support. `near`: passages
    that speak of the question, best first. `missing`: names in it that the library does not have. `trouble`:
    why the model was not asked. `generation`: its record. `covered`: the share of the library that was looked
    through by meaning as well as by words.
    """

    question: str
    sentences: tuple[Cited, ...] = ()
    by: Maker = ""
    dropped: tuple[str, ...] = ()
    near: tuple[Source, ...] = ()
    missing: tuple[str, ...] = ()
    trouble: MuseError | None = None
    generation: int | None = None
    covered: float = 1.0

    @property
    def found(self) -> bool:
        """Whether the library supports an answer."""
        return bool(self.sentences)


Step = Literal["looking", "reading", "writing"]
OnStep = Callable[[Step, int, int], object]
"""Told what is done for a question now: looking passages up; the model reads one of so many of them (1, 8);
it writes. Called on any thread; must be quick."""


def _untold(_step: Step, _at: int, _of: int) -> None:
    """Nobody wants to know."""


def words_encoder() -> Encoder | None:
    """The vectors of single words, where they are installed; without them the thesaurus alone knows what
    words are near."""
    return load(STATIC) if any(one.id == STATIC for one in known()) else None


class AskLibrary:
    """Questions to the library of one studio. Any thread may call."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._memory = Memory()

    @cached_property
    def _words(self) -> Encoder | None:
        return words_encoder()

    def retriever(self, *, with_model: bool, on_step: OnStep = _untold) -> Retriever:
        """What looks passages up. Waits until the search by meaning is ready, for a few seconds at most."""
        search = self._studio.library_search
        ready = threading.Event()
        search.begin(ready.set)
        ready.wait(READY_SECONDS)
        return Retriever(
            self._studio.library,
            search.core,
            self._words,
            synonyms,
            Kinds(kinds, narrow_kinds),
            self._memory,
            LikelyQuestions(self._studio.model, partial(on_step, "reading")) if with_model else None,
        )

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        cancelled: Cancelled = never,
        *,
        with_model: bool = True,
        language: str = "",
        on_step: OnStep = _untold,
    ) -> Future[Answer]:
        """An answer from the library. `with_model` False: its own sentences alone; `language`: of the prompt.

        Fails with Outdated once `cancelled()`, and with what reading the library may raise. What the model
        may raise is the answer's `trouble`.
        """
        return self._studio.background(
            lambda: self._answer(question.strip(), filters, cancelled, with_model, language, on_step)
        )

    def _answer(
        self,
        question: str,
        filters: Filters | None,
        cancelled: Cancelled,
        with_model: bool,
        language: str,
        on_step: OnStep,
    ) -> Answer:
        retriever = self.retriever(with_model=with_model, on_step=on_step)
        found = retriever.find(question, filters, SHOWN, cancelled)
        shown = tuple(_source(one, *_best(one)) for one in found.spoken)
        if not found.answers:
            return Answer(question, near=shown, missing=found.missing, covered=found.covered)
        trouble: MuseError | None = None
        dropped: tuple[str, ...] = ()
        generation: int | None = None
        if with_model:
            try:
                spoken = language or self._studio.language
                on_step("writing", 0, 0)
                text, generation = self._written(question, found, cancelled, spoken)
                cited, dropped = checked(text, found.spoken[:SOURCES], question)
                if cited:
                    return Answer(
                        question, cited, "model", dropped, shown, (), None, generation, found.covered
                    )
            except MuseError as error:
                trouble = error
        quoted = quotations(found)
        return Answer(question, quoted, "library", dropped, shown, (), trouble, generation, found.covered)

    def _written(
        self, question: str, found: Retrieved, cancelled: Cancelled, language: str
    ) -> tuple[str, int | None]:
        """What the model answers, and its record. Raises what preparing and generating raise."""
        studio = self._studio
        studio.hands.refuse(None)
        prepared = prepared_for(studio, question, found.spoken[:SOURCES], language)
        run = studio.generate(prepared, candidates=1, document=None, via="library")
        done = _result(run, cancelled)
        return done, run.generation


def prepared_for(studio: Studio, question: str, spoken: tuple[Spoken, ...], language: str) -> Prepared:
    """The prompt with the passages as material between quotation marks. Waits for the model; raises as
    `Studio.prepare` fails."""
    materials = Materials(language=language, reference=told(spoken))
    return prepare(
        studio.model, recipe(), {"question": question}, materials, frozenset(), None, None,
        studio.settings.banned,
    )  # fmt: skip


@lru_cache(1)
def recipe() -> Recipe:
    """The recipe of an answer."""
    return load_recipe(resource("asking", "ask.toml"))


def told(spoken: tuple[Spoken, ...]) -> str:
    """The passages as the model is told them: numbered, with title and author."""
    blocks = []
    for number, one in enumerate(spoken, 1):
        author = f", {one.item.author}" if one.item.author else ""
        blocks.append(f"[{number}] {one.item.title}{author}\n{' '.join(one.text.split())}")
    return "\n\n".join(blocks)


def checked(
    text: str, spoken: tuple[Spoken, ...], question: str
) -> tuple[tuple[Cited, ...], tuple[str, ...]]:
    """The sentences of what a model wrote that a passage supports, with that passage, and those none does."""
    cited: list[Cited] = []
    dropped: list[str] = []
    for start, end in sentences(text):
        sentence = bare(text[start:end])
        if not sentence:
            continue
        found = best_support(sentence, [one.text for one in spoken], question, synonyms)
        if found is None:
            dropped.append(sentence)
            continue
        place, how = found
        cited.append(Cited(sentence, _source(spoken[place], how.start, how.end)))
    return tuple(cited), tuple(dropped)


def quotations(found: Retrieved) -> tuple[Cited, ...]:
    """The sentences of the library that speak most of the question, from the best passages."""
    made: list[Cited] = []
    for one in found.spoken[:SOURCES]:
        if one.score < NEARLY * found.spoken[0].score:
            break
        source = _source(one, *_best(one))
        made.append(Cited(" ".join(source.quote.split()), source))
    return tuple(made)


def _best(one: Spoken) -> tuple[int, int]:
    return (one.best[0].start, one.best[0].end) if one.best else (0, len(one.text))


def _source(one: Spoken, start: int, end: int) -> Source:
    at = one.passage.start
    return Source(one.item, one.passage, at + start, at + end, one.text[start:end], one.text)


def _result(run: GenerationRun, cancelled: Cancelled) -> str:
    """The text of the one candidate; ends the run when nobody waits for it any more."""
    waited(run.future, cancelled, run.cancel)
    return run.text(0)
