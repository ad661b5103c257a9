"""One question to a server and its answer, with a limit to everything: time, size, and what may go wrong.

Only the address itself is spoken to: no proxy from the environment, no redirect is followed.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from muse_desktop.engine.remote.address import Address
from muse_desktop.errors import MuseError

MAX_LINE = 2**20
MAX_STREAM = 2**26
MAX_ANSWER = 2**20
MAX_REASON = 200


@dataclass(frozen=True)
class Patience:
    """Seconds that a server is waited for: to connect; for the first byte of a text (it may have to read a
    long prompt, or finish another's); for the next byte; for a small answer from beginning to end."""

    connect_s: float = 5.0
    first_s: float = 180.0
    silent_s: float = 60.0
    small_s: float = 15.0


Watch = Callable[[str, str], Callable[[int, int, str], None]]
"""Called with host:port and "METHOD path" when a connection is made; what it gives back is called with
HTTP's status (0: none came), the bytes of the answer and an error's code at its end."""


class Exchange:
    """One request. Used by one thread; `abort` may be called by any, and ends it at once."""

    def __init__(
        self,
        address: Address,
        key: str = "",
        patience: Patience | None = None,
        watch: Watch | None = None,
    ) -> None:
        self._address = address
        self._key = key
        self._patience = patience or Patience()
        self._watch = watch
        self._over: Callable[[int, int, str], None] | None = None
        self._code = ""  # of the error that ended it
        self._lock = threading.Lock()
        self._sock: socket.socket | None = None
        self._aborted = False
        self._late = False
        self._connection: http.client.HTTPConnection | None = None
        self._response: http.client.HTTPResponse | None = None
        self._received = 0
        self._waited = self._patience.connect_s

    def small(self, method: str, path: str, body: object = None, limit: int = MAX_ANSWER) -> bytes:
        """The whole answer to a question that needs little time; see `_told` for the errors."""
        timer = threading.Timer(self._patience.small_s, self._too_late)
        timer.daemon = True
        timer.start()
        try:
            with self._noted():
                response = self._ask(method, path, body, self._patience.small_s)
                with self._told():
                    data = response.read(limit + 1)
                self._received = len(data)
                if self._late:
                    raise self._hangs(self._patience.small_s)
                if len(data) > limit:
                    raise self._unreadable(f"more than {limit} bytes")
                return data
        finally:
            timer.cancel()
            self.close()

    def stream(self, path: str, body: object) -> None:
        """Ask for a text that comes bit by bit; read it with `line`, then `close`."""
        with self._noted():
            response = self._ask("POST", path, body, self._patience.first_s)
            if (kind := response.headers.get_content_type()) != "text/event-stream":
                raise self._unreadable(f"{kind} instead of text/event-stream")
        if self._sock is not None:
            self._waited = self._patience.silent_s
            self._sock.settimeout(self._waited)

    def line(self) -> bytes:
        """The next line, its end included; b"" when the server has closed."""
        assert self._response is not None
        with self._noted(), self._told():
            line = self._response.readline(MAX_LINE + 1)
        self._received += len(line)
        if len(line) > MAX_LINE or self._received > MAX_STREAM:
            raise self._unreadable(f"more than {MAX_LINE if len(line) > MAX_LINE else MAX_STREAM} bytes")
        return line

    @property
    def server(self) -> str:
        """What the server calls itself in its answer's head."""
        return str(self._response.headers.get("Server", ""))[:100] if self._response else ""

    def abort(self) -> None:
        """Hang up, whatever the other thread is waiting for."""
        with self._lock:
            self._aborted = True
            sock = self._sock
        if sock is not None:
            try:
                # The plain socket's own method: TLS would first say goodbye, and wait.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself

    def close(self) -> None:
        """Free the connection; by the thread that uses it."""
        with self._lock:
            self._sock = None
        if self._response is not None:
            self._response.close()
        if self._connection is not None:
            self._connection.close()
        if self._over is not None:
            over, self._over = self._over, None
            over(self._response.status if self._response else 0, self._received, self._code)

    def _too_late(self) -> None:
        self._late = True
        self.abort()

    def _ask(self, method: str, path: str, body: object, wait_s: float) -> http.client.HTTPResponse:
        headers = {"Accept": "application/json, text/event-stream", "User-Agent": "muse-desktop"}
        data = None if body is None else msgspec.json.encode(body)
        if data is not None:
            headers["Content-Type"] = "application/json"
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        if self._watch is not None:
            self._over = self._watch(f"{self._address.host}:{self._address.port}", f"{method} {path}")
        connection = self._connect()
        with self._told():
            self._waited = wait_s
            connection.sock.settimeout(wait_s)
            connection.request(method, self._address.root + path, data, headers)
            self._response = response = connection.getresponse()
        if response.status != http.client.OK:
            raise self._refusal(response, path)
        return response

    def _connect(self) -> http.client.HTTPConnection:
        address, wait = self._address, self._patience.connect_s
        if address.is_secure:
            context = ssl.create_default_context()
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                address.host, address.port, timeout=wait, context=context
            )
        else:
            connection = http.client.HTTPConnection(address.host, address.port, timeout=wait)
        self._connection = connection
        try:
            connection.connect()
        except ssl.SSLError as error:
            raise MuseError(
                "engine.remote_not_secure", address=address.url, reason=self._clean(str(error))
            ) from error
        except TimeoutError as error:
            reason = f"> {wait:g} s"
            raise MuseError("engine.remote_unreachable", address=address.url, reason=reason) from error
        except (OSError, UnicodeError) as error:
            reason = self._clean(getattr(error, "strerror", None) or str(error))
            raise MuseError("engine.remote_unreachable", address=address.url, reason=reason) from error
        with self._lock:
            self._sock = connection.sock
            aborted = self._aborted
        if aborted:
            raise self._broken()
        return connection

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Remember what went wrong, for whoever watches."""
        try:
            yield
        except MuseError as error:
            self._code = error.code
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong on the wire, as MuseError: `engine.remote_hangs`, `remote_broke_off`,
        `remote_unreadable`."""
        try:
            yield
        except TimeoutError as error:
            raise self._hangs(self._waited) from error
        except (http.client.RemoteDisconnected, http.client.IncompleteRead, OSError) as error:
            raise self._broken() from error
        except http.client.HTTPException as error:
            raise self._unreadable(f"{type(error).__name__}: {error}") from error

    def _refusal(self, response: http.client.HTTPResponse, path: str) -> MuseError:
        """What a status other than 200 means for the writer."""
        status, url = response.status, self._address.url
        if 300 <= status < 400:
            return MuseError(
                "engine.remote_moved", address=url, to=self._clean(response.headers.get("Location", "?"))
            )
        if status in (401, 403):
            return MuseError("engine.remote_key_refused", address=url, status=status)
        if status in (404, 405, 501):
            return MuseError("engine.remote_not_there", address=url, path=path, status=status)
        if status == http.client.TOO_MANY_REQUESTS:
            return MuseError("engine.remote_overloaded", address=url)
        reason = self._reason(response)
        if 400 <= status < 500:
            return MuseError("engine.remote_refused", address=url, status=status, reason=reason)
        return MuseError("engine.remote_failed", address=url, status=status, reason=reason)

    def _reason(self, response: http.client.HTTPResponse) -> str:
        with self._told():
            if self._sock is not None:
                self._sock.settimeout(self._patience.connect_s)
            data = response.read(2**16)
        return self._clean(told_reason(data)) or "?"

    def _clean(self, text: str) -> str:
        """Foreign text fit for a message: one line, short, and without the key."""
        text = text[: 2**16]
        if self._key:
            text = text.replace(self._key, "***")
        return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:MAX_REASON]

    def refused_by_text(self, told: object) -> MuseError:
        """The error that a server tells of inside an answer that began well."""
        reason = self._clean(told_reason(msgspec.json.encode(told)))
        return MuseError("engine.remote_failed", address=self._address.url, status=200, reason=reason or "?")

    def _hangs(self, seconds: float) -> MuseError:
        return MuseError("engine.remote_hangs", address=self._address.url, seconds=f"{seconds:g}")

    def _broken(self) -> MuseError:
        if self._late:
            return self._hangs(self._patience.small_s)
        return MuseError("engine.remote_broke_off", address=self._address.url)

    def broke_off(self) -> MuseError:
        """The error for a text that ends before its end."""
        return self._broken()

    def _unreadable(self, reason: str) -> MuseError:
        return MuseError("engine.remote_unreadable", address=self._address.url, reason=self._clean(reason))

    def unreadable(self, reason: str) -> MuseError:
        """The error for an answer that is not what was asked for."""
        return self._unreadable(reason)


def told_reason(data: bytes) -> str:
    """The sentence in an error answer: OpenAI's {"error": {"message": …}} and its relatives, or plain text;
    "" for a page made for a browser."""
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        text = data.decode("utf-8", "replace").strip()
        return "" if text.startswith("<") else text
    for _ in range(4):
        if not isinstance(value, dict):
            break
        value = next((value[key] for key in ("error", "message", "detail") if key in value), "")
    return value if isinstance(value, str) else str(value) if value else ""
