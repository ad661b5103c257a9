"""llama.cpp in the tests' own process: its log and the starter model, loaded once for each module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model


@pytest.fixture(scope="module")
def log() -> NativeLog:
    made = NativeLog()
    made.install()
    return made


@pytest.fixture(scope="module")
def model(model_file: Path, log: NativeLog) -> Iterator[Model]:
    made = Model(model_file, 0, log)
    yield made
    made.close()
