"""Signed checkpoints, and what they show when somebody has cut, rewritten or swapped."""

import sqlite3
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import delete, text

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance import checkpoints, ledger
from muse_desktop.provenance.checkpoints import DOMAIN, read_checkpoint, write_checkpoint
from muse_desktop.provenance.keys import Keys, fits
from muse_desktop.provenance.verifying import expected, head_text, verify_record
from muse_desktop.store import tables
from muse_desktop.store.store import Store
from tests.manuscript.helpers import type_at
from tests.provenance.signing import MemorySafe


@pytest.fixture
def safe():
    return MemorySafe()


@pytest.fixture
def keys(store, safe):
    return Keys(store, safe)


def sign(store, keys, reason="session"):
    return store.write(partial(write_checkpoint, signer=keys.load(), reason=reason)).result()


def log(store, count=3):
    def work(db):
        for number in range(count):
            content = {"inserted": f"wörd {number}"}
            ledger.append(db, "typed", payload={"start": number}, content=content)

    store.write(work).result()


@pytest.fixture
def signed(store, keys):
    """Key, three records, a checkpoint, three more, another checkpoint."""
    keys.load()
    for _ in range(2):
        log(store)
        sign(store, keys)
    return store


def look(store, head="", key=""):
    return store.read(partial(verify_record, wanted=expected(head, key)))


def codes(report):
    return [problem.code.removeprefix("provenance.") for problem in report.problems]


def head_of(store):
    return head_text(*ledger.head(store))


def test_a_checkpoint_signs_the_head_as_documented(signed):
    row = signed.read(checkpoints.newest)
    seq, head = ledger.head(signed)
    point = read_checkpoint(row.body.encode(), row.signature)
    assert (point.seq, point.head, point.reason) == (seq, head, "session") == (7, row.head, row.reason)
    key = signed.read(lambda db: db.get(tables.SigningKey, 1))
    assert fits(key.public_key, b"muse-desktop/checkpoint/1\n" + row.body.encode(), row.signature)
    assert row.body.startswith('{"app":"')


def test_without_anything_expected_it_holds_and_completeness_and_key_are_unconfirmed(signed):
    report = look(signed)
    assert (report.ok, report.complete, report.signed.known_key) == (True, "unconfirmed", "unconfirmed")
    assert (report.signed.checkpoints, report.signed.signed_to) == (2, 7)


def test_with_head_and_key_expected_both_are_confirmed(signed, keys):
    report = look(signed, head_of(signed), keys.load().fingerprint)
    assert (report.ok, report.complete, report.complete_to) == (True, "confirmed", 7)
    assert report.signed.known_key == "confirmed"


def test_a_head_told_long_ago_still_confirms_the_record_up_to_it(signed):
    old = head_of(signed)
    log(signed)
    report = look(signed, old.upper())
    assert (report.ok, report.complete, report.complete_to, report.events) == (True, "confirmed", 7, 10)
    assert look(signed, old.split(":")[1]).complete_to == 7


def cut(store, after):
    """Take away every trace of what came after a record, as its owner could."""

    def work(db):
        db.execute(delete(tables.EventContent).where(tables.EventContent.seq > after))
        db.execute(delete(tables.Event).where(tables.Event.seq > after))
        db.execute(delete(tables.Checkpoint).where(tables.Checkpoint.seq > after))
        row = db.get(tables.Workspace, 1)
        row.head_seq, row.head_hash = after, db.get(tables.Event, after).hash

    store.write(work).result()


def test_a_log_that_was_cut_short_is_named_with_the_head_and_only_unconfirmed_without(signed, keys):
    head, key = head_of(signed), keys.load().fingerprint
    cut(signed, 4)
    assert (look(signed).ok, look(signed).complete) == (True, "unconfirmed")
    assert (look(signed, key=key).ok, look(signed, key=key).complete) == (True, "unconfirmed")
    report = look(signed, head)
    assert (codes(report), report.complete) == (["head_cut"], "contradicted")
    assert "record 5 is the first" in report.problems[0].text("en")
    assert codes(look(signed, head.split(":")[1])) == ["head_missing"]


def test_a_cut_that_leaves_the_checkpoints_is_named_by_them(signed):
    points = signed.read(lambda db: [row.body for row in db.query(tables.Checkpoint)])
    assert len(points) == 2

    def work(db):
        db.execute(delete(tables.EventContent).where(tables.EventContent.seq > 5))
        db.execute(delete(tables.Event).where(tables.Event.seq > 5))
        row = db.get(tables.Workspace, 1)
        row.head_seq, row.head_hash = 5, db.get(tables.Event, 5).hash

    signed.write(work).result()
    report = look(signed)
    assert codes(report) == ["checkpoint_beyond"]
    assert report.signed.signed_to == 4


def rebuild(store, other):
    """The same log again, with a record changed and signed with another key."""

    def work(db):
        for table in (tables.Checkpoint, tables.SigningKey, tables.EventContent, tables.Event):
            db.execute(delete(table))
        row = db.get(tables.Workspace, 1)
        row.head_seq, row.head_hash = 0, ""

    store.write(work).result()
    log(store, 5)
    sign(store, other)


