"""Variations: other words, another order, tense and person, each change one that can be left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.craft import thesaurus, thesaurus_files
from muse_desktop.craft.variation import english, order, person, synonyms, tense
from muse_desktop.craft.variation.changes import Change, Proposal, apply, chosen, places

SHIPPED = thesaurus_files.shipped()
LEXICON = synonyms.lexicon(lambda word: thesaurus.look_up(word, SHIPPED))


def made(text: str, proposal: Proposal) -> str:
    return apply(text, chosen(proposal, proposal.default()))


def stems(word: str) -> tuple[str, ...]:
    return {"loved": ("love",), "houses": ("house",)}.get(word, ())


def look_up(word: str) -> thesaurus.Entry | None:
    return thesaurus.look_up(word, SHIPPED, stems)


@pytest.mark.parametrize(
    ("past", "present"),
    [
        ("She opened the door and walked into the hall.", "She opens the door and walks into the hall."),
        ("He had never seen her, but he knew her.", "He has never seen her, but he knows her."),
        ("I was late. I ran, and I couldn't stop.", "I am late. I run, and I can't stop."),
        ("They were tired; it did not open.", "They are tired; it does not open."),
        ("Did he hear it? He didn't.", "Does he hear it? He doesn't."),
        ("The lamp burned low, and nobody spoke.", "The lamp burns low, and nobody speaks."),
        ("WE STOPPED there.", "WE STOP there."),
    ],
)
def test_a_tale_turns_into_the_present_and_back(past: str, present: str) -> None:
    assert made(past, tense.turn(past, "present", LEXICON)) == present
    assert made(present, tense.turn(present, "past", LEXICON)) == past


def test_what_people_say_and_what_is_no_verb_keep_their_form() -> None:
    text = "“I walked,” she said. The painted door, loved by all, needed a hundred red nails."
    habit = "They used to play."
    assert made(habit, tense.turn(habit, "present", LEXICON)) == habit
    turned = made(text, tense.turn(text, "present", LEXICON))
    assert turned == "“I walked,” she says. The painted door, loved by all, needed a hundred red nails."


def test_what_a_rule_is_not_sure_of_is_offered_and_not_made() -> None:
    text = "Called by his mother, Jim turned. He put it down."
    proposal = tense.turn(text, "present", LEXICON)
    offered = {text[one.start : one.end]: one.becomes for one in proposal.changes if not one.sure}
    assert offered == {"Called": "Calls", "put": "puts"}
    assert made(text, proposal).startswith("Called by his mother, Jim turns.")
    assert "should_must" in proposal.limits


@pytest.mark.parametrize(
    ("text", "old", "new", "becomes"),
    [
        ("I opened my door. I am late, I never go.", "i", "she",
         "She opened her door. She is late, she never goes."),
        ("They saw me; the book is mine. Was I late?", "i", "he",
         "They saw him; the book is his. Was he late?"),
        ("He gave her her keys. She doesn't go.", "she", "i", "He gave me my keys. I don't go."),
        ("He was alone. The fault was his, not his brother's.", "he", "they",
         "They were alone. The fault was theirs, not their brother's."),
        ("We know that it hurts ourselves.", "we", "i", "I know that it hurts myself."),
        ("I've been away and I'm cold.", "i", "he", "He's been away and he's cold."),
    ],
)  # fmt: skip
def test_another_person_tells_it(text: str, old: person.Person, new: person.Person, becomes: str) -> None:
    assert made(text, person.turn(text, old, new, LEXICON)) == becomes


def test_chinese_pronouns_change_and_words_that_only_hold_one_do_not() -> None:
    text = "我推开门，看见我的母亲。“我回来了。”我说。自我介绍时，我国的其他人都笑。"
    proposal = person.turn(text, "i", "she", LEXICON, "zh")
    assert made(text, proposal) == "她推开门，看见她的母亲。“我回来了。”她说。自我介绍时，我国的其他人都笑。"
    assert "zh_pronouns_alone" in proposal.limits


def test_a_swapped_word_takes_the_form_and_the_article_of_the_old_one() -> None:
    text = "My love is a love of the sea. LOVE waits."
    once = apply(text, synonyms.swap(text, 3, 7, "affection"))
    assert once == "My affection is a love of the sea. LOVE waits."
    everywhere = apply(text, synonyms.swap(text, 3, 7, "affection", everywhere=True))
    assert everywhere == "My affection is an affection of the sea. AFFECTION waits."
    assert apply("An hour", synonyms.swap("An hour", 3, 7, "day")) == "A day"
    assert "cherished" not in {one.becomes for one in synonyms.offers("love", look_up)}
    loved = {one.becomes for one in synonyms.offers("loved", look_up)}
    assert "enjoyed" in loved
    assert not any(one.endswith("eded") for one in loved)
    assert "families" in {one.becomes for one in synonyms.offers("houses", look_up)}
    assert synonyms.offers("zzzz", look_up) == ()


def test_only_words_with_a_meaning_of_their_own_can_be_swapped() -> None:
    text = "The harbour was quiet. We saw Mary; 3 boats 月光."
    assert [text[a:b] for a, b in synonyms.swappable(text)] == ["harbour", "quiet", "saw", "boats"]


def test_pieces_change_places_and_the_gaps_stay() -> None:
    verse = "one\ntwo\n\nthree\nfour\n"
    assert order.pieces(verse, "stanza").text((1, 0)) == "three\nfour\n\none\ntwo\n"
    assert order.pieces(verse, "line").text((3, 2, 1, 0)) == "four\nthree\n\ntwo\none\n"
    assert order.pieces("春眠不觉晓。处处闻啼鸟。", "sentence").text((1, 0)) == "处处闻啼鸟。春眠不觉晓。"
    assert order.moved((0, 1, 2, 3), 0, 2) == (1, 2, 0, 3)
    assert order.shuffled(5, 7) == order.shuffled(5, 7) != tuple(range(5))
    with pytest.raises(ValueError, match="order"):
        order.pieces(verse, "line").text((0, 0, 1, 2))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aA I'“”.!\n月我 sheher", max_size=80))
def test_whatever_the_text_changes_never_overlap_and_the_same_order_gives_the_text_back(text: str) -> None:
    for proposal in (
        tense.turn(text, "past", LEXICON),
        tense.turn(text, "present", LEXICON),
        person.turn(text, "i", "she", LEXICON),
        person.turn(text, "i", "she", LEXICON, "zh"),
    ):
        apply(text, proposal.changes)
    units: tuple[order.Unit, ...] = ("sentence", "line", "stanza")
    for unit in units:
        found = order.pieces(text, unit)
        assert found.text(range(len(found.pieces))) == text


def test_places_say_where_each_change_stands_afterwards() -> None:
    changes = (Change(0, 1, "She"), Change(9, 11, "her"))
    after = apply("I opened my door", changes)
    assert [after[a:b] for a, b in places(changes)] == ["She", "her"]
    with pytest.raises(ValueError, match="overlap"):
        apply("abc", (Change(0, 2, "x"), Change(1, 3, "y")))


def test_forms_of_verbs_are_made_and_found_again() -> None:
    for base in ("walk", "hope", "hop", "carry", "die", "visit", "prefer", "agree", "go", "keep"):
        assert english.base_of_past(english.past(base), LEXICON) == base
        assert english.base_of_ing(english.ing(base), LEXICON) == base
        assert english.base_of_third(english.third(base), LEXICON) == base
    for word in ("bed", "hundred", "need", "morning", "doors", "his"):
        assert english.base_of_past(word, LEXICON) == ""
    assert english.base_of_third("his", LEXICON) == ""
