"""What the drafts say of three sample manuscripts, made through the real session, and of what is unclear."""

import re
import tomllib
from dataclasses import replace

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.paths import resource
from muse_desktop.provenance.disclosure import answers as kept
from muse_desktop.provenance.disclosure.basis import Basis, percent_words
from muse_desktop.provenance.disclosure.drafts import answered, draft, forms, questions
from muse_desktop.provenance.disclosure.rules import form_ids
from muse_desktop.provenance.figures import Gap, Retyped
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store.store import Store
from tests.provenance.work import Work

NOTHING_ELSE = {"other_tools": "none", "images": "none", "translation": "none"}


def words(number, letter):
    return " ".join(f"{letter}{at}" for at in range(number)) + " "


@pytest.fixture
def work(store):
    return Work(store)


def manuscript(work, own, models, requests=1):
    """A book of so many typed words, and so many of a model in one passage."""
    session = work.document("Chapter one")
    work.type(session, words(own, "o"))
    model = work.model()
    for _ in range(requests):
        generation = work.answer(words(models, "m"), document=session.id, model=model)
    if models:
        work.accept(session, generation, words(models, "m"))
    return session


def made_in(folder, make):
    """The figures of a work that is made once for all tests."""
    with Store.open(folder / "workspace") as opened:
        work = Work(opened)
        make(work)
        return work.figures()


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """All typed; no model was ever asked."""
    return made_in(tmp_path_factory.mktemp("own"), lambda work: manuscript(work, 250, 0, requests=0))


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """All typed; a model was asked three times, and nothing was taken."""
    return made_in(tmp_path_factory.mktemp("asked"), ask_in_vain)


@pytest.fixture(scope="module")
def touched(tmp_path_factory):
    """4 % of a model, as it was generated."""
    return made_in(tmp_path_factory.mktemp("touched"), lambda work: manuscript(work, 240, 10))


@pytest.fixture(scope="module")
def heavy(tmp_path_factory):
    """60 % of a model, and two of every three of its words written anew."""
    return made_in(tmp_path_factory.mktemp("heavy"), write_anew)


def ask_in_vain(work):
    session = work.document("Chapter one")
    work.type(session, words(250, "o"))
    model = work.model()
    for at in range(3):
        work.answer(words(30, f"n{at}x"), document=session.id, model=model)


def write_anew(work):
    session = manuscript(work, 100, 150)
    for at in range(149, -1, -1):
        if at % 3:
            place = session.text.index(f"m{at} ")
            old = f"m{at}"
            session.apply(place + len(old), 0, "edit", session.typed_origin(place + len(old), "edit"))
            session.apply(place, len(old), "", ())


def said(made, answer_id):
    return next(one for one in made.answers if one.id == answer_id)


# KDP


def test_kdp_a_book_without_a_model_is_answered_no_and_none(own):
    made = draft(own, "kdp", NOTHING_ELSE, "en")
    assert (made.mark, said(made, "any").answer, said(made, "texts").answer) == ("pass", "No", "None")
    assert [one.id for one in made.answers] == ["any", "texts", "images", "translations"]


def test_kdp_asking_without_taking_is_assisted_and_not_declared_but_told(asked):
    made = draft(asked, "kdp", NOTHING_ELSE, "en")
    assert (said(made, "any").answer, made.mark) == ("No", "pass")
    assert "3 requests" in made.detail
    assert "AI-assisted" in made.detail


def test_kdp_four_per_cent_are_some_sections_with_hardly_any_editing(touched):
    made = draft(touched, "kdp", NOTHING_ELSE, "en")
    assert said(made, "any").answer == "Yes"
    assert said(made, "texts").answer == "Some sections, with minimal or no editing"
    assert "10 words (4.0 %)" in said(made, "texts").why
    assert said(made, "tools").answer == "Small model"
    assert ("Words in all", "250") in said(made, "texts").rests_on


def test_kdp_heavily_edited_text_of_a_model_is_still_declared(heavy):
    made = draft(heavy, "kdp", NOTHING_ELSE, "en")
    assert said(made, "any").answer == "Yes"
    assert said(made, "texts").answer == "Some sections, with extensive editing"
    assert "even after substantial edits" in made.detail
    assert "150 words (60.0 %)" in said(made, "texts").why


