"""Every sampler value in plain words: what it is called in the field, and what it does to the writing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from muse_desktop.engine.sampling import SHAPES, Sampling
from muse_desktop.ui.compose.dialing import MARKS, STEPS, Value, acting, is_off


class FieldWords(msgspec.Struct, frozen=True):
    """One value of `Sampling`. Names are the field's own, translated only where there is a word for them."""

    field: str
    name: str
    about: str


class Group(msgspec.Struct, frozen=True):
    """Samplers that do the same kind of thing, in the order they act."""

    title: str
    fields: tuple[FieldWords, ...]


_REPETITION = (
    FieldWords(
        "repeat_penalty",
        QT_TRANSLATE_NOOP("Samplers", "repetition penalty"),
        QT_TRANSLATE_NOOP(
            "Samplers", "Makes what was used a short while ago less likely. 1.1 is gentle, 1.3 strong."
        ),
    ),
    FieldWords(
        "frequency_penalty",
        QT_TRANSLATE_NOOP("Samplers", "frequency penalty"),
        QT_TRANSLATE_NOOP("Samplers", "Takes more away from a token the more often it was used."),
    ),
    FieldWords(
        "presence_penalty",
        QT_TRANSLATE_NOOP("Samplers", "presence penalty"),
        QT_TRANSLATE_NOOP("Samplers", "Takes the same away from every token that was used at all."),
    ),
    FieldWords(
        "repeat_last_n",
        QT_TRANSLATE_NOOP("Samplers", "penalty range"),
        QT_TRANSLATE_NOOP("Samplers", "How many of the latest tokens the penalties look back at."),
    ),
    FieldWords(
        "dry_multiplier",
        "DRY",
        QT_TRANSLATE_NOOP(
            "Samplers", "Holds back phrases that begin to repeat; better off where you want refrains."
        ),
    ),
    FieldWords(
        "dry_base",
        QT_TRANSLATE_NOOP("Samplers", "DRY base"),
        QT_TRANSLATE_NOOP("Samplers", "How fast DRY gets stricter as the repeated phrase grows."),
    ),
    FieldWords(
        "dry_allowed_length",
        QT_TRANSLATE_NOOP("Samplers", "DRY free length"),
        QT_TRANSLATE_NOOP("Samplers", "Repeats of so many tokens are let pass."),
    ),
    FieldWords(
        "dry_window",
        QT_TRANSLATE_NOOP("Samplers", "DRY range"),
        QT_TRANSLATE_NOOP("Samplers", "How many of the latest tokens DRY looks back at."),
    ),
)
_CUTS = (
    FieldWords(
        "top_n_sigma",
        "top-n-sigma",
        QT_TRANSLATE_NOOP(
            "Samplers", "Tokens stay in if they are not too far behind the likeliest. 1 is usual."
        ),
    ),
    FieldWords(
        "top_k",
        "top-k",
        QT_TRANSLATE_NOOP("Samplers", "Only so many of the likeliest tokens stay in."),
    ),
    FieldWords(
        "typical_p",
        "typical-p",
        QT_TRANSLATE_NOOP(
            "Samplers", "Tokens about as surprising as one would expect stay in, up to this share."
        ),
    ),
    FieldWords(
        "top_p",
        "top-p",
        QT_TRANSLATE_NOOP("Samplers", "The likeliest tokens stay in until together they reach this share."),
    ),
    FieldWords(
        "min_p",
        "min-p",
        QT_TRANSLATE_NOOP(
            "Samplers", "Tokens stay in if they are at least this likely, compared with the likeliest."
        ),
    ),
    FieldWords(
        "xtc_probability",
        "XTC",
        QT_TRANSLATE_NOOP(
            "Samplers", "How often the most predictable tokens are left out, so that others get a turn."
        ),
    ),
    FieldWords(
        "xtc_threshold",
        QT_TRANSLATE_NOOP("Samplers", "XTC threshold"),
        QT_TRANSLATE_NOOP("Samplers", "XTC leaves out only tokens that are likelier than this."),
    ),
)
_DRAW = (
    FieldWords(
        "temperature",
        QT_TRANSLATE_NOOP("Samplers", "temperature"),
        QT_TRANSLATE_NOOP(
            "Samplers", "Low keeps to what is likely, high takes risks. 0 always takes the likeliest."
        ),
    ),
    FieldWords(
        "temperature_range",
        QT_TRANSLATE_NOOP("Samplers", "temperature range"),
        QT_TRANSLATE_NOOP(
            "Samplers", "Lets the temperature vary by so much: warmer where many words would do."
        ),
    ),
    FieldWords(
        "temperature_exponent",
        QT_TRANSLATE_NOOP("Samplers", "temperature curve"),
        QT_TRANSLATE_NOOP("Samplers", "How the temperature rises within its range; 1 is a straight line."),
    ),
    FieldWords(
        "mirostat",
        "mirostat",
        QT_TRANSLATE_NOOP(
            "Samplers", "Keeps the surprise even while it writes. 1 or 2; it takes the place of the cuts."
        ),
    ),
    FieldWords(
        "mirostat_tau",
        QT_TRANSLATE_NOOP("Samplers", "mirostat surprise"),
        QT_TRANSLATE_NOOP("Samplers", "How much surprise mirostat aims for, in bits; 5 is usual."),
    ),
    FieldWords(
        "mirostat_eta",
        QT_TRANSLATE_NOOP("Samplers", "mirostat speed"),
        QT_TRANSLATE_NOOP("Samplers", "How fast mirostat corrects itself."),
    ),
    FieldWords(
        "adaptive_target",
        "adaptive-p",
        QT_TRANSLATE_NOOP(
            "Samplers", "How likely the drawn tokens shall be on average; lower is more surprising."
        ),
    ),
    FieldWords(
        "adaptive_decay",
        QT_TRANSLATE_NOOP("Samplers", "adaptive-p memory"),
        QT_TRANSLATE_NOOP("Samplers", "How slowly adaptive-p forgets what it has drawn."),
    ),
)
GROUPS: tuple[Group, ...] = (
    Group(QT_TRANSLATE_NOOP("Samplers", "1 · Against repetition"), _REPETITION),
    Group(QT_TRANSLATE_NOOP("Samplers", "2 · Which words stay in the running"), _CUTS),
    Group(QT_TRANSLATE_NOOP("Samplers", "3 · How boldly one is drawn"), _DRAW),
)
WORDS: dict[str, FieldWords] = {words.field: words for group in GROUPS for words in group.fields}
_FIRST = ("temperature", "min_p")  # what a writer looks for first; in the list itself they stand in order


