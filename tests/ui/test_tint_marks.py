"""Everybody can tell the kinds of origin apart: by colour, by colour with one kind of cones, by pattern."""

from __future__ import annotations

from itertools import combinations
from math import dist

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from muse_desktop.ui.base import theme
from muse_desktop.ui.base.tint_marks import LEAST_PART, TINTS, bar_parts, draw_bar, draw_swatch, draw_tint
from tests.ui.test_theme import NAMES, contrast

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for simulation of color
# vision deficiency", IEEE TVCG 15(6), 2009: severity 1.0, on linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
LEAST = {"light": 5.5, "paper": 5.5, "dark": 6.5, "contrast": 12.0}  # 2.3 is just noticeable


def lab(colour: str, sight: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of a colour as somebody with this sight sees it."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(np.clip(TO_XYZ @ np.clip(sight @ linear, 0, 1) / WHITE, 0.008856, None))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_the_colours_behind_words_differ_for_whoever_sees_them(name: str, sight: str) -> None:
    look = theme.load_theme(name)
    grounds = {tint: getattr(look, "page" if tint == "own" else tint) for tint in TINTS}
    seen = {tint: lab(colour, SIGHT[sight]) for tint, colour in grounds.items()}
    near = {
        pair: round(dist(seen[pair[0]], seen[pair[1]]), 1)
        for pair in combinations(TINTS, 2)
        if dist(seen[pair[0]], seen[pair[1]]) < LEAST[name]
    }
    assert not near


@pytest.mark.parametrize("name", NAMES)
def test_the_lines_below_words_stand_out_from_page_and_tint(name: str) -> None:
    look = theme.load_theme(name)
    least = 4.5 if name == "contrast" else 3  # WCAG 2.2, non-text contrast
    for tint in TINTS[1:]:
        edge = getattr(look, f"{tint}_edge")
        assert contrast(edge, look.page) >= least, tint
        assert contrast(edge, getattr(look, tint)) >= least, tint


def drawn(tint: str, width: int = 60) -> np.ndarray:
    """A stretch of words of one kind without any colour: where the line below them is, 0 to 1."""
    image = QImage(width, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_tint(painter, theme.current(), tint, QRectF(0, 0, width, 24))  # type: ignore[arg-type]
    painter.end()
    image.convertTo(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(24, -1)[:, :width].astype(float)
    fill = pixels[8, width // 2]
    return np.abs(pixels - fill)[12:24, 4:-4] > 30


def test_without_any_colour_every_kind_has_a_line_of_its_own(look: theme.Theme) -> None:
    lines = {tint: drawn(tint) for tint in TINTS[1:]}
    assert all(line.any() for line in lines.values())
    assert not drawn("own").any()
    for first, second in combinations(lines, 2):
        differing = (lines[first] != lines[second]).sum()
        assert differing >= 0.12 * max(lines[first].sum(), lines[second].sum()), (first, second)


def test_a_bar_shows_all_that_is_there_and_nothing_else() -> None:
    parts = bar_parts({"own": 99_990, "generated": 9, "unknown": 1}, 300)
    assert [tint for tint, _, _ in parts] == ["own", "generated", "unknown"]
    assert parts[0][1] == 0
    assert parts[-1][2] == pytest.approx(300)
    assert all(right - left > LEAST_PART * 0.9 for _, left, right in parts)
    assert bar_parts({"own": 0}, 300) == []
    assert bar_parts({"own": 1, "edited": 3}, 300)[1][1] == pytest.approx(75)


def test_a_swatch_and_an_empty_bar_can_be_drawn(look: theme.Theme) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_bar(painter, {}, QRectF(0, 0, 40, 20))
    empty = image.copy()
    draw_swatch(painter, "pasted", QRectF(0, 0, 40, 20))
    painter.end()
    assert image != empty
    assert image.pixelColor(20, 8).name() == look.pasted
