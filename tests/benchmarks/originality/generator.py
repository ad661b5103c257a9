"""Drafts with passages taken from a library and hidden in known ways, each draft in one way; all by seed.

`python tests/benchmarks/originality/generator.py --data DIR --out OUT [--held]` writes a folder for each
language, laid out as those that `run.py originality --data` measures.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from muse_desktop.text.segment import sentences, words  # noqa: E402
from tests.benchmarks.originality import sources  # noqa: E402
from tests.benchmarks.originality.edits import EDITS, Edit  # noqa: E402
from tests.benchmarks.originality.plagdet import Case, write_cases  # noqa: E402
from tests.benchmarks.originality.sources import Pair, Work  # noqa: E402

PARAPHRASE, LOOKALIKE, UNRELATED = "paraphrase", "lookalike", "unrelated"
TUNING_SEED, HELD_SEED = 11, 12
_TRIES = 300
_SEVERAL = -1
_ROW = {"en": 8, "zh": 7}
"""So many words (中文: characters) in a row stand in one place only, but for the cases."""


@dataclass(frozen=True)
class Plan:
    """How much is made. Lengths are words (中文: characters)."""

    drafts: int = 10  # of each kind
    cases: int = 3  # in each draft
    pairs: int = 6  # in each draft of paraphrases, and of pairs that only look alike
    said: int = 30  # drafts of each of those: one of them more or less is then half a hundredth
    source: int = 6000
    draft: int = 1200
    shortest: int = 60
    longest: int = 250


PLANS = {"en": Plan(), "zh": Plan(source=1200, draft=500, shortest=40, longest=140)}


@dataclass
class _Text:
    """A text that grows, and where its pieces are."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str) -> int:
        """Append a piece; where it begins."""
        begin = self.length
        self.pieces.append(piece)
        self.length += len(piece)
        return begin


@dataclass(frozen=True)
class Made:
    """Drafts and sources by file name, and the cases."""

    drafts: dict[str, str]
    library: dict[str, str]
    cases: tuple[Case, ...]

    def write(self, root: Path) -> None:
        """Write drafts/, library/ and truth.jsonl into the folder `root`, which is made."""
        for name, texts in (("drafts", self.drafts), ("library", self.library)):
            (root / name).mkdir(parents=True)
            for file, text in texts.items():
                (root / name / file).write_bytes(text.encode())
        write_cases(self.cases, root / "truth.jsonl")


def make(
    works: Sequence[Work], language: str, seed: int, pairs: Sequence[Pair] = (), plan: Plan | None = None
) -> Made:
    """Drafts of some authors with passages of other authors' works.

    `pairs` that say the same give paraphrases: `a` stands in a source, `b` in a draft; those that do not give
    drafts that only look alike. Raises ValueError when there are fewer than two authors.
    """
    return _Maker(works, language, seed, plan or PLANS[language]).made(pairs)


