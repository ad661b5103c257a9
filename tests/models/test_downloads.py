"""The list of downloads: who runs, who waits, what a restart and a hostile file make of it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.models import transfer_wire
from muse_desktop.models.downloads import AT_ONCE, Downloads
from muse_desktop.models.downloads_file import file_name, safe_name
from muse_desktop.models.hub import Hub
from muse_desktop.models.network import NetworkLog
from muse_desktop.models.transfer_wire import Patience, tls
from muse_desktop.models.values import Download, Wanted, WantedFile
from tests.models.hub_server import HubServer, gguf

pytestmark = pytest.mark.loopback
HASTY = Patience(connect_s=2, silent_s=1, tries=3, waits_s=(0.01,), longest_s=2)
SIZE = 600_000
_TLS = tls()


class Desk:
    """A hub with models a/0, a/1, …, and a writer's downloads. Only `patient` ones wait long."""

    def __init__(self, server: HubServer, folder: Path) -> None:
        self.server, self.folder = server, folder / "models"
        for number in range(4):
            server.add(f"a/{number}", {"tide.gguf": gguf(SIZE, seed=number)})
        self.log = NetworkLog(folder / "log.jsonl")
        self.downloads = self.open()

    def open(self) -> Downloads:
        self.downloads = Downloads(self.folder, self.hub, self.log, HASTY)
        return self.downloads

    def again(self) -> Downloads:
        """The app ends and starts."""
        self.downloads.close()
        return self.open()

    def hub(self) -> Hub:
        return Hub(self.server.endpoint, lambda: "", self.log)

    def wanted(self, number: int, path: str = "tide.gguf") -> Wanted:
        repo = self.server.repos[f"a/{number}"]
        file = repo.files[path]
        return Wanted(
            name=f"Tide {number}", repo=repo.id, revision=repo.commit, licence="apache-2.0", tasks=("prose",),
            files=(WantedFile(path, file.size, file.sha256),),
        )  # fmt: skip

    def states(self) -> list[str]:
        return [one.state for one in self.downloads.all()]

    def until(self, *states: str) -> tuple[Download, ...]:
        wait(lambda: self.states() == list(states), lambda: self.downloads.all())
        return self.downloads.all()

    def files(self) -> set[str]:
        return {
            str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file()
        } - {"downloads.json"}

    @property
    def record(self) -> Path:
        return self.folder / "downloads.json"


def wait(true: Callable[[], bool], told: Callable[[], object] = lambda: "") -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, told()
        time.sleep(0.01)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(transfer_wire, "tls", lambda: _TLS)  # a tenth of a second each
    with HubServer() as server:
        desk = Desk(server, tmp_path)
        yield desk
        desk.downloads.close()


def test_a_model_arrives_in_its_own_folder_with_a_note_of_where_it_is_from(desk: Desk) -> None:
    done: list[tuple[Download, Path]] = []
    desk.downloads.on_done.append(lambda download, path: done.append((download, path)))
    added = desk.downloads.add(desk.wanted(1))
    (now,) = desk.until("done")
    assert (now.id, now.done, now.bytes, now.code) == (added.id, SIZE, SIZE, "")
    assert desk.files() == {"a__1/tide.gguf", "a__1/tide.gguf.muse.json"}
    wait(lambda: bool(done))
    assert done == [(now, desk.folder / "a__1" / "tide.gguf")]
    assert now.path == str(done[0][1])
    note = json.loads((desk.folder / "a__1" / "tide.gguf.muse.json").read_text())
    assert note.pop("downloaded_at").endswith("Z")
    assert note == {
        "repo": "a/1", "revision": desk.server.repos["a/1"].commit, "licence": "apache-2.0",
        "sha256": desk.server.repos["a/1"].files["tide.gguf"].sha256, "tasks": ["prose"], "name": "Tide 1",
    }  # fmt: skip


def test_two_run_at_once_and_the_third_waits_for_its_turn(desk: Desk) -> None:
    desk.server.slow(1e6)
    for number in range(4):
        desk.downloads.add(desk.wanted(number))
    assert desk.states() == ["running", "running", "waiting", "waiting"]
    seen = []

    def all_done() -> bool:
        seen.append(sum(state in ("running", "verifying") for state in desk.states()))
        return desk.states() == ["done"] * 4

    wait(all_done)
    assert max(seen) == AT_ONCE


