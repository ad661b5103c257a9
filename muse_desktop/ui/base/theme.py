"""The look of the window from a few named colours: themes as data, the style sheet, fonts and icons.

A theme is a file in resources/themes; a new one needs no code. Widgets ask `current()` for a colour when
they paint themselves and get everything else from the style sheet, by role: resources/themes/app.qss.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from muse_desktop.errors import MuseError
from muse_desktop.paths import resource
from muse_desktop.ui.base.theme_fonts import lining, serif_families, ui_font
from muse_desktop.ui.base.theme_icons import write_icon
from muse_desktop.ui.base.theme_page import PageStyle

Choice = Literal["system", "light", "dark", "paper", "contrast"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark", "paper", "contrast")
MOST_BYTES = 20_000
PROSE_SHARE = 0.88  # candidates and sources are set a little smaller than the page
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _part(name: str) -> Any:
    return field(metadata={"table": name})


@dataclass(frozen=True)
class Theme:
    """One look. Every colour is "#rrggbb"; `parts` colour the ingredients of a prompt in turn."""

    id: str
    name: str
    dark: bool
    ground: str = _part("colours")
    page: str = _part("colours")
    ink: str = _part("colours")
    muted: str = _part("colours")
    faint: str = _part("colours")
    line: str = _part("colours")
    accent: str = _part("colours")
    accent_fill: str = _part("colours")
    on_accent: str = _part("colours")
    chip: str = _part("colours")
    chip_hover: str = _part("colours")
    selection: str = _part("colours")
    selection_ink: str = _part("colours")
    warn: str = _part("colours")
    danger: str = _part("colours")
    hit: str = _part("colours")
    generated: str = _part("tints")
    edited: str = _part("tints")
    pasted: str = _part("tints")
    imported: str = _part("tints")
    unknown: str = _part("tints")
    generated_edge: str = _part("edges")
    edited_edge: str = _part("edges")
    pasted_edge: str = _part("edges")
    imported_edge: str = _part("edges")
    unknown_edge: str = _part("edges")
    verbatim: str = _part("hits")
    near: str = _part("hits")
    paraphrase: str = _part("hits")
    parts: tuple[str, ...] = ()

    def colour(self, name: str) -> QColor:
        """One of the colours above as Qt wants it. Raises AttributeError for a name that is none."""
        return QColor(getattr(self, name))

    def part(self, place: int) -> QColor:
        """The colour of the ingredient at `place`."""
        return QColor(self.parts[place % len(self.parts)])


_COLOURS = tuple(part.name for part in fields(Theme) if "table" in part.metadata)


def read_theme(path: Path) -> Theme:
    """The theme in a TOML file. Raises MuseError `theme.broken` with the file and what is wrong in it."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ValueError(f"more than {MOST_BYTES} bytes")
        return _theme(path.stem, tomllib.loads(data.decode("utf-8")))
    except (OSError, TypeError, ValueError) as error:
        raise MuseError("theme.broken", file=str(path), reason=str(error)) from error


def _theme(name: str, data: dict[str, Any]) -> Theme:
    wanted: dict[str, set[str]] = {"parts": {"colours"}}
    for part in fields(Theme):
        if "table" in part.metadata:
            wanted.setdefault(part.metadata["table"], set()).add(part.name)
    _same_names(data, {"name", "dark", *wanted}, "")
    if not isinstance(data["name"], str) or not isinstance(data["dark"], bool):
        raise TypeError("name is a text, dark is true or false")
    values: dict[str, Any] = {}
    for table, names in wanted.items():
        if not isinstance(data[table], dict):
            raise TypeError(f"[{table}] is a table")
        _same_names(data[table], names, f"{table}.")
        values |= {key: value for key, value in data[table].items() if table != "parts"}
    parts = data["parts"]["colours"]
    if not isinstance(parts, list) or not 1 <= len(parts) <= 24:
        raise ValueError("parts.colours is a list of 1 to 24 colours")
    for value in [*values.values(), *parts]:
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise ValueError(f"{value!r} is no #rrggbb")
    return Theme(id=name, name=data["name"], dark=data["dark"], parts=tuple(parts), **values)


def _same_names(given: dict[str, Any], wanted: set[str], prefix: str) -> None:
    if missing := wanted - given.keys():
        raise ValueError(f"{prefix}{min(missing)} is missing")
    if unknown := given.keys() - wanted:
        raise ValueError(f"{prefix}{min(unknown)} is not known")


@cache
def load_theme(name: str) -> Theme:
    """The shipped theme `name`: "light", "dark", "paper" or "contrast"."""
    return read_theme(resource("themes", f"{name}.toml"))


