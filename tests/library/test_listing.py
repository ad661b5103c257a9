"""The library's list: what is found, in which order, and what its rows say."""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from muse_desktop.library import listing
from muse_desktop.library.listing import Wish
from muse_desktop.store.store import Store
from muse_desktop.store.tables.library import LibraryDetail, LibraryItem

TEXTS = (
    # title, author, words, language, rights, year, tags, rating, format, work, parent
    ("Salt", "Ines Marlow", 900, "en", "mine", 2004, ["sea", "work"], 3, "md", None, None),
    ("静夜思", "李白", 20, "zh", "public_domain", 726, ["月"], 5, "txt", None, None),
    ("Été", "Ada", 120, "fr", "", None, [], 0, "epub", 7, None),
    ("Été, revised", "Ada", 140, "fr", "", None, [], 0, "epub", 7, None),
    ("Salt, in the past tense", "Ines Marlow", 910, "en", "mine", 2004, [], 0, "md", None, 1),
    ("Gone", "Nobody", 5, "en", "", None, ["sea"], 0, "txt", None, None),
)


@pytest.fixture
def filled(tmp_path) -> Store:  # type: ignore[misc]
    def fill(session: Session) -> None:
        for number, text in enumerate(TEXTS, 1):
            title, author, words, language, rights, year, tags, rating, kind, work, parent = text
            session.add(
                LibraryItem(
                    id=number, title=title, path=f"/texts/{number}.{kind}", original_sha256=str(number),
                    text_sha256=str(number), words=words, language=language, rights=rights, author=author,
                    added_at=f"2026-01-0{number}T00:00:00.000Z",
                    removed_at="2026-02-01T00:00:00.000Z" if title == "Gone" else None,
                )
            )  # fmt: skip
            session.flush()
            session.add(
                LibraryDetail(
                    item_id=number, year=year, tags=tags, rating=rating, format=kind, work_id=work,
                    parent_id=parent, evidence={"year": "Copyright 2004"} if year == 2004 else {},
                    source="", licence="", notes="", steps=[], report={}, shelf="", opened_at=None,
                )
            )  # fmt: skip

    with Store.open(tmp_path / "workspace") as store:
        store.write(fill).result()
        yield store


def found(store: Store, **wish: object) -> list[int]:
    """The ids that such a wish finds."""
    return list(store.read(lambda session: listing.find(session, Wish(**wish))).ids)  # type: ignore[arg-type]


def test_newest_first_without_variants_and_what_was_removed(filled: Store) -> None:
    assert found(filled) == [4, 3, 2, 1]
    assert found(filled, variants=True) == [5, 4, 3, 2, 1]
    assert filled.read(lambda session: listing.find(session, Wish())).words == 1180


@pytest.mark.parametrize(
    ("wish", "ids"),
    [
        ({"words": "salt"}, [1]),
        ({"words": "MARLOW sea"}, [1]),
        ({"words": "éTÉ"}, [4, 3]),  # SQLite alone folds no accents
        ({"words": "夜"}, [2]),
        ({"words": "月"}, [2]),
        ({"words": "100%"}, []),
        ({"language": "fr"}, [4, 3]),
        ({"author": "李白"}, [2]),
        ({"rights": ""}, [4, 3]),
        ({"tag": "sea"}, [1]),
        ({"tag": ""}, [4, 3]),
        ({"least_rating": 3}, [2, 1]),
        ({"years": (700, 800)}, [2]),
        ({"years": (727, None)}, [1]),
        ({"format": "epub"}, [4, 3]),
        ({"work": 7}, [4, 3]),
        ({"one_per_work": True}, [3, 2, 1]),
    ],
)
def test_what_is_asked_for_is_found(filled: Store, wish: dict[str, object], ids: Sequence[int]) -> None:
    assert found(filled, **wish) == ids


def test_what_is_unknown_stands_last_in_either_direction(filled: Store) -> None:
    assert found(filled, order="year", descending=True) == [1, 2, 4, 3]
    assert found(filled, order="year", descending=False) == [2, 1, 3, 4]
    assert found(filled, order="words", descending=False) == [2, 3, 4, 1]


def test_a_row_tells_of_versions_and_variants(filled: Store) -> None:
    rows = filled.read(lambda session: listing.page(session, [3, 1, 99]))
    assert [(row.info.title, row.versions, row.variants) for row in rows] == [("Été", 2, 0), ("Salt", 1, 1)]
    family = filled.read(lambda session: listing.family(session, rows[0].info))
    assert [[info.id for info in part] for part in family] == [[3, 4], []]


def test_filters_offer_what_there_is_with_how_many_have_it(filled: Store) -> None:
    offered = filled.read(listing.offered)
    assert (offered.total, offered.variants, offered.words) == (4, 1, 1180)
    assert offered.languages == (("fr", 2), ("en", 1), ("zh", 1))
    assert set(offered.tags) == {("sea", 1), ("work", 1), ("月", 1)}
    assert offered.years == (726, 2004)


def test_what_stands_in_fields_can_be_put_back_with_what_the_guess_rests_on(filled: Store) -> None:
    before = filled.read(lambda session: listing.standing(session, [1, 2], ["year", "tags"]))
    assert before[1] == {
        "year": 2004,
        "tags": ["sea", "work"],
        "evidence": {"year": "Copyright 2004", "tags": None},
    }
    assert before[2]["year"] == 726


def test_what_texts_have_in_common_is_told_by_field(filled: Store) -> None:
    alike = filled.read(lambda session: listing.shared(session, [3, 4]))
    assert alike == {
        "author": "Ada", "language": "fr", "rights": "", "year": None, "source": "", "licence": "",
        "rating": 0, "tags": (),
    }  # fmt: skip
    mixed = filled.read(lambda session: listing.shared(session, [1, 2]))
    assert mixed == {"source": "", "licence": "", "tags": ()}
