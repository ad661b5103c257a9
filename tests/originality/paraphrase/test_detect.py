"""Possible paraphrases in a draft: found with their places, never more than one hit for a place."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence

import numpy as np
import pytest

from muse_desktop.library.corpus import Part
from muse_desktop.library.search.encoders import EncoderInfo, Vectors, normed
from muse_desktop.originality.check import check_text
from muse_desktop.originality.paraphrase.detect import knows, with_paraphrases
from muse_desktop.originality.paraphrase.places import draft_sentences
from muse_desktop.originality.values import CheckReport, Hit
from tests.originality.corpora import Texts

SAID = "The old lighthouse keeper lowered the brass lantern and counted every ship that passed the headland."
AGAIN = "That aged keeper of the lighthouse let his brass lantern down, counting all ships passing the cape."
NEXT = "Before the storm broke he wrote their names in a ledger bound in sealskin."
NEXT_AGAIN = "He wrote down all their names, before the storm, in his sealskin ledger."
NOTHING = CheckReport(hits=(), items=0, words=0, draft_words=0, covered_words=0, seconds=0.0)
WORDS = [
    "harvest", "valley", "winter", "letter", "garden", "mother", "river", "silver", "market", "candle",
    "orchard", "soldier", "window",
]  # fmt: skip


class Trigrams:
    """Vectors of the letters: close enough to meaning for these sentences."""

    info = EncoderInfo("trigrams", 256, frozenset(), 0.0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), 256), np.float32)
        for row, text in zip(rows, texts, strict=True):
            letters = text.casefold()
            for at in range(len(letters) - 1):
                row[zlib.crc32(letters[at : at + 3].encode()) % 256] += 1
        return normed(rows)

    def close(self) -> None:
        pass


def prose(seed: int, sentences: int = 60) -> list[str]:
    chance = random.Random(seed)
    return [
        f"The {' and the '.join(chance.sample(WORDS, 3))} were {chance.choice(WORDS)}s of {seed}."
        for _ in range(sentences)
    ]


def library(*extra: str) -> Texts:
    filled = prose(1)
    filled[30:30] = extra
    return Texts(" ".join(filled), " ".join(prose(2)))


def check(draft: str, corpus: Texts, *, encoder: Trigrams | None = None) -> CheckReport:
    return with_paraphrases(check_text(draft, corpus), draft, corpus, encoder or Trigrams())


def places(hit: Hit, draft: str, corpus: Texts) -> tuple[str, str]:
    source = corpus.text(hit.source.item)
    return draft[hit.draft.start : hit.draft.end], source[hit.source.start : hit.source.end]


def test_a_sentence_said_in_other_words_is_found_where_it_stands() -> None:
    corpus = library(SAID)
    draft = f"I slept badly. {AGAIN} Nothing else happened that night."
    report = check(draft, corpus)
    (hit,) = report.hits
    assert places(hit, draft, corpus) == (AGAIN, SAID)
    assert (hit.kind, hit.raised, hit.text) == ("paraphrase", True, AGAIN)
    assert hit.why.shared >= 5
    assert hit.why.meaning > hit.why.runner_up
    assert (report.meaning, report.encoder, report.covered_words) == (True, "trigrams", hit.words)


def test_neighbouring_sentences_of_one_place_are_one_hit() -> None:
    corpus = library(SAID, NEXT)
    draft = f"{AGAIN} {NEXT_AGAIN}"
    (hit,) = check(draft, corpus).hits
    assert places(hit, draft, corpus) == (draft, f"{SAID} {NEXT}")


def test_what_was_found_as_a_copy_is_not_found_again() -> None:
    corpus = library(SAID)
    copied = check_text(SAID, corpus)
    assert check(SAID, corpus).hits == copied.hits


def test_words_that_another_text_has_together_too_are_no_paraphrase_of_either() -> None:
    elsewhere = "An old keeper of ships counted each headland lighthouse; every brass lantern was down."
    (found,) = check(AGAIN, library(SAID)).hits
    assert found.raised
    other = " ".join([*prose(4), elsewhere, *prose(5)])
    both = Texts(*(library(SAID).text(at) for at in (1, 2)), other, " ".join(prose(6)))
    assert not check(AGAIN, both).hits


@pytest.mark.parametrize(
    "draft", ["", "…!?", "Short.", " ".join(prose(3, 12)), "The soldier counted the windows of the valley."]
)
def test_nothing_is_found_in_what_has_only_usual_words_in_common(draft: str) -> None:
    corpus = library(SAID, NEXT)
    assert not [hit for hit in check(draft, corpus).hits if hit.kind == "paraphrase"]


def test_a_paraphrase_in_chinese_is_found() -> None:
    said = "守灯塔的老人放下铜灯，数着每一艘经过海岬的船。"
    again = "那守灯塔的老人把铜灯放下来，一艘一艘地数着经过海岬的船。"
    filled = [f"第{at}天他去集市买米，又把信送到山下的村子里。" for at in range(300)]
    corpus = Texts("".join([*filled[:20], said, *filled[20:]]), "".join(filled))
    draft = f"夜里很静。{again}后来天亮了。"
    hits = [hit for hit in check(draft, corpus).hits if hit.raised]
    assert [places(hit, draft, corpus) for hit in hits] == [(again, said)]


def test_a_line_of_a_poem_with_a_few_characters_in_common_is_no_paraphrase() -> None:
    said, draft = "花枝缺处余香在，小楼一夜听春雨。", "今日花枝缺处。"
    filled = [f"第{at}天他去集市买米，又把信送到山下的村子里。" for at in range(100)]
    assert not check(draft, Texts("".join([*filled, said]), "".join(filled))).hits


def test_words_alone_decide_where_there_is_no_encoder() -> None:
    corpus = library(SAID)
    report = with_paraphrases(check_text(AGAIN, corpus), AGAIN, corpus, None)
    assert report.encoder == ""
    assert all(hit.why.meaning == 0 and not hit.raised for hit in report.hits)


def test_what_is_found_in_a_language_the_encoder_does_not_know_is_only_listed() -> None:
    class Foreign(Trigrams):
        info = EncoderInfo("foreign", 256, frozenset({"th"}), 0.0)

    corpus = library(SAID)
    draft = f"I went to the sea and it was cold. {AGAIN}"
    (hit,) = [hit for hit in check(draft, corpus, encoder=Foreign()).hits if hit.kind == "paraphrase"]
    assert (hit.text, hit.raised) == (AGAIN, False)


def test_it_stops_when_it_is_told_to() -> None:
    class Stop(Exception):
        pass

    def go_on(_: float) -> None:
        raise Stop

    corpus = library(SAID)
    with pytest.raises(Stop):
        with_paraphrases(check_text(AGAIN, corpus), AGAIN, corpus, Trigrams(), go_on=go_on)


def test_a_source_that_was_taken_out_meanwhile_gives_no_hit() -> None:
    corpus = library(SAID)
    report = check_text(AGAIN, corpus)
    del corpus.texts[1]
    assert with_paraphrases(report, AGAIN, corpus, Trigrams()).hits == ()


def test_sentences_in_known_passages_and_mere_calls_are_not_asked_after() -> None:
    draft = f"Hush! {SAID} {NEXT}"
    begin = draft.index(SAID)
    assert [one.said.text for one in draft_sentences(draft, [(begin, begin + len(SAID))])] == [NEXT]


LONG = (
    "When the ferry finally reached the northern shore, the travellers carried their soaked bundles up the "
    "gravel road, and an innkeeper with a crooked lantern led them past the ruined chapel towards supper."
)
LONG_NEXT = "Nobody spoke of the drowned mule until the second bottle stood empty upon the table."
LONG_NEXT_AGAIN = "Not until a second bottle was empty did anybody mention the mule that had drowned."


def raised(draft: str, corpus: Texts) -> list[tuple[str, str]]:
    """Kinds and passages of what the second stage raises by itself."""
    found = with_paraphrases(NOTHING, draft, corpus, Trigrams()).hits
    return [(hit.kind, hit.text) for hit in found if hit.raised]


def test_an_edited_sentence_is_no_paraphrase() -> None:
    edited = LONG.replace("ferry finally", "boat at last").replace("ruined", "broken")
    corpus = library(LONG, LONG_NEXT)
    assert raised(f"It rained. {edited}", corpus) == [("near", edited)]
    # What is beside it and was edited more freely is of the same passage, and names it no paraphrase.
    assert raised(f"{edited} {LONG_NEXT_AGAIN}", corpus) == [("near", f"{edited} {LONG_NEXT_AGAIN}")]


def test_what_the_first_stage_raised_stays_as_it_was() -> None:
    corpus = library(LONG, LONG_NEXT)
    edited = LONG.replace("finally", "at last").replace("ruined", "broken")
    draft = f"It rained. {edited} {LONG_NEXT_AGAIN} We slept."
    copied = [hit for hit in check_text(draft, corpus).hits if hit.raised]
    hits = check(draft, corpus).hits
    assert copied
    assert [hit for hit in hits if hit.kind != "paraphrase"] == copied
    assert [hit.text for hit in hits if hit.kind == "paraphrase"] == [LONG_NEXT_AGAIN]


def test_only_sentences_with_more_in_common_than_chance_are_asked_for_their_meaning() -> None:
    asked: list[str] = []

    class Listening(Trigrams):
        def encode(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            return super().encode(texts)

    corpus = library(SAID)
    check(f"{AGAIN} {' '.join(prose(3, 30))}", corpus, encoder=Listening())
    assert AGAIN in asked
    assert len(asked) < 10


def test_it_can_be_stopped_between_any_two_sentences() -> None:
    class Stop(Exception):
        pass

    shares: list[float] = []

    def go_on(share: float) -> None:
        shares.append(share)
        if len(shares) == 50:
            raise Stop

    draft = " ".join(prose(4, 100))
    with pytest.raises(Stop):
        with_paraphrases(check_text(draft, library()), draft, library(SAID), Trigrams(), go_on=go_on)
    assert shares == sorted(shares)


def test_of_a_long_draft_the_likeliest_places_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muse_desktop.originality.paraphrase.places._MOST_STRETCHES", 20)
    looked: list[int] = []

    class Counting(Texts):
        def part(self, item_id: int, start: int, end: int) -> Part:
            looked.append(start)
            return super().part(item_id, start, end)

    filled = prose(1)
    corpus = Counting(" ".join([*filled[:30], SAID, *filled[30:]]), " ".join(prose(2)))
    draft = " ".join([*prose(5, 150), AGAIN, *prose(6, 150)])
    found = with_paraphrases(NOTHING, draft, corpus, Trigrams()).hits
    assert [hit.text for hit in found if hit.raised] == [AGAIN]
    assert len(looked) <= 40


@pytest.mark.parametrize("line", ["曲臺臨上路，高門抵狹斜。", "死人如亂麻，白骨相撐委。"])
def test_half_a_line_of_a_poem_is_no_paraphrase_of_the_couplet(line: str) -> None:
    filled = [f"第{at}天他去集市买米，又把信送到山下的村子里。" for at in range(300)]
    draft = f"飛甍夾御溝，{line[:5]}。天子如轉蓬。"
    corpus = Texts("".join([*filled, line]), "".join(filled))
    assert not any(hit.raised for hit in check(draft, corpus).hits)


def test_a_text_in_no_language_that_can_be_told_is_none_that_an_encoder_knows() -> None:
    class English(Trigrams):
        info = EncoderInfo("english", 256, frozenset({"en"}), 0.0)

    foreign = "Ang matandang tagapagbantay ng parola ay nagbaba ng tansong ilawan at binilang ang mga barko. "
    assert not knows(English(), foreign * 8)
    assert knows(English(), "Walking home alone.")
    assert knows(English(), f"{SAID} {NEXT} {LONG}" * 2)
