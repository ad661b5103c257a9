"""How the writer wants the page set: the letters, how long a line is, how far apart lines stand."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QFont, QFontMetricsF

from muse_desktop.ui.base.theme_fonts import lining, serif_families

MEASURE = "the quick brown fox jumps over the lazy dog and then she sat down to"  # 68 letters: one line
LEAST_LETTERS, MOST_LETTERS = 36, 120
PARAGRAPH_SPACE = 0.4  # of the letters' height, between paragraphs, beside the white between lines


class PageStyle(msgspec.Struct, frozen=True):
    """What the settings say about the page; `space` is the white between lines in heights of a letter."""

    family: str = ""  # empty: the serif that comes with the app
    letters: int = 68
    space: float = 0.5

    def families(self) -> list[str]:
        """The writer's font, then those that have what it lacks."""
        return list(dict.fromkeys([*([self.family] if self.family else []), *serif_families()]))

    def font(self, pixels: int) -> QFont:
        """The letters of the page in a size."""
        font = QFont(self.families())
        font.setPixelSize(pixels)
        return lining(font)

    def measure(self, font: QFont) -> float:
        """How wide a full line is in this font, in pixels."""
        return QFontMetricsF(font).horizontalAdvance(MEASURE) * self.letters / len(MEASURE)

    def leading(self, pixels: int) -> float:
        """The white between lines in pixels; a factor of the line's height would push 中文 too far apart."""
        return self.space * pixels

    def gap(self, pixels: int) -> float:
        """The white below a paragraph in pixels, beside the leading."""
        return (PARAGRAPH_SPACE + self.space) * pixels