def test_kdp_text_throughout_is_the_entire_work(work):
    manuscript(work, 5, 95)
    made = draft(work.figures(), "kdp", NOTHING_ELSE, "en")
    assert said(made, "texts").answer == "Entire work, with minimal or no editing"


def test_kdp_two_chapters_mostly_of_a_model_are_the_entire_work_too(work):
    for title in ("One", "Two"):
        session = work.document(title)
        work.type(session, words(40, title))
        text = words(60, f"{title}m")
        work.accept(session, work.answer(text), text)
    made = draft(work.figures(), "kdp", NOTHING_ELSE, "en")
    assert said(made, "texts").answer.startswith("Entire work")


def test_kdp_images_and_translation_are_only_what_the_writer_says(own):
    unsaid = draft(own, "kdp", {}, "en")
    assert said(unsaid, "any").ground == said(unsaid, "images").ground == "open"
    made = draft(own, "kdp", {**NOTHING_ELSE, "images": "few_minimal"}, "en")
    assert said(made, "any").answer == "Yes"
    assert said(made, "texts").answer == "None"
    assert made.mark == "warn"


def test_kdp_a_rewrite_of_own_text_is_declared_unless_the_writer_judges_it_a_refinement(work):
    session = work.document()
    work.type(session, words(20, "o"))
    text = words(20, "r")
    work.accept(session, work.answer(text), text, kind=Kind.REWRITTEN)
    figures = work.figures()
    assert "rewrites" in [one.id for one in questions(figures, "kdp", {}, "en")]
    assert said(draft(figures, "kdp", NOTHING_ELSE, "en"), "any").answer == "Yes"
    judged = draft(figures, "kdp", {**NOTHING_ELSE, "rewrites": "refined"}, "en")
    assert said(judged, "any").answer == "No"
    assert "your judgement" in judged.detail


# The Copyright Office


def test_the_copyright_office_is_told_nothing_of_answers_that_were_not_used(asked):
    made = draft(asked, "copyright_office", NOTHING_ELSE, "en")
    assert (made.mark, said(made, "created").answer) == ("pass", "text")
    assert said(made, "excluded").answer == "[nothing to exclude on account of AI]"


def test_the_copyright_office_gets_a_models_passage_located_sized_and_excluded(touched):
    made = draft(touched, "copyright_office", NOTHING_ELSE, "en")
    assert said(made, "excluded").answer == "text generated by artificial intelligence"
    assert said(made, "created").answer.startswith("text created by the author; selection, coordination")
    note = said(made, "note").answer
    assert "1 passage, 10 words (4.0 %) of the text" in note
    assert "Small model" in note
    assert "“Chapter one”" in note
    assert "as they were generated" in note


def test_heavily_edited_text_is_excluded_and_only_the_revisions_are_claimed(heavy):
    made = draft(heavy, "copyright_office", NOTHING_ELSE, "en")
    assert said(made, "excluded").answer == "text generated by artificial intelligence"
    assert "the author's revisions to text generated" in said(made, "created").answer
    assert "150 words (60.0 %)" in said(made, "note").answer
    assert "percent of these words are no longer as generated" in said(made, "note").answer


def test_only_the_applicant_may_call_a_short_phrase_trivial(work):
    manuscript(work, 50, 4)
    figures = work.figures()
    assert "de_minimis" in [one.id for one in questions(figures, "copyright_office", {}, "en")]
    assert said(draft(figures, "copyright_office", {}, "en"), "excluded").answer.startswith("text generated")
    judged = draft(figures, "copyright_office", {"de_minimis": "yes"}, "en")
    assert said(judged, "excluded").answer == "[nothing to exclude on account of AI]"
    assert judged.mark == "warn"


def test_a_work_without_a_typed_word_claims_no_text(work):
    manuscript(work, 0, 30)
    made = draft(work.figures(), "copyright_office", {**NOTHING_ELSE, "arrangement": "partly"}, "en")
    assert said(made, "created").answer == "[no text of a human author on record]"


# Human Authored


