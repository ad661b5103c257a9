"""Why a candidate says what it says, and how candidates compare: numbers from the record, nothing generated.

All of them come from scoring recorded tokens again with the model that wrote them, so that the same record
gives the same numbers as often as it is asked.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from muse_desktop.craft.prompt import Part, Prompt
from muse_desktop.craft.recipe import RecipeBook, Words
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.protocol import Message
from muse_desktop.engine.values import Scored, ScoreRequest
from muse_desktop.errors import MuseError
from muse_desktop.library.library import Library
from muse_desktop.provenance.generations import Recorder
from muse_desktop.provenance.records import CandidateRecord, GenerationRecord
from muse_desktop.studio.model_host import ModelHost
from muse_desktop.text.segment import words

T = TypeVar("T")
SHARED = 3
"""Words in a row that two candidates must have in common to count as overlap (characters in Chinese)."""
DISTINCT = 2
"""Words in a row whose variety is counted."""


@dataclass(frozen=True)
class PartEffect:
    """What one ingredient of the prompt did: `change` is how much less likely (natural logarithm, mean of
    each token) the text is without it. Below 0: the text came in spite of it."""

    ingredient: str
    labels: Words
    tokens: int
    change: float


@dataclass(frozen=True)
class Mattered:
    """`baseline`: mean log-probability of the text's tokens with everything. `cancelled`: parts are missing.
    """

    baseline: float
    parts: tuple[PartEffect, ...]
    cancelled: bool = False


@dataclass(frozen=True)
class Place:
    """Where a candidate stands between coherence and originality, both 0 … 1."""

    candidate: int
    coherence: float
    originality: float


class Insight:
    """Answers on a thread of its own, one question after another, behind everything else the engine does.

    Cancelling an answer's Future stops the work for it.
    """

    def __init__(self, recorder: Recorder, host: ModelHost, library: Library, recipes: RecipeBook) -> None:
        self._recorder = recorder
        self._host = host
        self._library = library
        self._recipes = recipes
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="muse-insight")

    def mattered(self, generation: int, candidate: int) -> Future[Mattered]:
        """What each ingredient of the prompt did for a candidate: its recorded tokens are scored again with
        one ingredient left out at a time (leave-one-out; Li, Monroe, Jurafsky 2016, arXiv 1612.08220).

        Fails with `studio.insight_nothing`, `studio.insight_not_recorded`, `studio.insight_other_model`,
        what loading the model may raise, and the engine's own errors.
        """
        return self._answer(lambda asked: self._mattered(generation, candidate, asked))

    def surprise(self, generation: int, candidate: int) -> Future[Scored]:
        """How likely the model found each token of a candidate. Fails as `mattered`."""

        def work(asked: Future[Any]) -> Scored:
            record = self._record(generation)
            return self._score(asked, _recorded(record), _candidate(record, candidate).tokens)

        return self._answer(work)

    def places(self, generation: int) -> Future[tuple[Place, ...]]:
        """Coherence and originality of each candidate; see `coherence` and `originality`. A candidate that
        says nothing has neither. Fails as `mattered`."""
        return self._answer(lambda asked: self._places(generation, asked))

    def best(self, places: Sequence[Place], wildness: float) -> int:
        """The candidate with the highest F = (1 - wildness) · coherence + wildness · originality; of equal
        ones the first. `wildness` 0 … 1. Raises ValueError when there are none."""
        return max(
            places, key=lambda one: (1 - wildness) * one.coherence + wildness * one.originality
        ).candidate

    def close(self) -> None:
        """Give up what waits. The engine must be closed first, or this waits for the question it is at."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _mattered(self, generation: int, candidate: int, asked: Future[Any]) -> Mattered:
        record = self._record(generation)
        tokens = _candidate(record, candidate).tokens
        parts, prefill = self._parts(record)
        baseline = _mean(self._score(asked, _recorded(record), tokens))
        effects: list[PartEffect] = []
        for index, (part, cost) in enumerate(parts):
            others = tuple(other for place, (other, _) in enumerate(parts) if place != index)
            prompt = Prompt("continue" if record.mode == "continue" else "chat", others, prefill)
            try:
                without = _mean(self._score(asked, _request(prompt), tokens))
            except MuseError as error:
                if error.code != "engine.cancelled":
                    raise
                return Mattered(baseline, tuple(effects), cancelled=True)
            labels = self._labels(record.recipe, part.ingredient)
            effects.append(PartEffect(part.ingredient, labels, cost, baseline - without))
        return Mattered(baseline, tuple(effects))

    def _places(self, generation: int, asked: Future[Any]) -> tuple[Place, ...]:
        record = self._record(generation)
        texts = [one.text for one in record.candidates]
        found: list[Place] = []
        for one in record.candidates:
            if not one.tokens or not words(one.text):
                found.append(Place(one.position, 0.0, 0.0))
                continue
            scored = self._score(asked, _recorded(record), one.tokens)
            others = [text for place, text in enumerate(texts) if place != one.position]
            from muse_desktop.studio.originality.checking import compare

            report = compare(one.text, self._library)
            copied = report.covered_words / report.draft_words if report.draft_words else 0.0
            found.append(Place(one.position, coherence(scored), originality(one.text, others, copied)))
        return tuple(found)

    def _record(self, generation: int) -> GenerationRecord:
        """The record, the model that wrote it being the loaded one."""
        record = self._recorder.generation(generation)
        if not record.prompt_tokens:
            raise MuseError("studio.insight_nothing")
        loaded = self._host.ready().result()
        if (loaded.sha256, loaded.adapters) != (record.model_sha256, record.adapters):
            raise MuseError("studio.insight_other_model", name=record.model_name)
        return record

    def _parts(self, record: GenerationRecord) -> tuple[list[tuple[Part, int]], str]:
        """The prompt's parts in their order, each with its tokens, and the start of the answer. A branch has
        its prompt from the generation it branched off."""
        branched: Any = record.layout.get("branched_from")
        if branched and not any(part.get("text") for part in record.parts):
            return self._parts(self._recorder.generation(int(branched["generation"])))
        kept: list[Any] = [part for part in record.parts if part.get("text")]
        if not kept:
            raise MuseError("studio.insight_not_recorded")
        kept.sort(key=lambda part: part["place"])
        parts = [(Part(one["ingredient"], one["role"], one["text"]), int(one["tokens"])) for one in kept]
        return parts, str(record.layout.get("prefill", ""))

    def _labels(self, recipe: str, ingredient: str) -> Words:
        for known in self._recipes.recipes:
            for one in known.ingredients:
                if (known.id, one.id) == (recipe, ingredient):
                    return one.labels
        return Words(en=ingredient, zh=ingredient)  # the recipe was removed

    def _score(self, asked: Future[Any], request: ScoreRequest, tokens: tuple[int, ...]) -> Scored:
        """Score `tokens`; stops when `asked` is cancelled."""
        whole = ScoreRequest(prompt=request.prompt, prefill=request.prefill, answer=tokens)
        while True:
            if asked.cancelled():
                raise MuseError("engine.overtaken")  # nobody hears it
            job: Job[Scored] = self._host.engine.score(whole)
            _cancel_with(asked, job)
            try:
                return job.future.result()
            except MuseError as error:
                if error.code != "engine.overtaken" or asked.cancelled():
                    raise
                self._host.ready().result()  # another model was loaded meanwhile

    def _answer(self, work: Callable[[Future[Any]], T]) -> Future[T]:
        """Do `work` on the thread; the Future can be cancelled until it has its answer."""
        answer: Future[T] = Future()

        def run() -> None:
            if answer.cancelled():
                return
            try:
                result = work(answer)
            except MuseError as error:
                if answer.set_running_or_notify_cancel():
                    answer.set_exception(error)
            except BaseException as error:
                if answer.set_running_or_notify_cancel():  # a bug: whoever waits must hear of it
                    answer.set_exception(error)
                raise
            else:
                if answer.set_running_or_notify_cancel():
                    answer.set_result(result)

        def never_begun(begun: Future[None]) -> None:
            if begun.cancelled() and answer.set_running_or_notify_cancel():  # the studio closes
                answer.set_exception(MuseError("engine.closed"))

        self._thread.submit(run).add_done_callback(never_begun)
        return answer


