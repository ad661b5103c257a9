import pytest

from muse_desktop.manuscript.search_context import Excerpt, excerpts
from muse_desktop.manuscript.search_titles import noted
from muse_desktop.manuscript.tree import ManuscriptTree

TEXT = "The heron stood. " + "Water went by. " * 30 + "Another heron, and a heron behind it."


def spans(word):
    at, found = -1, []
    while (at := TEXT.find(word, at + 1)) >= 0:
        found.append((at, at + len(word)))
    return found


def test_places_near_each_other_share_an_excerpt_and_distant_ones_have_their_own():
    first, second = excerpts(TEXT, spans("heron"), 1000)
    assert [TEXT[a - 1000 : b - 1000] for a, b in first.places] == ["heron"]
    assert [second.text[a:b] for a, b in second.marks] == ["heron", "heron"]
    assert TEXT.startswith(second.text, second.start - 1000)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A lamp was lit.", (2, 6)),
        ("Late. A lamp was lit.", (8, 12)),
        ("A lamp was lit late, and a lamp went out.", (2, 6)),
        ("The lamp is out.", (4, 8)),
        ("Nothing", (2, 2)),
        ("", (0, 0)),
    ],
)
def test_a_place_is_found_again_after_edits(text, place):
    assert Excerpt(0, "A lamp was lit.", ((2, 6),)).place_in(text) == place


def test_titles_and_synopses_are_found_and_the_trash_is_not(manuscript):
    scene = manuscript.create("The lantern keeper")
    note = manuscript.create("守灯人")
    gone = manuscript.create("Lantern, old")
    manuscript.trash(gone)
    ManuscriptTree(manuscript).describe([note], synopsis="He lights the lantern at night.")
    found = noted(manuscript.store, "lant")
    assert [(one.document_id, one.part) for one in found] == [(scene, "title"), (note, "synopsis")]
    assert [found[1].text[a:b] for a, b in found[1].marks] == ["lantern"]
    assert [one.document_id for one in noted(manuscript.store, "守灯")] == [note]
    assert noted(manuscript.store, "lantern keeper night") == []
    assert noted(manuscript.store, "…") == []
