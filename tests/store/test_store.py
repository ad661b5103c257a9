import gc
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from sqlalchemy import select, text

from muse_desktop.errors import MuseError
from muse_desktop.store import connect, faults, health, lock, schema
from muse_desktop.store import store as store_module
from muse_desktop.store.clock import now, parse
from muse_desktop.store.packing import pack_tokens, unpack_tokens
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Project


def add_project(title):
    def work(db):
        project = Project(title=title, created_at=now())
        db.add(project)
        db.flush()
        return project.id

    return work


def titles(store):
    return store.read(lambda db: list(db.scalars(select(Project.title).order_by(Project.id))))


def in_child(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "workspace"


@pytest.fixture
def written(folder):
    """A closed workspace with one project in it."""
    with Store.open(folder) as store:
        store.write(add_project("Novel")).result()
    return folder


def refusal(folder, mode="own"):
    with pytest.raises(MuseError) as refused:
        Store.open(folder, mode)
    return refused.value


def test_what_is_written_is_there_after_closing_and_opening(written):
    with Store.open(written) as store:
        assert titles(store) == ["Novel"]


def test_the_writer_writes_in_order_on_one_thread_and_readers_read_on_theirs(folder):
    with Store.open(folder) as store:
        threads = {store.write(lambda db: threading.get_ident()).result() for _ in range(3)}
        assert threads != {threading.get_ident()}
        assert len(threads) == 1
        assert store.read(lambda db: threading.get_ident()) == threading.get_ident()
        for number in range(20):
            store.write(add_project(str(number)))
        store.write(lambda db: None).result()
        assert titles(store) == [str(number) for number in range(20)]


def test_a_write_that_raises_leaves_nothing_behind(folder):
    def half(db):
        add_project("half")(db)
        raise LookupError("a bug")

    with Store.open(folder) as store:
        with pytest.raises(LookupError):
            store.write(half).result()
        assert titles(store) == []
        store.write(add_project("whole")).result()
        assert titles(store) == ["whole"]


def test_a_reader_sees_one_state_while_the_writer_goes_on(folder):
    with Store.open(folder) as store:

        def look_twice(db):
            first = len(db.scalars(select(Project)).all())
            store.write(add_project("meanwhile")).result()
            return first, len(db.scalars(select(Project)).all())

        assert store.read(look_twice) == (0, 0)
        assert titles(store) == ["meanwhile"]


def test_a_read_cannot_write(folder):
    with Store.open(folder) as store, pytest.raises(MuseError) as refused:
        store.read(add_project("sneaky"))
    assert refused.value.code == "store.read_only"


def test_the_database_is_as_safe_as_promised(folder):
    with Store.open(folder) as store:

        def pragmas(db):
            names = ("journal_mode", "synchronous", "foreign_keys")
            return [db.execute(text(f"PRAGMA {name}")).scalar() for name in names]

        assert store.write(pragmas).result() == ["wal", 2, 1]


def test_a_second_owner_is_refused_and_told_who_has_it(folder):
    with Store.open(folder):
        told = refusal(folder)
        assert (told.code, told.values["pid"]) == ("store.in_use", os.getpid())
    Store.open(folder).close()


def test_a_command_reads_beside_the_owner_and_cannot_write(folder):
    with Store.open(folder) as store:
        store.write(add_project("one")).result()
        with Store.open(folder, "read") as beside:
            assert titles(beside) == ["one"]
            store.write(add_project("two")).result()
            assert titles(beside) == ["one", "two"]
            with pytest.raises(MuseError) as refused:
                beside.write(add_project("three"))
            assert refused.value.code == "store.reading"
    assert not (folder / "workspace.lock").exists()


def test_after_closing_nothing_can_be_written(folder):
    store = Store.open(folder)
    store.close()
    store.close()
    with pytest.raises(MuseError) as refused:
        store.write(add_project("late"))
    assert refused.value.code == "store.closed"


OWNER = """
import sys, time
from pathlib import Path
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Project
store = Store.open(Path(sys.argv[1]))
store.write(lambda db: db.add(Project(title="committed", created_at=""))).result()
print("ready", flush=True)
def never(db):
    db.add(Project(title="never", created_at=""))
    db.flush()
    print("in", flush=True)
    time.sleep(60)
store.write(never).result()
"""


def killed_owner(folder):
    child = in_child(OWNER, folder)
    with child:
        assert child.stdout.readline() == "ready\n", child.stderr.read()
        assert child.stdout.readline() == "in\n"
        assert refusal(folder).values["pid"] == child.pid
        child.send_signal(signal.SIGKILL)
    return child.pid


def test_a_killed_owner_loses_nothing_it_had_committed_and_its_lock_is_stale(folder):
    killed_owner(folder)
    assert (folder / "workspace.lock").exists()
    assert (folder / "muse.db-wal").stat().st_size > 0
    with Store.open(folder, "read") as store:
        assert titles(store) == ["committed"]
    with Store.open(folder) as store:
        assert titles(store) == ["committed"]


def test_a_lock_whose_pid_was_given_to_another_process_is_stale(written):
    own = lock.Owner(os.getpid(), "long ago", lock.socket.gethostname(), now())
    (written / "workspace.lock").write_bytes(lock.msgspec.json.encode(own))
    Store.open(written).close()


def test_a_lock_of_another_machine_is_respected_and_a_broken_one_is_not(written):
    other = lock.Owner(1, "x", "another-machine", now())
    (written / "workspace.lock").write_bytes(lock.msgspec.json.encode(other))
    assert refusal(written).values["host"] == "another-machine"
    (written / "workspace.lock").write_bytes(b'{"pid": 1')
    Store.open(written).close()


def test_of_many_that_start_together_over_a_stale_lock_one_wins(written):
    stale = lock.Owner(2**22 + 1, "x", lock.socket.gethostname(), now())
    (written / "workspace.lock").write_bytes(lock.msgspec.json.encode(stale))
    outcomes, stores = [], []
    barrier = threading.Barrier(8)

    def start():
        barrier.wait()
        try:
            stores.append(lock.WorkspaceLock.take(written / "workspace.lock"))
        except MuseError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(stores), outcomes) == (1, ["store.in_use"] * 7)
    stores[0].release()


