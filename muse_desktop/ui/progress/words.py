"""Numbers of words, times and days as sentences."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QObject

from muse_desktop.manuscript.progress import Sitting, Written
from muse_desktop.manuscript.weeks import WeekTotal
from muse_desktop.store.clock import parse
from muse_desktop.ui.base.languages import number, spoken


def day_words(day: str) -> str:
    """A day (YYYY-MM-DD) with its weekday, as the current language writes it."""
    found = date.fromisoformat(day)
    return QLocale().toString(
        QDate(found.year, found.month, found.day), "M月d日 dddd" if spoken() == "zh" else "dddd, d MMM"
    )


def short_day(day: date) -> str:
    """A day under a chart."""
    return QLocale().toString(
        QDate(day.year, day.month, day.day), "M月d日" if spoken() == "zh" else "d MMM"
    )


def percent(part: int) -> str:
    """A part of a hundred, as the current language writes it."""
    return f"{part}%" if spoken() == "zh" else f"{part} %"


def week_words(monday: str) -> str:
    """A week by its first and last day."""
    first = date.fromisoformat(monday)
    return f"{short_day(first)} – {short_day(first + timedelta(days=6))}"


def clock(stamp: str) -> str:
    """The writer's time of a moment that `clock.now()` wrote down."""
    moment: datetime = parse(stamp).astimezone()
    return f"{moment:%H:%M}"


class ProgressWords(QObject):
    """Words about what was written, in the current language."""

    def reading(self, seconds: int) -> str:
        """How long reading takes."""
        if seconds < 60:
            return self.tr("%n s", "", seconds)
        minutes = round(seconds / 60)
        if minutes < 60:
            return self.tr("%n min", "", minutes)
        return self.tr("{hours} h {minutes} min").format(hours=number(minutes // 60), minutes=minutes % 60)

    def today(self, own: int, target: int) -> str:
        """In the line at the bottom: today's own words."""
        if target:
            return self.tr("{words} of {target} today").format(words=number(own), target=number(target))
        return self.tr("{words} today").format(words=number(own))

    def written(self, written: Written) -> str:
        """What came and went, in one sentence."""
        parts = [self.tr("you wrote %Ln words", "", written.added.own)]
        if written.added.model:
            parts.append(self.tr("the model %Ln", "", written.added.model))
        if written.added.other:
            parts.append(self.tr("%Ln came from elsewhere", "", written.added.other))
        removed = written.removed.total
        if removed:
            parts.append(self.tr("%Ln were taken out", "", removed))
        return ("，" if spoken() == "zh" else ", ").join(parts)

    def day(self, day: str, written: Written) -> str:
        """A day of the chart."""
        if written == Written():
            return self.tr("{day}: nothing written").format(day=day_words(day))
        return self.tr("{day}: {written}").format(day=day_words(day), written=self.written(written))

    def week(self, week: WeekTotal) -> str:
        """A week of the chart: how many words came, and whose they are."""
        name, total = week_words(week.monday), week.written.added.total
        if not total:
            return self.tr("Week {week}: nothing written").format(week=name)
        parts = week.whole_percents()
        said = self.tr("yours {own}, the model's {model}, from elsewhere {other}").format(
            own=percent(parts["own"]), model=percent(parts["model"]), other=percent(parts["other"])
        )
        words = self.tr("%Ln words", "", total)
        return self.tr("Week {week}: {words} – {shares}").format(week=name, words=words, shares=said)

    def span(self, sitting: Sitting) -> str:
        """From when to when a sitting went."""
        return f"{clock(sitting.started_at)}–{clock(sitting.ended_at)}"
