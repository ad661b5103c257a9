from __future__ import annotations

import pytest

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.stats.names import author_key, displayed_author
from muse_desktop.library.stats.needs import VOICE_WORDS, OwnWords, needs
from muse_desktop.library.stats.overview import Era, EraShare, Share, era_of, overview


def info(number: int, words: int = 100, **more: object) -> ItemInfo:
    known = {"language": "en", "rights": ""} | more
    return ItemInfo(
        number, f"Text {number}", "", words, added_at="2026-01-01T00:00:00.000Z", **known  # type: ignore[arg-type]
    )


def test_an_empty_library_has_figures_too() -> None:
    found = overview([])
    assert (found.items, found.words, found.languages, found.eras) == (0, 0, (), ())


def test_texts_are_counted_by_language_author_time_and_rights() -> None:
    found = overview(
        [
            info(1, 300, author="Austen, Jane", year=1813, rights="public_domain"),
            info(2, 200, author="Jane Austen", year=1816, rights="public_domain"),
            info(3, 50, language="zh", author="李白", year=750),
            info(4, 10, rights="mine"),
        ]
    )
    assert (found.items, found.words) == (4, 560)
    assert found.languages == (Share("en", 3, 510), Share("zh", 1, 50))
    assert found.authors == (Share("Jane Austen", 2, 500), Share("李白", 1, 50), Share("", 1, 10))
    assert found.rights == (Share("public_domain", 2, 500), Share("", 1, 50), Share("mine", 1, 10))
    assert found.eras == (
        EraShare(Era(700, 799), 1, 50), EraShare(Era(1800, 1849), 2, 500), EraShare(None, 1, 10)
    )  # fmt: skip


def test_variants_are_left_out_and_further_versions_told_apart() -> None:
    found = overview(
        [info(1, 300, work=1), info(2, 280, work=1), info(3, 290, work=1), info(4, 300, parent=1), info(5)]
    )
    assert (found.items, found.words, found.variants) == (4, 970, 1)
    assert (found.versions, found.version_words) == (2, 570)


@pytest.mark.parametrize(
    ("year", "era"),
    [(-335, (-400, -301)), (8, (0, 99)), (1799, (1700, 1799)), (1800, (1800, 1849)), (2026, (2000, 2049))],
)
def test_a_year_lies_in_its_era(year: int, era: tuple[int, int]) -> None:
    assert era_of(year) == Era(*era)


def test_one_name_written_in_many_ways_has_one_key() -> None:
    forms = ["Jane Austen", "Austen, Jane", "JANE  AUSTEN", "jane austen"]
    assert len({author_key(form) for form in forms}) == 1
    assert author_key("蘇軾") == author_key("苏轼")
    assert displayed_author("King, Martin Luther") == "Martin Luther King"
    assert displayed_author("Martin Luther King, Jr.") == "Martin Luther King, Jr."
    assert author_key("—") == ""


def test_a_voice_says_how_many_words_there_are_and_how_many_it_needs() -> None:
    texts = [info(1, 5000, rights="mine"), info(2, 90_000), info(3, 900, rights="mine", language="zh"),
             info(4, 70_000, rights="mine", parent=1)]  # fmt: skip
    voice = next(one for one in needs(texts, OwnWords({"en": 1200})) if one.feature == "voice")
    assert (voice.needed, voice.have, voice.language, voice.met) == (VOICE_WORDS, 6200, "en", False)
    assert "needs 20,000 words of your own in one language; you have 6,200." in voice.text("en")
    assert "6,200" in voice.text("zh")


def test_every_feature_has_its_need_worded() -> None:
    for one in needs([]):
        assert not one.met
        assert one.text("en") != one.text("zh")
        assert "library_stats" not in one.text("en")
    assert all(one.met for one in needs([info(n, 30_000, rights="mine") for n in range(20)]))
