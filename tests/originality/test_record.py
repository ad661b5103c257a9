"""A recorded check keeps both texts of each hit."""

from __future__ import annotations

from pathlib import Path

from muse_desktop.library.library import Library
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.originality.check import check_text
from muse_desktop.originality.record import record_check
from muse_desktop.store.store import Store
from muse_desktop.store.tables.checks import Check

COPIED = "the ferry had not been seen since the bells were taken down"


def test_a_recorded_hit_keeps_its_own_copy_of_both_texts(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(f"They said {COPIED.upper()}, and wept.", "utf-8")
    with Store.open(tmp_path / "w") as store:
        library = Library(store, store.paths)
        document = Manuscript(store).create("A draft")
        (item,) = library.add([tmp_path / "old.txt"]).added
        report = check_text(f"Nobody minded that {COPIED} at all.", library)
        number = record_check(store, document, report, library).result()
        library.remove(item.id)
        hits, items = store.read(
            lambda db: (db.get_one(Check, number).hits, db.get_one(Check, number).library_items)
        )
    (hit,) = hits
    assert COPIED in hit["text"]
    assert COPIED.upper() in hit["source_text"]
    assert hit["source"]["title"] == "old"
    assert items == 1
