"""What narrows the library's list: words, language, author, rights, tags, rating, years and more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from muse_desktop.library.listing import Offered, Wish
from muse_desktop.ui.base.languages import Retranslated, number
from muse_desktop.ui.base.widgets import Column, Quiet, SectionLabel, TextButton, calm, shifted
from muse_desktop.ui.library.words import RIGHTS, LibraryWords

WAIT_MS = 160  # after a key, before the list is read
LAST_YEAR = 9999
STARS = 5
FIELDS = ("language", "author", "rights", "tag", "collection", "format", "least_rating")
MARGIN = 13


class FilterPane(Retranslated, Column):
    """Says by `changed` what the writer wants to see; `offer` fills its lists with what there is."""

    changed = Signal(object)  # Wish

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=MARGIN)
        self.setProperty("role", "side")
        self.wish = Wish()
        self._offered = Offered()
        self._words = LibraryWords(self)
        self._filling = False
        self.field = QLineEdit(self.inside)
        self.field.setClearButtonEnabled(True)
        self.boxes: dict[str, QComboBox] = {name: self._combo() for name in FIELDS}
        self._names = {name: QLabel(self.inside) for name in (*FIELDS, "years")}
        self.first, self.last = (self._year() for _ in range(2))
        self.variants, self.one_per_work = QCheckBox(self.inside), QCheckBox(self.inside)
        self.clear = TextButton(self.inside)
        self._heading = SectionLabel(self.inside)
        self._quiet = Quiet(WAIT_MS, self._look, self)
        self._build()
        self._connect()
        self.retranslate()

    def _combo(self) -> QComboBox:
        combo = QComboBox(self.inside)
        combo.setMinimumContentsLength(6)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMaxVisibleItems(16)
        return combo

    def _year(self) -> QLineEdit:
        field = QLineEdit(self.inside)
        field.setValidator(QIntValidator(0, LAST_YEAR, field))
        return field

    def _build(self) -> None:
        self.box.setSpacing(4)
        self.box.addWidget(self.field)
        self.box.addSpacing(8)
        self.box.addWidget(self._heading)
        for name in FIELDS:
            self._row(self._names[name], self.boxes[name])
        years = QHBoxLayout()
        years.setSpacing(6)
        years.addWidget(self.first)
        years.addWidget(self.last)
        held = QWidget(self.inside)
        held.setLayout(years)
        years.setContentsMargins(0, 0, 0, 0)
        self._row(self._names["years"], held, self.first)
        self.box.addSpacing(6)
        self.box.addWidget(self.one_per_work)
        self.box.addWidget(self.variants)
        self.box.addSpacing(4)
        self.box.addLayout(shifted(self.clear))
        self.box.addStretch(1)
        calm(self, *self.boxes.values())

    def _row(self, label: QLabel, control: QWidget, buddy: QWidget | None = None) -> None:
        label.setProperty("role", "caption")
        label.setBuddy(buddy or control)
        row = QVBoxLayout()
        row.setSpacing(1)
        row.addWidget(label)
        row.addWidget(control)
        self.box.addLayout(row)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._later)
        self.field.returnPressed.connect(self._look)
        for combo in self.boxes.values():
            combo.currentIndexChanged.connect(self._now)
        for field in (self.first, self.last):
            field.textChanged.connect(self._later)
        for tick in (self.variants, self.one_per_work):
            tick.toggled.connect(self._now)
        self.clear.clicked.connect(self.clear_all)

    def retranslate(self) -> None:
        """Set the words again."""
        self._heading.setText(self.tr("Show only"))
        self.field.setPlaceholderText(self.tr("Title, author, tag, file"))
        self.field.setAccessibleName(self.tr("Words in title, author, tags or file name"))
        names = {
            "language": self.tr("Language"),
            "author": self.tr("Author"),
            "rights": self.tr("Rights"),
            "tag": self.tr("Tag"),
            "collection": self.tr("Collection"),
            "format": self.tr("Format"),
            "least_rating": self.tr("Rating"),
        }
        for name, words in names.items():
            self._names[name].setText(words)
            self.boxes[name].setAccessibleName(words)
        self._names["years"].setText(self.tr("Year"))
        self.first.setAccessibleName(self.tr("From year"))
        self.last.setAccessibleName(self.tr("To year"))
        self.one_per_work.setText(self.tr("One row for each work"))
        self.one_per_work.setToolTip(self.tr("Of several versions of one work only the first is listed."))
        self.variants.setText(self.tr("Variants too"))
        self.variants.setToolTip(self.tr("Texts that were made from another text of the library."))
        self.clear.setText(self.tr("Show everything"))
        self.offer(self._offered)

    # What there is

    def offer(self, offered: Offered) -> None:
        """Fill the lists; what is chosen stays chosen, even where nothing has it any more."""
        self._offered = offered
        self._filling = True
        known, words = self._words, self._with_count
        unknown = self.tr("unknown")
        self._fill("language", self.tr("Any language"), words(offered.languages, known.language))
        self._fill("author", self.tr("Any author"), words(offered.authors, lambda name: name or unknown))
        held = dict(offered.rights)
        self._fill(
            "rights",
            self.tr("Any rights"),
            words([(code, held.get(code, 0)) for code in RIGHTS], known.short_right),
        )
        tags = [(tag, count) for tag, count in offered.tags if tag]
        untagged = [(self.tr("without a tag"), "")] if tags else []
        self._fill("tag", self.tr("Any tag"), [*words(tags, str), *untagged])
        collections = [(self._counted(one.name, one.items), one.id) for one in offered.collections]
        self._fill("collection", self.tr("Any collection"), collections)
        self._fill("format", self.tr("Any format"), words(offered.formats, lambda kind: kind or unknown))
        stars = [(self._stars(count), count) for count in range(1, STARS + 1)]
        self._fill("least_rating", self.tr("Any rating"), stars, nothing=0)
        years = offered.years
        self.first.setPlaceholderText(str(years[0]) if years else self.tr("from"))
        self.last.setPlaceholderText(str(years[1]) if years else self.tr("to"))
        self._filling = False

    def _stars(self, count: int) -> str:
        return self.tr("all five stars") if count == STARS else self.tr("%Ln stars or more", "", count)

    def _counted(self, words: str, count: int) -> str:
        return self.tr("{name} ({count})").format(name=words, count=number(count))

    def _with_count(
        self, values: Sequence[tuple[str, int]], words: Callable[[str], str]
    ) -> list[tuple[str, Any]]:
        return [(self._counted(words(value), count), value) for value, count in values]

    def _fill(self, name: str, anything: str, values: list[tuple[str, Any]], nothing: Any = None) -> None:
        combo, chosen = self.boxes[name], getattr(self.wish, name)
        if chosen != nothing and all(value != chosen for _, value in values):
            words = "…" if name == "collection" else str(chosen)  # its name comes with the next count
            values = [*values, (words, chosen)]
        wanted = [(anything, nothing), *values]
        if [(combo.itemText(at), combo.itemData(at)) for at in range(combo.count())] != wanted:
            combo.clear()
            for words, value in wanted:
                combo.addItem(words, value)
        combo.setCurrentIndex(next(at for at, (_, value) in enumerate(wanted) if value == chosen))
        combo.setEnabled(len(wanted) > 1)

    # What is wanted

    def set_wish(self, wish: Wish) -> None:
        """Show what is wanted, and say so."""
        self._filling = True
        self.wish = wish
        self.field.setText(wish.words)
        for field, year in zip((self.first, self.last), wish.years, strict=True):
            field.setText("" if year is None else str(year))
        self.variants.setChecked(wish.variants)
        self.one_per_work.setChecked(wish.one_per_work)
        self.offer(self._offered)
        self._quiet.stop()
        self.clear.setEnabled(wish.narrows)
        self.changed.emit(wish)

    def clear_all(self) -> None:
        """Everything again, in the same order."""
        self.set_wish(Wish(order=self.wish.order, descending=self.wish.descending))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def only_work(self, work: int) -> None:
        """The versions of one work."""
        self.set_wish(Wish(work=work, order=self.wish.order, descending=self.wish.descending))

    def set_order(self, order: Any, descending: bool) -> None:
        """Another order of the same texts."""
        self.wish = replace(self.wish, order=order, descending=descending)
        self.changed.emit(self.wish)

    def _later(self) -> None:
        if not self._filling:
            self._quiet.start()

    def _now(self) -> None:
        if not self._filling:
            self._look()

    def _look(self) -> None:
        self._quiet.stop()
        chosen = {name: combo.currentData() for name, combo in self.boxes.items()}
        first, last = (int(field.text()) if field.text() else None for field in (self.first, self.last))
        wish = replace(
            self.wish,
            words=" ".join(self.field.text().split()),
            years=(first, last),
            variants=self.variants.isChecked(),
            one_per_work=self.one_per_work.isChecked(),
            **chosen,
        )
        self.clear.setEnabled(wish.narrows)
        if wish != self.wish:
            self.wish = wish
            self.changed.emit(wish)
