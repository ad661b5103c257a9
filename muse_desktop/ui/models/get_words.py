"""What is said of models to be had: sizes, fit, licences, what was seen of them, how a download goes."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale, QObject

from muse_desktop.errors import message
from muse_desktop.models.advice import Room
from muse_desktop.models.hub_address import HubAddress, parse_hub_address
from muse_desktop.models.values import Commercial, Download, Entry, Licence, Seen, Task
from muse_desktop.ui.base.languages import decimal, spoken
from muse_desktop.ui.settings.parts import in_bytes, sentences

KIND = re.compile(r"(?<![A-Z0-9])(BF16|F16|F32|I?T?Q\d(?:_[A-Z0-9]+)*|MXFP4)(?![A-Z0-9])", re.IGNORECASE)
USUAL = "Q4_K_M"
"""The quantisation that is suggested where a repository offers many."""
ROOM_COLOURS: dict[Room, str] = {"fits": "accent", "tight": "warn", "too_big": "danger"}
ROOM_ROLES: dict[Room, str] = {"fits": "muted", "tight": "warning", "too_big": "error"}
LONGEST_S = 48 * 3600  # a guess beyond is no news


def kind_of(name: str) -> str:
    """The quantisation in a file's name, in capitals; "" where there is none."""
    found = KIND.findall(name.rpartition("/")[2].replace("-", " "))
    return found[-1].upper() if found else ""


def hub_host(endpoint: str) -> str:
    """The host of a hub's address as a writer reads it, without the usual port."""
    address: HubAddress = parse_hub_address(endpoint)
    return address.url.partition("://")[2].partition("/")[0]


