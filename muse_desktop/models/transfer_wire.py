"""The connections of a download: redirects, what may be sent to whom, the network log, how long to wait.

Proxies of the environment are used, and named in the log.
"""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from muse_desktop.errors import MuseError
from muse_desktop.models.hub import Hub
from muse_desktop.models.hub_address import is_this_machine, origin
from muse_desktop.models.hub_session import host_shown
from muse_desktop.models.hub_trouble import strange, unreachable, wait_seconds

if TYPE_CHECKING:
    import ssl

    import httpx2

_REDIRECTS = 5
_RANGE = re.compile(r"bytes (?:(\d{1,18})-\d{1,18}|\*)/(\d{1,18})")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_PAGES = ("text/html", "application/xhtml")


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds: for a connection, for a silent server, between tries. `tries`: without a
    single new byte; `longest_s`: the longest pause a server may ask for."""

    connect_s: float = 15.0
    silent_s: float = 30.0
    tries: int = 5
    waits_s: tuple[float, ...] = (0.5, 2.0, 5.0, 10.0)
    longest_s: float = 120.0


PATIENCE = Patience()


class Again(Exception):
    """Worth another try. `error`: what to say when there have been enough; `wait_s`: as the server asks, -1:
    it does not."""

    def __init__(self, error: MuseError, wait_s: float = -1.0) -> None:
        super().__init__(error)
        self.error, self.wait_s = error, wait_s


@dataclass
class Told:
    """What the hub itself said of the file on the way to it: its own mark of the content (a SHA-256), its
    size in bytes, the commit. "" and 0: nothing."""

    mark: str = ""
    size: int = 0
    commit: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer with the file in it. `start`: where its bytes begin (-1: it does not say); `total`: the size
    of the file in bytes (0: it does not say); `etag`: the sender's strong mark of the content; `page`: it is
    one for a browser."""

    status: int
    host: str
    start: int
    total: int
    etag: str
    page: bool
    told: Told
    blocks: Iterator[bytes]


