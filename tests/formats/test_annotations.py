"""Markdown Annotations: written, read again, and said plainly where a block is not what it should be."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.errors import message
from muse_desktop.formats.annotations import Annotated, Author, Authored, author, parse_author, read, write
from muse_desktop.formats.annotations_carry import carry
from muse_desktop.text.offsets import graphemes

INES, MODEL = Author(True, "Ines Marr"), Author(False, "Some Model")
PUBLISHED = """Markdown Annotations embed authorship in text while preserving its readability and portability.

---
Annotations: 0,95 SHA-256 1132bf5e376a605f5beed4b204456114\x20\x20
@Human: 0,20 33,4 45,6 62,4\x20\x20
&AI: 20,13 37,8 51,11 66,29\x20\x20
...
"""


def block(text: str, *lines: str, clusters: int | None = None) -> str:
    """`text` with a block of these lines under a right hash."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    head = f"Annotations: 0,{len(graphemes(text)) if clusters is None else clusters} SHA-256 {digest}"
    return "\n".join([text, "", "---", head, *lines, "..."])


def told(found: Annotated | None) -> dict[str, int]:
    assert found is not None
    for one in found.findings:
        assert message(one.code, "en", count=one.count) != message(one.code, "zh", count=one.count)
    return {one.code.removeprefix("formats.annotations_"): one.count for one in found.findings}


def test_the_published_example_verifies_and_is_written_the_same() -> None:
    found = read(PUBLISHED)
    assert found is not None
    assert found.verified
    assert not found.findings
    assert found.text == PUBLISHED.partition("\n")[0]
    assert [one.key for one in found.authors] == ["@Human", "&AI"]
    assert write(found.text, found.spans) == PUBLISHED.replace("  \n", "\n")


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="a 中\r\n🏳️‍🌈👩🏽e\u0301न\u094dम.-\t", max_size=30),
    st.lists(st.tuples(st.integers(0, 8), st.booleans()), max_size=6),
)
def test_what_is_written_is_read_again_cluster_by_cluster(
    text: str, parts: list[tuple[int, bool]]
) -> None:
    starts = [*graphemes(text), len(text)]
    spans, at = [], 0
    for length, human in parts:
        first, last = min(at, len(starts) - 1), min(at + length, len(starts) - 1)
        spans.append(Authored(starts[first], starts[last], INES if human else MODEL))
        at += length + 1
    found = read(write(text, [one for one in spans if one.start < one.end]))
    assert found is not None
    assert (found.text, found.verified, found.findings) == (text, True, ())
    assert list(found.spans) == [one for one in spans if one.start < one.end]


def test_a_crlf_is_one_cluster_and_the_text_is_hashed_as_it_is() -> None:
    found = read(block("One\r\ntwo", "@: 0,3", "&: 4,3").replace("\n\n---\n", "\r\n\r\n---\r\n"))
    assert found is not None
    assert found.verified
    assert [found.text[one.start : one.end] for one in found.spans] == ["One", "two"]


@pytest.mark.parametrize(
    ("lines", "said", "whose"),
    [
        (("@Ines Marr: 0,9999999999999999",), {"outside": 1}, [(0, 8)]),
        (("@Ines Marr: 2,3 -4,2 7 99",), {"outside": 2}, [(2, 5), (7, 8)]),
        (("@Ines Marr: " + "9" * 5000,), {"outside": 1}, []),
        (("@Ines Marr: 0,4", "&Some Model: 2,4"), {"overlap": 2}, [(0, 2), (4, 6)]),
        (("@Ines Marr: 0,4 1,2",), {}, [(0, 4)]),
        (("@Ines Marr: 0,2", "nonsense"), {"unreadable": 1}, [(0, 2)]),
        (("@Ines Marr: 0,2", "&Some Model: 3,2 a note to come"), {"other": 1}, [(0, 2)]),
        (("@Ines Marr: 0,2", "Words: 12"), {"other": 1}, [(0, 2)]),
        (("@Ines Marr: 0,2", "    4,2"), {}, [(0, 2), (4, 6)]),
    ],
)
def test_ranges_that_do_not_fit_are_told_and_the_rest_is_kept(
    lines: tuple[str, ...], said: dict[str, int], whose: list[tuple[int, int]]
) -> None:
    found = read(block("01234567", *lines))
    assert told(found) == said
    assert found is not None
    assert [(one.start, one.end) for one in found.spans] == whose


