"""A speed lab that plays a script: jobs end when the test says so, numbers are those of the script."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from muse_desktop.engine.values import KINDS
from muse_desktop.errors import MuseError
from muse_desktop.models.values import ShelfModel
from muse_desktop.studio.lab_values import Benchmark, Comparison, LabRow, Step

SAMPLE = "The harbour had gone quiet before the lamps were lit. " * 20
SAMPLES = (
    "and the lamps along the mole came on one after another, each a little late, as if somebody were walking "
    "with them. She counted eleven and waited for the twelfth, which had been dark since her father's time.",
    "and the fog stood at the end of the pier like a visitor who has not been asked in. The clerk wrote down "
    "the hour, then the tide, then, because nobody would read it, the colour of the water.",
    "and it was a very quiet night. The boats were quiet and the water was quiet. She looked at the book and "
    "she thought about the boats, and then she closed the book.",
    "and the tide, which owed nobody anything, went out.",
)


class ScriptedLab:
    """`Studio.lab` for window tests. A job is the last of `jobs`: end it with `finish` or `fail`."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.jobs: list[tuple[Future[Any], Any, Any]] = []  # future, on_progress, cancelled

    def compare(self, paths: Sequence[Path], text: str, on_progress: Any, cancelled: Any) -> Future[Any]:
        return self._begin(("compare", tuple(paths), text), on_progress, cancelled)

    def benchmark(self, path: Path, on_progress: Any, cancelled: Any, text: str = "") -> Future[Any]:
        return self._begin(("benchmark", path, text), on_progress, cancelled)

    def quantise(
        self, path: Path, kind: str, target: Path, on_progress: Any, cancelled: Any
    ) -> Future[Any]:
        return self._begin(("quantise", path, kind, target), on_progress, cancelled)

    def _begin(self, asked: tuple[Any, ...], on_progress: Any, cancelled: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.asked.append(asked)
        self.jobs.append((future, on_progress, cancelled))
        return future

    def tell(self, fraction: float, step: Step) -> None:
        """The job has come so far."""
        self.jobs[-1][1](fraction, step)

    @property
    def cancelled(self) -> bool:
        """Whether the writer has given the last job up."""
        return self.jobs[-1][2]()

    def finish(self, value: object) -> None:
        """The last job is done."""
        self.jobs[-1][0].set_result(value)

    def fail(self, code: str, **values: str | int | float) -> None:
        """The last job has failed."""
        self.jobs[-1][0].set_exception(MuseError(code, **values))

    def quantised_name(self, path: Path, kind: str) -> str:
        return f"{path.stem.rsplit(' ', 1)[0]} {kind}.gguf"

    def quantised_bytes(self, parameters: int, kind: str) -> int:
        return round(parameters * {one.name: one.bits for one in KINDS}[kind] / 8)

    def default_text(self, language: str = "en") -> str:
        return SAMPLE

    def close(self) -> None:
        for future, _, _ in self.jobs:
            if not future.done():
                future.set_exception(MuseError("engine.closed"))


def shelf_model(name: str, size: int, folder: Path = Path("/models"), **more: Any) -> ShelfModel:
    """A model of the shelf whose last word is how its weights are stored."""
    quantisation = name.rsplit(" ", 1)[-1]
    path = folder / f"{name}.gguf"
    return ShelfModel(path=path, name=name, bytes=size, origin="copied", quantisation=quantisation, **more)


def row(model: ShelfModel, **numbers: Any) -> LabRow:
    """A row of numbers for a model."""
    return LabRow(model.path, model.name, model.bytes, model.quantisation, **numbers)


def comparison(models: Sequence[ShelfModel], recommended: int = 1) -> Comparison:
    """Up to four files of one model: the largest, two smaller ones, one of another vocabulary."""
    numbers: tuple[dict[str, Any], ...] = (
        {"words_per_s": 3.9, "reads_words_per_s": 61.0, "perplexity": 18.42, "bits_per_character": 0.931,
         "divergence": 0.0, "same_choice": 1.0},
        {"words_per_s": 7.8, "reads_words_per_s": 118.0, "perplexity": 18.61, "bits_per_character": 0.934,
         "divergence": 0.014, "same_choice": 0.947},
        {"words_per_s": 11.6, "reads_words_per_s": 150.0, "perplexity": 20.07, "bits_per_character": 0.965,
         "divergence": 0.121, "same_choice": 0.861},
        {"words_per_s": 38.2, "reads_words_per_s": 640.0, "perplexity": 31.5, "bits_per_character": 1.184,
         "code": "studio.lab_other_vocabulary"},
    )  # fmt: skip
    rows = tuple(
        row(model, sample=sample, **one)
        for model, sample, one in zip(models, SAMPLES, numbers, strict=False)
    )
    return Comparison(rows, 512, models[0].path, recommended, 2304)


def benchmark(model: ShelfModel) -> Benchmark:
    """A middling machine."""
    return Benchmark(
        model.path, model.name, model.bytes, model.quantisation, 7.8, 118.0, 10.4, 157.0, 1.9, 412, 2.3,
        round(model.bytes * 1.2), 6, 0, SAMPLES[1],
    )  # fmt: skip