def _cancel_with(asked: Future[Any], job: Job[Any]) -> None:
    """Cancelling `asked` from now on, or before, stops the job."""
    asked.add_done_callback(lambda _: job.cancel() if asked.cancelled() else None)


def coherence(scored: Scored) -> float:
    """exp of the mean log-probability of a token: the geometric mean of their probabilities, 0 … 1, which is
    1 / perplexity (Jelinek, Mercer, Bahl, Baker 1977). How well a text follows, in the model's own eyes.

    Similarity of neighbouring sentences is not mixed in: by the vectors of a model that writes, unrelated
    sentences are 0.8 alike and paraphrases 0.9, so it would add noise and say little.
    """
    return math.exp(_mean(scored))


def originality(text: str, others: Sequence[str], copied: float) -> float:
    """(1 - largest overlap) · distinct-2, 0 … 1; 0 for a text without words.

    Overlap: the share of the words found verbatim in the library (`copied`), or of those that stand in three
    words in a row that another candidate has too. distinct-2: different pairs of neighbouring words as a
    share of all pairs, so that repeating oneself is no originality (Li et al. 2016, arXiv 1510.03055). Words
    as in `text.segment`: in Chinese each character is one.
    """
    ours = _words(text)
    if not ours:
        return 0.0
    overlap = max([copied, *(shared_share(ours, _words(other)) for other in others)])
    return max(0.0, 1.0 - overlap) * distinct_share(ours)