def test_a_changed_text_and_a_missing_hash_are_told() -> None:
    changed = block("The fog came.", "@: 0,3").replace("fog", "sun")
    assert told(read(changed)) == {"wrong_hash": 0}
    assert told(read("Text.\n\n---\n@Ines: 0,4\n...\n")) == {"no_hash": 0}
    assert told(read("Text.\n\n---\nAnnotations: 0,5 SHA-256 12\n@Ines: 0,4\n...\n")) == {"no_hash": 0}
    assert told(read(block("Text.", "@: 0,2", clusters=10**17))) == {"wrong_hash": 0}


def test_a_hostile_block_takes_no_time() -> None:
    assert told(read(block("Text.", "@Ines: 0,2", "\\a" * 20_000, "<" * 20_000 + ": 1"))) == {
        "unreadable": 1,
        "other": 1,
    }
    found = read(block("Text.", "&" + "<" * 20_000 + ": 0,2", "@: " + "0,5 " * 20_000))
    assert told(found) == {"overlap": 2}
    assert told(read("x" * 4_000_001 + "\n---\n@: 0,1\n...")) == {"too_long": 4_000_000}


def test_authors_outside_of_what_the_hash_covers_are_told() -> None:
    digest = hashlib.sha256(b"Text.").hexdigest()[:32]
    text = f"Text. More, added later.\n\n---\nAnnotations: 0,5 SHA-256 {digest}\n@: 0,10\n...\n"
    assert told(read(text)) == {"not_covered": 0}


@pytest.mark.parametrize(
    "text",
    [
        "", "...", "---\n...", "A dream\n\n---\n\nand then\n...", "---\ntitle: Salt\nauthor: Ines\n...\n",
        "Text\n---\n@Ines: 0,2\nno end", "He said: nothing\n---\nBut: she did\n...",
    ],
)  # fmt: skip
def test_front_matter_and_scene_breaks_are_no_block(text: str) -> None:
    assert read(text) is None


def test_names_identifiers_and_sessions_are_told_apart() -> None:
    assert parse_author("@ Ines Marr <mailto:i@x.example>, s1") == Author(
        True, "Ines Marr", "mailto:i@x.example", "s1"
    )
    assert parse_author("&Model <a <b> \\> c>") == Author(False, "Model", "a <b> \\> c")
    assert parse_author("@") == Author(True)
    assert parse_author("@a <b") == Author(True, "a <b")
    hostile = author(True, "A: <b>\n---\n..., \\c")
    found = read(write("Text", [Authored(0, 4, hostile)]))
    assert found is not None
    assert found.verified
    assert found.authors == (hostile,)


def test_authors_are_carried_over_to_what_became_of_a_text() -> None:
    text = (
        "# One\n\nShe came <!-- why -->home late.\n\nHe slept well that\nwhole winter night.\n\n"
        "雾从河口上来。\n"
    )
    spans = [
        Authored(0, text.index("home"), INES),
        Authored(text.index("home"), text.index("winter"), MODEL),
        Authored(text.index("winter"), len(text), INES),
    ]
    pieces = ["She came home late.", "He slept well that whole winter night.\n\n雾从河口上来。\n\nNew words."]
    whose = [
        [(piece[one.start : one.end], one.author.human) for one in found]
        for piece, found in zip(pieces, carry(text, spans, pieces), strict=True)
    ]
    assert whose == [
        [("She came", True), ("home late.", False)],
        [("He slept well that whole ", False), ("winter night.\n\n雾从河口上来。", True)],
    ]


def test_a_novel_of_which_half_is_left_out_is_carried_over_quickly() -> None:
    parts = [f"Paragraph {number} tells of the sea and of {number} boats." for number in range(4000)]
    text = "\n\n".join(parts)
    spans, at = [], 0
    for number, part in enumerate(parts):
        spans.append(Authored(at, at + len(part), MODEL if number % 7 == 0 else INES))
        at += len(part) + 2
    kept = parts[1000:1800] + parts[2600:]
    [found] = carry(text, spans, ["\n\n".join(kept)])
    generated = sum(one.end - one.start for one in found if not one.author.human)
    assert generated == sum(len(one) for one in kept if int(one.split()[1]) % 7 == 0)
