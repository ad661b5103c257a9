"""A workspace with a work of every kind of origin, and an evidence bundle of it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from muse_desktop.provenance.kinds import Kind
from muse_desktop.settings import Settings
from muse_desktop.studio.bundles import BundleMade, BundleWish
from muse_desktop.studio.studio import Studio
from tests.studio.lineage_book import SAID, model, request, saved, take

TYPED = "He stood on the pier. "
PASTED = "Somebody else's line. "
DELETED = "This line did not stay. "
BEHIND = " 灯塔还亮着。"
PRIVATE = "Nobody may read this diary. "


@contextmanager
def written(folder: Path) -> Iterator[tuple[Studio, list[int]]]:
    """A studio whose manuscript has two scenes, and a note beside it; the scenes' numbers."""
    studio = Studio.open(folder, settings=Settings(author="Ada Lund"))
    try:
        yield studio, _write(studio)
    finally:
        studio.close()


def _write(studio: Studio) -> list[int]:
    manuscript = studio.manuscript
    one = manuscript.open(manuscript.create("The pier", "Imported start. ", Kind.IMPORTED))
    two = manuscript.open(manuscript.create("The lamp"))
    diary = manuscript.open(manuscript.create("Diary", node="note"))
    asked = studio.store.write(lambda db: request(db, one.id, model_id=model(db))).result()
    studio.store.write(partial(request, document=None, answers=("Never taken.",))).result()
    for session, text in ((one, TYPED), (two, DELETED), (diary, PRIVATE)):
        session.apply(len(session.text), 0, text, session.typed_origin(len(session.text), text))
    take(one, asked, SAID)
    one.apply(len(one.text) - 5, 5, "dawn", one.typed_origin(len(one.text) - 5, "dawn"))
    one.apply(len(one.text), 0, PASTED, one.insert_origin(Kind.PASTED_OUTSIDE, source="a page"))
    one.apply(len(one.text), 0, "unclaimed", one.book.unknown(one.id))
    two.seal()
    two.apply(0, len(DELETED), "", ())
    two.seal()
    two.apply(0, 0, BEHIND, two.typed_origin(0, BEHIND))
    for session in (one, two, diary):
        saved(session)
    return [one.id, two.id]


def made(studio: Studio, path: Path, **wish: Any) -> BundleMade:
    """A bundle of the whole manuscript, or as `wish` says."""
    told = BundleWish(**{"project": 1, "path": path, "title": "Harbour", "author": "Ada Lund", **wish})
    return studio.evidence.bundles.make(told).result()


def files_of(path: Path) -> dict[str, bytes]:
    """The files of a bundle."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(path: Path, files: dict[str, bytes]) -> Path:
    """A ZIP of these files."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
