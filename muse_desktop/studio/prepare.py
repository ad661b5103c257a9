"""From a recipe and what the writer filled in to a prompt that fits, with each ingredient's share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec

from muse_desktop.craft.fitting import Fitted, fit
from muse_desktop.craft.prompt import Materials, compose
from muse_desktop.craft.recipe import Recipe
from muse_desktop.craft.reference import References
from muse_desktop.craft.story import Story
from muse_desktop.engine.sampling import PRESETS, Sampling
from muse_desktop.engine.values import GenerationOptions
from muse_desktop.errors import MuseError
from muse_desktop.studio.conversation import references_of
from muse_desktop.studio.model_host import LoadedModel, ModelHost
from muse_desktop.studio.story import story_of
from muse_desktop.studio.values import Prepared, Share

MARGIN = 8
"""Tokens kept free beside prompt and answer: a template's own marks are counted roughly."""
DRAFT, DRAFT_FREE = 15, 8
"""Tokens guessed ahead at most: where a text is rewritten, for the new one mostly repeats the old one; and
elsewhere, where only a draft model can guess."""


def recipe_sampling(recipe: Recipe) -> Sampling:
    """The recipe's preset with its own values laid over it."""
    return msgspec.structs.replace(PRESETS[recipe.preset], **recipe.sampling.given())


def prepare(
    host: ModelHost,
    recipe: Recipe,
    fields: Mapping[str, str],
    materials: Materials,
    muted: frozenset[str],
    max_tokens: int | None,
    sampling: Sampling | None,
    banned: tuple[str, ...] = (),
) -> Prepared:
    """The prompt as the loaded model will see it. Waits for the model; see `Studio.prepare` for errors.

    `banned`: phrases the writer never wants to read from the model.
    """
    prompt = compose(recipe, fields, materials, muted)
    model = host.ready().result()
    info = model.info
    length = _length(recipe, max_tokens)
    budget = info.context - length - MARGIN
    if budget < 1:
        raise MuseError("craft.prompt_too_long", needed=length + MARGIN, available=info.context)

    story = story_of(recipe, fields, materials, info.context)
    references = references_of(recipe, materials, info.context)
    if story.text or references.text:
        materials = replace(materials, bible=story.text, reference=references.text)
        prompt = compose(recipe, fields, materials, muted)

    def count(texts: Sequence[str]) -> Sequence[int]:
        return model.engine.count(texts).result()

    fitted = fit(prompt, count, budget)
    prompt = fitted.prompt
    rendered = (
        prompt.raw()
        if prompt.mode == "continue"
        else model.engine.render(prompt.messages(), prompt.prefill).result()
    )
    return Prepared(
        recipe=recipe.id,
        recipe_version=recipe.version,
        fields=dict(fields),
        prompt=prompt,
        prompt_text=rendered,
        shares=_shares(recipe, fitted, muted, _absent(story, references)),
        prompt_tokens=fitted.total,
        context=info.context,
        max_tokens=length,
        sampling=sampling or recipe_sampling(recipe),
        stop=recipe.stop,
        insert=recipe.insert,
        before=materials.before,
        options=GenerationOptions(banned=banned, draft=_draft(recipe, model)),
        story=story,
        references=references,
    )


def _draft(recipe: Recipe, model: LoadedModel) -> int:
    if recipe.insert == "replace":
        return DRAFT
    return DRAFT_FREE if model.draft is not None else 0


def _length(recipe: Recipe, asked: int | None) -> int:
    """The answer's length in tokens, kept within what the recipe allows."""
    return max(recipe.length.min, min(asked or recipe.length.default, recipe.length.max))


def _shares(
    recipe: Recipe, fitted: Fitted, muted: frozenset[str], absent: frozenset[str]
) -> tuple[Share, ...]:
    """The share of each ingredient but those of which there is nothing to tell."""
    tokens = {part.ingredient: cost for part, cost in zip(fitted.prompt.parts, fitted.tokens, strict=True)}
    return tuple(
        Share(
            ingredient=one.id,
            labels=one.labels,
            tokens=tokens.get(one.id, 0),
            dropped=fitted.dropped.get(one.id, 0),
            muted=one.mutable and one.id in muted,
            mutable=one.mutable,
        )
        for one in recipe.ingredients
        if one.source not in absent
    )


def _absent(story: Story, references: References) -> frozenset[str]:
    """Sources that bring nothing to this prompt."""
    return frozenset(
        source for source, text in (("bible", story.text), ("reference", references.text)) if not text
    )
