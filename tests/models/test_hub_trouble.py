"""What goes wrong at a hub is told in words, at once, and never by waiting."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.models import hub_session
from muse_desktop.models.hub import Hub
from muse_desktop.models.hub_session import Patience
from muse_desktop.models.hub_trouble import trouble
from muse_desktop.models.network import NetworkLog
from tests.models.hub_server import HubServer
from tests.models.hub_servers import trickle

pytestmark = pytest.mark.loopback

HASTY = Patience(connect_s=1.0, silent_s=0.5, whole_s=1.0)


def code_of(caught: pytest.ExceptionInfo[MuseError]) -> str:
    return caught.value.code


@pytest.mark.parametrize(
    ("status", "headers", "code"),
    [
        (404, {}, "models.hub_not_found"),
        (401, {"X-Error-Code": "RepoNotFound"}, "models.hub_not_found"),
        (401, {"X-Error-Code": "GatedRepo"}, "models.hub_sign_in"),
        (401, {}, "models.hub_sign_in"),
        (401, {"X-Error-Message": "Invalid credentials in Authorization header"}, "models.hub_token_refused"),
        (403, {"X-Error-Code": "GatedRepo"}, "models.hub_forbidden"),
        (403, {}, "models.hub_forbidden"),
        (429, {"Retry-After": "7"}, "models.hub_busy"),
        (408, {}, "models.hub_down"),
        (500, {}, "models.hub_down"),
        (503, {"Retry-After": "999999"}, "models.hub_down"),
        (418, {}, "models.hub_strange"),
        (407, {}, "models.hub_strange"),
        (204, {}, "models.hub_strange"),
    ],
)
def test_each_status_is_told_in_words_at_once_and_asked_once(
    server: HubServer, hub: Hub, log: NetworkLog, status: int, headers: dict[str, str], code: str
) -> None:
    server.status(status, times=10, headers=headers, where="api")
    begun = time.monotonic()
    with pytest.raises(MuseError) as caught:
        hub.files("anna/tide-GGUF")
    assert code_of(caught) == code
    assert time.monotonic() - begun < 1.0
    assert len(server.asked) == 1
    (entry,) = log.entries()
    assert (entry.why, entry.status, entry.error) == ("files", status, code)
    for language in ("en", "zh"):
        assert "{" not in caught.value.text(language)


def test_a_search_is_not_tried_again_behind_our_back(server: HubServer, hub: Hub) -> None:
    server.status(429, times=10, headers={"Retry-After": "100000000"}, where="api")
    with pytest.raises(MuseError) as caught:
        hub.search("tide")
    assert caught.value.values["seconds"] == 86_400
    assert len(server.asked) == 1


def test_a_sign_in_that_is_refused_says_so(server: HubServer, log: NetworkLog) -> None:
    for ask in (lambda hub: hub.who(), lambda hub: hub.search("x"), lambda hub: hub.files("anna/tide-GGUF")):
        with pytest.raises(MuseError) as caught:
            ask(Hub(server.endpoint, lambda: "hf_wrong", log))
        assert code_of(caught) == "models.hub_token_refused"
        assert "hf_wrong" not in str(caught.value)
    assert "hf_wrong" not in log._path.read_text("utf-8")


def test_a_page_of_a_hotel_is_not_taken_for_an_answer(server: HubServer, hub: Hub) -> None:
    for ask in (lambda: hub.search("x"), lambda: hub.files("anna/tide-GGUF")):
        server.page(where="api")
        with pytest.raises(MuseError, match="login page") as caught:
            ask()
        assert code_of(caught) == "models.hub_strange"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b"null", b"7", b'"x"', b"[" * 100_000, b'{"id": NaN}', b"[]", b"{}",
        b'{"id": 3}', b'[{"id": "a/b"}, 7]', b'[{"id": "a/b", "lastModified": "yesterday"}]',
        b'{"id": "a/b", "siblings": 3}', b'{"id": "a/b", "siblings": [{"size": 3}]}',
        b'{"id": "a/b", "siblings": [{"rfilename": "x", "lfs": 3}]}',
        b'{"id": "a/b", "inferenceProviderMapping": 3}',
        b'{"id": "a/b", "cardData": {"license": {"a": 1}}}',
    ],
)  # fmt: skip
def test_garbage_is_told_as_such_and_nothing_breaks(server: HubServer, hub: Hub, body: bytes) -> None:
    for ask in (lambda: hub.search("x"), lambda: hub.files("anna/tide-GGUF")):
        server.garbage(body)
        try:
            assert isinstance(ask(), tuple)
        except MuseError as error:
            assert error.code == "models.hub_strange"  # noqa: PT017 - either is fine


def test_a_strange_account_is_no_account(server: HubServer, log: NetworkLog) -> None:
    for body in (b"[]", b"{}", b'{"name": 3}', b'{"name": ""}'):
        server.garbage(body)
        with pytest.raises(MuseError) as caught:
            Hub(server.endpoint, lambda: "hf_good", log).who()
        assert code_of(caught) == "models.hub_strange"


def test_an_answer_that_never_ends_is_cut_off(server: HubServer, hub: Hub, log: NetworkLog) -> None:
    server.garbage(b'["' + b"x" * (hub_session.MAX_ANSWER + 10) + b'"]')
    with pytest.raises(MuseError, match=str(hub_session.MAX_ANSWER)):
        hub.search("x")
    assert log.entries()[0].received < hub_session.MAX_ANSWER + 2**20


def test_nobody_there(log: NetworkLog) -> None:
    with HubServer() as gone:
        endpoint = gone.endpoint
    with pytest.raises(MuseError) as caught:
        Hub(endpoint, lambda: "", log, HASTY).search("x")
    assert code_of(caught) == "models.hub_unreachable"
    assert log.entries()[0].error == "models.hub_unreachable"


def test_a_connection_that_breaks_off(server: HubServer, hub: Hub) -> None:
    server.hang_up(where="api")
    with pytest.raises(MuseError) as caught:
        hub.search("x")
    assert code_of(caught) in ("models.hub_unreachable", "models.hub_strange")
    assert len(server.asked) == 1


def test_a_silent_hub_is_not_waited_for(server: HubServer, log: NetworkLog) -> None:
    server.stall(where="api")
    begun = time.monotonic()
    with pytest.raises(MuseError, match="no answer in time") as caught:
        Hub(server.endpoint, lambda: "", log, Patience(1.0, 0.3, 20.0)).search("x")
    assert code_of(caught) == "models.hub_unreachable"
    assert 0.2 < time.monotonic() - begun < 10


def test_nor_one_that_sends_a_letter_now_and_then(log: NetworkLog) -> None:
    with trickle() as (endpoint, hung_up):
        begun = time.monotonic()
        with pytest.raises(MuseError, match="1 s") as caught:
            Hub(endpoint, lambda: "", log, HASTY).search("x")
        assert code_of(caught) == "models.hub_unreachable"
        assert time.monotonic() - begun < 2.0
        assert hung_up.wait(2.0)  # the connection is cut, not left behind
    for _ in range(100):
        if log.entries()[0].error:
            break
        time.sleep(0.01)
    assert log.entries()[0].error


def test_nor_one_whose_name_cannot_be_found_out(
    server: HubServer, log: NetworkLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()
    real = socket.getaddrinfo

    def slow(*given: object, **more: object) -> object:
        let_go.wait(5)
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    begun = time.monotonic()
    with pytest.raises(MuseError, match="1 s"):
        Hub(server.endpoint, lambda: "", log, HASTY).search("x")
    assert time.monotonic() - begun < 2.0
    let_go.set()
    for thread in threading.enumerate():
        if thread.name == "muse-hub":
            thread.join(5)
    assert server.asked == []  # given up means given up


@pytest.mark.parametrize(
    "repo", ["", "a/b/c", "../x", "a/..", "a b/c", "a/b\n", "a--b/c", "a/b.git", "/a", "a/"]
)
def test_what_cannot_be_a_models_name_is_not_even_asked_for(server: HubServer, hub: Hub, repo: str) -> None:
    for ask in (lambda: hub.files(repo), lambda: hub.url(repo, "main", "x.gguf")):
        with pytest.raises(MuseError) as caught:
            ask()
        assert code_of(caught) == "models.hub_not_found"
    with pytest.raises(MuseError):
        hub.files("anna/tide", "../../api")
    assert server.asked == []


def test_what_is_raised_on_the_wire_is_told_in_words() -> None:
    import httpx2

    kept = MuseError("models.hub_down", host="x", status=500)
    assert trouble(kept) is kept
    assert trouble(httpx2.ConnectTimeout("slow")).code == "models.hub_unreachable"
    assert trouble(httpx2.ConnectError("refused")).code == "models.hub_unreachable"
    assert trouble(httpx2.ProxyError("407")).code == "models.hub_unreachable"
    assert trouble(httpx2.RemoteProtocolError("garbage")).code == "models.hub_strange"
    assert trouble(httpx2.InvalidURL("x")).code == "models.hub_strange"
    assert trouble(OSError(111, "refused")).code == "models.hub_unreachable"
    busy = trouble(429, headers={"RateLimit": '"api";r=0;t=55'})
    assert busy.values["seconds"] == 55
    assert trouble(429).values["seconds"] == 60
