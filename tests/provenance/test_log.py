"""The ledger as a file: what is written reads back, and whatever is changed in it is named."""

import io
import json

import pytest

from muse_desktop.provenance import ledger
from muse_desktop.provenance.chain import plain
from muse_desktop.provenance.log import check_log, parse_line, read_log, write_log

WORDS = ("Sie öffnete das Fenster. ", "门外下着雨。", 'He said "no"\n\tand\\or left\u2028', "🌧\x01 / \x7f")


def write_some(db):
    ledger.append(db, "start", payload={"version": "1"})
    for number, words in enumerate(WORDS):
        content = {"inserted": words, "removed": ""}
        runs = {"start": number, "runs": [[len(words), 1]]}
        ledger.append(db, "typed", document_id=1, payload=runs, content=content)
    ledger.append(db, "stop")


@pytest.fixture
def written(store):
    store.write(write_some).result()
    return store


def as_file(store, keep=None):
    made = io.BytesIO()
    store.read(lambda db: write_log(db, made, keep))
    return made.getvalue()


def checked(data):
    return check_log(io.BytesIO(data))


def told(data):
    """(first bad record, its code), or (None, "")."""
    report = checked(data)
    return report.first_bad, report.problem.code if report.problem else ""


def test_what_is_written_reads_back_and_holds(written):
    data = as_file(written)
    report = checked(data)
    assert (report.records, report.first_bad, report.problem, report.redacted) == (6, None, None, 0)
    assert report.chain.previous == ledger.head(written)[1]
    records = list(read_log(io.BytesIO(data)))
    assert [one.words["inserted"] for one in records[1:5]] == list(WORDS)
    assert (records[1].payload["start"], records[1].document, records[0].words) == (0, 1, None)
    assert written.read(ledger.verify_in).ok


def test_every_line_is_the_one_that_rfc_8785_writes(written):
    for line in as_file(written).splitlines():
        assert ledger.canonical(json.loads(line)) == line


def test_an_empty_ledger_is_a_file_with_a_heading_alone(store):
    data = as_file(store)
    assert data == b'{"form":"muse-desktop/log/1","head":"%s","records":0}\n' % (b"0" * 64)
    assert told(data) == (None, "")


def test_every_single_changed_byte_is_named_with_its_record(written):
    data = as_file(written)
    line, wrong = 0, []
    for place, byte in enumerate(data):
        for other in {byte ^ 1, byte ^ 32, ord("0") if byte != ord("0") else ord("1"), 0}:
            changed = data[:place] + bytes([other]) + data[place + 1 :]
            first, _ = told(changed)
            # A line break changed joins two lines: the first of them is the bad one. A heading that tells
            # another number or hash is found out at the end.
            if first is None or (line and first != line):
                wrong.append((place, bytes([byte]), bytes([other]), first))
        line += byte == 10
    assert wrong == []


def test_every_single_byte_taken_out_or_put_in_is_named(written):
    data = as_file(written)
    for place in range(len(data)):
        assert told(data[:place] + data[place + 1 :])[1], f"without byte {place}"
        assert told(data[:place] + b" " + data[place:])[1], f"a space at {place}"


def test_a_record_that_is_deleted_doubled_or_out_of_order_is_named(written):
    lines = as_file(written).splitlines(keepends=True)
    for at in range(1, len(lines)):
        last = at == len(lines) - 1
        missing = (at, "provenance.log_short" if last else "provenance.record_missing")
        assert told(b"".join(lines[:at] + lines[at + 1 :])) == missing
        doubled = (at, "provenance.log_long") if last else (at, "provenance.record_doubled")
        first, code = told(b"".join([*lines[: at + 1], *lines[at:]]))
        assert code == doubled[1]
        assert first == (at + 1 if last else at)
        if not last:
            swapped = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
            assert told(b"".join(swapped)) == (at, "provenance.record_missing")


def test_a_file_that_ends_anywhere_is_named_and_what_is_there_is_kept(written):
    data = as_file(written)
    whole = data.count(b"\n") - 1
    for end in range(len(data)):
        report = checked(data[:end])
        complete = data[:end].count(b"\n") - 1
        assert report.problem is not None
        assert report.records == max(0, complete) < whole or not data[end:]


