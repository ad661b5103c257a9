"""Stretches of texts that hold the rarer words of a sentence."""

from __future__ import annotations

import random

from muse_desktop.overlap.features import words_of
from muse_desktop.overlap.index import Index
from muse_desktop.text.normalise import normalise

WORDS = [f"{a}{b}" for a in ("bor", "kel", "mun", "sti", "vor") for b in ("ag", "ent", "iral", "oste", "um")]


def text(seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(600))


def spans(draft: str, *parts: str) -> list[tuple[int, int]]:
    letters = normalise(draft)
    places = [(draft.index(part), draft.index(part) + len(part)) for part in parts]
    return [(int(a), int(b)) for a, b in letters.offsets.searchsorted(places).tolist()]


def test_each_sentence_has_the_places_with_its_own_rare_words_first() -> None:
    index = Index.in_memory()
    first = text(1)[:1500] + " a walrus carried umbrellas homeward " + text(2)
    second = text(3)[:900] + " seven astronomers quarrelled noisily " + text(4)
    index.add_many([(1, first), (2, second)])
    draft = "Noisily quarrelled the astronomers. Homeward went the walrus with his umbrellas."
    asked = spans(draft, "Noisily quarrelled the astronomers", "Homeward went the walrus with his umbrellas")
    found = index.akin(words_of(normalise(draft)), asked, 3)
    for wanted, some, span in zip(((2, second, "astron"), (1, first, "walrus")), found, asked, strict=True):
        item, source, word = wanted
        best = some[0]
        place = normalise(source[: source.index(word)]).letters
        assert best.item == item
        assert best.start <= len(place) < best.end
        assert (best.draft_start, best.draft_end) == span


def test_texts_that_were_taken_out_are_not_found() -> None:
    index = Index.in_memory()
    index.add_many([(1, text(1) + " a walrus carried umbrellas"), (2, text(5))])
    draft = "The walrus carried umbrellas."
    asked = spans(draft, draft)
    assert [one.item for one in index.akin(words_of(normalise(draft)), asked, 3)[0]] == [1]
    index.remove(1)
    assert index.akin(words_of(normalise(draft)), asked, 3) == [[]]


def test_nothing_is_found_for_no_words_and_in_no_texts() -> None:
    index = Index.in_memory()
    assert index.akin(words_of(normalise("walrus")), [(0, 6)], 3) == [[]]
    index.add_many([(1, text(1))])
    assert index.akin(words_of(normalise("…")), [(0, 0)], 3) == [[]]
    assert index.akin(words_of(normalise("walrus")), [], 3) == []
