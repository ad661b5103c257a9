"""The library's calibration is made when its vectors are complete, kept, and made again as the library grows;
paraphrases are found by stored vectors where no word is the same."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from muse_desktop.library.search.search import LibrarySearch
from muse_desktop.originality.paraphrase.places import draft_sentences
from muse_desktop.studio.originality.calibration import LibraryCalibration
from muse_desktop.studio.originality.meaning import ByVectors
from tests.library.search.conftest import Meanings, workspace

__all__ = ["workspace"]


def embedded(core: LibrarySearch) -> LibrarySearch:
    core.use(Meanings(), Meanings())
    assert core.settle()
    return core


@pytest.fixture
def core(workspace, tmp_path: Path):
    _, library = workspace
    more(library, 18, "The sea of that day was the sea of my childhood.")
    made = LibrarySearch(library, tmp_path / "vectors")
    made.use(Meanings(), Meanings())
    settled(made)
    yield made
    made.close()


def more(library, count, text):
    for number in range(count):
        library.add_text(f"Text {number}", f"{text} {number}.")


def settled(core):
    assert core.settle()
    _until(lambda: core.embedding.state == "done")


def calibration(core, folder: Path, *, writable=True):
    def now(work):
        return SimpleNamespace(result=work)

    def run(work):
        made = work()
        return now(lambda: made)

    return LibraryCalibration(core, folder, run, writable=writable)


def test_it_is_made_of_complete_vectors_and_again_when_the_library_grew(core, tmp_path: Path, workspace):
    ours = calibration(core, tmp_path / "kept")
    assert ours.current() is None
    ours.refresh()
    made = calibration(core, tmp_path / "kept").current()
    assert (made.encoder, made.items, made.passages) == ("meanings", 22, core.vectors.passages)
    ours.refresh()
    assert ours.current() == made
    other = calibration(core, tmp_path / "other", writable=False)
    assert other.make().result() is not None
    assert not (tmp_path / "other").exists()
    more(workspace[1], 8, "The roof of the home, the door of the building.")
    settled(core)
    ours.refresh()
    assert ours.current().passages == made.passages + 8
    core.without_meaning(None)
    assert ours.current().passages == made.passages + 8
    (tmp_path / "kept" / "meanings.json").write_bytes(b"{broken")
    assert ours.current() is None


def test_stored_vectors_find_sentences_without_a_word_in_common(core, workspace):
    _, library = workspace
    told = []
    text = "A tempest, a boat, and everybody aboard was afraid until dawn came again."
    sentences = draft_sentences(text)
    vectors = core.encoder.encode([text])
    (found,) = ByVectors(library, library, core.vectors, told.append)(sentences, vectors)
    assert any("storm broke over the ship" in one.said.text for one in found)
    for one in found:
        assert library.text(one.item)[one.start : one.end] == one.said.text
    assert told


def _until(condition):
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
