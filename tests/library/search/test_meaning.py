import time

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.library.library import Library
from muse_desktop.library.search import embedding, encoders
from muse_desktop.library.search.encoders.apart import EncoderApart
from muse_desktop.library.search.encoders.of_engine import EngineEncoder
from muse_desktop.library.search.meaning import pieces
from muse_desktop.library.search.search import Filters, LibrarySearch
from tests.library.search.conftest import Meanings, ids, titles


@pytest.fixture
def search(library, tmp_path):
    made = LibrarySearch(library, tmp_path / "vectors")
    made.use(Meanings(), Meanings())
    assert made.settle()
    yield made
    made.close()


def test_meaning_finds_what_no_word_of_the_question_is_in(library, search):
    assert titles(library, search.meaning("a boat in a tempest", limit=1)) == ["Sea"]
    assert titles(library, search.meaning("moonlight", limit=1)) == ["靜夜思"]
    assert search.words("tempest").hits == ()
    found = search.both("a boat in a tempest", limit=1)
    assert titles(library, found) == ["Sea"]
    assert (found.hits[0].word_rank, found.hits[0].meaning_rank, found.covered) == (None, 1, 1.0)


def test_quotations_and_refusals_hold_for_meaning_too(library, search):
    assert "Sea" not in titles(library, search.meaning("a boat -sailors"))
    assert titles(library, search.meaning('boat "without a door"')) == ["Letters"]


def test_filters_hold_for_meaning_too(library, search):
    house = ids(library)["House"]
    assert titles(library, search.meaning("boat", Filters(items=frozenset({house})))) == ["House"]


def test_like_a_selection_is_what_means_the_same_but_not_itself(library, search):
    sea = ids(library)["Sea"]
    text = library.text(sea)
    found = titles(library, search.similar(text, place=(sea, 0, len(text))))
    assert found[0] == "Letters"
    assert "Sea" not in found
    assert titles(library, search.similar("The sailors and their ship"))[0] == "Sea"
    with pytest.raises(MuseError) as raised:
        search.similar("… — !")
    assert raised.value.code == "librarysearch.nothing_to_compare"


def test_new_texts_can_be_found_and_removed_ones_cannot(library, search, tmp_path):
    file = tmp_path / "Ship.txt"
    file.write_text("A ship, a ship, and sailors on the sea in a storm.", encoding="utf-8")
    library.add([file])
    assert search.settle()
    assert set(titles(library, search.meaning("boat", limit=2))) == {"Ship", "Sea"}
    library.remove(ids(library)["Ship"], ids(library)["Sea"])
    assert search.settle()
    assert titles(library, search.meaning("boat", limit=1)) == ["Letters"]
    assert search.vectors.stamps().keys() == set(ids(library).values())


def test_after_a_restart_nothing_is_made_twice(library, search, tmp_path, workspace):
    search.close()
    again = Meanings()
    with_other = LibrarySearch(Library(workspace[0], workspace[0].paths), tmp_path / "vectors")
    with_other.use(Meanings(), again)
    assert with_other.settle()
    assert again.texts == []
    assert titles(library, with_other.meaning("boat", limit=1)) == ["Sea"]
    with_other.close()
    assert again.closed


def test_another_encoder_makes_its_own_vectors_and_the_old_ones_go(library, search, tmp_path):
    other = Meanings("others")
    search.use(Meanings("others"), other)
    assert search.settle()
    assert len(other.texts) >= 4
    assert [one.name for one in (tmp_path / "vectors").iterdir()] == ["others"]
    assert titles(library, search.meaning("boat", limit=1)) == ["Sea"]


def test_damaged_vectors_are_said_and_made_again(library, search, tmp_path):
    search.close()
    for file in (tmp_path / "vectors" / "meanings").glob("*.vec"):
        file.write_bytes(b"nonsense")
    again = LibrarySearch(library, tmp_path / "vectors")
    again.use(Meanings(), Meanings())
    assert again.trouble is not None
    assert again.trouble.code == "librarysearch.vectors_damaged"
    assert again.settle()
    assert titles(library, again.meaning("boat", limit=1)) == ["Sea"]
    again.close()


