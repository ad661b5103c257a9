"""Pictures of the check before publication, its rules, and an export that is held back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from muse_desktop.ui.record.publication_reason import ReasonDialog
from muse_desktop.ui.record.publication_room import PublicationRoom
from muse_desktop.ui.record.publication_rules import RulesDialog

if TYPE_CHECKING:
    from tests.screens import Stage

RULES = ("general", "contest_no_ai", "article", "children")


def publication_screens(stage: Stage) -> Iterator[str]:
    """Findings by several sets of rules, a reason, the rules' editor, an export held back."""
    window = stage.window
    window.actions_["publish_check"].trigger()
    view = window.rooms.get(PublicationRoom).view
    stage.wait(lambda: view.result is not None)
    bar = view.findings.verticalScrollBar()
    for rules in RULES:
        ids = [one.id for one in view.house.model.values]
        view.house.profiles.setCurrentIndex(view.house.model.index(ids.index(rules)))
        stage.wait(lambda wanted=rules: view.result is not None and view.result.profile == wanted)
        bar.setValue(0)
        yield f"publication-{rules.replace('_', '-')}"
        if rules == "contest_no_ai":
            bar.setValue(bar.maximum())
            yield "publication-end"
            bar.setValue(0)
            view.findings.card("ai_text").aside.click()
            stage.wait(lambda: any(one.isVisible() for one in window.findChildren(ReasonDialog)))
            dialog = next(one for one in window.findChildren(ReasonDialog) if one.isVisible())
            dialog.reason.setPlainText("The epigraph is named as generated; the jury agreed on 12 May.")
            yield "publication-reason"
            view.house.edit_rules()
            QTest.qWait(60)
            yield "publication-rules"
            view.house.edit_rules()
            QTest.qWait(60)
            dialog = next(one for one in window.findChildren(RulesDialog) if one.isVisible())
            dialog.list.verticalScrollBar().setValue(dialog.list.verticalScrollBar().maximum())
            yield "publication-rules-end"
            window.show_page()
            window.actions_["export"].trigger()
            QTest.qWait(400)
            yield "publication-export"
            window.actions_["publish_check"].trigger()
            stage.wait(lambda: view.result is not None)
    ids = [one.id for one in view.house.model.values]
    view.house.profiles.setCurrentIndex(view.house.model.index(ids.index("general")))
    stage.wait(lambda: view.result is not None and view.result.profile == "general")
    window.show_page()
