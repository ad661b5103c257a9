"""Pictures of drafting what to tell others about AI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muse_desktop.ui.record.disclosure_room import DisclosureRoom

if TYPE_CHECKING:
    from tests.screens import Stage


def disclosure_screens(stage: Stage) -> Iterator[str]:
    """Open questions, a shop's form answered, the 5 % line, every request listed."""
    window = stage.window
    window.actions_["disclose"].trigger()
    view = window.rooms.get(DisclosureRoom).view
    stage.wait(lambda: bool(view.draft.cards))
    yield "disclose-open"
    for question in ("elsewhere", "other_tools", "images", "translation"):
        if question in view.questions.fields:
            view.questions.fields[question].choices["none"].click()
    card = next(one for one in view.draft.cards if one.answer.id == "texts")
    if card.answer.limits:
        card.limits.click()
    yield "disclose-kdp"
    for form in ("authors_guild", "no_ai", "copyright_office"):
        ids = [one.id for one in view.model.values]
        view.forms.setCurrentIndex(view.model.index(ids.index(form)))
        yield f"disclose-{form.replace('_', '-')}"
    bar = view.draft.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "disclose-end"
    window.show_page()