class _Maker:
    def __init__(self, works: Sequence[Work], language: str, seed: int, plan: Plan) -> None:
        self._rng = random.Random(seed)
        self._plan = plan
        self._language = language
        self._join = "\n" if language == "zh" else "\n\n"
        authors = sources.authors(works)
        if len(authors) < 2:
            raise ValueError("a library and drafts need works of two authors")
        self._rng.shuffle(authors)
        hosts = set(authors[: max(1, len(authors) // 3)])
        self._hosts = [one for one in works if one.author in hosts]
        chosen = [one for one in works if one.author not in hosts]
        self._library = [self._excerpt(one.text, plan.source) for one in chosen]
        self._spare = sorted({text[a:b] for text in self._library[:20] for a, b in words(text[:20000])})
        self._taken: dict[int, list[tuple[int, int]]] = {}
        self._where: dict[int, int] = {}
        for number, text in enumerate(self._library):
            for row in self._rows(text):
                self._where[row] = number if self._where.get(row, number) == number else _SEVERAL

    def made(self, pairs: Sequence[Pair]) -> Made:
        same, other = [one for one in pairs if one.same], [one for one in pairs if not one.same]
        same = self._some(same, self._plan.said * self._plan.pairs)
        other = self._some(other, self._plan.said * self._plan.pairs)
        places = self._hide([one.a for one in same + other])
        drafts: dict[str, str] = {}
        cases: list[Case] = []
        for kind, edit in EDITS[self._language].items():
            for number in range(self._plan.drafts):
                name = f"{kind}-{number:02}.txt"
                drafts[name], here = self._draft(name, kind, edit)
                cases += here
        for kind, some, at in ((PARAPHRASE, same, places), (LOOKALIKE, other, places[len(same) :])):
            for number in range(0, len(some), self._plan.pairs):
                name = f"{kind}-{number // self._plan.pairs:02}.txt"
                chosen = some[number : number + self._plan.pairs]
                drafts[name], here = self._said_otherwise(name, chosen, at[number:])
                cases += here if kind == PARAPHRASE else []
        for number in range(self._plan.drafts):
            drafts[f"{UNRELATED}-{number:02}.txt"] = self._join.join(self._host())
        return Made(drafts, {_file(number): text for number, text in enumerate(self._library)}, tuple(cases))

    def _hide(self, passages: Sequence[str]) -> list[tuple[int, int]]:
        """Put passages between sentences of the sources; (source, offset) of each."""
        at: dict[int, list[int]] = {}
        for number in range(len(passages)):
            at.setdefault(self._rng.randrange(len(self._library)), []).append(number)
        places = [(0, 0)] * len(passages)
        for source, numbers in at.items():
            spans = sentences(self._library[source])
            chosen = sorted(self._rng.sample(range(len(spans)), len(numbers)))
            behind = dict(zip(chosen, numbers, strict=True))
            text, done = _Text(), 0
            for index, (_, end) in enumerate(spans):
                if index in behind:
                    text.add(self._library[source][done:end] + " ")
                    places[behind[index]] = (source, text.add(passages[behind[index]]))
                    self._taken.setdefault(source, []).append((places[behind[index]][1], text.length))
                    done = end
            text.add(self._library[source][done:])
            self._library[source] = "".join(text.pieces)
        return places

    def _draft(self, name: str, kind: str, edit: Edit) -> tuple[str, list[Case]]:
        """A draft with passages hidden in one way."""
        changed = []
        for _ in range(self._plan.cases):
            if (place := self._passage()) is not None:
                passage = self._library[place[0]][place[1] : place[2]]
                changed.append((edit(passage, self._rng, self._spare), place))
        return self._assembled(name, kind, changed)

    def _said_otherwise(
        self, name: str, some: Sequence[Pair], places: Sequence[tuple[int, int]]
    ) -> tuple[str, list[Case]]:
        """A draft with the second sentences of pairs."""
        changed = [
            (one.b, (source, start, start + len(one.a)))
            for one, (source, start) in zip(some, places, strict=False)
        ]
        return self._assembled(name, PARAPHRASE, changed)

    def _assembled(
        self, name: str, kind: str, changed: Sequence[tuple[str, tuple[int, int, int]]]
    ) -> tuple[str, list[Case]]:
        """A host with passages between its paragraphs, or within them between sentences."""
        host = self._host()
        places = sorted(self._rng.sample(range(1, max(len(host), len(changed) + 1)), len(changed)))
        text, cases, done = _Text(), [], 0
        for place, (passage, (source, start, end)) in zip(places, changed, strict=True):
            text.add("".join(piece + self._join for piece in host[done:place]))
            done = place
            begin = text.add(passage)
            cases.append(Case(name, _file(source), begin, len(passage), start, end - start, kind))
            text.add(self._join if self._language == "zh" or self._rng.random() < 0.5 else " ")
        text.add(self._join.join(host[done:]))
        return "".join(text.pieces), cases

    def _passage(self) -> tuple[int, int, int] | None:
        """Sentences in a row of a source, in no other case: (source, start, end). None when hard to find."""
        for _ in range(_TRIES):
            source = self._rng.randrange(len(self._library))
            text = self._library[source]
            spans = sentences(text)
            first = self._rng.randrange(len(spans))
            wanted = self._rng.randint(self._plan.shortest, self._plan.longest)
            start, end, many = spans[first][0], spans[first][1], 0
            for number in range(first, len(spans)):
                end, many = spans[number][1], number - first + 1
                if len(words(text[start:end])) >= wanted:
                    break
            length = len(words(text[start:end]))
            known = self._taken.setdefault(source, [])
            free = all(end <= a or b <= start for a, b in known)
            if many > 2 and wanted <= length <= 1.5 * wanted and free and self._nowhere_else(text[start:end]):
                known.append((start, end))
                return source, start, end
        return None

    def _host(self) -> list[str]:
        """The paragraphs of a piece of a host."""
        text = self._excerpt(self._rng.choice(self._hosts).text, self._plan.draft)
        pieces = [piece.strip() for piece in text.split(self._join) if piece.strip()]
        return [piece for piece in pieces if not any(row in self._where for row in self._rows(piece))]

    def _nowhere_else(self, text: str) -> bool:
        """Whether no row of its words stands in several sources, where each would be a right answer."""
        return all(self._where.get(row) != _SEVERAL for row in self._rows(text))

    def _rows(self, text: str) -> Iterator[int]:
        """Hashes of all words in a row, capitals and what is between them left out."""
        found = [text[start:end].casefold() for start, end in words(text)]
        length = _ROW[self._language]
        return (hash(tuple(found[at : at + length])) for at in range(len(found) - length + 1))

    def _excerpt(self, text: str, length: int) -> str:
        """Whole paragraphs of about `length` words, from anywhere in `text`."""
        letters = length * (2 if self._language == "zh" else 6)
        begin = self._rng.randrange(max(1, len(text) - letters))
        begin = text.find("\n", begin) + 1 if begin else 0
        cut = text[begin : begin + letters]
        return cut[: cut.rfind("\n") if "\n" in cut[len(cut) // 2 :] else len(cut)].strip()

    def _some(self, pairs: list[Pair], most: int) -> list[Pair]:
        """Whole drafts full of pairs, none with a sentence twice."""
        self._rng.shuffle(pairs)
        fresh = list({one.a: one for one in {two.b: two for two in pairs}.values()}.values())
        many = min(most, len(fresh)) // self._plan.pairs * self._plan.pairs
        return fresh[:many]


def _file(number: int) -> str:
    return f"source-{number:03}.txt"


def works_of(data: Path | None, language: str, held: bool, place: Path) -> list[Work]:
    """Hosts below `data` of one part of the authors; the shelf's where there are none."""
    if data is not None:
        folder = sources.books_folder(data, place) if language == "en" else data
        found = [] if folder is None else sources.books(folder) if language == "en" else sources.poems(folder)
        if found:
            return sources.part_of(found, held)
    return sources.part_of(sources.shelf(language), held)


def made_for(data: Path | None, language: str, held: bool, place: Path) -> Made:
    """What the benchmark measures, or with `held` false what detectors may be tuned on."""
    works = works_of(data, language, held, place)
    pairs = sources.pairs(data) if data is not None and language == "en" else []
    chosen = [one for one in pairs if one.held == held]
    return make(works, language, HELD_SEED if held else TUNING_SEED, chosen)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="books, poems and pairs; without it the shipped shelf")
    parser.add_argument("--out", type=Path, required=True, help="a folder that does not exist yet")
    parser.add_argument("--held", action="store_true", help="the part that nothing is tuned on")
    chosen = parser.parse_args()
    for language in EDITS:
        made = made_for(chosen.data, language, chosen.held, chosen.out / "unpacked")
        made.write(chosen.out / language)
        print(f"{language}: {len(made.drafts)} drafts, {len(made.library)} sources, {len(made.cases)} cases")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
