"""The answer of the library: sentences, each with the number of the passage it rests on."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muse_desktop.studio.ask import Answer, Source, Step
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.widgets import TextButton


class AnswerPane(Retranslated, QFrame):
    """Tells by `opened` which source the writer wants to see; numbers are links, reached by Tab."""

    opened = Signal(object)  # Source
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._answer: Answer | None = None
        self._waiting = False
        self._step: tuple[Step, int, int] = "looking", 0, 0
        self.sources: list[Source] = []
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.stop = TextButton(self)
        self.stop.clicked.connect(lambda _checked=False: self.stop_wanted.emit())
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.text.linkActivated.connect(self._open)
        self.notes = QLabel(self)
        self.notes.setProperty("role", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.stop)
        box.addLayout(top)
        for label in (self.heading, self.text, self.notes):
            label.setWordWrap(True)
        for label in (self.text, self.notes):
            box.addWidget(label)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.text.setAccessibleName(self.tr("Answer"))
        self.stop.setText(self.tr("Stop"))
        self._show()

    def wait(self) -> None:
        """A question is on its way."""
        self._waiting, self._answer = True, None
        self._step = "looking", 0, 0
        self._show()

    def show_step(self, step: Step, at: int, of: int) -> None:
        """What is done for the question that is on its way."""
        self._step = step, at, of
        if self._waiting:
            self._show()

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer; None: there is no question."""
        self._waiting, self._answer = False, answer
        self._show()

    def _show(self) -> None:
        answer = self._answer
        self.setVisible(self._waiting or answer is not None)
        self.sources = []
        if answer is None:
            self.heading.setText(self._doing() if self._waiting else "")
            self.text.clear()
        else:
            self.heading.setText(self._headline(answer))
            self.text.setText(self._sentences(answer))
            self.text.setAccessibleDescription(" ".join(one.text for one in answer.sentences))
        self.notes.setText("\n".join(self._notes(answer)) if answer is not None else "")
        self.stop.setVisible(self._waiting)
        self.text.setVisible(bool(answer is not None and answer.sentences))
        self.notes.setVisible(bool(self.notes.text()))

    def _doing(self) -> str:
        step, at, of = self._step
        if step == "reading":
            words = self.tr("The model reads what may answer it: passage {at} of {of}…")
            return words.format(at=number(at), of=number(of))
        if step == "writing":
            return self.tr("The model answers from what it read…")
        return self.tr("Looking it up in your library…")

    def _headline(self, answer: Answer) -> str:
        if not answer.found:
            return self.tr("Not found in your library")
        if answer.by == "model":
            return self.tr("What your library says, in the model's words")
        return self.tr("What your library says, in its own words")

    def _sentences(self, answer: Answer) -> str:
        link = colour("accent").name()
        parts = []
        for one in answer.sentences:
            if one.source not in self.sources:
                self.sources.append(one.source)
            place = self.sources.index(one.source)
            said = escape(one.text) if answer.by == "model" else f"“{escape(one.text)}”"
            parts.append(
                f'{said}&nbsp;<a href="{place}" style="color:{link};text-decoration:none">[{place + 1}]</a>'
            )
        joint = " " if answer.by == "model" else "<br>"
        return f'<div style="line-height:140%">{joint.join(parts)}</div>'

    def _notes(self, answer: Answer) -> list[str]:
        made: list[str] = []
        if answer.missing:
            names = ", ".join(answer.missing)
            made.append(self.tr("Nowhere in your library: {names}").format(names=names))
        elif not answer.found and answer.near:
            made.append(self.tr("The passages below are near to the question; none of them answers it."))
        if answer.dropped:
            said = " ".join(answer.dropped)
            made.append(
                self.tr("Left out, because no passage supports it: “{said}”").format(said=said)
            )
        if answer.trouble is not None:
            made.append(
                self.tr("Without the model: {reason}").format(reason=answer.trouble.text(spoken()))
            )
        if answer.by == "model":
            made.append(
                self.tr(
                    "Every sentence was compared with the passage it cites, word by word. Open it to be sure."
                )
            )
        if answer.covered < 0.995:
            share = round(answer.covered * 100)
            made.append(
                self.tr("By meaning, {share} % of your library can be searched so far.").format(share=share)
            )
        return made

    def _open(self, link: str) -> None:
        place = int(link) if link.isdigit() else -1
        if 0 <= place < len(self.sources):
            self.opened.emit(self.sources[place])
