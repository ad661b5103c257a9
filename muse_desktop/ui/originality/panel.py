"""The Check tab: compare the draft with the library, in plain words, with a card for each passage found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import row
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import TextButton
from muse_desktop.ui.library.words import joined
from muse_desktop.ui.originality.cards import Cards, groups
from muse_desktop.ui.originality.checking import Checking
from muse_desktop.ui.originality.hits import HitList
from muse_desktop.ui.originality.words import CheckWords

if TYPE_CHECKING:
    from muse_desktop.originality.shown import Checked


class CheckPanel(Retranslated, QWidget):
    """Button, summary, cards. The text that is checked is a copy, so the writer can go on."""

    text_wanted = Signal()  # the room answers with `checking.check`
    compare_wanted = Signal(int)  # row of the hit to show side by side
    drafts_wanted = Signal()  # to be shown what stands in the writer's other drafts too

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.checking = Checking(studio, jobs, self)
        self._words, self._cards = CheckWords(self), Cards(self)
        self.button = QPushButton(self)
        self.button.setProperty("role", "primary")
        self.compare, self.drafts, self.cancel = (TextButton(self) for _ in range(3))
        self.bar = QProgressBar(self)
        self.stage, self.against, self.summary = QLabel(self), QLabel(self), QLabel(self)
        self.compared, self.limits, self.stale, self.left_out = (QLabel(self) for _ in range(4))
        self.summary.setProperty("role", "heading")
        self.compared.setProperty("role", "caption")
        self.left_out.setProperty("role", "caption")
        for label in (self.stage, self.against, self.limits, self.stale):
            label.setProperty("role", "muted")
        for label in (self.against, self.summary, self.compared, self.limits, self.stale, self.left_out):
            label.setWordWrap(True)
        self.own = QCheckBox(self)
        self.list = HitList(self)
        self._room = QWidget(self)  # takes the list's place while there is none
        self._build()
        self._connect()
        self.retranslate()

    @property
    def checked(self) -> Checked | None:
        """The report that is shown."""
        return self.checking.checked if self.checking.shown is not None else None

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.button)
        top.addStretch(1)
        top.addWidget(self.compare)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 14, 14, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(row(self.stage, self.bar, self.cancel))
        box.addWidget(self.own)
        box.addSpacing(4)
        for widget in (self.against, self.summary, self.compared, self.limits, self.stale):
            box.addWidget(widget)
        box.addWidget(self.list, 1)
        box.addWidget(self._room, 1)
        box.addLayout(row(self.left_out, 1, self.drafts))
        box.addSpacing(8)

    def _connect(self) -> None:
        checking = self.checking
        self.button.clicked.connect(self.text_wanted)
        self.cancel.clicked.connect(lambda: checking.cancel())
        self.compare.clicked.connect(lambda: self.compare_wanted.emit(max(self.list.currentIndex().row(), 0)))
        self.drafts.clicked.connect(self.drafts_wanted)
        self.list.chosen.connect(self.compare_wanted)
        self.own.clicked.connect(lambda on: checking.set_view(own=on))
        checking.changed.connect(self._show)
        checking.moved.connect(self._show_stage)

    def retranslate(self) -> None:
        """Set the words again."""
        self.button.setText(self.tr("Check originality"))
        self.cancel.setText(self.tr("Cancel"))
        self.bar.setAccessibleName(self.tr("How much is checked"))
        self.compare.setText(self.tr("Side by side"))
        self.drafts.setText(self.tr("In my own drafts"))
        self.drafts.setToolTip(self.tr("What you have said before in this project. A help, no reproach."))
        self.own.setText(self.tr("With my own texts of the library too"))
        self.own.setToolTip(
            self.tr("Texts marked as mine. What you have written before is no copy of somebody else's words.")
        )
        self.against.setText(self._words.against())
        self.limits.setText(self._words.limits())
        self.stale.setText(self.tr("The text has changed since. Check again to see how it stands."))
        self._show_stage()
        self._show()

    def _show_stage(self) -> None:
        checking = self.checking
        words = {"words": self.tr("Checking…"), "meaning": self.tr("Looking for paraphrases…")}
        self.stage.setText(words.get(checking.stage, ""))
        for widget in (self.stage, self.bar, self.cancel):
            widget.setVisible(checking.running)
        self.bar.setRange(0, 100 if checking.share else 0)  # 0 to 0: how long is not known
        self.bar.setValue(round(100 * checking.share))
        for control in (self.button, self.own):
            control.setEnabled(not checking.running)

    def _show(self) -> None:
        checking = self.checking
        shown, checked = checking.shown, checking.checked
        self.own.setChecked(checking.view.own)
        items = checked.items if checked is not None else {}
        cards = [self._cards.of_hit(hit, items) for hit in shown.hits] if shown is not None else []
        self.list.show_cards(cards)
        self.list.setVisible(bool(cards))
        self._room.setVisible(not cards)
        made = checked is not None and shown is not None
        left = sum(count for _, count in groups(shown, 0)) if made else 0
        self.left_out.setText(self.tr("%Ln left out", "", left) if left else "")
        self.drafts.setVisible(made)
        self.compare.setVisible(bool(cards or left))
        self.compared.setVisible(made)
        self.stale.setVisible(made and checking.stale)
        self._summarise()

    def _summarise(self) -> None:
        shown, checked = self.checking.shown, self.checking.checked
        self.against.hide()
        if shown is None or checked is None:
            self.summary.setText(self.tr("Which passages stand in your library too?"))
            return
        report = checked.report
        if report.items == 0 and report.own_left_out:
            self.summary.setText(self.tr("Your library has no texts but your own: nothing was compared."))
            self.compared.setText(self._words.own_left_out(report))
        elif report.items == 0:
            self.summary.setText(self.tr("Your library is empty: add the texts to compare with first."))
            self.compared.hide()
        elif not report.draft_words:
            self.summary.setText(self.tr("There are no words here to compare yet."))
            self.compared.hide()
        else:
            self.against.setVisible(shown.passages > 0)
            self.summary.setText(self._words.summary(shown.passages, shown.words, report.draft_words))
            self.compared.setText(
                joined(self._words.compared_with(report), self._words.own_left_out(report))
            )