def shared_share(ours: Sequence[str], theirs: Sequence[str], length: int = SHARED) -> float:
    """The share of our words that lie in `length` words in a row that they have too; shorter texts of ours
    are compared as a whole."""
    length = min(length, len(ours))
    if length == 0:
        return 0.0
    known = set(_runs(theirs, length))
    covered = {
        place
        for start, run in enumerate(_runs(ours, length))
        if run in known
        for place in range(start, start + length)
    }
    return len(covered) / len(ours)


def distinct_share(ours: Sequence[str], length: int = DISTINCT) -> float:
    """distinct-n: different runs of `length` words as a share of all; 1 where there are none."""
    runs = Counter(_runs(ours, length))
    return len(runs) / runs.total() if runs else 1.0


def _runs(some: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return [tuple(some[start : start + length]) for start in range(len(some) - length + 1)]


def _words(text: str) -> list[str]:
    return [text[start:end].casefold() for start, end in words(text)]


def _mean(scored: Scored) -> float:
    """Mean log-probability of the tokens that have one."""
    known = scored.logprobs if scored.first_known else scored.logprobs[1:]
    return math.fsum(known) / len(known) if known else 0.0


def _recorded(record: GenerationRecord) -> ScoreRequest:
    """The prompt exactly as it was read."""
    return ScoreRequest(prompt=record.prompt_tokens, answer="")


def _request(prompt: Prompt) -> ScoreRequest:
    """A recomposed prompt. A chat without a question still has an empty one: templates want a user."""
    if prompt.mode == "continue":
        return ScoreRequest(prompt=prompt.raw(), answer="")
    messages = prompt.messages()
    if not any(message.role == "user" for message in messages):
        messages = (*messages, Message("user", ""))
    return ScoreRequest(prompt=messages, prefill=prompt.prefill, answer="")


def _candidate(record: GenerationRecord, position: int) -> CandidateRecord:
    found = next((one for one in record.candidates if one.position == position), None)
    if found is None or not found.tokens:
        raise MuseError("studio.insight_nothing")
    return found
