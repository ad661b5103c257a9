"""Acts of a timeline in the writer's words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from muse_desktop.provenance.timeline import UNEXPLAINED, Mark, Step, Timeline
from muse_desktop.provenance.timeline_strip import Group
from muse_desktop.text.segment import count_words
from muse_desktop.ui.base.languages import number

MINUTE, HOUR, DAY = 60, 3600, 86_400


class TimelineWords(QObject):
    """Sentences for steps, marks, pauses and colours, in the current language."""

    def step(self, step: Step) -> str:
        """What an act was, in a sentence."""
        size = self.sizes(step)
        if not step.applied:
            return self.tr("An act that does not fit what stood before it: {size}.").format(size=size)
        if step.new is None or (step.removed and not step.inserted and step.old is None):
            return self.tr("The words of this act are no longer on record: {size}.").format(size=size)
        if step.kind in ("created", "typed", "deleted", "unknown"):
            return self._plain(step)
        return self._named(step).format(size=size)

    def _plain(self, step: Step) -> str:
        came, went = count_words(step.new or ""), count_words(step.old or "")
        if step.kind == "created":
            if not step.inserted:
                return self.tr("The document was begun, empty.")
            return self.tr("The document began with %Ln words.", "", came)
        if step.kind == "deleted" or not step.inserted:
            few = self.tr("You took out a few signs.")
            return self.tr("You took out %Ln words.", "", went) if went else few
        if step.kind == "unknown":
            return self.tr("%Ln words came, and nothing recorded says from where.", "", came)
        if step.removed:
            return self.tr("You wrote anew: {size}.").format(size=self.sizes(step))
        return self.tr("You typed %Ln words.", "", came) if came else self.tr("You typed a few signs.")

    def _named(self, step: Step) -> str:
        """The sentence for a kind, with a place for {size}."""
        return {
            "accepted": self.tr("You took over words of the model: {size}."),
            "pasted-own": self.tr("You pasted from your own text: {size}."),
            "pasted-library": self.tr("You pasted from your library: {size}."),
            "pasted-outside": self.tr("You pasted from outside: {size}."),
            "imported": self.tr("Text was imported: {size}."),
            "autocorrected": self.tr("Signs were corrected while you typed: {size}."),
            "undone": self.tr("An edit was undone or done again: {size}."),
            "replaced": self.tr("Words were replaced throughout the text: {size}."),
            "restored": self.tr("A snapshot was brought back: {size}."),
            "split": self.tr("The end became a document of its own: {size}."),
            "merged": self.tr("Other documents were added at the end: {size}."),
            "changed-outside": self.tr("Another program changed the text: {size}."),
            UNEXPLAINED: self.tr("The text is another one than the records lead to: {size}."),
        }.get(step.kind, self.tr("The text was changed: {size}."))

    def sizes(self, step: Step) -> str:
        """How much came and went: in words where they are known, else in characters."""
        parts = []
        for size, words, came in ((step.inserted, step.new, True), (step.removed, step.old, False)):
            if not size:
                continue
            if words is None:
                counted = self.tr("%Ln characters", "", size)
            else:
                counted = self.tr("%Ln words", "", count_words(words))
            parts.append(f"+{counted}" if came else f"−{counted}")
        return " ".join(parts) or self.tr("nothing")

    def mark(self, mark: Mark, timeline: Timeline) -> str:
        """Something that changed no text, in a sentence."""
        if mark.kind == "recovered":
            return self.tr("Muse Desktop had ended here without closing; what was typed last was kept.")
        if mark.kind == "conflict":
            return self.tr("Another program had written into this document; its text was kept as a copy.")
        if mark.kind == "restored-document":
            return self.tr("The document had vanished from the workspace and was written again.")
        request = timeline.requests.get(mark.generation)
        if request is None:
            return self.tr("The model was asked; what for is no longer on record.")
        count = request.candidates
        if request.taken:
            return self.tr("The model was asked: %Ln answers, words of them were taken.", "", count)
        return self.tr("The model was asked: %Ln answers, nothing was taken.", "", count)

    def pause(self, seconds: int) -> str:
        """How long a pause was."""
        if seconds >= 2 * DAY:
            return self.tr("%Ln days later", "", round(seconds / DAY))
        if seconds >= 2 * HOUR:
            return self.tr("%Ln hours later", "", round(seconds / HOUR))
        return self.tr("%Ln minutes later", "", round(seconds / MINUTE))

    def group(self, group: Group) -> str:
        """What a colour of the strip means."""
        return {
            "own": self.tr("Typed by you"),
            "generated": self.tr("The model's words"),
            "pasted": self.tr("Pasted"),
            "imported": self.tr("Imported"),
            "unknown": self.tr("Unknown"),
            "again": self.tr("Brought back or moved"),
            "gap": self.tr("Words not on record"),
        }[group]

    def place(self, position: int, total: int) -> str:
        """How far one is."""
        words = self.tr("Act {number} of {total}")
        return words.format(number=number(position), total=number(total))
