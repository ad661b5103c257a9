"""Drafts of what a writer tells others about AI: figures, answers, drafts and files of one workspace."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from muse_desktop.errors import Language, MuseError
from muse_desktop.formats.atomic import write_bytes
from muse_desktop.provenance.disclosure import answers as kept
from muse_desktop.provenance.disclosure import drafts
from muse_desktop.provenance.disclosure.report import disclosure_report
from muse_desktop.provenance.disclosure.values import Answers, Draft, Form, Question
from muse_desktop.provenance.figures import Figures

if TYPE_CHECKING:
    from muse_desktop.formats.report import Report
    from muse_desktop.studio.studio import Studio

KINDS = (".pdf", ".html", ".txt", ".md")
"""What a draft can be saved as."""


class Disclosure:
    """What `Studio.evidence.disclosure` offers. Only `figures`, `answers` and `save` read or write."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def forms(self, language: Language) -> list[Form]:
        """Everybody who asks."""
        return drafts.forms(language)

    def figures(self, project: int, documents: Sequence[int] | None = None) -> Figures:
        """What the drafts rest on; slow. Raises MuseError provenance.no_work."""
        return self._studio.evidence.figures(project, documents)

    def answers(self, project: int, form: str) -> dict[str, str]:
        """What the writer answered before; read from the database."""
        return self._studio.store.read(partial(kept.read, project=project, form=form))

    def keep(self, project: int, form: str, answers: Answers) -> Future[None]:
        """Keep the writer's answers."""
        given = dict(answers)
        return self._studio.store.write(partial(kept.keep, project=project, form=form, answers=given))

    def questions(self, figures: Figures, form: str, answers: Answers, language: Language) -> list[Question]:
        """What is to be asked; changes with the answers. Raises MuseError disclosure.no_form."""
        return drafts.questions(figures, form, answers, language)

    def answered(self, figures: Figures, answers: Answers, question: str, given: str) -> dict[str, str]:
        """The answers with one more; "" takes it back."""
        return drafts.answered(figures, answers, question, given)

    def draft(self, figures: Figures, form: str, answers: Answers, language: Language) -> Draft:
        """The draft; quick. Raises MuseError disclosure.no_form."""
        return drafts.draft(figures, form, answers, language, self.recipes(language))

    def recipes(self, language: Language) -> dict[str, str]:
        """What the recipes are called, by id."""
        return {one.id: one.names[language] for one in self._studio.recipes.recipes}

    def report(self, figures: Figures, draft: Draft) -> Report:
        """A draft with its figures as a report."""
        language: Language = "zh" if draft.language == "zh" else "en"
        return disclosure_report(draft, figures, self.recipes(language))

    def save(self, figures: Figures, draft: Draft, path: Path) -> Path:
        """Write a draft as a PDF, HTML or text file, by the ending of its name; slow.

        Raises MuseError disclosure.file_kind, formats.pdf_failed and what writing a file may raise.
        """
        write_bytes(path, _written(self.report(figures, draft), path))
        return path


def _written(report: Report, path: Path) -> bytes:
    match path.suffix.lower():
        case ".pdf":
            from muse_desktop.formats.report_pdf import report_pdf

            return report_pdf(report)
        case ".html" | ".htm":
            from muse_desktop.formats.report_html import report_html

            return report_html(report)
        case ".txt" | ".md":
            from muse_desktop.formats.report_text import report_text

            return report_text(report)
    raise MuseError("disclosure.file_kind", kind=path.suffix or path.name)
