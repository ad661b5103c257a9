"""The check before publication: what it finds in a real workspace, and what holds exports back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from muse_desktop.errors import MuseError
from muse_desktop.formats.report_html import report_html
from muse_desktop.provenance import ledger
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.payloads import told
from muse_desktop.settings import Settings
from muse_desktop.store import tables
from muse_desktop.studio.novels import CompileWish
from muse_desktop.studio.publication.listed_words import WordList
from muse_desktop.studio.publication.profiles import Rules, shipped, shipped_ids
from muse_desktop.studio.publication.publication import Publication
from muse_desktop.studio.publication.values import RULES, Result
from muse_desktop.studio.publication.wording import words_file
from muse_desktop.studio.studio import Studio
from muse_desktop.text.quoted import quotations
from tests.studio.lineage_book import SAID, model, request, saved, take

SAYING = "the sea gives back what it is asked for, but seldom to the one who asked"
LETTERS = f"We lay three nights off the bar. The old men say {SAYING}, and they say it without bitterness."


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio.open(tmp_path / "work", settings=Settings(language="en", author="Ada Lund"))
    yield made
    made.close()


@pytest.fixture
def room(studio: Studio) -> Publication:
    return studio.evidence.publication


def library(studio: Studio, folder: Path, **texts: str) -> None:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    studio.add_to_library([folder]).result()


def written(studio: Studio, text: str, answer: str = "", licence: str = "apache-2.0") -> int:
    """A document that was typed, with an answer taken at its end; saved and closed."""
    session = studio.manuscript.open(studio.manuscript.create("Chapter"))
    session.apply(0, 0, text, session.typed_origin(0, text))
    if answer:
        asked = studio.store.write(
            lambda db: request(db, session.id, answers=(answer,), model_id=model(db, licence=licence))
        ).result()
        take(session, asked, answer)
    saved(session)
    return session.id


def check(studio: Studio, profile: str = "general", **rules: object) -> Result:
    room = studio.evidence.publication
    found = shipped(profile, "en")
    if rules:
        found = room.profile(room.keep_profile("", "Mine", Rules(**rules)).result(), "en")  # type: ignore[arg-type]
    return room.check(1, None, found, "en")


def test_a_source_of_unknown_licence_is_named_in_a_warning_until_its_terms_are_noted(
    studio: Studio, tmp_path: Path
) -> None:
    library(studio, tmp_path / "texts", Letters=LETTERS)
    written(studio, f"Her father held that {SAYING}. She did not.")
    found = check(studio).of("sources")
    assert found.mark == "warn"
    assert "“Letters”" in found.told
    place = found.places[0]
    assert SAYING in place.text
    assert check(studio, "publisher").of("sources").mark == "fail"
    result = check(studio)
    assert result.of("originality").mark == "warn"
    page = report_html(studio.evidence.publication.report(result)).decode()
    text = studio.manuscript.read(1).text
    assert hashlib.sha256(text.encode()).hexdigest() in page
    assert "“Letters”" in page
    assert "Not legal advice" in page
    assert result.rules_hash in page
    studio.store.write(lambda db: setattr(db.get(tables.LibraryItem, 1), "rights", "public_domain")).result()
    assert check(studio).of("sources").mark == "pass"
    assert check(studio).of("originality").mark == "pass"


def test_pasted_passages_and_what_a_model_was_given_count_as_sources_too(
    studio: Studio, tmp_path: Path
) -> None:
    library(studio, tmp_path / "texts", Letters=LETTERS, Salt="Salt remembers the shape of the pan for ever.")
    session = studio.manuscript.open(studio.manuscript.create("Chapter"))
    session.apply(0, 0, "Salt.", session.insert_origin(Kind.PASTED_LIBRARY, library_item=2, source="Salt"))
    session.apply(5, 0, " From a page.", session.insert_origin(Kind.PASTED_OUTSIDE, source="a page"))
    fields = {"theme": LETTERS}
    asked = studio.store.write(lambda db: request(db, session.id, fields=fields)).result()
    take(session, asked, SAID)
    saved(session)
    found = check(studio).of("sources")
    assert "“Salt”" in found.told
    assert "“Letters”" in found.told
    assert "where they are from: 3 words" in found.told
    assert any("given to the model" in line for line in found.details)
    assert [one.text for one in found.places] == ["Salt.", " From a page."]


def test_quotations_are_measured_apart_from_other_common_passages(studio: Studio, tmp_path: Path) -> None:
    library(studio, tmp_path / "texts", Letters=LETTERS)
    written(studio, f"“{SAYING[0].upper()}{SAYING[1:]},” he said. Then he went home and slept.")
    found = check(studio).of("quotations")
    assert found.mark == "pass"
    assert [one.text.lower() for one in found.places] == [SAYING]
    assert check(studio).of("originality").mark == "pass"
    tight = check(studio, quote_words=10).of("quotations")
    assert tight.mark == "fail"
    assert "16 words; these rules allow 10 words" in tight.details[0]


def test_an_empty_library_leaves_originality_unknown(studio: Studio) -> None:
    written(studio, "A first line.")
    result = check(studio)
    assert {one.rule: one.mark for one in result.findings} == {
        "ai_text": "pass", "disclosure": "pass", "record": "pass", "originality": "unknown",
        "sources": "pass", "quotations": "unknown", "models": "pass",
    }  # fmt: skip
    assert result.mark == "unknown"


def test_no_ai_text_holds_both_exports_back_until_it_is_set_aside_with_a_reason(
    studio: Studio, room: Publication, tmp_path: Path
) -> None:
    document = written(studio, "He stood on the pier. ", SAID)
    studio.export(document, tmp_path / "before.md").result()
    room.choose(1, "contest_no_ai").result()
    target = CompileWish(1, tmp_path / "novel.md", "Harbour")
    for exporting in (lambda: studio.export(document, tmp_path / "a.md"), lambda: studio.compile(target)):
        with pytest.raises(MuseError) as refused:
            exporting().result()
        assert refused.value.code == "publication.blocked"
        assert "Contest: no AI text" in refused.value.text("en")
        assert "征文" not in refused.value.text("en")
    assert not (tmp_path / "a.md").exists()
    result = check(studio, "contest_no_ai")
    assert result.of("ai_text").stands
    assert result.of("ai_text").places[0].text == SAID
    with pytest.raises(MuseError, match="only with a reason"):
        room.override(result, "ai_text", "  ")
    with pytest.raises(MuseError, match="not failing"):
        room.override(result, "sources", "Because.")
    room.override(result, "ai_text", "The jury allowed this epigraph.").result()
    studio.export(document, tmp_path / "a.md").result()
    studio.compile(target).result()
    after = check(studio, "contest_no_ai")
    assert after.of("ai_text").mark == "fail"
    assert not after.of("ai_text").stands
    page = report_html(room.report(after)).decode()
    assert "The jury allowed this epigraph." in page
    payload = studio.store.read(lambda db: [said for _, said in told(db, "override")])[0]
    assert payload["rule"] == "ai_text"
    assert payload["reason"] == hashlib.sha256(b"The jury allowed this epigraph.").hexdigest()
    assert "jury" not in str(payload)
    assert ledger.verify(studio.store).ok


def test_what_was_set_aside_counts_again_with_more_words_other_rules_or_when_taken_back(
    studio: Studio, room: Publication, tmp_path: Path
) -> None:
    document = written(studio, "He stood on the pier. ", SAID)
    mine = room.keep_profile("", "Ours", Rules(model_percent=0, holds=("ai_text",))).result()
    room.choose(1, mine).result()

    def holds() -> bool:
        return room.held(1, None, "en") is not None

    room.override(room.check(1, None, room.profile(mine, "en"), "en"), "ai_text", "Agreed.").result()
    assert not holds()
    room.keep_profile(mine, "Ours", Rules(model_percent=1, holds=("ai_text",))).result()
    assert holds()
    room.override_held(room.held(1, None, "en"), "Agreed again.").result()  # type: ignore[arg-type]
    assert not holds()
    session = studio.manuscript.open(document)
    asked = studio.store.write(lambda db: request(db, document, answers=("And nobody came.",))).result()
    take(session, asked, "And nobody came.")
    saved(session)
    assert holds()
    room.override_held(room.held(1, None, "en"), "And again.").result()  # type: ignore[arg-type]
    room.take_back(room.check(1, None, room.profile(mine, "en"), "en"), "ai_text").result()
    assert holds()
    with pytest.raises(MuseError, match="hold this export back"):
        studio.export(document, tmp_path / "a.md").result()


def test_a_reason_that_was_redacted_leaves_its_hash(studio: Studio, room: Publication) -> None:
    written(studio, "He stood. ", SAID)
    seq = room.override(check(studio, "contest_no_ai"), "ai_text", "A private reason.").result()
    studio.store.write(lambda db: ledger.redact(db, seq)).result()
    result = check(studio, "contest_no_ai")
    assert not result.of("ai_text").stands
    page = report_html(room.report(result)).decode()
    assert "A private reason" not in page
    assert hashlib.sha256(b"A private reason.").hexdigest() in page


def test_model_licences_that_forbid_selling_warn_and_fail_where_the_work_is_for_sale(studio: Studio) -> None:
    written(studio, "He stood. ", SAID, licence="cc-by-nc-4.0")
    assert check(studio).of("models").mark == "warn"
    assert "Harbour 1B" in check(studio).of("models").told
    assert check(studio, commercial=True).of("models").mark == "fail"


def test_disclosure_is_wanted_where_a_model_took_part_and_compared_with_the_figures(studio: Studio) -> None:
    written(studio, "He stood. ", SAID)
    assert check(studio).of("disclosure").mark == "warn"
    assert check(studio, "shop").of("disclosure").mark == "fail"
    assert "Amazon KDP" in check(studio, "shop").of("disclosure").told
    told_by_writer = {"elsewhere": "none", "other_tools": "none", "images": "none", "translation": "none"}
    studio.evidence.disclosure.keep(1, "kdp", told_by_writer).result()
    found = check(studio, "shop").of("disclosure")
    assert found.mark in ("pass", "warn")
    studio.evidence.notices.turn(1, False).result()
    found = check(studio).of("disclosure")
    assert "turned off" in " ".join((found.told, *found.details))


def test_a_magazine_counts_requests_of_which_nothing_was_taken(studio: Studio) -> None:
    document = written(studio, "He stood. ")
    studio.store.write(lambda db: request(db, document)).result()
    result = check(studio, "magazine_no_ai")
    assert result.of("ai_text").mark == "pass"
    assert result.of("ai_use").mark == "fail"


def test_words_ages_genres_and_lengths_are_looked_for_in_both_languages(studio: Studio) -> None:
    chinese = "他在夜里 杀 人，杀，人走了。殺人者逃了。"
    written(studio, f"The TAPESTRY of night. {chinese}Killed, not skilled. Tapestries.")
    found = check(studio, banned=("tapestry", "杀人")).of("banned")
    assert [one.text for one in found.places] == ["TAPESTRY", "杀 人", "殺人"]
    assert found.mark == "fail"
    assert [one.text for one in check(studio, banned=("tapestr*",)).of("banned").places] == [
        "TAPESTRY", "Tapestries",
    ]  # fmt: skip
    assert [one.text for one in check(studio, "children").of("age").places] == ["杀 人", "殺人", "Killed"]
    assert check(studio, least_words=500).of("length").mark == "fail"
    assert check(studio, most_words=500).of("length").mark == "pass"
    assert check(studio, genres=("horror",)).of("genres").mark == "pass"
    written(studio, "A zombie and a ghoul in a haunted crypt.")
    assert check(studio, genres=("horror",)).of("genres").mark == "warn"


def test_what_generated_text_states_is_listed_and_ticked_off(studio: Studio, room: Publication) -> None:
    answer = "In 1843 the ship Aurora sank with 212 men. Captain Hale said, “We were four days late.” "
    answer += "《海岸志》卖了三百本。"
    document = written(studio, "In 1900 Berlin had 2 ports. ", answer)
    found = check(studio, "article").of("claims")
    assert [(one.note, one.text) for one in found.places] == [
        ("date", "1843"), ("name", "Aurora"), ("number", "212"), ("name", "Hale"),
        ("quotation", "We were four days late."), ("name", "《海岸志》"), ("number", "三百"),
    ]  # fmt: skip
    assert found.mark == "warn"
    room.choose(1, "article").result()
    warned = room.open_claims(1, [document], "en")
    assert warned is not None
    assert "7 of 7" in warned.text("en")
    room.tick(1, [one.key for one in found.places[:6]], True).result()
    assert check(studio, "article").of("claims").measure == 1
    room.tick(1, [found.places[6].key], True).result()
    assert check(studio, "article").of("claims").mark == "pass"
    assert room.open_claims(1, [document], "en") is None


def test_own_rules_are_copied_edited_and_forgotten_and_broken_ones_ask_for_nothing(
    studio: Studio, room: Publication
) -> None:
    copied = room.keep_profile("", "  Our   prize ", shipped("contest_no_ai", "en").rules).result()
    assert room.profile(copied, "en").name == "Our prize"
    assert room.profile(copied, "en").rules == shipped("contest_no_ai", "zh").rules
    with pytest.raises(MuseError, match="came with the app"):
        room.keep_profile("publisher", "Publisher", Rules())
    with pytest.raises(MuseError, match="need a name"):
        room.keep_profile(copied, " ", Rules())
    broken = {"age": 13, "most_words": -4, "quote_words": "many", "holds": ["ai_text", "nonsense"], "new": 1}
    studio.store.write(lambda db: setattr(db.get(tables.HouseProfile, 1), "rules", broken)).result()
    assert room.profile(copied, "en").rules == Rules(holds=("ai_text",))
    room.choose(1, copied).result()
    room.forget_profile(copied).result()
    assert room.chosen(1, "en").id == "general"


def test_house_words_are_kept_from_the_model_and_a_writer_is_warned_who_asks_it(
    studio: Studio, room: Publication
) -> None:
    document = written(studio, "He stood.")
    assert room.warning(1) is None
    assert room.banned(document) == ()
    mine = room.keep_profile("", "Ours", Rules(model_percent=0, banned=("tapestry", "shiver*"))).result()
    room.choose(1, mine).result()
    assert room.banned(document) == ("tapestry",)
    warned = room.warning(1)
    assert warned is not None
    assert "“Ours”" in warned.text("en")


def test_a_check_can_be_stopped_and_says_how_far_it_is(studio: Studio, tmp_path: Path) -> None:
    library(studio, tmp_path / "texts", Letters=LETTERS)
    written(studio, "One.")
    written(studio, "Two.")
    room, steps = studio.evidence.publication, list[tuple[int, int]]()
    room.collect(1, None, "en", lambda done, whole: steps.append((done, whole)))
    assert steps == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(MuseError, match="stopped"):
        room.collect(1, None, "en", cancelled=lambda: True)


def test_a_report_is_saved_as_pdf_and_html_in_both_languages(studio: Studio, tmp_path: Path) -> None:
    written(studio, "He stood. ", SAID)
    room = studio.evidence.publication
    result = room.check(1, None, shipped("contest_no_ai", "zh"), "zh")
    assert room.save(result, tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    page = room.save(result, tmp_path / "a.html").read_text("utf-8")
    assert "发表前检查" in page
    assert "不构成法律意见" in page
    with pytest.raises(MuseError, match=r"not as “\.docx”"):
        room.save(result, tmp_path / "a.docx")


@pytest.mark.parametrize("profile", shipped_ids())
def test_every_shipped_set_reads_in_both_languages_and_knows_its_words(profile: str) -> None:
    for language in ("en", "zh"):
        assert shipped(profile, language).name  # type: ignore[arg-type]
    raw = msgspec.to_builtins(shipped(profile, "en").rules)
    assert set(raw.get("genres", ())) <= set(words_file("genres"))
    assert set(words_file("says")["names"]) == set(RULES)


def test_listed_words_stand_by_themselves_whatever_is_around_them() -> None:
    terms = ["kill*", "cat", "blood-soaked", "don't", "C++", "CP向", "machine gun*", "new york", "杀人"]
    text = "A killer cat, concat, cats. Blood-soaked, blood soaked; DON’T. c++ 写CP向的。machine  guns. "
    text += "New\nYork, new-york, 他Killed她。杀。人"
    assert [text[one.start : one.end] for one in WordList(terms).find(text)] == [
        "killer", "cat", "Blood-soaked", "DON’T", "c++", "CP向", "machine  guns", "New\nYork", "Killed",
    ]  # fmt: skip


def test_quotations_are_found_in_the_marks_of_several_languages() -> None:
    text = "“One” and \"two\", ‘three’s’, don’t, «four», «4», „five“, 「六」 and ”not” “this\n\n> 7\n> 8\n"
    assert [text[start:end] for start, end in quotations(text)] == [
        "One", "two", "three’s", "four", "4", "five", "六", "> 7\n> 8",
    ]  # fmt: skip
    assert quotations("“" * 20_000) == []
