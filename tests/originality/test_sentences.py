from __future__ import annotations

import dataclasses

from muse_desktop.originality.check import check_text
from muse_desktop.originality.sentences import SentenceCheck, found_words, united
from tests.originality.corpora import Texts
from tests.originality.test_check import COPIED, LEDGER, OTHER, RIVER, RIVER_TRADITIONAL


def looks(check: SentenceCheck, text: str, size: int = 3) -> list[int]:
    """Where a text that comes in pieces was looked at."""
    places = []
    for end in range(size, len(text) + size, size):
        if check.due(text[:end]):
            check.look(text[:end])
            places.append(end)
    return places


def test_a_sentence_is_looked_at_when_it_ends() -> None:
    check = SentenceCheck(Texts(LEDGER))
    text = f"Nobody had ever said that {COPIED}. And then there was quiet over the house for an hour or so"
    (place,) = looks(check, text)
    assert abs(place - text.index(".") - 1) <= 3
    assert [hit.text for hit in check.hits] == [hit.text for hit in check_text(text, Texts(LEDGER)).hits]


def test_chinese_sentences_end_without_a_space() -> None:
    check = SentenceCheck(Texts(RIVER_TRADITIONAL))
    looks(check, RIVER * 2)
    assert check.hits


def test_words_without_an_end_are_looked_at_all_the_same() -> None:
    check = SentenceCheck(Texts(LEDGER))
    looks(check, "and so on and on " * 30 + COPIED + " and so on and on" * 30)
    assert check.hits


def test_a_passage_over_several_sentences_stays_one() -> None:
    check = SentenceCheck(Texts(LEDGER + OTHER))
    text = f"{OTHER} {LEDGER}\n{OTHER}"
    looks(check, text)
    check.finish(text)
    assert check.hits == check_text(text, Texts(LEDGER + OTHER)).hits


def test_the_end_of_a_very_long_text_is_looked_at_too() -> None:
    check = SentenceCheck(Texts(LEDGER))
    text = "A word or two about nothing in the world. " * 300 + COPIED
    assert check.due(text[:-100])
    check.look(text[:-100])
    assert [hit.text for hit in check.finish(text)] == [COPIED]


def test_another_text_is_looked_at_anew() -> None:
    check = SentenceCheck(Texts(LEDGER))
    looks(check, f"Somebody wrote that {COPIED}. It was so.")
    assert check.hits
    assert not check.due("Something else.")
    assert check.hits == ()


def test_what_overlaps_in_both_texts_is_one_hit_of_the_looser_kind() -> None:
    text = f"{COPIED}. {COPIED}."
    (hit,) = check_text(COPIED, Texts(LEDGER)).hits
    longer = dataclasses.replace(
        hit, kind="near", draft=dataclasses.replace(hit.draft, end=hit.draft.end + 4), raised=False
    )
    (one,) = united([hit, longer], text)
    assert (one.kind, one.draft, one.raised) == ("near", longer.draft, True)
    assert found_words([hit, hit], text) == hit.words
