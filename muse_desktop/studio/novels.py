"""A novel comes in from another program's file; the whole manuscript goes out as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from muse_desktop.errors import MuseError
from muse_desktop.formats.atomic import write_bytes
from muse_desktop.formats.compile import SCENE_BREAK, novel_markdown, write_novel
from muse_desktop.formats.novel_markdown import without_comments
from muse_desktop.formats.novel_split import Section
from muse_desktop.formats.origin_properties import OriginProperties, for_docx
from muse_desktop.formats.write import plain
from muse_desktop.library.language import guess
from muse_desktop.manuscript.manuscript import DocumentText, Manuscript
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.manuscript.tree_values import Node
from muse_desktop.studio.annotating import annotated
from muse_desktop.studio.headings import Headings, HeadingWords
from muse_desktop.text.segment import count_words

LEVELS = {"part": 1, "chapter": 2, "scene": 3}
_SAMPLE = 20_000  # code points that tell the language


@dataclass(frozen=True)
class CompileWish:
    """How the manuscript is to be written. `scene_titles`: they stand as headings, not as breaks."""

    project: int
    path: Path
    title: str
    author: str = ""
    headings: Headings = "titles"
    scene_titles: bool = False
    scene_break: str = SCENE_BREAK
    leave_out_comments: bool = True
    annotations: bool = False  # a block at the end of a .md file that says who wrote what
    notice: bool | None = None  # whether files say how much rests on generated text, from now on


@dataclass(frozen=True)
class Compiled:
    """What was written: how many documents with a text, their words, the comments that were left out."""

    path: Path
    documents: int
    words: int
    comments: int


@dataclass(frozen=True)
class Surveyed:
    """A document's words without its comments, and how many of those there are."""

    words: int
    comments: int


def compilable(manuscript: Manuscript, project: int) -> list[Node]:
    """The documents of a project that may be in its manuscript, in reading order; no notes."""
    nodes = ManuscriptTree(manuscript).read().project(project)
    return [one for one in nodes if one.kind != "note" and not one.archived and not one.trashed]


def survey(manuscript: Manuscript, project: int) -> Mapping[int, Surveyed]:
    """What would go out of each document, as it is saved. Reads every text: not for the UI thread."""
    found: dict[int, Surveyed] = {}
    for node in compilable(manuscript, project):
        text, comments = without_comments(manuscript.read(node.id).text)
        found[node.id] = Surveyed(count_words(text), comments)
    return found


def compile_manuscript(
    manuscript: Manuscript, wish: CompileWish, properties: OriginProperties | None = None
) -> Compiled:
    """Write what is compiled of a project, as it is saved, to one .md or .docx; whole or not at all.

    `properties` go into a .docx. Raises MuseError studio.nothing_to_compile, and what `write_novel` raises.
    """
    texts: list[tuple[Node, str]] = []
    sources: list[DocumentText] = []
    comments = 0
    for node in compilable(manuscript, wish.project):
        if node.compiled:
            sources.append(manuscript.read(node.id))
            text = sources[-1].text
            if wish.leave_out_comments:
                text, count = without_comments(text)
                comments += count
            texts.append((node, text))
    written = [text for _, text in texts if text.strip()]
    if not written:
        raise MuseError("studio.nothing_to_compile")
    language = guess("\n".join(written)[:_SAMPLE]) or manuscript.language
    sections = _sections(texts, wish, language)
    own = for_docx(properties) if properties is not None else {}
    if wish.annotations and wish.path.suffix.lower() == ".md":
        made = novel_markdown(wish.title, wish.author, sections, wish.scene_break).decode()
        write_bytes(wish.path, plain(annotated(manuscript, made, sources, wish.author)))
    else:
        write_novel(wish.path, wish.title, wish.author, sections, language, wish.scene_break, own)
    return Compiled(wish.path, len(written), sum(map(count_words, written)), comments)


def _sections(texts: list[tuple[Node, str]], wish: CompileWish, language: str) -> list[Section]:
    words = HeadingWords(wish.headings, language)
    sections: list[Section] = []
    for node, text in texts:
        if node.kind == "part" or node.kind == "chapter":
            title = words.heading(node.kind, node.title)
        else:
            title = node.title if wish.scene_titles else ""
        sections.append(Section(LEVELS[node.kind], title, text))
    return sections
