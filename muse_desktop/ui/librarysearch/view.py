"""One field over the whole library: its words, what they mean, or a question that it answers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.library.listing import Listing, Offered, Wish
from muse_desktop.library.search.values import Filters, Found
from muse_desktop.studio.ask import Answer, AskLibrary, Source
from muse_desktop.studio.library_list import LibraryList
from muse_desktop.studio.library_search import Kind
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.full_view import top_line
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, sentences, spoken
from muse_desktop.ui.base.post import post
from muse_desktop.ui.base.widgets import Chip, ElidedLabel, Quiet, TextButton
from muse_desktop.ui.library.filters import FilterPane
from muse_desktop.ui.librarysearch.answer import AnswerPane
from muse_desktop.ui.librarysearch.looking import Turn, settled
from muse_desktop.ui.librarysearch.results import ResultList, Row, row_of_hit, row_of_source
from muse_desktop.ui.search.fields import FindField

AFTER_TYPING_MS = 120
LIMIT = 60
KINDS: tuple[str, ...] = ("both", "words", "meaning", "ask")
MARGIN = 24


@dataclass(frozen=True)
class Like:
    """A selection that similar passages are looked for; `place`: its item, start and end in the library."""

    text: str
    place: tuple[int, int, int] | None = None


class SearchView(Retranslated, QWidget):
    """The full view. What is looked for runs off the UI thread; what is outdated is not shown."""

    back = Signal()
    opened = Signal(int, int, int)  # item, start, end
    menu_wanted = Signal(object, object)  # Row, QPoint
    library_wanted = Signal()

    def __init__(
        self,
        studio: Studio,
        texts: LibraryList,
        asking: AskLibrary,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("librarysearch")
        self._studio, self._texts, self._asking, self._jobs = studio, texts, asking, jobs
        self._turn, self._narrowing = Turn(), Turn()
        self._filters: Filters | None = None
        self._found: Found | None = None
        self._error: MuseError | None = None
        self._offered: Offered | None = None  # nobody has looked yet
        self._looking = False
        self.like: Like | None = None
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.back_chip = Chip(parent=self)
        self.back_chip.clicked.connect(self.back)
        self.field = FindField(self)
        self.field.setClearButtonEnabled(True)
        self.chips = {kind: Chip(parent=self, checkable=True) for kind in KINDS}
        self.hint = QLabel(self)
        self.summary = QLabel(self)
        for label in (self.hint, self.summary):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.similar_to = ElidedLabel(self)
        self.similar_clear = TextButton(self)
        self.add = TextButton(self, strong=True)
        self.answer = AnswerPane(self)
        self.list = ResultList(self)
        self.filters = FilterPane(self)
        self.filters.one_per_work.hide()
        self._build()
        self._connect()
        self.retranslate()
        self._show()

    def _build(self) -> None:
        top = top_line(self, self.title, self.back_chip)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.field, 1)
        group = QButtonGroup(self)
        for chip in self.chips.values():
            group.addButton(chip)
            line.addWidget(chip)
        self.chips["both"].setChecked(True)
        self._like_line = QWidget(self)
        like = QHBoxLayout(self._like_line)
        like.setContentsMargins(0, 0, 0, 0)
        like.addWidget(self.similar_to, 1)
        like.addWidget(self.similar_clear)
        column = QWidget(self)
        box = QVBoxLayout(column)
        box.setContentsMargins(MARGIN, 16, MARGIN, 0)
        box.setSpacing(9)
        box.addLayout(line)
        box.addWidget(self._like_line)
        box.addWidget(self.answer)
        box.addWidget(self.summary)
        box.addWidget(self.list, 1)
        box.addWidget(self.hint)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(0)
        self.hint.setContentsMargins(0, 0, 0, 8)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(self.filters)
        self.panes.addWidget(column)
        self.panes.setSizes([250, 1030])
        self.panes.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top)
        whole.addWidget(self.panes, 1)

    def _connect(self) -> None:
        self._soon = Quiet(AFTER_TYPING_MS, lambda: self.look(typing=True), self)
        self.field.textChanged.connect(self._typed)
        self.field.onward.connect(self._enter)
        self.field.installEventFilter(self)
        for chip in self.chips.values():
            chip.toggled.connect(lambda on: on and self._kind_chosen())
        self.similar_clear.clicked.connect(self._forget_like)
        self.add.clicked.connect(self.library_wanted)
        self.filters.changed.connect(self._narrow)
        self.list.chosen.connect(lambda row: self.opened.emit(row.item.id, row.start, row.end))
        self.list.menu_wanted.connect(self.menu_wanted)
        self.answer.opened.connect(self._open_source)
        self.answer.stop_wanted.connect(self.stop)

    def retranslate(self) -> None:
        """Set the words again."""
        self.title.setText(self.tr("Search the library"))
        self.back_chip.setText(self.tr("Back to the page  Esc"))
        names = {
            "both": (self.tr("Words and meaning"), self.tr("What has these words, and what means the like")),
            "words": (self.tr("Words"), self.tr("Only passages that have all of the words")),
            "meaning": (self.tr("Meaning"), self.tr("Passages that say the like, in whatever words")),
            "ask": (self.tr("Ask"), self.tr("An answer of which every sentence cites a passage")),
        }
        for kind, (words, tip) in names.items():
            self.chips[kind].setText(words)
            self.chips[kind].setToolTip(tip)
            self.chips[kind].setAccessibleDescription(tip)
        self.similar_clear.setText("✕")
        self.similar_clear.setAccessibleName(self.tr("Search by words again"))
        self.add.setText(self.tr("Open the library…"))
        self._show()

    @property
    def kind(self) -> str:
        """How it is searched: both, words, meaning or ask."""
        return next(kind for kind, chip in self.chips.items() if chip.isChecked())

    # Coming here

    def take_keyboard(self) -> None:
        """The view is shown: the field has the keyboard, and the filters know what there is."""
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._studio.library_search.warm()
        self._jobs.watch(self._texts.offered(), self, self._offer, self._fail)
        if self.field.text().strip() or self.like is not None:
            self.look()

    def search_for(self, words: str, kind: str = "") -> None:
        """Look for `words` now."""
        self.like = None
        if kind:
            self.chips[kind].setChecked(True)
        self.field.setText(words)
        self._soon.stop()
        self.look()

    def find_similar(self, like: Like) -> None:
        """Look for what is like a selection."""
        self.like = like
        self.chips["both"].setChecked(True)
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.look()

    def _offer(self, offered: Offered) -> None:
        self._offered = offered
        self.filters.offer(offered)
        self._show()

    # Looking

    def _typed(self) -> None:
        self.like = None
        if self.kind == "ask":
            if self._looking:  # for another question
                self.stop()
            return  # a question is asked with Enter
        self._soon.start()

    def _kind_chosen(self) -> None:
        self._found = None
        self._turn.next()
        self.answer.show_answer(None)
        self.list.show_rows([])
        if self.kind != "ask" or self.field.text().strip():
            self.look()
        self.retranslate()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        if self.kind == "ask" or self._soon.isActive() or not self.list.results.values:
            self._soon.stop()
            self.look()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.results.index(0))

    def look(self, *, typing: bool = False) -> None:
        """Look now, off the UI thread; what ran before is outdated."""
        outdated = self._turn.next()
        self._error = None
        words, like = self.field.text(), self.like
        if like is None and not words.strip():
            self._found, self._looking = None, False
            self.answer.show_answer(None)
            self.list.show_rows([])
            self._show()
            return
        self._looking = True
        if like is None and self.kind == "ask":
            self._ask(words, outdated)
            return
        self.answer.show_answer(None)
        search = self._studio.library_search
        finding: Future[Found]
        if like is not None:
            finding = search.similar(like.text, self._filters, LIMIT, like.place)
        else:
            kind: Kind = "words" if self.kind == "words" else "meaning" if self.kind == "meaning" else "both"
            finding = search.find(words, kind, self._filters, LIMIT, typing=typing)
        self._watch(settled(finding), self._found_some)
        self._show()

    def _ask(self, question: str, outdated: Callable[[], bool]) -> None:
        self.answer.wait()
        self.list.show_rows([])
        carrier, show = post(), self.answer.show_step

        def on_step(*step: Any) -> None:  # on any thread
            carrier.send(self, lambda: None if outdated() else show(*step))

        answering = self._asking.ask(question, self._filters, outdated, language=spoken(), on_step=on_step)
        self._watch(settled(answering), self._answered)
        self._show()

    def stop(self) -> None:
        """What is being looked for is not wanted any more."""
        self._turn.next()
        self._looking = False
        self.answer.show_answer(None)
        self._show()

    def _watch(self, future: Future[Found] | Future[Answer], show: Callable[..., None]) -> None:
        self._jobs.watch(future, self, self._turn.call(show), self._turn.call(self._fail))

    def _found_some(self, found: Found) -> None:
        self._found, self._looking = found, False
        known = {hit.item: self._studio.library.info(hit.item) for hit in found.hits}
        rows = [row_of_hit(hit, info) for hit in found.hits if (info := known[hit.item]) is not None]
        self.list.show_rows(rows)
        self._show()

    def _answered(self, answer: Answer) -> None:
        self._looking = False
        self.answer.show_answer(answer)
        cited = self.answer.sources
        rows = [row_of_source(source, number) for number, source in enumerate(cited, 1)]
        taken = {source.passage.id for source in cited}
        rows += [row_of_source(one, 0) for one in answer.near if one.passage.id not in taken]
        self.list.show_rows(rows)
        self._show()

    def _fail(self, error: MuseError) -> None:
        self._error, self._looking, self._found = error, False, None
        self.answer.show_answer(None)
        self.list.show_rows([])
        self._show()

    def _open_source(self, source: Source) -> None:
        self.opened.emit(source.item.id, source.start, source.end)

    def _forget_like(self) -> None:
        self.like = None
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    # Filters

    def _narrow(self, wish: Wish) -> None:
        """Search only the texts that are wished for."""
        self._narrowing.next()
        if not wish.narrows:
            self._take_filters(Filters(variants=True) if wish.variants else None)
            return

        def take(listing: Listing) -> None:
            self._take_filters(Filters(items=frozenset(listing.ids), variants=wish.variants))

        self._jobs.watch(self._texts.find(wish), self, self._narrowing.call(take), self._fail)

    def _take_filters(self, filters: Filters | None) -> None:
        self._filters = filters
        if self.kind != "ask":
            self.look()

    # Words

    def _show(self) -> None:
        rows = bool(self.list.results.values)
        empty = self._offered is not None and self._offered.total == 0
        asked = bool(self.field.text().strip()) or self.like is not None
        self.list.setVisible(rows)
        self.hint.setVisible(not asked or empty)
        self.add.setVisible(empty)
        self.hint.setText(self._hint(empty))
        self.summary.setText(self._summary() if asked and not empty else "")
        self.summary.setVisible(bool(self.summary.text()))
        self._like_line.setVisible(self.like is not None)
        if self.like is not None:
            said = " ".join(self.like.text.split())
            self.similar_to.setText(self.tr("Like “{text}”").format(text=said))
        asking = self.kind == "ask"
        self.field.setPlaceholderText(
            self.tr("A question, then Enter") if asking else self.tr("Words, a “phrase”, -without, begin*")
        )
        self.field.setAccessibleName(
            self.tr("Ask the library") if asking else self.tr("Search the library")
        )

    def _hint(self, empty: bool) -> str:
        if empty:
            return self.tr("Your library is empty: add the texts that you want to search first.")
        if self.kind == "ask":
            return self.tr(
                "Ask about anything your texts say. Every sentence of the answer names the passage it rests "
                "on; where no passage supports an answer, it says so."
            )
        return self.tr(
            "All words must be in a passage; “in quotation marks” as they stand; -word must not be there; "
            "word* may go on."
        )

    def _summary(self) -> str:
        if self._error is not None:
            return self._error.text(spoken())
        if self._looking:
            return "" if self.kind == "ask" and self.like is None else self.tr("Searching…")
        found = self._found
        if found is None:
            return self.tr("Passages near to the question") if self.list.results.values else ""
        parts = [self._count(found)]
        if found.trouble is not None:
            reason = found.trouble.text(spoken())
            parts.append(self.tr("By words alone: {reason}").format(reason=reason))
        elif found.covered < 0.995:
            share = round(found.covered * 100)
            parts.append(
                self.tr("By meaning, {share} % of your library can be searched so far.").format(share=share)
            )
        return sentences(*parts)

    def _count(self, found: Found) -> str:
        shown = len(found.hits)
        if not shown:
            return self.tr("Nothing found.")
        if found.more:
            return self.tr("The best %Ln of very many passages.", "", shown)
        if found.passages > shown and self.kind == "words":
            return self.tr("The best {shown} of %Ln passages.", "", found.passages).format(shown=shown)
        return self.tr("%Ln passages.", "", shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the down key goes from the field to what was found."""
        if (
            watched is self.field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and self.list.results.values
        ):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.results.index(0))
            return True
        return super().eventFilter(watched, event)

    def chosen_row(self) -> Row | None:
        """The card that is chosen."""
        return self.list.row(self.list.currentIndex())
