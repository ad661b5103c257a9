"""Variations of the library's texts: what the lab needs of thesaurus, model and library."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.variation.english import Lexicon
from muse_desktop.craft.variation.synonyms import Offer, lexicon, offers
from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.studio.values import Prepared

if TYPE_CHECKING:
    from muse_desktop.craft.thesaurus import Entry
    from muse_desktop.studio.studio import Studio

RECIPE = "paraphrase"
TAG = "variant"
MODEL_TAG = "by a model"
WORDS_A_TOKEN = 0.6
"""An answer may have about so many words a token; a paraphrase is as long as its text."""


@dataclass(frozen=True)
class Varied:
    """A text of the library that is to be varied."""

    info: ItemInfo
    text: str


class Variations:
    """Everything here may read files or wait: not for the UI thread, unless it answers a Future."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._lexicon = lexicon(self._entry)

    def read(self, item: int) -> Varied:
        """A text with what is known of it. Raises MuseError library.gone, library.original_missing."""
        library = self._studio.library
        info = library.info(item)
        if info is None:
            raise MuseError("library.gone", item=item)
        return Varied(info, library.text(item))

    @property
    def lexicon(self) -> Lexicon:
        """What is a verb, by the thesauri; asks them, each word once."""
        return self._lexicon

    def offers(self, word: str) -> tuple[Offer, ...]:
        """Words that may stand for `word`, in its own form."""
        return offers(word, self._entry)

    def _entry(self, word: str) -> Entry | None:
        return self._studio.writing.spelling.look_up(word).result()

    def prompt(self, text: str, language: str, distance: str = "near") -> Future[Prepared]:
        """What the model would be asked to say `text` in other words; give it to `Studio.generate`.

        Fails as `Studio.prepare` does: craft.nothing_selected, craft.prompt_too_long, what loading raises.
        """
        chinese = language == "zh"
        materials = Materials(selection=text, language="zh" if chinese else "en")
        length = 2 * len(text) if chinese else round(len(text.split()) / WORDS_A_TOKEN)
        return self._studio.prepare(RECIPE, {"distance": distance}, materials, max_tokens=length + 40)

    def keep(
        self, item: int, text: str, title: str, how: Sequence[str], generations: Sequence[int] = ()
    ) -> ItemInfo:
        """Keep `text` in the library as a variant of a text; a variant of a variant belongs to the first one.

        `how` tells in words what was done, `generations` which requests to a model took part. It has the
        parent's author, rights and licence. Raises library.gone, library.duplicate, library.empty.
        """
        library = self._studio.library
        info = library.info(item)
        if info is None:
            raise MuseError("library.gone", item=item)
        tags = dict.fromkeys((*info.tags, TAG, *([MODEL_TAG] if generations else [])))
        return library.add_text(
            title,
            text,
            f"variant:{info.id}",
            parent=info.parent or info.id,
            author=info.author,
            year=info.year,
            language=info.language,
            rights=info.rights,
            source=info.source,
            licence=info.licence,
            tags=tuple(tags),
            notes="\n".join(how),
            evidence={"variant": {"of": info.id, "how": list(how), "generations": list(generations)}},
        )
