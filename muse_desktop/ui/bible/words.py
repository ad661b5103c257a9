"""What kinds of entries and their ways into a prompt are called."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from muse_desktop.manuscript.bible import EntryKind, Mention

_KINDS: dict[EntryKind, str] = {
    "character": QT_TRANSLATE_NOOP("BibleWords", "Character"),
    "place": QT_TRANSLATE_NOOP("BibleWords", "Place"),
    "thing": QT_TRANSLATE_NOOP("BibleWords", "Thing"),
    "fact": QT_TRANSLATE_NOOP("BibleWords", "Fact"),
}
_MENTIONS: dict[Mention, str] = {
    "always": QT_TRANSLATE_NOOP("BibleWords", "Always"),
    "named": QT_TRANSLATE_NOOP("BibleWords", "When named"),
    "never": QT_TRANSLATE_NOOP("BibleWords", "Never"),
}


def kind_words(kind: EntryKind) -> str:
    """A kind's name in the current language."""
    return QCoreApplication.translate("BibleWords", _KINDS[kind])


def mention_words(mention: Mention) -> str:
    """The name of a way into a prompt, in the current language."""
    return QCoreApplication.translate("BibleWords", _MENTIONS[mention])
