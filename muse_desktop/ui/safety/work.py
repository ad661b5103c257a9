"""What the window asks to be done while it is closed, with its words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from muse_desktop.manuscript.backups import BackupInfo
from muse_desktop.studio.safety import restore
from muse_desktop.studio.wipe import Outcome, Wish, wipe
from muse_desktop.ui.base.when import when
from muse_desktop.ui.safety.aside import Aside
from muse_desktop.ui.settings.parts import sentences


class AsideWords(QObject):
    """What is said while and after the window is closed."""

    def going_back(self) -> str:
        """While a backup is put in place."""
        return self.tr("Going back to the backup…")

    def wiping(self) -> str:
        """While something is wiped."""
        return self.tr("Wiping…")

    def gone_back(self, info: BackupInfo, kept: object) -> str:
        """The workspace is as it was; `kept`: where its last state is, if anywhere."""
        then = when(info.at) if info.at else info.path.stem
        said = self.tr("Everything is as it was on {when}.").format(when=then)
        if not isinstance(kept, Path):
            return said
        return sentences(said, self.tr("What was there before is kept as {name}.").format(name=kept.name))

    def wiped(self, outcome: Outcome) -> str:
        """What is gone."""
        parts = [self.tr("%Ln documents are wiped for good.", "", outcome.documents)]
        if outcome.cleaned:
            parts.append(self.tr("%Ln backups were cleaned of them.", "", outcome.cleaned))
        if outcome.deleted:
            parts.append(self.tr("%Ln backups were deleted.", "", outcome.deleted))
        return sentences(*parts)


def going_back(info: BackupInfo) -> Aside:
    """Put a backup in the place of the database."""
    words = AsideWords()
    return Aside(
        words.going_back(),
        lambda root, _progress: restore(root, info.path),
        lambda kept: lambda: words.gone_back(info, kept),
    )


def wiping(wish: Wish) -> Aside:
    """Wipe a project or everything."""
    words = AsideWords()

    def told(outcome: object) -> str:
        return words.wiped(outcome) if isinstance(outcome, Outcome) else ""

    return Aside(
        words.wiping(),
        lambda root, progress: wipe(root, wish, progress),
        lambda outcome: lambda: told(outcome),
    )
