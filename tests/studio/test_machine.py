"""What the machine is, what fits on it, the battery, and the trials of a model."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import msgspec
import pytest

from muse_desktop.engine import hardware as hardware_module
from muse_desktop.engine.client import Engine
from muse_desktop.engine.hardware import hardware
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.values import Calibration
from muse_desktop.errors import MuseError
from muse_desktop.settings import AdapterSetting, Settings, replaced
from muse_desktop.studio import battery, machine
from muse_desktop.studio.calibrations import MOST, Calibrations
from muse_desktop.studio.machine import Machine
from muse_desktop.studio.model_host import LoadedModel, ModelHost
from tests.engine.lora import attention, write_lora

WAIT = 60.0
FOUND = Calibration(threads=1, batch=128, decode={"1": 50.0}, prefill={"64": 200.0, "128": 260.0})
SETTINGS = Settings(context_tokens=512)


class Setup:
    """A host and its machine, with files of their own."""

    def __init__(self, folder: Path, settings: Settings = SETTINGS) -> None:
        self.calibrations = Calibrations(folder / "calibrations.json")
        self.host = ModelHost(Engine(), folder / "h.json", settings, None, self.calibrations)
        self.machine = Machine(self.host, self.calibrations)

    def close(self) -> None:
        self.machine.close()
        self.host.close()


@pytest.fixture
def setup(tmp_path: Path) -> Iterator[Setup]:
    made = Setup(tmp_path)
    yield made
    made.close()


def until(true: Callable[[], object], seconds: float = WAIT) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(true())


def test_the_machine_tells_processor_memory_and_cores() -> None:
    told = hardware()
    assert told.cpu
    assert 1 <= told.physical_cores <= told.logical_cores
    assert 0 < told.ram_free <= told.ram_total


class Plug:
    """A battery as psutil tells of it."""

    def __init__(self, power_plugged: bool | None) -> None:
        self.power_plugged = power_plugged


@pytest.mark.parametrize(("plugged", "expected"), [(True, False), (False, True), (None, None)])
def test_the_battery_is_told_as_the_system_tells_it(
    monkeypatch: pytest.MonkeyPatch, plugged: bool | None, expected: bool | None
) -> None:
    monkeypatch.setattr(hardware_module.psutil, "sensors_battery", lambda: Plug(plugged), raising=False)
    assert hardware_module.on_battery() is expected


def test_no_battery_and_one_that_cannot_be_asked_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hardware_module.psutil, "sensors_battery", lambda: None, raising=False)
    assert hardware_module.on_battery() is None
    monkeypatch.setattr(hardware_module.psutil, "sensors_battery", lambda: 1 / 0, raising=False)
    with pytest.raises(ZeroDivisionError):
        hardware_module.on_battery()
    monkeypatch.delattr(hardware_module.psutil, "sensors_battery")
    assert hardware_module.on_battery() is None


def test_measurements_are_kept_by_model_and_the_oldest_go(tmp_path: Path) -> None:
    kept = Calibrations(tmp_path / "deep" / "c.json")
    assert kept.get("a") is None
    kept.put("a", FOUND)
    assert Calibrations(tmp_path / "deep" / "c.json").get("a") == FOUND
    for number in range(MOST):
        kept.put(str(number), FOUND)
    assert kept.get("a") is None
    assert kept.get("0") == kept.get(str(MOST - 1)) == FOUND


def test_a_damaged_file_of_measurements_is_none(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_bytes(b"{\xff")
    kept = Calibrations(tmp_path / "c.json")
    assert kept.get("a") is None
    kept.put("a", FOUND)
    assert kept.get("a") == FOUND


def test_another_machine_or_build_is_measured_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Calibrations(tmp_path / "c.json")
    kept.put("a", FOUND)
    monkeypatch.setattr("muse_desktop.studio.calibrations.cpu_name", lambda: "another")
    assert kept.get("a") is None


@pytest.mark.real_model
def test_devices_are_known_after_a_look(setup: Setup) -> None:
    assert setup.machine.hardware().devices == ()
    looked = setup.machine.look().result(WAIT)
    assert "CPU" in looked.backends
    assert setup.machine.hardware().devices == looked.devices != ()


@pytest.mark.real_model
def test_an_estimate_loads_nothing_and_a_hostile_file_ends_only_its_own_trial(
    setup: Setup, starter_model: Path, tmp_path: Path
) -> None:
    told = setup.machine.estimate(starter_model, 1024).result(WAIT)
    assert told.fits
    assert 100e6 < told.needed_ram < 250e6
    assert setup.host.state == "none"
    data = starter_model.read_bytes()
    old = b"llama.block_count" + (4).to_bytes(4, "little") + (30).to_bytes(4, "little")
    assert old in data
    (tmp_path / "bad.gguf").write_bytes(data.replace(old, old[:-4] + bytes(4), 1))
    setup.host.ready().result(WAIT)
    error = setup.machine.estimate(tmp_path / "bad.gguf", 1024).exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code in ("engine.load_crashed", "engine.model_broken")
    assert setup.host.local.state == "ready"


@pytest.mark.real_model
def test_what_was_measured_counts_from_the_next_load_on(tmp_path: Path) -> None:
    first = Setup(tmp_path)
    try:
        loaded = first.host.ready().result(WAIT)
        first.calibrations.put(loaded.sha256, FOUND)
        assert first.machine.calibration == FOUND
    finally:
        first.close()
    second = Setup(tmp_path)
    try:
        assert second.host.ready().result(WAIT).info.threads == 1
        second.host.use(replaced(SETTINGS, threads=2))
        assert second.host.ready().result(WAIT).info.threads == 2, "what the writer names is what counts"
    finally:
        second.close()


class StandIn:
    """A host with a loaded model and an engine that measures at once."""

    def __init__(self, *found: Calibration) -> None:
        self.on_change: list[Callable[[], None]] = []
        self.local = self
        self.loaded = LoadedModel(None, "a" * 64, self)  # type: ignore[arg-type]
        self.thread_limit = 0
        self.state = "ready"
        self.asked: list[bool] = []
        self._found = list(found)

    def calibrate(self, *, background: bool = False) -> Job[Calibration]:
        self.asked.append(background)
        future: Future[Calibration] = Future()
        future.set_result(self._found.pop(0))
        return Job(1, future, lambda _: None)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "IDLE_S", 0.01)
    monkeypatch.setattr(machine, "AGAIN_S", 0.01)


@pytest.mark.usefixtures("at_once")
def test_a_model_is_tried_in_the_background_once(tmp_path: Path) -> None:
    host, kept = StandIn(FOUND), Calibrations(tmp_path / "c.json")
    watched = Machine(host, kept)  # type: ignore[arg-type]
    for _ in range(5):
        host.on_change[0]()
        time.sleep(0.05)
    assert host.asked == [True]
    assert watched.calibration == FOUND
    watched.close()


@pytest.mark.usefixtures("at_once")
def test_a_trial_beside_busy_programs_is_not_remembered_and_done_again(tmp_path: Path) -> None:
    noisy = msgspec.structs.replace(FOUND, quiet=False)
    host, kept = StandIn(*[noisy] * 9), Calibrations(tmp_path / "c.json")
    watched = Machine(host, kept)  # type: ignore[arg-type]
    host.on_change[0]()
    assert until(lambda: len(host.asked) == machine.TRIES, 5)
    host.on_change[0]()
    time.sleep(0.1)
    assert len(host.asked) == machine.TRIES
    assert watched.calibration is None
    watched.close()


@pytest.mark.usefixtures("at_once")
def test_no_trial_begins_while_the_engine_works_or_on_battery_or_after_the_end(tmp_path: Path) -> None:
    host = StandIn(FOUND)
    watched = Machine(host, Calibrations(tmp_path / "c.json"))  # type: ignore[arg-type]
    host.state = "busy"
    host.on_change[0]()
    time.sleep(0.1)
    host.thread_limit = 1  # before the state: between the two a trial could rightly begin
    host.state = "ready"
    time.sleep(0.1)
    assert host.asked == []
    watched.close()
    host.thread_limit = 0
    time.sleep(0.1)
    assert host.asked == []


@pytest.mark.usefixtures("at_once")
def test_no_trial_begins_after_the_end_although_its_hour_had_come_before(tmp_path: Path) -> None:
    host, looked, ended = StandIn(FOUND), threading.Event(), threading.Event()

    class Slow(Calibrations):
        def get(self, sha256: str) -> Calibration | None:
            looked.set()
            assert ended.wait(WAIT)
            return None

    watched = Machine(host, Slow(tmp_path / "c.json"))  # type: ignore[arg-type]
    host.on_change[0]()
    assert looked.wait(WAIT)
    watched.close()
    ended.set()
    time.sleep(0.1)
    assert host.asked == []


@pytest.mark.real_model
def test_on_battery_half_the_threads_are_used_and_all_again_on_the_mains(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    limit = setup.host.local.limit
    monkeypatch.setattr(setup.host.local, "limit", lambda n: (told.append(n), limit(n))[1])
    monkeypatch.setattr(battery, "EVERY_S", 0.02)
    plugged = [True]
    monkeypatch.setattr(battery, "on_battery", lambda: not plugged[0])
    setup.host.use(replaced(SETTINGS, threads=2))
    setup.host.ready().result(WAIT)
    assert told == []
    plugged[0] = False
    assert until(lambda: told == [1])
    assert setup.machine.thread_limit == 1
    setup.host.use(replaced(SETTINGS, threads=2, battery_saver=False))
    assert told == [1, 0]
    setup.host.use(replaced(SETTINGS, threads=2))
    plugged[0] = True
    assert until(lambda: told == [1, 0, 1, 0])


@pytest.mark.real_model
def test_adapters_are_loaded_named_with_their_hash_and_loaded_anew_when_they_change(
    setup: Setup, tmp_path: Path
) -> None:
    path = write_lora(tmp_path / "voice.gguf", attention())
    plain = setup.host.ready().result(WAIT)
    assert plain.adapters == ()
    setup.host.use(replaced(SETTINGS, adapters=(AdapterSetting(str(path), 0.5),)))
    with_it = setup.host.ready().result(WAIT)
    ((told, sha256, scale),) = with_it.adapters
    assert (told, len(sha256), scale) == (str(path), 64, 0.5)
    assert with_it.info.adapters[0].path == str(path)
    setup.host.use(replaced(SETTINGS, adapters=(AdapterSetting(str(path), 0.6),)))
    assert setup.host.ready().result(WAIT).adapters[0][2] == 0.6
    setup.host.use(replaced(SETTINGS, adapters=(AdapterSetting(str(tmp_path / "gone.gguf")),)))
    error = setup.host.ready().exception(WAIT)
    assert isinstance(error, MuseError)
    assert error.code == "engine.adapter_missing"
