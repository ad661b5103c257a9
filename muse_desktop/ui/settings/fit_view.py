"""Whether a model fits into this computer's memory: a small stacked bar, its legend, and one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from muse_desktop.engine.values import Fit
from muse_desktop.errors import MuseError
from muse_desktop.ui.base.flow import FlowLayout
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.look import colour
from muse_desktop.ui.base.theme import current
from muse_desktop.ui.settings.parts import in_bytes, set_role, small_print

BAR_HEIGHT = 12
RADIUS = 3
WEIGHTS, KV, COMPUTE = 0, 2, 1  # places in the theme's colours of parts


class FitBar(QWidget):
    """What is needed, piece by piece, on what is free; what is too much stands behind a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: tuple[tuple[int, int], ...] = ()  # bytes, place of the colour
        self.free = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(BAR_HEIGHT + 4)

    def show_parts(self, parts: Sequence[tuple[int, int]], free: int) -> None:
        """Bytes with their colours, and the bytes that are free."""
        self.parts, self.free = tuple(parts), free
        self.update()

    @property
    def needed(self) -> int:
        """Bytes of all parts."""
        return sum(size for size, _ in self.parts)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0.5, 2, self.width() - 1, BAR_HEIGHT)
        shape = QPainterPath()
        shape.addRoundedRect(whole, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(whole, colour("chip"))
        scale = whole.width() / max(1, self.needed, self.free)
        x = whole.left()
        for size, place in self.parts:
            painter.fillRect(QRectF(x, whole.top(), size * scale, BAR_HEIGHT), current().part(place))
            x += size * scale
        if self.needed > self.free:
            edge = whole.left() + self.free * scale
            over = QRectF(edge, whole.top(), whole.right() - edge, BAR_HEIGHT)
            shade = colour("danger")
            shade.setAlphaF(0.55)
            painter.fillRect(over, shade)
        painter.restore()
        if self.needed > self.free:
            painter.setPen(QPen(colour("ink"), 2))
            painter.drawLine(round(edge), 0, round(edge), self.height())
        painter.end()


class Swatch(QWidget):
    """The colour of a part in the legend."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setFixedSize(10, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().part(self._place))
        painter.drawRoundedRect(self.rect(), 2, 2)
        painter.end()


class FitView(Retranslated, QWidget):
    """Empty until an estimate is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit: Fit | None = None
        self._error: MuseError | None = None
        self._in_use = self._working = False
        self.sentence = small_print(self, "muted")
        self.bar, self.gpu_bar = FitBar(self), FitBar(self)
        self._legend = QWidget(self)
        flow = FlowLayout(self._legend, across=16, down=4)
        self._entries = [self._entry(place, flow) for place in (WEIGHTS, KV, COMPUTE)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(5)
        for widget in (self.bar, self.gpu_bar, self._legend, self.sentence):
            box.addWidget(widget)
        self._show()

    def _entry(self, place: int, flow: FlowLayout) -> QLabel:
        entry = QWidget(self._legend)
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        label = QLabel(entry)
        label.setProperty("role", "caption")
        row.addWidget(Swatch(place, entry))
        row.addWidget(label)
        flow.addWidget(entry)
        return label

    def retranslate(self) -> None:
        """Set the words again."""
        self._show()

    def show_working(self) -> None:
        """An answer is on its way."""
        self._working = True
        self._show()

    def show_fit(self, fit: Fit, in_use: bool) -> None:
        """Show an estimate; `in_use`: it is the model that is loaded, so its own memory is not free."""
        self._fit, self._error, self._in_use, self._working = fit, None, in_use, False
        self._show()

    def show_error(self, error: MuseError | None) -> None:
        """Say why there is no estimate; None: there is nothing to estimate."""
        self._fit, self._error, self._working = None, error, False
        self._show()

    def _show(self) -> None:
        fit = self._fit
        self.sentence.setText(self._words())
        self.sentence.setVisible(bool(self.sentence.text()))
        bad = self._error is not None or (fit is not None and not fit.fits and not self._in_use)
        set_role(self.sentence, "error" if bad and not self._working else "muted")
        for widget in (self.bar, self._legend):
            widget.setVisible(fit is not None)
        self.gpu_bar.setVisible(fit is not None and fit.gpu_layers > 0)
        if fit is None:
            return
        if fit.gpu_layers:  # which part stands where is not told
            self.bar.show_parts([(fit.needed_ram, WEIGHTS)], fit.free_ram)
            self.gpu_bar.show_parts([(fit.needed_gpu, WEIGHTS)], fit.free_gpu)
        else:
            parts = [(fit.weights, WEIGHTS), (fit.kv, KV), (fit.compute, COMPUTE)]
            self.bar.show_parts(parts, fit.free_ram)
        names = (
            (self.tr("the model itself {size}"), fit.weights),
            (self.tr("memory of the text {size}"), fit.kv),
            (self.tr("working memory {size}"), fit.compute),
        )
        for label, (words, size) in zip(self._entries, names, strict=True):
            label.setText(words.format(size=in_bytes(size)))

    def _words(self) -> str:
        if self._working:
            return self.tr("Working out whether it fits…")
        if self._error is not None:
            return self._error.text(spoken())
        fit = self._fit
        if fit is None:
            return ""
        needed, free = in_bytes(fit.needed_ram), in_bytes(fit.free_ram)
        if self._in_use:
            words = self.tr("In use now. It needs {needed}; {free} more are free.")
        elif fit.fits:
            words = self.tr("Fits: needs {needed}, {free} are free.")
        else:
            words = self.tr("Does not fit: needs {needed}, {free} are free.")
        told = words.format(needed=needed, free=free)
        if fit.gpu_layers:
            on_gpu = self.tr(
                "On the graphics card: {count} of {all} layers, {needed} of the {free} that are free there."
            )
            told += "\n" + on_gpu.format(
                count=number(fit.gpu_layers), all=number(fit.layers), needed=in_bytes(fit.needed_gpu),
                free=in_bytes(fit.free_gpu),
            )  # fmt: skip
        return told
