"""The one loaded model: which file, what it is, and whether it is ready."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from muse_desktop.engine.client import Engine
from muse_desktop.engine.hardware import physical_cores
from muse_desktop.engine.interface import TextEngine
from muse_desktop.engine.protocol import ModelInfo
from muse_desktop.engine.remote.address import remote_key
from muse_desktop.engine.trial import Trials
from muse_desktop.engine.values import Adapter
from muse_desktop.errors import MuseError
from muse_desktop.models.identity import file_sha256
from muse_desktop.models.naming import model_name
from muse_desktop.models.starter import SHA256 as STARTER_SHA256
from muse_desktop.models.starter import find_starter
from muse_desktop.models.values import Task
from muse_desktop.settings import AdapterSetting, Settings, replaced, resolved_language
from muse_desktop.studio.battery import BatteryWatch
from muse_desktop.studio.calibrations import Calibrations
from muse_desktop.studio.tasks import task_of
from muse_desktop.studio.values import ModelState

if TYPE_CHECKING:
    from muse_desktop.engine.remote.engine import RemoteEngine
    from muse_desktop.engine.remote.http import Watch

FAILED_REST_S = 20.0
"""After a load that failed, how long the same wish gets the same answer."""
SMALL_CONTEXT, SMALLEST_CONTEXT = 2048, 512


def chosen_model(settings: Settings, task: Task = "prose") -> Path | None:
    """The model file the writer chose for `task`, else the one for prose, else the starter; None where
    there is none."""
    for one in settings.task_models:
        if one.task == task and one.path:
            return Path(one.path)
    return Path(settings.model_path) if settings.model_path else find_starter()


class LoadedModel(msgspec.Struct, frozen=True):
    """A model in memory: what the engine read from the file, and the file's SHA-256.

    Of one that runs elsewhere nothing of the kind is known: `sha256` is then "remote:" and where it is.
    `adapters`: path, SHA-256 and scale of each LoRA file laid over it; `draft`: path and SHA-256 of the
    small model that guesses ahead for it, None: there is none.
    """

    info: ModelInfo
    sha256: str
    engine: TextEngine
    adapters: tuple[tuple[str, str, float], ...] = ()
    draft: tuple[str, str] | None = None


def _stamp(path: Path | None) -> tuple[int, int] | None:
    """By what a changed file is recognised; None where there is none."""
    try:
        state = path.stat() if path else None
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns) if state else None


class ModelHost:
    """Loads the model the writer chose (or the starter) and tells listeners what became of it.

    Listeners in `on_change` are called without arguments, on any thread.
    """

    def __init__(
        self,
        engine: Engine,
        hash_cache: Path,
        settings: Settings,
        state_dir: Path | None = None,
        calibrations: Calibrations | None = None,
    ) -> None:
        """`state_dir`: where the engine keeps what it has read; None: nowhere. `calibrations`: how this
        machine computes which model best."""
        self._local = engine
        self._remote: RemoteEngine | None = None  # there is none before the writer gives an address
        self._engine: TextEngine = engine
        self._state_dir = state_dir
        self._calibrations = calibrations
        self._battery = BatteryWatch(self._limit_threads)
        self._limit = 0
        # Of its own: everybody else's threads may be waiting for the model.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="muse-model")
        self._hash_cache = hash_cache
        self._trials = Trials(hash_cache.with_name("trials.json"))
        self._settings = settings
        self._task: Task = "prose"
        self._lock = threading.Lock()
        self._loading: Future[LoadedModel] | None = None
        self._loaded: LoadedModel | None = None
        self._wanted: tuple[object, ...] = ()
        self._tried_at = 0.0
        self.error: MuseError | None = None
        self.draft_error: MuseError | None = None  # why the draft model is left out
        self.words_per_s = 0.0
        self.on_change: list[Callable[[], None]] = []
        self.on_used: Callable[[Path, float], None] = lambda _path, _words_per_s: None
        self.watch: Watch | None = None  # hears of each connection to a model elsewhere

    @property
    def engine(self) -> TextEngine:
        """The engine that runs the model, here or elsewhere; the studio alone gives it work."""
        return self._engine

    @property
    def local(self) -> Engine:
        """The engine of this machine, whether or not it runs the model."""
        return self._local

    @property
    def state(self) -> ModelState:
        """What the status bar says."""
        if self._loading is not None and not self._loading.done():
            return "loading"
        if self._loaded is not None:
            return "ready"
        return "failed" if self.error else "none"

    @property
    def is_ready(self) -> bool:
        """Whether the model can be asked now, without loading anything or starting a child."""
        with self._lock:
            loaded = self._loaded is not None and self._wish() == self._wanted
        return loaded and self._engine.state in ("ready", "busy")

    @property
    def info(self) -> ModelInfo | None:
        """What is known of the loaded model; None while none is loaded."""
        return self._loaded.info if self._loaded else None

    @property
    def loaded(self) -> LoadedModel | None:
        """The model in memory; None while none is."""
        return self._loaded

    @property
    def is_starter(self) -> bool:
        """Whether the loaded model is the small one the app comes with."""
        starter = find_starter()
        return bool(self._loaded and starter and Path(self._loaded.info.path) == starter)

    def use(self, settings: Settings) -> None:
        """Take over changed settings; the next `ready()` reloads if they concern the model."""
        model = chosen_model(settings, self._task)
        if settings.draft_model and settings.draft_model != self._settings.draft_model and model is not None:
            self._trials.forget(model)  # chosen again, perhaps: then it is tried again
        with self._lock:
            self._settings = settings
        self._limit_threads()

    def serve(self, task: Task) -> bool:
        """Write with the model for `task` from the next `ready()` on; whether that is another one."""
        with self._lock:
            before, self._task = self._wish(), task
            return self._wish() != before

    def write_in(self, draft: str) -> bool:
        """`serve` the language of a draft: when it is opened and when a text is asked for, not with every
        key. An empty draft counts as one in the writer's language."""
        return self.serve(task_of(draft, resolved_language(self._settings)))

    @property
    def on_battery(self) -> bool | None:
        """Whether the machine runs on its battery; None: it has none, or no model was wanted yet."""
        return self._battery.on_battery

    @property
    def thread_limit(self) -> int:
        """Threads at most because of the battery; 0: no limit."""
        return self._limit

    def _limit_threads(self) -> None:
        """Half the threads on battery, if the writer wants that."""
        chosen = self._settings
        saving = chosen.battery_saver and bool(self._battery.on_battery)
        limit = max(1, (chosen.threads or physical_cores()) // 2) if saving else 0
        with self._lock:
            changed, self._limit = limit != self._limit, limit
        if changed:
            self._local.limit(limit)
            self._tell()

    def ready(self) -> Future[LoadedModel]:
        """The model the settings name, loading it if it is not loaded yet.

        A load that failed is tried again when the settings or the file change, or after a while. Fails with
        `models.none`, `models.missing`, `models.unreadable` or the engine's own error.
        """
        with self._lock:
            wanted = self._wish()
            if self._loading is not None and wanted == self._wanted and not self._may_try_again():
                return self._loading
            self._wanted = wanted
            self._tried_at = time.monotonic()
            loading = self._loading = self._thread.submit(self._load, self._settings, self._task)
        self._tell()
        loading.add_done_callback(lambda _: self._tell())
        return loading

    def try_again(self) -> Future[LoadedModel]:
        """The writer asks for the model that was refused: try its file anew. Fails as `ready` does."""
        path = chosen_model(self._settings, self._task)
        if path is not None:
            self._trials.forget(path)
        with self._lock:
            self._wanted = ()
        return self.ready()

    def smaller(self) -> Settings:
        """The settings to offer after crashes: less context, and the processor alone."""
        context = self._settings.context_tokens
        less = SMALL_CONTEXT if context > SMALL_CONTEXT else max(SMALLEST_CONTEXT, context // 2)
        return replaced(self._settings, context_tokens=min(context, less), gpu_layers=0)

    def would_change(self, settings: Settings) -> bool:
        """Whether the model of this machine would be run otherwise with `settings`."""
        now = self._settings
        return (now.context_tokens, now.gpu_layers) != (settings.context_tokens, settings.gpu_layers)

    @property
    def last_words(self) -> str:
        """What the model program wrote last before it ended; "" when nothing is known."""
        return self._trials.last_words or self._local.last_words

    def try_adapter(self, model: Path | None, adapter: AdapterSetting, gpu_layers: int = -1) -> Future[None]:
        """Whether a LoRA file goes with a model file (None: the starter), tried in a throwaway child after
        what is being loaded. Fails with what a load with it would fail with."""

        def work() -> None:
            path = model or find_starter()
            if path is None:
                raise MuseError("models.none")
            laid_over = [Adapter(adapter.path, adapter.scale)]
            trial = self._trials.try_file(path, laid_over, gpu_layers=gpu_layers)
            if not trial.ok:
                raise trial.error()

        return self._thread.submit(work)

    def try_draft(self, model: Path | None, draft: Path, gpu_layers: int = -1) -> Future[None]:
        """Whether a draft model goes with a model file (None: the starter); as `try_adapter`."""

        def work() -> None:
            path = model or find_starter()
            if path is None:
                raise MuseError("models.none")
            trial = self._trials.try_file(path, gpu_layers=gpu_layers, draft=draft)
            if not trial.ok:
                raise trial.error()

        return self._thread.submit(work)

    def try_remote(self, url: str, model: str = "") -> Future[ModelInfo]:
        """What answers at an address; none of the writer's text is sent. Fails as `RemoteEngine.load`."""
        from muse_desktop.engine.remote.engine import RemoteEngine

        engine = RemoteEngine(remote_key(), watch=self.watch)
        asked = engine.load(url, model, self._settings.context_tokens)
        asked.add_done_callback(lambda _: engine.close())
        return asked

    def _may_try_again(self) -> bool:
        """A load that failed is not repeated with every key the writer presses, but it is not final."""
        loading = self._loading
        failed = loading is not None and loading.done() and loading.exception() is not None
        return failed and time.monotonic() - self._tried_at >= FAILED_REST_S

    def _wish(self) -> tuple[object, ...]:
        """What is to be loaded and how; a file that changed on disk is another wish."""
        chosen = self._settings
        if chosen.remote_url:
            return (chosen.remote_url, chosen.remote_model, chosen.context_tokens)
        path = chosen_model(chosen, self._task)
        return (
            path, _stamp(path), chosen.context_tokens, chosen.threads, chosen.gpu_layers, chosen.adapters,
            chosen.draft_model, _stamp(Path(chosen.draft_model)) if chosen.draft_model else None,
        )  # fmt: skip

    def _load(self, settings: Settings, task: Task) -> LoadedModel:
        self._loaded, self.error, self.draft_error = None, None, None
        try:
            if settings.remote_url:
                self._loaded = self._load_remote(settings)
            else:
                self._loaded = self._load_local(settings, chosen_model(settings, task))
        except MuseError as error:
            self.error = error
            raise
        return self._loaded

    def _load_remote(self, settings: Settings) -> LoadedModel:
        """The model at the address that the writer typed. What the local engine holds stays loaded."""
        from muse_desktop.engine.remote.engine import RemoteEngine  # few need it: a start does without

        self._engine = self._remote = self._remote or RemoteEngine(remote_key(), watch=self.watch)
        loading = self._remote.load(settings.remote_url, settings.remote_model, settings.context_tokens)
        info = loading.result()
        return LoadedModel(info, f"remote:{info.remote} {info.name}", self._remote)

    def _load_local(self, settings: Settings, path: Path | None) -> LoadedModel:
        self._engine = self._local
        if path is None:
            raise MuseError("models.none")
        sha256 = file_sha256(path, self._hash_cache)
        adapters = [Adapter(one.path, one.scale) for one in settings.adapters]
        if sha256 != STARTER_SHA256 or adapters:  # the starter has been tried before it was shipped
            trial = self._trials.try_file(path, adapters, gpu_layers=settings.gpu_layers)
            if trial.refused:
                raise trial.error()
        draft = self._tried_draft(path, adapters, settings)
        self._battery.begin()
        try:
            info = self._load_with(path, sha256, adapters, settings, draft)
        except MuseError as error:
            if draft is None:
                raise
            self.draft_error, draft = error, None  # both together do not fit, say; the model alone may
            info = self._load_with(path, sha256, adapters, settings, None)
        named = msgspec.structs.replace(info, name=model_name(path, info.name))
        hashes = ((one.path, file_sha256(Path(one.path), self._hash_cache), one.scale)
                  for one in settings.adapters)  # fmt: skip
        drafting = (str(draft), file_sha256(draft, self._hash_cache)) if draft else None
        return LoadedModel(named, sha256, self._local, tuple(hashes), drafting)

    def _tried_draft(self, path: Path, adapters: Sequence[Adapter], settings: Settings) -> Path | None:
        """The draft model, if it goes with the model; else `draft_error` says what is wrong with it."""
        if not settings.draft_model:
            return None
        draft = Path(settings.draft_model).absolute()
        trial = self._trials.try_file(path, adapters, gpu_layers=settings.gpu_layers, draft=draft)
        if trial.ok:
            return draft
        self.draft_error = trial.error()
        return None

    def _load_with(
        self,
        path: Path,
        sha256: str,
        adapters: Sequence[Adapter],
        settings: Settings,
        draft: Path | None,
    ) -> ModelInfo:
        known = self._calibrations.get(sha256) if self._calibrations else None
        measured = known is not None and settings.threads == 0
        loading = self._local.load(
            path,
            context=settings.context_tokens,
            threads=known.threads if known and measured else settings.threads,
            gpu_layers=settings.gpu_layers,
            state_dir=self._state_dir,
            adapters=adapters,
            batch=known.batch if known else 0,
            adaptive=measured,
            draft=draft,
        )
        return loading.result()

    def measured(self, words_per_s: float) -> None:
        """Remember the last measured speed, for the status bar and the shelf."""
        self.words_per_s = words_per_s
        self.used(words_per_s)
        self._tell()

    def used(self, words_per_s: float = 0.0) -> None:
        """The loaded model has written: the shelf remembers when, and how fast (0: not known)."""
        if (loaded := self._loaded) is not None and not loaded.info.remote:
            self.on_used(Path(loaded.info.path), words_per_s)

    def close(self) -> None:
        """End the engine's child, hang up elsewhere; a load that is under way fails."""
        self.on_change.clear()
        self._battery.close()
        if self._remote is not None:
            self._remote.close()
        self._trials.close()
        self._local.close()
        self._thread.shutdown(wait=True)

    def _tell(self) -> None:
        for listener in list(self.on_change):
            listener()