def said(text: str) -> str:
    """A text of the table above in the current language."""
    return QCoreApplication.translate("Samplers", text)


def value_words(name: str, value: Value) -> str:
    """A value as the current language writes it; "off" where it turns its sampler off."""
    if is_off(name, value):
        return QCoreApplication.translate("Samplers", "off")
    if isinstance(value, int):
        return QLocale().toString(value)
    return QLocale().toString(value, "g", 4)


def _shown(sampling: Sampling) -> list[str]:
    """The values that act, without those that only shape another, the best known first."""
    names = [name for name in acting(sampling) if name not in SHAPES]
    return sorted(names, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))


def values_line(sampling: Sampling, changed: Iterable[str] = ()) -> str:
    """The values that act, as rich text in one line; those in `changed` stand out, also when now off."""
    changed = frozenset(changed)
    now_off = [name for name in WORDS if name in changed and is_off(name, getattr(sampling, name))]
    parts = []
    for name in (*_shown(sampling), *now_off):
        part = escape(f"{said(WORDS[name].name)} {value_words(name, getattr(sampling, name))}")
        part = part.replace(" ", "\N{NO-BREAK SPACE}").replace("-", "\N{NON-BREAKING HYPHEN}")
        parts.append(f"<b>{part}</b>" if name in changed else part)
    return "\N{NO-BREAK SPACE}· ".join(parts)  # a line ends with the dot and begins with a name


def values_help(sampling: Sampling) -> str:
    """What each acting value is and does, as rich text for a tool tip."""
    lines = [
        f"<p><b>{escape(said(WORDS[name].name))} {escape(value_words(name, getattr(sampling, name)))}</b><br>"
        f"{escape(said(WORDS[name].about))}</p>"
        for name in _shown(sampling)
    ]
    return "".join(lines)


def values_list(sampling: Sampling) -> str:
    """The acting values as plain text, one a line."""
    return "\n".join(
        f"{said(WORDS[name].name)} {value_words(name, getattr(sampling, name))}" for name in _shown(sampling)
    )


def mark_names() -> dict[str, str]:
    """The names of the dial's marks."""
    return {
        "faithful": QCoreApplication.translate("Dial", "Faithful"),
        "balanced": QCoreApplication.translate("Dial", "Balanced"),
        "wild": QCoreApplication.translate("Dial", "Wild"),
    }


def place_words(position: int) -> str:
    """A position of the dial in words: a mark's name, or how far to which side."""
    for name, mark in MARKS.items():
        if mark == position:
            return mark_names()[name]
    wilder = QCoreApplication.translate("Dial", "wilder {number}")
    safer = QCoreApplication.translate("Dial", "safer {number}")
    words = wilder if position > MARKS["balanced"] else safer
    return words.format(number=QLocale().toString(position / STEPS, "g", 2))
