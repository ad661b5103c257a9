"""One check in its two stages, off the caller's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from muse_desktop.library.others import Others
from muse_desktop.originality.check import check_text
from muse_desktop.originality.kept import read_project
from muse_desktop.originality.record import detail_of, library_state, originals_of, record_check
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.originality.shown import Checked
from muse_desktop.store.clock import now

if TYPE_CHECKING:
    from muse_desktop.library.corpus import Corpus
    from muse_desktop.originality.values import CheckReport
    from muse_desktop.studio.originality.originality import CheckRun, Progress
    from muse_desktop.studio.studio import Studio

T = TypeVar("T")
_FIRST = 0.2  # what the first stage takes of a check with paraphrases, about


class Stopped(Exception):
    """The writer cancelled."""


@dataclass(frozen=True)
class Wish:
    """What is to be checked, and how; see `Originality.check`."""

    text: str
    document: int | None
    project: int | None
    own: bool
    meaning: bool
    progress: Progress
    cancelled: Callable[[], bool]

    def go_on(self) -> None:
        """Raises Stopped when the writer cancelled."""
        if self.cancelled():
            raise Stopped


def start(studio: Studio, wish: Wish) -> CheckRun:
    """Begin a check on a thread of the studio."""
    from muse_desktop.studio.originality.originality import CheckRun

    run = CheckRun(Future(), Future())
    studio.background(partial(_both, studio, wish, run))
    return run


def settle(work: Callable[[], T], *futures: Future[T]) -> None:
    """Give what `work` makes, or its error, to all `futures` that are not done; Stopped cancels them."""
    try:
        made = work()
    except Stopped:
        for future in futures:
            if not future.done():
                future.cancel()
                future.set_running_or_notify_cancel()
    except BaseException as error:  # noqa: BLE001 - whatever it is, those who wait must hear of it
        for future in futures:
            if not future.done():
                future.set_exception(error)
    else:
        for future in futures:
            if not future.done():
                future.set_result(made)


def _both(studio: Studio, wish: Wish, run: CheckRun) -> None:
    def work() -> Checked:
        first = _first(studio, wish)
        run.first.set_result(first)
        return _second(studio, wish, first) if wish.meaning else first

    settle(work, run.first, run.whole)


def _first(studio: Studio, wish: Wish) -> Checked:
    """Copies, the same and nearly the same words; on record where the workspace is owned."""
    share = _FIRST if wish.meaning else 1.0
    checked = check_now(
        studio, wish.text, wish.document, own=wish.own, progress=lambda done: wish.progress(share * done),
        cancelled=wish.cancelled,
    )  # fmt: skip
    wish.go_on()
    return _on_record(studio, wish, checked)


def check_now(
    studio: Studio,
    text: str,
    document: int | None = None,
    *,
    own: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Checked:
    """Compare `text` with the library on this thread; nothing goes on record. Raises what `check_text`
    raises."""
    state = studio.store.read(partial(library_state, own=own))
    corpus, left_out = _compared_with(studio, own=own)
    report = check_text(text, corpus, progress=progress, cancelled=cancelled)
    return known(studio, text, document, replace(report, own_left_out=left_out), state, own=own)


def _compared_with(studio: Studio, *, own: bool) -> tuple[Corpus, int]:
    """The texts to compare with, and how many of the writer's own are not among them."""
    if own:
        return studio.library, 0
    others = Others(studio.library)
    return others, others.left_out


def _second(studio: Studio, wish: Wish, first: Checked) -> Checked:
    """With possible paraphrases; on record in place of what was found before."""
    from muse_desktop.studio.originality.meaning import with_meaning

    def go_on(done: float) -> None:
        wish.go_on()
        wish.progress(_FIRST + (1 - _FIRST) * done)

    corpus, _ = _compared_with(studio, own=wish.own)
    report = with_meaning(studio, first.report, wish.text, corpus, go_on)
    made = known(studio, wish.text, wish.document, report, first.library, own=wish.own)
    return _on_record(studio, wish, replace(made, check=first.check))


def known(
    studio: Studio, text: str, document: int | None, report: CheckReport, state: str, *, own: bool
) -> Checked:
    """A report with what is known of its sources now."""
    items = {hit.source.item for hit in report.hits}
    infos = {item: info for item in items if (info := studio.library.info(item)) is not None}
    return Checked(
        document=document,
        text=text,
        report=report,
        items=infos,
        originals=originals(studio, items),
        at=now(),
        library=state,
        own=own,
    )


def _on_record(studio: Studio, wish: Wish, checked: Checked) -> Checked:
    if wish.document is None or studio.store.mode != "own":
        return checked
    project = wish.project if wish.project is not None else project_of(studio, wish.document)
    service = studio.originality
    view = service.view(project) if project is not None else ViewSettings()
    left_out = service.exclusions(project) if project is not None else ()
    detail = detail_of(
        wish.text, checked.report, view, left_out, dict(checked.originals), checked.library, wish.own
    )
    written = record_check(
        studio.store, wish.document, checked.report, studio.library, detail, checked.check
    )
    return replace(checked, check=written.result())


def originals(studio: Studio, items: set[int]) -> dict[int, str]:
    """SHA-256 of the imported bytes of those items, also of those that were taken out of the library."""
    return studio.store.read(lambda db: originals_of(db, items)) if items else {}


def project_of(studio: Studio, document: int) -> int | None:
    """The project a document is in; None where it is gone."""
    return studio.store.read(partial(read_project, document=document))
