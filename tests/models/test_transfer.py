"""One file from a hub to the disk, whatever the network, the server and the disk do meanwhile."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.models import part as part_module
from muse_desktop.models import transfer_wire
from muse_desktop.models.hub import Hub
from muse_desktop.models.network import NetworkLog
from muse_desktop.models.part import Part
from muse_desktop.models.transfer import Transfer, fetch
from muse_desktop.models.transfer_wire import Patience, tls
from muse_desktop.models.values import WantedFile
from tests.models.hub_server import HubServer, gguf

pytestmark = pytest.mark.loopback
HASTY = Patience(connect_s=2, silent_s=1, tries=3, waits_s=(0.01,), longest_s=2)
REPO, PATH, SIZE = "anna/tide", "tide-Q4.gguf", 1_000_000


class World:
    """A hub with one file, and a folder for it. `wanted`: as the hub's own listing would have it."""

    def __init__(self, server: HubServer, folder: Path) -> None:
        self.server, self.target = server, folder / "models" / "tide.gguf"
        self.repo = server.add(REPO, {PATH: gguf(SIZE)})
        self.file = self.repo.files[PATH]
        self.wanted = WantedFile(PATH, SIZE, self.file.sha256)
        self.log = NetworkLog(folder / "log.jsonl")
        self.token = ""
        self.hub = Hub(server.endpoint, lambda: self.token, self.log)

    @property
    def part(self) -> Path:
        return self.target.with_name(self.target.name + ".part")

    def transfer(self, **values: Any) -> Transfer:
        wanted = values.pop("wanted", self.wanted)
        revision = values.pop("revision", "main")
        return Transfer(self.hub, wanted, REPO, revision, self.target, **{"patience": HASTY, **values})

    def fetch(self, **values: Any) -> str:
        transfer = self.transfer(**values)
        sha256 = transfer.receive()
        transfer.install()
        return sha256

    def refused(self, **values: Any) -> MuseError:
        with pytest.raises(MuseError) as caught:
            self.fetch(**values)
        for language in ("en", "zh"):
            said = caught.value.text(language)
            assert caught.value.code not in said, "not worded"
            assert "{" not in said
        assert not self.target.exists(), "half a file must not look like one"
        return caught.value

    def leave_half(self, count: int = 400_000, **values: Any) -> None:
        """What an app leaves that was killed after so many bytes."""

        def stop(done: int, _total: int) -> None:
            if done >= count:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            self.fetch(progress=stop, **values)
        assert self.part.stat().st_size >= count
        self.server.asked.clear()

    def leaves_nothing(self) -> None:
        assert not list(self.target.parent.iterdir())


_TLS = tls()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(transfer_wire, "tls", lambda: _TLS)  # a tenth of a second each
    with HubServer() as server:
        yield World(server, tmp_path)


def test_a_file_arrives_whole_verified_and_under_its_name_alone(world: World) -> None:
    told: list[tuple[int, int]] = []
    sha256 = fetch(
        world.hub, world.wanted, REPO, "main", world.target, lambda *now: told.append(now), lambda: False
    )
    assert sha256 == world.file.sha256
    assert world.target.read_bytes() == world.file.data
    assert list(world.target.parent.iterdir()) == [world.target]
    assert told[-1] == (SIZE, SIZE)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_small_file_that_the_hub_sends_itself_arrives_too(world: World) -> None:
    world.file.lfs = False
    world.fetch(wanted=WantedFile(PATH))
    assert world.target.read_bytes() == world.file.data


def test_the_commit_is_known_afterwards_though_a_branch_was_asked_for(world: World) -> None:
    transfer = world.transfer()
    transfer.receive()
    assert transfer.commit == world.repo.commit


def test_three_cuts_cost_no_byte_twice(world: World) -> None:
    world.server.cut(200_000, times=3)
    world.fetch()
    assert world.target.read_bytes() == world.file.data
    assert world.server.bytes_sent == SIZE