def test_human_authored_can_be_warranted_for_a_book_without_a_models_text(own, asked):
    made = draft(own, "authors_guild", NOTHING_ELSE, "en")
    assert made.mark == "pass"
    assert "written by its human author" in said(made, "warranty").answer


def test_answers_that_were_not_taken_are_listed_apart_and_do_not_stand_in_the_way(asked):
    made = draft(asked, "authors_guild", {**NOTHING_ELSE, "uses": "Names of birds."}, "en")
    assert made.mark == "pass"
    assert "no statement that no AI was used" in made.detail
    assert said(made, "uses").answer == (
        "3 requests to a model of which no text was taken. Used for: Names of birds."
    )


def test_four_per_cent_are_under_the_line_and_still_not_called_free_of_ai(touched):
    made = draft(touched, "authors_guild", NOTHING_ELSE, "en")
    assert (made.mark, made.line.limit, round(made.line.least, 1)) == ("warn", 5, 4.0)
    assert "under the 5 % line" in made.line.words
    assert said(made, "warranty").ground == "open"
    assert "below 5 percent" in said(made, "clause").answer


def test_sixty_per_cent_are_over_the_line_however_edited(heavy):
    made = draft(heavy, "authors_guild", NOTHING_ELSE, "en")
    assert (made.mark, round(made.line.least)) == ("fail", 60)
    assert said(made, "warranty").answer.startswith("[not to be signed")
    assert "above 5 percent" in said(made, "clause").answer


def test_text_from_elsewhere_leaves_the_line_open_until_the_writer_speaks(work):
    session = manuscript(work, 180, 4)
    work.put(session, words(16, "p"), Kind.PASTED_OUTSIDE)
    figures = work.figures()
    made = draft(figures, "authors_guild", {"other_tools": "none"}, "en")
    assert (made.mark, round(made.line.least), round(made.line.most)) == ("unknown", 2, 10)
    assert "at most 10.0 %" in said(made, "share").answer
    answers = answered(figures, NOTHING_ELSE, "elsewhere", "none")
    made = draft(figures, "authors_guild", answers, "en")
    assert (made.mark, round(made.line.most)) == ("warn", 2)
    assert any("is what you say" in limit for limit in said(made, "warranty").limits)


def test_an_answer_about_text_from_elsewhere_does_not_cover_what_came_later(work):
    session = manuscript(work, 90, 0, requests=0)
    work.put(session, words(16, "p"), Kind.PASTED_OUTSIDE)
    answers = answered(work.figures(), NOTHING_ELSE, "elsewhere", "none")
    assert draft(work.figures(), "kdp", answers, "en").mark == "pass"
    work.put(session, words(5, "q"), Kind.IMPORTED)
    assert draft(work.figures(), "kdp", answers, "en").mark == "unknown"


# A "no AI" rule


def test_no_ai_can_be_declared_where_nothing_was_asked(own):
    made = draft(own, "no_ai", {"other_tools": "none", "market": "Harbour Prize"}, "en")
    assert made.mark == "pass"
    assert made.title.endswith("Harbour Prize")
    assert "no AI tool wrote, co-wrote or assisted" in said(made, "declaration").answer


def test_nothing_accepted_is_not_no_ai_and_every_request_is_listed(asked):
    made = draft(asked, "no_ai", {"other_tools": "none"}, "en", {"continue": "Go on"})
    assert made.mark == "fail"
    assert said(made, "declaration").answer.startswith("I cannot declare that no AI was used")
    listed = said(made, "history").answer.splitlines()
    assert len(listed) == 3
    assert all("Go on, Small model; 1 offered, nothing taken" in line for line in listed)
    assert made.every_request


def test_without_the_writers_word_on_other_tools_nothing_is_declared(own):
    assert draft(own, "no_ai", {}, "en").mark == "unknown"
    assert draft(own, "no_ai", {"other_tools": "ideas"}, "en").mark == "fail"
    checking = {"other_tools": "checking", "checking_allowed": "yes"}
    assert draft(own, "no_ai", checking, "en").mark == "pass"


