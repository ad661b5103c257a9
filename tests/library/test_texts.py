from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.library.texts import Entry, LetterCache, TextTable
from muse_desktop.text.normalise import Normalised, anchors, normalise

LONG = "Straße, ﬁne: 月光 🙂 and so on.\r\n" * 900  # several anchors


def entry(item: int, text: Normalised) -> Entry:
    return Entry(item, text.source, anchors(text).tobytes(), (), (), ())


def test_a_text_comes_back_exactly_and_letters_from_its_middle(tmp_path: Path) -> None:
    table = TextTable(tmp_path / "t.db", writable=True)
    assert table.prepare()
    whole = normalise(LONG)
    table.put([entry(3, whole), entry(4, normalise("…"))])
    assert table.get(3) == LONG
    assert table.get(5) is table.letters(5, 0, 9) is None
    for start in (0, 10, 4090, 4096, 8190, len(whole.letters) - 5, len(whole.letters) + 5):
        assert table.letters(3, start, start + 96) == whole.letters[start : start + 96]
    assert table.letters(4, 0, 5) == ""
    table.drop([3])
    assert table.ids() == {4}


@given(st.lists(st.integers(0, 9)))
def test_the_cache_answers_the_same_however_small_it_is(asked: list[int]) -> None:
    loaded: list[int] = []

    def load(number: int) -> str:
        loaded.append(number)
        return f"text{number}" * number

    cache = LetterCache(load, most_letters=40)
    for number in asked:
        assert cache.get(number).letters == f"text{number}" * number
        assert sum(len(one.letters) for one in cache._kept.values()) <= max(40, 5 * number)
    if asked:
        before = len(loaded)
        cache.get(asked[-1])
        assert len(loaded) == before
        cache.forget(asked[-1])
        assert cache.known(asked[-1]) is None
