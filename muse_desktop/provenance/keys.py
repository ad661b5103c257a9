"""The writer's signing key: Ed25519, one per workspace, in the system's keyring.

Where there is no keyring worth the name it is a file that only this user can read, beside the settings and
not in the workspace, so that who gets a copy of the workspace has no key. The database has the public half
alone. A key that is gone for certain is noted in the ledger and another one made; one that only cannot be
reached now (a keyring that stays locked or does not answer) is waited for, and nothing is signed meanwhile.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.files import put
from muse_desktop.paths import keys_dir
from muse_desktop.provenance import ledger
from muse_desktop.provenance.chain import digest
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SERVICE = "Muse Desktop record"
WAIT = 5.0
"""Seconds that a keyring gets to answer; it may ask the writer to unlock it."""
KEY_DOMAIN = b"muse-desktop/key/1\n"
MADE, REPLACED, LOST = "key-made", "key-replaced", "key-lost"
Place = Literal["keyring", "file"]


@dataclass(frozen=True)
class KeyInfo:
    """The public half of a key, as the database has it. Times as `clock.now()`; `public` is 32 bytes."""

    fingerprint: str
    public: bytes
    kept_in: str
    created_at: str
    retired_at: str | None


class Signer:
    """A key that can sign."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key().public_bytes_raw()
        self.fingerprint = fingerprint(self.public)

    def sign(self, data: bytes) -> bytes:
        """64 bytes, in some 50 µs."""
        return self._private.sign(data)


class Safe(Protocol):
    """Where the secret halves are. May take its time, never the window's.

    `get` answers None only where the secret is gone for certain; both raise MuseError
    provenance.key_unreachable where it cannot be told, or kept.
    """

    def get(self, place: str, fingerprint: str) -> bytes | None:
        """The secret (32 bytes)."""

    def put(self, fingerprint: str, secret: bytes) -> Place:
        """Keep a secret; where it is now."""


def fingerprint(public: bytes) -> str:
    """SHA-256 of the 32 raw bytes of a public key."""
    return digest(public)


