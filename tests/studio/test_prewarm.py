"""Reading ahead by recipe, and after the workspace was closed and opened again."""

from __future__ import annotations

from pathlib import Path

import pytest

from muse_desktop.craft.prompt import Materials
from muse_desktop.engine.protocol import NOTHING_WARMED
from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import RunEvent, RunStarted

pytestmark = pytest.mark.real_model
WAIT = 60.0
DRAFT = "".join(f"Paragraph {n}: the tide came in and went out again.\n\n" for n in range(20))
SETTINGS = Settings(context_tokens=1024, threads=1)


def first_reuse(studio: Studio, recipe: str, materials: Materials, **fields: str) -> tuple[int, int]:
    """Tokens of the prompt, and how many of them the generation took from the cache."""
    events: list[RunEvent] = []
    prepared = studio.prepare(recipe, fields, materials, max_tokens=8).result(WAIT)
    studio.generate(prepared, 1, seed=1, on_event=events.append).future.result(WAIT)
    started = next(event for event in events if isinstance(event, RunStarted))
    return started.prompt_tokens, started.reused


def test_what_was_read_in_a_pause_or_before_closing_is_not_read_again(tmp_path: Path) -> None:
    materials = Materials(before=DRAFT)
    studio = Studio.open(tmp_path / "w", settings=SETTINGS)
    try:
        assert studio.prewarm("continue", {}, materials).result(WAIT) == NOTHING_WARMED
        assert studio.model.state == "none", "a pause loads no model"
        studio.model.ready().result(WAIT)
        for recipe, brought, fields in (
            ("rewrite", Materials(selection=DRAFT[:400]), {}),
            ("continue", materials, {}),
        ):
            ready = studio.prewarm(recipe, fields, brought, max_tokens=8).result(WAIT)
            assert ready.ready == ready.tokens > 60
            assert first_reuse(studio, recipe, brought, **fields) == (ready.tokens, ready.tokens)
    finally:
        studio.close()
    studio = Studio.open(tmp_path / "w", settings=SETTINGS)
    try:
        tokens, reused = first_reuse(studio, "continue", materials)
        assert reused == tokens == ready.tokens
        assert list((tmp_path / "w" / "states").iterdir())
        studio.forget_states().result(WAIT)
    finally:
        studio.close()
    assert not (tmp_path / "w" / "states").exists()


def test_a_prompt_that_is_not_there_yet_is_passed_over(tmp_path: Path) -> None:
    studio = Studio.open(tmp_path / "w", settings=SETTINGS)
    try:
        studio.model.ready().result(WAIT)
        for recipe in ("continue", "poem", "no such recipe"):
            assert studio.prewarm(recipe, {}, Materials()).result(WAIT) == NOTHING_WARMED
        first = studio.prewarm("continue", {}, Materials(before=DRAFT))
        second = studio.prewarm("continue", {}, Materials(before=DRAFT + "And"))
        ready = second.result(WAIT)
        assert ready.ready == ready.tokens
        assert first.result(WAIT).ready < ready.ready
        studio.set_settings(Settings(context_tokens=512, threads=1))
        assert studio.prewarm("continue", {}, Materials(before=DRAFT)).result(WAIT) == NOTHING_WARMED
    finally:
        studio.close()


def test_a_workspace_opened_beside_its_owner_keeps_no_states(tmp_path: Path) -> None:
    owner = Studio.open(tmp_path / "w", settings=SETTINGS)
    try:
        reader = Studio.open(tmp_path / "w", mode="read", settings=SETTINGS)
        try:
            reader.model.ready().result(WAIT)
            ready = reader.prewarm("continue", {}, Materials(before=DRAFT)).result(WAIT)
            assert ready.ready > 256
        finally:
            reader.close()
        assert not owner.paths.states.exists()
    finally:
        owner.close()
