"""What the loop's values look like as JSON: the stable shapes documented in ARCHITECTURE.md.

The command line prints them; the local server will answer with them. All positions are code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_desktop.errors import Language, MuseError, message
from muse_desktop.library.corpus import AddReport, ItemInfo, LibraryTotals
from muse_desktop.manuscript.manuscript import DocumentInfo
from muse_desktop.originality.values import Hit
from muse_desktop.studio.values import GenerationRecord, ReplayReport

if TYPE_CHECKING:
    from muse_desktop.library.collections.dataset import Exported
    from muse_desktop.library.collections.values import CollectionInfo, Refilled
    from muse_desktop.library.dedupe.versions import Kinship, Versions
    from muse_desktop.originality.own import OwnReport, OwnUse
    from muse_desktop.originality.shown import Checked, Shown

Shape = dict[str, Any]


def generation_shape(record: GenerationRecord) -> Shape:
    """One recorded generation."""
    return {
        "generation": record.id,
        "recipe": record.recipe,
        "seed": record.seed,
        "model": {
            "name": record.model_name,
            "sha256": record.model_sha256,
            "licence": record.model_licence,
            **({"remote": record.remote} if record.remote else {}),
        },
        "candidates": [
            {"text": one.text, "tokens": len(one.tokens), "stop_reason": one.stop_reason}
            for one in record.candidates
        ],
        "timings": record.timings,
    }


def check_shape(
    checks: Iterable[tuple[Path, Checked, Shown]],
    totals: LibraryTotals,
    notices: Iterable[MuseError],
    language: Language,
    own_left_out: int = 0,
    drafts: Iterable[tuple[Path, OwnReport]] = (),
) -> Shape:
    """What was found in each file, and what of it is shown; `notices` tell what could not be compared with,
    `own_left_out` how many texts of the writer's own it was not compared with. `drafts`: what her own drafts
    say already."""
    some = list(checks)
    return {
        "files": [
            {
                "file": str(path),
                "words": checked.report.draft_words,
                "passages": found.passages,
                "covered": found.words,
                "meaning": checked.report.meaning,
                "encoder": checked.report.encoder,
            }
            for path, checked, found in some
        ],
        "hits": [one for path, checked, found in some for one in _hits(path, checked, found)],
        "own": [_own_use(path, use) for path, report in drafts for use in report.uses],
        "library": {**_totals(totals), "own_left_out": own_left_out},
        "notices": [{"code": one.code, "reason": one.text(language)} for one in notices],
    }


def _hits(path: Path, checked: Checked, found: Shown) -> Iterable[Shape]:
    """All hits in the order of the draft; `left_out` is null for those that are shown."""
    rules = {id(one.hit): one for one in found.left_out}
    for hit in checked.report.hits:
        left = rules.get(id(hit))
        yield {
            **_hit(path, hit),
            "left_out": None if left is None else {"rule": left.rule, "attribution": left.attribution},
        }


def _hit(path: Path, hit: Hit) -> Shape:
    source = hit.source
    return {
        "kind": hit.kind,
        "draft": {"file": str(path), "start": hit.draft.start, "end": hit.draft.end},
        "source": {
            "item": source.item,
            "title": source.title,
            "path": source.path,
            "start": source.start,
            "end": source.end,
        },
        "text": hit.text,
        "words": hit.words,
        "letters": hit.letters,
        "rarity": hit.rarity,
        "likeness": round(hit.likeness, 4),
        "raised": hit.raised,
        "why": {
            "run": hit.why.run,
            "shared": hit.why.shared,
            "of": hit.why.of,
            "meaning": round(hit.why.meaning, 4),
            "runner_up": round(hit.why.runner_up, 4),
        },
    }


def _own_use(path: Path, use: OwnUse) -> Shape:
    return {
        "kind": use.kind,
        "draft": {"file": str(path), "start": use.draft.start, "end": use.draft.end},
        "there": {
            "document": use.document or None,
            "title": use.title,
            "heading": use.heading,
            "start": use.other.start,
            "end": use.other.end,
            "text": use.there,
        },
        "text": use.text,
        "words": use.words,
        "same": use.same,
    }


def _totals(totals: LibraryTotals) -> Shape:
    return {"items": totals.items, "words": totals.words}


def added_shape(report: AddReport, language: Language) -> Shape:
    """What an import kept and what it left out, with the reason."""
    return {
        "added": [
            {"item": one.id, "title": one.title, "path": one.path, "words": one.words} for one in report.added
        ],
        "skipped": [
            {"path": str(one.path), "code": one.code, "reason": message(one.code, language, **one.values)}
            for one in report.skipped
        ],
    }


def library_shape(items: Sequence[ItemInfo], totals: LibraryTotals) -> Shape:
    """The texts of a library."""
    return {
        "items": [
            {
                "item": one.id,
                "title": one.title,
                "path": one.path,
                "words": one.words,
                "language": one.language,
                "rights": one.rights,
                "added_at": one.added_at,
            }
            for one in items
        ],
        "library": _totals(totals),
    }


def collections_shape(collections: Sequence[CollectionInfo]) -> Shape:
    """The collections of a library."""
    return {"collections": [_collection(one) for one in collections]}


def _collection(one: CollectionInfo) -> Shape:
    return {
        "collection": one.id,
        "name": one.name,
        "by_rule": one.by_rule,
        "items": one.items,
        "words": one.words,
        "updated_at": one.updated_at,
    }


def collection_shape(one: CollectionInfo, texts: Sequence[ItemInfo], change: Refilled | None) -> Shape:
    """One collection with its texts in order; `change`: what running its rule did."""
    return {
        **_collection(one),
        "texts": [
            {"item": text.id, "title": text.title, "words": text.words, "rights": text.rights}
            for text in texts
        ],
        "change": None if change is None else {"came": list(change.came), "went": list(change.went)},
    }


def versions_shape(found: Versions, titles: Mapping[int, str]) -> Shape:
    """Groups of versions and texts that are part of another; shares are 0 to 1."""

    def kin(one: Kinship) -> Shape:
        return {
            "one": one.one,
            "other": one.other,
            "of_one": round(one.of_one, 4),
            "of_other": round(one.of_other, 4),
            "relation": one.relation,
        }

    return {
        "groups": [
            {
                "texts": [{"item": item, "title": titles.get(item, "")} for item in group.items],
                "main": group.main,
                "likeness": round(group.likeness, 4),
                "same": group.same,
                "joined": group.joined,
                "kin": [kin(one) for one in group.kin],
            }
            for group in found.groups
        ],
        "parts": [
            {**kin(one), "title": titles.get(one.one, ""), "of_title": titles.get(one.other, "")}
            for one in found.parts
        ],
    }


def dataset_shape(made: Exported, language: Language) -> Shape:
    """What an export wrote, what it left out and what to mind, with the reasons."""
    return {
        "data": str(made.data),
        "card": str(made.card),
        "rows": made.rows,
        "words": made.words,
        "items": list(made.items),
        "left_out": [
            {"item": one.item, "title": one.title, "why": one.why, "reason": one.text(language)}
            for one in made.left_out
        ],
        "cautions": [
            {"item": one.item, "title": one.title, "what": one.what, "reason": one.text(language)}
            for one in made.cautions
        ],
    }


def documents_shape(documents: Sequence[DocumentInfo]) -> Shape:
    """The documents of a workspace, those in the trash too."""
    return {
        "documents": [
            {
                "document": one.id,
                "title": one.title,
                "words": one.words,
                "updated_at": one.updated_at,
                "trashed": one.trashed,
            }
            for one in documents
        ]
    }


def replay_shape(report: ReplayReport, reason: str) -> Shape:
    """What came of a replay; `reason` is the worded reason when it cannot run, else empty."""
    return {
        "generation": report.generation,
        "verdict": report.verdict,
        "candidate": report.candidate,
        "token": report.token,
        "reason": reason,
    }
