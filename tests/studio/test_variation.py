"""Variants in the library: beside their original, left out of figures and checks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.craft.variation import synonyms
from muse_desktop.craft.variation.changes import apply
from muse_desktop.errors import MuseError
from muse_desktop.library.stats.overview import overview
from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.variation import MODEL_TAG, TAG, Variations

POEM = "My love is like a lamp that burns in a window nobody passes.\n"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio.open(tmp_path / "work", settings=Settings(language="en"))
    yield made
    made.close()


def test_love_becomes_affection_and_both_are_there(studio: Studio) -> None:
    library, lab = studio.library, Variations(studio)
    poem = library.add_text("Lamp", POEM, author="Me", rights="mine", language="en")
    text = lab.read(poem.id).text
    changed = apply(text, synonyms.swap(text, 3, 7, "affection"))
    variant = lab.keep(poem.id, changed, "Lamp, a variant", ["love → affection"])
    assert library.text(poem.id) == POEM
    assert library.text(variant.id).startswith("My affection is like a lamp")
    assert (variant.parent, variant.author, variant.rights) == (poem.id, "Me", "mine")
    assert TAG in variant.tags
    assert MODEL_TAG not in variant.tags
    assert library.details(variant.id).notes == "love → affection"
    figures = overview(library.items())
    assert (figures.items, figures.words, figures.variants) == (1, 13, 1)


def test_a_variant_of_a_variant_belongs_to_the_first_text(studio: Studio) -> None:
    library, lab = studio.library, Variations(studio)
    poem = library.add_text("Lamp", POEM)
    first = lab.keep(poem.id, "A lamp burns.", "First", [])
    second = lab.keep(first.id, "A light burns.", "Second", [], generations=[7])
    assert second.parent == poem.id
    assert MODEL_TAG in second.tags
    assert library.details(second.id).evidence["variant"]["generations"] == [7]
    with pytest.raises(MuseError) as same:
        lab.keep(poem.id, POEM, "The same", [])
    assert same.value.code == "library.duplicate"
    with pytest.raises(MuseError) as gone:
        lab.keep(999, "Words.", "Nobody's", [])
    assert gone.value.code == "library.gone"


def test_the_thesaurus_is_asked_for_a_word_and_its_base_form(studio: Studio) -> None:
    lab = Variations(studio)
    assert "passion" in {one.becomes for one in lab.offers("love")}
    assert lab.lexicon.verb("walk")
    assert not lab.lexicon.verb("window")
