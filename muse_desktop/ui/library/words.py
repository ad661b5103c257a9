"""How rights, languages, kinds of file and sizes of a library's texts are called."""

from __future__ import annotations

from collections.abc import Mapping

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

    def short_right(self, code: str) -> str:
        """A right in a column that is called so."""
        return self.right(code) if code else self.tr("unknown")

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


class CleaningWords(QObject):
    """What the cleaning steps are called and do."""

    def step(self, name: str) -> str:
        """The name of a step."""
        known = {
            "line_ends": self.tr("Line ends made the same"),
            "mojibake": self.tr("Garbled letters repaired"),
            "invisible": self.tr("Invisible characters taken out"),
            "control_tokens": self.tr("Marks of chat models taken out"),
            "gutenberg": self.tr("Gutenberg's header and footer taken out"),
            "pages": self.tr("Page numbers and running heads taken out"),
            "hyphens": self.tr("Words divided at line ends joined"),
        }
        return known.get(name, name)

    def about(self, name: str) -> str:
        """A sentence about a step."""
        known = {
            "line_ends": self.tr("Windows and old Mac files end their lines in another way."),
            "mojibake": self.tr("Letters that were read in the wrong encoding, such as â€™ for ’."),
            "invisible": self.tr("Byte order marks, zero-width spaces, control characters."),
            "control_tokens": self.tr("Such as <end_of_turn>: what a program left behind, not words."),
            "gutenberg": self.tr("The licence and notes around the work itself."),
            "pages": self.tr("What a printed book repeats on each page."),
            "hyphens": self.tr("Hyphens that belong to the word are left alone."),
        }
        return known.get(name, "")

    def places(self, count: int) -> str:
        """How often a step changed something."""
        return self.tr("%Ln places", "", count)

    def sample(self, before: str, after: str) -> str:
        """One of them."""
        shown = " ".join(before.split())
        if not after.strip():
            return self.tr("“{words}” taken out").format(words=shown) if shown else ""
        return f"{shown} → {' '.join(after.split())}"

    def shape(self, segments: Mapping[str, int]) -> str:
        """How many chapters, poems, stanzas and paragraphs there are."""
        said = {
            "chapters": lambda many: self.tr("%Ln chapters", "", many),
            "poems": lambda many: self.tr("%Ln poems", "", many),
            "stanzas": lambda many: self.tr("%Ln stanzas", "", many),
            "paragraphs": lambda many: self.tr("%Ln paragraphs", "", many),
        }
        return joined(*(words(segments[name]) for name, words in said.items() if segments.get(name)))
