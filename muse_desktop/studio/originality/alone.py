"""A check of a text that is no document, against a library or a folder, here and now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.originality.check import check_text
from muse_desktop.originality.shown import Checked
from muse_desktop.store.clock import now
from muse_desktop.studio.originality.running import originals

if TYPE_CHECKING:
    from muse_desktop.library.corpus import Corpus, ItemInfo
    from muse_desktop.library.search.encoders import Encoder
    from muse_desktop.studio.studio import Studio


def check_alone(
    text: str,
    corpus: Corpus,
    studio: Studio | None,
    *,
    encoder: Encoder | None = None,
    meaning: bool = False,
    own: bool = False,
    library: str = "",
    own_left_out: int = 0,
) -> Checked:
    """Compare `text` with `corpus`; nothing goes on record. `studio`: whose library that is, None for a
    folder. `meaning`: look for possible paraphrases too, with `encoder` (None: by words alone). Raises what
    `check_text` and the encoder raise."""
    report = replace(check_text(text, corpus), own_left_out=own_left_out)
    if meaning:
        from muse_desktop.originality.paraphrase.detect import with_paraphrases

        report = with_paraphrases(report, text, corpus, encoder)
    items = {hit.source.item for hit in report.hits}
    known = {item: info for item in items if (info := corpus.info(item)) is not None}
    hashes = originals(studio, items) if studio is not None else _of_files(known)
    return Checked(None, text, report, known, hashes, at=now(), library=library, own=own)


def _of_files(items: Mapping[int, ItemInfo]) -> dict[int, str]:
    """SHA-256 of the files of a folder; one that is gone meanwhile has none."""
    found: dict[int, str] = {}
    for item, info in items.items():
        try:
            found[item] = hashlib.sha256(Path(info.path).read_bytes()).hexdigest()
        except OSError:
            continue
    return found
