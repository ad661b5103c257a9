from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import Part, cut
from muse_desktop.originality.check import check_text
from muse_desktop.originality.near.evidence import best_stretch, neighbours
from muse_desktop.overlap.align import shared_runs
from muse_desktop.overlap.features import words_of
from muse_desktop.text.normalise import normalise
from tests.originality.corpora import Texts

STARTS = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "t", "br", "cl", "st", "h", "k", "w", "pr"]
MIDDLES = ["and", "or", "ist", "um", "ard", "ell", "an", "ink", "ov", "ess", "ail", "ur"]
ENDS = ["le", "row", "er", "ple", "en", "ow", "ing", "ion", "ock", "ant"]
ENGLISH = [a + b + c for b in MIDDLES for a in STARTS for c in ENDS]
CHINESE = [chr(code) for code in range(0x4E00, 0x4E00 + 2400, 3)]


def prose(chance: random.Random, count: int) -> list[str]:
    """Words in which a few come often and many seldom, as in a language."""
    return [ENGLISH[int(len(ENGLISH) * chance.random() ** 3)] for _ in range(count)]


def story(seed: int, count: int = 400) -> str:
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        found += [*prose(chance, chance.randint(6, 14))]
        found[-1] += "."
    return " ".join(found)


def replaced(words: list[str], chance: random.Random) -> list[str]:
    return [chance.choice(ENGLISH) + "ing" if chance.random() < 0.25 else word for word in words]


def shuffled(words: list[str], chance: random.Random) -> list[str]:
    found = list(words)
    for place in range(0, len(found) - 5, 5):
        part = found[place : place + 5]
        chance.shuffle(part)
        found[place : place + 5] = part
    return found


@pytest.mark.parametrize("edit", [replaced, shuffled])
def test_a_passage_edited_all_over_is_one_near_hit_with_its_places(
    edit: Callable[[list[str], random.Random], list[str]],
) -> None:
    source, chance = story(1), random.Random(5)
    taken = source.split(" ")[120:220]
    edited = " ".join(edit(taken, chance))
    draft = f"{story(2)} {edited} {story(3)}"
    (hit,) = [
        hit for hit in check_text(draft, Texts(*(story(n) for n in range(10, 30)), source)).hits if hit.raised
    ]
    assert (hit.kind, hit.source.item) == ("near", 21)
    begin, first = draft.index(edited), source.index(" ".join(taken))
    assert abs(hit.draft.start - begin) < 60
    assert abs(hit.draft.end - begin - len(edited)) < 60
    assert abs(hit.source.start - first) < 60
    assert abs(hit.source.end - first - len(" ".join(taken))) < 60
    assert hit.text == draft[hit.draft.start : hit.draft.end]
    assert 0.5 < hit.likeness < 1.001
    assert hit.why.shared <= hit.why.of


def test_a_chinese_passage_with_characters_replaced_is_found() -> None:
    def text(seed: int) -> str:
        chance = random.Random(seed)
        return "".join(chance.choice(CHINESE) + ("，" if chance.random() < 0.1 else "") for _ in range(600))

    chance, source = random.Random(9), text(1)
    edited = "".join(chance.choice(CHINESE) if chance.random() < 0.15 else one for one in source[200:300])
    draft = text(2)[:200] + edited + text(3)[:200]
    found = [
        hit for hit in check_text(draft, Texts(*(text(n) for n in range(10, 20)), source)).hits if hit.raised
    ]
    assert [hit.source.item for hit in found] == [11]
    assert abs(found[0].draft.start - 200) < 12
    assert abs(found[0].draft.end - 200 - len(edited)) < 12


def test_unrelated_texts_of_the_same_words_are_not_near() -> None:
    library = Texts(*(story(n) for n in range(10, 30)))
    assert [hit for n in range(50, 53) for hit in check_text(story(n), library).hits if hit.raised] == []


