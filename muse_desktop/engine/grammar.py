"""Grammars (GBNF) that the engine writes by: checked before llama.cpp sees them, and those that are shipped.

llama.cpp's parser and matcher end the program on broken, left-recursive or rootless grammars, and take all
memory or time on some others. `check` refuses those; what passes is read by llama.cpp.
"""

from __future__ import annotations

from functools import lru_cache

from muse_desktop.engine.gbnf import Bad, Rules, read
from muse_desktop.engine.grammar_walk import TOO_WIDE, Reading, TooWide, explore
from muse_desktop.errors import MuseError
from muse_desktop.paths import resource

SHIPPED = ("lines", "haiku", "list", "json_sheet")
"""Lines without blank ones between; three lines; a numbered list; a character sheet as JSON."""
MAX_STEPS = 1_000_000
"""llama.cpp looks for left recursion along every path; so many steps are taken at most."""
MAX_DEPTH = 512
"""Rules that begin with rules; each takes room on llama.cpp's stack."""


def check(text: str, root: str = "root") -> None:
    """Refuse a grammar that llama.cpp would not survive, or not read.

    Raises MuseError `engine.grammar_bad` with the line (from 1) and the reason: a mistake in the text, a rule
    that is missing or there twice, a rule that begins with itself (also through rules that may be empty, and
    so any repetition of what may be empty), repetitions, nesting or size beyond the limits of `gbnf`, and
    grammars that can be read in too many ways at once.
    """
    _checked(text, root)


def accepts(text: str, written: str, root: str = "root") -> bool:
    """True when `written` is a whole text of the grammar. Raises as `check`."""
    read_so_far = feed(begin(text, root), written.encode("utf-8", "surrogatepass"))
    return not read_so_far.missing and read_so_far.walk.complete(read_so_far.ways)


def begin(text: str, root: str = "root") -> Reading:
    """Nothing read yet by this grammar. Raises as `check`."""
    return Reading.begin(_checked(text, root))


def feed(reading: Reading, data: bytes, ahead: bool = False) -> Reading:
    """A reading after more bytes; see `Reading.feed`. Raises MuseError `engine.grammar_bad`."""
    try:
        return reading.feed(data, ahead)
    except TooWide:
        raise MuseError("engine.grammar_bad", line=1, reason=TOO_WIDE) from None


def shipped(name: str) -> str:
    """The text of a grammar that comes with the app, one of `SHIPPED`. Raises ValueError for another."""
    if name not in SHIPPED:
        raise ValueError(f"no such grammar: {name}")
    return resource("grammars", f"{name}.gbnf").read_text("utf-8")


@lru_cache(maxsize=16)
def _checked(text: str, root: str) -> Rules:
    try:
        rules = read(text, root)
        _refuse_left_recursion(rules)
        explore(rules)
    except Bad as bad:
        raise MuseError("engine.grammar_bad", line=bad.line, reason=bad.reason) from None
    return rules


def _nullable(rules: Rules) -> list[bool]:
    """Which rules may stand for nothing."""
    empty = [False] * len(rules.rules)
    changed = True
    while changed:
        changed = False
        for number, rule in enumerate(rules.rules):
            if not empty[number] and any(
                all(isinstance(one, int) and empty[one] for one in alternative) for alternative in rule
            ):
                empty[number] = changed = True
    return empty


def _beginnings(rules: Rules) -> list[list[int]]:
    """For each rule the rules that may stand at its beginning, as often as they may."""
    empty = _nullable(rules)
    found: list[list[int]] = []
    for rule in rules.rules:
        first: list[int] = []
        for alternative in rule:
            for one in alternative:
                if not isinstance(one, int):
                    break
                first.append(one)
                if not empty[one]:
                    break
        found.append(first)
    return found


def _refuse_left_recursion(rules: Rules) -> None:
    """Visit each rule after those it may begin with; steps and depth are those of llama.cpp's search."""
    beginnings = _beginnings(rules)
    steps = [0] * len(beginnings)
    depth = [0] * len(beginnings)
    on_the_way: set[int] = set()
    for start in range(len(beginnings)):
        todo = [start] if not steps[start] else []
        while todo:
            rule = todo[-1]
            on_the_way.add(rule)
            waiting = next((one for one in beginnings[rule] if not steps[one]), None)
            if waiting is None:
                todo.pop()
                on_the_way.discard(rule)
                steps[rule] = 1 + sum(steps[one] for one in beginnings[rule])
                depth[rule] = 1 + max((depth[one] for one in beginnings[rule]), default=0)
            elif waiting in on_the_way:
                name = rules.names[waiting].partition("_")[0][:60]
                raise Bad(rules.lines[waiting], f"the rule {name} can begin with itself, or repeats nothing")
            else:
                todo.append(waiting)
    if sum(steps) > MAX_STEPS or max(depth, default=0) > MAX_DEPTH:
        raise Bad(rules.lines[rules.root], "too many rules that begin with rules")
