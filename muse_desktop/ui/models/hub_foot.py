"""The line below the models to be had: who the writer is at the hub, and which hub it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.models.hub_address import parse_hub_address
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated
from muse_desktop.ui.base.widgets import TextButton
from muse_desktop.ui.models.get_words import hub_host
from muse_desktop.ui.models.sign_in import HubAddressDialog, SignInDialog

HEIGHT = 34


class HubFoot(Retranslated, QWidget):
    """Sign in or out at the left, the hub's address at the right."""

    failed = Signal(object)  # MuseError
    signed_in = Signal()
    hub_changed = Signal()

    def __init__(self, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._account: str | None = None  # of whoever is signed in; "": a name not known, None: nobody
        self.account = QLabel(self)
        self.account.setProperty("role", "caption")
        self.sign, self.hub = TextButton(self), TextButton(self)
        for button in (self.sign, self.hub):
            button.setProperty("role", "legend")
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(14)
        line.addWidget(self.account)
        line.addWidget(self.sign)
        line.addStretch(1)
        line.addWidget(self.hub)
        self.sign.clicked.connect(lambda: self.sign_in() if self._account is None else self.sign_out())
        self.hub.clicked.connect(self.choose_hub)
        self.retranslate()

    @property
    def host(self) -> str:
        """The host of the hub that is used."""
        try:
            return hub_host(self._studio.settings.hub_endpoint)
        except MuseError:  # a settings file that somebody wrote by hand
            return self._studio.settings.hub_endpoint

    def page(self, repo: str) -> str:
        """The page of a model at the hub, for a browser; "" where the hub has no address."""
        try:
            return f"{parse_hub_address(self._studio.settings.hub_endpoint).url}/{repo}"
        except MuseError:
            return ""

    def retranslate(self) -> None:
        """Set the words again."""
        words = self.tr("Not signed in. Most models need no account.")
        if self._account is not None:
            named = self.tr("Signed in as {name}.").format(name=self._account)
            words = named if self._account else self.tr("Signed in.")
        self.account.setText(words)
        self.sign.setText(self.tr("Sign in…") if self._account is None else self.tr("Sign out"))
        self.hub.setText(self.tr("Hub: {host}").format(host=self.host))
        self.hub.setToolTip(self.tr("Use a mirror of the hub instead"))

    def reload(self) -> None:
        """Look whether somebody is signed in; the keyring may take its time."""
        token = self._studio.models.token
        asking = self._studio.background(lambda: bool(token.get()))
        self._jobs.watch(asking, self, self._know, self.failed.emit)
        self.retranslate()

    def sign_in(self) -> None:
        """Ask for an access token."""
        dialog = SignInDialog(self._studio, self._jobs, self)
        dialog.signed_in.connect(self._welcome)
        dialog.finished.connect(lambda _: self.reload())  # also where the keyring refused the token
        self._open(dialog)

    def sign_out(self) -> None:
        """Forget the token."""
        leaving = self._studio.background(self._studio.models.sign_out)
        self._jobs.watch(leaving, self, None, self.failed.emit, self.reload)

    def choose_hub(self) -> None:
        """Ask for the address of the hub."""
        dialog = HubAddressDialog(self._studio, self)
        dialog.accepted.connect(self._moved)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _moved(self) -> None:
        self._account = None
        self.reload()
        self.hub_changed.emit()

    def _welcome(self, name: str) -> None:
        self._account = name
        self.retranslate()
        self.signed_in.emit()

    def _know(self, signed_in: bool) -> None:
        self._account = (self._account or "") if signed_in else None
        self.retranslate()
