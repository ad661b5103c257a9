"""What the model sees: each ingredient's share of the context window, as a coloured bar with a legend."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from muse_desktop.errors import Language, MuseError
from muse_desktop.studio.values import Prepared, Share
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.theme import current
from muse_desktop.ui.base.widgets import SectionLabel, TextButton

SWATCH = 8
VEIL = 0.65  # how much of a part's colour is taken away until the model has read it


class Bar(QWidget):
    """The bar itself: widths are tokens of the context."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens: list[int] = []
        self._context = 1
        self._read = 1.0  # share of the prompt that the model has read, while it reads a long one
        self.setFixedHeight(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tokens(self, tokens: list[int], context: int) -> None:
        """Draw `tokens` (one number per ingredient, muted ones 0) out of `context`."""
        self._tokens, self._context = tokens, max(context, 1)
        self.update()

    def show_read(self, share: float) -> None:
        """Draw what is not read yet pale; 1: all is read."""
        self._read = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw the segments in a rounded track."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(track, track.height() / 2, track.height() / 2)
        painter.setClipPath(path)
        painter.fillRect(track, colour("chip"))
        x = track.left()
        theme = current()
        for place, tokens in enumerate(self._tokens):
            width = track.width() * tokens / self._context
            painter.fillRect(QRectF(x, track.top(), width, track.height()), theme.part(place))
            x += width
        if self._read < 1:
            veil = colour("chip")
            veil.setAlphaF(VEIL)
            read = track.left() + (x - track.left()) * self._read
            painter.fillRect(QRectF(read, track.top(), x - read, track.height()), veil)
        painter.end()


class IngredientChip(QPushButton):
    """One entry of the legend: swatch, name, tokens. Pressing it mutes the ingredient or lets it in again."""

    def __init__(self, share: Share, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = share
        self._place = place
        self.setProperty("role", "legend")
        self.setCheckable(share.mutable)
        self.setChecked(share.mutable and not share.muted)
        self.setEnabled(share.mutable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: room for the swatch and the words."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + SWATCH + 10, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a swatch, then the words; muted ones hollow and struck through."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current()
        swatch = QRectF(1, (self.height() - SWATCH) / 2, SWATCH, SWATCH)
        fill = theme.part(self._place)
        painter.setPen(fill)
        painter.setBrush(Qt.BrushStyle.NoBrush if self.share.muted else fill)
        painter.drawRoundedRect(swatch, 2, 2)
        font = self.font()
        font.setStrikeOut(self.share.muted)
        painter.setFont(font)
        painter.setPen(colour("ink" if self.underMouse() or self.hasFocus() else "muted"))
        words = self.rect().adjusted(SWATCH + 6, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()


class ContextBar(Retranslated, QWidget):
    """Heading with totals, the bar, the legend, and the way to the whole prompt."""

    mute_toggled = Signal(str)  # ingredient id
    prompt_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepared: Prepared | None = None
        self._language: Language = "en"
        self._error: MuseError | None = None
        self._title = SectionLabel(self)
        self._total = QLabel(self)
        self._total.setProperty("role", "caption")
        self._prompt = TextButton(self)
        self._prompt.setProperty("role", "legend")
        self._prompt.clicked.connect(self.prompt_wanted)
        self._bar = Bar(self)
        self._legend = QWidget(self)
        self._flow = FlowLayout(self._legend, across=10, down=2)
        self._problem = QLabel(self)
        self._problem.setProperty("role", "muted")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._dropped = QLabel(self)
        self._known = QLabel(self)
        for label in (self._dropped, self._known):
            label.setProperty("role", "caption")
            label.setWordWrap(True)
        self._read: tuple[str, int, int] | None = None  # a prompt, its tokens, how many were known already
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._total)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(5)
        box.addLayout(head)
        box.addWidget(self._bar)
        box.addWidget(self._legend)
        for label in (self._dropped, self._known, self._problem):
            box.addWidget(label)
        self.retranslate()

    @property
    def prompt_button(self) -> QPushButton:
        """The button that opens the whole prompt; it sits in the legend."""
        return self._prompt

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*self._chips(), self._prompt]

    def retranslate(self) -> None:
        """Set the words again."""
        self._title.setText(self.tr("What the model sees"))
        self._prompt.setText(self.tr("Show prompt"))
        self._show()

    def show_prepared(self, prepared: Prepared | None, language: Language) -> None:
        """Show the shares of `prepared`; None empties the bar."""
        self._prepared, self._language, self._error = prepared, language, None
        self._show()

    def show_known(self, prompt: str, tokens: int, known: int) -> None:
        """The model begins with `prompt`: it has `tokens`, `known` of them it has read before.

        Said until another prompt is shown.
        """
        self._read = (prompt, tokens, known)
        self._bar.show_read(1.0)
        self._say_known()

    def show_reading(self, done: int, total: int) -> None:
        """How far the model is with reading the prompt."""
        self._bar.show_read(done / max(1, total))

    def show_problem(self, error: MuseError, language: Language) -> None:
        """Say why there is no prompt yet."""
        self._prepared, self._language, self._error = None, language, error
        self._show()

    def _show(self) -> None:
        focused = next((chip.share.ingredient for chip in self._chips() if chip.hasFocus()), "")
        self._clear()
        prepared = self._prepared
        self._prompt.setEnabled(prepared is not None)
        self._problem.setVisible(self._error is not None)
        self._problem.setText(self._error.text(self._language) if self._error else "")
        shares = prepared.shares if prepared else ()
        self._bar.show_tokens([share.tokens for share in shares], prepared.context if prepared else 1)
        if prepared:
            words = self.tr("{used} of %Ln tokens", "", prepared.context)
            self._total.setText(words.format(used=number(prepared.prompt_tokens)))
        else:
            self._total.clear()
        self._bar.setAccessibleName(self._total.text())
        self._say_dropped()
        self._say_known()
        for place, share in enumerate(shares):
            chip = self._chip(share, place)
            self._flow.addWidget(chip)
            chip.show()
            if share.ingredient == focused:
                chip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._prompt.setParent(self._legend)
        self._flow.addWidget(self._prompt)
        self._prompt.show()
        self._legend.updateGeometry()

    def _say_dropped(self) -> None:
        dropped = sum(share.dropped for share in self._prepared.shares) if self._prepared else 0
        self._dropped.setVisible(dropped > 0)
        self._dropped.setText(
            self.tr("%Ln tokens of older text left out: the context is full.", "", dropped) if dropped else ""
        )

    def _say_known(self) -> None:
        shown = self._prepared.prompt_text if self._prepared else ""
        said = self._read is not None and self._read[0] == shown
        self._known.setVisible(said)
        if self._read is None or not said:
            self._bar.show_read(1.0)
            self._known.clear()
            return
        _, tokens, known = self._read
        words = self.tr("Read: %Ln tokens, {known} of them already known.", "", tokens)
        self._known.setText(words.format(known=number(known)))
        self._known.setToolTip(
            self.tr("What the model has read before need not be read again, so that it begins sooner.")
        )

    def _chip(self, share: Share, place: int) -> IngredientChip:
        chip = IngredientChip(share, place, self._legend)
        label = share.labels[self._language]
        words = self.tr("{name} (muted)") if share.muted else "{name} {tokens}"
        chip.setText(words.format(name=label, tokens=number(share.tokens)))
        hint = (
            self.tr("Press to leave this out of the prompt, or to let it in again.") if share.mutable else ""
        )
        if share.dropped:
            dropped = self.tr("%Ln tokens of older text did not fit.", "", share.dropped)
            hint = f"{hint} {dropped}".strip()
        hint = f"{hint} {self._story_hint(share)}".strip()
        chip.setToolTip(hint)
        chip.setAccessibleDescription(hint)
        chip.clicked.connect(lambda _checked=False, name=share.ingredient: self.mute_toggled.emit(name))
        return chip

    def _story_hint(self, share: Share) -> str:
        """Which entries of the story bible the prompt tells of, and which found no room."""
        if share.ingredient == "reference":
            return self._reference_hint()
        story = self._prepared.story if self._prepared else None
        if story is None or share.ingredient != "bible":
            return ""
        told = ", ".join(entry.name for entry in story.told)
        left_out = ", ".join(entry.name for entry in story.left_out)
        hint = self.tr("Told of: {names}.").format(names=told)
        return hint + (" " + self.tr("No room for: {names}.").format(names=left_out) if left_out else "")

    def _reference_hint(self) -> str:
        """Which texts of the library the prompt holds, and which did not fit."""
        if self._prepared is None:
            return ""
        references, between = self._prepared.references, "; "
        told = between.join(one.name for one in references.told)
        hint = self.tr("Told of: {names}.").format(names=told)
        if references.shortened:
            names = between.join(one.name for one in references.shortened)
            hint += " " + self.tr("Only the beginning of: {names}.").format(names=names)
        if references.left_out:
            names = between.join(one.name for one in references.left_out)
            hint += " " + self.tr("No room for: {names}.").format(names=names)
        return hint

    def _chips(self) -> list[IngredientChip]:
        return self._legend.findChildren(IngredientChip)

    def _clear(self) -> None:
        while item := self._flow.takeAt(0):
            widget = item.widget()
            if isinstance(widget, IngredientChip):
                widget.setParent(None)
                widget.deleteLater()
