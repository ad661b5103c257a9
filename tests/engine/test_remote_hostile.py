"""Servers that hang, lie, break off or refuse: each ends in an error a writer can act on, in time."""

from __future__ import annotations

import itertools
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.engine.remote import http as remote_http
from muse_desktop.engine.remote.engine import RemoteEngine
from muse_desktop.engine.remote.http import MAX_ANSWER, MAX_LINE, told_reason
from muse_desktop.errors import MuseError, message
from tests.engine.conftest import Heard, ask
from tests.engine.remote_servers import HASTY, Speaker, Talk, piece, speaker

pytestmark = pytest.mark.loopback

WAIT = 20.0
Route = Callable[[Talk], None]


@pytest.fixture
def server() -> Iterator[Speaker]:
    with speaker() as made:
        yield made


def failure(future: Any) -> MuseError:
    """The error of a future, which must be worded in both languages and must not have taken long."""
    began = time.monotonic()
    error = future.exception(WAIT)
    assert time.monotonic() - began < 5
    assert isinstance(error, MuseError), error
    for language in ("en", "zh"):
        assert error.code not in message(error.code, language, **error.values)  # type: ignore[arg-type]
    return error


def started(kind: str = "text/event-stream") -> Route:
    return lambda talk: talk.begin(kind)


def saying(*said: Any) -> Route:
    """Stream these after a good beginning, and close."""

    def route(talk: Talk) -> None:
        talk.begin()
        talk.say(piece("Once"))
        for one in said:
            talk.say(one)

    return route


def raw(data: bytes) -> Route:
    """Answer with these bytes, whatever they are."""
    return lambda talk: talk.say(data)


def status(number: int, body: bytes = b"", kind: str = "application/json", **headers: str) -> Route:
    return lambda talk: talk.reply(number, kind, body, **headers)


def hangs_after(said: Any) -> Route:
    def route(talk: Talk) -> None:
        talk.begin()
        talk.say(said)
        talk.server.over.wait(WAIT)

    return route


def endless(make: Callable[[], bytes]) -> Route:
    def route(talk: Talk) -> None:
        talk.begin()
        while not talk.server.over.is_set():
            talk.say(make())

    return route


