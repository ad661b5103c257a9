"""A hub with one repository, the log of what was asked of it, and the real client."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.models.hub import Hub
from muse_desktop.models.network import NetworkLog
from tests.models.hub_server import HubServer, gguf


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer() as made:
        made.add("anna/tide-GGUF", {"tide-Q4_K_M.gguf": gguf(1000)}, downloads=5)
        yield made


@pytest.fixture
def log(tmp_path: Path) -> NetworkLog:
    return NetworkLog(tmp_path / "network.jsonl")


@pytest.fixture
def hub(server: HubServer, log: NetworkLog) -> Hub:
    return Hub(server.endpoint, lambda: "", log)
