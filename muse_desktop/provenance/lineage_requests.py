"""The left half of a lineage: requests to models, what went into them and what was answered."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.provenance.lineage import Fact, Kind, Node, Target
from muse_desktop.provenance.lineage_build import (
    Builder,
    Said,
    Surroundings,
    file_fate,
    file_name,
    opening,
    parts_of,
)
from muse_desktop.store import tables

STATES = {"failed": "broken_off", "cancelled": "stopped", "running": "running"}
_TEXTS: Mapping[str, Kind] = {"before": "before", "after": "after", "selection": "selection"}
_OTHER_TEXTS = frozenset({"title"})


@dataclass(frozen=True)
class Request:
    """A generation's row without its tokens."""

    id: int
    document_id: int | None
    recipe: str
    recipe_version: int
    fields: Mapping[str, Any]
    prompt_text: str
    parts: Sequence[Mapping[str, Any]]
    seed: int
    model_file_id: int | None
    layout: Mapping[str, Any]
    created_at: str
    state: str
    via: str

    @property
    def parent(self) -> tuple[int, int, int] | None:
        """Generation, candidate and token that this one branched off."""
        found = self.layout.get("branched_from")
        if not isinstance(found, dict):
            return None
        place = tuple(found.get(name) for name in ("generation", "candidate", "token"))
        match place:
            case (int(generation), int(candidate), int(token)):
                return generation, candidate, token
        return None


def request_rows(db: Session, ids: Collection[int]) -> dict[int, Request]:
    """The generations among `ids` that are still on record, by id."""
    row = tables.Generation
    columns = (
        row.id, row.document_id, row.recipe, row.recipe_version, row.fields, row.prompt_text, row.parts,
        row.seed, row.model_file_id, row.layout, row.created_at, row.state, row.via,
    )  # fmt: skip
    found = {}
    for part in parts_of(ids):
        for values in db.execute(select(*columns).where(row.id.in_(part))):
            found[values.id] = Request(*values)
    return found


def with_parents(db: Session, ids: Collection[int]) -> dict[int, Request]:
    """`request_rows` of these generations and of all that they branched off, at whatever distance."""
    found: dict[int, Request] = {}
    wanted = set(ids)
    seen: set[int] = set()
    while wanted:
        seen |= wanted
        new = request_rows(db, wanted)
        found |= new
        wanted = {request.parent[0] for request in new.values() if request.parent} - seen
    return found