def test_a_gap_in_the_record_is_told_and_weakens_the_declaration(own):
    gap = Gap("provenance.gap_killed", "2026-11-20T10:00:00.000Z", {"since": "2026-11-20 09:59"})
    made = draft(replace(own, gaps=(gap,)), "no_ai", {"other_tools": "none"}, "en")
    assert made.mark == "warn"
    assert "ended without closing" in made.gaps[0]
    assert any("1 gap" in caution for caution in made.cautions)


# What others ask


def test_the_guild_of_screenwriters_asks_for_the_companys_consent(touched):
    asked_for = [one.id for one in questions(touched, "wga", {}, "en")]
    assert asked_for == ["company", "consent", "handed", "other_tools"]
    assert draft(touched, "wga", {"consent": "no", **NOTHING_ELSE}, "en").mark == "fail"
    consent = {"consent": "written", "consent_by": "R. Vale", "consent_date": "2026-10-02", "company": "Tide"}
    made = draft(touched, "wga", {**consent, **NOTHING_ELSE}, "en")
    assert made.mark == "pass"
    assert said(made, "consent").answer.endswith("on this project: R. Vale, 2026-10-02.")
    assert said(made, "scenes").answer == "Chapter one: 10 of 250 words"


def test_a_label_is_due_unless_a_whole_record_of_the_review_is_there(heavy):
    made = draft(heavy, "eu_ai_act", {"purpose": "yes", "reviewed": "no", **NOTHING_ELSE}, "en")
    assert made.mark == "warn"
    assert said(made, "label").answer.startswith("Parts of this text, 150 words (60.0 %), were")
    review = {"purpose": "yes", "reviewed": "yes", "reviewer": "A. Lund", "review_date": "2026-11-01"}
    assert draft(heavy, "eu_ai_act", review, "en").mark == "unknown"
    review |= {"review_changes": "Facts checked.", "responsible": "Harbour Press"}
    assert draft(heavy, "eu_ai_act", review, "en").mark == "pass"
    assert draft(heavy, "eu_ai_act", {"purpose": "no"}, "en").mark == "pass"


def test_the_general_statement_tells_record_and_writers_word_apart(touched, asked):
    made = draft(touched, "general", NOTHING_ELSE, "en")
    assert said(made, "short").answer.startswith("4.0 % of the words")
    assert "not proof of authorship" in said(made, "long").answer
    assert "UnnamedPersons 09" in said(made, "onix").answer


def test_no_form_calls_used_ai_unused(asked):
    made = draft(asked, "general", NOTHING_ELSE, "en")
    assert "none was taken" in said(made, "short").answer
    assert made.headline == "AI was used, but none of its text is in the work"


# What is unclear


def test_typed_text_that_is_a_models_answer_counts_as_the_models(own):
    found = Retyped(1, 0, 90, 30, "o0 o1", (), Kind.TYPED, 7, 0, 0)
    figures = replace(own, retyped=(found,))
    made = draft(figures, "kdp", NOTHING_ELSE, "en")
    assert said(made, "any").answer == "Yes"
    assert any("run the same as" in limit for limit in said(made, "texts").limits)
    assert draft(figures, "no_ai", {"other_tools": "none"}, "en").mark == "fail"


def test_what_was_read_off_a_models_answer_and_typed_is_found_and_declared(work):
    session = manuscript(work, 60, 0, requests=0)
    answer = "The keeper climbed slowly towards the lantern while all the bells of the harbour were silent. "
    work.answer(answer, document=session.id)
    work.type(session, answer)
    figures = work.figures()
    assert figures.model_words == 0
    made = draft(figures, "kdp", NOTHING_ELSE, "en")
    assert said(made, "texts").answer == "Some sections, with minimal or no editing"
    assert "16 words (21.1 %)" in said(made, "texts").why


def test_times_with_the_model_off_are_part_of_how_the_text_came_about(own):
    times = (("2026-11-01T08:00:00.000Z", "2026-11-01T10:30:00.000Z"), ("2026-11-02T08:00:00.000Z", None))
    made = draft(replace(own, hands_only=times), "no_ai", {"other_tools": "none"}, "en")
    assert "2026-11-01 08:00 to 2026-11-01 10:30, 2026-11-02 08:00 to now" in said(made, "process").answer