class Wire:
    """Connections for one file of a repository. `receive` in one thread; `hang_up` in any."""

    def __init__(
        self,
        hub: Hub,
        repo: str,
        revision: str,
        path: str,
        heed: Callable[[Told], None],
        patience: Patience,
    ) -> None:
        """`heed` is told what the hub says of the file before any of it is asked for; it may raise."""
        self._hub, self._repo, self._path = hub, repo, path
        self._url = hub.url(repo, revision, path)
        self._heed, self._patience = heed, patience
        self._tls: ssl.SSLContext | None = None
        self._stream: Any = None  # of httpcore, of the connection that is open
        self.received = 0

    def hang_up(self) -> None:
        """Break the connection that is open, so that nobody waits for a silent server."""
        stream = self._stream
        place = stream.get_extra_info("socket") if stream is not None else None
        if place is not None:
            with contextlib.suppress(OSError):
                # The plain call: ssl's own takes the encryption off beneath the thread that reads.
                socket.socket.shutdown(place, socket.SHUT_RDWR)

    @contextlib.contextmanager
    def ask(self, done: int, etag: str) -> Iterator[Answer]:
        """Ask for the file from byte `done` on, if it is still the content that `etag` marks ("": any).

        Raises `Again` for what may pass, MuseError for what will not, in the body of the `with` too.
        """
        import httpx2

        passing = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.ProxyError)
        self.received = 0
        try:
            with self._answer(done, etag) as answer:
                yield answer
        except passing as error:
            raise Again(self._hub.trouble(error, self._repo)) from error
        except httpx2.ProtocolError as error:  # an answer that broke off, as a cut connection looks from here
            raise Again(unreachable(self._hub.endpoint, str(error))) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            raise self._hub.trouble(error, self._repo) from error

    @contextlib.contextmanager
    def _answer(self, done: int, etag: str) -> Iterator[Answer]:
        told, url = Told(), self._url
        with self._client() as client:
            for _ in range(_REDIRECTS):
                request = client.build_request("GET", url, headers=self._headers(url, done, etag, told))
                request.extensions["trace"] = self._trace
                with self._sent(client, request) as response:
                    self._listen(response, told)
                    if not response.is_redirect:
                        self._judge(response)
                        yield self._made(response, told)
                        return
                    url = self._next(url, response.headers.get("location", ""))
        raise strange(self._hub.endpoint, "redirected in circles")

    def _client(self) -> httpx2.Client:
        import httpx2

        timeout = httpx2.Timeout(self._patience.silent_s, connect=self._patience.connect_s)
        if self._tls is None:
            self._tls = tls()  # takes a tenth of a second, so once for all tries
        try:
            return httpx2.Client(timeout=timeout, follow_redirects=False, verify=self._tls)
        except (ImportError, ValueError) as error:  # a proxy setting of the environment that cannot be used
            raise MuseError("models.proxy_unusable", reason=str(error)[:160]) from error

    def _headers(self, url: str, done: int, etag: str, told: Told) -> dict[str, str]:
        headers = {key.lower(): value for key, value in self._hub.headers().items()}
        headers["accept-encoding"] = "identity"
        if not self._ours(url):
            headers.pop("authorization", None)
        if done:
            headers["range"] = f"bytes={done}-"
            if etag and not told.mark:  # where the hub marks the content itself, that is compared
                headers["if-range"] = f'"{etag}"'
        return headers

    @contextlib.contextmanager
    def _sent(self, client: httpx2.Client, request: httpx2.Request) -> Iterator[httpx2.Response]:
        """Send a request, with its line in the network log."""
        line = self._hub.log.begin("download", host_shown(str(request.url)), f"{self._repo}/{self._path}")
        status, code = 0, ""
        try:
            response = client.send(request, stream=True)
            try:
                status = response.status_code
                yield response
            finally:
                response.close()
        except MuseError as error:
            code = error.code
            raise
        except Again as again:
            code = again.error.code
            raise
        except CancelledError:
            code = "models.cancelled"
            raise
        except Exception:
            code = "models.cut_off"
            raise
        finally:
            self._stream = None
            line.end(status, self.received, code)

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._stream = info["return_value"]

    def _ours(self, url: str) -> bool:
        return origin(url) == self._hub.address.origin

    def _listen(self, response: httpx2.Response, told: Told) -> None:
        """Take down what the hub says of the file; other hosts are not asked."""
        if not self._ours(str(response.request.url)):
            return
        told.mark = _etag(response.headers.get("x-linked-etag", "")) or told.mark
        told.size = _number(response.headers.get("x-linked-size", "")) or told.size
        commit = response.headers.get("x-repo-commit", "")
        told.commit = commit if _COMMIT.fullmatch(commit) else told.commit
        self._heed(told)

    def _next(self, here: str, location: str) -> str:
        """Where a redirect leads. Raises MuseError `models.hub_strange` where nobody should follow."""
        try:
            url = urljoin(here, location)
            scheme, host, _ = origin(url)
        except ValueError:
            url, scheme, host = location, "", ""
        plain = scheme == "http" and is_this_machine(host) and self._hub.address.origin[0] == "http"
        if not location or not host or "@" in url.partition("?")[0] or not (scheme == "https" or plain):
            raise strange(self._hub.endpoint, f"a redirect to {location[:80].partition('?')[0]}")
        return url

    def _judge(self, response: httpx2.Response) -> None:
        """Raise for a status that does not come with the file."""
        status, headers = response.status_code, dict(response.headers)
        if status in (200, 206, 416):
            return
        if status == 429 or status >= 500 or status in (408, 425):
            told = "retry-after" in headers or (status == 429 and "ratelimit" in headers)
            wait_s = float(wait_seconds(headers)) if told else -1.0
            raise Again(self._hub.trouble(status, self._repo, headers), wait_s)
        if self._ours(str(response.request.url)):
            raise self._hub.trouble(status, self._repo, headers)
        # A signed link that expired, most likely: the next try asks the hub for a new one.
        raise Again(MuseError("models.link_refused", host=response.request.url.host, status=status))

    def _made(self, response: httpx2.Response, told: Told) -> Answer:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise strange(self._hub.endpoint, "packed, though it was not asked for")
        start, total = _span(response)
        kind = response.headers.get("content-type", "").lower()
        return Answer(
            response.status_code, response.request.url.host, start, total,
            _etag(response.headers.get("etag", "")), kind.startswith(_PAGES), told, self._blocks(response),
        )  # fmt: skip

    def _blocks(self, response: httpx2.Response) -> Iterator[bytes]:
        for block in response.iter_raw():  # as they come: a size would hold bytes back, and a cut lose them
            self.received += len(block)
            yield block


def tls() -> ssl.SSLContext:
    """What certificates are trusted: as the HTTP library has it."""
    import httpx2

    return httpx2.create_ssl_context()


def _span(response: httpx2.Response) -> tuple[int, int]:
    """Where the answer's bytes begin in the file, and the file's size."""
    if response.status_code == 200:
        return 0, _number(response.headers.get("content-length", ""))
    found = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
    if found is None:
        return -1, 0
    return int(found[1]) if found[1] else -1, int(found[2])


def _etag(value: str) -> str:
    """A strong mark of the content without its quotes; "" for a weak one."""
    value = value.strip()
    bare = value.strip('"')
    good = not value.startswith("W/") and len(bare) <= 200 and bare.isascii() and bare.isprintable()
    return bare if good and '"' not in bare else ""


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else 0
