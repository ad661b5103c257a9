"""Every step of a chain acts on the logits of the starter model, in this process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from llama_cpp import llama_cpp

from muse_desktop.engine.child.context import AbortFlag, Context
from muse_desktop.engine.child.log import NativeLog
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.samplers import NEVER, DryPrototypes, SamplerChain, bias_of_tokens
from muse_desktop.engine.child.threads import Pilots
from muse_desktop.engine.sampling import OFF, PRESETS, Sampling
from muse_desktop.errors import MuseError

pytestmark = pytest.mark.real_model
PLAIN = Sampling(temperature=1, min_p=0)


@pytest.fixture(scope="module")
def row(model: Model) -> np.ndarray:
    """The logits after a beginning."""
    context = Context(model, 128, Pilots(1, fixed=True), AbortFlag(), NativeLog())
    prompt = model.tokenise("Once upon a time there was a")
    context.prepare(prompt, reuse=False)
    context.prefill(prompt)
    found = context.row.copy()
    context.close()
    return found


@pytest.fixture
def dry() -> Iterator[DryPrototypes]:
    made = DryPrototypes()
    yield made
    made.close()


@pytest.fixture
def make(model: Model, dry: DryPrototypes):
    chains: list[SamplerChain] = []

    def build(sampling: Sampling = PLAIN, seed: int = 1, **more) -> SamplerChain:
        chain = SamplerChain(model.vocab, sampling, seed, dry, tokenise=model.tokenise, **more)
        chains.append(chain)
        return chain

    yield build
    for chain in chains:
        chain.close()


def probabilities(row: np.ndarray) -> np.ndarray:
    weights = np.exp(row.astype(np.float64) - row.max())
    return weights / weights.sum()


def left(chain: SamplerChain, row: np.ndarray) -> set[int]:
    return set(chain.shape(row)[0].tolist())


def draw(chain: SamplerChain, row: np.ndarray, count: int = 40) -> list[int]:
    return [chain.sample(row) for _ in range(count)]


def test_the_one_likeliest_token_is_what_greedy_takes(make, row) -> None:
    best = int(row.argmax())
    assert {make(Sampling(temperature=1, top_k=1), seed).sample(row) for seed in range(5)} == {best}
    assert make(Sampling(temperature=0)).sample(row) == best
    assert make(Sampling(temperature=0.0001)).sample(row) == best


def test_with_everything_off_the_model_itself_speaks(make, row) -> None:
    tokens, logits = make(Sampling(temperature=1, **{n: OFF[n] for n in OFF})).shape(row)
    assert np.array_equal(row[tokens], logits)
    assert len(tokens) == len(row)


@pytest.mark.parametrize("field", OFF)
def test_each_field_at_off_changes_no_pick(make, row, field: str) -> None:
    assert draw(make(Sampling(**{field: OFF[field]})), row, 8) == draw(
        make(Sampling(**({"min_p": 0.0} if field == "min_p" else {}))), row, 8
    )


def test_the_cuts_keep_what_their_papers_say(make, row) -> None:
    p = probabilities(row)
    order = np.argsort(-p)
    assert left(make(Sampling(temperature=1, min_p=0, top_k=7)), row) == set(order[:7].tolist())
    assert left(make(Sampling(temperature=1, min_p=0.05)), row) == set(np.flatnonzero(p >= 0.05 * p.max()))
    nucleus = int(np.searchsorted(np.cumsum(p[order]), 0.6)) + 1
    assert left(make(Sampling(temperature=1, min_p=0, top_p=0.6)), row) == set(order[:nucleus].tolist())
    near = row >= row.max() - 1.5 * row.std()
    sigma = left(make(Sampling(temperature=1, min_p=0, top_n_sigma=1.5)), row)
    assert sigma == set(np.flatnonzero(near).tolist())
    unusual = np.abs(-np.log(p) + (p * np.log(p)).sum())
    typical = np.argsort(unusual)
    count = int(np.searchsorted(np.cumsum(p[typical]), 0.5)) + 1
    found = left(make(Sampling(temperature=1, min_p=0, typical_p=0.5)), row)
    assert len(found ^ set(typical[:count].tolist())) <= 2  # the last one by rounding


def test_xtc_takes_the_likeliest_away(make, row) -> None:
    p = probabilities(row)
    threshold = float(np.sort(p)[-3])
    found = left(make(Sampling(temperature=1, min_p=0, xtc_probability=1, xtc_threshold=threshold)), row)
    assert set(np.argsort(-p)[:2].tolist()).isdisjoint(found)
    assert int(np.argsort(-p)[2]) in found


def test_temperature_divides_and_follows_the_choice_when_it_is_dynamic(make, row) -> None:
    _, plain = make(Sampling(temperature=0.5, min_p=0)).shape(row)
    assert np.allclose(np.sort(plain), np.sort(row / 0.5), rtol=1e-5)
    p = probabilities(row)
    entropy = -(p * np.log(p)).sum() / np.log(len(p))
    heat = 0.3 + (1.3 - 0.3) * entropy**2
    dynamic = Sampling(temperature=0.8, temperature_range=0.5, temperature_exponent=2, min_p=0)
    assert np.allclose(np.sort(make(dynamic).shape(row)[1]), np.sort(row / heat), rtol=1e-3)


def test_penalties_lower_what_was_there_by_how_often_it_was(make, row) -> None:
    chain = make(Sampling(temperature=1, min_p=0, frequency_penalty=0.5, presence_penalty=0.25))
    chain.accept([500, 500, 600])
    tokens, logits = chain.shape(row)
    change = row[tokens] - logits
    assert change[tokens == 500] == pytest.approx(1.25, abs=1e-4)
    assert change[tokens == 600] == pytest.approx(0.75, abs=1e-4)
    assert np.count_nonzero(np.abs(change) > 1e-6) == 2


@pytest.mark.parametrize("version", [1, 2])
def test_mirostat_is_the_same_for_a_seed_and_aims_at_its_surprise(make, row, version: int) -> None:
    low, high = (
        Sampling(temperature=1, mirostat=version, mirostat_tau=tau, mirostat_eta=0.3) for tau in (1, 8)
    )
    assert draw(make(high, 3), row) == draw(make(high, 3), row) != draw(make(high, 4), row)
    surprise = -np.log2(probabilities(row))
    told = [surprise[draw(make(sampling, 3), row, 60)].mean() for sampling in (low, high)]
    assert told[0] + (2 if version == 2 else 0) < told[1]  # the first one aims badly on a small model


def test_adaptive_p_seeks_tokens_of_its_probability(make, row) -> None:
    p = probabilities(row)
    common, rare = (
        p[draw(make(Sampling(temperature=1, min_p=0.02, adaptive_target=target)), row)].mean()
        for target in (0.9, 0.02)
    )
    assert common > rare
    again = Sampling(temperature=1, adaptive_target=0.3)
    assert draw(make(again, 5), row) == draw(make(again, 5), row) != draw(make(again, 6), row)


STATEFUL = [
    Sampling(adaptive_target=0.2, min_p=0.001),
    Sampling(mirostat=1),
    Sampling(mirostat=2),
    Sampling(frequency_penalty=0.5, repeat_penalty=1.2, repeat_last_n=8, dry_multiplier=2, temperature=1),
    *PRESETS.values(),
]


@pytest.mark.parametrize("sampling", STATEFUL)
def test_a_clone_goes_on_as_the_chain_itself_does(make, row, sampling: Sampling) -> None:
    chain = make(sampling, 9)
    draw(chain, row, 12)
    twin, third = chain.clone(), chain.clone()
    expected = draw(chain, row, 20)
    assert draw(twin, row, 20) == expected
    twin.close()
    again = third.clone()
    third.close()
    assert draw(again, row, 20) == expected
    again.close()


def test_a_word_that_must_not_come_never_comes_and_one_that_must_always_does(make, model, row) -> None:
    hot = Sampling(temperature=3, min_p=0, top_k=50)
    best = int(row.argmax())
    word = model.piece(best).decode().strip()
    assert best in left(make(hot), row)
    assert best not in draw(make(hot, bias=((word, -100),)), row, 200)
    always = bias_of_tokens((("boy", 100),), model.tokenise)
    assert set(draw(make(bias=(("boy", 100),)), row)) <= set(always)


def test_a_bias_is_a_step_that_says_what_it_adds_to_which_token(make, model, row) -> None:
    chain = make(bias=(("boy", -3),), grammar='root ::= .+')
    assert [name for name, _ in chain.steps] == ["bias", "grammar", "temperature", "dist"]
    boy = model.tokenise(" boy")[0]
    assert chain.steps[0][1][str(boy)] == -3
    alone = make(bias=(("boy", -3),))
    tokens, logits = alone.shape(row)
    assert (row[tokens] - logits)[tokens == boy] == pytest.approx(3, abs=1e-5)


def test_spellings_of_a_word_are_its_single_tokens_else_its_first_ones(model) -> None:
    def spelt(text: str) -> set[str]:
        return {model.piece(token).decode() for token in bias_of_tokens(((text, -1),), model.tokenise)}

    assert {"moon", " moon", " Moon"} & spelt("moon") >= {" moon"}
    assert spelt("Moon") <= {"Moon", " Moon"}
    rare = "zyxgrovian"
    assert len(model.tokenise(rare)) > 1
    assert all(rare.startswith(one.strip().lower()) for one in spelt(rare))
    assert bias_of_tokens((("", -1),), model.tokenise) == {}


def test_values_that_meet_add_up_and_never_stays_never(model) -> None:
    def of(*values: float) -> set[float]:
        return set(bias_of_tokens([("moon", value) for value in values], model.tokenise).values())

    assert of(2, 3) == {5}
    assert of(-120, 100) == of(100, -100) == of(-60, -60) == {NEVER}
    for bad in (float("nan"), 101):
        with pytest.raises(MuseError) as refused:
            of(bad)
        assert refused.value.code == "engine.setting_out_of_range"


def test_nothing_but_the_grammar_is_picked_and_the_end_when_it_is_complete(make, model, row) -> None:
    chain = make(grammar='root ::= " dog" | " cat"')
    text = b""
    while not model.is_end(token := chain.sample(row)):
        text += model.piece(token)
    assert text in (b" dog", b" cat")


def test_a_cut_cannot_leave_only_what_the_grammar_forbids(make, model, row) -> None:
    narrow = Sampling(temperature=1, top_k=1, min_p=0.9, top_n_sigma=0.1)
    assert model.piece(make(narrow, grammar='root ::= "#"').sample(row)) == b"#"


@pytest.mark.parametrize("sampling", [Sampling(temperature=0), PLAIN, *STATEFUL[:3]])
def test_when_nothing_can_be_picked_that_is_said_and_nothing_breaks(make, row, sampling: Sampling) -> None:
    nothing = np.full_like(row, -np.inf)
    for chain, logits in (
        (make(sampling, grammar='root ::= "\\u0378"'), np.where(np.arange(len(row)) < 300, -np.inf, row)),
        (make(sampling), nothing),
        (make(sampling), np.full_like(row, np.nan)),
    ):
        with pytest.raises(MuseError) as stuck:
            chain.sample(logits)
        assert stuck.value.code == "engine.grammar_stuck"
    usable = make(sampling)
    with pytest.raises(MuseError):
        usable.sample(nothing)
    assert usable.sample(row) >= 0


def test_tokens_that_stand_already_are_followed_or_refused(make, model, row) -> None:
    dog = model.tokenise(" dog")
    chain = make(grammar='root ::= " dog" "!"')
    chain.accept(model.tokenise("Once upon a time"))  # a prompt is no part of the answer
    chain.follow(dog)
    assert model.piece(chain.sample(row)) == b"!"
    with pytest.raises(MuseError) as refused:
        make(grammar='root ::= " cat"').follow(dog)
    assert refused.value.code == "engine.grammar_stuck"


@pytest.mark.parametrize("bad", ["root ::= root", "root ::= (", "x ::= \"a\"", "root ::= \"a\"{3,1}"])
def test_a_grammar_that_llama_cpp_would_die_of_is_refused(make, bad: str) -> None:
    with pytest.raises(MuseError) as refused:
        make(grammar=bad)
    assert refused.value.code == "engine.grammar_bad"


def test_a_chain_without_grammar_picks_what_llama_cpp_picks(make, row) -> None:
    from muse_desktop.engine.child.samplers import _TOKEN_DATA, _array

    for seed in range(10):
        ours, native = make(PRESETS["wild"], seed), make(PRESETS["wild"], seed)
        data = np.zeros(len(row), _TOKEN_DATA)
        data["id"], data["logit"] = np.arange(len(row)), row
        array = _array(data)
        llama_cpp.llama_sampler_apply(native.pointer, array)
        assert ours.sample(row) == array.data[array.selected].id


def test_seeds_differ(make, row) -> None:
    assert len(Counter(tuple(draw(make(PLAIN, seed), row, 5)) for seed in range(6))) > 1
