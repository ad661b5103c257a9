"""The record's side of the studio: what it says of a work, and how others can check it.

Parts are made when first asked for: most sessions never need them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from muse_desktop.errors import MuseError
from muse_desktop.studio.keeping import RecordKeeper, logged

if TYPE_CHECKING:
    from concurrent.futures import Future

    from muse_desktop.provenance.checkpoints import Checkpoint, Reason
    from muse_desktop.provenance.figures import Figures
    from muse_desktop.provenance.timeline import Timeline
    from muse_desktop.studio.bundles import Bundles
    from muse_desktop.studio.disclosure import Disclosure
    from muse_desktop.studio.file_notice import FileNotices
    from muse_desktop.studio.lineage import Lineages
    from muse_desktop.studio.publication.publication import Publication
    from muse_desktop.studio.studio import Studio


class Evidence:
    """Figures, keys, timeline, lineage, disclosure, checks and bundles of one workspace."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self.keeper = RecordKeeper(studio.store) if studio.store.mode == "own" else None

    def checkpoint(self, reason: Reason) -> Future[Checkpoint]:
        """Sign the record as it is now, before it goes into an export or a bundle.

        Fails with MuseError provenance.key_unreachable, store.reading and the store's own.
        """
        if self.keeper is None:
            raise MuseError("store.reading", folder=str(self._studio.root))
        return self.keeper.checkpoint(reason)

    def sign_export(self) -> None:
        """Sign what a file was just made of, off this thread; that it cannot be signed keeps no file back."""
        if self.keeper is not None:
            self.keeper.checkpoint("export").add_done_callback(logged)

    def close(self) -> None:
        """Sign what this session wrote. Call it when everything is saved."""
        if self.keeper is not None:
            self.keeper.close()

    def figures(self, project: int, documents: Sequence[int] | None = None) -> Figures:
        """What the record says of a project's manuscript, or of some of its documents, as far as saved.

        Takes a second for a novel: not for the UI thread. Raises MuseError provenance.no_work.
        """
        from muse_desktop.provenance.gather import gather
        from muse_desktop.provenance.retyped import AnswerIndex

        store, book = self._studio.store, self._studio.manuscript.book
        answers = store.shared(AnswerIndex)
        return store.read(
            partial(gather, book=book, project=project, documents=documents, answers=answers)
        )

    def timeline(self, document: int) -> Timeline:
        """The writing of a document, replayed as far as it is saved; all its origins are at hand then.

        Takes seconds for a novel: not for the UI thread. Raises MuseError provenance.no_timeline.
        """
        from muse_desktop.provenance.timeline import read_timeline

        found = read_timeline(self._studio.store, document)
        self._studio.manuscript.book.load({run.origin for step in found.steps for run in step.runs})
        return found

    @cached_property
    def notices(self) -> FileNotices:
        """What exported files say of themselves."""
        from muse_desktop.studio.file_notice import FileNotices

        return FileNotices(self._studio)

    @cached_property
    def lineages(self) -> Lineages:
        """Where documents, passages and generations came from, as graphs."""
        from muse_desktop.studio.lineage import Lineages

        return Lineages(self._studio)

    @cached_property
    def bundles(self) -> Bundles:
        """Evidence bundles for strangers: made, and checked."""
        from muse_desktop.studio.bundles import Bundles

        return Bundles(self._studio)

    @cached_property
    def disclosure(self) -> Disclosure:
        """Drafts of what a writer tells others about AI."""
        from muse_desktop.studio.disclosure import Disclosure

        return Disclosure(self._studio)

    @cached_property
    def publication(self) -> Publication:
        """The check before publication, and house rules."""
        from muse_desktop.studio.publication.publication import Publication

        return Publication(self._studio)