def test_what_a_killed_app_left_is_hashed_and_not_fetched_again(world: World) -> None:
    world.leave_half()
    there = world.part.stat().st_size
    checks: list[bool] = []
    world.fetch(checking=checks.append)
    assert world.target.read_bytes() == world.file.data
    assert world.server.bytes_sent == SIZE - there
    assert checks == [True, False]


def test_a_part_that_is_all_there_needs_no_connection(world: World) -> None:
    world.transfer().receive()
    world.server.asked.clear()
    world.fetch()
    assert world.target.exists()
    assert world.server.asked == []


def test_an_app_killed_after_the_last_byte_fetches_nothing_more(world: World) -> None:
    for wanted in (world.wanted, WantedFile(PATH)):
        world.leave_half(SIZE, wanted=wanted)
        world.fetch(wanted=wanted)
        assert world.target.read_bytes() == world.file.data
        assert world.server.bytes_sent == 0
        world.target.unlink()


def test_a_file_that_has_arrived_already_needs_no_connection(world: World) -> None:
    world.fetch()
    world.server.asked.clear()
    assert world.fetch() == world.file.sha256
    assert world.server.asked == []


def test_each_new_try_asks_the_hub_for_a_new_link(world: World) -> None:
    world.server.link_seconds = 0.3
    world.server.cut(400_000)
    world.fetch(patience=Patience(tries=3, waits_s=(0.5,)))
    assert [one.server for one in world.server.asked] == ["hub", "cdn"] * 2
    assert world.server.bytes_sent == SIZE


def test_links_that_are_always_too_old_are_said_to_be_so(world: World) -> None:
    world.server.link_seconds = -1
    error = world.refused()
    assert error.code == "models.link_refused"
    assert len(world.server.asked) == 2 * HASTY.tries


def test_a_server_that_knows_no_ranges_is_read_past_what_is_there(world: World) -> None:
    world.leave_half()
    world.server.ignores_range = True
    world.server.cut(100_000)  # shorter than what is there: must not cost it
    world.fetch()
    assert world.target.read_bytes() == world.file.data
    assert world.server.bytes_sent == SIZE + 100_000


# Who gets the token


def test_a_redirect_to_another_host_never_carries_the_token(world: World) -> None:
    world.token = "hf_good"
    world.repo.gated, world.repo.accepted = "manual", {"hf_good"}
    world.server.cut(200_000)
    world.fetch()
    seen = [(one.server, "authorization" in one.headers) for one in world.server.asked]
    assert seen == [("hub", True), ("cdn", False)] * 2
    assert "hf_good" not in (world.target.parent.parent / "log.jsonl").read_text()


@pytest.mark.parametrize(
    "address",
    ["http://192.0.2.1/", "ftp://127.0.0.1/", "file:///etc/passwd", "http://u:p@127.0.0.1/", "http://[", ""],
)
def test_a_redirect_to_where_nobody_should_go_is_refused(world: World, address: str) -> None:
    world.server.redirect(address, times=9)
    assert world.refused().code == "models.hub_strange"
    assert len(world.server.asked) == 1


def test_redirects_in_circles_end(world: World) -> None:
    world.server.redirect(f"/{REPO}/resolve/main/{PATH}", times=50)
    assert world.refused().code == "models.hub_strange"
    assert len(world.server.asked) < 10


# Another file than the one wanted


def test_a_wrong_hash_is_refused_and_the_part_removed(world: World) -> None:
    world.server.spoil(REPO, PATH, gguf(SIZE, seed=2))
    assert world.refused().code == "models.wrong_hash"
    world.leaves_nothing()


def test_without_a_hash_from_the_listing_the_one_the_hub_sends_along_is_held_to(world: World) -> None:
    world.server.spoil(REPO, PATH, gguf(SIZE, seed=2))
    assert world.refused(wanted=WantedFile(PATH)).code == "models.wrong_hash"


def test_one_wrong_byte_in_a_part_from_yesterday_is_found(world: World) -> None:
    world.leave_half()
    with world.part.open("r+b") as file:
        file.seek(1000)
        file.write(b"!")
    assert world.refused().code == "models.wrong_hash"
    world.leaves_nothing()