def test_a_heading_that_was_made_to_fit_a_shorter_log_looks_whole(written):
    lines = as_file(written).splitlines(keepends=True)
    head = json.loads(lines[-2])["hash"]
    heading = plain({"form": "muse-desktop/log/1", "head": head, "records": 5}) + b"\n"
    report = checked(heading + b"".join(lines[1:-1]))
    assert report.problem is None  # only an expected head can tell
    assert report.chain.heads.find(ledger.head(written)[1]) is None


def test_words_are_left_out_where_they_are_not_wanted_and_the_chain_holds(written):
    data = as_file(written, keep=lambda seq, kind, document: seq != 3)
    assert WORDS[1].encode() not in data
    report = checked(data)
    assert (report.problem, report.redacted) == (None, 1)


def test_other_words_beside_a_record_are_named(written):
    data = as_file(written).replace(WORDS[1].encode(), "门外下着雪。".encode())
    assert told(data) == (3, "provenance.words_changed")


def test_a_record_whose_names_were_wiped_holds_by_the_word_of_a_later_one(written):
    def wipe(db):
        records = ledger.withhold(db, {2: '{"runs":[]}'})
        ledger.append(db, ledger.WIPED, payload={"documents": [], "records": records})

    written.write(wipe).result()
    data = as_file(written)
    assert told(data) == (None, "")
    lines = data.splitlines(keepends=True)
    again = lines[2].replace(b'"runs":[]', b'"runs":[7]')
    assert told(b"".join([*lines[:2], again, *lines[3:]])) == (2, "provenance.record_changed")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "log_short"),
        (b"\n", "log_line"),
        (b"[]\n", "log_line"),
        (b"[" * 100_000 + b"\n", "log_line"),
        (b'{"a":' * 100_000 + b"\n", "log_line"),
        (b"\xff\xfe\n", "log_line"),
        (b'{"hash":1e400}\n', "log_line"),
        (b'{"hash":NaN}\n', "log_line"),
        (b'{"hash":%s}\n' % (b"9" * 5000), "log_line"),
        (b'{"hash":"\\ud800"}\n', "log_line"),
        (b'{"hash":null,"record":null,"words":null}\n', "log_line"),
    ],
)
def test_a_hostile_line_is_told_and_does_no_harm(line, code):
    heading = plain({"form": "muse-desktop/log/1", "head": "0" * 64, "records": 1}) + b"\n"
    assert told(heading + line) == (1, f"provenance.{code}")


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        (b"", "log_heading"),
        (b"PK\x03\x04", "log_cut"),
        (b'{"form":"muse-desktop/log/2","head":"x","records":0}\n', "log_newer"),
        (b'{"form":"muse-desktop/log/1","head":"x","records":0}\n', "log_heading"),
        (b'{"form":"muse-desktop/log/1","head":"%s","records":-1}\n' % (b"0" * 64), "log_heading"),
        (b'{"form":"muse-desktop/log/1","head":"%s","records":true}\n' % (b"0" * 64), "log_heading"),
        (b'{"form":"muse-desktop/log/1","form":"x","head":"%s","records":0}\n' % (b"0" * 64), "log_heading"),
    ],
)
def test_a_file_that_is_no_log_is_told(heading, code):
    assert told(heading) == (0, f"provenance.{code}")


def test_a_record_must_have_every_value_of_its_type(written):
    line = as_file(written).splitlines(keepends=True)[2]
    whole = json.loads(line)
    assert parse_line(line).seq == 2
    for name, value in [
        ("seq", "2"), ("seq", True), ("seq", None), ("document", "1"), ("document", False), ("at", 1),
        ("kind", None), ("payload", []), ("content", "f00"), ("content", 3),
    ]:  # fmt: skip
        changed = plain({**whole, "record": {**whole["record"], name: value}}) + b"\n"
        with pytest.raises(ValueError, match=r"^$"):
            parse_line(changed)
