import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.pieces import borders, cut, joined, pack_ids, unpack_ids, unpacked
from muse_desktop.manuscript.restoring import partly, whole
from muse_desktop.manuscript.saving import text_hash
from muse_desktop.manuscript.snapshots import TIMER_SECONDS, Reason, Snapshots
from muse_desktop.manuscript.thinning import superfluous
from muse_desktop.provenance.audit import audit
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.ledger import verify
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store.store import Store
from muse_desktop.text.diff import changes
from tests.benchmarks.bench_snapshots import novel, one_day, scenes_of
from tests.manuscript.helpers import accept_at, kinds_of, type_at

LONG = "".join(
    f"Paragraph {number} tells of the {number * 7919 % 1000} things that were seen that day.\n\n"
    for number in range(400)
)


@pytest.fixture
def session(manuscript):
    return manuscript.open(manuscript.create("One"))


@pytest.fixture
def snapshots(store):
    return Snapshots(store)


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def replaced(session, old, new):
    start = session.text.index(old)
    session.apply(start, len(old), "", ())
    type_at(session, start, new)


# Keeping


def test_a_snapshot_has_the_text_and_the_origins_of_its_moment_saved_or_not(session, snapshots):
    type_at(session, 0, "I wrote. ")
    accept_at(session, 9, "It wrote.")
    text, runs = session.text, session.runs
    taken = snapshots.take(session, name=" First draft ")
    type_at(session, 0, "Later. ")
    info = taken.result()
    assert (info.name, info.reason, info.characters, info.words) == ("First draft", "by-hand", 18, 4)
    kept = snapshots.read(info.id)
    assert (kept.text, kept.runs) == (text, runs)
    assert snapshots.of_document(session.id) == [info]


def test_the_origins_in_a_snapshot_are_on_disk_with_it_even_if_the_document_was_never_saved(
    folder, session, snapshots
):
    origin = accept_at(session, 0, "It wrote.")
    snapshots.take(session).result()
    with closing(sqlite3.connect(folder / "muse.db")) as connection:
        kinds = connection.execute("SELECT kind FROM origin WHERE id = ?", (origin,)).fetchall()
    assert kinds == [("generated",)]


def test_an_empty_document_can_be_kept_and_brought_back(session, snapshots):
    empty = snapshots.take(session).result()
    type_at(session, 0, "words")
    snapshots.restore(session, empty.id)
    assert (session.text, session.runs) == ("", Runs())


def test_an_automatic_snapshot_of_what_is_kept_already_is_not_taken_and_one_by_hand_is(session, snapshots):
    type_at(session, 0, "words")
    first = snapshots.take(session, Reason.BEFORE_GENERATION).result()
    assert snapshots.take(session, Reason.BEFORE_REPLACE).result() == first
    named = snapshots.take(session, name="mine").result()
    assert [info.id for info in snapshots.of_document(session.id)] == [named.id, first.id]
    assert snapshots.read(named.id).text == "words"


def test_the_timer_takes_one_every_ten_minutes(store, session):
    seconds = [0.0]
    snapshots = Snapshots(store, monotonic=lambda: seconds[0])
    type_at(session, 0, "a")
    assert snapshots.take_when_due(session) is None
    seconds[0] = TIMER_SECONDS
    assert snapshots.take_when_due(session).result().reason == "timer"
    assert snapshots.take_when_due(session) is None


