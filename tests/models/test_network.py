"""The log of connections: complete, bounded, readable after anything."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from muse_desktop.models import network
from muse_desktop.models.network import MAX_ENTRIES, NetworkLog
from muse_desktop.models.values import Connection

HUB = "hub.example:443"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "network.jsonl"


def test_a_connection_is_put_down_when_it_is_made_and_completed_when_it_ends(path: Path) -> None:
    log = NetworkLog(path)
    opened = log.begin("download", HUB, "anna/tide/tide-Q4.gguf")
    (begun,) = NetworkLog(path).entries()
    assert (begun.why, begun.host, begun.what, begun.status) == (
        "download", HUB, "anna/tide/tide-Q4.gguf", 0
    )  # fmt: skip
    assert begun.at.endswith("Z")
    opened.end(200, 1000)
    opened.end(500, 1, "models.hub_down")  # it has ended already
    (done,) = NetworkLog(path).entries()
    assert (done.at, done.status, done.received, done.error) == (begun.at, 200, 1000, "")


def test_a_crash_in_between_leaves_the_beginning_on_record(path: Path) -> None:
    NetworkLog(path).begin("files", HUB, "anna/tide")
    with path.open("ab") as file:
        file.write(b'{"id":"half')  # killed while it wrote
    after = NetworkLog(path)
    after.begin("search", HUB, "/api/models")
    assert [(one.why, one.status) for one in NetworkLog(path).entries()] == [("search", 0), ("files", 0)]


def test_the_newest_comes_first_and_as_many_as_were_asked_for(path: Path) -> None:
    log = NetworkLog(path)
    for number in range(5):
        log.add(Connection(at=f"2026-01-01T00:00:0{number}Z", why="remote", host=HUB, what=str(number)))
    assert [one.what for one in log.entries(2)] == ["4", "3"]
    assert len(log.entries()) == 5
    assert log.entries(0) == ()


def test_broken_lines_are_passed_over_and_kept_from_the_others(path: Path) -> None:
    log = NetworkLog(path)
    log.add(Connection(at="2026-01-01T00:00:00Z", why="search", host=HUB, what="first"))
    with path.open("ab") as file:
        file.write(b"\xff\xfe garbage\n[1, 2]\n" + b"[" * 100_000 + b"\n" + b'{"id": 3}\n')
    log.add(Connection(at="2026-01-01T00:00:01Z", why="search", host=HUB, what="second"))
    assert [one.what for one in log.entries()] == ["second", "first"]


def test_it_never_grows_without_bound(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_ENTRIES == 5_000
    monkeypatch.setattr(network, "MAX_ENTRIES", 20)
    monkeypatch.setattr(network, "_MAX_LINES", 50)
    log = NetworkLog(path)
    for number in range(200):
        log.begin("files", HUB, str(number)).end(200, 1)
        assert path.read_bytes().count(b"\n") <= 51
    assert [one.what for one in log.entries()] == [str(number) for number in range(199, 179, -1)]
    assert all(one.status == 200 for one in log.entries())
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_huge_file_that_is_not_ours_is_read_at_its_end_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "MAX_BYTES", 4_000)
    log = NetworkLog(path)
    for number in range(100):
        log.add(Connection(at="2026-01-01T00:00:00Z", why="files", host=HUB, what=str(number)))
    kept = log.entries()
    assert 5 < len(kept) < 40
    assert kept[0].what == "99"


def test_what_cannot_be_written_is_shown_and_written_later(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be", "utf-8")
    path = tmp_path / "logs" / "network.jsonl"
    log = NetworkLog(path)
    opened = log.begin("search", HUB, "/api/models")
    assert [one.what for one in log.entries()] == ["/api/models"]
    (tmp_path / "logs").unlink()
    opened.end(200, 3)
    assert [one.status for one in NetworkLog(path).entries()] == [200]


def test_two_processes_may_write_the_same_log(path: Path) -> None:
    window, command = NetworkLog(path), NetworkLog(path)
    opened = window.begin("files", HUB, "anna/tide")
    command.begin("search", HUB, "/api/models").end(200, 1)
    opened.end(404, 0, "models.hub_not_found")
    for log in (window, command):
        assert [(one.why, one.status) for one in log.entries()] == [("search", 200), ("files", 404)]


def test_listeners_hear_of_each_line_on_whatever_thread(path: Path) -> None:
    log = NetworkLog(path)
    heard: list[int] = []
    log.on_change.append(lambda: heard.append(len(log.entries())))
    threads = [
        threading.Thread(target=lambda: [log.begin("files", HUB, "x").end(200, 1) for _ in range(10)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 80
    assert len(log.entries()) == 40
    assert all(one.status == 200 for one in log.entries())


def test_foreign_text_cannot_forge_a_line_or_fill_the_log(path: Path) -> None:
    log = NetworkLog(path)
    log.begin("files", "hub\n{}", "x" * 10_000 + "\x1b[31m").end(0, 0, "models.hub_strange\n")
    (one,) = log.entries()
    assert one.host == "hub {}"
    assert len(one.what) == 300
    assert one.error == "models.hub_strange "
