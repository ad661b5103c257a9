import pytest

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.tree import ManuscriptTree
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


@pytest.fixture
def tree(manuscript):
    return ManuscriptTree(manuscript)


@pytest.fixture
def novel(manuscript):
    """Two parts; in the first two chapters, in the first of these two scenes. Titles to ids."""
    ids = {}
    for title, kind, parent in [
        ("I", "part", None),
        ("1", "chapter", "I"),
        ("a", "scene", "1"),
        ("b", "scene", "1"),
        ("2", "chapter", "I"),
        ("II", "part", None),
        ("n", "note", "II"),
    ]:
        ids[title] = manuscript.create(title, f"Text {title}.", node=kind, parent_id=ids.get(parent))
    return ids
