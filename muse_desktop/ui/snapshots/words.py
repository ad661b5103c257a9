"""What the program says about a snapshot."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject, Qt

from muse_desktop.manuscript.snapshots import Reason, SnapshotInfo
from muse_desktop.ui.base.languages import number
from muse_desktop.ui.base.when import when


class SnapshotWords(QObject):
    """Words for a snapshot, in the current language."""

    def reason(self, info: SnapshotInfo) -> str:
        """Why it was taken."""
        return {
            Reason.BY_HAND: self.tr("Taken by hand"),
            Reason.TIMER: self.tr("While writing"),
            Reason.BEFORE_GENERATION: self.tr("Before words of the model came in"),
            Reason.BEFORE_REPLACE: self.tr("Before replacing"),
            Reason.BEFORE_RESTORE: self.tr("Before bringing back"),
        }.get(Reason(info.reason) if info.reason in set(Reason) else Reason.TIMER, info.reason)

    def title(self, info: SnapshotInfo) -> str:
        """Its name, or why it was taken."""
        return info.name or self.reason(info)

    def second(self, info: SnapshotInfo) -> str:
        """Under the title: how long it is, and why it was taken where the title is a name."""
        words = self.tr("%Ln words", "", info.words)
        return f"{words} · {self.reason(info)}" if info.name else words

    def short_when(self, info: SnapshotInfo) -> str:
        """The time of today, the day of this year, else the whole date."""
        moment = QDateTime.fromString(info.at, Qt.DateFormat.ISODateWithMs).toLocalTime()
        if not moment.isValid():
            return info.at
        chinese = QLocale().language() == QLocale.Language.Chinese
        today = QDate.currentDate()
        if moment.date() == today:
            return QLocale().toString(moment, "HH:mm")
        if moment.date() == today.addDays(-1):
            return self.tr("yesterday {time}").format(time=QLocale().toString(moment, "HH:mm"))
        if moment.date().year() == today.year():
            return QLocale().toString(moment, "M月d日 HH:mm" if chinese else "d MMM HH:mm")
        return QLocale().toString(moment, "yyyy年M月d日" if chinese else "d MMM yyyy")

    def sentence(self, info: SnapshotInfo) -> str:
        """All of it, for a tool tip and a screen reader."""
        kept = self.tr("stays for good") if info.stays else self.tr("thinned out with time")
        return ", ".join((self.title(info), when(info.at), self.second(info), kept))

    def lengths(self, then: int, now: int) -> str:
        """How long both sides are, in words."""
        return self.tr("{then} words then, {now} now").format(then=number(then), now=number(now))
