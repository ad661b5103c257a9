"""The way from the window to collections, versions of one work, and datasets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QInputDialog, QMenu

from muse_desktop.studio.studio import Studio
from muse_desktop.ui.actions import ActionSpec
from muse_desktop.ui.base.asking import ask_whether
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.room import Room

if TYPE_CHECKING:
    from concurrent.futures import Future

    from muse_desktop.library.collections.dataset import Exported
    from muse_desktop.library.collections.values import CollectionInfo, Rule
    from muse_desktop.library.corpus import ItemInfo
    from muse_desktop.library.listing import Offered
    from muse_desktop.ui.collections.dataset_dialog import DatasetDialog
    from muse_desktop.ui.collections.pair_view import PairView
    from muse_desktop.ui.collections.rule_dialog import RuleDialog
    from muse_desktop.ui.collections.versions_view import VersionsView
    from muse_desktop.ui.collections.view import CollectionsView, Shown
    from muse_desktop.ui.library.room import LibraryRoom
    from muse_desktop.ui.shelf.frame import ShelfFrame
    from muse_desktop.ui.window import MainWindow


class CollectionsRoom(Room):
    """Full views, each made when it is first asked for, and what the library's menu offers of them."""

    SPECS = (
        ActionSpec(
            "collections", "library", QT_TRANSLATE_NOOP("Actions", "Collections of texts"), separator=True
        ),
        ActionSpec("versions", "library", QT_TRANSLATE_NOOP("Actions", "Versions of one work")),
        ActionSpec("export_dataset", "library", QT_TRANSLATE_NOOP("Actions", "Export a dataset…")),
    )

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window, studio)
        self._view: CollectionsView | None = None
        self._versions: VersionsView | None = None
        self._pair: PairView | None = None
        self._exporting: DatasetDialog | None = None

    def handlers(self) -> dict[str, Callable[..., None]]:
        """What the actions do."""
        return {
            "collections": lambda: self.open(),
            "versions": self.open_versions,
            "export_dataset": lambda: self.export(),
        }

    def settle(self) -> None:
        """The window is built: the library's menu has what can be done with chosen texts."""
        from muse_desktop.ui.library.room import LibraryRoom

        room = self.window.rooms.get(LibraryRoom)
        room.menu_hooks.append(self._fill)
        room.removed.connect(lambda _items: self._versions and self._versions.reload())

    def leave(self) -> None:
        """The window closes: a dataset that is being written is not."""
        if self._exporting is not None:
            self._exporting.reject()

    # The views

    @property
    def view(self) -> CollectionsView:
        """The collections."""
        if self._view is None:
            from muse_desktop.ui.collections.view import CollectionsView

            view = self._view = CollectionsView(self.studio, self.window.jobs, self.window)
            view.back.connect(self.window.show_page)
            view.by_hand_wanted.connect(lambda: self.create())
            view.by_rule_wanted.connect(self.create_by_rule)
            view.rule_wanted.connect(self.change_rule)
            view.copy_wanted.connect(lambda shown: self.create([one.id for one in shown.texts]))
            view.add_wanted.connect(self.add_texts)
            view.rename_wanted.connect(self.rename)
            view.delete_wanted.connect(self.ask_to_delete)
            view.library_wanted.connect(self._show_in_library)
            view.dataset_wanted.connect(self._export_collection)
            view.read_wanted.connect(self._read)
            view.changed.connect(self._tell_library)
            self.window.stack.addWidget(view)
        return self._view

    @property
    def versions(self) -> VersionsView:
        """Versions of one work."""
        if self._versions is None:
            from muse_desktop.ui.collections.versions_view import VersionsView

            view = self._versions = VersionsView(self.studio, self.window.jobs, self.window)
            view.back.connect(self.window.show_page)
            view.read_wanted.connect(self._read)
            view.compare_wanted.connect(self.compare)
            view.remove_wanted.connect(self._ask_to_remove)
            self.window.stack.addWidget(view)
        return self._versions

    @property
    def pair(self) -> PairView:
        """Two texts side by side."""
        if self._pair is None:
            from muse_desktop.ui.collections.pair_view import PairView

            view = self._pair = PairView(self.studio, self.window.jobs, self.window)
            view.back.connect(self.window.show_page)
            view.versions_wanted.connect(self._back_to_versions)
            view.read_wanted.connect(self._read)
            self.window.stack.addWidget(view)
        return self._pair

    def _show(self, view: ShelfFrame) -> None:
        self.window.actions_["focus"].setChecked(False)
        self.window.stack.setCurrentWidget(view)

    def open(self, collection: int = 0) -> None:
        """Show the collections, with one of them chosen where it is given."""
        self._show(self.view)
        self.view.open(collection)

    def open_versions(self) -> None:
        """Look for versions of one work."""
        self._show(self.versions)
        self.versions.open()

    def _back_to_versions(self) -> None:
        """As they were left; looked for where they were not yet."""
        if self._versions is None:
            self.open_versions()
        else:
            self._show(self._versions)

    def compare(self, one: int, other: int) -> None:
        """Show two texts side by side."""
        self._show(self.pair)
        self.pair.open(one, other)

    # Collections

    def create(self, items: Sequence[int] = ()) -> None:
        """Ask for a name, then make a collection by hand of these texts."""

        def named(name: str) -> None:
            self._do(lambda: self.studio.curation.collections.create(name, items), self._made)

        self._ask_name(self.tr("New collection"), "", named)

    def _made(self, collection: int) -> None:
        if self.window.stack.currentWidget() is self.view:
            self.view.reload(collection)
            return
        words = lambda: self.tr("The collection is made.")  # noqa: E731
        show, act = (lambda: self.tr("Show it")), (lambda: self.open(collection))
        self._library().view.notices.tell(Notice("collection", words, "news", show, act))

    def create_by_rule(self) -> None:
        """Ask for a name and a rule, then make the collection."""

        def make(dialog: RuleDialog) -> None:
            name, rule = dialog.name.text(), dialog.rule()
            work = lambda: self.studio.curation.collections.create(name, rule=rule)  # noqa: E731
            self.view.do(work, self.view.reload)

        self._ask_rule("", None, make)

    def change_rule(self, shown: Shown) -> None:
        """Ask for another rule, and fill the collection by it."""
        collections = self.studio.curation.collections

        def change(dialog: RuleDialog) -> None:
            name, rule = dialog.name.text().strip(), dialog.rule()
            if name != shown.info.name:
                self.view.do(lambda: collections.rename(shown.info.id, name), lambda _: self.view.run(rule))
            else:
                self.view.run(rule)

        from muse_desktop.library.collections.values import Rule as NoRule

        self._ask_rule(shown.info.name, shown.rule or NoRule(), change)

    def _ask_rule(self, name: str, rule: Rule | None, use: Callable[[RuleDialog], None]) -> None:
        studio, window = self.studio, self.window

        def preview(wanted: Rule) -> Future[list[str]]:
            def work() -> list[str]:
                found = studio.curation.collections.preview(wanted)
                return [one.title for item in found if (one := studio.library.info(item)) is not None]

            return studio.background(work)

        def ask(offered: Offered) -> None:
            from muse_desktop.ui.collections.rule_dialog import RuleDialog

            dialog = RuleDialog(name, rule, offered, preview, window.jobs, window)
            dialog.accepted.connect(lambda: use(dialog))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        window.jobs.watch(window.binder.library.list.offered(), self, ask, self.view.refuse)

    def add_texts(self, shown: Shown) -> None:
        """Ask which texts, then put them at the end of a collection."""
        inside = {one.id for one in shown.texts}

        def ask(texts: list[ItemInfo]) -> None:
            from muse_desktop.ui.collections.texts_dialog import TextsDialog

            dialog = TextsDialog(texts, self.window)
            dialog.accepted.connect(lambda: self.put(shown.info.id, dialog.chosen()))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        library = self.studio.library
        reading = self.studio.background(
            lambda: [one for one in library.items() if one.id not in inside and one.parent is None]
        )
        self.window.jobs.watch(reading, self, ask, self.view.refuse)

    def put(self, collection: int, items: Sequence[int]) -> None:
        """Put texts at the end of a collection."""
        collections = self.studio.curation.collections
        self._do(lambda: collections.add(collection, items))

    def _do(self, work: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Change a collection, wherever the writer is: the view that she sees says what did not work."""
        window, library = self.window, self._library()
        if window.stack.currentWidget() is self._view:
            self.view.do(work, then)
            return

        def done(result: Any) -> None:
            library.collections_changed()
            if then is not None:
                then(result)

        window.jobs.watch(self.studio.background(work), self, done, library.view.refuse)

    def rename(self, info: CollectionInfo) -> None:
        """Ask for another name."""
        collections = self.studio.curation.collections

        def named(name: str) -> None:
            self.view.do(lambda: collections.rename(info.id, name))

        self._ask_name(self.tr("Rename the collection"), info.name, named)

    def _ask_name(self, title: str, before: str, use: Callable[[str], None]) -> None:
        dialog = QInputDialog(self.window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(before)
        dialog.setOkButtonText(self.tr("Save"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.textValueSelected.connect(use)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_to_delete(self, info: CollectionInfo) -> None:
        """Ask, then forget a collection."""
        collections = self.studio.curation.collections
        ask_whether(
            self.tr("Delete the collection"),
            self.tr("Delete the collection “{name}”?").format(name=info.name),
            self.tr("Its texts stay in the library; the choice and its order are gone."),
            (self.tr("Delete"), self.tr("Cancel")),
            lambda: self.view.do(lambda: collections.delete(info.id)),
            self.window,
        )

    # The library

    def _fill(self, menu: QMenu, items: list[int]) -> None:
        """What the library's menu offers for chosen texts."""
        view, collections = self._library().view, self.studio.curation.collections
        offered = [one for one in view.offered.collections if not one.by_rule]
        into = menu.addMenu(self.tr("Put into a collection"))
        for one in offered:
            into.addAction(one.name.replace("&", "&&"), lambda one=one: self.put(one.id, items))
        if offered:
            into.addSeparator()
        into.addAction(self.tr("New collection…"), lambda: self.create(items))
        shown = next((one for one in offered if one.id == view.filters.wish.collection), None)
        if shown is not None:
            words = self.tr("Take out of “{name}”").format(name=shown.name.replace("&", "&&"))
            out = lambda: collections.remove(shown.id, items)  # noqa: E731
            menu.addAction(words, lambda: self._do(out))
        if len(items) > 1:
            join = lambda: self.studio.curation.join_versions(items, min(items))  # noqa: E731
            apart = lambda: self.studio.curation.separate_versions(items)  # noqa: E731
            menu.addAction(self.tr("These are versions of one work"), lambda: self._note(join))
            menu.addAction(self.tr("These are different works"), lambda: self._note(apart))
        if len(items) == 2:
            menu.addAction(self.tr("Read side by side"), lambda: self.compare(*items))
        menu.addAction(self.tr("Export a dataset…"), lambda: self.export(items))
        menu.addSeparator()

    def _note(self, work: Callable[[], object]) -> None:
        self.window.jobs.watch(self.studio.background(work), self, None, self._library().view.refuse)

    def _library(self) -> LibraryRoom:
        from muse_desktop.ui.library.room import LibraryRoom

        return self.window.rooms.get(LibraryRoom)

    def _tell_library(self) -> None:
        self._library().collections_changed()

    def _show_in_library(self, info: CollectionInfo) -> None:
        from muse_desktop.library.listing import Wish

        room = self._library()
        room.open()
        room.view.filters.set_wish(Wish(collection=info.id))

    def _ask_to_remove(self, items: list[int]) -> None:
        self._library().ask_to_remove(items)

    def _read(self, item: int) -> None:
        self._library().read(item)

    # Datasets

    def _export_collection(self, info: CollectionInfo) -> None:
        studio = self.studio

        def show(items: list[int]) -> None:
            self.export(items, info.name)

        reading = studio.background(lambda: studio.curation.collections.items(info.id))
        self.window.jobs.watch(reading, self, show, self.view.refuse)

    def export(self, items: Sequence[int] | None = None, name: str = "") -> None:
        """Ask how, then write a dataset of these texts; None: of the whole library."""
        from muse_desktop.ui.collections.dataset_dialog import DatasetDialog

        dialog = DatasetDialog(self.studio, self.window.jobs, items, name, self.window)
        self._exporting = dialog
        dialog.exported.connect(self._exported)
        dialog.finished.connect(self._export_over)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export_over(self) -> None:
        self._exporting = None

    def _exported(self, made: Exported) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        folder = made.data.parent

        def words() -> str:
            said = self.tr("%Ln rows are in {folder}, with a card that says what they are.", "", made.rows)
            return said.format(folder=folder)

        def act() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        current = self.window.stack.currentWidget()
        bar = getattr(current, "notices", None) or self.window.notices
        bar.tell(Notice("dataset", words, "news", lambda: self.tr("Open the folder"), act))
