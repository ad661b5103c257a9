"""Make the list of what things are kinds of, from WordNet's database files.

`python packaging/kinds.py DICT TARGET`: DICT has WordNet 3's data.noun and index.noun; TARGET is the file
that `craft/kinds.py` reads. The licence is the thesaurus's, which lies beside it.

A line is a meaning: the number of the line of what it is a kind of (0: of nothing), a tab, its words with
spaces between them and each with its rank among the word's meanings behind a slash ("ewe/1"). Kinds named
by several words go by the last one, with rank 0 ("wind instrument": "instrument/0"). Names have the kind
that they are an instance of.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

MOST_MEANINGS = 4
_WORD = re.compile(r"[A-Za-z][a-z'\-]{1,24}")


def meanings(folder: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The words of each meaning with their ranks, and what it is a kind of, by its place in data.noun."""
    ranks: dict[tuple[str, str], int] = {}
    for line in (folder / "index.noun").read_text("latin-1").splitlines():
        fields = line.split()
        if not line.startswith("  "):
            for rank, place in enumerate(fields[-int(fields[2]) :], 1):
                ranks[fields[0], place] = rank
    words: dict[str, list[str]] = {}
    wider: dict[str, list[str]] = {}
    for line in (folder / "data.noun").read_text("latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        said = fields[4 : 4 + 2 * count : 2]
        known = [(word, ranks.get((word.lower(), fields[0]), 9)) for word in said]
        words[fields[0]] = [
            f"{word.lower()}/{rank}"
            for word, rank in known
            if rank <= MOST_MEANINGS and _WORD.fullmatch(word)
        ]
        several = [word for word in said if "_" in word and word.islower()]
        words[fields[0]] += [f"{word.split('_')[-1]}/0" for word in several]
        pointers = fields[5 + 2 * count :]
        places = range(0, len(pointers), 4)
        wider[fields[0]] = [pointers[at + 1] for at in places if pointers[at] in ("@", "@i")]
    return words, wider


def main() -> None:
    """Write the file."""
    words, wider = meanings(Path(sys.argv[1]))
    kept = {place for place, some in words.items() if any(not one.endswith("/0") for one in some)}
    edge = list(kept)
    while edge:
        edge = [place for one in edge for place in wider[one][:1] if place not in kept]
        kept.update(edge)
    order = {place: number for number, place in enumerate(sorted(kept), 1)}
    lines = [
        f"{order[wider[place][0]] if wider[place] else 0}\t{' '.join(dict.fromkeys(words[place]))}"
        for place in order
    ]
    Path(sys.argv[2]).write_text("\n".join(lines) + "\n", "utf-8")
    print(len(lines), "meanings")


if __name__ == "__main__":
    main()