def test_a_file_that_was_replaced_on_the_hub_is_not_taken_for_the_one_chosen(world: World) -> None:
    world.server.change(REPO, PATH, gguf(SIZE, seed=2))
    assert world.refused().code == "models.changed_there"
    assert world.server.bytes_sent == 0, "the hub says beforehand that it is another"
    world.fetch(revision=next(iter(world.repo.versions)))  # the commit it was chosen at


@pytest.mark.parametrize("marked", [True, False], ids=["marked by the hub", "marked by its sender"])
def test_a_file_that_changes_between_two_tries_begins_anew(world: World, marked: bool) -> None:
    world.server.lfs_headers = marked
    world.leave_half(wanted=WantedFile(PATH))
    other = gguf(SIZE + 5, seed=2)
    world.server.change(REPO, PATH, other)
    world.fetch(wanted=WantedFile(PATH))
    assert world.target.read_bytes() == other
    if not marked:  # the server was told what we have, and sent all of the new file at once
        assert [one.status for one in world.server.asked] == [302, 200]


def test_a_file_that_changes_all_the_time_is_given_up(world: World) -> None:
    def change(done: int, _total: int) -> None:
        if done >= 300_000:
            world.server.change(REPO, PATH, gguf(SIZE, seed=len(world.repo.versions) + 1))

    world.server.cut(350_000, times=50)
    error = world.refused(wanted=WantedFile(PATH), progress=change)
    assert error.code == "models.changed_there"


@pytest.mark.parametrize("said", [SIZE - 10, SIZE + 10])
def test_a_size_that_lies_is_refused(world: World, said: int) -> None:
    world.server.says_size = said
    for wanted in (world.wanted, WantedFile(PATH)):
        error = world.refused(wanted=wanted)
        assert error.code == "models.wrong_size"
        world.leaves_nothing()


def test_a_listing_that_lies_about_the_size_is_refused(world: World) -> None:
    error = world.refused(wanted=WantedFile(PATH, SIZE - 1, world.file.sha256))
    assert (error.code, error.values["told"], error.values["came"]) == ("models.wrong_size", SIZE - 1, SIZE)
    world.leaves_nothing()


def test_a_part_that_is_longer_than_the_file_is_begun_anew(world: World) -> None:
    world.target.parent.mkdir()
    world.part.write_bytes(gguf(SIZE + 77))
    world.fetch()
    assert world.target.read_bytes() == world.file.data


@pytest.mark.parametrize("where", ["resolve", "cdn"])
def test_a_login_page_in_place_of_the_file_is_refused(world: World, where: str) -> None:
    world.server.page(where=where)
    assert world.refused().code == "models.not_the_file"
    world.leaves_nothing()


@pytest.mark.parametrize("where", ["resolve", "cdn"])
def test_a_login_page_in_the_middle_costs_nothing_of_what_is_there(world: World, where: str) -> None:
    world.leave_half()
    there = world.part.stat().st_size
    world.server.page(where=where)
    assert world.refused().code == "models.not_the_file"
    assert world.part.stat().st_size == there
    world.fetch()
    assert world.server.bytes_sent == SIZE - there


def test_a_text_that_is_called_gguf_is_refused_at_its_first_bytes(world: World) -> None:
    world.server.add(REPO, {PATH: b"Once upon a time " * 100_000})
    world.server.slow(1e6)
    assert world.refused(wanted=WantedFile(PATH)).code == "models.not_the_file"
    assert world.server.bytes_sent < SIZE, "not after all of it"
    world.leaves_nothing()


# What hubs answer


def _gate(world: World) -> None:
    world.repo.gated = "auto"


def _gate_for_a_stranger(world: World) -> None:
    world.repo.gated, world.token = "manual", "hf_good"


def _bad_token(world: World) -> None:
    world.token = "hf_wrong"


