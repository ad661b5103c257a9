"""Recipes: data from anyone, read strictly, a broken one never hiding the others."""

import os
from pathlib import Path

import pytest

from muse_desktop.craft.prompt import Materials, compose
from muse_desktop.craft.recipe import SIZE_LIMIT, RecipeBook, load_recipe, load_recipes
from muse_desktop.engine.sampling import PRESETS
from muse_desktop.errors import MuseError
from muse_desktop.paths import resource

SMALL = """
id = "letter"
version = 1
mode = "chat"
names = { en = "Letter", zh = "信" }
about = { en = "A letter to someone." }
length = { default = 100, min = 10, max = 300 }

[[fields]]
id = "to"
kind = "text"
required = true
labels = { en = "To", zh = "收信人" }

[[ingredients]]
id = "task"
source = "fields"
role = "user"
labels = { en = "Task", zh = "任务" }
template = { en = "Write a letter to {{ to }}.", zh = "给{{ to }}写一封信。" }
"""


def shipped() -> RecipeBook:
    return load_recipes([resource("recipes")])


def write(folder: Path, text: str, name: str = "letter.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def refusal(folder: Path, text: str) -> MuseError:
    with pytest.raises(MuseError) as caught:
        load_recipe(write(folder, text))
    return caught.value


def test_the_shipped_recipes_all_load_in_their_order():
    book = shipped()
    assert book.problems == ()
    names = ["continue", "rewrite", "poem", "lyrics", "free", "paraphrase"]
    assert [recipe.id for recipe in book.recipes] == names


def test_every_word_of_the_shipped_recipes_is_there_in_english_and_chinese():
    for recipe in shipped().recipes:
        words = [recipe.names, recipe.about]
        for field in recipe.fields:
            words += [field.labels, *(choice.labels for choice in field.choices)]
            words += [choice.says for choice in field.choices if choice.says]
            words += [field.placeholder] if field.placeholder else []
        words += [ingredient.labels for ingredient in recipe.ingredients]
        assert all(found.en and found.zh for found in words), recipe.id


def test_a_new_recipe_is_a_new_file_and_no_code(tmp_path):
    write(tmp_path, SMALL)
    book = load_recipes([resource("recipes"), tmp_path])
    prompt = compose(book.get("letter"), {"to": "my sister"}, Materials())
    assert [message.content for message in prompt.messages()] == ["Write a letter to my sister."]
    chinese = compose(book.get("letter"), {"to": "妹妹"}, Materials(language="zh"))
    assert chinese.messages()[0].content == "给妹妹写一封信。"


def test_a_recipe_of_the_writer_replaces_a_shipped_one_with_its_id(tmp_path):
    write(tmp_path, SMALL.replace('id = "letter"', 'id = "poem"'))
    book = load_recipes([resource("recipes"), tmp_path])
    assert book.get("poem").names.en == "Letter"
    assert len(book.recipes) == len(shipped().recipes)


def test_a_broken_file_is_reported_and_hides_no_other(tmp_path):
    write(tmp_path, "this is = = not toml", "a.toml")
    write(tmp_path, SMALL, "b.toml")
    write(tmp_path, SMALL, "c.toml")
    book = load_recipes([tmp_path])
    assert [recipe.id for recipe in book.recipes] == ["letter"]
    assert [(p.path.name, p.error.code) for p in book.problems] == [
        ("a.toml", "craft.recipe_not_toml"),
        ("c.toml", "craft.recipe_twice"),
    ]


def test_a_folder_that_does_not_exist_counts_as_empty(tmp_path):
    assert load_recipes([tmp_path / "none"]) == RecipeBook(())


def test_an_unknown_recipe_is_refused_with_the_known_ones():
    with pytest.raises(MuseError) as caught:
        shipped().get("opera")
    assert "poem" in str(caught.value)
    assert "opera" in caught.value.text("zh")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('required = true', 'required = true\ncolour = "red"', "colour"),
        ("version = 1", "version = 1\nrun = 'sh'", "run"),
        ('mode = "chat"', 'mode = "shout"', "shout"),
        ("version = 1", 'version = "1"', "version"),
        ('id = "letter"', 'id = "../letter"', "id"),
        ("default = 100", "default = 1000", "length"),
        ("default = 100", "default = 0", "length"),
        ('kind = "text"', 'kind = "choice"', "choice"),
        ('role = "user"', 'role = "text"', "role"),
        ('id = "to"', 'id = "before"', "before"),
        ("{{ to }}", "{{ too }}", "too"),
        ("{{ to }}", "{{ to ", "line"),
        ("version = 1", 'version = 1\npreset = "loud"', "loud"),
        ("version = 1", "version = 1\nsampling = { temperature = -1.0 }", "temperature"),
        ("version = 1", "version = 1\nsampling = { temperatur = 1.0 }", "temperatur"),
        ("version = 1", 'version = 1\nprefill = { en = "x" }', "prefill"),
        ('names = { en = "Letter", zh = "信" }', "names = {}", "names"),
    ],
)
def test_a_mistake_is_refused_and_named(tmp_path, old, new, named):
    assert old in SMALL
    error = refusal(tmp_path, SMALL.replace(old, new))
    assert error.code == "craft.recipe_invalid"
    assert "letter.toml" in str(error)
    assert named in str(error)


