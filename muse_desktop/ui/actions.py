"""Every action of the window, declared once: the menus, the shortcuts and the palette all read this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from muse_desktop.settings import Shortcut
from muse_desktop.ui.base.keys import native, resolved

Standard = QKeySequence.StandardKey


class ActionSpec(msgspec.Struct, frozen=True):
    """One action: its name in code, its menu, its English words, its keys."""

    id: str
    menu: str
    text: str
    keys: str | QKeySequence.StandardKey = ""
    checkable: bool = False
    separator: bool = False  # a thin line above it in the menu


MENUS: dict[str, str] = {
    "file": QT_TRANSLATE_NOOP("Actions", "File"),
    "edit": QT_TRANSLATE_NOOP("Actions", "Edit"),
    "manuscript": QT_TRANSLATE_NOOP("Actions", "Manuscript"),
    "library": QT_TRANSLATE_NOOP("Actions", "Library"),
    "write": QT_TRANSLATE_NOOP("Actions", "Write"),
    "view": QT_TRANSLATE_NOOP("Actions", "View"),
    "help": QT_TRANSLATE_NOOP("Actions", "Help"),
}

SPECS: tuple[ActionSpec, ...] = (
    ActionSpec("new_document", "file", QT_TRANSLATE_NOOP("Actions", "New document"), Standard.New),
    ActionSpec("rename_document", "file", QT_TRANSLATE_NOOP("Actions", "Rename document")),
    ActionSpec("trash_document", "file", QT_TRANSLATE_NOOP("Actions", "Move document to trash")),
    ActionSpec("move_up", "file", QT_TRANSLATE_NOOP("Actions", "Move document up"), "Alt+Shift+Up"),
    ActionSpec("move_down", "file", QT_TRANSLATE_NOOP("Actions", "Move document down"), "Alt+Shift+Down"),
    ActionSpec(
        "add_files", "file", QT_TRANSLATE_NOOP("Actions", "Add files to the library…"), separator=True
    ),
    ActionSpec("add_folder", "file", QT_TRANSLATE_NOOP("Actions", "Add a folder to the library…")),
    ActionSpec("save", "file", QT_TRANSLATE_NOOP("Actions", "Save now"), Standard.Save, separator=True),
    ActionSpec("export", "file", QT_TRANSLATE_NOOP("Actions", "Export document…"), "Ctrl+Shift+E"),
    ActionSpec("settings", "file", QT_TRANSLATE_NOOP("Actions", "Settings…"), "Ctrl+,", separator=True),
    ActionSpec("quit", "file", QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q"),
    ActionSpec("undo", "edit", QT_TRANSLATE_NOOP("Actions", "Undo"), Standard.Undo),
    ActionSpec("redo", "edit", QT_TRANSLATE_NOOP("Actions", "Redo"), Standard.Redo),
    ActionSpec("cut", "edit", QT_TRANSLATE_NOOP("Actions", "Cut"), Standard.Cut, separator=True),
    ActionSpec("copy", "edit", QT_TRANSLATE_NOOP("Actions", "Copy"), Standard.Copy),
    ActionSpec("paste", "edit", QT_TRANSLATE_NOOP("Actions", "Paste"), Standard.Paste),
    ActionSpec("select_all", "edit", QT_TRANSLATE_NOOP("Actions", "Select all"), Standard.SelectAll),
    ActionSpec("generate", "write", QT_TRANSLATE_NOOP("Actions", "Write candidates"), "Ctrl+Return"),
    ActionSpec("stop", "write", QT_TRANSLATE_NOOP("Actions", "Stop writing")),
    ActionSpec(
        "insert_candidate", "write", QT_TRANSLATE_NOOP("Actions", "Insert the candidate"), "Ctrl+Shift+Return"
    ),
    ActionSpec(
        "queue", "write", QT_TRANSLATE_NOOP("Actions", "What the model does now and next"), "Ctrl+Shift+Q"
    ),
    ActionSpec("show_prompt", "write", QT_TRANSLATE_NOOP("Actions", "Show the prompt"), "Ctrl+Shift+P"),
    ActionSpec("bans", "write", QT_TRANSLATE_NOOP("Actions", "Words the model must not use…")),
    ActionSpec(
        "check", "write", QT_TRANSLATE_NOOP("Actions", "Check originality"), "Ctrl+Shift+K", separator=True
    ),
    ActionSpec("compare", "write", QT_TRANSLATE_NOOP("Actions", "Compare passages side by side")),
    ActionSpec("models", "write", QT_TRANSLATE_NOOP("Actions", "Models…"), "Ctrl+Shift+M", separator=True),
    ActionSpec("add_model", "write", QT_TRANSLATE_NOOP("Actions", "Add a model file…")),
    ActionSpec("choose_model", "write", QT_TRANSLATE_NOOP("Actions", "Use another model…")),
    ActionSpec("reload_model", "write", QT_TRANSLATE_NOOP("Actions", "Load the model again")),
    ActionSpec("forget_states", "write", QT_TRANSLATE_NOOP("Actions", "Forget what the model has read")),
    ActionSpec("palette", "view", QT_TRANSLATE_NOOP("Actions", "Find any action"), "Ctrl+K"),
    ActionSpec("focus", "view", QT_TRANSLATE_NOOP("Actions", "Focus mode"), "F11", checkable=True),
    ActionSpec(
        "origins",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Show origins on the page"),
        "Ctrl+Shift+O",
        checkable=True,
    ),
    ActionSpec(
        "binder",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Show the binder"),
        "Ctrl+Shift+B",
        checkable=True,
        separator=True,
    ),
    ActionSpec(
        "companion",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Show the companion"),
        "Ctrl+Shift+C",
        checkable=True,
    ),
    ActionSpec(
        "tab_compose", "view", QT_TRANSLATE_NOOP("Actions", "Go to Compose"), "Ctrl+1", separator=True
    ),
    ActionSpec("tab_check", "view", QT_TRANSLATE_NOOP("Actions", "Go to Check"), "Ctrl+2"),
    ActionSpec("tab_origins", "view", QT_TRANSLATE_NOOP("Actions", "Go to Origins"), "Ctrl+3"),
    ActionSpec("tab_history", "view", QT_TRANSLATE_NOOP("Actions", "Go to History"), "Ctrl+4"),
    ActionSpec("go_page", "view", QT_TRANSLATE_NOOP("Actions", "Go to the page"), "Ctrl+0"),
    ActionSpec("go_binder", "view", QT_TRANSLATE_NOOP("Actions", "Go to the binder"), "Ctrl+9"),
    ActionSpec(
        "larger", "view", QT_TRANSLATE_NOOP("Actions", "Larger text"), Standard.ZoomIn, separator=True
    ),
    ActionSpec("smaller", "view", QT_TRANSLATE_NOOP("Actions", "Smaller text"), Standard.ZoomOut),
    ActionSpec("theme_light", "view", QT_TRANSLATE_NOOP("Actions", "Light theme"), separator=True),
    ActionSpec("theme_dark", "view", QT_TRANSLATE_NOOP("Actions", "Dark theme")),
    ActionSpec("theme_paper", "view", QT_TRANSLATE_NOOP("Actions", "Warm paper theme")),
    ActionSpec("theme_contrast", "view", QT_TRANSLATE_NOOP("Actions", "High-contrast theme")),
    ActionSpec("theme_system", "view", QT_TRANSLATE_NOOP("Actions", "Theme as the system has it")),
    ActionSpec("english", "view", "English", separator=True),
    ActionSpec("chinese", "view", "中文"),
    ActionSpec("about", "help", QT_TRANSLATE_NOOP("Actions", "About Muse Desktop")),
)


class ActionBook(QObject):
    """The window's actions by id. The window calls `retranslate`, and menus and palette follow."""

    shortcuts_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        handlers: Mapping[str, Callable[..., None]],
        more: Sequence[ActionSpec] = (),
    ) -> None:
        super().__init__(window)
        self.specs = (*SPECS, *more)
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._menu_places = {spec.id: list(MENUS).index(spec.menu) for spec in self.specs}
        self._shortcuts: tuple[Shortcut, ...] = ()
        self._reasons: dict[str, str] = {}
        for spec in self.specs:
            action = QAction(window)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            action.setShortcut(self.own_keys(spec))
            action.setAutoRepeat(spec.id != "generate")  # a key held down asks for one generation
            action.setMenuRole(_MENU_ROLES.get(spec.id, QAction.MenuRole.NoRole))
            signal = action.toggled if spec.checkable else action.triggered
            handler = handlers[spec.id]
            signal.connect(handler if spec.checkable else lambda _checked=False, call=handler: call())
            window.addAction(action)  # so that shortcuts work while the menu bar is hidden
            self._actions[spec.id] = action
        self.retranslate()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    @staticmethod
    def own_keys(spec: ActionSpec) -> QKeySequence:
        """The keys an action has as long as the writer has not chosen others."""
        return QKeySequence(spec.keys) if spec.keys != "" else QKeySequence()

    def use_shortcuts(self, shortcuts: tuple[Shortcut, ...]) -> None:
        """Give the actions the keys the writer has chosen, all others their own; at once."""
        if shortcuts == self._shortcuts:
            return
        self._shortcuts = shortcuts
        own = {spec.id: self.own_keys(spec) for spec in self.specs}
        for action, keys in resolved(own, {one.action: one.keys for one in shortcuts}).items():
            if self._actions[action].shortcut() != keys:
                self._actions[action].setShortcut(keys)
        self.retranslate()
        self.shortcuts_changed.emit()

    def refuse(self, action_id: str, reason: str) -> None:
        """Disable an action and say why, in a sentence, wherever it is shown; "" for enabling it again."""
        self._reasons[action_id] = reason
        self._actions[action_id].setEnabled(not reason)
        self._say(action_id)
        self._show_reasons()

    def reason(self, action_id: str) -> str:
        """Why an action is disabled; "" when nothing is known."""
        return self._reasons.get(action_id, "")

    def all(self) -> list[QAction]:
        """Every action in the order of the menus."""
        return list(self._actions.values())

    def menu_of(self, action_id: str) -> str:
        """The translated name of the menu an action belongs to."""
        spec = next(spec for spec in self.specs if spec.id == action_id)
        return QCoreApplication.translate("Actions", MENUS[spec.menu])

    def menu_place(self, action_id: str) -> int:
        """Which menu an action belongs to, counted from 0."""
        return self._menu_places[action_id]

    def fill(self, bar: QMenuBar | QMenu) -> None:
        """Add the menus with their actions to a menu bar or a menu."""
        for menu_id in MENUS:
            menu = self._menus.get(menu_id)
            if menu is None:
                menu = self._menus[menu_id] = QMenu(bar)
                for spec in self.specs:
                    if spec.menu == menu_id:
                        if spec.separator:
                            menu.addSeparator()
                        menu.addAction(self._actions[spec.id])
            bar.addMenu(menu)
        self.retranslate()
        self._show_reasons()

    def _show_reasons(self) -> None:
        """Menus show tool tips only where one of them says why an action is disabled."""
        menus = {spec.menu for spec in self.specs if self._reasons.get(spec.id)}
        for menu_id, menu in self._menus.items():
            menu.setToolTipsVisible(menu_id in menus)

    def retranslate(self) -> None:
        """Set the words again in the current language."""
        for spec in self.specs:
            action = self._actions[spec.id]
            words = QCoreApplication.translate("Actions", spec.text)
            action.setText(words)
            self._say(spec.id)
        for menu_id, menu in self._menus.items():
            menu.setTitle(QCoreApplication.translate("Actions", MENUS[menu_id]))

    def _say(self, action_id: str) -> None:
        action = self._actions[action_id]
        words, keys = action.text(), native(action.shortcut())
        reason = self._reasons.get(action_id, "")
        action.setToolTip("\n".join(filter(None, (f"{words} ({keys})" if keys else words, reason))))


_MENU_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "settings": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
}
