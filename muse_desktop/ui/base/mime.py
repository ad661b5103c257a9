"""Empty data for the clipboard that Qt may destroy after Python has gone."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QStringListModel


def new_mime() -> QMimeData:
    """An empty `QMimeData` that is Qt's own, to be put on the clipboard or into a drag.

    What `QMimeData()` makes in Python has a destructor that asks Python. The clipboard keeps its data until
    the application goes, which is after Python's end, and the process dies there. Here a model of Qt's makes
    the object, so nothing of it is Python's.
    """
    model = QStringListModel([""])
    made = model.mimeData([model.index(0)])
    made.clear()
    return made
