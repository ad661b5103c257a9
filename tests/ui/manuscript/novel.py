"""A novel in two parts, four chapters and 40 scenes, and how its tree reads."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from muse_desktop.manuscript.saving import text_hash
from muse_desktop.provenance.runs import Runs
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.window import MainWindow


def written(studio: Studio, scenes: int = 40) -> dict[str, int]:
    """Write the novel; the id of each title. Scene n has n words; chapters are I.1, I.2, II.1 and II.2."""
    manuscript = studio.manuscript
    ids: dict[str, int] = {}
    for part in ("I", "II"):
        ids[part] = manuscript.create(part, node="part")
        for chapter in (f"{part}.1", f"{part}.2"):
            ids[chapter] = manuscript.create(chapter, parent_id=ids[part], node="chapter")
    chapters = ("I.1", "I.2", "II.1", "II.2")
    for n in range(scenes):
        title = f"s{n + 1}"
        inside = chapters[n * len(chapters) // scenes]
        ids[title] = manuscript.create(title, " ".join(["salt"] * (n + 1)), parent_id=ids[inside])
    return ids


def many(studio: Studio, scenes: int) -> None:
    """So many scenes of 7 words at once, without their records: they are only looked at."""
    project = studio.manuscript.projects()[0].id
    rows = [
        {
            "project_id": project, "position": 10 + at, "title": f"many {at}", "words": 7, "text": "",
            "runs": Runs().encode(), "text_hash": "", "synopsis": "What happens here. " * 10,
            "created_at": now(), "updated_at": now(),
        }
        for at in range(scenes)
    ]  # fmt: skip
    studio.store.write(lambda db: db.execute(insert(tables.Document), rows)).result()


def few(studio: Studio, kept: dict[int, str]) -> None:
    """Leave only these scenes, under these titles and with as many words as their numbers say."""

    def leave(db: Session) -> None:
        row = tables.Document
        db.execute(delete(row).where(row.kind == "scene", row.id.not_in(kept)))
        for document, title in kept.items():
            words = int(title[1:])
            text = " ".join(["salt"] * words)
            old = db.get_one(row, document)
            runs = Runs(Runs.decode(old.runs).slice(0, len(text)))
            old.title, old.text, old.words, old.runs = title, text, words, runs.encode()
            old.text_hash = text_hash(text)

    studio.store.write(leave).result()


def drawn(window: MainWindow, parent: QModelIndex | None = None) -> str:
    """The tree as it is shown: I(I.1(s1 s2) I.2) …"""
    model, root = window.binder.model, parent or QModelIndex()
    found = []
    for row in range(model.rowCount(root)):
        index = model.index(row, 0, root)
        inside = drawn(window, index)
        found.append(f"{index.data()}({inside})" if inside else str(index.data()))
    return " ".join(found)


def shown_words(window: MainWindow, document: int) -> str:
    """What stands at the right of a row."""
    from muse_desktop.ui.base.list_model import Role

    return str(window.binder.model.index_of(document).data(Role.WORDS))


def drop(view: QAbstractItemView, place: QPoint, mime: QMimeData) -> None:
    """A drag ends over a view, with real events."""
    how = (Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(place, *how))
    QApplication.sendEvent(view.viewport(), QDragMoveEvent(place, *how))
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(place), *how))
