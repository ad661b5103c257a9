"""What the model library speaks in: catalogue entries, files on a hub, downloads, models on the shelf."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

Task = Literal["prose", "chinese", "embedding", "vision"]
"""What a model is for; "chinese" is prose in 中文."""
TASKS: tuple[Task, ...] = ("prose", "chinese", "embedding", "vision")
Seen = Literal["hash", "file", "repository"]
"""How much of a catalogue entry was seen by whoever wrote it down: the file's SHA-256, its name, or the
repository alone."""
Commercial = Literal["yes", "terms", "no", "unknown"]
"""What a licence says of selling what the model wrote: allowed, allowed under its terms, not allowed."""


class Licence(msgspec.Struct, frozen=True, kw_only=True):
    """A licence of model weights. `says`: what it means for a writer, one sentence by language ("en", "zh");
    `text`: its full wording, "" where it is not shipped; `url`: where its owner keeps it."""

    id: str
    name: str
    commercial: Commercial
    says: dict[str, str]
    url: str
    text: str = ""


class WantedFile(msgspec.Struct, frozen=True):
    """One file of a repository: its path there, its size in bytes and its SHA-256 (0 and "": not known)."""

    path: str
    bytes: int = 0
    sha256: str = ""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a writer asks to have downloaded: a model of one file, or of several parts in their order.

    `revision`: a commit, or a branch such as "main".
    """

    name: str
    repo: str
    revision: str
    files: tuple[WantedFile, ...]
    licence: str = ""
    tasks: tuple[Task, ...] = ()

    @property
    def bytes(self) -> int:
        """All of it; 0 when a part is not known."""
        return sum(file.bytes for file in self.files) if all(file.bytes for file in self.files) else 0


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A model of the catalogue.

    `memory`: bytes needed with a context of 4k and 16k tokens, by "4096" and "16384", weights included;
    `estimated`: those were calculated, not measured. `about`: one honest sentence on its prose by language
    ("en", "zh"). `languages`: BCP 47, "*" for many. `bytes` is about right where the hash was not `seen`.
    `hybrid`: it mixes attention with recurrent layers, so each retry reads the whole context again.
    """

    id: str
    name: str
    repo: str
    file: str
    revision: str
    bytes: int
    sha256: str
    licence: str
    languages: tuple[str, ...]
    tasks: tuple[Task, ...]
    memory: dict[str, int]
    about: dict[str, str]
    seen: Seen
    estimated: bool = True
    hybrid: bool = False

    @property
    def wanted(self) -> Wanted:
        """This entry as a download."""
        file = WantedFile(self.file, self.bytes if self.seen == "hash" else 0, self.sha256)
        return Wanted(
            name=self.name, repo=self.repo, revision=self.revision, files=(file,), licence=self.licence,
            tasks=self.tasks,
        )  # fmt: skip


class HubModel(msgspec.Struct, frozen=True, kw_only=True):
    """A repository that a search on the hub found. `gated`: its owner asks for a sign-in first."""

    repo: str
    downloads: int
    likes: int
    licence: str
    gated: bool
    updated: str


DownloadState = Literal["waiting", "running", "paused", "verifying", "done", "failed"]


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A download as it is now. `done`, `bytes` in bytes (0: size not known yet); `bytes_per_s` over the last
    seconds; `seconds_left` -1: not known. `code`, `values`: of the MuseError that stopped it."""

    id: str
    wanted: Wanted
    state: DownloadState
    done: int = 0
    bytes: int = 0
    bytes_per_s: float = 0.0
    seconds_left: float = -1.0
    code: str = ""
    values: dict[str, str | int | float] = {}
    path: str = ""  # where the (first) file lies when it is done


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """One connection the app made. `at`: ISO 8601 UTC; `why`: search, files, download, sign_in, remote;
    `host` with port; `what`: the repository, file or path asked for, never a text of the writer or a key;
    `status`: of HTTP, 0 when none came; `received`: bytes of the answer; `error`: a MuseError's code."""

    at: str
    why: Literal["search", "files", "download", "sign_in", "remote"]
    host: str
    what: str
    status: int = 0
    received: int = 0
    error: str = ""


Origin = Literal["starter", "downloaded", "copied", "in_place"]
"""How a model came to the shelf: with the app, from a hub, copied into the models folder, or used where it
lies."""


class ShelfModel(msgspec.Struct, frozen=True, kw_only=True):
    """A model on this machine. `sha256` "": not computed yet. `bytes`: all parts. `licence`: as its file or
    its origin says. `words_per_s`: when it last wrote, 0: never. `last_used`: ISO 8601 UTC, "": never.
    `code`, `values`: of the MuseError that says why it cannot be used.
    """

    path: Path
    name: str
    bytes: int
    origin: Origin
    tasks: tuple[Task, ...] = ()
    repo: str = ""
    revision: str = ""
    architecture: str = ""
    quantisation: str = ""
    licence: str = ""
    context_trained: int = 0
    parameters: int = 0
    has_template: bool = False
    sha256: str = ""
    words_per_s: float = 0.0
    last_used: str = ""
    code: str = ""
    values: dict[str, str | int | float] = {}


class FoundModel(msgspec.Struct, frozen=True):
    """A model file that lies in another program's folder. `name`: what that program calls it."""

    tool: str
    name: str
    path: Path
    bytes: int


class Dependents(msgspec.Struct, frozen=True, kw_only=True):
    """What would miss a model that is deleted. `tasks`: those it is the default for; `draft`: it guesses
    ahead for another; `generations`: texts on record in this workspace that could then not be repeated."""

    tasks: tuple[Task, ...] = ()
    draft: bool = False
    generations: int = 0
