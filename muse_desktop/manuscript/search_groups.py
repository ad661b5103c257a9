"""A search as a writer reads it: document after document in the order of the manuscript, each place in it."""

from __future__ import annotations

from dataclasses import dataclass

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.search import Search
from muse_desktop.manuscript.search_context import Excerpt
from muse_desktop.manuscript.search_titles import Noted, noted

MOST_PASSAGES = 200


@dataclass(frozen=True)
class Group:
    """What was found in one document. `noted`: in its title, its synopsis; `count`: places in its text."""

    document_id: int
    title: str
    project: str
    noted: tuple[Noted, ...]
    excerpts: tuple[Excerpt, ...]

    @property
    def count(self) -> int:
        """How many places in the text were found."""
        return sum(len(excerpt.places) for excerpt in self.excerpts)


@dataclass(frozen=True)
class Found:
    """A search's groups. `left_out`: passages that are not shown, because there are so many; `complete` and
    `trouble` as in `Results`."""

    groups: tuple[Group, ...]
    left_out: int = 0
    complete: bool = True
    trouble: MuseError | None = None

    @property
    def places(self) -> int:
        """How many places in texts are shown."""
        return sum(group.count for group in self.groups)


def look_up(
    manuscript: Manuscript,
    search: Search,
    query: str,
    *,
    beside: int | None = None,
    most: int = MOST_PASSAGES,
) -> Found:
    """Search the project of document `beside`, or everything: texts, titles, synopses. On any thread.

    The best `most` passages are shown. Raises MuseError as `Search.search`.
    """
    infos = manuscript.documents()
    project = next((info.project_id for info in infos if info.id == beside), None)
    results = search.search(query, project_id=project, limit=most)
    noted_in: dict[int, list[Noted]] = {}
    for one in noted(manuscript.store, query, project_id=project):
        noted_in.setdefault(one.document_id, []).append(one)
    excerpts: dict[int, list[Excerpt]] = {}
    for hit in results.hits:
        excerpts.setdefault(hit.document_id, []).extend(hit.excerpts)
    names = {one.id: one.title for one in manuscript.projects()} if project is None else {}
    groups = tuple(
        Group(
            info.id,
            info.title,
            names.get(info.project_id, ""),
            tuple(noted_in.get(info.id, ())),
            tuple(sorted(excerpts.get(info.id, ()), key=lambda excerpt: excerpt.start)),
        )
        for info in infos
        if info.id in noted_in or info.id in excerpts
    )
    left_out = max(0, results.passages - most)
    return Found(groups, left_out, results.complete, results.trouble)