@pytest.mark.parametrize("twice", ["fields", "ingredients"])
def test_two_fields_or_ingredients_with_one_id_are_refused(tmp_path, twice):
    block = SMALL[SMALL.index(f"[[{twice}]]") :].split("\n\n")[0]
    assert "twice" in str(refusal(tmp_path, SMALL + "\n" + block))


def test_a_file_that_is_too_big_is_not_read(tmp_path):
    assert refusal(tmp_path, SMALL + "#" * SIZE_LIMIT).code == "craft.recipe_too_big"


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "letter.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MuseError) as caught:
        load_recipe(path)
    assert caught.value.code == "craft.recipe_not_utf8"


def test_a_file_nested_without_end_is_refused(tmp_path):
    assert refusal(tmp_path, "a = " + "[" * 20_000).code == "craft.recipe_not_toml"
    deep = "{{ " + "(" * 8_000 + "to" + ")" * 8_000 + " }}"
    assert refusal(tmp_path, SMALL.replace("{{ to }}", deep)).code == "craft.recipe_invalid"


def test_a_recipe_that_cannot_be_read_says_so(tmp_path):
    (tmp_path / "letter.toml").mkdir()
    with pytest.raises(MuseError) as caught:
        load_recipe(tmp_path / "letter.toml")
    assert caught.value.code == "craft.recipe_unreadable"


@pytest.mark.skipif(os.name != "posix", reason="named pipes are made otherwise on Windows")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "letter.toml")
    assert [p.error.code for p in load_recipes([tmp_path]).problems] == ["craft.recipe_unreadable"]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ to.__class__ }}",
        "{{ to['__class__'] }}",
        "{{ to.upper() }}",
        "{% for a in to %}x{% endfor %}",
        "{% set to = to ~ to %}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ range(10) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'poem.toml' %}",
        "{{ to | format(1) }}",
        "{{ to | attr('x') }}",
        "{{ self }}",
        "{{ to }}\\u0000",
    ],
)
def test_a_template_can_do_nothing_but_fill_places(tmp_path, attack):
    error = refusal(tmp_path, SMALL.replace("{{ to }}", attack))
    assert error.code == "craft.recipe_invalid"


def test_a_template_that_grows_without_measure_is_stopped(tmp_path):
    recipe = load_recipe(write(tmp_path, SMALL.replace("{{ to }}", "{{ to }}" * 100)))
    with pytest.raises(MuseError) as caught:
        compose(recipe, {"to": "x" * 5_000}, Materials())
    assert caught.value.code == "craft.recipe_failed"


def test_sampling_is_the_preset_with_the_recipes_own_settings_over_it(tmp_path):
    wild = 'version = 1\npreset = "wild"\nsampling = { top_k = 40 }'
    recipe = load_recipe(write(tmp_path, SMALL.replace("version = 1", wild)))
    assert recipe.settings().top_k == 40
    assert recipe.settings().temperature == PRESETS["wild"].temperature


def test_refrains_may_repeat_in_poems_and_lyrics():
    for name in ("poem", "lyrics"):
        assert shipped().get(name).settings().dry_multiplier == 0


def test_asking_for_a_recipe_whose_file_is_broken_says_what_is_wrong_with_it(tmp_path):
    (tmp_path / "mine.toml").write_text('id = "mine"\nnonsense', "utf-8")
    book = load_recipes([tmp_path])
    with pytest.raises(MuseError) as caught:
        book.get("mine")
    assert caught.value.code == "craft.recipe_not_toml"
    with pytest.raises(MuseError) as caught:
        book.get("other")
    assert caught.value.code == "craft.unknown_recipe"
