"""What downloads there are, kept across restarts in `downloads.json`, and where their files go."""

from __future__ import annotations

import contextlib
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.files import put
from muse_desktop.models.hub_trouble import clean
from muse_desktop.models.values import DownloadState, Wanted

VERSION = 1
MAX_BYTES = 1 << 22
MAX_DOWNLOADS = 1_000
MAX_FILES = 500
MAX_NAME = 120
_MAX_SIZE = 1 << 50
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{16}")
_UNFIT = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A download as it is kept. `folder`: its name within the models folder."""

    id: str
    wanted: Wanted
    folder: str
    state: DownloadState
    bytes: int = 0
    code: str = ""
    values: dict[str, str | int | float] = {}


class _All(msgspec.Struct, frozen=True):
    version: int
    downloads: tuple[Kept, ...]


class DownloadsFile:
    """The file `path`. What cannot be read is set aside as `….broken`, never overwritten; where even that
    cannot be done, nothing is written any more."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._frozen = False

    def read(self) -> tuple[Kept, ...]:
        """The downloads on record; entries that nothing can be made of are left out."""
        try:
            with self._path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return ()
        except OSError:
            self._frozen = True  # it may be readable another day
            return ()
        try:
            if len(data) > MAX_BYTES:
                raise msgspec.DecodeError("too large")
            found = msgspec.json.decode(data, type=_All)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self._set_aside()
            return ()
        good = tuple(_good(found.downloads)) if found.version == VERSION else ()
        if len(good) != len(found.downloads) or found.version != VERSION:
            self._set_aside()
        return good

    def write(self, ours: Iterable[Kept], gone: set[str]) -> None:
        """Keep `ours`, and those that another window of the app has put there; `gone`: ids that are over.

        A disk that takes nothing is no reason to stop a download: the parts tell most of it.
        """
        kept = {one.id: one for one in self.read() if one.id not in gone} | {one.id: one for one in ours}
        if self._frozen:
            return
        listed = msgspec.json.encode(_All(VERSION, tuple(kept.values())))
        with contextlib.suppress(OSError):
            put(self._path, msgspec.json.format(listed, indent=2))

    def _set_aside(self) -> None:
        for number in range(1, 100):
            ending = ".broken" if number == 1 else f".broken-{number}"
            aside = self._path.with_name(self._path.name + ending)
            if aside.exists():
                continue
            try:
                self._path.rename(aside)
            except OSError:
                break
            return
        self._frozen = True


def _good(found: Iterable[Kept]) -> Iterable[Kept]:
    seen: set[str] = set()
    for one in list(found)[:MAX_DOWNLOADS]:
        sound = _ID.fullmatch(one.id) and one.id not in seen and one.folder == safe_name(one.folder)
        if sound and 0 <= one.bytes <= _MAX_SIZE and trouble_with(one.wanted) is None:
            seen.add(one.id)
            yield one


def download_id(wanted: Wanted) -> str:
    """The same for the same files of the same revision of a repository."""
    files = (part for file in wanted.files for part in (file.path, file.sha256))
    return hashlib.sha256("\0".join([wanted.repo, wanted.revision, *files]).encode()).hexdigest()[:16]


def trouble_with(wanted: Wanted) -> MuseError | None:
    """Why something cannot be downloaded, whoever asks for it: `models.only_gguf`, `models.unsound`."""
    texts = [wanted.name, wanted.repo, wanted.revision, wanted.licence, *(file.path for file in wanted.files)]
    if any("\ud800" <= letter <= "\udfff" for text in texts for letter in text):  # half of a letter
        return MuseError("models.unsound", name="?")
    for file in wanted.files:
        if not file.path.lower().endswith(".gguf"):
            return MuseError("models.only_gguf", file=clean(file.path))
    names = {file_name(file.path).casefold() for file in wanted.files}
    sound = (
        0 < len(wanted.files) == len(names) <= MAX_FILES
        and 0 < len(wanted.repo) <= 200
        and 0 < len(wanted.revision) <= 200
        and len(wanted.name) + len(wanted.licence) <= 2_000
        and all(0 <= file.bytes <= _MAX_SIZE and len(file.path) <= 1_000 for file in wanted.files)
        and all(not file.sha256 or _SHA256.fullmatch(file.sha256.lower()) for file in wanted.files)
    )
    return None if sound else MuseError("models.unsound", name=clean(wanted.name or wanted.repo))


def file_name(path: str) -> str:
    """What a file of a repository is called here: the last part of its path, made safe."""
    return safe_name(PurePosixPath(path.replace("\\", "/")).name)


def safe_name(name: str) -> str:
    """A name that every system takes for one of a plain file: no way out of the folder, nothing reserved,
    no signs that turn the reading around, short. The end is kept: it tells the kind and the part."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    text = "".join("_" if unicodedata.category(one)[0] == "C" else one for one in text)
    text = _UNFIT.sub("_", text).strip(" ").rstrip(". ").lstrip(".")
    while len(text.encode()) > MAX_NAME:
        text = text[: len(text) // 2 - 1] + text[len(text) // 2 :]
    if not text or _RESERVED.fullmatch(text):
        text = "_" + text
    return text
