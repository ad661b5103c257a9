"""Checks as the window and the command line use them: how they are set, made, shown and told of."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.originality.exclusions import Exclusion, ExclusionKind
from muse_desktop.originality.kept import (
    add_exclusion,
    read_exclusions,
    read_view,
    remove_exclusion,
    write_setting,
)
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.originality.shown import Checked, Shown, shown

if TYPE_CHECKING:
    from muse_desktop.errors import Language
    from muse_desktop.library.search.encoders import Encoder
    from muse_desktop.originality.own import OwnReport
    from muse_desktop.originality.piece import Piece, PieceFound
    from muse_desktop.originality.values import Hit
    from muse_desktop.studio.originality.live import Judge
    from muse_desktop.studio.originality.report import Used
    from muse_desktop.studio.studio import Studio

Progress = Callable[[float], None]
"""Called on another thread with how much of a check is done, 0 ... 1."""


def _nobody(_: float) -> None:
    """Nobody looks."""


def _never() -> bool:
    return False


@dataclass(frozen=True)
class CheckRun:
    """A check on its way. `first` has what stands in the library in the same or nearly the same words, and
    comes at once; `whole` has the possible paraphrases too where they were asked for, else the same.

    Both fail together, and are cancelled (futures in the sense of concurrent.futures) when `cancelled` said
    so; `whole` alone where that was while paraphrases were looked for.
    """

    first: Future[Checked]
    whole: Future[Checked]


class Originality:
    """The originality checks of one workspace. `Studio.originality`."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._guard = threading.Lock()
        self._closed = False
        self._views: dict[int, ViewSettings] = {}
        self._exclusions: dict[int, tuple[Exclusion, ...]] = {}

    @cached_property
    def encoder(self) -> Encoder | None:
        """What possible paraphrases are looked for with; None in a build that has no encoder."""
        from muse_desktop.studio.originality.encoding import shipped_encoder

        return shipped_encoder()

    def close(self) -> None:
        """Cancel the checks that run, and end what was started for them."""
        self._closed = True
        if (encoder := self.__dict__.get("encoder")) is not None:
            encoder.close()

    def view(self, project: int) -> ViewSettings:
        """What the checks of a project show. Reads the database the first time: a millisecond."""
        with self._guard:
            known = self._views.get(project)
        if known is None:
            known = self._studio.store.read(partial(read_view, project=project))
            self._keep(self._views, project, known)
        return known

    def set_view(self, project: int, view: ViewSettings) -> Future[None]:
        """Show it so from now on. `view` says it at once; the future when it is kept."""
        self._keep(self._views, project, view)
        return self._studio.store.write(
            partial(write_setting, project=project, part="view", value=view)
        )

    def exclusions(self, project: int) -> tuple[Exclusion, ...]:
        """What the checks of a project leave out. Reads the database the first time: a millisecond."""
        with self._guard:
            known = self._exclusions.get(project)
        if known is None:
            known = self._studio.store.read(partial(read_exclusions, project=project))
            self._keep(self._exclusions, project, known)
        return known

    def exclude(self, project: int, kind: ExclusionKind, hit: Hit, reason: str = "") -> Future[int]:
        """Leave out the source of `hit`, its words wherever they stand ("phrase"), or this hit; its id.

        When the future is done `exclusions` has it.
        """
        item = hit.source.item

        def work() -> int:
            from muse_desktop.studio.originality.running import originals

            original = originals(self._studio, {item}).get(item, "")
            said = {
                "original_sha256": "" if kind == "phrase" else original,
                "title": hit.source.title,
                "text": "" if kind == "source" else hit.text,
                "reason": reason,
            }
            number = self._studio.store.write(
                lambda db: add_exclusion(db, project, kind, **said)
            ).result()
            self._forget(project)
            return number

        return self._studio.background(work)

    def include(self, project: int, exclusion: int) -> Future[None]:
        """Take an exclusion back; when the future is done `exclusions` has it no more."""

        def work() -> None:
            self._studio.store.write(
                lambda db: remove_exclusion(db, project, exclusion)
            ).result()
            self._forget(project)

        return self._studio.background(work)

    def check(
        self,
        text: str,
        document: int | None = None,
        *,
        project: int | None = None,
        own: bool = False,
        meaning: bool = False,
        progress: Progress = _nobody,
        cancelled: Callable[[], bool] = _never,
    ) -> CheckRun:
        """Compare `text` with the library; with `document`, what was found goes on record.

        `own`: with the writer's own texts of the library too. `meaning`: look for the same said in other
        words too. `project`: whose settings go on record with it (that of the document by default).
        `progress` and `cancelled` are called on another thread.
        """
        from muse_desktop.studio.originality.running import Wish, start

        given_up = self._or_closed(cancelled)
        return start(self._studio, Wish(text, document, project, own, meaning, progress, given_up))

    def shown(self, checked: Checked, project: int | None) -> Shown:
        """What of a check is shown with the settings and exclusions of `project` (None: the defaults)."""
        if project is None:
            return shown(checked, ViewSettings())
        return shown(checked, self.view(project), self.exclusions(project))

    def live_judge(self, document: int | None) -> Judge:
        """Which hits are shown of what is being written for `document`, as in its checks; all where there is
        none. Reads the database."""
        from muse_desktop.studio.originality.live import judge_for

        return judge_for(self._studio, document)

    def look(self, piece: Piece, project: int | None) -> PieceFound:
        """Compare a part of a document that has changed; milliseconds. Raises as `check` fails. Nothing goes
        on record."""
        from muse_desktop.studio.originality.live import look_at_piece

        return look_at_piece(self._studio, project, piece)

    def own(
        self,
        text: str,
        document: int | None,
        *,
        project: int | None = None,
        progress: Progress = _nobody,
        cancelled: Callable[[], bool] = _never,
    ) -> Future[OwnReport]:
        """Where `text` says what the writer's other drafts of the project, or earlier parts of itself, say
        already. `project`: that of the document by default. Cancelled as `check` is."""
        from muse_desktop.studio.originality.own import start_own

        given_up = self._or_closed(cancelled)
        return start_own(self._studio, text, document, project, progress, given_up)

    def _or_closed(self, cancelled: Callable[[], bool]) -> Callable[[], bool]:
        return lambda: self._closed or cancelled()

    def export_report(
        self,
        path: Path,
        checked: Checked,
        project: int | None,
        title: str,
        language: Language | None = None,
    ) -> Future[Path]:
        """Write the report of a check of the text called `title` to `path`: .html or .pdf.

        Fails with MuseError originality.report_kind for another ending, and with what the formats raise.
        """
        from muse_desktop.studio.originality import telling

        def work() -> Path:
            telling.refuse_other_kinds(path)
            used = self.used(project, own=checked.own)
            spoken = language or self._studio.language
            report = telling.make_report(title, [(title, checked)], self._studio.library, used, spoken)
            return telling.write_report(path, report)

        return self._studio.background(work)

    def used(self, project: int | None, *, own: bool) -> Used:
        """What checks of `project` are shown with, for their report."""
        from muse_desktop.studio.originality.report import Used

        if project is None:
            return Used(ViewSettings(), (), own)
        return Used(self.view(project), self.exclusions(project), own)

    def _keep(self, kept: dict, project: int, value: object) -> None:  # type: ignore[type-arg]
        if self._studio.store.mode == "own":  # else another process may change it any time
            with self._guard:
                kept[project] = value

    def _forget(self, project: int) -> None:
        with self._guard:
            self._exclusions.pop(project, None)
