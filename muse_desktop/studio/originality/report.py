"""A check as a report for others: both passages, what was left out and why, what was compared."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from muse_desktop import __version__
from muse_desktop.errors import Language, Value
from muse_desktop.formats.report import (
    Block,
    Compared,
    Facts,
    Heading,
    Items,
    Mark,
    Paragraph,
    Pieces,
    Report,
    Table,
    Verdict,
)
from muse_desktop.originality.exclusions import REASONS, Exclusion
from muse_desktop.originality.passages import union
from muse_desktop.originality.record import text_hash
from muse_desktop.originality.settings import ViewSettings
from muse_desktop.originality.shown import Checked, LeftOut, Shown
from muse_desktop.originality.values import KINDS, Hit, Kind
from muse_desktop.paths import resource
from muse_desktop.store.clock import parse
from muse_desktop.text.diff import changes

MOST_HITS = 200  # of one text; nobody reads more
MOST_LEFT_OUT = 100
_LONGEST = 1_500  # code points of a passage that are printed
_WRAPPED = re.compile(r"(?<=[^\n]{45})(?<![\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])\n(?=\S)")
_LIMITS = ("library", "short", "near", "ideas", "law")


@dataclass(frozen=True)
class Part:
    """One text that was checked. `sources`: the words of the source of each shown hit, by its place in
    `shown.hits`; those of a text that is gone are missing."""

    title: str
    checked: Checked
    shown: Shown
    sources: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Used:
    """What the parts of a report were checked and shown with."""

    view: ViewSettings
    exclusions: Sequence[Exclusion] = ()
    own: bool = False


def originality_report(title: str, parts: Sequence[Part], used: Used, language: Language) -> Report:
    """The whole report. `parts`: at least one, in the order of the manuscript."""
    say = Words(language)
    at = max((one.checked.at for one in parts), default="")
    return Report(
        title=say("title", title=title),
        language=language,
        blocks=tuple(_blocks(parts, used, say)),
        subtitle=say("subtitle", version=__version__, at=_moment(at, say)),
        foot=say("foot"),
    )


class Words:
    """The sentences of the report in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, what: str, /, **values: Value) -> str:
        """A sentence with its places filled."""
        return _words()[what][self.language].format(**values)

    def count(self, number: int, what: str) -> str:
        """ "1 word", "1,204 words"."""
        return self(f"{what}_one" if number == 1 else f"{what}_other", n=f"{number:,}")

    def listed(self, parts: Sequence[str]) -> str:
        """Several things in a row."""
        return ("、" if self.language == "zh" else ", ").join(parts)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("originality", "report.toml").read_text("utf-8"))


def _blocks(parts: Sequence[Part], used: Used, say: Words) -> Iterator[Block]:
    yield from _whole(parts, say)
    yield Heading(say("h_limits"))
    yield Items(tuple(say(f"limit_{one}") for one in _LIMITS))
    if len(parts) > 1:
        yield from _texts(parts, say)
    yield from _sources(parts, say)
    for part in parts:
        yield from _passages(part, say, alone=len(parts) == 1)
    yield from _left_out(parts, say)
    yield from _exclusions(used.exclusions, say)
    yield from _basis(parts, used, say)


def _whole(parts: Sequence[Part], say: Words) -> Iterator[Block]:
    reports = [one.checked.report for one in parts]
    words = sum(one.draft_words for one in reports)
    passages, found = sum(one.shown.passages for one in parts), sum(one.shown.words for one in parts)
    left = say.count(sum(len(one.shown.left_out) for one in parts), "passages")
    detail = say("whole_left_out", count=left) if any(one.shown.left_out for one in parts) else ""
    mark: Mark
    if not words:
        mark, told = "unknown", say("whole_empty")
    elif not any(one.items for one in reports):
        mark, told = "unknown", say("whole_nothing_compared")
    elif passages:
        counted, of = say.count(passages, "passages"), say.count(words, "words")
        mark, told = "warn", say("whole_found", passages=counted, words=f"{found:,}", of=of)
    else:
        mark, told = "pass", say("whole_none")
    yield Verdict(mark, told, detail)
    if passages:
        yield Paragraph(say("kinds", **{kind: _of_kind(kind, parts) for kind in KINDS}))


