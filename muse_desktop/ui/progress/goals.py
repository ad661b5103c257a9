"""Targets of the document, the project and the day, each with a thin bar."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSpinBox,
    QWidget,
)

from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.widgets import NO_ARROWS, Quiet, calm
from muse_desktop.ui.progress.counting import Counted, today

MOST_WORDS = 9_999_999
SET_AFTER_MS = 700
SOME_WEEKS = timedelta(weeks=8)  # offered as the last day


class Goal(Retranslated, QWidget):
    """One target: how far it is, what it is. 0 is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = 0
        self.name, self.so_far = QLabel(self), QLabel(self)
        self.so_far.setProperty("role", "muted")
        self.so_far.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.target = QSpinBox(self)
        self.target.setRange(0, MOST_WORDS)
        self.target.setSingleStep(100)
        self.target.setGroupSeparatorShown(True)
        self.target.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.target.setStyleSheet(NO_ARROWS)
        self.target.setFixedWidth(104)
        self.target.lineEdit().setTextMargins(0, 0, 6, 0)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        calm(self, self.target)
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setHorizontalSpacing(8)
        box.setVerticalSpacing(5)
        box.addWidget(self.name, 0, 0)
        box.addWidget(self.so_far, 0, 1)
        box.addWidget(self.target, 0, 2)
        box.addWidget(self.bar, 1, 0, 1, 3)
        box.setColumnStretch(0, 1)
        self.target.valueChanged.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.target.setSpecialValueText(self.tr("no target"))
        self._show()

    def set_name(self, name: str, about: str) -> None:
        """What is counted, and how."""
        self.name.setText(name)
        self.target.setAccessibleName(self.tr("Target: {what}, in words").format(what=name))
        for widget in (self, self.target):
            widget.setToolTip(about)
        self._show()

    def show_goal(self, words: int, target: int) -> None:
        """How many words there are, of how many; a target that is being typed is left alone."""
        self._words = words
        if not self.target.hasFocus():
            with QSignalBlocker(self.target):
                self.target.setValue(target)
        self._show()

    def _show(self) -> None:
        target = self.target.value()
        self.bar.setVisible(target > 0)
        self.bar.setValue(max(0, min(1000, round(1000 * self._words / target))) if target else 0)
        if target:
            words = self.tr("{words} of").format(words=number(self._words))
            told = self.tr("{words} of {target} words").format(
                words=number(self._words), target=number(target)
            )
        else:
            words, told = number(self._words), self.tr("%Ln words", "", self._words)
        self.so_far.setText(words)
        self.bar.setAccessibleName(f"{self.name.text()}: {told}")
        self.target.setAccessibleDescription(told)


class Goals(Retranslated, QWidget):
    """Three targets and a last day. What the writer sets is told a moment later."""

    document_set = Signal(int, int)  # its id, words
    project_set = Signal(int, int, int, object)  # its id, words in all, words a day, the last day or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.project, self.day = Goal(self), Goal(self), Goal(self)
        self.by = QCheckBox(self)
        self.deadline = QDateEdit(self)
        self.deadline.setCalendarPopup(True)
        self._show_deadline(None)
        calm(self, self.deadline)
        self._pace = QLabel(self)
        self._pace.setProperty("role", "muted")
        self._pace.setWordWrap(True)
        self._counted: Counted | None = None
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.by)
        row.addWidget(self.deadline)
        row.addWidget(self._pace, 1)
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setVerticalSpacing(10)
        box.addWidget(self.day, 0, 0)
        box.addWidget(self.document, 1, 0)
        box.addWidget(self.project, 2, 0)
        box.addLayout(row, 3, 0)
        self._document_quiet = Quiet(SET_AFTER_MS, self._tell_document, self)
        self._project_quiet = Quiet(SET_AFTER_MS, self._tell_project, self)
        self.document.target.valueChanged.connect(lambda _: self._document_quiet.start())
        for goal in (self.project, self.day):
            goal.target.valueChanged.connect(lambda _: self._project_quiet.start())
        self.by.toggled.connect(self._deadline_set)
        self.deadline.dateChanged.connect(lambda _: self._project_quiet.start())
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        own = self.tr("Your own words of today, those you took out again subtracted.")
        self.day.set_name(self.tr("Today"), own)
        self.document.set_name(self.tr("This document"), self.tr("All words of this document."))
        all_words = self.tr("All words of the manuscript, without notes and what is put away.")
        self.project.set_name(self.tr("The project"), all_words)
        self.by.setText(self.tr("Finished by"))
        self.deadline.setAccessibleName(self.tr("Last day"))
        self.deadline.setDisplayFormat("yyyy年M月d日" if spoken() == "zh" else "d MMM yyyy")
        self._show_pace()

    def show_counted(self, counted: Counted) -> None:
        """Show the goals and how far they are."""
        if self._counted is not None and self._counted.document != counted.document:
            self.flush()
        self._counted = counted
        project, set_already = counted.project, not self._project_quiet.isActive()
        day = project.day_target if set_already else self.day.target.value()
        whole = project.target if set_already else self.project.target.value()
        text = self.document.target.value() if self._document_quiet.isActive() else counted.target
        self.day.show_goal(max(0, counted.today.net.own), day)
        self.project.show_goal(counted.progress.whole.words.total, whole)
        self.document.show_goal(counted.text.count.words, text)
        if set_already and not self.deadline.hasFocus():
            self._show_deadline(date.fromisoformat(project.deadline) if project.deadline else None)
        self._show_pace()

    def _show_deadline(self, last: date | None) -> None:
        shown = last or today() + SOME_WEEKS
        with QSignalBlocker(self.by), QSignalBlocker(self.deadline):
            self.by.setChecked(last is not None)
            self.deadline.setDate(QDate(shown.year, shown.month, shown.day))
        self.deadline.setEnabled(last is not None)

    def flush(self) -> None:
        """Tell at once what has been set a moment ago."""
        for quiet, tell in (
            (self._document_quiet, self._tell_document),
            (self._project_quiet, self._tell_project),
        ):
            if quiet.isActive():
                quiet.stop()
                tell()

    def _deadline_set(self, on: bool) -> None:
        self.deadline.setEnabled(on)
        self._project_quiet.start()

    def _tell_document(self) -> None:
        if self._counted is not None:
            self.document_set.emit(self._counted.document, self.document.target.value())

    def _tell_project(self) -> None:
        if self._counted is not None:
            last = self.deadline.date().toPython() if self.by.isChecked() else None
            whole, day = self.project.target.value(), self.day.target.value()
            self.project_set.emit(self._counted.project.id, whole, day, last)

    def _show_pace(self) -> None:
        counted = self._counted
        words = ""
        if counted is not None and counted.project.target and counted.project.deadline:
            pace = counted.progress.words_a_day(today())
            if counted.progress.missing == 0:
                words = self.tr("The project has reached its target.")
            elif pace is None:
                words = self.tr("That day is over.")
            else:
                words = self.tr("%Ln words a day until then", "", pace)
        self._pace.setText(words)
