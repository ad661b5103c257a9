"""Settings, last page: a model that runs at an address the writer types. Off unless it is agreed to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from muse_desktop.engine.protocol import ModelInfo
from muse_desktop.engine.remote.address import Address, parse_address
from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.studio import Studio
from muse_desktop.ui.base.jobs import Jobs
from muse_desktop.ui.base.languages import Retranslated, number, spoken
from muse_desktop.ui.base.widgets import TextButton
from muse_desktop.ui.settings.parts import Form, Page, sentences, set_role, small_print

MOST_ALLOWED = 50


def address_of(typed: str) -> Address | None:
    """The address in what was typed; None where there is none yet."""
    try:
        return parse_address(typed)
    except MuseError:
        return None


class RemotePage(Retranslated, Page):
    """Nothing is sent from here: Try asks the server what it has, and no more."""

    def __init__(self, settings: Settings, studio: Studio, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._jobs = jobs
        self._tries = 0
        self._found: ModelInfo | None = None
        self._error: MuseError | None = None
        self._trying = False
        self._allowed = settings.remote_allowed
        before = settings.remote_url or (settings.remote_allowed or ("",))[-1]
        if settings.remote_url and (known := address_of(settings.remote_url)):
            self._allowed = (*(one for one in self._allowed if one != known.url), known.url)
        self._about = small_print(self.inside, "muted")
        self.address = QLineEdit(before, self.inside)
        self.model = QLineEdit(settings.remote_model, self.inside)
        self.try_button = QPushButton(self.inside)
        self.try_button.setProperty("role", "chip")
        self.answer = small_print(self.inside, "muted")
        self.sent = small_print(self.inside, "")
        self.use = QCheckBox(self.inside)
        self.use.setChecked(bool(settings.remote_url))
        self.question = QFrame(self.inside)
        self.question.setProperty("role", "card")
        self._asked = small_print(self.question, "")
        self.agree = QPushButton(self.question)
        self.agree.setProperty("role", "chip")
        self.decline = TextButton(self.question)
        self._build()
        self.address.textChanged.connect(self._change)
        self.model.textChanged.connect(lambda _: self._forget())
        self.try_button.clicked.connect(self.try_it)
        self.use.toggled.connect(lambda _: self._show())
        self.agree.clicked.connect(self._agree)
        self.decline.clicked.connect(self._decline)
        self.retranslate()

    def _build(self) -> None:
        place = QWidget(self.inside)
        line = QHBoxLayout(place)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.address, 1)
        line.addWidget(self.try_button)
        self._form = Form()
        self._form.add(self.address, place)
        self._form.add(self.model)
        buttons = QHBoxLayout()
        buttons.addWidget(self.agree)
        buttons.addWidget(self.decline)
        buttons.addStretch(1)
        inside = QVBoxLayout(self.question)
        inside.setContentsMargins(14, 10, 12, 10)
        inside.setSpacing(8)
        inside.addWidget(self._asked)
        inside.addLayout(buttons)
        self.box.addWidget(self._about)
        self.box.addLayout(self._form)
        self.box.addWidget(self.answer)
        self.box.addSpacing(8)
        for widget in (self.sent, self.use, self.question):
            self.box.addWidget(widget)
        self.box.addStretch(1)

    def retranslate(self) -> None:
        """Set the words again."""
        self._about.setText(
            self.tr(
                "Normally the model runs on this computer and nothing leaves it. If you have a server with a "
                "larger model, or use a service you trust, it can write instead; it must speak the same "
                "language as OpenAI's, as llama-server, vLLM and many others do."
            )
        )
        self._form.name(self.address, self.tr("Address"))
        self._form.name(self.model, self.tr("Model name"))
        self.model.setPlaceholderText(self.tr("the first one it has"))
        self.address.setPlaceholderText("http://127.0.0.1:8080")
        self.try_button.setAccessibleName(self.tr("Try the address"))
        self.use.setText(self.tr("Write with the model at this address"))
        self.agree.setText(self.tr("Yes, send it there"))
        self.decline.setText(self.tr("No, keep everything here"))
        self._show()

    @property
    def chosen(self) -> Address | None:
        """Where the model runs from now on; None: here, also while the writer has not agreed yet."""
        address = address_of(self.address.text())
        on = self.use.isChecked() and address is not None and address.url in self._allowed
        return address if on else None

    def apply(self, settings: Settings) -> Settings:
        """`settings` with what this page says."""
        address = self.chosen
        return replaced(
            settings,
            remote_url=address.url if address is not None else "",
            remote_model=self.model.text().strip(),
            remote_allowed=self._allowed[-MOST_ALLOWED:],
        )

    def try_it(self) -> None:
        """Ask what answers at the address."""
        self._forget()
        self._trying = True
        number_, self._tries = self._tries + 1, self._tries + 1

        def told(found: ModelInfo) -> None:
            if number_ == self._tries:
                self._found = found

        def refused(error: MuseError) -> None:
            if number_ == self._tries:
                self._error = error

        def over() -> None:
            if number_ == self._tries:
                self._trying = False
                self._show()

        asked = self._studio.model.try_remote(self.address.text(), self.model.text().strip())
        self._jobs.watch(asked, self, told, refused, over)
        self._show()

    def _change(self) -> None:
        self._forget()
        if not address_of(self.address.text()):
            self.use.setChecked(False)
        self._show()

    def _forget(self) -> None:
        """What answered does not count any more."""
        self._tries += 1
        self._found, self._error, self._trying = None, None, False
        self._show()

    def _agree(self) -> None:
        address = address_of(self.address.text())
        if address is not None:
            self._allowed = (*(one for one in self._allowed if one != address.url), address.url)
        self._show()
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decline(self) -> None:
        self.use.setChecked(False)
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        address = address_of(self.address.text())
        self.try_button.setText(self.tr("Trying…") if self._trying else self.tr("Try"))
        self.try_button.setEnabled(bool(self.address.text().strip()) and not self._trying)
        self.use.setEnabled(address is not None)
        self.answer.setText(self._answer())
        self.answer.setVisible(bool(self.answer.text()))
        set_role(self.answer, "error" if self._error is not None else "muted")
        self.sent.setText(self._sent(address) if address is not None else "")
        self.sent.setVisible(address is not None)
        asks = address is not None and self.use.isChecked() and address.url not in self._allowed
        self.question.setVisible(asks)
        if asks:
            words = self.tr("{host} is new here. Shall your draft be sent there whenever you ask for text?")
            self._asked.setText(words.format(host=address.host))

    def _answer(self) -> str:
        if self._trying:
            return self.tr("Asking…")
        if self._error is not None:
            return self._error.text(spoken())
        if self._found is None:
            return ""
        words = self.tr("{name} answered. It sees {context} tokens at once.")
        return words.format(name=self._found.name, context=number(self._found.context))

    def _sent(self, address: Address) -> str:
        if address.is_loopback:
            return self.tr(
                "While this is on, what the model is asked, with the text of your draft, is sent to the "
                "program that answers at this address on this computer."
            )
        words = self.tr(
            "While this is on, what the model is asked, with the text of your draft, is sent to {host}. "
            "Whoever runs that server can read it."
        ).format(host=address.host)
        if not address.is_secure:
            open_ = self.tr("It travels without encryption: others on the same network can read it.")
            words = sentences(words, open_)
        return words
