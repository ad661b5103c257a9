from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from muse_desktop.cli.main import run
from muse_desktop.library.collections.values import Rule
from muse_desktop.studio.studio import Studio

COPIED = "he wrote down the ships that had not come, and beside each name he drew a small closed door"
SALT = " ".join(f"Salt keeps the {n}th pan of the coast and every cook will say so." for n in range(12))
TEXTS = {"Ledger": f"Every evening {COPIED}.", "Salt": SALT, "Salt again": SALT.replace("9th", "last")}


def asked(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    """What a command that must succeed says as JSON."""
    assert run([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_own_texts_collections_versions_and_datasets_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_window = Studio.open(tmp_path / "work")
    ids = {name: with_window.library.add_text(name, text).id for name, text in TEXTS.items()}
    with_window.library.set_details([ids["Ledger"]], rights="mine", tags=["sea"])
    collections = with_window.curation.collections
    collections.create("By hand", [ids["Salt"], ids["Ledger"]])
    collections.create("Of the sea", rule=Rule(tags=("sea",)))
    with_window.library.set_details([ids["Salt"]], tags=["sea"])
    with_window.close()
    work = ("--language", "en", "--workspace", tmp_path / "work")
    draft = tmp_path / "draft.txt"
    draft.write_text(f"She said that {COPIED}.", "utf-8")

    found = asked(capsys, *work, "check", draft)
    assert (found["hits"], found["library"]["items"], found["library"]["own_left_out"]) == ([], 2, 1)
    (hit,) = asked(capsys, *work, "check", draft, "--own")["hits"]
    assert hit["source"]["title"] == "Ledger"
    assert run([*map(str, work), "check", str(draft)]) == 0
    assert "Your own texts left out: 1." in capsys.readouterr().out

    listed = asked(capsys, *work, "library", "collections")["collections"]
    assert [(one["name"], one["by_rule"], one["items"]) for one in listed] == [
        ("By hand", False, 2), ("Of the sea", True, 1)
    ]  # fmt: skip
    one = asked(capsys, *work, "library", "collections", "by hand")
    assert ([text["title"] for text in one["texts"]], one["change"]) == (["Salt", "Ledger"], None)
    again = asked(capsys, *work, "library", "collections", "Of the sea", "--run")
    assert again["change"] == {"came": [ids["Salt"]], "went": []}
    assert run([*map(str, work), "library", "collections", "None such"]) == 1
    assert "By hand, Of the sea" in capsys.readouterr().err

    (group,) = asked(capsys, *work, "library", "versions")["groups"]
    assert {text["title"] for text in group["texts"]} == {"Salt", "Salt again"}
    assert group["kin"][0]["of_one"] > 0.5

    target = tmp_path / "set"
    made = asked(capsys, *work, "library", "export-dataset", target, "--collection", "By hand")
    assert (made["rows"], [(one["title"], one["why"]) for one in made["left_out"]]) == (
        1, [("Salt", "unknown_rights")]
    )  # fmt: skip
    assert "# By hand" in (target / "README.md").read_text("utf-8")
    command = [*map(str, work), "library", "export-dataset", str(target)]
    assert run(command) == 1  # it is there already
    assert run([*command, "--replace", "--unknown", "--unit", "passage", "--form", "chat"]) == 0
    rows = [json.loads(line) for line in (target / "data.jsonl").read_text("utf-8").splitlines()]
    assert {row["meta"]["title"] for row in rows} == set(TEXTS)
