"""`muse-desktop publish-check` without a window, and the exports that its rules hold back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muse_desktop.cli.main import run
from muse_desktop.store.store import Store
from tests.provenance.work import Work


@pytest.fixture
def here(tmp_path: Path) -> list[str]:
    """The command's beginning, on a chapter of typed words and some of a model."""
    folder = tmp_path / "workspace"
    with Store.open(folder) as store:
        work = Work(store)
        session = work.document("Chapter one")
        work.type(session, "The boats came in late and nobody spoke of it. ")
        work.accept(session, work.answer("In 1843 a lamp went out. "), "In 1843 a lamp went out. ")
        work.save()
    return ["--workspace", str(folder), "--language", "en"]


def test_rules_are_chosen_an_export_refused_and_let_go_with_a_reason(
    here: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*here, "publish-check", "--list"]) == 0
    assert "* general  Everything worth a look" in capsys.readouterr().out
    assert run([*here, "publish-check", "--rules", "contest_no_ai", "--choose"]) == 0
    said = capsys.readouterr().out
    assert "[fail] Text from a model (ai_text)" in said
    assert "not legal advice" not in said
    assert "no legal advice" in said
    file = tmp_path / "a.md"
    assert run([*here, "export", "1", str(file)]) == 1
    assert "Contest: no AI text" in capsys.readouterr().err
    assert not file.exists()
    for wrong, why in (("ai_text=", "only with a reason"), ("sources=So.", "not failing"), ("so", "RULE=")):
        assert run([*here, "publish-check", "--override", wrong]) == 1
        assert why in capsys.readouterr().err
    assert run([*here, "publish-check", "--override", "ai_text=The jury knows.", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    found = next(one for one in made["findings"] if one["rule"] == "ai_text")
    assert (found["mark"], found["override"]["reason"]) == ("fail", "The jury knows.")
    assert made["mark"] == "warn"
    assert len(made["texts"][0]["sha256"]) == 64
    assert run([*here, "export", "1", str(file)]) == 0
    assert file.exists()


def test_a_report_is_written_and_statements_nobody_checked_are_warned_of_at_an_export(
    here: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "check.html"
    assert run([*here, "publish-check", "--rules", "article", "--choose", "--out", str(report)]) == 0
    assert "1843" in report.read_text("utf-8")
    capsys.readouterr()
    assert run([*here, "export", "1", str(tmp_path / "a.txt")]) == 0
    assert "1 of 1 names, numbers, dates" in capsys.readouterr().err
    assert run([*here, "publish-check", "--rules", "nobody"]) == 1
    assert run([*here, "publish-check", "--project", "Another"]) == 1
    assert "My writing" in capsys.readouterr().err
