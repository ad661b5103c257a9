"""Evidence bundles: one is made of what is saved, and one that came from anywhere is looked at."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop import __version__
from muse_desktop.errors import Language, MuseError
from muse_desktop.formats.atomic import write_bytes
from muse_desktop.formats.compile import write_novel
from muse_desktop.formats.novel_markdown import without_comments
from muse_desktop.formats.novel_split import Section
from muse_desktop.formats.origin_properties import for_docx
from muse_desktop.provenance.evidence import bundle
from muse_desktop.provenance.evidence.checking import BundleReport, check_bundle, media_of
from muse_desktop.provenance.evidence.prov_json import WorkFile
from muse_desktop.provenance.gather import manuscript_of
from muse_desktop.provenance.keys import Signer, all_keys
from muse_desktop.provenance.retyped import AnswerIndex
from muse_desktop.studio.export import ExportWish, export_document
from muse_desktop.studio.file_notice import properties_of
from muse_desktop.studio.novels import LEVELS, CompileWish, compilable, compile_manuscript

if TYPE_CHECKING:
    from muse_desktop.provenance.evidence.material import Material
    from muse_desktop.studio.studio import Studio

SUFFIXES = (".docx", ".md", ".txt")
"""What the final file may be; .txt only of one document."""
_TRIES = 3
_RESERVED = frozenset({"readme.txt", "originality.html"})
ORIGINALITY = "originality.html"
_FORBIDDEN = '<>:"/\\|?*'


@dataclass(frozen=True)
class BundleWish:
    """What goes into a bundle. `documents` None: all that make up the manuscript of `project`.

    `left_out`: of "prompts", "answers" (those not taken), "deleted" (words that stand no longer).
    `originality`: whether a report of its originality against the library goes in, made of the texts as they
    are then; None: where one of the documents was checked before.
    """

    project: int
    path: Path
    title: str
    documents: tuple[int, ...] | None = None
    suffix: str = ".docx"
    author: str = ""
    left_out: frozenset[str] = field(default=frozenset())
    language: Language = "en"
    originality: bool | None = None


@dataclass(frozen=True)
class BundleMade:
    """A bundle that was written. Tell the reader `head` and `key` by another way than the bundle.

    `unsigned`: why there is no signature; None where there is one.
    """

    path: Path
    work: str
    documents: int
    words: int
    records: int
    head: str
    key: str
    unsigned: MuseError | None


class Bundles:
    """Makes and checks evidence bundles; both take seconds and answer with a Future."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def make(self, wish: BundleWish) -> Future[BundleMade]:
        """Write the bundle that `wish` says; whole or not at all, and note it in the ledger.

        Fails with MuseError evidence.changed_meanwhile, provenance.no_work, studio.nothing_to_compile, and
        what the formats raise.
        """
        return self._studio.background(partial(self._make, wish))

    def check(
        self, path: Path, head: str = "", key: str = "", language: Language | None = None
    ) -> Future[BundleReport]:
        """Look at a bundle from anywhere; `head` and `key` are what is known from elsewhere.

        Fails with MuseError evidence.refused.
        """
        return self._studio.background(partial(self._check, path, head, key, language))

    def _check(self, path: Path, head: str, key: str, language: Language | None) -> BundleReport:
        ours = self._studio.store.read(lambda db: {one.fingerprint for one in all_keys(db)})
        return check_bundle(path, head, key, language or self._studio.language, ours)

    def _make(self, wish: BundleWish) -> BundleMade:
        store, signer, unsigned = self._studio.store, *self._signer()
        book, answers = self._studio.manuscript.book, store.shared(AnswerIndex)
        read = partial(bundle.read_parts, book=book, answers=answers, left_out=wish.left_out)
        for left in reversed(range(_TRIES)):
            try:
                work, texts = self._noted(wish, signed=signer is not None)
                figures, material, told = store.read(partial(read, project=wish.project, texts=texts))
                break
            except MuseError as error:
                if error.code != "evidence.changed_meanwhile" or not left:
                    raise
        beside = self._originality(wish, material)
        files = bundle.bundle_files(
            figures, material, work, told, signer, wish.left_out, wish.language, __version__, beside
        )
        write_bytes(wish.path, bundle.zipped(files))
        key = signer.fingerprint if signer else ""
        documents, words = len(figures.documents), figures.words
        return BundleMade(wish.path, work.name, documents, words, told.records, told.head, key, unsigned)

    def _originality(self, wish: BundleWish, material: Material) -> dict[str, bytes]:
        """The report of originality, where it is wanted."""
        from muse_desktop.studio.originality.bundled import bundled_report

        report = bundled_report(self._studio, wish.project, material.drafts, wish.language, wish.originality)
        return {} if report is None else {ORIGINALITY: report}

    def _signer(self) -> tuple[Signer | None, MuseError | None]:
        """The key, or why it cannot be had now: then the bundle says that it is not signed."""
        keeper = self._studio.evidence.keeper
        if keeper is None:
            raise MuseError("store.reading", folder=str(self._studio.root))
        try:
            return keeper.keys.load(), None
        except MuseError as error:
            if error.code != "provenance.key_unreachable":
                raise
            return None, error

    def _noted(self, wish: BundleWish, signed: bool) -> tuple[WorkFile, list[list[int | str]]]:
        """The final file and the texts it was made of, once the ledger tells of them and is signed."""
        store = self._studio.store
        ids = wish.documents
        documents = store.read(partial(manuscript_of, project=wish.project)) if ids is None else ids
        texts = store.read(partial(bundle.read_texts, documents=documents))
        work = self._final(wish, documents)
        store.write(partial(bundle.note_bundle, work=work, texts=texts)).result()
        if signed:
            self._studio.evidence.checkpoint("bundle").result()
        return work, texts

    def _final(self, wish: BundleWish, documents: Sequence[int]) -> WorkFile:
        """The final file, written beside nothing: its bytes alone are wanted."""
        name = work_name(wish.title, wish.suffix)
        with tempfile.TemporaryDirectory(prefix="muse-bundle-") as folder:
            path = Path(folder, f"work{wish.suffix}")
            if wish.documents is None and wish.suffix != ".txt":
                self._whole(wish, path)
            elif len(documents) == 1:
                notices = self._studio.evidence.notices
                own = notices.of_document(documents[0]) if wish.suffix == ".docx" else None
                told = ExportWish(author=wish.author)
                export_document(self._studio.manuscript, documents[0], path, told, wish.language, own)
            else:
                self._some(wish, documents, path)
            return WorkFile(name, media_of(name), path.read_bytes())

    def _whole(self, wish: BundleWish, path: Path) -> None:
        notices = self._studio.evidence.notices
        told = CompileWish(wish.project, path, wish.title, wish.author)
        own = notices.of_project(told) if wish.suffix == ".docx" else None
        compile_manuscript(self._studio.manuscript, told, own)

    def _some(self, wish: BundleWish, documents: Sequence[int], path: Path) -> None:
        """Some documents as one file, in the order of the manuscript."""
        manuscript = self._studio.manuscript
        nodes = [one for one in compilable(manuscript, wish.project) if one.id in documents]
        texts = [(node, without_comments(manuscript.read(node.id).text)[0]) for node in nodes]
        if not any(text.strip() for _, text in texts):
            raise MuseError("studio.nothing_to_compile")
        sections = [Section(LEVELS[node.kind], node.title, text) for node, text in texts]
        evidence = self._studio.evidence
        figures = evidence.figures(wish.project, documents)
        own = properties_of(figures, wish.author, wish.language, evidence.notices.wanted(wish.project))
        write_novel(path, wish.title, wish.author, sections, manuscript.language, properties=for_docx(own))


def work_name(title: str, suffix: str) -> str:
    """The name of the final file in a bundle: one that every system takes and no other file there has."""
    kept = "".join(" " if letter in _FORBIDDEN or not letter.isprintable() else letter for letter in title)
    name = (" ".join(kept.split()).strip(". ")[:80] or "work") + suffix
    return f"work {name}" if name.casefold() in _RESERVED else name
