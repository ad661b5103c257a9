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
import re
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, quote, unquote, urlsplit

BLOCK = 1 << 16
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
class _Fault:
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
        self._faults: list[_Fault] = []
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
        self._faults.append(_Fault(where, times, code, headers or {}, body))

    def page(self, times: int = 1, where: str = "resolve", status: int = 200) -> None:
        """Answer with a page of a hotel's network instead."""
        self._faults.append(_Fault(where, times, status, {}, PAGE, "text/html; charset=utf-8"))

    def garbage(self, body: bytes, times: int = 1, where: str = "api") -> None:
        """Answer with these bytes, said to be JSON."""
        self._faults.append(_Fault(where, times, 200, {}, body))

    def redirect(self, address: str, times: int = 1, where: str = "resolve") -> None:
        """Send the client to this address."""
        self._faults.append(_Fault(where, times, 302, {"Location": address}))

    def hang_up(self, times: int = 1, where: str = "resolve") -> None:
        """Close the connection without a word."""
        self._faults.append(_Fault(where, times, -1))

    def stall(self, times: int = 1, where: str = "resolve") -> None:
        """Say nothing, and keep the connection open until the client goes or this server ends."""
        self._faults.append(_Fault(where, times, -2))

    def slow(self, bytes_per_s: float) -> None:
        self.bytes_per_s = bytes_per_s

    # For the handlers

    def fault(self, where: str) -> _Fault | None:
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
        super().__init__(("127.0.0.1", 0), _Talk)
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


