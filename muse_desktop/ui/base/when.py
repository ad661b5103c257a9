"""Times of the record as a reader writes them."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt


def when(stamp: str) -> str:
    """An ISO-8601 UTC time as local date and time, in the current language."""
    moment = QDateTime.fromString(stamp, Qt.DateFormat.ISODateWithMs)
    if not moment.isValid():
        return stamp
    chinese = QLocale().language() == QLocale.Language.Chinese
    return QLocale().toString(moment.toLocalTime(), "yyyy年M月d日 HH:mm" if chinese else "d MMM yyyy HH:mm")


def seconds_since(stamp: str) -> int:
    """Whole seconds from `stamp` to now; 0 when it lies ahead or cannot be read."""
    moment = QDateTime.fromString(stamp, Qt.DateFormat.ISODateWithMs)
    return max(0, moment.secsTo(QDateTime.currentDateTimeUtc())) if moment.isValid() else 0
