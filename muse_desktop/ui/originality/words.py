"""What the check found, why, and what it cannot see: in plain words, for every place that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from muse_desktop.ui.base.languages import decimal, number, sentences

if TYPE_CHECKING:
    from muse_desktop.originality.values import CheckReport, Hit, Kind


class CheckWords(QObject):
    """A report in plain words; the object's owner is the part of the window that shows it."""

    def summary(self, passages: int, covered: int, draft_words: int) -> str:
        """How much was found: "3 passages, 61 of 842 words"."""
        if not passages:
            return self.tr("No shared passage found")
        found = self.tr("%Ln passages", "", passages)
        words = self.tr("{covered} of %Ln words", "", draft_words)
        return self.tr("{passages}, {words}").format(
            passages=found, words=words.format(covered=number(covered))
        )

    def against(self) -> str:
        """What stands before the summary, where something was found."""
        return self.tr("Not original against your library:")

    def limits(self) -> str:
        """What the check cannot see."""
        return self.tr(
            "Compared with your library only. Works outside it, and what the model was trained on, "
            "cannot be seen."
        )

    def compared_with(self, report: CheckReport) -> str:
        """How much it was compared with, and how long it took."""
        return self.tr("{works} · {words} · {seconds} s").format(**self._sizes(report))

    def _sizes(self, report: CheckReport) -> dict[str, str]:
        return {
            "works": self.tr("%Ln works", "", report.items),
            "words": self.tr("%Ln words", "", report.words),
            "seconds": QLocale().toString(report.seconds, "f", 2),
        }

    def compared(self, report: CheckReport, title: str) -> str:
        """What was compared with what, and how long it took."""
        words = self.tr("“{title}” against {works} · {words} · checked in {seconds} s")
        return words.format(title=title, **self._sizes(report))

    def own_left_out(self, report: CheckReport) -> str:
        """How many texts of her own it was not compared with; "" for none."""
        left_out = report.own_left_out
        return self.tr("Your own texts left out: {count}").format(count=number(left_out)) if left_out else ""

    def rule(self) -> str:
        """What is found without fail, and what is not."""
        return self.tr(
            "Copied: shared runs of 32 letters (13 for Chinese) or more are always found. "
            "Edited and paraphrase: likely, not certain."
        )

    # One passage

    def kind(self, kind: Kind) -> str:
        """What kind of passage, in a word."""
        return {
            "verbatim": self.tr("copied"),
            "near": self.tr("edited"),
            "paraphrase": self.tr("paraphrase?"),
        }[kind]

    def length(self, words: int) -> str:
        """How long a passage is."""
        return self.tr("%Ln words", "", words)

    def passages(self, count: int) -> str:
        """So many passages."""
        return self.tr("%Ln passages", "", count)

    def changed(self, hit: Hit) -> str:
        """How many words of an edited passage are not the source's; "" where that says nothing."""
        less = hit.why.of - hit.why.shared
        return self.tr("%Ln changed", "", less) if hit.kind == "near" and less > 0 else ""

    def why(self, hit: Hit) -> str:
        """What a passage rests on."""
        why = hit.why
        if hit.kind == "verbatim":
            run = why.run or hit.letters
            return self.tr("%Ln letters in a row are the same.", "", run)
        if hit.kind == "near":
            if not why.of:
                return self.tr("Nearly the same words.")
            words = self.tr("{shared} of %Ln words stand in the source's passage too.", "", why.of)
            return words.format(shared=number(why.shared))
        said = self.tr("Possibly the same in other words. Read both and judge.")
        if why.meaning and why.runner_up:
            near = self.tr("Likeness of meaning {meaning}; the next best passage has {next}.")
            figures = near.format(meaning=decimal(why.meaning, 2), next=decimal(why.runner_up, 2))
            said = sentences(said, figures)
        return said

    def rarity(self, hit: Hit) -> str:
        """How rare the passage is in the library."""
        if hit.rarity <= 1:
            return self.tr("Found in no other text of your library.")
        return self.tr("Stands in %Ln texts of your library.", "", hit.rarity)

    def listed(self, hit: Hit) -> str:
        """Why a passage is only listed; "" for one that is raised."""
        if hit.raised:
            return ""
        return self.tr("Only listed: so short a passage may well be chance.")

    def legend(self) -> str:
        """What the lines in the chosen passage mean."""
        return self.tr("Underlined: only in your draft · struck out: only in the source · dotted: elsewhere")
