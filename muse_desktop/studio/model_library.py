"""The model library for the window and the command line: what can be had, what is here, what is used."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.engine.jobs import call
from muse_desktop.engine.values import Fit, Header
from muse_desktop.errors import MuseError
from muse_desktop.models.found import found
from muse_desktop.models.identity import file_sha256
from muse_desktop.models.shelf import Shelf
from muse_desktop.models.split import size_of
from muse_desktop.models.starter import find_starter
from muse_desktop.models.values import (
    TASKS,
    Dependents,
    Download,
    Entry,
    FoundModel,
    HubModel,
    ShelfModel,
    Task,
    Wanted,
)
from muse_desktop.paths import models_dir, resource
from muse_desktop.settings import Settings, TaskModel, replaced, resolved_language
from muse_desktop.studio.adding import ASK_S, Adding
from muse_desktop.studio.machine import Machine
from muse_desktop.studio.model_host import ModelHost, chosen_model
from muse_desktop.studio.places import hash_cache

if TYPE_CHECKING:
    from muse_desktop.models.advice import Room
    from muse_desktop.models.catalogue import Catalogue
    from muse_desktop.models.downloads import Downloads
    from muse_desktop.models.hub import Hub
    from muse_desktop.models.network import NetworkLog
    from muse_desktop.models.token import TokenStore
    from muse_desktop.provenance.generations import Recorder

WORKERS = 4  # a copy or two, a look at the hub, and the shelf beside them
CLOSE_S = 10.0


class ModelLibrary:
    """Models from the hub, from other programs and on the shelf. Thread-safe.

    What may take time answers with a Future; nothing here opens a connection unless `search`, `files`,
    `download` or `sign_in` is called. Listeners in `on_change` are called without arguments, on any thread.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        set_settings: Callable[[Settings], None],
        host: ModelHost,
        machine: Machine,
        recorder: Recorder,
    ) -> None:
        self._settings = settings
        self._set_settings = set_settings
        self._host = host
        self._machine = machine
        self._recorder = recorder
        self._lock = threading.RLock()
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="muse-models")
        self._closed = False
        self._added: list[Future[ShelfModel]] = []
        self._folder = models_dir()
        self._shelf = Shelf(self._folder, find_starter(), self._inspect, hash_cache())
        self._adding = Adding(
            self._shelf, self._inspect, hash_cache().with_name("trials.json"),
            lambda: settings().gpu_layers, _called,
        )  # fmt: skip
        self._catalogue: Catalogue | None = None
        self._downloads: Downloads | None = None
        self._network: NetworkLog | None = None
        self._tokens: dict[str, TokenStore] = {}  # by the address of their hub
        self.on_change: list[Callable[[], None]] = []
        host.on_used = self.used
        host.watch = lambda where, what: self.network.begin("remote", where, what).end

    # What can be had.

    @property
    def catalogue(self) -> Catalogue:
        """The models we know something about. Raises `models.catalogue_broken`."""
        with self._lock:
            if self._catalogue is None:
                from muse_desktop.models.catalogue import load_catalogue

                self._catalogue = load_catalogue(resource("catalogue"))
            return self._catalogue

    def suggestion(self) -> Entry | None:
        """The best entry for the writer's language that runs well on this machine; None: there is none."""
        from muse_desktop.models.advice import suggest

        folder = next((one for one in (self.folder, *self.folder.parents) if one.is_dir()), Path.home())
        language = resolved_language(self._settings())
        return suggest(self.catalogue, self._machine.hardware(), language, shutil.disk_usage(folder).free)

    def needed(self, entry: Entry) -> int:
        """Bytes of memory that an entry needs with the context of the settings."""
        from muse_desktop.models.advice import needed

        return needed(entry, self._settings().context_tokens)

    def room(self, entry: Entry) -> Room:
        """Whether an entry would fit on this machine with the context of the settings."""
        from muse_desktop.models.advice import room

        return room(self.needed(entry), self._machine.hardware())

    def search(self, text: str) -> Future[tuple[HubModel, ...]]:
        """Repositories with GGUF files whose name has `text`. Fails with `models.hub_*`."""
        return self._pool.submit(lambda: self._hub().search(text))

    def files(self, repo: str) -> Future[tuple[Wanted, ...]]:
        """What can be downloaded from a repository. Fails with `models.hub_*`."""
        return self._pool.submit(lambda: self._hub().files(repo))

    @property
    def downloads(self) -> Downloads:
        """What is being downloaded, and what waits."""
        with self._lock:
            if self._downloads is None:
                from muse_desktop.models.downloads import Downloads

                self._downloads = made = Downloads(self.folder, self._hub, self.network)
                made.on_done.append(lambda _download, _path: self._tell())
            return self._downloads

    def download(self, wanted: Wanted) -> Download:
        """Begin to download; asked twice, it is the same download."""
        return self.downloads.add(wanted)

    def _hub(self) -> Hub:
        from muse_desktop.models.hub import Hub

        endpoint = self._settings().hub_endpoint
        # The token of this very hub: another may be in the settings before the last request is sent.
        return Hub(endpoint, self._token_of(endpoint).get, self.network)

    @property
    def token(self) -> TokenStore:
        """The sign-in at the hub of the settings, kept by the system's own keyring."""
        return self._token_of(self._settings().hub_endpoint)

    def _token_of(self, endpoint: str) -> TokenStore:
        from muse_desktop.models.hub_address import parse_hub_address
        from muse_desktop.models.token import TokenStore

        try:
            account = parse_hub_address(endpoint).url
        except MuseError:  # nothing will be sent there
            account = endpoint
        with self._lock:
            return self._tokens.setdefault(account, TokenStore(account=lambda: account))

    def sign_in(self, token: str) -> Future[str]:
        """Ask the hub whose token this is, then keep it: the user's name.

        Fails with `models.hub_*`, `models.token_unusable`, and `models.token_not_kept` where the keyring
        refuses it: it is then used until the app closes.
        """

        def work() -> str:
            from muse_desktop.models.hub import Hub

            given, endpoint = token.strip(), self._settings().hub_endpoint
            if not (given.isascii() and given.isprintable()) or len(given.split()) != 1:
                raise MuseError("models.token_unusable")
            name = Hub(endpoint, lambda: given, self.network).who()
            self._token_of(endpoint).set(given)
            return name

        return self._pool.submit(work)

    def sign_out(self) -> None:
        """Forget the token."""
        self.token.forget()

    @property
    def network(self) -> NetworkLog:
        """Every connection the app made."""
        with self._lock:
            if self._network is None:
                from muse_desktop.models.network import NetworkLog

                self._network = NetworkLog(self.folder.with_name("connections.jsonl"))
            return self._network

    # What is here.

    @property
    def folder(self) -> Path:
        """Where the writer's own model files lie."""
        return self._folder

    def shelf(self) -> Future[tuple[ShelfModel, ...]]:
        """The models on this machine, the starter among them; those that cannot be used say why."""

        def work() -> tuple[ShelfModel, ...]:
            self._shelf.clean()
            return self._shelf.models(self._named())

        return self._pool.submit(work)

    def found(self) -> Future[tuple[FoundModel, ...]]:
        """Model files in the folders of other programs, without those on the shelf."""

        def work() -> tuple[FoundModel, ...]:
            known = {_real(path) for path in self._shelf.paths(self._named())}
            return tuple(one for one in found(Path.home(), os.environ) if _real(one.path) not in known)

        return self._pool.submit(work)

    def add(
        self,
        path: Path,
        copy: bool,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Future[ShelfModel]:
        """Put a model file on the shelf, copied into the models folder or used where it lies.

        `progress(done, all)` in bytes of the copy; a copy is there whole or not at all. Fails as
        `Adding.add`, `models.copy_cancelled` among them.
        """

        def work() -> ShelfModel:
            added = self._shelf.get(self._adding.add(path, copy, progress, cancelled), self._named())
            self._tell()
            return added

        adding = self._pool.submit(work)
        with self._lock:
            self._added = [one for one in self._added if not one.done()] + [adding]
        return adding

    def fit(self, path: Path) -> Future[Fit]:
        """What a model file would need here, with the settings' context. Fails as `Machine.estimate`."""
        settings = self._settings()
        return self._machine.estimate(path, settings.context_tokens, settings.gpu_layers)

    def default(self, task: Task) -> Path | None:
        """The model file for a task; for prose the starter unless the writer chose another."""
        settings = self._settings()
        if task == "prose":
            return chosen_model(settings)
        return next((Path(one.path) for one in settings.task_models if one.task == task), None)

    def set_default(self, path: Path | None, task: Task) -> None:
        """Use a model file for a task from now on; None: the starter for prose, for another task none of
        its own. Raises OSError when the settings cannot be written."""
        with self._lock:
            settings = self._settings()
            if task == "prose":
                chosen = "" if path in (None, find_starter()) else str(path)
                self._set_settings(replaced(settings, model_path=chosen))
            else:
                others = tuple(one for one in settings.task_models if one.task != task)
                own = (TaskModel(task, str(path)),) if path is not None else ()
                self._set_settings(replaced(settings, task_models=(*others, *own)))
        self._tell()

    def dependents(self, path: Path) -> Future[Dependents]:
        """What would miss a model that is deleted. Reads all of the file, if one of its size has written."""
        return self._pool.submit(self._dependents, path)

    def _dependents(self, path: Path) -> Dependents:
        generations = 0
        if size_of(path) in self._recorder.model_sizes():
            with contextlib.suppress(MuseError):  # a file that cannot be read any more
                generations = self._recorder.written_with(file_sha256(path, hash_cache()))
        tasks = tuple(task for task in TASKS if self.default(task) == path)
        draft = self._settings().draft_model == str(path)
        return Dependents(tasks=tasks, draft=draft, generations=generations)

    def delete(self, path: Path) -> Future[None]:
        """Delete a model's files; one that is used where it lies is only forgotten, and its file stays.

        Where the settings name it they name nothing any more. Fails with `models.starter_stays`,
        `models.not_on_shelf`, `models.not_deleted`.
        """

        def work() -> None:
            named = self._named()
            if self._shelf.get(path, named).origin != "starter":
                self._name_no_more(path)
            try:
                self._shelf.delete(path, named)
            except MuseError as error:
                if error.code != "models.not_deleted" or self._host.loaded is None:
                    raise
                wait([self._host.ready()])  # Windows deletes no file that is loaded: another one first
                self._shelf.delete(path, named)
            self._tell()

        return self._pool.submit(work)

    def _name_no_more(self, path: Path) -> None:
        with self._lock:
            settings = self._settings()
            others = tuple(one for one in settings.task_models if one.path != str(path))
            after = replaced(
                settings,
                task_models=others,
                model_path="" if settings.model_path == str(path) else settings.model_path,
                draft_model="" if settings.draft_model == str(path) else settings.draft_model,
            )
            if after == settings:
                return
            try:
                self._set_settings(after)
            except OSError as error:
                reason = error.strerror or str(error)
                raise MuseError("models.not_deleted", name=path.name, reason=reason) from error

    def used(self, path: Path, words_per_s: float) -> None:
        """Remember that a model has written just now, and how fast (0: not known)."""
        self._shelf.used(path, words_per_s)
        self._tell()

    def close(self) -> None:
        """Stop what runs; downloads can be resumed another time."""
        self.on_change.clear()
        self._closed = True
        self._adding.close()
        if self._downloads is not None:
            self._downloads.close()
        wait(self._added, CLOSE_S)  # a copy that is ended removes what it has made
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _named(self) -> tuple[Path, ...]:
        """The files that the settings name, wherever they lie."""
        settings = self._settings()
        named = (settings.model_path, settings.draft_model, *(one.path for one in settings.task_models))
        return tuple(Path(path) for path in named if path)

    def _inspect(self, path: Path) -> Header:
        if self._closed:  # no more children
            raise MuseError("engine.closed")
        asked = self._host.local.inspect(path)
        while not wait([asked], ASK_S).done:
            if self._closed:
                raise MuseError("engine.closed")
        return asked.result()

    def _tell(self) -> None:
        for listener in list(self.on_change):
            call(listener)


def _called(path: Path) -> str:
    """What another program calls its file; "" where none does."""
    real = _real(path)
    return next((one.name for one in found(Path.home(), os.environ) if _real(one.path) == real), "")


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return path
