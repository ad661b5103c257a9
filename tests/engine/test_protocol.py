from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine import lines as wire
from muse_desktop.engine.protocol import GenerateRequest, Message
from muse_desktop.engine.sampling import LAST_SEED

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PROMPTS = st.one_of(
    TEXT,
    st.lists(st.builds(Message, st.sampled_from(["system", "user", "assistant"]), TEXT)).map(tuple),
    st.lists(st.integers(0, 50_000)).map(tuple),
)
SEEDS = st.lists(st.integers(0, LAST_SEED), min_size=1, max_size=4).map(tuple)


@given(prompt=PROMPTS, seeds=SEEDS, stop=st.lists(TEXT).map(tuple))
def test_any_request_survives_the_pipe_as_one_line(
    prompt: str | tuple[Message | int, ...], seeds: tuple[int, ...], stop: tuple[str, ...]
) -> None:
    request = wire.Generate(3, GenerateRequest(prompt=prompt, seeds=seeds, stop=stop))
    line = msgspec.json.encode(request)
    assert b"\n" not in line
    assert msgspec.json.decode(line, type=wire.Request) == request


@given(pieces=st.lists(st.tuples(st.integers(0, 3), TEXT, st.integers(1, 9))))
def test_any_piece_survives_the_pipe(pieces: list[tuple[int, str, int]]) -> None:
    steps = wire.Steps(1, pieces)
    assert msgspec.json.decode(msgspec.json.encode(steps), type=wire.Response) == steps


@pytest.mark.parametrize(
    "wrong",
    [
        {"prompt": "x", "seeds": ()},
        {"prompt": "x", "seeds": (1, 2, 3, 4, 5)},
        {"prompt": "x", "seeds": (LAST_SEED + 1,)},
        {"prompt": "x", "seeds": (-1,)},
        {"prompt": "x", "seeds": (1,), "max_tokens": 0},
        {"prompt": "x", "seeds": (1,), "prefill": "Once"},
        {"prompt": (1, Message("user", "x")), "seeds": (1,)},
        {"prompt": "x", "seeds": (1, 2), "stop_after": (3,)},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each case has its own wording
        GenerateRequest(**wrong)  # type: ignore[arg-type]
