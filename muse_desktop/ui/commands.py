"""What each action of the window does. Dialogs are imported when they are first opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)  # fmt: skip

from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.languages import spoken
from muse_desktop.ui.base.theme import CHOICES, Choice
from muse_desktop.ui.compose.trouble import Trouble
from muse_desktop.ui.notices import Notice
from muse_desktop.ui.originality.room import OriginalityRoom
from muse_desktop.ui.settings.look import LEAST_POINTS, MOST_POINTS

if TYPE_CHECKING:
    from muse_desktop.library.corpus import AddReport
    from muse_desktop.ui.window import MainWindow

RELOADING = (
    "model_path", "context_tokens", "threads", "gpu_layers", "adapters", "draft_model", "remote_url",
    "remote_model", "task_models",
)  # fmt: skip
"""Settings that the model is loaded anew for."""


class Commands(QObject):
    """The handlers behind the action table, in its order."""

    def __init__(self, window: MainWindow, studio: Studio) -> None:
        super().__init__(window)
        self._window = window
        self._studio = studio

    def handlers(self) -> dict[str, Callable[..., None]]:
        """One handler per action id."""
        window = self._window
        return {
            "new_document": lambda: (window.show_page(), window.binder.create()),
            "rename_document": lambda: (self._show_binder(), window.binder.edit_title()),
            "trash_document": lambda: window.binder.trash(),
            "move_up": lambda: window.binder.move(-1),
            "move_down": lambda: window.binder.move(1),
            "add_files": lambda: (self._show_binder(), window.binder.library.choose_files()),
            "add_folder": lambda: (self._show_binder(), window.binder.library.choose_folder()),
            "save": self.save,
            "export": self.export,
            "settings": self.settings,
            "quit": lambda: window.close(),
            "undo": lambda: self._edit("undo"),
            "redo": lambda: self._edit("redo"),
            "cut": lambda: self._edit("cut"),
            "copy": lambda: self._edit("copy"),
            "paste": lambda: self._edit("paste"),
            "select_all": lambda: self._edit("selectAll"),
            "generate": self.generate,
            "stop": lambda: window.companion.compose.stop_now(),
            "insert_candidate": lambda: window.companion.compose.insert_focused(),
            "queue": lambda: (window.actions_["focus"].setChecked(False), window.queue_panel.toggle()),
            "show_prompt": self.show_prompt,
            "bans": self.bans,
            "check": self.check,
            "compare": lambda: window.show_originality(),
            "models": lambda: window.models.open(),
            "add_model": lambda: window.models.add_file(),
            "choose_model": self.choose_model,
            "reload_model": self.reload_model,
            "forget_states": self.forget_states,
            "palette": lambda: window.palette_.open(),
            "focus": lambda on: window.set_focus_mode(on),
            "origins": lambda on: window.desk.show_tints(on),
            "binder": lambda on: self._fold(window.left, on),
            "companion": lambda on: self._fold(window.companion, on),
            "tab_compose": lambda: window.show_panel(window.companion.compose),
            "tab_check": lambda: window.show_panel(window.companion.check),
            "tab_origins": lambda: window.show_panel(window.companion.origins),
            "tab_history": lambda: window.show_panel(window.companion.history),
            "go_page": lambda: (window.show_page(), window.page.setFocus()),
            "go_binder": lambda: (self._show_binder(), window.binder.view.setFocus()),
            "larger": lambda: self._resize_text(1),
            "smaller": lambda: self._resize_text(-1),
            **{f"theme_{name}": lambda name=name: self._use_theme(name) for name in CHOICES},
            "english": lambda: window.set_language("en"),
            "chinese": lambda: window.set_language("zh"),
            "about": self.about,
        }

    # Documents

    def save(self) -> None:
        """Save now instead of in a second."""
        self._window.page.flush_now()

    def export(self) -> None:
        """Ask where to and export in the background."""
        session = self._window.desk.session
        if session is None:
            return
        from muse_desktop.ui.export_dialog import ExportDialog

        dialog = ExportDialog(session.title, self._window)
        project, notices = session.project_id, self._studio.evidence.notices
        wanted = self._studio.background(lambda: notices.wanted(project))
        self._window.jobs.watch(wanted, dialog, dialog.show_notice)
        rules, document = self._studio.evidence.publication, session.id
        told = self._studio.background(lambda: rules.before_export(project, [document], spoken()))
        self._window.jobs.watch(told, dialog, dialog.show_warnings, lambda _: None)
        dialog.accepted.connect(
            lambda: self.export_to(
                dialog.target(),
                dialog.origins.isChecked(),
                dialog.wanted_annotations,
                dialog.wanted_notice,
            )
        )
        self._show(dialog)

    def export_to(
        self, path: Path, with_origins: bool, annotations: bool = False, notice: bool | None = None
    ) -> None:
        """Save, then write the document to `path`; see `Studio.export`."""
        window = self._window
        if window.desk.session is None or window.desk.save_now() is not None:
            return
        exporting = self._studio.export(window.desk.session.id, path, with_origins, annotations, notice)

        def refused(error: MuseError) -> None:
            if error.code != "publication.blocked" or window.desk.session is None:
                window.news.error(error)
                return
            from muse_desktop.ui.record.publication_room import PublicationRoom

            session = window.desk.session
            again = lambda: self.export_to(path, with_origins, annotations, notice)  # noqa: E731
            window.rooms.get(PublicationRoom).held_back(session.project_id, [session.id], again, error)

        window.jobs.watch(exporting, window, self._exported, refused)

    def _exported(self, paths: list[Path]) -> None:
        names = ", ".join(str(path) for path in paths)
        self._window.notices.tell(
            Notice("export", lambda: self.tr("Exported to {names}").format(names=names), "news")
        )

    # The model

    def generate(self) -> None:
        """Write candidates; the Compose tab comes to the front."""
        window = self._window
        focused = window.focusWidget()
        if not window.companion.compose.isVisible():
            window.show_panel(window.companion.compose)
            if focused is not None and focused.isVisible():
                focused.setFocus()
        if not self._studio.hands.off(window.desk.document):  # else a card says why, in the panel's place
            window.companion.compose.start()

    def choose_model(self) -> None:
        """Ask for another GGUF file and load it."""
        folder = (
            str(Path(self._studio.settings.model_path).parent) if self._studio.settings.model_path else ""
        )
        kinds = self.tr("Models (*.gguf)")
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Use another model"), folder, kinds)
        if name:
            self._window.use_settings(replaced(self._studio.settings, model_path=name, remote_url=""))

    def reload_model(self) -> None:
        """Load the model that the settings name; what goes wrong is told by the model's own notice."""
        window = self._window
        window.jobs.watch(self._studio.model.ready(), window, lambda _: None, lambda _error: None)

    def model_settings_changed(self, before: Settings, after: Settings) -> None:
        """Load the model anew if the settings say so."""
        if any(getattr(before, name) != getattr(after, name) for name in RELOADING):
            self.reload_model()

    def help_with(self, trouble: Trouble) -> None:
        """Do what the offers after crashes say."""
        trouble.smaller_wanted.connect(self.use_smaller)
        trouble.without_adapters_wanted.connect(self.drop_adapters)
        trouble.details_wanted.connect(self.show_details)

    def use_smaller(self) -> None:
        """After crashes: less context, on the processor alone, and try the same file again."""
        window, model = self._window, self._studio.model
        window.companion.compose.trouble.clear()
        window.keep_settings(model.smaller())
        window.jobs.watch(model.try_again(), window, lambda _: None, lambda _error: None)

    def drop_adapters(self) -> None:
        """An adapter was refused: the model alone."""
        self._window.use_settings(replaced(self._studio.settings, adapters=()))

    def show_details(self, error: MuseError) -> None:
        """What the model program said last."""
        from muse_desktop.ui.base.text_dialog import DetailsDialog

        self._show(DetailsDialog(error.text(spoken()), self._studio.model.last_words, self._window))

    def show_prompt(self) -> None:
        """Exactly what the model would see now."""
        from muse_desktop.ui.base.text_dialog import PromptDialog

        prepared = self._window.companion.compose.prepared
        if prepared is not None:
            url = self._studio.settings.remote_url
            self._show(PromptDialog(prepared.prompt_text, self._window, sent_to=url))

    def open_prompt(self, prompt: str) -> None:
        """Show a prompt that is on record."""
        from muse_desktop.ui.base.text_dialog import PromptDialog

        self._show(PromptDialog(prompt, self._window, recorded=True))

    def bans(self) -> None:
        """Which words the model must not use; kept with the settings."""
        from muse_desktop.ui.compose.bans import BansDialog

        dialog = BansDialog(self._studio.settings.banned, self._window)
        dialog.accepted.connect(lambda: self._ban(dialog.banned()))
        self._show(dialog)

    def _ban(self, banned: tuple[str, ...]) -> None:
        self._window.use_settings(replaced(self._studio.settings, banned=banned))
        self._window.companion.compose.show_bans()

    # The check

    def forget_states(self) -> None:
        """Delete what the model has read of the documents from memory and disk; the documents stay."""
        window = self._window
        window.jobs.watch(
            self._studio.forget_states(),
            window,
            lambda _: window.notices.tell(
                Notice(
                    "forgotten",
                    lambda: self.tr("What the model had read is forgotten. Your documents are as they were."),
                    "news",
                )
            ),
        )

    def check(self) -> None:
        """Compare the document with the library."""
        window = self._window
        if window.desk.session is not None:
            window.show_panel(window.companion.check)
            window.rooms.get(OriginalityRoom).check()

    def show_skipped(self, report: AddReport) -> None:
        """Which files an import left out, and why."""
        from muse_desktop.ui.base.text_dialog import SkippedDialog

        self._show(SkippedDialog(report, spoken(), self._window))

    # The window

    def settings(self, page: str = "") -> None:
        """Change settings, beginning at a page of the dialog; language and look are tried out at once."""
        from muse_desktop.ui.settings.dialog import SettingsDialog

        window = self._window
        dialog = SettingsDialog(self._studio, window.jobs, window, window.actions_)
        if page:
            dialog.go(getattr(dialog, page))
        dialog.tried.connect(window.try_settings)
        dialog.accepted.connect(lambda: window.use_settings(dialog.settings()))
        dialog.rejected.connect(lambda: window.try_settings(dialog.before))
        self._show(dialog)

    def about(self) -> None:
        """Version, licence, where the work is."""
        from muse_desktop.ui.about_dialog import AboutDialog

        self._show(AboutDialog(self._studio, self._window))

    def _show(self, dialog: object) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _edit(self, what: str) -> None:
        """Undo, copy and the like act where the keyboard is, or else on the page while that is in view."""
        focused = QApplication.focusWidget()
        several = QAbstractItemView.SelectionMode.ExtendedSelection
        if isinstance(focused, (QLineEdit, QPlainTextEdit, QTextEdit)):
            getattr(focused, what)()
        elif what == "selectAll" and isinstance(focused, QAbstractItemView):
            if focused.selectionMode() == several:
                focused.selectAll()
        elif self._window.page.isVisible():
            getattr(self._window.page, what)()

    def _fold(self, pane: object, shown: bool) -> None:
        pane.setVisible(shown and not self._window.actions_["focus"].isChecked())

    def _show_binder(self) -> None:
        self._window.show_page()
        self._window.actions_["focus"].setChecked(False)
        self._window.actions_["binder"].setChecked(True)

    def _use_theme(self, name: Choice) -> None:
        self._window.use_settings(replaced(self._studio.settings, theme=name))

    def _resize_text(self, points: int) -> None:
        settings = self._studio.settings
        size = max(LEAST_POINTS, min(MOST_POINTS, settings.text_points + points))
        self._window.use_settings(replaced(settings, text_points=size))
