"""What of a report is shown, and by which rule the rest is not."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.originality.check import check_text
from muse_desktop.originality.exclusions import Exclusion, same_words
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.originality.shown import Checked, shown
from tests.originality.corpora import Texts

COPIED = "the ferry had not been seen since the bells were taken down from the tower of the church"
OTHER = "whoever walks along the shore at night must carry a lamp of his own and salt in his pocket"
DRAFT = f"Nobody minded that {COPIED}. But then, {OTHER}, and so did we."


def checked(draft: str = DRAFT, *texts: str) -> Checked:
    corpus = Texts(*(texts or (f"They say {COPIED}!", f"It is told: {OTHER}; {COPIED}!")))
    report = check_text(draft, corpus)  # which of them it raises is tested with the check
    report = replace(report, hits=tuple(replace(hit, raised=True) for hit in report.hits))
    items = {one.id: one for one in corpus.items()}
    return Checked(None, draft, report, items, {one: f"{one}" * 64 for one in items})


def left_out(kind: str, text: str = "", sha256: str = "") -> Exclusion:
    return Exclusion(1, kind, sha256, "text", text, "mine", "2026-01-01T00:00:00.000Z")  # type: ignore[arg-type]


def test_sources_come_by_covered_words_and_passages_count_once() -> None:
    found = shown(checked(), ViewSettings())
    assert [(one.item, len(one.hits)) for one in found.sources] == [(2, 2), (1, 1)]
    assert found.passages == 2
    assert found.words == len(COPIED.split()) + len(OTHER.split())
    assert not found.original


def test_filters_tell_their_rule() -> None:
    one = checked()
    assert {left.rule for left in shown(one, ViewSettings(kinds=("near",))).left_out} == {"kind"}
    assert {left.rule for left in shown(one, ViewSettings(least_words=99)).left_out} == {"short"}
    hits = tuple(replace(hit, raised=False) for hit in one.report.hits)
    listed = replace(one, report=replace(one.report, hits=hits))
    assert {left.rule for left in shown(listed, ViewSettings()).left_out} == {"listed"}
    everything = shown(listed, ViewSettings(all_listed=True))
    assert (len(everything.hits), everything.original, everything.words) == (3, True, 0)


def test_exclusions_reach_as_far_as_they_say() -> None:
    one = checked()
    by_source = shown(one, ViewSettings(), [left_out("source", sha256="2" * 64)])
    assert [hit.source.item for hit in by_source.hits] == [1]
    by_hit = shown(one, ViewSettings(), [left_out("hit", COPIED.upper(), "2" * 64)])
    assert [(hit.source.item, hit.text) for hit in by_hit.hits] == [(1, COPIED), (2, OTHER)]
    by_phrase = shown(one, ViewSettings(), [left_out("phrase", COPIED)])
    assert [hit.text for hit in by_phrase.hits] == [OTHER]


def test_a_passage_that_grew_much_is_news() -> None:
    assert same_words(COPIED, f"x {COPIED} y")
    assert same_words(COPIED.replace("bells", "bell").title(), COPIED)
    assert not same_words(f"{COPIED} {OTHER}", COPIED)
    assert not same_words(COPIED, "")
    assert not same_words("…", "…")


def test_a_quotation_that_names_its_source_is_left_out() -> None:
    draft = f"As Ada Lund wrote, “{COPIED}.” Yet {OTHER}."
    found = shown(checked(draft), ViewSettings())
    assert [hit.text for hit in found.hits] == [OTHER]
    assert {(one.rule, one.attribution) for one in found.left_out} == {("quotation", "As Ada Lund wrote")}
    assert len(shown(checked(draft), ViewSettings(quotations=False)).hits) == 3


def test_a_short_phrase_of_many_works_is_common_and_versions_are_one_work() -> None:
    phrase = "in the beginning was the word and the word was good"
    one = checked(f"It began: {phrase}.", *(f"{number} {phrase} {number}" for number in "abcde"))
    assert {left.rule for left in shown(one, ViewSettings()).left_out} == {"common"}
    assert shown(one, ViewSettings(common=False)).passages == 1
    versions = {item: msgspec.structs.replace(info, work=1) for item, info in one.items.items()}
    assert shown(replace(one, items=versions), ViewSettings()).passages == 1
    assert isinstance(one.items[1], ItemInfo)


def test_a_long_passage_is_copied_however_many_have_it() -> None:
    long = f"{COPIED} and {OTHER}"
    assert shown(checked(long, *(f"{one} {long}" for one in "abcdef")), ViewSettings()).passages == 1
