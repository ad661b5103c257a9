"""A hub is asked through the real client: what comes back, and that nothing else is said."""

from __future__ import annotations

import json

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.models.hub import Hub
from muse_desktop.models.hub_session import host_shown
from muse_desktop.models.network import NetworkLog
from muse_desktop.models.values import WantedFile
from tests.models.hub_server import HubServer, gguf
from tests.models.hub_servers import pages

pytestmark = pytest.mark.loopback


def signed_in(server: HubServer, log: NetworkLog, token: str = "hf_good") -> Hub:
    return Hub(server.endpoint, lambda: token, log)


def code_of(caught: pytest.ExceptionInfo[MuseError]) -> str:
    return caught.value.code


# What comes back


def test_a_search_finds_models_with_gguf_files_the_most_downloaded_first(server: HubServer, hub: Hub) -> None:
    server.add("berta/tide-large-GGUF", {"a.gguf": b"GGUF"}, downloads=9, gated="manual", licence="gemma")
    server.add("carl/tide", {"a.safetensors": b"x"}, tags=("transformers",))
    found = hub.search(" tide\n ")
    assert [one.repo for one in found] == ["berta/tide-large-GGUF", "anna/tide-GGUF"]
    first, second = found
    assert (first.downloads, first.likes, first.licence, first.gated) == (9, 10, "gemma", True)
    assert (second.licence, second.gated) == ("apache-2.0", False)
    assert second.updated.startswith("2026-01-02T03:04:05")


def test_a_search_stops_at_its_limit_and_does_not_turn_pages_for_ever(server: HubServer, hub: Hub) -> None:
    for number in range(12):
        server.add(f"anna/wave-{number}", {"a.gguf": b"GGUF"})
    assert len(hub.search("wave", limit=5)) == 5
    assert len(server.asked) == 1
    assert len(hub.search("wave", limit=0)) == 1


def test_files_come_with_size_hash_licence_and_the_commit_they_are_of(server: HubServer, hub: Hub) -> None:
    repo = server.repos["anna/tide-GGUF"]
    (wanted,) = hub.files("anna/tide-GGUF")
    file = repo.files["tide-Q4_K_M.gguf"]
    assert wanted.name == "tide-Q4_K_M"
    assert wanted.repo == "anna/tide-GGUF"
    assert wanted.revision == repo.commit
    assert wanted.files == (WantedFile("tide-Q4_K_M.gguf", 1000, file.sha256),)
    assert wanted.licence == "apache-2.0"
    assert wanted.bytes == 1000
    later = server.change("anna/tide-GGUF", "tide-Q4_K_M.gguf", gguf(2000))
    assert hub.files("anna/tide-GGUF")[0].revision == later
    assert hub.files("anna/tide-GGUF", wanted.revision)[0].bytes == 1000


def test_the_parts_of_a_split_model_are_one_in_their_order_and_only_when_all_are_there(
    server: HubServer, hub: Hub
) -> None:
    whole = {f"Q8/big-0000{n}-of-00003.gguf": gguf(10 + n) for n in (3, 1, 2)}
    lacking = {f"small-0000{n}-of-00003.gguf": gguf(10) for n in (1, 3)}
    server.add("anna/split", {**whole, **lacking, "big.gguf": gguf(9), "README.md": b"x"})
    found = hub.files("anna/split")
    assert [one.name for one in found] == ["big", "big"]
    assert [file.path for file in found[0].files] == sorted(whole)
    assert found[0].bytes == 11 + 12 + 13
    assert [file.path for file in found[1].files] == ["big.gguf"]


def test_names_that_could_leave_their_folder_are_left_out(server: HubServer, hub: Hub) -> None:
    bad = [
        "../up.gguf", "a/../../up.gguf", "/etc/x.gguf", "a\\b.gguf", "c:x.gguf", "a//b.gguf", "./a.gguf",
        "a\nb.gguf", "a/ .gguf/x.gguf/", "x" * 300 + ".gguf", "imatrix.gguf", "a.gguf.exe", "a?b.gguf",
    ]  # fmt: skip
    server.add("anna/bad", {**dict.fromkeys(bad, b"GGUF"), "sub/good.gguf": b"GGUF"})
    assert [file.path for one in hub.files("anna/bad") for file in one.files] == ["sub/good.gguf"]


