"""Make the thesaurus that ships with the app from WordNet's database files.

`python packaging/thesaurus.py DICT TARGET`: DICT has WordNet 3's data.* and index.* files;
TARGET becomes a folder with words.dat (MyThes), words.index and LICENSE.txt. Proper names are left out; so
are words without any other word for them.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from muse_desktop.craft.thesaurus_files import index_of

PARTS = {"noun": "noun", "verb": "verb", "adj": "adj", "adv": "adv"}
MOST_BROADER = 1
SCIENCES = {"05", "20"}  # animals and plants: thousands of names that no story uses
_WORD = re.compile(r"[a-z][a-z'\-]*")


class Synset:
    """One meaning: its words, and what it points to."""

    def __init__(self, line: str) -> None:
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        self.place, self.field = fields[0], fields[1]
        words = fields[4 : 4 + 2 * count : 2]
        self.words = [re.sub(r"\(\w+\)$", "", word).replace("_", " ") for word in words]
        self.pointers = []
        at = 4 + 2 * count
        for number in range(int(fields[at])):
            symbol, place, part, ends = fields[at + 1 + 4 * number : at + 5 + 4 * number]
            self.pointers.append((symbol, place, part, int(ends[:2], 16)))


def entries(folder: Path) -> tuple[dict[str, list[str]], str]:
    """MyThes' lines for each word, and the licence the data begin with."""
    made: dict[str, list[str]] = defaultdict(list)
    licence = ""
    for name, part in PARTS.items():
        lines = (folder / f"data.{name}").read_text("latin-1").splitlines()
        head = [line for line in lines if line.startswith("  ")]
        licence = "\n".join(re.sub(r"^\s*\d+ ?", "", line).rstrip() for line in head)
        sets = {one.place: one for one in (Synset(line) for line in lines if not line.startswith("  "))}
        for word, places in _by_use(folder / f"index.{name}"):
            for one in (sets[place] for place in places if sets[place].field not in SCIENCES):
                others = _others(one, _number(one, word), sets, name)
                if others and _WORD.fullmatch(word):
                    made[word].append("|".join([f"({part})", *others]))
    return made, licence


def _by_use(index: Path) -> list[tuple[str, list[str]]]:
    """Each word with its meanings, the most usual first."""
    found = []
    for line in index.read_text("latin-1").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            count = int(fields[2])
            found.append((fields[0].replace("_", " "), fields[-count:]))
    return found


def _number(one: Synset, word: str) -> int:
    folded = [other.lower() for other in one.words]
    return folded.index(word) + 1 if word in folded else 0


def _others(one: Synset, number: int, sets: dict[str, Synset], part: str) -> list[str]:
    word = one.words[number - 1] if number else ""
    others = [other for other in one.words if other != word]
    broader: list[str] = []
    for symbol, place, other_part, source in one.pointers:
        target = sets.get(place) if other_part in {part[0], "a" if part == "adj" else part[0]} else None
        if target is None:
            continue
        if symbol == "&":
            others += [f"{other} (similar term)" for other in target.words if other != word]
        elif symbol == "!" and source in (0, number):
            others += [f"{other} (antonym)" for other in target.words]
        elif symbol == "@":
            broader += [f"{other} (generic term)" for other in target.words if other != word]
    return list(dict.fromkeys([*others, *(broader[:MOST_BROADER] if others else ())]))


def main() -> None:
    """Write the folder."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    made, licence = entries(source)
    target.mkdir(parents=True, exist_ok=True)
    lines = ["UTF-8"]
    for word, senses in sorted(made.items()):
        lines += [f"{word}|{len(senses)}", *senses]
    data = ("\n".join(lines) + "\n").encode("utf-8")
    (target / "words.dat").write_bytes(data)
    (target / "words.index").write_bytes(index_of(data, "words.dat"))
    (target / "LICENSE.txt").write_text(licence + "\n", "utf-8")
    print(len(made), "words,", len(data), "bytes")


if __name__ == "__main__":
    main()
