"""One real engine with the starter model for the tests of the loop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.settings import Settings
from muse_desktop.studio.model_host import ModelHost


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelHost]:
    cache = tmp_path_factory.mktemp("cache") / "hashes.json"
    made = ModelHost(Engine(), cache, Settings(context_tokens=1024))
    yield made
    made.close()
