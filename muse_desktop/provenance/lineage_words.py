"""What a lineage says in English and 中文: of a node, of its box in a drawing, of all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from muse_desktop.errors import Language, message
from muse_desktop.provenance.lineage import Fact, Layer, Lineage, Node

_FILES = frozenset({"model", "adapter", "draft"})
_TIMES = frozenset({"wiped_at", "trashed_at", "removed_at"})
_NUMBERS = frozenset(
    {
        "characters", "words", "tokens", "dropped", "accepted", "standing", "lost", "typed_in", "requests",
        "taken_passages",
    }
)  # fmt: skip
_SHORT = {
    "day": ("requests", "taken_passages"),
    "passage": ("accepted",),
    "edits": ("depth", "typed_in"),
    "document": ("words",),
    "typed": ("characters",),
    "pasted": ("characters",),
    "imported": ("characters",),
    "library": ("characters",),
    "unknown": ("characters",),
}
"""Which facts stand in the second line of a box."""
_SHOWN_AS = {"accepted": "characters"}  # in a box they are said alike
MOST_NAMED = 12
"""A recipe or a document may be joined to hundreds."""
_GROUP = 16
When = Callable[[str], str]


def local_time(at: str) -> str:
    """A time of the record as the writer's clock showed it, to the minute; as it is where it is none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at


def layer_words(layer: Layer, language: Language) -> str:
    """The heading of a column."""
    return _say(f"layer_{layer.name.lower()}", language)


def kind_words(node: Node, language: Language) -> str:
    """What a node is."""
    return _say(f"kind_{node.kind}", language)


def fate_words(node: Node, language: Language) -> str:
    """What became of the thing; "" where it is there."""
    if node.fate == "there":
        return ""
    if node.fate == "gone" and node.kind in _FILES:
        return _say("fate_gone_file", language)
    if node.fate == "gone" and node.kind in ("passage", "request"):
        return _say(f"fate_gone_{node.kind}", language)
    if node.kind == "recipe":
        return _say("fate_gone_recipe", language)
    return _say(f"fate_{node.fate}", language)


def title_words(node: Node, language: Language) -> str:
    """A node's own name, or what it is where it has none."""
    own = (node.zh or node.title) if language == "zh" else node.title
    title = " ".join(own.split()) or kind_words(node, language)
    number = next((fact.value for fact in node.facts if fact.key == "number"), None)
    if node.kind == "request" and number is not None:
        return f"{title} · {_say('short_number', language, value=number)}"
    return title


def full_title(node: Node, language: Language) -> str:
    """What it is and its name."""
    kind, title = kind_words(node, language), title_words(node, language)
    if kind == title:
        return kind
    return labelled(kind, title, language)


def second_line(node: Node, language: Language) -> str:
    """The line below the title in a box: what it is, and one or two figures."""
    parts = []
    if node.kind == "answer":
        parts.append(_say("short_answer", language, value=int(node.id.rpartition(":")[2]) + 1))
        parts.append(_say("short_not_taken" if node.pale else "short_taken", language))
    elif node.kind == "field":
        parts += [_value(fact, language) for fact in node.facts if fact.key == "field"]
    else:
        kind = kind_words(node, language)
        named = node.kind != "day" and title_words(node, language) != kind
        parts += [kind] if named else []
        parts += [
            _say(f"short_{_SHOWN_AS.get(key, key)}", language, value=_value(fact, language))
            for key in _SHORT.get(node.kind, ())
            for fact in node.facts
            if fact.key == key and fact.value
        ]
        parts += [str(fact.value) for fact in node.facts if node.kind == "model" and fact.key == "licence"]
    fate = fate_words(node, language)
    return " · ".join([fate, *parts[:1]] if fate else parts)


def fact_lines(node: Node, language: Language, when: When = local_time) -> list[str]:
    """All that is known of a node, a line each, its fate first."""
    fate = fate_words(node, language)
    lines = [fate[:1].upper() + fate[1:]] if fate else []
    return lines + [_fact(fact, language, when) for fact in node.facts]


def neighbour_lines(lineage: Lineage, language: Language) -> dict[str, list[str]]:
    """By node: what it came of and what came of it, at most `MOST_NAMED` names each."""
    titles = {node.id: title_words(node, language) for node in lineage.nodes}
    found: dict[str, list[str]] = {}
    for node_id, (before, after) in lineage.neighbours().items():
        found[node_id] = []
        for key, near in (("comes_of", before), ("leads_to", after)):
            names = [titles[one] for one in dict.fromkeys(near)]
            if len(names) > MOST_NAMED:
                names = [*names[:MOST_NAMED], _say("more", language, count=len(names) - MOST_NAMED)]
            if names:
                found[node_id].append(_say(key, language, names=joined(names, language)))
    return found


def joined(parts: Iterable[str], language: Language) -> str:
    """Names in a row."""
    return ("；" if language == "zh" else "; ").join(parts)


def labelled(label: str, words: str, language: Language) -> str:
    """A label and what stands for it."""
    return f"{label}：{words}" if language == "zh" else f"{label}: {words}"


def _fact(fact: Fact, language: Language, when: When) -> str:
    value = when(str(fact.value)) if fact.key in _TIMES else _value(fact, language)
    return _say(f"fact_{fact.key}", language, value=value)


def _value(fact: Fact, language: Language) -> str:
    if fact.key in ("was", "via"):
        worded = _say(f"{fact.key}_{fact.value}", language)
        return str(fact.value) if worded.startswith("lineage.") else worded
    if fact.key in _NUMBERS and isinstance(fact.value, int):
        return f"{fact.value:,}"
    if fact.key == "sha256":  # a line can end in it
        digest = str(fact.value)
        return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))
    return fact.zh or str(fact.value) if language == "zh" else str(fact.value)


def _say(what: str, language: Language, **values: str | int) -> str:
    return message(f"lineage.{what}", language, **values)
