"""What is known of a model, in a writer's words."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject, Qt

from muse_desktop.engine.values import Fit
from muse_desktop.models.values import ShelfModel, Task
from muse_desktop.ui.base.languages import decimal, number, spoken
from muse_desktop.ui.settings.parts import in_bytes

Room = Literal["fits", "tight", "too_big"]
TIGHT = 0.85  # of the free memory: more than this leaves little for anything else
MILLION, BILLION, YI = 10**6, 10**9, 10**8
FAST = 10  # from here on, whole words a second say enough


def room(fit: Fit) -> Room:
    """Whether a model fits into what is free now."""
    if not fit.fits:
        return "too_big"
    tight = fit.needed_ram > TIGHT * fit.free_ram or fit.needed_gpu > TIGHT * max(1, fit.free_gpu)
    return "tight" if tight else "fits"


class ShelfWords(QObject):
    """Says it in the current language."""

    def task(self, task: Task) -> str:
        """What a model is for, in a word or two."""
        names = {
            "prose": self.tr("prose"),
            "chinese": self.tr("中文"),
            "embedding": self.tr("search by meaning"),
            "vision": self.tr("pictures"),
        }
        return names[task]

    def origin(self, model: ShelfModel) -> str:
        """How the model came here."""
        if model.origin == "downloaded" and model.repo:
            return self.tr("Downloaded from {repo}").format(repo=model.repo)
        names = {
            "starter": self.tr("Comes with the app: small, English only"),
            "downloaded": self.tr("Downloaded"),
            "copied": self.tr("Kept in the app's models folder"),
            "in_place": self.tr("Used where it lies"),
        }
        return names[model.origin]

    def meta(self, model: ShelfModel, licence: str) -> str:
        """Size, quantisation and licence in a line."""
        return " · ".join(one for one in (in_bytes(model.bytes), model.quantisation, licence) if one)

    def parameters(self, count: int) -> str:
        """How large the model is."""
        if count <= 0:
            return ""
        if spoken() == "zh":
            return f"{decimal(count / YI, 1)} 亿"
        if count >= BILLION:
            return self.tr("{number} billion").format(number=decimal(count / BILLION, 1))
        return self.tr("{number} million").format(number=number(round(count / MILLION)))

    def context(self, tokens: int) -> str:
        """How much text the model was trained to see."""
        return self.tr("%Ln tokens", "", tokens) if tokens > 0 else ""

    def template(self, model: ShelfModel) -> str:
        """Whether it can be talked to."""
        if model.has_template:
            return self.tr("it has one: the model follows requests")
        return self.tr("it has none: the model can only continue a text")

    def speed(self, words_per_s: float) -> str:
        """How fast it wrote last; "" when it never has."""
        if words_per_s <= 0:
            return ""
        return self.tr("{speed} words/s").format(speed=decimal(words_per_s, int(words_per_s < FAST)))

    def room(self, fit: Fit, in_use: bool) -> str:
        """Whether it fits, in a word."""
        if in_use:
            return self.tr("loaded")
        names = {"fits": self.tr("fits"), "tight": self.tr("just fits"), "too_big": self.tr("too big")}
        return names[room(fit)]

    def last_used(self, stamp: str) -> str:
        """The day of an ISO 8601 time, as one would say it."""
        moment = QDateTime.fromString(stamp, Qt.DateFormat.ISODateWithMs)
        if not moment.isValid():
            return ""
        day, today = moment.toLocalTime().date(), QDate.currentDate()
        if day == today:
            return self.tr("today")
        if day.daysTo(today) == 1:
            return self.tr("yesterday")
        chinese = spoken() == "zh"
        if day.year() == today.year():
            return QLocale().toString(day, "M月d日" if chinese else "d MMM")
        return QLocale().toString(day, "yyyy年M月" if chinese else "MMM yyyy")

    def no_licence(self, named: bool) -> str:
        """What to do where nothing is known of a licence, or none is `named`."""
        if named:
            return self.tr("We do not know this licence. Read it before you publish what the model wrote.")
        return self.tr("The file names no licence. Ask where you got it before you publish what it wrote.")