def test_a_files_claim_that_a_model_wrote_it_is_shown_not_believed_and_not_overruled(work):
    session = work.document()
    work.type(session, words(90, "o"))
    work.put(session, words(10, "i"), Kind.IMPORTED, source="Salt.md [&Some Model]")
    figures = work.figures()
    assert Basis(figures, {}).least_words == 0
    made = draft(figures, "kdp", answered(figures, NOTHING_ELSE, "elsewhere", "none"), "en")
    assert made.mark == "warn"
    assert "say that a model did" not in made.detail
    assert any("10 words came from say that a model did" in caution for caution in made.cautions)


def test_a_work_without_a_word_says_so(work):
    work.document()
    for form in form_ids():
        made = draft(work.figures(), form, {}, "en")
        assert (made.mark, made.detail) == (
            "unknown", "There are no words in what was chosen, so there is nothing to say about them yet."
        )  # fmt: skip


@pytest.mark.parametrize(
    ("percent", "shown"),
    [
        (0, "0"),
        (100, "100"),
        (4.96, "4.96"),
        (5.0, "5.0"),
        (5.04, "5.04"),
        (0.04, "0.04"),
        (99.97, "99.97"),
    ],
)
def test_no_percentage_is_rounded_onto_or_over_a_line(percent, shown):
    assert percent_words(percent) == shown


# Both languages


def test_the_form_is_answered_in_its_own_language_and_explained_in_the_writers(heavy):
    made = draft(heavy, "kdp", NOTHING_ELSE, "zh")
    texts = said(made, "texts")
    assert texts.answer == "Some sections, with extensive editing"
    assert texts.meaning == "部分章节，大量修改"
    assert "不是法律意见" not in made.headline
    assert said(draft(heavy, "general", {}, "zh"), "short").answer.startswith("本作品 60.0% 的文字")


def test_every_form_can_be_drafted_in_both_languages_from_every_sample(own, touched, heavy):
    for figures in (own, touched, heavy):
        for form in forms("zh"):
            for language in ("en", "zh"):
                made = draft(figures, form.id, {}, language)
                assert made.answers
                assert all(one.answer and "{" not in one.answer for one in made.answers)


def test_every_sentence_of_the_rules_stands_in_both_languages_with_the_same_places():
    def check(where, value):
        if isinstance(value, dict) and "zh" in value:
            english = " ".join(text for key, text in value.items() if key != "zh")
            places = [set(re.findall(r"{(\w+)", text)) for text in (english, value["zh"])]
            assert places[0] == places[1], where
            assert value["zh"].strip(), where
        elif isinstance(value, dict):
            for key, inner in value.items():
                check(f"{where}.{key}", inner)
        elif isinstance(value, list):
            for inner in value:
                check(where, inner)

    for name in ("common", *form_ids()):
        data = tomllib.loads(resource("disclosure", f"{name}.toml").read_text("utf-8"))
        assert name == "common" or re.fullmatch(r"\d{4}-\d\d-\d\d", data["as_of"])
        assert name == "common" or all(one["name"] and one["address"] for one in data["sources"])
        check(name, data)


# Answers kept


def test_answers_are_kept_by_form_and_those_about_the_work_for_all(store, work, own):
    work.document()
    given = answered(own, {"market": "Harbour Prize"}, "other_tools", "none")
    store.write(lambda db: kept.keep(db, 1, "no_ai", given)).result()
    assert store.read(lambda db: kept.read(db, 1, "no_ai")) == given
    assert store.read(lambda db: kept.read(db, 1, "kdp")) == {"other_tools": "none"}
    store.write(lambda db: kept.keep(db, 1, "kdp", {"images": "none"})).result()
    assert store.read(lambda db: kept.read(db, 1, "no_ai")) == {"market": "Harbour Prize"}
    store.write(lambda db: kept.keep(db, 9, "kdp", {"images": "none"})).result()
    assert store.read(lambda db: kept.read(db, 9, "kdp")) == {}


def test_a_form_nobody_knows_is_refused_in_words(own):
    with pytest.raises(MuseError) as refused:
        draft(own, "nobody", {}, "en")
    assert "kdp" in refused.value.text("zh")
