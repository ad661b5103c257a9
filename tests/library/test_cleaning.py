from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.library.cleaning.clean import clean
from muse_desktop.library.cleaning.edits import Edit, StepMap, applied
from muse_desktop.library.cleaning.steps import DEFAULT, NAMES
from muse_desktop.library.importing.prepare import reported
from muse_desktop.library.sections import sections, shape


def book(pages: int = 8) -> str:
    """A printed book: divided words, page numbers that cut sentences, a running head."""
    rng = random.Random(3)
    words = ["river", "lantern", "captain", "harbour", "ledger", "moth", "orchard", "stable", "winter"]
    parts = ["The example was well-known in the whole valley."]
    for number in range(12, 12 + pages):
        line = " ".join(rng.choices(words, k=9))
        parts.append(f"{line} and they spoke of an exam-\nple that was well-\nknown to the")
        parts.append(f"{number}")
        parts.append("THE BLUE LEDGER")
        parts.append(f"{rng.choice(words)} people of the quay. {line.capitalize()}.")
    return "\n\n".join(parts) + "\n"


def test_page_numbers_and_running_heads_go_and_the_sentence_closes_again() -> None:
    cleaned = clean(book())
    assert "THE BLUE LEDGER" not in cleaned.text
    assert not any(line.strip().isdigit() for line in cleaned.text.splitlines())
    assert [change.step for change in cleaned.changes] == ["pages", "hyphens"]


def test_a_divided_word_is_joined_and_a_real_hyphen_stays() -> None:
    text = clean(book()).text
    assert "an example that" in text
    assert "exam-" not in text
    assert "well-\nknown" in text


def test_numbers_of_sonnets_and_chapters_are_no_page_numbers() -> None:
    sonnets = "".join(f"{n}\n\nShall I compare thee?\nThou art more lovely:\n\n" for n in range(1, 30))
    assert clean(sonnets).changes == ()


def test_form_feeds_mark_pages_as_in_a_pdf() -> None:
    pages = [f"Stories of the Sea\nBoat {n * 7} went out\nand came back.\n{n}" for n in range(1, 9)]
    text = clean("\f".join(pages)).text
    assert "Stories of the Sea" not in text
    assert "\f" not in text
    assert text.count("and came back.") == 8
    assert "\n3\n" not in text


@pytest.mark.parametrize("poem", ["床前明月光", "雨", "an old pond\na frog leaps in\nwater’s sound", "7"])
def test_short_poems_stay_as_they_are(poem: str) -> None:
    assert clean(poem).text == poem


GUTENBERG = (
    "The Project Gutenberg eBook of Lamps\n\nThis eBook is for the use of anyone.\n\n"
    "*** START OF THE PROJECT GUTENBERG EBOOK LAMPS ***\n\nProduced by Someone\nand others\n\n"
    "LAMPS\n\nThe lamp burned.\n\n*** END OF THE PROJECT GUTENBERG EBOOK LAMPS ***\n\nLicence of words.\n"
)


def test_the_frame_of_a_gutenberg_book_goes_and_can_be_had_back() -> None:
    cleaned = clean(GUTENBERG)
    assert cleaned.text == "LAMPS\n\nThe lamp burned.\n"
    assert clean(GUTENBERG, DEFAULT - {"gutenberg"}).text == GUTENBERG
    assert clean("A letter about Project Gutenberg.\n").changes == ()


def test_control_tokens_are_flagged_and_go_only_when_asked() -> None:
    text = "Hello<end_of_turn>\n<|im_end|> [INST] <b>not one</b> <end_of_turn>"
    cleaned = clean(text)
    assert cleaned.text == text
    flags = reported(cleaned, "", shape(text, sections(text)))["flags"]
    assert [(one["text"], one["count"], one["at"]) for one in flags] == [
        ("<end_of_turn>", 2, [5, 52]),
        ("<|im_end|>", 1, [19]),
        ("[INST]", 1, [30]),
    ]
    assert clean(text, DEFAULT | {"control_tokens"}).text == "Hello\n  <b>not one</b> "


@pytest.mark.parametrize("left_out", NAMES)
def test_every_step_can_be_turned_off_alone(left_out: str) -> None:
    text = "\ufeff" + GUTENBERG.replace("\n", "\r\n") + "It‚Äôs <end_of_turn>\r\n" + book()
    steps = frozenset(NAMES) - {left_out}
    assert left_out not in [change.step for change in clean(text, steps).changes]
    assert clean(text, ()).text == text


def test_a_place_in_the_cleaned_text_leads_to_the_original_and_back() -> None:
    original = "\ufeffIt‚Äôs so.\r\n\r\n" + book().replace("\n", "\r\n")
    cleaned = clean(original)
    for words in ("s so.", "example", "valley", "people of the quay", "’"):
        start = cleaned.text.index(words)
        low, high = cleaned.to_original(start, start + len(words))
        assert cleaned.from_original(low, high) == (start, start + len(words))
        if words not in ("example", "’"):
            assert original[low:high] == words
    start = cleaned.text.index("’")
    low, high = cleaned.to_original(start, start + 1)
    assert original[low:high] == "‚Äô"
    head = original.index("THE BLUE LEDGER")
    low, high = cleaned.from_original(head, head + 15)
    assert low == high


@given(st.text(max_size=40), st.data())
def test_edits_move_places_as_they_move_letters(text: str, data: st.DataObject) -> None:
    borders = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    edits = [Edit(low, high, data.draw(st.text(max_size=3))) for low, high in pairs if low < high]
    after = applied(text, edits)
    places = StepMap(edits)
    for start in range(len(after) + 1):
        for end in range(start, len(after) + 1):
            low, high = places.before(start, end)
            assert 0 <= low <= high <= len(text)
            if all(high <= one.start or low >= one.end for one in edits):
                assert text[low:high] == after[start:end]


@pytest.mark.parametrize(
    ("text", "kinds", "form"),
    [
        (
            "Words before.\n\nCHAPTER I\n\nOne.\n\nTwo.\n\nCHAPTER II. The Way\n\nThree.",
            "text chapter chapter",
            (2, 0, 0, 4),
        ),
        (
            "第一章 风雪\n\n他推开门走进屋子，看见桌上放着一封没有拆开的信，信封已经发黄了。\n\n第二回\n\n完",
            "chapter poem",
            None,
        ),
        (
            "I\n\nShall I compare thee?\nThou art more lovely:\n\nRough winds do shake\nAnd summer’s lease",
            "poem",
            (0, 1, 2, 0),
        ),
        ("床前明月光，\n疑是地上霜。", "text", (0, 1, 1, 0)),
        ("- rope\n- lantern\n- oars", "text", (0, 0, 0, 1)),
        ("def ferry(boat):\n    boat.row()\n    return boat", "text", (0, 0, 0, 1)),
        ("# One\n\nIt was a long day and nobody spoke of it afterwards there.", "chapter", (1, 0, 0, 1)),
    ],
)
def test_chapters_poems_stanzas_and_paragraphs_are_seen(
    text: str, kinds: str, form: tuple[int, int, int, int] | None
) -> None:
    parts = sections(text)
    assert [part.kind for part in parts] == kinds.split()
    assert "".join(text[part.start : part.end] for part in parts) == text
    if form is not None:
        found = shape(text, parts)
        assert (found.chapters, found.poems, found.stanzas, found.paragraphs) == form
