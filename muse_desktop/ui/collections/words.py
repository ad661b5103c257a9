"""What a rule asks for, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from muse_desktop.library.collections.values import Rule
from muse_desktop.ui.base.languages import number, with_commas
from muse_desktop.ui.library.words import LibraryWords, joined


class RuleWords(QObject):
    """The sentences of one part of the window; the object's owner is that part."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words = LibraryWords(self)

    def rule(self, rule: Rule) -> str:
        """All of a rule in one line."""
        known = self._words
        rating = self.tr("%Ln stars or more", "", rule.least_rating) if rule.least_rating else ""
        said = joined(
            self._any([known.language(one) for one in rule.languages]),
            self._any([one or self.tr("unknown author") for one in rule.authors]),
            with_commas(*(self.tr("tag “{tag}”").format(tag=tag) for tag in rule.tags)),
            self._any([known.right(one) for one in rule.rights]),
            self._any([f".{one}" for one in rule.formats]),
            self._range(rule.least_words, rule.most_words, self.tr("words")),
            self._range(rule.first_year, rule.last_year, self.tr("years"), plain=True),
            rating,
            self.tr("all versions") if rule.versions else "",
            self.tr("variants too") if rule.variants else "",
        )
        return joined(self.choice(rule), said or self.tr("of the whole library"))

    def choice(self, rule: Rule) -> str:
        """How many of those that fit, and which."""
        many = rule.count
        return {
            "all": self.tr("All texts"),
            "best": self.tr("The %Ln best rated, then longest", "", many),
            "diverse": self.tr("The %Ln that differ most from each other", "", many),
            "random": self.tr("%Ln drawn at random", "", many),
        }[rule.choice]

    def _any(self, names: Sequence[str]) -> str:
        return self.tr(" or ").join(names)

    def _range(self, least: int | None, most: int | None, what: str, *, plain: bool = False) -> str:
        say = str if plain else number
        if least is None and most is None:
            return ""
        if least is None:
            return self.tr("{what} up to {most}").format(what=what, most=say(most or 0))
        if most is None:
            return self.tr("{what} from {least}").format(what=what, least=say(least))
        return self.tr("{what} {least}–{most}").format(what=what, least=say(least), most=say(most))

    def titles(self, titles: Sequence[str], most: int = 6) -> str:
        """Some titles, and how many more there are."""
        said = with_commas(*(f"“{one}”" for one in titles[:most]))
        rest = len(titles) - most
        return said if rest <= 0 else self.tr("{titles} and %Ln more", "", rest).format(titles=said)
