"""What the hub of hub_server.py answers: its protocol, as far as its real client asks for it."""

from __future__ import annotations

import json
import re
import time
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

if TYPE_CHECKING:
    from tests.models.hub_server import Fault, HubFile, Repo

BLOCK = 1 << 16


class Talk(BaseHTTPRequestHandler):
    """One request at a hub, or at its file store."""

    protocol_version = "HTTP/1.1"
    server: Any  # hub_server._Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        return

    def do_HEAD(self) -> None:
        self._do()

    def do_GET(self) -> None:
        self._do()

    def _do(self) -> None:
        self.hub = self.server.hub
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.asked = self.hub.note(self.server.name, self.command, self.path, headers)
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

    def _fail(self, fault: Fault) -> None:
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
            "_id": repo.commit[:24],
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
