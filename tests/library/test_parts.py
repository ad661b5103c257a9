"""A stretch of a text is read as it stands in all of it, whatever its characters take in UTF-8."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from muse_desktop.library.library import Library
from muse_desktop.store.store import Store

ALPHABETS = {"ASCII": "abc de", "with accents": "aé e\u0301ß ", "mixed": "ab 字😀“”", "Han": "月光山水"}


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=ALPHABETS.keys())
def test_a_part_is_what_the_whole_text_has_there(tmp_path: Path, alphabet: str) -> None:
    chance = random.Random(3)
    text = "".join(chance.choices(alphabet, k=30_000))
    with Store.open(tmp_path / "workspace") as store:
        item = Library(store, store.paths).add_text("A text", text).id
        fresh = Library(store, store.paths)  # has no letters at hand
        fresh.part(item, 0, 1)
        made = {at: fresh.part(item, at, at + 50) for at in (0, 4095, 4096, 9_000, 14_950, 10**6)}
        whole = fresh.normalised(item)
    for at, part in made.items():
        size = len(part.text.letters)
        assert part.letter <= min(at, len(whole.letters))
        assert part.letter + size >= min(at + 50, len(whole.letters))
        assert part.text.letters == whole.letters[part.letter : part.letter + size]
        assert part.text.source == text[part.start : part.start + len(part.text.source)]
        for first, last in ((0, size), (0, 1), (size // 2, size)) if size else ():
            start, end = part.text.source_span(first, last)
            wanted = whole.source_span(part.letter + first, part.letter + last)
            assert (part.start + start, part.start + end) == wanted, at
