"""Which quotations say whose they are."""

from __future__ import annotations

import pytest

from muse_desktop.originality.quotations import quotations

THOREAU = ("Henry David Thoreau",)


def told(text: str, names: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.attribution) for one in quotations(text, names)]


@pytest.mark.parametrize(
    ("text", "names", "attribution"),
    [
        ("As Thoreau wrote, “The mass of men.” And so on.", (), "As Thoreau wrote"),
        ("According to Thoreau, “The mass of men.”", (), "According to Thoreau"),
        ('Oscar Wilde once said: "The mass of men."', (), "Oscar Wilde once said"),
        ("“The mass of men.” (Thoreau, 1854) So.", (), "(Thoreau, 1854)"),
        ("“The mass of men” (Walden, p. 12)", (), "(Walden, p. 12)"),
        ("“The mass of men.”¹ So.", (), "¹"),
        ("“The mass of men.”[^1] So.\n\n[^1]: Walden, chapter one.", (), "Walden, chapter one."),
        ("“The mass of men.” — Thoreau, Walden", (), "Thoreau, Walden"),
        ("« The mass of men. » — Thoreau", (), "Thoreau"),
        ("“The mass of men,” said Thoreau, and left.", THOREAU, "Thoreau"),
        ("It is in Walden: “The mass of men.”", ("Walden",), "Walden"),
    ],
)
def test_a_quotation_that_says_whose_it_is(text: str, names: tuple[str, ...], attribution: str) -> None:
    (one,) = told(text, names)
    assert "The mass of men" in one[0]
    assert one[1] == attribution


@pytest.mark.parametrize(
    "text",
    [
        "“The mass of men,” said Anna, and left.",
        "Paul wondered. Rain fell. “The mass of men,” he thought.",
        "“Come!” — Then he left.",
        "曹操曰：「学而时习之，不亦说乎？」",
        "他说：“床前明月光。”",
    ],
)
def test_speech_has_no_source(text: str) -> None:
    assert [one for _, one in told(text)] == [""]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("《论语》云：“学而时习之，不亦说乎？”很对。", "《论语》云"),
        ("子曰：「学而时习之，不亦说乎？」", "子曰"),
        ("“学而时习之，不亦说乎？”——孔子", "孔子"),
        ("『学而时习之，不亦说乎？』（孔子《论语》）", "（孔子《论语》）"),
        ("孔子写道：“学而时习之，不亦说乎？”", "孔子写道"),
        ("學而時習之\n不亦說乎\n——孔子《論語》\n", "孔子《論語》"),
    ],
)
def test_in_chinese(text: str, attribution: str) -> None:
    assert [one for _, one in told(text)] == [attribution]


def test_block_quotations_and_mottos() -> None:
    block = "> Call me Ishmael.\n> Some years ago.\n\n— Herman Melville, *Moby-Dick*\n\nText."
    assert told(block)[0][1] == "Herman Melville, *Moby-Dick"
    assert told("Call me Ishmael.\n— Herman Melville\n\nText") == [("Call me Ishmael.", "Herman Melville")]
    assert told("— Come in.\n— Paul\n") == []
    assert told("She asked.\n— No.\n") == []
    assert told("她问。\n——是的，我来了\n") == []


def test_only_what_touches_a_place_is_looked_at() -> None:
    text = "Anna wrote “one”. Anna wrote “two”."
    assert [text[one.start : one.end] for one in quotations(text, around=[(30, 31)])] == ["two"]


@pytest.mark.parametrize("text", ["", "“", "— ", "”“", "> \n> — \n", "“" * 5000, "\n——\n"])
def test_marks_without_sense_are_no_trouble(text: str) -> None:
    assert all(one.attribution == "" for one in quotations(text))
