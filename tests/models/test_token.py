"""The sign-in is kept by the keyring of the system, or by nobody."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.errors
import pytest

from muse_desktop.errors import MuseError
from muse_desktop.models.token import SERVICE, TokenStore


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory. `locked`: it fails as a locked one does. `asked`: how often it was read."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False
        self.asked = 0

    def _open(self) -> None:
        if self.locked:
            raise keyring.errors.KeyringLocked("locked")

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self._open()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        del self.held[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, made = keyring.get_keyring(), Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_token_outlives_the_app_in_the_keyring(ring: Ring) -> None:
    store = TokenStore()
    assert store.kept
    assert store.get() == ""
    store.set("  hf_good\n")
    assert list(ring.held.values()) == ["hf_good"]
    assert [service for service, _ in ring.held] == [SERVICE]
    assert TokenStore().get() == "hf_good"


def test_it_is_forgotten_everywhere(ring: Ring) -> None:
    store = TokenStore()
    store.set("hf_good")
    store.forget()
    store.forget()  # nothing there to delete is no trouble
    assert store.get() == ""
    assert ring.held == {}
    assert TokenStore().get() == ""


def test_the_keyring_is_asked_once_not_at_every_connection(ring: Ring) -> None:
    store = TokenStore()
    assert [store.get() for _ in range(5)] == [""] * 5
    assert ring.asked == 1


def test_without_a_keyring_it_lives_until_the_app_closes() -> None:
    store = TokenStore()  # the suite's keyring keeps nothing
    assert not store.kept
    store.set("hf_good")
    assert store.get() == "hf_good"
    assert TokenStore().get() == ""
    store.forget()
    assert store.get() == ""


def test_a_keyring_that_writes_plain_files_is_none(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ring, "priority", 0.5)
    store = TokenStore()
    assert not store.kept
    store.set("hf_good")
    assert ring.held == {}
    assert store.get() == "hf_good"


def test_a_locked_keyring_says_so_and_the_token_still_works_now(ring: Ring) -> None:
    ring.locked = True
    store = TokenStore()
    assert store.get() == ""
    with pytest.raises(MuseError, match="keyring") as caught:
        store.set("hf_good")
    assert caught.value.code == "models.token_not_kept"
    assert store.get() == "hf_good"
    assert "hf_good" not in str(caught.value)
    with pytest.raises(MuseError) as caught:
        store.forget()
    assert caught.value.code == "models.token_stays"
    assert store.get() == ""  # not used any more, whatever the keyring does


@pytest.mark.parametrize("typed", ["", "   ", "two words", "hf_\ngood", "hf_é", "x" * 501, "hf_\x00"])
def test_what_cannot_be_a_token_is_refused(ring: Ring, typed: str) -> None:
    with pytest.raises(MuseError) as caught:
        TokenStore().set(typed)
    assert caught.value.code == "models.token_unusable"
    assert ring.held == {}


def test_a_token_of_one_hub_is_not_given_for_another(ring: Ring) -> None:
    hub = "hub.example"
    store = TokenStore(account=lambda: hub)
    store.set("hf_good")
    hub = "mirror.example"
    assert store.get() == ""
    store.set("mirror_token")
    hub = "hub.example"
    assert store.get() == "hf_good"


def test_what_the_keyring_holds_is_not_trusted(ring: Ring) -> None:
    ring.held[SERVICE, "access token"] = "hf_good\r\nX-Evil: 1"
    assert TokenStore().get() == ""
