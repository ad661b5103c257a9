import random

import pytest

from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.shingles import shingles
from muse_desktop.store import tables
from tests.provenance.work import Work

ANSWER = "The keeper climbed slowly towards the lantern while the gulls were quarrelling over the last fish."
POEM = "海上的灯塔在夜里慢慢地亮了起来，渔船一只接一只地回到港口。"


@pytest.fixture
def work(store):
    return Work(store)


def found(work):
    return [(one.text, str(one.kind), one.generation, one.candidate) for one in work.figures().retyped]


def test_words_of_an_answer_that_are_typed_are_told_with_their_place(work):
    session = work.document()
    number = work.answer("Nothing of this.", ANSWER)
    work.type(session, "It was late. the KEEPER climbed slowly, towards the lantern while the gulls slept.")
    (one,) = work.figures().retyped
    assert one.text == "the KEEPER climbed slowly, towards the lantern while the gulls"
    assert session.text[one.start : one.end] == one.text
    assert (one.kind, one.generation, one.candidate, one.output_start, one.words) == (
        Kind.TYPED, number, 1, 0, 10,
    )  # fmt: skip


def test_where_in_the_answer_the_words_begin_is_told(work):
    session = work.document()
    work.answer(ANSWER)
    work.type(session, "while the gulls were quarrelling over the last fish")
    (one,) = work.figures().retyped
    assert ANSWER[one.output_start :].startswith(one.text)


def test_seven_words_in_a_row_are_nobodys(work):
    session = work.document()
    work.answer(ANSWER)
    work.type(session, "The keeper climbed slowly towards the lantern; were quarrelling over the last fish.")
    assert found(work) == []


def test_chinese_is_told_from_twelve_characters_on(work):
    session = work.document()
    work.answer(POEM)
    work.type(session, "昨天，海上的燈塔在夜裡慢慢地亮了。")
    assert [one[0] for one in found(work)] == ["海上的燈塔在夜裡慢慢地亮了"]
    session.apply(0, len(session.text), "", ())
    work.type(session, "海上的灯塔在夜里慢慢地。")  # eleven
    assert found(work) == []


def test_what_is_compared_depends_on_where_it_came_from(work):
    session = work.document()
    work.answer(ANSWER)
    told = {}
    for kind in set(Kind) - {Kind.AUTOCORRECTED}:
        session.apply(0, len(session.text), "", ())
        work.put(session, ANSWER, kind)
        told[kind] = [one[1] for one in found(work)]
    silent = (Kind.PASTED_LIBRARY, Kind.GENERATED, Kind.REWRITTEN)
    assert told == {kind: [] if kind in silent else [str(kind)] for kind in told}


def test_text_that_rests_on_that_very_answer_is_no_finding(work):
    session = work.document()
    number, other = work.answer(ANSWER, "Something else."), work.answer("Not this one either, but another.")
    work.accept(session, number, "Something else.", candidate=1)
    work.type(session, ANSWER, at=10)
    assert found(work) == []
    session.apply(0, len(session.text), "", ())
    work.accept(session, other, "Not this one either, but another.")
    work.type(session, f" {ANSWER} ", at=13)
    assert [one[2] for one in found(work)] == [number]


def test_words_that_the_answer_had_from_its_prompt_were_there_before(work):
    session = work.document()
    work.type(session, ANSWER)
    work.answer(f"“{ANSWER}” she said.", prompt=f"Continue:\n\n{ANSWER}\n")
    assert found(work) == []


def test_words_that_the_writer_put_into_an_answer_word_by_word_are_the_writers(work):
    session = work.document()
    typed = len(ANSWER) - len(" last fish.")
    work.answer(ANSWER, layout={"authors": [[0, typed, "typed"], [typed, len(ANSWER), "model"]]})
    work.type(session, ANSWER[:typed])
    assert found(work) == []
    work.type(session, ANSWER[typed:])
    assert [one[0] for one in found(work)] == ["while the gulls were quarrelling over the last fish"]


def test_an_answer_that_grows_or_goes_is_followed(work):
    session = work.document()
    number = work.answer("The keeper", state="running")
    work.type(session, ANSWER)
    assert found(work) == []

    def grow(db):
        row = db.query(tables.Candidate).filter_by(generation_id=number).one()
        row.text = ANSWER

    work.store.write(grow).result()
    assert len(found(work)) == 1
    work.store.write(lambda db: db.delete(db.get_one(tables.Generation, number))).result()
    assert found(work) == []


def test_no_word_is_told_twice(work):
    session = work.document()
    first, second = work.answer(ANSWER), work.answer(ANSWER.replace("fish", "fish and the sea went quiet"))
    work.type(session, ANSWER)
    assert [one[2] for one in found(work)] == [first]
    work.type(session, " " + ANSWER[:-1] + " and the sea went quiet")
    assert [one[2] for one in found(work)] == [first, second]


def slow(text, answer):
    """Every stretch of words of which each eight in a row stand in the answer, the slow way."""
    words, theirs = text.split(), answer.split()
    eights = {tuple(theirs[at : at + 8]) for at in range(len(theirs) - 7)}
    told, at = [], 0
    while at + 8 <= len(words):
        last = at
        while tuple(words[last : last + 8]) in eights:
            last += 1
        if last > at:
            told.append(" ".join(words[at : last + 7]))
        at = max(last, at + 1)
    return told


def test_findings_are_exactly_the_longest_stretches(work):
    chance = random.Random(8)
    session = work.document()
    for turn in range(20):
        answer = [f"t{turn}w{chance.randint(0, 60)}" for _ in range(80)]
        text = []
        for _ in range(8):
            start = chance.randint(0, 70)
            text += answer[start : start + chance.randint(4, 14)] + ["own"] * chance.randint(1, 3)
        session.apply(0, len(session.text), "", ())
        work.answer(" ".join(answer))
        work.type(session, " ".join(text))
        assert [one[0] for one in found(work)] == slow(" ".join(text), " ".join(answer))


def test_shingles_say_their_letters():
    made = shingles("One, two three four five six seven eight nine. 夜里")
    assert [made.of(number) for number in range(len(made.ends))] == [
        "onetwothreefourfivesixseveneight",
        "twothreefourfivesixseveneightnine",
        "threefourfivesixseveneightnine夜里",
    ]
    assert [len(shingles(text).ends) for text in ("", "… !", "seven words are never a shingle so")] == [0] * 3
