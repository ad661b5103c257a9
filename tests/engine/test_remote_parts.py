"""Addresses as writers type them, phrases kept out of a text that comes in pieces, estimates of tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.engine.remote.address import Address, check_key, parse_address
from muse_desktop.engine.remote.api import estimate_tokens, sampling_fields
from muse_desktop.engine.remote.watch import Echo, Watch
from muse_desktop.engine.sampling import PRESETS
from muse_desktop.errors import MuseError

pytestmark = pytest.mark.loopback


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        (" 127.0.0.1:8080/ ", "http://127.0.0.1:8080"),
        ("localhost:8080/v1", "http://localhost:8080"),
        ("[::1]:8080", "http://[::1]:8080"),
        ("HTTPS://API.Example.org/v1/", "https://api.example.org"),
        ("example.org", "https://example.org"),
        ("https://example.org/api/v1", "https://example.org/api"),
        ("http://192.168.1.5:80/", "http://192.168.1.5"),
        ("https://münchen.example/v1", "https://xn--mnchen-3ya.example"),
    ],
)
def test_an_address_is_read_as_it_was_meant(typed: str, url: str) -> None:
    assert parse_address(typed).url == url
    assert parse_address(url).url == url


@pytest.mark.parametrize(
    "typed",
    [
        "", "  ", "ftp://example.org", "file:///etc/passwd", "http://", "http://:80", "http://host:99999",
        "http://host:0", "http://host:x", "http://me:secret@host", "me:secret@host", "http://host/?key=secret",
        "http://host/#part", "http://ho st", "http://host/\r\nX: y", "http://[::1", "x" * 600,
        "http://" + "a" * 70 + ".org", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_no_password_repeated(typed: str) -> None:
    with pytest.raises(MuseError) as caught:
        parse_address(typed)
    assert caught.value.code == "engine.remote_bad_address"
    assert "secret@" not in str(caught.value)
    assert "me:secret" not in str(caught.value)


near_addresses = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "http://", "https://", "HTTP://", "ftp://"]),
        st.text("a.B:1[]%é¸@月 -_", max_size=12),
        st.sampled_from(["", ":80", ":443", ":x"]),
        st.text("/v1%a é?#;", max_size=10),
    ),
)


@given(st.text(max_size=60) | near_addresses)
def test_whatever_is_typed_is_an_address_or_an_error(typed: str) -> None:
    try:
        address = parse_address(typed)
    except MuseError:
        return
    assert parse_address(address.url) == address
    assert address.url.isascii()


@pytest.mark.parametrize(
    ("url", "loopback", "near"),
    [
        ("http://127.0.0.1", True, True),
        ("http://127.9.9.9", True, True),
        ("http://[::1]", True, True),
        ("http://localhost", True, True),
        ("http://192.168.0.4", False, True),
        ("http://nas", False, True),
        ("http://nas.local", False, True),
        ("http://8.8.8.8", False, False),
        ("http://localhost.example.org", False, False),
        ("http://127.0.0.1.example.org", False, False),
    ],
)
def test_what_is_this_machine_and_what_is_near_is_known(url: str, loopback: bool, near: bool) -> None:
    address = parse_address(url)
    assert (address.is_loopback, address.is_near, address.is_secure) == (loopback, near, False)


def test_a_key_goes_by_https_or_stays_near() -> None:
    check_key(Address("https", "example.org", 443, ""), "key")
    check_key(Address("http", "10.0.0.2", 80, ""), "key")
    check_key(Address("http", "example.org", 80, ""), "")
    with pytest.raises(MuseError):
        check_key(Address("http", "example.org", 80, ""), "key")


texts = st.text("abAB ", max_size=30)
phrases = st.lists(st.text("abAB", min_size=1, max_size=4), max_size=3)


def fed(watch: Watch, text: str, cuts: list[int]) -> str:
    shown, at = "", 0
    for cut in [*sorted(cuts), len(text)]:
        shown += watch.feed(text[at:cut])
        at = max(at, cut)
    return shown + ("" if watch.hit else watch.rest())


@given(texts, phrases, phrases, st.lists(st.integers(0, 30), max_size=6))
def test_a_text_is_shown_up_to_the_first_stop_or_ban_however_it_is_cut(
    text: str, stop: list[str], banned: list[str], cuts: list[int]
) -> None:
    ends = [text.find(one) for one in stop] + [text.lower().find(one.lower()) for one in banned]
    first = min((end for end in ends if end >= 0), default=None)
    watch = Watch(stop, banned)
    assert fed(watch, text, cuts) == (text if first is None else text[:first])
    assert bool(watch.hit) == (first is not None)


def test_nothing_is_held_back_that_cannot_be_the_beginning_of_a_phrase() -> None:
    watch = Watch(("###",), ("tapestry",))
    assert watch.feed("a #") == "a "
    assert watch.feed("b") == "#b"
    assert watch.feed(" TAPES") == " "
    assert watch.feed(" of") == "TAPES of"
    assert Watch((), ()).feed("x") == "x"


def test_letters_that_only_look_like_another_case_are_minded_too() -> None:
    watch = Watch((), ("straße", "月光"))
    assert watch.feed("die STRASS") + watch.rest() == "die STRASS"
    watch = Watch((), ("straße", "月光"))
    assert watch.feed("床前明月光") == "床前明"
    assert watch.was_banned


@given(st.text("ab", max_size=6), st.text("ab", max_size=12), st.lists(st.integers(0, 12), max_size=4))
def test_an_echo_is_dropped_once_and_nothing_else(prefill: str, text: str, cuts: list[int]) -> None:
    echo, shown, at = Echo(prefill), "", 0
    for cut in [*sorted(cuts), len(text)]:
        shown += echo.feed(text[at:cut])
        at = max(at, cut)
    shown += echo.rest()
    assert shown == text.removeprefix(prefill)


def test_tokens_are_estimated_by_script() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("a" * 36) == 10
    assert estimate_tokens("月光如水，") == 5
    assert estimate_tokens("привет") == 3
    assert estimate_tokens("a" * 36 + "月光") == 12


@given(st.text(max_size=50), st.text(max_size=50))
def test_a_longer_text_never_has_fewer_tokens(one: str, other: str) -> None:
    assert max(estimate_tokens(one), estimate_tokens(other)) <= estimate_tokens(one + other)


def test_off_is_said_in_each_servers_own_way() -> None:
    faithful = PRESETS["faithful"]
    assert sampling_fields(faithful, "vllm")["top_k"] == -1
    assert sampling_fields(faithful, "llama-server")["top_k"] == 0
    assert sampling_fields(faithful, "vllm")["repetition_penalty"] == 1.0
    assert "top_k" not in sampling_fields(faithful, "other")
