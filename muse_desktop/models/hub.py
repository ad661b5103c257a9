"""A hub of models: searching it, what files a model has, and who the writer is there.

Names, metadata and sign-in go through the huggingface_hub client; the files themselves are fetched by
models/transfer.py.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from muse_desktop.errors import MuseError
from muse_desktop.models.hub_address import parse_hub_address
from muse_desktop.models.hub_session import Patience, Question, ask
from muse_desktop.models.hub_trouble import clean, strange, trouble
from muse_desktop.models.network import NetworkLog, Why
from muse_desktop.models.values import HubModel, Task, Wanted, WantedFile

if TYPE_CHECKING:
    from huggingface_hub import HfApi, ModelInfo

T = TypeVar("T")
MAX_FOUND = 100
MAX_FILES = 500
"""GGUF files of one repository that are looked at; none seen has more than some 200."""
_MAX_PATH = 300
_MAX_BYTES = 2**44
_MAX_QUESTION = 200
_NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?"
_REPO = re.compile(rf"{_NAME}(?:/{_NAME})?")
_REVISION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PART = re.compile(r"(?P<name>.+)-(?P<part>[0-9]{5})-of-(?P<parts>[0-9]{5})[.]gguf", re.IGNORECASE)


class Hub:
    """The hub at `endpoint` ("": the usual one). `token` gives the writer's sign-in, "" for none; it is asked
    for each time, and sent to this endpoint alone. Every connection goes on `log`.

    Raises MuseError `models.hub_address_refused` for an endpoint that is not safe to speak to.
    """

    def __init__(
        self, endpoint: str, token: Callable[[], str], log: NetworkLog, patience: Patience | None = None
    ) -> None:
        self.address = parse_hub_address(endpoint)
        self.log = log
        self._token = token
        self._patience = patience or Patience()

    @property
    def endpoint(self) -> str:
        """Where it is, without a slash at the end."""
        return self.address.url

    def url(self, repo: str, revision: str, path: str) -> str:
        """Where a file of a model is fetched from. Raises MuseError `models.hub_not_found` for names that no
        hub has."""
        self._check(repo, revision)
        place = urllib.parse.quote(revision, safe="")
        return f"{self.endpoint}/{repo}/resolve/{place}/{urllib.parse.quote(path)}"

    def page(self, repo: str) -> str:
        """The page of a model, for a browser."""
        return f"{self.endpoint}/{repo}"

    def headers(self) -> dict[str, str]:
        """What to send to the hub with a request of our own: our name, and the sign-in where there is one.
        Never to be sent to another host."""
        from muse_desktop import __version__

        headers = {"user-agent": f"muse-desktop/{__version__}", "accept-encoding": "identity"}
        if token := self._token():
            headers["authorization"] = f"Bearer {token}"
        return headers

    def trouble(
        self, what: int | BaseException, repo: str = "", headers: Mapping[str, str] | None = None
    ) -> MuseError:
        """See hub_trouble.trouble: what went wrong, with this hub's address in it."""
        return trouble(what, repo, url=self.endpoint, headers=headers)

    def search(self, text: str, limit: int = 30) -> tuple[HubModel, ...]:
        """Models with GGUF files whose name holds `text`, the most downloaded first, 100 at most.

        Raises the errors of hub_trouble.trouble and `models.hub_moved`, as the others here do.
        """
        words = " ".join(text.split())[:_MAX_QUESTION]
        limit = max(1, min(limit, MAX_FOUND))

        def work(api: HfApi) -> list[ModelInfo]:
            found = api.list_models(
                filter="gguf", search=words or None, sort="downloads", limit=limit,
                expand=["downloads", "likes", "gated", "lastModified", "tags"],
            )  # fmt: skip
            return list(found)

        return tuple(_model(one) for one in self._ask("search", "", work) if _is_repo(one.id))

    def files(self, repo: str, revision: str = "main") -> tuple[Wanted, ...]:
        """The GGUF files of a model at the commit that `revision` is now, by path; a split model is one.

        A split model that lacks a part is left out, and so is a file whose name could leave its folder.
        """
        self._check(repo, revision)

        def work(api: HfApi) -> ModelInfo:
            return api.model_info(repo, revision=revision, files_metadata=True)

        info = self._ask("files", repo, work)
        commit = info.sha if isinstance(info.sha, str) and _COMMIT.fullmatch(info.sha) else revision
        licence = _licence(info)
        return tuple(
            Wanted(
                name=name, repo=repo, revision=commit, files=parts, licence=licence,
                tasks=_tasks(name, info),
            )
            for name, parts in _grouped(_files(info))
        )  # fmt: skip

    def who(self) -> str:
        """The name of the account that the sign-in belongs to; "" where nobody is signed in."""
        if not self._token():
            return ""
        name = self._ask("sign_in", "", lambda api: api.whoami()["name"])
        if not isinstance(name, str) or not name:
            raise strange(self.endpoint, "an account without a name")
        return clean(name)

    def _ask(self, why: Why, repo: str, work: Callable[[HfApi], T]) -> T:
        """Ask through the real client, with this endpoint, this sign-in (or none) and our own name."""

        def asked() -> T:
            from huggingface_hub import HfApi

            headers = self.headers()
            token = headers.pop("authorization", "").removeprefix("Bearer ")
            return work(HfApi(endpoint=self.endpoint, token=token or False, headers=headers))

        return ask(Question(self.address, self.log, why, repo), self._patience, asked)

    def _check(self, repo: str, revision: str = "main") -> None:
        if not (_is_repo(repo) and _REVISION.fullmatch(revision) and ".." not in revision):
            raise MuseError("models.hub_not_found", repo=clean(repo), host=self.address.host)


