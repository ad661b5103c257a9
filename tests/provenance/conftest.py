import pytest

from muse_desktop.provenance.origins import OriginBook
from muse_desktop.store.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def book(store):
    return OriginBook.of(store)
