"""What an English word may be a form of, by its ending alone."""

from __future__ import annotations

_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip


def bases(word: str) -> tuple[str, ...]:
    """What an inflected form may come from; whether those are words is not asked."""
    made: list[str] = []
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)] + instead
            made.append(base)
            if len(base) > 3 and base[-1] == base[-2]:
                made.append(base[:-1])
    return tuple(made)