def test_what_cannot_be_written_is_told_and_the_next_one_is_whole(store, session, snapshots, monkeypatch):
    type_at(session, 0, "words")
    with monkeypatch.context() as broken:
        broken.setattr("muse_desktop.manuscript.snapshot_rows.keep", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            snapshots.take(session).result()
    info = snapshots.take(session).result()
    assert snapshots.read(info.id).runs == session.runs
    session.save().result()
    assert verify(store).ok


def test_a_snapshot_that_is_not_there_is_named(snapshots, session, manuscript):
    for act in (snapshots.read, snapshots.remove, lambda number: snapshots.rename(number, "x")):
        with pytest.raises(MuseError, match="no snapshot 7"):
            act(7)
    other = manuscript.open(manuscript.create("Two", "words"))
    taken = snapshots.take(other).result()
    with pytest.raises(MuseError) as refused:
        snapshots.compare(session, taken.id)
    assert refused.value.code == "manuscript.no_snapshot"


# Thinning


def test_thinning_leaves_the_newest_of_each_hour_day_week_and_month():
    moment = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
    every_ten_minutes = [(number, moment - timedelta(minutes=10 * number)) for number in range(6 * 24 * 800)]
    gone = superfluous(every_ten_minutes, moment)
    ages = [moment - at for number, at in every_ten_minutes if number not in gone]
    assert sum(age < timedelta(hours=1) for age in ages) == 6
    assert sum(timedelta(hours=1) <= age < timedelta(days=1) for age in ages) in (23, 24)
    assert sum(timedelta(days=1) <= age < timedelta(days=31) for age in ages) in (30, 31)
    assert sum(timedelta(days=31) <= age < timedelta(days=366) for age in ages) in (48, 49, 50)
    assert sum(age >= timedelta(days=366) for age in ages) in (14, 15, 16)


@given(st.lists(st.integers(0, 60 * 24 * 900), max_size=60), st.integers(0, 60 * 24 * 900))
def test_what_was_thinned_twice_is_what_was_thinned_once_and_the_newest_stays(minutes, later):
    origin = datetime(2026, 1, 1, tzinfo=UTC)
    made = [(number, origin + timedelta(minutes=minute)) for number, minute in enumerate(minutes)]
    moment = max((at for _, at in made), default=origin) + timedelta(minutes=later)
    gone = superfluous(made, moment)
    left = [one for one in made if one[0] not in gone]
    assert superfluous(left, moment) == set()
    assert not made or max(at for _, at in left) == max(at for _, at in made)


def test_automatic_snapshots_are_thinned_and_those_named_or_by_hand_never(store, session):
    moment = [datetime(2026, 1, 1, 10, tzinfo=UTC)]
    snapshots = Snapshots(store, clock=lambda: stamp(moment[0]))
    stay = set()
    for number in range(30):
        type_at(session, 0, "word ")
        reason = (Reason.TIMER, Reason.BY_HAND, Reason.BEFORE_GENERATION)[number % 3]
        info = snapshots.take(session, reason, name="kept" if number == 6 else "").result()
        if info.stays:
            stay.add(info.id)
        moment[0] += timedelta(minutes=1)
    assert len(snapshots.of_document(session.id)) == 30
    renamed = snapshots.of_document(session.id)[-1]
    snapshots.rename(renamed.id, "the beginning")
    moment[0] += timedelta(days=400)
    type_at(session, 0, "word ")
    last = snapshots.take(session, Reason.TIMER).result()
    left = {info.id for info in snapshots.of_document(session.id)}
    newest_automatic = 30 - 1  # of that month; number 29, the third reason
    assert left == stay | {renamed.id, last.id, newest_automatic + 1}
    assert snapshots.read(renamed.id).text == "word "


def test_deleting_a_snapshot_deletes_the_words_only_it_held(store, folder, session, snapshots):
    session.apply(0, 0, LONG, session.insert_origin(Kind.IMPORTED))
    snapshots.take(session, name="first").result()
    replaced(session, "Paragraph 200", "Quixotic")
    second = snapshots.take(session, name="second").result()
    pieces = count_of(folder, "snapshot_piece")
    snapshots.remove(second.id)
    assert 1 <= pieces - count_of(folder, "snapshot_piece") <= 3
    (first,) = snapshots.of_document(session.id)
    assert snapshots.read(first.id).text == LONG


def count_of(folder, table):
    with closing(sqlite3.connect(folder / "muse.db")) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


# Comparing and restoring


def test_a_hunk_comes_back_with_the_origins_it_had_and_the_rest_stays(session, snapshots, store):
    type_at(session, 0, "One line.\n")
    accept_at(session, 10, "The model wrote this.\n")
    type_at(session, 32, "\nFar\naway\nlines\nhere.\n")
    model = session.runs.at(10)
    then = snapshots.take(session).result()
    replaced(session, "The model wrote this.", "I wrote that.")
    replaced(session, "here.", "there!")
    now_runs = session.runs
    comparison = snapshots.compare(session, then.id)
    first, second = comparison.hunks
    assert [session.text[slice(*hunk.new)] for hunk in comparison.hunks] == ["I wrote that", "there!"]
    session.remember(1)
    before = session.text
    snapshots.restore_hunk(session, comparison, first)
    session.remember(2)
    assert session.text == "One line.\nThe model wrote this.\n\nFar\naway\nlines\nthere!\n"
    assert session.runs.slice(10, 30) == (Run(9, model), *session.runs.slice(19, 26), Run(4, model))
    assert ("The model", "generated") in kinds_of(session)
    with pytest.raises(MuseError, match="Compare again"):
        snapshots.restore_hunk(session, comparison, second)
    session.restore(1, before)
    assert (session.text, session.runs) == (before, now_runs)
    assert not [error for error in audit(store) if error.code != "provenance.document_changed"]


def test_the_record_says_restored_not_typed(session, snapshots, store):
    type_at(session, 0, "Once.")
    then = snapshots.take(session).result()
    session.apply(0, 5, "", ())
    snapshots.restore(session, then.id)
    session.seal()
    session.save().result()
    with closing(sqlite3.connect(store.paths.database)) as connection:
        kinds = [kind for (kind,) in connection.execute("SELECT kind FROM event ORDER BY seq")]
    assert kinds[-1] == "restored"
    assert kinds.count("typed") == 1
    assert verify(store).ok
    assert audit(store) == []
    assert kinds_of(session) == [("Once.", "typed")]


def test_a_whole_restoration_brings_back_all_and_keeps_what_there_was(session, snapshots, store):
    session.apply(0, 0, LONG, session.insert_origin(Kind.IMPORTED))
    accept_at(session, 4000, "A generated line.\n")
    text, runs = session.text, session.runs
    then = snapshots.take(session).result()
    replaced(session, "A generated line.", "A generated line.")  # the same letters, but typed
    replaced(session, "Paragraph 3 ", "Paragraph three ")
    session.remember(1)
    changed, changed_runs = session.text, session.runs
    snapshots.restore(session, then.id)
    session.remember(2)
    assert (session.text, session.runs) == (text, runs)
    session.restore(1, changed)
    assert (session.text, session.runs) == (changed, changed_runs)
    session.restore(2, text)
    assert (session.text, session.runs) == (text, runs)
    store.write(lambda _: None).result()  # what was there is written by now
    newest = snapshots.of_document(session.id)[0]
    assert newest.reason == "before-restore"
    assert snapshots.read(newest.id).text == changed


def test_restoring_what_is_there_already_does_nothing(session, snapshots):
    type_at(session, 0, "words")
    then = snapshots.take(session).result()
    assert snapshots.restore(session, then.id).is_nothing
    assert len(snapshots.of_document(session.id)) == 1
    assert snapshots.compare(session, then.id).hunks == ()


def test_a_hunk_of_thirty_days_ago_comes_back_after_daily_writing_and_restarts(folder):
    day = datetime(2026, 10, 1, 9, tzinfo=UTC)
    with Store.open(folder) as store:
        manuscript = Manuscript(store)
        number = manuscript.create("Novel", LONG)
        session = manuscript.open(number)
        origin = accept_at(session, session.text.index("Paragraph 50 "), "The lost line.\n\n")
        Snapshots(store, clock=lambda: stamp(day)).take(session, Reason.TIMER).result()
        replaced(session, "The lost line.\n\n", "")
        manuscript.close()
    for later in range(1, 31):
        with Store.open(folder) as store:
            manuscript = Manuscript(store)
            session = manuscript.open(number)
            snapshots = Snapshots(store, clock=lambda: stamp(day + timedelta(days=later)))  # noqa: B023
            for _ in range(2):
                type_at(session, len(session.text), f"Day {later}. ")
                snapshots.take(session, Reason.TIMER).result()
            manuscript.close()
    with Store.open(folder) as store:
        session = Manuscript(store).open(number)
        snapshots = Snapshots(store)
        oldest = snapshots.of_document(number)[-1]
        assert oldest.at == stamp(day)
        comparison = snapshots.compare(session, oldest.id)
        lost = comparison.hunks[0]
        assert comparison.then.text[slice(*lost.old)] == "The lost line.\n\n"
        snapshots.restore_hunk(session, comparison, lost)
        start = session.text.index("The lost line.")
        assert session.runs.slice(start, start + 16) == (Run(16, origin),)
        assert session.book.get(origin).kind is Kind.GENERATED
        assert session.text.endswith("Day 30. Day 30. ")
        session.close()
        assert verify(store).ok
        assert audit(store) == []


RUNS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 4)), max_size=12)