class Requests:
    """Adds requests to a graph. `wiped`: when each generation that was wiped was."""

    def __init__(
        self, db: Session, graph: Builder, around: Surroundings, wiped: Mapping[int, str]
    ) -> None:
        self._db = db
        self._graph = graph
        self._around = around
        self._wiped = wiped
        self._models = {row.id: row for row in db.scalars(select(tables.ModelFile))}
        self._entries: dict[int, str] = dict(
            row.tuple() for row in db.execute(select(tables.BibleEntry.id, tables.BibleEntry.name))
        )

    def add(self, rows: Mapping[int, Request], taken: Collection[tuple[int, int]]) -> None:
        """All of `rows`, oldest first. `taken`: (generation, candidate) of which a passage is known."""
        answers = self._answers(rows)
        for number in sorted(rows):
            request = rows[number]
            self._add(request)
            for answer in answers.get(number, []):
                self._answer(request, answer, (number, answer.position) in taken)
        for request in rows.values():
            if request.parent is not None:
                self._branch(request, *request.parent)

    def missing(self, generation: int) -> None:
        """A tombstone for a generation that words rest on, but that is on record no more."""
        at = self._wiped.get(generation, "")
        fate = "wiped" if at else "gone"
        facts = (Fact("number", generation), *([Fact("wiped_at", at)] if at else []))
        self._graph.add(Node(f"request:{generation}", "request", fate=fate, facts=facts))  # type: ignore[arg-type]

    def _add(self, request: Request) -> None:
        name = self._around.names.recipe(request.recipe)
        title: Said = name or (request.recipe, "")
        facts = [Fact("number", request.id), Fact("seed", str(request.seed))]
        if request.state in STATES:
            facts.append(Fact(STATES[request.state]))
        if request.layout.get("authors"):
            facts.append(Fact("by_word"))
        if request.via != "window":
            facts.append(Fact("via", request.via))
        wiped = self._wiped.get(request.id, "")
        if wiped:  # its words stand elsewhere, so its row was kept with the model alone
            facts.append(Fact("wiped_at", wiped))
        own = self._graph.add(
            Node(
                f"request:{request.id}",
                "request",
                *title,
                at=request.created_at,
                fate="wiped" if wiped else "there",
                facts=tuple(facts),
                text=request.prompt_text,
                target=Target("generation", request.id),
                document=request.document_id,
            )
        )
        for ingredient, relation in self._ingredients(request, name):
            self._graph.join(self._graph.add(ingredient), own, relation)  # type: ignore[arg-type]

    def _answers(self, rows: Collection[int]) -> dict[int, list[tables.Candidate]]:
        row = tables.Candidate
        found: dict[int, list[tables.Candidate]] = {}
        for part in parts_of(rows):
            query = select(row).where(row.generation_id.in_(part)).order_by(row.generation_id, row.position)
            for one in self._db.scalars(query):
                found.setdefault(one.generation_id, []).append(one)
        return found

    def _answer(self, request: Request, answer: tables.Candidate, taken: bool) -> None:
        times = max(len(answer.accepted or ()), int(taken))
        facts = [Fact("seed", str(answer.seed)), Fact("characters", len(answer.text))]
        facts.append(Fact("taken", times) if times else Fact("not_taken"))
        node = Node(
            f"answer:{request.id}:{answer.position}",
            "answer",
            opening(answer.text),
            at=request.created_at,
            fate="wiped" if request.id in self._wiped else "there",
            facts=tuple(facts),
            text=answer.text,
            target=Target("generation", request.id),
            document=request.document_id,
            pale=not times,
        )
        self._graph.join(f"request:{request.id}", self._graph.add(node), "answered")

    def _branch(self, request: Request, generation: int, candidate: int, token: int) -> None:
        if f"request:{generation}" not in self._graph.nodes:
            self.missing(generation)
        source = f"answer:{generation}:{candidate}"
        if source not in self._graph.nodes:
            source = f"request:{generation}"
        self._graph.join(source, f"request:{request.id}", "branched")
        self._graph.note(f"request:{request.id}", Fact("branched", generation), Fact("at_token", token + 1))

    # What went in

    def _ingredients(self, request: Request, name: Said | None) -> Iterator[tuple[Node, str]]:
        if not request.parts and not request.fields and request.id in self._wiped:
            yield from self._by(request)
            return
        version = request.recipe_version
        yield (
            Node(
                f"recipe:{request.recipe}:{version}", "recipe", *(name or (request.recipe, "")),
                fate="there" if name else "removed", facts=(Fact("version", version),),
            ),
            "used",
        )  # fmt: skip
        for field, value in request.fields.items():
            if str(value).strip():
                yield self._field(request, str(field), str(value)), "used"
        told = list(self._story(request))
        yield from ((node, "read") for node in told)
        yield from ((node, "read") for node in self._references(request))
        for part in request.parts:
            found = self._text(request, part, bool(told))
            if found is not None:
                yield found, "read"
        yield from self._by(request)

    def _field(self, request: Request, field: str, value: str) -> Node:
        label, shown = self._around.names.field(request.recipe, field, value)
        digest = hashlib.sha256(f"{request.recipe}\n{field}\n{value}".encode()).hexdigest()[:16]
        facts = (Fact("field", *label),)
        return Node(
            f"field:{digest}", "field", opening(shown[0]), opening(shown[1]), facts=facts, text=value
        )

    def _story(self, request: Request) -> Iterator[Node]:
        """The entries of the story bible that the prompt told of, where the record names them."""
        told = request.layout.get("story")
        for entry in told if isinstance(told, list) else ():
            match entry:
                case [int(number), str(name)]:
                    there = number in self._entries
                    renamed = there and self._entries[number] != name
                    facts = (Fact("now_called", self._entries[number]),) if renamed else ()
                    yield Node(
                        f"story:{number}", "story", name, fate="there" if there else "removed", facts=facts,
                        target=Target("story", number) if there else None,
                    )  # fmt: skip

    def _references(self, request: Request) -> Iterator[Node]:
        """The texts of the library that the prompt was to be in conversation with."""
        told = request.layout.get("references")
        for entry in told if isinstance(told, list) else ():
            match entry:
                case [int(number), str(title), str(author), _, int(start), int(end)]:
                    item = self._db.get(tables.LibraryItem, number)
                    there = item is not None and item.removed_at is None
                    facts = (Fact("characters", end - start), *([Fact("author", author)] if author else []))
                    yield Node(
                        f"library:{number}", "library", title,
                        at=item.added_at if item else "", fate="there" if there else "removed", facts=facts,
                        target=Target("library", number) if there else None,
                    )  # fmt: skip

    def _text(self, request: Request, part: Mapping[str, Any], story_told: bool) -> Node | None:
        """A part of the prompt that held text of the document or, in old records, the story bible."""
        ingredient, words = str(part.get("ingredient", "")), str(part.get("text", ""))
        source = self._around.names.source(request.recipe, ingredient) or ingredient
        kind: Kind
        if source == "bible" and not story_told:
            kind = "story"
        elif source in _TEXTS:
            kind = _TEXTS[source]
        elif source in _OTHER_TEXTS:
            kind = "material"
        else:
            return None
        tokens, dropped = _number(part.get("tokens")), _number(part.get("dropped"))
        if part.get("muted") or not (words.strip() or (tokens and request.parent is None)):
            return None  # a branch has its prompt from what it branched off
        facts = [Fact("tokens", tokens)] + ([Fact("dropped", dropped)] if dropped else [])
        title = _last_words(words) if kind == "before" else opening(words)
        return Node(
            f"part:{request.id}:{ingredient}", kind, title,
            at=request.created_at, facts=tuple(facts), text=words, document=request.document_id,
        )  # fmt: skip

    def _by(self, request: Request) -> Iterator[tuple[Node, str]]:
        """The model, and the files that took part beside it."""
        row = self._models.get(request.model_file_id or 0)
        if row is not None:
            yield self._model(row, str(request.layout.get("remote", ""))), "wrote"
        for adapter in _lists(request.layout.get("adapters")):
            path, sha256, scale = (*map(str, adapter), "", "", "")[:3]
            facts = (Fact("sha256", sha256), Fact("scale", scale), Fact("path", path))
            fate = file_fate(self._around.exists, path)
            node = f"adapter:{sha256}:{scale}"
            yield Node(node, "adapter", file_name(path), fate=fate, facts=facts), "wrote"
        draft = request.layout.get("draft")
        if isinstance(draft, list) and len(draft) == 2:
            path, sha256 = map(str, draft)
            yield (
                Node(
                    f"draft:{sha256}", "draft", file_name(path), fate=file_fate(self._around.exists, path),
                    facts=(Fact("sha256", sha256), Fact("path", path)), target=Target("model", path=path),
                ),
                "wrote",
            )  # fmt: skip

    def _model(self, row: tables.ModelFile, address: str) -> Node:
        if address:  # what runs there nobody here can know
            told = (Fact("address", address), Fact("model_not_seen"))
            return Node(f"model:{row.id}:{address}", "model", row.name, facts=told)
        facts = [Fact("licence", row.licence) if row.licence else Fact("licence_unknown")]
        facts += [Fact("quantisation", row.quantisation)] if row.quantisation else []
        facts += [Fact("sha256", row.sha256), Fact("path", row.path)]
        return Node(
            f"model:{row.id}", "model", row.name or file_name(row.path), at=row.added_at,
            fate=file_fate(self._around.exists, row.path), facts=tuple(facts),
            target=Target("model", row.id, path=row.path),
        )  # fmt: skip


def _last_words(text: str) -> str:
    """The end of a text: of what stood before the cursor it is what counted."""
    line = opening(text[-60:])
    return f"… {line}" if len(text) > 60 else line


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _lists(value: object) -> Iterator[list[Any]]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, list):
            yield one
