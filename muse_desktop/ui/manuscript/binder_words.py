"""What a document is called in the writer's language: its kind, its status, and one sentence about it."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QObject

from muse_desktop.errors import Language, message
from muse_desktop.manuscript.tree_values import Node, NodeKind
from muse_desktop.ui.base.languages import spoken


def _statuses(language: Language) -> list[str]:
    return [
        message("manuscript.status_idea", language),
        message("manuscript.status_draft", language),
        message("manuscript.status_revised", language),
        message("manuscript.status_finished", language),
    ]


class NodeWords(QObject):
    """Words for kinds and for what a screen reader says of a row; asked anew after a change of language."""

    def kind(self, kind: NodeKind) -> str:
        """A kind of document."""
        return {
            "part": self.tr("Part"),
            "chapter": self.tr("Chapter"),
            "scene": self.tr("Scene"),
            "note": self.tr("Note"),
        }[kind]

    def first_title(self, kind: NodeKind, count: int) -> str:
        """What the `count`th of its kind is called until the writer names it."""
        if kind == "scene" and count == 1:
            return self.tr("Untitled")
        return {
            "part": self.tr("Part {number}"),
            "chapter": self.tr("Chapter {number}"),
            "scene": self.tr("Untitled {number}"),
            "note": self.tr("Note {number}"),
        }[kind].format(number=count)

    def statuses(self) -> list[str]:
        """The statuses offered before the writer has any of their own, from first to last."""
        return _statuses(spoken())

    def stage(self, status: str) -> float | None:
        """How far a text is by its status, 0 to 1, in whichever language it was chosen; None: not known."""
        for language in get_args(Language):
            names = _statuses(language)
            if status in names:
                return names.index(status) / (len(names) - 1)
        return None

    def tip(self, node: Node, words: int) -> str:
        """What the mouse finds: title and words, then what is noted."""
        lines = [self.tr("{title}, %n words", "", words).format(title=node.title)]
        noted = " · ".join(text for text in (node.status, node.label, node.point_of_view) if text)
        lines += [text for text in (noted, self.left_out(node), node.synopsis) if text]
        return "\n".join(lines)

    def sentence(self, node: Node, words: int, inside: int) -> str:
        """What a screen reader says of a row."""
        parts = [self.tip(node, words).replace("\n", ", "), self.kind(node.kind)]
        if inside:
            parts.append(self.tr("%n documents inside", "", inside))
        return ", ".join(parts)

    def left_out(self, node: Node) -> str:
        """Why a text is not in the manuscript; "" when it is."""
        return "" if node.compiled or node.kind == "note" else self.tr("not in the manuscript")
