"""Running a detector over a folder of drafts and a folder of sources."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np

from muse_desktop.library.corpus import Corpus, Section
from muse_desktop.library.folder import open_folder
from muse_desktop.library.passages import divide
from muse_desktop.library.search import encoders
from muse_desktop.library.search.encoders import Encoder
from muse_desktop.library.search.encoders.apart import EncoderApart
from muse_desktop.originality.check import USUAL, CheckOptions, check_text
from muse_desktop.originality.paraphrase.detect import with_paraphrases
from muse_desktop.originality.paraphrase.places import Ours, Theirs, sentences_of
from muse_desktop.originality.values import CheckReport, Hit
from muse_desktop.text.normalise import normalise
from tests.benchmarks.originality.plagdet import Case, read_cases

BOM = "\ufeff"


@dataclass(frozen=True)
class ReuseFolder:
    """Drafts and a library, with the true cases when they are known. Names are file names."""

    drafts: Path
    library: Path
    truth: tuple[Case, ...] | None

    @classmethod
    def open(cls, root: Path) -> ReuseFolder:
        """The folder at `root`, with drafts/, library/ and perhaps truth.jsonl."""
        truth = root / "truth.jsonl"
        return cls(root / "drafts", root / "library", tuple(read_cases(truth)) if truth.is_file() else None)

    @classmethod
    def is_at(cls, root: Path) -> bool:
        """Whether `root` is such a folder."""
        return (root / "drafts").is_dir() and (root / "library").is_dir()


class Detector(Protocol):
    """What finds passages of drafts in a library."""

    name: str

    def prepare(self, library: Path) -> None:
        """Read and index the sources."""

    def take_over(self, other: Self) -> None:
        """Use what another one of its kind made ready."""

    def find(self, draft: str, text: str) -> list[Case]:
        """The passages of a draft that it takes for reuse."""


@dataclass(frozen=True)
class Run:
    """What a detector found in a folder, and the seconds it took to prepare and for each draft."""

    found: tuple[Case, ...]
    preparing: float
    seconds: tuple[float, ...]


def run(detector: Detector, folder: ReuseFolder) -> Run:
    """Let a detector find what it can in every draft of a folder."""
    began = time.perf_counter()
    detector.prepare(folder.library)
    preparing = time.perf_counter() - began
    found, seconds = [], []
    for path in text_files(folder.drafts):
        text = exact(path)
        began = time.perf_counter()
        found.extend(detector.find(path.name, text))
        seconds.append(time.perf_counter() - began)
    return Run(tuple(found), preparing, tuple(seconds))


@dataclass(frozen=True)
class Vectors:
    """The passages of a library with their vectors, which the app makes in the background."""

    places: Sequence[tuple[int, int]]  # item, and the code point at which the passage begins
    texts: Sequence[str]
    rows: Any

    @classmethod
    def made(cls, corpus: Corpus, encoder: Encoder) -> Vectors:
        """Divide and encode all texts."""
        places, texts = [], []
        for info in corpus.items():
            text = corpus.text(info.id)
            for piece in divide(text, [Section("text", 0, len(text), "")], cjk=info.language == "zh"):
                places.append((info.id, piece.start))
                texts.append(text[piece.start : piece.end])
        rows = [encoder.encode(texts[at : at + 64]) for at in range(0, len(texts), 64)]
        return cls(places, texts, np.concatenate(rows) if rows else np.empty((0, 1), np.float32))

    def __call__(self, wanted: Sequence[Ours], vectors: Any) -> list[list[Theirs]]:
        """As studio.originality.meaning.ByVectors: the sentences of the two nearest passages."""
        found = []
        for vector in vectors[: len(wanted)]:
            near = np.argsort(-(self.rows @ vector))[:2] if len(self.rows) else ()
            found.append([one for at in near for one in self._sentences(int(at))])
        return found

    def _sentences(self, at: int) -> list[Theirs]:
        item, start = self.places[at]
        return sentences_of(item, normalise(self.texts[at]), start, whole=True)


class Check:
    """The originality check as a writer has it: the hits it raises.

    `first`: what was raised before paraphrases were looked for, and `first_seconds` what that took.
    """

    name = "this check"

    def __init__(self, options: CheckOptions = USUAL, encoder: Encoder | None = None) -> None:
        """`encoder`: look for possible paraphrases too."""
        self._options = options
        self._encoder = encoder
        self._elsewhere: Vectors | None = None
        if encoder is not None:
            self.name = "this check, with paraphrases"
        self.first: list[Case] = []
        self.first_seconds: list[float] = []

    def prepare(self, library: Path) -> None:
        """Fingerprint the files in memory."""
        self._corpus = open_folder(library)
        if self._encoder is not None:
            self._elsewhere = Vectors.made(self._corpus, self._encoder)
        self._marked = {path.name: exact(path).startswith(BOM) for path in text_files(library)}

    def take_over(self, other: Check) -> None:
        """Use what another one made ready."""
        self._corpus, self._marked, self._elsewhere = other._corpus, other._marked, other._elsewhere

    def find(self, draft: str, text: str) -> list[Case]:
        """The raised hits as cases."""
        report = check_text(text, self._corpus, self._options)
        self.first_seconds.append(report.seconds)
        self.first += self._raised(draft, report)
        if self._encoder is not None:
            report = with_paraphrases(report, text, self._corpus, self._encoder, self._elsewhere)
        return self._raised(draft, report)

    def _raised(self, draft: str, report: CheckReport) -> list[Case]:
        return [self.case(draft, hit) for hit in report.hits if hit.raised]

    def case(self, draft: str, hit: Hit) -> Case:
        """A hit with file names. The library reads a mark of byte order as no letter; the file has it."""
        source = Path(hit.source.path).name
        begin = hit.source.start + self._marked.get(source, False)
        return Case(
            draft,
            source,
            hit.draft.start,
            hit.draft.end - hit.draft.start,
            begin,
            hit.source.end - hit.source.start,
            hit.kind,
        )


@contextmanager
def shipped_encoder() -> Iterator[Encoder | None]:
    """The shipped encoder in a process of its own, None in a build without one."""
    known = encoders.known()
    if not known:
        yield None
        return
    encoder = EncoderApart(known[0])
    try:
        yield encoder
    finally:
        encoder.close()


def text_files(folder: Path) -> list[Path]:
    """The files of a folder by name, hidden ones left out."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def exact(path: Path) -> str:
    """The text of a file, decoded from UTF-8, line ends as they are."""
    return path.read_bytes().decode("utf-8")
