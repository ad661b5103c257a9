"""The signing key: made once, kept where only its writer gets it, and what becomes of it is on record."""

import os
import stat
import threading

import pytest
from sqlalchemy import select

from muse_desktop.errors import MuseError
from muse_desktop.provenance import keys as room
from muse_desktop.provenance import ledger
from muse_desktop.provenance.keys import Keys, SystemSafe, all_keys, current, fits
from muse_desktop.store import tables
from tests.provenance.signing import MemorySafe


def told(store):
    query = select(tables.Event.kind).where(tables.Event.kind.like("key-%")).order_by(tables.Event.seq)
    return store.read(lambda db: list(db.scalars(query)))


def test_a_key_is_made_once_and_found_again(store):
    safe = MemorySafe()
    first = Keys(store, safe).load()
    assert Keys(store, safe).load().fingerprint == first.fingerprint
    kept = store.read(current)
    assert (kept.fingerprint, kept.public, kept.kept_in) == (first.fingerprint, first.public, "keyring")
    assert told(store) == ["key-made"]
    assert fits(kept.public, b"words", first.sign(b"words"))
    assert not fits(kept.public, b"other words", first.sign(b"words"))


def test_a_key_that_is_gone_is_noted_and_another_one_made(store):
    old = Keys(store, MemorySafe()).load()
    new = Keys(store, MemorySafe()).load()
    assert new.fingerprint != old.fingerprint
    assert told(store) == ["key-made", "key-lost", "key-made"]
    first, second = store.read(all_keys)
    assert first.retired_at is not None
    assert second.retired_at is None


def test_another_secret_under_the_same_name_never_signs(store):
    safe = MemorySafe()
    old = Keys(store, safe).load()
    for wrong in (bytes(32), b"", b"short"):
        name = store.read(current).fingerprint
        safe.kept[name] = wrong
        assert Keys(store, safe).load().fingerprint not in (old.fingerprint, name)
    assert told(store) == ["key-made"] + 3 * ["key-lost", "key-made"]


def test_a_keyring_that_is_locked_is_waited_for_and_nothing_is_called_lost(store):
    safe = MemorySafe()
    made = Keys(store, safe).load()
    safe.locked = True
    again = Keys(store, safe)
    with pytest.raises(MuseError) as refused:
        again.load()
    assert refused.value.code == "provenance.key_unreachable"
    safe.locked = False
    assert again.load().fingerprint == made.fingerprint
    assert told(store) == ["key-made"]


def test_a_new_key_on_request_is_vouched_for_by_the_old_one(store):
    safe = MemorySafe()
    keys = Keys(store, safe)
    old = keys.load()
    new = keys.replace()
    assert keys.loaded is new
    assert told(store) == ["key-made", "key-replaced"]
    report, chain = store.read(ledger.walk)
    assert report.ok
    said = chain.keys[-1]
    assert (said.key, said.before) == (new.fingerprint, old.fingerprint)
    assert fits(old.public, room.KEY_DOMAIN + new.fingerprint.encode(), bytes.fromhex(said.signature))


def test_a_writer_may_give_up_a_key_that_cannot_be_reached(store):
    safe = MemorySafe()
    Keys(store, safe).load()
    safe.locked = True
    Keys(store, safe).replace()
    assert told(store) == ["key-made", "key-lost", "key-made"]


class Ring:
    """A keyring of the system."""

    priority = 5

    def __init__(self):
        self.kept = {}
        self.fails = None
        self.waits = None

    def get_password(self, service, name):
        if self.waits:
            self.waits.wait(20)
        if self.fails:
            raise self.fails
        return self.kept.get((service, name))

    def set_password(self, service, name, secret):
        if self.fails:
            raise self.fails
        self.kept[service, name] = secret


@pytest.fixture
def ring(monkeypatch):
    import keyring

    made = Ring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


def test_the_secret_goes_to_the_systems_keyring_and_into_no_file(ring, store, tmp_path):
    safe = SystemSafe(tmp_path / "keys")
    made = Keys(store, safe).load()
    assert list(ring.kept) == [("Muse Desktop record", made.fingerprint)]
    assert Keys(store, safe).load().fingerprint == made.fingerprint
    assert not (tmp_path / "keys").exists()
    secret = bytes.fromhex(next(iter(ring.kept.values())))
    for path in store.paths.root.rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes()
            assert secret.hex().encode() not in path.read_bytes()


def test_without_a_keyring_it_is_a_file_that_only_this_user_reads(store, tmp_path):
    safe = SystemSafe(tmp_path / "keys")
    made = Keys(store, safe).load()
    (path,) = (tmp_path / "keys").iterdir()
    assert path.name == f"{made.fingerprint}.key"
    assert store.read(current).kept_in == "file"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)  # as a careless copy leaves it
        assert Keys(store, safe).load().fingerprint == made.fingerprint
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.unlink()
    assert Keys(store, safe).load().fingerprint != made.fingerprint


def test_a_keyring_that_refuses_the_secret_leaves_it_to_a_file(ring, store, tmp_path):
    ring.fails = RuntimeError("no session")
    Keys(store, SystemSafe(tmp_path / "keys")).load()
    assert store.read(current).kept_in == "file"


@pytest.mark.parametrize("fault", ["fails", "waits", "gone"])
def test_a_keyring_that_does_not_answer_is_not_a_key_that_is_gone(fault, ring, store, tmp_path, monkeypatch):
    safe = SystemSafe(tmp_path / "keys", wait=0.05)
    Keys(store, safe).load()
    stop = threading.Event()
    if fault == "fails":
        ring.fails = OSError("the service went away")
    elif fault == "waits":
        ring.waits = stop
    else:
        monkeypatch.setattr(ring, "priority", 0, raising=False)
    with pytest.raises(MuseError) as refused:
        Keys(store, safe).load()
    stop.set()
    assert refused.value.code == "provenance.key_unreachable"
    assert told(store) == ["key-made"]
