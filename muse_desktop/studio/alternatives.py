"""Other words that could have come at a place of a recorded candidate, and a new generation from there."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import msgspec

from muse_desktop.craft.prompt import Prompt
from muse_desktop.craft.recipe import Mode, Recipe
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.values import NextWord, NextWords, WordsRequest
from muse_desktop.errors import MuseError
from muse_desktop.provenance.records import CandidateRecord, GenerationRecord
from muse_desktop.studio.model_host import LoadedModel, ModelHost
from muse_desktop.studio.tokens import word_at
from muse_desktop.studio.values import Branch, Prepared, Share

LEAST_TOKENS = 16
"""A branch may add so many, however long the old candidate was by then."""


class Alternatives(msgspec.Struct, frozen=True):
    """What could have stood in [start, end) of a candidate's text, which begins with token `token_index`.

    `chosen`: which of the words stands there; None: one that is not among the likeliest.
    """

    start: int
    end: int
    token_index: int
    words: NextWords
    chosen: int | None


def alternatives(host: ModelHost, record: GenerationRecord, candidate: int, position: int) -> Alternatives:
    """What else the model could have said at `position` (code points). Waits for the model.

    Raises MuseError `studio.no_tokens`, `studio.other_model`, `studio.no_word`, and the engine's own.
    """
    made = _candidate(record, candidate)
    _same_model(host, record)
    place = word_at(made.text, host.engine.ends(made.tokens).result(), position)
    if place is None:
        raise MuseError("studio.no_word")
    request = WordsRequest(
        prompt=record.prompt_tokens, sampling=_sampling(record, candidate), kept=made.tokens[: place.token]
    )
    found = host.engine.words(request).future.result()
    stands = made.text[place.start : place.end].strip()
    chosen = next((at for at, one in enumerate(found.words) if one.text.strip() == stands), None)
    return Alternatives(place.start, place.end, place.token, found, chosen)


def branch_point(
    host: ModelHost,
    record: GenerationRecord,
    recipe: Recipe | None,
    candidate: int,
    token: int,
    word: NextWord,
) -> Prepared:
    """A generation from the same prompt that keeps the tokens before `token`, then `word`, and goes on.

    `recipe`: the one it was made by, if it is still there. Waits for the model; raises MuseErrors as
    `alternatives` does.
    """
    made = _candidate(record, candidate)
    model = _same_model(host, record)
    kept = (*made.tokens[:token], *word.tokens)
    return Prepared(
        recipe=record.recipe,
        recipe_version=record.recipe_version,
        fields=record.fields,
        prompt=Prompt(next((mode for mode in get_args(Mode) if mode == record.mode), "chat"), ()),
        prompt_text=record.prompt_text,
        shares=_shares(record, recipe),
        prompt_tokens=len(record.prompt_tokens),
        context=model.info.context,
        max_tokens=max(LEAST_TOKENS, record.max_tokens - len(kept)),
        sampling=_sampling(record, candidate),
        stop=record.stop,
        insert=recipe.insert if recipe else "cursor",
        before="",
        options=replace(record.options, samplings=(), draft=0),
        branch=Branch(record.id, candidate, token, record.prompt_tokens, kept),
    )


def _candidate(record: GenerationRecord, candidate: int) -> CandidateRecord:
    made = record.candidates[candidate]
    if not record.prompt_tokens or not made.tokens:
        raise MuseError("studio.no_tokens")
    return made


def _sampling(record: GenerationRecord, candidate: int) -> Sampling:
    """The settings of this candidate."""
    own = record.options.samplings
    return own[candidate] if candidate < len(own) else record.sampling


def _same_model(host: ModelHost, record: GenerationRecord) -> LoadedModel:
    """The loaded model, whose tokens these must be."""
    model = host.ready().result()
    if model.sha256 != record.model_sha256:
        raise MuseError("studio.other_model", name=record.model_name)
    return model


def _shares(record: GenerationRecord, recipe: Recipe | None) -> tuple[Share, ...]:
    labels = {one.id: one.labels for one in recipe.ingredients} if recipe else {}
    found = []
    for part in record.parts:
        name, tokens, dropped = str(part["ingredient"]), part["tokens"], part["dropped"]
        if name in labels and isinstance(tokens, int) and isinstance(dropped, int):
            found.append(Share(name, labels[name], tokens, dropped, bool(part["muted"]), False))
    return tuple(found)
