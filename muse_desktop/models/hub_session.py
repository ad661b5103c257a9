"""The only way the huggingface_hub client gets to the network: one question at a time, each with its limits.

That library keeps one session for the whole process, and waits for ever where nobody tells it otherwise. Ours
speaks for a question that was announced here, to the one address it is about, and refuses everything else: so
the library can neither report home nor follow a link to another host with the writer's sign-in.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.models.hub_address import HubAddress, origin
from muse_desktop.models.hub_trouble import clean, strange, trouble, unreachable
from muse_desktop.models.network import NetworkLog, Why

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")
MAX_ANSWER = 2**23
MAX_CONNECTIONS = 6
"""Connections for one question: pages of an answer and redirects on the same host."""


@dataclass(frozen=True)
class Patience:
    """Seconds that a hub is waited for: to connect; for the next bytes; for the answer as a whole."""

    connect_s: float = 10.0
    silent_s: float = 20.0
    whole_s: float = 45.0


@dataclass(frozen=True)
class Question:
    """What a question is about: who is asked, why, for which model ("" none), and what the log says of it."""

    address: HubAddress
    log: NetworkLog
    why: Why
    repo: str = ""


class _Asked(threading.local):
    """The question that the thread asks now."""

    now: _Asking | None = None


_asked = _Asked()


def ask(question: Question, patience: Patience, work: Callable[[], T]) -> T:
    """What `work` gives, which asks the hub through the huggingface_hub client.

    It runs on a thread of its own, and is left behind there when the time is over: not even a name server
    that hangs holds this one up. Raises the errors of hub_trouble, and `models.hub_moved`.
    """
    asking = _Asking(question, patience)
    found: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        _asked.now = asking
        try:
            _install()
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again, by the thread that waits
            raised.append(error)
        finally:
            asking.over()

    thread = threading.Thread(target=run, name="muse-hub", daemon=True)
    thread.start()
    thread.join(patience.whole_s)
    if thread.is_alive():
        asking.hang_up()
        raise unreachable(question.address.url, f"> {patience.whole_s:g} s")
    if raised:
        raise _told(raised[0], question)
    return found[0]


def host_shown(url: str) -> str:
    """Host and port of `url` as the network log shows them, and the proxy of the environment where one is
    used for it: the connection is made to that."""
    parts = urllib.parse.urlsplit(url)
    host = parts.hostname or "?"
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    shown = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(host):
        return shown
    via = urllib.parse.urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    return f"{shown} (proxy {via.netloc.rpartition('@')[2]})"  # its password is not for a log


def _told(error: BaseException, question: Question) -> BaseException:
    """An answer of the wrong shape, or anything of the wire, as a MuseError; a bug as it is."""
    if isinstance(error, MuseError) or not isinstance(error, Exception):
        return error
    # What the library's own reading of an answer raises where it is not what it takes for granted.
    shapeless = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError)
    if isinstance(error, shapeless):
        told = strange(question.address.url, f"{type(error).__name__} in the answer")
        told.__cause__ = error
        return told
    return error


class _Asking:
    """A question while it is asked. Used by its own thread; `hang_up` may be called by any."""

    def __init__(self, question: Question, patience: Patience) -> None:
        self._question = question
        self._patience = patience
        self._lock = threading.Lock()
        self._sock: socket.socket | None = None
        self._left = False
        self._connections = 0

    def hang_up(self) -> None:
        """End it: the connection is cut, and no other is begun."""
        with self._lock:
            self._left = True
            sock = self._sock
        _cut(sock)

    def over(self) -> None:
        """Nothing more is asked by this thread."""
        with self._lock:
            self._left = True
            self._sock = None

    def exchange(
        self, request: httpx2.Request, send: Callable[[httpx2.Request], httpx2.Response]
    ) -> httpx2.Response:
        """The answer to `request`, redirects on the same host followed, errors as MuseError."""
        while True:
            self._allowed(request)
            response, further = self._once(request, send)
            if further is None:
                return response
            request = further

    def _allowed(self, request: httpx2.Request) -> None:
        """Refuse what was not asked for: another host, too many pages, or after the time was over."""
        address = self._question.address
        if self._left:
            raise unreachable(address.url, "given up")
        if origin(str(request.url)) != address.origin:
            to = clean(f"{request.url.scheme}://{request.url.host}")
            raise MuseError("models.hub_moved", host=address.host, to=to)
        if self._connections >= MAX_CONNECTIONS:
            raise strange(address.url, "redirects or pages without an end")
        self._connections += 1

    def _once(
        self, request: httpx2.Request, send: Callable[[httpx2.Request], httpx2.Response]
    ) -> tuple[httpx2.Response, httpx2.Request | None]:
        """One connection, from its first line in the log to its last."""
        question, wait = self._question, self._patience
        kept = question.log.begin(question.why, host_shown(str(request.url)), request.url.path)
        limits = {"connect": wait.connect_s, "read": wait.silent_s, "write": wait.silent_s, "pool": 1.0}
        request.extensions = {**request.extensions, "timeout": limits, "trace": self._traced}
        status, body = 0, bytearray()
        try:
            response = send(request)
            status = response.status_code
            try:
                self._read(response, body)
            finally:
                response.close()
            answer = self._judged(response, bytes(body), request)
        except Exception as error:
            told = trouble(error, question.repo, url=question.address.url)
            kept.end(status, len(body), told.code)
            raise told from error
        kept.end(status, len(body))
        return answer, response.next_request

    def _read(self, response: httpx2.Response, body: bytearray) -> None:
        for block in response.iter_bytes():
            body += block
            if len(body) > MAX_ANSWER:
                raise strange(self._question.address.url, f"more than {MAX_ANSWER} bytes")

    def _judged(self, response: httpx2.Response, body: bytes, request: httpx2.Request) -> httpx2.Response:
        """The answer as the library may read it: JSON, or a redirect. Raises what its status means."""
        import httpx2

        status, url = response.status_code, self._question.address.url
        if status >= 400:
            raise trouble(status, self._question.repo, url=url, headers=dict(response.headers))
        if not response.has_redirect_location:
            _check_json(url, status, response.headers.get("content-type", ""), body)
        plain = [(key, value) for key, value in response.headers.multi_items() if key not in _ENCODING]
        return httpx2.Response(status, headers=plain, content=body, request=request)

    def _traced(self, event: str, info: dict[str, Any]) -> None:
        """Remember the socket of a connection as soon as there is one: `hang_up` needs it."""
        stream = info.get("return_value")
        if not event.endswith(("connect_tcp.complete", "start_tls.complete")) or stream is None:
            return
        with self._lock:
            self._sock = cast("socket.socket | None", stream.get_extra_info("socket"))
            sock = self._sock if self._left else None
        _cut(sock)


_ENCODING = ("content-encoding", "content-length", "transfer-encoding")


def _cut(sock: socket.socket | None) -> None:
    if sock is None:
        return
    try:
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # the plain one's: TLS would say goodbye, and wait
    except OSError:
        return  # it has ended by itself


def _check_json(url: str, status: int, kind: str, body: bytes) -> None:
    """Refuse a page for a browser, or anything else that is not JSON."""
    if status != 200:
        raise strange(url, f"HTTP {status}")
    try:
        msgspec.json.decode(body, type=dict | list)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        what = "a page for a browser" if body.lstrip()[:1] == b"<" else kind.partition(";")[0] or "no JSON"
        raise strange(url, what) from error


def _install() -> None:
    """Make the library use our session, whoever used it before."""
    for name in ("HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_XET", "HF_HUB_DISABLE_IMPLICIT_TOKEN"):
        os.environ.setdefault(name, "1")  # for the first import in this process, which is mostly here
    import huggingface_hub
    from huggingface_hub import constants

    constants.HF_HUB_DISABLE_TELEMETRY = True  # with it the library would ask for a list of other programs
    constants.HF_HUB_DISABLE_IMPLICIT_TOKEN = True
    # Its warnings would repeat what a server said on the terminal.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    kind = _session_class()
    try:
        with _installing:
            if not isinstance(huggingface_hub.get_session(), kind):
                huggingface_hub.set_client_factory(kind)
                huggingface_hub.get_session()
    except (ImportError, ValueError) as error:  # a proxy setting of the environment that cannot be used
        raise MuseError("models.proxy_unusable", reason=clean(str(error))) from error


_installing = threading.Lock()


@cache
def _session_class() -> type[httpx2.Client]:
    """The class of our session; httpx2 takes long to import. Proxies of the environment are used."""
    import httpx2

    class Announced(httpx2.Client):
        """Sends what a question on this thread asks for, and nothing else."""

        def __init__(self) -> None:
            super().__init__(limits=httpx2.Limits(max_keepalive_connections=0))

        def send(self, request: httpx2.Request, **_: Any) -> httpx2.Response:
            if (asking := _asked.now) is None:
                raise RuntimeError(f"nobody announced a connection to {request.url.host}")
            ours = super().send
            return asking.exchange(request, lambda one: ours(one, stream=True, follow_redirects=False))

    return Announced
