"""Words of the record can be forgotten by record, document and generation; the chain goes on."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance import ledger
from muse_desktop.provenance.generations import Recorder
from muse_desktop.provenance.redaction import redact_document, redact_generation
from muse_desktop.provenance.verifying import verify_record
from muse_desktop.store import tables
from tests.manuscript.helpers import accept_at, type_at
from tests.studio.test_verify import asked


@pytest.fixture
def written(store, tmp_path: Path):
    """Two documents; in the first words of generation 1 were accepted between typed ones."""
    recorder = Recorder(store)
    failed = recorder.begin(asked(tmp_path)).result()
    recorder.fail(failed, MuseError("engine.crashed", reason="x"), {0: "The model wrote that."}).result()
    manuscript = Manuscript(store)
    for title in ("One", "Two"):
        session = manuscript.open(manuscript.create(title))
        type_at(session, 0, f"I wrote {title}. ")
        if title == "One":
            accept_at(session, len(session.text), "The model wrote that.", failed)
            type_at(session, len(session.text), " And this.")
    manuscript.close()
    return store


def words(store):
    query = select(tables.EventContent.seq).order_by(tables.EventContent.seq)
    return store.read(lambda db: list(db.scalars(query)))


def report(store):
    return store.read(verify_record)


def test_a_document_is_forgotten_in_the_record_and_the_rest_is_not(written):
    before = words(written)
    count = written.write(partial(redact_document, document=1)).result()
    assert count == 3
    assert len(words(written)) == len(before) - 3 > 0
    found = report(written)
    assert (found.ok, found.redacted, [str(one) for one in found.problems]) == (True, 3, [])


def test_a_generation_is_forgotten_with_what_was_taken_from_it(written):
    assert written.write(partial(redact_generation, generation=1)).result() == 1
    record = Recorder(written).generation(1)
    assert (record.prompt_text, record.candidates[0].text) == ("", "")
    assert record.model_sha256 == "ab"
    found = report(written)
    assert (found.problems, found.redacted) == ((), 1)


def test_what_a_forgotten_generation_still_tells_is_still_watched(written):
    written.write(partial(redact_generation, generation=1)).result()
    with closing(sqlite3.connect(written.paths.database)) as db, db:
        db.execute("UPDATE model_file SET licence = 'mit'")
    assert [one.code for one in report(written).problems] == ["provenance.generation_changed"]


def test_words_that_went_without_a_word_about_it_are_named(written):
    gone = words(written)[1]
    with closing(sqlite3.connect(written.paths.database)) as db, db:
        db.execute("DELETE FROM event_content WHERE seq = ?", (gone,))
    found = report(written)
    assert (found.first_bad, found.problems[0].code) == (gone, "provenance.words_missing")
    written.write(lambda db: ledger.append(db, "redacted", payload={"record": 10**9})).result()
    assert report(written).first_bad == gone


def test_there_must_be_such_a_generation(written):
    with pytest.raises(MuseError, match="no generation 7"):
        written.write(partial(redact_generation, generation=7)).result()
