"""Icons: small drawings in resources/icons, in one colour that the theme gives."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from muse_desktop.paths import resource

_NAME = re.compile(r"[a-z][a-z0-9-]*")


def coloured_svg(name: str, colour: QColor | str) -> bytes:
    """The drawing `name` in `colour`. Raises KeyError when there is no such drawing."""
    path = resource("icons", f"{name}.svg")
    if not _NAME.fullmatch(name) or not path.is_file():
        raise KeyError(name)
    return path.read_bytes().replace(b"currentColor", QColor(colour).name().encode())


@cache
def icon(name: str, colour: str, size: int = 16) -> QIcon:
    """The drawing as an icon of `size` device-independent pixels, sharp on dense screens too."""
    renderer = QSvgRenderer(QByteArray(coloured_svg(name, colour)))
    made = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
    return made


def write_icon(name: str, colour: str, folder: Path) -> Path:
    """The coloured drawing as a file, for the style sheet, which takes nothing else."""
    path = folder / f"{name}-{colour.lstrip('#')}.svg"
    if not path.exists():
        path.write_bytes(coloured_svg(name, colour))
    return path
