"""The one list of what a piece of text can be."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Where characters came from. "Generated, then edited" is derived from these, never stored.

    What nobody claimed before an edit is UNKNOWN, never TYPED.
    """

    TYPED = "typed"
    PASTED_OWN = "pasted-own"
    PASTED_LIBRARY = "pasted-library"
    PASTED_OUTSIDE = "pasted-outside"
    IMPORTED = "imported"
    GENERATED = "generated"
    REWRITTEN = "rewritten"
    AUTOCORRECTED = "autocorrected"
    UNKNOWN = "unknown"


MODEL_KINDS = frozenset({Kind.GENERATED, Kind.REWRITTEN})
"""Text that a model wrote."""

WRITER_KINDS = frozenset({Kind.TYPED, Kind.AUTOCORRECTED})
"""Text that came from the writer's keyboard."""

PASTED_KINDS = frozenset({Kind.PASTED_OWN, Kind.PASTED_LIBRARY, Kind.PASTED_OUTSIDE})
"""Text that came from the clipboard or by dragging."""
