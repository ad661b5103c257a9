"""Blocking runs of words that stand in others' texts of the library, while the model writes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from muse_desktop.engine.values import Guarded, NextWords
from muse_desktop.errors import MuseError
from muse_desktop.originality.settings import GuardSettings

if TYPE_CHECKING:
    from muse_desktop.library.guarded import GuardedRuns, Made
    from muse_desktop.overlap.units import Measure
    from muse_desktop.studio.studio import Studio
    from muse_desktop.studio.values import Prepared

_BEFORE = 1_200  # characters of the draft that a run may begin in


class LibraryGuard:
    """What is blocked in the projects of one workspace. `Studio.guard`."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._lock = threading.Lock()
        self._settings: dict[int, GuardSettings] = {}

    @cached_property
    def _runs(self) -> GuardedRuns:
        from muse_desktop.library.guarded import GuardedRuns

        return GuardedRuns(self._studio.library, self._studio.store, self._studio.paths.index / "guard")

    # How it is set

    def settings(self, project: int) -> GuardSettings:
        """How a project blocks. Reads the database the first time: a millisecond."""
        from muse_desktop.originality.kept import read_setting

        with self._lock:
            known = self._settings.get(project)
        if known is None:
            known = self._studio.store.read(
                partial(read_setting, project=project, part="guard", kind=GuardSettings)
            )
            with self._lock:
                self._settings[project] = known
        return known

    def set_settings(self, project: int, settings: GuardSettings) -> Future[None]:
        """Block so from now on. `settings` says it at once; the future when it is kept."""
        from muse_desktop.originality.kept import write_setting

        with self._lock:
            self._settings[project] = settings
        return self._studio.store.write(
            partial(write_setting, project=project, part="guard", value=settings)
        )

    def project(self, document: int) -> int:
        """The project a document is in. Raises MuseError `provenance.no_work`."""
        from muse_desktop.provenance.notices import project_of

        return self._studio.store.read(partial(project_of, document=document))

    def of_document(self, document: int | None, recipe: str = "") -> GuardSettings:
        """How it blocks where a recipe writes in a document: as the recipe says, else as the project does."""
        settings = GuardSettings() if document is None else self.settings(self.project(document))
        wish = next((one.guard for one in self._studio.recipes.recipes if one.id == recipe), None)
        if wish is None:
            return settings
        return msgspec.structs.replace(
            settings, on=wish.on, words=wish.words or settings.words, cjk=wish.cjk or settings.cjk
        )

    # The runs themselves

    def make(
        self,
        settings: GuardSettings,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Future[Made]:
        """Have ready what is blocked with these settings: about a second for a million words that are new in
        the library. `progress`: texts done, of how many, on another thread."""
        return self._studio.background(lambda: self._runs.make(_measure(settings), progress, cancelled))

    def asked(self, prepared: Prepared, document: int | None) -> Guarded | None:
        """What the engine is asked to block when it writes `prepared`; None: nothing. Waits until it is made.

        Raises `studio.guard_remote` where the model is at another address, and as `GuardedRuns.make`.
        """
        settings = self.of_document(document, prepared.recipe)
        if not settings.on:
            return None
        info = self._studio.model.ready().result().info
        if info.remote:
            raise MuseError("studio.guard_remote", address=info.remote)
        made = self._runs.make(_measure(settings))
        break_between = "" if prepared.prompt.mode == "continue" else "\n"
        return Guarded(
            words=settings.words,
            cjk=settings.cjk,
            file=str(made.file),
            sha256=made.sha256,
            texts=made.texts,
            runs=made.runs,
            allowed=tuple(one for one in settings.allowed if one.strip()),
            before=prepared.before[-_BEFORE:] + break_between,
        )

    def again(self, recorded: Guarded) -> Guarded:
        """The same, for a replay. Raises `studio.replay_guard` where the library is another by now."""
        from muse_desktop.overlap.units import Measure

        made = self._runs.make(Measure(recorded.words, recorded.cjk))
        if made.sha256 != recorded.sha256:
            raise MuseError("studio.replay_guard", texts=recorded.texts, sha256=recorded.sha256[:12])
        return msgspec.structs.replace(recorded, file=str(made.file))


def without_blocked(asked: Guarded | None, text: str, offered: NextWords) -> NextWords:
    """The offered words but those that would complete a run behind `text` which is blocked.

    Raises MuseError `engine.guard_missing`.
    """
    if asked is None:
        return offered
    from muse_desktop.overlap.guard import Guard
    from muse_desktop.overlap.guard_file import GuardFile
    from muse_desktop.overlap.units import Measure

    file = Path(asked.file)
    try:
        runs = GuardFile.read(file).open(file.parent, Measure(asked.words, asked.cjk), asked.allowed)
    except (OSError, MuseError) as error:
        raise MuseError("engine.guard_missing") from error
    guard = Guard(runs)
    written = guard.begin([asked.before + text])
    kept = tuple(one for one in offered.words if one.end or not guard.after(written, one.text)[1])
    return msgspec.structs.replace(offered, words=kept)


def _measure(settings: GuardSettings) -> Measure:
    from muse_desktop.originality.settings import SHORTEST_GUARD_CJK, SHORTEST_GUARD_WORDS
    from muse_desktop.overlap.units import Measure

    return Measure(max(SHORTEST_GUARD_WORDS, settings.words), max(SHORTEST_GUARD_CJK, settings.cjk))
