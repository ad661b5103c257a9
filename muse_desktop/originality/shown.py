"""What of a check's hits a writer is shown, what is left out and by which rule. Pure: costs milliseconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from muse_desktop.library.corpus import ItemInfo
from muse_desktop.originality.check import words_inside
from muse_desktop.originality.exclusions import Exclusion, excluded_by
from muse_desktop.originality.passages import union
from muse_desktop.originality.quotations import Quotation, quotations
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.originality.values import CheckReport, Hit

Rule = Literal["source", "phrase", "hit", "quotation", "common", "kind", "short", "listed"]
"""Why a hit is not shown. source, phrase, hit: the writer left that out (`LeftOut.exclusion`); quotation: it
stands in a quotation that says whose it is (`LeftOut.attribution`); common: many texts have it; kind, short,
listed: by the filters of `ViewSettings` (kinds, least_words, all_listed)."""
RULES: tuple[Rule, ...] = ("source", "phrase", "hit", "quotation", "common", "kind", "short", "listed")

COMMON_TEXTS = 5
COMMON_LETTERS = 100
"""A phrase shorter than this that stands in so many works is everybody's. A longer one is copied all the
same: a poem that five anthologies print."""
_QUOTED = 0.9  # of a hit's length must lie in the quotation


@dataclass(frozen=True)
class Checked:
    """A report together with the text it speaks of and what is known of its sources.

    `items` and `originals` (SHA-256 of the imported bytes) are those of the sources of its hits, by item id.
    `check`: its number on record, None where it is not on record. `at`: when, ISO 8601, UTC.
    `library`: a hash of which texts it was compared with; `own`: with the writer's own among them.
    """

    document: int | None
    text: str
    report: CheckReport
    items: Mapping[int, ItemInfo] = field(default_factory=dict)
    originals: Mapping[int, str] = field(default_factory=dict)
    check: int | None = None
    at: str = ""
    library: str = ""
    own: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A hit that is not shown, and the rule it fell under."""

    hit: Hit
    rule: Rule
    exclusion: Exclusion | None = None
    attribution: str = ""


@dataclass(frozen=True)
class SourceShare:
    """One source: how many words of the draft lie in its shown hits, and their places in `Shown.hits`."""

    item: int
    title: str
    author: str
    words: int
    hits: tuple[int, ...]


@dataclass(frozen=True)
class Shown:
    """What is shown of a report.

    `hits` in the order of the draft; `sources` by covered words, most first; `passages` and `words`: what is
    not original, raised hits alone, each word once. `copied`, `edited`, `paraphrased`: the passages by kind.
    """

    hits: tuple[Hit, ...]
    left_out: tuple[LeftOut, ...]
    sources: tuple[SourceShare, ...]
    passages: int
    words: int

    @property
    def original(self) -> bool:
        """Nothing was raised: original against this library, as far as the check can see."""
        return not self.passages


def shown(checked: Checked, view: ViewSettings, exclusions: Sequence[Exclusion] = ()) -> Shown:
    """What of `checked` is shown with the settings `view` and the project's `exclusions`."""
    hits: list[Hit] = []
    left: list[LeftOut] = []
    quoted = _quotations(checked) if view.quotations else []
    common = _common(checked) if view.common else frozenset()
    for hit in checked.report.hits:
        out = _left_out(hit, checked, view, exclusions, quoted, common)
        if out is None:
            hits.append(hit)
        else:
            left.append(out)
    raised = union([(one.draft.start, one.draft.end) for one in hits if one.raised])
    return Shown(
        hits=tuple(hits),
        left_out=tuple(left),
        sources=_sources(hits, checked),
        passages=len(raised),
        words=sum(words_inside(checked.text, start, end) for start, end in raised),
    )


def _left_out(
    hit: Hit,
    checked: Checked,
    view: ViewSettings,
    exclusions: Sequence[Exclusion],
    quoted: Sequence[Quotation],
    common: frozenset[tuple[int, int]],
) -> LeftOut | None:
    original = checked.originals.get(hit.source.item, "")
    if (exclusion := excluded_by(hit, original, exclusions)) is not None:
        return LeftOut(hit, exclusion.kind, exclusion)
    if (quotation := _around(hit, quoted)) is not None:
        return LeftOut(hit, "quotation", attribution=quotation.attribution)
    if (hit.draft.start, hit.draft.end) in common:
        return LeftOut(hit, "common")
    if hit.kind not in view.kinds:
        return LeftOut(hit, "kind")
    if hit.words < view.least_words:
        return LeftOut(hit, "short")
    return None if hit.raised or view.all_listed else LeftOut(hit, "listed")


def _quotations(checked: Checked) -> list[Quotation]:
    """The quotations of the draft that say whose they are."""
    if not checked.report.hits:
        return []
    known = [name for one in checked.items.values() for name in (one.author, one.title) if name]
    places = [(one.draft.start, one.draft.end) for one in checked.report.hits]
    return [one for one in quotations(checked.text, known, places) if one.attribution]


def _around(hit: Hit, quoted: Sequence[Quotation]) -> Quotation | None:
    length = hit.draft.end - hit.draft.start
    for one in quoted:
        inside = min(hit.draft.end, one.end) - max(hit.draft.start, one.start)
        if inside >= _QUOTED * length:
            return one
    return None


def _common(checked: Checked) -> frozenset[tuple[int, int]]:
    """The places of the draft whose words are a common phrase: short, and in several works."""
    hits = [one for one in checked.report.hits if one.kind == "verbatim"]
    found: set[tuple[int, int]] = set()
    for place in {(one.draft.start, one.draft.end) for one in hits if one.rarity >= COMMON_TEXTS}:
        over = [one for one in hits if one.draft.start <= place[0] and place[1] <= one.draft.end]
        works = {_work(checked, one.source.item) for one in over}
        short = all(
            one.letters < COMMON_LETTERS for one in over if (one.draft.start, one.draft.end) == place
        )
        if short and len(works) >= COMMON_TEXTS:
            found.add(place)
    return frozenset(found)


def _work(checked: Checked, item: int) -> int:
    """Versions of one work are one."""
    info = checked.items.get(item)
    return info.work or item if info is not None else item


def _sources(hits: Sequence[Hit], checked: Checked) -> tuple[SourceShare, ...]:
    by_item: dict[int, list[int]] = {}
    for place, hit in enumerate(hits):
        by_item.setdefault(hit.source.item, []).append(place)
    made = []
    for item, places in by_item.items():
        covered = union([(hits[one].draft.start, hits[one].draft.end) for one in places])
        words = sum(words_inside(checked.text, start, end) for start, end in covered)
        info = checked.items.get(item)
        title = info.title if info else hits[places[0]].source.title
        made.append(SourceShare(item, title, info.author if info else "", words, tuple(places)))
    return tuple(sorted(made, key=lambda one: (-one.words, one.hits[0])))
