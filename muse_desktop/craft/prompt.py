"""Composing a prompt: a recipe, the writer's fields and the document's materials become named parts.

The document's own text never acts as an instruction: in chat prompts it stands inside a fence of quotation
marks longer than any it contains (the title in a pair of them), and look-alikes of chat control tokens are
broken up. In raw continuation it is the prompt, verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from muse_desktop.craft.recipe import MATERIALS, Field, Mode, Recipe
from muse_desktop.craft.reference import Reference
from muse_desktop.craft.spacing import SPACES
from muse_desktop.craft.story import StoryEntry
from muse_desktop.craft.template import TemplateProblem, render
from muse_desktop.engine.values import Message, Role
from muse_desktop.errors import MuseError

FIELD_LIMIT = 100_000
"""The most characters one field may hold."""

# Places for the document's text: filled after rendering, so that no template can work on the text itself.
_PLACES = {name: f"\x00{chr(number)}\x00" for number, name in enumerate(MATERIALS, 1)}
_PLACE = re.compile(f"\x00([\x01-{chr(len(MATERIALS))}])\x00")
_BY_PLACE = {place[1]: name for name, place in _PLACES.items()}

# What chat templates use to mark turns: <|im_start|>, <start_of_turn>, [INST], <<SYS>>, <s>, <｜User｜> …
_CONTROL = re.compile(
    r"<(?=[|｜])|<(?=/?(?:s|bos|eos|start_of_turn|end_of_turn)>)|<(?=</?SYS>>)|\[(?=/?(?:INST|SYSTEM_PROMPT)\])"
)


@dataclass(frozen=True)
class Materials:
    """What the document brings, and the language ("en" or "zh") the prompt is worded in.

    `document`: its id, None where there is none; `story`: the entries of its project's story bible, of which
    `bible` is what the prompt is told; `references`: texts of the library it is to be in conversation with,
    of which `reference` is what the prompt is told.
    """

    before: str = ""
    after: str = ""
    selection: str = ""
    title: str = ""
    language: str = "en"
    document: int | None = None
    story: tuple[StoryEntry, ...] = ()
    bible: str = ""
    references: tuple[Reference, ...] = ()
    reference: str = ""

    @property
    def draft(self) -> str:
        """All of the document's text."""
        return self.before + self.selection + self.after


@dataclass(frozen=True)
class Part:
    """The text one ingredient adds. `body` is the span (code points) of it that may be cut from the front."""

    ingredient: str
    role: Literal["system", "user", "text"]
    text: str
    body: tuple[int, int] | None = None


@dataclass(frozen=True)
class Prompt:
    """What goes to the model: named parts in order, and the start of its answer when the recipe gives one."""

    mode: Mode
    parts: tuple[Part, ...]
    prefill: str = ""

    def messages(self) -> tuple[Message, ...]:
        """The chat messages: all system parts as one, then all user parts as one. Empty in mode continue."""
        roles: tuple[Role, ...] = ("system", "user")
        texts = {role: [part.text for part in self.parts if part.role == role] for role in roles}
        return tuple(Message(role, "\n\n".join(found)) for role, found in texts.items() if found)

    def raw(self) -> str:
        """The text to continue, exactly; empty in the chat modes."""
        return "".join(part.text for part in self.parts if part.role == "text")


def compose(
    recipe: Recipe, fields: Mapping[str, str], materials: Materials, muted: frozenset[str] = frozenset()
) -> Prompt:
    """Build the prompt. `fields` are raw answers by field id; absent ones take their default.

    `muted` names ingredients to leave out; names that are not mutable ingredients of this recipe are ignored,
    so that one set can be kept while the writer changes recipes. Raises craft.field_missing, field_unknown,
    field_choice, field_number, field_too_long, nothing_to_continue, nothing_selected, empty_prompt,
    recipe_failed.
    """
    values = answers(recipe, fields, materials.language)
    raw = recipe.mode == "continue"
    texts = _material_texts(materials, raw)
    _check_needs(recipe, texts)
    places = {name: _PLACES[name] if text else "" for name, text in texts.items()}
    parts: list[Part] = []
    for ingredient in sorted(recipe.ingredients, key=lambda ingredient: ingredient.volatile):
        if ingredient.mutable and ingredient.id in muted:
            continue
        rendered = _render(recipe, ingredient.template[materials.language], {**values, **places})
        if not raw:
            rendered = rendered.strip()
        text, body = _fill(rendered, texts, raw)
        if text:
            may_shrink = body if ingredient.source == "before" else None
            parts.append(Part(ingredient.id, ingredient.role, text, may_shrink))
    if not any(part.role != "system" and part.text.strip() for part in parts):
        raise MuseError("craft.empty_prompt", recipe=recipe.names[materials.language])
    prefill = ""
    if recipe.prefill is not None:
        rendered = _render(recipe, recipe.prefill[materials.language], {**values, **places})
        prefill = _fill(rendered, texts, raw)[0]
    return Prompt(recipe.mode, tuple(parts), prefill)


