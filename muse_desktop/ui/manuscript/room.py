"""The way from the window to the whole manuscript: its structure, its outline, its cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSettings, Qt

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.restoring import Edit
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.manuscript.tree_values import NodeKind
from muse_desktop.paths import settings_file
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.runs import Run
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.widgets import drop_down
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.page import clipboard
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from muse_desktop.ui.manuscript.binder import Binder
    from muse_desktop.ui.manuscript.cards import CardsView
    from muse_desktop.ui.manuscript.outline import OutlineView
    from muse_desktop.ui.window import MainWindow

MOST_FOLDED = 2000


class ManuscriptRoom(Room):
    """What the binder needs of the desk and the page, and the two full views."""

    SPECS = (
        ActionSpec("new_chapter", "manuscript", QT_TRANSLATE_NOOP("Actions", "New chapter"), "Ctrl+Shift+N"),
        ActionSpec("new_part", "manuscript", QT_TRANSLATE_NOOP("Actions", "New part")),
        ActionSpec("new_note", "manuscript", QT_TRANSLATE_NOOP("Actions", "New note")),
        ActionSpec(
            "outline", "manuscript", QT_TRANSLATE_NOOP("Actions", "Outline"), "Ctrl+7", separator=True
        ),
        ActionSpec("cards", "manuscript", QT_TRANSLATE_NOOP("Actions", "Index cards"), "Ctrl+8"),
        ActionSpec(
            "details",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Show the document's details"),
            "Ctrl+Shift+I",
            checkable=True,
        ),
        ActionSpec(
            "split_document",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Split the document at the cursor"),
            separator=True,
        ),
        ActionSpec(
            "merge_documents",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Merge the chosen documents, or with the next one"),
        ),
        ActionSpec("duplicate_document", "manuscript", QT_TRANSLATE_NOOP("Actions", "Duplicate document")),
        ActionSpec(
            "move_in",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Move document into the one above"),
            "Alt+Shift+Right",
        ),
        ActionSpec(
            "move_out",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Move document out of the one it is in"),
            "Alt+Shift+Left",
        ),
        ActionSpec(
            "include_document",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Take document into the manuscript, or leave it out"),
        ),
        ActionSpec("archive_document", "manuscript", QT_TRANSLATE_NOOP("Actions", "Archive document")),
        ActionSpec(
            "switch_project",
            "manuscript",
            QT_TRANSLATE_NOOP("Actions", "Go to another project"),
            separator=True,
        ),
        ActionSpec("new_project", "manuscript", QT_TRANSLATE_NOOP("Actions", "New project…")),
        ActionSpec("rename_project", "manuscript", QT_TRANSLATE_NOOP("Actions", "Rename project…")),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._outline: OutlineView | None = None
        self._cards: CardsView | None = None
        self._file = QSettings(str(settings_file().with_name("window.ini")), QSettings.Format.IniFormat)

    @property
    def binder(self) -> Binder:
        """The window's binder."""
        return self.window.binder

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        acts = {
            "duplicate_document": lambda chosen: self.binder.acts.duplicate(chosen[0]),
            "archive_document": lambda chosen: self.binder.acts.archive(chosen),
            "include_document": self._include,
            "merge_documents": self._merge,
            "move_in": lambda chosen: self.binder.acts.act("in", chosen),
            "move_out": lambda chosen: self.binder.acts.act("out", chosen),
        }
        return {
            **{f"new_{kind}": lambda kind=kind: self._new(kind) for kind in ("chapter", "part", "note")},
            **{name: lambda call=call: self._with_chosen(call) for name, call in acts.items()},
            "outline": lambda: self._show(self.outline),
            "cards": lambda: self._show(self.cards),
            "details": self._show_details,
            "split_document": self.split,
            "switch_project": self._switch,
            "new_project": lambda: self.binder.new_project(),
            "rename_project": lambda: self.binder.rename_project(),
        }

    def settle(self) -> None:
        """The window is built: the binder lets documents go through the desk and says what it did."""
        window, binder = self.window, self.binder
        binder.acts.let_go = lambda documents: window.desk.let_go(documents)
        binder.acts.put_away.connect(self._say_trashed)
        binder.model.text_dropped.connect(self.drop_text)
        binder.details_toggle.toggled.connect(window.actions_["details"].setChecked)
        folded = self._file.value("folded", "", str)
        binder.view.fold([int(one) for one in folded.split(" ") if one.isdecimal()])
        window.actions_["details"].setChecked(self._file.value("details", False, bool))

    def leave(self) -> None:
        """The window closes: keep what is typed in the details, and what is folded."""
        if self.binder.details is not None:
            self.binder.details.keep()
        if self._cards is not None:
            self._cards.keep()
        folded = sorted(self.binder.view.collapsed_ids)[-MOST_FOLDED:]
        self._file.setValue("folded", " ".join(map(str, folded)))
        self._file.setValue("details", self.binder.details_toggle.isChecked())
        self._file.sync()

    # Views

    @property
    def outline(self) -> OutlineView:
        """The outline, made when it is first asked for."""
        if self._outline is None:
            from muse_desktop.ui.manuscript.outline import OutlineView

            self._outline = OutlineView(self.binder.book, self.binder.acts, self.window)
            self._connect(self._outline)
        return self._outline

    @property
    def cards(self) -> CardsView:
        """The index cards, made when they are first asked for."""
        if self._cards is None:
            from muse_desktop.ui.manuscript.cards import CardsView

            self._cards = CardsView(self.binder.book, self.binder.acts, self.window)
            self._connect(self._cards)
        return self._cards

    def _connect(self, view: OutlineView | CardsView) -> None:
        view.back.connect(self.window.show_page)
        view.open_wanted.connect(self.window.open_document)
        view.outline_wanted.connect(lambda: self._show(self.outline))
        view.cards_wanted.connect(lambda: self._show(self.cards))
        self.window.stack.addWidget(view)

    def _show(self, view: OutlineView | CardsView) -> None:
        window = self.window
        window.actions_["focus"].setChecked(False)
        window.queue_panel.close_up()
        chosen = self.binder.chosen_ones()
        window.stack.setCurrentWidget(view)
        view.show_document(chosen[0] if chosen else None)
        view.take_keyboard()

    def _show_binder(self) -> None:
        self.window.show_page()
        self.window.actions_["focus"].setChecked(False)
        self.window.actions_["binder"].setChecked(True)
        self.window.left.setCurrentWidget(self.binder)

    def _show_details(self, shown: bool) -> None:
        if shown and not self._file.value("details", False, bool):
            self._show_binder()
        self.binder.show_details(shown)
        self._file.setValue("details", shown)

    # Acts

    def _with_chosen(self, call: Callable[[list[int]], object]) -> None:
        chosen = self.binder.chosen_ones()
        if chosen:
            call(chosen)

    def _new(self, kind: NodeKind) -> None:
        self._show_binder()
        self.binder.create(kind=kind)

    def _include(self, chosen: Sequence[int]) -> None:
        node = self.binder.book.node(chosen[0])
        if node is not None:
            self.binder.acts.describe(chosen, compiled=not node.compiled)

    def _merge(self, chosen: Sequence[int]) -> None:
        acts = self.binder.acts
        acts.merge(chosen if len(chosen) > 1 else acts.with_next(chosen[0]))

    def split(self) -> None:
        """What stands behind the cursor becomes a document of its own, and is shown from its start."""
        desk = self.window.desk
        if desk.session is None:
            return
        document, place = desk.session.id, desk.page.cursor_codepoint()
        made = self.binder.acts.split(document, place)
        if made is not None and desk.document == made:
            desk.page.goto(0)
        self.window.show_page()

    def _switch(self) -> None:
        self._show_binder()
        drop_down(self.binder.menu.projects(), self.binder.project)

    def _say_trashed(self, documents: list[int]) -> None:
        titles = [node.title for node in self.binder.book.tree if node.id in documents]
        if not titles:
            return

        def words() -> str:
            if len(titles) == 1:
                return self.tr("“{title}” is in the trash.").format(title=titles[0])
            return self.tr("%Ln documents are in the trash.", "", len(titles))

        put_back = lambda: self.binder.acts.restore(documents)  # noqa: E731
        self.window.notices.tell(Notice("trash", words, "news", lambda: self.tr("Put back"), put_back))

    def drop_text(self, document: int, pasted: clipboard.Pasted) -> None:
        """Put text that was dragged onto a document at its end, with what is known of its origin."""
        desk = self.window.desk
        if not pasted.text:
            return
        try:
            session = self.studio.manuscript.open(document)
            desk.apply_edit(document, _at_the_end(session, pasted), dropped=True)
        except MuseError as error:
            self.window.news.error(error)
            return
        self.binder.book.set_words(document, session.words)
        title = session.title
        said = lambda: self.tr("The text is at the end of “{title}”.").format(title=title)  # noqa: E731
        shown = lambda: self.tr("Go there")  # noqa: E731
        self.window.notices.tell(
            Notice("dropped", said, "news", shown, lambda: self._go_to_end(document))
        )

    def _go_to_end(self, document: int) -> None:
        self.window.open_document(document)
        session = self.window.desk.session
        if session is not None and session.id == document:
            self.window.desk.page.goto(len(session.text))
            self.window.desk.page.setFocus(Qt.FocusReason.OtherFocusReason)


def _at_the_end(session: DocumentSession, pasted: clipboard.Pasted) -> Edit:
    """The edit that puts dropped text at the end, as a paragraph of its own."""
    origin = clipboard.origin_of(pasted, session)
    runs = (Run(len(pasted.text), origin),) if isinstance(origin, int) else origin
    gap = "" if not session.text or session.text.endswith("\n") else "\n"
    if gap:
        runs = (Run(len(gap), session.insert_origin(Kind.AUTOCORRECTED, source="dropped text")), *runs)
    return Edit(len(session.text), 0, gap + pasted.text, runs)