@st.composite
def documents(draw):
    runs = Runs(Run(*run) for run in draw(RUNS))
    return draw(st.text("ab \n他", min_size=runs.length, max_size=runs.length)), runs


@given(documents(), documents(), st.data())
def test_any_part_of_a_snapshot_comes_back_with_its_origins(then, now, data):
    edit = whole(*then, *now)
    end = edit.start + edit.removed
    assert now[0][: edit.start] + edit.inserted + now[0][end:] == then[0]
    assert now[1].splice(edit.start, edit.removed, edit.runs) == then[1]
    made = changes(then[0], now[0])
    chosen = [change for change in made if data.draw(st.booleans())]
    edit = partly(*then, *now, chosen)
    end = edit.start + edit.removed
    text = now[0][: edit.start] + edit.inserted + now[0][end:]
    runs = now[1].splice(edit.start, edit.removed, edit.runs)
    assert runs.length == len(text)
    moved = 0
    for change in chosen:
        start = change.new_start + moved
        length = change.old_end - change.old_start
        assert text[start : start + length] == then[0][change.old_start : change.old_end]
        assert runs.slice(start, start + length) == then[1].slice(change.old_start, change.old_end)
        moved += length - (change.new_end - change.new_start)
    assert len(text) == len(now[0]) + moved


