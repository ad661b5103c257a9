"""What kind of answer a question wants, which works it names, and when what was found is not enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from muse_desktop.craft.kinds import kinds, narrow_kinds
from muse_desktop.library.asking import memory
from muse_desktop.library.asking.matching import Kinds, Question
from muse_desktop.library.asking.memory import Memory
from muse_desktop.library.asking.retrieval import Retriever
from muse_desktop.library.asking.subject import named, without
from muse_desktop.library.asking.wanted import wanted
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.library import Library
from muse_desktop.library.search.encoders import EncoderInfo, Vectors
from muse_desktop.library.search.search import LibrarySearch
from muse_desktop.store.store import Store

NOBODY: frozenset[str] = frozenset()


def item(number: int, title: str, author: str = "") -> ItemInfo:
    return ItemInfo(number, title, "", 0, "en", "", "", author)


QUAY = item(1, "The Quays (opening)", "Ada Writer")
ISLAND, MOON = item(2, "The Island"), item(3, "月夜", "杜甫")


@pytest.mark.parametrize(
    ("question", "fitting", "other"),
    [
        ("How old was Mara when she sailed?", "She was then just twenty-two years old.", "She was old."),
        ("How much did the boat cost?", "He asked for fifteen guineas.", "He asked for fifteen ropes."),
        ("What is the name of the dog?", "They called to Rufus.", "They called to Miss and whistled."),
        ("On which weekday did they leave?", "They left on a Friday.", "They left slowly."),
        ("Where was she born?", "She came from Suffolk.", "She came crying."),
        ("What colour are her eyes?", "They were grey.", "They were large."),
        ("苏轼的亡妻离世多久了？", "十年生死两茫茫。", "不思量。"),
    ],
)
def test_a_sentence_has_the_kind_of_answer_that_is_wanted(question: str, fitting: str, other: str) -> None:
    kind = wanted(question)
    assert kind.says
    assert kind.fits(fitting, NOBODY) > kind.fits(other, NOBODY)


def test_a_name_that_the_question_says_itself_is_no_answer() -> None:
    kind = wanted("Who mends the nets of Tomas?")
    assert kind.fits("It is said that Tomas has nets.", frozenset({"tomas"})) == 0.0


def test_the_sort_of_thing_that_is_asked_for_is_found() -> None:
    assert wanted("Which season stays in the garden?").sort == "season"
    assert wanted("What did the boy see?").sort == ""
    assert wanted("How many nets has Tomas?").counted == "nets"
    assert wanted("Which wild flower grows at the jail?", kinds).sort == "flower"
    assert wanted("Which of the Grey sisters makes peace?", kinds).sort == "sisters"
    assert wanted("What household chore does she hate?", kinds).sort == "chore"


def test_things_are_of_their_kinds() -> None:
    assert "season" in kinds("winter")
    assert {"sheep", "animal"} <= kinds("ewes")
    assert {"country"} <= kinds("india")
    assert "sheep" in narrow_kinds("ewe")
    assert "animal" not in narrow_kinds("ewe")
    assert kinds("月亮") == {"月亮"}


def test_one_of_a_kind_stands_for_its_kind() -> None:
    question = Question("Who feeds the sheep?", lambda _: 1.0, kinds=Kinds(kinds, narrow_kinds))
    assert question.match("Tomas had eight hundred ewes.") > question.match("Tomas had eight hundred nets.")


def test_things_must_stand_beside_their_number() -> None:
    question = Question("How many nets has Tomas?", lambda _: 1.0)
    near, far = question.rate(["Tomas mended his eleven nets.", "Eleven men saw Tomas mend a net."], [0, 0])
    assert near.sentences[0].fits > far.sentences[0].fits


def test_a_work_is_named_by_title_author_or_by_whom_it_tells_of() -> None:
    items = (QUAY, ISLAND, MOON)
    assert named("Who waits in The Quay?", items, {}, lambda _: 1.0) == {1: 1.0}  # "Quays", by its stem
    assert named("What does the first Islander mend?", items, {}, lambda _: 1.0) == {2: 1.0}
    assert named("What does Tomas mend?", items, {"tomas": {2}}, lambda _: 1.0) == {2: 1.0}
    assert named("杜甫在月夜里想谁？", items, {}, lambda _: 1.0) == {3: 1.0}
    assert named("Which net is torn?", items, {"net": {2}}, lambda _: 1.0) == {}


def test_the_name_of_the_work_need_not_be_repeated() -> None:
    assert without("Who waits in the Quay's harbour?", "The Quays\nAda Writer") == "Who waits in the harbour?"
    assert without("杜甫怜爱谁？", "月夜\n杜甫") == "怜爱谁？"
    assert without("The Quays?", "The Quays") == "The Quays?"


class Counting:
    """An encoder that says how many texts it was given."""

    info = EncoderInfo("counting", 2, frozenset(), 0.0)
    asked = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        return np.array([[len(text), 1] for text in texts], np.float32)

    def close(self) -> None: ...


def test_sentences_are_read_once_and_forgotten_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "KEPT", 2)
    encoder, kept = Counting(), Memory()
    first = kept.vectors(["a. bc."], [["a.", "bc."]], encoder)
    again = kept.vectors(["a. bc.", "d."], [["a.", "bc."], ["d."]], encoder)
    assert first is not None
    assert again is not None
    assert encoder.asked == 3
    assert np.array_equal(first[0], again[0])
    kept.vectors(["e.", "f."], [["e."], ["f."]], encoder)
    kept.vectors(["d."], [["d."]], encoder)
    assert encoder.asked == 6


@pytest.fixture
def retriever(tmp_path: Path) -> Iterator[Retriever]:
    with Store.open(tmp_path / "work") as store:
        library = Library(store, store.paths)
        library.add_text("The Quay", "Mara has a dog. It sleeps on the stones all day.", author="A. Writer")
        library.add_text("Harbours", "A dog, Rufus by name, sleeps on a boat. All like a good dog.")
        search = LibrarySearch(library, tmp_path / "vectors")
        yield Retriever(library, search)
        search.close()


def test_the_work_that_is_named_comes_first(retriever: Retriever) -> None:
    assert retriever.find("Where does the dog sleep in The Quay?").spoken[0].item.title == "The Quay"
    assert retriever.find("Which dog does Mara like?").spoken[0].item.title == "The Quay"


def test_what_the_named_work_does_not_say_is_not_answered(retriever: Retriever) -> None:
    assert not retriever.find("What is the name of the dog in The Quay?").answers
