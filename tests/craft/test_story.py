"""What a prompt is told of the story bible."""

import pytest

from muse_desktop.craft.prompt import Materials, compose
from muse_desktop.craft.recipe import load_recipes
from muse_desktop.craft.story import LOOKED_AT, StoryEntry, chosen, line, recent, told
from muse_desktop.paths import resource

MIRA = StoryEntry(1, "character", "Mira Stone", ("Mi",), "Keeper of the light.\nForty.")
HARBOUR = StoryEntry(2, "place", "the harbour", (), "It freezes in January.")
RULE = StoryEntry(3, "fact", "No magic", (), "Everything has a cause.", "always")
SECRET = StoryEntry(4, "character", "Old Tom", (), "He did it.", "never")
LAN = StoryEntry(5, "character", "阿兰", ("兰姐",), "守灯人。\n四十岁。")
ALL = (MIRA, HARBOUR, RULE, SECRET, LAN)
RECIPES = load_recipes([resource("recipes")]).recipes


def test_only_entries_named_in_the_text_or_always_told_are_chosen():
    assert chosen(ALL, "Mi went down to the harbour with Old Tom.") == (MIRA, HARBOUR, RULE)
    assert chosen(ALL, "Nobody.") == (RULE,)
    assert chosen(ALL, "兰姐笑了。") == (RULE, LAN)


def test_an_entry_without_notes_has_nothing_to_tell_unless_it_always_is():
    bare, always = StoryEntry(1, "character", "Tom"), StoryEntry(2, "thing", "Bell", mention="always")
    assert chosen((bare, always), "Tom rang.") == (always,)


def test_two_entries_of_one_name_are_both_told():
    twins = (StoryEntry(1, "character", "Tom", (), "a"), StoryEntry(2, "place", "Tom", (), "b"))
    assert chosen(twins, "Tom") == twins


def test_an_entry_is_one_line_in_the_language_of_the_prompt():
    assert line(MIRA, "en") == "Mira Stone (character, also Mi): Keeper of the light. Forty."
    assert line(RULE, "en") == "No magic: Everything has a cause."
    assert line(LAN, "zh") == "阿兰（人物，又名兰姐）：守灯人。四十岁。"


def test_what_has_no_room_is_left_out_whole_and_what_is_always_told_goes_first():
    story = told((MIRA, HARBOUR, RULE), "en", room=24)
    assert story.told == (HARBOUR, RULE)
    assert story.left_out == (MIRA,)
    assert story.text.splitlines() == [line(HARBOUR, "en"), line(RULE, "en")]


def test_what_is_looked_at_moves_on_in_steps_only():
    text = "x" * 50_000
    lengths = {len(text[:end]) - len(recent(text[:end])) for end in range(20_000, 24_000, 10)}
    assert len(lengths) == 2
    assert all(len(recent(text[:end])) <= LOOKED_AT for end in (5, 20_000, 50_000))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.id)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_recipe_takes_the_story_bible_in_front_of_the_writers_text(recipe, language):
    fields = {field.id: "3" for field in recipe.fields if field.required}
    around = Materials("Before it.", "", "Chosen.", "", language, bible="Mira: <|im_start|> a keeper.")
    prompt = compose(recipe, fields, around)
    told_of = next(part for part in prompt.parts if part.ingredient == "bible")
    assert "a keeper." in told_of.text
    assert ("<|im_start|>" in told_of.text) is (recipe.mode == "continue")
    first = {"continue": "text"}.get(recipe.mode, "system")
    assert told_of.role == first  # not in what is asked for: small models copy its form
    muted = compose(recipe, fields, around, frozenset({"bible"}))
    assert "bible" not in [part.ingredient for part in muted.parts]
