"""Words by who made them, targets, days and sittings."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.progress import DayTotal, ProgressBook, Written
from muse_desktop.manuscript.saving import Saver
from muse_desktop.manuscript.snapshots import Snapshots
from muse_desktop.manuscript.tally import Tally, maker_of, tally
from muse_desktop.manuscript.writing_log import local_day
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import Origin
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Writing
from muse_desktop.text.segment import count_words, words
from tests.manuscript.helpers import accept_at, type_at

TODAY = datetime.now().astimezone().date()


class Book:
    """Origins by number: 1 typed, 2 generated, 3 imported, 4 autocorrected."""

    def get(self, origin):
        return Origin(origin, [Kind.TYPED, Kind.GENERATED, Kind.IMPORTED, Kind.AUTOCORRECTED][origin - 1])


@pytest.fixture
def progress(manuscript):
    return ProgressBook(manuscript)


def test_every_kind_of_origin_has_a_maker():
    makers = {str(kind): maker_of(kind) for kind in Kind}
    assert makers == {
        "typed": "own",
        "autocorrected": "own",
        "pasted-own": "own",
        "generated": "model",
        "rewritten": "model",
        "pasted-library": "other",
        "pasted-outside": "other",
        "imported": "other",
        "unknown": "other",
    }


def test_a_word_counts_for_whoever_made_most_of_it():
    text = "ab cdefgh ij字。"
    assert tally(text, Runs([Run(4, 1), Run(4, 2), Run(6, 3)]), Book()) == Tally(1, 1, 2)
    assert tally(text, Runs([Run(1, 1), Run(1, 2), Run(12, 3)]), Book()) == Tally(1, 0, 3)  # a tie
    assert tally("字字", Runs([Run(1, 1), Run(1, 2)]), Book()) == Tally(1, 1, 0)
    assert tally("", Runs(), Book()) == Tally()


def by_letters(text, runs):
    """The rule, word by word and letter by letter."""
    owners = [maker_of(Book().get(origin).kind) for length, origin in runs for _ in range(length)]
    found = Counter(Counter(owners[start:end]).most_common(1)[0][0] for start, end in words(text))
    return Tally(found["own"], found["model"], found["other"])


PIECES = st.tuples(st.text(st.sampled_from("ab字の’- \n。.,1"), max_size=6), st.integers(1, 4))


@given(st.lists(PIECES, max_size=12))
def test_counting_in_stretches_finds_what_counting_letter_by_letter_does(pieces):
    text = "".join(piece for piece, _ in pieces)
    runs = Runs(Run(len(piece), origin) for piece, origin in pieces)
    assert tally(text, runs, Book()) == by_letters(text, runs)
    assert tally(text, runs, Book()).total == count_words(text)


def test_a_project_is_counted_without_notes_and_what_is_put_away(manuscript, tree, novel, progress):
    session = manuscript.open(novel["a"])
    accept_at(session, 7, " The model went on.")
    type_at(session, 0, "Mine. ")
    manuscript.close()
    tree.archive(novel["2"])
    told = progress.progress(1)
    assert told.texts[novel["a"]].words == Tally(1, 4, 2)
    assert told.inside[novel["1"]].words == Tally(1, 4, 6)
    assert told.whole.words == Tally(1, 4, 10)
    assert told.whole.count.words == 15
    assert told.inside[novel["n"]].words == Tally()
    assert told.texts[novel["n"]].words == Tally(other=2)
    tree.trash(novel["1"])
    assert progress.progress(1).whole.words == Tally(other=4)
    with pytest.raises(MuseError) as error:
        progress.progress(99)
    assert error.value.code == "manuscript.no_project"


def test_only_what_changed_is_counted_again(manuscript, novel, progress, monkeypatch):
    before = progress.progress(1).whole.words.total
    counted = []
    original = ProgressBook._length
    monkeypatch.setattr(
        ProgressBook, "_length", lambda self, text, runs: counted.append(text) or original(self, text, runs)
    )
    session = manuscript.open(novel["b"])
    type_at(session, 0, "One more. ")
    session.save().result()
    assert progress.progress(1).whole.words.total == before + 2
    assert counted == ["One more. Text b."]


def test_a_target_and_a_last_day_say_how_much_a_day(tree, novel, progress):
    assert progress.progress(1).words_a_day(TODAY) is None
    tree.set_goals(1, target=112, deadline=date(2027, 3, 10))
    told = progress.progress(1)
    assert told.whole.words.total == 12
    assert told.missing == 100
    assert told.words_a_day(date(2027, 3, 8)) == 34
    assert told.words_a_day(date(2027, 3, 10)) == 100
    assert told.words_a_day(date(2027, 3, 11)) is None


def test_what_is_written_is_logged_with_each_save_by_who_made_it(manuscript, progress):
    session = manuscript.open(manuscript.create("One", "Four words stand here."))
    type_at(session, 22, " I add three.")
    session.save().result()
    accept_at(session, len(session.text), " The model adds five.")
    session.save().result()
    session.apply(0, 5, "", 0)
    session.close()
    told = progress.day(TODAY)
    assert told == Written(Tally(3, 4, 0), Tally(0, 0, 1))
    assert told.net == Tally(3, 4, -1)
    (sitting,) = progress.sittings(TODAY, TODAY)
    assert (sitting.documents, sitting.written) == ((session.id,), told)
    assert sitting.started_at < sitting.ended_at
    assert sitting.seconds >= 0


def test_opening_closing_and_moving_write_nothing_into_the_log(manuscript, store, tree, novel):
    manuscript.open(novel["a"]).close()
    second = tree.split(novel["a"], 3)
    tree.merge([novel["a"], second])
    tree.duplicate(novel["I"])
    assert store.read(lambda db: db.scalars(select(Writing.id)).all()) == []


def at(monkeypatch, moment):
    """Let saves happen at `moment`."""
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    for module in ("saving", "session"):
        monkeypatch.setattr(f"muse_desktop.manuscript.{module}.now", lambda: stamp)


def test_a_pause_begins_a_new_sitting_and_midnight_a_new_day(manuscript, progress, monkeypatch):
    evening = datetime(2026, 11, 20, 21, 0).astimezone()  # the writer's clock
    session = manuscript.open(manuscript.create("One"))
    other = manuscript.open(manuscript.create("Two"))
    for minutes, page, text in [
        (0, session, "one "),
        (20, other, "two three "),
        (45, session, "four "),
        (100, session, "five "),
        (185, session, "six "),
    ]:
        at(monkeypatch, evening + timedelta(minutes=minutes))
        type_at(page, len(page.text), text)
        page.seal()
        page.save().result()
    first, last = date(2026, 11, 19), date(2026, 11, 21)
    sittings = progress.sittings(first, last)
    assert [(one.day, one.written.added.own, one.seconds, one.documents) for one in sittings] == [
        ("2026-11-20", 4, 2700, (1, 2)),
        ("2026-11-20", 1, 0, (1,)),
        ("2026-11-21", 1, 0, (1,)),
    ]
    assert [(one.day, one.written.added.own) for one in progress.days(first, last)] == [
        ("2026-11-19", 0),
        ("2026-11-20", 5),
        ("2026-11-21", 1),
    ]
    assert progress.days(first, first, project_id=2) == [DayTotal("2026-11-19", Written())]


def test_a_save_that_fails_is_logged_by_the_next_one_once(manuscript, progress, monkeypatch):
    session = manuscript.open(manuscript.create("One"))
    type_at(session, 0, "one two")

    def full(*_):
        raise MuseError("store.disk_full", folder="x")

    with monkeypatch.context() as patched:
        patched.setattr(Saver, "_write_bursts", full)
        assert session.save().exception() is not None
    assert progress.day(TODAY) == Written()
    type_at(session, 7, " three")
    session.save().result()
    assert progress.day(TODAY).added == Tally(own=3)


def test_the_log_survives_what_comes_after_and_is_read_beside_the_owner(folder, manuscript):
    session = manuscript.open(manuscript.create("One"))
    type_at(session, 0, "one two")
    session.close()
    with Store.open(folder, "read") as store:
        (day,) = store.read(lambda db: db.scalars(select(Writing.day)).all())
    assert day == local_day(datetime.now().astimezone())


def test_what_a_snapshot_brings_back_or_takes_is_nobodys_writing_of_today(manuscript, progress, store):
    session = manuscript.open(manuscript.create("One"))
    snapshots = Snapshots(store)
    type_at(session, 0, "one two three four")
    kept = snapshots.take(session).result()
    session.save().result()
    session.apply(0, len(session.text), "", ())
    type_at(session, 0, "five six")
    session.save().result()
    before = progress.day(TODAY)
    snapshots.restore(session, kept.id)
    session.save().result()
    assert session.words == 4
    assert progress.day(TODAY) == before
    type_at(session, len(session.text), " seven")
    session.save().result()
    assert progress.day(TODAY).net.own == before.net.own + 1


def test_words_written_and_brought_back_between_two_saves_are_told_apart(manuscript, progress, store):
    session = manuscript.open(manuscript.create("One"))
    snapshots = Snapshots(store)
    type_at(session, 0, "one two three")
    kept = snapshots.take(session).result()
    session.apply(0, len(session.text), "", ())
    session.save().result()
    snapshots.restore(session, kept.id)
    type_at(session, len(session.text), " four five")
    session.save().result()
    assert progress.day(TODAY).added == Tally(own=2)


def test_taking_back_a_restoration_is_no_deleting_either(manuscript, progress, store):
    session = manuscript.open(manuscript.create("One"))
    snapshots = Snapshots(store)
    empty = snapshots.take(session).result()
    type_at(session, 0, "one two")
    session.remember(1)
    session.save().result()
    snapshots.restore(session, empty.id)
    session.remember(2)
    session.save().result()
    session.restore(1, "one two")
    session.save().result()
    session.restore(2, "")
    session.save().result()
    assert progress.day(TODAY) == Written(added=Tally(own=2))
