"""The story bible's entries: kept, changed, moved, removed and brought back."""

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.bible import Bible, read_names


@pytest.fixture
def bible(store):
    return Bible(store)


@pytest.fixture
def project(manuscript):
    return manuscript.create_project("Harbour")


def shown(bible, project):
    return [entry.name for entry in bible.entries(project)]


def test_an_entry_is_kept_as_it_was_written(bible, project):
    aliases, notes = ["Mi", "Mi", " "], " Keeper.\r\n"
    made = bible.add(project, " Mira \n Stone ", aliases=aliases, notes=notes, mention="always").result()
    (entry,) = bible.entries(project)
    assert (entry.id, entry.name, entry.aliases, entry.notes) == (made, "Mira Stone", ("Mi",), "Keeper.")
    assert (entry.kind, entry.mention) == ("character", "always")


def test_names_of_one_project_are_its_names_and_other_names(bible, project, manuscript):
    bible.add(project, "Mira Stone", aliases=["Mi"]).result()
    bible.add(project, "小明").result()
    bible.add(manuscript.create_project("Other"), "Tom").result()
    assert bible.names(project) == {"Mira Stone", "Mi", "小明"}


def test_only_what_is_given_changes(bible, project):
    made = bible.add(project, "Mira", notes="Keeper.").result()
    bible.change(made, kind="place", aliases=["M"]).result()
    (entry,) = bible.entries(project)
    assert (entry.kind, entry.name, entry.aliases, entry.notes) == ("place", "Mira", ("M",), "Keeper.")


def test_an_entry_moves_before_another_or_to_the_end(bible, project):
    a, b, c = (bible.add(project, name).result() for name in "abc")
    bible.move(c, a).result()
    assert shown(bible, project) == ["c", "a", "b"]
    bible.move(c).result()
    bible.move(a, b).result()
    assert shown(bible, project) == ["a", "b", "c"]


def test_a_removed_entry_can_be_put_back_where_it_was(bible, project):
    a, b, _ = (bible.add(project, name, notes=f"About {name}.").result() for name in "abc")
    before = bible.entries(project)
    removed = bible.remove(b).result()
    assert shown(bible, project) == ["a", "c"]
    assert bible.put_back(removed).result() == b
    assert bible.put_back(removed).result() == b
    assert bible.entries(project) == before
    assert a


def test_the_project_of_a_document_is_known(bible, manuscript, project):
    document = manuscript.create("Scene", project_id=project)
    assert bible.project_of(document) == project
    assert bible.project_of(999) is None


def test_refusals_are_worded_and_change_nothing(bible, project):
    made = bible.add(project, "Mira").result()
    with pytest.raises(MuseError, match="name"):
        bible.add(project, " ")
    with pytest.raises(MuseError) as told:
        bible.change(made + 1, notes="x").result()
    assert told.value.code == "manuscript.no_entry"
    with pytest.raises(MuseError) as told:
        bible.add(99, "x").result()
    assert told.value.code == "manuscript.no_project"
    with pytest.raises(ValueError, match="kind"):
        bible.change(made, kind="beast")
    assert shown(bible, project) == ["Mira"]


def test_other_names_are_read_between_commas_of_both_languages():
    assert read_names("Mi, the  keeper，小米、阿米;Mi\n") == ("Mi", "the keeper", "小米", "阿米")
    assert read_names(" , ") == ()