def _of_kind(kind: Kind, parts: Sequence[Part]) -> int:
    """How many passages of a kind were raised, each once, however many sources it has."""
    hits = ([hit for hit in one.shown.hits if hit.raised and hit.kind == kind] for one in parts)
    return sum(len(union([(hit.draft.start, hit.draft.end) for hit in some])) for some in hits)


def _texts(parts: Sequence[Part], say: Words) -> Iterator[Block]:
    yield Heading(say("h_texts"))
    columns = tuple(say(f"col_{name}") for name in ("text", "words", "found", "passages"))
    rows = tuple(
        (one.title, f"{one.checked.report.draft_words:,}", f"{one.shown.words:,}", f"{one.shown.passages:,}")
        for one in parts
    )
    yield Table(columns, rows, (4, 1, 1, 1))


def _sources(parts: Sequence[Part], say: Words) -> Iterator[Block]:
    words: Counter[int] = Counter()
    passages: Counter[int] = Counter()
    named: dict[int, tuple[str, str, str]] = {}
    for part in parts:
        for share in part.shown.sources:
            words[share.item] += share.words
            passages[share.item] += len(share.hits)
            info = part.checked.items.get(share.item)
            rights = say(f"rights_{(info.rights if info else '') or 'unknown'}")
            named[share.item] = share.title, share.author or say("unknown"), rights
    if words:
        yield Heading(say("h_sources"))
        columns = tuple(say(f"col_{name}") for name in ("text", "author", "rights", "found", "passages"))
        counted = words.most_common()
        rows = tuple((*named[item], f"{count:,}", f"{passages[item]:,}") for item, count in counted)
        yield Table(columns, rows, (4, 2, 1.6, 1, 1))


def _passages(part: Part, say: Words, *, alone: bool) -> Iterator[Block]:
    hits = part.shown.hits
    if not hits:
        return
    yield Heading(say("h_passages") if alone else say("h_passages_of", title=part.title))
    yield Paragraph(say("marks"), "muted")
    for place, hit in enumerate(hits[:MOST_HITS]):
        kind, count = say(hit.kind), say.count(hit.words, "words")
        told = say(
            "hit" if hit.raised else "hit_listed", number=place + 1, kind=kind, words=count,
            title=hit.source.title,
        )  # fmt: skip
        yield Heading(told, 2)
        yield _compared(hit, part.sources.get(place), say)
        yield Paragraph(why(hit, say), "muted")
    if len(hits) > MOST_HITS:
        yield Paragraph(say("more", count=len(hits) - MOST_HITS), "muted")


def _compared(hit: Hit, source: str | None, say: Words) -> Compared:
    labels = (
        say("draft", start=f"{hit.draft.start:,}", end=f"{hit.draft.end:,}"),
        say("source", start=f"{hit.source.start:,}", end=f"{hit.source.end:,}"),
    )
    if source is None:
        return Compared(labels, ((_cut(hit.text), False),), ((say("source_gone"), False),))
    left, right = _cut(hit.text), _cut(source)
    made = changes(left, right) if hit.kind != "paraphrase" else []
    return Compared(
        labels,
        _pieces(left, [(one.old_start, one.old_end) for one in made]),
        _pieces(right, [(one.new_start, one.new_end) for one in made]),
    )


def _cut(text: str) -> str:
    """A passage as it is printed: not all too long, its lines joined where they were wrapped by hand."""
    flowing = _WRAPPED.sub(" ", text.replace("\r\n", "\n"))
    return flowing if len(flowing) <= _LONGEST else f"{flowing[:_LONGEST]} …"