def test_a_log_rebuilt_with_another_key_is_named_with_the_fingerprint_and_only_unconfirmed_without(
    signed, keys
):
    head, key = head_of(signed), keys.load().fingerprint
    rebuild(signed, Keys(signed, MemorySafe()))
    report = look(signed)
    assert (report.ok, report.complete, report.signed.known_key) == (True, "unconfirmed", "unconfirmed")
    report = look(signed, head, key)
    assert codes(report) == ["key_swapped", "head_cut"]
    assert (report.complete, report.signed.known_key) == ("contradicted", "contradicted")


def test_a_rewritten_log_does_not_fit_the_old_checkpoints(signed):
    def work(db):
        db.execute(delete(tables.EventContent).where(tables.EventContent.seq > 5))
        db.execute(delete(tables.Event).where(tables.Event.seq > 5))
        row = db.get(tables.Workspace, 1)
        row.head_seq, row.head_hash = 5, db.get(tables.Event, 5).hash
        db.flush()
        for _ in range(2):
            ledger.append(db, "typed", payload={"start": 9})

    signed.write(work).result()
    assert codes(look(signed)) == ["checkpoint_other_log"]


CHANGES = [
    ("UPDATE checkpoint SET signature = zeroblob(64) WHERE id = 1", "checkpoint_forged"),
    ("UPDATE checkpoint SET signature = x'00' WHERE id = 1", "checkpoint_forged"),
    ("UPDATE checkpoint SET signature = 'text' WHERE id = 1", "checkpoint_forged"),
    ("UPDATE checkpoint SET head = '00' WHERE id = 1", "checkpoint_changed"),
    ("UPDATE checkpoint SET reason = 'export' WHERE id = 1", "checkpoint_changed"),
    ("UPDATE checkpoint SET body = '' WHERE id = 1", "checkpoint_changed"),
    ("UPDATE checkpoint SET body = ' ' || body WHERE id = 1", "checkpoint_changed"),
    ("UPDATE checkpoint SET body = replace(body, 'session', 'sessiom') WHERE id = 1",
     "checkpoint_changed"),
    ("UPDATE checkpoint SET body = replace(body, '\"app\":\"', '\"app\":\"9') WHERE id = 1",
     "checkpoint_forged"),
    ("DELETE FROM signing_key", "checkpoint_no_key"),
    ("UPDATE signing_key SET public_key = zeroblob(32)", "key_changed"),
]  # fmt: skip


def test_what_was_changed_in_the_signatures_is_named(signed):
    def changed(db, statement):
        undo = db.begin_nested()
        assert db.execute(text(statement)).rowcount
        found = codes(verify_record(db))
        undo.rollback()
        return found

    for statement, code in CHANGES:
        assert code in signed.write(partial(changed, statement=statement)).result(), statement
    assert look(signed).ok


def test_every_single_changed_byte_of_a_body_is_named(signed):
    row = signed.read(checkpoints.newest)
    public = signed.read(lambda db: db.get(tables.SigningKey, 1)).public_key
    body = row.body.encode()
    for place, byte in enumerate(body):
        changed = body[:place] + bytes([byte ^ 1]) + body[place + 1 :]
        assert not fits(public, DOMAIN + changed, row.signature)


def test_a_key_slipped_into_the_table_alone_signs_nothing(signed, store):
    other = Keys(store, MemorySafe())
    stranger = other.load()  # on record as made after a lost one: so far in order
    assert look(signed).ok
    cut(signed, 7)
    signed.write(partial(write_checkpoint, signer=stranger, reason="session")).result()
    assert codes(look(signed)) == ["checkpoint_untold_key"]


def test_who_trusts_the_old_key_trusts_the_one_it_vouched_for_and_no_other(signed, keys):
    old = keys.load().fingerprint
    new = keys.replace().fingerprint
    sign(signed, keys)
    assert look(signed, key=old).signed.known_key == "confirmed"
    assert look(signed, key=new).signed.known_key == "confirmed"
    lost = Keys(signed, MemorySafe())
    log(signed, 1)
    sign(signed, lost)
    report = look(signed, key=old)
    assert codes(report) == ["key_other_after"]
    assert report.signed.known_key == "contradicted"
    assert look(signed, key=lost.load().fingerprint).signed.known_key == "confirmed"
    assert look(signed).ok


def test_a_document_changed_outside_after_the_last_signature_is_told(tmp_path, safe):
    with Store.open(tmp_path / "w") as store:
        manuscript = Manuscript(store)
        session = manuscript.open(manuscript.create("One"))
        type_at(session, 0, "I wrote this.")
        manuscript.close()
        sign(store, Keys(store, safe))
        assert look(store).ok
        with closing(sqlite3.connect(store.paths.database)) as db, db:
            db.execute("UPDATE document SET runs = x'00'")
        assert "documents_changed" in codes(look(store))


@pytest.mark.parametrize("head", ["12", "x:" + "0" * 64, "0" * 63, "1:" + "g" * 64])
def test_what_is_no_head_is_refused(head):
    with pytest.raises(MuseError, match="no head"):
        expected(head)


def test_a_fingerprint_may_be_typed_in_groups():
    key = "0123456789abcdef" * 4
    assert expected(key=checkpoints.short(key).upper()).key == key
    with pytest.raises(MuseError, match="no fingerprint"):
        expected(key="0123")
