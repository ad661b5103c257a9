import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from muse_desktop.errors import MuseError, message
from muse_desktop.paths import resource
from muse_desktop.ui.base import theme, theme_fonts, theme_icons

NAMES = ("light", "dark", "paper", "contrast")
ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """WCAG 2.2, contrast ratio: 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on_ground(look: theme.Theme) -> list[tuple[str, str]]:
    """Every pair of letters and ground that the style sheet and the page put together."""
    panes = ("ground", "page", "chip")
    behind_words = ("generated", "edited", "pasted", "imported", "unknown", "verbatim", "near", "paraphrase")
    pairs = [*product(("ink", "muted", "accent"), panes), *product(("warn", "danger"), ("ground", "page"))]
    pairs += [*product(("ink",), (*behind_words, "chip_hover")), ("on_accent", "accent_fill")]
    return [*pairs, ("selection_ink", "selection"), ("page", "accent")]


@pytest.mark.parametrize("name", NAMES)
def test_every_word_can_be_read_on_what_stands_behind_it(name):
    look = theme.load_theme(name)
    least = 7 if name == "contrast" else 4.5
    poor = {
        pair: round(contrast(getattr(look, pair[0]), getattr(look, pair[1])), 2)
        for pair in text_on_ground(look)
        if contrast(getattr(look, pair[0]), getattr(look, pair[1])) < least
    }
    assert not poor


def test_the_line_under_an_overlap_is_seen_and_high_contrast_has_lines_everybody_sees():
    for name in NAMES:
        look = theme.load_theme(name)
        assert contrast(look.hit, look.page) >= (3 if name != "light" else 2.5)
    look = theme.load_theme("contrast")
    assert contrast(look.line, look.page) >= 3


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ('ground = "#efece5"', "ground is missing"),
        ('ink = "#23211d"', "ink is missing"),
        ('generated = "#d9ece7"', "tints.generated is missing"),
        ('edited_edge = "#6b943d"', "edges.edited_edge is missing"),
        ("dark = false", "dark is missing"),
    ],
)
def test_a_theme_file_without_a_colour_is_refused_by_name(tmp_path, wrong, reason):
    broken = tmp_path / "mine.toml"
    broken.write_text(resource("themes", "light.toml").read_text("utf-8").replace(wrong, "", 1), "utf-8")
    with pytest.raises(MuseError) as caught:
        theme.read_theme(broken)
    assert caught.value.code == "theme.broken"
    assert reason in str(caught.value)
    assert "mine.toml" in message("theme.broken", "zh", **caught.value.values)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"#efece5"', '"red; } QWidget { image: url(/etc/passwd)"'),
        ('"#efece5"', "7"),
        ('name = "Paper"', "name = 3"),
        ('["#8a7aa8", ', '[1, "#8a7aa8", '),
        ("[colours]", "[colours]\nsparkle = '#ffffff'"),
        ("[colours]", "[["),
        ("[parts]", "# " + "x" * 30_000 + "\n[parts]"),
    ],
)
def test_a_hostile_theme_file_is_refused(tmp_path, old, new):
    broken = tmp_path / "mine.toml"
    broken.write_text(resource("themes", "light.toml").read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(MuseError, match=r"mine\.toml"):
        theme.read_theme(broken)


def test_a_theme_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(MuseError, match="cannot be used"):
        theme.read_theme(tmp_path / "none.toml")


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_is_whole_and_qt_takes_it(qtbot, qapp, tmp_path, name):
    sheet = theme.stylesheet(theme.load_theme(name), 20, tmp_path)
    assert not re.search(r"\$\w", sheet)
    named = re.findall(r'url\("([^"]+)"\)', sheet)
    assert named
    assert all(Path(path).is_file() for path in named)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setStyleSheet(sheet)  # a mistake in it is a Qt warning, and that fails the test
    widget.show()
    assert "none" in theme.stylesheet(theme.load_theme(name))


def test_choosing_a_theme_reaches_palette_and_listeners(qtbot, qapp):
    keeper = theme.keeper(qapp)
    with qtbot.waitSignal(keeper.changed) as told:
        shown = theme.apply(qapp, "dark", 18.0)
    assert told.args == [shown]
    assert theme.current() is shown
    assert qapp.palette().window().color() == QColor(shown.ground)
    assert keeper.text_points == 18.0
    assert theme.apply(qapp, "light", 15.0).id == "light"
    assert theme.keeper() is keeper


def test_the_systems_choice_is_followed_while_the_writer_wants_that(qapp, monkeypatch):
    answer = ["dark"]
    monkeypatch.setattr(theme, "system_theme", lambda: answer[0])
    keeper = theme.keeper(qapp)
    assert keeper.choose("system").id == "dark"
    answer[0] = "contrast"
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert keeper.theme.id == "contrast"
    keeper.choose("light")
    answer[0] = "dark"
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert keeper.theme.id == "light"


def test_the_system_is_asked_for_light_and_dark(qapp):
    assert theme.system_theme() in NAMES


def test_the_shipped_serif_is_loaded_with_its_licence_and_stays_small(qapp):
    assert theme_fonts.SERIF in theme_fonts.load_fonts()
    assert theme.serif_font(20).families()[0] == theme_fonts.SERIF
    styles = set(QFontDatabase.styles(theme_fonts.SERIF))
    assert {"Regular", "Italic", "Bold"} <= {style.removeprefix("12 ") for style in styles}
    files = list(resource("fonts").iterdir())
    assert "OFL.txt" in {path.name for path in files}
    assert sum(path.stat().st_size for path in files) < 3_000_000


def test_a_one_is_no_small_i_on_the_page_in_headings_and_in_candidates(qtbot, qapp):
    theme.apply(qapp, "light", 15)
    heading, prose = QLabel(), QTextEdit()
    for widget, role in ((heading, "heading"), (prose, "prose")):
        widget.setProperty("role", role)
        qtbot.addWidget(widget)
        widget.ensurePolished()
    for font in (theme.serif_font(40), heading.font(), prose.font()):
        font.setPixelSize(40)
        letters = QFontMetricsF(font)
        assert letters.tightBoundingRect("1").height() > 0.9 * letters.tightBoundingRect("H").height()


def test_the_controls_have_a_font_even_where_the_system_names_none(qapp):
    assert theme_fonts.ui_font().families()
    assert theme_fonts.ui_font(15).pixelSize() == 15


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_takes_the_themes_colour_and_draws_something(qapp, name):
    drawn = theme_icons.icon(name, "#ff0000", 48).pixmap(48, 48).toImage()
    pixels = [drawn.pixelColor(x, y) for x in range(48) for y in range(48)]
    inked = [pixel for pixel in pixels if pixel.alpha() > 200]
    assert inked
    if name != "muse":  # the app's own sign keeps its colours
        assert all(colour.red() > 200 and colour.green() < 60 for colour in inked)


def test_an_icon_that_does_not_exist_is_a_mistake(qapp):
    with pytest.raises(KeyError):
        theme_icons.icon("../muse", "#000000")