def _pieces(text: str, marked: Sequence[tuple[int, int]]) -> Pieces:
    """`text` in pieces; white space alone is not worth a mark."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in marked:
        pieces += [(text[at:start], False), (text[start:end], bool(text[start:end].strip()))]
        at = end
    pieces.append((text[at:], False))
    return tuple(one for one in pieces if one[0])


def why(hit: Hit, say: Words) -> str:
    """What a hit rests on, and how rare it is."""
    rests = hit.why
    if hit.kind == "paraphrase" and rests.meaning:
        told = say("why_meaning", meaning=f"{rests.meaning:.2f}", next=f"{rests.runner_up:.2f}")
    elif hit.kind != "verbatim" and rests.of:
        told = say("why_shared", shared=rests.shared, of=rests.of)
    elif hit.kind == "verbatim":
        told = say("why_run", letters=f"{rests.run or hit.letters:,}")
    else:
        told = ""
    rare = say("rare") if hit.rarity <= 1 else say("common", texts=hit.rarity)
    return ("" if say.language == "zh" else " ").join(one for one in (told, rare) if one)


def _left_out(parts: Sequence[Part], say: Words) -> Iterator[Block]:
    left = [one for part in parts for one in part.shown.left_out]
    if not left:
        return
    yield Heading(say("h_left_out"))
    columns = tuple(say(f"col_{name}") for name in ("passages", "text", "reason"))
    rows = tuple((_line(one.hit.text), one.hit.source.title, rule(one, say)) for one in left[:MOST_LEFT_OUT])
    yield Table(columns, rows, (4, 2, 2.4))
    if len(left) > MOST_LEFT_OUT:
        yield Paragraph(say("more", count=len(left) - MOST_LEFT_OUT), "muted")


def rule(one: LeftOut, say: Words) -> str:
    """Why a hit was left out."""
    told = say(f"rule_{one.rule}", attribution=one.attribution)
    reason = _reason(one.exclusion, say) if one.exclusion else ""
    return f"{told}{'：' if say.language == 'zh' else ': '}{reason}" if reason else told


def _reason(one: Exclusion, say: Words) -> str:
    return say(f"reason_{one.reason}") if one.reason and one.reason in REASONS else one.reason


def _exclusions(exclusions: Sequence[Exclusion], say: Words) -> Iterator[Block]:
    if not exclusions:
        return
    yield Heading(say("h_exclusions"))
    forms = {"source": "all_of", "phrase": "anywhere", "hit": "there"}
    columns = tuple(say(f"col_{name}") for name in ("passages", "reason", "since"))
    rows = tuple(
        (
            say(forms[one.kind], title=one.title, text=_line(one.text)),
            _reason(one, say) or say("unknown"),
            _moment(one.at, say),
        )
        for one in exclusions
    )
    yield Table(columns, rows, (4, 2, 1.6))


def _line(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= 160 else f"{joined[:160]} …"


def _basis(parts: Sequence[Part], used: Used, say: Words) -> Iterator[Block]:
    yield Heading(say("h_basis"))
    last = max(parts, key=lambda one: one.checked.at)
    report = last.checked.report
    size = say(
        "f_library_size", texts=say.count(report.items, "texts"), words=say.count(report.words, "words")
    )
    own = say("f_own_in") if used.own else say("f_own_left", count=report.own_left_out)
    meaning = say("f_meaning_no")
    if all(one.checked.report.meaning for one in parts):
        meaning = say("f_meaning_yes", encoder=report.encoder)
    rows = [
        (say("f_date"), _moment(last.checked.at, say)),
        (say("f_library"), size),
        (say("f_own"), own),
        (say("f_meaning"), meaning),
        (say("f_filters"), _filters(used.view, say)),
    ]
    rows += [
        (say("f_library_hash"), one) for one in sorted({one.checked.library for one in parts} - {""})
    ]
    rows += [(say("f_text_hash", title=one.title), text_hash(one.checked.text)) for one in parts]
    named: dict[str, str] = {}
    for part in parts:
        for item, digest in part.checked.originals.items():
            info = part.checked.items.get(item)
            named[digest] = info.title if info else say("unknown")
    rows += [(say("f_source_hash", title=title), digest) for digest, title in named.items()]
    yield Facts(tuple(rows))


def _filters(view: ViewSettings, say: Words) -> str:
    everything = set(view.kinds) == set(KINDS)
    kinds = say("f_filters_all") if everything else say.listed([say(one) for one in view.kinds])
    if not view.least_words:
        return kinds
    return say("f_filters_least", kinds=kinds, words=say.count(view.least_words, "words"))


def _moment(at: str, say: Words) -> str:
    """A time of the record as people read it, with the distance of their clock from UTC."""
    try:
        return parse(at).astimezone().strftime("%Y-%m-%d %H:%M %z")
    except ValueError:
        return say("unknown")
