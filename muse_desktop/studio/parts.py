"""The parts of a studio that a start does not need: each is made once, by whatever thread asks first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from muse_desktop.library.library import Library
    from muse_desktop.studio.ask import AskLibrary
    from muse_desktop.studio.curation import Curation
    from muse_desktop.studio.imports import Imports
    from muse_desktop.studio.insight import Insight
    from muse_desktop.studio.lab import Lab
    from muse_desktop.studio.library_search import StudioSearch
    from muse_desktop.studio.originality.calibration import LibraryCalibration
    from muse_desktop.studio.originality.guard import LibraryGuard
    from muse_desktop.studio.originality.originality import Originality
    from muse_desktop.studio.studio import Studio

T = TypeVar("T")


class _Part(Generic[T]):
    """Like functools.cached_property, for several threads."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, studio: Parts, kind: type[Parts] | None = None) -> T:
        with studio.making:
            if self._name not in studio.made:
                studio.made[self._name] = self._make(studio)
            part: T = studio.made[self._name]
            return part


class Parts:
    """What a studio is made of beside its core. `made` has those that were asked for, by name."""

    def __init__(self) -> None:
        self.making = threading.RLock()
        self.made: dict[str, Any] = {}

    @property
    def _studio(self) -> Studio:
        return cast("Studio", self)

    @_Part
    def library(self) -> Library:
        """The writer's library."""
        from muse_desktop.library.library import Library

        return Library(self._studio.store, self._studio.paths)

    @_Part
    def imports(self) -> Imports:
        """Texts on their way into the library."""
        from muse_desktop.studio.imports import Imports

        return Imports(self.library, lambda report, stop: self.curation.completed(report, stop))

    @_Part
    def insight(self) -> Insight:
        """What was likely, what mattered in a prompt, how candidates compare."""
        from muse_desktop.studio.insight import Insight

        studio = self._studio
        return Insight(studio.recorder, studio.model, self.library, studio.recipes)

    @_Part
    def lab(self) -> Lab:
        """Measuring and comparing models, and making smaller ones."""
        from muse_desktop.studio.lab import Lab

        return Lab(lambda: self._studio.settings)

    @_Part
    def curation(self) -> Curation:
        """Rights, versions, collections, suggestions and figures of the library."""
        from muse_desktop.studio.curation import Curation

        return Curation(self._studio)

    @_Part
    def library_search(self) -> StudioSearch:
        """Searching the library by words and by meaning."""
        from muse_desktop.studio.library_search import StudioSearch

        return StudioSearch(self._studio)

    @_Part
    def asking(self) -> AskLibrary:
        """Questions to the library, answered from its passages."""
        from muse_desktop.studio.ask import AskLibrary

        return AskLibrary(self._studio)

    @_Part
    def originality(self) -> Originality:
        """Originality checks: how they are set, made, shown and told of."""
        from muse_desktop.studio.originality.originality import Originality

        return Originality(self._studio)

    @_Part
    def guard(self) -> LibraryGuard:
        """Blocking runs of words of the library while the model writes."""
        from muse_desktop.studio.originality.guard import LibraryGuard

        return LibraryGuard(self._studio)

    @property
    def calibrations(self) -> LibraryCalibration:
        """What cosines mean in this library, for the encoder in use."""
        return self.library_search.calibration

    def close_parts(self, *names: str) -> None:
        """Close those of `names` that were made, in this order."""
        for name in names:
            if name in self.made:
                self.made[name].close()
