"""What a question asks, which passage speaks of it, and whether a passage supports a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from muse_desktop.craft.near_words import near
from muse_desktop.library.asking.content import content, names, numbers, stem
from muse_desktop.library.asking.matching import Question
from muse_desktop.library.asking.retrieval import Retriever
from muse_desktop.library.asking.support import bare, best_support, support
from muse_desktop.library.corpus import ItemInfo, Section
from muse_desktop.library.library import Library
from muse_desktop.library.reading import MOST, book, find
from muse_desktop.library.search.search import LibrarySearch
from muse_desktop.library.search.values import Filters, Outdated
from muse_desktop.store.store import Store

MARA = "Mara came down to the quay at noon. Her eyes were grey, like the water before snow."
TOMAS = "Tomas mended nets. He had eleven of them and hated every one."
MOON = "老人坐在灯塔里，从不说话。他只给船点灯。"
synonyms = partial(near, stem=stem)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Store.open(tmp_path / "work") as store:
        made = Library(store, store.paths)
        made.add_text("The Quay", MARA, author="A. Writer")
        made.add_text("Nets", TOMAS)
        made.add_text("灯塔", MOON, language="zh")
        yield made


@pytest.fixture
def retriever(library: Library, tmp_path: Path) -> Iterator[Retriever]:
    search = LibrarySearch(library, tmp_path / "vectors")
    yield Retriever(library, search, None, synonyms)
    search.close()


def test_only_words_that_mean_something_are_compared() -> None:
    assert content("What was the colour of Mara's eyes?") == ["colour", "mara", "eyes"]
    assert stem("carved") == stem("carving")
    assert names("What did Mara say to the Pope?") == ["mara", "pope"]
    assert numbers("He had eleven of them, and 3 more") == {"eleven", "3"}
    assert "说" not in content("老人说了什么")


def test_the_thesaurus_goes_both_ways() -> None:
    assert stem("house") in near("dwelling", stem)  # its broader term
    assert stem("ferry") in near("boat", stem)  # a narrower one
    assert stem("gaol") in near("jails", stem)
    assert near("月亮", stem) == {}


def test_other_words_for_those_of_a_question_count() -> None:
    question = Question("Who fears the jail?", lambda _: 1.0, synonyms)
    assert question.match("He dreaded the gaol.") > 0.4
    assert question.match("She baked bread.") == 0.0


def test_the_sentence_that_answers_is_found(retriever: Retriever) -> None:
    found = retriever.find("What are her eyes like?")
    best = found.spoken[0]
    said = best.text[best.best[0].start : best.best[0].end]
    assert best.item.title == "The Quay"
    assert said == "Her eyes were grey, like the water before snow."


def test_a_name_that_the_library_does_not_have_is_not_answered(retriever: Retriever) -> None:
    found = retriever.find("What colour are Napoleon's eyes?")
    assert not found.answers
    assert found.missing == ("Napoleon",)


def test_a_question_in_chinese_finds_its_passage(retriever: Retriever) -> None:
    found = retriever.find("灯塔里的老人说话吗？")
    assert found.spoken[0].item.title == "灯塔"


def test_filters_narrow_where_the_answer_comes_from(retriever: Retriever, library: Library) -> None:
    nets = next(info.id for info in library.items() if info.title == "Nets")
    found = retriever.find("What colour are Mara's eyes?", Filters(items=frozenset({nets})))
    assert {one.item.title for one in found.spoken} <= {"Nets"}


def test_an_outdated_question_ends(retriever: Retriever) -> None:
    with pytest.raises(Outdated):
        retriever.find("What colour are Mara's eyes?", cancelled=lambda: True)


def test_a_question_without_a_word_that_means_something_finds_nothing(retriever: Retriever) -> None:
    assert retriever.find("what is it?").spoken == ()


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("Her eyes were grey.", True),
        ("Mara's eyes are grey [1].", True),
        ("Mara's eyes were blue.", False),  # not what the passage says
        ("Mara had 3 grey eyes.", False),  # a number from nowhere
        ("Ines had grey eyes.", False),  # a name from nowhere
        ("Her eyes were not grey.", False),  # the passage does not say no
        ("Mara's eyes.", False),  # the question again
    ],
)
def test_a_sentence_holds_only_as_far_as_the_passage_does(sentence: str, holds: bool) -> None:
    question = "What colour are Mara's eyes?"
    assert support(bare(sentence), MARA, question, synonyms).holds is holds


def test_the_passage_that_supports_most_is_cited() -> None:
    found = best_support("He had eleven nets.", [MARA, TOMAS], "How many nets has Tomas?", synonyms)
    assert found is not None
    place, how = found
    assert place == 1
    assert TOMAS[how.start : how.end] == "He had eleven of them and hated every one."


def test_support_in_chinese_is_by_pairs_of_characters() -> None:
    assert support("他只给船点灯。", MOON, "老人做什么？").holds
    assert not support("他给孩子讲故事。", MOON, "老人做什么？").holds


def test_a_large_text_is_read_in_parts_that_leave_nothing_out() -> None:
    text = "A line of the long chapter.\n" * 6000
    info = ItemInfo(1, "Long", "", 0, "en", "", "")
    made = book(info, text, [Section("chapter", 0, len(text), "One")])
    assert "".join(text[one.start : one.end] for one in made.parts) == text
    assert max(one.end - one.start for one in made.parts) <= MOST * 3 // 2
    assert [one.continued for one in made.parts][:2] == [False, True]
    assert made.part_at(len(text) - 1) == len(made.parts) - 1


def test_finding_in_a_text_is_blind_to_case_and_goes_on() -> None:
    assert find(MARA, "her EY") == [(36, 44)]
    assert find(MOON, "灯塔") == [(4, 6)]
    assert find(MARA, "?!") == []


def test_a_model_that_reads_puts_the_best_passages_in_order(library: Library, tmp_path: Path) -> None:
    search = LibrarySearch(library, tmp_path / "vectors")
    says: list[float | None] = [-40.0, -4.0]
    retriever = Retriever(library, search, None, synonyms, likely=lambda *_: says)
    asked = "What colour were the eyes of who came to the quay or hated nets?"
    plain = Retriever(library, search, None, synonyms).find(asked)
    assert [one.item.title for one in plain.spoken] == ["The Quay", "Nets"]
    made = retriever.find(asked)
    assert [one.item.title for one in made.spoken] == ["Nets", "The Quay"]
    assert made.spoken[0].score == plain.spoken[1].score, "what it finds likeliest keeps its score"
    assert made.answers == plain.answers
    says[:] = [None, None]
    assert retriever.find(asked).spoken == plain.spoken, "it said nothing: the first order is an answer too"
    says[:] = [-9.0, None]
    assert retriever.find(asked).spoken == plain.spoken, "what was not read counts as the others in the mean"
    search.close()
