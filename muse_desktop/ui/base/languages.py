"""The window's language: our words, Qt's own buttons, and how numbers are written; changed while running."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator

from muse_desktop.errors import Language
from muse_desktop.paths import resource

# What a writer reads in the language menu: each language in its own name, never translated.
NAMES: dict[Language, str] = {"en": "English", "zh": "中文"}
SHORT: dict[Language, str] = {"en": "EN", "zh": "中文"}
LOCALES: dict[Language, QLocale.Language] = {"en": QLocale.Language.English, "zh": QLocale.Language.Chinese}
QT_FILES: dict[Language, str] = {"en": "", "zh": "qtbase_zh_CN"}


class Languages(QObject):
    """Installs the translators of one language at a time into the application."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._installed: list[QTranslator] = []
        self.current: Language | None = None

    def use(self, language: Language) -> None:
        """Switch to `language`; every widget then gets a LanguageChange event."""
        if language == self.current:
            return
        self.current = language
        QLocale.setDefault(QLocale(LOCALES[language]))
        self.remove()
        own = self._load(f"muse_desktop_{language}", str(resource("translations")))
        qt = self._load(QT_FILES[language], QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for translator in (qt, own):
            if translator is not None and QCoreApplication.installTranslator(translator):
                self._installed.append(translator)

    def remove(self) -> None:
        """Take the installed translators out again (when the window that owns this goes)."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()

    def _load(self, name: str, folder: str) -> QTranslator | None:
        translator = QTranslator(self)
        if name and translator.load(name, folder):
            return translator
        translator.deleteLater()
        return None


class Retranslated:
    """Mixed in before a QWidget: calls `retranslate()` whenever the language changes."""

    def changeEvent(self, event: QEvent) -> None:
        """Qt: something about the widget changed; only the language concerns us."""
        if event.type() == QEvent.Type.LanguageChange:
            try:
                self.retranslate()
            except Exception:  # noqa: BLE001 - raised into Qt, in the middle of its event, it ends the process
                sys.excepthook(*sys.exc_info())  # the crash report has it
        super().changeEvent(event)  # type: ignore[misc]

    def retranslate(self) -> None:
        """Set every visible text again, in the current language."""
        raise NotImplementedError


def spoken() -> Language:
    """The language the window speaks now (not the one in the settings: the writer may be trying another)."""
    return "zh" if QLocale().language() == QLocale.Language.Chinese else "en"


def sentences(*parts: str) -> str:
    """Sentences one after another, as the current language sets them; empty ones are left out."""
    return ("" if spoken() == "zh" else " ").join(part for part in parts if part)


def with_commas(*parts: str) -> str:
    """Parts of a sentence, with the comma of the current language; empty ones are left out."""
    return ("，" if spoken() == "zh" else ", ").join(part for part in parts if part)


def number(value: int) -> str:
    """`value` as the current language writes it, with separators."""
    return QLocale().toString(value)


def decimal(value: float, places: int) -> str:
    """`value` with so many places behind the point, as the current language writes it."""
    return QLocale().toString(value, "f", places)