def _is_repo(name: object) -> bool:
    """Whether it can be the name of a model: what the library's own check allows, and a sane path."""
    return (
        isinstance(name, str)
        and _REPO.fullmatch(name) is not None
        and ".." not in name
        and "--" not in name
        and not name.endswith(".git")
    )


def _model(info: ModelInfo) -> HubModel:
    updated = info.last_modified
    return HubModel(
        repo=info.id,
        downloads=_count(info.downloads),
        likes=_count(info.likes),
        licence=_licence(info),
        gated=bool(info.gated),
        updated=updated.isoformat() if updated is not None else "",
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 2**53 else 0


def _licence(info: ModelInfo) -> str:
    """The licence that the owner names: its name where it is an "other", else its id."""
    card = info.card_data
    told, name = getattr(card, "license", None), getattr(card, "license_name", None)
    if told == "other" and isinstance(name, str) and name:
        told = name
    if isinstance(told, str) and told:
        return clean(told).lower()[:80]
    tags = info.tags if isinstance(info.tags, list) else []
    named = (tag for tag in tags if isinstance(tag, str) and tag.startswith("license:"))
    return clean(next(named, "").removeprefix("license:")).lower()[:80]


def _tasks(name: str, info: ModelInfo) -> tuple[Task, ...]:
    """What the owner and the file's name say it is for; () is a model that writes, as far as is known."""
    if "mmproj" in name.lower():
        return ("vision",)
    meant = ("feature-extraction", "sentence-similarity")
    return ("embedding",) if info.pipeline_tag in meant else ()


def _files(info: ModelInfo) -> list[WantedFile]:
    """The GGUF files of an answer, in the order of their paths."""
    found = []
    for one in (info.siblings or [])[: 20 * MAX_FILES]:
        if isinstance(one.rfilename, str) and _is_sane(one.rfilename):
            size, sha256 = (one.lfs.size, one.lfs.sha256) if one.lfs is not None else (one.size, "")
            size = size if isinstance(size, int) and 0 < size < _MAX_BYTES else 0
            sha256 = sha256.lower() if isinstance(sha256, str) else ""
            found.append(WantedFile(one.rfilename, size, sha256 if _SHA256.fullmatch(sha256) else ""))
    return sorted(found, key=lambda file: file.path)[:MAX_FILES]


def _is_sane(path: str) -> bool:
    """Whether a path of an answer is a GGUF file's, and stays inside its folder on every system."""
    pieces = path.split("/")
    return (
        len(path) <= _MAX_PATH
        and path.lower().endswith(".gguf")
        and path.isprintable()
        and not any(one in "\\:*?\"<>|" for one in path)
        and all(piece and piece.strip(". ") for piece in pieces)
        and "imatrix" not in pieces[-1].lower()
    )


def _grouped(files: Iterable[WantedFile]) -> list[tuple[str, tuple[WantedFile, ...]]]:
    """Models by name: single files, and split ones that have all their parts."""
    whole: dict[str, dict[int, WantedFile]] = {}
    parts: dict[str, int] = {}
    for file in files:
        match = _PART.fullmatch(file.path)
        name = match["name"] if match else file.path[: -len(".gguf")]
        key = f"{name}/{match['parts']}" if match else file.path
        whole.setdefault(key, {})[int(match["part"]) if match else 1] = file
        parts[key] = int(match["parts"]) if match else 1
    found = []
    for key, one in whole.items():
        if sorted(one) == list(range(1, parts[key] + 1)):
            first = one[1].path
            match = _PART.fullmatch(first)
            name = (match["name"] if match else first[: -len(".gguf")]).rpartition("/")[2]
            found.append((name, tuple(one[number] for number in sorted(one))))
    return found
