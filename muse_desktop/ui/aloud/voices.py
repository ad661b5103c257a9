"""Voices of the system, through Qt's text to speech where that is installed and finds one.

QtTextToSpeech comes with PySide6-Addons, 175 MB to fetch, of which reading aloud needs less than one. So it
is an extra (`pip install muse-desktop[aloud]`), imported when first asked for.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QLocale, QObject, Signal

from muse_desktop.errors import MuseError

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

SILENT = "mock"  # Qt's engine for tests; it says nothing


class Voice(msgspec.Struct, frozen=True):
    """A voice: its id in the settings, its name, its language ("zh") and place ("zh_CN")."""

    id: str
    name: str
    language: str
    place: str


class Speaker(QObject):
    """Says one piece of text after another. Only on the window's thread."""

    finished = Signal()  # the piece has been said to its end
    failed = Signal(str)  # the reason in the system's words

    def voices(self) -> tuple[Voice, ...]:
        """What there is to choose from."""
        raise NotImplementedError

    def say(self, text: str, voice: str = "") -> None:
        """Begin to say `text` with a voice ("" is the system's own), and forget the piece before."""
        raise NotImplementedError

    def set_rate(self, rate: float) -> None:
        """How fast, -1 (slowest) to 1; from the next piece on."""
        raise NotImplementedError

    def stop(self) -> None:
        """Be silent; `finished` does not follow."""
        raise NotImplementedError


def installed() -> bool:
    """Whether Qt's speech is there at all; quick, nothing is loaded."""
    return find_spec("PySide6.QtTextToSpeech") is not None


def open_speaker(parent: QObject) -> Speaker:
    """The system's speech; a MuseError of the room "aloud" says why there is none."""
    if not installed():
        raise MuseError("aloud.not_installed")
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError as error:  # a library of the system is missing, such as libpulse.so.0
        raise MuseError("aloud.not_loaded", reason=str(error)) from error
    engines = [name for name in QTextToSpeech.availableEngines() if name != SILENT]
    if not engines:
        raise MuseError("aloud.no_voice")
    speaker = QtSpeaker(parent)
    if not speaker.voices():
        speaker.deleteLater()
        raise MuseError("aloud.no_voice")
    return speaker


class QtSpeaker(Speaker):
    """Qt's text to speech."""

    def __init__(self, parent: QObject | None = None, engine: str = "") -> None:
        super().__init__(parent)
        from PySide6.QtTextToSpeech import QTextToSpeech

        self._states = QTextToSpeech.State
        self._speech: QTextToSpeech = QTextToSpeech(engine, self) if engine else QTextToSpeech(self)
        self._own = self._speech.voice()
        self._found = self._find()
        self._heard = False  # the piece that was asked for last has begun
        self._speech.stateChanged.connect(self._changed)

    def voices(self) -> tuple[Voice, ...]:
        """Those of all languages, by language and name."""
        found = (
            Voice(voice_id, voice.name(), place.split("_")[0], place)
            for voice_id, voice in self._found.items()
            if (place := voice.locale().name())
        )
        return tuple(sorted(found, key=lambda voice: (voice.place, voice.name.casefold())))

    def say(self, text: str, voice: str = "") -> None:
        """Say `text`; a voice that is gone is replaced by the system's own."""
        wanted = self._found.get(voice, self._own)
        if wanted != self._speech.voice():
            self._speech.setVoice(wanted)
        self._heard = False
        self._speech.say(text)

    def set_rate(self, rate: float) -> None:
        """Set the rate if it is another one: engines begin the sentence anew."""
        if abs(self._speech.rate() - rate) > 0.01:
            self._speech.setRate(rate)

    def stop(self) -> None:
        """Be silent at once."""
        self._heard = False
        self._speech.stop()

    def _find(self) -> dict[str, QVoice]:
        found: dict[str, QVoice] = {}
        for locale in self._speech.availableLocales():
            for voice in self._speech.allVoices(QLocale(locale)):
                found[f"{voice.locale().name()}/{voice.name()}"] = voice
        return found

    def _changed(self, state: object) -> None:
        if state == self._states.Speaking:
            self._heard = True
        elif state == self._states.Error:
            self._heard = False
            self.failed.emit(self._speech.errorString())
        elif state == self._states.Ready and self._heard:  # else it tells of a piece that was stopped
            self._heard = False
            self.finished.emit()