def test_what_the_hub_says_of_a_file_is_not_believed_when_it_cannot_be(server: HubServer, hub: Hub) -> None:
    files = [
        {"rfilename": "a.gguf", "size": -5, "lfs": {"size": -5, "sha256": "../x", "pointerSize": 1}},
        {"rfilename": "b.gguf", "size": "many"},
        {"rfilename": 7},
        {"rfilename": "c.gguf", "lfs": {"size": 10**30, "sha256": "A" * 64, "pointerSize": 1}},
    ]
    server.garbage(json.dumps({"id": "anna/x", "sha": "../main", "siblings": files}).encode())
    a, b, c = hub.files("anna/x")
    assert a.files == (WantedFile("a.gguf", 0, ""),)
    assert b.files == (WantedFile("b.gguf", 0, ""),)
    assert c.files == (WantedFile("c.gguf", 0, "a" * 64),)
    assert a.revision == "main"
    assert a.licence == ""


def test_files_that_are_not_for_writing_say_what_they_are_for(server: HubServer, hub: Hub) -> None:
    server.add("anna/eyes", {"mmproj-F16.gguf": b"GGUF", "eyes.gguf": b"GGUF"})
    assert [one.tasks for one in hub.files("anna/eyes")] == [(), ("vision",)]


def test_who_is_signed_in_is_asked_only_with_a_token(server: HubServer, hub: Hub, log: NetworkLog) -> None:
    assert hub.who() == ""
    assert server.asked == []
    assert signed_in(server, log).who() == "anna"
    assert server.asked[0].headers["authorization"] == "Bearer hf_good"


def test_an_address_of_a_file_and_of_a_page(server: HubServer, hub: Hub) -> None:
    base = server.endpoint
    assert hub.url("anna/tide", "refs/pr/1", "a b/ü#?.gguf") == (
        f"{base}/anna/tide/resolve/refs%2Fpr%2F1/a%20b/%C3%BC%23%3F.gguf"
    )
    assert hub.page("anna/tide") == f"{base}/anna/tide"


# What is sent


