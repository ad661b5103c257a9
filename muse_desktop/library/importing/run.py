"""One import: files are found, made ready side by side, and kept portion by portion."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from muse_desktop.errors import MuseError, Value
from muse_desktop.library import files, rows
from muse_desktop.library.cleaning.clean import clean
from muse_desktop.library.corpus import AddProgress, AddReport, FileOutcome, ItemInfo, Skipped
from muse_desktop.library.importing import jobs
from muse_desktop.library.importing.pool import Pool, answers_here, children_wanted, needs_children
from muse_desktop.library.importing.prepare import Prepared, Refused, Task, ready
from muse_desktop.library.keeper import Keeper
from muse_desktop.paths import WorkspacePaths
from muse_desktop.store.store import Store

# An import is committed in portions of about this many characters or files.
PORTION_CHARACTERS = 4_000_000
PORTION_FILES = 200
_TELL_S = 0.05
_GONE = frozenset({"library.missing", "library.unreadable"})


class _LostError(Exception):
    """What was being read is not there any more, all of it: a drive was taken away."""

    def __init__(self, error: MuseError) -> None:
        super().__init__(error)
        self.error = error


class ImportRun:
    """Brings files into the library once; see `Library.add`. `unwanted`: hashes of bytes to leave alone."""

    def __init__(
        self,
        store: Store,
        paths: WorkspacePaths,
        keeper: Keeper,
        progress: Callable[[AddProgress], None],
        cancelled: Callable[[], bool],
        wanted: Callable[[Path], bool] | None = None,
        unwanted: Collection[str] = (),
    ) -> None:
        self._store = store
        self._root = paths
        self._keeper = keeper
        self._progress = progress
        self._cancelled = cancelled
        self._wanted = wanted
        self._unwanted = unwanted
        self._named: Sequence[Path] = ()
        self._found: list[Path | Skipped] = []
        self._known: dict[str, str] = {}
        self._waiting: deque[tuple[Path, int]] = deque()  # files that are being made ready
        self._portion: list[tuple[rows.Incoming, Path]] = []
        self._added: list[ItemInfo] = []
        self._skipped: list[Skipped] = []
        self._outcomes: list[FileOutcome] = []
        self._done = self._read = 0
        self._stopped = self._apart = False
        self._began = self._told = 0.0

    def add(self, paths: Sequence[Path], job: int = 0) -> AddReport:
        """Do it. What goes wrong with the workspace is raised, and the import stays on record as cut off."""
        keeper = self._keeper
        if not keeper.changing.acquire(blocking=False):
            self._progress(AddProgress(0, 0, paths[0] if paths else Path(), waiting=True))
            keeper.changing.acquire()
        try:
            keeper.indexes()
            self._named = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - links stay links
            self._began = time.monotonic()
            self._found = [one for one in files.find(self._named) if self._is_wanted(one)]
            if not self._found and self._wanted is not None:  # a look that finds nothing leaves no trace
                return AddReport((), ())
            number = job or self._store.write(lambda session: jobs.begin(session, self._named)).result()
            with keeper.worded():
                report = self._bring(number)
        except BaseException:
            keeper.look_again()
            raise
        finally:
            keeper.changing.release()
        state = "running" if report.interrupted else "cancelled" if report.cancelled else "done"
        self._store.write(lambda session: jobs.end(session, number, state, jobs.told(report))).result()
        return report

    def _bring(self, job: int) -> AddReport:
        self._known = self._store.read(rows.hashes)
        self._apart = needs_children(_estimated(self._found))
        interrupted: MuseError | None = None
        try:
            if self._apart:
                with Pool(min(children_wanted(), len(self._found))) as pool:
                    self._take(pool.answers(self._tasks()))
            else:
                self._take(answers_here(self._tasks()))
        except _LostError as lost:
            interrupted = lost.error
        self._keep_portion()
        self._keeper.flush()
        if self._found and not self._stopped and interrupted is None:
            self._tell(_path(self._found[-1]), always=True)
        return AddReport(
            added=tuple(self._added),
            skipped=tuple(self._skipped),
            cancelled=self._stopped,
            interrupted=interrupted,
            outcomes=tuple(self._outcomes),
            job=job,
            seconds=time.monotonic() - self._began,
            read=self._read,
        )

    def _is_wanted(self, one: Path | Skipped) -> bool:
        if self._wanted is None:
            return True
        return isinstance(one, Path) and self._wanted(one)

    def _tasks(self) -> Iterator[tuple[Task, int]]:
        """The files that have to be made ready, with their sizes; the others are dealt with here."""
        originals = str(self._root.originals)
        for one in self._found:
            if self._cancelled():
                self._stopped = True
                return
            if not self._apart:
                self._tell(_path(one), always=True)
            if isinstance(one, Skipped):
                self._leave_out(one)
                continue
            try:
                digest, size = files.digest(one)
                if digest in self._unwanted:
                    self._done += 1
                    continue
                self._refuse_known(one, digest)
            except MuseError as error:
                self._refused(one, error)
                continue
            self._waiting.append((one, size))
            yield Task(os.fsencode(one), one.name, one.suffix.lower(), originals), size

    def _take(self, answers: Iterator[Prepared | Refused]) -> None:
        for answer in answers:
            path, size = self._waiting.popleft()
            self._read += size
            self._done += 1
            if self._apart and self._cancelled():
                self._stopped = True
                if isinstance(answer, Prepared):
                    self._keeper.originals.discard(answer.sha256)
                return
            if isinstance(answer, Refused):
                if answer.fatal:
                    raise answer.error
                self._done -= 1
                self._refused(path, answer.error)
            else:
                self._take_text(path, answer)
            if self._apart:
                self._tell(path)

    def _take_text(self, path: Path, text: Prepared) -> None:
        try:
            for digest in (text.sha256, text.text_sha256):
                self._refuse_known(path, digest)
        except MuseError as error:
            if text.sha256 not in self._known:
                self._keeper.originals.discard(text.sha256)
            self._done -= 1
            self._refused(path, error)
            return
        self._known[text.sha256] = self._known[text.text_sha256] = path.stem
        self._portion.append((rows.incoming(text, path), path))
        size = sum(len(one.text.text) for one, _ in self._portion)
        if len(self._portion) >= PORTION_FILES or size >= PORTION_CHARACTERS:
            self._keep_portion()

    def _keep_portion(self) -> None:
        portion, self._portion = self._portion, []
        infos = self._keeper.keep([one for one, _ in portion])
        self._added += infos
        for info, (one, path) in zip(infos, portion, strict=True):
            self._outcomes.append(_outcome(path, info.id, one.text.report))

    def _refuse_known(self, path: Path, digest: str) -> None:
        if digest in self._known:
            raise MuseError("library.duplicate", file=path.name, title=self._known[digest])

    def _refused(self, path: Path, error: MuseError) -> None:
        if error.code in _GONE:
            self._must_be_there(path)
        self._leave_out(files.skipped(path, error))

    def _must_be_there(self, path: Path) -> None:
        """Stop when what the writer named, and `path` is in, has gone as a whole."""
        for named in self._named:
            if named != path and path.is_relative_to(named) and not _exists(named):
                left = len(self._found) - self._done
                raise _LostError(MuseError("library.folder_gone", folder=str(named), left=left))

    def _leave_out(self, one: Skipped) -> None:
        self._done += 1
        self._skipped.append(one)
        self._outcomes.append(FileOutcome(one.path, None, one.code, one.values))
        if self._apart:
            self._tell(one.path)

    def _tell(self, path: Path, *, always: bool = False) -> None:
        time_now = time.monotonic()
        if not always and time_now - self._told < _TELL_S:
            return
        self._told = time_now
        added = len(self._added) + len(self._portion)
        skipped, seconds = len(self._skipped), time_now - self._began
        self._progress(
            AddProgress(self._done, len(self._found), path, self._read, seconds, added, skipped)
        )


def keep_text(
    store: Store, keeper: Keeper, title: str, text: str, path: str, known: Mapping[str, Any]
) -> ItemInfo:
    """Keep one text that is no file; see `Library.add_text`."""
    data = text.encode("utf-8", "replace")
    made = ready(clean(data.decode("utf-8"), ()), sha256(data).hexdigest(), "utf-8", "", ())
    with keeper.changing, keeper.worded():
        keeper.indexes()
        there = store.read(rows.hashes)
        for digest in (made.sha256, made.text_sha256):
            if digest in there:
                raise MuseError("library.duplicate", file=title, title=there[digest])
        keeper.originals.bring(data, made.sha256)
        incoming = rows.Incoming(made, title, path or title, "")
        info = keeper.keep([incoming], {"title": title, **known})[0]
        keeper.flush()
        return info


def _estimated(found: Sequence[Path | Skipped]) -> Iterator[tuple[Task, int]]:
    """The files as tasks with their sizes, to see whether they are many."""
    for one in found:
        if isinstance(one, Path):
            try:
                size = one.stat().st_size
            except OSError:
                size = 0
            yield Task(b"", "", one.suffix.lower()), size


def _outcome(path: Path, item: int, report: Mapping[str, Any]) -> FileOutcome:
    steps: dict[str, int] = {name: said["count"] for name, said in report["steps"].items()}
    removed = sum(said["removed"] for said in report["steps"].values())
    flags: dict[str, int] = {one["text"]: one["count"] for one in report["flags"]}
    values: dict[str, Value] = {}
    return FileOutcome(path, item, "", values, steps, flags, removed, report["note"])


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _path(one: Path | Skipped) -> Path:
    return one.path if isinstance(one, Skipped) else one
