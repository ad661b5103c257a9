"""False alarms: books checked against the other authors' books; what is raised is printed to be read.

Whole books are checked for copies and edited ones; possible paraphrases, which cost more, are looked for too
in a stretch of each.

What was read and found to be a true quotation, or a passage both took from a third, is listed by its hash in
quotations.txt beside this file and not counted: `hash  what it is`.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from muse_desktop.library.search.encoders import Encoder
from muse_desktop.library.texts import LetterCache
from muse_desktop.originality.check import check_text
from muse_desktop.originality.paraphrase.detect import with_paraphrases
from muse_desktop.originality.values import Hit
from muse_desktop.text.normalise import normalise
from muse_desktop.text.segment import count_words
from tests.benchmarks.originality import sources
from tests.benchmarks.originality.detecting import shipped_encoder
from tests.benchmarks.originality.sources import Work
from tests.benchmarks.row import Row
from tests.originality.corpora import Texts

BOOKS, SEED, MOST = 20, 3, 1.0
CACHED = 60_000_000  # letters: nearly all of the books
STRETCH = 60_000  # characters, some ten thousand words
QUOTATIONS = Path(__file__).with_name("quotations.txt")
_LISTED_LETTERS = 32


@dataclass(frozen=True)
class Alarm:
    """A hit in `draft` with a passage of `source`."""

    draft: Work
    source: Work
    hit: Hit
    passage: str

    @property
    def key(self) -> str:
        """Of the letters of both passages, so that it stays when a text is laid out otherwise."""
        both = f"{normalise(self.hit.text).letters}|{normalise(self.passage).letters}"
        return hashlib.sha256(both.encode()).hexdigest()[:12]


def rows(data: Path, books: int = BOOKS) -> list[Row]:
    """Check some books, chosen by seed, against those of all other authors."""
    with tempfile.TemporaryDirectory() as name:
        folder = sources.books_folder(data, Path(name) / "unpacked")
        works = sources.books(folder) if folder else []
    known = Others(works)
    drafts = random.Random(SEED).sample(works, min(books, len(works)))
    found, listed, seconds, read = [], 0, [], quotations()
    for work in drafts:
        began = time.perf_counter()
        here = known.hits(work)
        seconds.append(time.perf_counter() - began)
        found += _told(work, here, seconds[-1], read)
        listed += sum(one.hit.letters >= _LISTED_LETTERS for one in here)
    return [
        _row("false alarms, copied or edited", drafts, found),
        Row("runs of 32 letters and more, listed", listed, "hits", "-", True, "with those that are raised"),
        Row("a whole book, checked", statistics.median(seconds), "s", "-", True, f"{max(seconds):.1f} most"),
        *_all_kinds(known, drafts, read),
    ]


def _all_kinds(known: Others, drafts: Sequence[Work], read: dict[str, str]) -> list[Row]:
    """A stretch of each book, possible paraphrases looked for too."""
    rng, found, seconds, stretches = random.Random(SEED + 1), [], [], []
    with shipped_encoder() as encoder:
        if encoder is None:
            return []
        for work in drafts:
            begin = rng.randrange(max(1, len(work.text) - STRETCH))
            stretch = replace(work, text=work.text[begin : begin + STRETCH])
            began = time.perf_counter()
            here = known.hits(stretch, encoder)
            seconds.append(time.perf_counter() - began)
            stretches.append(stretch)
            found += _told(stretch, here, seconds[-1], read)
    how = f"of {STRETCH:,} characters; {max(seconds):.1f} most"
    return [
        _row("false alarms, all kinds", stretches, found),
        Row("a stretch, all kinds", statistics.median(seconds), "s", "-", True, how),
    ]


def _told(work: Work, here: Sequence[Alarm], seconds: float, read: dict[str, str]) -> list[Alarm]:
    """What was raised, after saying so."""
    raised = [one for one in here if one.hit.raised]
    print(f"{work.title}: {len(raised)} raised, {seconds:.0f} s", file=sys.stderr, flush=True)
    for one in raised:
        print(_shown(one, read.get(one.key, "")), file=sys.stderr, flush=True)
    return raised


def _row(name: str, drafts: Sequence[Work], found: Sequence[Alarm]) -> Row:
    read = quotations()
    words = sum(count_words(one.text) for one in drafts)
    counted = [one for one in found if one.key not in read]
    value = len(counted) / words * 100_000
    how = f"{len(drafts)} books, {words:,} words, against other authors; {len(counted)} raised"
    kinds = ", ".join(f"{kind} {many}" for kind, many in _kinds(counted))
    note = f"{how} ({kinds}), beside {len(found) - len(counted)} read and found true"
    return Row(name, value, "/100,000 w", f"<= {MOST:g}", value <= MOST, note)


class Others:
    """Books, each checked against those of other authors: its author's are taken out meanwhile."""

    def __init__(self, works: Sequence[Work]) -> None:
        self._works = dict(enumerate(works, 1))
        self._corpus = Texts(*(one.text for one in works))
        self._corpus.letters = LetterCache(self._corpus.text, CACHED)

    def hits(self, work: Work, encoder: Encoder | None = None) -> list[Alarm]:
        """What the check finds in a book; with an encoder, possible paraphrases too."""
        own = [number for number, one in self._works.items() if _same(one.author, work.author)]
        self._corpus.index.remove(*own)
        try:
            report = check_text(work.text, self._corpus)
            if encoder is not None:
                report = with_paraphrases(report, work.text, self._corpus, encoder)
            found = report.hits
        finally:
            self._corpus.index.add_many((number, self._works[number].text) for number in own)
        return [
            Alarm(work, there, hit, there.text[hit.source.start : hit.source.end])
            for hit in found
            if (there := self._works[hit.source.item])
        ]


def _same(one: str, other: str) -> bool:
    """Whether they may be one author: an anthology may hold anybody's."""
    names = {one.casefold(), other.casefold()}
    return len(names) == 1 or bool(names & {"various", "anonymous"})


def quotations() -> dict[str, str]:
    """What was read and is a true quotation, by hash."""
    lines = QUOTATIONS.read_text("utf-8").splitlines() if QUOTATIONS.is_file() else []
    parts = (line.split(maxsplit=1) for line in lines if line.strip() and not line.startswith("#"))
    return dict(parts)


def _kinds(found: Sequence[Alarm]) -> list[tuple[str, int]]:
    kinds = sorted({one.hit.kind for one in found})
    return [(kind, sum(one.hit.kind == kind for one in found)) for kind in kinds]


def _shown(one: Alarm, note: str) -> str:
    hit = one.hit
    facts = f"{hit.kind}, {hit.letters} letters, rarity {hit.rarity}, likeness {hit.likeness:.2f}"
    head = f"{one.key} {facts} {note}"
    ours, theirs = " ".join(hit.text.split()), " ".join(one.passage.split())
    return f"{head}\n  {one.draft.author}: {ours[:400]}\n  {one.source.author}: {theirs[:400]}"