def test_a_newer_workspace_is_refused_and_not_a_byte_of_it_changes(written):
    with closing(sqlite3.connect(written / "muse.db")) as connection:
        connection.execute(f"PRAGMA user_version={schema.VERSION + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = (written / "muse.db").read_bytes()
    for mode in ("own", "read"):
        told = refusal(written, mode)
        assert (told.code, told.values["found"]) == ("store.newer", schema.VERSION + 1)
    assert (written / "muse.db").read_bytes() == before
    assert not (written / "workspace.lock").exists()


def test_a_newer_version_that_is_still_in_the_log_is_seen(written, tmp_path):
    connection = sqlite3.connect(written / "muse.db")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    copy = tmp_path / "copy"
    shutil.copytree(written, copy, ignore=shutil.ignore_patterns("*-shm"))
    connection.close()
    before = (copy / "muse.db").read_bytes()
    assert refusal(copy).code == "store.newer"
    assert (copy / "muse.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all", b"x" * 5000])
def test_a_file_that_is_no_database_is_refused_and_kept(folder, content):
    folder.mkdir()
    (folder / "muse.db").write_bytes(content)
    for mode in ("own", "read"):
        assert refusal(folder, mode).code == "store.damaged"
    assert (folder / "muse.db").read_bytes() == content


def test_another_programs_database_is_refused_and_kept(folder):
    folder.mkdir()
    with closing(sqlite3.connect(folder / "muse.db")) as connection:
        connection.execute("CREATE TABLE recipes (id)")
    assert refusal(folder).code == "store.not_ours"


