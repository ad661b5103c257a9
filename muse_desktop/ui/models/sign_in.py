"""Who the writer is at the hub, and which hub it is: two small dialogs that are asked for, never forced."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.models.hub_address import HUB, parse_hub_address
from muse_desktop.settings import replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.base.widgets import TextButton, fit, shifted
from muse_desktop.ui.models.get_words import hub_host
from muse_desktop.ui.settings.parts import set_role, small_print

WIDTH = 470
TOKENS_PAGE = "/settings/tokens"


class HubDialog(Retranslated, QDialog):
    """What both dialogs are made of: a heading, what it is about, one field, an answer, two buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.about = small_print(self, "muted")
        self.label = QLabel(self)
        self.field = QLineEdit(self)
        self.label.setBuddy(self.field)
        self.link = TextButton(self)
        self.note = small_print(self)
        self.answer = small_print(self, "error")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.do = QPushButton(self)
        self.do.setProperty("role", "primary")
        self.do.setDefault(True)
        self.buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(24, 20, 24, 18)
        self.box.setSpacing(8)
        for widget in (self.heading, self.about, self.label, self.field):
            self.box.addWidget(widget)
        self.box.addLayout(shifted(self.link))
        for widget in (self.note, self.answer):
            self.box.addWidget(widget)
        self.box.addSpacing(8)
        self.box.addWidget(self.buttons)
        self.answer.hide()
        self.buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        """Set the words again."""
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self.field.setAccessibleName(self.label.text())

    def say(self, words: str, role: str = "error") -> None:
        """Say how it went; "": nothing."""
        set_role(self.answer, role)
        self.answer.setText(words)
        self.answer.setVisible(bool(words))
        fit(self, WIDTH)


class SignInDialog(HubDialog):
    """Asks for an access token and has the hub confirm it."""

    signed_in = Signal(str)  # the user's name

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._endpoint = parse_hub_address(studio.settings.hub_endpoint).url
        self._host = hub_host(studio.settings.hub_endpoint)
        self._kept: bool | None = None
        self._error: MuseError | None = None
        self._asking = False
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(500)
        self.field.setClearButtonEnabled(False)
        self.field.textChanged.connect(self._typed)
        self.do.clicked.connect(self.sign_in)
        self.link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._endpoint + TOKENS_PAGE)))
        self.finished.connect(lambda _: self.field.clear())
        self.retranslate()
        token = studio.models.token
        jobs.watch(studio.background(lambda: token.kept), self, self._show_kept)

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Sign in"))
        self.heading.setText(self.tr("Sign in to {host}").format(host=self._host))
        self.about.setText(
            self.tr(
                "Only models whose owners ask for it need this; all others download without. You sign in "
                "with an access token from your account there. One that may only read is enough."
            )
        )
        self.label.setText(self.tr("Access token"))
        self.field.setPlaceholderText("hf_…")
        self.link.setText(self.tr("Make one in the browser"))
        self.link.setToolTip(self._endpoint + TOKENS_PAGE)
        self.do.setText(self.tr("Asking…") if self._asking else self.tr("Sign in"))
        self.note.setText(self._kept_words())
        super().retranslate()
        self._typed()
        self.say(self._error.text(spoken()) if self._error is not None else "")

    def _kept_words(self) -> str:
        if self._kept is False:
            return self.tr(
                "This computer has no keyring that could keep it: it is remembered until Muse Desktop "
                "closes, and written nowhere."
            )
        words = self.tr("It is kept in this computer’s keyring, in no file of ours, and sent only to {host}.")
        return words.format(host=self._host)

    def _show_kept(self, kept: bool) -> None:
        self._kept = kept
        self.note.setText(self._kept_words())
        fit(self, WIDTH)

    def _typed(self) -> None:
        self.do.setEnabled(bool(self.field.text().strip()) and not self._asking)

    def sign_in(self) -> None:
        """Ask the hub whose token this is."""
        if self._asking or not self.field.text().strip():
            return
        self._asking, self._error = True, None
        self.retranslate()

        def refused(error: MuseError) -> None:
            self._error = error

        def over() -> None:
            self._asking = False
            self.retranslate()

        def welcome(name: str) -> None:
            self.signed_in.emit(name)
            self.accept()

        self._jobs.watch(self._studio.models.sign_in(self.field.text().strip()), self, welcome, refused, over)


class HubAddressDialog(HubDialog):
    """Asks which hub to use: the usual one, or a mirror."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._error: MuseError | None = None
        self.field.setText(studio.settings.hub_endpoint)
        self.field.setPlaceholderText(HUB)
        self.do.clicked.connect(self.save)
        self.link.clicked.connect(self.field.clear)
        self.field.textChanged.connect(self._typed)
        self._typed()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self.setWindowTitle(self.tr("Address of the hub"))
        self.heading.setText(self.tr("Where models come from"))
        self.about.setText(
            self.tr(
                "The hub is a public store of models. Where it cannot be reached, or is slow, a mirror that "
                "speaks the same language can stand in for it. Whoever runs a mirror sees what you download; "
                "a file whose fingerprint our list knows is still compared with it."
            )
        )
        self.label.setText(self.tr("Address"))
        self.link.setText(self.tr("Back to the usual one"))
        self.note.setText(
            self.tr("A sign-in is sent only to the hub it was made for, never to another address.")
        )
        self.do.setText(self.tr("Save"))
        super().retranslate()
        self.say(self._error.text(spoken()) if self._error is not None else "")

    def _typed(self) -> None:
        self.link.setVisible(bool(self.field.text()))
        if self._error is not None:
            self._error = None
            self.say("")

    def save(self) -> None:
        """Keep the address, if it is one."""
        try:
            address = parse_hub_address(self.field.text())
            kept = "" if address.url == HUB else address.url
            self._studio.set_settings(replaced(self._studio.settings, hub_endpoint=kept))
        except MuseError as error:
            self._error = error
        except OSError as error:
            self._error = MuseError("ui.settings_not_saved", reason=error.strerror or str(error))
        else:
            self.accept()
            return
        self.say(self._error.text(spoken()))
