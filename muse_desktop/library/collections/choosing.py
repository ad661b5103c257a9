"""The texts that a rule takes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from muse_desktop.library.collections.values import Rule
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.curate.choosing import most_different
from muse_desktop.library.curate.likeness import Likeness
from muse_desktop.library.stats.names import author_key

MOST_COMPARED = 5_000
"""Of more texts that fit, a sample of so many is compared to find the most different ones."""


def chosen(rule: Rule, items: Iterable[ItemInfo], likeness: Likeness) -> list[int]:
    """The ids that `rule` takes of these items, in order: as added, or as chosen.

    "diverse" reads texts: not for the UI thread.
    """
    fitting = [one for one in items if fits(rule, one)]
    if not rule.versions:
        fitting = _one_of_each_work(fitting)
    if rule.choice == "all":
        return [one.id for one in fitting]
    if rule.choice == "best":
        fitting.sort(key=lambda one: (-one.rating, -one.words, one.id))
        return [one.id for one in fitting[: rule.count]]
    draw = random.Random(rule.seed)
    if rule.choice == "random":
        return [one.id for one in draw.sample(fitting, min(rule.count, len(fitting)))]
    if len(fitting) > MOST_COMPARED:
        fitting = sorted(draw.sample(fitting, MOST_COMPARED), key=lambda one: one.id)
    vectors, _ = likeness.vectors([one.id for one in fitting])
    return [fitting[row].id for row in most_different(vectors, rule.count)]


def fits(rule: Rule, one: ItemInfo) -> bool:
    """Whether a text has what the rule asks of each by itself."""
    if one.parent is not None and not rule.variants:
        return False
    if rule.authors and author_key(one.author) not in {author_key(name) for name in rule.authors}:
        return False
    return (
        (not rule.languages or one.language in rule.languages)
        and (not rule.rights or one.rights in rule.rights)
        and (not rule.formats or one.format in rule.formats)
        and set(rule.tags) <= set(one.tags)
        and one.rating >= rule.least_rating
        and _inside(one.words, rule.least_words, rule.most_words)
        and _inside(one.year, rule.first_year, rule.last_year)
    )


def _inside(value: int | None, least: int | None, most: int | None) -> bool:
    if value is None:
        return least is None and most is None
    return (least is None or value >= least) and (most is None or value <= most)


def _one_of_each_work(items: Sequence[ItemInfo]) -> list[ItemInfo]:
    """Without all but the longest version of each work."""
    longest: dict[int, ItemInfo] = {}
    for one in items:
        if one.work is not None and (one.work not in longest or one.words > longest[one.work].words):
            longest[one.work] = one
    return [one for one in items if one.work is None or longest[one.work] is one]
