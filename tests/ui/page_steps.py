"""Steps of page tests, said once."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from muse_desktop.provenance.kinds import Kind
from muse_desktop.ui.page.page import Page
from muse_desktop.ui.page.text import whole_text


def pieces(page: Page) -> list[tuple[str, str]]:
    """The document as (text, kind) pairs; typed text inside a generated block says "typed into"."""
    session, at = page.session, 0
    told: list[tuple[str, str]] = []
    for run in session.runs:
        origin = session.book.get(run.origin)
        kind = str(origin.kind)
        if origin.kind is Kind.TYPED and origin.parent is not None:
            kind = "typed into"
        text = session.text[at : at + run.length]
        at += run.length
        if told and told[-1][1] == kind:
            text = told.pop()[0] + text
        told.append((text, kind))
    return told


def in_step(page: Page) -> bool:
    """Whether document, session, origins and positions tell of the same text."""
    session, positions = page.session, page.editor.scribe.positions
    shown = whole_text(page.editor.document())
    same_lengths = session.runs.length == len(session.text)
    return shown == session.text and same_lengths and positions.units == len(shown.encode("utf-16-le")) // 2


def generated(page: Page) -> int:
    """A new origin as an accepted candidate gets it."""
    return page.session.insert_origin(Kind.GENERATED, source="a model")


def put_on_clipboard(text: str) -> None:
    """Text copied in some other program."""
    QGuiApplication.clipboard().setText(text)


def plain(text: str) -> QMimeData:
    """Text dragged in from some other program."""
    mime = QMimeData()
    mime.setText(text)
    return mime