def test_a_damaged_page_is_reported_as_damage(written):
    with (written / "muse.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 60)

    def open_and_look():
        with Store.open(written) as store:
            store.read(lambda db: db.execute(text("SELECT * FROM project, event, document")).all())

    with pytest.raises(MuseError) as refused:
        open_and_look()
    assert refused.value.code == "store.damaged"


def test_an_empty_file_left_by_a_kill_at_the_very_start_becomes_a_workspace(folder):
    folder.mkdir()
    (folder / "muse.db").touch()
    Store.open(folder).close()
    with Store.open(folder) as store:
        assert titles(store) == []


@pytest.mark.parametrize("empty", [True, False])
def test_a_database_that_vanished_beside_its_backups_is_not_replaced_by_a_new_one(written, empty):
    Store.open(written).close()
    assert list((written / "backups").iterdir())
    for path in written.glob("muse.db*"):
        path.unlink()
    if empty:
        (written / "muse.db").touch()
    for mode in ("own", "read"):
        with pytest.raises(MuseError) as refused:
            Store.open(written, mode)
        assert refused.value.code == "store.lost"
    assert not (written / "workspace.lock").exists()
    assert (written / "muse.db").exists() == empty


def test_a_workspace_made_while_we_waited_for_its_lock_is_opened_and_not_made_again(folder, monkeypatch):
    take = lock.WorkspaceLock.take

    def after_another(path):
        monkeypatch.setattr(lock.WorkspaceLock, "take", take)
        with Store.open(folder) as first:
            first.write(add_project("first")).result()
        return take(path)

    monkeypatch.setattr(lock.WorkspaceLock, "take", after_another)
    with Store.open(folder) as second:
        assert titles(second) == ["first"]


def test_a_database_one_may_not_read_is_not_called_unwritable(written, monkeypatch):
    def forbidden(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(schema, "version_of", forbidden)
    with pytest.raises(MuseError) as refused:
        Store.open(written, "read")
    assert refused.value.code == "store.cannot_open"


def test_a_disk_without_room_for_the_logs_index_can_still_be_read_and_is_called_full(written, monkeypatch):
    def no_room(_path):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        raise error

    for module in (connect, store_module):
        monkeypatch.setattr(module, "connect_reader", no_room)
    with Store.open(written, "read") as store:
        assert titles(store) == ["Novel"]
    monkeypatch.setattr(faults.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(MuseError) as refused, faults.worded(written):
        no_room(written)
    assert refused.value.code == "store.disk_full"


def test_there_is_nothing_to_read_in_a_folder_without_a_workspace(folder):
    assert refusal(folder, "read").code == "store.missing"
    assert not folder.exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    assert refusal(tmp_path / "file" / "workspace").code == "store.cannot_open"


def test_a_full_disk_refuses_the_write_keeps_what_was_there_and_recovers(written):
    def big(db):
        db.add(Project(title="x" * 3_000_000, created_at=""))

    with Store.open(written) as store:
        size = store.write(lambda db: db.execute(text("PRAGMA page_count")).scalar()).result()
        store.write(lambda db: db.execute(text(f"PRAGMA max_page_count={size + 5}")).scalar()).result()
        for _ in range(2):
            with pytest.raises(MuseError) as refused:
                store.write(big).result()
            assert refused.value.code == "store.disk_full"
        assert titles(store) == ["Novel"]
        store.write(lambda db: db.execute(text("PRAGMA max_page_count=1000000")).scalar()).result()
        store.write(big).result()
        assert len(titles(store)) == 2


READ_ONLY = """
import ctypes, os, sys
if sys.platform == "linux" and os.getuid() == 0:  # the superuser obeys no mode bits until it gives that up
    header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, none) == 0
from pathlib import Path
from sqlalchemy import select
from muse_desktop.errors import MuseError
from muse_desktop.store.store import Store
from muse_desktop.store.tables.manuscript import Project
try:
    Store.open(Path(sys.argv[1])).close()
    print("opened")
except MuseError as error:
    print(error.code)
with Store.open(Path(sys.argv[1]), "read") as store:
    print(store.read(lambda db: list(db.scalars(select(Project.title)))))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no mode bits")
@pytest.mark.parametrize("killed", [False, True])
def test_a_read_only_folder_is_named_for_owners_and_still_read(tmp_path_factory, killed):
    folder = tmp_path_factory.mktemp("readonly") / "workspace"
    if killed:
        killed_owner(folder)
        (folder / "muse.db-shm").unlink()
    else:
        with Store.open(folder) as store:
            store.write(add_project("committed")).result()
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    try:
        with in_child(READ_ONLY, folder) as child:
            told, errors = child.communicate(timeout=60)
    finally:
        folder.chmod(0o755)
    assert told.splitlines() == ["store.read_only", "['committed']"], errors


def test_every_refusal_is_worded_in_both_languages_and_says_what_to_do():
    import tomllib

    from muse_desktop.paths import resource

    names = ("folder", "file", "reason", "pid", "host", "lock", "found", "known", "seconds")
    values = dict.fromkeys(names, "7")
    worded = tomllib.loads(resource("translations", "messages", "store.toml").read_text("utf-8"))
    for code, sentences in worded.items():
        for language in ("en", "zh"):
            told = MuseError(f"store.{code}", **values).text(language)
            assert told == sentences[language].format(**values), code
            assert "{" not in told


def test_health_counts_rows_and_finds_dangling_references(written):
    with Store.open(written) as store:
        told = health.check(store)
        assert (told.ok, told.rows["project"], told.schema) == (True, 1, schema.VERSION)
    with closing(sqlite3.connect(written / "muse.db")) as connection, connection:
        connection.execute(
            "INSERT INTO candidate"
            " (generation_id, position, seed, text, tokens, stop_reason, accepted, updated_at)"
            " VALUES (99, 0, 0, '', '', '', '[]', '')"
        )
    with Store.open(written) as store:
        told = health.check(store)
    assert not told.ok
    assert "candidate" in told.problems[0]


def test_opening_imports_no_alembic_and_is_quick(written):
    code = (
        "import sys, time, json; from pathlib import Path; from muse_desktop.store.store import Store;"
        "t = time.perf_counter(); s = Store.open(Path(sys.argv[1])); took = time.perf_counter() - t;"
        "s.close();"
        "print(json.dumps(['alembic' in sys.modules, took]))"
    )
    with in_child(code, written) as child:
        told, errors = child.communicate(timeout=60)
    loaded, took = json.loads(told or errors)
    assert not loaded
    assert took < 1.0


def test_no_connection_is_left_open(folder, recwarn):
    with Store.open(folder) as store:
        store.write(add_project("x")).result()
        titles(store)
    gc.collect()
    assert not [warning for warning in recwarn if warning.category is ResourceWarning]
    assert sorted(path.name for path in folder.iterdir()) == ["muse.db"]


def test_times_are_utc_with_milliseconds():
    stamp = now()
    assert len(stamp) == 24
    assert stamp.endswith("Z")
    assert abs(parse(stamp).timestamp() - time.time()) < 5


def test_tokens_come_back():
    assert unpack_tokens(pack_tokens([0, 5, 2**32 - 1])) == (0, 5, 2**32 - 1)