ANSWERS: list[tuple[Callable[[World], None], str, int]] = [
    (lambda world: world.server.repos.clear(), "models.hub_not_found", 1),
    (lambda world: world.repo.files.pop(PATH) and None, "models.hub_not_found", 1),
    (_gate, "models.hub_sign_in", 1),
    (_gate_for_a_stranger, "models.hub_forbidden", 1),
    (_bad_token, "models.hub_token_refused", 1),
    (lambda world: world.server.status(429, 9), "models.hub_busy", HASTY.tries),
    (lambda world: world.server.status(429, 9, {"Retry-After": "3600"}), "models.hub_busy", 1),
    (lambda world: world.server.status(500, 9), "models.hub_down", HASTY.tries),
    (lambda world: world.server.status(503, 9), "models.hub_down", HASTY.tries),
    (lambda world: world.server.status(418, 9), "models.hub_strange", 1),
    (lambda world: world.server.hang_up(9), "models.hub_unreachable", HASTY.tries),
]


@pytest.mark.parametrize(("prepare", "code", "asked"), ANSWERS)
def test_what_the_hub_answers_is_said_plainly(
    world: World, prepare: Callable[[World], None], code: str, asked: int
) -> None:
    prepare(world)
    assert world.refused().code == code
    assert len(world.server.asked) == asked
    world.leaves_nothing()


def test_a_hub_that_is_busy_for_a_moment_is_waited_for_as_long_as_it_asks(world: World) -> None:
    world.server.status(429, headers={"Retry-After": "1"})
    world.server.status(502)
    begun = time.monotonic()
    world.fetch()
    assert 1 <= time.monotonic() - begun < 6


def test_a_hub_that_is_not_there_is_said_so(world: World) -> None:
    world.server.__exit__()
    assert world.refused().code == "models.hub_unreachable"


def test_a_connection_that_always_breaks_keeps_what_came(world: World) -> None:
    world.leave_half()
    there = world.part.stat().st_size
    world.server.hang_up(9)
    assert world.refused().code == "models.cut_off"
    assert world.part.stat().st_size == there


def test_a_server_that_falls_silent_is_tried_again(world: World) -> None:
    world.server.stall()
    world.fetch(patience=Patience(silent_s=0.3, waits_s=(0.01,)))
    assert world.target.exists()


@pytest.mark.parametrize("where", ["resolve", "cdn"])
def test_a_silent_server_does_not_hold_up_a_writer_who_cancels(world: World, where: str) -> None:
    world.server.stall(where=where)
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(CancelledError):
        world.fetch(cancelled=stop.is_set, patience=Patience(silent_s=20))
    assert time.monotonic() - begun < 2


def test_a_proxy_of_the_environment_is_used_and_named_in_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", world.server.cdn.replace("//", "//me:secret@"))
    monkeypatch.setenv("no_proxy", "")
    world.fetch()
    assert {one.server for one in world.server.asked} == {"cdn"}, "all through the one that plays the proxy"
    for line in world.log.entries():
        assert line.host.endswith(f" (proxy {world.server.cdn[7:]})")
        assert "secret" not in line.host


def test_a_proxy_that_cannot_be_used_is_said_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "gopher://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    assert world.refused().code == "models.proxy_unusable"


def test_every_connection_is_on_the_network_log(world: World) -> None:
    world.server.cut(300_000)
    world.fetch()
    told = [(one.why, one.status, one.received, one.error) for one in reversed(world.log.entries())]
    assert told == [
        ("download", 302, 0, ""),
        ("download", 200, 300_000, "models.cut_off"),
        ("download", 302, 0, ""),
        ("download", 206, SIZE - 300_000, ""),
    ]
    hosts = {one.host for one in world.log.entries()}
    assert hosts == {world.server.endpoint[7:], world.server.cdn[7:]}
    assert {one.what for one in world.log.entries()} == {f"{REPO}/{PATH}"}


# The disk


def test_a_disk_without_room_is_said_before_anything_is_fetched(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_module.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 5, 5))
    error = world.refused()
    assert error.code == "models.no_space"
    assert world.server.asked == []
    world.leaves_nothing()


