"""What a writer typed into the search field of the library, as phrases that must and must not be there.

Words are looked for wherever they stand in a passage; `"a phrase"` in a row; `-word` and `-"a phrase"` must
not be there; `mari*` may go on. Other signs mean nothing, so that no query is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muse_desktop.library.search.passages_index import flat
from muse_desktop.text.search_words import Phrase, places, units

_MOST_CHARACTERS, _MOST_PHRASES = 1000, 32
_PART = re.compile(
    r"""(?P<minus>(?<!\S)[-－−])?(?:["“”„＂](?P<quoted>[^"“”„＂]*)(?P<closed>["“”„＂])?(?P<star>[*＊])?|(?P<word>[^\s"“”„＂]+))"""
)
_STARS = "*＊"
_SHORTEST_TYPED = 3
"""Letters after which a word that is being typed counts as a beginning. Fewer stand for most of the words of
a library: looking them all up took a second, and told the writer nothing."""


@dataclass(frozen=True)
class Query:
    """Phrases that a passage must have, and those it must not have.

    `quoted`: those of the former that stood in quotes. `loose`: the words as they were typed without any
    sign, where there are several: passages that have them in a row come first.
    """

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...] = ()
    quoted: tuple[Phrase, ...] = ()
    loose: Phrase | None = None

    @property
    def expression(self) -> str:
        """The query in the language of FTS5."""
        return self._of(" AND ".join(one.expression for one in self.wanted))

    @property
    def in_a_row(self) -> str:
        """The passages of `expression` that have the loose words in a row; "" when that says nothing new."""
        if self.loose is None:
            return ""
        return self._of(" AND ".join(one.expression for one in (*self.wanted, self.loose)))

    @property
    def insisted(self) -> str:
        """What even passages of like meaning must match: the quotations."""
        return self._of(" AND ".join(one.expression for one in self.quoted)) if self.quoted else ""

    @property
    def refused(self) -> str:
        """What even passages of like meaning must not match."""
        return " OR ".join(one.expression for one in self.unwanted)

    def any_of(self, phrases: tuple[Phrase, ...]) -> str:
        """The passages that have at least one of `phrases`, in the language of FTS5."""
        return self._of(" OR ".join(one.expression for one in phrases))

    def _of(self, wanted: str) -> str:
        return f"({wanted}) NOT ({self.refused})" if self.unwanted else wanted

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where what is wanted stands in `text`, in order (code points)."""
        return places(flat(text), self.wanted)


def parse(typed: str, *, typing: bool = False) -> Query:
    """The query that `typed` means; without letters it wants nothing.

    `typing`: the writer may not be done, so its last word counts as the beginning of one.
    """
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    quotations: list[Phrase] = []
    plain = True
    for minus, words, quoted, starred, last in _parts(typed[:_MOST_CHARACTERS]):
        found = tuple(units(words))
        if not found:
            continue
        is_beginning = starred or (
            typing and last and not found[-1].cjk and len(found[-1].letters) >= _SHORTEST_TYPED
        )
        one = Phrase(found, is_beginning or (found[-1].cjk and len(found) == 1))
        (unwanted if minus else wanted).append(one)
        if quoted and not minus:
            quotations.append(one)
        plain = plain and not (minus or quoted or starred)
    wanted, unwanted = wanted[:_MOST_PHRASES], unwanted[:_MOST_PHRASES]
    loose = None
    if plain and len(wanted) > 1:
        loose = Phrase(tuple(unit for one in wanted for unit in one.units), wanted[-1].prefix)
    return Query(tuple(wanted), tuple(unwanted), tuple(quotations[:_MOST_PHRASES]), loose)


def meant(typed: str) -> str:
    """The words of a query that say what it is about: without signs and without what must not be there."""
    kept = [words for minus, words, *_ in _parts(typed[:_MOST_CHARACTERS]) if not minus]
    return " ".join(kept)


def _parts(typed: str) -> Iterator[tuple[bool, str, bool, bool, bool]]:
    """Each word or quotation: unwanted?, its text, quoted?, starred?, the one that is being typed?"""
    typed = flat(typed)
    for match in _PART.finditer(typed):
        quoted = match["quoted"] is not None
        words = match["quoted"] if quoted else match["word"].rstrip(_STARS)
        starred = bool(match["star"]) if quoted else words != match["word"]
        last = match.end() == len(typed) and not (quoted and match["closed"])
        yield match["minus"] is not None, words, quoted, starred, last