# Storage


@given(st.text("ab.。\n 他", max_size=200).map(lambda text: text * 40))
def test_pieces_are_the_text_and_its_origins(text):
    runs = Runs(Run(min(7, len(text) - at), at % 3) for at in range(0, len(text), 7))
    pieces = cut(text, runs)
    assert joined(unpacked(piece.packed(), piece.digest) for piece in pieces) == (text, runs)
    assert all(end - start <= 4000 for start, end in pairwise(borders(text)))


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_packed_numbers_are_read_back(ids):
    assert unpack_ids(pack_ids(ids)) == tuple(ids)


def test_a_change_makes_new_pieces_only_where_it_is():
    before = {piece.digest for piece in cut(LONG, Runs.of(len(LONG), 1))}
    after = LONG[:9000] + "A new sentence stands here. " + LONG[9000:]
    made = [piece for piece in cut(after, Runs.of(len(after), 1)) if piece.digest not in before]
    assert len(before) > 15
    assert len(made) <= 3


def test_a_hundred_snapshots_of_a_novel_take_a_small_part_of_a_hundred_copies(folder):
    chance = random.Random(3)
    with Store.open(folder) as store:
        manuscript, snapshots = Manuscript(store), Snapshots(store)
        sessions = [
            manuscript.open(manuscript.create(f"Scene {number}", text))
            for number, text in enumerate(scenes_of(novel(chance, 10_000), 8))
        ]
        size = sum(len(session.text.encode()) for session in sessions)
        for day in range(100):
            for session in one_day(chance, sessions, 120):
                snapshots.take(session, name=f"Day {day}").result()
        manuscript.close()
    with closing(sqlite3.connect(folder / "muse.db")) as connection:
        (total,) = connection.execute("SELECT sum(length(data)) FROM snapshot_piece").fetchone()
        (lists,) = connection.execute("SELECT sum(length(pieces)) FROM snapshot").fetchone()
    assert total + lists < 100 * size / 12  # (a fourteenth) of what whole copies would hold