def answers(recipe: Recipe, fields: Mapping[str, str], language: str) -> dict[str, str]:
    """The values templates see: each field's text, and FIELD_hint for choices. Raises craft.field_*."""
    known = {field.id for field in recipe.fields}
    for name in fields:
        if name not in known:
            raise MuseError("craft.field_unknown", field=name, known=", ".join(sorted(known)) or "-")
    values: dict[str, str] = {}
    for field in recipe.fields:
        answer = fields.get(field.id, field.default).replace("\x00", "").strip()  # NUL marks places
        label = field.labels[language]
        if len(answer) > FIELD_LIMIT:
            raise MuseError("craft.field_too_long", field=label, limit=FIELD_LIMIT)
        if field.required and not answer:
            raise MuseError("craft.field_missing", field=label, name=field.id)
        if field.kind == "choice":
            answer, hint = _chosen(field, answer, language)
            values[f"{field.id}_hint"] = hint.replace("\x00", "")
        elif field.kind == "number" and answer:
            answer = _number(field, answer, label)
        if recipe.mode != "continue":
            answer = harmless(answer)
        values[field.id] = answer.replace("\x00", "")
    return values


def _chosen(field: Field, answer: str, language: str) -> tuple[str, str]:
    """What the model is told for a choice, and the advice that goes with it."""
    if not answer:
        return "", ""
    for choice in field.choices:
        if answer.casefold() in (choice.id, choice.labels.en.casefold(), choice.labels.zh.casefold()):
            says = choice.says or choice.labels
            return says[language], choice.hint[language] if choice.hint else ""
    if field.own:
        return answer, ""
    known = ", ".join(choice.id for choice in field.choices)
    raise MuseError("craft.field_choice", field=field.labels[language], value=answer[:80], known=known)


def _number(field: Field, answer: str, label: str) -> str:
    try:
        number = int(answer[:20])
    except ValueError:
        number = field.min - 1
    if not field.min <= number <= field.max:
        raise MuseError("craft.field_number", field=label, value=answer[:80], least=field.min, most=field.max)
    return str(number)


def _check_needs(recipe: Recipe, texts: Mapping[str, str]) -> None:
    if recipe.needs == "cursor" and not texts["before"].strip():
        raise MuseError("craft.nothing_to_continue")
    if recipe.needs == "selection" and not texts["selection"].strip():
        raise MuseError("craft.nothing_selected")


def _material_texts(materials: Materials, raw: bool) -> dict[str, str]:
    """The document's texts as they enter the prompt.

    Text to continue ends before its last spaces: models' tokens begin with their space, so one left over
    would spoil the next word. `spacing.join` sees to the seam.
    """
    texts = {name: getattr(materials, name).replace("\x00", "") for name in MATERIALS}
    texts["before"] = texts["before"].rstrip(SPACES)
    texts["title"] = " ".join(texts["title"].split())
    if raw:
        return texts
    if texts["title"]:
        texts["title"] = '"' + texts["title"].replace('"', "'") + '"'
    return {name: harmless(text) for name, text in texts.items()}


def harmless(text: str) -> str:
    """Break up what a chat template could take for the start or end of a turn, by one space."""
    return _CONTROL.sub(lambda found: found.group() + " ", text)


def fence(text: str) -> str:
    """The quotation marks to stand above and below `text`: more in a row than it contains."""
    longest = max((len(run) for run in re.findall('"+', text)), default=0)
    return '"' * max(3, longest + 1)


def _render(recipe: Recipe, template: str, values: Mapping[str, str]) -> str:
    try:
        return render(template, values)
    except TemplateProblem as error:
        raise MuseError("craft.recipe_failed", recipe=recipe.id, reason=str(error)) from error


def _fill(rendered: str, texts: Mapping[str, str], raw: bool) -> tuple[str, tuple[int, int] | None]:
    """Put the document's texts in their places; also the span of `before` when it stands there once."""
    pieces = _PLACE.split(rendered)  # text, place, text, place, …, text
    done, length = [pieces[0]], len(pieces[0])
    spans: list[tuple[int, int]] = []
    for place, following in zip(pieces[1::2], pieces[2::2], strict=True):
        name = _BY_PLACE[place]
        text = texts[name]
        marks = "" if raw or name == "title" else fence(text)
        opening, closing = (f"{marks}\n", f"\n{marks}") if marks else ("", "")
        if name == "before":
            start = length + len(opening)
            spans.append((start, start + len(text)))
        done += [opening, text, closing, following]
        length += len(opening) + len(text) + len(closing) + len(following)
    return "".join(done), spans[0] if len(spans) == 1 else None


def cut(prompt: Prompt, index: int, start: int) -> Prompt:
    """The prompt with part `index` beginning its body at `start` (code points within the part's text)."""
    part = prompt.parts[index]
    if part.body is None or not part.body[0] <= start <= part.body[1]:
        raise ValueError("this part cannot be cut there")
    begin, end = part.body
    shorter = replace(part, text=part.text[:begin] + part.text[start:], body=(begin, end - (start - begin)))
    return replace(prompt, parts=(*prompt.parts[:index], shorter, *prompt.parts[index + 1 :]))
