"""How rights, languages, kinds of file and sizes of a library's texts are called."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

RIGHTS = ("", "mine", "public_domain", "licensed")
_ENGLISH = {"en": "English", "zh": "中文"}


class LibraryWords(QObject):
    """The sentences of one part of the window; the object's owner is that part."""

    def right(self, code: str) -> str:
        """A right in the writer's words; a code nobody knows is shown as it is."""
        known = {
            "": self.tr("rights unknown"),
            "mine": self.tr("mine"),
            "public_domain": self.tr("public domain"),
            "licensed": self.tr("licensed"),
        }
        return known.get(code, code)

    def language(self, code: str) -> str:
        """A language in its own name; "" is unknown."""
        if not code:
            return self.tr("unknown")
        if code in _ENGLISH:
            return _ENGLISH[code]
        locale = QLocale(code)
        return code if locale.language() == QLocale.Language.C else locale.nativeLanguageName()

    def size(self, words: int) -> str:
        """So many words."""
        return self.tr("%Ln words", "", words)

    def texts(self, count: int) -> str:
        """So many texts."""
        return self.tr("%Ln texts", "", count)

    def versions(self, count: int) -> str:
        """So many versions of one work."""
        return self.tr("%Ln versions", "", count)

    def rating(self, stars: int) -> str:
        """A rating, for a screen reader."""
        return self.tr("%Ln of 5 stars", "", stars) if stars else self.tr("not rated")


def joined(*parts: str) -> str:
    """Parts of a line side by side; empty ones are left out."""
    return " · ".join(part for part in parts if part)
