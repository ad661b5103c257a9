"""The address of a model that runs elsewhere, as the writer typed it, and the key that opens it."""

from __future__ import annotations

import ipaddress
import os
import re
import urllib.parse

import msgspec

from muse_desktop.errors import MuseError

KEY_VARIABLE = "MUSE_DESKTOP_REMOTE_KEY"
"""Where the key is looked for, and the only place: settings are a plain file."""

MAX_LETTERS = 500
_HOST = re.compile(r"[a-z0-9._-]+")


class Address(msgspec.Struct, frozen=True):
    """Where an OpenAI-compatible server listens; `root` is what comes before /v1 ("" mostly)."""

    scheme: str
    host: str
    port: int
    root: str

    @property
    def url(self) -> str:
        """As it is shown and recorded; never holds a key."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return f"{self.scheme}://{host}{'' if self.port == usual else f':{self.port}'}{self.root}"

    @property
    def is_secure(self) -> bool:
        """Whether what is sent is encrypted on its way."""
        return self.scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """Whether it is this very machine."""
        number = _number(self.host)
        return _is_local_name(self.host) if number is None else number.is_loopback

    @property
    def is_near(self) -> bool:
        """Whether it is this machine or, by its number or name, one of a house's own network."""
        number = _number(self.host)
        if number is not None:
            return number.is_private
        return "." not in self.host or self.host.endswith((".local", ".localhost"))


def parse_address(typed: str) -> Address:
    """Read an address: http or https, with or without /v1 at its end.

    Without a scheme, this machine is spoken to by http and every other by https. Raises MuseError
    `engine.remote_bad_address` for anything else, names and passwords in it included.
    """
    text = typed.strip()
    try:
        if not text or len(text) > MAX_LETTERS or not text.isprintable() or " " in text:
            raise ValueError("empty, too long, or with spaces in it")
        return _parsed(text)
    except ValueError as error:
        shown = text.rpartition("@")[2][:80]  # a password typed into it is not repeated
        raise MuseError("engine.remote_bad_address", address=shown, reason=str(error)[:120]) from error


def _parsed(text: str) -> Address:
    if "://" not in text:
        host = urllib.parse.urlsplit("//" + text).hostname or ""
        number = _number(host)
        local = number.is_loopback if number is not None else _is_local_name(host)
        text = ("http://" if local else "https://") + text
    parts = urllib.parse.urlsplit(text)
    if parts.scheme not in ("http", "https"):
        raise ValueError(f"{parts.scheme} is neither http nor https")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("only a host, a port and a path may be in it")
    host = parts.hostname or ""
    if not host:
        raise ValueError("no host")
    if _number(host) is None:
        host = host.encode("idna").decode("ascii").lower()
        if not _HOST.fullmatch(host):
            raise ValueError("not the name of a host")
    port = parts.port if parts.port is not None else {"http": 80, "https": 443}[parts.scheme]
    if port == 0:
        raise ValueError("port 0")
    return Address(parts.scheme, host, port, _root(parts.path))


def _root(path: str) -> str:
    """What stands before /v1, fit for a request line."""
    root = urllib.parse.quote(path, safe="/%").rstrip("/")
    while root.endswith("/v1"):
        root = root.removesuffix("/v1").rstrip("/")
    return root


def remote_key() -> str:
    """The key from the environment; "" where there is none."""
    return os.environ.get(KEY_VARIABLE, "").strip()


def check_key(address: Address, key: str) -> None:
    """Refuse a key that cannot be sent, or that everybody on the way could read.

    Raises MuseError `engine.remote_key_unusable`, `engine.remote_key_in_clear`.
    """
    if not key:
        return
    if not (key.isascii() and key.isprintable() and len(key) <= 4096):
        raise MuseError("engine.remote_key_unusable", variable=KEY_VARIABLE)
    if not (address.is_secure or address.is_near):
        raise MuseError("engine.remote_key_in_clear", address=address.url)


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_local_name(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost")
