"""Times without the model, as a reader writes them."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt

from muse_desktop.manuscript.hands_only import HandsTime, Interval
from muse_desktop.ui.base.when import seconds_since, when

MINUTE_S, HOUR_S = 60, 3600


class HandsWords(QObject):
    """Words for a time, how long it was, and what came in it."""

    def since(self, stamp: str) -> str:
        """When a time began: the clock alone if that was today."""
        moment = _local(stamp)
        today = moment.isValid() and moment.date() == QDateTime.currentDateTime().date()
        return QLocale().toString(moment.time(), "HH:mm") if today else when(stamp)

    def span(self, time: HandsTime) -> str:
        """From when to when, and how long."""
        began, ended = time.interval.began_at, time.interval.ended_at
        if ended is None:
            words = self.tr("since {time}").format(time=when(began))
        else:
            first, last = _local(began), _local(ended)
            clock = QLocale().toString(last.time(), "HH:mm") if first.date() == last.date() else when(ended)
            words = f"{when(began)} – {clock}"
        return f"{words} · {self.lasting(seconds_of(time.interval))}"

    def lasting(self, seconds: int) -> str:
        """A length of time in hours and minutes."""
        hours, minutes = seconds // HOUR_S, seconds % HOUR_S // MINUTE_S
        parts = [self.tr("%n h", "", hours)] if hours else []
        if minutes or not hours:
            parts.append(self.tr("%n min", "", minutes))
        return " ".join(parts)

    def written(self, time: HandsTime) -> str:
        """The words that came in a time, those that are not the writer's apart."""
        parts = [self.tr("%Ln words by hand", "", time.own)]
        if time.other:
            parts.append(self.tr("%Ln from elsewhere", "", time.other))
        if time.model:  # pasted in: the record says whose they are
            parts.append(self.tr("%Ln of a model, pasted", "", time.model))
        return " · ".join(parts)


def seconds_of(interval: Interval) -> int:
    """How long a time lasted, or has lasted until now."""
    if interval.ended_at is None:
        return seconds_since(interval.began_at)
    return max(0, _local(interval.began_at).secsTo(_local(interval.ended_at)))


def _local(stamp: str) -> QDateTime:
    return QDateTime.fromString(stamp, Qt.DateFormat.ISODateWithMs).toLocalTime()
