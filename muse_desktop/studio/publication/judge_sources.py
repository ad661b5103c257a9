"""Rules about other people's words: what the library has too, sources and their terms, quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from muse_desktop.formats.report import Mark
from muse_desktop.originality.check import words_inside
from muse_desktop.originality.passages import union
from muse_desktop.originality.values import Hit
from muse_desktop.provenance.checked_work import Text
from muse_desktop.provenance.source_items import Terms
from muse_desktop.studio.publication.judge_record import place
from muse_desktop.studio.publication.profiles import Rules
from muse_desktop.studio.publication.values import Finding, Material, Place
from muse_desktop.studio.publication.wording import Words, percent
from muse_desktop.text.quoted import inside, outside, quotations

LEAST_WORDS = 3  # of what stands outside a quotation's marks: less is a common phrase


@dataclass(frozen=True)
class Shared:
    """A passage in common with texts of the library; `quoted`: it stands in quotation marks."""

    document: int
    start: int
    end: int
    words: int
    item: int
    title: str
    quoted: bool


def shared(material: Material) -> list[Shared]:
    """What is in common with the library, cut where quotation marks begin and end; of several texts that have
    a passage the one is named whose terms are known best."""
    found: list[Shared] = []
    for text in material.texts:
        report = material.hits.get(text.document)
        if report is None or not report.hits:
            continue
        spans = quotations(text.text)
        united = union([(hit.draft.start, hit.draft.end) for hit in report.hits])
        for start, end in united:
            hits = [hit for hit in report.hits if hit.draft.start < end and start < hit.draft.end]
            found.extend(_cut(text, spans, start, end, hits, material))
    return found


def _cut(
    text: Text, spans: list[tuple[int, int]], start: int, end: int, hits: list[Hit], material: Material
) -> Iterator[Shared]:
    for quoted, parts in ((True, inside(spans, start, end)), (False, outside(spans, start, end))):
        for left, right in parts:
            words = words_inside(text.text, left, right)
            over = [hit for hit in hits if hit.draft.start < right and left < hit.draft.end]
            if over and words and (quoted or words >= LEAST_WORDS):
                best = min(over, key=lambda hit: (_rank(material, hit.source.item), hit.source.item))
                source = best.source
                yield Shared(text.document, left, right, words, source.item, source.title, quoted)


def _rank(material: Material, item: int) -> int:
    """How good the terms of a text are: one's own first, unknown last."""
    terms = material.terms.get(item)
    if terms is None:
        return 4
    return {"mine": 0, "public_domain": 1}.get(terms.rights, 2 if terms.known else 3)


def originality(material: Material, rules: Rules, say: Words, found: list[Shared]) -> Finding:
    """Passages outside quotation marks that others' texts of the library have too."""
    name = say.name("originality")
    skipped = tuple(say("orig_skipped", reason=one) for one in material.notices)
    if not material.library_items:
        return Finding("originality", "unknown", name, say("orig_empty"), skipped)
    texts = say.count(material.library_items, "texts")
    if not found:
        told = say("orig_clean", texts=texts, words=say.count(material.library_words, "words"))
        return Finding("originality", "warn" if skipped else "pass", name, told, skipped)
    bare = [one for one in found if not one.quoted]
    free = [one for one in bare if _rank(material, one.item) == 1]
    others = [one for one in bare if _rank(material, one.item) > 1]
    details = (*_free(free, say), *skipped)
    places = tuple(_place(material, one, say("p_shared", title=one.title)) for one in others + free)
    if not others:
        return Finding("originality", "pass", name, say("orig_own"), details, "", places)
    longest = max(one.words for one in others)
    said = {"passages": say.count(len(others), "passages"), "longest": say.count(longest, "words")}
    limit = rules.shared_words
    if limit is not None and longest > limit:
        told = say("orig_over", **said, limit=say.count(limit, "words"))
        return Finding("originality", "fail", name, told, details, say("orig_todo"), places, longest)
    told = say("orig_some", **said)
    return Finding("originality", "warn", name, told, details, say("orig_todo"), places, longest)


def _free(free: list[Shared], say: Words) -> tuple[str, ...]:
    return (say("orig_free", passages=say.count(len(free), "passages")),) if free else ()


def _place(material: Material, one: Shared, note: str) -> Place:
    return place(material, one.document, one.start, one.end, note)


