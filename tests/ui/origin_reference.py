"""The slow reference of origins: one mark per character in a plain list, each rule written out once more.

It knows nothing of runs, chunks, UTF-16, windows or what Qt reports. Positions are characters.
"""

from __future__ import annotations

from dataclasses import dataclass

from muse_desktop.text.segment import words

MODEL = ("generated", "rewritten")


@dataclass(frozen=True, eq=False)
class Mark:
    """What is known of a character's origin; two marks are the same only if they are one object."""

    kind: str
    document: int | None
    parent: Mark | None = None
    source: str = ""
    details: tuple[tuple[str, int | None], ...] = ()


class Marks:
    """The marks that are given out once for the same matter while a workspace is open."""

    def __init__(self) -> None:
        self.opened = 0
        self._shared: dict[object, Mark] = {}

    def typed(self, document: int, parent: Mark | None = None) -> Mark:
        return self._once(("typed", self.opened, document, parent), Mark("typed", document, parent))

    def unknown(self, document: int) -> Mark:
        return self._once(("unknown", self.opened, document), Mark("unknown", document))

    def cut(self, mark: Mark) -> Mark:
        if mark.kind not in MODEL or mark.source == "cut":
            return mark
        made = Mark(mark.kind, mark.document, mark, "cut", mark.details)
        return self._once(("cut", self.opened, mark), made)

    def _once(self, key: object, mark: Mark) -> Mark:
        return self._shared.setdefault(key, mark)


def block(mark: Mark) -> Mark | None:
    """The generated text that a character belongs to."""
    if mark.kind in MODEL:
        return mark.parent if mark.source == "cut" else mark
    if mark.kind == "typed" and mark.parent is not None:
        return block(mark.parent)
    return None


class Reference:
    """One document: its characters, their marks, and both as they were at each step of undoing."""

    def __init__(self, marks: Marks, document: int, text: str = "", mark: Mark | None = None) -> None:
        self.id = document
        self.given = marks
        self.letters = list(text)
        self.marks: list[Mark] = [mark] * len(text) if mark is not None else []
        self.states: dict[int, tuple[list[str], list[Mark]]] = {}

    @property
    def text(self) -> str:
        return "".join(self.letters)

    # Steps

    def shown_anew(self, steps: int) -> None:
        """On a page with nothing to undo."""
        self.states = {}
        self.remember(steps)

    def remember(self, steps: int) -> None:
        self.states = {step: state for step, state in self.states.items() if step < steps}
        self.states[steps] = list(self.letters), list(self.marks)

    def travel(self, steps: int) -> None:
        assert steps in self.states, f"nothing is remembered for {steps} steps: {sorted(self.states)}"
        letters, marks = self.states[steps]
        self.letters, self.marks = list(letters), list(marks)

    # Edits

    def raw(self, start: int, end: int, text: str, marks: list[Mark]) -> None:
        """[start, end) becomes `text` with these marks, and nothing else happens."""
        assert len(text) == len(marks)
        self.letters[start:end] = text
        self.marks[start:end] = marks

    def edit(self, start: int, end: int, text: str, marks: list[Mark]) -> None:
        """`raw`; the letters that stay of a generated word of which others go are cut."""
        for place in self.left_over(start, end, bool(text)):
            self.marks[place] = self.given.cut(self.marks[place])
        self.raw(start, end, text, marks)

    def type(self, start: int, end: int, text: str) -> None:
        """The writer's own words over [start, end)."""
        if start < end:
            self.edit(start, end, "", [])
        if text:
            mark = self.typed(start, start, text)
            self.edit(start, start, text, [mark] * len(text))

    def unclaimed(self, start: int, end: int, text: str) -> None:
        """What stands there afterwards is unknown, but for what is as it was at the end and the start."""
        old = self.text[start:end]
        tail = 0
        while tail < min(len(old), len(text)) and old[-1 - tail] == text[-1 - tail]:
            tail += 1
        head = 0
        while head < min(len(old), len(text)) - tail and old[head] == text[head]:
            head += 1
        text = text[head : len(text) - tail]
        if text or start + head < end - tail:
            self.edit(start + head, end - tail, text, [self.given.unknown(self.id)] * len(text))

    def replace(self, changes: list[tuple[int, int, str]]) -> None:
        """All of them at once, each as if the writer had written over [start, end) with a text."""
        before = self.text, list(self.marks)
        places = {place for start, end, text in changes for place in self.left_over(start, end, bool(text))}
        marks = [self.given.cut(mark) if at in places else mark for at, mark in enumerate(before[1])]
        typed = [self.typed(start, end, text) if text else None for start, end, text in changes]
        for (start, end, text), mark in reversed(list(zip(changes, typed, strict=True))):
            marks[start:end] = [mark] * len(text)
            self.letters[start:end] = text
        self.marks = marks

    # Rules

    def typed(self, start: int, end: int, text: str) -> Mark:
        """The mark of `text` typed between `start` and `end`, what is between them not looked at."""
        before = block(self.marks[start - 1]) if start else None
        if before is None:
            return self.given.typed(self.id)
        if end < len(self.marks) and block(self.marks[end]) is before:
            return self.given.typed(self.id, before)
        spans = [span for span in words(self.text) if span[0] <= start <= span[1]]
        lengthens = bool(spans) and spans[0][0] < start and text[0].isalnum()
        return self.given.typed(self.id, before if lengthens else None)

    def left_over(self, start: int, end: int, replaced: bool) -> set[int]:
        """Where letters of the words stay whose generated letters in [start, end) go."""
        if not any(mark.kind in MODEL for mark in self.marks[start:end]):
            return set()
        stays: set[int] = set()
        for first, last in words(self.text):
            stays |= set(range(first, start)) if first < start < last else set()
            stays |= set(range(end, last)) if first < end < last else set()
        if not replaced:  # two words may become one
            for first, last in words(self.text[:start] + self.text[end:]):
                if first < start < last:
                    stays |= {at if at < start else at + end - start for at in range(first, last)}
        return stays


class Comparison:
    """The ids of a workspace's origins against marks: one id is one mark, from its first sight on."""

    def __init__(self) -> None:
        self._marks: dict[int, Mark] = {}
        self._ids: dict[Mark, int] = {}

    def differing(self, runs, book, marks: list[Mark]) -> str:
        """What is not the same, in words; "" when all is."""
        if runs.length != len(marks):
            return f"{runs.length} origins for {len(marks)} characters"
        for start, end, origin in runs.spans():
            for at in range(start, end):
                mark = marks[at]
                if self._marks.get(origin) is not mark and (wrong := self._meet(book.get(origin), mark)):
                    return f"character {at}: {wrong}"
        return ""

    def _meet(self, origin, mark: Mark) -> str:
        if origin.id in self._marks or mark in self._ids:
            return f"{origin} is not {mark}, but {self._marks.get(origin.id)}"
        parent = self._ids.get(mark.parent) if mark.parent is not None else None
        told = (str(origin.kind), origin.document_id, origin.parent, origin.source)
        details = {name: getattr(origin, name) for name, _ in mark.details}
        if told != (mark.kind, mark.document, parent, mark.source) or details != dict(mark.details):
            return f"{origin} is not {mark} (parent {parent})"
        self._marks[origin.id], self._ids[mark] = mark, origin.id
        return ""
