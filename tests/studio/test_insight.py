"""What mattered, what surprised, and where candidates stand: from the record alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.craft.prompt import Materials
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import Scored
from muse_desktop.errors import MuseError
from muse_desktop.provenance.records import GenerationRecord
from muse_desktop.settings import Settings
from muse_desktop.studio.insight import (
    Insight,
    Mattered,
    Place,
    coherence,
    distinct_share,
    originality,
    shared_share,
)
from muse_desktop.studio.studio import Studio

WAIT = 120
some_words = st.lists(st.sampled_from(["a", "b", "c", "海", "月"]), max_size=12)
DRAFT = "The harbour was quiet. Mara counted the boats again: four red ones and a blue one."


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    settings = Settings(context_tokens=1024, threads=1)
    made = Studio.open(tmp_path_factory.mktemp("workspace"), settings=settings)
    yield made
    made.close()


def generate(studio: Studio, fields: dict[str, str], recipe: str = "poem", candidates: int = 2) -> int:
    prepared = studio.prepare(
        recipe, fields, Materials(before=DRAFT), max_tokens=8, sampling=Sampling()
    ).result(WAIT)
    run = studio.generate(prepared, candidates=candidates, seed=5)
    return run.future.result(WAIT)


@pytest.fixture(scope="module")
def generation(studio: Studio) -> int:
    return generate(studio, {"theme": "the emperor penguins of Antarctica", "style": "haiku"})


@pytest.fixture(scope="module")
def weighed(studio: Studio, generation: int) -> Mattered:
    return studio.insight.mattered(generation, 0).result(WAIT)


@pytest.fixture(scope="module")
def places(studio: Studio, generation: int) -> tuple[Place, ...]:
    """Where the candidates stand while the library holds nothing."""
    return studio.insight.places(generation).result(WAIT)


@pytest.mark.real_model
def test_leaving_out_the_decisive_instruction_changes_most(studio: Studio, weighed: Mattered) -> None:
    found = weighed
    assert not found.cancelled
    assert found.baseline < 0
    assert len(found.parts) > 1
    decisive = max(found.parts, key=lambda part: part.change)
    assert decisive.ingredient == "theme"
    assert decisive.change > 0.2
    theme = next(one for one in studio.recipes.get("poem").ingredients if one.id == "theme")
    assert decisive.labels == theme.labels
    assert all(part.tokens > 0 for part in found.parts)


@pytest.mark.real_model
def test_the_same_record_gives_the_same_numbers_whatever_happened_between(
    studio: Studio, generation: int, weighed: Mattered, places: tuple[Place, ...]
) -> None:
    generate(studio, {"theme": "three rivers"}, candidates=1)
    assert studio.insight.mattered(generation, 0).result(WAIT) == weighed
    assert studio.insight.places(generation).result(WAIT) == places


@pytest.mark.real_model
def test_the_text_to_continue_is_an_ingredient_too(studio: Studio) -> None:
    made = generate(studio, {}, "continue", candidates=1)
    found = studio.insight.mattered(made, 0).result(WAIT)
    assert found.parts
    assert max(part.change for part in found.parts) > 0.2


@pytest.mark.real_model
def test_surprise_has_a_number_for_every_recorded_token(studio: Studio, generation: int) -> None:
    record = studio.generation(generation)
    found = studio.insight.surprise(generation, 1).result(WAIT)
    assert found.tokens == record.candidates[1].tokens
    assert found.text.startswith(record.candidates[1].text)
    assert len(found.logprobs) == len(found.tokens)
    assert found.first_known


@pytest.mark.real_model
def test_places_are_between_nothing_and_all_and_the_dial_moves_the_star(
    studio: Studio, generation: int, places: tuple[Place, ...]
) -> None:
    assert [place.candidate for place in places] == [0, 1]
    assert all(0 <= value <= 1 for place in places for value in (place.coherence, place.originality))
    scored = studio.insight.surprise(generation, 0).result(WAIT)
    assert places[0].coherence == pytest.approx(math.exp(sum(scored.logprobs) / len(scored.logprobs)))


@pytest.mark.real_model
def test_what_the_library_holds_is_not_original(
    studio: Studio, generation: int, places: tuple[Place, ...], tmp_path: Path
) -> None:
    before = places[0]
    source = tmp_path / "source.txt"
    text = studio.generation(generation).candidates[0].text
    source.write_text(f"It says: {text} That is all.", "utf-8")
    report = studio.add_to_library([source]).result(WAIT)
    try:
        after = studio.insight.places(generation).result(WAIT)[0]
        assert after.originality < before.originality
        assert after.coherence == before.coherence
    finally:
        studio.library.remove(report.added[0].id)


@pytest.mark.real_model
def test_what_is_cancelled_stops_and_what_is_not_there_is_named(studio: Studio, generation: int) -> None:
    asked = studio.insight.mattered(generation, 0)
    assert asked.cancel()
    with pytest.raises(CancelledError):
        asked.result(WAIT)
    error = studio.insight.mattered(generation, 3).exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "studio.insight_nothing"
    error = studio.insight.surprise(10**6, 0).exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "provenance.no_generation"


class OneRecord:
    """A recorder that knows a few records, made up for a test."""

    def __init__(self, *records: GenerationRecord) -> None:
        self._records = {record.id: record for record in records}

    def generation(self, generation: int) -> GenerationRecord:
        return self._records[generation]


def insight(studio: Studio, *records: GenerationRecord) -> Insight:
    recorder: Any = OneRecord(*records)
    return Insight(recorder, studio.model, studio.library, studio.recipes)


@pytest.mark.real_model
def test_a_candidate_that_says_nothing_has_no_place_and_is_not_the_star(
    studio: Studio, generation: int
) -> None:
    record = studio.generation(generation)
    silent = replace(record.candidates[1], text="", tokens=())
    asked = insight(studio, replace(record, candidates=(record.candidates[0], silent)))
    places = asked.places(generation).result(WAIT)
    assert places[1] == Place(1, 0.0, 0.0)
    assert {asked.best(places, wildness) for wildness in (0.0, 0.5, 1.0)} == {0}
    error = asked.mattered(generation, 1).exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "studio.insight_nothing"


@pytest.mark.real_model
def test_old_records_and_other_models_are_named(studio: Studio, generation: int) -> None:
    record = studio.generation(generation)
    plain = tuple({name: part[name] for name in ("ingredient", "tokens")} for part in record.parts)
    error = insight(studio, replace(record, parts=plain)).mattered(generation, 0).exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "studio.insight_not_recorded"
    other = insight(studio, replace(record, model_sha256="0" * 64))
    error = other.surprise(generation, 0).exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "studio.insight_other_model"


@pytest.mark.real_model
def test_a_branch_has_the_ingredients_of_what_it_branched_off(
    studio: Studio, generation: int, weighed: Mattered
) -> None:
    record = studio.generation(generation)
    branch = replace(
        record, id=generation + 100, parts=(), layout={"branched_from": {"generation": generation}}
    )
    found = insight(studio, record, branch).mattered(branch.id, 0).result(WAIT)
    assert found == weighed


def test_the_star_follows_the_dial(studio: Studio) -> None:
    places = (Place(0, 0.8, 0.3), Place(1, 0.4, 0.9), Place(2, 0.4, 0.9))
    assert [studio.insight.best(places, wildness) for wildness in (0.0, 0.2, 0.6, 1.0)] == [0, 0, 1, 1]
    with pytest.raises(ValueError, match="empty"):
        studio.insight.best((), 0.5)


def test_coherence_is_the_geometric_mean_of_the_probabilities() -> None:
    scored = Scored("ab", (1, 2), (1, 2), (math.log(0.5), math.log(0.125)), 3)
    assert coherence(scored) == pytest.approx(0.25)
    alone = Scored("ab", (1, 2), (1, 2), (0.0, math.log(0.125)), 0, first_known=False)
    assert coherence(alone) == pytest.approx(0.125)


def test_a_copy_of_another_candidate_is_not_original_and_nothing_is_nothing() -> None:
    text = "The boats came home late and the harbour was dark."
    assert originality(text, ["Nobody saw the moon."], 0.0) == 1.0
    assert originality(text, [text], 0.0) == 0.0
    assert originality(text, [], 0.25) == 0.75
    assert originality("", [], 0.0) == 0.0
    assert originality("…", [], 0.0) == 0.0
    assert originality("so so so so so", [], 0.0) == 0.25


def test_chinese_is_compared_by_characters() -> None:
    assert originality("月落乌啼霜满天", ["江枫渔火对愁眠"], 0.0) == 1.0
    assert originality("月落乌啼霜满天", ["他说月落乌啼霜满天。"], 0.0) == 0.0
    assert 0 < originality("月落乌啼霜满天", ["月落乌啼了"], 0.0) < 1


@given(some_words, some_words)
def test_shares_are_shares(ours: list[str], theirs: list[str]) -> None:
    assert 0 <= shared_share(ours, theirs) <= 1
    assert 0 < distinct_share(ours) <= 1
    assert shared_share(ours, ours) == (1 if ours else 0)
    assert shared_share(ours, [*theirs, *ours]) == shared_share(ours, ours)
