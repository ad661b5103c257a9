"""A model at an address: what is asked of the server, and what its answers become."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from muse_desktop.engine.protocol import CandidateDone, Finished, GenerateRequest, Message, Piece
from muse_desktop.engine.remote.address import Address, remote_key
from muse_desktop.engine.remote.engine import RemoteEngine
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import ScoreRequest, WordsRequest
from muse_desktop.errors import MuseError
from tests.engine.conftest import Heard, ask, finish
from tests.engine.remote_servers import HASTY, MODEL, Speaker, Talk, piece, speaker

pytestmark = pytest.mark.loopback

WAIT = 20.0
LLAMA_SERVER = [{"id": MODEL, "owned_by": "llamacpp", "meta": {"n_ctx_train": 8192, "n_params": 7 * 10**9}}]


@pytest.fixture
def server() -> Iterator[Speaker]:
    with speaker() as made:
        yield made


@pytest.fixture
def engine(server: Speaker) -> Iterator[RemoteEngine]:
    """An engine that uses the server."""
    with RemoteEngine(patience=HASTY) as made:
        made.load(server.url).result(WAIT)
        yield made


def code(future: Any) -> str:
    with pytest.raises(MuseError) as caught:
        future.result(WAIT)
    assert not caught.value.text("zh").startswith("engine."), "worded in both languages"
    return caught.value.code


def until(met: Any) -> None:
    end = time.monotonic() + WAIT
    while not met():
        assert time.monotonic() < end
        time.sleep(0.005)


def slowly(*texts: str) -> Any:
    """A server that says this and then nothing more."""

    def route(talk: Talk) -> None:
        talk.begin()
        for text in texts:
            talk.say(piece(text))
        talk.server.over.wait(20)

    return route


# Finding the model.


def test_the_servers_first_model_is_taken_and_nothing_is_claimed_about_it(server: Speaker) -> None:
    server.has([{"id": MODEL}, {"id": "other"}])
    with RemoteEngine() as engine:
        assert engine.state == "empty"
        info = engine.load(server.url + "/v1/", context=3000).result(WAIT)
        assert engine.state == "ready"
        assert engine.model is info
    assert (info.name, info.remote, info.context, info.licence) == (MODEL, server.url, 3000, "")
    assert (info.architecture, info.size_bytes, info.path) == ("", 0, f"remote:{server.url}")
    assert engine.state == "closed"


def test_the_model_that_is_named_is_taken_or_the_known_ones_are_told(server: Speaker) -> None:
    server.has([{"id": "/models/Sea-1B.gguf"}, {"id": "b"}])
    with RemoteEngine() as engine:
        assert engine.load(server.url, "Sea-1B").result(WAIT).name == "Sea-1B"
        with pytest.raises(MuseError, match="Sea-1B, b") as caught:
            engine.load(server.url, "c").result(WAIT)
        assert caught.value.code == "engine.remote_no_model"
        assert engine.state == "empty"
        assert code(engine.generate(ask("x"), Heard()).future) == "engine.no_model"


def test_a_server_without_a_list_is_used_when_the_model_is_named(server: Speaker) -> None:
    del server.routes["/v1/models"]
    with RemoteEngine() as engine:
        assert code(engine.load(server.url)) == "engine.remote_not_there"
        assert engine.load(server.url, "tide").result(WAIT).name == "tide"


def test_the_context_is_the_servers_where_it_tells(server: Speaker) -> None:
    server.has(LLAMA_SERVER)
    server.routes["/props"] = lambda talk: talk.json({"default_generation_settings": {"n_ctx": 2048}})
    with RemoteEngine() as engine:
        info = engine.load(server.url, context=4096).result(WAIT)
        assert (info.context, info.context_trained, info.parameters) == (2048, 8192, 7 * 10**9)
        server.has([{"id": MODEL, "owned_by": "vllm", "max_model_len": 1234}])
        assert engine.load(server.url).result(WAIT).context == 1234


def test_a_proxy_of_the_environment_is_not_used(server: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with RemoteEngine() as engine:
        assert engine.load(server.url).result(WAIT).name == MODEL


def test_the_key_comes_from_the_environment_goes_as_a_bearer_and_is_never_repeated(
    server: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSE_DESKTOP_REMOTE_KEY", "sk-very-secret")

    def parrot(talk: Talk) -> None:
        talk.json({"error": {"message": f"bad {talk.headers['Authorization']}\n\x07"}}, status=400)

    server.answers(parrot)
    with RemoteEngine(remote_key()) as engine:
        engine.load(server.url).result(WAIT)
        with pytest.raises(MuseError) as caught:
            finish(engine, ask("x"))
    assert caught.value.code == "engine.remote_refused"
    assert caught.value.values["reason"] == "bad Bearer ***"
    assert {headers.get("Authorization") for _, headers, _ in server.asked} == {"Bearer sk-very-secret"}


@pytest.mark.parametrize("key", ["line\nbreak", "schlüssel", "x" * 5000])
def test_a_key_that_cannot_be_sent_is_refused(key: str, server: Speaker) -> None:
    with RemoteEngine(key) as engine:
        assert code(engine.load(server.url)) == "engine.remote_key_unusable"
    assert server.asked == []


def test_a_key_is_not_sent_where_everybody_could_read_it() -> None:
    with RemoteEngine("key") as engine:
        assert code(engine.load("http://models.example.org/v1")) == "engine.remote_key_in_clear"


# Generating.


def test_a_text_comes_as_events_of_the_usual_shape(engine: RemoteEngine, server: Speaker) -> None:
    heard = Heard()
    result = finish(engine, ask("Tell me.", max_tokens=9, stop=("###",)), heard)
    assert [type(event).__name__ for event in heard.events] == (
        ["Started", "Piece", "Piece", "Piece", "CandidateDone", "Finished"]
    )
    assert heard.started().reused == heard.started().prompt_tokens == 0
    assert heard.text() == result.candidates[0].text == "Once upon a time"
    assert result.candidates[0].stop_reason == "end"
    assert result.candidates[0].tokens == result.prompt_tokens == ()
    assert result.prompt_text == "[user]\nTell me."
    assert result.build["remote"] == server.url
    sent = server.bodies()[0]
    assert sent["messages"] == [{"role": "user", "content": "Tell me."}]
    assert (sent["model"], sent["seed"], sent["max_tokens"], sent["stop"]) == (MODEL, 7, 9, ["###"])
    assert sent["stream"] is True


def test_raw_text_is_continued_without_a_chat(engine: RemoteEngine, server: Speaker) -> None:
    result = finish(engine, GenerateRequest(prompt="The sea", seeds=(1,)))
    assert result.candidates[0].text == "Once upon a time"
    assert server.bodies()[0]["prompt"] == result.prompt_text == "The sea"
    assert server.asked[-1][0] == "/v1/completions"


def test_four_candidates_are_asked_for_at_once_each_with_its_own_values(
    engine: RemoteEngine, server: Speaker
) -> None:
    together = threading.Barrier(4, timeout=WAIT)

    def route(talk: Talk) -> None:
        together.wait()
        talk.begin()
        talk.say(piece(f"seed {talk.body['seed']}", "length"))

    server.answers(route)
    heats = tuple(Sampling(temperature=heat) for heat in (0.1, 0.2, 0.3, 0.4))
    heard = Heard()
    result = finish(engine, ask("x", seeds=(5, 6, 7, 8), samplings=heats), heard)
    assert [one.text for one in result.candidates] == ["seed 5", "seed 6", "seed 7", "seed 8"]
    assert heard.done() == dict.fromkeys(range(4), "length")
    assert {body["seed"]: body["temperature"] for body in server.bodies()} == {5: 0.1, 6: 0.2, 7: 0.3, 8: 0.4}
    assert [chain[0][1]["temperature"] for chain in result.chains] == [0.1, 0.2, 0.3, 0.4]


def test_a_stranger_gets_standard_fields_only_and_the_record_says_what_was_left_out(
    engine: RemoteEngine, server: Speaker
) -> None:
    result = finish(engine, ask("x", sampling=Sampling(min_p=0.05, dry_multiplier=0.8)))
    body = server.bodies()[0]
    assert {"temperature", "top_p", "frequency_penalty", "presence_penalty"} <= set(body)
    assert not {"min_p", "top_k", "dry_multiplier", "repeat_penalty", "stream_options"} & set(body)
    assert result.chain[0] == (
        "remote",
        {"temperature": 0.8, "top_p": 1.0, "frequency_penalty": 0.0, "presence_penalty": 0.0},
    )
    left_out = {name for name, _ in result.chain[1:]}
    assert {"not sent: min_p", "not sent: dry_multiplier", "not sent: dry_base"} <= left_out
    assert "not sent: top_k" not in left_out, "it is off"


def test_llama_server_gets_all_it_understands(server: Speaker) -> None:
    server.has(LLAMA_SERVER)
    with RemoteEngine(patience=HASTY) as engine:
        engine.load(server.url).result(WAIT)
        sampling = Sampling(min_p=0.03, xtc_probability=0.5, dry_multiplier=0.8, dry_window=99)
        result = finish(engine, ask("x", sampling=sampling))
    body = server.bodies()[0]
    assert (body["min_p"], body["top_k"], body["xtc_probability"]) == (0.03, 0, 0.5)
    assert (body["dry_multiplier"], body["dry_penalty_last_n"]) == (0.8, 99)
    assert [name for name, _ in result.chain] == ["remote"]


def test_what_the_server_counted_goes_on_record_as_its_word(engine: RemoteEngine, server: Speaker) -> None:
    server.tells("Yes", usage={"prompt_tokens": 12, "completion_tokens": 40})
    result = finish(engine, ask("x"))
    assert result.build["prompt_tokens"] == "12"
    assert result.prompt_tokens == ()
    assert result.timings.tokens_per_s > 0


def test_a_prefill_goes_as_the_assistants_last_message_and_an_echo_of_it_is_dropped(
    engine: RemoteEngine, server: Speaker
) -> None:
    server.tells("Dear", " Sea", ",", " you are wide")
    result = finish(engine, ask("Write.", prefill="Dear Sea,"))
    assert server.bodies()[0]["messages"][-1] == {"role": "assistant", "content": "Dear Sea,"}
    assert result.candidates[0].text == " you are wide"
    server.tells("Dear", " Land")
    assert finish(engine, ask("Write.", prefill="Dear Sea,")).candidates[0].text == "Dear Land"
    server.tells("Dear")
    assert finish(engine, ask("Write.", prefill="Dear Sea,")).candidates[0].text == "Dear"


def test_a_stop_string_ends_a_candidate_also_where_the_server_does_not_mind_it(
    engine: RemoteEngine, server: Speaker
) -> None:
    server.tells("one tw", "o th", "ree four")
    heard = Heard()
    result = finish(engine, ask("x", stop=("A", "B", "C", "D", "three")), heard)
    assert server.bodies()[0]["stop"] == ["A", "B", "C", "D"], "more are not allowed"
    assert heard.text() == result.candidates[0].text == "one two "
    assert result.candidates[0].stop_reason == "stop"


def test_a_banned_phrase_never_shows_and_ends_its_candidate(engine: RemoteEngine, server: Speaker) -> None:
    server.tells("A rich ", "Tape", "stry of", " words")
    heard = Heard()
    result = finish(engine, ask("x", banned=("tapestry",)), heard)
    assert heard.text() == result.candidates[0].text == "A rich "
    assert result.candidates[0].stop_reason == "blocked"
    assert result.build["ended_before_banned"] == ["Tapestry"]


# Stopping.


def test_stop_hangs_up_at_once_and_keeps_what_came(engine: RemoteEngine, server: Speaker) -> None:
    hung_up = threading.Event()

    def route(talk: Talk) -> None:
        talk.begin()
        talk.say(piece("so far"))
        if talk.gone():
            hung_up.set()

    server.answers(route)
    heard = Heard()
    job = engine.generate(ask("x", seeds=(1, 2)), heard)
    until(lambda: heard.text(0) and heard.text(1))
    began = time.monotonic()
    job.cancel()
    result = job.future.result(WAIT)
    assert time.monotonic() - began < 0.3
    assert [(one.text, one.stop_reason) for one in result.candidates] == [("so far", "cancelled")] * 2
    assert isinstance(heard.events[-1], Finished)
    assert hung_up.wait(2)


def test_stop_does_not_wait_for_a_server_that_has_not_answered_yet(
    engine: RemoteEngine, server: Speaker
) -> None:
    server.answers(server.hang)
    job = engine.generate(ask("x"), Heard())
    until(server.bodies)
    began = time.monotonic()
    job.cancel()
    assert job.future.result(WAIT).candidates[0].stop_reason == "cancelled"
    assert time.monotonic() - began < 0.3
    until(lambda: engine.state == "ready")


def test_one_candidate_is_stopped_and_the_other_goes_on(engine: RemoteEngine, server: Speaker) -> None:
    go_on, hung_up = threading.Event(), threading.Event()

    def route(talk: Talk) -> None:
        talk.begin()
        talk.say(piece("a"))
        if talk.body["seed"] == 1 and talk.gone():
            hung_up.set()
        go_on.wait(WAIT)
        talk.say(piece("b", "stop"))

    server.answers(route)
    heard = Heard()
    job = engine.generate(ask("x", seeds=(1, 2)), heard)
    until(lambda: heard.text(0) and heard.text(1))
    job.stop_candidate(0)
    until(lambda: 0 in heard.done())
    assert hung_up.wait(2)
    go_on.set()
    result = job.future.result(WAIT)
    assert [(one.text, one.stop_reason) for one in result.candidates] == [("a", "cancelled"), ("ab", "end")]


def test_generations_wait_for_their_turn_and_a_waiting_one_can_be_stopped(
    engine: RemoteEngine, server: Speaker
) -> None:
    server.answers(slowly("first"))
    heard = Heard()
    first = engine.generate(ask("one"), heard, label="a poem")
    until(heard.text)
    second, third = engine.generate(ask("two"), Heard()), engine.generate(ask("three"), Heard())
    assert engine.queue.jobs()[0].label == "a poem"
    assert engine.state == "busy"
    second.cancel()
    assert second.future.result(WAIT).candidates[0].stop_reason == "cancelled"
    assert len(server.bodies()) == 1, "nothing was sent for it"
    server.tells("third")
    first.cancel()
    assert third.future.result(WAIT).candidates[0].text == "third"
    until(lambda: engine.queue.jobs() == ())


def test_closing_ends_what_runs_and_what_waits(engine: RemoteEngine, server: Speaker) -> None:
    server.answers(slowly("a"))
    heard = Heard()
    running, waiting = engine.generate(ask("x"), heard), engine.generate(ask("y"), Heard())
    until(heard.text)
    engine.close()
    assert code(running.future) == code(waiting.future) == "engine.closed"
    assert code(engine.generate(ask("z"), Heard()).future) == "engine.closed"
    assert code(engine.load(server.url)) == "engine.closed"


def test_a_listener_with_a_bug_is_reported_and_the_generation_goes_on(
    engine: RemoteEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_type))

    def buggy(event: object) -> None:
        if isinstance(event, Piece | CandidateDone):
            raise KeyError(event)

    job = engine.generate(ask("x"), buggy)
    assert job.future.result(WAIT).candidates[0].text == "Once upon a time"
    assert reported == [KeyError] * 4


# What it cannot do, and what it does otherwise.


def test_what_no_such_server_can_do_is_said(engine: RemoteEngine, server: Speaker, tmp_path: Any) -> None:
    before = len(server.asked)
    messages = (Message("user", "x"),)
    futures = [
        engine.generate(ask("x", grammar='root ::= "a"'), Heard()).future,
        engine.generate(ask("x", bias=(("sea", 5.0),)), Heard()).future,
        engine.generate(ask("x", kept=(1, 2)), Heard()).future,
        engine.generate(GenerateRequest(prompt=(1, 2), seeds=(1,)), Heard()).future,
        engine.words(WordsRequest(prompt=messages)).future,
        engine.score(ScoreRequest(prompt=messages, answer="y")).future,
        engine.tokenise("x"), engine.ends([1]), engine.devices(), engine.estimate(tmp_path),
        engine.calibrate().future,
    ]  # fmt: skip
    assert {code(future) for future in futures} == {"engine.remote_cannot"}
    nothing = engine.generate(GenerateRequest(prompt="", seeds=(1,)), Heard())
    assert code(nothing.future) == "engine.prompt_empty"
    assert len(server.asked) == before


def test_a_pause_in_the_writing_sends_nothing(engine: RemoteEngine, server: Speaker, tmp_path: Any) -> None:
    before = len(server.asked)
    assert engine.prewarm("The draft so far").future.result(WAIT).ready == 0
    assert engine.limit(1).result(WAIT) is None
    assert engine.forget(tmp_path).result(WAIT) is None
    assert engine.render([Message("system", "Be brief."), Message("user", "Hi")], "So").result(WAIT) == (
        "[system]\nBe brief.\n\n[user]\nHi\n\n[assistant]\nSo"
    )
    assert engine.count(["twelve chars", "月光", ""]).result(WAIT) == [4, 2, 0]
    assert len(server.asked) == before


def test_a_server_on_this_machine_counts_and_one_elsewhere_is_not_shown_the_draft(
    server: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.has(LLAMA_SERVER)
    server.routes["/tokenize"] = lambda talk: talk.json({"tokens": list(talk.body["content"])})
    with RemoteEngine(patience=HASTY) as engine:
        engine.load(server.url).result(WAIT)
        assert engine.count(["abc", "de"]).result(WAIT) == [3, 2]
        server.routes["/tokenize"] = lambda talk: talk.json({"tokens": -1})
        assert engine.count(["abcdefgh"]).result(WAIT) == [3], "an estimate from now on"
        asked = len(server.asked)
        assert engine.count(["abcdefgh"]).result(WAIT) == [3]
        assert len(server.asked) == asked

        monkeypatch.setattr(Address, "is_loopback", property(lambda _: False))
        server.asked.clear()
        engine.load(server.url).result(WAIT)
        engine.count(["a secret draft"]).result(WAIT)
    assert not [path for path, _, _ in server.asked if "token" in path]


def test_vectors_are_made_where_the_server_makes_them_and_are_unit_vectors(
    engine: RemoteEngine, server: Speaker
) -> None:
    assert code(engine.embed(["a"]).future) == "engine.remote_cannot"

    def route(talk: Talk) -> None:
        vectors = [{"index": at, "embedding": [3.0, 4.0 * at]} for at in range(len(talk.body["input"]))]
        talk.json({"data": vectors[::-1]})

    server.routes["/v1/embeddings"] = route
    made = engine.embed(["a", "b"]).future.result(WAIT)
    rows = np.frombuffer(made.data, "<f4").reshape(made.count, made.width)
    assert rows.tolist() == pytest.approx(np.array([[1.0, 0.0], [0.6, 0.8]]))
    uneven = [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 2.0]}]
    for lie in ([], uneven, [{"index": -1}]):
        server.routes["/v1/embeddings"] = lambda talk, lie=lie: talk.json({"data": lie})  # type: ignore[misc]
        assert code(engine.embed(["a", "b"]).future) == "engine.remote_unreadable"
