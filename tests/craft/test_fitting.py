"""A prompt that is too long loses its oldest text, in steps so large that the model's cache stays warm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.craft.fitting import fit
from muse_desktop.craft.prompt import Materials, Part, Prompt, compose, cut
from muse_desktop.craft.recipe import load_recipes
from muse_desktop.errors import MuseError
from muse_desktop.paths import resource

BOOK = load_recipes([resource("recipes")])
STORY = "".join(
    f"This is paragraph {number}. It says little. Someone came to the door, and nobody went.\n\n"
    for number in range(400)
)


def by_fours(texts):
    """About what a tokeniser says of English."""
    return [-(-len(text) // 4) for text in texts]


def by_bytes(texts):
    """What a tokeniser says of a script it has never seen."""
    return [len(text.encode("utf-8", "surrogatepass")) for text in texts]


def continuing(text: str) -> Prompt:
    return compose(BOOK.get("continue"), {}, Materials(before=text))


def test_a_prompt_that_fits_is_left_alone_and_counted_once():
    calls = []

    def count(texts):
        calls.append(texts)
        return by_fours(texts)

    prompt = continuing("He went to the door.")
    fitted = fit(prompt, count, 100)
    assert fitted.prompt == prompt
    assert fitted.total == sum(fitted.tokens) == 5
    assert fitted.dropped == {}
    assert len(calls) == 1


def test_a_long_draft_keeps_its_end_from_the_start_of_a_paragraph():
    fitted = fit(continuing(STORY), by_fours, 1000)
    kept = fitted.prompt.raw()
    assert STORY.endswith(kept)
    assert kept.startswith("This is paragraph")
    assert 700 <= fitted.total <= 1000
    assert fitted.dropped == {"before": pytest.approx(len(STORY) // 4 - fitted.total, abs=100)}


def test_a_draft_without_paragraphs_is_cut_at_a_sentence():
    text = STORY.replace("\n\n", " ")
    kept = fit(continuing(text), by_fours, 1000).prompt.raw()
    assert text.rstrip().endswith(kept)
    assert kept.startswith(("This is", "It says", "Someone came"))


def test_a_long_draft_needs_few_calls_of_the_tokeniser_and_never_all_of_the_draft():
    seen = []

    def count(texts):
        seen.append(sum(map(len, texts)))
        return by_fours(texts)

    fit(continuing(STORY * 20), count, 1000)
    assert len(seen) <= 3
    assert sum(seen) < 3 * 16 * 1000


def test_the_cut_stays_while_the_draft_grows_by_less_than_a_step():
    cuts = []
    for words in range(0, 4000, 20):  # 20,000 characters, 5,000 tokens of typing
        text = STORY + "word " * words + "end"
        cuts.append(len(text) - len(fit(continuing(text), by_fours, 1000).prompt.raw()))
    assert cuts == sorted(cuts)
    assert len(set(cuts)) <= 5000 // 128 + 2  # a step is 128 tokens at least here


@given(st.integers(0, 400), st.integers(1, 50))  # 50 words of 5 characters: 63 tokens, a step is 128
@settings(max_examples=40, deadline=None)
def test_typing_less_than_half_a_step_moves_the_cut_once_at_most(words, more):
    texts = [STORY + "word " * (words + added) + "end" for added in range(0, more, 5)]
    cuts = {len(text) - len(fit(continuing(text), by_fours, 1000).prompt.raw()) for text in texts}
    assert len(cuts) <= 2


@given(
    text=st.text(alphabet="ab. \n你。🙂é", min_size=1, max_size=600).filter(str.strip),
    budget=st.integers(1, 300),
    count=st.sampled_from([by_fours, by_bytes]),
)
@settings(max_examples=300, deadline=None)
def test_what_fits_is_within_the_budget_and_the_end_of_the_text(text, budget, count):
    prompt = continuing(text)
    if count([prompt.raw()[-1]])[0] > budget:
        with pytest.raises(MuseError, match="room for"):
            fit(prompt, count, budget)
        return
    fitted = fit(prompt, count, budget)
    kept = fitted.prompt.raw()
    assert kept
    assert prompt.raw().endswith(kept)
    assert count([kept])[0] == fitted.total <= budget
    assert (kept == prompt.raw()) == (fitted.dropped == {})
    assert fit(prompt, count, budget) == fitted


def test_a_tokeniser_that_makes_more_of_a_text_than_of_its_pieces_is_believed():
    def count(texts):
        return [len(text) // 4 + (100 if len(text) > 2000 else 0) for text in texts]

    fitted = fit(continuing(STORY), count, 1000)
    assert count([fitted.prompt.raw()])[0] == fitted.total <= 1000


def test_chinese_is_cut_as_finely_as_english():
    text = "她走到门口。外面下着雨，没有人说话。\n\n" * 500

    def one_each(texts):
        return [len(piece) for piece in texts]

    fitted = fit(continuing(text), one_each, 1000)
    assert fitted.prompt.raw().startswith(("她走到", "外面"))
    assert 700 <= fitted.total <= 1000


def test_only_the_text_before_the_cursor_is_ever_cut():
    rule = Part("rules", "system", "Rules stay. " * 10)
    story = Part("before", "user", f'So far:\n"""\n{STORY}\n"""\nGo on.', (12, 12 + len(STORY)))
    fitted = fit(Prompt("answer", (rule, story), "And "), by_fours, 500)
    assert fitted.prompt.parts[0] == rule
    text = fitted.prompt.parts[1].text
    assert text.startswith('So far:\n"""\nThis is paragraph')
    assert text.endswith('nobody went.\n\n\n"""\nGo on.')
    assert fitted.total <= 500


def test_a_prompt_that_cannot_be_cut_is_refused_with_both_numbers():
    prompt = compose(BOOK.get("rewrite"), {}, Materials(selection=STORY))
    with pytest.raises(MuseError) as caught:
        fit(prompt, by_fours, 1000)
    assert caught.value.code == "craft.prompt_too_long"
    assert caught.value.values["available"] == 1000
    assert caught.value.values["needed"] > 8000


@pytest.mark.parametrize("budget", [0, -5])
def test_no_room_at_all_is_refused(budget):
    with pytest.raises(MuseError):
        fit(continuing("He went."), by_fours, budget)


def test_cutting_outside_the_body_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="cannot be cut"):
        cut(continuing("He went."), 0, 99)