def sources(material: Material, rules: Rules, say: Words, found: list[Shared]) -> Finding:
    """Every text that words came from, and on what terms; those of unknown licence are named."""
    how = _how(material, say, found)
    outside_words = _outside_words(material)
    name = say.name("sources")
    lines = [_line(item, material.terms.get(item), ways, say) for item, ways in how.items()]
    places = [
        place(material, one.document, one.start, one.end, _pasted_note(material, one.item, one.source, say))
        for one in material.pasted
    ]
    unknown = [item for item in how if (terms := material.terms.get(item)) is None or not terms.known]
    places += [
        _place(material, one, say("p_shared", title=one.title))
        for one in found
        if one.item in unknown and not any(_within(one, other) for other in material.pasted)
    ]
    told, mark = [], "pass"
    if unknown:
        mark = "fail" if rules.known_sources else "warn"
        titles = say.listed(_title(item, material.terms.get(item), say) for item in unknown)
        told.append(say("src_unknown", sources=say.count(len(unknown), "sources"), titles=titles))
    elif how:
        told.append(say("src_known", sources=say.count(len(how), "sources")))
    if outside_words:
        mark = "warn" if mark == "pass" else mark
        told.append(say("src_outside", words=say.count(outside_words, "words")))
    if not told:
        return Finding("sources", "pass", name, say("src_none"))
    todo = say("src_todo") if mark != "pass" else ""
    worst: Mark = "fail" if mark == "fail" else "warn" if mark == "warn" else "pass"
    measure = len(unknown)
    return Finding("sources", worst, name, say.sentences(told), tuple(lines), todo, tuple(places), measure)


def _how(material: Material, say: Words, found: list[Shared]) -> dict[int, list[str]]:
    """The texts of the library that words came from, each with the ways they did."""
    how: dict[int, list[str]] = {}
    for item in dict.fromkeys(one.item for one in material.pasted if one.item is not None):
        how.setdefault(item, []).append(say("how_pasted"))
    for item in dict.fromkeys(one.item for one in found):
        how.setdefault(item, []).append(say("how_shared"))
    for item in material.ingredients:
        how.setdefault(item, []).append(say("how_given"))
    return how


def _outside_words(material: Material) -> int:
    texts = {one.document: one.text for one in material.texts}
    return sum(
        words_inside(texts.get(one.document, ""), one.start, one.end)
        for one in material.pasted
        if one.item is None
    )


def _within(one: Shared, other: object) -> bool:
    start, end = getattr(other, "start", 0), getattr(other, "end", 0)
    same = getattr(other, "document", 0) == one.document and getattr(other, "item", None) == one.item
    return same and start <= one.start and one.end <= end


def _title(item: int, terms: Terms | None, say: Words) -> str:
    if terms is None:
        return say("src_gone", item=item)
    return f"《{terms.title}》" if say.language == "zh" else f"“{terms.title}”"


def _line(item: int, terms: Terms | None, ways: list[str], say: Words) -> str:
    if terms is None:
        return say("src_gone", item=item)
    if terms.licence.strip():
        on = say("src_licence", licence=" ".join(terms.licence.split()))
    else:
        on = say(f"src_{terms.rights}") if terms.rights in _RIGHTS else say("src_no_terms")
    if terms.shelf:
        on = say("src_shelf", terms=on)
    author = say("src_author", author=terms.author) if terms.author else ""
    return say("src_line", title=terms.title, author=author, terms=on, how=say.listed(ways))


_RIGHTS = ("mine", "public_domain", "licensed")


def _pasted_note(material: Material, item: int | None, source: str, say: Words) -> str:
    if item is not None:
        terms = material.terms.get(item)
        return say("p_pasted", title=terms.title if terms else source or f"{item}")
    return say("p_outside_of", source=" ".join(source.split())[:80]) if source.strip() else say("p_outside")


def quoted(material: Material, rules: Rules, say: Words, found: list[Shared]) -> Finding:
    """Passages in quotation marks that others' texts of the library have too, and how long they are."""
    name = say.name("quotations")
    if not material.library_items:
        return Finding("quotations", "unknown", name, say("quote_unknown"))
    some = [one for one in found if one.quoted and _rank(material, one.item) > 1]
    if not some:
        return Finding("quotations", "pass", name, say("quote_none"))
    words, longest = sum(one.words for one in some), max(one.words for one in some)
    share = percent(words, material.figures.words)
    told = say(
        "quote_some", quotations=say.count(len(some), "quotations"), words=say.count(words, "words"),
        percent=share, longest=say.count(longest, "words"),
    )  # fmt: skip
    over = []
    if rules.quote_words is not None and longest > rules.quote_words:
        limit = say.count(rules.quote_words, "words")
        over.append(say("quote_long", longest=say.count(longest, "words"), limit=limit))
    if rules.quote_percent is not None and 100 * words > rules.quote_percent * material.figures.words:
        over.append(say("quote_much", percent=share, limit=f"{rules.quote_percent:g}"))
    places = tuple(
        _place(material, one, say("p_quote", title=one.title, words=say.count(one.words, "words")))
        for one in some
    )
    if over:
        return Finding("quotations", "fail", name, told, tuple(over), say("quote_todo"), places, words)
    return Finding("quotations", "pass", name, told, (), say("quote_look"), places, words)
