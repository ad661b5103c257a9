"""Spelling with Hunspell dictionaries: which words of a text are in none of them, and what might be meant.

The answer depends on the text, the dictionaries and the known words alone. Where nothing can judge a word (no
dictionary of its writing system, Chinese, numbers, addresses) it is not called wrong.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from muse_desktop.craft.spelling_files import Dictionary
from muse_desktop.craft.spelling_process import DictionaryProcess
from muse_desktop.craft.spelling_words import Known, Word, find_words, forms, pieces, plain, script
from muse_desktop.errors import MuseError

SUGGEST_S = 0.8
"""Seconds a list of suggestions may take; Hunspell itself takes 0.02 to 0.15."""
MOST_SUGGESTIONS = 8
BLOCK = 2000
"""Characters of a document that are checked at a time: some 2 to 4 ms, so that other threads go on."""
_MOST_REMEMBERED = 200_000
_DOUBLED = re.compile(r"(.)\1+")
_BLOCK_END = re.compile(r"\n[ \t]*\n|\n")

Right = Callable[[Sequence[str]], list[bool]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A word that no dictionary knows, at code points `start` up to `end` of the text."""

    start: int
    end: int
    word: str


def mistakes(text: str, known: Known, right: Right, scripts: frozenset[str]) -> list[Mistake]:
    """The words of `text` that are neither known nor, by `right`, in a dictionary; in order.

    `right` says for each of a list of words whether a dictionary has it; words in writing systems other than
    `scripts` are left alone. Of a hyphenated word only the wrong parts are named.
    """
    asked = [
        word for word in find_words(text) if word.text not in known and script(word.text) in scripts
    ]
    wrong = _wrong(asked, right)
    parts = [
        part
        for word in wrong
        for part in (pieces(word) if "-" in plain(word.text) else [])
        if part.text not in known
    ]
    wrong_parts = set(_wrong(parts, right))
    found: list[Mistake] = []
    for word in wrong:
        if "-" not in plain(word.text):
            found.append(Mistake(word.start, word.end, word.text))
        else:
            found += [Mistake(p.start, p.end, p.text) for p in pieces(word) if p in wrong_parts]
    return found


def _wrong(asked: Sequence[Word], right: Right) -> list[Word]:
    spellings = [forms(word) for word in asked]
    flat = list(dict.fromkeys(form for tried in spellings for form in tried))
    good = {form for form, is_right in zip(flat, right(flat), strict=True) if is_right} if flat else set()
    return [word for word, tried in zip(asked, spellings, strict=True) if not good.intersection(tried)]


class Speller:
    """Dictionaries at work, each in a process of its own; what they said is remembered.

    May be used on any thread; a question waits for the one before it. A dictionary that breaks is left out
    and named in `broken`; the others go on.
    """

    def __init__(self, dictionaries: Sequence[Dictionary]) -> None:
        self._processes = [DictionaryProcess(found.folder, found.name) for found in dictionaries]
        self._remembered: dict[str, bool] = {}
        self._lock = threading.Lock()
        self.broken: dict[str, MuseError] = {}

    def check(self, text: str, known: Known) -> list[Mistake]:
        """The mistakes in `text`, a paragraph or a few; in well under 5 ms."""
        return mistakes(text, known, self._right, self._scripts())

    def check_document(
        self, text: str, known: Known, stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[int, int, list[Mistake]]]:
        """The mistakes of a long text, block by block: start and end of the block, and what is wrong in it.

        Positions are those of `text`. Ends early when `stopped()`, which is asked before each block.
        """
        for start, end in blocks(text):
            if stopped():
                return
            found = self.check(text[start:end], known)
            yield start, end, [Mistake(one.start + start, one.end + start, one.word) for one in found]

    def suggest(self, word: str, known: Iterable[str] = (), seconds: float = SUGGEST_S) -> list[str]:
        """What might be meant by `word`, the likeliest first: close names of `known`, then the dictionaries.

        Takes at most about `seconds` for each dictionary; one that takes longer offers nothing.
        """
        base = plain(word)
        found = _near(base, known)
        for process in self._sound():
            try:
                found += process.suggest(base, seconds) or []
            except MuseError as error:
                self.broken[process.name] = error
        if word != base and "’" in word:
            found = [one.replace("'", "’") for one in found]
        single = _single(base)
        found.sort(key=lambda one: _single(one) != single)  # a letter doubled or not is the likeliest slip
        return [one for one in dict.fromkeys(found) if one != word][:MOST_SUGGESTIONS]

    def stems(self, word: str, seconds: float = SUGGEST_S) -> list[str]:
        """The base forms of `word` that the dictionaries know; takes as long as `suggest`."""
        found: list[str] = []
        for process in self._sound():
            try:
                found += process.stems(plain(word), seconds) or []
            except MuseError as error:
                self.broken[process.name] = error
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.close()

    def _sound(self) -> list[DictionaryProcess]:
        return [process for process in self._processes if process.name not in self.broken]

    def _scripts(self) -> frozenset[str]:
        found: set[str] = set()
        for process in self._sound():
            try:
                found |= process.scripts()
            except MuseError as error:
                self._leave_out(process, error)
        return frozenset(found)

    def _right(self, words: Sequence[str]) -> list[bool]:
        with self._lock:
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            answers = {word: self._remembered[word] for word in words if word in self._remembered}
            if len(answers) < len(words):
                answers |= self._look_up([word for word in words if word not in answers])
            return [answers[word] for word in words]

    def _look_up(self, words: Sequence[str]) -> dict[str, bool]:
        good: set[str] = set()
        for process in self._sound():
            asked = [word for word in words if word not in good]
            try:
                answers = process.right(asked)
            except MuseError as error:
                self._leave_out(process, error)
                continue
            good.update(word for word, is_right in zip(asked, answers, strict=True) if is_right)
        none_left = not self._sound()  # then nothing can be called wrong
        found = {word: none_left or word in good for word in words}
        self._remembered |= found
        return found

    def _leave_out(self, process: DictionaryProcess, error: MuseError) -> None:
        self.broken[process.name] = error
        self._remembered.clear()


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The spans of whole paragraphs, about BLOCK characters each; a longer one is a block of its own."""
    start = 0
    while start < len(text):
        if len(text) - start <= BLOCK:
            yield start, len(text)
            return
        end = _BLOCK_END.search(text, start + BLOCK)
        stop = end.end() if end else len(text)
        yield start, stop
        start = stop


def _single(word: str) -> str:
    """The word without doubled letters, small."""
    return _DOUBLED.sub(r"\1", word.casefold())


def _near(word: str, known: Iterable[str]) -> list[str]:
    """Known words at most two slips away (one in words of up to four letters), the closest first."""
    most = 2 if len(word) > 4 else 1
    seen = dict.fromkeys(part for entry in known for part in entry.split())
    scored = [
        (DamerauLevenshtein.distance(word.casefold(), one.casefold(), score_cutoff=most), one) for one in seen
    ]
    return [one for distance, one in sorted(scored) if distance <= most]
