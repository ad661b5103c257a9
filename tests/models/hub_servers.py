"""Servers on loopback that misbehave in ways that hub_server.py does not."""

from __future__ import annotations

import contextlib
import http.server
import socket
import threading
import time
from collections.abc import Iterator


class _Pages(http.server.BaseHTTPRequestHandler):
    """Gives one model a page, and always a further page."""

    link = ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        return

    def do_GET(self) -> None:
        body = b'[{"id": "a/b"}]'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        host, port = self.server.server_address[:2]
        self.send_header("Link", self.link.replace("</", f"<http://{host}:{port}/"))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def pages(link: str) -> Iterator[str]:
    """A server whose every answer names a next page."""
    handler = type("Linked", (_Pages,), {"link": link})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        thread = threading.Thread(target=served.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{served.server_address[1]}"
        served.shutdown()
        thread.join()


@contextlib.contextmanager
def trickle() -> Iterator[tuple[str, threading.Event]]:
    """A server that sends its head letter by letter, and tells when the client has hung up."""
    hung_up = threading.Event()

    def serve(listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            talk, _ = listening.accept()
            with talk:
                try:
                    talk.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                    for _ in range(200):
                        talk.sendall(b"x")
                        time.sleep(0.05)
                except OSError:
                    hung_up.set()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", hung_up
        thread.join(15)
