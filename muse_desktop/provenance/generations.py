"""The record of generations, accepted or not: rows written while one runs, values read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from muse_desktop.engine.protocol import GenerationResult, ModelInfo
from muse_desktop.engine.sampling import Sampling, Step
from muse_desktop.engine.values import GenerationOptions
from muse_desktop.errors import MuseError
from muse_desktop.provenance import ledger
from muse_desktop.provenance.records import (
    AdapterUsed,
    Asked,
    CandidateRecord,
    DraftUsed,
    GenerationRecord,
    GenerationSummary,
)
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.packing import pack_tokens, unpack_tokens
from muse_desktop.store.store import Store

OPENING = 80
"""Characters of the first candidate shown in a line of the history."""


class Recorder:
    """Writes and reads generations through the one writer thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, asked: Asked) -> Future[int]:
        """Note that a generation starts, before it does; the future has its id."""

        def work(session: Session) -> int:
            row = tables.Generation(
                document_id=asked.document,
                recipe=asked.recipe,
                recipe_version=asked.recipe_version,
                mode=asked.mode,
                fields=dict(asked.fields),
                prompt_text=asked.prompt_text,
                parts=[msgspec.to_builtins(part) for part in asked.parts],
                parameters=_parameters(asked.sampling.chain()),
                seed=asked.seeds[0],
                model_file_id=_model_row(session, asked.model, asked.model_sha256),
                layout={
                    "max_tokens": asked.max_tokens,
                    "stop": list(asked.stop),
                    "sampling": msgspec.to_builtins(asked.sampling),
                    **({"remote": asked.model.remote} if asked.model.remote else {}),
                    **({"prefill": asked.prefill} if asked.prefill else {}),
                    **_options(asked),
                    **({"branched_from": dict(asked.branched_from)} if asked.branched_from else {}),
                },
                created_at=now(),
                via=asked.via,
            )
            session.add(row)
            session.flush()
            for position, seed in enumerate(asked.seeds):
                fresh = tables.Candidate(
                    generation_id=row.id, position=position, seed=seed, updated_at=now()
                )
                session.add(fresh)
            return row.id

        return self._store.write(work)

    def so_far(self, generation: int, texts: Mapping[int, str]) -> Future[None]:
        """Keep the text of candidates that are still growing."""

        def work(session: Session) -> None:
            for row in _candidates(session, generation):
                if row.position in texts:
                    row.text, row.updated_at = texts[row.position], now()

        return self._store.write(work)

    def authored(
        self, generation: int, text: str, authors: Sequence[tuple[int, int, str]]
    ) -> Future[None]:
        """Keep a text that a writer and a model make together, and whose each span of it is (code points)."""

        def work(session: Session) -> None:
            row = session.get_one(tables.Generation, generation)
            row.layout = {**row.layout, "authors": [list(span) for span in authors]}
            for kept in _candidates(session, generation):
                kept.text, kept.updated_at = text, now()

        return self._store.write(work)

    def finish(self, generation: int, result: GenerationResult) -> Future[None]:
        """Complete the record with what the engine reports."""

        def work(session: Session) -> None:
            row = session.get_one(tables.Generation, generation)
            row.prompt_text = result.prompt_text or row.prompt_text  # stopped before its turn: as asked
            row.prompt_tokens = pack_tokens(result.prompt_tokens)
            row.parameters = _parameters(result.chain)
            row.build = msgspec.to_builtins(result.build)
            row.layout = {**row.layout, **msgspec.to_builtins(result.layout), **_course(result)}
            row.timings = msgspec.to_builtins(result.timings)
            stopped = [one.stop_reason == "cancelled" for one in result.candidates]
            row.state = "cancelled" if all(stopped) else "done"
            for kept, made in zip(_candidates(session, generation), result.candidates, strict=True):
                kept.text, kept.tokens = made.text, pack_tokens(made.tokens)
                kept.stop_reason, kept.updated_at = made.stop_reason, now()
            _chain(session, row)

        return self._store.write(work)

    def fail(self, generation: int, error: MuseError, texts: Mapping[int, str]) -> Future[None]:
        """Note why a generation broke off, keeping what had arrived."""

        def work(session: Session) -> None:
            row = session.get_one(tables.Generation, generation)
            row.state, row.error = "failed", error.code
            for kept in _candidates(session, generation):
                kept.text = texts.get(kept.position, kept.text)
                kept.stop_reason, kept.updated_at = "failed", now()
            _chain(session, row)

        return self._store.write(work)

    def accepted(
        self, generation: int, candidate: int, document: int, start: int, end: int, position: int
    ) -> Future[None]:
        """Note that output[start:end] of a candidate went into a document at `position` (code points)."""
        note = {"at": now(), "document": document, "start": start, "end": end, "position": position}

        def work(session: Session) -> None:
            for row in _candidates(session, generation):
                if row.position == candidate:
                    row.accepted = [*row.accepted, note]

        return self._store.write(work)

    def close_left_over(self) -> Future[None]:
        """Mark generations that a killed app left running, so that the history does not call them live."""

        def work(session: Session) -> None:
            running = "SELECT 1 FROM generation WHERE state = 'running' LIMIT 1"
            if session.connection().exec_driver_sql(running).first() is None:
                return  # as nearly always: a start need not know the table
            for row in session.scalars(select(tables.Generation).where(tables.Generation.state == "running")):
                row.state, row.error = "failed", "provenance.app_ended"
                for kept in _candidates(session, row.id):
                    kept.stop_reason = kept.stop_reason or "failed"
                _chain(session, row)

        return self._store.write(work)

    def history(self, limit: int, document: int | None) -> list[GenerationSummary]:
        """The latest generations, newest first, of one document or all."""

        def work(session: Session) -> list[GenerationSummary]:
            query = select(tables.Generation).order_by(tables.Generation.id.desc()).limit(limit)
            if document is not None:
                query = query.where(tables.Generation.document_id == document)
            return [_summary(session, row) for row in session.scalars(query)]

        return self._store.read(work)

    def written_with(self, sha256: str) -> int:
        """How many generations a model file wrote."""
        query = select(func.count(tables.Generation.id)).join(tables.ModelFile)
        query = query.where(tables.ModelFile.sha256 == sha256)
        return self._store.read(lambda session: session.scalar(query) or 0)

    def model_sizes(self) -> frozenset[int]:
        """The bytes of each model that wrote something: what has another size did not."""
        return self._store.read(lambda session: frozenset(session.scalars(select(tables.ModelFile.size))))

    def generation(self, generation: int) -> GenerationRecord:
        """Everything recorded of one generation. Raises `provenance.no_generation`."""
        return self._store.read(lambda session: _record(session, generation))


