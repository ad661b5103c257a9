import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muse_desktop.manuscript.find import Finder, replaced
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.replacing import preview, replace, splice_of, take_back
from muse_desktop.provenance.audit import audit
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store.store import Store
from tests.manuscript.helpers import accept_at, kinds_of, type_at


@pytest.fixture
def draft(manuscript):
    """A document with the writer's words, a candidate and more of the writer's."""
    session = manuscript.open(manuscript.create("Draft"))
    type_at(session, 0, "The moon. ")
    accept_at(session, 10, "A moon rose, the moonlight fell.")
    type_at(session, 42, " moon")
    session.save().result()
    return session


def test_every_replacement_is_shown_before_anything_is_done(manuscript, draft):
    other = manuscript.create("Other", "no such thing")
    trashed = manuscript.create("Gone", "moon")
    manuscript.trash(trashed)
    second = manuscript.create("Second", "moon\nthe moon")
    previews = preview(manuscript, Finder("moon"), "sun")
    assert [(one.title, len(one.changes)) for one in previews] == [("Draft", 4), ("Second", 2)]
    assert previews[1].changes[1].left == "the "
    assert draft.text.count("moon") == 4
    assert manuscript.read(other).text == "no such thing"
    (only,) = preview(manuscript, Finder("moon"), "sun", documents=[second])
    assert only.document_id == second


def test_what_is_put_in_is_typed_and_all_around_keeps_its_origin(manuscript, draft):
    before = draft.runs
    replace(manuscript, preview(manuscript, Finder("moon", whole_words=True), "sun"))
    assert draft.text == "The sun. A sun rose, the moonlight fell. sun"
    assert kinds_of(draft) == [
        ("The sun. ", "typed"), ("A ", "generated"), ("sun", "typed"),
        (" rose, the moonlight fell.", "generated"), (" sun", "typed"),
    ]  # fmt: skip
    inside = draft.book.get(draft.runs.at(11))
    assert inside.parent == before.at(12)  # belongs to the generated block it stands in
    assert draft.runs.at(9) == before.at(10)


def test_what_is_left_of_a_generated_word_counts_as_cut(manuscript, draft):
    replace(manuscript, preview(manuscript, Finder("moonl"), "starl"))
    assert "starlight" in draft.text
    place = draft.text.index("ight")
    assert draft.book.is_cut(draft.book.get(draft.runs.at(place)))
    assert not draft.book.is_cut(draft.book.get(draft.runs.at(place + 5)))


def test_words_that_join_when_what_was_between_them_goes_are_cut(manuscript, draft):
    replace(manuscript, preview(manuscript, Finder(", the "), ""))
    place = draft.text.index("rosemoonlight")
    assert draft.book.is_cut(draft.book.get(draft.runs.at(place)))
    assert draft.book.is_cut(draft.book.get(draft.runs.at(place + 6)))


def test_a_chosen_few_are_replaced_and_the_rest_stays(manuscript, draft):
    replace(manuscript, preview(manuscript, Finder("moon"), "sun"), chosen={(draft.id, 0), (draft.id, 3)})
    assert draft.text == "The sun. A moon rose, the moonlight fell. sun"


def test_groups_reach_every_document(manuscript, draft):
    closed = manuscript.create("Second", "moon and star")
    finder = Finder(r"(\w+) and (\w+)", is_regex=True)
    outcome = replace(manuscript, preview(manuscript, finder, r"\2 and \1"))
    assert [one.document_id for one in outcome.done] == [closed]
    assert manuscript.read(closed).text == "star and moon"
    assert manuscript.opened(closed) is None  # what was opened for it is closed again


def test_a_document_changed_since_the_preview_is_refused_and_the_others_are_not(manuscript, draft):
    closed = manuscript.create("Second", "moon")
    previews = preview(manuscript, Finder("moon"), "sun")
    type_at(draft, 0, "Oh! ")
    text, runs = draft.text, draft.runs
    outcome = replace(manuscript, previews)
    (refused,) = outcome.refused
    assert (refused.document_id, refused.error.code) == (draft.id, "manuscript.find_changed")
    assert (draft.text, draft.runs) == (text, runs)
    assert manuscript.read(closed).text == "sun"


def test_a_document_saved_by_somebody_else_since_the_preview_is_refused(manuscript):
    closed = manuscript.create("Second", "moon")
    previews = preview(manuscript, Finder("moon"), "sun")
    session = manuscript.open(closed)
    type_at(session, 0, "the ")
    session.close()
    assert replace(manuscript, previews).done == ()
    assert manuscript.read(closed).text == "the moon"
    assert manuscript.opened(closed) is None