def fits(public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether `signature` is that of `data` by the key with the public half `public`."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


class SystemSafe:
    """The keyring of the operating system, or private files where there is none."""

    def __init__(self, folder: Path | None = None, wait: float = WAIT) -> None:
        self._folder = folder or keys_dir()
        self._wait = wait

    def get(self, place: str, fingerprint: str) -> bytes | None:
        """See `Safe`."""
        if place == "file":
            return self._read(fingerprint)
        keyring = _keyring()
        if keyring is None:  # none on this machine now: whether it comes back is not known
            raise MuseError("provenance.key_unreachable", reason="no keyring")
        found = self._ask(lambda: keyring.get_password(SERVICE, fingerprint))
        return None if found is None else _bytes(found)

    def put(self, fingerprint: str, secret: bytes) -> Place:
        """See `Safe`. A keyring that does not keep it, or does not answer, leaves it to a file."""
        keyring = _keyring()
        if keyring is not None:
            try:
                self._ask(lambda: keyring.set_password(SERVICE, fingerprint, secret.hex()))
                if self._ask(lambda: keyring.get_password(SERVICE, fingerprint)) == secret.hex():
                    return "keyring"
            except MuseError:  # it may be locked for good; a file that is warned of is better than no key
                pass
        try:
            put(self._path(fingerprint), secret.hex().encode(), durable=True)
        except OSError as error:
            raise MuseError("provenance.key_unreachable", reason=error.strerror or str(error)) from error
        return "file"

    def _path(self, fingerprint: str) -> Path:
        return self._folder / f"{fingerprint}.key"

    def _read(self, fingerprint: str) -> bytes | None:
        path = self._path(fingerprint)
        try:
            if os.name == "posix" and path.stat().st_mode & 0o077:
                path.chmod(0o600)
            return _bytes(path.read_text("ascii"))
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            return b""
        except OSError as error:
            raise MuseError("provenance.key_unreachable", reason=error.strerror or str(error)) from error

    def _ask(self, work: Callable[[], Any]) -> Any:
        """What a keyring answers within the time it gets; its thread is left alone when it does not."""
        answer: Future[Any] = Future()

        def ask() -> None:
            try:
                answer.set_result(work())
            except BaseException as error:  # noqa: BLE001 - keyrings raise what their services raise
                answer.set_exception(error)

        threading.Thread(target=ask, name="muse-keyring", daemon=True).start()
        try:
            return answer.result(self._wait)
        except Exception as error:
            raise MuseError("provenance.key_unreachable", reason=type(error).__name__) from error


class Keys:
    """The signing keys of one workspace that is open for writing. Methods wait: not for the UI thread."""

    def __init__(self, store: Store, safe: Safe | None = None) -> None:
        self._store = store
        self._safe = safe or SystemSafe()
        self._guard = threading.Lock()
        self._signer: Signer | None = None

    @property
    def loaded(self) -> Signer | None:
        """The key, once `load` has it."""
        return self._signer

    def load(self) -> Signer:
        """The workspace's key; made the first time, and when the old one is gone for certain (noted then).

        Raises MuseError provenance.key_unreachable, and what `Store.write` raises.
        """
        with self._guard:
            if self._signer is None:
                kept = self._store.read(current)
                secret = self._safe.get(kept.kept_in, kept.fingerprint) if kept else None
                signer = _signer(secret)
                if kept and (signer is None or signer.public != kept.public):
                    signer = None  # gone, or not this one: never sign as somebody else
                self._signer = signer or self._make(kept, lost=True)
            return self._signer

    def replace(self) -> Signer:
        """Make a new key, for which the old one vouches where it can be reached; raises as `load`."""
        with self._guard:
            kept = self._store.read(current)
            old = self._signer
            if kept and old is None:
                try:
                    old = _signer(self._safe.get(kept.kept_in, kept.fingerprint))
                except MuseError:  # the writer gives it up
                    old = None
            vouching = old if kept and old and old.public == kept.public else None
            self._signer = self._make(kept, lost=vouching is None, old=vouching)
            return self._signer

    def _make(self, before: KeyInfo | None, lost: bool, old: Signer | None = None) -> Signer:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        private = Ed25519PrivateKey.generate()
        signer = Signer(private)
        # First the secret: a key that is on record and cannot be found would be taken for lost.
        place = self._safe.put(signer.fingerprint, private.private_bytes_raw())
        note = partial(_note, signer=signer, place=place, before=before, lost=lost, old=old)
        self._store.write(note).result()
        return signer


def current(db: Session) -> KeyInfo | None:
    """The key that signs now, or None before the first."""
    row = tables.SigningKey
    query = select(row).where(row.retired_at.is_(None)).order_by(row.id.desc()).limit(1)
    found = db.scalars(query).first()
    return _info(found) if found else None


def all_keys(db: Session) -> tuple[KeyInfo, ...]:
    """All keys that ever signed here, oldest first."""
    return tuple(_info(row) for row in db.scalars(select(tables.SigningKey).order_by(tables.SigningKey.id)))


def _note(
    db: Session, signer: Signer, place: Place, before: KeyInfo | None, lost: bool, old: Signer | None
) -> None:
    """The new key's row and its record, and what became of the old one."""
    at = now()
    for row in db.scalars(select(tables.SigningKey).where(tables.SigningKey.retired_at.is_(None))):
        row.retired_at = at
    key = {"key": signer.fingerprint, "kept_in": place}
    if before and lost:
        ledger.append(db, LOST, payload={"key": before.fingerprint}, at=at)
    if before and old:
        signature = old.sign(KEY_DOMAIN + signer.fingerprint.encode()).hex()
        told = {**key, "before": before.fingerprint, "signature": signature}
        ledger.append(db, REPLACED, payload=told, at=at)
    else:
        ledger.append(db, MADE, payload=key, at=at)
    db.add(
        tables.SigningKey(
            fingerprint=signer.fingerprint, public_key=signer.public, kept_in=place, created_at=at
        )
    )


def _info(row: tables.SigningKey) -> KeyInfo:
    return KeyInfo(row.fingerprint, row.public_key, row.kept_in, row.created_at, row.retired_at)


def _signer(secret: bytes | None) -> Signer | None:
    """The key with this secret; None for what is none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if secret is None or len(secret) != 32:
        return None
    return Signer(Ed25519PrivateKey.from_private_bytes(secret))


def _bytes(text: str) -> bytes:
    """What hexadecimal digits mean; b"" for what are none."""
    try:
        return bytes.fromhex(text.strip())
    except ValueError:
        return b""


def _keyring() -> Any:
    """The keyring in use; None where there is none, or one that keeps secrets in a plain file."""
    import keyring
    from keyring.errors import KeyringError

    try:
        backend = keyring.get_keyring()
        worth = float(backend.priority)  # type: ignore[arg-type, unused-ignore]
    except (KeyringError, OSError, RuntimeError, ValueError):
        return None
    return backend if worth >= 1 else None  # keyring's own measure: below 1 is not recommended
