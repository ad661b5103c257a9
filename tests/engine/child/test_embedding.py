"""Vectors of texts: the same for the same text whatever its company, from encoders and decoders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import gguf
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine.child.embedding import EmbeddingContext, unit, windows
from muse_desktop.engine.client import Engine
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import Embedded, ScoreRequest, WordsRequest
from muse_desktop.errors import MuseError
from tests.engine.conftest import WAIT, ask
from tests.engine.tiny_bert import POSITIONS, WIDTH, write_tiny_bert

real = pytest.mark.real_model
TEXTS = ("The sea was calm.", "A dog sleeps by the fire.", "The ocean was quiet.", "海很平静。")


def vectors(found: Embedded) -> np.ndarray:
    return np.frombuffer(found.data, "<f4").reshape(found.count, found.width)


def embed(engine: Engine, texts: Sequence[str]) -> np.ndarray:
    return vectors(engine.embed(texts).future.result(WAIT))


@pytest.fixture(scope="module")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "tiny.gguf"
    write_tiny_bert(path)
    return path


@pytest.fixture(scope="module", params=["encoder", "decoder"])
def embedding_engine(request: pytest.FixtureRequest, tiny_bert: Path, model_file: Path) -> Iterator[Engine]:
    with Engine() as engine:
        path = tiny_bert if request.param == "encoder" else model_file
        info = engine.load(path, context=64, threads=1, embedding=True).result(WAIT)
        assert info.embedding
        yield engine


@real
def test_the_same_text_has_the_same_unit_vector_in_any_company(embedding_engine: Engine) -> None:
    forward = embed(embedding_engine, TEXTS)
    assert np.allclose(np.linalg.norm(forward, axis=1), 1, atol=1e-6)
    assert np.array_equal(embed(embedding_engine, TEXTS[::-1]), forward[::-1])
    assert np.array_equal(embed(embedding_engine, [TEXTS[1], TEXTS[1]]), forward[[1, 1]])
    assert len({row.tobytes() for row in forward}) == len(TEXTS)


@real
def test_nothing_has_a_vector_of_nothing(embedding_engine: Engine) -> None:
    found = embed(embedding_engine, ["", "sea"])
    assert not found[0].any()
    assert found[1].any()
    assert embedding_engine.embed([]).future.result(WAIT).count == 0


@real
def test_a_text_longer_than_the_context_is_read_to_its_end(embedding_engine: Engine) -> None:
    story = "the cat walks . the dog sleeps . " * 6
    same, other = story + "the red sea . " * 5, story + "a blue river . " * 5
    found = embed(embedding_engine, [story, same, other])
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    assert not np.allclose(found[1], found[2], atol=1e-4), "the ends count"


@real
def test_a_model_for_vectors_does_not_write(embedding_engine: Engine) -> None:
    jobs = [
        embedding_engine.generate(ask("Hello"), lambda _: None),
        embedding_engine.words(WordsRequest(prompt="Hello", sampling=Sampling())),
        embedding_engine.score(ScoreRequest(prompt="Hello", answer=" you")),
    ]
    for job in jobs:
        error = job.future.exception(WAIT)
        assert isinstance(error, MuseError)
        assert error.code == "engine.not_generating"
    assert embedding_engine.prewarm("Hello").future.result(WAIT).ready == 0


@real
def test_a_model_that_writes_makes_no_vectors(shared_engine: Engine) -> None:
    error = shared_engine.embed(["sea"]).future.exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "engine.not_embedding"


@real
@pytest.mark.parametrize("pooling", [gguf.PoolingType.MEAN, gguf.PoolingType.NONE, gguf.PoolingType.LAST])
def test_a_model_pools_in_its_own_way_or_takes_the_mean(
    fresh_engine: Engine, tiny_bert: Path, tmp_path: Path, pooling: gguf.PoolingType
) -> None:
    path = tmp_path / "other.gguf"
    write_tiny_bert(path, pooling)
    fresh_engine.load(path, context=POSITIONS, threads=1, embedding=True).result(WAIT)
    found = embed(fresh_engine, ["the cat walks"])
    assert found.shape == (1, WIDTH)
    fresh_engine.load(tiny_bert, context=POSITIONS, threads=1, embedding=True).result(WAIT)
    assert not np.allclose(embed(fresh_engine, ["the cat walks"]), found, atol=1e-3), "its own is [CLS]"


@real
def test_a_model_that_cannot_write_is_not_loaded_for_it(fresh_engine: Engine, tiny_bert: Path) -> None:
    error = fresh_engine.load(tiny_bert, context=POSITIONS, threads=1).exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "engine.not_generating"


@given(st.lists(st.integers()), st.integers(1, 50))
def test_windows_are_the_text_in_pieces_of_nearly_equal_length(tokens: list[int], most: int) -> None:
    pieces = windows(tokens, most)
    assert [token for piece in pieces for token in piece] == tokens
    sizes = [len(piece) for piece in pieces]
    assert all(0 < size <= most for size in sizes)
    assert not sizes or max(sizes) - min(sizes) <= 1


def test_zeros_stay_zeros_and_what_is_no_number_becomes_zeros() -> None:
    assert not unit(np.zeros(4)).any()
    assert not unit(np.array([np.nan, 1.0])).any()
    assert np.allclose(unit(np.array([3.0, 4.0])), [0.6, 0.8])
    assert EmbeddingContext.__doc__
