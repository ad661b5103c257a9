"""The record of a work as a W3C PROV graph, written as PROV-JSON by `prov`.

Entities: the file, its drafts (collections of spans), spans, what was pasted or imported, prompts, answers
and models. Activities: generate, accept, edit, type, autocorrect, paste, import, export. Agents: the writer
and the app. A span of unknown origin has no activity: nobody is said to have made it. Words are not in it,
only their places and hashes; positions are code points of the draft's text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from muse_desktop.provenance.evidence.material import Draft, Material, Request
from muse_desktop.provenance.kinds import MODEL_KINDS, PASTED_KINDS, WRITER_KINDS, Kind
from muse_desktop.provenance.origins import CUT, Origin

if TYPE_CHECKING:
    from prov.model import ProvActivity, ProvDocument, ProvEntity

NAMESPACE = "urn:muse-desktop:"


@dataclass(frozen=True)
class WorkFile:
    """The file that the bundle is about."""

    name: str
    media: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def prov_json(material: Material, work: WorkFile, made_at: str, version: str) -> bytes:
    """The graph as UTF-8 PROV-JSON; every thing that a relation names is described in it."""
    return _Graph(material, version).whole(work, made_at)


class _Graph:
    """A graph that grows; what several parts name is described once."""

    def __init__(self, material: Material, version: str) -> None:
        from prov.constants import PROV
        from prov.model import ProvDocument

        self._material = material
        self._graph: ProvDocument = ProvDocument()
        self._graph.add_namespace("muse", NAMESPACE)
        self._known: dict[str, Any] = {}
        app: dict[str, Any] = {"prov:label": f"Muse Desktop {version}"}
        app["prov:type"] = PROV["SoftwareAgent"]
        self._writer = self._graph.agent("muse:writer", {"prov:type": PROV["Person"]})
        self._app = self._graph.agent("muse:app", app)
        self._graph.actedOnBehalfOf(self._app, self._writer)

    def whole(self, work: WorkFile, made_at: str) -> bytes:
        for request in self._material.requests:
            self._request(request)
        told = {"prov:label": work.name, "muse:sha256": work.sha256, "muse:mediaType": work.media}
        file = self._graph.entity("muse:file", told)
        export = self._activity("muse:export", made_at)
        self._graph.wasGeneratedBy(file, export)
        self._graph.wasAssociatedWith(export, self._app)
        for draft in self._material.drafts:
            entity = self._draft(draft)
            self._graph.used(export, entity)
            self._graph.wasDerivedFrom(file, entity, export)
        written = self._graph.serialize(format="json")
        assert written is not None  # only where it is asked to write to a file
        return written.encode()

    def _entity(self, name: str, told: dict[str, Any]) -> ProvEntity:
        if name not in self._known:
            self._known[name] = self._graph.entity(name, told)
        found: ProvEntity = self._known[name]
        return found

    def _activity(self, name: str, at: str) -> ProvActivity:
        """An activity; `at` is when it was noted, and no end is claimed."""
        if name not in self._known:
            self._known[name] = self._graph.activity(name, _time(at))
        found: ProvActivity = self._known[name]
        return found

    # Requests

    def _request(self, request: Request) -> None:
        number = request.generation
        activity = self._graph.activity(
            f"muse:generate-{number}",
            _time(request.at),
            None,
            {"muse:recipe": request.recipe, "muse:seed": str(request.seed), "muse:state": request.state},
        )
        prompt = self._entity(f"muse:prompt-{number}", {"muse:sha256": request.prompt_sha256})
        self._graph.used(activity, prompt)
        self._graph.used(activity, self._model(request.model))
        self._graph.wasAssociatedWith(activity, self._writer)
        self._graph.wasAssociatedWith(activity, self._app)
        for position, answer in enumerate(request.answers_sha256):
            output = self._entity(_output(number, position), {"muse:sha256": answer})
            self._graph.wasGeneratedBy(output, activity)
            self._graph.wasDerivedFrom(output, prompt, activity)

    def _model(self, sha256: str) -> ProvEntity:
        found = self._material.models.get(sha256)
        if found is None:
            return self._entity("muse:model-unknown", {"prov:label": "a model that the record does not name"})
        told = {"prov:label": found.name, "muse:sha256": sha256, "muse:licence": found.licence or "unknown"}
        return self._entity(f"muse:model-{sha256[:16]}", told)

    # Drafts

    def _draft(self, draft: Draft) -> ProvEntity:
        from prov.constants import PROV

        told = {"prov:type": PROV["Collection"], "prov:label": draft.title, "muse:sha256": draft.text_hash}
        entity = self._entity(f"muse:draft-{draft.document}", told)
        for span in draft.spans:
            name = f"muse:span-{draft.document}-{span.start}-{span.end}"
            origin = self._material.origins[span.origin]
            made = self._graph.entity(
                name,
                {
                    "muse:start": span.start,
                    "muse:end": span.end,
                    "muse:kind": str(origin.kind),
                    "muse:shown": span.tint,
                },
            )
            self._graph.hadMember(entity, made)
            self._origin(made, origin)
        return entity

    def _origin(self, span: ProvEntity, origin: Origin) -> None:
        """Tie a span to what it came from; unknown text is tied to nothing."""
        verb, source = self._how(origin)
        if not verb:
            return
        activity = self._activity(f"muse:{verb}-{origin.id}", origin.created_at)
        self._graph.wasGeneratedBy(span, activity)
        if f"agent of {verb}-{origin.id}" not in self._known:
            by = self._app if origin.kind is Kind.AUTOCORRECTED else self._writer
            self._known[f"agent of {verb}-{origin.id}"] = self._graph.wasAssociatedWith(activity, by)
            if source is not None:
                self._graph.used(activity, source)
        if source is not None and origin.kind not in WRITER_KINDS:
            self._graph.wasDerivedFrom(span, source, activity)

    def _how(self, origin: Origin) -> tuple[str, ProvEntity | None]:
        block = self._material.blocks.get(origin.id)
        if origin.kind in MODEL_KINDS:
            return "edit" if origin.source == CUT else "accept", self._answer(origin)
        if origin.kind in WRITER_KINDS and block is not None:
            return "edit", self._answer(self._material.origins[block])
        if origin.kind is Kind.AUTOCORRECTED:
            return "autocorrect", None
        if origin.kind is Kind.TYPED:
            return "type", None
        if origin.kind in PASTED_KINDS:
            return "paste", self._source(origin)
        return ("import", self._source(origin)) if origin.kind is Kind.IMPORTED else ("", None)

    def _answer(self, origin: Origin) -> ProvEntity:
        """The answer a passage came from; one that was wiped since is described as that."""
        if origin.generation_id is None or origin.candidate is None:
            return self._entity("muse:output-unknown", {"muse:missing": True})
        return self._entity(_output(origin.generation_id, origin.candidate), {"muse:missing": True})

    def _source(self, origin: Origin) -> ProvEntity:
        if origin.library_item is not None:
            title = self._material.library.get(origin.library_item, "")
            told: dict[str, Any] = {"prov:label": title} if title else {"muse:missing": True}
            return self._entity(f"muse:library-{origin.library_item}", told)
        told = {"prov:label": origin.source} if origin.source else {}
        return self._entity(f"muse:source-{origin.id}", told)


def _output(generation: int, candidate: int) -> str:
    return f"muse:output-{generation}-{candidate}"


def _time(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None
