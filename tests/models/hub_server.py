"""A model hub on loopback that speaks as much of the hub's protocol as its real client asks for.

`with HubServer() as hub: hub.add("anna/tide", {"tide-Q4.gguf": gguf(1000)})`; then `hub.endpoint`. Files are
redirected to signed links on a second port, as the real hub does. Faults are switched on by calls: `cut`,
`status`, `page`, … `python -m tests.models.hub_server --size N` runs one as a process; it prints its
endpoint, and `GET /told` tells what it has sent.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from typing import Any, Self

from tests.models.hub_talk import BLOCK, Talk

PAGE = b"<!DOCTYPE html><html><title>Welcome to the hotel</title><body>Please sign in.</body></html>"


def gguf(size: int, seed: int = 1) -> bytes:
    """`size` bytes that begin like a GGUF file and repeat nowhere."""
    block = random.Random(seed).randbytes(BLOCK - 8)
    blocks = (struct.pack("<Q", number) + block for number in range(size // BLOCK + 1))
    return (b"GGUF" + b"".join(blocks))[:size]


def _commit(seed: str) -> str:
    return hashlib.sha1(seed.encode()).hexdigest()


class HubFile:
    """A file of a repository. `sha256`, `size`: what the hub says of it; `data`: what it sends."""

    def __init__(self, data: bytes, lfs: bool = True) -> None:
        self.data = data
        self.size = len(data)
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.oid = hashlib.sha1(data).hexdigest()
        self.lfs = lfs

    @property
    def etag(self) -> str:
        return self.sha256 if self.lfs else self.oid


@dataclass
class Repo:
    """A repository. `gated`: "" or "auto" or "manual"; `accepted`: tokens whose owner accepted the terms."""

    id: str
    commit: str
    versions: dict[str, dict[str, HubFile]]  # by commit
    licence: str = "apache-2.0"
    tags: tuple[str, ...] = ("gguf",)
    downloads: int = 1000
    likes: int = 10
    gated: str = ""
    private: bool = False
    accepted: set[str] = field(default_factory=set)
    languages: tuple[str, ...] = ("en",)

    @property
    def files(self) -> dict[str, HubFile]:
        return self.versions[self.commit]

    def at(self, revision: str) -> tuple[str, dict[str, HubFile]] | None:
        commit = self.commit if revision == "main" else revision
        return (commit, self.versions[commit]) if commit in self.versions else None


@dataclass
class Asked:
    """A request as it came, its headers' names in small letters. `server`: "hub" or "cdn". `sent`: bytes of a
    file that went back."""

    server: str
    method: str
    path: str
    headers: dict[str, str]
    status: int = 0
    sent: int = 0


@dataclass
class Fault:
    where: str  # api, resolve or cdn
    times: int
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    kind: str = "application/json"


class HubServer:
    """The hub and its file store. `tokens`: user names by token. `bytes_sent`: of file bodies, all told."""

    def __init__(self, separate_cdn: bool = True, tokens: dict[str, str] | None = None) -> None:
        self.repos: dict[str, Repo] = {}
        self.tokens = {"hf_good": "anna"} if tokens is None else tokens
        self.asked: list[Asked] = []
        self.links: dict[str, tuple[HubFile, float]] = {}
        self.link_seconds = 3600.0
        self.redirects = True  # False: the hub sends the file itself
        self.ignores_range = False
        self.hides_missing = False  # True: 401 for what is not there, as the real hub answers strangers
        self.lfs_headers = True
        self.bytes_per_s = 0.0
        self.says_size: int | None = None  # a size that lies, in X-Linked-Size
        self._faults: list[Fault] = []
        self._cuts: list[int] = []
        self._lock = threading.Lock()
        self._hub = _Server(self, "hub")
        self._cdn = _Server(self, "cdn") if separate_cdn else self._hub
        self._threads: list[threading.Thread] = []
        self.over = threading.Event()

    def __enter__(self) -> Self:
        for server in {self._hub, self._cdn}:
            # A short poll, so that leaving is quick.
            thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(self, *args: object) -> None:
        self.over.set()
        for server in {self._hub, self._cdn}:
            server.shutdown()
            server.hang_up()
            server.server_close()
        for thread in self._threads:
            thread.join()

    @property
    def endpoint(self) -> str:
        return self._hub.address

    @property
    def cdn(self) -> str:
        """The address of the file store."""
        return self._cdn.address

    @property
    def bytes_sent(self) -> int:
        return sum(one.sent for one in self.asked)

    # What it holds

    def add(self, repo: str, files: dict[str, bytes], **values: Any) -> Repo:
        """A repository with these files by path; `values`: fields of `Repo`."""
        commit = _commit(repo)
        held = {path: HubFile(data) for path, data in files.items()}
        self.repos[repo] = Repo(repo, commit, {commit: held}, **values)
        return self.repos[repo]

    def change(self, repo: str, path: str, data: bytes) -> str:
        """A new commit on main in which the file is another; the old commit stays. Returns the new one."""
        one = self.repos[repo]
        commit = _commit(one.commit + path)
        one.versions[commit] = {**one.files, path: HubFile(data)}
        one.commit = commit
        return commit

    def spoil(self, repo: str, path: str, data: bytes) -> None:
        """Send these bytes for the file, while saying of it what was said before."""
        self.repos[repo].files[path].data = data

    # What goes wrong

    def cut(self, after_bytes: int, times: int = 1) -> None:
        """Close the connection after so many bytes of a file, the next `times` times."""
        self._cuts += [after_bytes] * times

    def status(
        self, code: int, times: int = 1, headers: dict[str, str] | None = None, where: str = "resolve"
    ) -> None:
        """Answer with this status `times` times. `where`: "api", "resolve" or "cdn"."""
        body = json.dumps({"error": f"status {code}"}).encode()
        self._faults.append(Fault(where, times, code, headers or {}, body))

    def page(self, times: int = 1, where: str = "resolve", status: int = 200) -> None:
        """Answer with a page of a hotel's network instead."""
        self._faults.append(Fault(where, times, status, {}, PAGE, "text/html; charset=utf-8"))

    def garbage(self, body: bytes, times: int = 1, where: str = "api") -> None:
        """Answer with these bytes, said to be JSON."""
        self._faults.append(Fault(where, times, 200, {}, body))

    def redirect(self, address: str, times: int = 1, where: str = "resolve") -> None:
        """Send the client to this address."""
        self._faults.append(Fault(where, times, 302, {"Location": address}))

    def hang_up(self, times: int = 1, where: str = "resolve") -> None:
        """Close the connection without a word."""
        self._faults.append(Fault(where, times, -1))

    def stall(self, times: int = 1, where: str = "resolve") -> None:
        """Say nothing, and keep the connection open until the client goes or this server ends."""
        self._faults.append(Fault(where, times, -2))

    def slow(self, bytes_per_s: float) -> None:
        self.bytes_per_s = bytes_per_s

    # For the handlers

    def note(self, server: str, method: str, path: str, headers: dict[str, str]) -> Asked:
        self.asked.append(Asked(server, method, path, headers))
        return self.asked[-1]

    def fault(self, where: str) -> Fault | None:
        with self._lock:
            for one in self._faults:
                if one.where == where and one.times > 0:
                    one.times -= 1
                    return one
        return None

    def next_cut(self) -> int | None:
        with self._lock:
            return self._cuts.pop(0) if self._cuts else None

    def link(self, file: HubFile) -> str:
        """A signed address for the file, good for `link_seconds`."""
        with self._lock:
            name = f"{file.sha256[:16]}{len(self.links)}"
            self.links[name] = (file, time.monotonic() + self.link_seconds)
        return f"{self.cdn}/cdn/{name}?Expires=1&Signature=secret"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, hub: HubServer, name: str) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.hub, self.name = hub, name
        self.open: set[socket.socket] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        return  # a client that hangs up is what many tests are about

    def process_request(self, request: Any, client_address: Any) -> None:
        # A small buffer: what is counted as sent is what the client has nearly got.
        request.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 17)
        request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        for one in list(self.open):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def main() -> None:
    """Serve one file of one repository until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=100_000_000)
    parser.add_argument("--repo", default="anna/tide")
    parser.add_argument("--file", default="tide-Q4_K_M.gguf")
    parser.add_argument("--cut", type=int, default=0, help="bytes after which a connection is cut")
    parser.add_argument("--times", type=int, default=0, help="how often")
    parser.add_argument("--rate", type=float, default=0, help="bytes per second")
    args = parser.parse_args()
    with HubServer() as hub:
        hub.add(args.repo, {args.file: gguf(args.size)})
        hub.cut(args.cut, args.times)
        hub.slow(args.rate)
        print(json.dumps({"endpoint": hub.endpoint}), flush=True)  # noqa: T201
        threading.Event().wait()


if __name__ == "__main__":
    main()
