"""`muse-desktop disclose` without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muse_desktop.cli.main import run
from muse_desktop.provenance.kinds import Kind
from muse_desktop.store.store import Store
from tests.provenance.work import Work


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A chapter of typed words, some pasted, four of a model."""
    folder = tmp_path / "workspace"
    with Store.open(folder) as store:
        work = Work(store)
        session = work.document("Chapter one")
        work.type(session, "The boats came in late and nobody spoke of it. " * 10)
        work.accept(session, work.answer("A lamp went out. "), "A lamp went out. ")
        work.put(session, "Salt on the stairs. ", Kind.PASTED_OUTSIDE)
        work.save()
    return folder


def test_a_draft_comes_as_json_with_its_figures_and_as_a_file(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--workspace", str(workspace), "--language", "en", "disclose"]
    assert run([*here, "--json"]) == 0
    forms = [one["form"] for one in json.loads(capsys.readouterr().out)["forms"]]
    assert forms == ["kdp", "copyright_office", "authors_guild", "no_ai", "wga", "eu_ai_act", "general"]
    given = ["--answer", "elsewhere=none", "--answer", "other_tools=none", "--answer", "images=none"]
    assert run([*here, "kdp", *given, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    answers = {one["id"]: one for one in made["answers"]}
    assert answers["texts"]["answer"] == "Some sections, with minimal or no editing"
    assert {"figure": "Words in all", "value": "108"} in answers["texts"]["rests_on"]
    assert made["legal_advice"] is False
    out = tmp_path / "kdp.html"
    assert run([*here, "kdp", *given, "--project", "1", "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert "not legal advice" in out.read_text("utf-8").lower()


def test_a_draft_is_printed_and_what_is_unknown_is_refused_with_what_there_is(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--workspace", str(workspace), "--language", "zh", "disclose"]
    assert run([*here, "general"]) == 0
    assert "不是法律意见" in capsys.readouterr().out
    assert run([*here, "nobody"]) == 1
    assert "kdp" in capsys.readouterr().err
    assert run([*here, "kdp", "--answer", "images=lots"]) == 1
    assert "images=none|few_minimal" in capsys.readouterr().err
    assert run([*here, "kdp", "--project", "Another"]) == 1
    assert "Another" in capsys.readouterr().err