def test_the_hub_hears_our_name_and_nothing_of_this_machine(
    server: HubServer, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_of_another_program")
    monkeypatch.setenv("AGENT", "somebody")
    hub.search("tide")
    hub.files("anna/tide-GGUF")
    assert [one.path.partition("?")[0] for one in server.asked] == [
        "/api/models", "/api/models/anna/tide-GGUF/revision/main"
    ]  # fmt: skip
    for one in server.asked:
        names = {name.lower() for name in one.headers}
        assert names == {"host", "accept", "connection", "user-agent", "accept-encoding"}
        assert one.headers["user-agent"].startswith("muse-desktop/")
        assert ";" not in one.headers["user-agent"]


def test_the_client_library_cannot_speak_for_itself(server: HubServer, hub: Hub) -> None:
    hub.search("tide")  # our session is in place
    import huggingface_hub

    with pytest.raises(RuntimeError, match="nobody announced"):
        huggingface_hub.HfApi(endpoint=server.endpoint).model_info("anna/tide-GGUF")
    assert len(server.asked) == 1


def test_a_sign_in_never_goes_to_another_address(server: HubServer, log: NetworkLog) -> None:
    with HubServer() as other:
        server.redirect(other.endpoint + "/api/models", where="api")
        with pytest.raises(MuseError) as caught:
            signed_in(server, log).search("tide")
        assert code_of(caught) == "models.hub_moved"
        assert other.asked == []


def test_a_next_page_elsewhere_is_not_asked_for(log: NetworkLog) -> None:
    with HubServer() as other, pages(f'<{other.endpoint}/api/models>; rel="next"') as endpoint:
        with pytest.raises(MuseError) as caught:
            Hub(endpoint, lambda: "hf_good", log).search("tide")
        assert code_of(caught) == "models.hub_moved"
        assert other.asked == []


def test_pages_without_an_end_are_given_up(log: NetworkLog) -> None:
    with pages('</api/models?again>; rel="next"') as endpoint, pytest.raises(MuseError) as caught:
        Hub(endpoint, lambda: "", log).search("tide")
    assert code_of(caught) in ("models.hub_strange", "models.hub_moved")


def test_a_redirect_on_the_same_host_is_followed(server: HubServer, hub: Hub) -> None:
    server.redirect(server.endpoint + "/api/models/anna/tide-GGUF?blobs=true", where="api")
    assert hub.files("anna/old-name")[0].name == "tide-Q4_K_M"
    server.redirect(server.endpoint + "/api/models", times=50, where="api")
    with pytest.raises(MuseError, match="without an end"):
        hub.search("tide")


# Addresses


@pytest.mark.parametrize(
    "typed",
    [
        "http://hub.example", "ftp://hub.example", "https://", "https://a:b@hub.example",
        "https://hub example", "https://hub.example/?x=1", "https://hub.example/#x",
        "https://hub.example:0", "https://hub.example:99999", "https://hub.example/../x",
        "file:///etc/passwd", "http://127.0.0.1.evil.example", "https://[::1", "x" * 400,
        "https://hub.example\\@evil.example", "http://192.168.1.2:8080",
    ],
)  # fmt: skip
def test_an_unsafe_address_is_refused_before_anything_is_sent(log: NetworkLog, typed: str) -> None:
    with pytest.raises(MuseError) as caught:
        Hub(typed, lambda: "", log)
    assert code_of(caught) == "models.hub_address_refused"
    assert "a:b" not in str(caught.value)
    assert log.entries() == ()


@pytest.mark.parametrize(
    ("typed", "url", "host"),
    [
        ("", "https://huggingface.co", "huggingface.co:443"),
        ("  hub.example/ ", "https://hub.example", "hub.example:443"),
        ("https://HUB.example:8443/models/", "https://hub.example:8443/models", "hub.example:8443"),
        ("http://localhost:80", "http://localhost", "localhost:80"),
        ("http://[::1]:8080", "http://[::1]:8080", "[::1]:8080"),
        ("https://模型.example", "https://xn--xgs754b.example", "xn--xgs754b.example:443"),
    ],
)
def test_an_address_is_read_as_it_was_meant(log: NetworkLog, typed: str, url: str, host: str) -> None:
    made = Hub(typed, lambda: "", log)
    assert (made.endpoint, made.address.host) == (url, host)


def test_the_endpoint_is_the_writers_whatever_the_environment_says(
    server: HubServer, log: NetworkLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://elsewhere.example")
    assert Hub("", lambda: "", log).endpoint == "https://huggingface.co"
    assert [one.repo for one in Hub(server.endpoint, lambda: "", log).search("tide")] == ["anna/tide-GGUF"]


# The log


def test_every_connection_is_on_the_log_and_no_token_or_search_word_is(
    server: HubServer, log: NetworkLog
) -> None:
    hub = signed_in(server, log)
    hub.search("my secret novel")
    hub.files("anna/tide-GGUF")
    hub.who()
    host = hub.address.host
    assert [(one.why, one.host, one.what, one.status) for one in log.entries()] == [
        ("sign_in", host, "/api/whoami-v2", 200),
        ("files", host, "/api/models/anna/tide-GGUF/revision/main", 200),
        ("search", host, "/api/models", 200),
    ]
    assert all(one.received > 1 for one in log.entries())
    text = log._path.read_text("utf-8")
    assert "hf_good" not in text
    assert "secret" not in text
    assert len(server.asked) == len(log.entries())


def test_a_proxy_setting_that_cannot_be_used_is_told_as_such(
    server: HubServer, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub

    huggingface_hub.close_session()
    monkeypatch.setenv("http_proxy", "gopher://proxy.example")
    with pytest.raises(MuseError) as caught:
        hub.search("tide")
    assert code_of(caught) == "models.proxy_unusable"
    monkeypatch.delenv("http_proxy")
    assert len(hub.search("tide")) == 1


def test_a_proxy_of_the_environment_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://anna:secret@proxy.example:3128")
    monkeypatch.setenv("no_proxy", "near.example")
    assert host_shown("https://hub.example/x") == "hub.example:443 (proxy proxy.example:3128)"
    assert host_shown("https://near.example/x") == "near.example:443"
    assert host_shown("http://[::1]:80/x") == "[::1]:80"
