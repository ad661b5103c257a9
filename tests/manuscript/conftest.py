import pytest

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.store.store import Store


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "workspace"


@pytest.fixture
def store(folder):
    with Store.open(folder) as opened:
        yield opened


@pytest.fixture
def manuscript(store):
    return Manuscript(store)
