"""Pictures of making an evidence bundle and of looking at one, whole and changed."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from muse_desktop.ui.record.evidence_check import EvidenceCheckDialog
from muse_desktop.ui.record.evidence_dialog import EvidenceDialog

D = TypeVar("D", EvidenceDialog, EvidenceCheckDialog)

if TYPE_CHECKING:
    from tests.screens import Stage


def bundle_screens(stage: Stage) -> Iterator[str]:
    """What is asked, what to tell the reader, what a check finds in a whole bundle and in a changed one."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder, "Evidence.zip")
        dialog = _open(stage, EvidenceDialog, "evidence")
        if dialog.some.isEnabled():
            dialog.some.click()
            next(iter(dialog.ticks.values())).click()
        yield "evidence"
        dialog = _open(stage, EvidenceDialog, "evidence")
        dialog.this.click()
        dialog.path.setText(str(bundle))
        dialog.go.click()
        stage.wait(dialog.head.isVisible)
        head, key = dialog.head.text(), dialog.key.text()
        yield "evidence-made"
        _check(stage, bundle, head, key)
        yield "evidence-holds"
        with zipfile.ZipFile(bundle) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(bundle, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data.replace(b'"seq":2', b'"seq":3') if name == "log.jsonl" else data)
        _check(stage, bundle, "", "")
        yield "evidence-broken"


def _check(stage: Stage, bundle: Path, head: str, key: str) -> None:
    dialog = _open(stage, EvidenceCheckDialog, "check_evidence")
    dialog.path.setText(str(bundle))
    dialog.head.setText(head)
    dialog.key.setText(key)
    dialog.go.click()
    stage.wait(dialog.found.isVisible)


def _open(stage: Stage, kind: type[D], action: str) -> D:
    stage.window.actions_[action].trigger()
    return next(one for one in stage.window.findChildren(kind) if one.isVisible())
