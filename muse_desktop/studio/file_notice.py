"""What an exported file says of itself: from the figures of the record to author, notice and properties."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from muse_desktop import __version__
from muse_desktop.errors import Language, message
from muse_desktop.formats.origin_properties import Disclosure, OriginProperties, SourceType
from muse_desktop.provenance.display import Tint
from muse_desktop.provenance.figures import Figures, words_of
from muse_desktop.provenance.notices import is_on, project_of, turn
from muse_desktop.store.clock import parse

if TYPE_CHECKING:
    from muse_desktop.studio.novels import CompileWish
    from muse_desktop.studio.studio import Studio

APP = "Muse Desktop"
TINTS: tuple[Tint, ...] = ("own", "generated", "edited", "pasted", "imported", "unknown")
_MOST_MODELS = 5


class FileNotices:
    """What exported files of each project say of themselves, and whether they are to."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def wanted(self, project: int) -> bool:
        """Whether files of `project` say how much of them rests on generated text; on by default."""
        return self._studio.store.read(partial(is_on, project=project))

    def turn(self, project: int, on: bool) -> Future[None]:
        """Turn that on or off, with a record in the ledger where it changes."""
        return self._studio.store.write(partial(turn, project=project, on=on))

    def of_document(self, document: int, on: bool | None = None) -> OriginProperties:
        """What a file of one document says of itself. `on`: turn that on or off first.

        Takes a while: not for the UI thread. Raises provenance.no_work.
        """
        project = self._studio.store.read(partial(project_of, document=document))
        return self._of(project, [document], self._studio.settings.author, on)

    def of_project(self, wish: CompileWish) -> OriginProperties:
        """What a file of a project's manuscript says of itself. Takes a while. Raises provenance.no_work."""
        return self._of(wish.project, None, wish.author, wish.notice)

    def _of(
        self, project: int, documents: Sequence[int] | None, author: str, on: bool | None
    ) -> OriginProperties:
        if on is not None and on != self.wanted(project):
            self.turn(project, on).result()
        figures = self._studio.evidence.figures(project, documents)
        return properties_of(figures, author, self._studio.language, self.wanted(project))


def notice_line(author: str, language: Language, at: datetime) -> str:
    """The copyright line; "" without an author."""
    return message("studio.notice_copyright", language, year=str(at.year), author=author) if author else ""


def properties_of(figures: Figures, author: str, language: Language, disclosed: bool) -> OriginProperties:
    """What a file of the work says of itself. Without `disclosed`: author and notice alone."""
    made_at = figures.made_at
    return OriginProperties(
        title=figures.title,
        author=author,
        notice=notice_line(author, language, parse(made_at).astimezone()),
        statement=statement(figures, language) if disclosed else "",
        disclosure=disclosure_of(figures) if disclosed else "",
        source_type=source_type_of(figures) if disclosed else "",
        words=_words(figures) if disclosed else {},
        models=_models(figures) if disclosed else (),
        made_by=f"{APP} {__version__}",
        made_at=made_at,
        head=figures.head if disclosed else "",
    )


def disclosure_of(figures: Figures) -> Disclosure:
    """The value of `ai-disclosure`; "" (unknown) where text came from elsewhere or nobody knows whence.

    "none" takes a record without a request to a model.
    """
    if not figures.words:
        return ""
    if figures.model_words == figures.words:
        return "ai-generated"
    if figures.model_words or figures.said_model_words:
        return "mixed"
    if _only_own(figures):
        return "ai-assisted" if figures.interactions else "none"
    return ""


def source_type_of(figures: Figures) -> SourceType:
    """IPTC's digital source type; "" where text came from elsewhere: no human is claimed for that."""
    if not figures.words:
        return ""
    if figures.model_words == figures.words:
        return "trainedAlgorithmicMedia"
    if figures.model_words or figures.said_model_words:
        return "compositeWithTrainedAlgorithmicMedia"
    return "digitalCreation" if _only_own(figures) else ""


def statement(figures: Figures, language: Language) -> str:
    """Sentences for readers of the file: what the record says of generated text, and what it cannot say."""
    said = []
    if figures.model_words:
        names = ", ".join(_models(figures)) or message("studio.notice_no_name", language)
        said.append(
            message(
                "studio.notice_model",
                language,
                words=figures.model_words,
                total=figures.words,
                percent=f"{figures.model_percent:.1f}",
                models=names,
            )
        )
    elif figures.interactions:
        times = len(figures.interactions)
        said.append(message("studio.notice_asked", language, total=figures.words, times=times))
    else:
        said.append(message("studio.notice_none", language, total=figures.words))
    if figures.said_model_words:
        said.append(message("studio.notice_said", language, words=figures.said_model_words))
    if figures.retyped:
        words = sum(passage.words for passage in figures.retyped)
        said.append(message("studio.notice_retyped", language, words=words))
    if elsewhere := _elsewhere(figures):
        said.append(message("studio.notice_elsewhere", language, words=elsewhere))
    said.append(message("studio.notice_limits", language, app=APP))
    return ("" if language == "zh" else " ").join(said)


def _only_own(figures: Figures) -> bool:
    """Whether all there is was typed here, and nothing of it is the same as a model's answer."""
    return not _elsewhere(figures) and not figures.retyped


def _elsewhere(figures: Figures) -> int:
    return sum(words_of(figures.shares, tint) for tint in TINTS[3:])


def _words(figures: Figures) -> dict[str, int]:
    return {"all": figures.words} | {tint: words_of(figures.shares, tint) for tint in TINTS}


def _models(figures: Figures) -> tuple[str, ...]:
    """The names of the models whose words stand in the work; of all that were asked where that is unclear."""
    used = {block.generation for block in figures.blocks}
    asked = [one.model for one in figures.interactions if one.generation in used]
    return tuple(dict.fromkeys(name for name in asked if name))[:_MOST_MODELS]