class _Talk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        return

    def do_HEAD(self) -> None:
        self._do()

    def do_GET(self) -> None:
        self._do()

    def _do(self) -> None:
        self.hub = self.server.hub
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.asked = Asked(self.server.name, self.command, self.path, headers)
        self.hub.asked.append(self.asked)
        where = urlsplit(self.path)
        self.path_only, self.query = unquote(where.path), parse_qs(where.query)
        kind = "cdn" if self.path_only.startswith("/cdn/") else "api"
        kind = "resolve" if "/resolve/" in self.path_only else kind
        if fault := self.hub.fault(kind):
            self._fail(fault)
        elif kind == "cdn":
            self._cdn()
        elif kind == "resolve":
            self._resolve()
        else:
            self._api()

    # Answers

    def _reply(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.asked.status = status
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _json(self, value: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self._reply(status, "application/json; charset=utf-8", json.dumps(value).encode(), headers)

    def _error(self, status: int, code: str, text: str) -> None:
        self._json({"error": text}, status, {"X-Error-Code": code, "X-Error-Message": text})

    def _fail(self, fault: _Fault) -> None:
        if fault.status > 0:
            self._reply(fault.status, fault.kind, fault.body, fault.headers)
            return
        if fault.status == -2:
            self.connection.settimeout(0.05)
            while not self.hub.over.is_set():
                try:
                    if not self.connection.recv(1):
                        break
                except TimeoutError:
                    continue
                except OSError:
                    break
        self.close_connection = True

    # The hub's questions

    def _token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def _repo(self, name: str) -> Repo | None:
        repo = self.hub.repos.get(name)
        hidden = repo and repo.private and self._token() not in self.hub.tokens
        if repo and not hidden:
            return repo
        status = 401 if self.hub.hides_missing and not self._token() else 404
        self._error(status, "RepoNotFound", "Repository not found")
        return None

    def _api(self) -> None:
        path = self.path_only
        token = self._token()
        if path == "/told":
            self._json({"bytes_sent": self.hub.bytes_sent, "asked": len(self.hub.asked)})
        elif token and token not in self.hub.tokens:
            self._error(401, "", "Invalid credentials in Authorization header")
        elif path == "/api/whoami-v2":
            self._who(token)
        elif path == "/api/models":
            self._search()
        elif found := re.fullmatch(r"/api/models/(.+?)/tree/([^/]+)/?", path):
            self._tree(*found.groups())
        elif found := re.fullmatch(r"/api/models/(.+?)(?:/revision/(.+))?", path):
            self._model(found[1], found[2] or "main")
        else:
            self._error(404, "", "Not found")

    def _who(self, token: str) -> None:
        if not token:
            self._error(401, "", "Invalid username or password.")
            return
        name = self.hub.tokens[token]
        self._json({"type": "user", "id": "1", "name": name, "fullname": name, "orgs": [], "auth": {}})

    def _search(self) -> None:
        words = " ".join(self.query.get("search", [])).lower()
        wanted = {tag.lower() for tag in self.query.get("filter", [])}
        found = [
            repo
            for repo in self.hub.repos.values()
            if words in repo.id.lower() and wanted <= {tag.lower() for tag in repo.tags} and not repo.private
        ]
        found.sort(key=lambda repo: -repo.downloads)
        start, limit = int(self.query.get("cursor", ["0"])[0]), int(self.query.get("limit", ["1000"])[0])
        headers = {}
        if start + limit < len(found):
            rest = "&".join(
                f"{key}={quote(one)}" for key, many in self.query.items() if key != "cursor" for one in many
            )
            address = f"{self.hub.endpoint}/api/models?{rest}&cursor={start + limit}"
            headers = {"Link": f'<{address}>; rel="next"'}
        self._json([self._about(repo) for repo in found[start : start + limit]], headers=headers)

    def _about(self, repo: Repo) -> dict[str, Any]:
        return {
            "_id": _commit(repo.id)[:24],
            "id": repo.id,
            "modelId": repo.id,
            "author": repo.id.split("/")[0],
            "sha": repo.commit,
            "private": repo.private,
            "gated": repo.gated or False,
            "downloads": repo.downloads,
            "likes": repo.likes,
            "lastModified": "2026-01-02T03:04:05.000Z",
            "createdAt": "2025-01-02T03:04:05.000Z",
            "library_name": "gguf",
            "pipeline_tag": "text-generation",
            "tags": [*repo.tags, *repo.languages, f"license:{repo.licence}"],
            "cardData": {"license": repo.licence, "language": list(repo.languages)},
        }

    def _at(self, name: str, revision: str) -> tuple[Repo, str, dict[str, HubFile]] | None:
        repo = self._repo(name)
        if repo is None:
            return None
        if (found := repo.at(revision)) is None:
            self._error(404, "RevisionNotFound", f"Invalid rev id: {revision}")
            return None
        return repo, *found

    def _model(self, name: str, revision: str) -> None:
        if (found := self._at(name, revision)) is None:
            return
        repo, commit, files = found
        blobs = self.query.get("blobs", [""])[0].lower() == "true"
        siblings: list[dict[str, Any]] = []
        for path, file in files.items():
            one: dict[str, Any] = {"rfilename": path}
            if blobs:
                one |= {"size": file.size, "blobId": file.oid}
                if file.lfs:
                    one["lfs"] = {"sha256": file.sha256, "size": file.size, "pointerSize": 134}
            siblings.append(one)
        self._json({**self._about(repo), "sha": commit, "siblings": siblings, "usedStorage": 1})

    def _tree(self, name: str, revision: str) -> None:
        if (found := self._at(name, revision)) is None:
            return
        rows = []
        for path, file in found[2].items():
            row: dict[str, Any] = {"type": "file", "path": path, "size": file.size, "oid": file.oid}
            if file.lfs:
                row["lfs"] = {"oid": file.sha256, "size": file.size, "pointerSize": 134}
            rows.append(row)
        self._json(rows)

    # Files

    def _resolve(self) -> None:
        name, _, rest = self.path_only[1:].partition("/resolve/")
        revision, _, path = rest.partition("/")
        if self._token() and self._token() not in self.hub.tokens:
            self._error(401, "", "Invalid credentials in Authorization header")
            return
        if (found := self._at(name, revision)) is None:
            return
        repo, commit, files = found
        if repo.gated and self._token() not in repo.accepted:
            status = 403 if self._token() else 401
            self._error(status, "GatedRepo", f"Access to model {repo.id} is restricted.")
        elif path not in files:
            self._error(404, "EntryNotFound", "Entry not found")
        else:
            self._give(files[path], commit)

    def _give(self, file: HubFile, commit: str) -> None:
        headers = {"X-Repo-Commit": commit}
        if file.lfs and self.hub.lfs_headers:
            size = file.size if self.hub.says_size is None else self.hub.says_size
            headers |= {"X-Linked-Size": str(size), "X-Linked-ETag": f'"{file.sha256}"'}
        if self.hub.redirects and file.lfs:
            headers["Location"] = self.hub.link(file)
            self._reply(302, "text/plain", b"Found.", headers)
        else:
            self._send(file, headers)

    def _cdn(self) -> None:
        found = self.hub.links.get(self.path_only.removeprefix("/cdn/"))
        if found is None or found[1] < time.monotonic():
            self._reply(403, "application/xml", b"<Error><Code>AccessDenied</Code></Error>")
        elif "Authorization" in self.headers:
            self._reply(400, "application/xml", b"<Error>Only one auth mechanism allowed</Error>")
        else:
            self._send(found[0], {})

    def _send(self, file: HubFile, headers: dict[str, str]) -> None:
        data, etag = file.data, f'"{file.etag}"'
        start, end, status = 0, len(data), 200
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        same = self.headers.get("If-Range", etag) == etag
        if asked and same and not self.hub.ignores_range:
            start, end = int(asked[1]), min(int(asked[2]) + 1 if asked[2] else len(data), len(data))
            status = 206
            if start >= len(data):
                self._reply(416, "text/plain", b"", {"Content-Range": f"bytes */{len(data)}"})
                return
            headers |= {"Content-Range": f"bytes {start}-{end - 1}/{len(data)}"}
        self.asked.status = status
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/octet-stream")
        if not self.hub.ignores_range:
            self.send_header("Accept-Ranges", "bytes")
        self.send_header("ETag", etag)
        self.send_header("Content-Length", str(end - start))
        self.end_headers()
        if self.command != "HEAD":
            self._body(memoryview(data)[start:end])

    def _body(self, data: memoryview) -> None:
        cut = self.hub.next_cut()
        if cut is not None and cut < len(data):
            data = data[:cut]
            self.close_connection = True
        begun = time.monotonic()
        sent = 0
        while sent < len(data):
            rate = self.hub.bytes_per_s
            if rate:
                due = begun + sent / rate - time.monotonic()
                if due > 0 and self.hub.over.wait(due):
                    return
            block = data[sent : sent + (max(1, min(BLOCK, int(rate / 20))) if rate else BLOCK)]
            self.wfile.write(block)
            sent += len(block)
            self.asked.sent += len(block)


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
