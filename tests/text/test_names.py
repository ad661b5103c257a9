"""Names found in a text, in scripts with and without spaces."""

import time
import unicodedata

import pytest

from muse_desktop.text.names import Names


def test_a_name_is_found_as_a_whole_word_only():
    text = "Ann met Anna. Ann's hat, the Anns, O'Ann and Ann-Marie."
    assert [text[start:end] for start, end, _ in Names(["Ann"]).find(text)] == ["Ann", "Ann", "Ann"]


def test_the_longer_name_is_found_where_both_could_be():
    names = Names(["Anna", "Anna Karenina"])
    assert names.named("Anna Karenina stood up.") == {"Anna Karenina"}
    assert names.named("Anna stood up.") == {"Anna"}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("小明", "那天小明说话了", True),
        ("小明", "那天小红说话了", False),
        ("Mira", "我和Mira一起去", True),
        ("미라", "미라가 말했다", True),
        ("กานดา", "วันนี้กานดามา", True),
        ("Rose", "She rose.", False),
        ("Rose", "ROSE LANE", True),
        ("the keeper", "The keeper came.", True),
        ("Mira Stone", "Mira\n  Stone came.", True),
        ("O'Neil", "Old O’Neil came.", True),
        ("Zoë", unicodedata.normalize("NFD", "Then Zoë came."), True),
        ("C. 3", "It was C. 3 again", True),
        ("K", "K. was arrested; KK was not", True),
    ],
)
def test_what_counts_as_standing_in_a_text(name, text, found):
    assert bool(Names([name]).find(text)) is found


def test_nothing_is_found_without_names():
    assert Names([]).find("Anna") == []
    assert Names([" "]).find("   ") == []


def test_a_thousand_names_are_looked_for_in_a_few_milliseconds():
    names = Names(f"Name{chr(97 + n % 26)}{n} Stone" for n in range(1000))
    text = "The tide came in and nobody Named it, Name but a Stone. " * 220
    began = time.perf_counter()
    assert not names.find(text)
    assert time.perf_counter() - began < 0.25
