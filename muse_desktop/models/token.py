"""The writer's sign-in at a hub, in the keyring of the operating system and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from muse_desktop.errors import MuseError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Muse Desktop hub"
MAX_LETTERS = 500
_ACCOUNT = "access token"


class TokenStore:
    """One access token per hub. Where the machine has no keyring worth the name, it is remembered until the
    app closes, and `kept` says so. It is never written to a file of ours, nor shown, nor logged.

    `account` tells which hub is meant now, so that a token for one is never sent to another. A keyring may
    ask the writer to unlock it, and wait: not for the window's thread.
    """

    def __init__(self, service: str = SERVICE, account: Callable[[], str] | None = None) -> None:
        self._service = service
        self._account = account or (lambda: _ACCOUNT)
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}  # by account; "" where the keyring was asked and has none

    @property
    def kept(self) -> bool:
        """Whether this machine has a keyring that keeps a token after the app has closed."""
        return _keyring() is not None

    def get(self) -> str:
        """The token, "" for none. A keyring that stays locked, or fails, has none."""
        account = self._account()
        with self._lock:
            if account not in self._known:
                self._known[account] = self._read(account)
            return self._known[account]

    def set(self, token: str) -> None:
        """Keep a token. Raises MuseError `models.token_unusable` for what cannot be one, and
        `models.token_not_kept` where the keyring refuses it: it is then remembered until the app closes."""
        token = token.strip()
        if not token or len(token) > MAX_LETTERS or not token.isascii() or not token.isprintable():
            raise MuseError("models.token_unusable")
        if " " in token:
            raise MuseError("models.token_unusable")
        account = self._account()
        with self._lock:
            self._known[account] = token
            if (keyring := _keyring()) is not None:
                try:
                    keyring.set_password(self._service, account, token)
                except _failures() as error:
                    raise MuseError("models.token_not_kept", reason=type(error).__name__) from error

    def forget(self) -> None:
        """Forget the token here and in the keyring. Raises MuseError `models.token_stays` where the keyring
        still has it."""
        account = self._account()
        with self._lock:
            self._known[account] = ""
            keyring = _keyring()
            if keyring is None:
                return
            try:
                if keyring.get_password(self._service, account) is not None:
                    keyring.delete_password(self._service, account)
            except _failures() as error:
                reason = type(error).__name__
                raise MuseError("models.token_stays", service=self._service, reason=reason) from error

    def _read(self, account: str) -> str:
        keyring = _keyring()
        if keyring is None:
            return ""
        try:
            found = keyring.get_password(self._service, account) or ""
        except _failures():
            return ""
        return found if found.isascii() and found.isprintable() and len(found) <= MAX_LETTERS else ""


def _keyring() -> KeyringBackend | None:
    """The keyring in use; None where there is none, or one that keeps secrets in a plain file."""
    import keyring

    try:
        backend = keyring.get_keyring()
        worth = float(backend.priority)  # type: ignore[arg-type, unused-ignore]
    except _failures():
        return None
    return backend if worth >= 1 else None  # keyring's own measure: below 1 is not recommended


def _failures() -> tuple[type[Exception], ...]:
    """What keyrings raise, beyond their own errors: the services behind them come and go."""
    from keyring.errors import KeyringError

    return KeyringError, OSError, RuntimeError, ValueError
