"""A text compared with the library, and nothing kept of it."""

from __future__ import annotations

from dataclasses import replace

from muse_desktop.library.library import Library
from muse_desktop.library.others import Others
from muse_desktop.originality.check import check_text
from muse_desktop.originality.values import CheckReport


def compare(text: str, library: Library, *, own: bool = False) -> CheckReport:
    """Compare `text` with the library: with others' texts, and with the writer's own where `own` says so."""
    if own:
        return check_text(text, library)
    others = Others(library)
    return replace(check_text(text, others), own_left_out=others.left_out)
