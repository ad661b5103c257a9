"""Fonts: one text serif is shipped, controls use the system's own, 中文 comes from the system."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from muse_desktop.paths import resource

SERIF = "EB Garamond 12"
SERIF_FILES = ("EBGaramond12-Regular.otf", "EBGaramond12-Italic.otf", "EBGaramond12-Bold.otf")
UI_PIXELS = 13
SERIF_FALLBACKS = (
    "EB Garamond", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "Noto Serif", "Georgia",
    "DejaVu Serif",
)  # fmt: skip
KAI = ("Kaiti SC", "STKaiti", "KaiTi", "LXGW WenKai", "AR PL UKai CN", "BiauKai")  # what italics are to 中文
UI_PREFERRED = ("Inter", "SF Pro Text", "Segoe UI", "Ubuntu Sans", "Ubuntu", "Cantarell", "Noto Sans")
UI_FALLBACKS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei",
    "DejaVu Sans",
)  # fmt: skip
_NO_CHOICE = frozenset({"", "Sans Serif", "Sans", "DejaVu Sans", "Bitstream Vera Sans", "Helvetica"})


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the shipped serif known to Qt, once; returns its family names (empty: only the fallbacks)."""
    families: dict[str, None] = {}
    for name in SERIF_FILES:
        number = QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        if number >= 0:
            families |= dict.fromkeys(QFontDatabase.applicationFontFamilies(number))
    return tuple(families)


def _installed(names: tuple[str, ...]) -> list[str]:
    known = set(QFontDatabase.families())
    return [name for name in names if name in known]


@cache
def serif_families() -> list[str]:
    """Families for the page, best first, only those that this machine has."""
    shipped = sorted(load_fonts(), key=lambda family: family != SERIF)  # the system may have another cut
    return list(dict.fromkeys([*shipped, *_installed(SERIF_FALLBACKS)])) or ["serif"]


@cache
def kai_families() -> list[str]:
    """The brush-like faces of this machine in which 中文 is emphasised; none: dots stand under it."""
    return _installed(KAI)


@cache
def ui_families() -> list[str]:
    """Families for the controls: the system's choice, or a good one where the system has made none."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    chosen = [] if system in _NO_CHOICE else [system]
    return [*chosen, *_installed(UI_PREFERRED), *_installed(UI_FALLBACKS)] or [system]


def lining(font: QFont) -> QFont:
    """The font with figures as high as capitals: the shipped serif's own 1 is a small I."""
    font.setFeature(QFont.Tag("lnum"), 1)
    return font


def ui_font(pixels: int = UI_PIXELS) -> QFont:
    """The font of the controls."""
    load_fonts()
    font = QFont(ui_families())
    font.setPixelSize(pixels)
    return lining(font)  # headings and candidates, set in the serif by the style sheet, take it over
