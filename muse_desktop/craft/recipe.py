"""Recipes: what the writer can ask the model for, each one a TOML file.

A recipe says how the model is addressed (`mode`), which fields the writer fills, which named ingredients make
up the prompt, how long the answer may be and how it is sampled. Recipes are data from anyone: they are read
with strict types, bounded in size, and a broken file is reported while all the others load.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from muse_desktop.craft.template import TemplateProblem, check
from muse_desktop.engine.sampling import PRESETS, Sampling
from muse_desktop.errors import MuseError

SIZE_LIMIT = 64 * 1024
"""The most bytes a recipe file may have."""

Mode = Literal["chat", "continue", "answer"]
Source = Literal["recipe", "fields", "before", "after", "selection", "title", "bible", "reference"]
MATERIALS = ("before", "after", "selection", "title", "bible", "reference")
"""Names a template may use besides the recipe's own fields: what document, project and library bring."""

Identifier = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
_Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]  # also a variable in templates


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in a recipe file: an unknown key is an error that names it."""


class Words(_Strict, frozen=True):
    """The same words in English and 中文; where one is missing the other stands in."""

    en: str = ""
    zh: str = ""

    def __post_init__(self) -> None:
        if not self.en and not self.zh:
            raise ValueError("needs words in en or zh")

    def __getitem__(self, language: str) -> str:
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


class Choice(_Strict, frozen=True):
    """One answer of a choice field. Templates see `says` as FIELD and `hint` as FIELD_hint."""

    id: Identifier
    labels: Words
    says: Words | None = None  # default: the label
    hint: Words | None = None  # a sentence of advice to the model; default: none


class Field(_Strict, frozen=True):
    """Something the writer fills in before generating."""

    id: _Name
    kind: Literal["text", "long", "choice", "number"]
    labels: Words
    placeholder: Words | None = None
    default: str = ""
    choices: tuple[Choice, ...] = ()
    own: bool = False  # a choice field that also takes the writer's own words
    required: bool = False
    min: int = 0
    max: int = 1_000_000


class Ingredient(_Strict, frozen=True):
    """One named part of the prompt, listed with its share of the context; mutable ones can be muted."""

    id: Identifier
    labels: Words
    source: Source
    template: Words
    role: Literal["system", "user", "text"]
    mutable: bool = False
    volatile: bool = False  # changes from one request to the next: put last, so that the prefix stays cached


class Length(_Strict, frozen=True):
    """Tokens of an answer: what is offered first and the limits."""

    default: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    min: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    max: Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class Overrides(_Strict, frozen=True):
    """Sampling settings that differ from the preset's; None leaves it. Limits are the engine's."""

    temperature: float | None = None
    min_p: float | None = None
    top_k: int | None = None
    top_p: float | None = None
    repeat_penalty: float | None = None
    repeat_last_n: int | None = None
    xtc_threshold: float | None = None
    xtc_probability: float | None = None
    dry_multiplier: float | None = None
    dry_base: float | None = None
    dry_allowed_length: int | None = None
    dry_window: int | None = None

    def given(self) -> dict[str, float | int]:
        """The settings named in the recipe, to lay over the preset."""
        return {name: value for name, value in msgspec.structs.asdict(self).items() if value is not None}


class GuardWish(_Strict, frozen=True):
    """Whether runs of words of the library are blocked while this recipe writes, whatever the project says;
    `words` (中文: `cjk` characters) or more, 0: as the project has it."""

    on: bool = True
    words: Annotated[int, msgspec.Meta(ge=0, le=50)] = 0
    cjk: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0


class Recipe(_Strict, frozen=True):
    """One thing the writer can ask for. Languages are "en" and "zh"; lengths are tokens."""

    id: Identifier
    version: Annotated[int, msgspec.Meta(ge=1)]
    mode: Mode
    names: Words
    about: Words
    length: Length
    ingredients: Annotated[tuple[Ingredient, ...], msgspec.Meta(min_length=1, max_length=50)]
    order: int = 1000  # place in the list; equal ones by id
    fields: Annotated[tuple[Field, ...], msgspec.Meta(max_length=50)] = ()
    prefill: Words | None = None  # start of the assistant's answer, mode "answer" only; a template
    preset: str = "balanced"  # a name in engine.sampling.PRESETS
    sampling: Overrides = Overrides()
    stop: Annotated[tuple[str, ...], msgspec.Meta(max_length=16)] = ()
    guard: GuardWish | None = None  # None: as the project does
    needs: Literal["none", "cursor", "selection"] = "none"
    insert: Literal["cursor", "replace"] = "cursor"

    def settings(self) -> Sampling:
        """The sampling this recipe asks for: its preset with its own settings laid over."""
        return msgspec.structs.replace(PRESETS[self.preset], **self.sampling.given())

    def names_in_templates(self) -> frozenset[str]:
        """Every name a template of this recipe may use."""
        hints = (f"{field.id}_hint" for field in self.fields if field.kind == "choice")
        return frozenset((*MATERIALS, *(field.id for field in self.fields), *hints))


class Problem(msgspec.Struct, frozen=True):
    """A recipe file that was left out and why."""

    path: Path
    error: MuseError


class RecipeBook(msgspec.Struct, frozen=True):
    """The recipes that loaded, in the order to show them, and the files that did not."""

    recipes: tuple[Recipe, ...]
    problems: tuple[Problem, ...] = ()

    def get(self, recipe_id: str) -> Recipe:
        """The recipe called `recipe_id`.

        Raises what is wrong with the file of that name, or craft.unknown_recipe, which lists the known ones.
        """
        for recipe in self.recipes:
            if recipe.id == recipe_id:
                return recipe
        for problem in self.problems:
            if problem.path.stem == recipe_id:
                raise problem.error
        known = ", ".join(recipe.id for recipe in self.recipes)
        raise MuseError("craft.unknown_recipe", recipe=recipe_id, known=known)


def load_recipes(folders: Sequence[Path], trusted: Path | None = None) -> RecipeBook:
    """Read every `*.toml` in `folders`; a later folder's recipe replaces an earlier one with the same id.

    The templates in `trusted`, the folder of those that are tested with the app, are not checked again.

    A folder that does not exist counts as empty. Within one folder the second file with an id is a problem.
    """
    recipes: dict[str, Recipe] = {}
    problems: list[Problem] = []
    for folder in folders:
        seen: dict[str, Path] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                recipe = load_recipe(path, templates_known=folder == trusted)
                if recipe.id in seen:
                    other = seen[recipe.id].name
                    raise MuseError("craft.recipe_twice", file=path.name, recipe=recipe.id, other=other)
            except MuseError as error:
                problems.append(Problem(path, error))
            else:
                seen[recipe.id] = path
                recipes[recipe.id] = recipe
    ordered = sorted(recipes.values(), key=lambda recipe: (recipe.order, recipe.id))
    return RecipeBook(tuple(ordered), tuple(problems))


def load_recipe(path: Path, *, templates_known: bool = False) -> Recipe:
    """Read one recipe file. Raises craft.recipe_* with the file's name and what to fix."""
    try:
        if not path.is_file():  # a pipe would be waited for
            raise MuseError("craft.recipe_unreadable", file=path.name, reason="not a file")
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MuseError("craft.recipe_unreadable", file=path.name, reason=reason) from error
    if len(data) > SIZE_LIMIT:
        raise MuseError("craft.recipe_too_big", file=path.name, limit=SIZE_LIMIT // 1024)
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
        recipe = msgspec.convert(table, Recipe)
        _check_whole(recipe)
        if not templates_known:
            _check_templates(recipe)
    except UnicodeDecodeError as error:
        raise MuseError("craft.recipe_not_utf8", file=path.name) from error
    except tomllib.TOMLDecodeError as error:
        raise MuseError("craft.recipe_not_toml", file=path.name, reason=str(error)) from error
    except RecursionError as error:
        raise MuseError("craft.recipe_not_toml", file=path.name, reason="nested too deeply") from error
    except (msgspec.ValidationError, TemplateProblem) as error:
        raise MuseError("craft.recipe_invalid", file=path.name, reason=str(error)) from error
    return recipe


def _check_whole(recipe: Recipe) -> None:
    """What types alone cannot say. Raises msgspec.ValidationError or TemplateProblem."""
    _no_doubles("field", [field.id for field in recipe.fields])
    _no_doubles("ingredient", [ingredient.id for ingredient in recipe.ingredients])
    for field in recipe.fields:
        _check_field(field)
    if not recipe.length.min <= recipe.length.default <= recipe.length.max:
        raise msgspec.ValidationError("length needs min <= default <= max")
    if (recipe.prefill is not None) != (recipe.mode == "answer"):
        raise msgspec.ValidationError('prefill belongs to mode "answer", and only there')
    _check_sampling(recipe)
    for ingredient in recipe.ingredients:
        if (ingredient.role == "text") != (recipe.mode == "continue"):
            raise msgspec.ValidationError(
                f'ingredient {ingredient.id}: role "text" is for mode "continue", '
                '"system" and "user" are for the others'
            )


def _check_templates(recipe: Recipe) -> None:
    names = recipe.names_in_templates()
    for ingredient in recipe.ingredients:
        _check_words(f"ingredient {ingredient.id}", ingredient.template, names)
    if recipe.prefill is not None:
        _check_words("prefill", recipe.prefill, names)


def _check_sampling(recipe: Recipe) -> None:
    if recipe.preset not in PRESETS:
        raise msgspec.ValidationError(f"preset {recipe.preset} is none of {', '.join(PRESETS)}")
    try:
        recipe.settings()
    except MuseError as error:  # a value outside the engine's limits
        raise msgspec.ValidationError(f"sampling: {error}") from error


def _check_field(field: Field) -> None:
    _no_doubles(f"choice of field {field.id}", [choice.id for choice in field.choices])
    if field.id in MATERIALS:
        raise msgspec.ValidationError(f"field {field.id}: this name is taken by the document's own text")
    if bool(field.choices) != (field.kind == "choice"):
        raise msgspec.ValidationError(f'field {field.id}: choices belong to kind "choice", and only there')
    known = {"", *(choice.id for choice in field.choices)}
    if field.kind == "choice" and not field.own and field.default not in known:
        raise msgspec.ValidationError(f"field {field.id}: default {field.default} is none of its choices")


def _no_doubles(what: str, ids: list[str]) -> None:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            raise msgspec.ValidationError(f"{what} {name} occurs twice")


def _check_words(place: str, words: Words, names: frozenset[str]) -> None:
    for language, source in (("en", words.en), ("zh", words.zh)):
        try:
            check(source, names)
        except TemplateProblem as error:
            raise TemplateProblem(f"{place}, template.{language}: {error}") from error
