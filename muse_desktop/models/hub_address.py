"""The address of a hub of models: the usual one, or a mirror the writer typed."""

from __future__ import annotations

import ipaddress
import re
import urllib.parse
from dataclasses import dataclass

from muse_desktop.errors import MuseError

HUB = "https://huggingface.co"
_MAX_LETTERS = 300
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
_USUAL = {"http": 80, "https": 443}


@dataclass(frozen=True)
class HubAddress:
    """Where a hub is: `url` without a slash at its end, `host` with port as the network log shows it."""

    url: str
    host: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what a sign-in may be sent to."""
        return origin(self.url)


def parse_hub_address(typed: str) -> HubAddress:
    """Read a hub's address; "" is the usual hub. Without a scheme it is https.

    Only https, and plain http for this very machine: a sign-in would be readable by everyone on the way, and
    a file could be exchanged. Raises MuseError `models.hub_address_refused`.
    """
    text = typed.strip() or HUB
    try:
        return _parsed(text if "://" in text else "https://" + text)
    except ValueError as error:
        shown = "".join(one for one in text.rpartition("@")[2][:80] if one.isprintable())
        raise MuseError("models.hub_address_refused", address=shown, reason=str(error)[:120]) from error


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address. Raises ValueError where it has none that could be."""
    parts = urllib.parse.urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or _USUAL.get(parts.scheme, 0)


def is_this_machine(host: str) -> bool:
    """Whether a host name or number, without brackets, is a loopback address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parsed(text: str) -> HubAddress:
    if len(text) > _MAX_LETTERS or not text.isprintable() or " " in text or "\\" in text:
        raise ValueError("too long, or with a space in it")
    parts = urllib.parse.urlsplit(text)
    if parts.scheme not in _USUAL:
        raise ValueError(f"{parts.scheme}: not https")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("only a host, a port and a path may be in it")
    name = parts.hostname or ""
    if not name:
        raise ValueError("no host")
    shown = f"[{name}]" if ":" in name else name.encode("idna").decode("ascii").lower()
    if not _HOST.fullmatch(shown):
        raise ValueError("not the name of a host")
    if parts.scheme == "http" and not is_this_machine(name):
        raise ValueError("http, not https")
    port = parts.port if parts.port is not None else _USUAL[parts.scheme]
    if port == 0:
        raise ValueError("port 0")
    place = shown if port == _USUAL[parts.scheme] else f"{shown}:{port}"
    path = urllib.parse.quote(parts.path, safe="/%-._~").rstrip("/")
    if ".." in path:
        raise ValueError("only a host, a port and a path may be in it")
    return HubAddress(f"{parts.scheme}://{place}{path}", f"{shown}:{port}")