PAGE = b"<!DOCTYPE html><html><body>Welcome to the router!</body></html>"
BAD_STREAMS: dict[str, tuple[Route, str, str]] = {
    "a web page": (status(200, PAGE, "text/html"), "remote_unreadable", ""),
    "a web page as a stream": (lambda talk: (talk.begin(), talk.say(b"data: " + PAGE + b"\n"))[0],  # type: ignore[func-returns-value]
                               "remote_unreadable", ""),
    "an answer that is not streamed": (status(200, b'{"choices": []}'), "remote_unreadable", ""),
    "broken JSON": (saying(b'data: {"choices": [\n\n'), "remote_unreadable", "Once"),
    "JSON of another shape": (saying({"choices": "many"}), "remote_unreadable", "Once"),
    "deep JSON": (saying(b"data: " + b"[" * 100_000 + b"\n"), "remote_unreadable", "Once"),
    "text that is not UTF-8": (saying(b'data: {"model": "\xff\xfe"}\n\n'), "remote_unreadable", "Once"),
    "half an emoji": (saying(b'data: {"choices": [{"text": "\\ud83d"}]}\n\n'), "remote_unreadable", "Once"),
    "negative counts": (saying({"usage": {"prompt_tokens": -5}}), "remote_unreadable", "Once"),
    "a count of 10^30": (saying({"usage": {"prompt_tokens": 10**30}}), "remote_unreadable", "Once"),
    "a line without end": (endless(lambda: b"x" * 65536), "remote_unreadable", ""),
    "a text without end": (endless(lambda: b"data: " + json.dumps(piece("ab " * 20)).encode() + b"\n"),
                           "remote_unreadable", "ab"),
    "an error on the way": (saying({"error": {"message": "no memory"}}), "remote_failed", "Once"),
    "llama-server's old error": (saying(b'error: {"message": "slot lost"}\n\n'), "remote_failed", "Once"),
    "an end in the middle": (saying(), "remote_broke_off", "Once"),
    "a done that is not done": (saying(b"data: [DONE]\n\n"), "remote_broke_off", "Once"),
    "nothing at all": (lambda talk: None, "remote_broke_off", ""),
    "an empty stream": (started(), "remote_broke_off", ""),
    "silence": (lambda talk: talk.server.hang(talk), "remote_hangs", ""),
    "silence after the head": (hangs_after(b": hello\n\n"), "remote_hangs", ""),
    "silence after a word": (hangs_after(piece("Once")), "remote_hangs", "Once"),
    "not HTTP": (raw(b"SSH-2.0-OpenSSH_9.9\r\n"), "remote_unreadable", ""),
    "an endless head": (raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200), "remote_unreadable", ""),
    "a long head line": (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n"), "remote_unreadable", ""),
    "a bad chunk": (raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "remote_broke_off", ""),
    "401": (status(401, b'{"error": "key"}'), "remote_key_refused", ""),
    "403": (status(403), "remote_key_refused", ""),
    "404": (status(404, PAGE), "remote_not_there", ""),
    "400": (status(400, b'{"error": {"message": "too long"}}'), "remote_refused", ""),
    "422": (status(422, b'{"detail": [{"loc": ["body"], "msg": "bad"}]}'), "remote_refused", ""),
    "429": (status(429), "remote_overloaded", ""),
    "500": (status(500, PAGE), "remote_failed", ""),
    "503": (status(503, b"loading the model"), "remote_failed", ""),
    "204": (status(204), "remote_failed", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_STREAMS)
def test_a_bad_answer_becomes_an_error_and_what_came_before_it_is_kept(name: str, server: Speaker) -> None:
    route, code, kept = BAD_STREAMS[name]
    server.answers(route)
    heard = Heard()
    with RemoteEngine(patience=HASTY) as engine:
        engine.load(server.url).result(WAIT)
        error = failure(engine.generate(ask("x"), heard).future)
        assert error.code == f"engine.{code}", error
        assert heard.text().startswith(kept)
        assert bool(heard.text()) == bool(kept)
        server.tells("Better now")
        again = Heard()
        assert engine.generate(ask("x"), again).future.result(WAIT).candidates[0].text == again.text()
        assert again.text() == "Better now"


def test_one_bad_answer_ends_all_candidates_and_hangs_up_on_the_others(server: Speaker) -> None:
    turn, hung_up = itertools.count(), threading.Semaphore(0)
    others = threading.Barrier(3, timeout=WAIT)

    def route(talk: Talk) -> None:
        talk.begin()
        talk.say(piece("Once"))
        others.wait()
        if next(turn) > 0 and talk.gone():
            hung_up.release()

    server.answers(route)
    with RemoteEngine() as engine:
        engine.load(server.url).result(WAIT)
        error = failure(engine.generate(ask("x", seeds=(1, 2, 3)), Heard()).future)
        assert hung_up.acquire(timeout=2)
        assert hung_up.acquire(timeout=2)
    assert error.code == "engine.remote_broke_off"


def test_the_reason_that_a_server_gives_is_told(server: Speaker) -> None:
    server.answers(BAD_STREAMS["503"][0])
    with RemoteEngine() as engine:
        engine.load(server.url).result(WAIT)
        assert "loading the model" in str(failure(engine.generate(ask("x"), Heard()).future))


BAD_LISTS: dict[str, tuple[Route, str]] = {
    "a web page": (status(200, PAGE, "text/html"), "remote_unreadable"),
    "wrong JSON": (status(200, b'{"data": 5}'), "remote_unreadable"),
    "no JSON": (status(200, b"ok"), "remote_unreadable"),
    "no model": (status(200, b'{"data": []}'), "remote_no_model"),
    "a model without a name": (status(200, b'{"data": [{"id": ""}]}'), "remote_unreadable"),
    "a context below zero": (
        status(200, b'{"data": [{"id": "a", "max_model_len": -1}]}'),
        "remote_unreadable",
    ),
    "too much": (status(200, b" " * (MAX_ANSWER + 2)), "remote_unreadable"),
    "silence": (lambda talk: talk.server.hang(talk), "remote_hangs"),
    "a redirect": (status(302, Location="http://127.0.0.1:1/elsewhere"), "remote_moved"),
    "nothing": (lambda talk: None, "remote_broke_off"),
    "a key is wanted": (status(401), "remote_key_refused"),
}


@pytest.mark.parametrize("name", BAD_LISTS)
def test_a_bad_list_of_models_is_told(name: str, server: Speaker) -> None:
    route, code = BAD_LISTS[name]
    server.routes["/v1/models"] = route
    with RemoteEngine(patience=HASTY) as engine:
        assert failure(engine.load(server.url)).code == f"engine.{code}"
        assert engine.state == "empty"


def test_a_server_that_drips_is_not_waited_for(server: Speaker) -> None:
    def drip(talk: Talk) -> None:
        talk.begin("application/json")
        while not talk.server.over.wait(0.1):
            talk.say(b" ")

    server.routes["/v1/models"] = drip
    with RemoteEngine(patience=HASTY) as engine:
        assert failure(engine.load(server.url)).code == "engine.remote_hangs"


def test_no_redirect_is_followed(server: Speaker) -> None:
    with speaker() as elsewhere:
        for number in (301, 302, 303, 307, 308):
            server.answers(status(number, Location=f"{elsewhere.url}/v1/completions"))
            with RemoteEngine() as engine:
                engine.load(server.url).result(WAIT)
                error = failure(engine.generate(ask("secret"), Heard()).future)
            assert error.code == "engine.remote_moved"
            assert elsewhere.url in str(error)
        assert elsewhere.asked == []


def test_nobody_at_the_address(server: Speaker) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with RemoteEngine() as engine:
            assert failure(engine.load(f"http://127.0.0.1:{port}")).code == "engine.remote_unreachable"
            assert failure(engine.load("http://no-such-host.invalid")).code == "engine.remote_unreachable"
            assert engine.load(server.url).result(WAIT).remote == server.url


def test_a_server_that_does_not_take_connections_is_not_waited_for() -> None:
    with socket.socket() as deaf, socket.socket() as filling, RemoteEngine(patience=HASTY) as engine:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        filling.connect(deaf.getsockname())
        code = failure(engine.load(f"http://127.0.0.1:{deaf.getsockname()[1]}")).code
    assert code in ("engine.remote_unreachable", "engine.remote_hangs")


def test_nothing_is_sent_where_a_secure_connection_cannot_be_made(server: Speaker) -> None:
    with RemoteEngine("key", HASTY) as engine:
        error = failure(engine.load(server.url.replace("http:", "https:")))
    assert error.code == "engine.remote_not_secure"
    assert server.asked == []


def test_certificates_are_verified(monkeypatch: pytest.MonkeyPatch, server: Speaker) -> None:
    import ssl

    made: list[ssl.SSLContext] = []
    real = ssl.create_default_context

    def create() -> ssl.SSLContext:
        made.append(real())
        return made[-1]

    monkeypatch.setattr(remote_http.ssl, "create_default_context", create)
    with RemoteEngine(patience=HASTY) as engine:
        failure(engine.load(server.url.replace("http:", "https:")))
    assert made[0].verify_mode == ssl.CERT_REQUIRED
    assert made[0].check_hostname


def test_a_line_just_short_enough_is_read_and_a_longer_one_or_too_many_are_not(
    server: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = b":" + b"x" * (MAX_LINE - 2) + b"\n"
    server.answers(saying(comment, piece("", "stop")))
    with RemoteEngine() as engine:
        engine.load(server.url).result(WAIT)
        assert engine.generate(ask("x"), Heard()).future.result(WAIT).candidates[0].text == "Once"
        server.answers(saying(b":" + comment, piece("", "stop")))
        assert failure(engine.generate(ask("x"), Heard()).future).code == "engine.remote_unreadable"
        server.answers(saying(comment, piece("", "stop")))
        monkeypatch.setattr(remote_http, "MAX_STREAM", MAX_LINE)
        assert failure(engine.generate(ask("x"), Heard()).future).code == "engine.remote_unreadable"


def test_whatever_bytes_come_there_is_a_text_or_an_error_and_no_thread_is_left() -> None:
    before = threading.active_count()
    lines = st.one_of(
        st.binary(max_size=60),
        st.sampled_from([b"data: [DONE]", b"data:", b"error: x", b": ping", b'data: {"choices":[{}]}']),
        st.builds(lambda text: b"data: " + json.dumps(piece(text)).encode(), st.text(max_size=9)),
        st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5),
                     lambda inner: st.lists(inner, max_size=3)
                     | st.dictionaries(st.sampled_from(["choices", "delta", "text", "error"]), inner),
                     max_leaves=6).map(lambda value: b"data: " + json.dumps(value).encode()),
    )  # fmt: skip
    with speaker() as server, RemoteEngine(patience=HASTY) as engine:
        engine.load(server.url).result(WAIT)

        @settings(max_examples=60)
        @given(st.lists(lines, max_size=6))
        def check(said: list[bytes]) -> None:
            server.answers(lambda talk: (talk.begin(), talk.say(b"\n".join(said) + b"\n"))[0])  # type: ignore[func-returns-value]
            heard = Heard()
            error = engine.generate(ask("x"), heard).future.exception(WAIT)
            assert error is None or (isinstance(error, MuseError) and error.code.startswith("engine.remote_"))

        check()
    end = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() <= before


@given(st.binary(max_size=200))
def test_any_error_page_gives_a_reason_or_none(data: bytes) -> None:
    assert isinstance(told_reason(data), str)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"error": {"message": "no room"}}', "no room"),
        (b'{"error": "no room"}', "no room"),
        (b'{"message": "no room", "object": "error"}', "no room"),
        (b'{"detail": "no room"}', "no room"),
        (b"no room", "no room"),
        (PAGE, ""),
        (b"", ""),
    ],
)
def test_the_reason_is_found_where_servers_put_it(body: bytes, reason: str) -> None:
    assert told_reason(body) == reason
