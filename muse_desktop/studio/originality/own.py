"""A draft compared with what its writer wrote elsewhere in the project."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from muse_desktop.originality.kept import read_drafts
from muse_desktop.originality.own import OwnReport, said_before
from muse_desktop.studio.originality.running import Stopped, project_of, settle

if TYPE_CHECKING:
    from muse_desktop.studio.originality.originality import Progress
    from muse_desktop.studio.studio import Studio


def start_own(
    studio: Studio,
    text: str,
    document: int | None,
    project: int | None,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Future[OwnReport]:
    """Begin it on a thread of the studio."""
    done: Future[OwnReport] = Future()

    def work() -> OwnReport:
        inside = project if project is not None or document is None else project_of(studio, document)
        others = studio.store.read(partial(read_drafts, project=inside, without=document))
        report = said_before(text, document, others, progress, cancelled)
        if cancelled():
            raise Stopped
        return report

    studio.background(lambda: settle(work, done))
    return done
