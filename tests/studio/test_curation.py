from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from muse_desktop.library.collections.dataset import DatasetWish
from muse_desktop.library.collections.values import Rule
from muse_desktop.library.curate.values import Asking
from muse_desktop.provenance.kinds import Kind
from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio

MINE = "# Salt\n\nby Dana Whitlow\n\n" + "The harbour was grey, and the tide pulled at every rope. " * 12
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OLD = "Title: Rope\nAuthor: Jane Doe (1801–1850)\n\n" + "\n".join(
    f"On {day} a rope on the pier of the harbour was {len(day)} feet longer, and the {day} tide took it."
    for day in DAYS
)
PAGE = "The tide pulled the ropes along the pier of the grey harbour."


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "a.md").write_text(MINE, "utf-8")
    (folder / "b.txt").write_text(OLD, "utf-8")
    (folder / "c.txt").write_text(OLD.replace("On Friday", "After Thursday"), "utf-8")
    workspace = tmp_path_factory.mktemp("curation") / "workspace"
    opened = Studio.open(workspace, settings=Settings(author="Dana Whitlow"))
    opened.library.add([folder])
    yield opened
    opened.close()


def ids(studio: Studio) -> dict[str, int]:
    return {Path(one.path).stem: one.id for one in studio.library.items()}


def test_the_writers_own_texts_are_known_by_the_name_in_the_settings(studio: Studio) -> None:
    known = ids(studio)
    assert set(studio.curation.guess_rights(known.values()).items) == set(known.values())
    infos = {name: studio.library.info(item) for name, item in known.items()}
    assert infos["a"] is not None
    assert infos["b"] is not None
    assert (infos["a"].rights, infos["b"].rights) == ("mine", "public_domain")


def test_an_import_says_what_the_new_texts_say_of_themselves(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "moon.txt").write_text("静夜思\n〔唐〕李白\n\n床前明月光，疑是地上霜。", "utf-8")
    (one,) = studio.add_to_library([tmp_path]).result(timeout=60).added
    assert (one.author, one.rights) == ("李白", "public_domain")
    assert studio.library.details(one.id).evidence["rights"]["quote"] == "〔唐〕李白"
    studio.library.remove(one.id)


def test_versions_are_found_joined_and_told_apart(studio: Studio) -> None:
    (group,) = studio.curation.versions().groups
    known = ids(studio)
    assert set(group.items) == {known["b"], known["c"]}
    studio.curation.join_versions(group.items, group.main)
    assert studio.curation.versions().groups[0].joined
    studio.curation.separate_versions(group.items)
    assert studio.curation.versions().groups == ()


def test_the_curator_knows_drafts_and_dismissals(studio: Studio) -> None:
    document = studio.manuscript.create("Pier", PAGE, Kind.TYPED)
    found = studio.curation.picks(Asking(PAGE, 1.0), document)
    assert {one.kind for one in found.picks} >= {"reread", "related"}
    (first, *_) = found.of("related")
    assert {reason.code for reason in first.reasons} & {"same_words", "same_meaning"}
    studio.curation.dismiss(first.kind, first.key).result()
    assert (first.kind, first.key) in studio.curation.dismissed()
    assert first.key not in {one.key for one in studio.curation.picks(Asking(PAGE, 1.0), document).picks}
    assert studio.curation.bring_back(first.kind).result() == 1


def test_a_voice_counts_the_words_of_library_and_manuscript(studio: Studio) -> None:
    studio.curation.guess_rights(ids(studio).values())

    def voice() -> int:
        return next(one.have for one in studio.curation.needs() if one.feature == "voice")

    before = voice()
    studio.manuscript.create("More", "The tide came in over the sand, and it was late. " * 10, Kind.TYPED)
    assert voice() == before + 110
    assert studio.curation.overview().items == 3


def test_a_collection_becomes_a_dataset(studio: Studio, tmp_path: Path) -> None:
    studio.curation.guess_rights(ids(studio).values())
    collections = studio.curation.collections
    made = collections.create("Free", rule=Rule(rights=("public_domain",)))
    wish = DatasetWish(tmp_path / "free", "Free", collections.items(made))
    assert len(studio.curation.dataset_plan(wish).items) == 2
    assert studio.curation.export_dataset(wish).rows == 2
    assert studio.curation.export_dataset(replace(wish, replace=True)).rows == 2
