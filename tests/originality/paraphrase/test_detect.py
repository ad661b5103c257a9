"""Possible paraphrases in a draft: found with their places, never more than one hit for a place."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence

import numpy as np
import pytest

from muse_desktop.library.search.encoders import EncoderInfo, Vectors, normed
from muse_desktop.originality.check import check_text
from muse_desktop.originality.paraphrase.detect import with_paraphrases
from muse_desktop.originality.paraphrase.places import draft_sentences
from muse_desktop.originality.values import CheckReport, Hit
from tests.originality.corpora import Texts

SAID = "The old lighthouse keeper lowered the brass lantern and counted every ship that passed the headland."
AGAIN = "That aged keeper of the lighthouse let his brass lantern down, counting all ships passing the cape."
NEXT = "Before the storm broke he wrote their names in a ledger bound in sealskin."
NEXT_AGAIN = "He wrote down all their names, before the storm, in his sealskin ledger."
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
