"""Runs of words that are blocked are never written, whatever else is asked of the engine."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest, Message
from muse_desktop.engine.remote.api import refuse_unknown
from muse_desktop.engine.values import Guarded
from muse_desktop.errors import MuseError
from muse_desktop.overlap import ngrams
from muse_desktop.overlap.guard_file import GuardFile, PartEntry, version
from muse_desktop.overlap.units import Measure
from tests.engine.conftest import GREEDY, ask, finish
from tests.engine.guarding import runs_of

POEM = (
    "The river carried every lantern that the village children had made, and along the bank the old "
    "ferryman counted them aloud until the last one had gone round the bend."
)
OPENING = "The river carried every lantern"
REPEAT = f"{POEM}\n\n{OPENING}"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Guarded:
    folder = tmp_path_factory.mktemp("guard")
    part = ngrams.build([(1, ngrams.runs(POEM, Measure(8, 16)))])
    ngrams.write(part, folder / "a.ng")
    GuardFile(version(), 8, 16, (PartEntry("a.ng"),)).write(folder / "set.json")
    file = str(folder / "set.json")
    return Guarded(words=8, cjk=16, file=file, sha256="", texts=1, runs=len(part.runs), before=OPENING)


def copied(text: str) -> list[str]:
    """The runs of eight words that end in `text` behind the opening, and stand in the poem."""
    theirs = {run for _, run in runs_of(POEM)}
    return [run for _, run in runs_of(OPENING + text, len(OPENING)) if run in theirs]


def repeat(guard: Guarded | None, **more: object) -> GenerateRequest:
    values = {"prompt": REPEAT, "seeds": (7,), "sampling": GREEDY, "max_tokens": 14, "guard": guard, **more}
    return GenerateRequest(**values)  # type: ignore[arg-type]


@pytest.mark.real_model
def test_a_model_that_repeats_a_text_takes_other_words(shared_engine: Engine, guarded: Guarded) -> None:
    free = finish(shared_engine, repeat(None)).candidates[0]
    assert copied(free.text), "left alone it copies"
    assert free.blocked == 0
    plain = finish(shared_engine, repeat(guarded, seeds=(7, 8))).candidates
    for one in plain:
        assert not copied(one.text)
        assert one.blocked > 0
        assert one.stop_reason == "length"
    ahead = finish(shared_engine, repeat(guarded, draft=8)).candidates[0]
    assert not copied(ahead.text)
    assert ahead.agreed > 0, "guessing ahead goes on"
    banned = finish(shared_engine, repeat(guarded, banned=("villagers", "along*"))).candidates[0]
    assert not copied(banned.text)
    assert "villagers" not in banned.text


@pytest.mark.real_model
def test_where_a_grammar_leaves_nothing_else_it_goes_back_or_ends(
    shared_engine: Engine, guarded: Guarded
) -> None:
    begun = f"{OPENING} that the village children"
    standing = msgspec.structs.replace(guarded, before=begun)
    asked = {"prompt": f"{POEM}\n\n{begun}", "max_tokens": 12}
    ended = finish(shared_engine, repeat(standing, grammar='root ::= " had"', **asked)).candidates[0]
    assert ended.stop_reason == "blocked"
    assert "had" not in ended.text
    either = 'root ::= " " ("had made" | "hid it")'
    other = finish(shared_engine, repeat(standing, grammar=either, **asked)).candidates[0]
    assert (other.text, other.stop_reason) == (" hid it", "end")


@pytest.mark.real_model
def test_a_set_that_is_not_there_stops_the_generation(shared_engine: Engine, guarded: Guarded) -> None:
    missing = msgspec.structs.replace(guarded, file=str(Path(guarded.file).with_name("gone.json")))
    with pytest.raises(MuseError) as refused:
        finish(shared_engine, ask("Hello", guard=missing))
    assert refused.value.code == "engine.guard_missing"


def test_a_model_elsewhere_cannot_be_kept_from_it(guarded: Guarded) -> None:
    request = GenerateRequest(prompt=(Message("user", "Hello"),), seeds=(1,), guard=guarded)
    with pytest.raises(MuseError) as refused:
        refuse_unknown(request)
    assert refused.value.code == "engine.remote_cannot"
