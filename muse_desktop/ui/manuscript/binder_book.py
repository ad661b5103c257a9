"""One project as the binder, the outline and the cards show it: its documents, and their words as of now."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from muse_desktop.manuscript.manuscript import ProjectInfo
from muse_desktop.manuscript.tree_values import Node, Tree
from muse_desktop.studio.studio import Studio


class _Shown:
    """Documents of a project, given as they are read; without its parent one stands at the top."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.by_id = {node.id: node for node in nodes}
        self.parent = {
            node.id: node.parent_id if node.parent_id in self.by_id else None for node in self.by_id.values()
        }
        self.children: dict[int | None, list[Node]] = {}
        self.row: dict[int, int] = {}
        for node in self.by_id.values():
            siblings = self.children.setdefault(self.parent[node.id], [])
            self.row[node.id] = len(siblings)
            siblings.append(node)
        self.nodes = list(self.by_id.values())
        self.shape = list(self.parent.items())


class Book(QObject):
    """What is saved, read in one query whenever something has changed; the words of open documents live.

    Archived documents and those in the trash stand apart: `children` and `nodes` are without them.
    """

    reshaping = Signal()  # which documents there are, or their places, will be others in a moment
    reshaped = Signal()  # now they are
    changed = Signal()  # read anew
    words_changed = Signal(int)  # document id: its words, and those of what it is in

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self.projects: list[ProjectInfo] = []
        self.project: int | None = None
        self.tree = Tree([])
        self._shown = _Shown([])
        self._words: dict[int, int] = {}
        self._totals: dict[int, int] = {}

    # Reading

    def reload(self, project: int | None = None) -> None:
        """Read everything again and show `project` (the same as before when None)."""
        manuscript = self._studio.manuscript
        self.projects = manuscript.projects()
        self.tree = self._studio.writing.tree.read()
        known = [one.id for one in self.projects]
        wanted = project if project is not None else self.project
        self.project = wanted if wanted in known else (known[0] if known else None)
        shown = _Shown(
            node
            for node in self.tree
            if node.project_id == self.project and not node.trashed and not node.archived
        )
        reshaped = shown.shape != self._shown.shape
        if reshaped:
            self.reshaping.emit()
        self._shown = shown
        live = {session.id: session.words for session in manuscript.open_sessions()}
        self._words = {node.id: live.get(node.id, node.words) for node in self.nodes}
        self._totals = {node.id: self._words[node.id] if node.counted else 0 for node in self.nodes}
        for node in reversed(self.nodes):  # what is inside comes behind
            parent = self.parent(node.id)
            if parent is not None:
                self._totals[parent] += self._totals[node.id]
        if reshaped:
            self.reshaped.emit()
        self.changed.emit()

    @property
    def nodes(self) -> list[Node]:
        """The documents of the project as they are read."""
        return self._shown.nodes

    def project_of(self, document: int) -> int | None:
        """The project of a document outside the trash; None when there is no such document."""
        node = next((node for node in self.tree if node.id == document), None)
        return None if node is None or node.trashed else node.project_id

    @property
    def title(self) -> str:
        """The title of the project; "" before there is one."""
        return next((one.title for one in self.projects if one.id == self.project), "")

    # Documents

    def node(self, document: int | None) -> Node | None:
        """A document of the project that is shown in the tree."""
        return None if document is None else self._shown.by_id.get(document)

    def children(self, parent: int | None) -> list[Node]:
        """What is right inside a document, or at the top level."""
        return self._shown.children.get(parent, [])

    def parent(self, document: int) -> int | None:
        """The document it is in."""
        return self._shown.parent[document]

    def row(self, document: int) -> int:
        """Its place among its siblings."""
        return self._shown.row[document]

    def next_sibling(self, document: int) -> int | None:
        """The one behind it at the same level."""
        row = self.children(self.parent(document))
        at = self.row(document) + 1
        return row[at].id if at < len(row) else None

    def above(self, document: int) -> list[int]:
        """What it is in, the nearest first."""
        found: list[int] = []
        parent = self.parent(document)
        while parent is not None:
            found.append(parent)
            parent = self.parent(parent)
        return found

    def tops(self, documents: Iterable[int]) -> list[int]:
        """Those that are in no other one of them, in reading order."""
        chosen = {one for one in documents if one in self._shown.by_id}
        return [node.id for node in self.nodes if node.id in chosen and not chosen & set(self.above(node.id))]

    def archived(self) -> list[Node]:
        """What has been put aside by itself, in reading order."""
        return [
            node
            for node in self.tree
            if node.project_id == self.project and node.archived_at is not None and not node.trashed
        ]

    def in_trash(self) -> list[Node]:
        """What is in the trash of this project, the newest first."""
        return self.tree.trash(self.project) if self.project is not None else []

    def used(self, what: str) -> list[str]:
        """The statuses, labels or points of view (`status`, `label`, `point_of_view`) used so far, sorted."""
        return sorted({str(getattr(node, what)) for node in self.nodes} - {""})

    # Words

    def words(self, document: int) -> int:
        """The words of its own text, as they are now."""
        return self._words.get(document, 0)

    def total(self, document: int) -> int:
        """The words of the manuscript in it and in what is inside; of a text that is left out, its own."""
        adds_up = self.children(document) or self._counts(document)
        return self._totals[document] if adds_up else self.words(document)

    @property
    def all_words(self) -> int:
        """The words of the whole manuscript of this project."""
        return sum(self._totals[node.id] for node in self.children(None))

    def set_words(self, document: int, words: int) -> None:
        """A document being written has so many words now."""
        more = words - self._words.get(document, words)
        if not more:
            return
        self._words[document] = words
        if self._counts(document):
            for one in (document, *self.above(document)):
                self._totals[one] += more
                self.words_changed.emit(one)
        else:
            self.words_changed.emit(document)

    def _counts(self, document: int) -> bool:
        return self._shown.by_id[document].counted