def test_what_is_wanted_twice_is_one_download(desk: Desk) -> None:
    desk.server.slow(1e6)
    first = desk.downloads.add(desk.wanted(1))
    by_branch = msgspec.structs.replace(desk.wanted(1), revision="main")
    assert desk.downloads.add(desk.wanted(1)).id == desk.downloads.add(by_branch).id == first.id
    desk.until("done")
    assert desk.downloads.add(desk.wanted(1)).state == "done"
    assert desk.server.bytes_sent == SIZE


def test_a_paused_download_stands_still_and_goes_on_where_it_stood(desk: Desk) -> None:
    desk.server.slow(1e6)
    id_ = desk.downloads.add(desk.wanted(1)).id
    wait(lambda: desk.downloads.all()[0].done > SIZE // 3)
    desk.downloads.pause(id_)
    assert desk.states() == ["paused"]
    stood = desk.downloads.all()[0]
    time.sleep(0.3)
    assert desk.log.entries(1)[0].error == "models.cancelled"  # not as if it had gone well
    assert desk.downloads.all()[0] == stood
    assert (stood.bytes_per_s, stood.seconds_left) == (0, -1)
    desk.server.slow(0)
    desk.downloads.resume(id_)
    desk.until("done")
    assert desk.server.bytes_sent < SIZE * 1.3  # what was on its way when it was paused


def test_pausing_one_gives_its_place_to_the_next_and_pause_and_resume_at_once_lose_nothing(
    desk: Desk,
) -> None:
    desk.server.slow(1e6)
    ids = [desk.downloads.add(desk.wanted(number)).id for number in range(3)]
    desk.downloads.pause(ids[0])
    wait(lambda: desk.states() == ["paused", "running", "running"])
    for _ in range(20):
        desk.downloads.resume(ids[0])
        desk.downloads.pause(ids[0])
    desk.downloads.resume(ids[0])
    desk.until("done", "done", "done")
    assert (desk.folder / "a__0" / "tide.gguf").read_bytes() == gguf(SIZE, seed=0)


def test_pause_and_resume_in_one_breath_wait_for_the_connection_that_ends(desk: Desk) -> None:
    desk.server.stall(where="cdn")
    id_ = desk.downloads.add(desk.wanted(1)).id
    wait(lambda: len(desk.server.asked) == 2)
    desk.downloads.pause(id_)
    desk.downloads.resume(id_)
    assert desk.states() == ["waiting"]
    wait(lambda: desk.states() in (["done"], ["failed"]))
    assert desk.states() == ["done"]


def test_a_waiting_download_can_be_paused_and_never_starts_then(desk: Desk) -> None:
    desk.server.slow(1e6)
    ids = [desk.downloads.add(desk.wanted(number)).id for number in range(3)]
    desk.downloads.pause(ids[2])
    desk.until("done", "done", "paused")
    assert not any("a/2" in one.path for one in desk.server.asked)


@pytest.mark.parametrize("when", ["running", "paused", "waiting"])
def test_removing_leaves_nothing_on_the_disk(desk: Desk, when: str) -> None:
    desk.server.slow(1e6)
    ids = [desk.downloads.add(desk.wanted(number)).id for number in range(3)]
    wait(lambda: all(one.done for one in desk.downloads.all()[:2]))
    gone = ids[2] if when == "waiting" else ids[0]
    if when == "paused":
        desk.downloads.pause(gone)
    desk.downloads.remove(gone)
    assert gone not in [one.id for one in desk.downloads.all()]
    desk.until("done", "done")
    kept = {"a__0", "a__1", "a__2"} - {f"a__{ids.index(gone)}"}
    assert {path.name for path in desk.folder.iterdir()} == {*kept, "downloads.json"}
    desk.again()
    assert desk.states() == []


def test_removed_and_wanted_again_at_once_it_begins_anew(desk: Desk) -> None:
    desk.server.slow(1e6)
    for _ in range(5):
        id_ = desk.downloads.add(desk.wanted(1)).id
        desk.downloads.remove(id_)
    desk.downloads.add(desk.wanted(1))
    desk.until("done")
    assert (desk.folder / "a__1" / "tide.gguf").read_bytes() == gguf(SIZE, seed=1)


def test_removing_what_is_done_only_takes_it_off_the_list(desk: Desk) -> None:
    id_ = desk.downloads.add(desk.wanted(1)).id
    desk.until("done")
    desk.downloads.remove(id_)
    assert desk.states() == []
    assert (desk.folder / "a__1" / "tide.gguf").exists()


def test_rate_and_time_left_are_told(desk: Desk) -> None:
    desk.server.slow(400_000)
    desk.downloads.add(desk.wanted(1))
    time.sleep(0.7)
    (now,) = desk.downloads.all()
    assert now.bytes_per_s == pytest.approx(400_000, rel=0.3)
    assert now.seconds_left == pytest.approx((SIZE - now.done) / 400_000, rel=0.4)


def test_listeners_are_called_at_most_ten_times_a_second_and_hear_the_end(desk: Desk) -> None:
    desk.server.slow(1e6)
    rings: list[tuple[float, list[str]]] = []
    desk.downloads.on_change.append(lambda: rings.append((time.monotonic(), desk.states())))
    desk.downloads.add(desk.wanted(1))
    desk.downloads.add(desk.wanted(2))
    wait(lambda: bool(rings) and rings[-1][1] == ["done", "done"])
    assert 3 < len(rings) <= 10 * (rings[-1][0] - rings[0][0]) + 2


def test_a_failure_is_told_and_can_be_tried_again(desk: Desk) -> None:
    desk.server.status(503, times=3)
    id_ = desk.downloads.add(desk.wanted(1)).id
    (failed,) = desk.until("failed")
    assert failed.code == "models.hub_down"
    assert "503" in MuseError(failed.code, **failed.values).text("zh")
    assert desk.again().all()[0].code == "models.hub_down", "still known after a restart"
    desk.downloads.resume(id_)
    (done,) = desk.until("done")
    assert done.code == ""


def test_a_failure_gives_its_place_to_the_next(desk: Desk) -> None:
    desk.server.repos.pop("a/0")
    desk.server.slow(1e6)
    wanted = msgspec.structs.replace(desk.wanted(1), repo="a/0")
    desk.downloads.add(wanted)
    for number in (1, 2, 3):
        desk.downloads.add(desk.wanted(number))
    desk.until("failed", "done", "done", "done")


def test_an_address_of_a_hub_that_cannot_be_used_is_told_as_a_failure(desk: Desk) -> None:
    def refuse() -> Hub:
        return Hub("http://example.org", lambda: "", desk.log)

    desk.downloads._hub = refuse
    desk.downloads.add(desk.wanted(1))
    assert desk.until("failed")[0].code == "models.hub_address_refused"


# Models in parts


def test_a_model_in_parts_gets_its_names_only_when_all_of_them_are_there(desk: Desk) -> None:
    parts = {f"big-0000{n}-of-00003.gguf": gguf(SIZE, seed=n) for n in (1, 2, 3)}
    repo = desk.server.add("b/big", parts)
    files = tuple(WantedFile(path, SIZE, file.sha256) for path, file in repo.files.items())
    desk.server.slow(2e6)
    desk.downloads.add(Wanted(name="Big", repo="b/big", revision="main", files=files))
    wait(lambda: desk.downloads.all()[0].done > 2.2 * SIZE)
    assert not [name for name in desk.files() if name.endswith(".gguf")]
    desk.again()
    (now,) = desk.downloads.all()
    assert (now.state, now.bytes) == ("paused", 3 * SIZE)
    assert now.done > 2 * SIZE
    desk.downloads.resume(now.id)
    desk.until("done")
    assert {name for name in desk.files() if name.endswith(".gguf")} == {f"b__big/{path}" for path in parts}
    assert desk.server.bytes_sent < 3.3 * SIZE


# Restarts


def test_after_a_restart_nothing_starts_by_itself(desk: Desk) -> None:
    desk.server.slow(400_000)
    for number in range(3):
        desk.downloads.add(desk.wanted(number))
    wait(lambda: all(one.done > SIZE // 5 for one in desk.downloads.all()[:2]))
    before = desk.downloads.all()
    desk.again()
    asked = len(desk.server.asked)
    assert desk.states() == ["paused"] * 3
    assert [one.wanted for one in desk.downloads.all()] == [one.wanted for one in before]
    assert all(0 < one.done <= SIZE for one in desk.downloads.all()[:2])
    time.sleep(0.2)
    assert len(desk.server.asked) == asked
    desk.server.slow(0)
    for one in before:
        desk.downloads.resume(one.id)
    desk.until("done", "done", "done")
    assert desk.again().all() == (), "what is done is on the shelf, not on this list"


def test_the_app_closes_quickly_though_a_server_is_silent(desk: Desk) -> None:
    desk.downloads._patience = Patience(silent_s=30)
    desk.server.stall(2, where="cdn")
    desk.downloads.add(desk.wanted(1))
    desk.downloads.add(desk.wanted(2))
    wait(lambda: len(desk.server.asked) == 4)
    begun = time.monotonic()
    desk.downloads.close()
    assert time.monotonic() - begun < 3
    assert not [one for one in threading.enumerate() if one.name.startswith("muse-download")]


def test_two_windows_keep_each_others_downloads(desk: Desk) -> None:
    desk.server.slow(100_000)
    other = Downloads(desk.folder, desk.hub, desk.log, HASTY)
    desk.downloads.add(desk.wanted(1))
    other.add(desk.wanted(2))
    desk.downloads.close()
    other.close()
    assert len(desk.open().all()) == 2


BROKEN = [
    b"{", b"", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"version": 2, "downloads": []}',
    b'{"version": 1, "downloads": [{"id": 7}]}', b" " * (1 << 22) + b" {}",
]  # fmt: skip


@pytest.mark.parametrize("data", BROKEN, ids=lambda data: repr(data[:30]))
def test_a_broken_record_is_set_aside_and_never_written_over(desk: Desk, data: bytes) -> None:
    for name in ("downloads.json.broken", "downloads.json.broken-2"):
        desk.downloads.close()
        desk.folder.mkdir(exist_ok=True)
        desk.record.write_bytes(data)
        desk.open()
        assert desk.states() == []
        assert (desk.folder / name).read_bytes() == data
    desk.downloads.add(desk.wanted(1))
    desk.until("done")


def test_a_record_that_cannot_even_be_set_aside_is_left_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.downloads.close()
    desk.folder.mkdir(exist_ok=True)
    desk.record.write_bytes(b"{")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    desk.open()
    desk.downloads.add(desk.wanted(1))
    desk.until("done")
    assert desk.record.read_bytes() == b"{"


def _files(*files: tuple[str, int, str]) -> dict[str, object]:
    keys = ("path", "bytes", "sha256")
    return {"wanted": {"files": [dict(zip(keys, file, strict=True)) for file in files]}}


HOSTILE: list[dict[str, object]] = [
    {"folder": "../../elsewhere"}, {"folder": "/etc"}, {"folder": ""}, {"folder": "a\\b"}, {"id": "../../x"},
    {"bytes": -1}, _files(), _files(("run.exe", 0, "")), _files(("a.gguf", -1, "")),
    _files(("a.gguf", 0, "zz")), _files(("x/a.gguf", 0, ""), ("y/A.gguf", 0, "")),
    {"wanted": {"repo": "r" * 1000}},
]  # fmt: skip


@pytest.mark.parametrize("change", HOSTILE, ids=str)
def test_hostile_entries_of_a_record_are_left_out_and_the_others_kept(
    desk: Desk, change: dict[str, object]
) -> None:
    desk.server.stall(9)
    desk.downloads.add(desk.wanted(1))
    desk.downloads.add(desk.wanted(2))
    desk.downloads.close()
    kept = json.loads(desk.record.read_text())
    first = kept["downloads"][0]
    for key, value in change.items():
        first[key] = {**first[key], **value} if isinstance(value, dict) else value
    desk.record.write_text(json.dumps(kept))
    desk.open()
    assert [one.wanted.name for one in desk.downloads.all()] == ["Tide 2"]
    assert (desk.folder / "downloads.json.broken").exists()


def test_a_record_that_says_running_or_done_is_not_believed(desk: Desk) -> None:
    desk.server.stall(9)
    desk.downloads.add(desk.wanted(1))
    desk.downloads.close()
    for state in ("running", "done", "verifying", "waiting"):
        kept = json.loads(desk.record.read_text())
        kept["downloads"][0]["state"] = state
        desk.record.write_text(json.dumps(kept))
        desk.open()
        assert desk.states() == ["paused"]
        desk.downloads.close()


# Names


@pytest.mark.parametrize(
    "path", ["../../../escape.gguf", "/etc/escape.gguf", "C:\\Windows\\escape.gguf", "a/b/../escape.gguf"]
)
def test_a_hostile_file_name_stays_in_its_folder(desk: Desk, path: str) -> None:
    desk.server.add("a/hostile", {path: gguf(SIZE)})
    file = desk.server.repos["a/hostile"].files[path]
    wanted = Wanted(
        name="x", repo="a/hostile", revision="main", files=(WantedFile(path, SIZE, file.sha256),)
    )
    desk.downloads.add(wanted)
    wait(lambda: desk.states()[0] in ("done", "failed"))
    assert desk.files() <= {"a__hostile/escape.gguf", "a__hostile/escape.gguf.muse.json"}
    assert not list(desk.folder.parent.glob("escape*"))


@pytest.mark.parametrize("path", ["run.exe", "tide.gguf.exe", "tide", "tide.gguf/..", "x.gguf\n"])
def test_nothing_but_gguf_is_downloaded(desk: Desk, path: str) -> None:
    wanted = msgspec.structs.replace(desk.wanted(1), files=(WantedFile(path),))
    with pytest.raises(MuseError) as caught:
        desk.downloads.add(wanted)
    assert caught.value.code == "models.only_gguf"
    assert desk.states() == []


def test_half_a_letter_in_a_name_is_refused(desk: Desk) -> None:
    with pytest.raises(MuseError) as caught:
        desk.downloads.add(msgspec.structs.replace(desk.wanted(1), name="\ud800"))
    assert caught.value.code == "models.unsound"


@pytest.mark.parametrize("name", ["CON.gguf", "nul.gguf", "Lpt1.x.gguf", "COM¹.gguf"])
def test_names_that_windows_keeps_for_itself_are_changed(name: str) -> None:
    assert file_name(name) == "_" + name


@given(st.text(st.characters(exclude_categories=())))
def test_any_name_is_made_one_of_a_plain_file_here(name: str) -> None:
    safe = safe_name(name)
    assert safe == safe_name(safe)
    assert safe not in ("", ".", "..")
    assert not set(safe) & set('/\\:*?"<>|\0\n\u202e')
    assert len(safe.encode()) <= 121
    assert Path(safe).name == safe


def test_a_long_name_keeps_its_end(desk: Desk) -> None:
    assert safe_name("x" * 500 + "-00002-of-00003.gguf").endswith("x-00002-of-00003.gguf")


def test_the_writers_own_file_of_that_name_is_never_written_over(desk: Desk) -> None:
    own = desk.folder / "a__1" / "tide.gguf"
    own.parent.mkdir(parents=True)
    own.write_text("GGUF of my own")
    id_ = desk.downloads.add(desk.wanted(1)).id
    desk.until("done")
    assert own.read_text() == "GGUF of my own"
    assert (desk.folder / f"a__1@{id_[:8]}" / "tide.gguf").read_bytes() == gguf(SIZE, seed=1)


def test_a_newer_version_lies_beside_the_older_which_texts_on_record_may_name(desk: Desk) -> None:
    desk.downloads.add(desk.wanted(1))
    desk.until("done")
    desk.server.change("a/1", "tide.gguf", gguf(SIZE, seed=9))
    desk.downloads.add(desk.wanted(1))
    desk.until("done", "done")
    assert len([name for name in desk.files() if name.endswith("tide.gguf")]) == 2


def test_two_files_of_one_repository_with_one_name_lie_beside_each_other(desk: Desk) -> None:
    desk.server.add("a/1", {"Q4/tide.gguf": gguf(SIZE, seed=4), "Q8/Tide.gguf": gguf(SIZE, seed=8)})
    for path in ("Q4/tide.gguf", "Q8/Tide.gguf"):
        desk.downloads.add(desk.wanted(1, path))
    first, second = desk.until("done", "done")
    assert Path(first.path).read_bytes() == gguf(SIZE, seed=4)
    assert Path(second.path).read_bytes() == gguf(SIZE, seed=8)
    assert Path(first.path).parent != Path(second.path).parent


def test_a_finished_file_that_is_wanted_again_after_a_restart_is_not_fetched_again(desk: Desk) -> None:
    desk.downloads.add(desk.wanted(1))
    desk.until("done")
    desk.again().add(desk.wanted(1))
    desk.until("done")
    assert desk.server.bytes_sent == SIZE
    assert desk.files() == {"a__1/tide.gguf", "a__1/tide.gguf.muse.json"}


def test_a_finished_file_that_was_deleted_is_fetched_again_when_wanted(desk: Desk) -> None:
    desk.downloads.add(desk.wanted(1))
    (done,) = desk.until("done")
    Path(done.path).unlink()
    desk.downloads.add(desk.wanted(1))
    wait(lambda: Path(done.path).exists() and desk.states() == ["done"])