class _SmallDisk:
    """A file on a disk that takes so many bytes more, and half a block at its end, as real ones do."""

    def __init__(self, file: Any, room: int, code: int) -> None:
        self.file, self.room, self.code = file, room, code

    def write(self, data: bytes) -> int:
        if self.room == 0:
            raise OSError(self.code, os.strerror(self.code))
        count = self.file.write(data[: self.room])
        self.room -= count
        return count

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "models.disk_full"),
        (errno.EDQUOT, "models.disk_full"),
        (errno.EFBIG, "models.file_limit"),
        (errno.EIO, "models.cannot_write"),
    ],
)
def test_a_disk_that_fills_up_keeps_what_came_and_goes_on_later(
    world: World, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    enter = Part.__enter__

    def small(self: Part) -> Part:
        enter(self)
        self._file = _SmallDisk(self._file, 300_001, number)
        return self

    monkeypatch.setattr(Part, "__enter__", small)
    assert world.refused().code == code
    assert world.part.stat().st_size == 300_001
    monkeypatch.undo()
    world.server.asked.clear()
    world.fetch()
    assert world.target.read_bytes() == world.file.data
    assert world.server.bytes_sent == SIZE - 300_001


def test_a_disk_that_takes_little_at_a_time_gets_all_of_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter = Part.__enter__

    class Slow(_SmallDisk):
        def write(self, data: bytes) -> int:
            return int(self.file.write(data[:10_001]))

    def slow(self: Part) -> Part:
        enter(self)
        self._file = Slow(self._file, 0, 0)
        return self

    monkeypatch.setattr(Part, "__enter__", slow)
    world.fetch()
    assert world.target.read_bytes() == world.file.data


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
def test_a_real_limit_of_the_system_is_said_plainly_too(world: World) -> None:
    code = f"""
import resource, sys
from pathlib import Path
from muse_desktop.errors import MuseError
from muse_desktop.models.hub import Hub
from muse_desktop.models.network import NetworkLog
from muse_desktop.models.transfer import fetch
from muse_desktop.models.values import WantedFile
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
target = Path({str(world.target)!r})
hub = Hub({world.server.endpoint!r}, lambda: "", NetworkLog(target.with_name("log")))
try:
    fetch(hub, WantedFile({PATH!r}, {SIZE}, {world.file.sha256!r}), {REPO!r}, "main", target)
except MuseError as error:
    print(error.code)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "models.file_limit"
    assert world.part.stat().st_size == 500_000
    world.fetch()
    assert world.target.read_bytes() == world.file.data


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="needs a folder that refuses")
def test_a_folder_that_may_not_be_written_is_said_so(world: World) -> None:
    world.target.parent.mkdir()
    world.target.parent.chmod(0o500)
    assert world.refused().code == "models.cannot_write"
    world.target.parent.chmod(0o700)


def test_a_folder_in_the_place_of_the_part_is_said_so(world: World) -> None:
    world.part.mkdir(parents=True)
    assert world.refused().code == "models.cannot_write"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_in_the_place_of_the_part_is_not_written_through(world: World, tmp_path: Path) -> None:
    precious = tmp_path / "novel.txt"
    precious.write_text("mine")
    world.target.parent.mkdir()
    world.part.symlink_to(precious)
    world.fetch()
    assert precious.read_text() == "mine"
    assert world.target.read_bytes() == world.file.data


@pytest.mark.parametrize(
    "note",
    [b"", b"{", b"[1]", b'{"etag": 7}', b'{"size": -5}', b'{"size": 9999999999999999}', b"\xff", b"[" * 9999],
)
def test_a_broken_note_costs_nothing_where_the_hash_is_known(world: World, note: bytes) -> None:
    world.leave_half()
    there = world.part.stat().st_size
    world.part.with_name(world.part.name + ".json").write_bytes(note)
    world.fetch()
    assert world.target.read_bytes() == world.file.data
    assert world.server.bytes_sent == SIZE - there


def test_two_windows_do_not_write_into_one_part(world: World) -> None:
    world.target.parent.mkdir()
    with Part(world.target) as held:
        held.write(b"GGUF")
        assert world.refused().code == "models.busy_elsewhere"
    world.fetch()
    assert world.target.read_bytes() == world.file.data
