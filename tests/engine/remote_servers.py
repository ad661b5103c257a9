"""Servers on loopback for the tests of remote models: scripted ones, honest or not, and a real one."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from muse_desktop.engine.remote.engine import RemoteEngine
from muse_desktop.engine.remote.http import Patience
from muse_desktop.errors import MuseError

HASTY = Patience(connect_s=2.0, first_s=0.5, silent_s=0.5, small_s=0.5)
MODEL = "tide-7b"


class Talk(BaseHTTPRequestHandler):
    """One request at a scripted server."""

    protocol_version = "HTTP/1.1"
    server: Speaker

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        return

    def do_GET(self) -> None:
        self._do(None)

    def do_POST(self) -> None:
        self._do(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _do(self, body: Any) -> None:
        self.body = body
        self.close_connection = True
        self.server.asked.append((self.path, dict(self.headers), body))
        route = self.server.routes.get(self.path)
        if route is None:
            self.reply(404, "application/json", b'{"error": "nothing here"}')
        else:
            route(self)

    def reply(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def json(self, value: Any, status: int = 200) -> None:
        """A whole answer in JSON."""
        self.reply(status, "application/json", json.dumps(value).encode())

    def begin(self, kind: str = "text/event-stream") -> None:
        """The head of an answer that comes bit by bit."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def say(self, data: Any) -> None:
        """One event; bytes as they are."""
        self.wfile.write(data if isinstance(data, bytes) else b"data: " + json.dumps(data).encode() + b"\n\n")
        self.wfile.flush()

    def gone(self) -> bool:
        """Whether the client hangs up within two seconds."""
        self.connection.settimeout(2)
        try:
            return self.connection.recv(1) == b""
        except TimeoutError:
            return False
        except OSError:
            return True


class Speaker(ThreadingHTTPServer):
    """A server whose answers a test writes: `routes` by path. `asked`: what came, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.routes: dict[str, Callable[[Talk], None]] = {}
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.over = threading.Event()
        self.has([{"id": MODEL, "owned_by": "somebody"}])
        self.tells("Once", " upon", " a time")

    def handle_error(self, request: object, client_address: object) -> None:
        return  # a client that hangs up is what many tests are about

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def has(self, models: Any) -> None:
        """Its list of models."""
        self.routes["/v1/models"] = lambda talk: talk.json({"object": "list", "data": models})

    def answers(self, route: Callable[[Talk], None]) -> None:
        """How it generates, in a chat and without."""
        self.routes["/v1/chat/completions"] = self.routes["/v1/completions"] = route

    def tells(self, *texts: str, finish: str | None = "stop", usage: Any = None) -> None:
        """Have it say this, whatever it is asked."""

        def route(talk: Talk) -> None:
            talk.begin()
            for text in texts:
                talk.say(piece(text, chat="chat" in talk.path))
            if finish:
                talk.say(piece("", finish, chat="chat" in talk.path))
            if usage:
                talk.say({"choices": [], "usage": usage})
            talk.say(b"data: [DONE]\n\n")

        self.answers(route)

    def hang(self, _: Talk) -> None:
        """Say nothing until the test is over."""
        self.over.wait(20)

    def bodies(self) -> list[Any]:
        """What the generations were asked with."""
        return [body for path, _, body in self.asked if "completions" in path]


def piece(text: str, finish: str | None = None, *, chat: bool = True) -> dict[str, Any]:
    """A chunk of a streamed answer."""
    said = {"delta": {"content": text}} if chat else {"text": text}
    return {"object": "chunk", "model": MODEL, "choices": [{"index": 0, "finish_reason": finish, **said}]}


@contextlib.contextmanager
def speaker() -> Iterator[Speaker]:
    """A scripted server for a while."""
    server = Speaker()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def real_server(model: Path, context: int = 512) -> Iterator[str]:
    """llama-cpp-python's own server with a model; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-W", "ignore", "-m", "llama_cpp.server", "--model", str(model),
        "--host", "127.0.0.1", "--port", str(port), "--n_ctx", str(context),
        "--n_threads", "1", "--n_threads_batch", "1",
    ]  # fmt: skip
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.kill()
        server.wait(10)


def _wait_for(url: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    with RemoteEngine() as engine:
        while server.poll() is None and time.monotonic() < until:
            try:
                engine.load(url).result(20)
                return
            except MuseError:
                time.sleep(0.2)
    raise AssertionError(f"the server did not start ({server.poll()})")