def model_names(store: Store, generations: Collection[int]) -> dict[int, str]:
    """The name of the model that wrote each of `generations`, where it is on record."""
    with_model = tables.Generation.model_file_id == tables.ModelFile.id
    query = select(tables.Generation.id, tables.ModelFile.name).join(tables.ModelFile, with_model)
    wanted = set(generations)
    return store.read(lambda session: {one: name for one, name in session.execute(query) if one in wanted})


def _chain(session: Session, row: tables.Generation) -> None:
    """Put hashes of what was asked and answered into the ledger, accepted or not."""
    ledger.append(session, "generation", document_id=row.document_id, payload=witness(session, row))


def witness(session: Session, row: tables.Generation) -> dict[str, Any]:
    """What the ledger says of a generation whose record is complete; `audit` asks again and compares."""
    candidates = _candidates(session, row.id)
    settings = [row.fields, row.parts, row.parameters, row.layout, row.build]
    model = session.get(tables.ModelFile, row.model_file_id) if row.model_file_id else None
    return {
        "generation": row.id,
        "recipe": row.recipe,
        "state": row.state,
        "seed": row.seed,
        "model": model.sha256 if model else "",
        "licence": model.licence if model else "",
        "prompt": _digest(row.prompt_text),
        "prompt_tokens": hashlib.sha256(row.prompt_tokens or b"").hexdigest(),
        "settings": _digest(json.dumps(json.loads(json.dumps(settings)), sort_keys=True)),
        "candidates": [_digest(one.text) for one in candidates],
        "tokens": [hashlib.sha256(one.tokens or b"").hexdigest() for one in candidates],
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _candidates(session: Session, generation: int) -> list[tables.Candidate]:
    query = select(tables.Candidate).where(tables.Candidate.generation_id == generation)
    query = query.order_by(tables.Candidate.position)
    return list(session.scalars(query))


def _parameters(chain: Sequence[Step]) -> list[dict[str, Any]]:
    return [{"name": name, **values} for name, values in chain]


def _options(asked: Asked) -> dict[str, Any]:
    """What was asked beside the usual, for the row's layout; nothing where nothing was."""
    options = {name: value for name, value in msgspec.to_builtins(asked.options).items() if value}
    given = {
        "options": options,
        "kept": list(asked.kept),
        "adapters": [list(one) for one in asked.adapters],
        "draft": list(asked.draft or ()),
        "story": [list(one) for one in asked.story],
        "references": [list(one) for one in asked.references],
    }
    return {name: value for name, value in given.items() if value}


def _course(result: GenerationResult) -> dict[str, Any]:
    """How the candidates came about, for the row's layout: a list each, by candidate."""
    made = result.candidates
    return {
        "turns": [one.turns for one in made],
        "drafted": [one.drafted for one in made],
        "agreed": [one.agreed for one in made],
        "rewinds": [one.rewinds for one in made],
        **({"blocked": [one.blocked for one in made]} if any(one.blocked for one in made) else {}),
        **({"chains": [_parameters(chain) for chain in result.chains]} if result.chains else {}),
    }


def _model_row(session: Session, info: ModelInfo, sha256: str) -> int:
    row = session.scalar(select(tables.ModelFile).where(tables.ModelFile.sha256 == sha256))
    if row is None:
        row = tables.ModelFile(
            sha256=sha256,
            path=info.path,
            name=info.name,
            size=info.size_bytes,
            licence=info.licence,
            architecture=info.architecture,
            quantisation=info.quantisation,
            context_trained=info.context_trained,
            details=dict(info.metadata),
            added_at=now(),
        )
        session.add(row)
        session.flush()
    row.path = info.path  # the same bytes may have moved
    return row.id


def _summary(session: Session, row: tables.Generation) -> GenerationSummary:
    candidates = _candidates(session, row.id)
    model = session.get(tables.ModelFile, row.model_file_id) if row.model_file_id else None
    opening = " ".join(candidates[0].text.split())[:OPENING] if candidates else ""
    return GenerationSummary(
        id=row.id,
        recipe=row.recipe,
        created_at=row.created_at,
        state=row.state,
        model=model.name if model else "",
        seed=row.seed,
        candidates=len(candidates),
        accepted=any(one.accepted for one in candidates),
        opening=opening,
        document=row.document_id,
    )


def _record(session: Session, generation: int) -> GenerationRecord:
    row = session.get(tables.Generation, generation)
    if row is None:
        raise MuseError("provenance.no_generation", generation=generation)
    model = session.get(tables.ModelFile, row.model_file_id) if row.model_file_id else None
    layout: dict[str, Any] = dict(row.layout)
    turns = layout.get("turns", [])
    return GenerationRecord(
        id=row.id,
        recipe=row.recipe,
        recipe_version=row.recipe_version,
        mode=row.mode,
        fields=dict(row.fields),
        prompt_text=row.prompt_text,
        prompt_tokens=unpack_tokens(row.prompt_tokens) if row.prompt_tokens else (),
        parts=tuple(row.parts),
        parameters=tuple(row.parameters),
        sampling=msgspec.convert(layout.pop("sampling", {}), Sampling),
        options=msgspec.convert(layout.pop("options", {}), GenerationOptions),
        kept=tuple(layout.pop("kept", ())),
        adapters=msgspec.convert(layout.pop("adapters", ()), tuple[AdapterUsed, ...]),
        draft=msgspec.convert(layout.pop("draft", None), DraftUsed | None),
        max_tokens=int(layout.pop("max_tokens", 0)),
        stop=tuple(layout.pop("stop", ())),
        seed=row.seed,
        model_name=model.name if model else "",
        model_sha256=model.sha256 if model and "remote" not in layout else "",
        model_licence=model.licence if model else "",
        model_path=model.path if model else "",
        build=dict(row.build),
        layout=layout,
        timings=dict(row.timings),
        created_at=row.created_at,
        state=row.state,
        error=row.error,
        via=row.via,
        document=row.document_id,
        candidates=tuple(
            CandidateRecord(
                one.position,
                one.seed,
                one.text,
                unpack_tokens(one.tokens) if one.tokens else (),
                one.stop_reason,
                tuple(one.accepted),
                turns[one.position] if one.position < len(turns) else 0,
            )
            for one in _candidates(session, row.id)
        ),
    )