# Damage


def damaged(folder, what, where):
    with closing(sqlite3.connect(folder / "muse.db")) as connection, connection:
        assert connection.execute(f"UPDATE snapshot_piece SET data = {what} WHERE id = {where}").rowcount


def test_a_damaged_piece_is_named_and_the_other_snapshots_stay_readable(folder, session, snapshots):
    session.apply(0, 0, LONG, session.insert_origin(Kind.IMPORTED))
    first = snapshots.take(session, name="first").result()
    pieces = count_of(folder, "snapshot_piece")
    replaced(session, "Paragraph 200 ", "Quixotic ")
    bad = snapshots.take(session, name="bad").result()
    replaced(session, "Quixotic ", "Paragraph 200 ")
    last = snapshots.take(session, name="last").result()
    damaged(folder, "x'0102'", pieces + 1)
    with pytest.raises(MuseError, match="damaged on disk") as refused:
        snapshots.read(bad.id)
    assert refused.value.values == {"snapshot": bad.id, "at": bad.at}
    before = session.text, session.runs
    with pytest.raises(MuseError, match="damaged"):
        snapshots.restore(session, bad.id)
    assert (session.text, session.runs) == before
    assert snapshots.read(first.id).text == LONG
    assert snapshots.read(last.id).text == LONG


@pytest.mark.parametrize("harm", ["zeroblob(40)", "(SELECT data FROM snapshot_piece WHERE id = 3)"])
def test_a_damaged_piece_that_still_stands_in_the_document_is_mended(folder, session, snapshots, store, harm):
    session.apply(0, 0, LONG, session.insert_origin(Kind.IMPORTED))
    session.save().result()
    then = snapshots.take(session).result()
    damaged(folder, harm, 2)
    kept = snapshots.read(then.id)
    assert (kept.text, kept.runs) == (session.text, session.runs)
    store.write(lambda _: None).result()  # the mending is written by now
    session.apply(0, len(session.text), "", ())
    session.save().result()
    assert snapshots.read(then.id).text == LONG


@pytest.mark.parametrize("harm", ["pieces = x'00'", "pieces = (SELECT pieces FROM snapshot WHERE id = 2)"])
def test_a_damaged_row_is_named(folder, session, snapshots, harm):
    type_at(session, 0, "words")
    first = snapshots.take(session).result()
    type_at(session, 0, "more ")
    second = snapshots.take(session).result()
    with closing(sqlite3.connect(folder / "muse.db")) as connection, connection:
        connection.execute(f"UPDATE snapshot SET {harm} WHERE id = 1")
    with pytest.raises(MuseError, match="damaged"):
        snapshots.read(first.id)
    assert snapshots.read(second.id).text == "more words"


def test_a_document_changed_by_hand_is_found_by_the_audit_after_a_snapshot_too(
    folder, manuscript, session, snapshots, store
):
    type_at(session, 0, "words")
    session.close()
    snapshots.take(manuscript.open(session.id)).result()
    assert audit(store) == []
    with closing(sqlite3.connect(folder / "muse.db")) as connection, connection:
        connection.execute("UPDATE document SET text = 'sword', text_hash = ?", (text_hash("sword"),))
    assert [error.code for error in audit(store)] == ["provenance.document_changed"]


def test_a_snapshot_that_was_exchanged_for_another_is_found_by_the_audit(folder, session, snapshots, store):
    type_at(session, 0, "words")
    snapshots.take(session).result()
    type_at(session, 0, "more ")
    snapshots.take(session).result()
    session.close()
    assert audit(store) == []
    other = "(SELECT {} FROM snapshot WHERE id = 2)"
    columns = ", ".join(f"{name} = {other.format(name)}" for name in ("text_hash", "runs_hash", "pieces"))
    with closing(sqlite3.connect(folder / "muse.db")) as connection, connection:
        connection.execute(f"UPDATE snapshot SET {columns} WHERE id = 1")
    assert [error.code for error in audit(store)] == ["provenance.snapshot_changed"]
