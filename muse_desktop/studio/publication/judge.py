"""A check: what was collected, looked at by a set of rules. Pure, and quick next to collecting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from muse_desktop.errors import Language
from muse_desktop.store.clock import now
from muse_desktop.studio.publication import judge_record, judge_sources, judge_words
from muse_desktop.studio.publication.profiles import Profile, Rules
from muse_desktop.studio.publication.values import Finding, Material, Result
from muse_desktop.studio.publication.wording import Words, told_rules


def judge(material: Material, profile: Profile, language: Language) -> Result:
    """What each rule of `profile` says, with those that were set aside marked."""
    say = Words(language)
    findings = _all(material, profile.rules, say, language)
    return Result(
        profile=profile.id,
        profile_name=profile.name,
        rules_hash=profile.rules.hash,
        rules=tuple(told_rules(profile.rules, say)),
        findings=tuple(_set_aside(one, material, profile) for one in findings),
        material=material,
        language=language,
        made_at=now(),
    )


def quick(material: Material, profile: Profile, language: Language) -> list[Finding]:
    """The rules that hold an export back, where they fail and were not set aside; `material` may have been
    collected without comparing it with the library."""
    say, rules = Words(language), profile.rules
    if not rules.holds:
        return []
    pages = judge_words.Pages(material)
    looked: dict[str, Callable[[], Finding | None]] = {
        "ai_text": lambda: judge_record.ai_text(material, rules, say),
        "ai_use": lambda: judge_record.ai_use(material, rules, say),
        "disclosure": lambda: judge_record.disclosure(material, rules, say),
        "banned": lambda: judge_words.banned(pages, rules, say),
        "length": lambda: judge_record.length(material, rules, say),
    }
    found = (looked[one]() for one in rules.holds)
    told = [_set_aside(one, material, profile) for one in found if one is not None]
    return [one for one in told if one.stands]


def _all(material: Material, rules: Rules, say: Words, language: Language) -> Iterator[Finding]:
    shared = judge_sources.shared(material)
    pages = judge_words.Pages(material)
    found = (
        judge_record.ai_text(material, rules, say),
        judge_record.ai_use(material, rules, say),
        judge_record.disclosure(material, rules, say),
        judge_record.record(material, language, say),
        judge_sources.originality(material, rules, say, shared),
        judge_sources.sources(material, rules, say, shared),
        judge_sources.quoted(material, rules, say, shared),
        judge_record.models(material, rules, say),
        judge_words.banned(pages, rules, say),
        judge_words.age(pages, rules, say, language),
        judge_words.genres(pages, rules, say),
        judge_record.length(material, rules, say),
        judge_record.stated(material, rules, say),
    )
    return (one for one in found if one is not None)


def _set_aside(finding: Finding, material: Material, profile: Profile) -> Finding:
    if finding.mark != "fail":
        return finding
    documents = [one.document for one in material.figures.documents]
    about = profile.id, profile.rules.hash, finding.rule, documents, finding.measure
    held = [one for one in material.overrides if one.covers(*about)]
    return replace(finding, override=held[-1]) if held else finding
