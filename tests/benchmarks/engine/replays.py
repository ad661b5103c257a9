"""Whether recorded generations can be repeated: alone, four at once, after prefix reuse, guessing ahead."""

from __future__ import annotations

import tempfile
from pathlib import Path

from muse_desktop.craft.prompt import Materials
from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import GenerationOptions
from tests.benchmarks.engine.common import DRAFT, WAIT, draft
from tests.benchmarks.row import Row

KINDS = {
    "alone": (1, GenerationOptions()),
    "of four": (4, GenerationOptions()),
    "after reuse": (2, GenerationOptions()),
    "guessing ahead": (1, GenerationOptions(draft=15)),
    "with bans": (2, GenerationOptions(banned=("the", "water*"), draft=6)),
}


def rows(model: Path) -> list[Row]:
    """50 generations, ten of each kind."""
    same, told = repeated(model, 10)
    total = 10 * len(KINDS)
    return [Row("replays that came out the same", same, f"of {total}", f"= {total}", same == total, told)]


def repeated(
    model: Path, each: int, size: tuple[int, int] = (DRAFT // 12, 48), threads: int = 0
) -> tuple[int, str]:
    """How many of `each` generations of each kind came out the same, and what the others did."""
    others: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(context_tokens=2048, threads=threads, model_path=str(model))
        studio = Studio.open(Path(folder, "workspace"), settings=settings)
        try:
            for turn in range(each):
                for kind, (candidates, options) in KINDS.items():
                    number = generate(studio, kind, turn, candidates, options, size)
                    report = studio.replay(number).result(WAIT)
                    if report.verdict != "identical":
                        others.append(f"{kind} {turn}: {report.verdict} {report.token} {report.reason}")
        finally:
            studio.close()
    kinds = ", ".join(KINDS)
    return each * len(KINDS) - len(others), "; ".join(others) or f"{each} each: {kinds}"


def generate(
    studio: Studio, kind: str, turn: int, candidates: int, options: GenerationOptions, size: tuple[int, int]
) -> int:
    """One recorded generation, of a draft of some paragraphs and some tokens more."""
    paragraphs, tokens = size
    text = f"{draft(paragraphs)}Day {turn}."
    if kind == "after reuse":  # the beginning is in the cache, the rest is not
        first = studio.prepare("continue", {}, Materials(before=text), max_tokens=8).result(WAIT)
        studio.generate(first, candidates=1).future.result(WAIT)
        text += " " + draft((paragraphs + 1) // 2)
    prepared = studio.prepare("continue", {}, Materials(before=text), max_tokens=tokens).result(WAIT)
    return studio.generate(prepared, candidates=candidates, seed=turn, options=options).future.result(WAIT)
