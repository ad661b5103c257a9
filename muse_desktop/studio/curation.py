"""The library's keeper: whose its texts are, versions, collections, datasets, suggestions, figures."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from muse_desktop.errors import MuseError
from muse_desktop.library import language
from muse_desktop.library.curate import dismissals
from muse_desktop.library.curate.values import Asking, Draft, Picks
from muse_desktop.library.rights import waiting
from muse_desktop.library.stats.needs import Need, OwnWords, needs
from muse_desktop.library.stats.overview import Overview, overview

if TYPE_CHECKING:
    from concurrent.futures import Future

    from muse_desktop.library.collections.dataset import DatasetWish, Exported, Plan
    from muse_desktop.library.collections.keeping import Collections
    from muse_desktop.library.corpus import AddReport
    from muse_desktop.library.curate.curator import Curator
    from muse_desktop.library.curate.likeness import Likeness
    from muse_desktop.library.dedupe.versions import Versions
    from muse_desktop.library.rights.filling import Filled
    from muse_desktop.studio.studio import Studio

_log = logging.getLogger(__name__)
_GUESSED_AT_ONCE = 200  # texts between two looks whether to stop
_GUESSED_WHEN_IDLE = 40
_SAMPLE = 4_000  # code points of each document that tell a project's language


class Curation:
    """Everything here may read many texts, so none of it is for the UI thread, unless it answers a Future."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def guess_rights(self, items: Iterable[int]) -> Filled:
        """Guess author, year, title, source, licence and rights where the writer said nothing.

        Raises the store's errors.
        """
        from muse_desktop.library.rights.filling import fill_in

        author, wanted = self._studio.settings.author, list(items)
        filled = fill_in(self._studio.library, wanted, [author] if author else [])
        self._studio.store.write(partial(waiting.asked, items=wanted)).result()
        return filled

    def guess_waiting(self, most: int = _GUESSED_WHEN_IDLE) -> int:
        """Guess for some of the texts that were never asked what they say of themselves; how many.

        Those are of a time before guessing, or of an import that was cut off. Raises the store's errors.
        """
        if self._studio.store.mode != "own":
            return 0
        items = self._studio.store.read(partial(waiting.never_asked, most=most))
        if items:
            self.guess_rights(items)
        return len(items)

    def completed(self, report: AddReport, stop: Callable[[], bool]) -> AddReport:
        """The report of an import after guessing what the new texts say of themselves, until `stop()`.

        Guessing that fails (a full disk) keeps nobody from what was imported.
        """
        new = [one.id for one in report.added]
        try:
            for start in range(0, len(new), _GUESSED_AT_ONCE):
                if stop():
                    break
                self.guess_rights(new[start : start + _GUESSED_AT_ONCE])
        except MuseError as error:
            _log.warning("rights were not guessed: %s", error)
        known = self._studio.library.info
        return replace(report, added=tuple(known(one.id) or one for one in report.added))

    def versions(self) -> Versions:
        """Texts that look like versions of one work, or like part of another; nothing is changed."""
        from muse_desktop.library.dedupe.joining import told_apart
        from muse_desktop.library.dedupe.versions import find_versions

        return find_versions(self._studio.library, self._studio.store.read(told_apart))

    def join_versions(self, items: Iterable[int], main: int) -> list[int]:
        """These are versions of one work; the ids of those that are still there."""
        from muse_desktop.library.dedupe.joining import join

        return join(self._studio.library, items, main)

    def separate_versions(self, items: Iterable[int]) -> list[int]:
        """These are different works, also at any later look."""
        from muse_desktop.library.dedupe.joining import separate

        return separate(self._studio.library, self._studio.store, items)

    @cached_property
    def collections(self) -> Collections:
        """Texts chosen by hand or by rule."""
        from muse_desktop.library.collections.keeping import Collections

        return Collections(self._studio.library, self._studio.store, lambda: self._likeness)

    def dataset_plan(self, wish: DatasetWish) -> Plan:
        """What a dataset would take and leave out; quick."""
        from muse_desktop.library.collections.dataset import plan

        return plan(self._studio.library, wish)

    def export_dataset(
        self,
        wish: DatasetWish,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Exported:
        """Write a dataset with its card; raises what `exporting.export` raises."""
        from muse_desktop.library.collections.exporting import export

        return export(self._studio.library, wish, self._studio.language, progress, cancelled)

    def overview(self) -> Overview:
        """The figures of the library; quick."""
        return overview(self._studio.library.items())

    def needs(self) -> tuple[Need, ...]:
        """What each feature needs and what is there, the writer's own words of the manuscript among it."""
        return needs(self._studio.library.items(), self._own_words())

    def picks(self, asking: Asking, document: int | None = None) -> Picks:
        """What to look at again. `document`: the one being written, which is no forgotten draft."""
        return self._curator.picks(asking, self._drafts(document))

    def dismiss(self, kind: str, key: str) -> Future[None]:
        """Never show a pick again."""
        return self._studio.store.write(partial(dismissals.dismiss, kind=kind, key=key))

    def bring_back(self, kind: str, key: str | None = None) -> Future[int]:
        """Show a dismissed pick again, or all of its kind; how many there were."""
        return self._studio.store.write(partial(dismissals.bring_back, kind=kind, key=key))

    def dismissed(self) -> frozenset[tuple[str, str]]:
        """The (kind, key) of every dismissed pick; quick."""
        return self._studio.store.read(dismissals.dismissed)

    @cached_property
    def _curator(self) -> Curator:
        from muse_desktop.library.curate.curator import Curator

        search = self._studio.library_search.core
        return Curator(self._studio.library, self._studio.store, self._likeness, search)

    @cached_property
    def _likeness(self) -> Likeness:
        """Texts by meaning where the search knows theirs, else by their words, each read once."""
        from muse_desktop.library.curate.likeness import WordLikeness
        from muse_desktop.library.curate.meaning import MeaningLikeness

        library = self._studio.library
        words = WordLikeness(library.text)
        library.listen(lambda change: words.forget(*change.texts, *change.removed))
        return MeaningLikeness(self._studio.library_search.core, words)

    def _drafts(self, without: int | None) -> list[Draft]:
        nodes = self._studio.writing.tree.read()
        return [
            Draft(node.id, node.title, node.words, node.updated_at, node.status, node.target)
            for node in nodes
            if node.id != without and not node.trashed and not node.archived
        ]

    def _own_words(self) -> OwnWords:
        """Words that the record has as the writer's own, each project's in the language of its texts."""
        found: Counter[str] = Counter()
        manuscript = self._studio.manuscript
        for project in manuscript.projects():
            progress = self._studio.writing.progress.progress(project.id)
            own = progress.whole.words.own
            if own:
                inside = [one for one, length in progress.inside.items() if length.words.own]
                sample = "\n".join(manuscript.read(one).text[:_SAMPLE] for one in inside[:5])
                found[language.guess(sample)] += own
        return OwnWords(dict(found))
