"""What is wrong with an expression or a replacement, in words a writer can act on, in either language.

The library that compiles expressions says it in English only; its sentences are looked up here.
"""

from __future__ import annotations

from muse_desktop.errors import Language, MuseError, message

# The beginning of what the library says, and the message that words it (resources/…/messages/find.toml).
_REASONS: tuple[tuple[str, str], ...] = (
    ("missing )", "missing_parenthesis"),
    ("unbalanced parenthesis", "extra_parenthesis"),
    ("unterminated character set", "open_set"),
    ("expected character set", "open_set"),
    ("missing ]", "open_set"),
    ("bad character range", "bad_range"),
    ("nothing to repeat", "nothing_to_repeat"),
    ("multiple repeat", "repeated_twice"),
    ("min repeat greater than max repeat", "repeat_order"),
    ("repeat count too big", "repeat_big"),
    ("bad escape (end of pattern)", "lone_backslash"),
    ("bad escape", "bad_escape"),
    ("bad hex escape", "bad_escape"),
    ("incomplete escape", "bad_escape"),
    ("undefined character name", "unknown_name"),
    ("bad character in group name", "group_name"),
    ("missing group name", "group_name"),
    ("missing >", "group_name"),
    ("missing relative group number", "group_name"),
    ("unknown group", "unknown_group"),
    ("invalid group reference", "unknown_group"),
    ("invalid relative group number", "unknown_group"),
    ("no such group", "unknown_group"),
    ("cannot refer to an open group", "open_group"),
    ("ambiguous group reference", "unknown_group"),
    ("group reference not allowed", "unknown_group"),
    ("unknown property", "unknown_property"),
    ("unknown extension", "unknown_extension"),
    ("bad inline flags", "unknown_extension"),
    ("unknown verb", "unknown_extension"),
)


class FindError(MuseError):
    """A mistake in what was typed; `values["reason"]` is the library's own sentence."""

    def text(self, language: Language) -> str:
        """The sentence for the writer, its reason in the same language."""
        values = {**self.values, "reason": reason_in(str(self.values.get("reason", "")), language)}
        return message(self.code, language, **values)


def reason_in(reason: str, language: Language) -> str:
    """What the library says, in `language`; what is not known here is shown as it is."""
    for beginning, what in _REASONS:
        if reason.startswith(beginning):
            return message(f"find.{what}", language)
    return reason
