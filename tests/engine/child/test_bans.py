"""Banned phrases are found before they are shown, in every spelling a reader would take for the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine.child.bans import LONGEST, MOST_PHRASES, Banned, BanWatch
from muse_desktop.errors import MuseError


def found(phrase: str, text: str) -> bool:
    """Whether `phrase` stands in a text that ends."""
    return Banned([phrase]).look(text, 0, final=True)[0] is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("elf", "The Elf slept."),
        ("it's a testament to", "and IT’S  a\nTestament to courage"),
        ("tapestry", "a tapestry"),
        ("delv*", "they delved deeper"),
        ("眼中闪过", "她眼中闪过一丝光"),
        ("elf", "那个elf睡了"),
        ("…", "and then… nothing"),
    ],
)
def test_the_same_words_are_found_however_they_are_written(phrase: str, text: str) -> None:
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("elf", "herself and the shelf"), ("elf", "elfin"), ("delv*", "shelving"), ("art", "a party")],
)
def test_a_word_inside_a_longer_word_is_another_word(phrase: str, text: str) -> None:
    assert not found(phrase, text)


def test_what_may_still_become_a_phrase_is_waited_for() -> None:
    banned = Banned(["a testament to"])
    assert banned.look("It was a test", 0, final=False) == (None, 7)
    assert banned.look("It was a tree", 0, final=False)[0] is None
    assert banned.look("It was a testament to", 0, final=False) == (None, 7), "a longer word may be coming"
    assert banned.look("It was a testament to", 0, final=True)[0] == 7
    assert banned.look("It was a testament to us", 0, final=False)[0] == 7


def test_an_empty_list_bans_nothing() -> None:
    assert not Banned([])
    assert not Banned(["", "  ", "*", " * "])


def test_a_list_beyond_all_measure_is_refused() -> None:
    for phrases in (["x" * (LONGEST + 1)], [f"word{i}" for i in range(MOST_PHRASES + 1)]):
        with pytest.raises(MuseError) as refused:
            Banned(phrases)
        assert refused.value.code == "engine.bans_too_many"


def run(phrases: list[str], pieces: list[str]) -> tuple[str, list[str]]:
    """Feed token texts; a token that leads into a phrase is left out, with all that came after it, as if the
    model had been asked again there. Returns what was shown, and the tokens that stayed."""
    watch = BanWatch(Banned(phrases))
    shown, stayed = "", []
    for piece in pieces:
        stayed.append(piece)
        if back := watch.feed(piece):
            assert len(stayed) >= back
            del stayed[-back:]
            assert "".join(stayed).startswith(shown), "what was shown is never taken back"
            continue
        shown += watch.release()
        assert "".join(stayed).startswith(shown)
    while back := watch.finish():
        del stayed[-back:]
    return shown + watch.release_all(), stayed


def test_going_back_begins_at_the_token_with_the_phrases_first_letter() -> None:
    shown, stayed = run(["test of time"], ["The", " te", "st", " of", " time", " is", " long"])
    assert stayed == ["The", " long"], "the phrase was certain with the word after it"
    assert shown == "The long"


def test_a_phrase_at_the_very_end_is_not_shown() -> None:
    assert run(["elf"], ["an", " e", "lf"]) == ("an", ["an"])


def test_text_that_cannot_become_a_phrase_is_shown_at_once() -> None:
    watch = BanWatch(Banned(["zebra"]))
    assert watch.feed("The night") == 0
    assert watch.release() == "The night"
    assert watch.held == 0


def test_a_word_that_goes_on_from_kept_text_is_seen_whole() -> None:
    watch = BanWatch(Banned(["elf"]))
    watch.allow("hims")
    assert watch.feed("elf") == 0
    assert watch.feed(" slept") == 0


def test_a_word_that_only_went_on_is_not_shown_before_what_follows_is_certain() -> None:
    assert run(["a"], ["a", "a a"]) == ("", [])


@given(
    st.lists(st.text("ab 中文", max_size=4), max_size=30),
    st.lists(st.text("ab 中", min_size=1, max_size=5), max_size=4),
)
def test_whatever_the_tokens_no_phrase_is_ever_shown(pieces: list[str], phrases: list[str]) -> None:
    banned = Banned(phrases)
    if not banned:
        return
    shown, stayed = run(phrases, pieces)
    assert shown == "".join(stayed)
    assert banned.look(shown, 0, final=True)[0] is None
