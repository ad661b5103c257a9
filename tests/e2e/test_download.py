"""A large file through a bad day: three cut connections and a killed app, and no byte is fetched twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from muse_desktop.models.network import NetworkLog
from tests.models.hub_server import HubServer, gguf

SIZE = 100_000_000
pytestmark = pytest.mark.loopback


def _start(folder: Path, hub: HubServer) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.downloader", str(folder), hub.endpoint, "anna/tide"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def test_a_file_whose_connection_is_cut_and_whose_app_is_killed_is_fetched_once_in_all(
    tmp_path: Path,
) -> None:
    with HubServer() as hub:
        hub.add("anna/tide", {"tide-Q4_K_M.gguf": gguf(SIZE)}, licence="apache-2.0")
        file = hub.repos["anna/tide"].files["tide-Q4_K_M.gguf"]
        hub.cut(SIZE // 5, times=4)  # the third of them is in a connection that the kill ends before
        hub.slow(150e6)
        with _start(tmp_path, hub) as first:
            assert first.stdout is not None
            for line in first.stdout:
                if json.loads(line).get("done", 0) > SIZE // 2:  # two cuts later, in the middle of the third
                    break
            first.kill()
        (part,) = (tmp_path / "models").rglob("*.part")
        there = part.stat().st_size
        assert SIZE // 2 < there < SIZE * 3 // 5
        assert not list((tmp_path / "models").rglob("*.gguf"))

        with _start(tmp_path, hub) as second:
            assert second.stdout is not None
            told = [json.loads(line) for line in second.stdout]
        assert second.returncode == 0
        assert told[0] == {"before": [["paused", there]]}
        assert told[-1] == {"state": "done", "done": SIZE, "code": ""}

        folder = tmp_path / "models" / "anna__tide"
        arrived = folder / "tide-Q4_K_M.gguf"
        assert arrived.read_bytes() == file.data
        assert {one.name for one in folder.iterdir()} == {arrived.name, arrived.name + ".muse.json"}
        cuts = sum(one.server == "cdn" and one.sent == SIZE // 5 for one in hub.asked)
        assert cuts in {3, 4}, [one.sent for one in hub.asked]  # 4: so did the one that was killed
        assert hub.bytes_sent <= 1.05 * SIZE, f"{hub.bytes_sent / SIZE:.4f} of its size"
        print(f"on the wire: {hub.bytes_sent:,} of {SIZE:,}")  # noqa: T201
    lines = NetworkLog(tmp_path / "connections.jsonl").entries()
    asked = [one for one in hub.asked if one.method == "GET"]
    assert len(lines) == len(asked), "a connection that is not on the log"
    noticed = sum(one.error == "models.cut_off" for one in lines)
    assert noticed in {cuts, cuts - 1}, "the killed process may not have noticed its own"
