"""The cleaning steps by name, in the order they are made. A step only says what it would change."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from muse_desktop.library.cleaning.edits import Edit
from muse_desktop.library.cleaning.gutenberg import boilerplate
from muse_desktop.library.cleaning.hyphens import hyphens
from muse_desktop.library.cleaning.pages import pages
from muse_desktop.text.mojibake import broken

_BREAKS = re.compile(r"\r\n?")
# Nobody sees these, and searching trips over them: byte order marks, zero-width spaces, control characters.
# Joiners (200C, 200D) spell words and emoji, form feeds say where a page ends: both stay.
_INVISIBLE = re.compile("[\ufeff\u200b\u2060\x00-\x08\x0b\x0e-\x1f\x7f]")
CONTROL_TOKEN = re.compile(
    r"<\|?(?:im_start|im_end|im_sep|endoftext|end_of_text|begin_of_text|eot_id|start_header_id|end_header_id|eom_id"
    r"|system|user|assistant|end|endofprompt|pad|bos|eos|fim_prefix|fim_middle|fim_suffix|return|channel|message)\|>"
    r"|</?(?:start_of_turn|end_of_turn|bos|eos|pad|unk|s)>|\[/?INST\]|<</?SYS>>|\[/?(?:SYSTEM_PROMPT|AVAILABLE_TOOLS)\]"
    r"|<｜[^｜<>\n]{1,40}｜>|</?think>"
)


@dataclass(frozen=True)
class Step:
    """A cleaning step. `on`: made unless the writer says otherwise. `find`: its edits, sorted."""

    name: str
    on: bool
    find: Callable[[str], list[Edit]]


def _line_ends(text: str) -> list[Edit]:
    if "\r" not in text:
        return []
    return [Edit(*match.span(), "\n") for match in _BREAKS.finditer(text)]


def _mojibake(text: str) -> list[Edit]:
    return [Edit(one.start, one.end, one.right) for one in broken(text)]


def _invisible(text: str) -> list[Edit]:
    return [Edit(*match.span(), "") for match in _INVISIBLE.finditer(text)]


def _control_tokens(text: str) -> list[Edit]:
    return [Edit(*match.span(), "") for match in CONTROL_TOKEN.finditer(text)]


STEPS = (
    Step("line_ends", True, _line_ends),
    Step("mojibake", True, _mojibake),
    Step("invisible", True, _invisible),
    Step("control_tokens", False, _control_tokens),
    Step("gutenberg", True, boilerplate),
    Step("pages", True, pages),
    Step("hyphens", True, hyphens),
)
NAMES = tuple(step.name for step in STEPS)
DEFAULT = frozenset(step.name for step in STEPS if step.on)
