"""The second stage of a check: possible paraphrases, with what the library's search by meaning has.

The encoder runs in a process of its own; who waits for the first stage never waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muse_desktop.errors import MuseError
from muse_desktop.library.search.passages_index import item_of, passage_id
from muse_desktop.originality.paraphrase.detect import with_paraphrases
from muse_desktop.originality.paraphrase.places import Ours, Theirs, sentences_of
from muse_desktop.text.normalise import normalise

if TYPE_CHECKING:
    from muse_desktop.library.corpus import Corpus
    from muse_desktop.library.library import Library
    from muse_desktop.library.search.encoders import Vectors
    from muse_desktop.library.search.vectors import VectorStore
    from muse_desktop.originality.values import CheckReport
    from muse_desktop.studio.studio import Studio

_log = logging.getLogger(__name__)
_PASSAGES = 2  # near in meaning, looked through for one sentence


def with_meaning(
    studio: Studio, report: CheckReport, text: str, corpus: Corpus, go_on: Callable[[float], None]
) -> CheckReport:
    """The report with possible paraphrases. `go_on` is told the share that is done and may raise to stop.

    Where the search by meaning is in use, its encoder and vectors are; else the shipped encoder alone. Where
    that fails words alone decide, and the report names none.
    """
    core = studio.library_search.core
    encoder, store, elsewhere = core.encoder, core.vectors, None
    if encoder is not None and store is not None and store.passages:
        elsewhere = ByVectors(studio.library, corpus, store, go_on)
    if encoder is None:
        encoder = studio.originality.encoder
    try:
        return with_paraphrases(report, text, corpus, encoder, elsewhere, go_on)
    except MuseError as error:
        if not error.code.startswith("librarysearch."):
            raise
        _log.warning("meaning: %s", error)
        return with_paraphrases(report, text, corpus, None, None, go_on)


@dataclass(frozen=True)
class ByVectors:
    """Finds the sentences of passages whose stored vectors are near those of sentences of a draft."""

    library: Library
    corpus: Corpus
    store: VectorStore
    go_on: Callable[[float], None]

    def __call__(self, sentences: Sequence[Ours], vectors: Vectors) -> list[list[Theirs]]:
        """For each sentence those of the passages that are nearest in meaning."""
        items = frozenset(one.id for one in self.corpus.items())
        found: list[list[Theirs]] = []
        for vector in vectors[: len(sentences)]:
            self.go_on(0.7)
            near = self.store.nearest(vector[None], _PASSAGES, items)
            found.append([one for passage, _ in near for one in self._sentences(passage)])
        return found

    def _sentences(self, passage: int) -> list[Theirs]:
        item = item_of(passage)
        try:
            known = self.library.passages(item)
            number = passage - passage_id(item, 0)
            if number >= len(known):
                return []
            place = known[number]
            text = self.library.text(item)[place.start : place.end]
            return sentences_of(item, normalise(text), place.start, whole=True)
        except MuseError as error:
            if error.code != "library.gone":
                raise
            return []
