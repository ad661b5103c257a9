"""What one card of a list says: of a passage found, of one left out, of an exclusion, of the writer's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from muse_desktop.ui.base.languages import with_commas
from muse_desktop.ui.library.words import LibraryWords, joined
from muse_desktop.ui.originality.words import CheckWords

if TYPE_CHECKING:
    from muse_desktop.library.corpus import ItemInfo
    from muse_desktop.originality.exclusions import Exclusion
    from muse_desktop.originality.own import OwnUse
    from muse_desktop.originality.shown import LeftOut, Rule, Shown
    from muse_desktop.originality.values import Hit, Kind

EXCERPT = 300  # code points of a passage in a tool tip
GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("writer", ("source", "phrase", "hit")),
    ("quotation", ("quotation",)),
    ("common", ("common",)),
    ("listed", ("listed",)),
    ("short", ("short",)),
    ("kind", ("kind",)),
)
"""What is left out, as the list names it: by the writer, and by each rule."""


@dataclass(frozen=True)
class Card:
    """One row: `kind` colours it, "" for none. One of the last four is what it speaks of."""

    kind: Kind | str
    badge: str
    size: str
    title: str
    author: str
    note: str
    text: str
    hit: Hit | None = None
    out: LeftOut | None = None
    exclusion: Exclusion | None = None
    use: OwnUse | None = None

    @property
    def spoken(self) -> str:
        """The whole card as a sentence for a screen reader."""
        return with_commas(self.badge, self.size, self.title, self.note, self.text)


class Cards(QObject):
    """Makes cards in the language of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words = CheckWords(self)
        self._library = LibraryWords(self)

    def of_hit(self, hit: Hit, items: Mapping[int, ItemInfo], note: str = "") -> Card:
        """A passage found; `note` instead of what is known of its source."""
        item = items.get(hit.source.item)
        known = self._library.right(item.rights if item else "")
        listed = "" if hit.raised else self.tr("only listed")
        return Card(
            kind=hit.kind,
            badge=self._words.kind(hit.kind),
            size=joined_size(self._words.length(hit.words), self._words.changed(hit)),
            title=hit.source.title,
            author=item.author if item else "",
            note=note or joined(known, listed),
            text=_excerpt(hit.text),
            hit=hit,
        )

    def of_left_out(self, out: LeftOut, items: Mapping[int, ItemInfo]) -> Card:
        """A passage that a rule leaves out."""
        made = self.of_hit(out.hit, items, self.reason(out))
        return Card(**{**made.__dict__, "out": out, "exclusion": out.exclusion})

    def of_exclusion(self, one: Exclusion, found: Iterable[LeftOut]) -> Card:
        """What the writer left out; with the passage of this check that it covers, if there is one."""
        covered = [out for out in found if out.exclusion is not None and out.exclusion.id == one.id]
        first = covered[0] if covered else None
        names = {
            "source": self.tr("a whole source"),
            "phrase": self.tr("a phrase, anywhere"),
            "hit": self.tr("one passage"),
        }
        words = self._words.passages(len(covered)) if covered else self.tr("not in this text")
        return Card(
            kind=first.hit.kind if first else "",
            badge="",
            size=names[one.kind],
            title=one.title if one.kind != "phrase" else f"“{_excerpt(one.text)}”",
            author="",
            note=joined(self.because(one.reason), words),
            text=_excerpt(one.text),
            hit=first.hit if first else None,
            out=first,
            exclusion=one,
        )

    def of_use(self, use: OwnUse) -> Card:
        """A place of the writer's own drafts that says the same."""
        place = self.tr("earlier in this text") if use.same else use.title
        return Card(
            kind=use.kind,
            badge=self._words.kind(use.kind),
            size=self._words.length(use.words),
            title=place,
            author="",
            note=use.heading or self.tr("you used this before"),
            text=_excerpt(use.text),
            use=use,
        )

    def reason(self, out: LeftOut) -> str:
        """Why a passage is left out."""
        if out.exclusion is not None:
            return self.because(out.exclusion.reason) or self.tr("left out by you")
        if out.rule == "quotation":
            who = out.attribution.strip()
            return self.tr("a quotation: {who}").format(who=who) if who else self.tr("a quotation")
        return {
            "common": self.tr("a common phrase: in %Ln texts", "", out.hit.rarity),
            "kind": self.tr("a kind that is not shown"),
            "short": self.tr("shorter than you want to see"),
            "listed": self.tr("short: may well be chance"),
        }.get(out.rule, "")

    def because(self, reason: str) -> str:
        """The reason the writer gave; "" for none."""
        return {
            "mine": self.tr("it is mine"),
            "quotation": self.tr("a quotation"),
            "common": self.tr("a common phrase"),
            "licensed": self.tr("licensed to me"),
        }.get(reason, reason)

    def group(self, name: str) -> str:
        """The heading of one kind of what is left out."""
        return {
            "writer": self.tr("Left out by you"),
            "quotation": self.tr("Quotations"),
            "common": self.tr("Common phrases"),
            "listed": self.tr("Short ones, maybe chance"),
            "short": self.tr("Shorter than you want"),
            "kind": self.tr("Kinds not shown"),
        }[name]


def joined_size(length: str, changed: str) -> str:
    """A length and what was changed in it."""
    return with_commas(length, changed)


def groups(shown: Shown | None, exclusions: int) -> list[tuple[str, int]]:
    """What is left out: the name of each group that has any, and how many."""
    rules = [out.rule for out in shown.left_out] if shown is not None else []
    made = []
    for name, which in GROUPS:
        count = exclusions if name == "writer" else sum(rule in which for rule in rules)
        if count:
            made.append((name, count))
    return made


def _excerpt(text: str) -> str:
    plain = " ".join(text[: EXCERPT + 1].split())
    return plain if len(text) <= EXCERPT else plain + " …"
