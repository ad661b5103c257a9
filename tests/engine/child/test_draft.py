"""The draft model guesses the same for the same calls, stops where it is not sure, and must fit the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from muse_desktop.engine.child import draft as drafting
from muse_desktop.engine.child.context import AbortFlag
from muse_desktop.engine.child.draft import BLANKS, DraftedLookup, DraftModel, draft_context, probability
from muse_desktop.engine.child.fit import admit_draft
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.lookup import FIRST, REST
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.errors import MuseError
from tests.engine.tiny_bert import write_tiny_bert

CONTEXT = 300
COUNTING = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,"
OTHER = "The harbour lay quiet under the snow, and the boats were drawn up on the shingle. " * 3


@pytest.fixture(scope="module")
def target(model_file: Path, log: NativeLog) -> Iterator[Model]:
    model = Model(model_file, 0, log)
    yield model
    model.close()


def new_draft(path: Path, target: Model, log: NativeLog) -> DraftModel:
    return DraftModel(path, target, CONTEXT, Pilots(1, fixed=True), AbortFlag(), log)


@pytest.fixture(scope="module")
def draft(model_file: Path, target: Model, log: NativeLog) -> Iterator[DraftModel]:
    model = new_draft(model_file, target, log)
    yield model
    model.close()


def course(draft: DraftModel, prompt: list[int], steps: int = 12) -> list[list[int]]:
    """A generation in which the guesses are right at first, and later only the beginning of each."""
    draft.begin(prompt)
    tokens, guesses = list(prompt), []
    for step in range(steps):
        guess = draft.guess(tokens, 1 + step % 7)
        guesses.append(guess)
        tokens += guess if step < 6 else [*guess[: step % 3], 28 + step]
    return guesses


@pytest.mark.real_model
def test_guesses_do_not_depend_on_what_was_in_the_cache_before(draft: DraftModel, target: Model) -> None:
    prompt = target.tokenise(COUNTING * 2)
    fresh = course(draft, prompt)
    assert sum(map(len, fresh)) > 10, "it does guess"
    rows = draft._context.row.copy()  # type: ignore[union-attr]
    assert course(draft, prompt) == fresh
    course(draft, target.tokenise(OTHER * 2))
    draft.begin(target.tokenise(COUNTING * 2 + " 21, 22"))  # a longer prompt with the same beginning
    draft.read_prompt()
    assert course(draft, prompt) == fresh
    assert np.array_equal(rows, draft._context.row), "to the last bit"  # type: ignore[union-attr]


@pytest.mark.real_model
def test_the_same_calls_give_the_same_numbers_to_the_last_bit(
    draft: DraftModel, target: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[float] = []

    def noted(row: drafting.Floats, token: int) -> float:
        seen.append(float(row[token]))
        return probability(row, token)

    monkeypatch.setattr(drafting, "probability", noted)
    prompt = target.tokenise(COUNTING)
    course(draft, prompt)
    first = seen.copy()
    course(draft, target.tokenise(OTHER))
    seen.clear()
    course(draft, prompt)
    assert seen == first
    assert len(set(seen)) > 12


@pytest.mark.real_model
def test_it_guesses_only_while_it_is_sure(
    draft: DraftModel, target: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure = target.tokenise(COUNTING)
    unsure = target.tokenise("Her favourite word, she said, had always been")
    draft.begin(sure)
    assert len(draft.guess(sure, 6)) == 6
    draft.begin(unsure)
    assert draft.guess(unsure, 6) == []
    monkeypatch.setattr(drafting, "SURE", 0.0)
    draft.begin(unsure)
    assert len(draft.guess(unsure, 6)) == 6


@pytest.mark.real_model
def test_a_guess_stays_within_the_room_and_the_context(draft: DraftModel, target: Model) -> None:
    prompt = target.tokenise(COUNTING)
    draft.begin(prompt)
    assert len(draft.guess(prompt, 3)) == 3
    assert draft.guess(prompt, 0) == []
    long = target.tokenise(COUNTING * 20)[: CONTEXT - 2]
    draft.begin(long)
    assert len(draft.guess(long, 8)) <= 2
    draft.begin([*long, 28, 28, 28])
    assert draft.guess([*long, 28, 28, 28], 8) == []


@pytest.mark.real_model
def test_nothing_is_guessed_behind_an_end(draft: DraftModel, target: Model) -> None:
    chat = "<|im_start|>user\nSay yes.<|im_end|>\n<|im_start|>assistant\nYes.<|im_end|>\n"
    prompt = target.tokenise(chat * 4 + "<|im_start|>assistant\nYes.", parse_special=True)
    draft.begin(prompt)
    guess = draft.guess(prompt, 8)
    assert guess
    assert target.is_end(guess[-1])
    assert len(guess) == 1


@pytest.mark.real_model
def test_a_model_of_another_vocabulary_is_refused_by_name(
    target: Model, log: NativeLog, tmp_path: Path
) -> None:
    write_tiny_bert(tmp_path / "tiny.gguf")
    with pytest.raises(MuseError) as refused:
        new_draft(tmp_path / "tiny.gguf", target, log)
    assert refused.value.code == "engine.draft_mismatch"
    assert refused.value.values == {"name": "tiny.gguf"}


@pytest.mark.real_model
def test_one_token_with_another_text_is_another_vocabulary(
    draft: DraftModel, target: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drafting.same_vocabulary(draft._model, target)
    true, mine = drafting.C.llama_vocab_get_text, draft._model.vocab

    def renamed(vocab: object, token: int) -> bytes:
        return b"other" if vocab is mine and token == 20_001 else true(vocab, token)

    monkeypatch.setattr(drafting.C, "llama_vocab_get_text", renamed)
    assert not drafting.same_vocabulary(draft._model, target)


@pytest.mark.real_model
def test_both_models_together_must_find_memory(
    model_file: Path, log: NativeLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse_desktop.engine.child import fit

    need = fit.estimate(model_file, CONTEXT, 0, log).needed_ram
    monkeypatch.setattr(fit, "free_memory", lambda: 2 * need)
    admit_draft(model_file, model_file, CONTEXT, 0, log, 0)
    monkeypatch.setattr(fit, "free_memory", lambda: 2 * need - 1)
    with pytest.raises(MuseError) as refused:
        admit_draft(model_file, model_file, CONTEXT, 0, log, 0)
    assert refused.value.code == "engine.model_too_big"


def test_the_draft_sees_no_more_than_it_was_trained_for() -> None:
    assert draft_context(8192, 2048) == 2048
    assert draft_context(1024, 2048) == 1024
    assert draft_context(1024, 0) == 1024


def test_a_probability_is_a_share_of_all() -> None:
    row = np.array([0.0, np.log(2.0), -np.inf, np.log(5.0)], np.float32)
    assert probability(row, 3) == pytest.approx(5 / 8)


class Scripted:
    """Stands in for a draft model: answers what it is told to."""

    def __init__(self, *answers: list[int]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[int, int]] = []

    def begin(self, prompt: list[int]) -> None:
        self.prompt = list(prompt)

    def guess(self, tokens: list[int], room: int) -> list[int]:
        self.asked.append((len(tokens), room))
        return self.answers.pop(0)[:room] if self.answers else []


def drafted(tokens: list[int], *answers: list[int]) -> tuple[DraftedLookup, Scripted]:
    scripted = Scripted(*answers)
    return DraftedLookup(tokens, 8, scripted), scripted  # type: ignore[arg-type]


def test_what_can_be_looked_up_is_not_asked_of_the_draft() -> None:
    lookup, draft = drafted([1, 2, 3, 4, 5, 6, 1, 2, 3, 4], [9])
    assert lookup.guess(8)[:2] == [5, 6]
    assert draft.asked == []
    lookup.add(77)
    assert lookup.guess(8) == [9]
    assert draft.prompt == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4]


def test_right_guesses_of_the_draft_grow_and_wrong_ones_make_it_pause() -> None:
    lookup, draft = drafted([1, 2, 3], [5] * 8, [5] * 8, [5] * 8)
    assert len(lookup.guess(99)) == FIRST
    lookup.learn(FIRST, FIRST)
    assert len(lookup.guess(99)) == 2 * FIRST
    lookup.learn(8, 0)
    for token in range(10, 10 + REST):
        assert lookup.guess(99) == []
        lookup.add(token)
    assert len(lookup.guess(99)) == FIRST
    assert len(draft.asked) == 3


def test_a_draft_that_is_never_sure_is_asked_less_and_less() -> None:
    lookup, draft = drafted([1, 2, 3])
    for token in range(100, 300):
        assert lookup.guess(8) == []
        lookup.add(token)
    assert BLANKS < len(draft.asked) < 60