def test_all_of_it_is_one_event_per_document_and_one_step_back(manuscript, draft):
    closed = manuscript.create("Second", "moon")
    text, runs = draft.text, draft.runs
    outcome = replace(manuscript, preview(manuscript, Finder("moon"), "sun"))
    assert len([burst for burst in (*draft._finished, draft._open) if burst.kind == "replaced"]) == 1
    again = take_back(manuscript, outcome)
    assert (draft.text, draft.runs) == (text, runs)
    assert manuscript.read(closed).text == "moon"
    take_back(manuscript, again)  # and forward once more
    assert manuscript.read(closed).text == "sun"


def test_taking_back_is_refused_where_the_writer_has_gone_on(manuscript, draft):
    outcome = replace(manuscript, preview(manuscript, Finder("moon"), "sun"))
    type_at(draft, 0, "Oh! ")
    back = take_back(manuscript, outcome)
    assert back.done == ()
    assert draft.text.startswith("Oh! The sun.")


def test_a_snapshot_can_be_kept_ahead_of_each_edit(manuscript, draft):
    kept = []
    replace(manuscript, preview(manuscript, Finder("moon"), "sun"), before=lambda one: kept.append(one.text))
    assert len(kept) == 1
    assert "moon" in kept[0]


def test_the_record_holds_after_replacing_and_taking_back(folder):
    with Store.open(folder) as store:
        manuscript = Manuscript(store)
        for number in range(3):
            manuscript.create(f"{number}", "the moon " * 20)
        outcome = replace(manuscript, preview(manuscript, Finder("moon"), "月亮"))
        assert sum(one.count for one in outcome.done) == 60
        take_back(manuscript, outcome)
        manuscript.close()
        assert audit(store) == []


def test_what_cannot_be_saved_stays_open_and_is_told(manuscript, store, monkeypatch):
    closed = manuscript.create("Second", "moon")
    previews = preview(manuscript, Finder("moon"), "sun")
    from muse_desktop.errors import MuseError
    from muse_desktop.manuscript.session import DocumentSession

    def full(session):
        raise MuseError("store.disk_full", folder="x", reason="")

    with monkeypatch.context() as patch:
        patch.setattr(DocumentSession, "close", full)
        (one,) = replace(manuscript, previews).done
    assert one.unsaved.code == "store.disk_full"
    assert manuscript.opened(closed).text == "sun"
    manuscript.opened(closed).save().result()
    assert manuscript.read(closed).text == "sun"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.booleans(), st.text(alphabet="ab 月,\n", min_size=1, max_size=8)), max_size=6),
    st.sampled_from(["a", "b+", " ", "(a)(b)?", "^", "月", "ab", "[^b]"]),
    st.sampled_from(["", "x", "月亮", r"<\g<0>>"]),
    st.integers(0, 255),
)
def test_origins_fit_the_text_and_only_what_was_replaced_is_new(manuscript, parts, pattern, template, choice):
    session = manuscript.open(manuscript.create("Any"))
    for generated, text in parts:
        place = len(session.text)
        if generated:
            accept_at(session, place, text)
        else:
            session.apply(place, 0, text, session.book.typed(session.id))
    text, runs, words = session.text, session.runs, session.words
    changes = Finder(pattern, is_regex=True).changes(text, template)
    changes = [one for number, one in enumerate(changes) if choice >> (number % 8) & 1]
    if not changes:
        return
    splice = splice_of(session, changes)
    session.replace(splice.start, splice.removed, splice.inserted, splice.runs)
    assert session.text == replaced(text, changes)
    assert session.runs.length == len(session.text)
    shift = 0
    kept = set(range(len(text))) - {at for one in changes for at in range(one.start, one.end)}
    new = {}
    for at in range(len(text) + 1):
        for one in changes:
            if one.start == at:
                for _ in one.after:
                    new[at + shift] = one
                    assert session.book.get(session.runs.at(at + shift)).kind is Kind.TYPED
                    shift += 1
        if at in kept:
            now, was = session.runs.at(at + shift), runs.at(at)
            assert now == was or session.book.get(now).parent == was
        elif at < len(text):
            shift -= 1
    session.replace(splice.start, len(splice.inserted), text[splice.start : splice.start + splice.removed],
                    runs.slice(splice.start, splice.start + splice.removed), undone=True)  # fmt: skip
    assert (session.text, session.runs, session.words) == (text, runs, words)


def test_what_the_writer_has_undone_on_the_page_is_not_taken_back_twice(manuscript, draft):
    outcome = replace(manuscript, preview(manuscript, Finder("moon"), "sun"))
    first = outcome.done[0]
    session = manuscript.open(first.document_id)
    session.replace(first.back.start, first.back.removed, first.back.inserted, first.back.runs, undone=True)
    before = session.text
    back = take_back(manuscript, outcome)
    assert back.refused == ()
    assert first.document_id not in {one.document_id for one in back.done}
    assert session.text == before