def test_making_vectors_waits_while_others_work_and_ends_in_the_middle(library, tmp_path):
    busy = True
    slow = Meanings()
    search = LibrarySearch(library, tmp_path / "vectors")
    search.use(Meanings(), slow, lambda: busy)
    _until(lambda: search.embedding.state == "paused")
    assert slow.texts == []
    assert search.embedding.covered == 0.0
    assert titles(library, search.both("sailors")) == ["Sea"]  # by its words
    busy = False
    assert search.settle()
    assert search.embedding.state == "done"
    assert (search.embedding.done, search.embedding.covered) == (search.embedding.passages, 1.0)
    search.pause()
    library.remove(ids(library)["Sea"])
    search.close()
    assert slow.closed


def test_what_was_done_before_an_end_is_kept(library, tmp_path, monkeypatch):
    monkeypatch.setattr(embedding, "_AT_ONCE", 1)  # its texts are so few that they would be one portion
    slow = Meanings()
    search = LibrarySearch(library, tmp_path / "vectors")
    search.use(Meanings(), slow, lambda: len(slow.texts) >= 2)
    _until(lambda: search.embedding.state == "paused")
    search.close()
    rest = Meanings()
    search = LibrarySearch(library, tmp_path / "vectors")
    search.use(Meanings(), rest)
    assert search.settle()
    assert len(slow.texts) + len(rest.texts) == search.embedding.passages
    search.close()


def test_small_texts_are_given_to_the_encoder_together(library, tmp_path):
    class Counting(Meanings):
        asked = 0

        def encode(self, texts):
            self.asked += 1
            return super().encode(texts)

    counting = Counting()
    search = LibrarySearch(library, tmp_path / "vectors")
    search.use(Meanings(), counting)
    assert search.settle()
    assert search.embedding.passages == len(counting.texts) > 1
    assert counting.asked == 1
    search.close()


def test_without_an_encoder_words_answer_and_the_reason_is_said(library, tmp_path):
    search = LibrarySearch(library, tmp_path / "vectors")
    search.without_meaning(MuseError("librarysearch.no_encoder", encoder="x"))
    found = search.both("sailors")
    assert titles(library, found) == ["Sea"]
    assert found.trouble is not None
    assert found.covered == 0.0
    search.close()


def test_an_encoder_that_fails_is_said_and_tried_again_later(library, tmp_path, monkeypatch):
    class Broken(Meanings):
        def encode(self, texts):
            raise MuseError("librarysearch.encoder_failed", reason="no memory")

    search = LibrarySearch(library, tmp_path / "vectors")
    search.use(Broken(), Broken())
    assert not search.settle()
    assert search.embedding.state == "failed"
    assert search.both("sailors").trouble.code == "librarysearch.encoder_failed"
    search.close()


def test_long_selections_are_cut_into_pieces_of_whole_sentences():
    text = "One two three four five six seven eight nine ten. " * 200
    made = pieces(text)
    assert len(made) == 8
    assert all(one.startswith("One") and one.endswith("ten.") for one in made)
    assert pieces("牀前看月光，疑是地上霜。") == ["牀前看月光，疑是地上霜。"]
    assert pieces(" \n") == []


def test_a_model_of_the_writer_s_own_is_an_encoder_too():
    import numpy as np

    from muse_desktop.engine.values import Embedded

    unit = np.eye(3, dtype="<f4")
    made = EngineEncoder(
        "Nomic Embed.v2", "ab" * 32, lambda texts: Embedded(3, len(texts), unit[: len(texts)].tobytes())
    )
    assert made.info.id == "gguf-nomic-embed-v2-abababababab"
    assert made.encode(["a", "b"]).tolist() == [[1, 0, 0], [0, 1, 0]]


def test_the_shipped_encoder_works_in_its_own_process_and_after_a_kill():
    import psutil

    (info, *_) = encoders.known()
    encoder = EncoderApart(info, seconds=0.3)
    texts = ["The sea was rough.", "Waves shook the boat.", "海上风浪很大。", "Taxes rose."]
    sea, ship, zh, tax = encoder.encode(texts)
    assert abs(float(sea @ sea) - 1) < 1e-3
    assert min(sea @ ship, sea @ zh) > sea @ tax
    psutil.Process(encoder.pid).kill()
    assert encoder.encode(["Again."]).shape == (1, info.dimension)
    _until(lambda: encoder.pid is None)  # it does not stay for nothing
    encoder.close()
    with pytest.raises(MuseError) as raised:
        encoder.encode(["Too late."])
    assert raised.value.code == "librarysearch.encoder_failed"


def _until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
