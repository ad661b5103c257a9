"""Finding versions of one work by how much of each text stands in the other.

Containment of A in B is the share of A's fingerprints that B has too (A. Broder, "On the resemblance and
containment of documents", 1997); the index has them already, so that no text has to be read again. Both ways
half or more: versions of one work. Both ways nearly all: the same text. Nearly all of one and less than half
of the other: a part, such as a poem in its anthology, which makes the two no versions of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.library import Library
from muse_desktop.overlap.align import shared_runs
from muse_desktop.overlap.shared import InCommon

SAME = 0.9
VERSION = 0.5
PART = 0.8
_FEW = 8  # so few shared fingerprints can be chance or a quotation: the letters decide

Relation = Literal["same", "version", "part"]
PairKey = tuple[int, int]


@dataclass(frozen=True)
class Kinship:
    """Two texts with much in common. `of_one` of `one` stands in `other`, `of_other` of `other` in `one`.

    Shares of fingerprints or letters, 0 to 1. For "part" `one` is part of `other`.
    """

    one: int
    other: int
    of_one: float
    of_other: float
    relation: Relation

    @property
    def key(self) -> PairKey:
        """The two ids, smaller first."""
        return min(self.one, self.other), max(self.one, self.other)


@dataclass(frozen=True)
class WorkGroup:
    """Texts that are versions of one work. `main` is the one to keep in front: rated best, else longest.

    `likeness` is the least share that two of `kin` have in common. `joined`: the writer has said so already.
    """

    items: tuple[int, ...]
    main: int
    likeness: float
    kin: tuple[Kinship, ...]
    joined: bool

    @property
    def same(self) -> bool:
        """Whether all of it is one and the same text, but for signs, line ends and a few words."""
        return all(one.relation == "same" for one in self.kin)


@dataclass(frozen=True)
class Versions:
    """What was found: groups, most alike first, and texts that are part of another."""

    groups: tuple[WorkGroup, ...]
    parts: tuple[Kinship, ...]


def find_versions(library: Library, apart: Collection[PairKey] = frozenset()) -> Versions:
    """The versions and parts among the texts of the library, variants left out.

    `apart`: pairs (smaller id first) that the writer said are different works. Seconds for ten million words:
    not for the UI thread.
    """
    infos = {one.id: one for one in library.items() if one.parent is None}
    common = library.prints_in_common(VERSION)
    kin = [
        one
        for one in [*_kin_by_prints(library, common, infos), *_without_prints(library, common, infos)]
        if one.key not in apart
    ]
    groups = _groups([one for one in kin if one.relation != "part"], infos)
    together = {item: number for number, group in enumerate(groups) for item in group.items}
    parts = [
        one
        for one in kin
        if one.relation == "part" and together.get(one.one, -1) != together.get(one.other, -2)
    ]
    return Versions(
        tuple(sorted(groups, key=lambda group: (-group.likeness, group.items))),
        tuple(sorted(parts, key=lambda one: (one.other, one.one))),
    )


def kin_of_text(library: Library, item: int) -> list[Kinship]:
    """What one text has in common with each other text, most first: for a new one, without a look at all.

    Raises MuseError library.gone.
    """
    from muse_desktop.overlap.fingerprint import prints

    letters = library.normalised(item)
    ours = prints(letters)
    own = len(set(ours.keys.tolist()))
    infos = {one.id: one for one in library.items() if one.parent is None}
    counts = {item: own}
    pairs: dict[PairKey, int] = {}
    for other, shared in library.candidates(ours).items():
        number = len(set(shared.keys.tolist()))
        if other == item or other not in infos or number < VERSION * min(own, number * 2):
            continue
        theirs = len(set(prints(library.normalised(other)).keys.tolist()))
        if number >= VERSION * min(own, theirs):
            counts[other] = theirs
            pairs[min(item, other), max(item, other)] = number
    kin = _kin_by_prints(library, InCommon(counts, pairs), infos)
    return sorted(kin, key=lambda one: -max(one.of_one, one.of_other))


def relation_of(of_one: float, of_other: float) -> Relation | None:
    """What two shares mean for each other; None for texts that only quote each other."""
    if min(of_one, of_other) >= SAME:
        return "same"
    if min(of_one, of_other) >= VERSION:
        return "version"
    return "part" if max(of_one, of_other) >= PART else None


def _kin_by_prints(
    library: Library, common: InCommon, infos: Mapping[int, ItemInfo]
) -> Iterable[Kinship]:
    for (one, other), shared in common.pairs.items():
        if one not in infos or other not in infos:
            continue
        shares = shared / common.own[one], shared / common.own[other]
        if shared < _FEW and (exact := _by_letters(library, one, other)) is not None:
            shares = exact
        if (found := _kinship(one, other, *shares)) is not None:
            yield found


def _kinship(one: int, other: int, of_one: float, of_other: float) -> Kinship | None:
    relation = relation_of(of_one, of_other)
    if relation is None:
        return None
    if relation == "part" and of_one < of_other:
        return Kinship(other, one, of_other, of_one, relation)
    return Kinship(one, other, of_one, of_other, relation)


def _by_letters(library: Library, one: int, other: int) -> tuple[float, float] | None:
    """The shares of letters that two short texts have in common, by comparing them; None if one is gone."""
    try:
        first, second = library.normalised(one), library.normalised(other)
    except MuseError:
        return None
    # Of what repeats itself not every place of the source is told, so each is looked for in the other.
    ours = _covered((run.draft_start, run.draft_end) for run in shared_runs(first, second))
    theirs = _covered((run.draft_start, run.draft_end) for run in shared_runs(second, first))
    return ours / max(1, len(first.letters)), theirs / max(1, len(second.letters))


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    total = reach = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reach))
        reach = max(reach, end)
    return total


def _without_prints(
    library: Library, common: InCommon, infos: Mapping[int, ItemInfo]
) -> Iterable[Kinship]:
    """Texts too short for a fingerprint (under 32 letters, 13 字) are kin only when all letters are equal."""
    by_letters: defaultdict[str, list[int]] = defaultdict(list)
    for item in infos:
        if common.own.get(item):
            continue
        try:
            letters = library.normalised(item).letters
        except MuseError:
            continue
        if letters:
            by_letters[letters].append(item)
    for some in by_letters.values():
        yield from (Kinship(some[0], other, 1.0, 1.0, "same") for other in some[1:])


def _groups(kin: Iterable[Kinship], infos: Mapping[int, ItemInfo]) -> list[WorkGroup]:
    """Texts that are versions of each other, directly or by another one between them."""
    leader: dict[int, int] = {}

    def led_by(item: int) -> int:
        while leader.setdefault(item, item) != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    links = list(kin)
    for one in links:
        leader[led_by(one.one)] = led_by(one.other)
    inside: defaultdict[int, list[Kinship]] = defaultdict(list)
    for one in links:
        inside[led_by(one.one)].append(one)
    return [_group(some, infos.__getitem__) for some in inside.values()]


def _group(kin: list[Kinship], info: Callable[[int], ItemInfo]) -> WorkGroup:
    items = sorted({item for one in kin for item in one.key})
    known = [info(item) for item in items]
    main = max(known, key=lambda one: (one.rating, one.words, -one.id))
    works = {one.work for one in known}
    return WorkGroup(
        tuple(items),
        main.id,
        min(min(one.of_one, one.of_other) for one in kin),
        tuple(sorted(kin, key=lambda one: one.key)),
        len(works) == 1 and None not in works,
    )
