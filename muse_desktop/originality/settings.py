"""How a project's originality check is set. Plain values; the studio keeps them."""

from __future__ import annotations

import msgspec

from muse_desktop.originality.values import KINDS, Kind

SHORTEST_GUARD_WORDS, SHORTEST_GUARD_CJK = 4, 6
"""Blocking shorter runs would leave a model hardly a sentence to write."""


class ViewSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a check shows. `kinds` are shown; `least_words`: shorter passages are not; `all_listed`: those
    that are only listed (stock phrases) are shown too. `quotations`, `common`: quotations that name their
    source, and phrases of many texts, are left out. `own`: the writer's own texts are compared with too."""

    kinds: tuple[Kind, ...] = KINDS
    least_words: int = 0
    all_listed: bool = False
    quotations: bool = True
    common: bool = True
    own: bool = False


class GuardSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Whether runs of `words` words (中文: `cjk` 字) or more that stand in others' texts of the library are
    blocked while the model writes. `allowed`: names and idioms that may stand there all the same."""

    on: bool = False
    words: int = 8
    cjk: int = 16
    allowed: tuple[str, ...] = ()
