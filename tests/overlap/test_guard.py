"""Whatever it is written like: no text grows into a run of words that is blocked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.overlap import ngrams
from muse_desktop.overlap.guard import MANY_WORKS, Guard, GuardSet, LivePart
from muse_desktop.overlap.guard_file import GuardFile, PartEntry, version
from muse_desktop.overlap.units import Cutter, Measure, Unit, cut
from muse_desktop.text.segment import words

EIGHT = Measure(8, 16)
SOURCE = "The harbour master kept his accounts in a blue ledger that smelled of rope and rain."
RIVER = "那年冬天河水结了冰，摆渡的老人把船拖上岸，坐在灶前数他欠下的每一个人情。"


def guard(*texts: str, allowed: tuple[str, ...] = (), measure: Measure = EIGHT) -> Guard:
    part = ngrams.build((item, ngrams.runs(text, measure)) for item, text in enumerate(texts))
    live = LivePart(part, [False] * len(texts), list(range(len(texts))))
    return Guard(GuardSet([live], measure, allowed))


def stopped_at(watch: Guard, pieces: list[str], before: str = "") -> str | None:
    """What stands when a piece is refused, None when none is."""
    written = watch.begin([before])
    stands = ""
    for piece in pieces:
        written, blocked = watch.after(written, piece)
        if blocked:
            return stands
        stands += piece
    return None


def tokens(text: str, size: int = 3) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def words_of(text: str) -> list[str]:
    return [text[start:end].casefold() for start, end in words(text)]


@pytest.mark.parametrize("size", [1, 3, 4, 7, 30])
def test_a_copy_stops_before_its_eighth_word_however_it_is_cut_into_tokens(size: int) -> None:
    stands = stopped_at(guard(SOURCE), tokens(SOURCE, size))
    assert stands is not None
    assert len(words(stands)) <= 8
    whole, theirs = words_of(stands), words_of(SOURCE)
    assert whole[:-1] == theirs[: len(whole) - 1], "as far as it goes"
    assert len(whole) > (6 if size < 7 else 1)
    assert whole[:8] != theirs[:8]


@pytest.mark.parametrize(
    "written",
    [
        SOURCE.upper(),
        SOURCE.replace(" ", "\n\n"),
        SOURCE.replace(" ", ", — "),
        SOURCE.replace("a", "á"),
        SOURCE.replace("accounts", "ac counts"),
        SOURCE.replace("blue ledger", "blueledger"),
    ],
)
def test_capitals_accents_marks_and_spaces_do_not_help(written: str) -> None:
    assert stopped_at(guard(SOURCE), tokens(written)) is not None


def test_a_run_that_began_in_the_writers_own_words_is_one_too() -> None:
    begun = "The harbour master kept his accounts in"
    assert stopped_at(guard(SOURCE), [" a"], before=begun) == ""
    assert stopped_at(guard(SOURCE), [" the"], before=begun) is None
    assert stopped_at(guard(SOURCE), [" a quiet"], before=f"{begun} a blue") is None, "it stands already"


def test_half_a_word_is_no_word_and_a_longer_one_is_another() -> None:
    begun = "The harbour master kept his accounts in"
    assert stopped_at(guard(SOURCE), [" an"], before=begun) is None
    assert stopped_at(guard(SOURCE.replace("in a", "in apples")), [" app", "lets"], before=begun) is None
    assert stopped_at(guard(SOURCE.replace("in a", "in apples")), [" app", "les"], before=begun) == " app"


def test_sixteen_characters_of_chinese_in_either_script() -> None:
    stands = stopped_at(guard(RIVER), list(RIVER))
    assert stands is not None
    assert len(words(stands)) == 15
    assert stopped_at(guard(RIVER), list(RIVER.replace("结", "結").replace("岸", "岸"))) is not None


def test_names_and_idioms_may_stand_there() -> None:
    name = "The harbour master"
    assert stopped_at(guard(SOURCE, allowed=(name,)), tokens(SOURCE)) is not None
    stands = stopped_at(guard(SOURCE, allowed=(name,)), SOURCE.replace(" ", "| ").split("|")) or ""
    assert len(words(stands)) == 10, "the three words of the name do not count"
    assert stopped_at(guard(SOURCE, allowed=(SOURCE,)), tokens(SOURCE)) is None


def test_what_stands_in_many_works_is_everybodys() -> None:
    assert stopped_at(guard(*[SOURCE] * MANY_WORKS), tokens(SOURCE)) is None
    assert stopped_at(guard(*[SOURCE] * (MANY_WORKS - 1)), tokens(SOURCE)) is not None


LETTERS = st.text(st.sampled_from("aáBcd 1.,'-’ \n字春天水ﬁ㍿½ก́\u00ad\u200d한\U00020000"), max_size=40)


@given(LETTERS)
def test_a_text_is_cut_the_same_at_once_and_bit_by_bit(text: str) -> None:
    cutter, found = Cutter(EIGHT), []
    for character in text:
        growing = cutter.growing
        if cutter.take(character) and growing.power != 1:
            found.append(growing)
    if cutter.open:
        found.append(cutter.growing)
    whole = cut(text, EIGHT)
    import numpy as np

    places = np.arange(len(whole))
    hashes = whole.hash_of(places, places + 1).tolist() if len(whole) else []
    assert [one.hash for one in found] == hashes
    assert [one.weight for one in found] == whole.weights.tolist()
    assert all(isinstance(one, Unit) for one in found)


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["a", "b", "c", "春", "天", "ab"]), min_size=6, max_size=60), st.data())
def test_no_text_gets_through_with_a_run_of_blocked_length(source: list[str], data: st.DataObject) -> None:
    measure = Measure(4, 6)
    watch = guard(" ".join(source), measure=measure)
    written, stands = watch.begin([""]), ""
    for _ in range(30):
        piece = data.draw(st.sampled_from([" a", " b", "c", " ab", "春", "天", ", a b"]))
        after, blocked = watch.after(written, piece)
        if not blocked:
            written, stands = after, stands + piece
    own = set(ngrams.runs(stands, measure).tolist())
    assert not own.intersection(ngrams.runs(" ".join(source), measure).tolist())


def test_parts_are_merged_without_their_dead_and_read_as_they_were_written(tmp_path: Path) -> None:
    one = ngrams.build([(3, ngrams.runs(SOURCE, EIGHT)), (5, ngrams.runs(RIVER, EIGHT))])
    other = ngrams.build([(9, ngrams.runs(SOURCE[4:], EIGHT))])
    merged = ngrams.merge([(one, {3}), (other, ())])
    assert merged.ids.tolist() == [5, 9]
    assert len(merged.runs) == len(ngrams.runs(RIVER, EIGHT)) + len(ngrams.runs(SOURCE[4:], EIGHT))
    ngrams.write(merged, tmp_path / "a.ng")
    assert ngrams.read(tmp_path / "a.ng").runs.tolist() == merged.runs.tolist()
    GuardFile(version(), 8, 16, (PartEntry("a.ng", (9,)),)).write(tmp_path / "set.json")
    watch = Guard(GuardFile.read(tmp_path / "set.json").open(tmp_path, EIGHT))
    assert stopped_at(watch, tokens(SOURCE)) is None
    assert stopped_at(watch, list(RIVER)) is not None
    data = bytearray((tmp_path / "a.ng").read_bytes())
    data[-1] ^= 1
    (tmp_path / "a.ng").write_bytes(data)
    with pytest.raises(MuseError, match="damaged"):
        ngrams.read(tmp_path / "a.ng")


@pytest.mark.parametrize("text", ["", "\n \t", "…—“”", "one", "a" * 5000, "\ud800 a b"])
def test_odd_texts_have_few_runs_or_none(text: str) -> None:
    assert len(ngrams.runs(text, EIGHT)) == 0
    assert stopped_at(guard(text, SOURCE), tokens(text)) is None
