"""What has rested for long: texts worth reading again, drafts that were left."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.curate.values import Draft, Pick, Reason
from muse_desktop.store.clock import parse

_DRAFT_DAYS = 30  # a draft that rested for less is not forgotten
_REREAD_DAYS = 90
_LEAST_DRAFT = 20  # words: a heading alone is no draft
_DONE = frozenset({"final", "done", "finished", "定稿", "完成", "已完成"})
_DAY = 86_400
_LONG_DAYS = 730  # after two years more rest counts for no more


def worth_rereading(items: Sequence[ItemInfo], last: Mapping[int, str], at: datetime) -> list[Pick]:
    """Every text that was not opened lately, with what speaks for it."""
    found = []
    for one in items:
        days = _days(last[one.id], at) if one.id in last else None
        if days is not None and days < _REREAD_DAYS and one.rating < 4:
            continue
        if days is not None and days < _REREAD_DAYS // 3:
            continue
        reasons = []
        if one.rating:
            reasons.append(Reason("rated", {"stars": one.rating}))
        if days is None:
            added = _days(one.added_at, at)
            code = "never_opened" if added else "added_today"
            reasons.append(Reason(code, {"days": added}))
        else:
            reasons.append(Reason("rested", {"days": days}))
        rested = 0.6 if days is None else min(1.0, math.log1p(days) / math.log1p(_LONG_DAYS))
        rating = one.rating / 5 if one.rating else 0.4
        score = 0.6 * rating + 0.4 * rested
        found.append(Pick("reread", f"item:{one.id}", one.title, tuple(reasons), score, one.id))
    return found


def forgotten(drafts: Sequence[Draft], at: datetime) -> list[Pick]:
    """Documents that are not done and have rested for a month."""
    found = []
    for one in drafts:
        days = _days(one.updated_at, at)
        if days < _DRAFT_DAYS or one.words < _LEAST_DRAFT or one.status.casefold() in _DONE:
            continue
        reasons = [Reason("untouched", {"days": days, "words": one.words})]
        if one.target > one.words:
            percent = round(100 * one.words / one.target)
            reasons.append(Reason("under_target", {"percent": percent, "target": one.target}))
        nearly = min(1.0, one.words / one.target) if one.target else min(1.0, one.words / 1000)
        score = 0.5 * min(1.0, days / 365) + 0.5 * nearly
        key = f"document:{one.document}"
        found.append(Pick("forgotten", key, one.title, tuple(reasons), score, document=one.document))
    return found


def own_unread(items: Sequence[ItemInfo], last: Mapping[int, str], at: datetime) -> list[Pick]:
    """The writer's own texts in the library that nobody has opened for long."""
    found = []
    for one in items:
        days = _days(last.get(one.id, one.added_at), at)
        if one.rights != "mine" or days < _REREAD_DAYS:
            continue
        reasons = (Reason("own_unread", {"days": days, "words": one.words}),)
        score = 0.5 * min(1.0, days / 365) + 0.1 * one.rating
        found.append(Pick("forgotten", f"item:{one.id}", one.title, reasons, score, one.id))
    return found


def _days(stamp: str, at: datetime) -> int:
    """Whole days since; 0 for a time to come, or one that cannot be read."""
    try:
        return max(0, int((at - parse(stamp)).total_seconds()) // _DAY)
    except ValueError:
        return 0
