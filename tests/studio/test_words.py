"""Word by word on a real engine: what is offered, whose each word is, and what the record says of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.craft.prompt import Materials
from muse_desktop.engine.values import NextWords
from muse_desktop.errors import MuseError
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.provenance.display import tints
from muse_desktop.provenance.records import GenerationRecord
from muse_desktop.settings import Settings
from muse_desktop.studio.authors import Authored, authors_of, merged
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.tokens import whole_tokens, word_at
from muse_desktop.studio.words import WordByWord, one_sentence, so_many_words, with_space

DRAFT = "The lamps were lit and the old woman went down to the"
REAL = pytest.mark.real_model


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("words")
    made = Studio.open(folder / "work", settings=Settings(context_tokens=512, threads=1))
    yield made
    made.close()


@pytest.fixture
def growing(studio: Studio) -> WordByWord:
    prepared = studio.prepare("continue", {}, Materials(before=DRAFT)).result(60)
    return studio.word_by_word(prepared)


@pytest.fixture
def session(studio: Studio) -> DocumentSession:
    return studio.manuscript.open(studio.manuscript.create("Lamps", DRAFT))


def asked(growing: WordByWord) -> NextWords:
    return growing.options().result(60)


def cooler(growing: WordByWord, temperature: float) -> None:
    growing.sampling = msgspec.structs.replace(growing.sampling, temperature=temperature)


def written(studio: Studio, growing: WordByWord) -> GenerationRecord | None:
    return studio.generation(growing.generation) if growing.generation else None


def composed(growing: WordByWord) -> int:
    """Two picked words, one of the writer's, some of the model's; the number of its record."""
    asked(growing)
    growing.pick(1)
    growing.type("harbour").result(60)
    growing.run(40, so_many_words(4)).future.result(60)
    asked(growing)
    growing.pick(0)
    return growing.finish().result(60)


@REAL
def test_ten_words_at_most_whose_shares_add_up_to_one_at_most(growing: WordByWord) -> None:
    found = asked(growing).words
    shares = [one.probability for one in found]
    assert len(found) == 10
    assert sum(shares) <= 1 + 1e-9
    assert shares == sorted(shares, reverse=True)
    assert found[0].text.startswith(" ")


@REAL
def test_at_temperature_0_the_first_word_is_certain_whatever_follows(growing: WordByWord) -> None:
    cooler(growing, 0.0)
    for _ in range(3):
        assert asked(growing).words[0].probability == 1.0
        growing.pick(0)


@REAL
def test_a_higher_temperature_flattens_the_bars(growing: WordByWord) -> None:
    cooler(growing, 0.5)
    sure = asked(growing).words[0].probability
    cooler(growing, 1.5)
    assert asked(growing).words[0].probability < sure


@REAL
def test_picking_a_word_puts_it_into_the_text_and_brings_others(growing: WordByWord) -> None:
    before = asked(growing).words
    step = growing.pick(2)
    assert step is not None
    assert growing.text == before[2].text
    assert growing.tokens == before[2].tokens
    assert growing.pick(0) is None  # those were the words for another place
    assert [one.text for one in asked(growing).words] != [one.text for one in before]


@REAL
def test_going_back_brings_the_same_bars_again(growing: WordByWord) -> None:
    first = asked(growing).words
    growing.pick(0)
    asked(growing)
    assert growing.back() is not None
    assert growing.text == ""
    assert asked(growing).words == first
    assert growing.back() is None


@REAL
def test_a_typed_word_gets_the_space_it_needs_and_is_cut_as_the_model_cuts(
    studio: Studio, growing: WordByWord
) -> None:
    assert growing.type("harbour").result(60).text == " harbour"
    assert growing.type(",").result(60).text == ","
    assert growing.type("灯塔").result(60).text == "灯塔"
    ends = studio.model.engine.ends(growing.tokens).result(60)
    assert ends[-1] == len(growing.text) == len(" harbour,灯塔")


@REAL
def test_the_model_goes_on_for_a_sentence_and_no_further(growing: WordByWord) -> None:
    growing.type("sea. Then").result(60)
    heard: list[str] = []
    added = growing.run(80, one_sentence, heard.append).future.result(60)
    assert growing.text == " sea. Then" + added
    assert heard
    assert one_sentence(added + " Next") is not None
    assert one_sentence(added) is None  # nothing behind its end
    assert asked(growing).words


@REAL
def test_the_model_goes_on_for_so_many_words(growing: WordByWord) -> None:
    added = growing.run(60, so_many_words(5)).future.result(60)
    assert len(added.split()) == 5


@REAL
def test_the_record_says_whose_each_part_is(studio: Studio, growing: WordByWord) -> None:
    number = composed(growing)
    record = studio.generation(number)
    made = record.candidates[0]
    assert (record.state, made.text, made.tokens) == ("done", growing.text, growing.tokens)
    spans = authors_of(record.layout, len(made.text))
    assert [one.author for one in spans] == ["picked", "typed", "model", "picked"]
    assert spans == growing.spans
    assert (spans[0].start, spans[-1].end) == (0, len(made.text))
    assert record.prompt_text == DRAFT
    assert record.prompt_tokens
    assert studio.verify()["ok"]
    assert studio.replay(number).result(60).reason == "studio.replay_by_hand"


@REAL
def test_the_record_grows_with_every_word(studio: Studio, growing: WordByWord) -> None:
    asked(growing)
    assert growing.generation == 0
    known = len(studio.history())
    growing.pick(0)
    growing.type("tide").result(60)
    end = time.monotonic() + 20
    while not (record := written(studio, growing)) or record.candidates[0].text != growing.text:
        assert time.monotonic() < end  # nobody waits for the disk, but it follows
        time.sleep(0.02)
    assert (record.state, record.candidates[0].text) == ("running", growing.text)
    assert [one.author for one in authors_of(record.layout, len(growing.text))] == ["picked", "typed"]
    assert len(studio.history()) == known + 1
    growing.finish().result()


@REAL
def test_a_text_still_growing_when_the_workspace_closes_is_complete_in_the_record(tmp_path: Path) -> None:
    settings = Settings(context_tokens=512, threads=1)
    first = Studio.open(tmp_path / "work", settings=settings)
    prepared = first.prepare("continue", {}, Materials(before=DRAFT)).result(60)
    left = first.word_by_word(prepared)
    left.type("harbour").result(60)
    first.close()
    again = Studio.open(tmp_path / "work", mode="read", settings=settings)
    try:
        (summary,) = again.history()
        record = again.generation(summary.id)
        assert (record.state, record.candidates[0].text) == ("done", " harbour")
        assert [one.author for one in authors_of(record.layout, 8)] == ["typed"]
    finally:
        again.close()


@REAL
def test_a_text_without_a_word_leaves_no_record(studio: Studio, growing: WordByWord) -> None:
    known = len(studio.history())
    asked(growing)
    assert growing.finish().result(60) == 0
    assert len(studio.history()) == known


@REAL
def test_accepted_the_writers_words_are_typed_and_the_models_generated(
    studio: Studio, growing: WordByWord, session: DocumentSession
) -> None:
    number = composed(growing)
    text = growing.text
    taken = studio.accept(session, number, 0, 0, len(text))
    session.apply(len(DRAFT), 0, taken.text, taken.runs)
    kinds = {}
    for start, end, origin in session.runs.spans(len(DRAFT)):
        known = session.book.get(origin)
        kinds[session.text[start:end]] = (str(known.kind), known.source, known.generation_id)
    assert kinds[" harbour"] == ("typed", "", None)
    assert kinds[growing.steps[0].text] == ("generated", "picked", number)
    assert kinds[growing.steps[2].text] == ("generated", "", number)
    own = [
        session.text[span.start : span.end]
        for span in tints(session.text, session.runs, session.book, len(DRAFT))
        if span.tint == "own"
    ]
    assert "".join(own) == " harbour"


@REAL
def test_a_part_of_it_can_be_taken_too(studio: Studio, growing: WordByWord, session: DocumentSession) -> None:
    number = composed(growing)
    first = len(growing.steps[0].text)
    taken = studio.accept(session, number, 0, first, first + len(" harbour"))
    assert taken.text == " harbour"
    assert [session.book.get(run.origin).kind for run in taken.runs] == ["typed"]


@REAL
def test_other_words_for_a_recorded_one_and_a_branch_from_there(studio: Studio) -> None:
    prepared = studio.prepare("continue", {}, Materials(before=DRAFT), max_tokens=24).result(60)
    number = studio.generate(prepared, candidates=2, seed=5).future.result(60)
    record = studio.generation(number)
    text = record.candidates[1].text
    place = text.index(" ", 8) + 2  # inside a later word
    found = studio.alternatives(number, 1, place).result(60)
    assert found.start < place <= found.end
    assert found.token_index > 0
    assert found.chosen is not None
    assert found.words.words[found.chosen].text.strip() == text[found.start : found.end].strip()
    word = next(one for at, one in enumerate(found.words.words) if at != found.chosen and not one.end)
    heard: list[object] = []
    run = studio.branch(number, 1, found.token_index, word, heard.append)
    branch = studio.generation(run.future.result(60))
    kept = record.candidates[1].tokens[: found.token_index] + word.tokens
    assert branch.candidates[0].tokens[: len(kept)] == kept
    assert branch.candidates[0].text.startswith(text[: found.start] + word.text)
    assert branch.layout["branched_from"] == {
        "generation": number, "candidate": 1, "token": found.token_index, "kept": len(kept),
    }  # fmt: skip
    assert branch.prompt_tokens == record.prompt_tokens
    assert studio.replay(branch.id).result(120).verdict == "identical"


@REAL
def test_another_models_words_have_no_alternatives_here(
    studio: Studio, growing: WordByWord, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = composed(growing)
    record = studio.generation(number)
    monkeypatch.setattr(studio.recorder, "generation", lambda _: replace(record, model_sha256="0" * 64))
    with pytest.raises(MuseError) as caught:
        studio.alternatives(number, 0, 3).result(60)
    assert caught.value.code == "studio.other_model"


def test_words_get_a_space_and_chinese_and_marks_do_not() -> None:
    assert with_space("down to the", "sea") == " sea"
    assert with_space("down to the ", "sea") == "sea"
    assert with_space("", "Sea") == "Sea"
    assert with_space("the sea", ",") == ","
    assert with_space("she said", '"Go') == ' "Go'
    assert with_space('she said "Go', '"') == '"'
    assert with_space("(", "so") == "so"
    assert with_space("海上", "有灯") == "有灯"
    assert with_space("the sea", "海") == "海"
    assert with_space("dogs", "'") == "'"


def test_a_sentence_is_over_when_the_next_one_begins() -> None:
    assert one_sentence(" It was late. The") == len(" It was late.")
    assert one_sentence(" It was late.") is None
    assert one_sentence("天黑了。灯") == 4
    assert one_sentence(" It was late.\n") == len(" It was late.")


def test_damaged_authors_make_nothing_of_the_models_the_writers() -> None:
    good = {"authors": [[0, 4, "typed"], [4, 9, "model"]]}
    assert authors_of(good, 9) == (Authored(0, 4, "typed"), Authored(4, 9, "model"))
    assert authors_of({}, 9) == ()
    unordered = [[4, 9, "model"], [0, 4, "typed"]]
    for bad in ([[0, 4, "writer"]], [[0, 12, "typed"]], unordered, "typed", [[0, 4]]):
        assert authors_of({"authors": bad}, 9) == ()


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["model", "picked", "typed"])), max_size=12))
def test_merging_spans_changes_no_characters_author(parts: list[tuple[int, str]]) -> None:
    spans, at = [], 0
    for length, author in parts:
        spans.append(Authored(at, at + length, author))  # type: ignore[arg-type]
        at += length

    def letters(some: object) -> list[str]:
        return [one.author for one in some for _ in range(one.end - one.start)]  # type: ignore[attr-defined]

    assert letters(merged(spans)) == letters(spans)
    joined = merged(spans)
    assert all(left.author != right.author for left, right in pairwise(joined))


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(0, 30))
def test_whole_tokens_never_end_inside_a_character(sizes: list[int], length: int) -> None:
    ends = [sum(sizes[: at + 1]) for at in range(len(sizes))]
    taken = whole_tokens(ends, length)
    assert 0 <= taken <= len(ends)
    assert taken == 0 or sizes[taken - 1] > 0
    if taken and length <= ends[-1]:
        assert ends[taken - 1] >= length


def test_a_word_is_found_with_the_first_of_its_tokens() -> None:
    text = " The light 灯塔"
    ends = [4, 6, 10, 11, 11, 12, 12, 13]  # " The" " l" "ight" " " | two bytes tokens each
    place = word_at(text, ends, 7)
    assert place is not None
    assert (place.start, place.end, place.token) == (4, 10, 1)
    lamp = word_at(text, ends, 12)
    assert lamp is not None
    assert (lamp.start, lamp.token) in ((11, 4), (12, 6))
    assert word_at("…", [1], 0) is None