ODD = ["\r\n", "e\u0301", "\u200d", "𠮷", "ﬁ", "ß", "—", "🙂", "說", "说", "한", "’"]


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_every_run_lies_in_a_hit_and_every_near_hit_slices_to_the_text(seed: int) -> None:
    chance = random.Random(seed)

    def soiled(text: str) -> str:
        return "".join(
            one + chance.choice(ODD) if one == " " and chance.random() < 0.2 else one for one in text
        )

    sources = [soiled(story(chance.randrange(50), 150)) for _ in range(3)]
    pieces = [story(chance.randrange(100, 150), 40)]
    for source in sources:
        start = chance.randrange(len(source) // 2)
        words = source[start : start + 400].split(" ")
        pieces += [" ".join(chance.choice((replaced, shuffled))(words, chance)), soiled(story(7, 20))]
    draft, corpus = "\r\n".join(pieces), Texts(*sources)
    hits = check_text(draft, corpus).hits
    ours = normalise(draft)
    for item, source in enumerate(sources, 1):
        theirs = normalise(source)
        for run in shared_runs(ours, theirs):
            begin, end = ours.source_span(run.draft_start, run.draft_end)
            held = [hit for hit in hits if hit.draft.start <= begin and end <= hit.draft.end]
            assert any(hit.source.item == item for hit in held)
    for hit in hits:
        assert hit.text == draft[hit.draft.start : hit.draft.end]
        assert 0 <= hit.source.start < hit.source.end <= len(sources[hit.source.item - 1])
        assert 0 < hit.letters <= len(normalise(hit.text).letters)


def test_a_text_taken_out_while_it_is_looked_at_is_left_out() -> None:
    source, chance = story(1), random.Random(5)

    class Vanishing(Texts):
        def part(self, item_id: int, start: int, end: int) -> Part:
            self.texts.pop(item_id, None)
            raise MuseError("library.gone", item=item_id)

    edited = " ".join(replaced(source.split(" ")[100:220], chance))
    assert [hit for hit in check_text(edited, Vanishing(source, story(2))).hits if hit.raised] == []


def test_a_cancelled_check_ends_and_progress_reaches_its_end() -> None:
    shares: list[float] = []
    assert check_text(story(1), Texts(story(1)), progress=shares.append).hits
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    assert check_text(story(1), Texts(story(1)), cancelled=lambda: True).hits == ()


@given(st.text(alphabet=st.sampled_from("ab 'é’\u0301\u200d月光。\r\n-"), max_size=120), st.data())
def test_a_part_of_a_text_is_what_it_is_in_the_whole(text: str, data: st.DataObject) -> None:
    whole = normalise(text)
    start = data.draw(st.integers(0, len(whole.letters)))
    end = data.draw(st.integers(start, len(whole.letters)))
    part = cut(whole, start, end)
    assert part.text.letters == whole.letters[start:end]
    assert (part.text.offsets[:-1] + part.start).tolist() == whole.offsets[start:end].tolist()
    assert text[part.start :].startswith(part.text.source)


def test_words_end_where_a_reader_ends_them_and_endings_do_not_count() -> None:
    text = normalise("Don’t café cafe\u0301 discovered—discovery 床前明月 光")
    words = words_of(text)
    spans = [text.letters[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    assert spans == ["dont", "cafe", "cafe", "discovered", "discovery", "床前", "前明", "明月", "月光"]
    assert words.keys[1] == words.keys[2]
    assert words.keys[3] == words.keys[4]


def test_the_best_stretch_is_the_heaviest_that_meets_the_place() -> None:
    import numpy as np

    gains = np.array([5.0, 5.0, -20.0, 1.0, 2.0, -1.0, 3.0, -9.0])
    assert best_stretch(gains, 3, 5) == (3, 7, 5.0)
    assert best_stretch(gains, 0, 1) == (0, 2, 10.0)
    assert neighbours([1, 2, 3], {1: [0], 2: [1], 3: [2]}, 500) > 6
    assert neighbours([1, 2], {1: [0], 2: [400]}, 500) < 0


def test_a_part_of_a_copy_that_stands_near_it_once_more_does_not_widen_its_place() -> None:
    title = "The Monthly Meeting of the Harbour Society in Summer"
    copied = f"{title}. {story(7, 60)}"
    source = f"{title}. {story(8, 12)} {copied} {story(9)}"
    draft = f"{story(2)} {copied} {story(3)}"
    (hit,) = [
        hit for hit in check_text(draft, Texts(*(story(n) for n in range(10, 30)), source)).hits if hit.raised
    ]
    assert abs(hit.source.start - source.rindex(title)) < 30
    assert title in hit.text
