import numpy as np
import pytest

from muse_desktop.errors import MuseError
from muse_desktop.library.search.passages_index import passage_id
from muse_desktop.library.search.vector_part import ItemVectors, coded
from muse_desktop.library.search.vectors import VectorStore, forget

DIM = 32


def rows(seed, count):
    made = np.random.default_rng(seed).standard_normal((count, DIM)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def item(number, count=5, stamp=7):
    return ItemVectors(number, stamp, *coded(rows(number, count)))


@pytest.fixture
def store(tmp_path):
    return VectorStore(tmp_path / "v", DIM, 1)


def test_the_nearest_are_those_that_slow_arithmetic_finds(store):
    for first in range(1, 40, 3):
        store.put([item(one) for one in range(first, first + 3)])
    wanted = rows(1000, 2)
    slow = {
        passage_id(one, at): float((row @ wanted.T).max())
        for one in range(1, 40)
        for at, row in enumerate(rows(one, 5))
    }
    best = sorted(slow, key=lambda one: -slow[one])[:10]
    found = store.nearest(wanted, 10)
    assert {one for one, _ in found[:8]} <= set(best)
    assert all(abs(cosine - slow[one]) < 0.01 for one, cosine in found)
    assert store.passages == 39 * 5


def test_only_the_items_asked_for_are_found_and_nothing_twice(store):
    store.put([item(1), item(2), item(3)])
    own = rows(2, 5)[3:4]
    assert store.nearest(own, 1)[0][0] == passage_id(2, 3)
    assert {one >> 20 for one, _ in store.nearest(own, 99, items={1, 3})} == {1, 3}
    assert store.nearest(own, 1, without={passage_id(2, 3)})[0][0] != passage_id(2, 3)
    store.put([item(2, 2, stamp=8)])
    found = [one for one, _ in store.nearest(own, 99)]
    assert len(found) == len(set(found)) == 12
    assert store.stamps() == {1: 7, 2: 8, 3: 7}


def test_what_is_taken_out_is_gone_at_once_and_from_the_disk_after_compaction(store, tmp_path):
    store.put([item(1), item(2), *(item(one) for one in range(3, 12))])
    store.remove([1])
    assert 1 not in store.stamps()
    code = item(1).codes.tobytes()
    files = list((tmp_path / "v").glob("*.vec"))
    assert any(code in file.read_bytes() for file in files)  # a tombstone only: one of eleven
    store.compact()
    files = list((tmp_path / "v").glob("*.vec"))
    assert len(files) == 1
    assert code not in files[0].read_bytes()
    assert VectorStore(tmp_path / "v", DIM, 1).stamps().keys() == set(range(2, 12))


def test_a_part_with_many_dead_is_written_again_by_itself(store, tmp_path):
    store.put([item(one) for one in range(1, 6)])
    store.remove([1, 2])
    (file,) = (tmp_path / "v").glob("*.vec")
    assert item(1).codes.tobytes() not in file.read_bytes()
    assert store.passages == 15


def test_parts_are_joined_when_there_are_many(store, tmp_path):
    for one in range(1, 31):
        store.put([item(one)])
    assert len(list((tmp_path / "v").glob("*.vec"))) <= 8
    assert VectorStore(tmp_path / "v", DIM, 1).stamps().keys() == set(range(1, 31))


@pytest.mark.parametrize("harm", ["cut", "flip", "delete", "manifest"])
def test_damage_is_noticed_and_said(store, tmp_path, harm):
    store.put([item(1)])
    (file,) = (tmp_path / "v").glob("*.vec")
    data = bytearray(file.read_bytes())
    if harm == "cut":
        file.write_bytes(data[:-9])
    elif harm == "flip":
        data[-5] ^= 1
        file.write_bytes(data)
    elif harm == "delete":
        file.unlink()
    else:
        (tmp_path / "v" / "manifest.json").write_text('{"version": 1, "par')
    with pytest.raises(MuseError) as raised:
        VectorStore(tmp_path / "v", DIM, 1)
    assert raised.value.code == "librarysearch.vectors_damaged"
    forget(tmp_path / "v")
    assert VectorStore(tmp_path / "v", DIM, 1).stamps() == {}


def test_vectors_of_another_division_or_width_count_as_none(store, tmp_path):
    store.put([item(1)])
    assert VectorStore(tmp_path / "v", DIM, 2).stamps() == {}
    store = VectorStore(tmp_path / "w", 8, 1)
    assert store.nearest(rows(1, 1)[:, :8], 5) == []


def test_a_half_written_part_changes_nothing(store, tmp_path):
    store.put([item(1)])
    (tmp_path / "v" / "part-000009.vec.part").write_bytes(b"half")
    (tmp_path / "v" / "part-000010.vec").write_bytes(b"written, but not named yet")
    assert VectorStore(tmp_path / "v", DIM, 1).stamps() == {1: 7}
    assert len(list((tmp_path / "v").glob("part*"))) == 1


def test_the_vectors_of_passages_and_the_mean_of_an_item_can_be_had(store):
    store.put([item(1), item(2)])
    known = store.of([passage_id(1, 2), passage_id(1, 99), passage_id(9, 0)])
    assert list(known) == [passage_id(1, 2)]
    assert np.allclose(known[passage_id(1, 2)], rows(1, 5)[2], atol=0.01)
    mean = rows(2, 5).mean(axis=0)
    assert np.allclose(store.means()[2], mean / np.linalg.norm(mean), atol=0.02)
