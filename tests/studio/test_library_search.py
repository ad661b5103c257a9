"""The library's search as the window uses it."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from muse_desktop.errors import MuseError
from muse_desktop.library.search.values import Outdated
from muse_desktop.settings import Settings
from muse_desktop.studio import library_search
from muse_desktop.studio.library_search import OWN_MODEL, StudioSearch
from tests.engine.tiny_bert import WIDTH, write_tiny_bert
from tests.library.search.conftest import Meanings, titles, workspace

__all__ = ["workspace"]


@pytest.fixture
def studio(workspace, monkeypatch):
    store, library = workspace
    made = SimpleNamespace(
        settings=Settings(),
        store=store,
        paths=store.paths,
        library=library,
        own=None,
        attended=lambda: False,
        models=SimpleNamespace(default=lambda task: made.own),
        model=SimpleNamespace(on_battery=None, engine=SimpleNamespace(state="ready")),
        set_settings=lambda settings: setattr(made, "settings", settings),
        encoders=[],
    )

    def apart(info, *, idle=False):
        made.encoders.append(Meanings(info.id))
        return made.encoders[-1]

    monkeypatch.setattr(library_search, "EncoderApart", apart)
    return made


@pytest.fixture
def search(studio):
    made = StudioSearch(studio)
    yield made
    made.close()


def test_words_load_no_encoder_and_meaning_does(studio, search):
    assert titles(studio.library, search.find("sailors", "words").result(20)) == ["Sea"]
    assert studio.encoders == []
    search.find("boat", "meaning").result(20)
    assert search.core.settle()
    assert titles(studio.library, search.find("boat", "meaning", limit=1).result(20)) == ["Sea"]
    assert titles(studio.library, search.similar("a ship and sailors", limit=1).result(20)) == ["Sea"]


def test_a_newer_question_makes_the_older_one_outdated(studio, search):
    search.find("boat", "meaning").result(20)
    studio.encoders[0].gate.clear()
    old = search.find("boat", "meaning")
    _until(old.running)
    new = search.find("sailors", "words")
    assert titles(studio.library, new.result(20)) == ["Sea"]
    studio.encoders[0].gate.set()
    with pytest.raises(Outdated):
        old.result(20)


def test_vectors_wait_while_the_window_is_used(studio, search):
    used = True
    studio.attended = lambda: used
    search.begin()
    _until(lambda: search.embedding is not None and search.embedding.state == "paused")
    assert not search.core.settle(0.3)
    assert search.embedding.covered == 0.0
    used = False
    assert search.core.settle()


def test_vectors_wait_while_the_model_writes_or_the_battery_is_spared(studio, search):
    told = []
    search.listen(lambda: told.append(search.embedding.state))
    studio.model.engine.state = "busy"
    search.begin()
    _until(lambda: "paused" in told)
    studio.model.engine.state, studio.model.on_battery = "ready", True
    time.sleep(0.05)
    assert not search.core.settle(0.3)
    studio.model.on_battery = False
    assert search.core.settle()
    _until(lambda: told[-1] == "done")


def test_another_encoder_is_kept_in_the_settings_and_used_at_once(studio, search, monkeypatch):
    first = search.chosen
    search.find("boat", "meaning").result(20)
    other = Meanings("gguf-own")
    monkeypatch.setattr(library_search, "engine_encoder", lambda path, studio: other)
    studio.own = Path("own.gguf")
    assert [one.name for one in search.choices()][:2] == [OWN_MODEL, first]
    search.choose(OWN_MODEL).result(20)
    assert studio.settings.library_encoder == OWN_MODEL
    assert search.core.settle()
    assert search.embedding.encoder == "gguf-own"
    studio.own = None  # it was deleted: the shipped one again
    assert search.chosen == first


@pytest.mark.real_model
def test_the_writers_own_embedding_model_is_loaded_though_it_reads_little_at_once(studio, tmp_path):
    write_tiny_bert(tmp_path / "tiny.gguf")  # trained on 64 tokens
    encoder = library_search.engine_encoder(tmp_path / "tiny.gguf", studio)
    try:
        assert encoder.info.id.startswith("gguf-tiny-")
        rows = encoder.encode(["the sea", "the cat walks . " * 50, ""])
        assert rows.shape == (3, encoder.info.dimension) == (3, WIDTH)
        assert np.allclose(np.linalg.norm(rows, axis=1), (1, 1, 0), atol=1e-6)
    finally:
        encoder.close()


def test_without_any_encoder_words_answer_and_the_reason_is_said(studio, search, monkeypatch):
    monkeypatch.setattr(library_search.encoders, "known", lambda: ())
    found = search.find("sailors").result(20)
    assert titles(studio.library, found) == ["Sea"]
    assert isinstance(found.trouble, MuseError)
    assert found.trouble.code == "librarysearch.no_encoder"


def _until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
