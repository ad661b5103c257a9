"""Worth another look: what the curator picks from library and drafts, and why; a slider for how alike."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSlider, QVBoxLayout, QWidget

from muse_desktop.library.curate.values import Asking, Pick, PickKind, Picks
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import number, sentences, spoken
from muse_desktop.ui.base.widgets import Quiet, SectionLabel, TextButton, calm
from muse_desktop.ui.shelf.frame import ShelfFrame, caption, scrolled

STEPS = 10  # of the slider
ASK_AFTER_MS = 250
LAST_WORDS = 6_000  # code points of the page that picks are compared with
ORDER: tuple[PickKind, ...] = ("related", "reread", "forgotten", "gap")


class PickCard(QFrame):
    """One pick: its name, why, some of its words, and what can be done with it."""

    def __init__(self, pick: Pick, view: CuratorView) -> None:
        super().__init__(view)
        self.setProperty("role", "card")
        self.pick = pick
        title = QLabel(pick.title, self)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        self.why = caption(self, "muted")
        self.why.setText(sentences(*(one.text(spoken()) for one in pick.reasons)))
        self.open, self.beside, self.never = TextButton(self), TextButton(self), TextButton(self)
        self.open.setText(self.tr("Open"))
        self.beside.setText(self.tr("In conversation with it"))
        self.never.setText(self.tr("Not this again"))
        self.open.setVisible(pick.item is not None or pick.document is not None)
        self.beside.setVisible(pick.item is not None)
        for button in (self.open, self.beside, self.never):
            button.setAccessibleName(f"{button.text()}: {pick.title}")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 8)
        box.setSpacing(4)
        box.addWidget(title)
        box.addWidget(self.why)
        if pick.excerpt:
            words = caption(self, "")
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setText(f"“{pick.excerpt}”")
            box.addWidget(words)
        box.addLayout(row(self.open, self.beside, 1, self.never))
        self.open.clicked.connect(lambda: view.open_pick(pick))
        self.beside.clicked.connect(
            lambda: view.converse_wanted.emit(pick.item, pick.start, pick.end or None)
        )
        self.never.clicked.connect(lambda: view.dismiss(pick))


class CuratorView(ShelfFrame):
    """Picks of four kinds under each other, and the slider between surprising and similar."""

    item_wanted = Signal(int, int, int)  # item, start, end
    document_wanted = Signal(int)
    converse_wanted = Signal(int, int, object)  # item, start, end or None for all of it

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio, self._jobs = studio, jobs
        self._text, self._document = "", None
        self._asked = 0
        self._picks: Picks | None = None
        self._gone: list[Pick] = []
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, STEPS)
        self.slider.setValue(STEPS // 2)
        self.slider.setFixedWidth(260)
        calm(self, self.slider)
        self._surprising, self._similar = caption(self), caption(self)
        for label in (self._surprising, self._similar):
            label.setWordWrap(False)
        self.likeness = caption(self)
        self.bring_back = TextButton(self)
        self.cards: list[PickCard] = []
        self._inside = QWidget(self)
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 12, 0)
        self._box.setSpacing(8)
        self._quiet = Quiet(ASK_AFTER_MS, self.reload, self)
        self.body.addLayout(row(self._surprising, self.slider, self._similar, 1, self.bring_back, spacing=10))
        self.body.addWidget(self.likeness)
        self.body.addWidget(scrolled(self._inside, self), 1)
        self.slider.valueChanged.connect(lambda _value: self._quiet.start())
        self.bring_back.clicked.connect(self._bring_back)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("Worth another look"))
        self._surprising.setText(self.tr("Surprising"))
        self._similar.setText(self.tr("Similar"))
        self.slider.setAccessibleName(self.tr("How alike the picks are to each other and to the page"))
        self.bring_back.setText(self.tr("Bring back what I put away"))
        self._show()

    def open(self, text: str, document: int | None) -> None:
        """Pick anew, for somebody who writes `text`."""
        self._text, self._document = text[-LAST_WORDS:], document
        self.reload()
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def picks(self) -> Picks | None:
        """What is shown."""
        return self._picks

    def reload(self) -> None:
        """Pick anew, off the UI thread."""
        self._quiet.stop()
        self._asked += 1
        asked, curation = self._asked, self._studio.curation
        asking = Asking(self._text, self.slider.value() / STEPS)
        document = self._document

        def work() -> tuple[Picks, bool]:
            return curation.picks(asking, document), bool(curation.dismissed())

        def show(found: tuple[Picks, bool]) -> None:
            if asked == self._asked:
                self._picks, away = found
                self.bring_back.setVisible(away)
                self._show()

        self._jobs.watch(self._studio.background(work), self, show, self.refuse)

    def _show(self) -> None:
        while item := self._box.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = []
        found = self._picks
        if found is None:
            self.bring_back.hide()
            self.likeness.setText(self.tr("Looking…"))
            return
        for kind in ORDER:
            some = found.of(kind)
            if not some:
                continue
            heading = SectionLabel(self)
            heading.setText(self._heading(kind))
            self._box.addWidget(heading)
            for pick in some:
                card = PickCard(pick, self)
                self.cards.append(card)
                self._box.addWidget(card)
        if not self.cards:
            nothing = caption(self, "muted")
            nothing.setText(self.tr("Nothing stands out. Put more texts into the library, or write on."))
            self._box.addWidget(nothing)
        self._box.addStretch(1)
        self._say(found)

    def _say(self, found: Picks) -> None:
        parts = []
        for kind, mean in found.likeness.items():
            if len(found.of(kind)) > 1:
                words = self.tr("{what}: alike to each other by {share} %")
                parts.append(words.format(what=self._heading(kind), share=number(round(100 * mean))))
        if found.looked_at < found.texts:
            words = self.tr("{some} of %Ln texts were compared", "", found.texts)
            parts.append(words.format(some=number(found.looked_at)))
        self.likeness.setText(" · ".join(parts))
        self.likeness.setVisible(bool(parts))

    def _heading(self, kind: str) -> str:
        return {
            "related": self.tr("Close to what you write"),
            "reread": self.tr("Read again"),
            "forgotten": self.tr("Drafts that rest"),
            "gap": self.tr("Gaps"),
        }[kind]

    # Doing

    def open_pick(self, pick: Pick) -> None:
        """Show what was picked."""
        if pick.document is not None:
            self.document_wanted.emit(pick.document)
        elif pick.item is not None:
            self.item_wanted.emit(pick.item, pick.start, pick.end)

    def dismiss(self, pick: Pick) -> None:
        """Never show this pick again; another one comes."""
        done = self._studio.curation.dismiss(pick.kind, pick.key)
        self._jobs.watch(done, self, lambda _none: self.reload(), self.refuse)

    def _bring_back(self) -> None:
        curation = self._studio.curation

        def work() -> None:
            for kind in ORDER:
                curation.bring_back(kind).result()

        self._jobs.watch(self._studio.background(work), self, lambda _none: self.reload(), self.refuse)
