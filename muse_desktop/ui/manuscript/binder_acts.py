"""What a writer does to the documents of a project: make, move, split, merge, put away, bring back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.tree_values import NodeKind
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.manuscript.binder_book import Book
from muse_desktop.ui.manuscript.binder_words import NodeWords

Place = tuple[int | None, int | None]
"""Inside which document (None: at the top), in front of which one there (None: last)."""

CONTAINERS = ("part", "chapter")


class Acts(QObject):
    """Each act is one change of the manuscript; the book is read again after it, refused or not."""

    failed = Signal(object)  # MuseError
    done = Signal()
    opened = Signal(int)  # document id: show it on the page
    emptied = Signal()  # nothing is left to be shown on the page
    put_away = Signal(list)  # document ids that went into the trash

    def __init__(self, studio: Studio, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._book = book
        self.words = NodeWords()
        self.let_go: Callable[[Sequence[int]], bool] = lambda _documents: True  # the desk's
        self.current: int | None = None  # the document on the page

    def _do(self, call: Callable[[], Any]) -> Any:
        """What `call` answers; None when it was refused."""
        answer = None
        try:
            answer = call()
        except MuseError as error:
            self.failed.emit(error)
        self._book.reload()
        self.done.emit()
        return answer

    # New ones

    def create(self, kind: NodeKind, beside: int | None) -> int | None:
        """A new, empty document where one of this kind belongs next to `beside`; its id."""
        return self._create(kind, *self.place_for(kind, beside))

    def create_in(self, kind: NodeKind, parent: int | None) -> int | None:
        """A new, empty document at the end of `parent`; its id."""
        return self._create(kind, parent, None)

    def _create(self, kind: NodeKind, parent: int | None, before: int | None) -> int | None:
        title = self._free_title(kind)
        manuscript, tree = self._studio.manuscript, self._studio.writing.tree

        def make() -> int:
            made = manuscript.create(title, project_id=self._book.project, node=kind, parent_id=parent)
            if before is not None:
                tree.move([made], parent, before)
            return made

        return self._do(make)

    def place_for(self, kind: NodeKind, beside: int | None) -> Place:
        """Parts stand at the top, chapters in a part if there is one, the rest behind what is chosen."""
        book = self._book
        node = book.node(beside) if beside is not None else None
        if node is None:
            return None, None
        if kind in ("scene", "note"):
            inside = node.kind in CONTAINERS
            return (node.id, None) if inside else (book.parent(node.id), book.next_sibling(node.id))
        way = [node.id, *book.above(node.id)]
        parts = [one for one in way if kind == "chapter" and book.node(one).kind == "part"]
        if not parts:
            return None, book.next_sibling(way[-1])
        at = way.index(parts[0])
        return parts[0], book.next_sibling(way[at - 1]) if at else None

    def _free_title(self, kind: NodeKind) -> str:
        project = self._book.project
        taken = {node.title for node in self._book.tree if node.project_id == project and not node.trashed}
        count = 1
        while (title := self.words.first_title(kind, count)) in taken:
            count += 1
        return title

    def duplicate(self, document: int) -> None:
        """A copy right behind it, opened."""
        copy = self._do(lambda: self._studio.writing.tree.duplicate(document))
        if copy is not None:
            self.opened.emit(copy)

    # What is noted

    def describe(self, documents: Sequence[int], **noted: Any) -> None:
        """Set title, kind, status, label, synopsis, point_of_view, target or compiled of documents."""
        self._do(lambda: self._studio.writing.tree.describe(documents, **noted))

    # Moving

    def act(self, what: str, chosen: Sequence[int]) -> None:
        """What a key asks for: "trash", "up", "down", "in" or "out"; several documents stay together."""
        tops = self._book.tops(chosen)
        if what == "trash":
            self.trash(tops)
        elif tops:
            moves: dict[str, Callable[[int], Place | None]] = {
                "up": self._above,
                "down": self._below,
                "in": self._into,
                "out": self._out_of,
            }
            place = moves[what](tops[-1] if what == "down" else tops[0])
            if place is not None:
                self.move(tops, *place)

    def move(self, documents: Sequence[int], parent: int | None, before: int | None) -> None:
        """Put documents, with what is inside them, somewhere else in the project."""
        project = self._book.project
        self._do(lambda: self._studio.writing.tree.move(documents, parent, before, project))

    def step(self, document: int, steps: int) -> None:
        """One place up (-1) or down (+1); past the end of a chapter it goes into the next one."""
        self.act("up" if steps < 0 else "down", [document])

    def _above(self, document: int) -> Place | None:
        book = self._book
        parent, row = book.parent(document), book.row(document)
        if row > 0:
            return parent, book.children(parent)[row - 1].id
        if parent is None:
            return None
        outer, at = book.parent(parent), book.row(parent)
        before = book.children(outer)[at - 1] if at else None
        if before is not None and before.kind in CONTAINERS:
            return before.id, None
        return outer, parent

    def _below(self, document: int) -> Place | None:
        book = self._book
        parent, row = book.parent(document), book.row(document)
        siblings = book.children(parent)
        if row + 1 < len(siblings):
            return parent, siblings[row + 2].id if row + 2 < len(siblings) else None
        if parent is None:
            return None
        outer, at = book.parent(parent), book.row(parent)
        aunts = book.children(outer)
        after = aunts[at + 1] if at + 1 < len(aunts) else None
        if after is not None and after.kind in CONTAINERS:
            inside = book.children(after.id)
            return after.id, inside[0].id if inside else None
        return outer, after.id if after else None

    def _into(self, document: int) -> Place | None:
        """Into the document above it, as its last."""
        parent, row = self._book.parent(document), self._book.row(document)
        return (self._book.children(parent)[row - 1].id, None) if row > 0 else None

    def _out_of(self, document: int) -> Place | None:
        """Out of the document it is in, right behind it."""
        parent = self._book.parent(document)
        return None if parent is None else (self._book.parent(parent), self._book.next_sibling(parent))

    def to_project(self, documents: Sequence[int], project: int) -> None:
        """Move documents with everything to the end of another project."""
        gone, order = self.with_inside(documents), [node.id for node in self._book.nodes]
        self._do(lambda: self._studio.writing.tree.move(documents, None, None, project))
        self._leave(gone, order)

    # Split and merge

    def split(self, document: int, position: int) -> int | None:
        """What stands from code point `position` on becomes a document of its own; its id."""
        if not self.let_go([document]):
            return None
        made = self._do(lambda: self._studio.writing.tree.split(document, position))
        self.opened.emit(made if made is not None else document)
        return made

    def merge(self, documents: Sequence[int]) -> None:
        """Make neighbours one document, which is opened."""
        tree, current = self._studio.writing.tree, self.current
        try:
            tree.check_merge(documents)
        except MuseError as error:
            self.failed.emit(error)
            return
        if not self.let_go(documents):
            return
        made = self._do(lambda: tree.merge(documents))
        if made is not None:
            self.opened.emit(made)
        elif current is not None:
            self.opened.emit(current)

    def with_next(self, document: int) -> list[int]:
        """A document and the one behind it, to be merged."""
        following = self._book.next_sibling(document)
        return [document] if following is None else [document, following]

    # Away and back

    def trash(self, documents: Sequence[int]) -> None:
        """Put documents into the trash; if one is on the page, another takes its place there."""
        tree, tops = self._studio.writing.tree, self._book.tops(documents)
        gone, order = self.with_inside(tops), [node.id for node in self._book.nodes]
        self._do(lambda: [tree.trash(one) for one in tops])
        self._leave(gone, order)
        self.put_away.emit(tops)

    def archive(self, documents: Sequence[int]) -> None:
        """Put documents aside: still there, out of the manuscript and its counts."""
        tree, tops = self._studio.writing.tree, self._book.tops(documents)
        self._do(lambda: [tree.archive(one) for one in tops])

    def unarchive(self, document: int) -> None:
        """Take a document back from the archive and open it."""
        self._do(lambda: self._studio.writing.tree.unarchive(document))
        self.opened.emit(document)

    def restore(self, documents: Sequence[int]) -> None:
        """Take documents out of the trash, back to their places, and open the first."""
        tree = self._studio.writing.tree
        self._do(lambda: [tree.restore(one) for one in documents])
        if documents:
            self.opened.emit(documents[0])

    def with_inside(self, documents: Sequence[int]) -> list[int]:
        """Documents and all inside them, in reading order."""
        chosen = set(documents)
        return [n.id for n in self._book.nodes if n.id in chosen or chosen & set(self._book.above(n.id))]

    def _leave(self, gone: Sequence[int], order: Sequence[int]) -> None:
        """When what is on the page has gone, show what stands where it stood in `order`."""
        if self.current not in gone:
            return
        if not self._book.nodes:
            self.emptied.emit()
            return
        at = order.index(gone[0])
        near = [*order[at:], *order[:at][::-1], self._book.nodes[0].id]
        self.opened.emit(next(one for one in near if self._book.node(one) is not None))

    # Projects

    def create_project(self, title: str) -> None:
        """A new project with one empty scene, which is opened."""
        made = self._do(lambda: self._studio.manuscript.create_project(title))
        if made is not None:
            self._book.reload(made)
            self.emptied.emit()

    def rename_project(self, title: str) -> None:
        """Give the project another title."""
        project = self._book.project
        if project is not None:
            self._do(lambda: self._studio.writing.tree.rename_project(project, title))
