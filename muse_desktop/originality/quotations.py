"""Quotations that name where they are from: a copy that tells is none to raise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Quotation:
    """What stands in quotation marks or in a block quotation, without the marks, in code points.

    `attribution`: the words that say whose it is, as written; "" where none were found.
    """

    start: int
    end: int
    attribution: str = ""


def quotations(text: str, names: Iterable[str] = ()) -> list[Quotation]:
    """The quotations of `text` in order; `names`: authors and titles that an attribution may name."""
    return []
