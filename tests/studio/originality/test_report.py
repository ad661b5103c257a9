"""The report of a check, as HTML and PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.formats.report_html import report_html
from muse_desktop.originality.exclusions import Exclusion
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.originality.values import Why
from muse_desktop.studio.originality.report import Used
from muse_desktop.studio.originality.telling import make_report, write_report
from tests.originality.corpora import Texts
from tests.originality.test_shown import COPIED, OTHER, checked

CORPUS = Texts(f"They say {COPIED}!", f"It is told: {OTHER}; {COPIED}!")


def page(language: str = "en", used: Used | None = None, **changed: object) -> str:
    one = replace(checked(), at="2026-01-02T03:04:05.000Z", **changed)  # type: ignore[arg-type]
    told = make_report("The <b> book", [("Chapter 1", one)], CORPUS, used or Used(ViewSettings()), language)  # type: ignore[arg-type]
    return report_html(told).decode()


def test_it_has_both_passages_the_sources_the_hashes_and_what_it_cannot_see() -> None:
    told = page()
    for words in (
        "Not original against this library: 2 passages, 37 of 46 words", COPIED, OTHER, "text 1",
        "not the internet", "2 texts", "SHA-256 of “Chapter 1”", "1" * 64, "The &lt;b&gt; book",
        "no legal advice",
    ):  # fmt: skip
        assert words in told


def test_it_says_what_was_left_out_and_why() -> None:
    mine = Exclusion(1, "source", "1" * 64, "text 1", "", "mine", "2026-01-02T03:04:05.000Z")
    told = page(used=Used(ViewSettings(least_words=10), (mine,)))
    assert "the writer left out this source: the writer&#x27;s own words" in told
    assert "all of “text 1”" in told
    assert "passages of 10 words or more" in told


def test_what_differs_is_underlined() -> None:
    one = checked()
    hits = tuple(
        replace(hit, kind="near", text=hit.text.replace("bells", "drums"), why=Why(shared=17, of=18))
        for hit in one.report.hits
    )
    told = page(report=replace(one.report, hits=hits))
    assert "<u>drums</u>" in told
    assert "<u>bells</u>" in told
    assert "17 of its 18 words" in told


def test_nothing_found_and_nothing_compared_are_two_things() -> None:
    report = checked().report
    assert "Nothing was found" in page(report=replace(report, hits=()))
    assert "no texts to compare with" in page(report=replace(report, hits=(), items=0))
    assert "there were no words" in page(report=replace(report, hits=(), draft_words=0))


def test_in_chinese() -> None:
    told = page("zh")
    assert "与此文库相比并非原创：2 处，全文 46 字词中的 37" in told
    assert "passages" not in told


def test_as_pdf_and_under_no_other_name(tmp_path: Path) -> None:
    told = make_report("书", [("一", checked())], CORPUS, Used(ViewSettings()), "zh")
    assert write_report(tmp_path / "a.pdf", told).read_bytes().startswith(b"%PDF")
    with pytest.raises(MuseError) as raised:
        write_report(tmp_path / "a.odt", told)
    assert raised.value.code == "originality.report_kind"
    assert not (tmp_path / "a.odt").exists()
