"""Settings, the page of the hub: where models are looked for and downloaded from."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from muse_desktop.errors import MuseError
from muse_desktop.models.hub_address import HUB, parse_hub_address
from muse_desktop.settings import Settings, replaced
from muse_desktop.ui.base.languages import Retranslated, spoken
from muse_desktop.ui.settings.parts import Form, Page, set_role, small_print


class HubPage(Retranslated, Page):
    """An address that cannot be one is not taken over, and the page says why."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = small_print(self.inside, "muted")
        self.address = QLineEdit(settings.hub_endpoint, self.inside)
        self.address.setPlaceholderText(HUB)
        self.answer = small_print(self.inside, "muted")
        self._form = Form()
        self._form.add(self.address)
        self.box.addWidget(self._about)
        self.box.addLayout(self._form)
        self.box.addWidget(self.answer)
        self.box.addStretch(1)
        self.address.textChanged.connect(lambda _: self._show())
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words again."""
        self._about.setText(
            self.tr(
                "Models are looked for and downloaded at a public hub, only when you ask for it under Models."
                " Where it cannot be reached, or is slow, a mirror that speaks the same language can stand in"
                " for it. Leave this empty for the usual one."
            )
        )
        self._form.name(self.address, self.tr("Address of the hub"))
        self._show()

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this page says."""
        try:
            url = parse_hub_address(self.address.text()).url
        except MuseError:
            return settings
        return replaced(settings, hub_endpoint="" if url == HUB else url)

    def _show(self) -> None:
        try:
            host = parse_hub_address(self.address.text()).url.partition("://")[2]
        except MuseError as error:
            set_role(self.answer, "error")
            self.answer.setText(error.text(spoken()))
            return
        set_role(self.answer, "muted")
        words = self.tr("Searches and downloads go to {host}. Whoever runs it sees what you download.")
        self.answer.setText(words.format(host=host))
