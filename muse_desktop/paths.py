"""Where things live: the shipped resources, the writer's workspace, settings and caches."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import msgspec

HOME_VARIABLE = "MUSE_DESKTOP_HOME"


@cache
def resources_root() -> Path:
    """The folder of shipped resources: inside the installed package, or the checkout's `resources/`.

    Hatchling's force-include does not reach an editable install, hence the second place.
    """
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of one shipped resource, for example `resource("recipes", "poem.toml")`."""
    return resources_root().joinpath(*parts)


def _home() -> Path | None:
    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else None


def default_workspace() -> Path:
    """The workspace opened when none is named: the writer's own data folder."""
    if home := _home():
        return home / "workspace"
    import platformdirs

    return Path(platformdirs.user_data_dir("Muse Desktop", appauthor=False)) / "workspace"


def settings_file() -> Path:
    """The settings of this writer on this machine (not of one workspace)."""
    if home := _home():
        return home / "settings.json"
    import platformdirs

    return Path(platformdirs.user_config_dir("Muse Desktop", appauthor=False)) / "settings.json"


def cache_dir() -> Path:
    """A folder for what can be computed again, such as hashes of model files."""
    if home := _home():
        return home / "cache"
    import platformdirs

    return Path(platformdirs.user_cache_dir("Muse Desktop", appauthor=False))


def keys_dir() -> Path:
    """Where signing keys are on a machine without a keyring: beside the settings, in no workspace."""
    return settings_file().parent / "keys"


def models_dir() -> Path:
    """Where the writer's own model files live, shared between workspaces."""
    if home := _home():
        return home / "models"
    import platformdirs

    return Path(platformdirs.user_data_dir("Muse Desktop", appauthor=False)) / "models"


class WorkspacePaths(msgspec.Struct, frozen=True):
    """The files of one workspace folder. `library.db` and `index/` can be rebuilt from `originals/`,
    `search.db` from `muse.db`."""

    root: Path

    @property
    def database(self) -> Path:
        """What cannot be rebuilt: manuscripts, origins, ledger, generations, library metadata."""
        return self.root / "muse.db"

    @property
    def library_database(self) -> Path:
        """Texts of the library; rebuilt, never migrated."""
        return self.root / "library.db"

    @property
    def search_database(self) -> Path:
        """Full-text search over the documents; rebuilt from `database`, never migrated."""
        return self.root / "search.db"

    @property
    def index(self) -> Path:
        """Overlap fingerprints; rebuilt from the library."""
        return self.root / "index"

    @property
    def blobs(self) -> Path:
        """Content-addressed, compressed long outputs and snapshots."""
        return self.root / "blobs"

    @property
    def originals(self) -> Path:
        """Imported bytes, content-addressed."""
        return self.root / "originals"

    @property
    def backups(self) -> Path:
        """Copies of everything that cannot be rebuilt."""
        return self.root / "backups"

    @property
    def states(self) -> Path:
        """What the model has read of the documents, kept so that it need not be read again (a cache)."""
        return self.root / "states"

    @property
    def lock(self) -> Path:
        """The file that names the process which owns this workspace."""
        return self.root / "workspace.lock"