def system_theme() -> str:
    """The theme that fits what the system asks for now."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10
    if accessibility is not None and "High" in accessibility().contrastPreference().name:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def palette(theme: Theme) -> QPalette:
    """Qt's palette of a theme, for what the style sheet does not reach."""
    role, made = QPalette.ColorRole, QPalette()
    colours = {
        role.Window: theme.ground, role.WindowText: theme.ink, role.Base: theme.page,
        role.AlternateBase: theme.ground, role.Text: theme.ink, role.PlaceholderText: theme.muted,
        role.Button: theme.chip, role.ButtonText: theme.ink, role.BrightText: theme.danger,
        role.Highlight: theme.selection, role.HighlightedText: theme.selection_ink,
        role.Link: theme.accent, role.LinkVisited: theme.accent, role.ToolTipBase: theme.page,
        role.ToolTipText: theme.ink, role.Mid: theme.line, role.Midlight: theme.chip_hover,
        role.Light: theme.page, role.Dark: theme.muted, role.Shadow: theme.line, role.Accent: theme.accent,
    }  # fmt: skip
    for place, colour in colours.items():
        made.setColor(place, QColor(colour))
    for place in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, place, QColor(theme.faint))
    return made


def stylesheet(
    theme: Theme, text_px: int = 20, icons: Path | None = None, families: Sequence[str] = ()
) -> str:
    """The style sheet of the whole application; with `icons`, arrows and ticks are written to that folder.

    `families` are the page's letters where they are not the app's own.
    """
    values: dict[str, object] = {name: getattr(theme, name) for name in _COLOURS}
    values["serif"] = ", ".join(f'"{family}"' for family in families or serif_families())
    values["prose_px"] = round(text_px * PROSE_SHARE)
    values["scroll"] = theme.muted if theme.id == "contrast" else theme.chip_hover
    images = {
        "arrow_down": ("chevron-down", theme.muted),
        "arrow_up": ("chevron-up", theme.muted),
        "check": ("check", theme.on_accent),
        "check_ink": ("check", theme.ink),
    }
    for name, (icon, colour) in images.items():
        drawn = write_icon(icon, colour, icons) if icons is not None else None
        values[name] = f'url("{drawn.as_posix()}")' if drawn is not None else "none"
    return Template(resource("themes", "app.qss").read_text("utf-8")).substitute(values)


class ThemeKeeper(QObject):
    """Puts a theme on the application and follows the system where the writer wants that."""

    changed = Signal(object)  # Theme

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.setFont(ui_font())  # what is made before the first style sheet would keep the system's
        self._folder = QTemporaryDir()
        self.choice: Choice = "light"
        self.theme = load_theme("light")
        self.text_points = 15.0
        self.page = PageStyle()
        self._shown: tuple[Theme, float, str] | None = None
        self._waiting: str | None = None  # a style sheet that is put on at the end of `building`
        self._building = False
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        if hasattr(hints, "accessibility"):  # Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def choose(self, choice: Choice, text_points: float | None = None) -> Theme:
        """Show `choice` ("system" follows light, dark and contrast of the desktop) and tell everybody."""
        self.choice = choice
        theme = load_theme(system_theme() if choice == "system" else choice)
        self.theme, self.text_points = theme, text_points or self.text_points
        self._show()
        return theme

    @contextmanager
    def building(self) -> Iterator[None]:
        """Many widgets are made in the block: the first style sheet is put on them all once, at its end.

        Else each would be styled anew whenever it, or what it lies in, is laid into something.
        """
        self._building = not self._app.styleSheet()
        try:
            yield
        finally:
            self._building = False
            if self._waiting is not None:
                sheet, self._waiting = self._waiting, None
                self._app.setStyleSheet(sheet)

    def set_page(self, page: PageStyle) -> None:
        """Set pages like this from now on, and tell everybody."""
        if page == self.page:
            return
        self.page = page
        if self._shown is None or not self._show():
            self.changed.emit(self.theme)

    def _system_changed(self, *_: object) -> None:
        if self.choice == "system":
            self.choose("system")

    def _show(self) -> bool:
        """Put what is wanted on the application; False where that is what it shows already."""
        theme, wanted = self.theme, (self.theme, self.text_points, self.page.family)
        if wanted == self._shown:  # the style sheet is applied to every widget anew
            return False
        self._shown = wanted
        self._app.setStyle("Fusion")  # the base that looks the same everywhere under the style sheet
        self._app.setPalette(palette(theme))
        self._app.setFont(ui_font())
        pixels = text_pixels(self.text_points)
        sheet = stylesheet(theme, pixels, Path(self._folder.path()), self.page.families())
        if self._building:
            self._waiting = sheet
        else:
            self._app.setStyleSheet(sheet)
        self.changed.emit(theme)
        return True


def text_pixels(points: float) -> int:
    """The height of the page's letters in device-independent pixels; 15 points are 20 pixels."""
    return max(8, round(points * 96 / 72))


def keeper(app: QApplication | None = None) -> ThemeKeeper:
    """The application's one theme keeper, made at the first call."""
    app = app or QApplication.instance()
    return app.findChild(ThemeKeeper) or ThemeKeeper(app)


def current() -> Theme:
    """The theme that is shown now."""
    return keeper().theme


def apply(app: QApplication, choice: Choice = "system", text_points: float | None = None) -> Theme:
    """Load the fonts and show a theme; returns the one shown."""
    return keeper(app).choose(choice, text_points)


def serif_font(pixels: int) -> QFont:
    """The app's own serif with the fallbacks for 中文."""
    font = QFont(serif_families())
    font.setPixelSize(pixels)
    return lining(font)