class GetWords(QObject):
    """The words of the pages of models to be had."""

    def task(self, task: Task) -> str:
        """What a model is for, in a word or two."""
        names = {
            "prose": self.tr("Prose"),
            "chinese": self.tr("Chinese"),
            "vision": self.tr("Pictures"),
            "embedding": self.tr("Passages"),
        }
        return names[task]

    def task_help(self, task: Task) -> str:
        """What such models do, in a sentence."""
        helps = {
            "prose": self.tr("They write. A larger one holds a thought better, and is slower."),
            "chinese": self.tr("They write in Chinese."),
            "vision": self.tr("They write, and can be shown a picture to write about."),
            "embedding": self.tr("They do not write: they find passages that mean something similar."),
        }
        return helps[task]

    def room(self, room: Room, slow: bool = False) -> str:
        """Whether it fits into this computer, in a word; and that it is slow there."""
        names = {"fits": self.tr("fits"), "tight": self.tr("tight"), "too_big": self.tr("too big")}
        return self.tr("{fits}, slow").format(fits=names[room]) if slow else names[room]

    def room_help(self, room: Room) -> str:
        """What that means for the writer."""
        helps = {
            "fits": self.tr("Fits, with room for your other programs."),
            "tight": self.tr("Tight: close other programs while it writes."),
            "too_big": self.tr("Too big for this computer."),
        }
        return helps[room]

    def commercial(self, commercial: Commercial) -> str:
        """What a licence says of selling what the model wrote."""
        says = {
            "yes": self.tr("You may sell what you write with it."),
            "terms": self.tr("You may sell what you write with it, if you keep to its terms."),
            "no": self.tr("Not for writing that you sell."),
            "unknown": self.tr("Whether you may sell what you write with it is not known: ask its owner."),
        }
        return says[commercial]

    def licence(self, licence: Licence) -> str:
        """A licence's name; that it is not known where that is all there is to say."""
        return self.tr("licence not known") if licence.commercial == "unknown" else licence.name

    def seen_mark(self, seen: Seen) -> str:
        """The same as `seen` for a row of a list; "" where all was verified."""
        marks = {"hash": "", "file": self.tr("not fully verified"), "repository": self.tr("unverified")}
        return marks[seen]

    def seen(self, seen: Seen) -> str:
        """How much of an entry was verified."""
        says = {
            "hash": self.tr(
                "The file and its fingerprint (SHA-256) were seen when this list was made. What arrives is "
                "compared with it."
            ),
            "file": self.tr(
                "Not fully verified: the file was seen when this list was made, its fingerprint was not. "
                "What arrives is compared with the fingerprint that the hub tells."
            ),
            "repository": self.tr(
                "Unverified: only the repository was seen when this list was made. The file may have another "
                "name or size; what arrives is compared with the fingerprint that the hub tells."
            ),
        }
        return says[seen]

    def languages(self, codes: tuple[str, ...]) -> str:
        """Languages by their own names."""
        names = [self.tr("many others") if code == "*" else _own_name(code) for code in codes]
        if codes == ("*",):
            return self.tr("many")
        return ("、" if spoken() == "zh" else ", ").join(names)

    def kind(self, kind: str) -> str:
        """What a quantisation means for a writer; "" for one we know nothing of."""
        digits = re.search(r"\d+", kind)
        bits = int(digits.group()) if digits else 0
        if "F" in kind and bits >= 16:
            return self.tr("Nothing rounded: as large as it gets. For making smaller ones of it.")
        if kind == USUAL:
            return self.tr("The usual choice: a third of the size, a little less exact.")
        if kind == "MXFP4":
            return self.tr("As its makers rounded it.")
        says = {
            8: self.tr("For writing as good as the original."),
            6: self.tr("Hardly to be told from the original."),
            5: self.tr("Smaller, very nearly as exact."),
            4: self.tr("Small and quick, a little less exact."),
            3: self.tr("Smaller still; its sentences grow plainer, and it slips more often."),
            2: self.tr("Very small; it often loses the thread."),
            1: self.tr("As small as it gets; hardly usable for prose."),
        }
        return says.get(bits, "")

    def size(self, size: int) -> str:
        """A size that may not be known."""
        return in_bytes(size) if size else self.tr("size unknown")

    def download(self, size: int, about: bool = False) -> str:
        """What the button says; `about`: nobody has seen the exact size."""
        if not size:
            return self.tr("Download")
        words = self.tr("Download about {size}") if about else self.tr("Download {size}")
        return words.format(size=in_bytes(size))

    def only_here(self, host: str, remote: bool = False) -> str:
        """What connects to the internet, plainly; `remote`: the writer has set up a model elsewhere."""
        here = self.tr(
            "Nothing connects to the internet until you search or download here, and then only to {host} and "
            "the file store it names. Nothing you wrote is sent."
        ).format(host=host)
        apart = self.tr("The remote model that you set up is a matter of its own.")
        return sentences(here, apart if remote else "")

    def progress(self, download: Download) -> str:
        """How far it is: "1.2 of 5.0 GB · 8.1 MB/s · 7 min left"."""
        parts = [self._amount(download)]
        if download.state == "running":
            if download.bytes_per_s > 0:
                parts.append(self.tr("{size}/s").format(size=_rate(download.bytes_per_s)))
            parts.append(self.left(download.seconds_left))
        else:
            parts.append(self.state(download))
        return " · ".join(part for part in parts if part)

    def _amount(self, download: Download) -> str:
        if not download.bytes:
            return in_bytes(download.done) if download.done else ""
        if download.state == "waiting" and not download.done:
            return in_bytes(download.bytes)
        words = self.tr("{done} of {all}")
        return words.format(done=in_bytes(download.done), all=in_bytes(download.bytes))

    def state(self, download: Download) -> str:
        """What it does, in a word or two."""
        words = {
            "waiting": self.tr("waits its turn"),
            "running": self.tr("downloading"),
            "paused": self.tr("paused"),
            "verifying": self.tr("checking every byte…"),
            "done": self.tr("complete and checked"),
            "failed": self.tr("stopped"),
        }
        return words[download.state]

    def left(self, seconds: float) -> str:
        """How long it will take; "" while nobody knows."""
        if not 0 <= seconds < LONGEST_S:
            return ""
        if seconds < 60:
            return self.tr("%Ln s left", "", max(1, round(seconds)))
        if seconds < 3600:
            return self.tr("%Ln min left", "", round(seconds / 60))
        return self.tr("{hours} h left").format(hours=decimal(seconds / 3600, 1))

    def error(self, download: Download) -> str:
        """Why it stopped, and what to do."""
        return message(download.code, spoken(), **download.values) if download.code else ""

    def why_best(self, entry: Entry, memory: int) -> str:
        """Why this one is suggested."""
        words = self.tr(
            "Of the models we know, the best that runs well here: it needs {needed} of the {all} of memory "
            "that this computer has."
        )
        return words.format(needed=in_bytes(entry.memory.get("4096", entry.bytes)), all=in_bytes(memory))


def _own_name(code: str) -> str:
    locale = QLocale(code)
    if locale.language() == QLocale.Language.C:
        return code
    name = locale.nativeLanguageName()
    return "中文" if code.startswith("zh") else name.removeprefix("American ").removeprefix("British ")


def _rate(bytes_per_s: float) -> str:
    if bytes_per_s < 1e6:
        return f"{decimal(max(1.0, bytes_per_s / 1e3), 0)} kB"
    return f"{decimal(bytes_per_s / 1e6, 1)} MB"
