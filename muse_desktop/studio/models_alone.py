"""The model library without a workspace: for whoever fetches a model before writing the first word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from muse_desktop.engine.client import Engine
from muse_desktop.paths import cache_dir, settings_file
from muse_desktop.provenance.generations import Recorder
from muse_desktop.settings import Settings, load_settings, save_settings
from muse_desktop.studio.calibrations import Calibrations
from muse_desktop.studio.machine import Machine
from muse_desktop.studio.model_host import ModelHost
from muse_desktop.studio.model_library import ModelLibrary
from muse_desktop.studio.places import hash_cache


class NoRecords:
    """What a recorder answers where nothing is on record."""

    def model_sizes(self) -> frozenset[int]:
        """No model has written."""
        return frozenset()

    def written_with(self, _sha256: str) -> int:
        """No text is on record."""
        return 0


@contextmanager
def models_alone() -> Iterator[ModelLibrary]:
    """A library with this writer's settings; it reads no workspace, loads no model and holds no lock."""
    kept = [load_settings(settings_file())]

    def keep(settings: Settings) -> None:
        kept[0] = settings
        save_settings(settings, settings_file())

    calibrations = Calibrations(cache_dir() / "calibrations.json")
    host = ModelHost(Engine(), hash_cache(), kept[0], None, calibrations)
    machine = Machine(host, calibrations)
    models = ModelLibrary(lambda: kept[0], keep, host, machine, cast("Recorder", NoRecords()))
    try:
        yield models
    finally:
        models.close()
        machine.close()
        host.close()
