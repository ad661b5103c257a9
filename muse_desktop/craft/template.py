"""The small template language of recipes: words, places for fields and materials, and `if`.

Recipes may come from strangers, so a template is checked when its recipe is read, node by node: only what is
named in `_ALLOWED` may occur. There are no loops, calls, attributes, assignments or arithmetic, so the work
and the output are bounded by the template's own length. jinja2's immutable sandbox is the second wall.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from muse_desktop.lazy import LazyModule

if TYPE_CHECKING:
    import jinja2
    from jinja2 import nodes, sandbox
else:
    jinja2, nodes = LazyModule("jinja2"), LazyModule("jinja2.nodes")
    sandbox = LazyModule("jinja2.sandbox")

OUTPUT_LIMIT = 200_000
"""The most characters one rendered template may have, without the writer's own text."""

_FILTERS = ("trim", "lower", "upper", "capitalize", "title", "default")
_TESTS = ("defined", "undefined", "eq", "equalto", "ne", "in")
_ALLOWED = (
    "Template", "Output", "TemplateData", "Name", "Const", "If", "CondExpr", "Compare", "Operand", "And",
    "Or", "Not", "Concat", "Filter", "Test", "Tuple", "List", "ExprStmt",
)  # fmt: skip
"""The names of jinja2's nodes that may occur."""


class TemplateProblem(Exception):
    """A template that is not allowed or cannot be filled; the text says why, for the recipe's author."""


@cache
def _environment() -> sandbox.ImmutableSandboxedEnvironment:
    strict = jinja2.StrictUndefined
    environment = sandbox.ImmutableSandboxedEnvironment(undefined=strict, keep_trailing_newline=True)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    return environment


@cache
def _allowed() -> tuple[type[nodes.Node], ...]:
    return tuple(getattr(nodes, name) for name in _ALLOWED)


def check(source: str, names: frozenset[str]) -> None:
    """Refuse a template that does not parse, uses anything but `names`, or does more than fill places in.

    Raises TemplateProblem with the reason and, where known, the line within the template.
    """
    if "\x00" in source:
        raise TemplateProblem("a template cannot hold the NUL character")
    try:
        tree = _environment().parse(source)
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", None)
        raise TemplateProblem(f"{error}" + (f" (template line {line})" if line else "")) from error
    except RecursionError as error:
        raise TemplateProblem("the template is nested too deeply") from error
    for node in _walk(tree):
        if problem := _problem(node, names):
            raise TemplateProblem(f"{problem} (template line {node.lineno})")
    _compiled(source)


def _problem(node: nodes.Node, names: frozenset[str]) -> str:
    """What is wrong with this one node; empty when it is allowed."""
    if not isinstance(node, _allowed()):
        return f"a template cannot use {type(node).__name__}"
    if isinstance(node, nodes.Name) and node.name not in names:
        return f"unknown name {node.name}; a template here may use {', '.join(sorted(names))}"
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        return f"unknown filter {node.name}; there are {', '.join(_FILTERS)}"
    if isinstance(node, nodes.Test) and node.name not in _TESTS:
        return f"unknown test {node.name}; there are {', '.join(_TESTS)}"
    return ""


def _walk(tree: nodes.Node) -> list[nodes.Node]:
    found = [tree]
    for node in found:  # grows while it is read: breadth first, no recursion
        found.extend(node.iter_child_nodes())
    return found


@lru_cache(maxsize=256)
def _compiled(source: str) -> jinja2.Template:
    try:
        return _environment().from_string(source)
    except (jinja2.TemplateError, RecursionError, SyntaxError, MemoryError) as error:
        raise TemplateProblem(str(error)) from error


def render(source: str, values: Mapping[str, str]) -> str:
    """Fill a checked template. Raises TemplateProblem when it fails or grows beyond OUTPUT_LIMIT."""
    pieces: list[str] = []
    length = 0
    try:
        for piece in _compiled(source).generate(**values):
            length += len(piece)
            if length > OUTPUT_LIMIT:
                raise TemplateProblem(f"the template makes more than {OUTPUT_LIMIT} characters")
            pieces.append(piece)
    except jinja2.TemplateError as error:
        raise TemplateProblem(str(error)) from error
    return "".join(pieces)
