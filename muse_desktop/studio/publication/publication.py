"""`Studio.evidence.publication`: house rules, the check before publication, what holds an export back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from muse_desktop.errors import Language, MuseError
from muse_desktop.formats.atomic import write_bytes
from muse_desktop.provenance import house_profiles, notices, overrides
from muse_desktop.provenance.gather import manuscript_of
from muse_desktop.studio.publication.collect import Progress, collect
from muse_desktop.studio.publication.judge import judge, quick
from muse_desktop.studio.publication.judge_record import stated
from muse_desktop.studio.publication.profiles import (
    FIRST,
    Profile,
    Rules,
    number_of,
    own,
    shipped,
    shipped_ids,
)
from muse_desktop.studio.publication.values import Finding, Material, Result
from muse_desktop.studio.publication.wording import Words

if TYPE_CHECKING:
    from muse_desktop.formats.report import Report
    from muse_desktop.studio.studio import Studio

SUFFIXES = (".pdf", ".html")
"""What a report can be saved as."""


@dataclass(frozen=True)
class Held:
    """What holds an export back: the rules that fail and were not set aside."""

    profile: Profile
    material: Material
    findings: tuple[Finding, ...]


class Publication:
    """All of it blocks, unless it answers with a Future: not for the UI thread."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    # House rules

    def profiles(self, language: Language, project: int | None = None) -> list[Profile]:
        """The sets of rules to choose from: those that come with the app, then the writer's own."""
        made = self._studio.store.read(partial(house_profiles.listed, project=project))
        return [*(shipped(one, language) for one in shipped_ids()), *(own(*one) for one in made)]

    def profile(self, profile: str, language: Language, project: int | None = None) -> Profile:
        """One of them. Raises MuseError publication.no_profile."""
        found = next((one for one in self.profiles(language, project) if one.id == profile), None)
        if found is None:
            raise MuseError("publication.no_profile", profile=profile)
        return found

    def chosen(self, project: int, language: Language) -> Profile:
        """The set a project goes by; the first one where none was chosen, or the chosen one is gone."""
        told = self._studio.store.read(partial(house_profiles.told, project=project)).get("profile")
        known = self.profiles(language, project)
        return next((one for one in known if one.id == told), None) or shipped(FIRST, language)

    def choose(self, project: int, profile: str) -> Future[None]:
        """Have a project go by a set of rules."""
        return self._studio.store.write(partial(house_profiles.tell, project=project, profile=profile))

    def keep_profile(self, profile: str, name: str, rules: Rules) -> Future[str]:
        """Write a writer's own set down; "" makes a new one. The future has its id.

        Raises MuseError publication.shipped and publication.no_name.
        """
        number = number_of(profile)
        if profile and number is None:
            raise MuseError("publication.shipped", profile=name)
        tidy = " ".join(name.split())
        if not tidy:
            raise MuseError("publication.no_name")
        raw = msgspec.to_builtins(rules)
        keep = partial(house_profiles.keep, number=number, name=tidy, rules=raw)
        return self._studio.store.write(lambda db: f"own:{keep(db)}")

    def forget_profile(self, profile: str) -> Future[None]:
        """Delete a writer's own set. Raises MuseError publication.shipped."""
        number = number_of(profile)
        if number is None:
            raise MuseError("publication.shipped", profile=profile)
        return self._studio.store.write(partial(house_profiles.forget, number=number))

    # The check

    def collect(
        self,
        project: int,
        documents: Sequence[int] | None,
        language: Language,
        progress: Progress = lambda _done, _all: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Material:
        """What the check looks at. Raises MuseError provenance.no_work and publication.cancelled."""
        return collect(self._studio, project, documents, language, True, progress, cancelled)

    def judge(self, material: Material, profile: Profile, language: Language) -> Result:
        """What the rules say of it."""
        return judge(material, profile, language)

    def check(
        self, project: int, documents: Sequence[int] | None, profile: Profile, language: Language
    ) -> Result:
        """Both at once."""
        return judge(self.collect(project, documents, language), profile, language)

    def override(self, result: Result, rule: str, reason: str) -> Future[int]:
        """Set a failing rule aside with a reason, on record. The future has the record's number.

        Raises MuseError publication.no_reason and publication.nothing_to_override; fails with the store's.
        """
        words = reason.strip()
        if not words:
            raise MuseError("publication.no_reason")
        found = next((one for one in result.findings if one.rule == rule), None)
        if found is None or found.mark != "fail":
            raise MuseError("publication.nothing_to_override", rule=rule)
        return self._note(result.material, result.profile, result.rules_hash, found, words)

    def take_back(self, result: Result, rule: str) -> Future[None]:
        """Have a rule count again that was set aside."""
        project = result.material.figures.project
        return self._studio.store.write(
            partial(overrides.end, project=project, profile=result.profile, rule=rule)
        )

    def tick(self, project: int, keys: Sequence[str], on: bool) -> Future[None]:
        """Note that the writer has checked what generated text states, or has not."""
        return self._studio.store.write(
            partial(house_profiles.tick, project=project, keys=list(keys), on=on)
        )

    def refreshed(self, material: Material) -> Material:
        """The same with what the writer ticked and set aside since."""
        project = material.figures.project
        ticks = self._studio.store.read(partial(house_profiles.ticks, project=project))
        aside = self._studio.store.read(partial(overrides.overrides, project=project))
        return replace(material, ticks=ticks, overrides=tuple(aside))

    # At generation and export

    def before_export(
        self, project: int, documents: Sequence[int] | None, language: Language
    ) -> list[MuseError]:
        """What to tell a writer who is about to export: what will be held back, and why."""
        said: list[MuseError | None] = []
        try:
            self.refuse(project, documents)
        except MuseError as error:
            said.append(error)
        said.append(self.open_claims(project, documents, language))
        return [one for one in said if one is not None]

    def held(self, project: int, documents: Sequence[int] | None, language: Language) -> Held | None:
        """What holds an export back, or None. Takes as long as the figures, where the rules want anything."""
        profile = self.chosen(project, language)
        if not profile.rules.holds:
            return None
        material = collect(self._studio, project, documents, language, compare=False)
        findings = quick(material, profile, language)
        return Held(profile, material, tuple(findings)) if findings else None

    def refuse(self, project: int, documents: Sequence[int] | None = None) -> None:
        """Raise MuseError publication.blocked where the project's house rules hold an export back."""
        language = self._studio.language
        held = self.held(project, documents, language)
        if held is not None:
            say = Words(language)
            told = say.sentences(one.told for one in held.findings)
            raise MuseError("publication.blocked", profile=held.profile.name, told=told)

    def refuse_document(self, document: int) -> None:
        """`refuse` for one document. One that is not there is the export's to tell of."""
        try:
            project = self._studio.store.read(partial(notices.project_of, document=document))
        except MuseError:
            return
        self.refuse(project, [document])

    def override_held(self, held: Held, reason: str) -> Future[list[int]]:
        """Set aside all that holds an export back. Raises MuseError publication.no_reason."""
        words = reason.strip()
        if not words:
            raise MuseError("publication.no_reason")
        about = held.material, held.profile.id, held.profile.rules.hash
        made = [_override(*about, one, words) for one in held.findings]
        return self._studio.store.write(lambda db: [overrides.note(db, one) for one in made])

    def open_claims(
        self, project: int, documents: Sequence[int] | None, language: Language
    ) -> MuseError | None:
        """What to warn of at an export: statements of generated text nobody ticked off, where the project's
        rules ask for it."""
        rules = self.chosen(project, language).rules
        if not rules.claims:
            return None
        material = collect(self._studio, project, documents, language, compare=False)
        found = stated(material, rules, Words(language))
        if found is None or not found.measure:
            return None
        return MuseError("publication.claims_open", open=found.measure, all=len(found.places))

    def open_claims_of(self, document: int, language: Language) -> MuseError | None:
        """`open_claims` for one document; None where there is none."""
        try:
            project = self._studio.store.read(partial(notices.project_of, document=document))
        except MuseError:
            return None
        return self.open_claims(project, [document], language)

    def warning(self, project: int) -> MuseError | None:
        """What to tell a writer who asks a model for words in a project whose rules allow none; quick."""
        profile = self.chosen(project, self._studio.language)
        if profile.rules.no_requests:
            return MuseError("publication.writing_with_ai_at_all", profile=profile.name)
        if profile.rules.model_percent == 0:
            return MuseError("publication.writing_with_ai", profile=profile.name)
        return None

    def banned(self, document: int | None) -> tuple[str, ...]:
        """Words that the rules of a document's project do not want, for the model to leave out too; quick."""
        if document is None:
            return ()
        try:
            project = self._studio.store.read(partial(notices.project_of, document=document))
        except MuseError:
            return ()
        words = self.chosen(project, self._studio.language).rules.banned
        return tuple(one for one in words if not one.endswith("*"))

    def manuscript(self, project: int) -> list[int]:
        """The documents that make up a project's manuscript."""
        return self._studio.store.read(partial(manuscript_of, project=project))

    # The report

    def report(self, result: Result) -> Report:
        """A check as a report, in the language it was made in."""
        from muse_desktop.studio.publication.report import publication_report

        return publication_report(result)

    def save(self, result: Result, path: Path) -> Path:
        """Write the report as .pdf or .html; slow.

        Raises MuseError publication.file_kind, formats.pdf_failed and what writing a file may raise.
        """
        suffix = path.suffix.lower()
        if suffix == ".pdf":
            from muse_desktop.formats.report_pdf import report_pdf as written
        elif suffix == ".html":
            from muse_desktop.formats.report_html import report_html as written
        else:
            raise MuseError("publication.file_kind", kind=path.suffix or path.name)
        write_bytes(path, written(self.report(result)))
        return path

    def _note(
        self, material: Material, profile: str, rules_hash: str, found: Finding, reason: str
    ) -> Future[int]:
        made = _override(material, profile, rules_hash, found, reason)
        return self._studio.store.write(partial(overrides.note, made=made))


def _override(
    material: Material, profile: str, rules_hash: str, found: Finding, reason: str
) -> overrides.Override:
    documents = tuple(one.document for one in material.figures.documents)
    project = material.figures.project
    return overrides.Override(project, profile, rules_hash, found.rule, documents, found.measure, reason)
