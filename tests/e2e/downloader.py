"""A process that downloads one file and tells how far it is, to be killed in the middle.

`python -m tests.e2e.downloader FOLDER ENDPOINT REPO` prints a line of JSON for each state and every few
megabytes, and ends when the download does.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

from muse_desktop.models.downloads import Downloads
from muse_desktop.models.hub import Hub
from muse_desktop.models.network import NetworkLog


def main(folder: Path, endpoint: str, repo: str) -> None:
    log = NetworkLog(folder / "connections.jsonl")
    hub = Hub(endpoint, lambda: "", log)
    downloads = Downloads(folder / "models", lambda: hub, log)
    before = [(one.state, one.done) for one in downloads.all()]
    print(json.dumps({"before": before}), flush=True)  # noqa: T201
    (wanted,) = hub.files(repo)
    changed, end = threading.Event(), ("done", "failed")
    downloads.on_change.append(changed.set)
    id_ = downloads.add(wanted).id
    while True:
        changed.wait(1)
        changed.clear()
        now = downloads.get(id_)
        assert now is not None
        print(json.dumps({"state": now.state, "done": now.done, "code": now.code}), flush=True)  # noqa: T201
        if now.state in end:
            break
    downloads.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
