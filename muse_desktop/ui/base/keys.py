"""Keys for actions: which may be given to one, who has which, and how they are written."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

Refusal = Literal["typing", "letters", "moving"]
Modifier = Qt.KeyboardModifier
_NONE, _SHIFT = Modifier.NoModifier, Modifier.ShiftModifier
_ALTGR = Modifier.ControlModifier | Modifier.AltModifier
_MEDIA = 0x01000061  # Qt.Key.Key_Back: from here on the keys of players and browsers
_MOVING = frozenset(
    {
        Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
        Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace, Qt.Key.Key_Delete,
    }
)  # fmt: skip


def portable(keys: QKeySequence) -> str:
    """Keys as the settings keep them, the same on every system: "Ctrl+Shift+K"; "" for none."""
    return keys.toString(QKeySequence.SequenceFormat.PortableText)


def native(keys: QKeySequence) -> str:
    """Keys as this system writes them, for eyes."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def refusal(keys: QKeySequence) -> Refusal | None:
    """Why an action cannot have these keys; None if it can.

    "typing": a key that writes, moves or leaves by itself. "letters": with it letters are typed (AltGr, on a
    Mac Option). "moving": it moves in the text or deletes there.
    """
    if keys.isEmpty():
        return None
    first = keys[0]
    if first.key() == Qt.Key.Key_unknown:
        return "typing"  # words that name no key
    key, held = first.key(), first.keyboardModifiers() & ~Modifier.KeypadModifier
    function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
    if held in (_NONE, _SHIFT):
        return None if function or key >= _MEDIA else "typing"
    if held & _ALTGR == _ALTGR and sys.platform != "darwin":
        return "letters"
    if sys.platform == "darwin" and held & ~_SHIFT == Modifier.AltModifier and key < Qt.Key.Key_Escape:
        return "letters"
    if held & Modifier.ControlModifier and key in _MOVING:
        return "moving"
    return None


def resolved(own: Mapping[str, QKeySequence], chosen: Mapping[str, str]) -> dict[str, QKeySequence]:
    """The keys of each action of `own` (the app's), with what the writer has chosen (portable text).

    No two have the same: what was chosen goes before the app's own, the earlier before the later. Choices
    that `refusal` forbids, or of actions that do not exist, are passed over.
    """
    found: dict[str, QKeySequence] = {}
    taken: set[str] = set()
    for action in own:
        keys = QKeySequence.fromString(chosen.get(action, ""))
        if action not in chosen or refusal(keys) is not None:
            continue
        found[action] = QKeySequence() if portable(keys) in taken else keys
        taken.add(portable(keys))
    for action, keys in own.items():
        if action not in found:
            found[action] = QKeySequence() if portable(keys) in taken else keys
    return found
