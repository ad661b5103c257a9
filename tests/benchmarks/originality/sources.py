"""What folders of data hold: books with their authors, Chinese poems, pairs; and the shipped shelf."""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from muse_desktop.library.shelf import Shelf

_FRONT = re.compile(r"^#+ *(Title|Author|Year): *(.+)$", re.MULTILINE)
_RULE = re.compile(r"^-{5,}\s*$", re.MULTILINE)
_POEMS_TOGETHER = 20


@dataclass(frozen=True)
class Work:
    """A text with its author, without what stands before its first line."""

    title: str
    author: str
    language: str
    text: str


@dataclass(frozen=True)
class Pair:
    """Two sentences; `same`: whether they say the same."""

    a: str
    b: str
    same: bool

    @property
    def held(self) -> bool:
        """Whether it belongs to the half that nothing was tuned on; pairs with one `a` go together."""
        return parity(self.a) == 1


def parity(name: str) -> int:
    """0 or 1, from the hash of `name`."""
    return hashlib.sha256(name.encode()).digest()[0] & 1


def books_folder(root: Path, place: Path) -> Path | None:
    """The folder with books in or below `root`, or None; an archive of them is unpacked to `place`."""
    for archive in sorted(root.rglob("*.tar.xz")):
        with tarfile.open(archive) as packed:
            packed.extractall(place, filter="data")
        return place
    found = next((path for path in sorted(root.rglob("*.md")) if _front(path)), None)
    return found and root


def books(folder: Path) -> list[Work]:
    """The Markdown books below `folder` that name their title and author in their first lines."""
    return [_book(path) for path in sorted(folder.rglob("*.md")) if _front(path)]


def poems(root: Path) -> list[Work]:
    """Chinese poems in lists of JSON objects with `paragraphs`, some of one list together as one work."""
    found = []
    for path in sorted(root.rglob("*.json")):
        listed = json.loads(path.read_bytes())
        if not (isinstance(listed, list) and listed and "paragraphs" in listed[0]):
            continue
        texts = ["\n".join(one["paragraphs"]) for one in listed if one["paragraphs"]]
        for number in range(0, len(texts), _POEMS_TOGETHER):
            name = f"{path.stem} {number // _POEMS_TOGETHER}"
            found.append(Work(name, name, "zh", "\n\n".join(texts[number : number + _POEMS_TOGETHER])))
    return found


def shelf(language: str) -> list[Work]:
    """The works shipped with Muse Desktop."""
    there = Shelf()
    items = [one for one in there.items if one.language == language]
    return [Work(one.title, one.author, language, there.text(one.id)) for one in items]


def pairs(root: Path) -> list[Pair]:
    """The pairs of sentences in files pairs.jsonl in or below `root`."""
    texts = [path.read_text("utf-8") for path in sorted(root.rglob("pairs.jsonl"))]
    made = (json.loads(line) for text in texts for line in text.splitlines() if line.strip())
    return [Pair(one["a"], one["b"], bool(one["same"])) for one in made]


def part_of(works: Iterable[Work], held: bool) -> list[Work]:
    """The works of that part of the authors that is for choosing how to detect, or of the other one."""
    return [one for one in works if parity(one.author) == held]


def authors(works: Sequence[Work]) -> list[str]:
    """The authors, each once, by name."""
    return sorted({one.author for one in works})


def _front(path: Path) -> bool:
    with path.open("rb") as file:
        return b"Title:" in file.read(400)


def _book(path: Path) -> Work:
    text = path.read_bytes().decode("utf-8-sig")
    facts = dict(_FRONT.findall(text[:2000]))
    rule = _RULE.search(text[:4000])
    author = facts.get("Author", path.parent.name).strip()
    begin = rule.end() if rule else 0
    return Work(facts.get("Title", path.stem).strip(), author, "en", text[begin:].strip())
