"""One file made ready for the library: all the computing of an import, done where a crash costs nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.formats.read_document import read_document
from muse_desktop.library import files, language
from muse_desktop.library.cleaning.clean import Cleaned, clean
from muse_desktop.library.cleaning.steps import CONTROL_TOKEN, DEFAULT, NAMES
from muse_desktop.library.importing.originals import Originals
from muse_desktop.library.passages import Piece, divide
from muse_desktop.library.search.passages_index import terms
from muse_desktop.library.sections import Shape, sections, shape
from muse_desktop.overlap.features import features
from muse_desktop.overlap.fingerprint import prints
from muse_desktop.store.faults import from_system
from muse_desktop.text.normalise import anchors, normalise

WITHOUT_SPACES = frozenset({"zh", "ja"})
_SAMPLES = 8  # changes of each step that a report shows
_SHOWN = 60  # code points of each
_FLAGGED = 20  # places of each leftover that a report names


class Task(msgspec.Struct, frozen=True, array_like=True):
    """A file to make ready. `path` is in the system's bytes, `suffix` has its dot; `originals`: the folder to
    keep its bytes in, "" for none; `steps`: the cleaning steps that are on, None for the usual ones."""

    path: bytes
    name: str
    suffix: str
    originals: str = ""
    steps: tuple[str, ...] | None = None


class Prepared(msgspec.Struct, frozen=True, array_like=True, tag=1):
    """A text ready to be kept. `keys` (uint32) and `places` (int64) are its fingerprints, `anchors` (int64)
    pairs, all as bytes; `feature_keys` (uint32) and `feature_blocks` (int64) its blocks' words; `terms` those
    of each piece. `report`: see `reported`."""

    sha256: str
    text_sha256: str
    encoding: str
    text: str
    language: str
    words: int
    letters: int
    steps: tuple[str, ...]
    anchors: bytes
    keys: bytes
    places: bytes
    feature_keys: bytes
    feature_blocks: bytes
    sections: tuple[tuple[str, int, int, str], ...]
    pieces: tuple[Piece, ...]
    terms: tuple[str, ...]
    report: dict[str, Any]


class Refused(msgspec.Struct, frozen=True, array_like=True, tag=2):
    """Why a file was not made ready. `fatal`: no other file would be either (a full disk)."""

    code: str
    values: dict[str, Any]
    fatal: bool = False

    @property
    def error(self) -> MuseError:
        """It as the error it was."""
        return MuseError(self.code, **self.values)


def prepare(task: Task) -> Prepared | Refused:
    """Make one file ready; what is wrong with it is answered, not raised."""
    path = Path(os.fsdecode(task.path))
    try:
        data = files.read_data(path)
        digest = sha256(data).hexdigest()
        cleaned, encoding, note = cleaned_text(task.name, task.suffix, data, task.steps)
    except MuseError as error:
        return Refused(error.code, dict(error.values))
    if task.originals:
        try:
            Originals(Path(task.originals)).bring(data, digest)
        except OSError as error:
            failed = from_system(error, Path(task.originals).parent)
            return Refused(failed.code, dict(failed.values), fatal=True)
    return ready(cleaned, digest, encoding, note, task.steps)


def cleaned_text(
    name: str, suffix: str, data: bytes, steps: Sequence[str] | None
) -> tuple[Cleaned, str, str]:
    """The text of a document after cleaning, its encoding, and the note on that.

    Raises library.binary, library.empty and what `read_document` raises.
    """
    try:
        read = read_document(name, suffix, data)
    except MuseError as error:
        if error.code == "text.binary":
            raise MuseError("library.binary", file=name) from error
        raise
    if not read.text.strip():
        raise MuseError("library.empty", file=name)
    return clean(read.text, DEFAULT if steps is None else steps), read.encoding, read.note


def ready(
    cleaned: Cleaned, digest: str, encoding: str, note: str, steps: Sequence[str] | None
) -> Prepared:
    """A cleaned text, divided and fingerprinted. `digest`: of its file's bytes."""
    text = cleaned.text
    tongue = language.guess(text)
    parts = sections(text)
    pieces = divide(text, parts, cjk=tongue in WITHOUT_SPACES)
    letters = normalise(text)
    marks = prints(letters)
    words = features(letters)
    return Prepared(
        sha256=digest,
        text_sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        encoding=encoding,
        text=text,
        language=tongue,
        words=sum(piece.words for piece in pieces),
        letters=len(letters.letters),
        steps=tuple(name for name in NAMES if name in (DEFAULT if steps is None else steps)),
        anchors=anchors(letters).tobytes(),
        keys=marks.keys.tobytes(),
        places=marks.positions.tobytes(),
        feature_keys=words.keys.tobytes(),
        feature_blocks=words.blocks.tobytes(),
        sections=tuple((part.kind, part.start, part.end, part.heading) for part in parts),
        pieces=tuple(pieces),
        terms=tuple(terms(text[piece.start : piece.end]) for piece in pieces),
        report=reported(cleaned, note, shape(text, parts)),
    )


def reported(cleaned: Cleaned, note: str, form: Shape) -> dict[str, Any]:
    """What cleaning did, as it is kept with the item and shown to the writer.

    `note`: how sure the encoding is (text.guessed, text.replaced, ""). `steps`: by name, how many places it
    changed (`count`), how many characters went (`removed`) and the first of them (`samples`: at, from, to;
    `at` in the text as that step found it). `flags`: leftovers that were left in place, by what they are,
    with their number and places. `segments`: how many chapters, poems, stanzas and paragraphs the text has.
    """
    steps = {
        change.step: {
            "count": len(change.edits),
            "removed": sum(one.end - one.start - len(one.right) for one in change.edits),
            "samples": [
                {
                    "at": one.start,
                    "from": change.before[one.start : one.end][:_SHOWN],
                    "to": one.right[:_SHOWN],
                }
                for one in change.edits[:_SAMPLES]
            ],
        }
        for change in cleaned.changes
    }
    segments = msgspec.to_builtins(form)
    return {"note": note, "steps": steps, "flags": _flags(cleaned.text), "segments": segments}


def _flags(text: str) -> list[Mapping[str, Any]]:
    """The control tokens of chat models that stand in `text`."""
    if "<" not in text and "[" not in text:
        return []
    found = [(match[0], match.start()) for match in CONTROL_TOKEN.finditer(text)]
    counts = Counter(token for token, _ in found)
    return [
        {
            "kind": "control_token",
            "text": token,
            "count": count,
            "at": [place for one, place in found if one == token][:_FLAGGED],
        }
        for token, count in counts.items()
    ]
