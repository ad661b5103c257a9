"""Grammars: what is refused before llama.cpp sees it, and what it does with the rest."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine import gbnf, grammar
from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest
from muse_desktop.engine.sampling import Sampling
from muse_desktop.errors import MuseError
from muse_desktop.models.starter import find_starter
from tests.engine.conftest import GREEDY, ask, finish

EXAMPLES = [
    *(grammar.shipped(name) for name in grammar.SHIPPED),
    'root ::= (expr "=" term "\\n")+\nexpr ::= term ([-+*/] term)*\nterm ::= [0-9]+ | "(" expr ")"',
    'root ::= a? b{2,5} c*\na ::= "x" | ""\nb ::= [c-z] | "ab"\nc ::= "(" root ")"',
    'root ::= [^x]{3} . "\\u4e2d"? ("a" | "b" | [c-e])+ # end\n',
    'root ::= x x\nx ::= "a" | "aa" | y\ny ::= "b"{0,3} "c"',
]
LETTERS = '()[]{}*+?|"\\:=,-^.ab019\n #'
PARTS = ["root", "a", '("")*', "x{0,9}", "(a|b)?", '"a"*', "{2}", "{0}", "{3,}", '\n"b"', "|", "::="]


def refused(text: str) -> MuseError:
    with pytest.raises(MuseError) as found:
        grammar.check(text)
    assert found.value.code == "engine.grammar_bad"
    return found.value


def problem(text: str) -> MuseError | None:
    try:
        grammar.check(text)
    except MuseError as error:
        return error
    return None


BAD = {
    "empty": ("", 1, "no rule root"),
    "no root": ('x ::= "a"', 1, "no rule root"),
    "an open quotation": ('root ::= "a', 1, "too early"),
    "an open class": ("root ::= [a-z", 1, "too early"),
    "an open bracket": ('root ::= ("a"', 1, "closing bracket"),
    "a rule that is nowhere": ('root ::= "a"\nx ::= y', 2, "no rule y"),
    "a rule twice": ('root ::= "a"\nroot ::= "b"', 2, "twice"),
    "nonsense": ("root ::= $", 1, "should end"),
    "an underscore": ("root ::= a_b", 1, "should end"),
    "a sign missing": ('root = "a"', 1, "::= is missing"),
    "an unknown escape": ('root ::= "\\q"', 1, "escape"),
    "half an escape": ('root ::= "\\u12"', 1, "escape"),
    "no character": ('root ::= "\\U00110000"', 1, "no character"),
    "half a pair": ('root ::= "\\ud800"', 1, "no character"),
    "a null": ('root ::= "a\0"', 1, "cannot be written"),
    "a surrogate": ('root ::= "\ud800"', 1, "cannot be written"),
    "an empty class": ("root ::= []", 1, "without characters"),
    "a range backwards": ("root ::= [z-a]", 1, "backwards"),
    "a token of one model": ('root ::= <think> "a"', 1, "tokens of one model"),
    "nothing to repeat": ("root ::= *", 1, "nothing to repeat"),
    "an empty text repeated": ('root ::= ""+', 1, "nothing to repeat"),
    "itself first": ('root ::= root "a" | "b"', 1, "begin with itself"),
    "itself by a way round": ('root ::= "x" a\na ::= b "x"\nb ::= c\nc ::= a | "y"', 2, "begin with itself"),
    "itself after what may be empty": (
        'root ::= e root "x" | "y"\ne ::= f f\nf ::= g\ng ::= "" | "y"', 1, "begin with itself"
    ),
    "a loop of nothing": ('root ::= ("a"?)*', 1, "repeats nothing"),
    "a loop of loops": ('root ::= ("a"*)+', 1, "repeats nothing"),
    "a huge repetition": ('root ::= "a"{1,100000}', 1, "repetitions"),
    "a number without end": ('root ::= "a"{' + "9" * 400 + "}", 1, ""),
    "fewer than at least": ('root ::= "a"{3,2}', 1, "fewer"),
    "repetitions of repetitions": ('root ::= (("a"{0,50} "b"){0,50} "c"){0,50}', 1, "repetitions"),
    "long things often": ('root ::= "' + "a" * 300 + '"{200}', 1, "written out"),
    "deep brackets": ("root ::= " + "(" * 100_00 + '"a"' + ")" * 100_00, 1, "nested"),
    "a long text": ("root ::= " + '"a" ' * 30_000, 1, "longer"),
    "ways that double": ('root ::= "a" root "b" | "a" root "c" | "d"', 1, "ways"),
    "ways of nothing": ('root ::= (("a"?){0,40}){0,40}', 1, "ways"),
    "loops in loops": ("root ::= ([ab]+ [ab]*)+ ", 1, "ways"),
    "far inside": ('root ::= "' + "x" * 200 + '" a\na ::= ("x" | "x" "x" | "x"+)+', 0, "ways"),
    "rules that begin with rules": (
        "root ::= a0\n" + "".join(f'a{i} ::= a{i + 1} "x" | a{i + 1}\n' for i in range(40)) + 'a40 ::= "z"',
        0, "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_would_end_or_hold_up_llama_cpp_is_refused_with_line_and_reason(what: str) -> None:
    text, line, reason = BAD[what]
    error = refused(text)
    assert reason in str(error.values["reason"])
    assert line in (0, error.values["line"])
    assert "{" not in error.text("en")
    assert "行" in error.text("zh")


@pytest.mark.parametrize("text", EXAMPLES)
def test_useful_grammars_pass(text: str) -> None:
    grammar.check(text)


def test_comments_line_ends_and_brackets_over_several_lines_are_read() -> None:
    text = '# first\r\nroot ::= ( # here\r\n  "a" |\r\n  b\r\n)\r\n\r\nb ::= "b" # last'
    assert grammar.accepts(text, "a")
    assert grammar.accepts(text, "b")
    assert not grammar.accepts(text, "ab")


def test_whole_texts_are_accepted_and_others_are_not() -> None:
    numbers = 'root ::= "-"? ([0-9] | [1-9] [0-9]{1,3}) ("." [0-9]+)?'
    assert all(grammar.accepts(numbers, text) for text in ("0", "-12.50", "9999"))
    assert not any(grammar.accepts(numbers, text) for text in ("", "-", "01", "10000", "1.", "1.5x"))
    assert grammar.accepts('root ::= [^a]{2} "\\u4e2d" .', "é😀中\n")
    assert not grammar.accepts('root ::= [^a]{2} "\\u4e2d" .', "éa中\n")


SAMPLES = {
    "lines": ("One line", "one\ntwo\nthree"),
    "haiku": ("an old silent pond\na frog jumps into the pond\nsplash! silence again",),
    "list": ("1. bread", "1. bread\n2. milk\n3. tea"),
}
STRANGERS = {
    "lines": ("", "one\n\ntwo", " indented", "one\n"),
    "haiku": ("one\ntwo", "one two\nthree four\nfive six\nseven eight"),
    "list": ("2. milk", "1. bread\n3. tea", "1. bread\n"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_shipped_grammars_mean_what_they_say(name: str) -> None:
    text = grammar.shipped(name)
    assert all(grammar.accepts(text, sample) for sample in SAMPLES[name])
    assert not any(grammar.accepts(text, stranger) for stranger in STRANGERS[name])


def test_only_grammars_of_ours_are_shipped() -> None:
    with pytest.raises(ValueError, match="no such grammar"):
        grammar.shipped("../recipes/poem")


@given(st.text(alphabet=LETTERS + "rot", max_size=60))
def test_any_text_is_read_or_refused_with_a_line_of_it(text: str) -> None:
    for candidate in (text, f"root ::= {text}"):
        error = problem(candidate)
        if error is not None:
            assert error.code == "engine.grammar_bad"
            assert 1 <= int(error.values["line"]) <= candidate.count("\n") + 1


@given(st.integers(0, 40), st.integers(0, 40))
def test_repetitions_count_what_they_say(low: int, more: int) -> None:
    text = f'root ::= "a"{{{low},{low + more}}} "b"'
    assert grammar.accepts(text, "a" * low + "b")
    assert grammar.accepts(text, "a" * (low + more) + "b")
    assert not grammar.accepts(text, "a" * (low + more + 1) + "b")
    assert not low or not grammar.accepts(text, "a" * (low - 1) + "b")


def changed(chance: random.Random) -> str:
    """A grammar with a few things put in, left out, doubled, or taken from another one."""
    text = chance.choice(EXAMPLES)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        other, letter, part = chance.choice(EXAMPLES), chance.choice(LETTERS), chance.choice(PARTS)
        piece = chance.choice([letter, part, other[at : at + 12], text[at : at + 9]])
        text = text[:at] + piece + text[at + chance.choice([0, 0, 1, 3]) :]
    return text


def grown(chance: random.Random, depth: int = 0) -> str:
    """A part of a grammar made of nothing but rules of GBNF."""
    kind = chance.random()
    if depth > 4 or kind < 0.35:
        return chance.choice(['"a"', '"b"', '"ab"', "[ab]", "[^a]", ".", '""', "r1", "r2", "r3"])
    parts = [grown(chance, depth + 1) for _ in range(chance.randint(1, 3))]
    if kind < 0.6:
        return " ".join(parts)
    if kind < 0.8:
        return "(" + " | ".join(parts) + ")"
    return f"({parts[0]})" + chance.choice(["*", "+", "?", "{2}", "{0,3}", "{1,}", "{2,4}", "{0}"])


def passing(count: int) -> list[str]:
    chance = random.Random(20)
    found: list[str] = []
    while len(found) < count:
        rules = (f"{name} ::= {grown(chance, 1)} | {grown(chance, 1)}" for name in ("root", "r1", "r2", "r3"))
        for text in (changed(chance), changed(chance), "\n".join(rules)):
            if problem(text) is None:
                found.append(text)
    return found


def grammars(count: int, _: Path) -> str:
    """Give llama.cpp this many grammars that pass; fails when one ends it or is read otherwise than here."""
    texts = passing(count)
    child = subprocess.run(
        [sys.executable, "-m", "tests.engine.grammar_child", str(find_starter())],
        input=json.dumps(texts), capture_output=True, text=True, timeout=280 + count, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    told = [json.loads(line) for line in child.stdout.splitlines()]
    assert child.returncode == 0, texts[len(told)] if len(told) < len(texts) else child.stderr[-500:]
    assert len(told) == len(texts)
    assert [text for text, (_, agreed) in zip(texts, told, strict=True) if not agreed] == []
    wrote = sum(bool(written) for written, _ in told)
    assert wrote > 0.6 * count
    return f"{wrote} of {count} grammars wrote something."


@pytest.mark.real_model
def test_what_passes_never_ends_llama_cpp_and_is_read_by_it_as_here(tmp_path: Path) -> None:
    """More of them: `python tests/soak.py grammars`."""
    assert grammars(80, tmp_path)


@pytest.mark.real_model
@pytest.mark.parametrize("name", ["lines", "haiku", "list"])
def test_a_model_writes_by_each_shipped_grammar(shared_engine: Engine, name: str) -> None:
    text = grammar.shipped(name)
    request = ask("Write about the sea.", grammar=text, max_tokens=40, sampling=Sampling(temperature=1))
    result = finish(shared_engine, request)
    made = result.candidates[0]
    assert result.chain[0][0] == "grammar"
    begun = grammar.feed(grammar.begin(text), made.text.encode())
    assert begun.ways
    assert made.stop_reason == "length" or grammar.accepts(text, made.text)


@pytest.mark.real_model
def test_a_character_sheet_is_json_with_its_keys(shared_engine: Engine) -> None:
    short = grammar.shipped("json_sheet").replace("{1,200}", "{1,12}")
    request = ask("Describe a pirate.", grammar=short, max_tokens=250, sampling=Sampling(temperature=0.7))
    made = finish(shared_engine, request).candidates[0]
    assert made.stop_reason == "end"
    sheet = json.loads(made.text)
    assert list(sheet) == ["name", "age", "role", "looks", "traits", "wants", "fears", "secret", "voice"]
    assert isinstance(sheet["age"], int)
    assert grammar.accepts(grammar.shipped("json_sheet"), made.text)


@pytest.mark.real_model
def test_a_grammar_that_no_token_fits_is_told_and_the_engine_lives_on(shared_engine: Engine) -> None:
    bent = 'root ::= "a" [\\U000F0000-\\U000F0001] "b"'
    ruled_out = tuple((piece, -100.0) for piece in ("a", "b", "ab"))
    job = shared_engine.generate(ask("Hi.", grammar='root ::= "a"', bias=ruled_out), lambda _: None)
    error = job.future.exception(60)
    assert isinstance(error, MuseError)
    assert error.code == "engine.grammar_stuck"
    broken = shared_engine.generate(ask("Hi.", grammar='root ::= root "a"'), lambda _: None)
    told = broken.future.exception(60)
    assert isinstance(told, MuseError)
    assert told.code == "engine.grammar_bad"
    assert finish(shared_engine, ask("Hi.", grammar=bent, max_tokens=2)).candidates[0].text.startswith("a")
    assert finish(shared_engine, ask("Hi.", max_tokens=2, sampling=GREEDY)).candidates[0].text


@pytest.mark.real_model
def test_bias_and_values_of_its_own_reach_each_candidate(shared_engine: Engine) -> None:
    own = (GREEDY, Sampling(temperature=2, top_k=2))
    request = GenerateRequest(prompt="The sea, the", seeds=(1, 2), samplings=own, max_tokens=8)
    result = finish(shared_engine, request)
    assert [steps[-1][0] for steps in result.chains] == ["greedy", "dist"]
    first = result.candidates[0].text.split()[0].strip(".,")
    plain = GenerateRequest(
        prompt="The sea, the", seeds=(1,), sampling=GREEDY, bias=((first, -100),), max_tokens=8
    )
    without = finish(shared_engine, plain)
    assert without.chain[0][0] == "bias"
    assert first not in without.candidates[0].text.split()


def test_limits_are_those_that_llama_cpp_counts() -> None:
    rules = gbnf.read('root ::= ("a" "b"){2,4} [c-d]*', "root")
    assert [len(rule) for rule in rules.rules] == [1, 1, 2, 2, 2]
    assert rules.names[0] == "root"
