"""What the machine is, what would fit on it, and how it computes the loaded model best."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from pathlib import Path

from muse_desktop.engine.hardware import Device, Hardware, hardware
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.values import Calibration, Fit
from muse_desktop.studio.calibrations import Calibrations
from muse_desktop.studio.model_host import LoadedModel, ModelHost

IDLE_S = 30.0
"""So long after the model is ready the first trial begins, if nothing else is going on then."""
AGAIN_S = 600.0
"""After a trial beside busy programs, how long until the next."""
TRIES = 3


class Machine:
    """The machine under the loaded model. Thread-safe; nothing here waits but the futures.

    The first time a model is loaded here it is tried out in the background, once: see `calibrate`. What comes
    of it counts from the next load on, so that no text changes in the middle of the work.
    """

    def __init__(self, host: ModelHost, calibrations: Calibrations) -> None:
        self._host = host
        self._calibrations = calibrations
        self._lock = threading.RLock()  # an engine may tell of a change while a trial is asked for
        self._devices: tuple[Device, ...] = ()
        self._backends: tuple[str, ...] = ()
        self._timer: threading.Timer | None = None
        self._running: Job[Calibration] | None = None
        self._tries: dict[str, int] = {}
        self._settled: set[str] = set()  # models that need no trial in the background
        self._closed = False
        host.on_change.append(self._model_changed)

    # What a window shows.

    def hardware(self) -> Hardware:
        """The machine now, at once. Devices and backends are those last told: see `look`."""
        return hardware(self._devices, self._backends)

    def look(self) -> Future[Hardware]:
        """The machine with the devices the engine can use now; starts the engine's child if none runs."""
        asked = self._host.local.devices()

        def take(done: Future[Hardware]) -> None:
            if done.exception() is None:
                self._devices, self._backends = done.result().devices, done.result().backends

        asked.add_done_callback(take)
        return asked

    @property
    def on_battery(self) -> bool | None:
        """Whether it runs on its battery; None where there is none."""
        return hardware().on_battery

    @property
    def thread_limit(self) -> int:
        """Threads at most because of the battery; 0: no limit."""
        return self._host.thread_limit

    @property
    def calibration(self) -> Calibration | None:
        """What was measured with the loaded model; None when nothing was, or none is loaded."""
        loaded = self._host.loaded
        return self._calibrations.get(loaded.sha256) if loaded else None

    def estimate(self, path: Path, context: int, gpu_layers: int = -1) -> Future[Fit]:
        """What a model file would need here and what is free now, without loading it.

        What the loaded model takes is not counted as free. Fails with `engine.model_missing`,
        `model_unreadable`, `model_not_gguf`, `model_broken`, `model_unknown`, `context_out_of_range`, or
        `load_crashed` for a file that ends the trial's own process.
        """
        return self._host.local.estimate(path, context, gpu_layers)

    def calibrate(self) -> Future[Calibration]:
        """Measure the model of the settings now (loading it if need be) and remember the result.

        Fails as `ModelHost.ready` does, with `engine.remote_cannot` for a model elsewhere, and with
        `engine.cancelled` after `cancel`. Nothing is remembered while the battery limits the threads.
        """
        asked: Future[Calibration] = Future()

        def begin(done: Future[LoadedModel]) -> None:
            if (error := done.exception()) is not None:
                asked.set_exception(error)
                return
            loaded = done.result()
            job = loaded.engine.calibrate()
            with self._lock:
                self._running = job
            job.future.add_done_callback(lambda measured: self._take(loaded, measured, asked))

        self._host.ready().add_done_callback(begin)
        return asked

    def cancel(self) -> None:
        """Stop a trial that runs."""
        with self._lock:
            job = self._running
        if job is not None:
            job.cancel()

    def close(self) -> None:
        """No trial begins any more."""
        with self._lock:
            self._closed = True
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    # Within.

    def _take(
        self, loaded: LoadedModel, done: Future[Calibration], asked: Future[Calibration] | None
    ) -> None:
        with self._lock:
            self._running = None
        error = done.exception()
        quiet = error is None and done.result().quiet
        if quiet and not self._host.thread_limit:
            self._calibrations.put(loaded.sha256, done.result())
        if asked is not None and error is not None:
            asked.set_exception(error)
        elif asked is not None:
            asked.set_result(done.result())
        elif error is None and not quiet:
            self._wait(AGAIN_S)

    def _model_changed(self) -> None:
        loaded = self._host.loaded
        if loaded is not None and loaded.sha256 not in self._settled:
            self._wait(IDLE_S)

    def _wait(self, seconds: float) -> None:
        with self._lock:
            if self._closed or self._timer is not None:
                return
            self._timer = threading.Timer(seconds, self._try_in_background)
            self._timer.daemon = True
            self._timer.start()

    def _try_in_background(self) -> None:
        """The first trial of a model, when nobody needs the engine; it gives way to whoever does."""
        with self._lock:
            self._timer = None
        loaded, engine = self._host.loaded, self._host.local
        if loaded is None or loaded.sha256 in self._settled:
            return
        if loaded.engine is not engine or self._calibrations.get(loaded.sha256) is not None:
            self._settled.add(loaded.sha256)
            return
        if engine.state != "ready" or self._host.thread_limit:
            self._wait(IDLE_S)
            return
        with self._lock:  # `close` comes before the question or waits until it is asked
            if self._closed:
                return
            tries = self._tries[loaded.sha256] = self._tries.get(loaded.sha256, 0) + 1
            if tries >= TRIES:
                self._settled.add(loaded.sha256)
            job = self._running = engine.calibrate(background=True)
        job.future.add_done_callback(lambda done: self._take(loaded, done, None))
