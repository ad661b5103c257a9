"""Repeating a recorded generation: a courtesy. The recorded tokens stay the evidence."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest
from muse_desktop.engine.values import Adapter, Guarded
from muse_desktop.errors import MuseError
from muse_desktop.models.identity import file_sha256
from muse_desktop.provenance.records import CandidateRecord, GenerationRecord
from muse_desktop.studio.values import ReplayReport


def first_difference(expected: Sequence[int], found: Sequence[int]) -> int | None:
    """The first position at which two token lists differ, or None when they are the same."""
    for position, (left, right) in enumerate(zip(expected, found, strict=False)):
        if left != right:
            return position
    return None if len(expected) == len(found) else min(len(expected), len(found))


def replay(
    record: GenerationRecord,
    hash_cache: Path,
    candidates_for: Sequence[Path] = (),
    guarding: Callable[[Guarded], Guarded] | None = None,
    new_engine: Callable[[], Engine] = Engine,
) -> ReplayReport:
    """Run `record` again in an engine of its own, so that the writer's loaded model is left alone.

    The model is looked for where it lay and among `candidates_for`, and must have the recorded hash.
    `guarding` finds again what was blocked; it fails where the library is another by now.
    """
    try:
        if record.remote:
            raise MuseError("studio.replay_remote", address=record.remote)
        if record.layout.get("authors"):
            raise MuseError("studio.replay_by_hand", generation=record.id)
        if not record.prompt_tokens or not any(one.tokens for one in record.candidates):
            raise MuseError("studio.replay_nothing", generation=record.id)
        path = _model_file(record, hash_cache, candidates_for)
        adapters = [
            Adapter(str(_same_file(path, sha256, hash_cache)), scale)
            for path, sha256, scale in record.adapters
        ]
        draft = _same_file(*record.draft, hash_cache) if record.draft else None
        if record.options.guard is not None and guarding is not None:
            blocked = guarding(record.options.guard)
            record = replace(record, options=replace(record.options, guard=blocked))
        engine = new_engine()
        try:
            return _compare(record, engine, path, adapters, draft)
        finally:
            engine.close()
    except MuseError as error:
        return ReplayReport(record.id, "cannot_run", None, None, error.code, dict(error.values))


def _model_file(record: GenerationRecord, hash_cache: Path, others: Sequence[Path]) -> Path:
    for path in (Path(record.model_path), *others):
        with contextlib.suppress(MuseError):  # missing or unreadable: another may be the same file
            if file_sha256(path, hash_cache) == record.model_sha256:
                return path
    raise MuseError("studio.replay_no_model", name=record.model_name, sha256=record.model_sha256)


def _same_file(path: str, sha256: str, hash_cache: Path) -> Path:
    with contextlib.suppress(MuseError):
        if file_sha256(Path(path), hash_cache) == sha256:
            return Path(path)
    raise MuseError("studio.replay_no_model", name=Path(path).name, sha256=sha256)


def _compare(
    record: GenerationRecord,
    engine: Engine,
    path: Path,
    adapters: Sequence[Adapter],
    draft: Path | None,
) -> ReplayReport:
    layout = record.layout
    engine.load(
        path,
        context=_whole(layout, "context") or _whole(layout, "n_ctx"),
        batch=_whole(layout, "n_batch"),
        threads=_whole(layout, "threads"),
        gpu_layers=_whole(layout, "gpu_layers"),
        adapters=adapters,
        draft=draft,
    ).result()
    request = GenerateRequest(
        prompt=record.prompt_tokens,
        seeds=tuple(one.seed for one in record.candidates),
        sampling=record.sampling,
        samplings=record.options.samplings,
        kept=record.kept,
        banned=record.options.banned,
        bias=record.options.bias,
        grammar=record.options.grammar,
        draft=record.options.draft,
        guard=record.options.guard,
        max_tokens=record.max_tokens,
        stop=record.stop,
        reuse=False,
        prefill_split=_whole(layout, "reused"),
        stop_after=tuple(_stopped_after(one) for one in record.candidates),
    )
    result = engine.generate(request, lambda _: None).future.result()
    for recorded, again in zip(record.candidates, result.candidates, strict=True):
        position = first_difference(recorded.tokens, again.tokens)
        if position is not None:
            return ReplayReport(record.id, "diverged", recorded.position, position, "", {})
    return ReplayReport(record.id, "identical", None, None, "", {})


def _stopped_after(candidate: CandidateRecord) -> int:
    """In how many steps it took part before the writer stopped it; in old records a step was a token."""
    stopped = candidate.stop_reason == "cancelled"
    return (candidate.turns or len(candidate.tokens)) if stopped else -1


def _whole(layout: dict[str, object], name: str) -> int:
    value = layout.get(name, 0)
    return value if isinstance(value, int) else 0
