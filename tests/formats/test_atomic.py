"""A file is written whole or not at all; what was there stays when anything fails, the second time too."""

import errno
import os
import stat
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.formats import atomic
from muse_desktop.formats.atomic import write_bytes, write_pieces
from muse_desktop.formats.write import write_json

ROOT = os.name == "posix" and os.geteuid() == 0


def refusal(path: Path) -> MuseError:
    with pytest.raises(MuseError) as caught:
        write_bytes(path, b"new")
    assert caught.value.code not in str(caught.value)  # worded
    assert caught.value.text("zh") != str(caught.value)
    return caught.value


def test_a_file_is_written_and_written_over(tmp_path):
    path = tmp_path / "诗.txt"
    write_bytes(path, b"old")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


FAULTS = [
    ("_write_through", OSError(errno.ENOSPC, "No space left on device"), "formats.disk_full"),
    ("_write_through", OSError(errno.EDQUOT, "Quota exceeded"), "formats.disk_full"),
    ("_write_through", OSError(errno.EIO, "Input/output error"), "formats.write_failed"),
    ("_write_through", PermissionError(errno.EACCES, "Permission denied"), "formats.no_permission"),
    ("_write_through", OSError(errno.EROFS, "Read-only file system"), "formats.no_permission"),
]


def test_pieces_are_written_together_or_not_at_all(tmp_path):
    path = tmp_path / "data.jsonl"
    write_pieces(path, iter([b"one\n", b"two\n"]))
    assert path.read_bytes() == b"one\ntwo\n"

    def broken():
        yield b"three\n"
        raise MuseError("library.gone", item=3)

    with pytest.raises(MuseError):
        write_pieces(path, broken())
    assert path.read_bytes() == b"one\ntwo\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("where", "fault", "code"), FAULTS)
def test_a_failure_while_writing_leaves_the_old_file_alone_twice(tmp_path, monkeypatch, where, fault, code):
    path = tmp_path / "draft.md"
    path.write_bytes(b"old")

    def fail(temporary, pieces):
        temporary.write_bytes(b"".join(pieces)[:1])  # half of it is on the disk already
        raise fault

    monkeypatch.setattr(atomic, where, fail)
    for _ in range(2):
        assert refusal(path).code == code
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]


def test_a_failure_while_replacing_leaves_the_old_file_alone_twice(tmp_path, monkeypatch):
    path = tmp_path / "draft.md"
    path.write_bytes(b"old")

    def held(self, target):
        raise PermissionError(errno.EACCES, "another program has it open")

    monkeypatch.setattr(Path, "replace", held)
    for _ in range(2):
        assert refusal(path).code == "formats.no_permission"
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="a real full disk is made with RLIMIT_FSIZE, which is POSIX")
def test_a_disk_that_is_really_full_is_said_to_be_full(tmp_path):
    import resource
    import signal

    path = tmp_path / "draft.md"
    path.write_bytes(b"old")
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
        with pytest.raises(MuseError) as caught:
            write_bytes(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.code == "formats.disk_full"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_and_a_file_in_place_of_one_are_named(tmp_path):
    assert refusal(tmp_path / "none" / "draft.md").code == "formats.no_folder"
    (tmp_path / "file").write_bytes(b"")
    assert refusal(tmp_path / "file" / "draft.md").code == "formats.no_folder"


def test_a_folder_is_no_file(tmp_path):
    assert refusal(tmp_path).code == "formats.is_folder"


@pytest.mark.skipif(ROOT, reason="nothing is protected from root")
def test_a_protected_file_is_not_replaced(tmp_path):
    path = tmp_path / "draft.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert refusal(path).code == "formats.no_permission"


def test_a_protected_file_is_not_replaced_whoever_asks(tmp_path, monkeypatch):
    path = tmp_path / "draft.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refusal(path).code == "formats.no_permission"
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX")
def test_permissions_of_a_file_stay_and_a_new_one_follows_the_umask(tmp_path):
    kept, new = tmp_path / "kept.md", tmp_path / "new.md"
    kept.write_bytes(b"old")
    kept.chmod(0o640)
    write_bytes(kept, b"new")
    write_bytes(new, b"new")
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert new.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(os.name != "posix", reason="links need no privilege on POSIX alone")
def test_a_link_stays_a_link_and_its_file_is_written(tmp_path):
    target, link = tmp_path / "real.md", tmp_path / "link.md"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="links need no privilege on POSIX alone")
def test_a_link_to_itself_becomes_the_file(tmp_path):
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    write_bytes(tmp_path / "loop.md", b"new")
    assert (tmp_path / "loop.md").read_bytes() == b"new"


def test_a_folder_that_cannot_be_synced_does_not_undo_what_was_written(tmp_path, monkeypatch):
    real = os.fsync
    calls = []

    def fsync(handle):
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(errno.EINVAL, "not here")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_bytes(tmp_path / "draft.md", b"new")
    assert (tmp_path / "draft.md").read_bytes() == b"new"


def test_json_is_written_so_that_a_person_can_read_it(tmp_path):
    write_json(tmp_path / "origins.json", {"title": "诗", "spans": [1, 2]})
    text = (tmp_path / "origins.json").read_text("utf-8")
    assert '"title": "诗"' in text
    assert text.count("\n") > 3
