import hashlib
import json
import sqlite3
import zlib

import pytest

from muse_desktop.provenance import chain, ledger
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store.store import Store


@pytest.fixture
def workspace(tmp_path):
    """A closed workspace with ten records of typing, and origins."""
    with Store.open(tmp_path) as store:
        from muse_desktop.provenance.origins import OriginBook

        OriginBook.of(store).add(Kind.PASTED_OUTSIDE, source="a page")

        def log(db):
            ledger.record_origins(db, OriginBook.of(store))
            for number in range(10):
                words = {"inserted": f"wörd {number}"}
                ledger.append(db, "typed", document_id=1, payload={"start": number}, content=words)

        store.write(log).result()
    return tmp_path


def tamper(workspace, statement, *values):
    connection = sqlite3.connect(workspace / "muse.db")
    with connection:
        assert connection.execute(statement, values).rowcount >= 1
    connection.close()


def report(workspace):
    with Store.open(workspace, "read") as store:
        return ledger.verify(store)


def test_an_untouched_chain_verifies(workspace):
    assert report(workspace) == ledger.VerifyReport(True, 11, head=report(workspace).head)
    assert len(report(workspace).head) == 64


def test_the_hash_is_the_documented_one(workspace):
    connection = sqlite3.connect(workspace / "muse.db")
    first = connection.execute("SELECT prev_hash, hash FROM event WHERE seq = 5").fetchone()
    seq, kind, at, document, payload, content = connection.execute(
        "SELECT seq, kind, at, document_id, payload, content_hash FROM event WHERE seq = 5"
    ).fetchone()
    words = connection.execute("SELECT content FROM event_content WHERE seq = 5").fetchone()[0]
    connection.close()
    # RFC 8785: keys sorted, no spaces. Written out by hand so that a stand-alone verifier can do the same.
    record = f'{{"at":"{at}","content":"{content}","document":{document},"kind":"{kind}",'
    record += f'"payload":{payload},"seq":{seq}}}'
    told = hashlib.sha256(b"muse-desktop/event/1\n" + first[0].encode() + record.encode()).hexdigest()
    assert told == first[1]
    assert hashlib.sha256(zlib.decompress(words)).hexdigest() == content
    assert json.loads(zlib.decompress(words)) == {"inserted": "wörd 3"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("payload", '{"start":4711}'),
        ("payload", '{"start": 3}'),
        ("payload", "not json"),
        ("at", "2020-01-01T00:00:00.000Z"),
        ("kind", "generated"),
        ("document_id", 2),
        ("content_hash", "0" * 64),
        ("hash", "0" * 64),
    ],
)
def test_one_changed_value_in_an_old_record_is_named(workspace, column, value):
    tamper(workspace, f"UPDATE event SET {column} = ? WHERE seq = 5", value)
    told = report(workspace)
    assert (told.ok, told.first_bad, told.reason) == (False, 5, "provenance.record_changed")


def test_changed_words_are_named(workspace):
    tamper(workspace, "UPDATE event_content SET content = ? WHERE seq = 7", zlib.compress(b"other"))
    assert (report(workspace).first_bad, report(workspace).reason) == (7, "provenance.words_changed")
    tamper(workspace, "UPDATE event_content SET content = ? WHERE seq = 6", b"no zlib")
    assert (report(workspace).first_bad, report(workspace).reason) == (6, "provenance.words_changed")


def test_a_removed_record_is_named(workspace):
    tamper(workspace, "DELETE FROM event_content WHERE seq = 4")
    tamper(workspace, "DELETE FROM event WHERE seq = 4")
    assert (report(workspace).first_bad, report(workspace).reason) == (4, "provenance.record_missing")


def test_a_chain_cut_short_is_noticed(workspace):
    tamper(workspace, "DELETE FROM event_content WHERE seq > 8")
    tamper(workspace, "DELETE FROM event WHERE seq > 8")
    assert (report(workspace).first_bad, report(workspace).reason) == (9, "provenance.record_missing")


def test_a_record_rewritten_with_a_fitting_hash_breaks_the_chain_behind_it(workspace):
    connection = sqlite3.connect(workspace / "muse.db")
    previous, at = connection.execute("SELECT prev_hash, at FROM event WHERE seq = 5").fetchone()
    record = chain.record_bytes(5, "typed", at, 1, '{"start":9}', None)
    with connection:
        connection.execute(
            "UPDATE event SET payload = '{\"start\":9}', content_hash = NULL, hash = ? WHERE seq = 5",
            (chain.link(previous, record),),
        )
        connection.execute("DELETE FROM event_content WHERE seq = 5")
    connection.close()
    assert (report(workspace).first_bad, report(workspace).reason) == (6, "provenance.chain_broken")


def test_a_changed_origin_is_named_by_the_record_that_noted_it(workspace):
    tamper(workspace, "UPDATE origin SET kind = 'typed'")
    assert (report(workspace).first_bad, report(workspace).reason) == (1, "provenance.origin_changed")


def test_an_origin_slipped_in_is_noticed(workspace):
    tamper(workspace, "INSERT INTO origin (id, kind, source, created_at) VALUES (99, 'typed', '', '')")
    assert report(workspace).reason == "provenance.origin_changed"


def test_redacted_words_leave_the_chain_valid(workspace):
    with Store.open(workspace) as store:
        assert store.write(lambda db: ledger.redact(db, 6)).result() is True
        assert store.write(lambda db: ledger.redact(db, 6)).result() is False
        told = ledger.verify(store)
    assert (told.ok, told.redacted, told.events) == (True, 1, 12)


def test_numbers_that_json_cannot_carry_are_refused(workspace):
    with Store.open(workspace) as store:
        for value in (0.5, 2**53):
            written = store.write(lambda db, value=value: ledger.append(db, "typed", payload={"n": [value]}))
            with pytest.raises((TypeError, ValueError)):
                written.result()
        assert ledger.verify(store).events == 11


def test_a_record_costs_the_same_however_long_the_ledger_is(tmp_path):
    def log(db):
        ledger.append(db, "typed", document_id=1, payload={}, content={"inserted": "x"})

    def steps_of_one_more(store):
        steps = []
        connection = store._writer.raw_connection()
        connection.driver_connection.set_progress_handler(lambda: steps.append(1), 1)
        connection.close()
        store.write(log).result()
        return len(steps)

    with Store.open(tmp_path) as store:
        store.write(log).result()
        short = steps_of_one_more(store)
        for _ in range(50):
            store.write(log).result()
        assert 0 < steps_of_one_more(store) <= short + 20


def test_every_reason_is_worded_in_both_languages():
    from muse_desktop.errors import message

    for reason in ("record_missing", "record_changed", "chain_broken", "words_changed", "origin_changed"):
        for language in ("en", "zh"):
            assert "7" in message(f"provenance.{reason}", language, seq=7)
